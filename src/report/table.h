// SPDX-License-Identifier: Apache-2.0
// A table that can be printed for people or for programs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace truce::report {

struct Table {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

/// Columns padded to their widest cell, in code points; no rules, no colours.
std::string text_of(const Table& table);

/// RFC 4180, UTF-8, CRLF. A cell that a spreadsheet would take for a formula gets a leading
/// apostrophe.
std::string csv_of(const Table& table);

/// The text with bidirectional control characters and other controls made visible, so a name cannot
/// rearrange the line that it stands in.
std::string visible(std::string_view text);

}  // namespace truce::report
