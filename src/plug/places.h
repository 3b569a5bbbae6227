// SPDX-License-Identifier: Apache-2.0
// The byte at which the n-th character of a text begins: what others count in, and what we do.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace truce::plug {

class PlacesInText {
 public:
  /// `text` is UTF-8 and must outlive this.
  explicit PlacesInText(std::string_view text) : text_(text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (!begins(at)) continue;
      if (size_++ % kStride == 0) at_stride_.push_back(at);
    }
  }

  /// How many code points the text has.
  std::uint64_t size() const { return size_; }

  /// Nothing behind the text's end.
  std::optional<std::size_t> byte_at(std::uint64_t point) const {
    if (point > size_) return std::nullopt;
    if (point == size_) return text_.size();
    std::size_t at = at_stride_[point / kStride];
    for (std::uint64_t left = point % kStride; left > 0; --left) do
        ++at;
      while (!begins(at));
    return at;
  }

 private:
  static constexpr std::uint64_t kStride = 64;
  bool begins(std::size_t at) const {
    return (static_cast<unsigned char>(text_[at]) & 0xC0U) != 0x80;
  }
  std::string_view text_;
  std::uint64_t size_ = 0;
  std::vector<std::size_t> at_stride_;
};

}  // namespace truce::plug
