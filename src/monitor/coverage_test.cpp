// SPDX-License-Identifier: Apache-2.0
// Who could watch where and when, and what silence shows there.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "monitor/explanation_check.h"
#include "monitor/story.h"

namespace truce::monitor {
namespace {

using testing::Story;

constexpr std::string_view kAgreement = R"(agreement "Valley"
  in force 1 March 2025 00:00 UTC

party Northland
party Southland
monitor Valley Mission
guarantor Lakeland
source Northland staff speaks for Northland's side

area Valley also "Arden", "Brook"

phase 1 "Quiet"
  begins at entry into force

  clause 1.1 "Fire ceases"
    Northland, Southland must not fire in Valley

  clause 1.2 "Aid enters"
    Northland must admit at least 100 trucks into Valley each day
    counting a truck when it has crossed

  clause 1.3 "The road"
    Southland must keep the road open in Valley

  clause 1.4 "A quiet week"
    Northland must not fire in Valley until 7 March 2025

phase 2 "After"
  begins when all of
    no breach of 1.1 is alleged for 7 days
    Lakeland declares it

  clause 2.1 "Talks"
    the parties must meet within 14 days of the beginning of phase 2
)";

const Verdict& of(const Account& account, std::string_view clause) {
  for (const Verdict& verdict : account.verdicts)
    if (verdict.clause == clause) return verdict;
  static const Verdict none;
  return none;
}

/// "5 of 10 days, 1 in part, by Valley Mission"
std::string coverage(const Account& account, std::string_view clause) {
  const auto& coverage = of(account, clause).coverage;
  if (!coverage) return "none";
  return fmt::format("{} of {} days, {} in part{}", coverage->watched, coverage->days,
                     coverage->partly, coverage->by.empty() ? "" : ", by " + coverage->by.front());
}

TEST(Coverage, the_agreement_has_no_mistakes) { EXPECT_TRUE(Story(kAgreement).parsed().ok()); }

TEST(Coverage, without_a_watch_silence_shows_nothing) {
  const Account account = Story(kAgreement).as_known("2025-03-10T12:00Z");
  EXPECT_EQ(coverage(account, "1.1"), "0 of 10 days, 0 in part");
  EXPECT_TRUE(of(account, "1.2").periods.empty());
  EXPECT_EQ(of(account, "1.3").status, ClauseStatus::cannot_tell);
  EXPECT_EQ(of(account, "1.4").state, VerdictState::undetermined);
}

TEST(Coverage, days_watched_are_counted_once_and_only_as_far_as_they_were_declared) {
  Story story(kAgreement);
  story.declare("watch of Valley from 2 March 2025 until 4 March 2025", "Valley Mission",
                "2025-03-05");
  story.declare("watch of Valley from 4 March 2025 until 6 March 2025 for fire", "Lakeland",
                "2025-03-05");
  EXPECT_EQ(coverage(story.as_known("2025-03-10T12:00Z"), "1.1"),
            "4 of 10 days, 0 in part, by Valley Mission");
}

TEST(Coverage, a_part_of_the_area_or_of_the_acts_is_a_part) {
  Story story(kAgreement);
  story.declare("watch of Arden from 2 March 2025 until 3 March 2025", "Valley Mission",
                "2025-03-05");
  story.declare("watch of Valley from 3 March 2025 until 4 March 2025 for mortar", "Valley Mission",
                "2025-03-05");
  EXPECT_EQ(coverage(story.as_known("2025-03-10T12:00Z"), "1.1"),
            "0 of 10 days, 3 in part, by Valley Mission");
}

TEST(Coverage, who_is_bound_watches_for_its_own_account_only) {
  Story story(kAgreement);
  story.declare("watch of Valley from 2 March 2025 until 3 March 2025", "Northland staff",
                "2025-03-05");
  EXPECT_EQ(coverage(story.as_known("2025-03-10T12:00Z"), "1.1"), "0 of 10 days, 0 in part");
  EXPECT_EQ(coverage(story.as_known("2025-03-10T12:00Z", "party:Northland"), "1.1"),
            "2 of 10 days, 0 in part, by Northland staff");
}

TEST(Coverage, a_period_watched_in_silence_is_zero_and_any_other_is_unknown) {
  Story story(kAgreement);
  story.declare("watch of Valley from 2 March 2025 until 4 March 2025 for aid", "Valley Mission",
                "2025-03-05");
  story.tell("Wire", "2025-03-03T20:00Z").count(Measure::trucks, 120).on("2025-03-03").in("Arden");
  const Account account = story.as_known("2025-03-10T12:00Z");
  const Verdict& aid = of(account, "1.2");
  ASSERT_EQ(aid.periods.size(), 2);
  EXPECT_EQ(aid.periods[0].counter.name, "Wire");
  EXPECT_EQ(aid.periods[0].silent, 0);
  EXPECT_EQ(aid.periods[1].counter.name, "Valley Mission");
  EXPECT_EQ(aid.periods[1].silent, 2);
  EXPECT_EQ(aid.periods[1].short_of, 2);
  EXPECT_EQ(aid.status, ClauseStatus::partly_fulfilled);
}

TEST(Coverage, a_lasting_duty_is_kept_as_far_as_every_day_was_watched) {
  Story story(kAgreement);
  story.declare("watch of everywhere from 1 March 2025 until 10 March 2025", "Valley Mission",
                "2025-03-10");
  const Account account = story.as_known("2025-03-10T12:00Z");
  EXPECT_EQ(of(account, "1.3").status, ClauseStatus::in_progress);
  EXPECT_EQ(of(account, "1.4").state, VerdictState::fulfilled);
}

TEST(Coverage, a_condition_of_quiet_says_how_much_of_the_time_was_watched) {
  Story story(kAgreement);
  story.declare("watch of Valley from 6 March 2025 until 8 March 2025", "Valley Mission",
                "2025-03-09");
  const Account account = story.as_known("2025-03-12T12:00Z");
  EXPECT_EQ(account.gate.root.children.at(0).account,
            "none found and none alleged in the last 7 days; watched on 3 of 7 days, by Valley "
            "Mission");
}

TEST(Coverage, a_party_of_which_nothing_is_told_counts_as_zero) {
  Story story(kAgreement);
  story.incident({story.tell("Wire", "2025-03-02T10:00Z")
                      .by("Northland")
                      .act(Act::mortar)
                      .in("Arden")
                      .on("2025-03-02")
                      .id()});
  const Account account = story.as_known("2025-03-10T12:00Z");
  const auto& bound = of(account, "1.1").bound;
  ASSERT_EQ(bound.size(), 2);
  EXPECT_EQ(bound[0].alleged, 1);
  EXPECT_EQ(bound[1].party, "Southland");
  EXPECT_EQ(bound[1].alleged, 0);
}

TEST(Coverage, what_happened_after_its_last_day_is_not_alleged_under_a_prohibition) {
  Story story(kAgreement);
  story.incident({story.tell("Wire", "2025-03-09T10:00Z")
                      .by("Northland")
                      .act(Act::mortar)
                      .in("Arden")
                      .on("2025-03-09")
                      .id()});
  const Account account = story.as_known("2025-03-10T12:00Z");
  EXPECT_EQ(of(account, "1.1").alleged_incidents, 1);
  EXPECT_EQ(of(account, "1.4").alleged_incidents, 0);
}

TEST(Coverage, its_sentences_hold) {
  Story story(kAgreement);
  story.declare("watch of Valley from 2 March 2025 until 4 March 2025", "Valley Mission",
                "2025-03-05");
  const Known known = story.known("2025-03-10T12:00Z");
  EXPECT_EQ(testing::wrong_in(story.parsed().agreement, known, story.as_known("2025-03-10T12:00Z")),
            std::vector<std::string>{});
}

}  // namespace
}  // namespace truce::monitor
