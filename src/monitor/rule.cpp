// SPDX-License-Identifier: Apache-2.0
// Rules: so many breaches of a clause within so long.
#include <fmt/format.h>

#include <map>
#include <span>

#include "monitor/course.h"
#include "monitor/terms.h"
#include "monitor/words.h"

namespace truce::monitor {
/// The breaches that a rule counts, in the groups that it counts them in.
std::map<std::pair<PartyAt, std::string>, std::vector<Breach>> Course::groups_of(
    const Rule& rule, const Evidence& evidence) const {
  std::map<std::pair<PartyAt, std::string>, std::vector<Breach>> groups;
  std::vector<Breach> breaches = evidence.found;
  if (!rule.found_only)
    for (const Charge& charge : evidence.charges) {
      breaches.push_back({charge.day, charge.against, {}, {}, charge.incident});
      if (rule.in_one_area) breaches.back().place = place_of(charge.incident);
    }
  // An amended rule counts from its day on.
  std::erase_if(breaches, [valid = validity_of(rule)](const Breach& breach) {
    return !valid.holds_on(breach.day);
  });
  std::vector<std::pair<PartyAt, Id<Incident>>> counted_already;
  for (Breach& breach : breaches) {
    if (rule.by_one_party && breach.by == kNoParty) continue;
    if (rule.in_one_area && breach.place.empty()) continue;
    // An incident both found and alleged is one; so is one found twice.
    const std::pair same{rule.by_one_party ? breach.by : kNoParty, breach.incident};
    if (breach.incident.value != 0) {
      if (!rule.found_only &&
          std::find(counted_already.begin(), counted_already.end(), same) != counted_already.end())
        continue;
      counted_already.push_back(same);
    }
    groups[{rule.by_one_party ? breach.by : kNoParty,
            rule.in_one_area ? breach.place : std::string()}]
        .push_back(std::move(breach));
  }
  return groups;
}

std::string Course::place_of(Id<Incident> incident) const {
  const auto& summary = incidents_[world_.incident_by_id[incident]];
  return summary ? monitor::place_of(world_, (*summary)->place) : std::string();
}

namespace {

/// The first stretch of `within` days that holds `count` breaches; where it ends.
std::optional<std::size_t> first_run(std::vector<Breach>& breaches, std::int64_t count,
                                     std::chrono::days within) {
  std::stable_sort(breaches.begin(), breaches.end(),
                   [](const Breach& left, const Breach& right) { return left.day < right.day; });
  const auto needed = static_cast<std::size_t>(std::max<std::int64_t>(1, count));
  for (std::size_t last = needed - 1; last < breaches.size(); ++last)
    if (breaches[last].day - breaches[last - needed + 1].day < within) return last;
  return std::nullopt;
}

/// The most breaches that any stretch of `within` days holds; `breaches` are in the order of days.
std::span<const Breach> most_together(std::span<const Breach> breaches, std::chrono::days within) {
  std::span<const Breach> most;
  for (std::size_t first = 0, last = 0; last < breaches.size(); ++last) {
    while (first < last && breaches[last].day - breaches[first].day >= within) ++first;
    if (most.size() < last + 1 - first) most = breaches.subspan(first, last + 1 - first);
  }
  return most;
}

void cite(std::span<const Breach> breaches, Reason& reason) {
  for (const Breach& breach : breaches) {
    if (breach.finding.value != 0) reason.findings.push_back(breach.finding);
    if (breach.incident.value != 0) reason.incidents.push_back(breach.incident);
  }
}

}  // namespace

// A rule over breaches stands otherwise when there is other evidence, on another day, when its
// phase begins, when something is declared, or when what must follow falls due.
Shared<Verdict> Course::run(const Rule& rule, std::size_t phase) {
  if (rule.events) {
    if (!event_rules_) event_rules_.emplace(world_);
    Verdict verdict = event_rules_->verdict_of(rule, phases_[phase].began);
    note_change(world_, rule.changed, verdict);
    return verdict;
  }
  const auto machine = machine_of(rule.of_clause);
  Memory::Asked asked{.evidence = machine ? evidence_[*machine]->version : 0,
                      .today = world_.today,
                      .ended = powers_.has_ended()};
  asked.times.begins = phases_[phase].began;
  const auto is_past = [&](const Verdict& verdict) {
    return verdict.due && *verdict.due < world_.as_known ? 1 : -1;
  };
  if (const auto known = memory_.rules.find(&rule); known != memory_.rules.end()) {
    asked.due = is_past(known->second.verdict);
    if (known->second.asked == asked) return known->second.verdict;
  }
  Verdict over_breaches = run_over_breaches(rule, phase);
  note_change(world_, rule.changed, over_breaches);
  const Shared<Verdict> verdict = std::move(over_breaches);
  asked.due = is_past(verdict);
  memory_.rules.insert_or_assign(&rule, Memory::Answered{std::move(asked), verdict});
  return verdict;
}

Verdict Course::run_over_breaches(const Rule& rule, std::size_t phase) {
  Verdict verdict{.clause = rule.ref, .title = rule.title};
  const auto machine = machine_of(rule.of_clause);
  if (!phases_[phase].began || !machine) {
    verdict.reasons.push_back(
        {fmt::format("phase {} has not begun", world_.agreement.phases[phase].number),
         {},
         {},
         {},
         {}});
    return verdict;
  }
  const std::chrono::days within{days_in(rule.within)};
  std::optional<Breach> trigger;
  Reason reason;
  Reason nearest;
  std::size_t most = 0;
  for (auto& [group, breaches] : groups_of(rule, *evidence_[*machine])) {
    const auto last = first_run(breaches, rule.count, within);
    if (const auto together = most_together(breaches, within); together.size() > most) {
      most = together.size();
      nearest = {};
      cite(together, nearest);
      nearest.text = ", the last of " + to_words(together.back().day);
    }
    if (!last || (trigger && trigger->day <= breaches[*last].day)) continue;
    trigger = breaches[*last];
    reason = {};
    const auto count = static_cast<std::size_t>(std::max<std::int64_t>(1, rule.count));
    cite(std::span<const Breach>(breaches).subspan(*last + 1 - count, count), reason);
  }
  verdict.found = static_cast<std::int64_t>(evidence_[*machine]->found.size());
  if (!trigger) {
    nearest.text = fmt::format("not triggered: at most {} of {} {} breaches of {} within {}{}",
                               most, rule.count, rule.found_only ? "found" : "alleged",
                               rule.of_clause, in_words(rule.within), nearest.text);
    verdict.reasons.push_back(std::move(nearest));
    verdict.would_change.push_back(
        fmt::format("{} breaches of {} {} within {}", rule.count, rule.of_clause,
                    rule.found_only ? "found" : "found or alleged", in_words(rule.within)));
    return verdict;
  }
  verdict.state = VerdictState::open;
  verdict.status = ClauseStatus::in_progress;
  verdict.last_found = trigger->day;
  const Instant at = world_.calendar.start_of(trigger->day + std::chrono::days{1});
  verdict.since = world_.calendar.start_of(trigger->day);
  verdict.days_open = std::max<std::int64_t>(0, (world_.today - trigger->day).count());
  reason.text = fmt::format("triggered: {} breaches of {} within {}, the last of {}", rule.count,
                            rule.of_clause, in_words(rule.within), to_words(trigger->day));
  verdict.reasons.push_back(std::move(reason));
  for (const Consequence& consequence : rule.consequences) {
    std::string text =
        fmt::format("then {} must {}", listed(consequence.bearers), consequence.words);
    if (consequence.within) {
      const Instant due = world_.calendar.after(at, *consequence.within);
      if (!verdict.due || due < *verdict.due) verdict.due = due;
      text += fmt::format(" within {}, by {}", in_words(*consequence.within), to_words(due));
    }
    verdict.reasons.push_back({std::move(text), {}, {}, {}, {}});
  }
  for (const Declaration* declaration : world_.declarations)
    if (speaks_of(declaration->what, rule.ref) &&
        declaration->what.find("fulfilled") != std::string::npos) {
      verdict.state = VerdictState::fulfilled;
      verdict.status = ClauseStatus::fulfilled;
      verdict.reasons.push_back({fmt::format("{}: {}, {}", declaration->by_actor, declaration->what,
                                             to_words(declaration->on)),
                                 {},
                                 {},
                                 {},
                                 {declaration->id}});
      return verdict;
    }
  if (verdict.due && *verdict.due < world_.as_known) {
    verdict.status = ClauseStatus::overdue;
    verdict.since = verdict.due;
  }
  return verdict;
}

}  // namespace truce::monitor
