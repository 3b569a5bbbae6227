// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace truce {

/// `text` with ASCII capitals made small; all other bytes as they are.
std::string lower_case(std::string_view text);

}  // namespace truce
