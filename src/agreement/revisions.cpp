// SPDX-License-Identifier: Apache-2.0
// Amendments: dated edits of the text, and the text that is in force at a moment.
#include <fmt/format.h>

#include <algorithm>

#include "agreement/reader.h"
#include "agreement/suggest.h"

namespace truce::agreement {
namespace {

/// "1" for "1.4": the phase that a clause's number names.
std::string phase_named_by(std::string_view ref) {
  const std::size_t point = ref.rfind('.');
  return std::string(point == std::string_view::npos ? ref : ref.substr(0, point));
}

void read_deletion(Reader& reader, const Line& line, Sentence& sentence, Revision& revision) {
  sentence.take("clause");
  const Name name{sentence.peek()->text, sentence.here()};
  sentence.advance();
  sentence.take("is deleted");
  reader.expect_end(sentence, "write 'clause 1.7 is deleted'");
  reader.mention(Mention::Kind::clause, name);
  reader.key(line, fmt::format("{}deleted {}", reader.key_prefix, name.text));
  revision.deleted.push_back(name.text);
}

/// Reads a clause as one of the phase that its number names, and keeps its marks apart.
void read_revised_clause(Reader& reader, const Line& line, Revision& revision) {
  Sentence number(line.tokens);
  number.take("clause");
  Phase phase;
  if (number.at_kind(Token::Kind::word) && is_ref(number.peek()->text))
    phase.number = phase_named_by(number.peek()->text);
  std::vector<ClauseMarks> kept;
  kept.swap(reader.clause_marks);
  read_clause(reader, line, phase);
  kept.swap(reader.clause_marks);
  for (Rule& rule : phase.rules)
    reader.error(rule.span, "an amendment changes clauses, not rules", "leave the rule out here");
  for (std::size_t at = 0; at < phase.clauses.size(); ++at) {
    revision.clauses.push_back(std::move(phase.clauses[at]));
    reader.revision_marks.push_back(std::move(kept[at]));
  }
}

void read_revision_line(Reader& reader, const Line& line, Revision& revision) {
  Sentence sentence(line.tokens);
  const bool deletes = sentence.at("clause") &&
                       std::any_of(line.tokens.begin(), line.tokens.end(),
                                   [](const Token& token) { return token.text == "deleted"; });
  if (deletes && sentence.at_kind(Token::Kind::word, 1))
    return read_deletion(reader, line, sentence, revision);
  if (sentence.at("clause")) return read_revised_clause(reader, line, revision);
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
  reader.error(line.span, "this line does not belong to an amendment",
               did_you_mean(line.tokens.front().text, {"in force", "expires", "clause"},
                            "an amendment holds 'in force', 'expires', clauses, and 'clause 1.7 is "
                            "deleted'"));
}

void apply(const Revision& revision, Agreement& agreement) {
  const auto change = [&](Clause& clause, std::string before, bool deleted) {
    clause.changed = ClauseChange{revision.title, revision.in_force.value_or(LocalTime{}),
                                  std::move(before), deleted};
  };
  if (revision.expires_at) agreement.expires_at = revision.expires_at;
  for (const Clause& clause : revision.clauses) {
    for (Phase& phase : agreement.phases) {
      if (phase.number != phase_named_by(clause.ref)) continue;
      const auto old = std::find_if(phase.clauses.begin(), phase.clauses.end(),
                                    [&](const Clause& other) { return other.ref == clause.ref; });
      Clause fresh = clause;
      change(fresh, old == phase.clauses.end() ? std::string() : old->words, false);
      if (old == phase.clauses.end())
        phase.clauses.push_back(std::move(fresh));
      else
        *old = std::move(fresh);
      break;
    }
  }
  for (const std::string& ref : revision.deleted)
    for (Phase& phase : agreement.phases)
      for (Clause& clause : phase.clauses)
        if (clause.ref == ref) change(clause, clause.words, true);
  agreement.version = revision.title;
}

}  // namespace

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
  reader.key_prefix = fmt::format("amendment {}/", reader.agreement.revisions.size());
  reader.keys[line.span.begin] = reader.key_prefix;
  for (const Line& child : line.children) read_revision_line(reader, child, revision);
  reader.key_prefix.clear();
  if (!revision.in_force)
    reader.error(line.span, "this amendment does not say when it enters into force",
                 "add a line below it, as in 'in force 26 January 2025'");
  if (revision.clauses.empty() && revision.deleted.empty() && !revision.expires_at)
    reader.error(line.span, "this amendment changes nothing",
                 "write below it the clauses that it changes");
  reader.agreement.revisions.push_back(std::move(revision));
}

void check_revisions(Reader& reader) {
  std::size_t mark = 0;
  for (const Revision& revision : reader.agreement.revisions) {
    if (revision.in_force && !reader.agreement.in_force.empty() &&
        *revision.in_force < reader.agreement.in_force.front().at)
      reader.warn(revision.span, "this amendment is older than the agreement",
                  "check the year of the two lines 'in force'");
    for (const Clause& clause : revision.clauses) {
      const ClauseMarks& marks = reader.revision_marks[mark++];
      const std::string number = phase_named_by(clause.ref);
      const auto& phases = reader.agreement.phases;
      const bool known = std::any_of(phases.begin(), phases.end(),
                                     [&](const Phase& phase) { return phase.number == number; });
      if (!known && !clause.ref.empty())
        reader.error(marks.heading, fmt::format("clause {} has no phase to stand in", clause.ref),
                     fmt::format("declare phase {}, or give the clause another number", number));
    }
  }
}

Agreement as_of(const Agreement& agreement, Instant at) {
  Agreement text = agreement;
  std::vector<const Revision*> in_order;
  for (const Revision& revision : agreement.revisions) {
    if (!revision.in_force) continue;
    const auto begins = instant_of(*revision.in_force, agreement.zone);
    if (begins && *begins <= at) in_order.push_back(&revision);
  }
  std::stable_sort(in_order.begin(), in_order.end(),
                   [](auto* left, auto* right) { return *left->in_force < *right->in_force; });
  for (const Revision* revision : in_order) apply(*revision, text);
  return text;
}

}  // namespace truce::agreement
