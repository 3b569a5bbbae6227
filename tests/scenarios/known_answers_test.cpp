// SPDX-License-Identifier: Apache-2.0
// What the examples must show, whatever else changes. The figures are public and named with their
// counters.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "run_truce.h"

namespace truce::scenarios {
namespace {

using Json = nlohmann::json;

constexpr const char* kNoon = "2025-12-19T12:00Z";

/// The Gaza example, loaded once for all tests of this file.
class Gaza : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    scratch_ = std::make_unique<Scratch>("gaza");
    const Ran loaded = run_truce({"load", "examples/gaza-2025", "--store", store()});
    ASSERT_EQ(loaded.code, 0) << loaded.err;
    EXPECT_EQ(loaded.err, "") << "nothing in the example is rejected";
  }
  static void TearDownTestSuite() { scratch_.reset(); }

  static std::string store() { return *scratch_ / "gaza.store"; }

  static Json json(std::vector<std::string> arguments, const char* as_known = kNoon) {
    arguments.insert(arguments.end(),
                     {"--store", store(), "--as-known", as_known, "--format", "json"});
    const Ran ran = run_truce(arguments);
    EXPECT_EQ(ran.code, 0) << ran.err;
    return Json::parse(ran.out, nullptr, false);
  }

  /// The latest step of the line of that counter in that tally whose label holds `label`.
  static Json latest(const Json& tallies, const std::string& title, const std::string& counter,
                     const std::string& label = "") {
    for (const Json& tally : tallies.at("tallies"))
      if (tally.at("title").get<std::string>().find(title) != std::string::npos)
        for (const Json& line : tally.at("lines"))
          if (line.at("counter").at("name") == counter && line.at("series") == "" &&
              line.at("label").get<std::string>().find(label) != std::string::npos)
            return line;
    return {{"low", "no such line"}, {"high", nullptr}};
  }

  static std::unique_ptr<Scratch> scratch_;
};

std::unique_ptr<Scratch> Gaza::scratch_;

TEST_F(Gaza, forty_seven_of_forty_eight_captives_are_back) {
  const Json tallies = json({"tally"});
  bool found = false;
  for (const Json& tally : tallies.at("tallies")) {
    if (tally.at("target") != 48) continue;
    for (const Json& line : tally.at("lines"))
      found = found || (line.at("low") == 47 && line.at("high") == 47);
  }
  EXPECT_TRUE(found) << tallies.dump(1).substr(0, 4000);
}

TEST_F(Gaza, the_living_and_the_dead_are_counted_apart) {
  const Json living = json({"explain", "1.2"});
  EXPECT_EQ(living.at("status"), "fulfilled");
  EXPECT_EQ(living.at("progress").at(0).at("low"), 20);
  const Json dead = json({"explain", "1.3"});
  EXPECT_EQ(dead.at("state"), "open");
  EXPECT_EQ(dead.at("progress").at(0).at("low"), 27);
  EXPECT_EQ(dead.at("progress").at(0).at("target"), 28);
}

TEST_F(Gaza, two_counts_of_the_killed_stand_side_by_side) {
  const Json tallies = json({"tally"});
  const Json ministry = latest(tallies, "illed", "Gaza health ministry");
  EXPECT_EQ(ministry.at("low"), 395);
  EXPECT_TRUE(ministry.at("high").is_null()) << "at least 395 has no high";
  const Json military = latest(tallies, "illed", "Israeli military", "soldiers");
  EXPECT_EQ(military.at("low"), 3);
  for (const Json& tally : tallies.at("tallies"))
    for (const Json& line : tally.at("lines"))
      EXPECT_NE(line.at("low"), 395 + 3) << "the two are never summed";
}

TEST_F(Gaza, as_known_earlier_the_ministry_counted_fewer) {
  const Json ministry = latest(json({"tally"}, "2025-11-03"), "illed", "Gaza health ministry");
  EXPECT_EQ(ministry.at("low"), 236);
}

