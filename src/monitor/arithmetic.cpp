// SPDX-License-Identifier: Apache-2.0
#include "monitor/arithmetic.h"

#include <fmt/format.h>

#include <map>

#include "monitor/words.h"

namespace truce::monitor {

std::vector<ArithmeticFlag> arithmetic(const World& world) {
  struct Parts {
    std::int64_t sum = 0;
    int count = 0;
    bool exact = true;
  };
  std::map<std::uint32_t, Parts> wholes;  // in log order
  for (const Told& told : world.told) {
    if (told.whole == kNone || told.standing != Standing::told) continue;
    // "497 since October, 27 of them on Saturday": a day's share belongs to no breakdown.
    if (told.statement->window.cumulative != world.told[told.whole].statement->window.cumulative)
      continue;
    const Figure& figure = *told.statement->figure;
    Parts& parts = wholes[told.whole];
    ++parts.count;
    parts.exact &= figure.low.has_value() && figure.low == figure.high;
    parts.sum += figure.low.value_or(0);
  }
  std::vector<ArithmeticFlag> flags;
  for (const auto& [at, parts] : wholes) {
    const Told& whole = world.told[at];
    const auto& figure = whole.statement->figure;
    if (!parts.exact || !whole.stands() || !figure || !figure->low || parts.sum == *figure->low)
      continue;
    const bool exceeds = figure->high && parts.sum > *figure->high;
    const bool falls_short = parts.count >= 3 && parts.sum < *figure->low;
    if (exceeds || falls_short)
      flags.push_back({whole.statement->id, "parts sum to " + grouped(parts.sum)});
  }
  return flags;
}

}  // namespace truce::monitor
