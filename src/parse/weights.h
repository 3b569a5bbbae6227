// SPDX-License-Identifier: Apache-2.0
// The file of weights: a head, and five tables that are used where they lie.
//
//     0   "truceSY1"
//     8   numbers, four bytes each, the least byte first: classes; buckets and cells of the tags,
//         buckets of the arcs, buckets and cells of the relations
//    32   SHA-256 of all that follows
//    64   the word classes, two bytes each, in 256 bytes
//   320   the tables in that order, each from a multiple of 64
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "parse/sentence.h"
#include "parse/tables.h"

namespace truce::parse {

inline constexpr std::size_t kClassesMax = 128;

/// The class that weights score highest; of equals the first.
template <class Weights>
std::uint8_t best_class(const Weights& weights, const Features& features, std::size_t classes) {
  std::array<std::int32_t, kClassesMax> scores{};
  weights.score(features.list(), scores);
  const auto end = scores.begin() + static_cast<std::ptrdiff_t>(classes);
  return static_cast<std::uint8_t>(std::max_element(scores.begin(), end) - scores.begin());
}

struct WeightTables {
  std::vector<WordClass> classes;
  ChoiceTable tags;
  ArcTable arcs;
  ChoiceTable relations;
};

struct PackedWeights {
  std::vector<WordClass> classes;
  ChoiceTable::Packed tags;
  std::vector<ArcTable::Bucket> arcs;
  ChoiceTable::Packed relations;
};

std::string file_of(const PackedWeights& weights);

/// The tables in `bytes`, which must outlive them and begin at a multiple of 64. Weights that are
/// part of the program were checked when it was tested, so `trusted` ones are not read through.
Result<WeightTables> tables_in(std::string_view bytes, bool trusted);

}  // namespace truce::parse
