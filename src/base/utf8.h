// SPDX-License-Identifier: Apache-2.0
// UTF-8: validity, and the way between bytes (ours) and code points (what we print for others).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace truce {

/// Whether every byte belongs to a well-formed, shortest-form sequence (RFC 3629).
bool is_utf8(std::string_view text);

/// `text` with every malformed byte replaced by U+FFFD.
std::string repaired_utf8(std::string_view text);

/// Answers "how many code points precede byte b" and "at which byte does code point p begin" for
/// one text, without walking over it.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text);
  /// Code points before byte `at`; a byte inside a sequence counts as its start.
  std::size_t before(std::size_t at) const;
  /// Where code point `point`, from 0, begins; the text's end for as many as there are, and nothing
  /// beyond it.
  std::optional<std::size_t> byte_at(std::size_t point) const;
  /// How many code points the text has.
  std::size_t size() const { return at_stride_.back(); }

 private:
  static constexpr std::size_t kStride = 64;
  std::string text_;
  std::vector<std::size_t> at_stride_;
};

}  // namespace truce
