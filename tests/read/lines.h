// SPDX-License-Identifier: Apache-2.0
// How the lines of labels.txt and of cases/ are taken apart, and a reading put in their words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_span.h"

namespace truce {

/// The pieces of `text` between `at`, blanks at their ends left out.
std::vector<std::string> split(const std::string& text, const std::string& at);

/// One side of a range; nothing where it is open.
std::string bound(const std::optional<std::int64_t>& value);

/// What stands at the spans of `text`, pieces joined by " ... ".
std::string joined(const std::vector<TextSpan>& spans, std::string_view text);

}  // namespace truce
