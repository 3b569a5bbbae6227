// SPDX-License-Identifier: Apache-2.0
#include "monitor/power.h"

#include <fmt/format.h>

#include "monitor/terms.h"
#include "monitor/words.h"

namespace truce::monitor {
namespace {

using Kind = Power::Kind;
using Over = Power::Over;

bool is_among(const std::vector<std::string>& refs, std::string_view ref) {
  return std::find(refs.begin(), refs.end(), ref) != refs.end();
}

Reason reason_of(const Declaration& by, std::string_view words, std::string_view more) {
  return {fmt::format("{}: {}, {}{}{}", by.by_actor, words, to_words(by.on),
                      more.empty() ? "" : "; ", more),
          {},
          {},
          {},
          {by.id}};
}

bool same_power(Kind use, Kind power) {
  return use == power || (use == Kind::resume && power == Kind::suspend);
}

bool is_new(const ClauseChange& changed) { return !changed.deleted && changed.before.empty(); }

}  // namespace

Powers::Powers(World& world, const std::vector<Machine>& machines)
    : world_(world), machines_(machines) {
  read_declarations();
  find_end();
}

void Powers::read_declarations() {
  read_.clear();
  uses_.clear();
  refused_.clear();
  for (const Declaration* declaration : world_.declarations)
    if (auto what = agreement::use_in(declaration->what))
      read_.emplace_back(std::move(*what), declaration);
  for (const auto& [what, declaration] : read_) take(what, *declaration);
}

// A power over any clause holds over each; one over the agreement over all that is in it.
bool Powers::holds(std::size_t machine, const PowerUse& what) const {
  const auto& power = machines_[machine].clause->power;
  if (!power || !same_power(what.kind, power->kind)) return false;
  if (power->over == Over::agreement || power->over == what.over) {
    return power->over == Over::agreement || power->over == Over::any_clause ||
           std::all_of(what.refs.begin(), what.refs.end(),
                       [&](const std::string& ref) { return is_among(power->refs, ref); });
  }
  if (what.over != Over::clauses) return false;
  if (power->over == Over::any_clause) return true;
  return power->over == Over::phase &&
         std::all_of(what.refs.begin(), what.refs.end(), [&](const std::string& ref) {
           const Phase* phase = world_.agreement.phase_of(ref);
           return phase != nullptr && is_among(power->refs, phase->number);
         });
}

bool Powers::concerns(const PowerUse& what, const Machine& machine) const {
  switch (what.over) {
    case Over::clauses:
      return is_among(what.refs, machine.clause->ref);
    case Over::phase:
      // An extended phase moves what hangs on its end, not the clauses' own days.
      return what.kind != Kind::extend && is_among(what.refs, machine.phase->number);
    case Over::any_clause:
      return true;
    case Over::agreement:
      return what.kind != Kind::extend;
  }
  return false;
}

void Powers::take(const PowerUse& what, const Declaration& declaration) {
  const std::vector<std::string> named{declaration.by_actor};
  const auto declarers = world_.roster.meant_by(named);
  bool granted = false;  // to anybody
  for (std::size_t at = 0; at < machines_.size(); ++at) {
    if (!holds(at, what)) continue;
    granted = true;
    const auto& bearers = machines_[at].bearers;
    const bool one = declarers.size() == 1 &&
                     std::find(bearers.begin(), bearers.end(), declarers.front()) != bearers.end();
    const bool in_common = declarers.size() > 1 && declarers == bearers;
    if (!one && !in_common) continue;
    Use use{what, &declaration, at, world_.calendar.start_of(declaration.on), {}, {}};
    std::string waits_for;
    if (one && !machines_[at].clause->power->alone)
      for (const SpeakerAt bearer : bearers) {
        const bool said = std::any_of(read_.begin(), read_.end(), [&](const auto& other) {
          return other.second->on <= declaration.on && other.first == what &&
                 world_.roster.named(other.second->by_actor) == bearer;
        });
        if (!said && waits_for.empty()) waits_for = world_.roster[bearer].voice.name;
      }
    if (waits_for.empty()) return put_into_effect(std::move(use));
    refused_.push_back(
        {what, reason_of(declaration, declaration.what,
                         fmt::format("no effect until {} declares it too", waits_for))});
    return;
  }
  const bool loose = declaration.what.starts_with("clause ");
  if (!granted && loose) return;  // where nobody has the power, plain words keep their effect
  refused_.push_back(
      {what, reason_of(declaration, declaration.what,
                       fmt::format("no effect, {} has no such power", declaration.by_actor))});
}

Instant Powers::moment(const PowerUse& what) const {
  return what.whole_day ? world_.calendar.start_of(what.until->day + std::chrono::days{1})
                        : world_.calendar.instant(*what.until);
}

void Powers::put_into_effect(Use use) {
  const bool twice = std::any_of(uses_.begin(), uses_.end(), [&](const Use& other) {
    return other.what == use.what && other.holder == use.holder && other.from == use.from;
  });
  if (twice) return;
  if (use.what.until) use.until = moment(use.what);
  const auto& up_to = machines_[use.holder].clause->power->up_to;
  if (use.what.kind == Kind::suspend && up_to) {
    const Instant last = world_.calendar.after(use.from, *up_to);
    if (use.until && *use.until > last)
      use.note = fmt::format("the power reaches {}, to {}", in_words(*up_to), to_words(last));
    use.until = use.until ? std::min(*use.until, last) : last;
  }
  if (use.what.kind == Kind::resume)
    for (Use& other : uses_) {
      if (other.what.kind != Kind::suspend || (other.until && *other.until <= use.from)) continue;
      const bool same =
          use.what.over == Over::agreement || use.what.over == Over::any_clause ||
          (use.what.over == other.what.over &&
           std::all_of(other.what.refs.begin(), other.what.refs.end(),
                       [&](const auto& ref) { return is_among(use.what.refs, ref); }));
      if (same) other.until = use.from;
    }
  uses_.push_back(std::move(use));
}

// The first of a termination and of the day on which the text, with its extensions, expires.
void Powers::find_end() {
  ended_.reset();
  const auto& expires = world_.agreement.expires_at;
  if (expires) {
    Instant at = world_.calendar.instant(*expires);
    if (expires->since_midnight.count() == 0)
      at = world_.calendar.start_of(expires->day + std::chrono::days{1});
    Reason why{fmt::format("the agreement expires {}", to_words(at)), {}, {}, {}, {}};
    for (const Use& use : uses_) {
      if (use.what.kind != Kind::extend || use.what.over != Over::agreement || *use.until <= at)
        continue;
      Times times{.due = at};
      extend(times, use);
      at = *times.due;
      why.text = fmt::format("the agreement expires {}, extended by {}, {}", to_words(at),
                             use.by->by_actor, to_words(use.by->on));
      why.declarations = {use.by->id};
    }
    ended_ = Ended{at, std::move(why)};
  }
  for (const Use& use : uses_)
    if (use.what.kind == Kind::terminate && (!ended_ || use.from < ended_->at))
      ended_ = Ended{use.from, reason_of(*use.by, "terminated the agreement", "")};
  if (ended_ && ended_->at > world_.as_known) ended_.reset();
}

const Powers::Use* Powers::now_suspended(std::size_t machine) const {
  for (const Use& use : uses_)
    if (use.what.kind == Kind::suspend && concerns(use.what, machines_[machine]) &&
        use.from <= world_.as_known && (!use.until || world_.as_known < *use.until))
      return &use;
  return nullptr;
}

const Powers::Use* Powers::waived(std::size_t machine) const {
  for (const Use& use : uses_)
    if (use.what.kind == Kind::waive && use.from <= world_.as_known &&
        concerns(use.what, machines_[machine]))
      return &use;
  return nullptr;
}

bool Powers::binds_on(std::size_t machine, Day day) const {
  if (machines_[machine].clause->power) return true;
  const auto& changed = machines_[machine].clause->changed;
  if (changed && changed->deleted && day >= changed->at.day) return false;
  if (changed && is_new(*changed) && day < changed->at.day) return false;
  const Instant noon = world_.calendar.start_of(day) + std::chrono::hours{12};
  if (ended_ && world_.calendar.start_of(day) >= ended_->at) return false;
  return std::none_of(uses_.begin(), uses_.end(), [&](const Use& use) {
    const bool sets_aside = use.what.kind == Kind::waive || use.what.kind == Kind::suspend;
    return sets_aside && concerns(use.what, machines_[machine]) && use.from <= noon &&
           (!use.until || noon < *use.until);
  });
}

bool Powers::may_govern(std::size_t machine, const Evidence& evidence) const {
  const auto& changed = machines_[machine].clause->changed;
  return ended_ || used_on(machine) || evidence.set_aside != nullptr ||
         (changed && (changed->deleted || is_new(*changed)));
}

bool Powers::used_on(std::size_t machine) const {
  return std::any_of(uses_.begin(), uses_.end(),
                     [&](const Use& use) { return concerns(use.what, machines_[machine]); });
}

void Powers::govern(std::size_t at, Evidence& of) const {
  PowerUse waive{Kind::waive, Over::clauses, {machines_[at].clause->ref}, {}, false};
  PowerUse suspend = waive;
  suspend.kind = Kind::suspend;
  for (std::size_t holder = 0; of.set_aside && holder < machines_.size(); ++holder)
    if (holds(holder, of.waived ? waive : suspend)) of.set_aside = nullptr;
  std::vector<Id<Incident>> gone;  // by id
  for (const Allegation& allegation : of.allegations)
    if (!binds_on(at, allegation.day)) gone.push_back(allegation.incident);
  if (gone.empty()) return;
  drop_allegations(
      of, [&](Id<Incident> id) { return std::binary_search(gone.begin(), gone.end(), id); });
}

// An extension counts from the deadline then in force, each time anew.
void Powers::extend(Times& times, const Use& use) const {
  Instant to = *use.until;
  const auto& up_to = machines_[use.holder].clause->power->up_to;
  if (times.due && to <= *times.due) return;
  std::string limit;
  if (times.due && up_to) {
    const Instant last = world_.calendar.after(*times.due, *up_to);
    if (to > last) limit = fmt::format(", as far as the power reaches, {}", in_words(*up_to));
    to = std::min(to, last);
  }
  const std::string was =
      times.due ? fmt::format("it was {}: {}; ", to_words(*times.due), times.due_because)
                : std::string();
  times.due = to;
  times.due_because = fmt::format("{}extended to {} by {}, {}{}", was, to_words(to),
                                  use.by->by_actor, to_words(use.by->on), limit);
}

void Powers::stand_still(std::size_t machine, Times& times) const {
  for (const Use& use : uses_) {
    if (use.what.kind != Kind::suspend || !concerns(use.what, machines_[machine]) ||
        use.from > world_.as_known)
      continue;
    const Instant begin = times.begins ? std::max(use.from, *times.begins) : use.from;
    const Instant end = use.until ? std::min(*use.until, world_.as_known) : world_.as_known;
    if (begin >= *times.due || end <= begin) continue;
    const auto stood = std::chrono::ceil<std::chrono::hours>(end - begin);
    const Instant was = *times.due;
    *times.due += stood;
    times.due_because =
        fmt::format("it was {}: {}; the time stood still for {} while it was suspended",
                    to_words(was), times.due_because,
                    stood.count() % 24 == 0 ? counted(stood.count() / 24, "day")
                                            : counted(stood.count(), "hour"));
  }
}

void Powers::move_deadline(std::size_t machine, Times& times) const {
  for (const Use& use : uses_)
    if (use.what.kind == Kind::extend && use.from <= world_.as_known &&
        concerns(use.what, machines_[machine]))
      extend(times, use);
  if (times.due) stand_still(machine, times);
}

std::optional<Counted> Powers::extended_end(std::string_view phase,
                                            std::optional<Instant> end) const {
  Times times{.due = end};
  bool any = false;
  for (const Use& use : uses_) {
    if (use.what.kind != Kind::extend || use.what.over != Over::phase ||
        !is_among(use.what.refs, phase) || use.from > world_.as_known)
      continue;
    const auto before = times.due;
    extend(times, use);
    any |= times.due != before;
  }
  if (!any) return std::nullopt;
  return Counted{*times.due, times.due_because};
}

void Powers::settle(std::size_t machine, Verdict& verdict) const {
  const Machine& of = machines_[machine];
  hold_to_grade(world_, of, verdict);
  note_change(world_, of, verdict);
  for (const Use& use : uses_)
    if (use.holder == machine)
      verdict.reasons.push_back(reason_of(*use.by, agreement::use_to_text(use.what), use.note));
    else if (concerns(use.what, of) && !of.clause->power)
      verdict.reasons.push_back(reason_of(*use.by, agreement::use_to_text(use.what), use.note));
  for (const Refused& refused : refused_)
    if ((concerns(refused.what, of) && !of.clause->power) ||
        (of.clause->power && same_power(refused.what.kind, of.clause->power->kind)))
      verdict.reasons.push_back(refused.why);
  if (of.clause->power) return;
  if (const Use* use = waived(machine)) {
    verdict.state = VerdictState::excused;
    verdict.status = ClauseStatus::waived;
    verdict.since = use->from;
    verdict.would_change.clear();
    return;
  }
  const bool is_open =
      verdict.state == VerdictState::open ||
      (verdict.state == VerdictState::undetermined && verdict.status != ClauseStatus::fulfilled);
  if (const Use* use = now_suspended(machine); use && is_open) {
    verdict.state = VerdictState::excused;
    verdict.status = ClauseStatus::suspended;
    verdict.since = use->from;
    return;
  }
  if (!ended_) return;
  // What fell due before the end stays as it was; nothing falls due after it.
  if (is_open && !(verdict.due && *verdict.due <= ended_->at)) {
    verdict.state = VerdictState::excused;
    if (verdict.status != ClauseStatus::watched) verdict.status = ClauseStatus::not_due;
    verdict.since = ended_->at;
    verdict.would_change.clear();
  }
  if (is_open || verdict.state == VerdictState::not_triggered ||
      verdict.state == VerdictState::excused)
    verdict.reasons.push_back(ended_->why);
}

}  // namespace truce::monitor
