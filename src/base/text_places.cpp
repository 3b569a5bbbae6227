// SPDX-License-Identifier: Apache-2.0
#include "base/text_places.h"

#include <algorithm>

namespace truce {
namespace {

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// How many units of UTF-16 the code point takes whose first byte this is.
std::size_t utf16_units(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte >= 0xF0U && byte < 0xF5U ? 2 : 1;
}

/// Where the code point after the one at `at` begins.
std::size_t next(std::string_view line, std::size_t at) {
  ++at;
  while (at < line.size() && is_continuation(line[at])) ++at;
  return at;
}

}  // namespace

TextPlaces::TextPlaces(std::string_view text) : text_(text), begins_{0} {
  for (std::size_t at = text.find_first_of("\r\n"); at != std::string_view::npos;
       at = text.find_first_of("\r\n", at)) {
    at += text.substr(at).starts_with("\r\n") ? 2 : 1;
    begins_.push_back(at);
  }
}

std::string_view TextPlaces::line(std::size_t number) const {
  if (number >= begins_.size()) return {};
  const std::size_t begin = begins_[number];
  const std::size_t end = number + 1 < begins_.size() ? begins_[number + 1] : text_.size();
  std::string_view line = text_.substr(begin, end - begin);
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

TextPlace TextPlaces::place_of(std::size_t at) const {
  at = std::min(at, text_.size());
  while (at > 0 && at < text_.size() && is_continuation(text_[at])) --at;
  const auto after = std::upper_bound(begins_.begin(), begins_.end(), at);
  TextPlace place;
  place.line = static_cast<std::size_t>(after - begins_.begin()) - 1;
  const std::string_view before = text_.substr(begins_[place.line], at - begins_[place.line]);
  for (std::size_t byte = 0; byte < before.size(); byte = next(before, byte)) {
    ++place.column;
    place.utf16 += utf16_units(before[byte]);
  }
  return place;
}

std::size_t TextPlaces::byte_at(std::size_t line_number, std::size_t utf16) const {
  if (line_number >= begins_.size()) return text_.size();
  const std::string_view of = line(line_number);
  std::size_t byte = 0;
  for (std::size_t units = 0; byte < of.size(); byte = next(of, byte)) {
    units += utf16_units(of[byte]);
    if (units > utf16) break;
  }
  return begins_[line_number] + byte;
}

}  // namespace truce
