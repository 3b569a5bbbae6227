// SPDX-License-Identifier: Apache-2.0
#include "pipeline/history.h"

#include <unordered_set>

namespace truce::pipeline {
namespace {

Result<std::unordered_set<Id<Statement>>> misread_in(const Store& store) {
  std::unordered_set<Id<Statement>> misread;
  TRY(store.read({.kinds = {"amendment"}}, [&](Entry&& entry) -> Result<void> {
    const auto& amendment = std::get<Amendment>(entry.record);
    if (amendment.ground != Amendment::Ground::source) misread.insert(amendment.statement);
    return {};
  }));
  return misread;
}

}  // namespace

Day published_day(const Document& document, Instant known_at) {
  return day_of(document.published.value_or(known_at));
}

std::optional<std::pair<std::string, Day>> series_key(const Statement& statement) {
  if (statement.series.empty() || !statement.window.until) return std::nullopt;
  return std::pair{statement.series, *statement.window.until};
}

Result<History> history_of(const Store& store) {
  History history;
  const auto misread = TRY(misread_in(store));
  std::unordered_map<Id<Document>, Day> published;
  std::unordered_map<Id<Statement>, Statement> told;
  const auto take_link = [&](const Link& link) {
    const auto found = told.find(link.statement);
    if (found == told.end()) return;
    history.incidents[link.statement] =
        link.incident.value != 0 ? link.incident : Id<Incident>{link.id.value};
    if (!misread.contains(link.statement))
      history.linker.remember(found->second, published[found->second.document], link);
  };
  TRY(store.read({.kinds = {"document", "statement", "link"}}, [&](Entry&& entry) -> Result<void> {
    std::visit(Overloaded{[&](Document& document) {
                            published[document.id] = published_day(document, entry.known_at);
                          },
                          [&](Statement& statement) {
                            if (const auto key = series_key(statement))
                              history.series[*key] = statement.id;
                            if (link::tells_of_incident(statement))
                              told.emplace(statement.id, std::move(statement));
                          },
                          take_link, [](const auto&) {}},
               entry.record);
    return {};
  }));
  return history;
}

}  // namespace truce::pipeline
