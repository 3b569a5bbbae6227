// SPDX-License-Identifier: Apache-2.0
// Where a byte of a text stands as people and editors count: in lines and columns.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace truce {

/// From 0. Columns are counted in code points and, as most editors do, in units of UTF-16; a
/// malformed byte counts as one.
struct TextPlace {
  std::size_t line = 0;
  std::size_t column = 0;
  std::size_t utf16 = 0;
  friend bool operator==(const TextPlace&, const TextPlace&) = default;
};

/// Answers for one text, which must outlive it. A line ends with "\n", "\r\n" or a lone "\r".
class TextPlaces {
 public:
  explicit TextPlaces(std::string_view text);
  /// The place of byte `at`. One inside a code point stands at its start, one behind the end at the
  /// end.
  TextPlace place_of(std::size_t at) const;
  /// The byte at a column of UTF-16; behind the end of a line, the line's end. Inside a pair of
  /// units, the byte where the pair begins.
  std::size_t byte_at(std::size_t line, std::size_t utf16) const;
  std::size_t lines() const { return begins_.size(); }
  /// The line without what ends it.
  std::string_view line(std::size_t number) const;

 private:
  std::string_view text_;
  std::vector<std::size_t> begins_;
};

}  // namespace truce
