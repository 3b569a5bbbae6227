// SPDX-License-Identifier: Apache-2.0
#include "agreement/outline.h"

#include <algorithm>

#include "agreement/reader.h"

namespace truce::agreement {
namespace {

NameKind kind_of(Mention::Kind kind) {
  switch (kind) {
    case Mention::Kind::actor:
    case Mention::Kind::party:
      return NameKind::participant;
    case Mention::Kind::area:
      return NameKind::area;
    case Mention::Kind::clause:
      return NameKind::clause;
    case Mention::Kind::rule:
      return NameKind::rule;
    case Mention::Kind::phase:
      return NameKind::phase;
    case Mention::Kind::event:
      return NameKind::event;
    case Mention::Kind::tally:
      return NameKind::tally;
  }
  return NameKind::clause;
}

void add_names(const Reader& reader, std::vector<DeclaredName>& declared) {
  const Agreement& agreement = reader.agreement;
  for (const Participant& participant : agreement.participants)
    declared.push_back(
        {NameKind::participant, participant.name, participant.also, "", participant.span});
  for (const Area& area : agreement.areas)
    declared.push_back({NameKind::area, area.name, area.also, "", area.span});
  for (std::size_t at = 0; at < agreement.events.size(); ++at)
    declared.push_back({NameKind::event, agreement.events[at], {}, "", reader.event_marks[at]});
  for (const EventKind& kind : agreement.event_kinds)
    declared.push_back({NameKind::event, kind.name, {}, "", kind.span});
  for (const Population& population : agreement.populations)
    declared.push_back({NameKind::tally,
                        number_to_text(population.total) + ' ' + population.thing,
                        {},
                        "",
                        population.span});
  for (const TallyRule& tally : agreement.tallies)
    declared.push_back({NameKind::tally, tally.title, {}, "", tally.span});
}

void add_stipulations(const Agreement& agreement, std::vector<DeclaredName>& declared) {
  for (const Phase& phase : agreement.phases) {
    declared.push_back({NameKind::phase, phase.number, {}, phase.title, phase.span});
    for (const Clause& clause : phase.clauses)
      declared.push_back({NameKind::clause, clause.ref, {}, clause.title, clause.span});
    for (const Rule& rule : phase.rules)
      declared.push_back({NameKind::rule, rule.ref, {}, rule.title, rule.span});
  }
  for (const Revision& revision : agreement.revisions) {
    declared.push_back({NameKind::amendment, revision.title, {}, "", revision.span});
    for (const PhaseChange& change : revision.phases)
      declared.push_back(
          {NameKind::phase, change.phase.number, {}, change.phase.title, change.phase.span});
    for (const Clause* clause : revision.all_clauses())
      declared.push_back({NameKind::clause, clause->ref, {}, clause->title, clause->span});
    for (const Rule* rule : revision.all_rules())
      declared.push_back({NameKind::rule, rule->ref, {}, rule->title, rule->span});
  }
}

/// Rules over events name kinds of events, whose places stand apart.
void add_events_of_rules(const Reader& reader, std::vector<NamedPlace>& named) {
  const auto add_rule = [&](const Rule& rule, const std::string& prefix) {
    const auto marks = reader.event_rule_marks.find(prefix + "rule " + rule.ref);
    if (!rule.events || marks == reader.event_rule_marks.end()) return;
    const auto add = [&](const std::string& name, TextSpan span) {
      if (!name.empty() && span.size() > 0) named.push_back({NameKind::event, name, span});
    };
    add(rule.events->event, marks->second.event);
    add(rule.events->other, marks->second.other);
    add(rule.events->unless, marks->second.unless);
  };
  for (const Phase& phase : reader.agreement.phases)
    for (const Rule& rule : phase.rules) add_rule(rule, "");
  for (std::size_t at = 0; at < reader.agreement.revisions.size(); ++at)
    for (const Rule* rule : reader.agreement.revisions[at].all_rules())
      add_rule(*rule, key_of_revision(at));
}

template <class Place>
void sort_by_place(std::vector<Place>& places) {
  std::stable_sort(places.begin(), places.end(), [](const Place& left, const Place& right) {
    return left.span.begin < right.span.begin;
  });
}

}  // namespace

std::string_view to_text(NameKind kind) {
  switch (kind) {
    case NameKind::participant:
      return "participant";
    case NameKind::area:
      return "area";
    case NameKind::clause:
      return "clause";
    case NameKind::rule:
      return "rule";
    case NameKind::phase:
      return "phase";
    case NameKind::event:
      return "event";
    case NameKind::tally:
      return "tally";
    case NameKind::amendment:
      return "amendment";
  }
  return "";
}

const DeclaredName* Outline::meaning_of(const NamedPlace& place) const {
  // "the guarantors" are several; the first of them is where their lines begin.
  const auto people = place.kind == NameKind::participant ? agreement.who(place.name)
                                                          : std::vector<const Participant*>{};
  const Participant* who = people.empty() ? nullptr : people.front();
  for (const DeclaredName& one : declared) {
    if (one.kind != place.kind) continue;
    const bool same = who != nullptr
                          ? one.name == who->name
                          : one.name == place.name || std::find(one.also.begin(), one.also.end(),
                                                                place.name) != one.also.end();
    if (same) return &one;
  }
  return nullptr;
}

Outline outline(std::string_view text) {
  Reader reader = read(text);
  Outline outline;
  add_names(reader, outline.declared);
  add_stipulations(reader.agreement, outline.declared);
  for (const Mention& mention : reader.mentions)
    outline.named.push_back({kind_of(mention.kind), mention.name, mention.span});
  add_events_of_rules(reader, outline.named);
  sort_by_place(outline.declared);
  sort_by_place(outline.named);
  outline.agreement = std::move(reader.agreement);
  outline.diagnostics = std::move(reader.diagnostics);
  return outline;
}

std::string in_words(const Moment& moment) { return moment_to_text(moment); }

std::string in_words(const Duration& duration) { return duration_to_text(duration); }

std::string in_words(const Quantity& quantity) {
  const std::string_view bound = quantity.bound == Quantity::Bound::at_least  ? "at least "
                                 : quantity.bound == Quantity::Bound::at_most ? "at most "
                                                                              : "";
  return std::string(bound) + number_to_text(quantity.amount) + ' ' + quantity.thing;
}

std::vector<std::string> line_words() {
  std::vector<std::string> words = heading_words();
  for (const std::vector<std::string>& more : {phase_words(), clause_words(), rule_words()})
    for (const std::string& word : more)
      if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
  return words;
}

std::vector<std::string> reserved_words() {
  const auto words = all_reserved();
  return {words.begin(), words.end()};
}

std::string written_name(std::string_view name) { return name_to_text(name); }

}  // namespace truce::agreement
