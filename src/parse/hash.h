// SPDX-License-Identifier: Apache-2.0
// Numbers mixed into one. A feature is nothing but such a number; what was mixed is not kept.
#pragma once

#include <cstdint>

namespace truce::parse {

inline std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  std::uint64_t h = (a ^ (b * 0x9E3779B97F4A7C15ULL)) * 0xD6E8FEB86659FD93ULL;
  return h ^ (h >> 32U);
}

inline std::uint64_t mixed(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  return mixed(mixed(a, b), c);
}

/// The last step, after which all bits depend on all of the input.
inline std::uint64_t finished(std::uint64_t h) {
  h *= 0xA0761D6478BD642FULL;
  return h ^ (h >> 29U);
}

}  // namespace truce::parse
