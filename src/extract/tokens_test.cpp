// SPDX-License-Identifier: Apache-2.0
#include "extract/tokens.h"

#include <gtest/gtest.h>

namespace truce::extract {
namespace {

/// Tokens separated by a space, sentences by " | ".
std::string check(std::string_view text) {
  const Tokens tokens = tokens_of(text);
  std::string out;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i > 0) out += tokens[i].sentence == tokens[i - 1].sentence ? " " : " | ";
    out += tokens[i].lower;
  }
  return out;
}

TEST(Tokens, a_possessive_is_a_token_of_its_own) {
  EXPECT_EQ(check("Norland’s army didn't fire, the soldiers’ camp"),
            "norland 's army didn't fire , the soldiers ' camp");
}

TEST(Tokens, numbers_lose_their_separators_and_ranges_are_split) {
  EXPECT_EQ(check("1,173 of 2.5 and 1\u00A0200 or 12–15 since 2025-10-10"),
            "1173 of 2.5 and 1200 or 12 - 15 since 2025 - 10 - 10");
}

TEST(Tokens, words_with_digits_stay_whole) {
  EXPECT_EQ(check("a 7-year-old and a 155mm shell, 400-plus"),
            "a 7-year-old and a 155mm shell , 400-plus");
}

TEST(Tokens, abbreviations_do_not_end_a_sentence) {
  EXPECT_EQ(check("Gen. Sule met the U.S. envoy at 4 p.m. on Friday. Dr. Oma left."),
            "gen sule met the u.s. envoy at 4 p.m. on friday . | dr oma left .");
}

TEST(Tokens, a_quotation_keeps_its_closing_mark) {
  EXPECT_EQ(check("“We left.” He nodded. “Why?” she asked."),
            "\" we left . \" | he nodded . | \" why ? \" she asked .");
}

TEST(Tokens, a_line_of_its_own_is_a_heading_and_an_item_is_a_sentence) {
  EXPECT_EQ(check("Fire ceases\nThe line is quiet.\n• two men hurt\n• one man held"),
            "fire ceases | the line is quiet . | • two men hurt | • one man held");
}

TEST(Tokens, lines_broken_to_one_width_are_joined) {
  EXPECT_EQ(
      check("The army said on Friday that it had lost\nFive men in the hills near the old town."),
      "the army said on friday that it had lost five men in the hills near the old town .");
}

TEST(Tokens, names_with_a_small_article_are_names) {
  const Tokens tokens = tokens_of("Khalid al-Zahir of the US told us");
  EXPECT_TRUE(tokens[1].capitalised);
  EXPECT_TRUE(tokens[4].all_caps);
  EXPECT_FALSE(tokens[6].all_caps);
}

TEST(Tokens, any_bytes_give_spans_inside_the_text) {
  const std::string text = "\xff\xfe\xe2\x80 12\xc3 'x\" \xf0\x9f";
  for (const Token& token : tokens_of(text).list) EXPECT_LE(token.span.end, text.size());
}

}  // namespace
}  // namespace truce::extract
