# SPDX-License-Identifier: Apache-2.0
# Reads ctest's LastTest.log and prints "PASSED FAILED". A GoogleTest program counts with its cases; any other
# test, and a program that failed without counting (a crash, a leak), as one.
/^[0-9]+\/[0-9]+ Testing: / { cases_passed = 0; cases_failed = 0; counted = 0; ok = 0 }
/^\[  PASSED  \] [0-9]+ tests?\./ { cases_passed += $4; counted = 1 }
/^\[  FAILED  \] [0-9]+ tests?, listed below:/ { cases_failed += $4; counted = 1 }
/^Test Passed\./ { ok = 1 }
/" end time: / {
  if (!counted && ok) cases_passed = 1
  if (!ok && cases_failed == 0) cases_failed = 1
  passed += cases_passed
  failed += cases_failed
}
END { printf "%d %d\n", passed, failed }
