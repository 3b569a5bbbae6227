// SPDX-License-Identifier: Apache-2.0
// truce export WHAT: every row, as JSON lines or CSV.
#include <fmt/format.h>

#include "cli/desk.h"

namespace truce::cli {
namespace {

Result<std::string> rows(const Options& options) {
  if (!options.language_of_export.empty())
    return invalid(fmt::format("export as '{}' is not built yet", options.language_of_export),
                   "rows can be exported with --format json or csv");
  const auto picture = TRY(cli::picture(options));
  const Scene& scene = picture->scene();
  if (options.what == "statements") return report::statements(scene, options.format);
  if (options.what == "incidents")
    return report::incidents(scene, {.limit = SIZE_MAX}, options.format);
  if (options.what == "documents") return report::documents_json(scene, {.limit = SIZE_MAX});
  return invalid(fmt::format("'{}' cannot be exported", options.what),
                 "write statements, incidents or documents");
}

}  // namespace

int export_rows(const Options& options) { return print(rows(options)); }

}  // namespace truce::cli
