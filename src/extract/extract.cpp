// SPDX-License-Identifier: Apache-2.0
#include "extract/extract.h"

#include <algorithm>
#include <memory>
#include <mutex>
#include <string>

#include "extract/statements.h"

namespace truce::extract {
namespace {

std::vector<TextSpan> spans_of(const Scene& scene, const std::vector<TokenRange>& ranges) {
  std::vector<TextSpan> spans;
  for (const TokenRange& range : ranges) spans.push_back(scene.tokens.span(range.begin, range.end));
  return spans;
}

std::vector<Attribution> as_written(const Scene& scene,
                                    const std::vector<FoundAttribution>& attributions) {
  std::vector<Attribution> written;
  for (const FoundAttribution& found : attributions) {
    if (found.source.empty() || found.content.empty()) continue;
    written.push_back({spans_of(scene, found.source), spans_of(scene, found.cue),
                       spans_of(scene, found.content), found.direct});
  }
  return written;
}

/// Puts the statements in the order of their words; `part_of`, which counts facts, follows.
std::vector<Statement> in_order(std::vector<PlacedStatement> facts,
                                std::vector<PlacedStatement> others) {
  std::vector<std::size_t> order(facts.size() + others.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto at = [&](std::size_t i) -> PlacedStatement& {
    return i < facts.size() ? facts[i] : others[i - facts.size()];
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t left, std::size_t right) { return at(left).at < at(right).at; });
  std::vector<std::size_t> place_of(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) place_of[order[i]] = i;
  std::vector<Statement> statements;
  for (const std::size_t i : order) {
    Statement statement = std::move(at(i).statement);
    if (statement.figure && statement.figure->part_of)
      statement.figure->part_of = place_of[*statement.figure->part_of];
    statements.push_back(std::move(statement));
  }
  return statements;
}

/// All names of a vocabulary in one string: equal for equal vocabularies, and for no others.
std::string names_of(const Vocabulary& vocabulary) {
  std::string names;
  const auto put = [&](std::string_view name) { (names += name) += '\0'; };
  for (const NamedActor& actor : vocabulary.actors) {
    put(actor.name);
    put(actor.under);
    for (const std::string& also : actor.also) put(also);
    names += '\1';
  }
  return names;
}

/// The table of the vocabulary read last is kept: documents come by the thousand, agreements by
/// the day. It is found by the names themselves, so the same text still gives the same reading.
std::shared_ptr<const ActorTable> actors_of(const Vocabulary& vocabulary) {
  static std::mutex guard;
  static std::string kept_names;
  static std::shared_ptr<const ActorTable> kept;
  std::string names = names_of(vocabulary);
  {
    const std::lock_guard lock(guard);
    if (kept != nullptr && kept_names == names) return kept;
  }
  auto made = std::make_shared<const ActorTable>(vocabulary);
  const std::lock_guard lock(guard);
  kept_names = std::move(names);
  kept = made;
  return made;
}

}  // namespace

Reading statements_in(const Document& document, const Vocabulary& vocabulary,
                      const Gazetteer& gazetteer) {
  const auto table = actors_of(vocabulary);
  const Scene scene = scene_of(document, vocabulary, gazetteer, *table);
  std::vector<FoundAttribution> attributions = attributions_in(scene);
  resolve_speakers(scene, attributions);
  const Voices voices(scene, attributions);
  const Account account{scene, attributions, voices};

  std::vector<PlacedStatement> others = stance_statements(account);
  for (PlacedStatement& talks : talks_statements(account)) others.push_back(std::move(talks));
  Reading reading;
  reading.statements = in_order(fact_statements(account, facts_in(scene)), std::move(others));
  reading.attributions = as_written(scene, attributions);
  return reading;
}

std::string_view version() { return "rules 1"; }

}  // namespace truce::extract
