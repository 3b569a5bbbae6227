// SPDX-License-Identifier: Apache-2.0
// The sentence of a clause: "who must do what, to whom, where, by when".
#include <algorithm>
#include <array>

#include "agreement/clause_parts.h"
#include "agreement/suggest.h"
#include "agreement/verbs.h"

namespace truce::agreement {
namespace {

using Bound = Quantity::Bound;

constexpr auto kPlaceWords = std::to_array<std::string_view>(
    {"in", "into", "inside", "from", "over", "across", "through", "along", "near", "outside", "at",
     "to", "north of", "south of", "east of", "west of"});

std::string_view place_word_at(const Sentence& sentence) {
  for (const std::string_view word : kPlaceWords)
    if (sentence.at(word)) return word;
  return {};
}

/// Steps over the place word and the name of a place, when both stand here.
bool take_place(const Reader& reader, Sentence& sentence, Name& place, std::string& word) {
  const std::string_view preposition = place_word_at(sentence);
  if (preposition.empty()) return false;
  Sentence ahead = sentence;
  ahead.take(preposition);
  if (ahead.ended()) return false;
  const Token& token = *ahead.peek();
  const auto name = take_name(ahead);
  if (!name) return false;
  const bool known = reader.knows_place(name->text);
  const bool a_name = token.kind == Token::Kind::quoted || is_capital(token);
  if (preposition == "to" && !known) return false;  // a receiver, or words
  if (!known && (!a_name || (reader.knows_actor(name->text) && token.kind == Token::Kind::word)))
    return false;
  place = *name;
  word = preposition;
  sentence = ahead;
  return true;
}

bool take_receiver(const Reader& reader, Sentence& sentence, Name& receiver) {
  Sentence ahead = sentence;
  if (!ahead.take("to") || ahead.ended()) return false;
  const Token& token = *ahead.peek();
  const auto name = take_name(ahead);
  if (!name) return false;
  const bool a_name =
      token.kind == Token::Kind::quoted || is_capital(token) || reader.knows_actor(name->text);
  if (!a_name || (reader.knows_place(name->text) && !reader.knows_actor(name->text))) return false;
  receiver = *name;
  sentence = ahead;
  return true;
}

struct BoundWords {
  std::string_view words;
  Bound bound;
};
constexpr auto kBounds = std::to_array<BoundWords>({{"exactly", Bound::exactly},
                                                    {"at least", Bound::at_least},
                                                    {"no fewer than", Bound::at_least},
                                                    {"no less than", Bound::at_least},
                                                    {"at most", Bound::at_most},
                                                    {"no more than", Bound::at_most},
                                                    {"up to", Bound::at_most}});

}  // namespace

bool is_number(std::string_view word) {
  bool too_large = false;
  return number_in(word, &too_large).has_value();
}

bool at_quantity(const Sentence& sentence) {
  const bool bounded = std::any_of(kBounds.begin(), kBounds.end(), [&](const BoundWords& bound) {
    return sentence.at(bound.words);
  });
  if (bounded || sentence.at("more than")) return true;
  return sentence.at_kind(Token::Kind::word) && !at_date(sentence) &&
         is_number(sentence.peek()->text);
}

namespace {

constexpr auto kUnits =
    std::to_array<std::string_view>({"minute", "hour", "day", "working day", "week", "month"});

bool at_each(const Sentence& sentence) {
  Sentence ahead = sentence;
  if (!ahead.take_any({"each", "every"})) return false;
  if (ahead.ended() || (ahead.at_kind(Token::Kind::word) && is_number(ahead.peek()->text)))
    return true;
  if (ahead.at_any({"fortnight", "year", "quarter", "second"})) return true;
  if (ahead.at("working")) return true;
  const std::vector<std::string> units(kUnits.begin(), kUnits.end());
  return ahead.at_kind(Token::Kind::word) && !nearest(ahead.peek()->text, units).empty();
}

}  // namespace

bool at_time(const Reader& reader, const Sentence& sentence) {
  Sentence ahead = sentence;
  if (ahead.take("within"))
    return ahead.ended() || (ahead.at_kind(Token::Kind::word) && is_number(ahead.peek()->text));
  if (ahead.take_any({"by", "until", "from", "not before"})) return at_moment(reader, ahead);
  return ahead.take("on") && at_date(ahead);
}

namespace {

/// Whether the act, or the thing counted, ends here.
bool at_stop(const Reader& reader, const Sentence& sentence) {
  Sentence ahead = sentence;
  if (ahead.at_kind(Token::Kind::comma)) ahead.advance();
  Name name;
  std::string word;
  return ahead.ended() || at_time(reader, ahead) || at_each(ahead) ||
         take_receiver(reader, ahead, name) || take_place(reader, ahead, name, word);
}

/// Words as written until the act or the thing ends.
std::string take_words(const Reader& reader, Sentence& sentence, bool stop_at_quantity) {
  std::string text;
  const auto take = [&] {
    const Token& token = *sentence.peek();
    if (!text.empty() && token.kind != Token::Kind::comma) text += ' ';
    text += token.kind == Token::Kind::quoted ? quoted(token.text) : token.text;
    sentence.advance();
  };
  while (!at_stop(reader, sentence) && !(stop_at_quantity && at_quantity(sentence))) {
    // The numbers of a date in passing, "held since 7 October 2023", count nothing.
    const bool date = at_date(sentence) && sentence.at_kind(Token::Kind::word, 1);
    take();
    if (!date) continue;
    take();
    if (sentence.at_kind(Token::Kind::word) && is_number(sentence.peek()->text)) take();
  }
  return text;
}

}  // namespace

std::optional<Quantity> take_quantity(Reader& reader, Sentence& sentence, bool forbids) {
  Quantity quantity;
  const std::size_t first = sentence.position();
  for (const BoundWords& bound : kBounds)
    if (sentence.take(bound.words)) {
      quantity.bound = bound.bound;
      break;
    }
  if (sentence.take("more than")) {
    if (!forbids)
      reader.error(sentence.span_from(first), "'more than' leaves the least number unsaid",
                   "write 'at least' and the number that is enough");
    quantity.bound = Bound::at_most;
  }
  bool too_large = false;
  const auto amount = sentence.at_kind(Token::Kind::word)
                          ? number_in(sentence.peek()->text, &too_large)
                          : std::nullopt;
  if (!amount) {
    reader.error(sentence.span_from(first), "a number is missing after these words",
                 "write the number in digits, as in 'at most 6,000 soldiers'");
    (void)take_words(reader, sentence, false);
    return std::nullopt;
  }
  if (too_large)
    reader.error(sentence.here(), "this number is too large to count with",
                 "the largest is 9,223,372,036,854,775,807");
  quantity.amount = *amount;
  sentence.advance();
  quantity.thing = take_words(reader, sentence, false);
  if (quantity.thing.empty())
    reader.error(sentence.span_from(first), "this number does not say what it counts",
                 "name the thing after it, as in '600 trucks'");
  return quantity;
}

/// "within 72 hours of …", "by 26 January 2025", "until …".
std::optional<Moment> take_deadline(Reader& reader, Sentence& sentence, const std::string& phase) {
  if (sentence.take("on")) {
    const std::size_t first = sentence.position();
    (void)take_date(reader, sentence);
    reader.error(sentence.span_from(first),
                 "'on' does not say whether the day is a first or a last one",
                 "write 'by' before the last day, 'from' before the first");
    return std::nullopt;
  }
  if (!sentence.take("within")) {
    sentence.advance();  // by, until
    return take_moment(reader, sentence);
  }
  const auto duration = take_duration(reader, sentence);
  Moment moment;
  moment.anchor = Moment::Anchor::phase_begins;
  moment.ref = phase;
  if (sentence.take_any({"of", "after", "from", "following"})) {
    const auto anchor = take_moment(reader, sentence);
    if (!anchor || !duration) return std::nullopt;
    if (anchor->after || anchor->nth_day)
      reader.error(sentence.whole(), "a period is counted after a period here",
                   "count once, from a date, entry into force, a phase, a clause or an event");
    moment = *anchor;
  }
  if (!duration) return std::nullopt;
  moment.after = duration;
  return moment;
}

namespace {

std::optional<Duration> take_each(Reader& reader, Sentence& sentence) {
  sentence.take_any({"each", "every"});
  if (sentence.at_kind(Token::Kind::word) && is_number(sentence.peek()->text))
    return take_duration(reader, sentence);
  Duration duration;
  duration.amount = 1;
  for (std::size_t at = 0; at < kUnits.size(); ++at)
    if (sentence.take(kUnits[at])) {
      duration.unit = static_cast<Duration::Unit>(at);
      return duration;
    }
  reader.error(sentence.here(), "unknown unit of time",
               "a period is counted in minutes, hours, days, working days, weeks or months");
  if (!sentence.ended()) sentence.advance();
  return std::nullopt;
}

/// Reads one clause's sentence into the clause.
class Body {
 public:
  Body(Reader& reader, Clause& clause, ClauseMarks& marks, const std::string& phase)
      : reader_(reader), clause_(clause), marks_(marks), phase_(phase) {}

