// SPDX-License-Identifier: Apache-2.0
#include "monitor/world.h"

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

Instant published_at(const Document* document, Instant as_known) {
  if (document == nullptr) return as_known;
  if (document->published) return *document->published;
  return document->received.value_or(as_known);
}

}  // namespace

World::World(const Agreement& agreement_text, const Known& everything, const Viewpoint& whose)
    : agreement(agreement_text),
      known(everything),
      viewpoint(whose),
      roster(agreement, names),
      areas(agreement, names),
      calendar(agreement.zone, agreement.calendar),
      by_id(known.statements),
      incident_by_id(known.incidents),
      today(calendar.day_of(known.as_known)) {
  read_entry_into_force();
  read_statements();
  order_speakers();
  find_wholes();
  apply_amendments();
  group_by_incident();
}

void World::read_statements() {
  const ById<Document> documents(known.documents);
  told.reserve(known.statements.size());
  for (const Statement& statement : known.statements) {
    const std::uint32_t at = documents[statement.document];
    const Document* document = at == kNone ? nullptr : &known.documents[at];
    Told telling;
    telling.statement = &statement;
    telling.document = document;
    telling.published = published_at(document, known.as_known);
    telling.speaker = roster.of(statement, document ? std::string_view(document->publisher) : "");
    telling.standing = standing_of(statement);
    telling.day = day_of(telling);
    const Mention* who = doer(statement);
    telling.names_doer = who != nullptr;
    telling.doer = side_of(who);
    told.push_back(telling);
  }
  for (std::uint32_t at = 0; at < known.incidents.size(); ++at)
    for (const Id<Statement> id : known.incidents[at].statements)
      if (const std::uint32_t statement = by_id[id]; statement != kNone)
        told[statement].incident = at;
}

// The order must not depend on which document happened to arrive first.
void World::order_speakers() {
  std::vector<Instant> first_heard;
  for (const Told& telling : told) {
    if (first_heard.size() <= telling.speaker)
      first_heard.resize(telling.speaker + 1, Instant::max());
    first_heard[telling.speaker] = std::min(first_heard[telling.speaker], telling.published);
  }
  roster.order_strangers(first_heard);
}

// `part_of` counts among the statements of one document.
void World::find_wholes() {
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_document;
  for (const Told& telling : told)
    if (telling.statement->figure && telling.statement->figure->part_of)
      by_document.try_emplace(telling.statement->document.value);
  if (by_document.empty()) return;
  for (std::uint32_t at = 0; at < told.size(); ++at)
    if (const auto found = by_document.find(told[at].statement->document.value);
        found != by_document.end())
      found->second.push_back(at);
  for (Told& telling : told) {
    const auto& figure = telling.statement->figure;
    if (!figure || !figure->part_of) continue;
    const auto& siblings = by_document[telling.statement->document.value];
    if (*figure->part_of < siblings.size()) telling.whole = siblings[*figure->part_of];
  }
}

void World::apply_amendments() {
  for (const Amendment& amendment : known.amendments) {
    const std::uint32_t at = by_id[amendment.statement];
    if (at == kNone) continue;
    if (amendment.kind == Amendment::Kind::retracted) {
      told[at].standing = Standing::withdrawn;
      continue;
    }
    const std::uint32_t replacement = by_id[amendment.replacement];
    if (told[at].standing != Standing::withdrawn) told[at].standing = Standing::replaced;
    // A replacement that was linked nowhere tells of what it corrects.
    if (replacement != kNone && told[replacement].incident == kNone)
      told[replacement].incident = told[at].incident;
  }
}

void World::group_by_incident() {
  first_member_.assign(known.incidents.size() + 1, 0);
  for (const Told& telling : told)
    if (telling.incident != kNone) ++first_member_[telling.incident + 1];
  for (std::size_t at = 1; at < first_member_.size(); ++at)
    first_member_[at] += first_member_[at - 1];
  members_.resize(first_member_.back());
  auto next = first_member_;
  for (std::uint32_t at = 0; at < told.size(); ++at)
    if (told[at].incident != kNone) members_[next[told[at].incident]++] = at;
  for (std::size_t at = 0; at + 1 < first_member_.size(); ++at)
    std::stable_sort(
        members_.begin() + first_member_[at], members_.begin() + first_member_[at + 1],
        [&](auto left, auto right) { return told[left].published < told[right].published; });
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

std::span<const std::uint32_t> World::members(std::uint32_t incident) const {
  return std::span(members_).subspan(first_member_[incident],
                                     first_member_[incident + 1] - first_member_[incident]);
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
