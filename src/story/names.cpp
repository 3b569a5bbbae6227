// SPDX-License-Identifier: Apache-2.0
// Names, numbers and moments of a story's sentences.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "story/reading.h"
#include "story/tense.h"

namespace truce::story {
namespace {

constexpr std::size_t kNameWordsMax = 12;

/// The longest run of words here that `knows` accepts.
template <class Knows>
std::optional<Name> take_longest(Sentence& sentence, Knows knows) {
  std::vector<std::string> runs;
  std::string run;
  while (runs.size() < kNameWordsMax && sentence.at_kind(Token::Kind::word, runs.size())) {
    if (!run.empty()) run += ' ';
    run += sentence.peek(runs.size())->text;
    runs.push_back(run);
  }
  for (std::size_t words = runs.size(); words > 0; --words) {
    if (!knows(runs[words - 1])) continue;
    const std::size_t first = sentence.position();
    sentence.move_to(first + words);
    return Name{runs[words - 1], sentence.span_from(first)};
  }
  return std::nullopt;
}

constexpr auto kSpeech = std::to_array<std::string_view>(
    {"says",     "say",        "denies",    "deny",       "withdraws",  "withdraw",  "corrects",
     "correct",  "finds",      "find",      "declares",   "declare",    "announces", "announce",
     "confirms", "confirm",    "states",    "state",      "notifies",   "notify",    "certifies",
     "certify",  "reports",    "report",    "decides",    "decide",     "approves",  "approve",
     "adopts",   "adopt",      "orders",    "order",      "agrees",     "agree",     "votes",
     "vote",     "authorises", "authorise", "authorizes", "authorize",  "suspends",  "suspend",
     "waives",   "waive",      "extends",   "extend",     "terminates", "terminate", "resumes",
     "resume"});

bool is_speech(const Token& token) {
  return token.kind == Token::Kind::word &&
         std::find(kSpeech.begin(), kSpeech.end(), token.text) != kSpeech.end();
}

/// Words up to one that begins something else.
Name take_unknown(Sentence& sentence) {
  const std::size_t first = sentence.position();
  std::string text;
  while (sentence.at_kind(Token::Kind::word)) {
    const std::string& word = sentence.peek()->text;
    const bool ends = is_speech(*sentence.peek()) || agreement::is_reserved(word) ||
                      base_of(word) || word == "did" || word == "will" || word == "have" ||
                      word == "had" || word == "responsible";
    if (!text.empty() && ends) break;
    if (!text.empty()) text += ' ';
    text += word;
    sentence.advance();
    if (ends) break;
  }
  return {text, sentence.span_from(first)};
}

void miss_speech(Reading& reading, const Sentence& sentence) {
  static const std::vector<std::string> verbs = {"says",     "denies", "withdraws",
                                                 "corrects", "finds",  "declares"};
  std::string help =
      "write who says what, as in '3 May 2025 12:00 Red Cross says North released 20 officers'";
  for (Sentence ahead = sentence; !ahead.ended(); ahead.advance()) {
    if (!ahead.at_kind(Token::Kind::word) || ahead.peek()->text.size() < 4) continue;
    if (agreement::is_capital(*ahead.peek())) continue;
    const std::string near = agreement::nearest(ahead.peek()->text, verbs);
    if (near.empty()) continue;
    reading.error(ahead.here(),
                  fmt::format("'{}' is not something that a speaker does here", ahead.peek()->text),
                  fmt::format("did you mean '{}'?", near));
    return;
  }
  reading.error(sentence.rest(), "this line does not say who speaks", std::move(help));
}

}  // namespace

Reading::Reading(std::string_view of, const Agreement& agreement_text) : text(of) {
  names.text = of;
  names.agreement = agreement_text;
  names.index_names();
}

void Reading::begin(std::string title, TextSpan span) {
  story = {};
  story.title = std::move(title);
  story.span = span;
  said.clear();
  last.reset();
  that_incident = {};
}

Mention Reading::mention(const Name& name) const {
  return {.name = name.text, .actor = names.canonical(name.text)};
}

std::vector<std::string> actor_names(const Agreement& agreement) {
  std::vector<std::string> all;
  for (const Participant& participant : agreement.participants) {
    all.push_back(participant.name);
    all.insert(all.end(), participant.also.begin(), participant.also.end());
  }
  return all;
}

std::vector<std::string> clause_refs(const Agreement& agreement) {
  std::vector<std::string> all;
  for (const Phase& phase : agreement.phases) {
    for (const Clause& clause : phase.clauses) all.push_back(clause.ref);
    for (const Rule& rule : phase.rules) all.push_back(rule.ref);
  }
  const auto add = [&](const std::string& ref) {
    if (std::find(all.begin(), all.end(), ref) == all.end()) all.push_back(ref);
  };
  for (const Revision& revision : agreement.revisions) {
    for (const Clause* clause : revision.all_clauses()) add(clause->ref);
    for (const Rule* rule : revision.all_rules()) add(rule->ref);
  }
  return all;
}

std::vector<const Clause*> versions_of(const Agreement& agreement, std::string_view ref) {
  std::vector<const Clause*> all;
  if (const Clause* clause = agreement.clause(ref)) all.push_back(clause);
  for (const Revision& revision : agreement.revisions)
    for (const Clause* clause : revision.all_clauses())
      if (clause->ref == ref) all.push_back(clause);
  return all;
}

std::vector<const Phase*> phases_of(const Agreement& agreement) {
  std::vector<const Phase*> all;
  for (const Phase& phase : agreement.phases) all.push_back(&phase);
  for (const Revision& revision : agreement.revisions)
    for (const PhaseChange& change : revision.phases) all.push_back(&change.phase);
  return all;
}

bool at_actor(const Reading& reading, const Sentence& sentence) {
  if (sentence.at_kind(Token::Kind::quoted)) return true;
  Sentence ahead = sentence;
  return take_longest(ahead, [&](const auto& name) { return reading.names.knows_actor(name); })
      .has_value();
}

std::optional<Name> take_actor(Reading& reading, Sentence& sentence) {
  if (sentence.at_kind(Token::Kind::quoted)) {
    const Name name{sentence.peek()->text, sentence.here()};
    sentence.advance();
    return name;
  }
  const auto knows = [&](const auto& name) { return reading.names.knows_actor(name); };
  if (auto known = take_longest(sentence, knows)) return known;
  if (!sentence.at_kind(Token::Kind::word)) {
    reading.error(sentence.here(), "a name is missing here", "say who");
    return std::nullopt;
  }
  const Name unknown = take_unknown(sentence);
  reading.error(unknown.span, fmt::format("the agreement names nobody '{}'", unknown.text),
                agreement::did_you_mean(unknown.text, actor_names(reading.agreement()),
                                        "a name that the agreement does not have stands in "
                                        "quotation marks"));
  return std::nullopt;
}

std::optional<Name> take_party(Reading& reading, Sentence& sentence) {
  auto name = take_actor(reading, sentence);
  if (!name) return std::nullopt;
  const Participant* found = reading.names.participant(name->text);
  if (found != nullptr && found->role == Role::party) {
    name->text = found->name;
    return name;
  }
  std::vector<std::string> parties;
  for (const Participant& participant : reading.agreement().participants)
    if (participant.role == Role::party) parties.push_back(participant.name);
  reading.error(
      name->span, fmt::format("'{}' is no party to the agreement", name->text),
      agreement::did_you_mean(name->text, parties,
                              fmt::format("the parties are {}", fmt::join(parties, ", "))));
  return std::nullopt;
}

std::optional<Name> take_known_place(const Reading& reading, Sentence& sentence) {
  if (sentence.at_kind(Token::Kind::quoted)) {
    if (!reading.names.knows_place(sentence.peek()->text)) return std::nullopt;
    const Name name{sentence.peek()->text, sentence.here()};
    sentence.advance();
    return name;
  }
  return take_longest(sentence, [&](const auto& name) { return reading.names.knows_place(name); });
}

std::optional<std::string> take_ref(Reading& reading, Sentence& sentence) {
  sentence.take_any({"clause", "rule"});
  if (!sentence.at_kind(Token::Kind::word) || !agreement::is_ref(sentence.peek()->text)) {
    reading.error(sentence.here(), "which clause is meant?", "name it by its number, as in '1.2'");
    return std::nullopt;
  }
  const std::string ref = sentence.peek()->text;
  const auto refs = clause_refs(reading.agreement());
  if (std::find(refs.begin(), refs.end(), ref) == refs.end()) {
    reading.error(
        sentence.here(), fmt::format("the agreement has no clause '{}'", ref),
        agreement::did_you_mean(ref, refs, "clauses and rules are named by their numbers"));
    sentence.advance();
    return std::nullopt;
  }
  sentence.advance();
  return ref;
}

std::optional<std::int64_t> take_number(Reading& reading, Sentence& sentence) {
  const auto number = sentence.at_kind(Token::Kind::word)
                          ? agreement::number_in(sentence.peek()->text)
                          : std::nullopt;
  if (number)
    sentence.advance();
  else
    reading.error(sentence.here(), "a number is missing here", "write it in digits, as in '6,000'");
  return number;
}

std::vector<Name> take_speakers(Reading& reading, Sentence& sentence) {
  std::size_t verb = 0;
  while (sentence.peek(verb) != nullptr && !is_speech(*sentence.peek(verb))) ++verb;
  if (sentence.peek(verb) == nullptr) {
    miss_speech(reading, sentence);
    return {};
  }
  const std::size_t end = sentence.position() + verb;
  std::vector<Name> speakers;
  if (verb == 0) reading.error(sentence.here(), "nobody is named before this word", "say who");
  while (sentence.position() < end) {
    const auto name = take_actor(reading, sentence);
    if (!name) return {};
    speakers.push_back(*name);
    if (sentence.at_kind(Token::Kind::comma)) sentence.advance();
    sentence.take("and");
    if (sentence.position() >= end) break;
  }
  sentence.move_to(end);
  return speakers;
}

std::optional<Name> take_incident_label(Sentence& sentence) {
  Sentence ahead = sentence;
  ahead.take("in");
  if (!ahead.take("incident") || !ahead.at_kind(Token::Kind::quoted)) return std::nullopt;
  Name label{ahead.peek()->text, ahead.here()};
  ahead.advance();
  sentence = ahead;
  return label;
}

std::optional<When> take_when(Reading& reading, Sentence& sentence) {
  const std::size_t first = sentence.position();
  const auto date = agreement::take_date(reading.names, sentence);
  if (!date) return std::nullopt;
  When when{date->at, date->whole_day, {}};
  LocalTime until = date->at;
  if (when.whole_day) until = {date->at.day + std::chrono::days{1}, std::chrono::seconds{0}};
  const auto instant = instant_of(until, reading.agreement().zone);
  if (!instant) {
    reading.error(sentence.span_from(first), instant.error().message, instant.error().help);
    return std::nullopt;
  }
  when.known_at = when.whole_day ? *instant - std::chrono::seconds{1} : *instant;
  return when;
}

}  // namespace truce::story
