// SPDX-License-Identifier: Apache-2.0
// Duties of each week, and what is told of parts of a week.
#include <gtest/gtest.h>

#include "monitor/story.h"

namespace truce::monitor {
namespace {

using testing::Story;

constexpr const char* kWeekly = R"(agreement "Valley truce"
  in force 3 March 2025 00:00 UTC
parties North, South
source Mission
area Valley
phase 1 "Weeks"
  begins at entry into force
  clause 1.1 "Bread"
    North must admit at least 20 trucks into Valley each week
    counting one
  clause 1.2 "Not too many"
    South must admit at most 5 tonnes into Valley each week
    counting one
  clause 1.3 "Later"
    North must withdraw its guns from Valley from 1 June 2025 by 30 June 2025
    only findings count
)";

void tell(Story& story, Measure measure, std::int64_t count, const char* from, const char* until) {
  Statement& statement = story.tell("Mission", "2025-03-31T10:00Z")
                             .says("Mission")
                             .by(measure == Measure::trucks ? "North" : "South")
                             .count(measure, count)
                             .in("Valley", {"Valley"})
                             .statement();
  statement.window = {*parse_day(from), *parse_day(until), false, Precision::day};
}

/// "told 2, short 1"
std::string periods(const Story& story, std::string_view clause) {
  for (const Verdict& verdict : story.as_known("2025-04-01T00:00Z").verdicts)
    if (verdict.clause == clause && !verdict.periods.empty())
      return "told " + std::to_string(verdict.periods.front().told) + ", short " +
             std::to_string(verdict.periods.front().short_of);
  return "nothing told";
}

TEST(Periods, DaysOfAWeekThatAreToldApartAreAddedUp) {
  Story story(kWeekly);
  tell(story, Measure::trucks, 12, "2025-03-04", "2025-03-04");
  tell(story, Measure::trucks, 8, "2025-03-06", "2025-03-06");
  EXPECT_EQ(periods(story, "1.1"), "told 1, short 0");
  tell(story, Measure::trucks, 19, "2025-03-11", "2025-03-12");
  EXPECT_EQ(periods(story, "1.1"), "told 2, short 1");
}

TEST(Periods, AFigureForTheWeekTellsOfItsDays) {
  Story story(kWeekly);
  tell(story, Measure::trucks, 12, "2025-03-04", "2025-03-04");
  tell(story, Measure::trucks, 19, "2025-03-03", "2025-03-09");
  EXPECT_EQ(periods(story, "1.1"), "told 1, short 1");
}

TEST(Periods, TheLastWordOnADayTakesThePlaceOfTheFirst) {
  Story story(kWeekly);
  tell(story, Measure::trucks, 12, "2025-03-04", "2025-03-04");
  tell(story, Measure::trucks, 20, "2025-03-04", "2025-03-04");
  EXPECT_EQ(periods(story, "1.1"), "told 1, short 0");
}

TEST(Periods, AnUpperBoundIsMissedByMore) {
  Story story(kWeekly);
  tell(story, Measure::tonnes, 3, "2025-03-04", "2025-03-04");
  EXPECT_EQ(periods(story, "1.2"), "told 1, short 0");
  tell(story, Measure::tonnes, 3, "2025-03-05", "2025-03-05");
  EXPECT_EQ(periods(story, "1.2"), "told 1, short 1");
}

TEST(Periods, APhaseThatTheTextDatesBeginsByTheCalendar) {
  Story story(std::string(kWeekly) +
              "phase 2 \"Summer\"\n  begins on 1 June 2025\n  clause 2.1 "
              "\"Graves\"\n    North must repair the graves\n    only "
              "findings count\n");
  EXPECT_EQ(story.as_known("2025-05-31T23:59Z").phases.back().state,
            PhaseState::State::not_started);
  const Account account = story.as_known("2025-06-01T00:00Z");
  EXPECT_EQ(account.phases.back().state, PhaseState::State::current);
  EXPECT_EQ(
      account.verdicts.back()->reasons.front().text,
      "applies since 1 Jun 2025 00:00 UTC: phase 2 began on the day that the text names, 1 Jun "
      "2025 00:00 UTC");
}

TEST(Periods, FromADayIsFromItsFirstMinute) {
  const Story story(kWeekly);
  EXPECT_EQ(story.as_known("2025-05-31T23:59Z").verdicts.back()->state, VerdictState::not_triggered);
  EXPECT_EQ(story.as_known("2025-06-01T00:00Z").verdicts.back()->state, VerdictState::open);
}

}  // namespace
}  // namespace truce::monitor
