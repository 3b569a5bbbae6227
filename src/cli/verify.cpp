// SPDX-License-Identifier: Apache-2.0
// truce verify: whether anything in the store was altered. truce batches: what went in together.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/desk.h"

namespace truce::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string as_json(const Verification& verification) {
  Json problems = Json::array();
  for (const auto& problem : verification.problems)
    problems.push_back(
        {{"entry", problem.entry ? Json(*problem.entry) : Json(nullptr)}, {"what", problem.what}});
  return Json{{"sound", verification.problems.empty()},
              {"entries", verification.head.entries},
              {"root", to_hex(verification.head.hash)},
              {"problems", problems}}
      .dump();
}

std::string as_text(const Verification& verification) {
  if (verification.problems.empty())
    return fmt::format("sound: {} entries, root {}", verification.head.entries,
                       to_hex(verification.head.hash));
  std::string text = "altered or damaged";
  for (const auto& problem : verification.problems)
    text += problem.entry ? fmt::format("\nentry {}: {}", *problem.entry, problem.what)
                          : fmt::format("\nno entry altered: {}", problem.what);
  return text;
}

}  // namespace

int verify(const Options& options) {
  const auto verification = store::verify_sqlite(options.store);
  if (!verification) return fail(verification.error());
  fmt::print("{}\n", options.format == report::Format::json ? as_json(*verification)
                                                            : as_text(*verification));
  return verification->problems.empty() ? 0 : 1;
}

int batches(const Options& options) {
  const auto batches = [&]() -> Result<std::vector<Batch>> {
    const auto store = TRY(store::open_sqlite(options.store));
    return store->batches();
  }();
  if (!batches) return fail(batches.error());
  report::Table table{{"batch", "command", "by", "recorded", "first", "last", "note"}, {}};
  Json list = Json::array();
  for (const Batch& batch : *batches) {
    table.rows.push_back({std::to_string(batch.number), batch.command, batch.by,
                          to_text(batch.recorded_at), std::to_string(batch.first),
                          std::to_string(batch.last), batch.note});
    list.push_back({{"number", batch.number},
                    {"command", batch.command},
                    {"by", batch.by},
                    {"note", batch.note},
                    {"recorded_at", to_text(batch.recorded_at)},
                    {"first", batch.first},
                    {"last", batch.last}});
  }
  switch (options.format) {
    case report::Format::text:
      return print(report::text_of(table));
    case report::Format::csv:
      return print(report::csv_of(table));
    case report::Format::json:
      return print(list.dump() + "\n");
  }
  return 0;
}

}  // namespace truce::cli
