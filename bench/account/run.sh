#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Times the account on a store of made-up reports: reading it cold, and serving it to eight clients.
#   bench/account/run.sh [STATEMENTS]          100000 unless said; needs build/release and wrk
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
statements=${1:-100000}
truce=build/release/truce
store=build/bench/$statements.store
mkdir -p build/bench
cmake --build build/release --target truce fill >/dev/null
if [ ! -e "$store" ]; then
  echo "filling $store"
  build/release/bench/account/fill "$store" examples/gaza-2025/agreement.truce "$statements"
fi

# Median of nine runs of a command, in milliseconds of wall time.
median() {
  for _ in $(seq 9); do
    local begin=$EPOCHREALTIME
    "$@" >/dev/null
    echo $(((${EPOCHREALTIME/./} - ${begin/./}) / 1000))
  done | sort -n | sed -n 5p
}
fresh_load() { rm -f build/bench/gaza.store*; "$truce" load examples/gaza-2025 --store build/bench/gaza.store; }
echo "example: load $(median fresh_load) ms"
echo "example: status $(median "$truce" status --store build/bench/gaza.store --as-known 2025-12-19T12:00Z) ms"
echo "$statements statements: status $(median "$truce" status --store "$store") ms"

"$truce" serve --store "$store" --port 0 --web web/dist >build/bench/serve.out 2>&1 &
server=$!
trap 'kill $server 2>/dev/null' EXIT
for _ in $(seq 50); do
  url=$(sed -n 's/.* at \(http[^ ]*\)$/\1/p' build/bench/serve.out)
  [ -n "$url" ] && break
  sleep 0.1
done
curl -s -o /dev/null -w 'board, first answer: %{time_total} s\n' "${url%/}/api/v1/board"
bench/server/board_load.sh "${url%/}/api/v1/board" 10
awk '/VmRSS|VmHWM/ { printf "%s %d MB\n", $1, $2 / 1024 }' "/proc/$server/status"
