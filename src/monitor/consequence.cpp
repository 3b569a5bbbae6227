// SPDX-License-Identifier: Apache-2.0
// What the text says must follow: a duty of its own, brought about by a breach, a fulfilment or a
// rule, and what made any duty begin.
//
// "otherwise" follows upon a breach: one that was found, or a deadline that passed. "then" follows
// upon the fulfilment of what can be fulfilled, and upon a breach of what cannot. Each breach
// brings the duty anew; what is done after several of them answers them all.
#include <fmt/format.h>

#include "agreement/verbs.h"
#include "monitor/course.h"
#include "monitor/words.h"

namespace truce::monitor {

using std::chrono::days;

namespace {

bool is_done(const Verdict& verdict) {
  return verdict.status == ClauseStatus::fulfilled ||
         verdict.status == ClauseStatus::fulfilled_late;
}

bool can_be_done(const Machine& machine) {
  return machine.kind == Machine::Kind::counted_once || machine.kind == Machine::Kind::done_once;
}

std::string finder_of(const World& world, Id<Finding> id) {
  for (const Finding* finding : world.findings)
    if (finding->id == id) return finding->by;
  return {};
}

Clause clause_of(const std::string& follows, std::size_t nth, const Consequence& consequence) {
  Clause clause;
  clause.ref = fmt::format("{}/{}", follows, nth);
  clause.title = fmt::format("{} must {}", listed(consequence.bearers), consequence.words);
  clause.bearers = consequence.bearers;
  clause.act = agreement::act_of_words(consequence.words, {});
  clause.act.measures.clear();  // a number is no part of a consequence
  clause.words =
      fmt::format("{} {}", consequence.trigger == Consequence::Trigger::then ? "then" : "otherwise",
                  clause.title);
  if (consequence.within) clause.words += " within " + in_words(*consequence.within);
  return clause;
}

}  // namespace

std::deque<Clause> clauses_that_follow(const std::string& ref,
                                       const std::vector<Consequence>& consequences) {
  std::deque<Clause> clauses;
  for (const Consequence& consequence : consequences)
    clauses.push_back(clause_of(ref, clauses.size() + 1, consequence));
  return clauses;
}

/// The breaches found of a clause, one trigger for each day: what is known to the day counts from
/// its end.
std::vector<Course::Trigger> Course::breaches_of(std::size_t machine) const {
  const std::string& ref = machines_[machine].clause->ref;
  std::map<Day, Reason> by_day;
  for (const Breach& breach : evidence_[machine]->found) {
    Reason& reason = by_day[breach.day];
    if (reason.text.empty())
      reason.text = fmt::format("follows upon a breach of {} on {}, found by {}", ref,
                                to_words(breach.day), finder_of(world_, breach.finding));
    reason.findings.push_back(breach.finding);
  }
  std::vector<Trigger> triggers;
  for (auto& [day, reason] : by_day)
    triggers.push_back({world_.calendar.start_of(day + days{1}), day,
                        fmt::format("the breach of {} on {}", ref, to_words(day)),
                        std::move(reason)});
  return triggers;
}

std::vector<Course::Trigger> Course::triggers_of(const Machine& machine) {
  if (machine.rule) {
    const Shared<Verdict> by_rule = run(*machine.rule, machine.phase_at);
    const Verdict& verdict = by_rule;
    if (machine.rule->events) {
      if (verdict.state != VerdictState::violated || !verdict.since) return {};
      Reason first = verdict.reasons.front();
      first.text = fmt::format("follows upon rule {}, {}", machine.follows, first.text);
      return {{*verdict.since, world_.calendar.day_of(*verdict.since),
               fmt::format("rule {} was violated on {}", machine.follows, to_words(*verdict.since)),
               std::move(first)}};
    }
    if (!verdict.last_found || verdict.state == VerdictState::not_triggered) return {};
    Reason reason = verdict.reasons.front();
    reason.text = fmt::format("follows upon rule {}, {}", machine.follows, reason.text);
    const Day day = *verdict.last_found;
    return {{world_.calendar.start_of(day + days{1}), day,
             fmt::format("rule {} was triggered on {}", machine.follows, to_words(day)),
             std::move(reason)}};
  }
  const auto parent = machine_of(machine.follows);
  const Verdict* verdict = parent ? settle(*parent) : nullptr;
  if (verdict == nullptr) return {};
  const bool once = can_be_done(machines_[*parent]);
  if (once && machine.consequence->trigger == Consequence::Trigger::then) {
    if (!is_done(*verdict) || !verdict->since) return {};
    return {{*verdict->since,
             world_.calendar.day_of(*verdict->since - std::chrono::seconds{1}),
             fmt::format("clause {} was fulfilled", machine.follows),
             {fmt::format("follows upon clause {}, fulfilled by {}", machine.follows,
                          to_words(*verdict->since)),
              {},
              {},
              {},
              {}}}};
  }
  auto triggers = breaches_of(*parent);
  const bool missed =
      once && verdict->due && *verdict->due < world_.as_known &&
      (verdict->status == ClauseStatus::overdue || verdict->status == ClauseStatus::fulfilled_late);
  if (missed)
    triggers.push_back({*verdict->due,
                        world_.calendar.day_of(*verdict->due),
                        fmt::format("the deadline of clause {} passed", machine.follows),
                        {fmt::format("follows upon clause {}, not done by {}", machine.follows,
                                     to_words(*verdict->due)),
                         {},
                         {},
                         {},
                         {}}});
  std::stable_sort(triggers.begin(), triggers.end(),
                   [](const Trigger& left, const Trigger& right) { return left.at < right.at; });
  return triggers;
}

Times Course::times_after(const Machine& machine, const Trigger& trigger) const {
  Times times;
  times.begins = trigger.at;
  times.trigger = trigger.reason;
  if (!machine.consequence->within) return times;
  const Counted due =
      world_.calendar.after(CountedFrom{trigger.at, trigger.day}, *machine.consequence->within);
  times.due = due.at;
  times.due_because = fmt::format("{} after {}, {}", in_words(*machine.consequence->within),
                                  trigger.because, to_words(trigger.at));
  if (!due.how.empty()) times.due_because += "; " + due.how;
  return times;
}

// Of several breaches the first that is not answered decides; when all are, one answered late.
Verdict Course::run_follow_up(std::size_t at) {
  const Machine& machine = machines_[at];
  const auto triggers = triggers_of(machine);
  if (triggers.empty()) {
    Times times;
    const bool kept = !machine.rule && machine.consequence->trigger == Consequence::Trigger::then;
    times.waits_for =
        machine.rule ? fmt::format("rule {} is not triggered", machine.follows)
                     : fmt::format("nothing has brought it about under clause {}", machine.follows);
    times.would_begin =
        machine.rule ? fmt::format("the breaches that rule {} waits for", machine.follows)
        : kept
            ? fmt::format("clause {} done, or found breached", machine.follows)
            : fmt::format("a breach of clause {} found, or its deadline missed", machine.follows);
    return verdict_upon(at, std::move(times), 0);
  }
  std::optional<Verdict> shown;
  std::size_t answered = 0;
  for (std::size_t nth = 0; nth < triggers.size(); ++nth) {
    const Shared<Verdict> verdict = verdict_upon(at, times_after(machine, triggers[nth]), nth + 1);
    const bool done = is_done(verdict);
    answered += done;
    const bool open_already = shown && !is_done(*shown);
    const bool late_already = shown && shown->status == ClauseStatus::fulfilled_late;
    if (!shown || (!open_already && (!done || !late_already))) shown = *verdict;
  }
  if (triggers.size() > 1)
    shown->reasons.push_back(
        {fmt::format("brought about {} times, answered {} times", triggers.size(), answered),
         {},
         {},
         {},
         {}});
  return *shown;
}

// A rule that was triggered is at an end when all that must follow is done.
void Course::settle_rule(std::span<Shared<Verdict>> rule_and_what_follows) {
  const auto following = rule_and_what_follows.subspan(1);
  if (rule_and_what_follows.front()->state != VerdictState::open || following.empty()) return;
  if (!std::all_of(following.begin(), following.end(), is_done)) return;
  Verdict rule = rule_and_what_follows.front();
  rule.state = VerdictState::fulfilled;
  rule.status = ClauseStatus::fulfilled;
  for (const Verdict& verdict : following) {
    if (verdict.since && (!rule.since || *rule.since < *verdict.since)) rule.since = verdict.since;
    if (verdict.status != ClauseStatus::fulfilled_late) continue;
    rule.state = VerdictState::fulfilled_late;
    rule.status = ClauseStatus::fulfilled_late;
  }
  rule.reasons.push_back({"all that must follow is done", {}, {}, {}, {}});
  rule_and_what_follows.front() = std::move(rule);
}

/// What made a clause begin to apply, and who told it.
void Course::note_trigger(const Machine& machine, Times& times) {
  const std::string& number = machine.phase->number;
  if (!times.begins) {
    if (!phases_[machine.phase_at].began)
      times.would_begin = fmt::format("that phase {} begins", number);
    else if (!machine.clause->depends_on.empty())
      times.would_begin = "that what it waits for is done";
    return;
  }
  std::string why = fmt::format("phase {} began", number);
  if (machine.clause->from) {
    why = reckon_start(*machine.clause->from).because;
  } else if (machine.phase->begins && begins_by_date(*machine.phase)) {
    why += " on " + reckon_start(*machine.phase->begins->moment).because;
  } else if (const auto declared = declarations_for(machine.phase_at);
             machine.phase->begins && !declared.empty()) {
    why += ", declared by " + declared.front()->by_actor;
    times.trigger.declarations.push_back(declared.front()->id);
  } else {
    why += " at entry into force";
  }
  if (!machine.clause->depends_on.empty())
    why += fmt::format("; clause {} is done", listed(machine.clause->depends_on));
  times.trigger.text = fmt::format("applies since {}: {}", to_words(*times.begins), why);
}

}  // namespace truce::monitor
