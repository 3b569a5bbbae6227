// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "run_truce.h"

namespace truce::editors {
namespace {

using Json = nlohmann::json;

Json checked(const std::string& text) {
  const scenarios::Scratch scratch("check-json");
  std::ofstream(scratch / "a.truce") << text;
  const auto ran = scenarios::run_truce({"check", "--format", "json", scratch / "a.truce"});
  EXPECT_EQ(ran.err, "");
  EXPECT_EQ(ran.code, 1);
  return Json::parse(ran.out);
}

TEST(CheckJson, has_every_way_to_count_a_place) {
  const Json marks = checked(
      "agreement \"é🕊\"\n  in force 3 May 2025 UTC\nparty North\nphase 1 \"🕊 é\" oops\n"
      "  clause 1.1 \"A\"\n    North must not fire\n");
  ASSERT_EQ(marks.size(), 1U);
  const Json& mark = marks[0];
  EXPECT_EQ(mark["line"], 4);
  EXPECT_EQ(mark["column"], 15);
  EXPECT_EQ(mark["end_line"], 4);
  EXPECT_EQ(mark["end_column"], 19);
  EXPECT_EQ(mark["span"], (Json{67, 71}));
  EXPECT_EQ(mark["bytes"], (Json{75, 79}));
  EXPECT_EQ(mark["severity"], "error");
  EXPECT_EQ(mark["message"], "the line cannot be read from here on");
  EXPECT_NE(mark["help"], "");
}

TEST(CheckJson, is_sound_for_a_text_that_is_not_in_utf_8) {
  const Json marks =
      checked("agreement \"\xFF\"\nparty \xFE\xFE\nphase 1 \"\xE9t\xE9\"\n \xFF must \xFF\n");
  EXPECT_FALSE(marks.empty());
}

}  // namespace
}  // namespace truce::editors
