// SPDX-License-Identifier: Apache-2.0
// Where sentences end. Part of tokens_of(); nobody else calls it.
#pragma once

#include "extract/tokens.h"

namespace truce::extract {

/// Fills `tokens.sentences` and every token's `sentence` and `quote`.
void find_sentences(Tokens& tokens);

}  // namespace truce::extract
