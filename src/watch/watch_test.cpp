// SPDX-License-Identifier: Apache-2.0
#include "watch/watch.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "watch/log.h"

namespace truce::watch {
namespace {

constexpr const char* kHeading = R"(agreement "Valley truce"
  in force 1 January 1970 UTC
party North
event incident with number, zone
event ack with number
event permit with vehicle
event revoke with vehicle
event entry with vehicle
event shots with zone, rounds
event start with zone
phase 1 "Watch"
  begins at entry into force
  rule 1.1 "The rule"
    )";

Program program_of(const std::string& rule) {
  const agreement::Parsed parsed = agreement::parse(kHeading + rule + "\n");
  for (const Diagnostic& diagnostic : parsed.diagnostics)
    ADD_FAILURE() << diagnostic.message << ": " << diagnostic.help;
  return compile(parsed.agreement);
}

/// The changes as "line 3: open → violated since 60, by line 0".
std::string told(const std::vector<Change>& changes) {
  std::string text;
  for (const Change& change : changes)
    text += fmt::format("line {}: {} → {} since {}, by {}\n", change.of, to_text(change.was),
                        to_text(change.now), change.since, change.because);
  return text;
}

/// Takes the lines one by one; "- 3" withdraws line 3, "now 70" moves the clock.
std::string changes_of(const std::string& rule, const std::vector<std::string>& lines,
                       std::optional<Seconds> grace = std::nullopt) {
  Watch watch(program_of(rule), grace);
  LogReader reader(watch.program(), watch.texts());
  std::vector<Change> changes;
  std::vector<Report> reports(1);
  for (const std::string& line : lines) {
    Report report;
    if (line.starts_with("- ")) {
      EXPECT_TRUE(watch.withdraw(reports[std::stoul(line.substr(2))], changes));
    } else if (line.starts_with("now ")) {
      watch.advance(std::stol(line.substr(4)), changes);
    } else {
      EXPECT_TRUE(reader.read(line, static_cast<std::uint32_t>(reports.size()), report)) << line;
      reports.push_back(report);
      watch.take(report, changes);
    }
  }
  return told(changes);
}

constexpr const char* kAcknowledged =
    "every incident must be followed by ack with the same number within 1 minute";

TEST(Watch, TheClockAloneTripsADeadlineWhichDatesTheVerdict) {
  EXPECT_EQ(changes_of(kAcknowledged, {"0,incident,7,A", "now 60"}), "");
  EXPECT_EQ(changes_of(kAcknowledged, {"0,incident,7,A", "now 5000"}),
            "line 1: open → violated since 60, by 0\n");
}

TEST(Watch, TheEndOfInputBreaksNothing) {
  EXPECT_EQ(changes_of(kAcknowledged, {"0,incident,7,A", "59,incident,8,A"}), "");
}

TEST(Watch, AnAnswerOfTheSameSecondCountsWhicheverLineComesFirst) {
  EXPECT_EQ(changes_of(kAcknowledged, {"0,incident,7,A", "0,ack,7", "now 90"}), "");
  EXPECT_EQ(changes_of(kAcknowledged, {"0,ack,7", "0,incident,7,A", "now 90"}), "");
}

TEST(Watch, WhatIsDoneAfterTheDeadlineIsDoneLate) {
  EXPECT_EQ(changes_of(kAcknowledged, {"0,incident,7,A", "90,ack,7"}),
            "line 1: open → violated since 60, by 0\n"
            "line 1: violated → fulfilled late since 90, by 2\n");
}

TEST(Watch, ALateReportTakesBackAVerdict) {
  EXPECT_EQ(changes_of(kAcknowledged, {"0,incident,7,A", "now 100", "50,ack,7"}),
            "line 1: open → violated since 60, by 0\n"
            "line 1: violated → fulfilled since 50, by 2\n");
}

TEST(Watch, AWithdrawnAnswerLeavesTheDutyUndone) {
  EXPECT_EQ(changes_of(kAcknowledged, {"0,incident,7,A", "30,ack,7", "now 100", "- 2"}),
            "line 1: fulfilled → violated since 60, by 2\n");
  // Before its time the duty is open again, and the clock trips it as if nothing had been.
  EXPECT_EQ(changes_of(kAcknowledged, {"0,incident,7,A", "30,ack,7", "- 2", "now 100"}),
            "line 1: open → violated since 60, by 0\n");
}

TEST(Watch, AWithdrawnEventTakesItsVerdictAway) {
  EXPECT_EQ(changes_of(kAcknowledged, {"0,incident,7,A", "now 100", "- 1"}),
            "line 1: open → violated since 60, by 0\n"
            "line 1: violated → not triggered since 0, by 1\n");
}

TEST(Watch, ADoubtfulTimeMayLeaveADeadlineUndetermined) {
  EXPECT_EQ(changes_of(kAcknowledged, {"0,incident,7,A", "50..70,ack,7", "now 100"}),
            "line 1: open → undetermined since 60, by 0\n");
  EXPECT_EQ(changes_of(kAcknowledged, {"0,incident,7,A", "50..60,ack,7", "now 100"}), "");
  EXPECT_EQ(changes_of(kAcknowledged, {"0,incident,7,A", "61..70,ack,7", "now 100"}),
            "line 1: open → violated since 60, by 0\n"
            "line 1: violated → fulfilled late since 70, by 2\n");
}

constexpr const char* kPermitted =
    "every entry must be preceded by permit with the same vehicle within 1 minute unless revoke "
    "came since";

TEST(Watch, AnEntryNeedsAPermitThatStillHolds) {
  EXPECT_EQ(changes_of(kPermitted, {"0,permit,1", "60,entry,1"}), "");
  EXPECT_EQ(changes_of(kPermitted, {"0,permit,1", "61,entry,1"}),
            "line 2: not triggered → violated since 61, by 2\n");
  EXPECT_EQ(changes_of(kPermitted, {"0,permit,1", "10,revoke,1", "20,entry,1"}),
            "line 3: not triggered → violated since 20, by 3\n");
  EXPECT_EQ(changes_of(kPermitted, {"0,permit,1", "10,revoke,1", "15,permit,1", "20,entry,1"}), "");
  EXPECT_EQ(changes_of(kPermitted, {"0,permit,2", "20,entry,1"}),
            "line 2: not triggered → violated since 20, by 2\n");
}

TEST(Watch, ALateRevocationBreaksOnlyTheEntriesAfterIt) {
  EXPECT_EQ(changes_of(kPermitted, {"0,permit,1", "10,entry,1", "30,entry,1", "20,revoke,1"}),
            "line 3: fulfilled → violated since 30, by 4\n");
}

constexpr const char* kFewRounds =
    "the sum of rounds of shots with the same zone within 1 minute must not exceed 10";

TEST(Watch, AWindowHasBothItsEnds) {
  EXPECT_EQ(changes_of(kFewRounds, {"0,shots,A,6", "60,shots,A,5"}),
            "line 2: not triggered → violated since 60, by 2\n");
  EXPECT_EQ(changes_of(kFewRounds, {"0,shots,A,6", "61,shots,A,5"}), "");
  EXPECT_EQ(changes_of(kFewRounds, {"0,shots,A,6", "60,shots,B,5"}), "");
}

TEST(Watch, ALateShotChangesTheWindowsThatHoldIt) {
  EXPECT_EQ(
      changes_of(kFewRounds, {"0,shots,A,6", "90,shots,A,6", "200,shots,A,6", "50,shots,A,6"}),
      "line 4: not triggered → violated since 50, by 4\n"
      "line 2: fulfilled → violated since 90, by 4\n");
}

TEST(Watch, ShotsOfTheSameSecondCountTogether) {
  EXPECT_EQ(changes_of(kFewRounds, {"5,shots,A,6", "5,shots,A,6"}),
            "line 1: fulfilled → violated since 5, by 2\n"
            "line 2: not triggered → violated since 5, by 2\n");
}

constexpr const char* kFewSince =
    "the number of shots with the same zone since start must not exceed 2";

TEST(Watch, ACountBeginsAnew) {
  EXPECT_EQ(changes_of(kFewSince, {"1,shots,A,1", "2,shots,A,1", "3,shots,A,1", "4,start,A",
                                   "5,shots,A,1", "6,shots,A,1", "7,shots,A,1"}),
            "line 3: not triggered → violated since 3, by 3\n"
            "line 7: not triggered → violated since 7, by 7\n");
}

TEST(Watch, ACountThatBeginsAnewLaterIsCorrected) {
  EXPECT_EQ(changes_of(kFewSince,
                       {"1,shots,A,1", "3,shots,A,1", "5,shots,A,1", "7,shots,A,1", "4,start,A"}),
            "line 3: not triggered → violated since 5, by 3\n"
            "line 4: not triggered → violated since 7, by 4\n"
            "line 3: violated → fulfilled since 5, by 5\n"
            "line 4: violated → fulfilled since 7, by 5\n");
}

TEST(Watch, WhatIsOlderThanTheGraceIsTooLate) {
  Watch watch(program_of(kFewRounds), 100);
  std::vector<Change> changes;
  watch.advance(1000, changes);
  EXPECT_EQ(watch.take({.id = 1, .kind = 5, .earliest = 899, .latest = 899}, changes),
            Watch::Taken::too_late);
  EXPECT_EQ(watch.take({.id = 1, .kind = 5, .earliest = 900, .latest = 900}, changes),
            Watch::Taken::taken);
}

TEST(Log, AMalformedLineIsLeftOutWithItsReason) {
  Watch watch(program_of(kFewRounds));
  LogReader reader(watch.program(), watch.texts());
  Report report;
  const auto reason = [&](std::string_view line) {
    LogReader fresh(watch.program(), watch.texts());
    EXPECT_FALSE(fresh.read(line, 2, report)) << line;
    return fresh.refusals().empty() ? "not watched" : fresh.refusals().front().reason;
  };
  EXPECT_EQ(reason("5,shots,A"), "'shots' has 2 fields, and this line has 1");
  EXPECT_EQ(reason("5,shots,A,1,2"), "'shots' has 2 fields, and this line has more");
  EXPECT_EQ(reason("5"), "the event is missing");
  EXPECT_EQ(reason("soon,shots,A,1"),
            "'soon' is no time up to the year 9999: write seconds since 1970, an instant as "
            "2025-05-03T12:00Z, or two with '..' between");
  EXPECT_EQ(reason("9..5,shots,A,1").substr(0, 16), "'9..5' is no tim");
  EXPECT_EQ(reason("253402300800,shots,A,1").substr(0, 26), "'253402300800' is no time ");
  EXPECT_EQ(reason("5,shots,A,many"),
            "'many' is no number that can be summed: digits, at most 1000000000");
  EXPECT_EQ(reason("5,shots,A,99999999999999999999999").substr(0, 40),
            "'99999999999999999999999' is no number t");
  EXPECT_EQ(reason("5,\"shots,A,1"),
            "a quotation mark is not closed, or something stands after it");
  EXPECT_EQ(reason("5,flowers,A,1"), "not watched");
}

TEST(Log, TextsAndNumbersAreBothKeys) {
  EXPECT_EQ(changes_of(kFewRounds, {"1,shots,\"Hill, \"\"upper\"\"\",6", "2,shots,007,6",
                                    "3,shots,7,6", "4,shots,\"Hill, \"\"upper\"\"\",6"}),
            "line 4: not triggered → violated since 4, by 4\n");
  EXPECT_EQ(changes_of(kFewRounds, {"1970-01-01T00:01Z,shots,A,6", "61,shots,A,6"}),
            "line 2: not triggered → violated since 61, by 2\n");
}

}  // namespace
}  // namespace truce::watch
