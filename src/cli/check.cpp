// SPDX-License-Identifier: Apache-2.0
// truce check FILE…: every mistake in an agreement at once.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/text_places.h"
#include "base/utf8.h"
#include "cli/desk.h"

namespace truce::cli {
namespace {

/// For editors: lines and columns from 1, columns and `span` in code points, `bytes` in bytes.
nlohmann::ordered_json as_json(const Diagnostic& diagnostic, const std::string& file,
                               const TextPlaces& places, const CodePoints& points) {
  const TextPlace begin = places.place_of(diagnostic.span.begin);
  const TextPlace end = places.place_of(diagnostic.span.end);
  return {{"file", file},
          {"line", begin.line + 1},
          {"column", begin.column + 1},
          {"end_line", end.line + 1},
          {"end_column", end.column + 1},
          {"span", {points.before(diagnostic.span.begin), points.before(diagnostic.span.end)}},
          {"bytes", {diagnostic.span.begin, diagnostic.span.end}},
          {"severity", diagnostic.severity == Diagnostic::Severity::error ? "error" : "warning"},
          {"message", diagnostic.message},
          {"help", diagnostic.help}};
}

void add_json(nlohmann::ordered_json& list, const std::vector<Diagnostic>& diagnostics,
              const std::string& file, const std::string& text) {
  const TextPlaces places(text);
  const CodePoints points(text);
  for (const Diagnostic& diagnostic : diagnostics)
    list.push_back(as_json(diagnostic, file, places, points));
}

}  // namespace

int check(const Options& options) {
  int code = 0;
  auto list = nlohmann::ordered_json::array();
  for (const std::string& file : options.files) {
    const auto text = read_file(file);
    if (!text) {
      code = fail(text.error());
      continue;
    }
    const agreement::Parsed parsed = agreement::parse(*text);
    if (!parsed.ok()) code = 1;
    if (options.format == report::Format::json) {
      add_json(list, parsed.diagnostics, file, *text);
    } else {
      for (const Diagnostic& diagnostic : parsed.diagnostics)
        std::fputs(render(diagnostic, file, *text).c_str(), stderr);
    }
    if (options.format != report::Format::json && parsed.ok()) {
      std::size_t clauses = 0;
      for (const Phase& phase : parsed.agreement.phases)
        clauses += phase.clauses.size() + phase.rules.size();
      fmt::print("{}: {}, {} phases, {} clauses and rules, no errors\n", file,
                 parsed.agreement.title, parsed.agreement.phases.size(), clauses);
    }
  }
  if (options.format == report::Format::json)
    // A text that is not in UTF-8 is quoted in messages all the same.
    fmt::print("{}\n", list.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  return code;
}

}  // namespace truce::cli
