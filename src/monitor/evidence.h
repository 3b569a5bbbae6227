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

/// That a party is said to have done it.
struct Charge {
  Id<Incident> incident;
  Day day{};
  PartyAt against = kNoParty;
};

/// What one side alleges against one party. No side: independent voices; no party: nobody named.
struct AllegedBySide {
  struct Dated {
    Id<Incident> incident;
    Day day;
  };
  PartyAt by = kNoParty;
  PartyAt against = kNoParty;
  std::vector<Dated> incidents;  // by id
};

struct Evidence {
  std::vector<Allegation> allegations;  // by the incident's id, which is the order of the log
  // By the side that alleges, then by whom it charges, both in the order of the agreement;
  // independent voices and charges against nobody come last. Some are empty.
  std::vector<AllegedBySide> alleged;
  std::vector<Charge> charges;          // by the incident's id; one for each party charged with it
  std::vector<Id<Incident>> cleared;    // found not to be a breach, or not to have happened; by id
  std::vector<Breach> found;            // by the day of the finding
  const Finding* fulfilment = nullptr;  // the last one that says fulfilled or not
  std::vector<const Declaration*> fulfilled;
  const Declaration* set_aside = nullptr;  // waived or suspended, unless resumed since
  bool waived = false;
  std::vector<std::uint32_t> reports;  // statements that the act was done, into World::told
  const Tally* tally = nullptr;
  const Count* count = nullptr;
  Watched watched;
  std::uint64_t version = 0;  // another whenever anything of this changed

  std::optional<Day> last_alleged() const;
};

/// The evidence on every clause, kept as it comes in. Refers to its arguments.
class Bearings {
 public:
  Bearings(World& world, const std::vector<Machine>& machines, const std::vector<Count>& counts,
           const std::vector<Tally>& tallies);

  /// Incidents as they are now.
  void take(std::span<const std::uint32_t> incidents, const Summaries& summaries,
            const Rulings& rulings);
  /// Statements that may have come to stand, or ceased to; in log order.
  void take_reports(std::span<const std::uint32_t> statements);
  /// The breaches found of one clause.
  void read_findings(std::size_t machine, const Rulings& rulings, const Summaries& summaries);
  void read_declarations();
  /// The count at this place changed.
  void recount(std::size_t count);
  /// Something else changed on which the verdict rests.
  void touch(std::size_t machine) { all_[machine].version = ++last_version_; }

  const Evidence& of(std::size_t machine) const { return all_[machine]; }
  std::optional<std::size_t> machine_of(const std::string& ref) const;

 private:
  bool bears_out(const Machine& machine, const Told& told);
  void drop(std::size_t machine, std::span<const std::uint32_t> incidents);
  void allege(std::size_t machine, std::uint32_t incident, const IncidentSummary& summary);

  World& world_;
  const std::vector<Machine>& machines_;
  std::unordered_map<std::string, std::size_t> by_ref_;
  std::vector<std::size_t> by_act_[kActs];  // machines that a deed may carry out
  std::vector<std::size_t> machine_of_count_;
  std::vector<bool> is_taken_;    // by incident: whether it was ever taken
  std::vector<bool> is_dropped_;  // by incident, while some are taken anew
  std::vector<Evidence> all_;
  std::uint64_t last_version_ = 0;
};

/// Takes away what is alleged of the incidents for which `is_gone`.
template <class IsGone>
void drop_allegations(Evidence& of, IsGone is_gone) {
  const auto gone = [&](const auto& one) { return is_gone(one.incident); };
  std::erase_if(of.allegations, gone);
  std::erase_if(of.charges, gone);
  for (AllegedBySide& row : of.alleged) std::erase_if(row.incidents, gone);
}

/// The declared area that holds the place, or its own name.
std::string place_of(World& world, const std::optional<Place>& place);

/// Whether the text speaks of "clause REF" or "rule REF", and not of a longer reference.
bool speaks_of(std::string_view text, std::string_view ref);

}  // namespace truce::monitor
