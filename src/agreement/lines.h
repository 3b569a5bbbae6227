// SPDX-License-Identifier: Apache-2.0
// Text → lines → tokens. A line that is indented deeper than the one above it is its child.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/text_span.h"
#include "record/diagnostic.h"

namespace truce::agreement {

struct Token {
  enum class Kind { word, quoted, comma, citation };
  Kind kind = Kind::word;
  std::string text;  // without quotation marks or brackets, escapes undone
  TextSpan span;     // with them
};

struct Line {
  std::size_t indent = 0;
  TextSpan span;              // without indentation and comment
  std::vector<Token> tokens;  // empty: a comment alone, or nothing
  std::string comment;        // with its "#"; empty: none
  bool blank = false;         // neither tokens nor comment
  std::vector<Line> children;
};

/// A longer text is not read, and a longer line of one is left out; both are reported. The longest
/// peace agreements have a tenth of this.
inline constexpr std::size_t kTextBytesMax = 8U << 20U;
inline constexpr std::size_t kLineBytesMax = 64U << 10U;
/// Deeper lines than this are reported and left out.
inline constexpr std::size_t kDepthMax = 32;

/// The lines of `text` as a forest; lines without tokens are left out.
std::vector<Line> lines_in(std::string_view text, std::vector<Diagnostic>& diagnostics);

/// Every line in order, those without tokens too, without children.
std::vector<Line> flat_lines_in(std::string_view text, std::vector<Diagnostic>& diagnostics);

/// The tokens of one line alone, for asking whether a name can stand without quotation marks.
std::vector<Token> tokens_in(std::string_view line);

/// "text" with the escapes that tokens_in() undoes.
std::string quoted(std::string_view text);

/// The words of a stretch of text, one space between them.
std::string collapsed(std::string_view text);

}  // namespace truce::agreement