TEST_F(Gaza, the_second_phase_waits_for_the_last_body_as_israel_reads) {
  const Json gate = json({"status"}).at("gate");
  EXPECT_EQ(gate.at("phase"), "2");
  bool found = false;
  for (const Json& blocker : gate.at("blockers"))
    if (blocker.at("words").get<std::string>().find("1.3") != std::string::npos) {
      found = true;
      EXPECT_EQ(blocker.at("required_by"), Json::array({"Israel"}));
      EXPECT_NE(blocker.at("account").get<std::string>().find("27 of 28"), std::string::npos)
          << blocker.at("account");
    }
  EXPECT_TRUE(found) << gate.dump(1);
}

TEST_F(Gaza, pages_of_the_past_rebuild_byte_for_byte_after_later_records) {
  const auto pages = [&](const char* moment) {
    std::string all;
    for (const char* command : {"status", "tally", "incident"})
      all += run_truce({command, "--store", store(), "--as-known", moment, "--format", "json"}).out;
    return all +
           run_truce({"report", "--date", "2025-11-02", "--store", store(), "--as-known", moment})
               .out;
  };
  const std::string november = pages("2025-11-03");
  const std::string december = pages(kNoon);
  ASSERT_GT(december.size(), november.size());
  const std::string late = *scratch_ / "late.txt";
  ASSERT_TRUE(write_file(
      late,
      "Publisher: Late Wire\nPublished: 2025-11-01T08:00Z\n\nAn Israeli strike killed 900 people "
      "in Rafah on Friday, the Gaza health ministry said.\n"));
  EXPECT_EQ(run_truce({"add", late, "--store", store()}).code, 0);
  EXPECT_EQ(pages("2025-11-03"), november);
  EXPECT_EQ(pages(kNoon), december);
}

TEST_F(Gaza, the_daily_series_shows_two_sums_and_why_they_differ) {
  const Json tallies = json({"tally"}, "2026-08-23");
  const std::string text = tallies.dump();
  for (const char* figure : {"1,173", "6,225", "855", "69", "4,110", "18"}) {
    bool found = false;
    for (const Json& tally : tallies.at("tallies"))
      for (const Json& why : tally.at("why_differ"))
        found = found || why.get<std::string>().find(figure) != std::string::npos;
    EXPECT_TRUE(found) << figure;
  }
  std::map<std::string, std::int64_t> last;
  for (const Json& tally : tallies.at("tallies"))
    for (const Json& line : tally.at("lines"))
      if (line.at("low").is_number())
        last[line.at("series").get<std::string>()] = line.at("low").get<std::int64_t>();
  EXPECT_EQ(last["gaza-casualties/killed_truce_new"], 1173);
}

TEST_F(Gaza, a_published_total_that_its_parts_do_not_reach_is_flagged_and_kept) {
  const Json board = json({"status"});
  bool found = false;
  for (const Json& flag : board.at("flags"))
    if (flag.at("text").get<std::string>().find("parts sum to 491") != std::string::npos) {
      found = true;
      EXPECT_NE(flag.at("quote").get<std::string>().find("497"), std::string::npos)
          << "as published";
    }
  EXPECT_TRUE(found);
}

TEST_F(Gaza, every_figure_of_the_board_opens_to_rows) {
  const Json board = json({"status"});
  for (const Json& tally : board.at("tallies"))
    for (const Json& line : tally.at("lines"))
      EXPECT_FALSE(line.at("statements").empty()) << line.dump();
}

TEST_F(Gaza, the_store_is_sound) { EXPECT_EQ(run_truce({"verify", "--store", store()}).code, 0); }

TEST(Lebanon, another_agreement_loads_with_the_same_program) {
  const Scratch scratch("lebanon");
  const std::string store = scratch / "lebanon.store";
  const Ran loaded = run_truce({"load", "examples/lebanon-2024", "--store", store});
  ASSERT_EQ(loaded.code, 0) << loaded.err;
  const Ran status = run_truce({"status", "--store", store, "--as-known", "2025-02-28"});
  EXPECT_EQ(status.code, 0) << status.err;
  EXPECT_EQ(status.err, "");
  EXPECT_NE(status.out.find("1.1"), std::string::npos);
}

}  // namespace
}  // namespace truce::scenarios
