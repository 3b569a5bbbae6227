// SPDX-License-Identifier: Apache-2.0
// A table of counts → one document for each row, one statement for each cell that is mapped.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "base/utf8.h"
#include "base/zone.h"
#include "intake/csv.h"
#include "intake/decode.h"
#include "intake/intake.h"
#include "intake/lines.h"
#include "intake/mapping.h"

namespace truce::intake {
namespace {

/// Counts of people and trucks stay far below; what is longer is a mistake.
constexpr std::size_t digits_max = 12;

/// The table's head: where each column of the mapping stands.
struct Head {
  std::string_view text;
  std::size_t width = 0;
  std::size_t date = 0;
  std::size_t known = 0;
  std::vector<std::size_t> columns;  // for each of the mapping's
};

Result<std::size_t> place_of(const std::string& column, const Row& row, std::string_view file) {
  const auto same = [&](const Cell& cell) { return cell.value == column; };
  const auto count = std::count_if(row.cells.begin(), row.cells.end(), same);
  const auto found = std::find_if(row.cells.begin(), row.cells.end(), same);
  if (count == 1) return static_cast<std::size_t>(found - row.cells.begin());
  return invalid(fmt::format("{}:{}: {} column is called '{}'", file, row.line,
                             count == 0 ? "no" : "more than one", column),
                 "the mapping must name columns as the first row of the table does");
}

Result<Head> head_of(const Mapping& mapping, const std::vector<Row>& rows, std::string_view file) {
  if (rows.empty())
    return invalid(fmt::format("{}: the table is empty", file), "its first row names the columns");
  const Row& row = rows.front();
  if (!row.fault.empty())
    return invalid(fmt::format("{}:{}: {}", file, row.line, row.fault),
                   "write the first row after RFC 4180");
  Head head;
  head.text = row.text;
  head.width = row.cells.size();
  head.date = TRY(place_of(mapping.date_column, row, file));
  head.known = TRY(place_of(mapping.known_column, row, file));
  for (const SeriesColumn& column : mapping.series.columns)
    head.columns.push_back(TRY(place_of(column.name, row, file)));
  return head;
}

Result<std::int64_t> count_in(const Cell& cell, const std::string& column) {
  std::int64_t count = 0;
  const char* end = cell.value.data() + cell.value.size();
  const auto [stop, error] = std::from_chars(cell.value.data(), end, count);
  if (error != std::errc{} || stop != end || count < 0 || cell.value.size() > digits_max)
    return invalid(
        fmt::format("'{}' in column '{}' is not a count", cell.value.substr(0, 40), column),
        "write a whole number without separators, or leave the cell empty");
  return count;
}

std::optional<Mention> mention(const std::string& name) {
  if (name.empty()) return std::nullopt;
  return Mention{.name = name};
}

Statement statement_of(const Mapping& mapping, std::size_t at, Day date, const Cell& cell,
                       std::int64_t count, std::size_t text_at) {
  const SeriesColumn& column = mapping.series.columns[at];
  const TextSpan span{text_at + cell.span.begin, text_at + cell.span.end};
  Statement statement;
  statement.speaker =
      Mention{.name = mapping.series.counter, .role = {}, .actor = mapping.series.counter};
  statement.quote = {cell.value, span};
  statement.said_on = date;
  statement.measure = column.measure;
  statement.figure = Figure{count, count, Qualifier::exactly, cell.value, span, std::nullopt};
  statement.of = mention(column.of);
  statement.by = mention(column.by);
  if (!mapping.series.place.empty()) statement.place = Place{.name = mapping.series.place};
  statement.window = {column.cumulative ? mapping.since[at] : std::optional<Day>(date), date,
                      column.cumulative, Precision::day};
  statement.series = fmt::format("{}/{}", mapping.series.name, column.name);
  statement.confidence = 1;
  statement.rule = "series import";
  return statement;
}

/// Says of each part which statement of the row is its whole, where the row tells the whole.
void join_parts(const Mapping& mapping, std::vector<Statement>& statements,
                const std::vector<std::size_t>& columns) {
  for (std::size_t part = 0; part < statements.size(); ++part)
    for (std::size_t whole = 0; whole < statements.size(); ++whole)
      if (mapping.series.columns[columns[part]].part_of ==
          mapping.series.columns[columns[whole]].name)
        statements[part].figure->part_of = whole;
}

Result<std::vector<Statement>> statements_of(const Mapping& mapping, const Head& head,
                                             const Row& row, Day date) {
  std::vector<Statement> statements;
  std::vector<std::size_t> columns;  // of the mapping, for each statement
  for (std::size_t at = 0; at < head.columns.size(); ++at) {
    const Cell& cell = row.cells[head.columns[at]];
    if (cell.value.empty()) continue;
    const std::int64_t count = TRY(count_in(cell, mapping.series.columns[at].name));
    statements.push_back(statement_of(mapping, at, date, cell, count, head.text.size() + 1));
    columns.push_back(at);
  }
  join_parts(mapping, statements, columns);
  return statements;
}

Document document_of(const Mapping& mapping, const Head& head, const Row& row, Day date,
                     Instant known, std::string_view file) {
  Document document;
  document.kind = Document::Kind::row;
  document.file = file;
  document.title = fmt::format("{}, {}", mapping.series.name, to_text(date));
  document.publisher = mapping.series.publisher;
  document.url = mapping.series.url;
  document.language = mapping.language;
  document.media_type = "text/csv";
  document.text = fmt::format("{}\n{}", head.text, row.text);
  document.published = known;
  document.key = document_key(document);
  return document;
}

Result<SeriesRow> series_row(const Mapping& mapping, const Head& head, const Row& row,
                             std::string_view file) {
  if (!row.fault.empty()) return invalid(row.fault, "write the row after RFC 4180");
  if (row.cells.size() != head.width)
    return invalid(
        fmt::format("the row has {} cells, the first row {}", row.cells.size(), head.width),
        "give every column a cell, empty where nothing is known");
  const Day date = TRY(parse_day(row.cells[head.date].value));
  const Day known_day = TRY(parse_day(row.cells[head.known].value));
  const auto days = std::chrono::floor<std::chrono::days>(mapping.known_at);
  const Instant known = TRY(instant_of({known_day + days, mapping.known_at - days}, mapping.zone));
  SeriesRow made;
  made.known = known;
  made.statements = TRY(statements_of(mapping, head, row, date));
  made.document = document_of(mapping, head, row, date, known, file);
  return made;
}

}  // namespace

Result<TakenSeries> series_in(std::string_view mapping_file, std::string_view mapping_text,
                              std::string_view csv_file, std::string_view csv) {
  const Mapping mapping = TRY(mapping_of(mapping_file, mapping_text));
  if (csv.starts_with("\xEF\xBB\xBF")) csv.remove_prefix(3);
  if (!is_utf8(csv))
    return invalid(fmt::format("{}: the table is not valid UTF-8", csv_file),
                   "save it as UTF-8 and import it again");
  const std::vector<Row> rows = rows_of(csv);
  const Head head = TRY(head_of(mapping, rows, csv_file));

  TakenSeries taken;
  taken.series = mapping.series;
  std::set<std::string> dates;
  for (std::size_t at = 1; at < rows.size(); ++at) {
    const auto reject = [&](const Error& error) {
      taken.rejections.push_back({std::string(csv_file), rows[at].line, error.message, error.help});
    };
    auto row = series_row(mapping, head, rows[at], csv_file);
    if (!row) {
      reject(row.error());
      continue;
    }
    const std::string& date = rows[at].cells[head.date].value;
    if (!dates.insert(date).second) {
      reject(invalid(fmt::format("there is a row for {} already", date),
                     "keep one row for each day; a revision is a further import"));
      continue;
    }
    taken.rows.push_back(std::move(*row));
  }
  return taken;
}

Result<std::string> csv_named_by(std::string_view mapping_file, std::string_view mapping_text) {
  const Mapping mapping = TRY(mapping_of(mapping_file, mapping_text));
  const std::size_t slash = mapping_file.rfind('/');
  if (slash == std::string_view::npos || mapping.file.starts_with('/')) return mapping.file;
  return std::string(mapping_file.substr(0, slash + 1)) + mapping.file;
}

}  // namespace truce::intake
