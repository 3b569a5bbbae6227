// SPDX-License-Identifier: Apache-2.0
// truce add FILE…, truce import MAPPING…, truce enter FILE…: documents, series and entries by hand.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>

#include "cli/desk.h"

namespace truce::cli {
namespace {

using Gather = Result<void> (*)(const Options&, const Store&, Gathered&);

/// One command is one batch. It fails only when nothing at all could be taken in.
int take_in(const Options& options, const char* command, Gather gather) {
  Gathered gathered;
  const auto taken = [&]() -> Result<pipeline::Outcome> {
    const auto store = TRY(store::open_sqlite(options.store));
    TRY(gather(options, *store, gathered));
    const Batch about{.command = command,
                      .by = options.by,
                      .note = fmt::format("{}", fmt::join(options.files, " ")),
                      .recorded_at = now()};
    return pipeline::take_in(*store, Gazetteer::built_in(), std::move(gathered.arrivals),
                             gathered.rejections, about, now(), progress("read"));
  }();
  if (!taken) return fail(taken.error());
  tell(*taken, gathered.rejections);
  const bool nothing = taken->batch.last < taken->batch.first || taken->batch.number == 0 ||
                       taken->documents + taken->rows + taken->statements == 0;
  return !gathered.rejections.empty() && nothing ? 1 : 0;
}

}  // namespace

int add(const Options& options) {
  return take_in(options, "add",
                 [](const Options& asked, const Store& store, Gathered& into) -> Result<void> {
                   auto extractor = TRY(extractor_of(asked));
                   TRY(gather_documents(asked.files, asked, into));
                   if (extractor) return gather_readings(store, *extractor, into);
                   return {};
                 });
}

int import(const Options& options) {
  return take_in(options, "import",
                 [](const Options& asked, const Store&, Gathered& into) -> Result<void> {
                   for (const std::string& file : asked.files) TRY(gather_series(file, into));
                   return {};
                 });
}

int enter(const Options& options) {
  return take_in(options, "enter",
                 [](const Options& asked, const Store&, Gathered& into) -> Result<void> {
                   for (const std::string& file : asked.files) TRY(gather_entries(file, into));
                   return {};
                 });
}

}  // namespace truce::cli
