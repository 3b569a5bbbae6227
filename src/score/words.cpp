// SPDX-License-Identifier: Apache-2.0
#include "score/words.h"

#include <algorithm>
#include <cctype>
#include <iterator>

namespace truce::score {
namespace {

/// Bytes of one character at `at`, and whether it belongs to a word. Quotation marks, dashes and
/// no-break spaces are those of U+00A0 to U+00BF and U+2000 to U+206F.
std::pair<std::size_t, bool> character(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const unsigned first = byte(at);
  if (first < 0x80) return {1, std::isalnum(static_cast<int>(first)) != 0};
  if (first == 0xC2) return {2, false};
  if (first < 0xE0) return {2, true};
  if (first == 0xE2 && (byte(at + 1) == 0x80 || byte(at + 1) == 0x81)) return {3, false};
  return {first < 0xF0 ? 3 : 4, true};
}

}  // namespace

std::vector<TextSpan> words_of(std::string_view text) {
  std::vector<TextSpan> words;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto [length, letter] = character(text, at);
    if (letter && !inside) words.push_back({at, at});
    at = std::min(at + length, text.size());
    if (letter) words.back().end = at;
    inside = letter;
  }
  return words;
}

std::vector<std::string> word_list(std::string_view text) {
  std::vector<std::string> list;
  for (const TextSpan span : words_of(text)) {
    list.emplace_back(span.in(text));
    for (char& c : list.back()) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return list;
}

std::vector<std::size_t> words_in(const std::vector<TextSpan>& words,
                                  const std::vector<TextSpan>& spans) {
  std::vector<std::size_t> inside;
  for (const TextSpan span : spans) {
    const auto first = std::partition_point(words.begin(), words.end(),
                                            [&](TextSpan word) { return word.end <= span.begin; });
    for (auto word = first; word != words.end() && word->overlaps(span); ++word)
      inside.push_back(static_cast<std::size_t>(word - words.begin()));
  }
  std::sort(inside.begin(), inside.end());
  inside.erase(std::unique(inside.begin(), inside.end()), inside.end());
  return inside;
}

double dice(const std::vector<std::size_t>& left, const std::vector<std::size_t>& right) {
  std::vector<std::size_t> both;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(),
                        std::back_inserter(both));
  const std::size_t sum = left.size() + right.size();
  return sum == 0 ? 0 : 2.0 * static_cast<double>(both.size()) / static_cast<double>(sum);
}

}  // namespace truce::score
