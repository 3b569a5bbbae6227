// SPDX-License-Identifier: Apache-2.0
// What a declaration under a power does to the account, and what one without a power does not.
#include "monitor/power.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "monitor/story.h"

namespace truce::monitor {
namespace {

using testing::Story;

constexpr std::string_view kText = R"(agreement "Powers"
  in force 1 March 2025 00:00 UTC
  expires 31 December 2025

parties North, South
guarantors East, West
body Joint Commission

phase 1 "Quiet"
  begins at entry into force
  ends when it is 60 days after entry into force

  clause 1.1 "Fire ceases"
    North, South must not fire

  clause 1.2 "Lists"
    North must hand over its lists within 10 days of entry into force

  clause 1.3 "Maps"
    South must hand over its maps within 5 days of the end of phase 1

  clause 1.4 "Pause"
    East may suspend 1.1, 1.2 for up to 30 days

  clause 1.5 "Grace"
    the guarantors may waive 1.2

  clause 1.6 "Longer"
    North, South may extend phase 1 by up to 60 days

  clause 1.7 "More time"
    East, West may each extend 1.2 by up to 7 days

  clause 1.8 "Out"
    Joint Commission may terminate the agreement

  clause 1.9 "Renewal"
    North, South may extend the agreement by up to 2 months
)";

const Verdict& verdict(const Account& account, std::string_view clause) {
  for (const Verdict& verdict : account.verdicts)
    if (verdict.clause == clause) return verdict;
  static const Verdict none;
  return none;
}

std::string line(const Account& account, std::string_view clause) {
  const Verdict& of = verdict(account, clause);
  return fmt::format("{} ({}){}", to_text(of.status), to_text(of.state),
                     of.due ? " due " + to_words(*of.due) : "");
}

bool says(const Account& account, std::string_view clause, std::string_view words) {
  for (const Reason& reason : verdict(account, clause).reasons)
    if (reason.text.find(words) != std::string::npos) return true;
  return false;
}

TEST(Power, the_text_has_no_mistakes) {
  const Story story(kText);
  for (const Diagnostic& diagnostic : story.parsed().diagnostics)
    ADD_FAILURE() << render(diagnostic, "powers", kText);
}

TEST(Power, a_suspended_clause_is_excused_and_its_time_stands_still) {
  Story story(kText);
  story.declare("suspend 1.2 until 8 March 2025", "East", "2025-03-05");
  EXPECT_EQ(line(story.as_known("2025-03-06T00:00Z"), "1.2"),
            "suspended (excused) due 12 Mar 2025 00:00 UTC");
  const Account after = story.as_known("2025-03-20T00:00Z");
  EXPECT_EQ(line(after, "1.2"), "overdue (open) due 15 Mar 2025 00:00 UTC");
  EXPECT_TRUE(says(after, "1.2", "it was 11 Mar 2025 00:00 UTC: 10 days after entry into force"));
  EXPECT_TRUE(says(after, "1.2", "the time stood still for 4 days while it was suspended"));
  EXPECT_TRUE(says(after, "1.4", "East: suspend 1.2 until 8 March 2025, 5 Mar 2025"));
}

TEST(Power, a_suspension_ends_when_it_is_resumed_and_reaches_no_further_than_the_power) {
  Story story(kText);
  story.declare("suspend 1.1", "East", "2025-03-05");
  EXPECT_EQ(line(story.as_known("2025-04-01T00:00Z"), "1.1"), "suspended (excused)");
  EXPECT_EQ(line(story.as_known("2025-04-05T00:00Z"), "1.1"), "watched (open)");
  story.declare("resume 1.1", "East", "2025-03-10");
  EXPECT_EQ(line(story.as_known("2025-03-11T00:00Z"), "1.1"), "watched (open)");
}

TEST(Power, what_is_alleged_of_suspended_days_is_not_counted) {
  Story story(kText);
  for (const char* day : {"2025-03-04", "2025-03-06", "2025-03-12"})
    story.incident(
        {story.tell("Press", "2025-03-13T00:00Z").act(Act::artillery).by("North").on(day).id()});
  EXPECT_EQ(verdict(story.as_known("2025-03-20T00:00Z"), "1.1").alleged_incidents, 3);
  story.declare("suspend 1.1 until 8 March 2025", "East", "2025-03-05");
  EXPECT_EQ(verdict(story.as_known("2025-03-20T00:00Z"), "1.1").alleged_incidents, 2);
}

TEST(Power, whoever_holds_no_such_power_changes_nothing_and_is_shown) {
  Story story(kText);
  story.declare("suspend 1.2", "West", "2025-03-05");
  story.declare("waive 1.2", "North", "2025-03-05");
  story.declare("clause 1.2 waived", "North", "2025-03-05");
  const Account account = story.as_known("2025-03-06T00:00Z");
  EXPECT_EQ(line(account, "1.2"), "cannot_tell (open) due 11 Mar 2025 00:00 UTC");
  EXPECT_TRUE(says(account, "1.2", "West: suspend 1.2, 5 Mar 2025; no effect, West has no such"));
  EXPECT_TRUE(says(account, "1.2", "North: waive 1.2, 5 Mar 2025; no effect"));
}

TEST(Power, several_holders_use_a_power_together) {
  Story story(kText);
  story.declare("waive 1.2", "East", "2025-03-05");
  const Account one = story.as_known("2025-03-06T00:00Z");
  EXPECT_EQ(line(one, "1.2"), "cannot_tell (open) due 11 Mar 2025 00:00 UTC");
  EXPECT_TRUE(says(one, "1.2", "no effect until West declares it too"));
  story.declare("waive 1.2", "West", "2025-03-07");
  EXPECT_EQ(line(story.as_known("2025-03-08T00:00Z"), "1.2"),
            "waived (excused) due 11 Mar 2025 00:00 UTC");
  Story common(kText);
  common.declare("waive 1.2", "the guarantors", "2025-03-05");
  EXPECT_EQ(line(common.as_known("2025-03-08T00:00Z"), "1.2"),
            "waived (excused) due 11 Mar 2025 00:00 UTC");
}

TEST(Power, an_extension_gives_both_days_and_goes_as_far_as_the_power) {
  Story story(kText);
  story.declare("extend 1.2 to 15 March 2025", "West", "2025-03-05");
  const Account account = story.as_known("2025-03-06T00:00Z");
  EXPECT_EQ(verdict(account, "1.2").due, *parse_instant("2025-03-16T00:00Z"));
  EXPECT_TRUE(says(account, "1.2", "it was 11 Mar 2025 00:00 UTC"));
  EXPECT_TRUE(says(account, "1.2", "extended to 16 Mar 2025 00:00 UTC by West, 5 Mar 2025"));
  story.declare("extend 1.2 to 31 March 2025", "East", "2025-03-07");
  const Account again = story.as_known("2025-03-08T00:00Z");
  EXPECT_EQ(verdict(again, "1.2").due, *parse_instant("2025-03-23T00:00Z"));
  EXPECT_TRUE(says(again, "1.2", "as far as the power reaches, 7 days"));
}

TEST(Power, an_extended_phase_moves_what_hangs_on_its_end) {
  Story story(kText);
  EXPECT_EQ(verdict(story.as_known("2025-03-08T00:00Z"), "1.3").due,
            *parse_instant("2025-05-05T00:00Z"));
  story.declare("extend phase 1 to 15 May 2025", "North", "2025-04-05");
  story.declare("extend phase 1 to 15 May 2025", "South", "2025-04-06");
  const Account account = story.as_known("2025-05-10T00:00Z");
  EXPECT_EQ(verdict(account, "1.3").due, *parse_instant("2025-05-21T00:00Z"));
  EXPECT_EQ(account.phases.front().state, PhaseState::State::current);
  EXPECT_EQ(story.as_known("2025-05-16T00:00Z").phases.front().state, PhaseState::State::completed);
}

TEST(Power, after_termination_nothing_falls_due_and_what_was_due_before_stays) {
  Story story(kText);
  story.declare("terminate", "Joint Commission", "2025-04-01");
  const Account account = story.as_known("2025-06-01T00:00Z");
  EXPECT_EQ(line(account, "1.1"), "watched (excused)");
  EXPECT_EQ(line(account, "1.2"), "overdue (open) due 11 Mar 2025 00:00 UTC");
  EXPECT_EQ(line(account, "1.3"), "not_due (excused) due 5 May 2025 00:00 UTC");
  EXPECT_TRUE(says(account, "1.3", "Joint Commission: terminated the agreement, 1 Apr 2025"));
  EXPECT_EQ(line(story.as_known("2025-03-31T00:00Z"), "1.1"), "watched (open)");
}

TEST(Power, an_agreement_expires_on_its_day_unless_it_is_renewed) {
  Story story(kText);
  EXPECT_EQ(line(story.as_known("2025-12-31T12:00Z"), "1.1"), "watched (open)");
  EXPECT_EQ(line(story.as_known("2026-01-01T12:00Z"), "1.1"), "watched (excused)");
  story.declare("extend the agreement to 31 January 2026", "the parties", "2025-12-20");
  EXPECT_EQ(line(story.as_known("2026-01-20T12:00Z"), "1.1"), "watched (open)");
  EXPECT_EQ(line(story.as_known("2026-02-01T12:00Z"), "1.1"), "watched (excused)");
}

}  // namespace
}  // namespace truce::monitor