  void read(Sentence sentence) {
    marks_.has_body = true;
    if (!read_bearers(sentence) || !read_modal(sentence)) return;
    read_act(sentence);
    while (!sentence.ended())
      if (!read_part(sentence)) break;
    settle_modality();
  }

 private:
  bool read_bearers(Sentence& sentence) {
    const std::vector<Name> names = take_names(sentence);
    if (!sentence.at_any({"must", "may", "shall"})) {
      reader_.error(
          sentence.whole(), "this sentence does not say 'must', 'must not' or 'may'",
          "write who is bound, then one of these, then the act, as in 'North must release'");
      return false;
    }
    if (names.empty())
      reader_.error(sentence.here(), "nobody is named before this word",
                    "say who is bound, as in 'North, South must not fire'");
    std::unordered_set<std::string> seen;
    for (const Name& name : names) {
      reader_.mention(Mention::Kind::actor, name);
      const std::string bearer = reader_.canonical(name.text);
      if (!seen.insert(bearer).second)
        reader_.error(name.span, fmt::format("'{}' is named twice", bearer),
                      "leave one of them out");
      else
        clause_.bearers.push_back(bearer);
    }
    return true;
  }

  bool read_modal(Sentence& sentence) {
    if (sentence.take_any({"must not", "shall not", "may not"})) {
      clause_.modality = Modality::forbids;
    } else if (sentence.take("may")) {
      clause_.modality = Modality::permits;
    } else {
      sentence.take_any({"must", "shall"});
      at_all_times_ = sentence.take("at all times");
    }
    return true;
  }

