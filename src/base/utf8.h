// SPDX-License-Identifier: Apache-2.0
// UTF-8: validity, and the way between bytes (ours) and code points (what we print for others).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace truce {

/// Whether every byte belongs to a well-formed, shortest-form sequence (RFC 3629).
bool is_utf8(std::string_view text);

/// `text` with every malformed byte replaced by U+FFFD.
std::string repaired_utf8(std::string_view text);

/// Answers "how many code points precede byte b" in constant time for one text.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text);
  /// Code points before byte `at`; a byte inside a sequence counts as its start.
  std::size_t before(std::size_t at) const;

 private:
  static constexpr std::size_t kStride = 64;
  std::string text_;
  std::vector<std::size_t> at_stride_;
};

}  // namespace truce
