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

/// The page of the agreement on that day, when nothing is known.
std::string page_on(const char* day) {
  const Agreement agreement = agreement::parse(R"(agreement "Valley truce"
  in force 3 May 2025 12:00 UTC
parties North, South
phase 1 "Quiet"
  begins at entry into force
  clause 1.1 "Fire ceases" [text, article 4, page 3] [text, page iv] [plan]
    North, South must not fire
amendment "Letter of June" [letter]
  in force 3 June 2025
  phase 2 "Return"
    begins on 3 July 2025
    clause 2.1 "Maps" [letter, page 12]
      North must hand over its maps
)")
                                  .agreement;
  const Account account =
      monitor::account(agreement, Known{.as_known = *parse_instant(day)}, Viewpoint{});
  Scene scene{.agreement = &agreement, .account = &account};
  scene.index();
  return agreement_json(scene);
}

TEST(AgreementPage, gives_the_page_of_a_citation_or_null) {
  const std::string page = page_on("2025-05-04T00:00Z");
  EXPECT_NE(page.find(R"("pages":[3,null,null])"), std::string::npos) << page;
  EXPECT_NE(page.find(R"("citations":["text, article 4, page 3","text, page iv","plan"])"),
            std::string::npos)
      << page;
}

TEST(AgreementPage, shows_what_an_amendment_adds_from_its_day_on) {
  EXPECT_EQ(page_on("2025-06-02T00:00Z").find("Maps"), std::string::npos);
  const std::string page = page_on("2025-06-04T00:00Z");
  EXPECT_NE(page.find(R"("number":"2")"), std::string::npos) << page;
  EXPECT_NE(page.find(R"("pages":[12])"), std::string::npos) << page;
}

}  // namespace
}  // namespace truce::report
