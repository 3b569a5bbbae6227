// SPDX-License-Identifier: Apache-2.0
// Instants, days and periods, and how they are read and written. Zones are in zone.h.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace truce {

using Instant = std::chrono::sys_seconds;  // always UTC
using Day = std::chrono::sys_days;         // a calendar day; which zone's is said by its owner

/// From `begin` up to, but not including, `end`.
struct Period {
  Instant begin;
  Instant end;
  bool contains(Instant at) const { return begin <= at && at < end; }
  friend bool operator==(const Period&, const Period&) = default;
};

/// How finely a time is known.
enum class Precision { minute, hour, part_of_day, day, week, month, year, unknown };

/// Reads "2025-12-19T12:00Z", "2025-12-19T12:00:00+02:00", "2025-12-19 12:00Z" or "2025-12-19"
/// (midnight UTC). An instant without an offset is refused, so nobody's clock is guessed.
Result<Instant> parse_instant(std::string_view text);

/// The same for "as known …": a day alone is taken whole, so its last second is meant.
Result<Instant> parse_as_known(std::string_view text);

/// Reads "2025-12-19".
Result<Day> parse_day(std::string_view text);

/// "2025-12-19T12:00:00Z"
std::string to_text(Instant at);
/// "2025-12-19"
std::string to_text(Day day);
/// "19 Dec 2025", as people read it.
std::string to_words(Day day);
/// "19 Dec 2025 12:00 UTC"
std::string to_words(Instant at);

std::string_view to_text(Precision precision);
std::optional<Precision> precision_from(std::string_view text);

inline Day day_of(Instant at) { return std::chrono::floor<std::chrono::days>(at); }

}  // namespace truce
