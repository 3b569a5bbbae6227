// SPDX-License-Identifier: Apache-2.0
#include "monitor/explanation_words.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace truce::monitor::testing {

std::optional<Captures> match(std::string_view text, std::string_view pattern) {
  std::vector<std::string_view> pieces;
  for (std::size_t at = pattern.find("{}"); at != pattern.npos; at = pattern.find("{}")) {
    pieces.push_back(pattern.substr(0, at));
    pattern.remove_prefix(at + 2);
  }
  pieces.push_back(pattern);
  if (!text.starts_with(pieces.front())) return std::nullopt;
  text.remove_prefix(pieces.front().size());
  Captures captures;
  for (std::size_t at = 1; at < pieces.size(); ++at) {
    std::size_t end = text.size();
    if (!pieces[at].empty())
      end = at + 1 == pieces.size() || (at + 2 == pieces.size() && pieces.back().empty())
                ? text.rfind(pieces[at])
                : text.find(pieces[at]);
    else if (at + 1 != pieces.size())
      return std::nullopt;
    if (end == text.npos) return std::nullopt;
    captures.emplace_back(text.substr(0, end));
    text.remove_prefix(end + pieces[at].size());
  }
  return text.empty() ? std::optional(captures) : std::nullopt;
}

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  bool any = false;
  for (const char c : text) {
    if (c == ',') continue;
    if (c < '0' || '9' < c) return std::nullopt;
    number = number * 10 + (c - '0');
    any = true;
  }
  return any ? std::optional(number) : std::nullopt;
}

std::optional<Range> range_in(std::string_view text) {
  if (const auto exactly = number_in(text)) return Range{exactly, exactly};
  if (const auto ends = match(text, "{} to {}"))
    if (number_in((*ends)[0]) && number_in((*ends)[1]))
      return Range{number_in((*ends)[0]), number_in((*ends)[1])};
  if (const auto low = match(text, "{} or more"))
    if (number_in((*low)[0])) return Range{number_in((*low)[0]), std::nullopt};
  if (const auto high = match(text, "up to {}"))
    if (number_in((*high)[0])) return Range{std::nullopt, number_in((*high)[0])};
  return std::nullopt;
}

std::optional<Day> day_in(std::string_view text) {
  constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto parts = match(text, "{} {} {}");
  if (!parts) return std::nullopt;
  const auto day = number_in((*parts)[0]);
  const auto year = number_in((*parts)[2]);
  const auto month = std::find((months.begin()), months.end(), (*parts)[1]);
  if (!day || !year || month == months.end()) return std::nullopt;
  return std::chrono::year{static_cast<int>(*year)} / static_cast<int>(month - months.begin() + 1) /
         static_cast<int>(*day);
}

std::optional<Instant> instant_in(std::string_view text) {
  const auto parts = match(text, "{} {} {} {}:{} UTC");
  if (!parts) return std::nullopt;
  const auto day = day_in((*parts)[0] + " " + (*parts)[1] + " " + (*parts)[2]);
  const auto hour = number_in((*parts)[3]);
  const auto minute = number_in((*parts)[4]);
  if (!day || !hour || !minute) return std::nullopt;
  return Instant{*day} + std::chrono::hours{*hour} + std::chrono::minutes{*minute};
}

std::string plain(std::string_view name) {
  std::string out;
  for (const char c : name) out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out.starts_with("the ") ? out.substr(4) : out;
}

}  // namespace truce::monitor::testing
