// SPDX-License-Identifier: Apache-2.0
// truce check FILE…: every mistake in an agreement at once.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/utf8.h"
#include "cli/desk.h"

namespace truce::cli {
namespace {

/// For editors: offsets in code points, lines from 1.
nlohmann::ordered_json as_json(const Diagnostic& diagnostic, const std::string& file,
                               const std::string& text) {
  const CodePoints points(text);
  const auto line = 1 + std::count(text.begin(),
                                   text.begin() + static_cast<std::ptrdiff_t>(
                                                      std::min(diagnostic.span.begin, text.size())),
                                   '\n');
  return {{"file", file},
          {"line", line},
          {"span", {points.before(diagnostic.span.begin), points.before(diagnostic.span.end)}},
          {"severity", diagnostic.severity == Diagnostic::Severity::error ? "error" : "warning"},
          {"message", diagnostic.message},
          {"help", diagnostic.help}};
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
    for (const Diagnostic& diagnostic : parsed.diagnostics) {
      if (options.format == report::Format::json)
        list.push_back(as_json(diagnostic, file, *text));
      else
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
  if (options.format == report::Format::json) fmt::print("{}\n", list.dump());
  return code;
}

}  // namespace truce::cli
