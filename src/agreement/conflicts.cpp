// SPDX-License-Identifier: Apache-2.0
// Clauses that work against each other or against the text around them: one forbids what another
// asks for, or nothing can fall due before the agreement expires.
#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "agreement/reader.h"

namespace truce::agreement {
namespace {

bool asks(const Clause& clause) {
  return clause.modality == Modality::requires_once || clause.modality == Modality::requires_each ||
         clause.modality == Modality::requires_lasting;
}

std::vector<const Participant*> bound_by(const Agreement& agreement, const Clause& clause) {
  std::vector<const Participant*> bound;
  for (const std::string& bearer : clause.bearers)
    for (const Participant* one : agreement.who(bearer)) bound.push_back(one);
  return bound;
}

// A warning only: an exception, or times that do not meet, can reconcile the two.
void check_contradictions(Reader& reader) {
  const Agreement& agreement = reader.agreement;
  std::size_t mark = 0;
  for (const Phase& phase : agreement.phases) {
    std::unordered_multimap<std::string, const Clause*> forbidden;
    for (const Clause& clause : phase.clauses)
      if (clause.modality == Modality::forbids && clause.exceptions.empty())
        forbidden.emplace(clause.act.words, &clause);
    for (const Clause& clause : phase.clauses) {
      const ClauseMarks& marks = reader.clause_marks[mark++];
      if (!asks(clause) || clause.act.words.empty()) continue;
      const auto [first, last] = forbidden.equal_range(clause.act.words);
      for (auto at = first; at != last; ++at) {
        const Clause& other = *at->second;
        const bool same_place = other.where.empty() || other.where == clause.where;
        const auto here = bound_by(agreement, clause);
        const auto there = bound_by(agreement, other);
        const auto both = std::find_first_of(here.begin(), here.end(), there.begin(), there.end());
        if (!same_place || both == here.end()) continue;
        reader.warn(marks.act,
                    fmt::format("clause {} asks {} for what clause {} forbids", clause.ref,
                                (*both)->name, other.ref),
                    "leave one of them out, or name an exception in the one that forbids");
        break;
      }
    }
  }
}

bool is_after(const std::optional<Moment>& moment, const LocalTime& end) {
  return moment && moment->anchor == Moment::Anchor::date && moment->date && *moment->date > end;
}

void check_expiry(Reader& reader) {
  const Agreement& agreement = reader.agreement;
  if (!agreement.expires_at || !agreement.revisions.empty()) return;
  LocalTime end = *agreement.expires_at;
  if (end.since_midnight.count() == 0) end.day += std::chrono::days{1};
  std::size_t mark = 0;
  for (const Phase& phase : agreement.phases) {
    if (phase.begins && phase.begins->kind == Condition::Kind::date_reached &&
        is_after(phase.begins->moment, end))
      reader.error(
          phase.begins->span,
          fmt::format("phase {} can never begin: the agreement expires before", phase.number),
          "check the two dates, or let an amendment extend the agreement");
    for (const Clause& clause : phase.clauses) {
      const ClauseMarks& marks = reader.clause_marks[mark++];
      if (is_after(clause.from, end))
        reader.warn(marks.from, "the agreement expires before this clause begins",
                    "check the two dates, or let an amendment extend the agreement");
      else if (is_after(clause.deadline, end))
        reader.warn(marks.deadline, "the agreement expires before this deadline",
                    "check the two dates, or let an amendment extend the agreement");
    }
  }
}

void check_breachable(Reader& reader, const Condition& condition) {
  for (const Condition& child : condition.children) check_breachable(reader, child);
  if (condition.kind != Condition::Kind::clause_breached) return;
  const Clause* clause = reader.clause(condition.ref);
  if (clause != nullptr && clause->modality == Modality::permits)
    reader.error(condition.span, fmt::format("nobody can breach clause {}", condition.ref),
                 "it permits something: name a clause that forbids or asks for something");
}

}  // namespace

void check_conflicts(Reader& reader) {
  check_contradictions(reader);
  check_expiry(reader);
  for (const Phase& phase : reader.agreement.phases) {
    if (phase.begins) check_breachable(reader, *phase.begins);
    if (phase.ends) check_breachable(reader, *phase.ends);
  }
  for (const Revision& revision : reader.agreement.revisions)
    for (const PhaseChange& change : revision.phases) {
      if (change.phase.begins) check_breachable(reader, *change.phase.begins);
      if (change.phase.ends) check_breachable(reader, *change.phase.ends);
    }
}

}  // namespace truce::agreement
