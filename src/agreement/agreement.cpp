// SPDX-License-Identifier: Apache-2.0
// Questions to an agreement, and the names that it gives to readers.
#include "agreement/agreement.h"

#include <fmt/format.h>

#include <algorithm>

#include "agreement/reader.h"

namespace truce {
namespace {

template <class Same>
const Participant* find(const std::vector<Participant>& participants, std::string_view name,
                        const Same& same) {
  for (const Participant& participant : participants) {
    if (same(participant.name, name)) return &participant;
    for (const std::string& also : participant.also)
      if (same(also, name)) return &participant;
  }
  return nullptr;
}

}  // namespace

const Clause* Agreement::clause(std::string_view ref) const {
  for (const Phase& phase : phases)
    for (const Clause& clause : phase.clauses)
      if (clause.ref == ref) return &clause;
  return nullptr;
}

const Phase* Agreement::phase_of(std::string_view clause_ref) const {
  for (const Phase& phase : phases)
    for (const Clause& clause : phase.clauses)
      if (clause.ref == clause_ref) return &phase;
  return nullptr;
}

const Participant* Agreement::participant(std::string_view name) const {
  const auto exactly = [](std::string_view left, std::string_view right) { return left == right; };
  const std::string plain = agreement::plain_name(name);
  const auto plainly = [&](std::string_view known, std::string_view) {
    return agreement::plain_name(known) == plain;
  };
  const Participant* found = find(participants, name, exactly);
  return found != nullptr ? found : find(participants, name, plainly);
}

std::optional<std::string> Citation::page() const {
  for (const std::string_view word : {"page ", "p. "}) {
    const std::size_t at = text.rfind(word);
    if (at == std::string::npos || (at > 0 && text[at - 1] != ' ')) continue;
    const std::size_t begin = at + word.size();
    const std::string page = text.substr(begin, text.find_first_of(",; ", begin) - begin);
    if (!page.empty()) return page;
  }
  return std::nullopt;
}

std::vector<const Clause*> Revision::all_clauses() const {
  std::vector<const Clause*> all;
  for (const PhaseChange& change : phases)
    for (const Clause& clause : change.phase.clauses) all.push_back(&clause);
  for (const Clause& clause : clauses) all.push_back(&clause);
  return all;
}

std::vector<const Rule*> Revision::all_rules() const {
  std::vector<const Rule*> all;
  for (const PhaseChange& change : phases)
    for (const Rule& rule : change.phase.rules) all.push_back(&rule);
  for (const Rule& rule : rules) all.push_back(&rule);
  return all;
}

std::vector<const Participant*> Agreement::who(std::string_view bearer) const {
  std::vector<const Participant*> found;
  const std::string plain = agreement::plain_name(bearer);
  for (const NamedRoster& roster : rosters) {
    if (agreement::plain_name(roster.name) != plain) continue;
    for (const std::string& member : roster.members)
      if (const Participant* one = participant(member)) found.push_back(one);
    return found;
  }
  if (const auto role = agreement::group_of(bearer)) {
    for (const Participant& participant : participants)
      if (participant.role == *role) found.push_back(&participant);
  } else if (const Participant* one = participant(bearer)) {
    found.push_back(one);
  }
  return found;
}

Result<Instant> Agreement::enters_into_force() const {
  for (const EntryIntoForce& entry : in_force)
    if (entry.as.empty()) return instant_of(entry.at, zone);
  return not_found("the agreement does not say when it enters into force",
                   "add a line 'in force' with a date, an hour and a time zone");
}

std::string_view to_text(Role role) {
  switch (role) {
    case Role::party:
      return "party";
    case Role::guarantor:
      return "guarantor";
    case Role::mediator:
      return "mediator";
    case Role::monitor:
      return "monitor";
    case Role::source:
      return "source";
    case Role::body:
      return "body";
  }
  return "";
}

std::string to_text(const Duration& duration) {
  const auto unit = [&]() -> std::string_view {
    switch (duration.unit) {
      case Duration::Unit::minutes:
        return "minute";
      case Duration::Unit::hours:
        return "hour";
      case Duration::Unit::days:
        return "day";
      case Duration::Unit::working_days:
        return "working day";
      case Duration::Unit::weeks:
        return "week";
      case Duration::Unit::months:
        return "month";
    }
    return {};
  }();
  return fmt::format("{} {}{}", duration.amount, unit, duration.amount == 1 ? "" : "s");
}

namespace agreement {
std::string plain_name(std::string_view name) {
  if (name.starts_with("the ") || name.starts_with("The ")) name.remove_prefix(4);
  std::string plain(name);
  for (char& byte : plain)
    if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
  return plain;
}

std::optional<Role> group_of(std::string_view name) {
  if (name == "the parties" || name == "both parties") return Role::party;
  if (name == "the guarantors") return Role::guarantor;
  if (name == "the mediators") return Role::mediator;
  if (name == "the monitors") return Role::monitor;
  if (name == "the bodies") return Role::body;
  return std::nullopt;
}

Vocabulary vocabulary(const Agreement& agreement) {
  Vocabulary vocabulary;
  vocabulary.zone = agreement.zone;
  for (const Participant& participant : agreement.participants)
    vocabulary.actors.push_back({participant.name, participant.also,
                                 std::string(to_text(participant.role)), participant.under});
  for (const Area& area : agreement.areas) vocabulary.places.push_back({area.name, area.also});
  for (const EntryIntoForce& entry : agreement.in_force)
    if (const auto at = instant_of(entry.at, agreement.zone)) vocabulary.in_force.push_back(*at);
  return vocabulary;
}

}  // namespace agreement
}  // namespace truce