  void read_act(Sentence& sentence) {
    const std::size_t first = sentence.position();
    if (at_power(sentence)) {
      read_power(reader_, sentence, clause_);
      marks_.act = sentence.span_from(first);
      return;
    }
    clause_.act.words = take_words(reader_, sentence, true);
    marks_.act = sentence.span_from(first);
    if (clause_.act.words.empty())
      reader_.error(sentence.here(), "the act is missing here",
                    "say what is done or not done, as in 'must release' or 'must not fire'");
    const std::size_t amount = sentence.position();
    if (at_quantity(sentence)) {
      const bool forbids = clause_.modality == Modality::forbids;
      more_than_ = forbids && sentence.at("more than");
      clause_.quantity = take_quantity(reader_, sentence, forbids);
      marks_.quantity = sentence.span_from(amount);
    }
  }

  /// One of: receiver, place, deadline, beginning, each.
  bool read_part(Sentence& sentence) {
    if (sentence.at_kind(Token::Kind::comma)) sentence.advance();
    if (sentence.ended()) return true;
    const std::size_t first = sentence.position();
    Name name;
    std::string word;
    if (sentence.at_any({"from", "not before"}) && at_time(reader_, sentence)) {
      sentence.take_any({"from", "not before"});
      once(clause_.from.has_value(), sentence, "when it begins");
      clause_.from = take_moment(reader_, sentence);
      marks_.from = sentence.span_from(first);
    } else if (at_time(reader_, sentence)) {
      once(clause_.deadline.has_value(), sentence, "its deadline");
      clause_.deadline = take_deadline(reader_, sentence, phase_);
      marks_.deadline = sentence.span_from(first);
    } else if (at_each(sentence)) {
      once(clause_.each.has_value(), sentence, "its period");
      clause_.each = take_each(reader_, sentence);
      marks_.each = sentence.span_from(first);
    } else if (take_receiver(reader_, sentence, name)) {
      once(!clause_.toward.empty(), sentence, "who receives");
      reader_.mention(Mention::Kind::actor, name);
      clause_.toward = reader_.canonical(name.text);
    } else if (take_place(reader_, sentence, name, word)) {
      once(!clause_.where.empty(), sentence, "where");
      reader_.mention(Mention::Kind::area, name);
      clause_.where = name.text;
      clause_.where_word = word;
    } else {
      reader_.error(sentence.rest(), "the sentence cannot be read from here on",
                    "after the act come: to whom, in which area, within or by when, each day");
      return false;
    }
    return true;
  }

  void once(bool said, const Sentence& sentence, std::string_view what) {
    if (said)
      reader_.error(sentence.here(), fmt::format("this sentence says {} twice", what),
                    "keep one, or make two clauses of it");
  }

  void settle_modality() {
    const bool at_most = clause_.quantity && clause_.quantity->bound == Bound::at_most;
    if (clause_.each) {
      if (clause_.modality == Modality::requires_once) {
        clause_.modality = Modality::requires_each;
      } else {
        reader_.error(marks_.each, "only a duty with 'must' can fall due each period",
                      "leave the period out, or write 'must'");
        clause_.each.reset();
      }
    } else if (at_most && (clause_.modality != Modality::forbids || more_than_)) {
      clause_.modality = Modality::limits;
    } else if (clause_.modality == Modality::requires_once &&
               (at_all_times_ || is_lasting_verb(clause_.act.words))) {
      clause_.modality = Modality::requires_lasting;
    }
  }

  Reader& reader_;
  Clause& clause_;
  ClauseMarks& marks_;
  const std::string& phase_;
  bool at_all_times_ = false;
  bool more_than_ = false;
};

}  // namespace

void read_sentence(Reader& reader, const Sentence& sentence, Clause& clause, ClauseMarks& marks,
                   const std::string& phase) {
  Body(reader, clause, marks, phase).read(sentence);
}

}  // namespace truce::agreement
