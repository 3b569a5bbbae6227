// SPDX-License-Identifier: Apache-2.0
// Why lines of one tally differ, in sentences with their figures.
#include <fmt/format.h>

#include "monitor/tally.h"
#include "monitor/words.h"

namespace truce::monitor {
namespace {

const ColumnTotal* total_of(const ColumnTotals& totals, const Series& series,
                            const SeriesColumn& column) {
  const auto found = totals.find(series.name + "/" + column.name);
  return found == totals.end() ? nullptr : &found->second;
}

bool has_line(const Tally& tally, const Series& series, const SeriesColumn& column) {
  const std::string name = series.name + "/" + column.name;
  return std::any_of(tally.lines.begin(), tally.lines.end(),
                     [&](const TallyLine& line) { return line.series == name; });
}

// A running total of the whole shows how far it rose; the first day's own count is part of the
// rise.
std::optional<std::int64_t> rise_of(const ColumnTotals& totals, const Series& series,
                                    const SeriesColumn& whole, std::int64_t first_day) {
  for (const SeriesColumn& column : series.columns) {
    if (!column.cumulative || column.measure != whole.measure || !column.part_of.empty()) continue;
    if (const ColumnTotal* total = total_of(totals, series, column))
      return total->last - total->first + first_day;
  }
  return std::nullopt;
}

/// "1,173 newly killed, while the whole rose by 6,225: …" for one whole and its parts.
std::optional<std::string> parts_sentence(const ColumnTotals& totals, const Tally& tally,
                                          const Series& series, const SeriesColumn& whole) {
  const ColumnTotal* sum = total_of(totals, series, whole);
  if (sum == nullptr) return std::nullopt;
  const SeriesColumn* shown = nullptr;
  std::vector<std::string> others;
  std::int64_t split = 0;
  for (const SeriesColumn& part : series.columns) {
    if (part.part_of != whole.name) continue;
    const ColumnTotal* total = total_of(totals, series, part);
    if (total == nullptr) continue;
    split += total->sum;
    if (shown == nullptr && has_line(tally, series, part))
      shown = &part;
    else
      others.push_back(fmt::format("{} {}", grouped(total->sum), part.label));
  }
  if (others.empty() || (shown == nullptr && !has_line(tally, series, whole))) return std::nullopt;
  if (sum->sum != split)
    others.push_back(fmt::format("{} not split by the source", grouped(sum->sum - split)));
  const auto rise = rise_of(totals, series, whole, sum->first);
  std::string sentence =
      fmt::format("{} by {}, {} to {}: {}", grouped(rise.value_or(sum->sum)), series.counter,
                  to_words(sum->from), to_words(sum->until), whole.label);
  if (shown)
    sentence +=
        fmt::format("; {} {}; the difference is {}", grouped(total_of(totals, series, *shown)->sum),
                    shown->label, listed(others));
  else
    sentence += "; made of " + listed(others);
  if (rise && *rise != sum->sum)
    sentence += fmt::format("; the daily figures come to {}", grouped(sum->sum));
  return sentence;
}

void explain_parts(const ColumnTotals& totals, const Count& count, const Tally& tally,
                   std::vector<std::string>& why) {
  std::vector<const Series*> seen;
  for (const std::uint32_t at : count.order) {
    const Stream& stream = count.streams[at];
    if (!stream.series || std::find(seen.begin(), seen.end(), stream.series) != seen.end())
      continue;
    seen.push_back(stream.series);
    for (const SeriesColumn& whole : stream.series->columns)
      if (auto sentence = parts_sentence(totals, tally, *stream.series, whole))
        why.push_back(std::move(*sentence));
  }
}

void explain_things(const World& world, const Count& count, std::vector<std::string>& why) {
  std::vector<std::string> counters;
  std::vector<Thing> things;
  for (const std::uint32_t at : count.order) {
    const Stream& stream = count.streams[at];
    if (stream.column || stream.totals.empty()) continue;
    counters.push_back(fmt::format("{} counts {}", world.roster[stream.counter].voice.name,
                                   to_text(stream.thing)));
    if (std::find(things.begin(), things.end(), stream.thing) == things.end())
      things.push_back(stream.thing);
  }
  if (things.size() > 1) why.push_back("the lines count different people: " + listed(counters));
}

void explain_windows(const World& world, std::vector<std::string>& why) {
  std::vector<std::string> windows;
  for (const EntryIntoForce& entry : world.agreement.in_force)
    windows.push_back(fmt::format("{} counts from {}", entry.as.empty() ? "the text" : entry.as,
                                  to_words(entry.at.day)));
  if (windows.size() > 1) why.push_back("the counts do not begin alike: " + listed(windows));
}

}  // namespace

ColumnTotals column_totals(const World& world) {
  ColumnTotals totals;
  for (const Told& told : world.told) {
    const Statement& statement = *told.statement;
    if (statement.series.empty() || !told.stands() || !statement.figure || !statement.figure->low)
      continue;
    const Day day = world.day_told(told);
    if (!world.in_force_days.empty() && day < world.in_force_days.front()) continue;
    const auto [at, fresh] = totals.try_emplace(statement.series);
    ColumnTotal& total = at->second;
    total.sum += *statement.figure->low;
    if (fresh || day < total.from) {
      total.from = day;
      total.first = *statement.figure->low;
    }
    if (fresh || day >= total.until) {
      total.until = day;
      total.last = *statement.figure->low;
    }
  }
  return totals;
}

std::vector<std::string> why_differ(const World& world, const ColumnTotals& totals,
                                    const Count& count, const Tally& tally) {
  std::vector<std::string> why;
  if (tally.lines.size() < 2) return why;
  explain_parts(totals, count, tally, why);
  if (count.subject.kind != Subject::Kind::rule) return why;
  explain_things(world, count, why);
  explain_windows(world, why);
  return why;
}

}  // namespace truce::monitor
