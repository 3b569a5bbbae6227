// SPDX-License-Identifier: Apache-2.0
// truce changes: what changed in a stretch, and because of which record.
#include "cli/desk.h"

namespace truce::cli {
namespace {

Result<std::string> changes_page(const Options& options) {
  const auto store = TRY(store::open_sqlite(options.store));
  const auto found = TRY(pipeline::changes(*store,
                                           {.since = options.since,
                                            .until = options.as_known,
                                            .viewpoint = options.viewpoint,
                                            .clause = options.reference},
                                           now()));
  return report::changes(found.latest->scene(), options.since, found.records, options.format);
}

}  // namespace

int changes(const Options& options) { return print(changes_page(options)); }

}  // namespace truce::cli
