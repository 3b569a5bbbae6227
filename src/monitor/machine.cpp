// SPDX-License-Identifier: Apache-2.0
#include "monitor/machine.h"

#include <fmt/format.h>

#include "monitor/words.h"

namespace truce::monitor {
namespace {

using std::chrono::days;

/// The hours within which something can have happened.
struct Between {
  Instant earliest;
  Instant latest;
};

enum class Interest { bearer, receiver, independent };

class Running {
 public:
  Running(World& world, const Machine& machine, const Evidence& evidence, const Times& times,
          const ClauseReading* reading)
      : world_(world), machine_(machine), evidence_(evidence), times_(times), reading_(reading) {
    quantity_ = reading && reading->quantity ? reading->quantity : machine.quantity;
    verdict_.clause = machine.clause->ref;
    verdict_.title = machine.clause->title;
    if (reading) verdict_.reading = reading->by;
  }

  Verdict run() {
    note_reading();
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
        run_duty(&Running::weigh_reports);
        break;
      case Machine::Kind::permission:
        permit();
        break;
    }
    note_consequences();
    return std::move(verdict_);
  }

 private:
  void note_reading() {
    if (reading_ && !reading_->words.empty())
      say(fmt::format("{} reads it: {}", reading_->by, reading_->words));
  }

  void note_found() {
    verdict_.found = static_cast<std::int64_t>(evidence_.found.size());
    if (evidence_.found.empty()) return;
    Reason reason{fmt::format("{} found", counted(verdict_.found, "breach")), {}, {}, {}, {}};
    if (verdict_.found > 1) reason.text = fmt::format("{} breaches found", verdict_.found);
    for (const Breach& breach : evidence_.found) {
      if (!verdict_.last_found || *verdict_.last_found < breach.day)
        verdict_.last_found = breach.day;
      reason.findings.push_back(breach.finding);
      if (breach.incident.value != 0) reason.incidents.push_back(breach.incident);
    }
    reason.text += ", the last of " + to_words(*verdict_.last_found);
    verdict_.reasons.push_back(std::move(reason));
  }

  Verdict not_begun() {
    verdict_.state = VerdictState::not_triggered;
    verdict_.status = ClauseStatus::not_due;
    add_progress();
    say(times_.waits_for);
    return std::move(verdict_);
  }

  void note_age() {
    const auto age = world_.today - world_.calendar.day_of(*times_.begins);
    verdict_.days_open = std::max<std::int64_t>(0, age.count());
    verdict_.due = times_.due;
    if (times_.due) say(fmt::format("due {}: {}", to_words(*times_.due), times_.due_because));
  }

  Verdict set_aside() {
    const Declaration& by = *evidence_.set_aside;
    verdict_.state = VerdictState::excused;
    verdict_.status = evidence_.waived ? ClauseStatus::waived : ClauseStatus::suspended;
    verdict_.since = world_.calendar.start_of(by.on);
    add_progress();
    verdict_.reasons.push_back(
        {fmt::format("{}: {}, {}", by.by_actor, by.what, to_words(by.on)), {}, {}, {}, {by.id}});
    return std::move(verdict_);
  }

  // A prohibition is watched: nothing completes it, and allegations never break it.
  void watch() {
    verdict_.status = ClauseStatus::watched;
    verdict_.state = evidence_.found.empty() ? VerdictState::open : VerdictState::violated;
    if (verdict_.last_found) verdict_.since = world_.calendar.start_of(first_found());
    note_alleged();
  }

  static std::string alleged_in_words(const AllegedBy& row) {
    const std::string last = to_words(*row.last);
    const std::string incidents = counted(row.incidents, "incident");
    if (row.against == row.by.name)
      return fmt::format("{} tells itself of {} by its side, the last of {}", row.by.name,
                         incidents, last);
    return fmt::format("{}: {} alleged{}, the last of {}", row.by.name, incidents,
                       row.against.empty() ? ", nobody named" : " against " + row.against, last);
  }

