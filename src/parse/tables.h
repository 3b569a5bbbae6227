// SPDX-License-Identifier: Apache-2.0
// Weights as they are looked up: tables of small numbers that lie in the program or in a file as
// they are used, so that nothing is parsed and few lines of the cache are touched.
//
// A feature is known by 16 bits of its hash within its bucket. Two features that agree in bucket
// and bits count as one; with the sizes in use that is one unknown feature in some thousands.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parse/perceptron.h"

namespace truce::parse {

/// Where a feature is looked for, and by which bits it is known there.
struct Slot {
  std::uint32_t bucket = 0;
  std::uint16_t mark = 1;
};
inline Slot slot_of(Feature feature, std::uint32_t buckets) {
  const auto mark = static_cast<std::uint16_t>(feature);
  return {static_cast<std::uint32_t>(((feature >> 32U) * buckets) >> 32U),
          mark == 0 ? std::uint16_t{1} : mark};
}

/// Weights of a choice among three, as two differences from the first.
class ArcTable {
 public:
  static constexpr std::size_t kSlots = 16;
  struct alignas(64) Bucket {
    std::array<std::uint16_t, kSlots> marks;
    std::array<std::uint16_t, kSlots> weights;  // two signed bytes
  };

  ArcTable() = default;
  explicit ArcTable(std::span<const Bucket> buckets) : buckets_(buckets) {}

  /// The scores of classes 1 and 2, that of 0 being 0.
  std::array<std::int32_t, 2> score(std::span<const Feature> features) const;

  /// The buckets for `features`, at most `bytes_max` of them; what weighs least is left out.
  static std::vector<Bucket> packed(std::vector<AveragedFeature> features, std::size_t bytes_max);

 private:
  std::span<const Bucket> buckets_;
};

/// Weights of a choice among many, of which each feature speaks of a few.
class ChoiceTable {
 public:
  static constexpr std::size_t kSlots = 10;
  struct alignas(64) Bucket {
    std::array<std::uint16_t, kSlots> marks;
    std::array<std::uint32_t, kSlots> rows;  // first cell << 8 | count
    std::uint32_t unused;
  };
  struct Cell {
    std::uint8_t class_number;
    std::int8_t weight;
  };

  ChoiceTable() = default;
  ChoiceTable(std::span<const Bucket> buckets, std::span<const Cell> cells)
      : buckets_(buckets), cells_(cells) {}

  /// Adds the weights of `features` to `scores`.
  void score(std::span<const Feature> features, std::span<std::int32_t> scores) const;

  /// Whether every row lies within the cells, and every class is below `classes`.
  bool is_sound(std::size_t classes) const;

  struct Packed {
    std::vector<Bucket> buckets;
    std::vector<Cell> cells;
  };
  static Packed packed(std::vector<AveragedFeature> features, std::size_t bytes_max);

 private:
  std::span<const Bucket> buckets_;
  std::span<const Cell> cells_;
};

}  // namespace truce::parse
