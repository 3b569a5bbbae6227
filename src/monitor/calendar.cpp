// SPDX-License-Identifier: Apache-2.0
#include "monitor/calendar.h"

#include <fmt/format.h>

#include <algorithm>

namespace truce::monitor {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

Day months_later(Day day, std::int64_t months) {
  const std::chrono::year_month_day start{day};
  const auto month = std::chrono::year_month{start.year(), start.month()} +
                     std::chrono::months{static_cast<int>(months)};
  const std::chrono::year_month_day same = month / start.day();
  return same.ok() ? Day{same} : Day{month / std::chrono::last};
}

Day working_days_later(Day day, std::int64_t count) {
  while (count > 0) {
    day += days{1};
    const std::chrono::weekday weekday{day};
    if (weekday != std::chrono::Saturday && weekday != std::chrono::Sunday) --count;
  }
  return day;
}

}  // namespace

Calendar::Calendar(std::string zone) : zone_(is_zone(zone) ? std::move(zone) : "UTC") {}

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

Instant Calendar::after(Instant begin, const Duration& duration) const {
  switch (duration.unit) {
    case Duration::Unit::minutes:
      return begin + minutes{duration.amount};
    case Duration::Unit::hours:
      return begin + hours{duration.amount};
    case Duration::Unit::days:
    case Duration::Unit::working_days:
    case Duration::Unit::weeks:
    case Duration::Unit::months:
      break;
  }
  const auto local = local_of(begin, zone_);
  LocalTime wall = local ? *local : LocalTime{truce::day_of(begin), begin - truce::day_of(begin)};
  if (duration.unit == Duration::Unit::days) wall.day += days{duration.amount};
  if (duration.unit == Duration::Unit::weeks) wall.day += days{7 * duration.amount};
  if (duration.unit == Duration::Unit::months) wall.day = months_later(wall.day, duration.amount);
  if (duration.unit == Duration::Unit::working_days)
    wall.day = working_days_later(wall.day, duration.amount);
  return instant(wall);
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

std::string in_words(const Duration& duration) {
  const auto unit = [&]() -> std::string_view {
    switch (duration.unit) {
      case Duration::Unit::minutes:
        return "minute";
      case Duration::Unit::hours:
        return "hour";
      case Duration::Unit::days:
        return "day";
      case Duration::Unit::working_days:
        return "working day";
      case Duration::Unit::weeks:
        return "week";
      case Duration::Unit::months:
        return "month";
    }
    return {};
  }();
  return fmt::format("{} {}{}", duration.amount, unit, duration.amount == 1 ? "" : "s");
}

}  // namespace truce::monitor
