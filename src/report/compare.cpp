// SPDX-License-Identifier: Apache-2.0
// Clauses × viewpoints: what each account comes to, side by side.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "report/pieces.h"
#include "report/report.h"

namespace truce::report {
namespace {

/// The verdict of a clause in one column: by that party's reading where it has one of its own.
const Verdict* verdict_in(const Column& column, const Account& account, std::string_view ref) {
  const Verdict* found = nullptr;
  for (const Verdict& verdict : account.verdicts)
    if (verdict.clause == ref && (verdict.reading.empty() || verdict.reading == column.reading))
      found = &verdict;  // a reading stands behind its clause
  return found;
}

std::string cell_words(const Verdict* verdict) {
  if (verdict == nullptr) return "";
  std::string words = words_of(to_text(verdict->status));
  if (verdict->alleged_incidents > 0)
    words += fmt::format(", alleged {}", verdict->alleged_incidents);
  if (verdict->found > 0) words += fmt::format(", found {}", verdict->found);
  return words;
}

/// References of clauses and rules, each once, in the order of the agreement.
std::vector<const Verdict*> by_the_text(const Account& account) {
  std::vector<const Verdict*> rows;
  for (const Verdict& verdict : account.verdicts)
    if (verdict.reading.empty()) rows.push_back(&verdict);
  return rows;
}

Json cell_json(const Verdict* verdict) {
  if (verdict == nullptr) return nullptr;
  return {{"status", to_text(verdict->status)},
          {"status_words", words_of(to_text(verdict->status))},
          {"state", to_text(verdict->state)},
          {"since", or_null(verdict->since)},
          {"due", or_null(verdict->due)},
          {"alleged_incidents", verdict->alleged_incidents},
          {"found", verdict->found},
          {"summary", summary_of(*verdict)},
          {"text", cell_words(verdict)}};
}

std::string compare_json(const Comparison& comparison) {
  Json columns = Json::array();
  for (const Column& column : comparison.columns)
    columns.push_back({{"value", column.value}, {"label", column.label}});
  Json clauses = Json::array();
  for (const Verdict* row : by_the_text(*comparison.accounts.front())) {
    Json cells = Json::array();
    std::set<std::string> words;
    for (std::size_t at = 0; at < comparison.columns.size(); ++at) {
      const Verdict* verdict =
          verdict_in(comparison.columns[at], *comparison.accounts[at], row->clause);
      words.insert(cell_words(verdict));
      cells.push_back(cell_json(verdict));
    }
    clauses.push_back({{"ref", row->clause},
                       {"title", row->title},
                       {"differ", words.size() > 1},
                       {"cells", cells}});
  }
  return dump({{"as_known", to_text(comparison.accounts.front()->as_known)},
               {"columns", columns},
               {"clauses", clauses}});
}

Table compare_table(const Comparison& comparison) {
  Table table{{"clause", "title"}, {}};
  for (const Column& column : comparison.columns) table.columns.push_back(column.value);
  for (const Verdict* row : by_the_text(*comparison.accounts.front())) {
    std::vector<std::string> cells{row->clause, row->title};
    for (std::size_t at = 0; at < comparison.columns.size(); ++at)
      cells.push_back(
          cell_words(verdict_in(comparison.columns[at], *comparison.accounts[at], row->clause)));
    table.rows.push_back(std::move(cells));
  }
  return table;
}

std::string compare_text(const Scene& scene, const Comparison& comparison) {
  return fmt::format("{} · as known {}\n\n", scene.agreement->title,
                     to_words(comparison.accounts.front()->as_known)) +
         text_of(compare_table(comparison));
}

Column column_of(const Viewpoint& viewpoint, std::string label) {
  return {to_text(viewpoint), std::move(label), viewpoint, {}};
}

Column reading_of(const std::string& party) {
  return {"reading:" + party, "As " + party + " reads the text", {}, party};
}

}  // namespace

std::vector<Column> viewpoints_of(const Agreement& agreement) {
  std::vector<Column> columns{column_of({}, "Everyone")};
  for (const Participant& participant : agreement.participants)
    if (participant.role == Role::party)
      columns.push_back(column_of({.kind = Viewpoint::Kind::party, .party = participant.name},
                                  "As " + participant.name + "'s side tells it"));
  for (const Grade grade :
       {Grade::reported, Grade::corroborated, Grade::acknowledged, Grade::observed})
    columns.push_back(column_of({.kind = Viewpoint::Kind::grade, .party = {}, .grade = grade},
                                fmt::format("Graded {} or better", to_text(grade))));
  columns.push_back(column_of({.kind = Viewpoint::Kind::findings}, "Findings only"));
  return columns;
}

std::vector<Column> columns_of(const Agreement& agreement) {
  std::vector<Column> columns = viewpoints_of(agreement);
  for (const Participant& participant : agreement.participants) {
    bool reads = false;
    const auto add = [&](const Clause& clause) {
      for (const ClauseReading& reading : clause.readings) reads |= reading.by == participant.name;
    };
    for (const Phase& phase : agreement.phases)
      for (const Clause& clause : phase.clauses) add(clause);
    for (const Revision& revision : agreement.revisions)
      for (const Clause* clause : revision.all_clauses()) add(*clause);
    if (reads) columns.push_back(reading_of(participant.name));
  }
  return columns;
}

Result<std::vector<Column>> parse_columns(const Agreement& agreement, std::string_view list) {
  const auto all = columns_of(agreement);
  if (list.empty()) return all;
  std::vector<Column> columns;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(','), list.size());
    const std::string_view word = list.substr(0, end);
    list.remove_prefix(std::min(end + 1, list.size()));
    const auto known = std::find_if(all.begin(), all.end(),
                                    [&](const Column& column) { return column.value == word; });
    if (known != all.end())
      columns.push_back(*known);
    else if (word.starts_with("reading:"))
      return invalid(fmt::format("no clause has a reading of '{}'", word.substr(8)),
                     "truce compare without --viewpoint shows every reading");
    else
      columns.push_back(column_of(TRY(parse_viewpoint(word)), std::string(word)));
  }
  return columns;
}

std::string compare(const Scene& scene, const Comparison& comparison, Format format) {
  switch (format) {
    case Format::json:
      return compare_json(comparison);
    case Format::csv:
      return csv_of(compare_table(comparison));
    case Format::text:
      return compare_text(scene, comparison);
  }
  return {};
}

}  // namespace truce::report
