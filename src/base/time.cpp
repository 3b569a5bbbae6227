// SPDX-License-Identifier: Apache-2.0
#include "base/time.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace truce {
namespace {

constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

constexpr std::array kPrecisions = {"minute", "hour",  "part_of_day", "day",
                                    "week",   "month", "year",        "unknown"};

/// Takes exactly `digits` digits off the front of `text`.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  const char* end = text.data() + digits;
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end || text.front() == '-') return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Day> take_day(std::string_view& text) {
  const auto year = take_number(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return Day{date};
}

/// "Z", "+02:00", "+0200": how far the clock is ahead of UTC.
std::optional<std::chrono::seconds> take_offset(std::string_view& text) {
  if (take(text, 'Z') || take(text, 'z')) return std::chrono::seconds{0};
  if (text.empty() || (text.front() != '+' && text.front() != '-')) return std::nullopt;
  const int sign = text.front() == '-' ? -1 : 1;
  text.remove_prefix(1);
  const auto hours = take_number(text, 2);
  take(text, ':');
  const auto minutes = take_number(text, 2);
  if (!hours || !minutes || *hours > 15 || *minutes > 59) return std::nullopt;
  return sign * (std::chrono::hours{*hours} + std::chrono::minutes{*minutes});
}

}  // namespace

Result<Instant> parse_instant(std::string_view text) {
  const std::string_view whole = text;
  const auto wrong = [&] {
    return invalid(fmt::format("'{}' is not a moment in time", whole),
                   "write it as 2025-12-19T12:00Z or 2025-12-19T14:00+02:00; a day alone means "
                   "its midnight in UTC");
  };
  const auto day = take_day(text);
  if (!day) return wrong();
  if (text.empty()) return Instant{*day};
  if (!take(text, 'T') && !take(text, 't') && !take(text, ' ')) return wrong();
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return wrong();
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59) return wrong();
  int second = 0;
  if (take(text, ':')) {
    const auto seconds = take_number(text, 2);
    if (!seconds || *seconds > 60) return wrong();
    second = *seconds;
    if (take(text, '.'))  // fractions are read and dropped: the record counts whole seconds
      while (!text.empty() && text.front() >= '0' && text.front() <= '9') text.remove_prefix(1);
  }
  take(text, ' ');
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return wrong();
  return Instant{*day} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
         std::chrono::seconds{second} - *offset;
}

Result<Instant> parse_as_known(std::string_view text) {
  if (const auto day = parse_day(text))
    return Instant{*day} + std::chrono::days{1} - std::chrono::seconds{1};
  auto at = parse_instant(text);
  if (!at)
    return invalid(at.error().message,
                   "write it as 2025-12-19T12:00Z or 2025-12-19T14:00+02:00; a day alone means its "
                   "end in UTC");
  return at;
}

Result<Day> parse_day(std::string_view text) {
  const std::string_view whole = text;
  const auto day = take_day(text);
  if (!day || !text.empty())
    return invalid(fmt::format("'{}' is not a date", whole), "write it as 2025-12-19");
  return *day;
}

std::string to_text(Instant at) {
  const Day day = day_of(at);
  const std::chrono::hh_mm_ss time{at - day};
  return fmt::format("{}T{:02}:{:02}:{:02}Z", to_text(day), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

std::string to_text(Day day) {
  const std::chrono::year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string to_words(Day day) {
  const std::chrono::year_month_day date{day};
  return fmt::format("{} {} {}", static_cast<unsigned>(date.day()),
                     kMonths.at(static_cast<unsigned>(date.month()) - 1),
                     static_cast<int>(date.year()));
}

std::string to_words(Instant at) {
  const Day day = day_of(at);
  const std::chrono::hh_mm_ss time{at - day};
  return fmt::format("{} {:02}:{:02} UTC", to_words(day), time.hours().count(),
                     time.minutes().count());
}

std::string_view to_text(Precision precision) {
  return kPrecisions.at(static_cast<std::size_t>(precision));
}

std::optional<Precision> precision_from(std::string_view text) {
  for (std::size_t at = 0; at < kPrecisions.size(); ++at)
    if (text == kPrecisions.at(at)) return static_cast<Precision>(at);
  return std::nullopt;
}

}  // namespace truce
