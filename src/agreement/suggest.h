// SPDX-License-Identifier: Apache-2.0
// "did you mean …?"
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace truce::agreement {

/// The candidate nearest to `word` if it is near enough to be a slip; the first of equals. Else
/// empty.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

/// "did you mean 'North'?", or `otherwise` when nothing is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates,
                         std::string otherwise);

}  // namespace truce::agreement
