// SPDX-License-Identifier: Apache-2.0
// Numbers mixed into one. A feature is nothing but such a number; what was mixed is not kept.
#pragma once

#include <bit>
#include <cstdint>

namespace truce::parse {

/// One multiplication each: this is done a hundred times for every step of the parser.
inline std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  return (std::rotl(a, 25) ^ b) * 0xD6E8FEB86659FD93ULL;
}

inline std::uint64_t mixed(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  return mixed(mixed(a, b), c);
}

/// The last step, after which all bits depend on all of the input.
inline std::uint64_t finished(std::uint64_t h) {
  h = (h ^ (h >> 32U)) * 0xA0761D6478BD642FULL;
  return h ^ (h >> 29U);
}

/// A constant apart from all others, for the kind of a feature.
constexpr std::uint64_t kind_of(std::uint64_t number) { return number * 0x9E3779B97F4A7C15ULL; }

}  // namespace truce::parse
