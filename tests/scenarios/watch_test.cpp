// SPDX-License-Identifier: Apache-2.0
// `truce watch`: the whole path from a log's lines to verdicts, as a user runs it.
#include <gtest/gtest.h>

#include "base/file.h"
#include "run_truce.h"

namespace truce::scenarios {
namespace {

constexpr const char* kAgreement = R"(agreement "Bridge"
  in force 1 May 2025 UTC
parties North, South
event permit with vehicle, zone
event entry with vehicle, zone
phase 1 "Watch"
  begins at entry into force
  rule 1.1 "No entry without a permit"
    every entry must be preceded by permit with the same vehicle within 2 hours
  rule 1.2 "A permit is used"
    every permit must be followed by entry with the same vehicle within 1 day
)";

class WatchALog : public testing::Test {
 protected:
  WatchALog() { EXPECT_TRUE(write_file(scratch_ / "bridge.truce", kAgreement)); }
  Ran watch(const std::string& log, std::vector<std::string> more = {}) {
    EXPECT_TRUE(write_file(scratch_ / "log.csv", log));
    std::vector<std::string> arguments = {"watch", "bridge.truce", "log.csv"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_truce(arguments, scratch_.path());
  }
  Scratch scratch_{"watch"};
};

constexpr const char* kHead =
    "time,event,vehicle,zone\n"
    "2025-04-30T12:00Z,entry,5,Mill\n"
    "2025-05-03T12:00Z,permit,17,Mill\n"
    "2025-05-03T14:30Z,entry,17,Mill\n"
    "2025-05-03T15:00Z,flower,17,Mill\n"
    "2025-05-03T15:00Z,entry,17\n";

TEST_F(WatchALog, says_what_is_broken_and_why_and_what_it_left_out) {
  const Ran ran = watch(kHead);
  EXPECT_EQ(
      ran.out,
      "1.1  violated since 2025-05-03T14:30:00Z  line 4: 2025-05-03T14:30Z,entry,17,Mill  (the "
      "last permit that held was 2 hours 30 minutes before it)\n"
      "2 reports read, to 2025-05-03T14:30:00Z\n"
      "1.1  No entry without a permit: 1 violated, 0 done late, 0 undetermined, 0 open\n"
      "1.2  A permit is used: 0 violated, 0 done late, 0 undetermined, 0 open\n");
  EXPECT_EQ(ran.err,
            "log.csv:6: left out: 'entry' has 2 fields, and this line has 1\n"
            "1 lines tell of events that no rule watches\n"
            "1 reports are of before the entry into force and were left out\n");
  EXPECT_EQ(ran.code, 1) << "a line was left out that should have counted";
}

TEST_F(WatchALog, takes_a_late_line_back_to_its_time) {
  const Ran ran = watch("2025-05-03T14:30Z,entry,17,Mill\n2025-05-03T14:00Z,permit,17,Mill\n",
                        {"--format", "json"});
  EXPECT_EQ(
      ran.out,
      R"({"rule":"1.1","line":1,"words":"2025-05-03T14:30Z,entry,17,Mill","was":"not triggered",)"
      R"("now":"violated","since":"2025-05-03T14:30:00Z","because_line":1,)"
      R"("reason":"no permit within 2 hours before it"})"
      "\n"
      R"({"rule":"1.1","line":1,"words":"2025-05-03T14:30Z,entry,17,Mill","was":"violated",)"
      R"("now":"fulfilled","since":"2025-05-03T14:30:00Z","because_line":2,)"
      R"("reason":"permit came 30 minutes before it"})"
      "\n");
}

TEST_F(WatchALog, lets_time_pass_only_when_told) {
  const std::string log = "2025-05-03T12:00Z,permit,17,Mill\n";
  EXPECT_EQ(watch(log).out.substr(0, 14), "1 reports read");
  EXPECT_EQ(watch(log, {"--as-known", "2025-05-04T12:01Z"}).out.substr(0, 41),
            "1.2  violated since 2025-05-04T12:00:00Z ");
}

TEST_F(WatchALog, goes_on_from_its_checkpoint_as_if_it_had_never_stopped) {
  const std::string first = "2025-05-03T12:00Z,permit,17,Mill\n";
  const std::string second = "2025-05-05T12:00Z,entry,17,Mill\n";
  const std::string whole = watch(first + second, {"--format", "csv"}).out;
  const Ran before = watch(first, {"--format", "csv", "--checkpoint", "state"});
  const Ran after = watch(first + second, {"--format", "csv", "--checkpoint", "state"});
  const std::string heading = "rule,line,was,now,since,because_line,reason\n";
  EXPECT_EQ(before.out, heading);
  EXPECT_EQ(after.out, whole);
  EXPECT_NE(whole, heading);

  const Ran other = watch(first, {"--checkpoint", "state", "--grace", "3"});
  EXPECT_EQ(other.code, 1);
  EXPECT_EQ(other.err,
            "truce: the checkpoint was made with other rules\nhelp: start again from the log\n");
  const Ran shorter = watch("", {"--checkpoint", "state"});
  EXPECT_EQ(shorter.err.substr(0, 62),
            "truce: the log is shorter than when the checkpoint was made\nhe");
}

TEST_F(WatchALog, an_agreement_without_such_rules_says_so) {
  const Ran ran = run_truce({"watch", "examples/gaza-2025/agreement.truce", "README.md"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(ran.err.find("has no rule over events"), std::string::npos);
}

}  // namespace
}  // namespace truce::scenarios
