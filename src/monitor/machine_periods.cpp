// SPDX-License-Identifier: Apache-2.0
// The test of a duty of each period: what is told of each, and which were watched in silence.
#include <fmt/format.h>

#include <set>

#include "monitor/running.h"
#include "monitor/words.h"

namespace truce::monitor {

using std::chrono::days;

// Periods are told of, short or enough, by each counter. One of which nothing is told is zero where
// it was watched, and unknown where it was not.
void Running::count_periods() {
  if (!evidence_.count || !quantity_ || !machine_.clause->each) return;
  const auto length = days{days_in(*machine_.clause->each)};
  const Day begins = world_.calendar.day_of(*times_.begins);
  const Day now = has_ended() ? stretch().last + days{1} : world_.today;
  const std::int64_t elapsed = now < begins ? 0 : (now - begins) / length;
  std::optional<bool> last_short_by_others;
  std::optional<Day> last_told_by_others;
  for (const Stream& stream : evidence_.count->streams) {
    const Voice& counter = world_.roster[stream.counter].voice;
    Periods periods{counter, 0, 0, elapsed, 0, {}};
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
  count_silence(begins, length, elapsed);
  if (last_silent_ && (!last_told_by_others || *last_told_by_others < *last_silent_))
    last_short_by_others = true;
  if (last_short_by_others.value_or(false)) verdict_.status = ClauseStatus::partly_fulfilled;
}

// After the last period it was kept where one counter tells of every period and of enough in each.
void Running::end_periods() {
  const auto kept =
      std::find_if(verdict_.periods.begin(), verdict_.periods.end(), [&](const Periods& periods) {
        return periods.told == periods.elapsed && periods.short_of == 0 && decides(periods.counter);
      });
  if (kept != verdict_.periods.end() && verdict_.status != ClauseStatus::partly_fulfilled) {
    verdict_.state = VerdictState::fulfilled;
    verdict_.status = ClauseStatus::fulfilled;
    say(fmt::format("ended {}: {} tells of every period, and of enough in each",
                    to_words(*times_.due), kept->counter.name),
        kept->statements);
    return;
  }
  verdict_.state = VerdictState::undetermined;
  if (verdict_.status != ClauseStatus::partly_fulfilled)
    verdict_.status = ClauseStatus::cannot_tell;
  say(fmt::format("ended {}: not every period is told of as enough by one who may say so",
                  to_words(*times_.due)));
}

/// Periods that were watched from end to end and that nobody tells of.
void Running::count_silence(Day begins, days length, std::int64_t elapsed) {
  const Stretch all{begins, begins + length * elapsed - days{1}};
  verdict_.coverage = coverage(world_, evidence_.watched, all);
  if (elapsed == 0) return;
  const auto said = [&] {
    verdict_.reasons.push_back(
        {in_words(*verdict_.coverage), {}, {}, {}, verdict_.coverage->declarations});
    if (verdict_.coverage->watched < verdict_.coverage->days)
      verdict_.would_change.emplace_back("a count for the periods of which nothing is told");
  };
  if (verdict_.coverage->watched == 0 || quantity_->bound == Quantity::Bound::at_most ||
      quantity_->amount <= 0)
    return said();
  std::set<std::int64_t> told;
  for (const Stream& stream : evidence_.count->streams)
    for (const auto& [period, at] : told_periods(stream, begins, length)) told.insert(period);
  std::set<std::int64_t> silent;
  for (const Watched::Watch& watch : evidence_.watched.watches) {
    const std::int64_t first = std::max<std::int64_t>(0, (watch.days.first - begins) / length);
    for (std::int64_t at = first; at < elapsed && begins + length * at <= watch.days.last; ++at) {
      const Stretch period{begins + length * at, begins + length * (at + 1) - days{1}};
      if (!told.contains(at) && all_watched(evidence_.watched, period)) silent.insert(at);
    }
  }
  said();
  if (silent.empty()) return;
  last_silent_ = begins + length * (*silent.rbegin() + 1) - days{1};
  const std::string by = listed(verdict_.coverage->by);
  const auto count = static_cast<std::int64_t>(silent.size());
  verdict_.reasons.push_back({fmt::format("{} watched and told of by nobody: none, so short of {}",
                                          counted(count, "period"), grouped(quantity_->amount)),
                              {},
                              {},
                              {},
                              verdict_.coverage->declarations});
  verdict_.periods.push_back({{by, {}, by}, 0, count, elapsed, count, {}});
}

/// The latest row of the stream for each period that a row covers.
std::vector<std::pair<std::int64_t, std::uint32_t>> Running::told_periods(const Stream& stream,
                                                                          Day begins,
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
void Running::add_period_progress(const Stream& stream, const Voice& counter, Day begins,
                                  days length) {
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
  say_progress(verdict_.progress.back());
}

}  // namespace truce::monitor
