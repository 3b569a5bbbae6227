// SPDX-License-Identifier: Apache-2.0
#include "monitor/monitor.h"

#include <algorithm>
#include <deque>

#include "monitor/arithmetic.h"
#include "monitor/course.h"
#include "monitor/terms.h"

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

/// What depends on nothing of a viewpoint but on which statements count. Under "everyone", under
/// "findings" and often under the lower grades those are the same.
struct Counted {
  std::vector<bool> counts;  // by statement
  std::vector<Count> counted;
  std::vector<Tally> tallies;
  std::vector<ArithmeticFlag> flags;
};

std::vector<bool> which_count(const World& world) {
  std::vector<bool> which;
  which.reserve(world.told.size());
  for (const Told& told : world.told) which.push_back(told.counts);
  return which;
}

/// What people decided and declared, by the day on which they did: a later word takes the place of
/// an earlier one, whichever of them reached the desk first. Of one day, the log's order.
class Decided {
 public:
  explicit Decided(const Known& known)
      : findings_(known.findings.begin(), known.findings.end()),
        declarations_(known.declarations.begin(), known.declarations.end()),
        known_(known) {
    const auto by_day = [](const auto& a, const auto& b) { return a.on < b.on; };
    std::stable_sort(findings_.begin(), findings_.end(), by_day);
    std::stable_sort(declarations_.begin(), declarations_.end(), by_day);
    known_.findings = findings_;
    known_.declarations = declarations_;
  }
  Decided(const Decided&) = delete;
  Decided& operator=(const Decided&) = delete;
  const Known& known() const { return known_; }

 private:
  std::vector<Finding> findings_;
  std::vector<Declaration> declarations_;
  Known known_;
};

/// The accounts of one world, one viewpoint after the other.
class Sitting {
 public:
  Sitting(const Agreement& agreement, const Known& known)
      : decided_(known),
        revised_(agreement.revisions.empty()
                     ? std::nullopt
                     : std::optional(agreement::as_of(agreement, known.as_known))),
        world_(revised_ ? *revised_ : agreement, decided_.known(), viewpoint_),
        machines_(compile(world_)) {}
  // The world refers to the viewpoint.
  Sitting(const Sitting&) = delete;
  Sitting& operator=(const Sitting&) = delete;

  Account account(const Viewpoint& viewpoint) {
    viewpoint_ = viewpoint;
    for (Told& told : world_.told) told.counts = true;
    apply_viewpoint(world_);
    Account account{.as_known = world_.known.as_known, .viewpoint = viewpoint};
    auto incidents = summaries(world_, machines_);
    const Counted& counted = counted_now();
    account.tallies = counted.tallies;
    auto bearing = evidence(world_, machines_, incidents, counted.counted, account.tallies);
    const Powers powers(world_, machines_);
    powers.govern(bearing);
    hold_to_grade(world_, machines_, incidents, bearing);
    Course course(world_, machines_, bearing, account.tallies, powers);
    account.day = day_number(world_);
    account.phases = course.phases();
    account.verdicts = course.verdicts();
    note_concurrence(world_.agreement, account.verdicts);
    account.version = world_.agreement.version;
    account.gate = course.gate();
    account.incidents = in_order(std::move(incidents));
    account.flags = counted.flags;
    count_statements(world_, account);
    return account;
  }

 private:
  const Counted& counted_now() {
    auto which = which_count(world_);
    for (const Counted& known : counted_)
      if (known.counts == which) return known;
    auto counted = counts(world_, machines_);
    auto tallied = tallies(world_, counted, machines_);
    return counted_.emplace_back(
        Counted{std::move(which), std::move(counted), std::move(tallied), arithmetic(world_)});
  }

  Viewpoint viewpoint_;
  Decided decided_;
  std::optional<Agreement> revised_;  // where the text has amendments, the one in force
  World world_;
  std::vector<Machine> machines_;
  std::deque<Counted> counted_;
};

}  // namespace

Account account(const Agreement& agreement, const Known& known, const Viewpoint& viewpoint) {
  return Sitting(agreement, known).account(viewpoint);
}

std::vector<Account> accounts(const Agreement& agreement, const Known& known,
                              std::span<const Viewpoint> viewpoints) {
  std::vector<Account> all;
  all.reserve(viewpoints.size());
  Sitting sitting(agreement, known);
  for (const Viewpoint& viewpoint : viewpoints) all.push_back(sitting.account(viewpoint));
  return all;
}

}  // namespace truce::monitor
