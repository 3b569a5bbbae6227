// SPDX-License-Identifier: Apache-2.0
// What the lines below a clause's sentence add to the account: the least grade of evidence, what is
// to be done at the same time, and what an amendment made of the clause.
#pragma once

#include <optional>
#include <vector>

#include "monitor/evidence.h"
#include "monitor/machine.h"

namespace truce::monitor {

/// Takes from the evidence what is below the grade that the clause counts.
void hold_to_grade(const World& world, const Machine& machine, const Summaries& incidents,
                   Evidence& evidence);

/// A count that is below that grade leaves the duty open, however many tell of it.
void hold_to_grade(World& world, const Machine& machine, Verdict& verdict);

/// The days on which a rule reads as it does: from the amendment that made it so, until the one
/// that deletes it.
struct Validity {
  std::optional<LocalTime> from, until;
  bool holds_on(Day day) const {
    return (!from || from->day <= day) && (!until || day < until->day);
  }
};
Validity validity_of(const Rule& rule);

/// What a clause or a rule was before an amendment; one that was deleted is excused from then on.
void note_change(const World& world, const std::optional<ClauseChange>& changed, Verdict& verdict);
/// The same of a machine; what follows from a rule ends with it.
void note_change(const World& world, const Machine& machine, Verdict& verdict);

/// Says of clauses that go together when one is done and the other is not.
void note_concurrence(const Agreement& agreement, std::vector<Shared<Verdict>>& verdicts);

}  // namespace truce::monitor
