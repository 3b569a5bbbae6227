// SPDX-License-Identifier: Apache-2.0
// Running counts, one line per counter, side by side and never summed.
#pragma once

#include <vector>

#include "monitor/counting.h"

namespace truce::monitor {

/// The tallies of `counts` without lines, in their order.
std::vector<Tally> empty_tallies(const std::vector<Count>& counts);

/// Makes the lines of a tally, anew for those streams that changed. What counters state themselves
/// comes first, then what series state, then sums of daily counts, then sums of single reports; of
/// a sort, the latest word first.
void retell(const World& world, Count& count, Tally& tally);

inline constexpr std::string_view kStated = "running totals as stated";
inline constexpr std::string_view kDaily = "sum of daily counts";
inline constexpr std::string_view kSingle = "sum of single reports";

/// Of a line that has steps: its last word.
inline const TallyStep& last_of(const TallyLine& line) { return line.steps.back(); }

/// Every row that the last value of the line was made from.
std::vector<Id<Statement>> rows_of(const TallyLine& line);

/// Puts behind what counters state those lines that add up a population's parts as one side or one
/// counter gives them; the receiving side's comes first.
void add_population_lines(World& world, const Population& population,
                          const std::vector<Machine>& machines,
                          const std::vector<Tally>& clause_tallies, Tally& tally);

/// What the rows of one imported column come to since entry into force.
struct ColumnTotal {
  std::int64_t sum = 0;
  std::int64_t first = 0;  // of a running total: its first and last value
  std::int64_t last = 0;
  Day from{};
  Day until{};
};
/// By "series name/column".
using ColumnTotals = std::unordered_map<std::string, ColumnTotal>;
ColumnTotals column_totals(const World& world);

/// Sentences on how the lines of a tally differ: whom they count, from when, and which parts of a
/// series make up the difference between its columns.
std::vector<std::string> why_differ(const World& world, const ColumnTotals& totals,
                                    const Count& count, const Tally& tally);

}  // namespace truce::monitor
