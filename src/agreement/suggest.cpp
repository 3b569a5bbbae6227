// SPDX-License-Identifier: Apache-2.0
#include "agreement/suggest.h"

#include <algorithm>
#include <numeric>

namespace truce::agreement {
namespace {

char lower(char byte) {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}

/// How many letters must be put in, left out, replaced or swapped; case does not count.
std::size_t distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> above2, above(right.size() + 1), row(right.size() + 1);
  std::iota(above.begin(), above.end(), 0);
  for (std::size_t i = 1; i <= left.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const bool same = lower(left[i - 1]) == lower(right[j - 1]);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && lower(left[i - 1]) == lower(right[j - 2]) &&
                           lower(left[i - 2]) == lower(right[j - 1]);
      if (swapped) row[j] = std::min(row[j], above2[j - 2] + 1);
    }
    above2 = above;
    std::swap(above, row);
  }
  return above.back();
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  constexpr std::size_t kLengthMax = 60;  // longer words are no slips of a name
  if (word.size() > kLengthMax) return {};
  std::size_t best = std::max<std::size_t>(1, word.size() / 3) + 1;
  std::string found;
  for (const std::string& candidate : candidates) {
    const std::size_t gap = candidate.size() > word.size() ? candidate.size() - word.size()
                                                           : word.size() - candidate.size();
    if (candidate.size() > kLengthMax || gap >= best) continue;
    const std::size_t steps = distance(word, candidate);
    if (steps >= best) continue;
    best = steps;
    found = candidate;
  }
  return found;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates,
                         std::string otherwise) {
  const std::string found = nearest(word, candidates);
  return found.empty() ? otherwise : "did you mean '" + found + "'?";
}

}  // namespace truce::agreement
