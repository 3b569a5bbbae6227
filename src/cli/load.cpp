// SPDX-License-Identifier: Apache-2.0
// truce load FOLDER: an example or an archive as a whole into a new store, everything known from
// when it was published. The folder holds agreement.truce and, where there are any, documents/,
// series/ and entries/.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/desk.h"

namespace truce::cli {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> files_in(const fs::path& folder,
                                  std::initializer_list<const char*> endings) {
  std::vector<std::string> files;
  std::error_code missing;
  for (const auto& item : fs::directory_iterator(folder, missing))
    if (std::find(endings.begin(), endings.end(), item.path().extension()) != endings.end())
      files.push_back(item.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

Result<pipeline::Outcome> load_all(const Options& options, Gathered& gathered) {
  const fs::path folder = options.files.front();
  AgreementText text = TRY(read_agreement((folder / "agreement.truce").string()));
  TRY(gather_documents(files_in(folder / "documents", {".txt", ".html", ".htm", ".jsonl", ".xml",
                                                       ".rss", ".atom", ".eml", ".mbox", ".pdf"}),
                       options, gathered));
  for (const std::string& file : files_in(folder / "series", {".series"}))
    TRY(gather_series(file, gathered));
  for (const std::string& file : files_in(folder / "entries", {".entries"}))
    TRY(gather_entries(file, gathered));

  const auto store = TRY(store::create_sqlite(options.store, StoreMode::archive));
  Instant first = now();
  for (const auto& arrival : gathered.arrivals) first = std::min(first, arrival.known_at);
  TRY(pipeline::adopt(*store, std::move(text), first, now()));
  const Batch about{
      .command = "load", .by = options.by, .note = folder.string(), .recorded_at = now()};
  return pipeline::take_in(*store, Gazetteer::built_in(), std::move(gathered.arrivals),
                           gathered.rejections, about, now(), progress("read"));
}

}  // namespace

int load(const Options& options) {
  Gathered gathered;
  const auto outcome = load_all(options, gathered);
  if (!outcome) return fail(outcome.error());
  tell(*outcome, gathered.rejections);
  return 0;
}

}  // namespace truce::cli
