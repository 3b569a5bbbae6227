// SPDX-License-Identifier: Apache-2.0
#include "record/diagnostic.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"

namespace truce {

std::string render(const Diagnostic& diagnostic, std::string_view file, std::string_view text) {
  const std::size_t at = std::min(diagnostic.span.begin, text.size());
  const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  const std::size_t line_begin = before == std::string_view::npos ? 0 : before + 1;
  const std::size_t line_end = std::min(text.find('\n', at), text.size());
  const auto line_number =
      1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(line_begin), '\n');
  const std::string_view line = text.substr(line_begin, line_end - line_begin);

  // The caret stands under code points, and a tab is kept as a tab so that it stays in place.
  const CodePoints points(line);
  const std::size_t column = points.before(at - line_begin);
  const std::size_t last = std::clamp(diagnostic.span.end, at, std::max(at, line_end));
  const std::size_t width = points.before(last - line_begin) - column;
  std::string indent;
  for (const char byte : line.substr(0, at - line_begin))
    if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80U) indent += byte == '\t' ? '\t' : ' ';

  std::string rendered = fmt::format(
      "{}:{}:{}: {}: {}\n{:>5} | {}\n      | {}^{}\n", file, line_number, column + 1,
      diagnostic.severity == Diagnostic::Severity::error ? "error" : "warning", diagnostic.message,
      line_number, line, indent, std::string(width > 1 ? width - 1 : 0, '~'));
  if (!diagnostic.help.empty()) rendered += fmt::format("help: {}\n", diagnostic.help);
  return rendered;
}

}  // namespace truce
