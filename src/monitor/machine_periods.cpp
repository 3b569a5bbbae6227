// SPDX-License-Identifier: Apache-2.0
// The test of a duty of each period: what is told of each, and which were watched in silence.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

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
  std::set<std::int64_t> told_of;  // periods, by anybody
  for (const std::uint32_t at : evidence_.count->order) {
    const Stream& stream = evidence_.count->streams[at];
    const Voice& counter = world_.roster[stream.counter].voice;
    Periods periods{counter, 0, 0, elapsed, 0, {}};
    const auto all_told = told_periods(stream, begins, length);
    for (const ToldPeriod& told : all_told) {
      told_of.insert(told.period);
      const bool is_missed = misses(told);
      ++periods.told;
      periods.short_of += is_missed;
      periods.statements.insert(periods.statements.end(), told.statements.begin(),
                                told.statements.end());
      if (decides(counter) && (!last_told_by_others || *last_told_by_others <= told.on)) {
        last_told_by_others = told.on;
        last_short_by_others = is_missed;
      }
    }
    add_period_progress(stream, counter, begins, length, all_told);
    if (periods.told == 0) continue;
    say(fmt::format("{}: {} told of {}, {} of them {} {}", counter.name,
                    counted(periods.told, "period"), grouped(elapsed), grouped(periods.short_of),
                    quantity_->bound == Quantity::Bound::at_most ? "over" : "short of",
                    grouped(quantity_->amount)),
        periods.statements);
    verdict_.periods.push_back(std::move(periods));
  }
  count_silence(begins, length, elapsed, told_of);
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
void Running::count_silence(Day begins, days length, std::int64_t elapsed,
                            const std::set<std::int64_t>& told) {
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

bool Running::misses(const ToldPeriod& told) const {
  if (quantity_->bound == Quantity::Bound::at_most)
    return told.low && *told.low > quantity_->amount;
  return told.high && *told.high < quantity_->amount;
}

// What a counter last said of a stretch of days stands for it. Stretches that do not touch are
// added up; of those that do, the longest tells of the others too.
std::vector<ToldPeriod> Running::told_periods(const Stream& stream, Day begins, days length) const {
  struct Row {
    std::int64_t period;
    Stretch stretch;
    std::uint32_t at;
  };
  std::vector<Row> rows;
  for (const std::uint32_t at : stream.singles) {
    const Day until = world_.day_told(world_.told[at]);
    const Day from = world_.told[at].statement->window.from.value_or(until);
    if (until < begins || until - from + days{1} > length) continue;
    rows.push_back({(until - begins) / length, {from, until}, at});
  }
  const auto order = [&](const Row& row) {
    return std::tuple(row.period, row.stretch.first - row.stretch.last,
                      -world_.told[row.at].published.time_since_epoch());
  };
  std::sort(rows.begin(), rows.end(), [&](const Row& left, const Row& right) {
    return order(left) != order(right) ? order(left) < order(right) : left.at > right.at;
  });

  std::vector<ToldPeriod> periods;
  std::vector<Stretch> taken;  // of the last period
  for (const Row& row : rows) {
    if (periods.empty() || periods.back().period != row.period) {
      periods.push_back({row.period, 0, 0, row.stretch.last, {}});
      taken.clear();
    }
    const bool is_told_of = std::any_of(taken.begin(), taken.end(), [&](const Stretch& other) {
      return row.stretch.first <= other.last && other.first <= row.stretch.last;
    });
    if (is_told_of) continue;
    taken.push_back(row.stretch);
    periods.back().add(*world_.told[row.at].statement, row.stretch.last);
  }
  return periods;
}

void ToldPeriod::add(const Statement& statement, Day until) {
  const auto plus = [](std::optional<std::int64_t>& sum, const std::optional<std::int64_t>& part) {
    std::int64_t both = 0;
    if (!sum || !part || __builtin_add_overflow(*sum, *part, &both)) return sum.reset();
    sum = both;
  };
  plus(low, statement.figure->low);
  plus(high, statement.figure->high);
  on = std::max(on, until);
  statements.push_back(statement.id);
}

// The last period told of, and where a counter gives a total, the total against what was owed by
// then.
void Running::add_period_progress(const Stream& stream, const Voice& counter, Day begins,
                                  days length, const std::vector<ToldPeriod>& told) {
  if (!told.empty())
    verdict_.progress.push_back({counter, told.back().low, told.back().high, quantity_->amount,
                                 quantity_->thing, told.back().on, told.back().statements});
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
