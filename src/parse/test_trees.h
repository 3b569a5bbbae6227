// SPDX-License-Identifier: Apache-2.0
// Trees for tests: given by their heads, or grown at random.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "parse/treebank.h"

namespace truce::parse {

inline GoldSentence tree_of(const std::vector<std::uint32_t>& heads) {
  GoldSentence sentence(heads.size());
  for (std::size_t i = 0; i < heads.size(); ++i) {
    sentence[i].form = "word";
    sentence[i].head = heads[i];
    sentence[i].relation = heads[i] == 0 ? Relation::root : Relation::dep;
  }
  return sentence;
}

inline std::vector<std::uint32_t> heads_of(const GoldSentence& sentence) {
  std::vector<std::uint32_t> heads;
  for (const GoldWord& word : sentence) heads.push_back(word.head);
  return heads;
}

/// Hangs words [begin, end) (from 1) under `head` without a crossing; `pick(n)` gives a number
/// below n.
inline void grow(std::vector<std::uint32_t>& heads, std::uint32_t begin, std::uint32_t end,
                 std::uint32_t head, const std::function<std::uint32_t(std::uint32_t)>& pick) {
  // The words are cut into stretches; one word of each hangs under the head, the rest under it.
  while (begin < end) {
    const std::uint32_t stop = head == 0 ? end : begin + 1 + pick(end - begin);
    const std::uint32_t top = begin + pick(stop - begin);
    heads[top - 1] = head;
    grow(heads, begin, top, top, pick);
    grow(heads, top + 1, stop, top, pick);
    begin = stop;
  }
}

}  // namespace truce::parse
