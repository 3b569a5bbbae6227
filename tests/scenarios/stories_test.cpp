// SPDX-License-Identifier: Apache-2.0
// The stories beside the examples' agreements hold, and one that does not says so.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "run_truce.h"

namespace truce::scenarios {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> stories_of_examples() {
  std::vector<std::string> files;
  for (const auto& folder : fs::directory_iterator(TRUCE_SOURCE_DIR "/examples"))
    if (fs::exists(folder.path() / "agreement.story"))
      files.push_back((folder.path() / "agreement.story").string());
  std::sort(files.begin(), files.end());
  return files;
}

class Stories : public testing::TestWithParam<std::string> {};

TEST_P(Stories, hold) {
  const Ran ran = run_truce({"test", GetParam()});
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  EXPECT_EQ(ran.err, "");
  EXPECT_NE(ran.out.find(" 0 failed\n"), std::string::npos) << ran.out;
}

INSTANTIATE_TEST_SUITE_P(OfEveryExample, Stories, testing::ValuesIn(stories_of_examples()),
                         [](const auto& file) {
                           std::string name =
                               fs::path(file.param).parent_path().filename().string();
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST(Stories, stand_beside_several_examples) { EXPECT_GE(stories_of_examples().size(), 2U); }

TEST(Stories, that_do_not_hold_say_what_the_account_says_instead) {
  const Scratch scratch("stories");
  const std::string valley = TRUCE_SOURCE_DIR "/tests/messages/stories/valley.truce";
  const std::string file = scratch / "wrong.story";
  ASSERT_TRUE(write_file(file, "stories for \"" + valley + R"("

story "The officers return"
  5 May 2025 11:00  Red Cross says North released 12 officers to South
  as known 7 May 2025
    1.2 is fulfilled
    1.2 counts 12 of 20 by Red Cross

story "Nobody fires"
  as known 7 May 2025
    1.1 is watched, alleged 0
)"));
  const Ran text = run_truce({"test", "wrong.story"}, scratch.path());
  EXPECT_EQ(text.code, 1);
  EXPECT_EQ(text.err, "");
  EXPECT_EQ(text.out, R"(FAILED  The officers return
    wrong.story:6: expected, as known 7 May 2025: 1.2 is fulfilled
        the account says: 1.2 is overdue
          applies since 3 May 2025 09:00 UTC: phase 1 began at entry into force
          due 6 May 2025 09:00 UTC: 72 hours after entry into force, 3 May 2025 09:00 UTC
          12 of 20 officers by Red Cross, 5 May 2025
ok  Nobody fires
2 stories, 1 failed
)");
  const Ran json = run_truce({"test", "--format", "json", "wrong.story"}, scratch.path());
  EXPECT_EQ(json.code, 1);
  EXPECT_NE(json.out.find(R"("found":"1.2 is overdue")"), std::string::npos) << json.out;
}

TEST(Stories, that_cannot_be_read_are_named_and_not_run) {
  const Scratch scratch("stories");
  const std::string file = scratch / "mistake.story";
  ASSERT_TRUE(write_file(file, "stroies for \"agreement.truce\"\n"));
  const Ran ran = run_truce({"test", "mistake.story"}, scratch.path());
  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(ran.out, "");
  EXPECT_NE(ran.err.find("mistake.story:1:1: error: this text does not say for which agreement"),
            std::string::npos)
      << ran.err;
  EXPECT_EQ(run_truce({"test", "nowhere.story"}, scratch.path()).code, 1);
}

}  // namespace
}  // namespace truce::scenarios
