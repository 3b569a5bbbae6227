// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>

#include "editor/editor.h"

namespace truce::editor {
namespace {

constexpr std::string_view kText = R"(agreement "Valley truce"
  in force 3 May 2025 12:00 Asia/Beirut
party North also "Türkiye's \"friends\" 🕊"
party South
guarantors East, West
area Valley
event "signing"
tally "Bread" counts trucks
  counting a truck once

phase 1 "Quiet"
  begins at entry into force
  clause 1.1 "Fire ceases"  [text, article 1]
    North, South must not fire in Valley
    otherwise the guarantors must meet within 2 days
  clause 1.2 "Officers *return*"
    North must release 20 officers to South within 72 hours of entry into force
    counting an officer once
    as South reads "all of them", 25 officers
    depends on 1.1
  rule 1.3 "Escalation"
    when 3 or more breaches of 1.1 within 7 days
    then East must meet
phase 2 "Return"
  begins when all of
    clause 1.2 is fulfilled
    tally "Bread" reaches 1,000
    event "signing" has happened
  clause 2.1 "Talks"
    the parties must meet within 14 days of the beginning of phase 2
)";

/// Where the n-th `words` of the text begin; `into` letters of ASCII further.
Position at(std::string_view text, std::string_view words, int nth = 1, std::size_t into = 0) {
  std::size_t found = text.find(words);
  for (; nth > 1; --nth) found = text.find(words, found + 1);
  EXPECT_NE(found, std::string_view::npos) << words;
  const TextPlace place = TextPlaces(text).place_of(found);
  return {place.line, place.utf16 + into};
}

/// The words that a range marks.
std::string words_of(std::string_view text, const Range& range) {
  const TextPlaces places(text);
  const TextSpan span{places.byte_at(range.begin.line, range.begin.character),
                      places.byte_at(range.end.line, range.end.character)};
  return std::string(span.in(text));
}

std::string hovered(std::string_view text, std::string_view words, int nth = 1,
                    const StateOf& state_of = {}) {
  const auto hover = OpenText(std::string(text)).hover(at(text, words, nth), state_of);
  return hover ? words_of(text, hover->range) + " => " + hover->markdown : "";
}

std::string defined(std::string_view text, std::string_view words, int nth = 1) {
  const auto range = OpenText(std::string(text)).definition(at(text, words, nth));
  return range ? words_of(text, *range) : "";
}

TEST(OpenText, without_mistakes_has_no_marks) {
  EXPECT_TRUE(OpenText(std::string(kText)).marks().empty());
}

TEST(OpenText, marks_mistakes_in_units_of_utf16) {
  const std::string text =
      "agreement \"V\"\n  in force 3 May 2025 UTC\nparty North\nphase 1 \"🕊 é\" oops\n"
      "  clause 1.1 \"A\"\n    North must not fire\n";
  const OpenText open(text);
  const auto marks = open.marks();
  ASSERT_EQ(marks.size(), 1U);
  EXPECT_EQ(marks[0].range, (Range{{3, 15}, {3, 19}}));  // the dove takes two units
  EXPECT_TRUE(marks[0].error);
  EXPECT_EQ(marks[0].message, "the line cannot be read from here on");
  EXPECT_NE(marks[0].help, "");
}

TEST(OpenText, tells_of_a_clause_wherever_it_is_named) {
  const std::string about =
      "**clause 1.2** · Officers \\*return\\* (duty, done once)\n\n"
      "North must release 20 officers to South within 72 hours of entry into force; counting an "
      "officer once; depends on 1.1\n\n"
      "deadline: 72 hours after entry into force\n\n"
      "as South reads: all of them, 25 officers";
  EXPECT_EQ(hovered(kText, "1.2 is fulfilled"), "1.2 => " + about);
  EXPECT_EQ(hovered(kText, "clause 1.2 \"O"), "clause 1.2 \"Officers *return*\" => " + about);
}

TEST(OpenText, tells_where_a_clause_stands_when_there_is_an_account) {
  const StateOf state_of = [](std::string_view clause) {
    return clause == "1.1" ? "watched: 3 incidents alleged" : "";
  };
  const std::string told = hovered(kText, "1.1 within 7 days", 1, state_of);
  EXPECT_TRUE(told.ends_with("\n\n---\n\nwatched: 3 incidents alleged")) << told;
  EXPECT_EQ(hovered(kText, "1.2 is fulfilled", 1, state_of).find("---"), std::string::npos);
}

TEST(OpenText, tells_of_parties_areas_and_groups) {
  EXPECT_EQ(hovered(kText, "North, South must not"),
            "North => **party North**\n\nalso: Türkiye's \"friends\" 🕊");
  EXPECT_EQ(hovered(kText, "Valley\n", 2), "Valley => **area Valley**\n\narea Valley");
  EXPECT_EQ(hovered(kText, "the guarantors"), "the guarantors => **guarantor East**");
}

TEST(OpenText, has_nothing_to_tell_of_other_words) {
  EXPECT_EQ(hovered(kText, "must not fire"), "");
  EXPECT_EQ(hovered("", ""), "");
}

TEST(OpenText, finds_where_every_kind_of_name_is_declared) {
  EXPECT_EQ(defined(kText, "1.2 is fulfilled"), "clause 1.2 \"Officers *return*\"");
  EXPECT_EQ(defined(kText, "1.1\n", 1), "clause 1.1 \"Fire ceases\"  [text, article 1]");
  EXPECT_EQ(defined(kText, "South must not"), "party South");
  EXPECT_EQ(defined(kText, "Valley\n", 2), "area Valley");
  EXPECT_EQ(defined(kText, "\"signing\" has"), "\"signing\"");
  EXPECT_EQ(defined(kText, "\"Bread\" reaches"), "tally \"Bread\" counts trucks");
  EXPECT_EQ(defined(kText, "2\n", 1), "phase 2 \"Return\"");
  EXPECT_EQ(defined(kText, "fulfilled"), "");
}

TEST(OpenText, finds_where_an_event_with_values_is_declared) {
  const std::string text =
      "agreement \"V\"\n  in force 3 May 2025 UTC\nparty North\nevent entry with vehicle\n"
      "event permit with vehicle\nphase 1 \"Q\"\n  rule 1.1 \"R\"\n"
      "    every entry must be preceded by permit with the same vehicle within 48 hours\n";
  ASSERT_TRUE(OpenText(text).marks().empty());
  EXPECT_EQ(defined(text, "permit with the"), "event permit with vehicle");
  EXPECT_EQ(defined(text, "entry must"), "event entry with vehicle");
}

TEST(OpenText, has_an_outline_whose_parts_lie_within_one_another) {
  const auto symbols = OpenText(std::string(kText)).symbols();
  std::vector<std::string> names;
  for (const Symbol& symbol : symbols) {
    names.push_back(symbol.name);
    for (const Symbol& child : symbol.children) {
      names.push_back("> " + child.name);
      EXPECT_LE(child.whole.end.line, symbol.whole.end.line);
      EXPECT_LE(child.heading.end.line, child.whole.end.line);
    }
  }
  EXPECT_EQ(names,
            (std::vector<std::string>{"North", "South", "East", "West", "Valley", "signing",
                                      "Bread", "1", "> 1.1", "> 1.2", "> 1.3", "2", "> 2.1"}));
}

std::vector<std::string> proposed(std::string text, std::string_view line) {
  const std::size_t lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  text += line;
  std::vector<std::string> inserts;
  for (const Proposal& proposal : OpenText(text).proposals({lines, line.size()}))
    inserts.push_back(proposal.insert);
  return inserts;
}

bool holds(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

TEST(OpenText, lists_amendments_and_tells_what_they_make_of_a_clause) {
  const std::string text = std::string(kText) + R"(amendment "Letter of June"
  in force 3 June 2025
  phase 2 "Return at last"
    ends on 1 August 2025
    clause 2.2 "Maps"
      North must hand over its maps
  clause 1.2 "Officers return later"
    North must release 20 officers to South by 20 June 2025
    counting an officer once
  rule 1.3 is deleted
)";
  const auto symbols = OpenText(text).symbols();
  ASSERT_EQ(symbols.back().kind, agreement::NameKind::amendment);
  std::string inside;
  for (const Symbol& symbol : symbols.back().children) inside += symbol.name + ' ';
  EXPECT_EQ(inside, "2 2.2 1.2 ");
  EXPECT_NE(hovered(text, "clause 1.2 \"Officers return later").find("20 June"), std::string::npos);
  EXPECT_NE(hovered(text, "2.2 \"Maps").find("maps"), std::string::npos);
  EXPECT_NE(hovered(text, "1.3 is deleted").find("Escalation"), std::string::npos);
  const auto proposals = OpenText(text).proposals(at(text, "1.1\n  rule"));
  EXPECT_EQ(std::count_if(proposals.begin(), proposals.end(),
                          [](const Proposal& one) { return one.label == "1.2"; }),
            1);
}

TEST(OpenText, proposes_the_kind_of_name_that_must_stand_there) {
  const std::string text(kText);
  EXPECT_EQ(proposed(text, "    depends on "), (std::vector<std::string>{"1.1", "1.2", "2.1"}));
  EXPECT_EQ(proposed(text, "    North must not fire in Va"), std::vector<std::string>{"Valley"});
  EXPECT_EQ(proposed(text, "    event "), std::vector<std::string>{"\"signing\""});
  EXPECT_EQ(proposed(text, "    tally \""), std::vector<std::string>{"Bread"});
}

TEST(OpenText, proposes_names_and_words_where_both_may_stand) {
  const auto all = proposed(std::string(kText), "    N");
  for (const char* word : {"North", "the guarantors", "must", "clause", "only findings count"})
    EXPECT_EQ(holds(all, word), std::string_view(word) != "the guarantors") << word;
  EXPECT_TRUE(holds(all, "\"Türkiye's \\\"friends\\\" 🕊\""));
}

TEST(OpenText, is_laid_out_only_without_errors) {
  const auto laid_out = OpenText(std::string(kText)).laid_out();
  ASSERT_TRUE(laid_out) << laid_out.error().help;
  const auto again = OpenText(*laid_out).laid_out();
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, *laid_out);
  EXPECT_FALSE(OpenText("agreement").laid_out());
}

TEST(OpenText, can_be_asked_anywhere_in_anything) {
  for (const std::string& text :
       {std::string(), std::string("\0\n\r\n\r", 5), std::string("phase"),
        std::string(kText.substr(0, 200)), std::string("clause 1.1 \"🕊"), std::string(kText)}) {
    const OpenText open(text);
    for (std::size_t line = 0; line < 40; ++line)
      for (std::size_t character = 0; character < 30; ++character) {
        (void)open.hover({line, character}, {});
        (void)open.definition({line, character});
      }
    EXPECT_FALSE(open.proposals({1000, 1000}).empty());
    EXPECT_LE(open.symbols().size(), 20U);
  }
}

}  // namespace
}  // namespace truce::editor
