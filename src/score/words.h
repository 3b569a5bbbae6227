// SPDX-License-Identifier: Apache-2.0
// The words of a text, punctuation aside, and how far two choices of them agree.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/text_span.h"

namespace truce::score {

/// Runs of letters and digits, in the order of the text. An apostrophe ends a word.
std::vector<TextSpan> words_of(std::string_view text);

/// The same as lower-case words.
std::vector<std::string> word_list(std::string_view text);

/// Indices of the words that the spans touch, each once, in order.
std::vector<std::size_t> words_in(const std::vector<TextSpan>& words,
                                  const std::vector<TextSpan>& spans);

/// Twice what both have, over what each has. Two that hold no word at all agree when their spans
/// do.
double dice(const std::vector<std::size_t>& left, const std::vector<std::size_t>& right);

}  // namespace truce::score
