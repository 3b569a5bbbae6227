// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "report/pieces.h"
#include "report/report.h"

namespace truce::report {
namespace {

std::string progress_words(const Progress& progress) {
  std::string words = count_words(progress.low, progress.high);
  if (progress.target) words += fmt::format(" of {}", *progress.target);
  return fmt::format("{} by {}, {}", words, progress.counter.name, to_words(progress.on));
}

std::string periods_words(const Periods& periods) {
  return fmt::format("short in {} of {} told, {} elapsed, by {}", periods.short_of, periods.told,
                     periods.elapsed, periods.counter.name);
}

/// "alleged in 12 incidents (9 by A, 3 by B) · found 0 · last alleged 19 Dec 2025"
std::string alleged_words(const Verdict& verdict) {
  std::vector<std::string> by;
  for (const AllegedBy& alleged : verdict.alleged)
    if (by.size() < 3)
      by.push_back(alleged.against == alleged.by.name
                       ? fmt::format("{} told by {} of itself", alleged.incidents, alleged.by.name)
                   : alleged.against.empty()
                       ? fmt::format("{} told by {}", alleged.incidents, alleged.by.name)
                       : fmt::format("{} told by {} of {}", alleged.incidents, alleged.by.name,
                                     alleged.against));
  if (verdict.alleged.size() > by.size())
    by.push_back(fmt::format("{} more voices", verdict.alleged.size() - by.size()));
  std::string words = fmt::format("alleged in {} incident{}", verdict.alleged_incidents,
                                  verdict.alleged_incidents == 1 ? "" : "s");
  if (!by.empty()) words += fmt::format(" ({})", fmt::join(by, "; "));
  words += fmt::format(" · found {}", verdict.found);
  if (verdict.last_alleged) words += " · last alleged " + to_words(*verdict.last_alleged);
  return words;
}

bool counts_allegations(const Verdict& verdict) {
  return verdict.status == ClauseStatus::watched || verdict.alleged_incidents > 0 ||
         verdict.found > 0;
}

}  // namespace

Result<Format> parse_format(std::string_view word) {
  if (word == "text") return Format::text;
  if (word == "json") return Format::json;
  if (word == "csv") return Format::csv;
  return invalid(fmt::format("'{}' is not a format", word), "write text, json or csv");
}

std::string summary_of(const Verdict& verdict) {
  std::vector<std::string> parts;
  for (const Progress& progress : verdict.progress)
    if (parts.size() < 2) parts.push_back(progress_words(progress));
  for (const Periods& periods : verdict.periods)
    if (parts.size() < 2) parts.push_back(periods_words(periods));
  if (counts_allegations(verdict)) parts.push_back(alleged_words(verdict));
  if (parts.empty() && verdict.due) parts.push_back("due " + to_words(*verdict.due));
  if (parts.empty() && verdict.days_open > 0)
    parts.push_back(fmt::format("open for {} days, nothing reported", verdict.days_open));
  return fmt::format("{}", fmt::join(parts, " · "));
}

}  // namespace truce::report
