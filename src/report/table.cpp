// SPDX-License-Identifier: Apache-2.0
#include "report/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace truce::report {
namespace {

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<std::uint8_t>(byte) & 0xC0U) != 0x80U;
  }));
}

std::string csv_cell(std::string_view cell) {
  std::string out;
  if (!cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos) {
    const bool is_number = cell.size() > 1 && cell.front() == '-' &&
                           cell.find_first_not_of("0123456789.", 1) == std::string_view::npos;
    if (!is_number) out += '\'';
  }
  out += cell;
  if (out.find_first_of(",\"\r\n") == std::string::npos) return out;
  std::string quoted = "\"";
  for (const char byte : out) {
    if (byte == '"') quoted += '"';
    quoted += byte;
  }
  return quoted + "\"";
}

}  // namespace

std::string text_of(const Table& table) {
  std::vector<std::size_t> widths;
  for (const auto& column : table.columns) widths.push_back(width_of(column));
  for (const auto& row : table.rows)
    for (std::size_t at = 0; at < row.size(); ++at)
      widths[at] = std::max(widths[at], width_of(row[at]));

  std::string out;
  const auto print = [&](const std::vector<std::string>& row) {
    std::string line;
    for (std::size_t at = 0; at < row.size(); ++at) {
      line += visible(row[at]);
      if (at + 1 < row.size()) line.append(widths[at] - width_of(row[at]) + 2, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + '\n';
  };
  if (std::any_of(table.columns.begin(), table.columns.end(),
                  [](const auto& name) { return !name.empty(); }))
    print(table.columns);
  for (const auto& row : table.rows) print(row);
  return out;
}

std::string csv_of(const Table& table) {
  std::string out;
  const auto print = [&](const std::vector<std::string>& row) {
    for (std::size_t at = 0; at < row.size(); ++at) {
      if (at > 0) out += ',';
      out += csv_cell(row[at]);
    }
    out += "\r\n";
  };
  print(table.columns);
  for (const auto& row : table.rows) print(row);
  return out;
}

std::string visible(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<std::uint8_t>(text[at]);
    if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F) {
      out += fmt::format("\\x{:02x}", byte);
    } else if (byte == 0xE2 && at + 2 < text.size()) {
      const auto second = static_cast<std::uint8_t>(text[at + 1]);
      const auto third = static_cast<std::uint8_t>(text[at + 2]);
      const unsigned point = (0x2U << 12U) | ((second & 0x3FU) << 6U) | (third & 0x3FU);
      const bool turns = (point >= 0x202A && point <= 0x202E) ||
                         (point >= 0x2066 && point <= 0x2069) || point == 0x200E || point == 0x200F;
      if (turns)
        out += fmt::format("<U+{:04X}>", point);
      else
        out += text.substr(at, 3);
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

}  // namespace truce::report
