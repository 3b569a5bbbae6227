// SPDX-License-Identifier: Apache-2.0
// Rules: so many breaches within so long, and what must follow.
#include "agreement/clause_parts.h"

namespace truce::agreement {
namespace {

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
  reader.rule_marks.back().subject = sentence.here();
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

void read_rule(Reader& reader, const Line& line, Phase& phase) {
  Rule rule;
  rule.span = line.span;
  Sentence heading(line.tokens);
  heading.take("rule");
  read_heading(reader, heading, rule, "rule");
  reader.rule_marks.push_back({line.span, line.span});

  std::vector<Logical> logicals;
  std::vector<const Line*> headings;
  for (const Line& child : line.children) gather(child, false, logicals, headings);
  const std::string key = reader.key_prefix + "rule " + rule.ref;
  reader.keys[line.span.begin] = key;
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
      reader.keys[of->span.begin] = key + "/" + part;
      rule.span.end = of->span.end;
    }
  }
  if (rule.count == 0 && !rule.events && logicals.empty())
    reader.error(line.span, "this rule does not say when it applies",
                 "add 'when 3 or more breaches of 1.1 within 7 days'");
  if (rule.consequences.empty() && !rule.events)
    reader.error(line.span, "this rule does not say what follows",
                 "add 'then the guarantors must meet within 48 hours'");
  rule.words = words_of(logicals);
  phase.rules.push_back(std::move(rule));
  report_headings(reader, headings, phase);
}

std::vector<std::string> rule_words() {
  return {"when", "every", "the number of", "the sum of", "then"};
}

}  // namespace truce::agreement
