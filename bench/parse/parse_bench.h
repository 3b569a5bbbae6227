// SPDX-License-Identifier: Apache-2.0
// How well and how fast sentences are tagged and parsed, against a treebank.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace truce::bench {

struct ParseBench {
  std::vector<std::string> treebanks;
  std::string weights;  // empty: those of the program
  std::string words =
      "treebank";  // treebank, reader (regrouped) or text (found in the text itself)
  int rounds = 5;  // of which the fastest counts
};

Result<void> run(const ParseBench& bench);

}  // namespace truce::bench
