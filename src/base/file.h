// SPDX-License-Identifier: Apache-2.0
// Whole files. Only the edges (cli, server) and the store use this.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace truce {

/// The bytes of the file at `path`, refused when there are more than `bytes_max`.
Result<std::string> read_file(const std::string& path, std::size_t bytes_max = 64U << 20U);

/// Puts `bytes` at `path`, by way of a temporary file beside it, so a reader never sees half.
Result<void> write_file(const std::string& path, std::string_view bytes);

}  // namespace truce
