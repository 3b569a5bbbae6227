// SPDX-License-Identifier: Apache-2.0
// Powers: who may suspend, waive, extend or terminate what; and the words by which they are used.
#include <fmt/format.h>

#include <algorithm>

#include "agreement/reader.h"

namespace truce::agreement {
namespace {

using Kind = Power::Kind;
using Over = Power::Over;

struct Verb {
  std::string_view word;
  Kind kind;
};
constexpr Verb kVerbs[] = {{"suspend", Kind::suspend},
                           {"resume", Kind::resume},
                           {"waive", Kind::waive},
                           {"extend", Kind::extend},
                           {"terminate", Kind::terminate}};

std::optional<Kind> take_verb(Sentence& sentence) {
  for (const Verb& verb : kVerbs)
    if (sentence.take(verb.word)) return verb.kind;
  return std::nullopt;
}

bool at_ref(const Sentence& sentence) {
  return sentence.at_kind(Token::Kind::word) && is_ref(sentence.peek()->text);
}

/// A bare number needs a point, so that "extend 3 roads" is no power.
bool at_target(const Sentence& sentence) {
  if (sentence.at_any({"any clause", "the agreement"})) return true;
  Sentence ahead = sentence;
  if (ahead.take_any({"clause", "clauses", "phase"})) return at_ref(ahead);
  return at_ref(ahead) && ahead.peek()->text.find('.') != std::string::npos;
}

/// "1.2, 1.3", "any clause", "phase 1", "the agreement". False when none stands here.
bool take_target(Reader* reader, Sentence& sentence, Over& over, std::vector<std::string>& refs) {
  if (sentence.take("any clause")) return over = Over::any_clause, true;
  if (sentence.take("the agreement")) return over = Over::agreement, true;
  const bool phase = sentence.take("phase");
  over = phase ? Over::phase : Over::clauses;
  while (true) {
    if (!phase) sentence.take_any({"clauses", "clause"});
    if (!at_ref(sentence)) return false;
    if (reader != nullptr)
      reader->mention(phase ? Mention::Kind::phase : Mention::Kind::clause,
                      {sentence.peek()->text, sentence.here()});
    refs.push_back(sentence.peek()->text);
    sentence.advance();
    if (phase) return true;
    const bool comma = sentence.at_kind(Token::Kind::comma);
    if (comma) sentence.advance();
    if (!sentence.take("and") && !comma) return true;
  }
}

bool fits(Kind kind, Over over) {
  switch (kind) {
    case Kind::suspend:
    case Kind::resume:
    case Kind::extend:
      return true;
    case Kind::waive:
      return over == Over::clauses || over == Over::any_clause;
    case Kind::terminate:
      return over == Over::agreement;
  }
  return false;
}

std::string_view word_of(Kind kind) {
  for (const Verb& verb : kVerbs)
    if (verb.kind == kind) return verb.word;
  return "";
}

std::string target_to_text(Over over, const std::vector<std::string>& refs) {
  if (over == Over::any_clause) return "any clause";
  if (over == Over::agreement) return "the agreement";
  std::string text;
  for (const std::string& ref : refs) text += (text.empty() ? "" : ", ") + ref;
  return over == Over::phase ? "phase " + text : text;
}

/// "for up to 30 days", "by up to 60 days"
void take_limit(Reader& reader, Sentence& sentence, Power& power) {
  const std::string_view lead = power.kind == Kind::extend ? "by up to" : "for up to";
  const std::size_t first = sentence.position();
  if (!sentence.take_any({"for up to", "by up to"})) return;
  if (power.kind != Kind::suspend && power.kind != Kind::extend)
    reader.error(sentence.span_from(first), "this power has no length", "leave the period out");
  else if (!reader.text.substr(sentence.span_from(first).begin).starts_with(lead))
    reader.error(sentence.span_from(first), "these words belong to another power",
                 "one suspends 'for up to' and extends 'by up to' so long");
  power.up_to = take_duration(reader, sentence);
}

}  // namespace

bool at_power(const Sentence& sentence) {
  Sentence ahead = sentence;
  ahead.take("each");
  const auto kind = take_verb(ahead);
  return kind && *kind != Kind::resume && at_target(ahead);
}

void read_power(Reader& reader, Sentence& sentence, Clause& clause) {
  Power power;
  const std::size_t first = sentence.position();
  power.alone = sentence.take("each");
  power.kind = *take_verb(sentence);
  const std::size_t target = sentence.position();
  if (!take_target(&reader, sentence, power.over, power.refs))
    reader.error(sentence.here(), "which clause is meant?", "name it by its number, as in '1.2'");
  else if (!fits(power.kind, power.over))
    reader.error(sentence.span_from(target), fmt::format("nobody can {} this", word_of(power.kind)),
                 power.kind == Kind::terminate ? "write 'terminate the agreement'"
                                               : "name clauses, as in 'waive 1.2, 1.3'");
  take_limit(reader, sentence, power);
  if (clause.modality != Modality::permits)
    reader.error(sentence.span_from(first), "a power is a matter of 'may'",
                 fmt::format("write 'may {}'", word_of(power.kind)));
  reader.expect_end(sentence,
                    "after what is meant comes only for how long, as in 'for up to 30 days'");
  clause.act.words = power_to_text(power);
  clause.power = std::move(power);
}

std::string power_to_text(const Power& power) {
  std::string text = fmt::format("{}{} {}", power.alone ? "each " : "", word_of(power.kind),
                                 target_to_text(power.over, power.refs));
  if (power.up_to)
    text += fmt::format(" {} up to {}", power.kind == Kind::extend ? "by" : "for",
                        duration_to_text(*power.up_to));
  return text;
}

std::optional<PowerUse> use_in(std::string_view words) {
  if (words.find_first_of("srwetc") != 0) return std::nullopt;  // most declarations are none
  const std::vector<Token> tokens = tokens_in(words);
  if (tokens.empty()) return std::nullopt;
  Sentence sentence(tokens);
  PowerUse use;
  if (sentence.at("clause")) {  // "clause 1.4 waived"
    if (!take_target(nullptr, sentence, use.over, use.refs)) return std::nullopt;
    if (sentence.take("suspended"))
      use.kind = Kind::suspend;
    else if (sentence.take("resumed"))
      use.kind = Kind::resume;
    else if (sentence.take("waived"))
      use.kind = Kind::waive;
    else
      return std::nullopt;
    return sentence.ended() ? std::optional(use) : std::nullopt;
  }
  const auto kind = take_verb(sentence);
  if (!kind) return std::nullopt;
  use.kind = *kind;
  use.over = Over::agreement;
  if (!(*kind == Kind::terminate && sentence.ended()) &&
      !take_target(nullptr, sentence, use.over, use.refs))
    return std::nullopt;
  const bool needs_date = *kind == Kind::extend;
  if (sentence.take_any({"until", "to"})) {
    Reader nobody;  // its complaints are not for the author of the agreement
    const auto date = take_date(nobody, sentence);
    if (!date || (*kind != Kind::extend && *kind != Kind::suspend)) return std::nullopt;
    use.until = date->at;
    use.whole_day = date->whole_day;
  } else if (needs_date) {
    return std::nullopt;
  }
  return sentence.ended() && fits(use.kind, use.over) ? std::optional(use) : std::nullopt;
}

std::string use_to_text(const PowerUse& use) {
  std::string text = fmt::format("{} {}", word_of(use.kind), target_to_text(use.over, use.refs));
  if (use.until)
    text += fmt::format(" {} {}", use.kind == Kind::extend ? "to" : "until",
                        date_to_text(*use.until, use.whole_day));
  return text;
}

}  // namespace truce::agreement
