// SPDX-License-Identifier: Apache-2.0
// Forces that leave, advance or cross a line, told without a count.
#pragma once

#include <vector>

#include "extract/facts.h"
#include "extract/scene.h"

namespace truce::extract {

/// What the sentence tells of movements. Only where it names who moved.
std::vector<FoundFact> movements_in(const Scene& scene, const Sentence& sentence);

}  // namespace truce::extract
