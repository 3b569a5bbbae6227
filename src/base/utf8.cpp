// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.h"

#include <algorithm>
#include <cstdint>

namespace truce {
namespace {

bool is_continuation(char byte) { return (static_cast<std::uint8_t>(byte) & 0xC0U) == 0x80U; }

/// Length of the well-formed sequence at the front of `text`, 0 if there is none.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(text[at]); };
  if (byte(0) < 0x80) return 1;
  std::size_t length = 0;
  std::uint32_t point = 0;
  if (byte(0) >= 0xC2 && byte(0) < 0xE0) {
    length = 2;
    point = byte(0) & 0x1FU;
  } else if (byte(0) >= 0xE0 && byte(0) < 0xF0) {
    length = 3;
    point = byte(0) & 0x0FU;
  } else if (byte(0) >= 0xF0 && byte(0) < 0xF5) {
    length = 4;
    point = byte(0) & 0x07U;
  } else {
    return 0;
  }
  if (text.size() < length) return 0;
  for (std::size_t at = 1; at < length; ++at) {
    if (!is_continuation(text[at])) return 0;
    point = (point << 6U) | (byte(at) & 0x3FU);
  }
  const bool too_long = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
  const bool surrogate = point >= 0xD800 && point < 0xE000;
  return too_long || surrogate || point > 0x10FFFF ? 0 : length;
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string repaired_utf8(std::string_view text) {
  std::string repaired;
  repaired.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    repaired += length == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(0, length);
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return repaired;
}

CodePoints::CodePoints(std::string_view text) : text_(text) {
  std::size_t points = 0;
  for (std::size_t at = 0; at < text_.size(); ++at) {
    if (at % kStride == 0) at_stride_.push_back(points);
    if (!is_continuation(text_[at])) ++points;
  }
  at_stride_.push_back(points);
}

std::size_t CodePoints::before(std::size_t at) const {
  at = std::min(at, text_.size());
  while (at > 0 && at < text_.size() && is_continuation(text_[at])) --at;
  if (at == text_.size()) return at_stride_.back();
  std::size_t points = at_stride_[at / kStride];
  for (std::size_t byte = at / kStride * kStride; byte < at; ++byte)
    if (!is_continuation(text_[byte])) ++points;
  return points;
}

std::optional<std::size_t> CodePoints::byte_at(std::size_t point) const {
  if (point > size()) return std::nullopt;
  if (point == size()) return text_.size();
  // The last stride before which no more than `point` begin.
  const auto behind = std::upper_bound(at_stride_.begin(), at_stride_.end() - 1, point);
  const auto stride = static_cast<std::size_t>(behind - at_stride_.begin()) - 1;
  std::size_t points = at_stride_[stride];
  std::size_t at = stride * kStride;
  while (is_continuation(text_[at]) || points++ < point) ++at;
  return at;
}

}  // namespace truce
