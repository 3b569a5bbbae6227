#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Whether the scripts and manual pages can be read by what runs and formats them, and whether ./test counts right.
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
failed=0

wrong() {
  printf '%s\n' "$1" >&2
  failed=1
}

for script in demo test .ci/run tools/install tools/steps.sh; do
  bash -n "$script" || wrong "$script: bash cannot read it"
done
for script in demo test .ci/run tools/install; do
  [ -x "$script" ] || wrong "$script: has no run bit; chmod +x $script"
done
for page in docs/man/*.scd; do
  scdoc <"$page" >/dev/null || wrong "$page: scdoc cannot read it"
done

# counted WORDS EXPECTED LOG: what count-tests.awk makes of a log of ctest.
counted() {
  local got
  got=$(printf '%s\n' "$3" | awk -f tools/count-tests.awk)
  [ "$got" = "$2" ] || wrong "tools/count-tests.awk: $1: '$got' where '$2' is due"
}

counted "nothing" "0 0" ""
counted "a program that counts its cases" "12 0" '1/1 Testing: base
[  PASSED  ] 12 tests.
Test Passed.
"base" end time: now'
counted "failures among cases" "11 2" '1/1 Testing: base
[  PASSED  ] 11 tests.
[  FAILED  ] 2 tests, listed below:
Test Failed.
"base" end time: now'
counted "a crash before the sum" "0 1" '1/1 Testing: base
Test Failed.
"base" end time: now'
counted "a leak after the sum" "12 1" '1/1 Testing: base
[  PASSED  ] 12 tests.
Test Failed.
"base" end time: now'
counted "a test without cases beside one with" "2 0" '1/2 Testing: scripts
Test Passed.
"scripts" end time: now
2/2 Testing: base
[  PASSED  ] 1 test.
Test Passed.
"base" end time: now'

exit "$failed"
