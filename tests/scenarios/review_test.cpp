// SPDX-License-Identifier: Apache-2.0
// A review from the command line: what waits, what is decided, and what comes of it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/file.h"
#include "run_truce.h"

namespace truce::scenarios {
namespace {

using Json = nlohmann::json;

/// The store of the valley, in a folder of its own, gone with the test.
class Review : public testing::Test {
 protected:
  Review() {
    const Ran loaded = run({"load", TRUCE_SOURCE_DIR "/tests/scenarios/valley"});
    EXPECT_EQ(loaded.code, 0) << loaded.err;
  }

  Ran run(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--store", scratch_ / "store"});
    return run_truce(arguments, scratch_.path());
  }

  Json waiting() { return Json::parse(run({"review", "--format", "json"}).out); }
  std::string first_waiting() { return std::to_string(waiting()["rows"][0]["id"].get<int>()); }

  Scratch scratch_{"review"};
};

TEST_F(Review, each_decision_takes_one_from_those_that_wait) {
  const std::size_t before = waiting()["total"];
  ASSERT_GE(before, 4U);
  const std::string accepted = first_waiting();
  EXPECT_EQ(run({"review", "accept", accepted, "--by", "A. Clerk"}).code, 0);
  EXPECT_EQ(
      run({"review", "reject", first_waiting(), "--reason", "not said", "--by", "A. Clerk"}).code,
      0);
  const Ran corrected =
      run({"review", "correct", first_waiting(), "place: Arden", "--by", "A. Clerk"});
  EXPECT_EQ(corrected.code, 0) << corrected.err;
  EXPECT_NE(corrected.out.find("corrected as statement"), std::string::npos) << corrected.out;
  EXPECT_EQ(waiting()["total"], before - 3);

  const Ran again = run({"review", "accept", accepted, "--by", "A. Clerk"});
  EXPECT_EQ(again.code, 1);
  EXPECT_NE(again.err.find("A. Clerk accepted statement " + accepted + " before"),
            std::string::npos);
}

TEST_F(Review, a_decision_needs_a_name_and_says_so) {
  const Ran ran = run({"review", "accept", first_waiting()});
  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(ran.err, "truce: nobody is named\nhelp: say who decides: --by NAME\n");
  EXPECT_EQ(run({"review", "reject", "1", "--by", "A. Clerk"}).code, 2) << "a reason is part of it";
}

TEST_F(Review, words_that_were_passed_over_are_added) {
  const Json row = waiting()["rows"][0];
  const std::string document = std::to_string(row["document"].get<int>());
  const std::string words = row["quote"];
  const Ran ran = run({"review", "add", "--document", document, "--words", words, "measure: killed",
                       "figure: 3", "--by", "A. Clerk"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("added as statement"), std::string::npos) << ran.out;
  const Ran none = run({"review", "add", "--document", document, "--words", "nobody wrote this",
                        "--by", "A. Clerk"});
  EXPECT_EQ(none.code, 1);
}

TEST_F(Review, what_was_reviewed_becomes_labels_that_a_perfect_reader_meets) {
  EXPECT_EQ(run({"export", "--as", "labels"}).out, "") << "nobody reviewed anything yet";
  std::vector<std::string> accept = {"review", "accept"};
  const Json page = waiting();
  for (const Json& row : page["rows"]) accept.push_back(std::to_string(row["id"].get<int>()));
  accept.insert(accept.end(), {"--by", "A. Clerk"});
  ASSERT_EQ(run(accept).code, 0);
  const std::string gold = scratch_ / "gold.jsonl";
  ASSERT_TRUE(write_file(gold, run({"export", "--as", "labels"}).out));
  const Ran measured =
      run_truce({"bench-read", gold, "--agreement",
                 TRUCE_SOURCE_DIR "/tests/scenarios/valley/agreement.truce", "--explain"},
                scratch_.path());
  EXPECT_EQ(measured.code, 0) << measured.err;
  EXPECT_EQ(measured.out.find("missed"), std::string::npos) << measured.out;
  EXPECT_EQ(measured.out.find("invented fact"), std::string::npos) << measured.out;
}

TEST_F(Review, a_later_reading_keeps_what_a_person_decided) {
  const Ran before = run({"reread"});
  EXPECT_NE(before.out.find(" 0 added, 0 gone, 0 changed, 0 kept"), std::string::npos)
      << before.out;
  run({"review", "correct", first_waiting(), "place: Nowhere", "--by", "A. Clerk"});
  run({"review", "reject", first_waiting(), "--reason", "not said", "--by", "A. Clerk"});
  const Ran after = run({"reread", "--take", "--by", "B. Clerk"});
  EXPECT_NE(after.out.find(" 0 added, 0 gone, 0 changed, 0 kept"), std::string::npos) << after.out;
  EXPECT_NE(after.out.find("nothing to take in"), std::string::npos) << after.out;
  EXPECT_EQ(run({"verify"}).code, 0);
}

}  // namespace
}  // namespace truce::scenarios
