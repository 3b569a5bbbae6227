// SPDX-License-Identifier: Apache-2.0
#include "monitor/world.h"

#include <utility>

namespace truce::monitor {
namespace {

Standing standing_of(const Statement& statement) {
  if (statement.kind == StatementKind::denial) return Standing::denial;
  if (statement.kind == StatementKind::position || statement.kind == StatementKind::talks)
    return Standing::opinion;
  switch (statement.mood) {
    case Mood::asserted:
    case Mood::alleged:
    case Mood::corrected:
      return Standing::told;
    case Mood::denied:
      return Standing::denial;
    case Mood::planned:
      return Standing::planned;
    case Mood::retracted:
      return Standing::withdrawn;
  }
  return Standing::told;
}

/// What is left of a statement that is amended. What was misread was never said, so nobody can have
/// taken it back.
Standing amended(Standing before, const Amendment& amendment) {
  if (amendment.ground != Amendment::Ground::source || before == Standing::misread)
    return Standing::misread;
  const bool retracted = amendment.kind == Amendment::Kind::retracted;
  return retracted || before == Standing::withdrawn ? Standing::withdrawn : Standing::replaced;
}

/// Puts it behind those of its day and of earlier ones.
template <class Decided>
void insert_by_day(std::vector<const Decided*>& by_day, const Decided& decided) {
  const auto later =
      std::upper_bound(by_day.begin(), by_day.end(), decided.on,
                       [](Day day, const Decided* other) { return day < other->on; });
  by_day.insert(later, &decided);
}

}  // namespace

World::World(const Agreement& agreement_text, const Viewpoint& whose,
             std::span<const Series> columns, Instant now)
    : agreement(agreement_text),
      viewpoint(whose),
      series(columns),
      roster(agreement, names),
      areas(agreement, names),
      calendar(agreement.zone, agreement.calendar) {
  move_to(now);
  read_entry_into_force();
}

void World::move_to(Instant now) {
  as_known = now;
  today = calendar.day_of(now);
}

void World::learn(std::span<const Document> documents) {
  for (const Document& document : documents) {
    document_by_id_.enter(document.id, static_cast<std::uint32_t>(documents_.size()));
    documents_.push_back(&document);
    first_statement_.push_back(kNone);
  }
}

void World::learn(std::span<const Statement> statements) {
  if (told.empty()) told.reserve(statements.size());
  for (const Statement& statement : statements) add(statement);
}

void World::add(const Statement& statement) {
  const auto at = static_cast<std::uint32_t>(told.size());
  by_id.enter(statement.id, at);
  const std::uint32_t document = document_by_id_[statement.document];
  Told telling;
  telling.statement = &statement;
  telling.document = document == kNone ? nullptr : documents_[document];
  const auto dated = telling.document == nullptr   ? std::nullopt
                     : telling.document->published ? telling.document->published
                                                   : telling.document->received;
  undated_ |= !dated;
  telling.published = dated.value_or(as_known);
  telling.speaker =
      roster.of(statement, telling.document ? std::string_view(telling.document->publisher) : "");
  telling.standing = standing_of(statement);
  telling.day = day_of(telling);
  const Mention* who = doer(statement);
  telling.names_doer = who != nullptr;
  if (who != nullptr) telling.doer = roster.doer(roster.of(*who));
  if (document != kNone && first_statement_[document] == kNone) first_statement_[document] = at;
  told.push_back(telling);
  linked_.push_back(kNone);
  is_touched_.push_back(false);
  touch(at);
  hear(telling);
  enter_sibling(at);
}

// The order must not depend on which document happened to arrive first.
void World::hear(const Told& telling) {
  if (first_heard_.size() <= telling.speaker)
    first_heard_.resize(telling.speaker + 1, Instant::max());
  Instant& first = first_heard_[telling.speaker];
  if (first <= telling.published) return;
  first = telling.published;
  order_may_change_ = true;
}

// `part_of` counts among the statements of one document, of which most have no parts.
void World::enter_sibling(std::uint32_t at) {
  const std::uint64_t document = told[at].statement->document.value;
  const auto& figure = told[at].statement->figure;
  const bool is_part = figure && figure->part_of;
  auto found = siblings_.find(document);
  if (found == siblings_.end()) {
    if (!is_part) return;
    found = siblings_.try_emplace(document).first;
    const std::uint32_t known = document_by_id_[told[at].statement->document];
    for (std::uint32_t earlier = known == kNone ? 0 : first_statement_[known]; earlier < at;
         ++earlier)
      if (told[earlier].statement->document.value == document) found->second.all.push_back(earlier);
  }
  found->second.all.push_back(at);
  if (is_part) found->second.parts.push_back(at);
  if (!found->second.parts.empty()) with_new_siblings_.push_back(document);
}

void World::find_wholes() {
  for (const std::uint64_t document : with_new_siblings_) {
    Siblings& siblings = siblings_.at(document);
    std::erase_if(siblings.parts, [&](std::uint32_t part) {
      const std::size_t place = *told[part].statement->figure->part_of;
      if (place >= siblings.all.size()) return false;
      told[part].whole = siblings.all[place];
      touched_.anew |= part < settled_;
      touch(part);
      return true;
    });
  }
  with_new_siblings_.clear();
}

void World::learn(const Finding& finding) {
  insert_by_day(findings, finding);
  touched_.findings.push_back(&finding);
  if (const std::uint32_t at = incident_by_id[finding.incident];
      finding.incident.value != 0 && at != kNone)
    touch_incident(at);
}

void World::learn(const Declaration& declaration) {
  insert_by_day(declarations, declaration);
  touched_.declarations = true;
}

void World::learn(const Amendment& amendment) {
  const std::uint32_t at = by_id[amendment.statement];
  if (at == kNone) return;
  told[at].standing = amended(told[at].standing, amendment);
  touch(at);
  if (amendment.kind == Amendment::Kind::retracted) return;
  const std::uint32_t replacement = by_id[amendment.replacement];
  if (replacement == kNone) return;
  corrects_[replacement].push_back(at);
  corrected_by_[at].push_back(replacement);
  place(replacement);
}

std::uint32_t World::enter_incident(Id<Incident> id) {
  if (const std::uint32_t known = incident_by_id[id]; known != kNone) return known;
  const auto at = static_cast<std::uint32_t>(incidents.size());
  incident_by_id.enter(id, at);
  incidents.push_back({id, {}});
  is_incident_touched_.push_back(false);
  touch_incident(at);
  return at;
}

void World::join(Id<Statement> statement, Id<Incident> incident) {
  const std::uint32_t at = by_id[statement];
  const std::uint32_t to = enter_incident(incident);
  if (at == kNone) return;
  linked_[at] = to;
  place(at);
}

// A replacement that was linked nowhere tells of what it corrects. Corrections may form a ring.
std::uint32_t World::incident_of(std::uint32_t at) const {
  std::vector<std::uint32_t> seen{at};
  for (std::size_t next = 0; next < seen.size(); ++next) {
    if (linked_[seen[next]] != kNone) return linked_[seen[next]];
    const auto earlier = corrects_.find(seen[next]);
    if (earlier == corrects_.end()) continue;
    for (const std::uint32_t corrected : earlier->second)
      if (std::find(seen.begin(), seen.end(), corrected) == seen.end()) seen.push_back(corrected);
  }
  return kNone;
}

void World::place(std::uint32_t at) {
  const std::uint32_t to = incident_of(at);
  const std::uint32_t from = told[at].incident;
  if (from == to) return;
  touch(at);
  if (from != kNone) std::erase(incidents[from].members, at);
  told[at].incident = to;
  if (to != kNone) {
    incidents[to].members.push_back(at);
    touch_incident(to);
  }
  if (const auto later = corrected_by_.find(at); later != corrected_by_.end())
    for (const std::uint32_t replacement : std::vector(later->second)) place(replacement);
}

void World::touch(std::uint32_t at) {
  if (told[at].incident != kNone) touch_incident(told[at].incident);
  if (is_touched_[at]) return;
  is_touched_[at] = true;
  touched_.statements.push_back(at);
}

void World::touch_incident(std::uint32_t at) {
  if (is_incident_touched_[at]) return;
  is_incident_touched_[at] = true;
  touched_.incidents.push_back(at);
}

Touched World::settle() {
  find_wholes();
  for (const std::uint32_t at : touched_.incidents) {
    is_incident_touched_[at] = false;
    std::sort(incidents[at].members.begin(), incidents[at].members.end(),
              [&](std::uint32_t left, std::uint32_t right) {
                if (told[left].published != told[right].published)
                  return told[left].published < told[right].published;
                return left < right;
              });
  }
  for (const std::uint32_t at : touched_.statements) is_touched_[at] = false;
  std::sort(touched_.statements.begin(), touched_.statements.end());
  if (order_may_change_) touched_.speakers = roster.order_strangers(first_heard_);
  order_may_change_ = false;
  settled_ = told.size();
  return std::exchange(touched_, {});
}

void World::read_entry_into_force() {
  for (const EntryIntoForce& entry : agreement.in_force) {
    const Instant at = calendar.instant(entry.at);
    if (!in_force && entry.as.empty()) in_force = at;
    in_force_days.push_back(entry.at.day);
  }
  if (!in_force && !agreement.in_force.empty())
    in_force = calendar.instant(agreement.in_force[0].at);
}

Day World::day_of(const Told& telling) const {
  const Statement& statement = *telling.statement;
  if (statement.window.until) return *statement.window.until;
  if (statement.window.from && !statement.window.cumulative) return *statement.window.from;
  if (statement.said_on) return *statement.said_on;
  return calendar.day_of(telling.published);
}

PartyAt World::side_of(const Mention* mention) {
  return mention == nullptr ? kNoParty : roster[roster.of(*mention)].side;
}

const Mention* World::doer(const Statement& statement) {
  if (statement.by) return &*statement.by;
  if (statement.kind == StatementKind::accusation && statement.against) return &*statement.against;
  return nullptr;
}

}  // namespace truce::monitor
