// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "link/link.h"

namespace truce::link {
namespace {

Day day_for_block(const Told& told) { return told.statement.window.from.value_or(told.published); }

/// A denial, or a report that nobody was hurt, says something of an incident that others tell of.
bool opens_nothing(const Statement& statement) {
  const auto& figure = statement.figure;
  const bool is_zero = figure && figure->high && *figure->high == 0;
  return is_zero || statement.mood == Mood::denied || statement.kind == StatementKind::denial;
}

// Two reports of one incident are rarely dated more than two days apart.
constexpr std::chrono::days kBlock{2};

}  // namespace

void Linker::remember(const Statement& statement, Day published, const Link& link) {
  const Id<Incident> incident =
      link.incident.value != 0 ? link.incident : Id<Incident>{link.id.value};
  if (const auto known = by_statement_.find(statement.id); known != by_statement_.end()) {
    members_[known->second].incident = incident;
    return;
  }
  const std::size_t at = members_.size();
  members_.push_back({{statement, published}, incident});
  by_day_.emplace(day_for_block(members_.back().told), at);
  by_statement_.emplace(statement.id, at);
}

std::optional<Linker::Candidate> Linker::best_for(const Told& told) const {
  const Day day = day_for_block(told);
  std::optional<Candidate> best;
  const auto end = by_day_.upper_bound(day + kBlock);
  for (auto at = by_day_.lower_bound(day - kBlock); at != end; ++at) {
    const Member& member = members_[at->second];
    const double bits = score(told, member.told);
    if (!best || bits > best->score || (bits == best->score && member.incident < best->incident))
      best = Candidate{member.incident, bits};
  }
  return best;
}

std::optional<Link> Linker::link_for(const Statement& statement, Day published, Id<Link> id) {
  if (!tells_of_incident(statement)) return std::nullopt;
  const auto best = best_for({statement, published});
  Link link{.id = id,
            .statement = statement.id,
            .incident = {},
            .score = 0,
            .rule = "first told",
            .by = {}};
  if (best && best->score >= kJoin) {
    link.incident = best->incident;
    link.score = best->score;
    link.rule = "joined";
  } else if (opens_nothing(statement)) {
    return std::nullopt;
  } else if (best && best->score >= kDoubt) {
    link.score = best->score;
    link.rule = fmt::format("cannot tell: perhaps {}", best->incident.value);
  }
  remember(statement, published, link);
  return link;
}

std::vector<Incident> incidents_from(const std::vector<Link>& links) {
  std::map<Id<Statement>, Id<Incident>> place;  // where each statement belongs now
  for (const Link& link : links)
    place[link.statement] = link.incident.value != 0 ? link.incident : Id<Incident>{link.id.value};

  std::map<Id<Incident>, Incident> incidents;
  for (const auto& [statement, incident] : place) {
    incidents[incident].id = incident;
    incidents[incident].statements.push_back(statement);  // by id, which is by when known
  }
  std::vector<Incident> in_order;
  in_order.reserve(incidents.size());
  for (auto& [id, incident] : incidents) in_order.push_back(std::move(incident));
  return in_order;
}

}  // namespace truce::link
