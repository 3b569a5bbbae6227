// SPDX-License-Identifier: Apache-2.0
// Amendments: dated edits of the text, and the text that is in force at a moment.
#include <fmt/format.h>

#include <algorithm>

#include "agreement/amended_text.h"
#include "agreement/reader.h"
#include "agreement/suggest.h"

namespace truce::agreement {
namespace {

/// "clause 1.7 is deleted", "rule 1.8 is deleted"
bool read_deletion(Reader& reader, const Line& line, Revision& revision) {
  Sentence sentence(line.tokens);
  const bool clause = sentence.at("clause");
  const bool deletes = sentence.at_any({"clause", "rule"}) &&
                       sentence.at_kind(Token::Kind::word, 1) &&
                       std::any_of(line.tokens.begin(), line.tokens.end(),
                                   [](const Token& token) { return token.text == "deleted"; });
  if (!deletes) return false;
  sentence.advance();
  const Name name{sentence.peek()->text, sentence.here()};
  sentence.advance();
  sentence.take("is deleted");
  reader.expect_end(sentence,
                    clause ? "write 'clause 1.7 is deleted'" : "write 'rule 1.8 is deleted'");
  reader.mention(clause ? Mention::Kind::clause : Mention::Kind::rule, name);
  const std::string kind = clause ? "clause" : "rule";
  reader.key(line, fmt::format("{}deleted {} {}", reader.key_prefix, kind, name.text));
  reader.deletion_marks[reader.key_prefix + kind].push_back(name.span);
  (clause ? revision.deleted : revision.deleted_rules).push_back(name.text);
  return true;
}

/// Reads what stands in a phase, and keeps its marks apart from those of the text itself.
template <class Read>
Phase read_apart(Reader& reader, const Read& read) {
  std::vector<ClauseMarks> clause_marks;
  std::vector<RuleMarks> rule_marks;
  clause_marks.swap(reader.clause_marks);
  rule_marks.swap(reader.rule_marks);
  Phase phase = read();
  clause_marks.swap(reader.clause_marks);
  rule_marks.swap(reader.rule_marks);
  for (std::size_t at = 0; at < phase.clauses.size(); ++at)
    reader.revised_clauses.emplace(phase.clauses[at].span.begin, std::move(clause_marks[at]));
  for (std::size_t at = 0; at < phase.rules.size(); ++at)
    reader.revised_rules.emplace(phase.rules[at].span.begin, rule_marks[at]);
  return phase;
}

/// Reads a clause or a rule as one of the phase that its number names.
void read_revised_item(Reader& reader, const Line& line, Revision& revision) {
  Phase phase = read_apart(reader, [&] {
    Sentence number(line.tokens);
    const bool clause = number.at("clause");
    number.advance();
    Phase home;
    if (number.at_kind(Token::Kind::word) && is_ref(number.peek()->text))
      home.number = phase_named_by(number.peek()->text);
    if (clause)
      read_clause(reader, line, home);
    else
      read_rule(reader, line, home);
    return home;
  });
  std::move(phase.clauses.begin(), phase.clauses.end(), std::back_inserter(revision.clauses));
  std::move(phase.rules.begin(), phase.rules.end(), std::back_inserter(revision.rules));
}

void read_revised_phase(Reader& reader, const Line& line, Revision& revision) {
  PhaseChange change;
  change.phase = read_apart(reader, [&] { return read_phase(reader, line); });
  change.begins_said =
      std::any_of(line.children.begin(), line.children.end(),
                  [](const Line& child) { return Sentence(child.tokens).at("begins"); });
  revision.phases.push_back(std::move(change));
}

void read_revision_line(Reader& reader, const Line& line, Revision& revision) {
  Sentence sentence(line.tokens);
  if (read_deletion(reader, line, revision)) return;
  if (sentence.at_any({"clause", "rule"})) return read_revised_item(reader, line, revision);
  if (sentence.at("phase")) return read_revised_phase(reader, line, revision);
  if (sentence.at_any({"in force", "expires"})) {
    const bool in_force = sentence.take("in force");
    if (!in_force) sentence.advance();
    reader.key(line, reader.key_prefix + (in_force ? "in force" : "expires"));
    const auto date = take_date(reader, sentence);
    reader.expect_end(sentence, "a date and an hour may stand here");
    if (date && in_force) {
      revision.in_force = date->at;
      revision.whole_day = date->whole_day;
    } else if (date) {
      revision.expires_at = date->at;
    }
    return;
  }
  if (sentence.at_any({"begins", "ends"})) {
    reader.error(line.span, "this line does not say which phase it is about",
                 "put it below the phase's heading, as in 'phase 2', indented by two more spaces");
    return;
  }
  reader.error(
      line.span, "this line does not belong to an amendment",
      did_you_mean(line.tokens.front().text, {"in force", "expires", "phase", "clause", "rule"},
                   "an amendment holds 'in force', 'expires', phases, clauses, rules, "
                   "'clause 1.7 is deleted' and 'rule 1.8 is deleted'"));
  for (const Line& child : line.children)
    if (Sentence(child.tokens).at_any({"clause", "rule", "phase"}))
      read_revision_line(reader, child, revision);
}

}  // namespace

std::string phase_named_by(std::string_view ref) {
  const std::size_t point = ref.rfind('.');
  return std::string(point == std::string_view::npos ? ref : ref.substr(0, point));
}

std::string key_of_revision(std::size_t at) { return fmt::format("amendment {}/", at); }

void read_revision(Reader& reader, const Line& line) {
  Sentence sentence(line.tokens);
  sentence.advance();
  Revision revision;
  revision.span = line.span;
  if (sentence.at_kind(Token::Kind::quoted)) {
    revision.title = sentence.peek()->text;
    sentence.advance();
  } else {
    reader.error(sentence.here(), "this amendment has no title",
                 "put it into quotation marks, as in 'amendment \"Extension of January 2025\"'");
  }
  while (sentence.at_kind(Token::Kind::citation)) {
    revision.citations.push_back({sentence.peek()->text});
    sentence.advance();
  }
  reader.expect_end(sentence, "a heading is a title in quotation marks, and citations in [ ]");
  reader.key_prefix = key_of_revision(reader.agreement.revisions.size());
  reader.keys[line.span.begin] = reader.key_prefix;
  for (const Line& child : line.children) read_revision_line(reader, child, revision);
  reader.key_prefix.clear();
  if (!revision.in_force)
    reader.error(line.span, "this amendment does not say when it enters into force",
                 "add a line below it, as in 'in force 26 January 2025'");
  const bool empty = revision.phases.empty() && revision.clauses.empty() &&
                     revision.rules.empty() && revision.deleted.empty() &&
                     revision.deleted_rules.empty();
  if (empty && !revision.expires_at)
    reader.error(line.span, "this amendment changes nothing",
                 "write below it the clauses, rules and phases that it changes");
  reader.agreement.revisions.push_back(std::move(revision));
}

std::vector<std::size_t> revisions_in_order(const Agreement& agreement) {
  std::vector<std::size_t> order;
  for (std::size_t at = 0; at < agreement.revisions.size(); ++at)
    if (agreement.revisions[at].in_force) order.push_back(at);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
    return *agreement.revisions[left].in_force < *agreement.revisions[right].in_force;
  });
  return order;
}