  void note_alleged() {
    verdict_.alleged = evidence_.alleged;
    verdict_.alleged_incidents = evidence_.alleged_incidents;
    verdict_.last_alleged = evidence_.last_alleged;
    for (const AllegedBy& row : evidence_.alleged)
      verdict_.reasons.push_back({alleged_in_words(row), {}, row.rows, {}, {}});
    if (evidence_.contested > 0)
      say(fmt::format("{} of them denied by somebody", grouped(evidence_.contested)));
    if (!evidence_.cleared.empty())
      verdict_.reasons.push_back(
          {fmt::format("{} found to be no breach, and not counted",
                       counted(static_cast<std::int64_t>(evidence_.cleared.size()), "incident")),
           {},
           evidence_.cleared,
           {},
           {}});
    if (evidence_.found.empty() && evidence_.alleged_incidents > 0)
      verdict_.would_change.emplace_back("a finding on any of the incidents alleged");
  }

  void watch_limit() {
    watch();
    add_progress();
    for (const Progress& progress : verdict_.progress)
      say(fmt::format("{} of at most {} {} by {}, {}", range_in_words(progress.low, progress.high),
                      grouped(*progress.target), progress.thing, progress.counter.name,
                      to_words(progress.on)),
          progress.statements);
  }

  void permit() {
    verdict_.state = VerdictState::not_triggered;
    verdict_.status = ClauseStatus::not_due;
    say("a permission: nothing falls due");
  }

  // What persons settled comes first; then the machine's own test; then the clock.
  void run_duty(void (Running::*test)()) {
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
    verdict_.would_change.emplace_back("a finding or a declaration that it is fulfilled");
  }

  bool settled_by_people() {
    if (evidence_.fulfilment && evidence_.fulfilment->answer == "fulfilled") {
      verdict_.reasons.push_back({fmt::format("found fulfilled by {}, {}", evidence_.fulfilment->by,
                                              to_words(evidence_.fulfilment->on)),
                                  {},
                                  {},
                                  {evidence_.fulfilment->id},
                                  {}});
      // The finding says that it was done, not that it was done on the day of the finding.
      fulfil({*times_.begins, world_.calendar.start_of(evidence_.fulfilment->on + days{1})});
      return true;
    }
    for (const Declaration* declaration : evidence_.fulfilled) {
      verdict_.reasons.push_back({fmt::format("{}: {}, {}", declaration->by_actor,
                                              declaration->what, to_words(declaration->on)),
                                  {},
                                  {},
                                  {},
                                  {declaration->id}});
      const Speaker& by = world_.roster[world_.roster.named(declaration->by_actor)];
      if (interest_of(by.side) == Interest::bearer) continue;
      fulfil({*times_.begins, world_.calendar.start_of(declaration->on + days{1})});
      return true;
    }
    if (evidence_.found.empty()) return false;
    verdict_.state = VerdictState::violated;
    verdict_.status = ClauseStatus::breached;
    verdict_.since = world_.calendar.start_of(first_found());
    return true;
  }

  void fulfil(Between when) {
    verdict_.state = VerdictState::fulfilled;
    verdict_.status = ClauseStatus::fulfilled;
    verdict_.since = when.latest;
    verdict_.would_change.clear();
    if (!times_.due || when.latest <= *times_.due) return;
    if (when.earliest >= *times_.due) {
      verdict_.state = VerdictState::fulfilled_late;
      verdict_.status = ClauseStatus::fulfilled_late;
      verdict_.since = when.earliest;
      say(fmt::format("done after the deadline: not before {}", to_words(when.earliest)));
      return;
    }
    // Done is done; only whether in time cannot be told.
    verdict_.state = VerdictState::undetermined;
    say(fmt::format("done between {} and {}: whether by the deadline cannot be told",
                    to_words(when.earliest), to_words(when.latest)));
    verdict_.would_change.emplace_back("a report that gives the hour");
  }

