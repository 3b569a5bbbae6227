// SPDX-License-Identifier: Apache-2.0
// A scene → pages, as JSON (docs/api.md), text and CSV. Functions from values to text; nothing is
// opened here.
//
// Commands and the server print the same JSON, so a page, a file and a command cannot disagree.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "report/scene.h"
#include "report/table.h"

namespace truce::report {

enum class Format { text, json, csv };
Result<Format> parse_format(std::string_view word);

/// Which incidents or documents to list. Empty fields ask for nothing.
struct Filter {
  std::optional<Day> from;
  std::optional<Day> until;
  std::string clause;
  std::string party;           // alleged to be responsible
  std::optional<Grade> grade;  // this or better
  std::string kind;            // of documents
  std::uint64_t document = 0;  // of statements to review
  std::string words;           // in a document's title, publisher or text, any case
  std::size_t offset = 0;
  std::size_t limit = 100;
};

std::string board_json(const Scene& scene);
std::string agreement_json(const Scene& scene);
Result<std::string> clause_json(const Scene& scene, std::string_view ref);
std::string gate_json(const Scene& scene);
std::string tallies_json(const Scene& scene);
Result<std::string> tally_json(const Scene& scene, std::string_view id);
std::string incidents_json(const Scene& scene, const Filter& filter);
Result<std::string> incident_json(const Scene& scene, Id<Incident> id);
std::string documents_json(const Scene& scene, const Filter& filter);
Result<std::string> document_json(const Scene& scene, Id<Document> id);
std::string positions_json(const Scene& scene);
/// truce review: statements that no person reviewed, with their words, in the order of the log.
/// Without a kind, those read in articles; with a document, its own.
Result<std::string> to_review(const Scene& scene, const Filter& filter, Format format);

/// truce status: the account on one screen. As CSV, one row a clause.
std::string status(const Scene& scene, Format format);
/// truce tally: every line of every tally. As CSV, one row a step. `id` empty: all.
Result<std::string> tally(const Scene& scene, std::string_view id, Format format);
/// truce incident: the list, or one incident's file.
std::string incidents(const Scene& scene, const Filter& filter, Format format);
Result<std::string> incident(const Scene& scene, Id<Incident> id, Format format);
/// truce explain: why a clause stands where it stands. As CSV, one row a statement behind it.
Result<std::string> explain(const Scene& scene, std::string_view ref, Format format);
/// truce report: the daily report. `scene` is as known at the cut-off, `before` at the one before.
std::string daily(const Scene& scene, const Scene& before, Day day, Format format);
/// truce changes: what changed since then up to the scene's moment. As CSV, one row a change.
std::string changes(const Scene& scene, Instant since, std::span<const ChangeRecord> records,
                    Format format);

/// One column of a comparison: whose statements count, and by whose reading of the text.
struct Column {
  std::string value;  // "everyone", "party:East", "reading:East"
  std::string label;
  Viewpoint viewpoint;
  std::string reading;  // a party; empty: the text's own
};
/// What to choose a viewpoint from.
std::vector<Column> viewpoints_of(const Agreement& agreement);
/// Those, and each rival reading.
std::vector<Column> columns_of(const Agreement& agreement);
/// Columns by their values, with commas between. Empty: all of columns_of().
Result<std::vector<Column>> parse_columns(const Agreement& agreement, std::string_view list);

/// An account for each column; at least one. The accounts must outlive it.
struct Comparison {
  std::vector<Column> columns;
  std::vector<const Account*> accounts;
};
/// truce compare: where each clause stands in each column.
std::string compare(const Scene& scene, const Comparison& comparison, Format format);

/// truce export statements: every row, as JSON lines (the row of docs/api.md) or CSV.
std::string statements(const Scene& scene, Format format);

/// truce read: one document and what was read in it, as one line of JSON (design, section 5), or
/// for people.
std::string reading(const Document& document, const Reading& reading, Format format);

/// One line on where a clause stands, e.g. "27 of 28 by Israel, 3 Dec 2025".
std::string summary_of(const Verdict& verdict);

}  // namespace truce::report
