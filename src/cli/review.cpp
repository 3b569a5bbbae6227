// SPDX-License-Identifier: Apache-2.0
// truce review: statements that nobody reviewed, and what a named person decides about them.
// truce reread: what the reader of today makes otherwise of the documents in a store.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/desk.h"

namespace truce::cli {
namespace {

using What = pipeline::Decision::What;

Result<std::vector<review::Field>> fields_in(const std::vector<std::string>& lines) {
  std::vector<review::Field> fields;
  for (const std::string& line : lines) fields.push_back(TRY(review::field_in(line)));
  return fields;
}

Result<pipeline::Reviewed> decide(const Options& options,
                                  const std::vector<pipeline::Decision>& decisions) {
  const auto store = TRY(store::open_sqlite(options.store));
  return pipeline::decide(*store, decisions, options.by, now());
}

int tell(const Result<pipeline::Reviewed>& reviewed, std::string_view what) {
  if (!reviewed) return fail(reviewed.error());
  std::vector<std::uint64_t> made;
  for (const Id<Statement> id : reviewed->made) made.push_back(id.value);
  fmt::print("batch {}: {}{}\n", reviewed->batch.number, what,
             made.empty() ? "" : fmt::format(" as statement {}", fmt::join(made, ", ")));
  return 0;
}

/// One decision about each of the statements, all in one batch.
int decide_each(const Options& options, What what, std::string_view done) {
  std::vector<pipeline::Decision> decisions;
  for (const std::uint64_t id : options.ids)
    decisions.push_back({.what = what,
                         .statement = {id},
                         .document = {},
                         .words = {},
                         .span = {},
                         .fields = {},
                         .reason = options.reason});
  return tell(decide(options, decisions),
              fmt::format("statement {} {}", fmt::join(options.ids, ", "), done));
}

}  // namespace

int review_list(const Options& options) {
  const auto picture = cli::picture(options);
  if (!picture) return fail(picture.error());
  return print(report::to_review((*picture)->scene(), options.filter, options.format));
}

int review_accept(const Options& options) { return decide_each(options, What::accept, "accepted"); }

int review_reject(const Options& options) { return decide_each(options, What::reject, "rejected"); }

int review_correct(const Options& options) {
  auto fields = fields_in(options.fields);
  if (!fields) return fail(fields.error());
  return tell(decide(options, {{.what = What::correct,
                                .statement = {options.id},
                                .document = {},
                                .words = {},
                                .span = {},
                                .fields = std::move(*fields),
                                .reason = options.reason}}),
              fmt::format("statement {} corrected", options.id));
}

int review_add(const Options& options) {
  auto fields = fields_in(options.fields);
  if (!fields) return fail(fields.error());
  return tell(decide(options, {{.what = What::add,
                                .statement = {},
                                .document = {options.filter.document},
                                .words = options.words,
                                .span = {},
                                .fields = std::move(*fields),
                                .reason = options.reason}}),
              fmt::format("words of document {} added", options.filter.document));
}

int reread(const Options& options) {
  const auto done = [&]() -> Result<std::string> {
    const auto store = TRY(store::open_sqlite(options.store));
    if (options.write && options.by.empty())
      return invalid("nobody is named", "say who takes it in: --by NAME");
    const auto rereading = TRY(pipeline::reread(
        *store, Gazetteer::built_in(), {options.filter.document}, now(), progress("read again")));
    std::string page = pipeline::rereading_page(rereading, options.format);
    if (!options.write) return page;
    const auto taken = TRY(pipeline::take_rereading(*store, rereading, options.by, now()));
    if (options.format != report::Format::text) return page;
    const bool any = taken.batch.last >= taken.batch.first;
    return page + (any ? fmt::format("batch {}: taken in, with {} statements\n", taken.batch.number,
                                     taken.made.size())
                       : "nothing to take in\n");
  }();
  return print(done);
}

}  // namespace truce::cli
