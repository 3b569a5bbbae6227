// SPDX-License-Identifier: Apache-2.0
// truce verify: whether anything in the store was altered. truce batches: what went in together.
#include <fmt/format.h>

#include "cli/desk.h"

namespace truce::cli {
namespace {

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
  print(options.format == report::Format::json ? pipeline::verification_json(*verification)
                                               : as_text(*verification) + "\n");
  return verification->problems.empty() ? 0 : 1;
}

int batches(const Options& options) {
  std::vector<Rejection> rejections;
  const auto batches = [&]() -> Result<std::vector<Batch>> {
    const auto store = TRY(store::open_sqlite(options.store));
    rejections = TRY(pipeline::rejections(*store));
    return store->batches();
  }();
  if (!batches) return fail(batches.error());
  report::Table in{{"batch", "command", "by", "recorded", "first", "last", "note"}, {}};
  for (const Batch& batch : *batches)
    in.rows.push_back({std::to_string(batch.number), batch.command, batch.by,
                       to_text(batch.recorded_at), std::to_string(batch.first),
                       std::to_string(batch.last), batch.note});
  report::Table out{{"rejected", "line", "reason", "help"}, {}};
  for (const Rejection& rejection : rejections)
    out.rows.push_back(
        {rejection.file, std::to_string(rejection.line), rejection.reason, rejection.help});
  switch (options.format) {
    case report::Format::text:
      return print(report::text_of(in) + (out.rows.empty() ? "" : "\n" + report::text_of(out)));
    case report::Format::csv:
      return print(report::csv_of(in));
    case report::Format::json:
      return print(pipeline::batches_json(*batches, rejections));
  }
  return 0;
}

}  // namespace truce::cli
