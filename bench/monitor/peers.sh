#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs truce and MonPoly (and its verified kernel) over the same logs in turn, and compares what they find.
#
#   bench/monitor/peers.sh MONPOLY LOG-A LOG-B LOG-C LOG-D [RUNS]
#
# MONPOLY is the monitor's program, which is not part of truce; the logs are time,event,field… lines for the rules of
# policies.truce. Prints, for each policy, the medians of the seconds of CPU and how many lines differ.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
monpoly=$1
declare -A log=([a]=$2 [b]=$3 [b1]=$3 [c]=$4 [d]=$5)
declare -A rule=([a]=1.1 [b]=1.2 [b1]=1.3 [c]=1.4 [d]=1.5)
runs=${6:-3}
limit=600  # seconds that one run may take
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
TIMEFORMAT='%U %S'

# cpu OUT COMMAND…: prints the seconds of CPU, or "-" when it took longer than the limit
cpu() {
  local out=$1 times
  shift
  if times=$({ time timeout "$limit" "$@" >"$out" 2>"$work/err"; } 2>&1); then
    awk '{ printf "%.3f\n", $1 + $2 }' <<<"$times"
  else
    echo -
  fi
}
# Events of one second are one time-point in the exported log, so points are numbered otherwise.
verdicts() { sed 's/ (time point [0-9]*)//' "$1" | sort; }
median() { sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }

for policy in a b b1 c d; do
  folder=$work/$policy
  "$root/build/release/truce" export --as mfotl "$root/bench/monitor/policies.truce" --out "$folder" \
    --log "${log[$policy]}"
  names=(-sig "$folder/events.sig" -formula "$folder/${rule[$policy]}.mfotl" -log "$folder/events.log" -nonewlastts)
  ours=() monpolys=() verified=()
  for _ in $(seq "$runs"); do
    ours+=("$(cpu "$work/summary" "$root/build/release/truce-bench" monitor --policy "$policy" \
      --log "${log[$policy]}" --verdicts "$work/ours")")
    monpolys+=("$(cpu "$work/theirs" "$monpoly" "${names[@]}")")
    verified+=("$(cpu "$work/verified" "$monpoly" "${names[@]}" -verified)")
  done
  reports=$(wc -l <"${log[$policy]}")
  verdicts "$work/ours" >"$work/ours.sorted"
  printf '%s: %s reports, %s violations\n' "$policy" "$reports" "$(wc -l <"$work/ours")"
  for other in theirs verified; do
    [ -s "$work/$other" ] && printf '  lines that differ from %s: %s\n' "$other" \
      "$(verdicts "$work/$other" | comm -3 - "$work/ours.sorted" | wc -l)"
  done
  printf '  truce %s s, MonPoly %s s, verified kernel %s s of CPU\n' \
    "$(printf '%s\n' "${ours[@]}" | median)" "$(printf '%s\n' "${monpolys[@]}" | median)" \
    "$(printf '%s\n' "${verified[@]}" | median)"
done
