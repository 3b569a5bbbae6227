// SPDX-License-Identifier: Apache-2.0
// An averaged perceptron over hashed features (Freund and Schapire, 1999; Collins, 2002).
//
// Everything is whole numbers and happens in the order of the examples, so the same examples give
// the same weights on every machine.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace truce::parse {

using Feature = std::uint64_t;

/// The weight of one feature for one class, averaged over the examples seen: kAverageUnit is 1.
struct AveragedWeight {
  std::uint8_t class_number = 0;
  std::int32_t weight = 0;
};
inline constexpr std::int64_t kAverageUnit = 256;

struct AveragedFeature {
  Feature feature = 0;
  std::vector<AveragedWeight> weights;
};

class Perceptron {
 public:
  Perceptron();

  /// Adds the weight of each feature for each class to `scores`.
  void score(std::span<const Feature> features, std::span<std::int32_t> scores) const;

  /// Moves the weights of `features` for a class by `step`.
  void update(std::span<const Feature> features, std::uint8_t class_number, std::int32_t step);

  /// One more example has been seen.
  void tick() { ++now_; }

  /// In the order in which the features first counted.
  std::vector<AveragedFeature> averaged() const;

 private:
  struct Cell {
    std::int64_t total = 0;
    std::int32_t weight = 0;
    std::uint32_t since = 0;  // total holds the sum up to here
    std::uint8_t class_number = 0;
  };
  struct Row {
    Feature feature = 0;  // 0: free
    std::uint32_t first = 0;
    std::uint16_t count = 0;
    std::uint16_t room = 0;
    std::uint32_t born = 0;  // order of creation
  };

  const Row* row_of(Feature feature) const;
  Row& made_row(Feature feature);
  Cell& made_cell(Row& row, std::uint8_t class_number);
  void grow();

  std::vector<Row> rows_;  // open addressing, a power of two
  std::size_t used_ = 0;
  std::vector<Cell> cells_;
  std::uint32_t now_ = 1;
};

}  // namespace truce::parse
