// SPDX-License-Identifier: Apache-2.0
// Whether a verb tells of what happened, of what is planned, or of nothing at all.
#include <algorithm>
#include <array>

#include "extract/facts.h"

namespace truce::extract {
namespace {

constexpr auto kPlans = std::to_array<std::string_view>(
    {"agreed",   "agrees",     "agree",     "agreeing", "plans",      "plan",      "planned",
     "planning", "committed",  "commits",   "commit",   "pledged",    "pledges",   "promised",
     "promises", "vowed",      "vows",      "set",      "due",        "scheduled", "expected",
     "obliged",  "required",   "intends",   "intended", "preparing",  "prepared",  "prepares",
     "ready",    "bound",      "obligated", "supposed", "meant",      "slated",    "poised",
     "proposed", "proposes",   "offered",   "offers",   "threatened", "threatens", "is",
     "are",      "was",        "were",      "decided",  "decides",    "undertook", "agreement",
     "deal",     "commitment", "expects",   "about"});

/// Verbs before "to" that leave the deed done: "managed to kill".
constexpr auto kDone = std::to_array<std::string_view>(
    {"managed",  "continued", "continues", "began", "begun",     "begins",
     "started",  "starts",    "helped",    "went",  "proceeded", "able",
     "continue", "believed",  "reported",  "known", "confirmed", "happened",
     "last",     "first",     "thought",   "said",  "forced",    "forcing"});

/// Words before a gerund after which nothing is told to have been done.
constexpr auto kIdle = std::to_array<std::string_view>(
    {"from", "without", "against", "before", "about", "for", "despite", "instead", "avoid",
     "prevent", "stop", "halt", "risk", "considering", "of"});

Reality of_infinitive(const Scene& scene, std::size_t to, std::size_t floor) {
  std::size_t at = to;
  for (std::size_t guard = 0; guard < 4 && at > floor; ++guard) {
    const Token& before = scene.word(at - 1);
    if (one_of(before.lower, kPlans)) return Reality::planned;
    if (one_of(before.lower, kDone)) return Reality::real;
    if (!is_adverb(before.lower) && scene.time_at(at - 1) == nullptr) break;
    --at;
  }
  return Reality::unreal;
}

std::size_t clause_floor(const Scene& scene, std::size_t verb) {
  const std::size_t begin = scene.tokens.sentence_of(verb).begin;
  std::size_t at = verb;
  while (at > begin && verb - at < 30) {
    const Token& token = scene.word(at - 1);
    if (token.is(";") || token.is(":") || token.is("-")) break;
    --at;
  }
  return at;
}

/// "if …", "unless …" open in the same clause, without a comma that ends it.
bool under_condition(const Scene& scene, std::size_t floor, std::size_t verb) {
  for (std::size_t at = verb; at-- > floor;) {
    const Token& token = scene.word(at);
    if (token.is("if") || token.is("unless") || token.is("whether")) return true;
    if (token.is(",")) return false;
  }
  return false;
}

Reality of_gerund(const Scene& scene, std::size_t verb, std::size_t floor) {
  if (verb == floor) return Reality::real;
  std::size_t at = verb;
  while (at > floor && is_adverb(scene.word(at - 1).lower)) --at;
  if (at == floor) return Reality::real;
  const Token& before = scene.word(at - 1);
  if (before.is("to"))
    return of_infinitive(scene, at - 1, floor) == Reality::planned ? Reality::planned
                                                                   : Reality::unreal;
  if (before.is("of") || before.is("for")) {
    // "accused of killing 12" is a charge, and its attribution says so.
    const std::size_t least = verb > floor + 8 ? verb - 8 : floor;
    for (std::size_t i = verb; i-- > least;)
      if (const auto cue = cue_of(scene.word(i).lower); cue && cue->cue->sort == CueSort::accuse)
        return Reality::real;
  }
  return one_of(before.lower, kIdle) ? Reality::unreal : Reality::real;
}

}  // namespace

Reality reality_of(const Scene& scene, std::size_t verb) {
  const Sentence& sentence = scene.tokens.sentence_of(verb);
  for (std::size_t at = sentence.end; at-- > sentence.begin && sentence.end - at <= 3;)
    if (scene.word(at).is("?")) return Reality::unreal;
  const std::size_t floor = clause_floor(scene, verb);
  if (under_condition(scene, floor, verb)) return Reality::unreal;
  const std::size_t group = verb_group_begin(scene, verb, floor);
  bool will = false, would = false, have = false, modal = false;
  std::size_t to = 0;
  for (std::size_t at = group; at < verb; ++at) {
    const Token& token = scene.word(at);
    will |= token.is("will") || token.is("shall");
    would |= token.is("would");
    have |= token.is("have");
    if (token.is("to")) to = at + 1;
    modal |= is_hypothetical(token.lower);
    if (is_negation(token.lower)) return Reality::unreal;
  }
  if (modal) return Reality::unreal;
  // "Unless aid arrives, 200 will die"
  const Token& first = scene.word(sentence.begin);
  if ((will || would) && (first.is("if") || first.is("unless"))) return Reality::unreal;
  if (would) return have ? Reality::unreal : Reality::planned;
  if (will) return Reality::planned;
  const auto form = deed_of(scene.word(verb).lower);
  if (form && form->form == VerbForm::ing && !(group < verb && is_be(scene.word(verb - 1).lower)))
    return of_gerund(scene, verb, floor);
  if (to != 0) return of_infinitive(scene, to - 1, floor);
  if (form && form->form == VerbForm::base && group > floor) {
    // "urged them to free and return": the first verb's "to" serves the second.
    const Token& before = scene.word(group - 1);
    if (before.is("and") || before.is("or"))
      for (std::size_t at = group - 1; at-- > floor && group - at < 8;)
        if (scene.word(at).is("to")) return of_infinitive(scene, at, floor);
  }
  return Reality::real;
}

}  // namespace truce::extract
