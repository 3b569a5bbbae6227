// SPDX-License-Identifier: Apache-2.0
// Files that gzip has packed.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace truce {

/// Whether `bytes` begin as a gzip file does.
bool is_gzip(std::string_view bytes);

/// What is packed in `bytes`, all members of it; refused when it is damaged or more than
/// `bytes_max`.
Result<std::string> unzipped(std::string_view bytes, std::size_t bytes_max = 1U << 30U);

}  // namespace truce
