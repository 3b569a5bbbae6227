// SPDX-License-Identifier: Apache-2.0
#include "intake/lines.h"

namespace truce::intake {

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t stop = text.find('\n', begin);
    const std::size_t end = stop == std::string_view::npos ? text.size() : stop + 1;
    std::string_view line = text.substr(begin, end - begin);
    if (line.ends_with('\n')) line.remove_suffix(1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back({lines.size() + 1, line, end});
    begin = end;
  }
  return lines;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n\f\v";
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

std::optional<std::pair<std::string_view, std::string_view>> key_and_value(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view key = trimmed(line.substr(0, colon));
  if (key.empty()) return std::nullopt;
  return std::pair{key, trimmed(line.substr(colon + 1))};
}

std::vector<std::string> pieces(std::string_view text, char separator) {
  std::vector<std::string> found;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && text[at] == '"') quoted = !quoted;
    if (at < text.size() && (quoted || text[at] != separator)) continue;
    found.emplace_back(trimmed(text.substr(begin, at - begin)));
    begin = at + 1;
  }
  return found;
}

}  // namespace truce::intake
