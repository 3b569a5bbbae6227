// SPDX-License-Identifier: Apache-2.0
#include "monitor/machine.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "monitor/running.h"
#include "monitor/words.h"

namespace truce::monitor {

using std::chrono::days;

Running::Running(World& world, const Machine& machine, const Evidence& evidence, const Times& times,
                 const ClauseReading* reading)
    : world_(world), machine_(machine), evidence_(evidence), times_(times), reading_(reading) {
  quantity_ = reading && reading->quantity ? reading->quantity : machine.quantity;
  verdict_.clause = machine.clause->ref;
  verdict_.title = machine.clause->title;
  verdict_.words = machine.clause->words;
  verdict_.follows = machine.follows;
  if (reading) verdict_.reading = reading->by;
}

Verdict Running::run() {
  note_reading();
  if (times_.begins && !times_.trigger.text.empty()) verdict_.reasons.push_back(times_.trigger);
  note_found();
  if (!times_.begins) return not_begun();
  verdict_.since = times_.begins;
  note_age();
  if (evidence_.set_aside) return set_aside();
  switch (machine_.kind) {
    case Machine::Kind::prohibition:
      watch();
      break;
    case Machine::Kind::limit:
      watch_limit();
      break;
    case Machine::Kind::counted_once:
      run_duty(&Running::count_once);
      break;
    case Machine::Kind::done_once:
      run_duty(&Running::weigh_reports);
      break;
    case Machine::Kind::each_period:
      run_duty(&Running::count_periods);
      break;
    case Machine::Kind::lasting:
      run_duty(&Running::weigh_lasting);
      break;
    case Machine::Kind::permission:
      permit();
      break;
  }
  return std::move(verdict_);
}

void Running::note_reading() {
  if (reading_ && !reading_->words.empty())
    say(fmt::format("{} reads it: {}", reading_->by, reading_->words));
}

void Running::note_found() {
  verdict_.found = static_cast<std::int64_t>(evidence_.found.size());
  if (evidence_.found.empty()) return;
  Reason reason{fmt::format("{} found", counted(verdict_.found, "breach")), {}, {}, {}, {}};
  if (verdict_.found > 1) reason.text = fmt::format("{} breaches found", verdict_.found);
  for (const Breach& breach : evidence_.found) {
    if (!verdict_.last_found || *verdict_.last_found < breach.day) verdict_.last_found = breach.day;
    reason.findings.push_back(breach.finding);
    if (breach.incident.value != 0) reason.incidents.push_back(breach.incident);
  }
  reason.text += ", the last of " + to_words(*verdict_.last_found);
  verdict_.reasons.push_back(std::move(reason));
}

Verdict Running::not_begun() {
  verdict_.state = VerdictState::not_triggered;
  verdict_.status = ClauseStatus::not_due;
  add_progress();
  say(times_.waits_for);
  if (!times_.would_begin.empty()) verdict_.would_change.push_back(times_.would_begin);
  return std::move(verdict_);
}

void Running::note_age() {
  const auto age = world_.today - world_.calendar.day_of(*times_.begins);
  verdict_.days_open = std::max<std::int64_t>(0, age.count());
  verdict_.due = times_.due;
  if (!times_.due) return;
  const bool lasts =
      machine_.kind != Machine::Kind::counted_once && machine_.kind != Machine::Kind::done_once;
  say(fmt::format("{} {}: {}", lasts ? "ends" : "due", to_words(*times_.due), times_.due_because));
}

Verdict Running::set_aside() {
  const Declaration& by = *evidence_.set_aside;
  verdict_.state = VerdictState::excused;
  verdict_.status = evidence_.waived ? ClauseStatus::waived : ClauseStatus::suspended;
  verdict_.since = world_.calendar.start_of(by.on);
  add_progress();
  verdict_.reasons.push_back(
      {fmt::format("{}: {}, {}", by.by_actor, by.what, to_words(by.on)), {}, {}, {}, {by.id}});
  verdict_.would_change.emplace_back("a declaration that it is resumed");
  return std::move(verdict_);
}

// A prohibition is watched: nothing completes it, and allegations never break it.
void Running::watch() {
  verdict_.status = ClauseStatus::watched;
  verdict_.state = evidence_.found.empty() ? VerdictState::open : VerdictState::violated;
  if (verdict_.last_found) verdict_.since = world_.calendar.start_of(first_found());
  note_alleged();
  note_bound();
  note_coverage();
  if (has_ended() && evidence_.found.empty()) end_watch();
  if (!evidence_.found.empty())
    verdict_.would_change.emplace_back("a later finding that takes the place of one of these");
  else if (verdict_.alleged_incidents > 0)
    verdict_.would_change.emplace_back("a finding on any of the incidents alleged");
  else
    verdict_.would_change.emplace_back("a report or a finding of a breach");
  if (verdict_.coverage->watched < verdict_.coverage->days)
    verdict_.would_change.emplace_back(
        "a declaration of who watched, and on which days: on a day watched, silence shows "
        "something");
}

// After its last day nothing more can break it; only a watch kept on every day shows that nothing
// did.
void Running::end_watch() {
  verdict_.since = times_.due;
  const Coverage& coverage = *verdict_.coverage;
  if (coverage.watched == coverage.days && verdict_.alleged_incidents == 0) {
    verdict_.state = VerdictState::fulfilled;
    if (verdict_.status != ClauseStatus::watched) verdict_.status = ClauseStatus::fulfilled;
    say(fmt::format("ended {}: watched on every day, and nothing is alleged",
                    to_words(*times_.due)));
    return;
  }
  verdict_.state = VerdictState::undetermined;
  if (verdict_.status != ClauseStatus::watched) verdict_.status = ClauseStatus::cannot_tell;
  say(fmt::format("ended {} with no breach found: whether it was kept cannot be told",
                  to_words(*times_.due)));
}

bool Running::has_ended() const { return times_.due && *times_.due <= world_.as_known; }

/// The days on which it holds, as far as they have come.
Stretch Running::stretch() const {
  const Day first = world_.calendar.day_of(*times_.begins);
  const Day last =
      has_ended() ? world_.calendar.day_of(*times_.due - std::chrono::seconds{1}) : world_.today;
  return {first, std::max(first, last)};
}

namespace {

std::string alleged_in_words(const AllegedBy& row) {
  const std::string last = to_words(*row.last);
  const std::string incidents = counted(row.incidents, "incident");
  if (row.against == row.by.name)
    return fmt::format("{} tells itself of {} by its side, the last of {}", row.by.name, incidents,
                       last);
  return fmt::format("{}: {} alleged{}, the last of {}", row.by.name, incidents,
                     row.against.empty() ? ", nobody named" : " against " + row.against, last);
}

bool is_within(Day day, Stretch held) { return held.first <= day && day <= held.last; }

}  // namespace

/// Who alleges what, of the incidents of those days only.
std::vector<AllegedBy> Running::alleged_within(Stretch held) const {
  std::vector<AllegedBy> rows;
  for (const AllegedBySide& side : evidence_.alleged) {
    AllegedBy row;
    row.rows.reserve(side.incidents.size());
    for (const auto& [incident, day] : side.incidents) {
      if (!is_within(day, held)) continue;
      row.rows.push_back(incident);
      row.last = std::max(row.last.value_or(day), day);
    }
    if (row.rows.empty()) continue;
    row.incidents = static_cast<std::int64_t>(row.rows.size());
    const bool independent = side.by == kNoParty;
    const std::string name = independent ? "independent voices" : world_.roster.parties()[side.by];
    row.by = {name, independent ? std::string() : name, name};
    if (side.against != kNoParty) row.against = world_.roster.doer_name(side.against);
    rows.push_back(std::move(row));
  }
  return rows;
}

void Running::note_alleged() {
  const Stretch held = stretch();
  std::int64_t contested = 0;
  for (const Allegation& allegation : evidence_.allegations) {
    if (!is_within(allegation.day, held)) continue;
    ++verdict_.alleged_incidents;
    contested += allegation.contested;
    if (!verdict_.last_alleged || *verdict_.last_alleged < allegation.day)
      verdict_.last_alleged = allegation.day;
  }
  verdict_.alleged = alleged_within(held);
  for (const AllegedBy& row : verdict_.alleged)
    verdict_.reasons.push_back({alleged_in_words(row), {}, row.rows, {}, {}});
  if (contested > 0) say(fmt::format("{} of them denied by somebody", grouped(contested)));
  if (!evidence_.cleared.empty())
    verdict_.reasons.push_back(
        {fmt::format("{} found to be no breach, and not counted",
                     counted(static_cast<std::int64_t>(evidence_.cleared.size()), "incident")),
         {},
         evidence_.cleared,
         {},
         {}});
}

// A party of whom nothing is told counts as zero: it is bound, and not merely absent.
void Running::note_bound() {
  const Stretch held = stretch();
  std::vector<std::int64_t> charged(machine_.bearer.size(), 0);
  for (const Charge& charge : evidence_.charges)
    charged[charge.against] += is_within(charge.day, held);
  std::vector<std::string> words;
  for (PartyAt party = 0; party < machine_.bearer.size(); ++party) {
    if (!machine_.binds(party)) continue;
    Bound bound{world_.roster.doer_name(party), charged[party], 0};
    for (const Breach& breach : evidence_.found) bound.found += breach.by == party;
    words.push_back(fmt::format("{}: {}", bound.party, grouped(bound.alleged)));
    verdict_.bound.push_back(std::move(bound));
  }
  if (verdict_.bound.size() > 1)
    say(fmt::format("incidents alleged against {}", fmt::join(words, ", against ")));
}

void Running::note_coverage() {
  verdict_.coverage = monitor::coverage(world_, evidence_.watched, stretch());
  verdict_.reasons.push_back(
      {in_words(*verdict_.coverage), {}, {}, {}, verdict_.coverage->declarations});
}

void Running::watch_limit() {
  watch();
  add_progress();
  note_progress();
  const auto above = std::find_if(
      verdict_.progress.begin(), verdict_.progress.end(),
      [](const Progress& progress) { return progress.low && *progress.low > *progress.target; });
  if (above != verdict_.progress.end() && evidence_.found.empty())
    say(fmt::format("above the limit by the count of {}; nobody has found a breach",
                    above->counter.name),
        above->statements);
}

void Running::permit() {
  verdict_.state = VerdictState::not_triggered;
  verdict_.status = ClauseStatus::not_due;
  say("a permission: nothing falls due");
}

// What persons settled comes first; then the machine's own test; then the clock.
void Running::run_duty(void (Running::*test)()) {
  verdict_.state = VerdictState::open;
  verdict_.status = ClauseStatus::in_progress;
  add_progress();
  (this->*test)();
  if (settled_by_people()) return;
  if (verdict_.state != VerdictState::open || verdict_.status == ClauseStatus::disputed) return;
  apply_clock();
  if (evidence_.fulfilment)
    verdict_.reasons.push_back({fmt::format("{}, {}: not fulfilled", evidence_.fulfilment->by,
                                            to_words(evidence_.fulfilment->on)),
                                {},
                                {},
                                {evidence_.fulfilment->id},
                                {}});
  if (verdict_.state == VerdictState::open)
    verdict_.would_change.emplace_back("a finding or a declaration that it is fulfilled");
}

/// What was said before a duty was triggered does not speak of it.
bool Running::is_after_trigger(Day on) const {
  return machine_.consequence == nullptr || on >= world_.calendar.day_of(*times_.begins);
}

bool Running::settled_by_people() {
  const Finding* fulfilment = evidence_.fulfilment;
  if (fulfilment && fulfilment->answer == "fulfilled" && is_after_trigger(fulfilment->on)) {
    verdict_.reasons.push_back(
        {fmt::format("found fulfilled by {}, {}", fulfilment->by, to_words(fulfilment->on)),
         {},
         {},
         {fulfilment->id},
         {}});
    // The finding says that it was done, not that it was done on the day of the finding.
    fulfil(narrowed({*times_.begins, world_.calendar.start_of(fulfilment->on + days{1})}));
    return true;
  }
  for (const Declaration* declaration : evidence_.fulfilled) {
    if (!is_after_trigger(declaration->on)) continue;
    verdict_.reasons.push_back({fmt::format("{}: {}, {}", declaration->by_actor, declaration->what,
                                            to_words(declaration->on)),
                                {},
                                {},
                                {},
                                {declaration->id}});
    if (interest_of(world_.roster.named(declaration->by_actor)) == Interest::bearer) continue;
    fulfil(narrowed({*times_.begins, world_.calendar.start_of(declaration->on + days{1})}));
    return true;
  }
  if (evidence_.found.empty()) return false;
  verdict_.state = VerdictState::violated;
  verdict_.status = ClauseStatus::breached;
  verdict_.since = world_.calendar.start_of(first_found());
  verdict_.would_change.assign(1, "a later finding that takes the place of one of these");
  return true;
}

void Running::fulfil(Between when) {
  verdict_.state = VerdictState::fulfilled;
  verdict_.status = ClauseStatus::fulfilled;
  verdict_.since = when.latest;
  verdict_.would_change.assign(1, "a correction or a withdrawal of what it rests on");
  if (!times_.due || when.latest <= *times_.due) return;
  if (when.earliest >= *times_.due) {
    verdict_.state = VerdictState::fulfilled_late;
    verdict_.status = ClauseStatus::fulfilled_late;
    verdict_.since = when.earliest;
    say_late(when);
    return;
  }
  // Done is done; only whether in time cannot be told.
  verdict_.state = VerdictState::undetermined;
  say(fmt::format("done between {} and {}: whether by the deadline cannot be told",
                  to_words(when.earliest), to_words(when.latest)),
      first_done_);
  verdict_.would_change.emplace_back("a report that gives the hour");
}

namespace {

/// "3 hours", "2 days": whole units, so no more than it is.
std::string whole_units(std::chrono::seconds length) {
  using namespace std::chrono;
  if (length >= days{2}) return counted(duration_cast<days>(length).count(), "day");
  if (length >= hours{1}) return counted(duration_cast<hours>(length).count(), "hour");
  return counted(duration_cast<minutes>(length).count(), "minute");
}

}  // namespace

void Running::say_late(Between when) {
  std::string text = fmt::format("done after the deadline: not before {}, {} late or more",
                                 to_words(when.earliest), whole_units(when.earliest - *times_.due));
  if (!first_done_by_.empty()) text += ", first by the count of " + first_done_by_;
  say(std::move(text), first_done_);
  verdict_.would_change.emplace_back("word that it was done before the deadline");
}

void Running::apply_clock() {
  if (!times_.due) return;
  const Instant now = world_.as_known;
  if (*times_.due < now) {
    verdict_.since = *times_.due;
    if (machine_.kind == Machine::Kind::lasting) return end_watch();
    if (machine_.kind == Machine::Kind::each_period) return end_periods();
    if (told_as_done_) {
      say(fmt::format("the deadline passed on {}", to_words(*times_.due)));
      return;
    }
    if (verdict_.status == ClauseStatus::in_progress ||
        verdict_.status == ClauseStatus::cannot_tell)
      verdict_.status = ClauseStatus::overdue;
    say(fmt::format("overdue since {}", to_words(*times_.due)));
    return;
  }
  if (verdict_.status == ClauseStatus::in_progress && is_soon(times_, now))
    verdict_.status = ClauseStatus::due_soon;
}

Interest Running::interest_of(SpeakerAt speaker) const {
  if (std::find(machine_.bearers.begin(), machine_.bearers.end(), speaker) !=
      machine_.bearers.end())
    return Interest::bearer;
  const PartyAt side = world_.roster[speaker].side;
  if (machine_.binds(side)) return Interest::bearer;
  return side == kNoParty ? Interest::independent : Interest::receiver;
}

Interest Running::interest_of(const Voice& voice) {
  return interest_of(world_.roster.named(voice.name));
}

/// Whether this voice's count can settle that a duty is done.
bool Running::decides(const Voice& voice) {
  const Interest interest = interest_of(voice);
  switch (world_.viewpoint.kind) {
    case Viewpoint::Kind::party:
      return true;
    case Viewpoint::Kind::findings:
      return interest == Interest::receiver;
    case Viewpoint::Kind::everyone:
    case Viewpoint::Kind::grade:
      break;
  }
  return interest != Interest::bearer;
}

Day Running::first_found() const {
  Day first = evidence_.found.front().day;
  for (const Breach& breach : evidence_.found) first = std::min(first, breach.day);
  return first;
}

void Running::say(std::string text, std::vector<Id<Statement>> statements) {
  verdict_.reasons.push_back({std::move(text), std::move(statements), {}, {}, {}});
}

bool is_soon(const Times& times, Instant now) {
  if (!times.due || !times.begins || *times.due < now) return false;
  const auto left = *times.due - now;
  return left * 4 <= *times.due - *times.begins && left <= days{7};
}

Verdict run(World& world, const Machine& machine, const Evidence& evidence, const Times& times,
            const ClauseReading* reading) {
  return Running(world, machine, evidence, times, reading).run();
}

std::string best_progress(World& world, const Machine& machine, const Verdict& verdict) {
  // Lines stand with the latest running total first; the word of the side that owes it comes last.
  const Progress* best = nullptr;
  for (const Progress& progress : verdict.progress) {
    const PartyAt side =
        progress.counter.side.empty() ? kNoParty : world.roster.side_of(progress.counter.side);
    if (best == nullptr || !machine.binds(side)) best = &progress;
    if (!machine.binds(side)) break;
  }
  if (best == nullptr) return {};
  return fmt::format("{} of {} by {}, {}", range_in_words(best->low, best->high),
                     grouped(best->target.value_or(0)), best->counter.name, to_words(best->on));
}

}  // namespace truce::monitor
