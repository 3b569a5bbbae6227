// SPDX-License-Identifier: Apache-2.0
// What the checker looks up: who is who, who says what of which day, what tells of an incident.
// From the agreement and the records alone. For the tests.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/zone.h"
#include "monitor/explanation_words.h"
#include "monitor/monitor.h"

namespace truce::monitor::testing {

class Facts {
 public:
  Facts(const Agreement& agreement, const Known& known) : agreement_(agreement), known_(known) {
    for (const Document& document : known.documents) documents_[document.id.value] = &document;
    for (const Statement& statement : known.statements)
      statements_[statement.id.value] = &statement;
    for (const Incident& incident : known.incidents) incidents_[incident.id.value] = &incident;
    for (const Finding& finding : known.findings) findings_[finding.id.value] = &finding;
    for (const Declaration& one : known.declarations) declarations_[one.id.value] = &one;
    for (const Amendment& amendment : known.amendments) {
      gone_.insert(amendment.statement.value);
      if (amendment.kind == Amendment::Kind::corrected)
        for (const Incident& incident : known.incidents)
          for (const Id<Statement> told : incident.statements)
            if (told == amendment.statement)
              replaced_in_[incident.id.value].push_back(amendment.replacement);
    }
  }

  // The participant that has the name, by the agreement; else the name itself.
  std::string canonical(std::string_view name) const {
    for (const Participant& participant : agreement_.participants)
      if (plain(participant.name) == plain(name)) return participant.name;
    for (const Participant& participant : agreement_.participants)
      for (const std::string& also : participant.also)
        if (plain(also) == plain(name)) return participant.name;
    std::string own(name);
    return own.starts_with("The ") || own.starts_with("the ") ? own.substr(4) : own;
  }
  std::string side(std::string_view name) const {
    const Participant* participant = nullptr;
    const std::string known = canonical(name);
    for (const Participant& one : agreement_.participants)
      if (one.name == known) participant = &one;
    if (participant == nullptr) return {};
    if (participant->role == Role::party) return participant->name;
    return participant->under.empty() ? std::string() : side(participant->under);
  }
  std::string called(const Mention& mention) const {
    return canonical(mention.actor.empty() ? mention.name : mention.actor);
  }
  std::string speaker(const Statement& statement) const {
    if (statement.speaker) return called(*statement.speaker);
    const auto document = documents_.find(statement.document.value);
    return document == documents_.end() ? "unnamed source" : canonical(document->second->publisher);
  }
  std::string counter(const Statement& statement) const {
    for (const Series& series : known_.series)
      for (const SeriesColumn& column : series.columns)
        if (!series.counter.empty() && statement.series == series.name + "/" + column.name)
          return canonical(series.counter);
    return speaker(statement);
  }
  static bool same(std::string_view left, std::string_view right) {
    return plain(left) == plain(right);
  }
  Day local_day(Instant at) const {
    const auto local = local_of(at, agreement_.zone);
    return local ? local->day : day_of(at);
  }
  std::vector<Day> days_of(const Statement& statement) const {
    std::vector<Day> told;
    if (statement.window.until) told.push_back(*statement.window.until);
    if (statement.window.from) told.push_back(*statement.window.from);
    if (!told.empty()) return told;
    if (statement.said_on) return {*statement.said_on};
    const auto document = documents_.find(statement.document.value);
    if (document != documents_.end() && document->second->published)
      return {local_day(*document->second->published)};
    if (document != documents_.end() && document->second->received)
      return {local_day(*document->second->received)};
    return {local_day(known_.as_known)};
  }

  /// The statements of an incident that stand.
  std::vector<const Statement*> members(Id<Incident> id) const {
    std::vector<const Statement*> standing;
    const auto add = [&](Id<Statement> told) {
      const auto found = statements_.find(told.value);
      if (found == statements_.end() || gone_.contains(told.value)) return;
      const Statement& statement = *found->second;
      if (statement.kind != StatementKind::denial && statement.mood != Mood::denied &&
          statement.mood != Mood::planned && statement.mood != Mood::retracted)
        standing.push_back(&statement);
    };
    if (const auto incident = incidents_.find(id.value); incident != incidents_.end())
      for (const Id<Statement> told : incident->second->statements) add(told);
    if (const auto more = replaced_in_.find(id.value); more != replaced_in_.end())
      for (const Id<Statement> told : more->second) add(told);
    return standing;
  }
  std::string side_or_name(const Mention& who) const {
    const std::string on = side(called(who));
    return on.empty() ? called(who) : on;
  }
  std::string doer_side(const Statement& statement) const {
    if (statement.by) return side_or_name(*statement.by);
    if (statement.kind == StatementKind::accusation && statement.against)
      return side_or_name(*statement.against);
    return {};
  }

  /// By the hour for minutes and hours; else the same hour on the wall.
  std::optional<Instant> later(Instant from, std::int64_t amount, std::string_view unit) const {
    if (unit.starts_with("minute")) return from + std::chrono::minutes{amount};
    if (unit.starts_with("hour")) return from + std::chrono::hours{amount};
    const auto local = local_of(from, agreement_.zone);
    if (!local) return std::nullopt;
    Day day = local->day;
    if (unit == "day" || unit == "days") {
      day += std::chrono::days{amount};
    } else if (unit.starts_with("week")) {
      day += std::chrono::days{7 * amount};
    } else {
      return std::nullopt;  // months and working days are told with how they were counted
    }
    const auto at = instant_of({day, local->since_midnight}, agreement_.zone);
    return at ? std::optional(*at) : std::nullopt;
  }

  /// Whether the clause binds the voice itself or the party on whose side it speaks.
  bool is_bound(const Verdict& verdict, std::string_view voice) const {
    const std::string& ref = verdict.follows.empty() ? verdict.clause : verdict.follows;
    const Clause* clause = agreement_.clause(ref);
    std::vector<std::string> bearers;
    if (verdict.follows.empty()) {
      if (clause) bearers = clause->bearers;
    } else {
      for (const Phase& phase : agreement_.phases) {
        for (const Clause& one : phase.clauses)
          if (one.ref == ref) add_bearers(verdict, one.consequences, bearers);
        for (const Rule& one : phase.rules)
          if (one.ref == ref) add_bearers(verdict, one.consequences, bearers);
      }
    }
    for (const std::string& bearer : bearers)
      for (const Participant* who : agreement_.who(bearer))
        if (who->name == canonical(voice) ||
            (!side(voice).empty() && side(who->name) == side(voice)))
          return true;
    return false;
  }
  static void add_bearers(const Verdict& verdict, const std::vector<Consequence>& all,
                          std::vector<std::string>& bearers) {
    const auto nth = number_in(verdict.clause.substr(verdict.clause.rfind('/') + 1));
    if (nth && 0 < *nth && static_cast<std::size_t>(*nth) <= all.size())
      bearers = all[static_cast<std::size_t>(*nth) - 1].bearers;
  }

 protected:
  const Agreement& agreement_;
  const Known& known_;
  std::map<std::uint64_t, const Document*> documents_;
  std::map<std::uint64_t, const Statement*> statements_;
  std::map<std::uint64_t, const Incident*> incidents_;
  std::map<std::uint64_t, const Finding*> findings_;
  std::map<std::uint64_t, const Declaration*> declarations_;
  std::set<std::uint64_t> gone_;                                     // withdrawn or corrected
  std::map<std::uint64_t, std::vector<Id<Statement>>> replaced_in_;  // by incident
};

}  // namespace truce::monitor::testing
