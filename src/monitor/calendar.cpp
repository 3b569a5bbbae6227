// SPDX-License-Identifier: Apache-2.0
#include "monitor/calendar.h"

#include <fmt/format.h>

#include <algorithm>

namespace truce::monitor {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr std::string_view kWeekdays[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                          "Thursday", "Friday", "Saturday"};
constexpr CalendarRules::Week kMondayToFriday = {false, true, true, true, true, true, false};
constexpr int kRestMax = 400;  // days: no calendar rests longer

std::string named(Day day) {
  return fmt::format("{} {}", kWeekdays[std::chrono::weekday{day}.c_encoding()], to_words(day));
}

}  // namespace

Calendar::Calendar(std::string zone, CalendarRules rules)
    : zone_(is_zone(zone) ? std::move(zone) : "UTC"), rules_(std::move(rules)) {}

bool Calendar::is_working(Day day) const {
  const CalendarRules::Week& week = rules_.working_days ? *rules_.working_days : kMondayToFriday;
  return week[std::chrono::weekday{day}.c_encoding()] &&
         std::find(rules_.holidays.begin(), rules_.holidays.end(), day) == rules_.holidays.end();
}

bool Calendar::counts_the_day_itself() const {
  return rules_.day_one.value_or(CalendarRules::DayOne::the_day_itself) ==
         CalendarRules::DayOne::the_day_itself;
}

Day Calendar::months_later(Day day, std::int64_t months) const {
  const std::chrono::year_month_day start{day};
  const auto month = std::chrono::year_month{start.year(), start.month()} +
                     std::chrono::months{static_cast<int>(months)};
  const std::chrono::year_month_day same = month / start.day();
  if (same.ok()) return Day{same};
  const Day last{month / std::chrono::last};
  return rules_.lacking_day == CalendarRules::LackingDay::first_of_next ? last + days{1} : last;
}

Instant Calendar::instant(LocalTime local) const {
  const auto at = instant_of(local, zone_);
  return at ? *at : Instant{local.day} + local.since_midnight;
}

Day Calendar::day_of(Instant at) const {
  // No zone's clock is put forward within an hour of UTC, so one look-up serves the whole hour.
  const auto hour = std::chrono::floor<hours>(at);
  const auto [offset, fresh] = offsets_.try_emplace(hour.time_since_epoch().count());
  if (fresh)
    if (const auto local = local_of(hour, zone_))
      offset->second = Instant{local->day} + local->since_midnight - hour;
  return truce::day_of(at + offset->second);
}

Instant Calendar::on_the_wall(Instant begin, const Duration& duration) const {
  const auto local = local_of(begin, zone_);
  LocalTime wall = local ? *local : LocalTime{truce::day_of(begin), begin - truce::day_of(begin)};
  if (duration.unit == Duration::Unit::days) wall.day += days{duration.amount};
  if (duration.unit == Duration::Unit::weeks) wall.day += days{7 * duration.amount};
  if (duration.unit == Duration::Unit::months) wall.day = months_later(wall.day, duration.amount);
  if (duration.unit == Duration::Unit::working_days)
    for (std::int64_t left = duration.amount, rest = 0; left > 0 && rest < kRestMax;) {
      wall.day += days{1};
      const bool works = is_working(wall.day);
      left -= works;
      rest = works ? 0 : rest + 1;
    }
  return instant(wall);
}

// Day one counts: with "the day after", it is the first day that has wholly to come.
Day Calendar::last_day(Day from, const Duration& duration) const {
  const Day one = counts_the_day_itself() ? from : from + days{1};
  switch (duration.unit) {
    case Duration::Unit::weeks:
      return one + days{7 * duration.amount - 1};
    case Duration::Unit::months:
      return months_later(from, duration.amount) - days{counts_the_day_itself() ? 1 : 0};
    case Duration::Unit::working_days: {
      Day last = one - days{1};
      for (std::int64_t left = duration.amount, rest = 0; left > 0 && rest < kRestMax;) {
        last += days{1};
        const bool works = is_working(last);
        left -= works;
        rest = works ? 0 : rest + 1;
      }
      return last;
    }
    case Duration::Unit::minutes:
    case Duration::Unit::hours:
    case Duration::Unit::days:
      break;
  }
  return one + days{duration.amount - 1};
}

Counted Calendar::after(const CountedFrom& from, const Duration& duration) const {
  if (duration.unit == Duration::Unit::minutes) return {from.at + minutes{duration.amount}, {}};
  if (duration.unit == Duration::Unit::hours) return {from.at + hours{duration.amount}, {}};
  if (!rules_.day_one) return {on_the_wall(from.at, duration), {}};
  const Day last = last_day(from.day, duration);
  const Day one = counts_the_day_itself() ? from.day : from.day + days{1};
  return {start_of(last + days{1}),
          fmt::format("day one is {}, the last day {}", to_words(one), named(last))};
}

Counted Calendar::nth_day(const CountedFrom& from, std::int64_t nth) const {
  const Day one = counts_the_day_itself() ? from.day : from.day + days{1};
  const Day day = one + days{nth - 1};
  return {start_of(day + days{1}),
          fmt::format("day one is {}, day {} is {}", to_words(one), nth, named(day))};
}

Counted Calendar::rolled(Instant deadline) const {
  // The end of a day belongs to that day.
  const Day day = day_of(deadline - std::chrono::seconds{1});
  if (rules_.on_rest_day != CalendarRules::OnRestDay::next_working_day || is_working(day))
    return {deadline, {}};
  Day next = day;
  for (int rest = 0; !is_working(next) && rest < kRestMax; ++rest) next += days{1};
  return {on_the_wall(deadline, {(next - day).count(), Duration::Unit::days}),
          fmt::format("{} is a day of rest, so it moves to {}", named(day), named(next))};
}

std::int64_t days_in(const Duration& duration) {
  switch (duration.unit) {
    case Duration::Unit::minutes:
      return std::max<std::int64_t>(1, duration.amount / (24 * 60));
    case Duration::Unit::hours:
      return std::max<std::int64_t>(1, duration.amount / 24);
    case Duration::Unit::days:
    case Duration::Unit::working_days:
      return std::max<std::int64_t>(1, duration.amount);
    case Duration::Unit::weeks:
      return 7 * duration.amount;
    case Duration::Unit::months:
      return 30 * duration.amount;
  }
  return 1;
}

std::string in_words(const Duration& duration) { return to_text(duration); }

}  // namespace truce::monitor
