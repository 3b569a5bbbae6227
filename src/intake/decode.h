// SPDX-License-Identifier: Apache-2.0
// Bytes of unknown encoding → UTF-8.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace truce::intake {

/// `bytes` as UTF-8 without a byte order mark: UTF-8 and UTF-16 by their marks, UTF-16 without one
/// by its zeros, valid UTF-8 as it is, then the encoding that `named` (a page's own word, may be
/// empty), then Windows-1252 where it fits. Refused when there are NUL characters, or when no
/// reading is safe.
Result<std::string> utf8_of(std::string_view bytes, std::string_view named = {});

/// The number of the line, from 1, in which byte `at` lies.
std::size_t line_at(std::string_view text, std::size_t at);

}  // namespace truce::intake