namespace {

bool is_in_force(const Agreement& agreement, const Revision& revision, Instant at) {
  const auto begins = instant_of(*revision.in_force, agreement.zone);
  return begins && *begins <= at;
}

}  // namespace

std::size_t revisions_in_force(const Agreement& agreement, Instant at) {
  return static_cast<std::size_t>(std::count_if(
      agreement.revisions.begin(), agreement.revisions.end(), [&](const Revision& revision) {
        return revision.in_force && is_in_force(agreement, revision, at);
      }));
}

const Clause* clause_as_of(const Agreement& agreement, std::string_view ref, Instant at) {
  const Clause* last = agreement.clause(ref);
  for (const std::size_t revision : revisions_in_order(agreement)) {
    if (!is_in_force(agreement, agreement.revisions[revision], at)) break;
    for (const Clause* clause : agreement.revisions[revision].all_clauses())
      if (clause->ref == ref) last = clause;
  }
  return last;
}

Agreement as_of(const Agreement& agreement, Instant at) {
  AmendedText amended(agreement);
  for (const std::size_t revision : revisions_in_order(agreement))
    if (is_in_force(agreement, agreement.revisions[revision], at))
      amended.apply(agreement.revisions[revision]);
  return std::move(amended).text();
}

}  // namespace truce::agreement
