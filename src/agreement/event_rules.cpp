// SPDX-License-Identifier: Apache-2.0
// Rules over events that happen again and again: what follows what, what comes before what, and how
// many are too many.
#include <fmt/format.h>

#include <algorithm>

#include "agreement/reader.h"
#include "agreement/suggest.h"

namespace truce::agreement {
namespace {

using Form = EventRule::Form;

constexpr std::size_t kFieldsMax = 8;

/// A name of one word, or in quotation marks.
std::optional<Name> take_one(Sentence& sentence) {
  const bool stands = sentence.at_kind(Token::Kind::quoted) || sentence.at_kind(Token::Kind::word);
  if (!stands) return std::nullopt;
  Name name{sentence.peek()->text, sentence.peek()->span};
  sentence.advance();
  return name;
}

std::string one_to_text(const std::string& name) {
  const std::vector<Token> tokens = tokens_in(name);
  const bool bare =
      tokens.size() == 1 && tokens.front().kind == Token::Kind::word && tokens.front().text == name;
  return bare ? name : quoted(name);
}

std::string all_to_text(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + one_to_text(name);
  return text;
}

/// Words one at a time, with commas between.
std::vector<Name> take_fields(Reader& reader, Sentence& sentence) {
  std::vector<Name> fields;
  while (auto field = take_one(sentence)) {
    fields.push_back(std::move(*field));
    if (!sentence.at_kind(Token::Kind::comma)) break;
    // "with the same vehicle, unless …": the comma belongs to what follows.
    if (sentence.at_kind(Token::Kind::word, 1) && sentence.peek(1)->text == "unless") break;
    sentence.advance();
  }
  if (fields.empty())
    reader.error(sentence.here(), "no field is named here",
                 "name one or several, as in 'with the same vehicle, zone'");
  return fields;
}

class RuleReader {
 public:
  RuleReader(Reader& reader, Sentence& sentence, EventRule& rule, EventRuleMarks& marks)
      : reader_(reader), sentence_(sentence), rule_(rule), marks_(marks) {}

  void read() {
    if (sentence_.take("every") || sentence_.take("each")) return read_every();
    rule_.form = Form::bounded;
    if (sentence_.take("the sum of")) {
      take_into(rule_.sum_of, marks_.sum_of, "the field whose values are summed");
      expect("of");
    } else {
      sentence_.take("the number of");
    }
    take_into(rule_.event, marks_.event, "the event that is counted");
    read_same();
    if (sentence_.take("since")) take_into(rule_.other, marks_.other, "since what is counted");
    if (sentence_.take("within")) read_within();
    expect("must not exceed");
    read_most();
  }

 private:
  void read_every() {
    take_into(rule_.event, marks_.event, "the event that the rule is about");
    if (sentence_.take("must be preceded by")) {
      rule_.form = Form::preceded;
    } else if (!sentence_.take("must be followed by")) {
      return complain("'must be followed by' or 'must be preceded by' is missing here");
    }
    take_into(rule_.other, marks_.other, "the event that must come");
    read_same();
    if (sentence_.take("within")) read_within();
    const std::size_t before = sentence_.position();
    if (sentence_.at_kind(Token::Kind::comma)) sentence_.advance();
    if (!sentence_.take("unless")) return sentence_.move_to(before);
    if (rule_.form == Form::followed)
      return complain("only what must be preceded can be undone by 'unless'");
    take_into(rule_.unless, marks_.unless, "the event that takes the effect away");
    expect("came since");
  }

  void read_same() {
    if (!sentence_.take("with the same")) return;
    for (const Name& field : take_fields(reader_, sentence_)) {
      rule_.same.push_back(field.text);
      marks_.same.push_back(field.span);
    }
  }

  void read_within() {
    const std::size_t first = sentence_.position();
    rule_.within = take_duration(reader_, sentence_);
    const bool fixed = rule_.within && rule_.within->unit != Duration::Unit::working_days &&
                       rule_.within->unit != Duration::Unit::months;
    if (rule_.within && !fixed)
      reader_.error(sentence_.span_from(first), "a window over events has one length",
                    "count it in minutes, hours, days or weeks");
  }

