// SPDX-License-Identifier: Apache-2.0
#include "monitor/terms.h"

#include <fmt/format.h>

#include "monitor/words.h"

namespace truce::monitor {
namespace {

bool is_done(const Verdict& verdict) {
  return verdict.status == ClauseStatus::fulfilled ||
         verdict.status == ClauseStatus::fulfilled_late;
}

Shared<Verdict>* verdict_of(std::vector<Shared<Verdict>>& verdicts, std::string_view ref) {
  for (Shared<Verdict>& verdict : verdicts)
    if (verdict->clause == ref && verdict->reading.empty()) return &verdict;
  return nullptr;
}

void say(Verdict& verdict, std::string text) {
  verdict.reasons.push_back({std::move(text), {}, {}, {}, {}});
}

}  // namespace

void hold_to_grade(const World& world, const Machine& machine, const Summaries& incidents,
                   Evidence& of) {
  const auto& least = machine.clause->least_grade;
  if (!least) return;
  const auto grade_of = [&](std::uint32_t place) {
    return incidents[place] ? (*incidents[place])->grade : Grade::claimed;
  };
  drop_allegations(of, [&](Id<Incident> id) {
    const std::uint32_t place = world.incident_by_id[id];
    return place == kNone || grade_of(place) < *least;
  });
  std::erase_if(of.reports, [&](std::uint32_t told) {
    const std::uint32_t place = world.told[told].incident;
    if (place != kNone) return grade_of(place) < *least;
    const bool independent = world.speaker(world.told[told]).side == kNoParty;
    return (independent ? Grade::reported : Grade::claimed) < *least;
  });
}

// The side that is owed acknowledges; two groups that are on nobody's side corroborate.
void hold_to_grade(World& world, const Machine& machine, Verdict& verdict) {
  const auto& least = machine.clause->least_grade;
  if (!least) return;
  say(verdict, fmt::format("counts only what is {}{}; what is less does not stand here",
                           to_text(*least), *least == Grade::observed ? "" : " or better"));
  const bool by_count = machine.kind == Machine::Kind::counted_once &&
                        (is_done(verdict) || verdict.status == ClauseStatus::disputed);
  const bool by_people =
      std::any_of(verdict.reasons.begin(), verdict.reasons.end(), [](const Reason& reason) {
        return !reason.findings.empty() || !reason.declarations.empty();
      });
  if (!by_count || by_people) return;
  Grade grade = Grade::claimed;
  std::vector<std::string> groups;
  for (const Progress& progress : verdict.progress) {
    if (!progress.low || !progress.target || *progress.low < *progress.target) continue;
    const Voice& voice = progress.counter;
    const PartyAt side = voice.side.empty() ? kNoParty : world.roster.side_of(voice.side);
    if (machine.binds(side)) continue;
    if (side != kNoParty) {
      grade = std::max(grade, Grade::acknowledged);
      continue;
    }
    if (world.roster[world.roster.named(voice.name)].monitor) grade = Grade::observed;
    if (std::find(groups.begin(), groups.end(), voice.group) == groups.end())
      groups.push_back(voice.group);
    grade = std::max(grade, groups.size() > 1 ? Grade::corroborated : Grade::reported);
  }
  if (grade >= *least) return;
  say(verdict, fmt::format("that it is done is {} and no more", to_text(grade)));
  verdict.state = VerdictState::open;
  const bool late = verdict.due && *verdict.due < world.as_known;
  verdict.status = late ? ClauseStatus::overdue : ClauseStatus::in_progress;
  if (late) verdict.since = verdict.due;
}

Validity validity_of(const Rule& rule) {
  if (!rule.changed) return {};
  if (rule.changed->deleted) return {rule.changed->since, rule.changed->at};
  return {rule.changed->at, std::nullopt};
}

void note_change(const World& world, const Machine& machine, Verdict& verdict) {
  note_change(world, machine.rule ? machine.rule->changed : machine.clause->changed, verdict);
}

void note_change(const World& world, const std::optional<ClauseChange>& changed, Verdict& verdict) {
  if (!changed) return;
  const Instant at = world.calendar.instant(changed->at);
  const std::string by = fmt::format("“{}”, in force {}", changed->amendment, to_words(at));
  if (!changed->deleted) {
    say(verdict, changed->before.empty()
                     ? fmt::format("added by the amendment {}", by)
                     : fmt::format("as amended by {}; before that: {}", by, changed->before));
    return;
  }
  say(verdict, fmt::format("deleted by the amendment {}", by));
  const bool overdue = verdict.due && *verdict.due <= at;
  if (verdict.state == VerdictState::not_triggered) verdict.would_change.clear();
  if (verdict.state != VerdictState::open || overdue) return;
  verdict.state = VerdictState::excused;
  if (verdict.status != ClauseStatus::watched) verdict.status = ClauseStatus::not_due;
  verdict.since = at;
  verdict.would_change.clear();
}

void note_concurrence(const Agreement& agreement, std::vector<Shared<Verdict>>& verdicts) {
  const auto note = [](Shared<Verdict>& of, const Verdict& partner) {
    Verdict verdict = *of;
    if (!is_done(verdict) || !is_done(partner)) {
      say(verdict, fmt::format("to be done together with {}, which is {}done", partner.clause,
                               is_done(partner) ? "" : "not "));
    } else if (verdict.since && partner.since) {
      say(verdict, fmt::format("to be done together with {}, done {}", partner.clause,
                               to_words(*partner.since)));
    }
    of = std::move(verdict);
  };
  for (const Phase& phase : agreement.phases)
    for (const Clause& clause : phase.clauses)
      for (const std::string& ref : clause.together_with) {
        Shared<Verdict>* one = verdict_of(verdicts, clause.ref);
        Shared<Verdict>* other = verdict_of(verdicts, ref);
        if (one == nullptr || other == nullptr || (!is_done(*one) && !is_done(*other))) continue;
        note(*one, *other);
        note(*other, *one);
      }
}

}  // namespace truce::monitor
