// SPDX-License-Identifier: Apache-2.0
// What the tagger and the parser look at in a word: numbers computed once from its letters.
#pragma once

#include <cstdint>
#include <string_view>

namespace truce::parse {

/// Never 0, which stands for "no word here".
using Atom = std::uint64_t;

struct WordAtoms {
  Atom form = 0;        // letters small, digits 0, typographic variants of quotes and dashes as one
  Atom shape = 0;       // capitals, digits, hyphens, dots; length up to four
  Atom prefix[3] = {};  // of 1, 2 and 3 letters
  Atom suffix[4] = {};  // of 1 to 4 letters
  bool capital = false;
};

WordAtoms atoms_of(std::string_view word);

}  // namespace truce::parse
