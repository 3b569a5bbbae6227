// SPDX-License-Identifier: Apache-2.0
// Clauses and rules: the sentence "who must do what, to whom, where, by when", and the lines below
// it.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "agreement/reader.h"
#include "agreement/suggest.h"
#include "agreement/verbs.h"

namespace truce::agreement {
namespace {

using Bound = Quantity::Bound;

const std::vector<std::string> kClauseWords = {
    "except", "counting", "also counting",       "depends on",    "as",         "then", "otherwise",
    "proof",  "code",     "only findings count", "together with", "counts only"};

// ---- Lines of a clause
// ----------------------------------------------------------------------------

/// A line and those that continue it.
struct Logical {
  Tokens tokens;
  std::vector<const Line*> lines;
};

bool begins_with_keyword(const Line& line) {
  const Sentence sentence(line.tokens);
  return std::any_of(kClauseWords.begin(), kClauseWords.end(),
                     [&](const std::string& words) { return sentence.at(words); });
}

bool has_modal(const Line& line) {
  return std::any_of(line.tokens.begin(), line.tokens.end(), [](const Token& token) {
    return token.kind == Token::Kind::word &&
           (token.text == "must" || token.text == "may" || token.text == "shall");
  });
}

/// Whether a line begins a clause, rule or phase of its own, indented by mistake.
bool is_heading(const Line& line) {
  const Sentence sentence(line.tokens);
  return sentence.at_any({"clause", "rule", "phase"}) && sentence.at_kind(Token::Kind::word, 1) &&
         is_ref(sentence.peek(1)->text);
}

/// Whether the line begins with a keyword that is misspelled.
std::string slip_in(const Line& line) {
  const Token& first = line.tokens.front();
  if (first.kind != Token::Kind::word || first.text.size() < 4 || has_modal(line)) return {};
  return nearest(first.text, {"except", "counting", "depends on", "otherwise", "proof"});
}

/// A line begins anew with a keyword; at the level of the others also with a sentence of its own.
void gather(const Line& line, bool deeper, std::vector<Logical>& logicals,
            std::vector<const Line*>& headings) {
  if (is_heading(line)) {
    headings.push_back(&line);
    return;
  }
  const bool anew =
      begins_with_keyword(line) || !slip_in(line).empty() || (!deeper && has_modal(line));
  if (logicals.empty() || anew) logicals.push_back({});
  Logical& logical = logicals.back();
  logical.tokens.insert(logical.tokens.end(), line.tokens.begin(), line.tokens.end());
  logical.lines.push_back(&line);
  for (const Line& child : line.children) gather(child, true, logicals, headings);
}

// ---- The sentence
// ---------------------------------------------------------------------------------

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

bool at_time(const Reader& reader, const Sentence& sentence) {
  Sentence ahead = sentence;
  if (ahead.take("within"))
    return ahead.ended() || (ahead.at_kind(Token::Kind::word) && is_number(ahead.peek()->text));
  if (ahead.take_any({"by", "until", "from", "not before"})) return at_moment(reader, ahead);
  return ahead.take("on") && at_date(ahead);
}

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

// ---- The lines below the sentence
// -----------------------------------------------------------------

std::optional<Consequence> read_consequence(Reader& reader, Sentence& sentence) {
  Consequence consequence;
  consequence.trigger =
      sentence.take("then") ? Consequence::Trigger::then : Consequence::Trigger::otherwise;
  sentence.take("otherwise");
  const std::vector<Name> names = take_names(sentence);
  if (names.empty() || !sentence.take_any({"must", "shall"})) {
    reader.error(sentence.whole(), "this does not say who must do what",
                 "write it as 'otherwise the guarantors must meet within 2 days'");
    return std::nullopt;
  }
  for (const Name& name : names) {
    reader.mention(Mention::Kind::actor, name);
    consequence.bearers.push_back(reader.canonical(name.text));
  }
  const auto at_period = [&] {
    return sentence.at("within") && sentence.at_kind(Token::Kind::word, 1) &&
           is_number(sentence.peek(1)->text);
  };
  const std::size_t first = sentence.position();
  Tokens words;
  while (!sentence.ended() && !at_period()) {
    words.push_back(*sentence.peek());
    sentence.advance();
  }
  consequence.words = Sentence(words).take_rest();
  if (consequence.words.empty())
    reader.error(sentence.span_from(first), "the act is missing here",
                 "say what must be done, as in 'must meet'");
  if (sentence.take("within")) consequence.within = take_duration(reader, sentence);
  reader.expect_end(sentence, "nothing follows the period");
  return consequence;
}

void read_reading(Reader& reader, Sentence& sentence, Clause& clause, ClauseMarks& marks,
                  const std::string& phase) {
  ClauseReading reading;
  sentence.take("as");
  const auto by = take_name(sentence);
  if (!by || !sentence.take_any({"reads", "read"})) {
    reader.error(sentence.whole(), "this does not say whose reading it is",
                 "write it as 'as North reads \"…\"'");
    return;
  }
  reader.mention(Mention::Kind::party, *by);
  reading.by = reader.canonical(by->text);
  while (!sentence.ended()) {
    if (sentence.at_kind(Token::Kind::comma)) {
      sentence.advance();
    } else if (sentence.at_kind(Token::Kind::quoted)) {
      reading.words = sentence.peek()->text;
      sentence.advance();
    } else if (sentence.at_any({"within", "by", "until"})) {
      reading.deadline = take_deadline(reader, sentence, phase);
    } else if (at_quantity(sentence)) {
      reading.quantity = take_quantity(reader, sentence, false);
    } else {
      reader.expect_end(sentence, "put the reading in words into quotation marks");
      return;
    }
  }
  marks.readings.push_back(sentence.whole());
  clause.readings.push_back(std::move(reading));
}

/// "killing", "any movement", "counts of trucks" after "also counting".
void read_extra_acts(Reader& reader, Sentence& sentence, ActPattern& act) {
  const auto add = [](auto& list, auto value) {
    if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
  };
  sentence.take("also counting");
  while (!sentence.ended()) {
    const std::size_t first = sentence.position();
    const bool group = sentence.take("any");
    const bool measure = !group && sentence.take("counts of");
    std::string word;
    while (sentence.at_kind(Token::Kind::word) && !sentence.at("and")) {
      if (!word.empty()) word += '_';
      word += sentence.peek()->text;
      sentence.advance();
    }
    const auto known_group = from_text<ActGroup>(word);
    const auto known_measure = from_text<Measure>(word);
    const auto known_act = from_text<Act>(word);
    if (group && known_group)
      add(act.groups, *known_group);
    else if (measure && known_measure)
      add(act.measures, *known_measure);
    else if (!group && !measure && known_act)
      add(act.acts, *known_act);
    else
      reader.error(sentence.span_from(first), "the record has no such kind of act",
                   "docs/language.md lists the acts, as in 'killing' or 'any movement'");
    const bool comma = sentence.at_kind(Token::Kind::comma);
    if (comma) sentence.advance();
    if (!sentence.take("and") && !comma) break;
  }
  reader.expect_end(sentence, "acts are single words with commas between");
}

void read_labels(Reader& reader, Sentence& sentence, Clause& clause) {
  sentence.take("except");
  for (const Name& name : take_names(sentence)) clause.exceptions.push_back(name.text);
  if (clause.exceptions.empty())
    reader.error(sentence.whole(), "the exception is missing here",
                 "name it in quotation marks, as in 'except \"self-defence\"'");
  reader.expect_end(sentence, "put each exception into quotation marks");
}

/// The clauses that "depends on" or "together with" names.
void read_refs(Reader& reader, Sentence& sentence, std::vector<std::string>& refs,
               std::vector<TextSpan>& marks, std::string_view help) {
  while (!sentence.ended()) {
    sentence.take("clause");
    sentence.take("clauses");
    if (!sentence.at_kind(Token::Kind::word) || !is_ref(sentence.peek()->text)) break;
    reader.mention(Mention::Kind::clause, {sentence.peek()->text, sentence.here()});
    refs.push_back(sentence.peek()->text);
    marks.push_back(sentence.here());
    sentence.advance();
    const bool comma = sentence.at_kind(Token::Kind::comma);
    if (comma) sentence.advance();
    if (!sentence.take("and") && !comma) break;
  }
  if (refs.empty() && sentence.ended())
    reader.error(sentence.here(), "which clause is meant?", "name it by its number, as in '1.2'");
  reader.expect_end(sentence, help);
}

void read_dependence(Reader& reader, Sentence& sentence, Clause& clause, ClauseMarks& marks) {
  sentence.take("depends on");
  read_refs(reader, sentence, clause.depends_on, marks.depends_on,
            "clauses are named by their numbers, as in 'depends on 1.2, 1.3'");
}

void read_concurrence(Reader& reader, Sentence& sentence, Clause& clause, ClauseMarks& marks) {
  sentence.take("together with");
  read_refs(reader, sentence, clause.together_with, marks.together_with,
            "clauses are named by their numbers, as in 'together with 1.2, 1.3'");
}

/// "counts only what is corroborated or better", "counts only reports that name "mortars""
void read_counts_only(Reader& reader, Sentence& sentence, Clause& clause) {
  sentence.take("counts only");
  if (sentence.take("reports that name")) {
    const std::vector<Name> names = take_names(sentence);
    for (const Name& name : names) clause.must_name.push_back(name.text);
    if (names.empty())
      reader.error(sentence.here(), "this does not say what reports must name",
                   "write it as in 'counts only reports that name \"rocket launchers\"'");
    return reader.expect_end(sentence, "put each name into quotation marks");
  }
  sentence.take("what is");
  const std::string word =
      sentence.at_kind(Token::Kind::word) ? sentence.peek()->text : std::string();
  const auto grade = from_text<Grade>(word);
  if (!grade) {
    reader.error(
        sentence.here(), "this is no grade of evidence",
        did_you_mean(word, {"claimed", "reported", "corroborated", "acknowledged", "observed"},
                     "grades are claimed, reported, corroborated, acknowledged and observed, "
                     "the best last"));
    return;
  }
  clause.least_grade = *grade;
  sentence.advance();
  sentence.take("or better");
  reader.expect_end(sentence, "write 'counts only what is corroborated or better'");
}

const std::vector<std::string> kCodeLists = {"PA-X", "PAM", "local"};

void read_code(Reader& reader, Sentence& sentence, Clause& clause) {
  sentence.take("code");
  if (!sentence.at_kind(Token::Kind::word) || !sentence.peek(1)) {
    reader.error(sentence.whole(), "this does not say which code in which list",
                 "write the list, then the code, as in 'code PA-X \"1234\"'");
    return;
  }
  const std::string list = sentence.peek()->text;
  if (std::find(kCodeLists.begin(), kCodeLists.end(), list) == kCodeLists.end())
    reader.warn(sentence.here(), fmt::format("'{}' is no list of codes that truce knows", list),
                did_you_mean(list, kCodeLists,
                             "the lists are PA-X, PAM, and 'local' for numbers of your own"));
  sentence.advance();
  if (clause.codes.contains(list))
    reader.error(sentence.whole(), fmt::format("the code in {} is given twice", list),
                 "keep one of them");
  clause.codes[list] = sentence.take_rest();
}

void read_free_words(Reader& reader, Sentence& sentence, std::string& into, std::string_view what) {
  if (sentence.ended()) {
    reader.error(sentence.whole(), fmt::format("{} is missing here", what),
                 "write it in plain words after this one");
    return;
  }
  if (!into.empty())
    reader.error(sentence.whole(), fmt::format("{} is given twice", what), "keep one of them");
  into = sentence.take_rest();
}

/// A clause being read, line by line.
struct ClauseReader {
  Reader& reader;
  Clause& clause;
  ClauseMarks& marks;
  const std::string& phase;

