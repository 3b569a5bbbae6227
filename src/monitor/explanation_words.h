// SPDX-License-Identifier: Apache-2.0
// Reads figures, days and moments out of the sentences of an explanation. For the tests.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace truce::monitor::testing {

using Captures = std::vector<std::string>;

/// "{} of {}" against a text: what stands at the marks; the last mark is cut at its last
/// separator, the others at their first.
std::optional<Captures> match(std::string_view text, std::string_view pattern);

/// "6,225"
std::optional<std::int64_t> number_in(std::string_view text);

struct Range {
  std::optional<std::int64_t> low, high;
  friend bool operator==(const Range&, const Range&) = default;
};
/// "20", "5 to 6", "395 or more", "up to 9"
std::optional<Range> range_in(std::string_view text);

/// "4 Dec 2025"
std::optional<Day> day_in(std::string_view text);

/// "13 Oct 2025 09:00 UTC"
std::optional<Instant> instant_in(std::string_view text);

/// Without capitals and a leading "the".
std::string plain(std::string_view name);

}  // namespace truce::monitor::testing
