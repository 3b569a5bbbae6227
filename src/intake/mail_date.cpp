// SPDX-License-Identifier: Apache-2.0
#include "intake/mail_date.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "intake/documents.h"
#include "intake/lines.h"

namespace truce::intake {
namespace {

/// The words of a date without the comments in brackets that mail programs add.
std::vector<std::string> words_of_date(std::string_view value) {
  std::vector<std::string> words(1);
  std::size_t depth = 0;
  for (const char letter : value.substr(0, 200)) {
    if (letter == '(') ++depth;
    const bool blank = letter == ' ' || letter == '\t' || letter == ',' || letter == '\r' ||
                       letter == '\n' || letter == '(' || letter == ')';
    if (depth == 0 && !blank) words.back() += letter;
    if (depth == 0 && blank && !words.back().empty()) words.emplace_back();
    if (letter == ')' && depth > 0) --depth;
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::optional<int> number(std::string_view digits, std::size_t size_max = 4) {
  int value = 0;
  if (digits.empty() || digits.size() > size_max) return std::nullopt;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size() || value < 0)
    return std::nullopt;
  return value;
}

std::optional<unsigned> month_of(std::string_view word) {
  constexpr std::array<std::string_view, 12> names = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  const std::string lower = lower_case(word);
  for (unsigned at = 0; at < names.size(); ++at)
    if (lower.size() >= 3 && (names[at].starts_with(lower) || (lower == "sept" && at == 8)))
      return at + 1;
  return std::nullopt;
}

std::optional<Day> day_in(const std::vector<std::string>& words, std::size_t at) {
  if (words.size() < at + 3) return std::nullopt;
  const auto day = number(words[at], 2);
  const auto month = month_of(words[at + 1]);
  auto year = number(words[at + 2]);
  if (!day || !month || !year) return std::nullopt;
  // RFC 2822: of two digits, 00 to 49 are of this century.
  if (words[at + 2].size() <= 2) *year += *year < 50 ? 2000 : 1900;
  if (words[at + 2].size() == 3) *year += 1900;
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(*month),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return Day(date);
}

/// "10:30" or "10:30:59", in seconds after midnight.
std::optional<std::chrono::seconds> clock_of(std::string_view word) {
  const std::size_t first = word.find(':');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = word.find(':', first + 1);
  const auto hour = number(word.substr(0, first), 2);
  const auto minute = number(word.substr(first + 1, second - first - 1), 2);
  const auto seconds = second == std::string_view::npos ? 0 : number(word.substr(second + 1), 2);
  if (!hour || !minute || !seconds || *hour > 23 || *minute > 59 || *seconds > 60)
    return std::nullopt;
  return std::chrono::hours(*hour) + std::chrono::minutes(*minute) + std::chrono::seconds(*seconds);
}

/// How far the clock is ahead of UTC. Only names that RFC 822 gives one meaning; a letter of the
/// military zones is used the wrong way round as often as not.
std::optional<std::chrono::minutes> offset_of(std::string_view zone) {
  constexpr std::array<std::pair<std::string_view, int>, 12> named = {{{"UT", 0},
                                                                       {"UTC", 0},
                                                                       {"GMT", 0},
                                                                       {"Z", 0},
                                                                       {"EST", -5},
                                                                       {"EDT", -4},
                                                                       {"CST", -6},
                                                                       {"CDT", -5},
                                                                       {"MST", -7},
                                                                       {"MDT", -6},
                                                                       {"PST", -8},
                                                                       {"PDT", -7}}};
  for (const auto& [name, hours] : named)
    if (name == zone) return std::chrono::hours(hours);
  if (zone.size() == 6 && zone[3] == ':')  // "+02:00", as some feeds write it
    return offset_of(std::string(zone.substr(0, 3)) + std::string(zone.substr(4)));
  if (zone.size() != 5 || (zone[0] != '+' && zone[0] != '-')) return std::nullopt;
  const auto hours = number(zone.substr(1, 2), 2);
  const auto minutes = number(zone.substr(3, 2), 2);
  if (!hours || !minutes || *hours > 15 || *minutes > 59) return std::nullopt;
  const std::chrono::minutes ahead = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
  return zone[0] == '-' ? -ahead : ahead;
}

struct MailDate {
  Day day;
  std::optional<Instant> at;
};

std::optional<MailDate> mail_date(std::string_view value) {
  const std::vector<std::string> words = words_of_date(value);
  std::size_t at = 0;
  if (!words.empty() && !number(words[0], 2)) ++at;  // the weekday, which the date knows better
  const auto day = day_in(words, at);
  if (!day) return std::nullopt;
  MailDate date{*day, std::nullopt};
  if (words.size() < at + 5) return date;
  const auto clock = clock_of(words[at + 3]);
  const auto ahead = offset_of(words[at + 4]);
  if (clock && ahead) date.at = Instant(*day) + *clock - *ahead;
  return date;
}

}  // namespace

std::optional<Instant> mail_instant(std::string_view value) {
  const auto date = mail_date(value);
  return date ? date->at : std::nullopt;
}

Result<void> set_published_as_in_mail(Document& document, std::string_view value) {
  if (set_published(document, value)) return {};
  if (const auto date = mail_date(value)) {
    document.published = date->at.value_or(Instant(date->day));
    document.published_precision = date->at ? Precision::minute : Precision::day;
    return {};
  }
  // A clock of ISO 8601 without its zone: the day is sure, or as good as.
  if (value.size() > 10 && (value[10] == 'T' || value[10] == ' ') &&
      set_published(document, value.substr(0, 10)))
    return {};
  return invalid(
      fmt::format("'{}' is not a moment in time", repaired_utf8(value.substr(0, 60))),
      "dates are written as 'Sun, 02 Nov 2025 10:30:00 +0200' or 2025-11-02T10:30+02:00");
}

}  // namespace truce::intake
