// SPDX-License-Identifier: Apache-2.0
// A disk (SQLite VFS) that fails on purpose, at a step given beforehand. A step is a write, a sync,
// a cut or a removal of a file; everything is deterministic.
#pragma once

#include <cstdint>

namespace truce::faults {

enum class Fault {
  none,
  kill,        // the process ends before the step
  kill_torn,   // the process ends with half of the write done
  power_cut,   // the process ends, and of all that was not synced only some reaches the disk
  full_once,   // the write fails: no room; the next ones succeed
  full,        // it and all later writes fail: no room
  sync_fails,  // the sync fails
};

struct Plan {
  Fault fault = Fault::none;
  std::uint64_t step = 0;  // from 1
};

/// Makes the faulty disk the process's default. Meant for a forked child: it stays for good.
void use_faulty_disk(const Plan& plan);
/// Steps so far.
std::uint64_t steps_taken();

/// The exit code of a process that the disk ended.
inline constexpr int kEnded = 77;

}  // namespace truce::faults
