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

constexpr std::string_view kRules = R"(agreement "Terms"
  in force 1 March 2025 00:00 UTC

parties North Front, River Brigades
guarantor East
event permit with vehicle
event visit with vehicle

phase 1 "Quiet"
  begins at entry into force
  ends when it is 1 June 2025

  clause 1.1 "Fire ceases"
    North Front, River Brigades must not fire

  rule 1.5 "Three in a week"
    when 3 or more breaches of 1.1 by one party within 7 days
    then East must meet within 2 days

  rule 1.6 "Visits"
    every permit must be followed by visit with the same vehicle within 2 days

amendment "Letter of March"
  in force 11 March 2025

  phase 1 "Quiet, extended"
    ends when it is 1 September 2025

  phase 2 "Return"
    begins on 21 March 2025

    clause 2.1 "No drones"
      North Front, River Brigades must not fly drones

  rule 1.5 "Two in a fortnight"
    when 2 or more breaches of 1.1 by one party within 14 days
    then East must meet within 2 days

  rule 1.6 is deleted

amendment "Letter of April"
  in force 1 April 2025

  rule 1.5 is deleted

  clause 2.2 "No mortars"
    North Front must not fire mortars
)";

void breach_on(Story& story, const char* day, const char* known) {
  const auto told = story.tell("Press", known).act(Act::artillery).by("North Front").on(day).id();
  const auto incident = story.incident({told});
  story.find(Question::breach, "1.1", incident, "breach", day);
  story.find(Question::responsible, "1.1", incident, "North Front", day);
}

TEST(Terms, a_rule_reads_as_amended_from_the_day_of_the_amendment) {
  Story story(kRules);
  for (const Diagnostic& diagnostic : story.parsed().diagnostics)
    ADD_FAILURE() << render(diagnostic, "terms", kRules);
  breach_on(story, "2025-03-08", "2025-03-08T12:00Z");
  breach_on(story, "2025-03-09", "2025-03-09T12:00Z");
  const Account before = story.as_known("2025-03-10T00:00Z");
  EXPECT_EQ(verdict(before, "1.5").title, "Three in a week");
  EXPECT_EQ(line(before, "1.5"), "not_due (not_triggered)");
  EXPECT_FALSE(says(before, "1.5", "amend"));
  // Two breaches before its day are none to the new rule.
  const Account on_its_day = story.as_known("2025-03-12T00:00Z");
  EXPECT_EQ(verdict(on_its_day, "1.5").title, "Two in a fortnight");
  EXPECT_EQ(line(on_its_day, "1.5"), "not_due (not_triggered)");
  EXPECT_TRUE(says(on_its_day, "1.5", "at most 0 of 2"));
  EXPECT_TRUE(says(on_its_day, "1.5", "before that: when 3 or more breaches of 1.1"));
  breach_on(story, "2025-03-13", "2025-03-13T12:00Z");
  breach_on(story, "2025-03-14", "2025-03-14T12:00Z");
  const Account after = story.as_known("2025-03-15T12:00Z");
  EXPECT_EQ(line(after, "1.5"), "in_progress (open)");
  EXPECT_EQ(verdict(after, "1.5").due, *parse_instant("2025-03-17T00:00Z"));
}

TEST(Terms, a_deleted_rule_asks_for_nothing_more) {
  Story story(kRules);
  const Account without = story.as_known("2025-04-02T00:00Z");
  EXPECT_TRUE(says(without, "1.5", "deleted by the amendment “Letter of April”"));
  EXPECT_TRUE(verdict(without, "1.5").would_change.empty());
  for (const char* day : {"2025-03-30", "2025-03-31"}) breach_on(story, day, "2025-03-31T12:00Z");
  EXPECT_EQ(line(story.as_known("2025-03-31T23:00Z"), "1.5"), "in_progress (open)");
  EXPECT_EQ(line(story.as_known("2025-04-01T00:00Z"), "1.5"), "not_due (excused)");
  EXPECT_EQ(line(story.as_known("2025-04-01T00:00Z"), "1.5/1"), "not_due (excused)");
  Story later(kRules);
  for (const char* day : {"2025-03-31", "2025-04-01"}) breach_on(later, day, "2025-04-01T12:00Z");
  EXPECT_TRUE(says(later.as_known("2025-04-02T00:00Z"), "1.5", "at most 1 of 2"));
}

TEST(Terms, a_deleted_rule_over_events_watches_those_before_its_end) {
  Story story(kRules);
  story.declare("permit with vehicle 7 at 09:00", "East", "2025-03-04");
  story.declare("permit with vehicle 8 at 09:00", "East", "2025-03-12");
  EXPECT_EQ(line(story.as_known("2025-03-08T00:00Z"), "1.6"), "watched (violated)");
  const Account after = story.as_known("2025-03-20T00:00Z");
  EXPECT_EQ(line(after, "1.6"), "watched (violated)");
  EXPECT_TRUE(says(after, "1.6", "vehicle 7"));
  EXPECT_FALSE(says(after, "1.6", "vehicle 8"));
}

TEST(Terms, a_phase_begins_and_ends_by_the_text_in_force) {
  const Story story(kRules);
  const auto phases = [&](const char* when) {
    std::string text;
    for (const PhaseState& phase : story.as_known(when).phases)
      text += fmt::format("{} '{}' {}\n", phase.number, phase.title, to_text(phase.state));
    return text;
  };
  EXPECT_EQ(phases("2025-03-10T00:00Z"), "1 'Quiet' current\n");
  EXPECT_EQ(phases("2025-03-11T00:00Z"), "1 'Quiet, extended' current\n2 'Return' not_started\n");
  EXPECT_EQ(phases("2025-03-23T00:00Z"), "1 'Quiet, extended' completed\n2 'Return' current\n");
}

TEST(Terms, a_clause_that_an_amendment_adds_is_not_broken_before_its_day) {
  Story story(kRules);
  for (const char* day : {"2025-03-28", "2025-04-03"})
    story.incident({story.tell("Press", "2025-04-04T00:00Z")
                        .act(Act::artillery)
                        .by("North Front")
                        .on(day)
                        .id()});
  const Account account = story.as_known("2025-04-05T00:00Z");
  EXPECT_EQ(verdict(account, "1.1").alleged_incidents, 2);
  EXPECT_EQ(verdict(account, "2.2").alleged_incidents, 1);
}

}  // namespace
}  // namespace truce::monitor
