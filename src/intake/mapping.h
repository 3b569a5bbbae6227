// SPDX-License-Identifier: Apache-2.0
// What the columns of a table count: the mapping file of docs/series.md.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/series.h"

namespace truce::intake {

struct Mapping {
  Series series;
  std::string file;
  std::string date_column;
  std::string known_column;          // whose day, at `known_at`, a row counts as known
  std::chrono::seconds known_at{0};  // after that day's midnight
  std::string zone = "UTC";
  std::string language = "en";
  std::vector<std::optional<Day>>
      since;  // for each of series.columns: first day of its running total
};

/// Refused with the line of the first mistake.
Result<Mapping> mapping_of(std::string_view file, std::string_view text);

}  // namespace truce::intake
