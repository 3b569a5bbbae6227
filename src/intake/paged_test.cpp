// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "intake/documents.h"
#include "intake/shown.h"

namespace truce::intake {
namespace {

TEST(Pages, lines_become_paragraphs) {
  EXPECT_EQ(
      paragraphs_of_pages("Report\n\nTwo men were\nkilled near\nTyre.\n\n• one\n• two and\nmore\n"
                          "1. first\n2. second\n\f"),
      "Report\nTwo men were killed near Tyre.\n• one\n• two and more\n1. first\n2. second\n");
}

TEST(Pages, hyphens_at_line_ends_are_judged_by_the_rest_of_the_text) {
  EXPECT_EQ(
      paragraphs_of_pages("the demon-\nstration of Israeli-\nheld and the cease-\nfire and the "
                          "door-\nbell; a ceasefire, an Israeli-held town, a door-bell.\n"),
      "the demonstration of Israeli-held and the ceasefire and the door-bell; a ceasefire, an "
      "Israeli-held town, a door-bell.\n");
  EXPECT_EQ(paragraphs_of_pages("the Anglo-\nIrish talks of 2025-\n26 in Bog\xC2\xAD\nota\n"),
            "the Anglo-Irish talks of 2025-26 in Bogota\n");
}

TEST(Pages, a_sentence_goes_on_behind_a_page_break) {
  EXPECT_EQ(paragraphs_of_pages("Two men were\n\fkilled.\n\fThe end\n\fNew page\n"),
            "Two men were killed.\nThe end\nNew page\n");
}

TEST(Pages, running_heads_and_page_numbers_are_left_out) {
  EXPECT_EQ(paragraphs_of_pages("Bulletin 7\n\nOne.\n\n1\n\fBulletin 7\n\nTwo.\n\n- 2 -\n\f"
                                "Bulletin 7\n\nThree.\n\n3 / 3\n\f"),
            "One.\nTwo.\nThree.\n");
}

/// A table as pdftotext prints it: of each row the level, the block and the word.
std::string table(std::initializer_list<std::array<std::string_view, 3>> rows) {
  std::string text = "level\tpage_num\n";
  for (const auto& [level, block, word] : rows)
    text += fmt::format("{}\t1\t0\t{}\t0\t0\t72.0\t91.3\t5.0\t11.1\t100\t{}\n", level, block, word);
  return text;
}

TEST(Pages, the_words_of_a_table_keep_their_lines_and_hyphens) {
  EXPECT_EQ(pages_of_table(table({{"1", "0", "###PAGE###"},
                                  {"3", "0", "###FLOW###"},
                                  {"4", "0", "###LINE###"},
                                  {"5", "0", "killed"},
                                  {"5", "0", "12-"},
                                  {"4", "0", "###LINE###"},
                                  {"5", "0", "15"},
                                  {"4", "1", "###LINE###"},
                                  {"5", "1", "End"},
                                  {"1", "0", "###PAGE###"},
                                  {"4", "0", "###LINE###"},
                                  {"5", "0", "New"}})),
            "\n\nkilled 12-\n15\n\nEnd\n\f\n\nNew");
  EXPECT_EQ(pages_of_table("no table\n5\tx\n"), "");
}

TEST(Pages, a_range_at_a_line_end_stays_two_numbers) {
  EXPECT_EQ(paragraphs_of_pages("killed 12-\n15 men\n"), "killed 12-15 men\n");
}

TEST(Pages, a_pdf_is_a_document_with_its_bytes) {
  const Taken taken =
      pages_in("a.pdf", "%PDF", table({{"4", "0", ""}, {"5", "0", "Words"}}), kByGazette);
  EXPECT_EQ(shown(taken), "[|Gazette|undated|en|] Words\n\n");
  EXPECT_EQ(taken.documents.at(0).bytes, "%PDF");
  EXPECT_EQ(shown(pages_in("a.pdf", "%PDF", "", kByGazette)),
            "a.pdf:0: there is no text in the PDF; it may hold pictures of pages\n");
}

}  // namespace
}  // namespace truce::intake