  /// Returns under which part of the clause's key the line is printed.
  std::string read(const Logical& logical) {
    Sentence sentence(logical.tokens);
    if (sentence.at("except")) return read_labels(reader, sentence, clause), "except";
    if (sentence.at("also counting")) return read_extra_acts(reader, sentence, extra), "also";
    if (sentence.take("counting"))
      return read_free_words(reader, sentence, clause.counting_rule, "the counting rule"),
             "counting";
    if (sentence.at("depends on"))
      return read_dependence(reader, sentence, clause, marks), "depends";
    if (sentence.at("together with"))
      return read_concurrence(reader, sentence, clause, marks), "together";
    if (sentence.at("counts only")) return read_counts_only(reader, sentence, clause), "least";
    if (sentence.at("as")) {
      read_reading(reader, sentence, clause, marks, phase);
      return "as " + (clause.readings.empty() ? "" : clause.readings.back().by);
    }
    if (sentence.at_any({"then", "otherwise"})) {
      if (auto consequence = read_consequence(reader, sentence))
        clause.consequences.push_back(std::move(*consequence));
      return fmt::format("then {}", clause.consequences.size());
    }
    if (sentence.take("proof"))
      return read_free_words(reader, sentence, clause.proof, "the threshold of proof"), "proof";
    if (sentence.at("code")) return read_code(reader, sentence, clause), "code";
    if (sentence.take("only findings count")) {
      clause.only_findings = true;
      reader.expect_end(sentence, "nothing follows 'only findings count'");
      return "only";
    }
    return read_sentence(logical, sentence), "body";
  }

