// SPDX-License-Identifier: Apache-2.0
#include "record/diagnostic.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"

namespace truce {
namespace {

/// What is shown of a line, and where the marked part stands in it, in bytes.
struct Excerpt {
  std::string_view line;
  std::size_t at;
  std::size_t last;
};

/// The line, or the part of a very long one that its reader needs.
Excerpt excerpt_of(std::string_view line, std::size_t at, std::size_t last) {
  constexpr std::size_t kShownMax = 400;
  constexpr std::size_t kBefore = 100;
  if (line.size() <= kShownMax) return {line, at, last};
  const auto inside_a_point = [&](std::size_t byte) {
    return byte < line.size() && (static_cast<unsigned char>(line[byte]) & 0xC0U) == 0x80U;
  };
  std::size_t begin = at > kBefore ? at - kBefore : 0;
  while (begin > 0 && inside_a_point(begin)) --begin;
  std::size_t end = std::min(begin + kShownMax, line.size());
  while (inside_a_point(end)) ++end;
  return {line.substr(begin, end - begin), at - begin, std::min(last, end) - begin};
}

}  // namespace

std::string render(const Diagnostic& diagnostic, std::string_view file, std::string_view text) {
  const std::size_t at = std::min(diagnostic.span.begin, text.size());
  const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  const std::size_t line_begin = before == std::string_view::npos ? 0 : before + 1;
  const std::size_t line_end = std::min(text.find('\n', at), text.size());
  const auto line_number =
      1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(line_begin), '\n');
  std::string_view line = text.substr(line_begin, line_end - line_begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  const std::size_t column = CodePoints(line).before(at - line_begin);
  const std::size_t last = std::clamp(diagnostic.span.end, at, std::max(at, line_end));

  // The caret stands under code points, and a tab is kept as a tab so that it stays in place.
  const Excerpt shown = excerpt_of(line, at - line_begin, last - line_begin);
  const CodePoints points(shown.line);
  const std::size_t width = points.before(shown.last) - points.before(shown.at);
  std::string indent;
  for (const char byte : shown.line.substr(0, shown.at))
    if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80U) indent += byte == '\t' ? '\t' : ' ';

  std::string rendered = fmt::format(
      "{}:{}:{}: {}: {}\n{:>5} | {}\n      | {}^{}\n", file, line_number, column + 1,
      diagnostic.severity == Diagnostic::Severity::error ? "error" : "warning", diagnostic.message,
      line_number, shown.line, indent, std::string(width > 1 ? width - 1 : 0, '~'));
  if (!diagnostic.help.empty()) rendered += fmt::format("help: {}\n", diagnostic.help);
  return rendered;
}

}  // namespace truce
