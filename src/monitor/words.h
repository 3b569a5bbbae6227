// SPDX-License-Identifier: Apache-2.0
// The monitor's sentences: short pieces that several of them share.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "monitor/monitor.h"

namespace truce::monitor {

/// "6,225"
std::string grouped(std::int64_t number);
/// "395 or more", "20", "5 to 6", "up to 9", "unknown"
std::string range_in_words(std::optional<std::int64_t> low, std::optional<std::int64_t> high);
/// "1 incident", "3 incidents"
std::string counted(std::int64_t count, std::string_view one);
/// "a", "a and b", "a, b and c"
std::string listed(std::span<const std::string> words);

/// The act as a title begins: "Air strike". Names no doer.
std::string_view title_of(Act act);
/// The title of an incident of which only a count is known: "Deaths".
std::string_view title_of(Measure measure);
/// "killed", "bodies returned"
std::string in_words(Measure measure);

}  // namespace truce::monitor
