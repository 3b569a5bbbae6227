// SPDX-License-Identifier: Apache-2.0
// Runs a clause's machine over its evidence.
//
// Who decides that a counted duty is done: the receiving side's count, or an independent voice's.
// What the bearer alone says leaves it in progress, or disputed where another counter says less. A
// duty without a count is done by a finding, or by a declaration that is not the bearer's own;
// reports show that something is under way and never more. Only a finding makes a breach. Under a
// party's viewpoint that party's word decides; under findings, only findings, declarations, and
// what the side that is owed acknowledges.
//
// The deadline is met or missed by the hours within which a thing can have happened: surely in
// time, surely late, or undetermined. The clock alone makes a duty overdue, from its deadline; the
// end of what is known breaches nothing.
#pragma once

#include "monitor/evidence.h"

namespace truce::monitor {

/// The times that a machine is run with, worked out from the moments that the clause names.
struct Times {
  std::optional<Instant> begins;  // absent: not begun
  Reason trigger;                 // what made it begin, and who told it
  std::string waits_for;          // why it has not begun, in words
  std::string would_begin;        // what would make it begin
  std::optional<Instant> due;
  std::string due_because;  // "72 hours after entry into force, 10 Oct 2025 09:00 UTC"
  friend bool operator==(const Times&, const Times&) = default;
};

/// Whether what is due is so soon that people say so: within the last quarter of the time given,
/// and never more than a week ahead.
bool is_soon(const Times& times, Instant now);

/// The verdict by the text, or with a reading by that party's reading of it.
Verdict run(World& world, const Machine& machine, const Evidence& evidence, const Times& times,
            const ClauseReading* reading);

/// The best known of a verdict's progress: "27 of 28 by Israeli prime minister's office, 3 Dec
/// 2025". Prefers the side that is owed, then independent counts, then what counters state
/// themselves.
std::string best_progress(World& world, const Machine& machine, const Verdict& verdict);

}  // namespace truce::monitor
