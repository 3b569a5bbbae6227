// SPDX-License-Identifier: Apache-2.0
#include "monitor/monitor.h"

#include <algorithm>

#include "monitor/arithmetic.h"
#include "monitor/course.h"

namespace truce::monitor {
namespace {

std::int64_t day_number(const World& world) {
  if (!world.in_force || world.known.as_known < *world.in_force) return 0;
  const std::int64_t since = (world.today - world.in_force_days.front()).count();
  return world.calendar.counts_the_day_itself() ? since + 1 : since;
}

// By the day of the event, then by when it was first known, then in the order of the log.
std::vector<IncidentSummary> in_order(std::vector<IncidentSummary> incidents) {
  std::erase_if(incidents, [](const IncidentSummary& incident) { return incident.id.value == 0; });
  std::vector<std::uint32_t> order(incidents.size());
  for (std::uint32_t at = 0; at < order.size(); ++at) order[at] = at;
  const auto key = [&](std::uint32_t at) {
    return std::pair(*incidents[at].window.from, incidents[at].first_known);
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](auto left, auto right) { return key(left) < key(right); });
  std::vector<IncidentSummary> sorted;
  sorted.reserve(incidents.size());
  for (const std::uint32_t at : order) sorted.push_back(std::move(incidents[at]));
  return sorted;
}

void count_statements(const World& world, Account& account) {
  for (const Told& told : world.told) {
    account.statements += told.counts;
    account.unreviewed += told.counts && !told.statement->reviewed;
  }
}

}  // namespace

Account account(const Agreement& agreement, const Known& known, const Viewpoint& viewpoint) {
  Account account{.as_known = known.as_known, .viewpoint = viewpoint};
  World world(agreement, known, viewpoint);
  apply_viewpoint(world);
  const auto machines = compile(world);
  auto incidents = summaries(world, machines);
  const auto counted = counts(world, machines);
  account.tallies = tallies(world, counted, machines);
  const auto bearing = evidence(world, machines, incidents, counted, account.tallies);
  Course course(world, machines, bearing, account.tallies);
  account.day = day_number(world);
  account.phases = course.phases();
  account.verdicts = course.verdicts();
  account.gate = course.gate();
  account.incidents = in_order(std::move(incidents));
  account.flags = arithmetic(world);
  count_statements(world, account);
  return account;
}

}  // namespace truce::monitor
