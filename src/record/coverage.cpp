// SPDX-License-Identifier: Apache-2.0
#include "record/coverage.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace truce {
namespace {

constexpr std::string_view kForm =
    "as in: watch of Valley from 3 May 2025 until 5 May 2025 for fire";

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// What stands before the last `word` and what stands after it.
std::optional<std::pair<std::string_view, std::string_view>> cut_at_last(std::string_view text,
                                                                         std::string_view word) {
  const std::size_t at = text.rfind(word);
  if (at == text.npos) return std::nullopt;
  return std::pair(trimmed(text.substr(0, at)), trimmed(text.substr(at + word.size())));
}

std::optional<unsigned> month_called(std::string_view word) {
  constexpr std::array months = {"January",   "February", "March",    "April",
                                 "May",       "June",     "July",     "August",
                                 "September", "October",  "November", "December"};
  for (unsigned at = 0; at < months.size(); ++at) {
    const std::string_view month = months.at(at);
    if (word == month || (word.size() == 3 && month.starts_with(word))) return at + 1;
  }
  return std::nullopt;
}

/// "3 May 2025" or "2025-05-03"
std::optional<Day> day_in(std::string_view text) {
  if (const auto day = parse_day(text)) return *day;
  const auto year_cut = cut_at_last(text, " ");
  const auto month_cut = year_cut ? cut_at_last(year_cut->first, " ") : std::nullopt;
  if (!month_cut) return std::nullopt;
  const auto month = month_called(month_cut->second);
  const std::string_view day = month_cut->first;
  if (!month || day.empty() || day.size() > 2 || year_cut->second.size() != 4) return std::nullopt;
  const auto parsed = parse_day(fmt::format("{}-{:02}-{:0>2}", year_cut->second, *month, day));
  return parsed ? std::optional(*parsed) : std::nullopt;
}

/// "fire", "any fire", "air strike": a group of acts, or one act.
bool add_acts(std::string_view word, std::vector<Act>& acts) {
  std::string plain(word.starts_with("any ") ? word.substr(4) : word);
  std::replace(plain.begin(), plain.end(), ' ', '_');
  const auto group = from_text<ActGroup>(plain);
  const std::size_t before = acts.size();
  for (int at = 0; at <= static_cast<int>(Act::other); ++at) {
    const Act act = static_cast<Act>(at);
    if (group ? act_group(act) == *group : to_text(act) == plain) acts.push_back(act);
  }
  return acts.size() > before;
}

Result<std::vector<Act>> acts_in(std::string_view words) {
  std::vector<Act> acts;
  std::string list(words);
  for (std::size_t at = list.find(" and "); at != list.npos; at = list.find(" and "))
    list.replace(at, 5, ",");
  for (std::string_view rest = list; !rest.empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const std::string_view word = trimmed(rest.substr(0, comma));
    if (!add_acts(word, acts))
      return invalid(fmt::format("'{}' is no act and no group of acts", word), std::string(kForm));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return acts;
}

}  // namespace

Result<std::optional<WatchKept>> parse_watch_kept(std::string_view what) {
  std::string_view rest = trimmed(what);
  if (!rest.starts_with("watch of ")) return std::optional<WatchKept>();
  rest = trimmed(rest.substr(9));
  const auto from = cut_at_last(rest, " from ");
  if (!from || from->first.empty())
    return invalid("a watch says of which area, from when and until when", std::string(kForm));
  WatchKept watch;
  if (from->first != "everywhere") watch.area = from->first;
  auto until = cut_at_last(from->second, "until ");
  std::string_view last = until ? until->second : std::string_view();
  if (const std::size_t at = last.find(" for "); at != last.npos) {
    watch.acts = TRY(acts_in(trimmed(last.substr(at + 5))));
    last = trimmed(last.substr(0, at));
  }
  const auto first_day = until ? day_in(until->first) : std::nullopt;
  const auto last_day = day_in(last);
  if (!first_day || !last_day)
    return invalid("the days of the watch cannot be read", std::string(kForm));
  if (*last_day < *first_day)
    return invalid("the watch ends before it begins", "put the earlier day first");
  watch.from = *first_day;
  watch.until = *last_day;
  return std::optional(std::move(watch));
}

}  // namespace truce
