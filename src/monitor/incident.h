// SPDX-License-Identifier: Apache-2.0
// Incidents with what their statements come to, and the clauses that they may bear on.
#pragma once

#include <optional>
#include <vector>

#include "monitor/compile.h"
#include "monitor/world.h"

namespace truce::monitor {

/// What findings say of one incident: the last word on each question.
struct Ruling {
  const Finding* occurred = nullptr;
  const Finding* responsible = nullptr;
  std::vector<const Finding*> breach;  // the last for each clause
  std::vector<Id<Finding>> all;
};

/// The rulings, by incident.
class Rulings {
 public:
  void learn(const Finding& finding);
  /// Nothing where nobody found anything.
  const Ruling* of(Id<Incident> incident) const;
  /// The findings on a clause's breach or fulfilment, by day.
  std::span<const Finding* const> on(const std::string& clause) const;

 private:
  struct Case {
    std::vector<const Finding*> findings;  // by day
    Ruling ruling;
  };
  std::unordered_map<Id<Incident>, Case> by_incident_;
  std::unordered_map<std::string, std::vector<const Finding*>> by_clause_;
};

/// One for each of World::incidents; nothing where nothing is shown of it.
using Summaries = std::vector<std::optional<Shared<IncidentSummary>>>;

/// Settles which of the incident's statements count under the viewpoint; notes those for which that
/// is new.
void apply_viewpoint(World& world, std::uint32_t incident, std::vector<std::uint32_t>& changed);
/// The same for a statement, whatever its incident; whether it is new.
bool apply_viewpoint(World& world, std::uint32_t statement);

/// What the incident comes to; nothing where nothing that counts tells of it, nothing withdrawn
/// ever did, and nobody found anything of it.
std::optional<IncidentSummary> summary_of(World& world, const std::vector<Machine>& machines,
                                          std::uint32_t incident, const Ruling* ruling);

/// Whether the account under the viewpoint shows it.
bool is_shown(const World& world, std::uint32_t incident, const Ruling* ruling);

}  // namespace truce::monitor
