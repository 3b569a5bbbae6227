// SPDX-License-Identifier: Apache-2.0
// truce link STATEMENT --to INCIDENT | --apart, --by NAME: a person says where a statement belongs.
// The machine's link stays in the log; a later one undoes this one.
#include <fmt/format.h>

#include <algorithm>

#include "cli/desk.h"

namespace truce::cli {
namespace {

Result<Batch> decide(const Options& options) {
  if (options.by.empty()) return invalid("nobody is named", "say who decides: --by NAME");
  const auto store = TRY(store::open_sqlite(options.store));
  const auto snapshot = TRY(pipeline::snapshot(*store, std::nullopt, now()));
  const auto names = [&](std::uint64_t id) {
    return std::any_of(snapshot->incidents.begin(), snapshot->incidents.end(),
                       [&](const Incident& incident) { return incident.id.value == id; });
  };
  const bool is_statement =
      std::any_of(snapshot->statements.begin(), snapshot->statements.end(),
                  [&](const Statement& one) { return one.id.value == options.id; });
  if (!is_statement) return not_found(fmt::format("there is no statement {}", options.id));
  if (!options.apart && !names(options.to))
    return not_found(fmt::format("there is no incident {}", options.to),
                     "truce incident lists them");

  const Batch about{
      .command = "link", .by = options.by, .note = options.reason, .recorded_at = now()};
  return store->append(about, now(), [&](std::uint64_t first) -> Result<std::vector<Draft>> {
    const Link link{.id = {first},
                    .statement = {options.id},
                    .incident = {options.apart ? 0 : options.to},
                    .score = 0,
                    .rule = options.reason.empty() ? "by hand" : "by hand: " + options.reason,
                    .by = options.by};
    return std::vector<Draft>{{now(), link}};
  });
}

}  // namespace

int link(const Options& options) {
  const auto batch = decide(options);
  if (!batch) return fail(batch.error());
  fmt::print("batch {}: statement {} {}\n", batch->number, options.id,
             options.apart ? fmt::format("opens incident {}", batch->first)
                           : fmt::format("joins incident {}", options.to));
  return 0;
}

}  // namespace truce::cli
