// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>

#include "base/file.h"
#include "intake/intake.h"

namespace truce::intake {
namespace {

constexpr std::string_view kMapping = R"(# trucks through two gates
Series: trucks
Counter: Gate office
Publisher: Valley Post
File: trucks.csv
Date column: day
Zone: Africa/Cairo
Known: day at 09:00 the next day
Since: 2025-10-10
Place: North gate
Counting rule: a truck counts when it is
  unloaded
Column all: trucks, each day, of goods, labelled "trucks, unloaded"
Column fuel: trucks, each day, part of all
Column total: trucks, running total
)";

/// What was made of `csv`, a line for each statement and rejection.
std::string shown(std::string_view csv, std::string_view mapping = kMapping) {
  const auto taken = series_in("m/trucks.series", mapping, "trucks.csv", csv);
  if (!taken) return taken.error().message + "\n";
  std::string text;
  for (const SeriesRow& row : taken->rows) {
    text += fmt::format("{} known {}\n", row.document.title, to_text(row.known));
    for (const Statement& statement : row.statements) {
      EXPECT_EQ(statement.quote.text, statement.quote.span.in(row.document.text));
      text += fmt::format(
          "  {} {} {} {}..{}{}{}\n", statement.speaker->actor, statement.series,
          *statement.figure->low, to_text(*statement.window.from), to_text(*statement.window.until),
          statement.window.cumulative ? " cumulative" : "",
          statement.figure->part_of ? fmt::format(" of {}", *statement.figure->part_of) : "");
    }
  }
  for (const Rejection& rejection : taken->rejections) {
    EXPECT_NE(rejection.help, "");
    text += fmt::format("{}:{}: {}\n", rejection.file, rejection.line, rejection.reason);
  }
  return text;
}

void check(std::string_view csv, std::string_view expected) { EXPECT_EQ(shown(csv), expected); }

TEST(Series, each_cell_becomes_a_statement_of_the_counter) {
  check("day,all,fuel,total\n2025-10-11,50,,120\n2025-10-12,\"60\",7,180\r\n",
        "trucks, 2025-10-11 known 2025-10-12T06:00:00Z\n"
        "  Gate office trucks/all 50 2025-10-11..2025-10-11\n"
        "  Gate office trucks/total 120 2025-10-10..2025-10-11 cumulative\n"
        "trucks, 2025-10-12 known 2025-10-13T06:00:00Z\n"
        "  Gate office trucks/all 60 2025-10-12..2025-10-12\n"
        "  Gate office trucks/fuel 7 2025-10-12..2025-10-12 of 0\n"
        "  Gate office trucks/total 180 2025-10-10..2025-10-12 cumulative\n");
}

TEST(Series, a_row_is_a_document_that_reads_on_its_own) {
  const auto taken = series_in("t.series", kMapping, "t.csv",
                               "day,all,fuel,total,note\n2025-10-11,5,,,\"a, b\"\n");
  ASSERT_TRUE(taken && taken->rows.size() == 1);
  const Document& document = taken->rows[0].document;
  EXPECT_EQ(document.text, "day,all,fuel,total,note\n2025-10-11,5,,,\"a, b\"");
  EXPECT_EQ(document.kind, Document::Kind::row);
  EXPECT_EQ(document.publisher, "Valley Post");
  EXPECT_EQ(document.media_type, "text/csv");
  EXPECT_EQ(taken->series.counting_rule, "a truck counts when it is unloaded");
  EXPECT_EQ(taken->series.columns[0].label, "trucks, unloaded");
}

TEST(Series, a_bad_row_leaves_the_others) {
  check(
      "day,all,fuel,total\n2025-10-11,50\n2025-13-12,1,,\n2025-10-12,3.5,,\n2025-10-12,-3,,\n"
      "2025-10-12,1,,\n2025-10-12,2,,\n2025-10-13,\"4,,\n2025-10-14,5\"6,,\n2025-10-15,\"5\"6,,\n",
      "trucks, 2025-10-12 known 2025-10-13T06:00:00Z\n"
      "  Gate office trucks/all 1 2025-10-12..2025-10-12\n"
      "trucks.csv:2: the row has 2 cells, the first row 4\n"
      "trucks.csv:3: '2025-13-12' is not a date\n"
      "trucks.csv:4: '3.5' in column 'all' is not a count\n"
      "trucks.csv:5: '-3' in column 'all' is not a count\n"
      "trucks.csv:7: there is a row for 2025-10-12 already\n"
      "trucks.csv:8: the quote in column 12 closes before its cell ends\n"
      "trucks.csv:9: a quote in column 13 stands inside an unquoted cell\n"
      "trucks.csv:10: the quote in column 12 closes before its cell ends\n");
  check("day,all,fuel,total\n2025-10-11,\"5,,\n2025-10-12,6,,\n",
        "trucks, 2025-10-12 known 2025-10-13T06:00:00Z\n"
        "  Gate office trucks/all 6 2025-10-12..2025-10-12\n"
        "trucks.csv:2: the quote in column 12 is never closed\n");
}

TEST(Series, a_table_that_does_not_fit_its_mapping_is_refused) {
  check("", "trucks.csv: the table is empty\n");
  check("day,all,fuel\n", "trucks.csv:1: no column is called 'total'\n");
  check("day,all,fuel,total,all\n", "trucks.csv:1: more than one column is called 'all'\n");
  check("day,\xFF\n", "trucks.csv: the table is not valid UTF-8\n");
}

TEST(Mapping, every_mistake_has_its_line) {
  const auto with = [](std::string_view line) {
    return shown("day,all,fuel,total\n", std::string(kMapping) + std::string(line));
  };
  EXPECT_EQ(with("Colour: red"), "m/trucks.series:16: unknown key 'Colour'\n");
  EXPECT_EQ(with("Zone: UTC"), "m/trucks.series:16: 'Zone' is given twice\n");
  EXPECT_EQ(with("nonsense"), "m/trucks.series:16: this line is no 'Key: value'\n");
  EXPECT_EQ(with("Column x: lorries, each day"),
            "m/trucks.series:16: 'lorries' is nothing that truce counts\n");
  EXPECT_EQ(with("Column x: trucks"),
            "m/trucks.series:16: column 'x' does not say over what time it counts\n");
  EXPECT_EQ(with("Column x: trucks, each day, roughly"),
            "m/trucks.series:16: 'roughly' is no part of a column's description\n");
  EXPECT_EQ(with("Column x: trucks, each day, part of y"),
            "m/trucks.series: column 'x' is part of 'y', which is not described\n");
  EXPECT_EQ(shown("", "Series: a\n"), "m/trucks.series: the line 'Counter:' is missing\n");
}

TEST(Mapping, the_table_lies_beside_it) {
  EXPECT_EQ(*csv_named_by("a/b/t.series", kMapping), "a/b/trucks.csv");
  EXPECT_EQ(*csv_named_by("t.series", kMapping), "trucks.csv");
}

TEST(Example, the_daily_series_sums_to_what_its_source_says) {
  const std::string folder = TRUCE_SOURCE_DIR "/examples/gaza-2025/series/";
  const auto mapping = read_file(folder + "gaza-casualties.series");
  const auto csv = read_file(folder + "gaza-casualties.csv");
  ASSERT_TRUE(mapping && csv);
  const auto taken = series_in("gaza-casualties.series", *mapping, "gaza-casualties.csv", *csv);
  ASSERT_TRUE(taken) << taken.error().message;
  EXPECT_TRUE(taken->rejections.empty());
  EXPECT_EQ(taken->rows.size(), 317U);

  std::map<std::string, std::int64_t> sums;
  for (const SeriesRow& row : taken->rows)
    for (const Statement& statement : row.statements)
      sums[statement.series.substr(statement.series.find('/') + 1)] += *statement.figure->low;
  EXPECT_EQ(sums["killed"], 6'225);
  EXPECT_EQ(sums["killed_truce_new"], 1'173);
  EXPECT_EQ(sums["killed_recovered"], 855);
  EXPECT_EQ(sums["killed_succumbed"], 69);
  EXPECT_EQ(sums["killed_committee"], 4'110);
  EXPECT_EQ(sums["killed"] - sums["killed_truce_new"] - sums["killed_recovered"] -
                sums["killed_succumbed"] - sums["killed_committee"],
            18);
  EXPECT_EQ(to_text(taken->rows.front().known), "2025-10-10T13:00:00Z");
}

}  // namespace
}  // namespace truce::intake
