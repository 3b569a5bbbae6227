// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "record/diagnostic.h"
#include "record/entry.h"
#include "record/viewpoint.h"

namespace truce {
namespace {

TEST(Kinds, every_word_reads_back) {
  for (int at = 0; at <= static_cast<int>(Act::other); ++at)
    EXPECT_EQ(from_text<Act>(to_text(static_cast<Act>(at))), static_cast<Act>(at));
  for (int at = 0; at <= static_cast<int>(Measure::other); ++at)
    EXPECT_EQ(from_text<Measure>(to_text(static_cast<Measure>(at))), static_cast<Measure>(at));
  EXPECT_FALSE(from_text<Act>("shelling"));
}

TEST(Kinds, every_act_has_its_group) {
  EXPECT_EQ(act_group(Act::air_strike), ActGroup::fire);
  EXPECT_EQ(act_group(Act::withdrawal), ActGroup::movement);
  EXPECT_EQ(act_group(Act::return_of_remains), ActGroup::persons);
  EXPECT_EQ(act_group(Act::crossing_closed), ActGroup::aid);
  EXPECT_EQ(act_group(Act::arms_cache), ActGroup::arms);
  EXPECT_EQ(act_group(Act::violation), ActGroup::other);
}

TEST(Viewpoint, reads_back_what_it_prints) {
  for (const char* text : {"everyone", "findings", "party:Israel", "grade:corroborated"})
    EXPECT_EQ(to_text(*parse_viewpoint(text)), text);
  EXPECT_FALSE(parse_viewpoint("grade:good"));
  EXPECT_FALSE(parse_viewpoint("party:"));
}

TEST(Diagnostic, the_caret_stands_under_the_words) {
  const std::string text = "clause 1\n  Türkiye within 7 dys of signing\n";
  const std::size_t at = text.find("dys");
  EXPECT_EQ(render({Diagnostic::Severity::error,
                    {at, at + 3},
                    "unknown unit of time",
                    "a period is counted in minutes, hours, days or weeks"},
                   "valley.truce", text),
            "valley.truce:2:20: error: unknown unit of time\n"
            "    2 |   Türkiye within 7 dys of signing\n"
            "      |                    ^~~\n"
            "help: a period is counted in minutes, hours, days or weeks\n");
}

TEST(Diagnostic, of_a_very_long_line_only_the_part_around_the_words_is_shown) {
  std::string text(100'000, 'a');
  text.replace(60'000, 4, " é b");
  const std::string shown =
      render({Diagnostic::Severity::error, {60'001, 60'003}, "so", "help"}, "f", text);
  EXPECT_LT(shown.size(), 1000U);
  EXPECT_TRUE(shown.starts_with("f:1:60002: error: so\n    1 | " + std::string(99, 'a') + " é b"))
      << shown;
  const std::string all =
      render({Diagnostic::Severity::error, {5, 99'000}, "so", "help"}, "f", text);
  EXPECT_LT(all.size(), 1500U);
}

}  // namespace
}  // namespace truce
