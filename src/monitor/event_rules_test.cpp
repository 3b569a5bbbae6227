// SPDX-License-Identifier: Apache-2.0
#include "monitor/event_rules.h"

#include <gtest/gtest.h>

#include "monitor/story.h"

namespace truce::monitor {
namespace {

using testing::Story;

constexpr const char* kConvoys = R"(agreement "Valley truce"
  in force 1 March 2025 00:00 UTC
parties North, South
monitor Mission
event convoy with number, road
event clearance with number
event shots with zone, rounds
phase 1 "Watch"
  begins at entry into force
  rule 1.1 "Convoys are cleared"
    every convoy must be preceded by clearance with the same number within 2 hours
  rule 1.2 "Few rounds"
    the sum of rounds of shots with the same zone within 7 days must not exceed 100
    then North must meet within 48 hours
)";

/// The state of a rule and its first reason.
std::string stands(const Story& story, const char* when, std::string_view rule) {
  const Account account = story.as_known(when);
  for (const Verdict& verdict : account.verdicts)
    if (verdict.clause == rule)
      return std::string(to_text(verdict.state)) + ": " + verdict.reasons.front().text;
  return "no such rule";
}

TEST(EventRules, AnEnteredEventIsWeighedToTheHour) {
  Story story(kConvoys);
  EXPECT_EQ(stands(story, "2025-03-05T00:00Z", "1.1"),
            "not_triggered: no 'convoy' has been entered");
  story.declare("clearance with number 7 at 09:00", "Mission", "2025-03-05");
  story.declare("convoy with number 7, road North Bridge at 11:00", "Mission", "2025-03-05");
  EXPECT_EQ(stands(story, "2025-03-06T00:00Z", "1.1"), "fulfilled: 1 in order");
  story.declare("convoy with number 7, road North Bridge at 11:01", "Mission", "2025-03-05");
  EXPECT_EQ(stands(story, "2025-03-06T00:00Z", "1.1"),
            "violated: violated: convoy with number 7, road North Bridge at 11:01, 5 Mar 2025 (the "
            "last clearance that held was 2 hours 1 minute before it)");
}

TEST(EventRules, WithoutAnHourWhatHangsOnItIsUndetermined) {
  Story story(kConvoys);
  story.declare("clearance with number 7 at 09:00", "Mission", "2025-03-05");
  story.declare("convoy with number 7, road East Road", "Mission", "2025-03-05");
  EXPECT_EQ(stands(story, "2025-03-06T00:00Z", "1.1"),
            "undetermined: undetermined: convoy with number 7, road East Road, 5 Mar 2025 "
            "(clearance may have come in time before it, and may not)");
}

TEST(EventRules, SumsAreOverTheirWindow) {
  Story story(kConvoys);
  story.declare("shots with zone Mill, rounds 60 at 10:00", "Mission", "2025-03-05");
  story.declare("shots with rounds 41, zone Mill at 10:00", "Mission", "2025-03-12");
  EXPECT_EQ(
      stands(story, "2025-03-13T00:00Z", "1.2"),
      "violated: violated: shots with rounds 41, zone Mill at 10:00, 12 Mar 2025 (101 rounds, "
      "1 over 100)");
}

TEST(EventRules, WhatMustFollowIsADutyOfItsOwn) {
  Story story(kConvoys);
  story.declare("shots with zone Mill, rounds 100 at 10:00", "Mission", "2025-03-05");
  EXPECT_EQ(stands(story, "2025-03-13T00:00Z", "1.2/1").substr(0, 13), "not_triggered");
  story.declare("shots with zone Mill, rounds 1 at 11:00", "Mission", "2025-03-05");
  for (const Verdict& verdict : story.as_known("2025-03-06T00:00Z").verdicts)
    if (verdict.clause == "1.2/1") {
      EXPECT_EQ(verdict.state, VerdictState::open);
      EXPECT_EQ(verdict.due, parse_instant("2025-03-07T11:00Z").value());
    }
}

TEST(EventRules, ADeclarationThatCannotBeReadIsShownWithAWayOut) {
  Story story(kConvoys);
  story.declare("shots with zone Mill", "Mission", "2025-03-05");
  const Account account = story.as_known("2025-03-13T00:00Z");
  EXPECT_EQ(account.verdicts[account.verdicts.size() - 2]->reasons.back().text,
            "'shots with zone Mill' cannot be read: write 'shots with zone …, rounds … at 14:30'");
}

}  // namespace
}  // namespace truce::monitor