  void read_sentence(const Logical& logical, const Sentence& sentence) {
    const Token& first = logical.tokens.front();
    if (const std::string slip = slip_in(*logical.lines.front()); !slip.empty()) {
      reader.error(first.span, fmt::format("no line of a clause begins with '{}'", first.text),
                   "did you mean '" + slip + "'?");
    } else if (marks.has_body) {
      reader.error(sentence.whole(), "this clause has a second sentence",
                   "a clause says one thing: give the second one a number of its own");
    } else {
      Body(reader, clause, marks, phase).read(sentence);
    }
  }

  ActPattern extra;  // of "also counting"; joined on when the verb is known

  void join_acts() {
    const auto join = [](auto& into, const auto& from) {
      for (const auto value : from)
        if (std::find(into.begin(), into.end(), value) == into.end()) into.push_back(value);
    };
    const std::string thing = clause.quantity ? clause.quantity->thing : "";
    const std::string words = clause.act.words;
    clause.act = act_of_words(words, thing);
    if (clause.only_findings) clause.act = {words, {}, {}, {}};
    join(clause.act.acts, extra.acts);
    join(clause.act.groups, extra.groups);
    join(clause.act.measures, extra.measures);
  }
};

/// Number, title and citations of a clause or rule.
template <class Kind>
void read_heading(Reader& reader, Sentence& sentence, Kind& kind, std::string_view what) {
  if (sentence.at_kind(Token::Kind::word) && is_ref(sentence.peek()->text)) {
    kind.ref = sentence.peek()->text;
    sentence.advance();
  } else {
    reader.error(sentence.here(), fmt::format("this {} has no number", what),
                 fmt::format("number it within its phase, as in '{} 1.1 \"Fire ceases\"'", what));
  }
  if (sentence.at_kind(Token::Kind::quoted)) {
    kind.title = sentence.peek()->text;
    sentence.advance();
  }
  while (sentence.at_kind(Token::Kind::citation)) {
    kind.citations.push_back({sentence.peek()->text});
    sentence.advance();
  }
  reader.expect_end(sentence,
                    "a heading is a number, a title in quotation marks, and citations in [ ]");
}

std::string words_of(const std::vector<Logical>& logicals) {
  std::string words;
  for (const Logical& logical : logicals) {
    if (Sentence(logical.tokens)
            .at_any({"as", "code", "proof", "only findings count", "counts only"}))
      continue;
    if (!words.empty()) words += "; ";
    words += Sentence(logical.tokens).take_rest();
  }
  return words;
}

void report_headings(Reader& reader, const std::vector<const Line*>& headings, Phase& phase) {
  for (const Line* heading : headings) {
    reader.error(heading->span, "this heading stands under another clause",
                 "indent it as far as the clause above");
    const Sentence sentence(heading->tokens);
    if (sentence.at("clause")) read_clause(reader, *heading, phase);
    if (sentence.at("rule")) read_rule(reader, *heading, phase);
  }
}

/// "when 3 or more breaches of 1.1 by one party in one area within 7 days"
void read_when(Reader& reader, Sentence& sentence, Rule& rule) {
  sentence.take("when");
  bool too_large = false;
  const auto count = sentence.at_kind(Token::Kind::word)
                         ? number_in(sentence.peek()->text, &too_large)
                         : std::nullopt;
  const std::string_view help =
      "write it as 'when 3 or more breaches of 1.1 by one party in one area within 7 days'";
  if (!count || *count < 1 || too_large) {
    reader.error(sentence.here(), "this does not say how many breaches", std::string(help));
    sentence.take_rest();
    return;
  }
  rule.count = *count;
  sentence.advance();
  sentence.take("or more");
  if (sentence.take("alleged")) rule.found_only = false;
  sentence.take("found");
  if (!sentence.take_any({"breaches of", "breach of"})) {
    reader.expect_end(sentence, help);
    return;
  }
  sentence.take("clause");
  if (!sentence.at_kind(Token::Kind::word) || !is_ref(sentence.peek()->text)) {
    reader.error(sentence.here(), "which clause is meant?", "name it by its number, as in '1.2'");
    return;
  }
  rule.of_clause = sentence.peek()->text;
  reader.rule_marks.back() = sentence.here();
  reader.mention(Mention::Kind::clause, {rule.of_clause, sentence.here()});
  sentence.advance();
  rule.by_one_party = sentence.take("by one party");
  rule.in_one_area = sentence.take("in one area");
  if (!sentence.take("within"))
    reader.error(sentence.here(), "this does not say within what time", std::string(help));
  else if (const auto within = take_duration(reader, sentence))
    rule.within = *within;
  reader.expect_end(sentence, help);
}

}  // namespace

void read_clause(Reader& reader, const Line& line, Phase& phase) {
  Clause clause;
  ClauseMarks marks;
  clause.span = line.span;
  marks.heading = line.span;
  Sentence heading(line.tokens);
  heading.take("clause");
  read_heading(reader, heading, clause, "clause");

  std::vector<Logical> logicals;
  std::vector<const Line*> headings;
  for (const Line& child : line.children) gather(child, false, logicals, headings);
  ClauseReader parts{reader, clause, marks, phase.number, {}};
  const std::string key = reader.key_prefix + "clause " + clause.ref;
  reader.keys[line.span.begin] = key;
  for (const Logical& logical : logicals) {
    const std::string part = parts.read(logical);
    for (const Line* of : logical.lines) {
      reader.keys[of->span.begin] = key + "/" + part;
      clause.span.end = of->span.end;
    }
  }
  parts.join_acts();
  clause.words = words_of(logicals);
  if (!marks.has_body)
    reader.error(line.span, "this clause does not say who must do what",
                 "add a sentence below it, as in 'North, South must not fire'");
  phase.clauses.push_back(std::move(clause));
  reader.clause_marks.push_back(std::move(marks));
  report_headings(reader, headings, phase);
}

void read_rule(Reader& reader, const Line& line, Phase& phase) {
  Rule rule;
  rule.span = line.span;
  Sentence heading(line.tokens);
  heading.take("rule");
  read_heading(reader, heading, rule, "rule");
  reader.rule_marks.push_back(line.span);

  std::vector<Logical> logicals;
  std::vector<const Line*> headings;
  for (const Line& child : line.children) gather(child, false, logicals, headings);
  reader.keys[line.span.begin] = "rule " + rule.ref;
  for (const Logical& logical : logicals) {
    Sentence sentence(logical.tokens);
    std::string part = "when";
    if (sentence.at("when")) {
      read_when(reader, sentence, rule);
    } else if (at_event_rule(sentence)) {
      read_event_rule(reader, sentence, rule);
    } else if (sentence.at_any({"then", "otherwise"})) {
      if (auto consequence = read_consequence(reader, sentence))
        rule.consequences.push_back(std::move(*consequence));
      part = fmt::format("then {}", rule.consequences.size());
    } else {
      reader.error(sentence.whole(), "this line does not belong to a rule",
                   "a rule has a line that begins with 'when', 'every' or 'the number of', and "
                   "lines that begin with 'then'");
    }
    for (const Line* of : logical.lines) {
      reader.keys[of->span.begin] = "rule " + rule.ref + "/" + part;
      rule.span.end = of->span.end;
    }
  }
  if (rule.count == 0 && !rule.events && logicals.empty())
    reader.error(line.span, "this rule does not say when it applies",
                 "add 'when 3 or more breaches of 1.1 within 7 days'");
  if (rule.consequences.empty() && !rule.events)
    reader.error(line.span, "this rule does not say what follows",
                 "add 'then the guarantors must meet within 48 hours'");
  phase.rules.push_back(std::move(rule));
  report_headings(reader, headings, phase);
}

std::vector<std::string> clause_words() { return kClauseWords; }

std::vector<std::string> rule_words() {
  return {"when", "every", "the number of", "the sum of", "then"};
}

}  // namespace truce::agreement
