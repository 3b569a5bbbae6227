// SPDX-License-Identifier: Apache-2.0
// What bears on each clause: allegations, findings, declarations, reports and counts.
#pragma once

#include <algorithm>
#include <vector>

#include "monitor/compile.h"
#include "monitor/coverage.h"
#include "monitor/incident.h"
#include "monitor/tally.h"

namespace truce::monitor {

/// A breach that a named person or body found.
struct Breach {
  Day day{};  // of the incident, where there is one; else of the finding
  PartyAt by = kNoParty;
  std::string place;    // the declared area that holds it, or the place's own name
  Id<Finding> finding;  // 0 when only alleged
  Id<Incident> incident;
};

/// An incident that would breach the clause, if it happened as it is told.
struct Allegation {
  Id<Incident> incident;
  Day day{};
  bool contested = false;  // somebody denies it
};

struct Evidence {
  std::vector<AllegedBy> alleged;
  std::vector<Allegation> allegations;  // in the order of the log
  std::int64_t alleged_incidents = 0;
  std::optional<Day> last_alleged;
  std::vector<Id<Incident>> cleared;    // found not to be a breach, or not to have happened
  std::vector<Breach> found;            // in the order of the log
  std::vector<Breach> charges;          // alleged, one for each party charged with an incident
  const Finding* fulfilment = nullptr;  // the last one that says fulfilled or not
  std::vector<const Declaration*> fulfilled;
  const Declaration* set_aside = nullptr;  // waived or suspended, unless resumed since
  bool waived = false;
  std::vector<std::uint32_t> reports;  // statements that the act was done, into World::told
  const Tally* tally = nullptr;
  const Count* count = nullptr;
  Watched watched;
};

/// One for each machine. Refers to the tallies and counts.
std::vector<Evidence> evidence(World& world, const std::vector<Machine>& machines,
                               const std::vector<IncidentSummary>& incidents,
                               const std::vector<Count>& counts, const std::vector<Tally>& tallies);

/// Takes away what is alleged of the incidents for which `is_gone`, and counts what is left anew.
template <class IsGone>
void drop_allegations(Evidence& of, IsGone is_gone) {
  std::erase_if(of.allegations,
                [&](const Allegation& allegation) { return is_gone(allegation.incident); });
  std::erase_if(of.charges, [&](const Breach& breach) { return is_gone(breach.incident); });
  of.alleged_incidents = static_cast<std::int64_t>(of.allegations.size());
  of.last_alleged.reset();
  for (const Allegation& left : of.allegations)
    of.last_alleged = std::max(of.last_alleged.value_or(left.day), left.day);
  for (AllegedBy& row : of.alleged) {
    std::erase_if(row.rows, is_gone);
    row.incidents = static_cast<std::int64_t>(row.rows.size());
    row.last.reset();
    for (const Allegation& left : of.allegations)
      if (std::find(row.rows.begin(), row.rows.end(), left.incident) != row.rows.end())
        row.last = std::max(row.last.value_or(left.day), left.day);
  }
  std::erase_if(of.alleged, [](const AllegedBy& row) { return row.incidents == 0; });
}

/// Whether the text speaks of "clause REF" or "rule REF", and not of a longer reference.
bool speaks_of(std::string_view text, std::string_view ref);

}  // namespace truce::monitor
