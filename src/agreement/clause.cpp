// SPDX-License-Identifier: Apache-2.0
// A clause, put together from its heading, its sentence and the lines below it.
#include <algorithm>

#include "agreement/clause_parts.h"
#include "agreement/verbs.h"

namespace truce::agreement {
namespace {

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
      agreement::read_sentence(reader, sentence, clause, marks, phase);
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

}  // namespace truce::agreement
