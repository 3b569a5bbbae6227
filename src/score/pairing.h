// SPDX-License-Identifier: Apache-2.0
// Which of what was read stands for which label: one for one, so that the weights add up to most.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace truce::score {

/// For each of `reads` the label that it meets, or none. `weight` is 0 or less where the two cannot
/// be one. Of equal choices the earlier is taken.
std::vector<std::optional<std::size_t>> paired(
    std::size_t reads, std::size_t labels,
    const std::function<double(std::size_t read, std::size_t label)>& weight);

}  // namespace truce::score
