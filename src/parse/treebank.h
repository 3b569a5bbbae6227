// SPDX-License-Identifier: Apache-2.0
// Sentences with their tags and trees, as people have drawn them: what the parser is fitted on and
// measured against.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "parse/inventory.h"

namespace truce::parse {

/// A word of a treebank. `head` counts words of the sentence from 1; 0 is the root.
struct GoldWord {
  std::string form;
  Upos upos = Upos::x;
  Xpos xpos = Xpos::none;
  std::uint32_t head = 0;
  Relation relation = Relation::dep;
  bool space_after = true;
  bool joined = false;  // written as one with the word before, as "n't" is

  friend bool operator==(const GoldWord&, const GoldWord&) = default;
};
using GoldSentence = std::vector<GoldWord>;

/// The sentences of a CoNLL-U text, in their order. `file` is for the message of a mistake, which
/// names the line. Every tree is checked: one root, no cycle, heads that exist.
Result<std::vector<GoldSentence>> conllu_sentences(std::string_view text, std::string_view file);

bool is_projective(const GoldSentence& sentence);
/// Hangs each word whose arc crosses another on the nearest word above that makes it cross none.
void make_projective(GoldSentence& sentence);

/// The sentence in the words of this program's reader, which cuts less finely than a treebank:
/// "didn't", "two-day" and "cannot" are one word, "'s" stays its own, "..." is three marks. A word
/// made of several has the tag, head and relation of the topmost.
GoldSentence in_reader_words(const GoldSentence& sentence);

}  // namespace truce::parse
