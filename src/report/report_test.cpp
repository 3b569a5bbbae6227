// SPDX-License-Identifier: Apache-2.0
#include "report/report.h"

#include <gtest/gtest.h>

namespace truce::report {
namespace {

TEST(Table, columns_are_as_wide_as_their_widest_cell_in_code_points) {
  EXPECT_EQ(text_of({{"who", "n"}, {{"Türkiye", "1"}, {"Egypt", "20"}}}),
            "who      n\nTürkiye  1\nEgypt    20\n");
}

TEST(Table, csv_quotes_what_needs_it_and_defuses_formulas) {
  EXPECT_EQ(csv_of({{"a", "b"}, {{"x,y", "say \"no\""}, {"=1+1", "-5"}, {"-x", "@a"}}}),
            "a,b\r\n\"x,y\",\"say \"\"no\"\"\"\r\n'=1+1,-5\r\n'-x,'@a\r\n");
}

TEST(Table, a_bidi_override_is_shown_and_not_obeyed) {
  EXPECT_EQ(visible("a\xE2\x80\xAE"
                    "b\x1B[31m"),
            "a<U+202E>b\\x1b[31m");
  EXPECT_EQ(visible("سلام – “quoted”"), "سلام – “quoted”");
}

TEST(Summary, a_prohibition_shows_alleged_and_found_apart) {
  Verdict verdict;
  verdict.status = ClauseStatus::watched;
  verdict.alleged_incidents = 3;
  verdict.alleged = {{{"North ministry", "North", "North ministry"}, "South", 3, {}, {}}};
  verdict.last_alleged = parse_day("2025-03-04").value();
  EXPECT_EQ(summary_of(verdict),
            "alleged in 3 incidents (3 told by North ministry of South) · found 0 · last alleged 4 "
            "Mar 2025");
}

TEST(Summary, progress_names_its_counter) {
  Verdict verdict;
  verdict.status = ClauseStatus::in_progress;
  verdict.progress = {
      {{"South", "South", "South"}, 27, 27, 28, "bodies", parse_day("2025-12-03").value(), {}}};
  EXPECT_EQ(summary_of(verdict), "27 of 28 by South, 3 Dec 2025");
}

TEST(Format, is_one_of_three) {
  EXPECT_EQ(*parse_format("json"), Format::json);
  EXPECT_FALSE(parse_format("xml"));
}

TEST(Reading, a_document_keeps_the_id_that_its_sender_gave_it) {
  Document document;
  document.file = "feed.jsonl";
  document.given_id = "a-7";
  EXPECT_NE(reading(document, {}, Format::json).find(R"("document":{"id":"a-7")"),
            std::string::npos);
}

TEST(Reading, offsets_are_counted_in_code_points) {
  Document document;
  document.file = "d.txt";
  document.text = "Türkiye said no.";
  Statement statement;
  statement.kind = StatementKind::denial;
  statement.speaker = Mention{"Türkiye", "", "Türkiye", TextSpan{0, 8}};
  statement.quote = {"no", {14, 16}};
  statement.rule = "test";
  const std::string json = reading(document, {{statement}, {}}, Format::json);
  EXPECT_NE(json.find(R"("speaker":{"name":"Türkiye","role":"","actor":"Türkiye","span":[0,7]})"),
            std::string::npos)
      << json;
  EXPECT_NE(json.find(R"("quote":{"text":"no","span":[13,15]})"), std::string::npos) << json;
}

}  // namespace
}  // namespace truce::report
