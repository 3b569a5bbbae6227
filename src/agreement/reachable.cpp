// SPDX-License-Identifier: Apache-2.0
#include "agreement/reachable.h"

#include <algorithm>

namespace truce::agreement {

Reachable::Reachable(const Agreement& agreement)
    : agreement_(agreement),
      begins_(agreement.phases.size(), false),
      ends_(agreement.phases.size(), false) {
  for (std::size_t at = 0; at < agreement.phases.size(); ++at) {
    phase_at_.emplace(agreement.phases[at].number, at);
    for (const Clause& clause : agreement.phases[at].clauses) phase_of_.emplace(clause.ref, at);
  }
  settled_ = settle();
}

bool Reachable::settle() {
  // Longer chains than this, against the order of the text and against its reverse, are not
  // followed.
  constexpr std::size_t kVisitsMax = 2'000'000;
  const std::size_t count = agreement_.phases.size();
  for (std::size_t round = 0; round * count < kVisitsMax; ++round) {
    bool changed = false;
    for (std::size_t step = 0; step < count; ++step) {
      const std::size_t at = round % 2 == 0 ? step : count - 1 - step;
      const Phase& phase = agreement_.phases[at];
      if (!begins_[at] && (!phase.begins || can(*phase.begins))) changed = begins_[at] = true;
      if (!ends_[at] && begins_[at] && (!phase.ends || can(*phase.ends)))
        changed = ends_[at] = true;
    }
    if (!changed) return true;
  }
  return false;
}

/// An unknown name is another mistake, so it holds nothing up.
bool Reachable::clause_can(const std::string& ref) const {
  const auto found = phase_of_.find(ref);
  return found == phase_of_.end() || begins_[found->second];
}

bool Reachable::can(const Moment& moment) const {
  if (moment.anchor == Moment::Anchor::clause_fulfilled) return clause_can(moment.ref);
  const auto found = phase_at_.find(moment.ref);
  if (found == phase_at_.end()) return true;
  if (moment.anchor == Moment::Anchor::phase_begins) return begins_[found->second];
  if (moment.anchor == Moment::Anchor::phase_ends) return ends_[found->second];
  return true;
}

bool Reachable::can(const Condition& condition) const {
  const auto parts = std::count_if(condition.children.begin(), condition.children.end(),
                                   [&](const Condition& child) { return can(child); });
  const auto all = static_cast<std::ptrdiff_t>(condition.children.size());
  switch (condition.kind) {
    case Condition::Kind::all:
      return parts == all;
    case Condition::Kind::any:
      return all == 0 || parts > 0;
    case Condition::Kind::at_least:
      return parts >= std::min<std::int64_t>(condition.k, all);
    case Condition::Kind::clause_fulfilled:
    case Condition::Kind::clause_breached:
    case Condition::Kind::no_breach:
      return clause_can(condition.ref);
    case Condition::Kind::phase_ended: {
      const auto found = phase_at_.find(condition.ref);
      return found == phase_at_.end() || ends_[found->second];
    }
    case Condition::Kind::clause_not_fulfilled:
    case Condition::Kind::date_reached:
      return !condition.moment || can(*condition.moment);
    case Condition::Kind::tally_reached:
    case Condition::Kind::decision:
    case Condition::Kind::statement_of:
    case Condition::Kind::event:
      return true;
  }
  return true;
}

}  // namespace truce::agreement
