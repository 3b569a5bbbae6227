// SPDX-License-Identifier: Apache-2.0
// Which fields a statement has. Inside review/ only.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"

namespace truce::review {

/// In the order of docs/entries.md, the words first.
const std::vector<std::string_view>& field_names();
Result<void> check_name(std::string_view key);

}  // namespace truce::review
