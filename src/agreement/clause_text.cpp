// SPDX-License-Identifier: Apache-2.0
// The lines of a clause or rule: which begin something, and which go on with the one above.
#include <algorithm>

#include "agreement/clause_parts.h"
#include "agreement/suggest.h"

namespace truce::agreement {
namespace {

const std::vector<std::string> kClauseWords = {
    "except", "counting", "also counting",       "depends on",    "as",         "then", "otherwise",
    "proof",  "code",     "only findings count", "together with", "counts only"};

// ---- Lines of a clause
// ----------------------------------------------------------------------------

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

}  // namespace

std::string slip_in(const Line& line) {
  const Token& first = line.tokens.front();
  if (first.kind != Token::Kind::word || first.text.size() < 4 || has_modal(line)) return {};
  return nearest(first.text, {"except", "counting", "depends on", "otherwise", "proof"});
}

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

std::vector<std::string> clause_words() { return kClauseWords; }

}  // namespace truce::agreement
