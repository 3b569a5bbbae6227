// SPDX-License-Identifier: Apache-2.0
// The lines below the sentence of a clause.
#include <algorithm>

#include "agreement/clause_parts.h"
#include "agreement/suggest.h"

namespace truce::agreement {

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

}  // namespace truce::agreement
