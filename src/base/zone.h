// SPDX-License-Identifier: Apache-2.0
// Local clocks, from the machine's own zone data (ICU's is years older and is never asked).
#pragma once

#include <string>
#include <string_view>

#include "base/time.h"

namespace truce {

/// A clock on the wall: a day and the seconds since its midnight, in some zone.
struct LocalTime {
  Day day;
  std::chrono::seconds since_midnight{0};
  friend auto operator<=>(const LocalTime&, const LocalTime&) = default;
};

/// Whether the machine knows this zone, e.g. "Asia/Gaza".
bool is_zone(std::string_view zone);

/// The instant of a local time. Where the clock jumps forward over it, the first instant after the
/// gap; where it comes twice, the earlier one.
Result<Instant> instant_of(LocalTime local, std::string_view zone);

/// What the wall clock shows in `zone` at `at`.
Result<LocalTime> local_of(Instant at, std::string_view zone);

}  // namespace truce