  void read_most() {
    bool too_large = false;
    const auto most = sentence_.at_kind(Token::Kind::word)
                          ? number_in(sentence_.peek()->text, &too_large)
                          : std::nullopt;
    if (!most || too_large) {
      reader_.error(sentence_.here(),
                    too_large ? "this number is too large" : "a number is missing here",
                    "write the most that is allowed in digits, as in 'must not exceed 250'");
      sentence_.take_rest();
      return;
    }
    rule_.most = *most;
    sentence_.advance();
  }

  void take_into(std::string& into, TextSpan& mark, std::string_view what) {
    const auto name = take_one(sentence_);
    if (!name) return complain(fmt::format("this does not name {}", what));
    into = name->text;
    mark = name->span;
  }

  void expect(std::string_view words) {
    if (!sentence_.take(words)) complain(fmt::format("'{}' is missing here", words));
  }

  // Once: what follows a gap makes no sense either.
  void complain(std::string message) {
    if (!complained_)
      reader_.error(sentence_.here(), std::move(message),
                    "write it as 'every permit must be followed by visit with the same vehicle "
                    "within 2 days' or 'the number of visits with the same vehicle within 7 days "
                    "must not exceed 3'");
    complained_ = true;
    sentence_.take_rest();
  }

  Reader& reader_;
  Sentence& sentence_;
  EventRule& rule_;
  EventRuleMarks& marks_;
  bool complained_ = false;
};

/// Looks up what a rule over events names.
class Checking {
 public:
  Checking(Reader& reader, const EventRule& rule, const EventRuleMarks& marks)
      : reader_(reader), rule_(rule), marks_(marks) {}

  void check() {
    const EventKind* event = kind_of(rule_.event, marks_.event);
    const EventKind* other = kind_of(rule_.other, marks_.other);
    const EventKind* unless = kind_of(rule_.unless, marks_.unless);
    for (std::size_t at = 0; at < rule_.same.size(); ++at)
      for (const EventKind* kind : {event, other, unless})
        if (kind != nullptr && !expect_field(*kind, rule_.same[at], marks_.same[at])) break;
    if (event != nullptr && !rule_.sum_of.empty())
      expect_field(*event, rule_.sum_of, marks_.sum_of);
    if (!rule_.event.empty() && (rule_.event == rule_.other || rule_.event == rule_.unless))
      reader_.error(rule_.event == rule_.other ? marks_.other : marks_.unless,
                    "this rule sets an event against itself", "name another event");
    if (!rule_.within && rule_.form != Form::bounded)
      reader_.warn(marks_.whole,
                   rule_.form == Form::followed
                       ? "without 'within', nothing ever breaks this rule, and every event that "
                         "nothing followed is kept for ever"
                       : "without 'within', every event that came before is kept for ever",
                   "add a period, as in 'within 48 hours'");
  }

 private:
  const EventKind* kind_of(const std::string& name, TextSpan mark) {
    if (name.empty()) return nullptr;
    std::vector<std::string> names;
    for (const EventKind& kind : reader_.agreement.event_kinds) {
      if (kind.name == name) return &kind;
      names.push_back(kind.name);
    }
    reader_.error(mark, fmt::format("there is no kind of event named '{}'", name),
                  did_you_mean(name, names,
                               fmt::format("declare it first, as in 'event {} with vehicle, zone'",
                                           one_to_text(name))));
    return nullptr;
  }

  bool expect_field(const EventKind& kind, const std::string& field, TextSpan mark) {
    if (std::find(kind.fields.begin(), kind.fields.end(), field) != kind.fields.end()) return true;
    reader_.error(mark, fmt::format("'{}' has no field '{}'", kind.name, field),
                  did_you_mean(field, kind.fields,
                               fmt::format("its fields are {}", all_to_text(kind.fields))));
    return false;
  }

