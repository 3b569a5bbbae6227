// SPDX-License-Identifier: Apache-2.0
// The test of a duty that is done and not counted, and of one that lasts.
#include <fmt/format.h>

#include "monitor/running.h"
#include "monitor/words.h"

namespace truce::monitor {

using std::chrono::days;

Running::Tellers Running::tellers() const {
  Tellers tellers;
  for (const std::uint32_t at : evidence_.reports) {
    const Told& told = world_.told[at];
    if (!is_after_trigger(world_.day_told(told))) continue;
    tellers.reason.statements.push_back(told.statement->id);
    if (std::find(tellers.all.begin(), tellers.all.end(), told.speaker) != tellers.all.end())
      continue;
    tellers.all.push_back(told.speaker);
    const Interest interest = interest_of(told.speaker);
    tellers.independent += interest == Interest::independent;
    tellers.receiver |= interest == Interest::receiver;
    tellers.bearer |= interest == Interest::bearer;
  }
  return tellers;
}

// Reports of a deed without a count. They never settle it; two independent groups, or the side that
// is owed, show that it is at least partly done.
void Running::weigh_reports() {
  Tellers told = tellers();
  if (told.all.empty()) {
    // Nothing told is not nothing done.
    verdict_.status = ClauseStatus::cannot_tell;
    const bool only_findings =
        machine_.clause->only_findings || world_.viewpoint.kind == Viewpoint::Kind::findings;
    say(only_findings ? "only findings count, and there is none" : "nothing is told of it");
    return;
  }
  std::vector<std::string> names;
  for (const SpeakerAt at : told.all)
    if (names.size() < 3) names.push_back(world_.roster[at].voice.name);
  if (told.all.size() > names.size())
    names.push_back(fmt::format("{} more", told.all.size() - names.size()));
  told.reason.text =
      fmt::format("reported by {}{}{}: {}", counted(told.independent, "independent voice"),
                  told.receiver ? ", and by the side that is owed" : "",
                  told.bearer ? ", and by the side that owes it" : "", listed(names));
  const auto rows = told.reason.statements;
  verdict_.reasons.push_back(std::move(told.reason));
  if (told.independent >= 2 || told.receiver) {
    verdict_.status = ClauseStatus::partly_fulfilled;
  } else if (told.independent == 1) {
    verdict_.status = ClauseStatus::cannot_tell;
    told_as_done_ = true;
    say("one independent voice tells of it; nobody has found that it is done");
    verdict_.would_change.emplace_back("a second independent voice that tells of it");
  } else {
    say("only the side that owes it tells of it");
    verdict_.would_change.emplace_back("word of it by the side that is owed or independent voices");
  }
}

void Running::weigh_lasting() {
  weigh_reports();
  note_alleged();
  note_coverage();
  const Coverage& coverage = *verdict_.coverage;
  if (verdict_.status != ClauseStatus::cannot_tell) return;
  if (verdict_.alleged_incidents > 0) {
    verdict_.status = ClauseStatus::in_progress;
  } else if (coverage.days > 0 && coverage.watched == coverage.days) {
    verdict_.status = ClauseStatus::in_progress;
    told_as_done_ = false;
    say("nothing contrary is told of any day, and every day was watched");
  }
}

namespace {

/// Acts that happen at one time, so that a report of one dates it.
bool happens_at_once(Act act) {
  const ActGroup group = act_group(act);
  return group == ActGroup::institutions || act == Act::crossing_opened ||
         act == Act::crossing_closed;
}

}  // namespace

// That it was done by a day says little of when. Where it happens at one time, and others than the
// bearer tell on which day, it was then; where they differ, within the span of what they say.
Between Running::narrowed(Between when) const {
  std::optional<Between> told_of;
  for (const std::uint32_t at : evidence_.reports) {
    const Told& told = world_.told[at];
    const Day until = world_.day_told(told);
    if (!is_after_trigger(until) || interest_of(told.speaker) == Interest::bearer) continue;
    if (!happens_at_once(*told.statement->act)) return when;
    const Between here{world_.calendar.start_of(told.statement->window.from.value_or(until)),
                       world_.calendar.start_of(until + days{1})};
    if (!told_of) told_of = here;
    told_of->earliest = std::min(told_of->earliest, here.earliest);
    told_of->latest = std::max(told_of->latest, here.latest);
  }
  if (!told_of) return when;
  const Between common{std::max(when.earliest, told_of->earliest),
                       std::min(when.latest, told_of->latest)};
  return common.earliest < common.latest ? common : when;
}

}  // namespace truce::monitor