  void apply_clock() {
    if (!times_.due) return;
    const Instant now = world_.known.as_known;
    if (*times_.due < now) {
      verdict_.since = *times_.due;
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
    // "Soon" is the last quarter of the time given, and never more than a week.
    const auto whole = *times_.due - *times_.begins;
    const auto left = *times_.due - now;
    if (verdict_.status == ClauseStatus::in_progress && left * 4 <= whole && left <= days{7})
      verdict_.status = ClauseStatus::due_soon;
  }

  Interest interest_of(PartyAt side) const {
    if (machine_.binds(side)) return Interest::bearer;
    return side == kNoParty ? Interest::independent : Interest::receiver;
  }

  Interest interest_of(const Voice& voice) {
    return interest_of(voice.side.empty() ? kNoParty : world_.roster.side_of(voice.side));
  }

  /// Whether this voice's count can settle that a duty is done.
  bool decides(const Voice& voice) {
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

  void add_progress() {
    if (!evidence_.tally || !quantity_ || machine_.kind == Machine::Kind::each_period) return;
    for (const TallyLine& line : evidence_.tally->lines) {
      const TallyStep& last = last_of(line);
      verdict_.progress.push_back({line.counter, last.low, last.high, quantity_->amount,
                                   quantity_->thing, last.on, rows_of(line)});
    }
  }

  bool is_reached(const TallyStep& step) const {
    return step.low && *step.low >= quantity_->amount;
  }

  /// The step from which the line never again falls short.
  std::optional<std::size_t> reached_at(const TallyLine& line) const {
    if (!is_reached(last_of(line))) return std::nullopt;
    std::size_t at = line.steps.size() - 1;
    while (at > 0 && is_reached(line.steps[at - 1])) --at;
    return at;
  }

  // A total told on a day was reached by then, and after the counter last told of less. A report of
  // the thing itself dates it to its day. Nothing happens after it was published.
  Between when_reached(const TallyLine& line, std::size_t at) const {
    const TallyStep& step = line.steps[at];
    const Instant day_begins = world_.calendar.start_of(step.on);
    Instant latest = world_.calendar.start_of(step.on + days{1});
    if (day_begins <= step.known_at && step.known_at < latest) latest = step.known_at;
    Instant earliest = day_begins;
    if (line.basis == kStated)
      earliest = at == 0 ? *times_.begins : world_.calendar.start_of(line.steps[at - 1].on);
    return {std::max(earliest, std::min(*times_.begins, latest)), latest};
  }

  void count_once() {
    if (!evidence_.tally || !quantity_) return;
    std::optional<Between> when;
    Between span{};
    std::optional<Day> first;
    const Voice* bearer_says = nullptr;
    for (const TallyLine& line : evidence_.tally->lines) {
      const auto at = reached_at(line);
      if (!at) continue;
      if (!decides(line.counter)) {
        if (interest_of(line.counter) == Interest::bearer) bearer_says = &line.counter;
        continue;
      }
      const Between here = when_reached(line, *at);
      if (!when) when = span = here;
      when->earliest = std::max(when->earliest, here.earliest);
      when->latest = std::min(when->latest, here.latest);
      span.earliest = std::min(span.earliest, here.earliest);
      span.latest = std::max(span.latest, here.latest);
      const Day on = line.steps[*at].on;
      first = first ? std::min(*first, on) : on;
    }
    note_progress();
    if (when) {
      if (const auto less = who_counts_less(*first)) return dispute(*less);
      // Counters who date it apart leave only the span of all their words.
      return fulfil(when->latest < when->earliest ? span : *when);
    }
    if (bearer_says) {
      const auto less = who_counts_less(Day::min());
      if (less) return dispute(*less);
      say("only the side that owes it says that it is done");
    }
    verdict_.would_change.push_back(
        fmt::format("a count of {} by the side that is owed or by an independent voice",
                    grouped(quantity_->amount)));
  }

  /// A counter other than the bearer whose running total, told on that day or later, is short.
  std::optional<Progress> who_counts_less(Day since) {
    for (std::size_t at = 0; at < evidence_.tally->lines.size(); ++at) {
      const TallyLine& line = evidence_.tally->lines[at];
      const TallyStep& last = last_of(line);
      if (line.basis == kStated && interest_of(line.counter) != Interest::bearer && last.high &&
          *last.high < quantity_->amount && last.on >= since)
        return verdict_.progress[at];
    }
    return std::nullopt;
  }

  void dispute(const Progress& less) {
    verdict_.status = ClauseStatus::disputed;
    say(fmt::format("told as done, but {} counts {} of {}, {}", less.counter.name,
                    range_in_words(less.low, less.high), grouped(quantity_->amount),
                    to_words(less.on)),
        less.statements);
    verdict_.would_change.push_back(
        fmt::format("a count of {} by {}", grouped(quantity_->amount), less.counter.name));
  }

  void note_progress() {
    for (const Progress& progress : verdict_.progress)
      say(fmt::format("{} of {} {} by {}, {}", range_in_words(progress.low, progress.high),
                      grouped(*progress.target), progress.thing, progress.counter.name,
                      to_words(progress.on)),
          progress.statements);
  }

  // Reports of a deed without a count. They never settle it; two independent groups, or the side
  // that is owed, show that it is at least partly done.
  void weigh_reports() {
    std::vector<SpeakerAt> told_by;
    int independent = 0;
    bool receiver = false;
    bool bearer = false;
    Reason reason;
    for (const std::uint32_t at : evidence_.reports) {
      const Told& told = world_.told[at];
      reason.statements.push_back(told.statement->id);
      if (std::find(told_by.begin(), told_by.end(), told.speaker) != told_by.end()) continue;
      told_by.push_back(told.speaker);
      const Interest interest = interest_of(world_.speaker(told).side);
      independent += interest == Interest::independent;
      receiver |= interest == Interest::receiver;
      bearer |= interest == Interest::bearer;
    }
    if (told_by.empty()) {
      // Nothing told is not nothing done.
      verdict_.status = ClauseStatus::cannot_tell;
      const bool only_findings =
          machine_.clause->only_findings || world_.viewpoint.kind == Viewpoint::Kind::findings;
      say(only_findings ? "only findings count, and there is none" : "nothing is told of it");
      return;
    }
    reason.text = fmt::format("reported by {}{}{}", counted(independent, "independent voice"),
                              receiver ? ", and by the side that is owed" : "",
                              bearer ? ", and by the side that owes it" : "");
    verdict_.reasons.push_back(std::move(reason));
    if (independent >= 2 || receiver) {
      verdict_.status = ClauseStatus::partly_fulfilled;
    } else if (independent == 1) {
      verdict_.status = ClauseStatus::cannot_tell;
      told_as_done_ = true;
      say("one independent voice tells of it; nobody has found that it is done");
    }
  }

  void weigh_lasting() {
    weigh_reports();
    note_alleged();
    if (evidence_.alleged_incidents > 0 && verdict_.status == ClauseStatus::cannot_tell)
      verdict_.status = ClauseStatus::in_progress;
  }

  // Days are told of, short or enough, by each counter; a day of which nothing is told is unknown.
  void count_periods() {
    if (!evidence_.count || !quantity_ || !machine_.clause->each) return;
    const auto length = days{days_in(*machine_.clause->each)};
    const Day begins = world_.calendar.day_of(*times_.begins);
    const std::int64_t elapsed = world_.today < begins ? 0 : (world_.today - begins) / length;
    std::optional<bool> last_short_by_others;
    std::optional<Day> last_told_by_others;
    for (const Stream& stream : evidence_.count->streams) {
      const Voice& counter = world_.roster[stream.counter].voice;
      Periods periods{counter, 0, 0, elapsed, {}};
      for (const auto& [period, at] : told_periods(stream, begins, length)) {
        const Told& told = world_.told[at];
        const bool is_short =
            told.statement->figure->high && *told.statement->figure->high < quantity_->amount;
        ++periods.told;
        periods.short_of += is_short;
        periods.statements.push_back(told.statement->id);
        const Day on = world_.day_told(told);
        if (decides(counter) && (!last_told_by_others || *last_told_by_others <= on)) {
          last_told_by_others = on;
          last_short_by_others = is_short;
        }
      }
      add_period_progress(stream, counter, begins, length);
      if (periods.told == 0) continue;
      say(fmt::format("{}: {} told of {}, {} of them short of {}", counter.name,
                      counted(periods.told, "period"), grouped(elapsed), grouped(periods.short_of),
                      grouped(quantity_->amount)),
          periods.statements);
      verdict_.periods.push_back(std::move(periods));
    }
    if (last_short_by_others.value_or(false)) verdict_.status = ClauseStatus::partly_fulfilled;
  }

  /// The latest row of the stream for each period that a row covers.
  std::vector<std::pair<std::int64_t, std::uint32_t>> told_periods(const Stream& stream, Day begins,
                                                                   days length) const {
    std::unordered_map<std::int64_t, std::uint32_t> latest;
    for (const std::uint32_t at : stream.singles) {
      const Told& told = world_.told[at];
      const Day until = world_.day_told(told);
      const Day from = told.statement->window.from.value_or(until);
      if (until < begins || until - from + days{1} > length) continue;
      const auto [place, fresh] = latest.try_emplace((until - begins) / length, at);
      if (!fresh && world_.told[place->second].published <= told.published) place->second = at;
    }
    std::vector<std::pair<std::int64_t, std::uint32_t>> periods(latest.begin(), latest.end());
    std::sort(periods.begin(), periods.end());
    return periods;
  }

  // The last period told of, and where a counter gives a total, the total against what was owed by
  // then.
  void add_period_progress(const Stream& stream, const Voice& counter, Day begins, days length) {
    const auto last = told_periods(stream, begins, length);
    if (!last.empty()) {
      const Told& told = world_.told[last.back().second];
      verdict_.progress.push_back({counter,
                                   told.statement->figure->low,
                                   told.statement->figure->high,
                                   quantity_->amount,
                                   quantity_->thing,
                                   world_.day_told(told),
                                   {told.statement->id}});
    }
    const Told* total = nullptr;
    for (const std::uint32_t at : stream.totals)
      if (!total || world_.day_told(*total) <= world_.day_told(world_.told[at]))
        total = &world_.told[at];
    if (!total || world_.day_told(*total) < begins) return;
    const Day on = world_.day_told(*total);
    const std::int64_t periods = (on - begins) / length + 1;
    verdict_.progress.push_back(
        {counter,
         total->statement->figure->low,
         total->statement->figure->high,
         quantity_->amount * periods,
         fmt::format("{} in {}", quantity_->thing, counted(periods, "period")),
         on,
         {total->statement->id}});
    say(fmt::format("{} of {} {} by {}, {}",
                    range_in_words(total->statement->figure->low, total->statement->figure->high),
                    grouped(quantity_->amount * periods), verdict_.progress.back().thing,
                    counter.name, to_words(on)),
        {total->statement->id});
  }

  // What the text says must follow, once its trigger is found or the deadline passed.
  void note_consequences() {
    const bool broken = !evidence_.found.empty() || verdict_.status == ClauseStatus::overdue;
    if (!broken || !verdict_.since) return;
    for (const Consequence& consequence : machine_.clause->consequences) {
      std::string text =
          fmt::format("then {} must {}", listed(consequence.bearers), consequence.words);
      if (consequence.within) {
        const Instant by = world_.calendar.after(*verdict_.since, *consequence.within);
        text += fmt::format(" within {}, by {}", in_words(*consequence.within), to_words(by));
      }
      say(std::move(text));
    }
  }

  Day first_found() const {
    Day first = evidence_.found.front().day;
    for (const Breach& breach : evidence_.found) first = std::min(first, breach.day);
    return first;
  }

  void say(std::string text, std::vector<Id<Statement>> statements = {}) {
    verdict_.reasons.push_back({std::move(text), std::move(statements), {}, {}, {}});
  }

  World& world_;
  const Machine& machine_;
  const Evidence& evidence_;
  const Times& times_;
  const ClauseReading* reading_;
  std::optional<Quantity> quantity_;
  bool told_as_done_ = false;  // by an independent voice, and no more than told
  Verdict verdict_;
};

}  // namespace

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
