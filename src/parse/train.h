// SPDX-License-Identifier: Apache-2.0
// Fits the weights of the tagger and the parser on treebanks.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/treebank.h"

namespace truce::parse {

struct Training {
  int tag_rounds = 5;
  int arc_rounds = 6;
  /// So many are fitted, each on the examples in an order of its own, and their weights averaged.
  int models = 4;
  /// The parser learns on tags as the tagger gives them to sentences it has not seen: the treebank
  /// in so many parts, each tagged by what the others taught.
  int parts = 5;
  /// A feature is learnt when it comes so often.
  int arc_least = 2;
  int relation_least = 2;
  std::size_t tag_bytes = 1'050'000;
  std::size_t arc_bytes = 1'600'000;
  std::size_t relation_bytes = 2'400'000;
  /// Told of each step in a line of words.
  std::function<void(std::string_view)> tell = [](std::string_view) {};
};

/// The bytes of the weights, for Model::from_bytes(). The same sentences in the same order give the
/// same bytes.
std::string fitted(const std::vector<GoldSentence>& sentences, const Training& training);

}  // namespace truce::parse