  Reader& reader_;
  const EventRule& rule_;
  const EventRuleMarks& marks_;
};

}  // namespace

void read_event_kind(Reader& reader, const Line& line, Sentence& sentence) {
  const auto name = take_one(sentence);
  sentence.take("with");
  EventKind kind;
  kind.name = name->text;
  kind.span = line.span;
  for (const Name& field : take_fields(reader, sentence)) {
    if (std::find(kind.fields.begin(), kind.fields.end(), field.text) != kind.fields.end())
      reader.error(field.span, fmt::format("the field '{}' is named twice", field.text),
                   "give each field a name of its own");
    kind.fields.push_back(field.text);
  }
  if (kind.fields.size() > kFieldsMax)
    reader.error(sentence.whole(), fmt::format("an event has at most {} fields", kFieldsMax),
                 "keep those that rules ask for");
  reader.expect_end(sentence,
                    "fields are single words, or in quotation marks, with commas between");
  for (const EventKind& known : reader.agreement.event_kinds)
    if (known.name == kind.name)
      reader.error(name->span, fmt::format("the event '{}' is declared twice", kind.name),
                   "keep one of the two lines");
  reader.key(line, "event " + kind.name);
  reader.agreement.event_kinds.push_back(std::move(kind));
}

bool at_event_rule(const Sentence& sentence) {
  return sentence.at_any({"every", "each", "the number of", "the sum of"});
}

void read_event_rule(Reader& reader, Sentence& sentence, Rule& rule) {
  if (rule.events || rule.count > 0)
    reader.error(sentence.whole(), "this rule says two things",
                 "give the second a rule of its own");
  rule.events.emplace();
  EventRuleMarks marks;
  marks.whole = sentence.whole();
  RuleReader(reader, sentence, *rule.events, marks).read();
  reader.expect_end(sentence, "a rule over events ends here");
  reader.event_rule_marks[reader.key_prefix + "rule " + rule.ref] = std::move(marks);
}

std::string event_kind_to_text(const EventKind& kind) {
  return fmt::format("event {} with {}", one_to_text(kind.name), all_to_text(kind.fields));
}

std::string event_rule_to_text(const EventRule& rule) {
  const std::string same = rule.same.empty() ? "" : " with the same " + all_to_text(rule.same);
  const std::string within = rule.within ? " within " + duration_to_text(*rule.within) : "";
  const std::string event = one_to_text(rule.event);
  switch (rule.form) {
    case Form::followed:
      return fmt::format("every {} must be followed by {}{}{}", event, one_to_text(rule.other),
                         same, within);
    case Form::preceded:
      return fmt::format(
          "every {} must be preceded by {}{}{}{}", event, one_to_text(rule.other), same, within,
          rule.unless.empty() ? "" : " unless " + one_to_text(rule.unless) + " came since");
    case Form::bounded:
      break;
  }
  return fmt::format(
      "{}{}{}{}{} must not exceed {}",
      rule.sum_of.empty() ? "the number of " : "the sum of " + one_to_text(rule.sum_of) + " of ",
      event, same, rule.other.empty() ? "" : " since " + one_to_text(rule.other), within,
      number_to_text(rule.most));
}

void check_event_rules(Reader& reader) {
  const auto check = [&](const Rule& rule, const std::string& prefix) {
    const auto marks = reader.event_rule_marks.find(prefix + "rule " + rule.ref);
    if (rule.events && marks != reader.event_rule_marks.end())
      Checking(reader, *rule.events, marks->second).check();
  };
  for (const Phase& phase : reader.agreement.phases)
    for (const Rule& rule : phase.rules) check(rule, "");
  for (std::size_t at = 0; at < reader.agreement.revisions.size(); ++at)
    for (const Rule* rule : reader.agreement.revisions[at].all_rules())
      check(*rule, key_of_revision(at));
}

}  // namespace truce::agreement
