// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/text_span.h"

namespace truce {

/// A mistake in a text that its author can put right.
struct Diagnostic {
  enum class Severity { error, warning };
  Severity severity = Severity::error;
  TextSpan span;         // in the text that was checked
  std::string message;   // one sentence, lower case, no full stop
  std::string help;      // a way out
};

/// Whole, with place, line and caret:
///     valley.truce:14:12: error: unknown unit of time
///        14 |   within 7 dys of signing
///           |            ^~~
///     help: a period is counted in minutes, hours, days or weeks
std::string render(const Diagnostic& diagnostic, std::string_view file, std::string_view text);

}  // namespace truce
