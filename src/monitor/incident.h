// SPDX-License-Identifier: Apache-2.0
// Incidents with what their statements come to, and the clauses that they may bear on.
#pragma once

#include <vector>

#include "monitor/compile.h"
#include "monitor/world.h"

namespace truce::monitor {

/// Settles which statements count under the viewpoint. Before anything else is asked of the world.
void apply_viewpoint(World& world);

/// Summaries by the place of their incident in Known::incidents. One is empty (id 0) when nothing
/// that counts under the viewpoint tells of its incident and nothing withdrawn ever did.
std::vector<IncidentSummary> summaries(World& world, const std::vector<Machine>& machines);

/// What findings say of one incident: the last word on each question.
struct Ruling {
  const Finding* occurred = nullptr;
  const Finding* responsible = nullptr;
  std::vector<const Finding*> breach;  // the last for each clause
  std::vector<Id<Finding>> all;
};

/// By the place of the incident in Known::incidents, where there are any.
std::unordered_map<std::uint32_t, Ruling> rulings(const World& world);

}  // namespace truce::monitor
