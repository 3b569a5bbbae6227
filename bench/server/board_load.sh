#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Asks one address of a running server again and again with 8 clients at once, and prints the median and
# the 99th percentile of its answers.
#
#   bench/server/board_load.sh http://127.0.0.1:8080/api/v1/board [SECONDS]
#
# Needs wrk (Debian package "wrk"). Fails when an answer was no success.
set -eu

address=${1:?"usage: board_load.sh ADDRESS [SECONDS]"}
seconds=${2:-10}
clients=8

if ! command -v wrk >/dev/null; then
  echo "board_load.sh: wrk is not installed" >&2
  echo "help: apt-get install wrk" >&2
  exit 1
fi

result=$(wrk --threads 1 --connections "$clients" --duration "${seconds}s" --timeout 30s --latency "$address")

echo "$result" | awk -v address="$address" -v clients="$clients" '
  $1 == "50%" { median = $2 }
  $1 == "99%" { high = $2 }
  $1 == "Requests/sec:" { rate = $2 }
  /Non-2xx/ { failed = $NF }
  /Socket errors/ { errors = $0 }
  END {
    if (rate == "" || rate == 0) { print "no answer from " address; exit 1 }
    printf "%s, %d clients: median %s, 99th percentile %s, %s answers a second\n", address, clients, median, high, rate
    if (failed) { printf "failed: %s answers were no success\n", failed; exit 1 }
    if (errors) print errors
  }'
