// SPDX-License-Identifier: Apache-2.0
// A reading in the shape in which labels are.
#include <algorithm>
#include <iterator>

#include "score/score.h"
#include "score/words.h"

namespace truce::score {
namespace {

Named named(const std::optional<Mention>& mention) {
  if (!mention || mention->name.empty()) return {};
  return {{{mention->name, mention->span}}};
}

Named named(const std::optional<Place>& place) {
  if (!place || place->name.empty()) return {};
  return {{{place->name, place->span}}};
}

FactLabel fact_of(const Statement& statement) {
  FactLabel fact;
  fact.measure = *statement.measure;
  if (statement.figure) {
    fact.low = statement.figure->low;
    fact.high = statement.figure->high;
  }
  fact.mood = statement.mood;
  fact.speaker = named(statement.speaker);
  fact.by = named(statement.by);
  fact.to = named(statement.to);
  fact.place = named(statement.place);
  fact.from = statement.window.from;
  fact.until = statement.window.until;
  fact.span = statement.quote.span;
  // What neither earns nor costs: parts of a figure, "several", "no casualties".
  const bool part = statement.figure && statement.figure->part_of;
  const bool zero = fact.low == 0 && fact.high == 0;
  fact.optional = part || zero || (!fact.low && !fact.high);
  return fact;
}

StanceLabel stance_of(const Statement& statement) {
  StanceLabel stance;
  stance.speaker = named(statement.speaker);
  stance.against = named(statement.against);
  stance.word = statement.kind == StatementKind::talks ? statement.status : statement.stance;
  if (statement.kind == StatementKind::talks) stance.on = statement.window.from;
  stance.span = statement.quote.span;
  return stance;
}

}  // namespace

bool is_thinking(std::string_view cue) {
  static constexpr std::string_view kStems[] = {
      "believ", "think",    "thought", "fear",       "hope",      "hoping", "expect",
      "want",   "wish",     "doubt",   "suspect",    "assum",     "worr",   "know",
      "knew",   "feel",     "felt",    "understand", "intend",    "keen",   "eager",
      "plan",   "consider", "regret",  "willing",    "determined"};
  const auto words = word_list(cue);
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return std::any_of(std::begin(kStems), std::end(kStems),
                       [&](std::string_view stem) { return word.starts_with(stem); });
  });
}

Labels labels_of(const Reading& reading, std::string_view text) {
  Labels labels;
  labels.facts.emplace();
  labels.attributions.emplace();
  for (const StatementKind kind : {StatementKind::accusation, StatementKind::denial,
                                   StatementKind::position, StatementKind::talks})
    labels.stances[kind];
  for (const Statement& statement : reading.statements) {
    if (statement.kind != StatementKind::fact)
      labels.stances[statement.kind].push_back(stance_of(statement));
    else if (statement.measure)  // a deed without a count is no fact here
      labels.facts->push_back(fact_of(statement));
  }
  for (const Attribution& found : reading.attributions) {
    const bool thinks = !found.cue.empty() && is_thinking(found.cue.front().in(text));
    labels.attributions->push_back({found.source, found.cue, found.content, thinks, false});
  }
  return labels;
}

}  // namespace truce::score
