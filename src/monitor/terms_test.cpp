// SPDX-License-Identifier: Apache-2.0
// Rosters, the least grade, what goes together, and amendments, as the account sees them.
#include "monitor/terms.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "monitor/explanation_check.h"
#include "monitor/story.h"

namespace truce::monitor {
namespace {

using testing::Story;

constexpr std::string_view kText = R"(agreement "Terms"
  in force 1 March 2025 00:00 UTC

parties North Front, River Brigades, Capital
guarantor East
roster "the armed groups" is North Front, River Brigades

phase 1 "Quiet"
  begins at entry into force

  clause 1.1 "Fire ceases"
    the armed groups must not fire
    counts only what is corroborated or better

  clause 1.2 "Prisoners out"
    Capital must release 20 prisoners to North Front
    counting one when he is home
    together with 1.3
    counts only what is corroborated or better

  clause 1.3 "Prisoners back"
    North Front must release 5 soldiers to Capital
    counting one when he is home

  clause 1.4 "Lists"
    Capital must hand over its lists by 10 March 2025

  clause 1.5 "Talks"
    the armed groups must meet

amendment "Extension of March 2025"                           [letter of the guarantor]
  in force 9 March 2025

  clause 1.4 "Lists"
    Capital must hand over its lists by 20 March 2025

  clause 1.6 "Maps"
    Capital must hand over its maps

  clause 1.5 is deleted
)";

const Verdict& verdict(const Account& account, std::string_view clause) {
  for (const Verdict& verdict : account.verdicts)
    if (verdict.clause == clause) return verdict;
  static const Verdict none;
  return none;
}

bool says(const Account& account, std::string_view clause, std::string_view words) {
  for (const Reason& reason : verdict(account, clause).reasons)
    if (reason.text.find(words) != std::string::npos) return true;
  return false;
}

std::string line(const Account& account, std::string_view clause) {
  const Verdict& of = verdict(account, clause);
  return fmt::format("{} ({})", to_text(of.status), to_text(of.state));
}

TEST(Terms, the_text_has_no_mistakes) {
  const Story story(kText);
  for (const Diagnostic& diagnostic : story.parsed().diagnostics)
    ADD_FAILURE() << render(diagnostic, "terms", kText);
}

TEST(Terms, a_roster_binds_each_of_its_members_and_nobody_else) {
  Story story(kText);
  for (const char* by : {"North Front", "Capital"})
    story.incident(
        {story.tell("Press", "2025-03-03T00:00Z").act(Act::artillery).by(by).on("2025-03-02").id(),
         story.tell("Radio", "2025-03-03T00:00Z")
             .act(Act::artillery)
             .by(by)
             .on("2025-03-02")
             .id()});
  const Account account = story.as_known("2025-03-05T00:00Z");
  EXPECT_EQ(verdict(account, "1.1").alleged_incidents, 1);
}

TEST(Terms, what_is_below_the_grade_of_a_clause_is_not_counted) {
  Story story(kText);
  story.incident({story.tell("Press", "2025-03-03T00:00Z")
                      .act(Act::artillery)
                      .by("North Front")
                      .on("2025-03-02")
                      .id()});
  const Account account = story.as_known("2025-03-05T00:00Z");
  EXPECT_EQ(verdict(account, "1.1").alleged_incidents, 0);
  EXPECT_TRUE(says(account, "1.1", "counts only what is corroborated or better"));
}

TEST(Terms, a_count_below_the_grade_leaves_the_duty_open) {
  Story story(kText);
  story.tell("Press", "2025-03-03T00:00Z")
      .by("Capital")
      .of("prisoners")
      .count(Measure::released, 20)
      .on("2025-03-02");
  const Account one = story.as_known("2025-03-05T00:00Z");
  EXPECT_EQ(line(one, "1.2"), "in_progress (open)");
  EXPECT_TRUE(says(one, "1.2", "that it is done is reported and no more"));
  story.tell("Radio", "2025-03-04T00:00Z")
      .by("Capital")
      .of("prisoners")
      .count(Measure::released, 20)
      .on("2025-03-02");
  const Account two = story.as_known("2025-03-05T00:00Z");
  EXPECT_EQ(line(two, "1.2"), "fulfilled (fulfilled)");
  EXPECT_TRUE(says(two, "1.2", "to be done together with 1.3, which is not done"));
  EXPECT_TRUE(says(two, "1.3", "to be done together with 1.2, which is done"));
}

TEST(Terms, an_amendment_holds_from_its_day_and_leaves_the_days_before_alone) {
  const Story story(kText);
  const Account before = story.as_known("2025-03-08T00:00Z");
  EXPECT_EQ(before.version, "");
  EXPECT_EQ(verdict(before, "1.4").due, *parse_instant("2025-03-11T00:00Z"));
  EXPECT_EQ(verdict(before, "1.6").clause, "");
  const Account after = story.as_known("2025-03-12T00:00Z");
  EXPECT_EQ(after.version, "Extension of March 2025");
  EXPECT_EQ(verdict(after, "1.4").due, *parse_instant("2025-03-21T00:00Z"));
  EXPECT_TRUE(says(after, "1.4", "before that: Capital must hand over its lists by 10 March 2025"));
  EXPECT_TRUE(says(after, "1.6", "added by the amendment"));
  EXPECT_EQ(line(after, "1.5"), "not_due (excused)");
  EXPECT_TRUE(says(after, "1.5", "deleted by the amendment"));
}

constexpr std::string_view kGroups = R"(agreement "Groups"
  in force 1 March 2025 00:00 UTC

party Capital
party Hills
body Northern Column
body Southern Column
roster "the columns" is Northern Column, Southern Column

phase 1 "Quiet"
  begins at entry into force

  clause 1.1 "Columns hold fire"
    the columns must not fire

  clause 1.2 "Capital holds fire"
    Capital must not fire
)";

TEST(Roster, of_its_members_that_are_no_parties_each_has_a_line_and_can_be_charged) {
  Story story(kGroups);
  EXPECT_TRUE(story.parsed().diagnostics.empty());
  const auto fired = [&](const char* by, const char* wire) {
    return story.tell(wire, "2025-03-04T10:00Z").by(by).act(Act::mortar).on("2025-03-03").id();
  };
  story.incident({fired("Northern Column", "Wire"), fired("Northern Column", "Post")});
  story.incident({fired("Northern Column", "Northern Column")});
  story.incident({fired("Capital", "Wire")});
  const Account account = story.as_known("2025-03-05");
  const Verdict& columns = account.verdicts[0];
  ASSERT_EQ(columns.bound.size(), 2U);
  EXPECT_EQ(columns.bound[0].party, "Northern Column");
  EXPECT_EQ(columns.bound[0].alleged, 2);
  EXPECT_EQ(columns.bound[1].party, "Southern Column");
  EXPECT_EQ(columns.bound[1].alleged, 0);
  EXPECT_EQ(columns.alleged_incidents, 2);
  EXPECT_EQ(account.verdicts[1]->alleged_incidents, 1);
  EXPECT_EQ(account.incidents[1]->grade, Grade::acknowledged) << account.incidents[1]->grade_parts;
  EXPECT_TRUE(
      testing::wrong_in(story.parsed().agreement, story.known("2025-03-05"), account).empty());
}

}  // namespace
}  // namespace truce::monitor
