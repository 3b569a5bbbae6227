// SPDX-License-Identifier: Apache-2.0
// Sums that a source gets wrong itself. They are shown and never repaired.
#pragma once

#include <vector>

#include "monitor/world.h"

namespace truce::monitor {

/// A whole whose parts, as the same document gives them, are a breakdown and do not come to it:
/// there are three or more, or they exceed it.
std::vector<ArithmeticFlag> arithmetic(const World& world);

}  // namespace truce::monitor
