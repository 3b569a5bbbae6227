// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <string_view>

namespace truce {

/// From byte `begin` up to, but not including, byte `end` of a UTF-8 text.
struct TextSpan {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t size() const { return end - begin; }
  bool covers(TextSpan other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(TextSpan other) const { return begin < other.end && other.begin < end; }
  std::string_view in(std::string_view text) const { return text.substr(begin, end - begin); }
  friend auto operator<=>(const TextSpan&, const TextSpan&) = default;
};

}  // namespace truce
