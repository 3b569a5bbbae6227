// SPDX-License-Identifier: Apache-2.0
#include "monitor/course.h"

#include <fmt/format.h>

#include "monitor/words.h"

namespace truce::monitor {
namespace {

bool is_done(const Verdict& verdict) {
  return verdict.status == ClauseStatus::fulfilled ||
         verdict.status == ClauseStatus::fulfilled_late || verdict.status == ClauseStatus::waived;
}

}  // namespace

Course::Course(const Grounds& grounds, Memory& memory)
    : world_(grounds.world),
      machines_(grounds.machines),
      evidence_(grounds.evidence),
      tallies_(grounds.tallies),
      incidents_(grounds.incidents),
      powers_(grounds.powers),
      heard_(grounds.heard),
      memory_(memory),
      clauses_(machines_.size()),
      phases_(world_.agreement.phases.size()) {
  memory_.clauses.resize(machines_.size());
  // A phase's beginning may wait for clauses of earlier phases, never for its own.
  for (std::size_t at = 0; at < phases_.size(); ++at) begin_phase(at);
  for (std::size_t at = 0; at < machines_.size(); ++at) {
    clauses_[at] = {};
    settle(at);
  }
  for (std::size_t at = 0; at < phases_.size(); ++at) {
    const Phase& phase = world_.agreement.phases[at];
    if (phase.begins) phases_[at].gate = judge(*phase.begins, at, {});
    if (phase.ends && phases_[at].began) phases_[at].ended = ends_by_its_own(at);
  }
}

// A phase begins when its conditions are met and somebody with the word has declared it. A
// condition that only one party makes does not hold the phase back once it is declared.
void Course::begin_phase(std::size_t at) {
  const Phase& phase = world_.agreement.phases[at];
  phases_[at].claims = claims_for(at);
  if (!phase.begins) {
    if (world_.in_force && *world_.in_force <= world_.as_known) phases_[at].began = world_.in_force;
    return;
  }
  if (const auto day = begins_by_date(phase)) {
    if (*day <= world_.as_known) phases_[at].began = day;
    return;
  }
  const GateCondition gate = judge(*phase.begins, at, {});
  const auto declared = declarations_for(at);
  if (declared.empty() || gate.met == GateCondition::Met::not_met ||
      gate.met == GateCondition::Met::unknown)
    return;
  phases_[at].began = world_.calendar.start_of(declared.front()->on);
}

// What the text itself dates needs nobody's word.
std::optional<Instant> Course::begins_by_date(const Phase& phase) {
  const Condition& begins = *phase.begins;
  if (begins.kind != Condition::Kind::date_reached || !begins.moment || !begins.required_by.empty())
    return std::nullopt;
  return reckon_start(*begins.moment).at.value_or(Instant::max());
}

std::vector<PhaseState> Course::phases() const {
  std::vector<PhaseState> states;
  for (std::size_t at = 0; at < phases_.size(); ++at) {
    const Phase& phase = world_.agreement.phases[at];
    PhaseState state{.number = phase.number, .title = phase.title};
    state.began = phases_[at].began;
    state.claims = phases_[at].claims;
    if (has_ended(at))
      state.state = PhaseState::State::completed;
    else if (state.began)
      state.state = PhaseState::State::current;
    states.push_back(std::move(state));
  }
  return states;
}

bool Course::has_ended(std::size_t phase) const {
  if (!phases_[phase].began) return false;
  if (phases_[phase].ended) return true;
  for (std::size_t later = phase + 1; later < phases_.size(); ++later)
    if (phases_[later].began && world_.agreement.phases[later].begins) return true;
  return false;
}

// An end that waits for itself never comes.
bool Course::ends_by_its_own(std::size_t phase) {
  const auto& ends = world_.agreement.phases[phase].ends;
  if (!ends || phases_[phase].asked) return false;
  phases_[phase].asked = true;
  const Reckoned day = end_of(phase);
  const bool ended =
      day.at ? *day.at <= world_.as_known : judge(*ends, phase, {}).met == GateCondition::Met::met;
  phases_[phase].asked = false;
  return ended;
}

Course::Reckoned Course::end_of(std::size_t phase) {
  const Phase& of = world_.agreement.phases[phase];
  Reckoned end;
  if (of.ends && of.ends->kind == Condition::Kind::date_reached && of.ends->moment)
    end = reckon(*of.ends->moment);
  if (const auto extended = powers_.extended_end(of.number, end.at))
    end = {extended->at, extended->how, {}};
  return end;
}

std::vector<Shared<Verdict>> Course::verdicts() {
  std::vector<Shared<Verdict>> all;
  for (std::size_t at = 0, phase = 0; phase < phases_.size(); ++phase) {
    std::size_t after_rules = at;
    for (; at < machines_.size() && machines_[at].phase_at == phase; ++at) {
      if (machines_[at].rule) continue;  // shown after its rule
      after_rules = at + 1;
      all.push_back(*clauses_[at].verdict);
      for (const ClauseReading& reading : machines_[at].clause->readings)
        all.push_back(verdict_by(
            at, &reading,
            1 + static_cast<std::size_t>(&reading - machines_[at].clause->readings.data())));
    }
    for (const Rule& rule : world_.agreement.phases[phase].rules) {
      all.push_back(run(rule, phase));
      const std::size_t own = all.size() - 1;
      for (std::size_t of = after_rules; of < at; ++of)
        if (machines_[of].rule == &rule) all.push_back(*clauses_[of].verdict);
      settle_rule(std::span(all).subspan(own));
    }
  }
  return all;
}

std::optional<std::size_t> Course::machine_of(std::string_view ref) const {
  for (std::size_t at = 0; at < machines_.size(); ++at)
    if (machines_[at].clause->ref == ref) return at;
  return std::nullopt;
}

const Verdict* Course::settle(std::size_t machine) {
  ClauseState& state = clauses_[machine];
  if (state.mark == ClauseState::Mark::running) return nullptr;
  if (state.mark == ClauseState::Mark::settled) return &**state.verdict;
  state.mark = ClauseState::Mark::running;
  if (machines_[machine].consequence) {
    Verdict verdict = run_follow_up(machine);
    powers_.settle(machine, verdict);
    state.verdict = std::move(verdict);
  } else {
    state.verdict = verdict_by(machine, nullptr, 0);
  }
  state.mark = ClauseState::Mark::settled;
  return &**state.verdict;
}

Memory::Asked Course::asked(std::size_t machine, Times times) const {
  const auto compared = times.due ? *times.due <=> world_.as_known : std::strong_ordering::equal;
  return {.evidence = evidence_[machine]->version,
          .today = world_.today,
          .due = compared < 0   ? 1
                 : compared > 0 ? -1
                                : 0,
          .soon = is_soon(times, world_.as_known),
          .moment = powers_.used_on(machine) ? std::optional(world_.as_known) : std::nullopt,
          .ended = powers_.has_ended(),
          .times = std::move(times)};
}

namespace {

/// The answer to what was asked at this place before, or a new one.
template <class Answer>
Shared<Verdict> remembered(std::vector<std::optional<Memory::Answered>>& places, std::size_t place,
                           Memory::Asked asked, Answer answer) {
  if (places.size() <= place) places.resize(place + 1);
  auto& known = places[place];
  if (!known || known->asked != asked) {
    Shared<Verdict> verdict = answer(asked.times);
    known = Memory::Answered{std::move(asked), std::move(verdict)};
  }
  return known->verdict;
}

}  // namespace

Shared<Verdict> Course::verdict_by(std::size_t at, const ClauseReading* reading, std::size_t slot) {
  const Machine& machine = machines_[at];
  const auto& deadline =
      reading && reading->deadline ? reading->deadline : machine.clause->deadline;
  return remembered(
      memory_.clauses[at], slot, asked(at, times_of(machine, deadline)), [&](const Times& times) {
        Verdict verdict = monitor::run(world_, machine, *evidence_[at], times, reading);
        powers_.settle(at, verdict);
        return verdict;
      });
}

/// The verdict on a duty that follows upon something, before powers have their word.
Shared<Verdict> Course::verdict_upon(std::size_t at, Times times, std::size_t slot) {
  return remembered(memory_.clauses[at], slot, asked(at, std::move(times)),
                    [&](const Times& asked) {
                      return monitor::run(world_, machines_[at], *evidence_[at], asked, nullptr);
                    });
}

Times Course::times_of(const Machine& machine, const std::optional<Moment>& deadline) {
  Times times = times_by_text(machine, deadline);
  powers_.move_deadline(static_cast<std::size_t>(&machine - machines_.data()), times);
  note_trigger(machine, times);
  return times;
}

Times Course::times_by_text(const Machine& machine, const std::optional<Moment>& deadline) {
  Times times;
  const Clause& clause = *machine.clause;
  const auto& began = phases_[machine.phase_at].began;
  if (deadline) {
    const Reckoned due = reckon_deadline(*deadline);
    times.due = due.at;
    times.due_because = due.because;
  }
  if (!began) {
    times.waits_for = fmt::format("phase {} has not begun", machine.phase->number);
    return times;
  }
  if (std::string waits = unmet_dependency(clause); !waits.empty()) {
    times.waits_for = std::move(waits);
    return times;
  }
  Reckoned from{began, {}, {}};
  if (clause.from) from = reckon_start(*clause.from);
  if (!from.at || *from.at > world_.as_known) {
    times.waits_for = from.at
                          ? fmt::format("not due before {}: {}", to_words(*from.at), from.because)
                          : from.because;
    return times;
  }
  times.begins = from.at;
  return times;
}

std::string Course::unmet_dependency(const Clause& clause) {
  for (const std::string& ref : clause.depends_on) {
    const auto machine = machine_of(ref);
    const Verdict* verdict = machine ? settle(*machine) : nullptr;
    if (verdict && is_done(*verdict)) continue;
    return fmt::format("waits for clause {}", ref);
  }
  return {};
}

Course::Reckoned Course::reckon(const Moment& moment) {
  Reckoned reckoned = anchor(moment);
  if (!reckoned.at) return reckoned;
  if (!moment.after && !moment.nth_day) {
    reckoned.because += ", " + to_words(*reckoned.at);
    return reckoned;
  }
  const CountedFrom from{*reckoned.at, reckoned.day};
  const Counted counted = moment.nth_day ? world_.calendar.nth_day(from, *moment.nth_day)
                                         : world_.calendar.after(from, *moment.after);
  reckoned.because =
      fmt::format("{} after {}, {}",
                  moment.nth_day ? fmt::format("day {}", *moment.nth_day) : in_words(*moment.after),
                  reckoned.because, to_words(*reckoned.at));
  if (!counted.how.empty()) reckoned.because += "; " + counted.how;
  reckoned.at = counted.at;
  return reckoned;
}

// "From 1 June" is from that day's first minute, as "by 1 June" is until its last.
Course::Reckoned Course::reckon_start(const Moment& moment) {
  if (!moment.date || !moment.whole_day || moment.after || moment.nth_day) return reckon(moment);
  const Instant at = world_.calendar.start_of(moment.date->day);
  return {at, "the day that the text names, " + to_words(at), moment.date->day};
}

// A period told in hours says the hour, so no day of rest moves it.
Course::Reckoned Course::reckon_deadline(const Moment& moment) {
  Reckoned reckoned = reckon(moment);
  const bool in_hours = moment.after && (moment.after->unit == Duration::Unit::hours ||
                                         moment.after->unit == Duration::Unit::minutes);
  if (!reckoned.at || in_hours) return reckoned;
  const Counted moved = world_.calendar.rolled(*reckoned.at);
  if (!moved.how.empty()) reckoned.because += "; " + moved.how;
  reckoned.at = moved.at;
  return reckoned;
}

// What is known to the day only counts from the end of that day: the doubt is the bearer's.
Course::Reckoned Course::anchor(const Moment& moment) {
  const auto day_after = [&](Day day) {
    return world_.calendar.start_of(day + std::chrono::days{1});
  };
  switch (moment.anchor) {
    case Moment::Anchor::date:
      if (!moment.date) return {std::nullopt, "no date is given", {}};
      return {
          moment.whole_day ? day_after(moment.date->day) : world_.calendar.instant(*moment.date),
          moment.whole_day ? "the end of the day that the text names" : "as the text says",
          moment.date->day};
    case Moment::Anchor::entry_into_force: {
      if (!world_.in_force) return {std::nullopt, "not in force", {}};
      const auto& entries = world_.agreement.in_force;
      const bool whole_day = entries.front().whole_day;
      return {whole_day ? day_after(entries.front().at.day) : *world_.in_force, "entry into force",
              entries.front().at.day};
    }
    case Moment::Anchor::phase_begins:
    case Moment::Anchor::phase_ends:
      for (std::size_t at = 0; at < phases_.size(); ++at) {
        if (world_.agreement.phases[at].number != moment.ref) continue;
        const bool ends = moment.anchor == Moment::Anchor::phase_ends;
        const std::size_t which = ends ? at + 1 : at;
        if (which < phases_.size() && phases_[which].began)
          return {phases_[which].began,
                  fmt::format("the {} of phase {}", ends ? "end" : "beginning", moment.ref),
                  world_.calendar.day_of(*phases_[which].began)};
        if (ends && phases_[at].began && !phases_[at].asked) {
          phases_[at].asked = true;
          Reckoned end = end_of(at);
          phases_[at].asked = false;
          if (end.at)
            return {end.at, fmt::format("the end of phase {} ({})", moment.ref, end.because),
                    world_.calendar.day_of(*end.at - std::chrono::seconds{1})};
        }
        return {std::nullopt,
                fmt::format("phase {} has not {}", moment.ref, ends ? "ended" : "begun"),
                {}};
      }
      return {std::nullopt, fmt::format("there is no phase {}", moment.ref), {}};
    case Moment::Anchor::clause_fulfilled: {
      const auto machine = machine_of(moment.ref);
      const Verdict* verdict = machine ? settle(*machine) : nullptr;
      if (verdict && is_done(*verdict) && verdict->since)
        return {verdict->since, fmt::format("clause {} was fulfilled", moment.ref),
                world_.calendar.day_of(*verdict->since - std::chrono::seconds{1})};
      return {std::nullopt, fmt::format("clause {} is not fulfilled", moment.ref), {}};
    }
    case Moment::Anchor::named_event:
      if (const Declaration* declared = event(moment.ref))
        return {day_after(declared->on), moment.ref, declared->on};
      return {std::nullopt, fmt::format("it is not declared: {}", moment.ref), {}};
  }
  return {};
}

const Declaration* Course::event(std::string_view name) const {
  const std::string plain = Names::plain(name);
  for (const Declaration* declaration : world_.declarations)
    if (Names::plain(declaration->what).find(plain) != std::string::npos) return declaration;
  return nullptr;
}

}  // namespace truce::monitor
