// SPDX-License-Identifier: Apache-2.0
// Comma-separated values after RFC 4180, read strictly: what is odd is named by line and column.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/text_span.h"

namespace truce::intake {

struct Cell {
  std::string value;  // unquoted
  TextSpan span;      // of the value within Row::text, without the quotes around it
};

struct Row {
  std::size_t line = 0;   // from 1, where the row begins
  std::string_view text;  // as it stands in the file, without its line break
  std::vector<Cell> cells;
  std::string fault;  // why the row cannot be used; empty when it can
};

/// The rows of `csv`, which must outlive them; empty lines are none. After a quote that never
/// closes, reading goes on with the next line.
std::vector<Row> rows_of(std::string_view csv);

}  // namespace truce::intake
