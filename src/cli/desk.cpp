// SPDX-License-Identifier: Apache-2.0
#include "cli/desk.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "base/file.h"

namespace truce::cli {
namespace {

bool has_errors(const agreement::Parsed& parsed) { return !parsed.ok(); }

}  // namespace

Instant now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

int fail(const Error& error) {
  fmt::print(stderr, "truce: {}\n", error.message);
  if (!error.help.empty()) fmt::print(stderr, "help: {}\n", error.help);
  return 1;
}

int print(const Result<std::string>& page) {
  if (!page) return fail(page.error());
  std::fwrite(page->data(), 1, page->size(), stdout);
  return 0;
}

Result<std::shared_ptr<const Picture>> picture_at(const Store& store, const Options& options,
                                                  std::optional<Instant> as_known) {
  auto snapshot = TRY(pipeline::snapshot(store, as_known, now()));
  TRY(pipeline::check_viewpoint(snapshot->agreement, options.viewpoint));
  return std::make_shared<const Picture>(std::move(snapshot), options.viewpoint);
}

Result<std::shared_ptr<const Picture>> picture(const Options& options) {
  const auto store = TRY(store::open_sqlite(options.store));
  return picture_at(*store, options, options.as_known);
}

Result<AgreementText> read_agreement(const std::string& file) {
  AgreementText text;
  text.file = std::filesystem::path(file).filename().string();
  text.text = TRY(read_file(file));
  const agreement::Parsed parsed = agreement::parse(text.text);
  for (const Diagnostic& diagnostic : parsed.diagnostics)
    std::fputs(render(diagnostic, file, text.text).c_str(), stderr);
  if (has_errors(parsed))
    return invalid(fmt::format("'{}' has mistakes", file), "put right what is named above");
  for (const Area& area : parsed.agreement.areas) {
    if (area.file.empty()) continue;
    const auto path = std::filesystem::path(file).parent_path() / area.file;
    text.attachments.emplace_back(area.file, TRY(read_file(path.string())));
  }
  return text;
}

Result<void> gather_documents(const std::vector<std::string>& files, const Options& options,
                              Gathered& into) {
  const intake::Defaults defaults{.publisher = options.publisher,
                                  .published = options.published,
                                  .published_precision = options.published_precision};
  for (const std::string& file : files) {
    auto opened = documents_of(file, defaults);
    if (!opened) {
      into.rejections.push_back({file, 0, opened.error().message, opened.error().help});
      continue;
    }
    intake::Taken& taken = *opened;
    for (Document& document : taken.documents) {
      const Instant known_at = pipeline::known_from(document);
      into.arrivals.push_back({known_at, std::move(document)});
    }
    std::move(taken.rejections.begin(), taken.rejections.end(),
              std::back_inserter(into.rejections));
  }
  return {};
}

Result<void> gather_series(const std::string& mapping_file, Gathered& into) {
  const std::string mapping = TRY(read_file(mapping_file));
  const std::string csv_file = TRY(intake::csv_named_by(mapping_file, mapping));
  const std::string csv = TRY(read_file(csv_file));
  intake::TakenSeries taken = TRY(intake::series_in(mapping_file, mapping, csv_file, csv));
  if (taken.rows.empty())
    return invalid(fmt::format("'{}' has no row that can be taken in", csv_file),
                   "the reasons are listed above");
  into.arrivals.push_back({taken.rows.front().known, Record(std::move(taken.series))});
  for (intake::SeriesRow& row : taken.rows) {
    const Instant known = row.known;
    into.arrivals.push_back({known, std::move(row)});
  }
  std::move(taken.rejections.begin(), taken.rejections.end(), std::back_inserter(into.rejections));
  return {};
}

Result<void> gather_entries(const std::string& file, Gathered& into) {
  intake::TakenEntries taken = intake::entries_in(file, TRY(read_file(file)));
  for (intake::TakenEntries::Entry& entry : taken.entries) {
    if (auto* row = std::get_if<intake::SeriesRow>(&entry.what))
      into.arrivals.push_back({entry.known, std::move(*row)});
    else
      into.arrivals.push_back({entry.known, std::get<Record>(std::move(entry.what))});
  }
  std::move(taken.rejections.begin(), taken.rejections.end(), std::back_inserter(into.rejections));
  return {};
}

void tell(const pipeline::Outcome& outcome, const std::vector<Rejection>& rejections) {
  for (const Rejection& rejection : rejections) {
    if (rejection.line > 0)
      fmt::print(stderr, "{}:{}: rejected: {}\n", rejection.file, rejection.line, rejection.reason);
    else
      fmt::print(stderr, "{}: rejected: {}\n", rejection.file, rejection.reason);
    if (!rejection.help.empty()) fmt::print(stderr, "help: {}\n", rejection.help);
  }
  if (outcome.clamped > 0)
    fmt::print(stderr,
               "truce: {} arrivals are older than what the store knew already; they count as known "
               "from its clock on, so that its past stays as it was\n",
               outcome.clamped);
  fmt::print("batch {}: {} documents, {} rows, {} statements, {} new incidents",
             outcome.batch.number, outcome.documents, outcome.rows, outcome.statements,
             outcome.incidents);
  if (outcome.already_here > 0) fmt::print("; {} were here already", outcome.already_here);
  if (outcome.rejected > 0) fmt::print("; {} rejected", outcome.rejected);
  fmt::print("\n");
}

std::function<void(std::size_t, std::size_t)> progress(const char* what) {
  if (::isatty(STDERR_FILENO) == 0) return {};
  return [what](std::size_t done, std::size_t of) {
    if (done == of || done % 64 == 0) fmt::print(stderr, "\r{} {} of {}", what, done, of);
    if (done == of) fmt::print(stderr, "\n");
  };
}

}  // namespace truce::cli
