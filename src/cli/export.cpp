// SPDX-License-Identifier: Apache-2.0
// truce export WHAT: every row, as JSON lines or CSV; truce export --as labels: what people made of
// readings, to measure and train readers with; truce export --as mfotl AGREEMENT: its rules over
// events for other monitors.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "base/line_file.h"
#include "cli/desk.h"
#include "score/score.h"
#include "watch/log.h"
#include "watch/mfotl.h"

namespace truce::cli {
namespace {

Result<std::string> rows(const Options& options) {
  const auto picture = TRY(cli::picture(options));
  const Scene& scene = picture->scene();
  if (options.what == "statements") return report::statements(scene, options.format);
  if (options.what == "incidents")
    return report::incidents(scene, {.limit = SIZE_MAX}, options.format);
  if (options.what == "documents") return report::documents_json(scene, {.limit = SIZE_MAX});
  return invalid(fmt::format("'{}' cannot be exported", options.what),
                 "write statements, incidents or documents");
}

// ---- Labels

/// The kinds of which a person looked at every statement of the document, and at one at least.
std::vector<StatementKind> reviewed_kinds(const Scene& scene,
                                          std::span<const Statement* const> statements) {
  std::vector<StatementKind> kinds;
  for (const StatementKind kind :
       {StatementKind::fact, StatementKind::accusation, StatementKind::denial,
        StatementKind::position, StatementKind::talks}) {
    const auto none = [&](auto what) {
      return std::none_of(statements.begin(), statements.end(),
                          [&](const Statement* one) { return one->kind == kind && what(*one); });
    };
    const bool open = !none([&](const Statement& one) {
      return !one.reviewed && scene.amendment_of(one.id) == nullptr;
    });
    if (!open && !none([](const Statement& one) { return one.reviewed; })) kinds.push_back(kind);
  }
  return kinds;
}

Result<std::string> labels(const Options& options) {
  const auto picture = TRY(cli::picture(options));
  const Scene& scene = picture->scene();
  std::string out;
  for (const Document& document : scene.documents) {
    if (document.kind != Document::Kind::article) continue;
    auto statements = scene.statements_of(document.id);
    const auto kinds = reviewed_kinds(scene, statements);
    if (kinds.empty()) continue;
    std::erase_if(statements, [&](const Statement* one) { return scene.is_misread(one->id); });
    out += score::gold_of(document, statements, kinds);
  }
  return out;
}

// ---- Rules over events

Result<std::vector<watch::Report>> reports_in(const std::string& path,
                                              const watch::Program& program, watch::Texts& texts) {
  LineFile log = TRY(LineFile::open(path));
  watch::LogReader reader(program, texts);
  std::vector<watch::Report> reports;
  watch::Report report;
  std::string_view line;
  while (log.next(line)) {
    if (log.number() > UINT32_MAX) return invalid(path + " has too many lines");
    if (reader.read(line, static_cast<std::uint32_t>(log.number()), report))
      reports.push_back(report);
  }
  if (!log.failure().empty()) return unavailable(log.failure());
  if (reader.refused() > 0)
    return invalid(fmt::format("{}:{}: {}", path, reader.refusals().front().line,
                               reader.refusals().front().reason),
                   "put the line right or leave it out");
  return reports;
}

Result<watch::Mfotl> rules_as_mfotl(const Options& options) {
  const std::string text = TRY(read_file(options.what));
  const agreement::Parsed parsed = agreement::parse(text);
  if (!parsed.ok())
    return invalid(options.what + " has mistakes", "truce check " + options.what + " names them");
  if (options.log.empty()) return watch::to_mfotl(parsed.agreement, text, nullptr);
  watch::Texts texts;
  const auto reports = TRY(reports_in(options.log, watch::compile(parsed.agreement), texts));
  const watch::EventLog log{reports, texts};
  return watch::to_mfotl(parsed.agreement, text, &log);
}

Result<void> write(const watch::Mfotl& mfotl, const std::filesystem::path& folder) {
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (failure)
    return unavailable("cannot make the folder '" + folder.string() + "'", "check the path");
  for (const auto& [rule, text] : mfotl.formulas)
    TRY(write_file((folder / (rule + ".mfotl")).string(), text + '\n'));
  TRY(write_file((folder / "events.sig").string(), mfotl.signature));
  if (!mfotl.log.empty()) TRY(write_file((folder / "events.log").string(), mfotl.log));
  return {};
}

int export_rules(const Options& options) {
  const auto mfotl = rules_as_mfotl(options);
  if (!mfotl) return fail(mfotl.error());
  int code = 0;
  for (const Error& refusal : mfotl->refusals) code = fail(refusal);
  if (mfotl->formulas.empty() && mfotl->refusals.empty())
    return fail(invalid(options.what + " has no rules over events",
                        "such a rule begins with 'every', 'the number of' or 'the sum of'"));
  if (!options.out.empty()) {
    const auto written = write(*mfotl, options.out);
    return written ? code : fail(written.error());
  }
  for (const auto& [rule, text] : mfotl->formulas) fmt::print("{}: {}\n", rule, text);
  fmt::print("{}{}", mfotl->signature, mfotl->log);
  return code;
}

}  // namespace

int export_rows(const Options& options) {
  if (options.language_of_export == "mfotl") return export_rules(options);
  if (options.language_of_export == "labels" && options.log.empty() && options.out.empty())
    return print(labels(options));
  if (options.language_of_export.empty() && options.log.empty() && options.out.empty())
    return print(rows(options));
  return fail(invalid(options.language_of_export.empty()
                          ? "--log and --out go with --as"
                          : fmt::format("there is no export as '{}'", options.language_of_export),
                      "write --as mfotl for an agreement's rules over events, --as labels for what "
                      "people reviewed"));
}

}  // namespace truce::cli
