// SPDX-License-Identifier: Apache-2.0
// Every message of the agreement language, compared whole. Each *.truce in this folder has its .txt
// of all diagnostics, and each stories/*.story that of a text of stories; TRUCE_RENEW=1 writes them
// anew, to be reviewed as text.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "agreement/agreement.h"
#include "base/file.h"
#include "story/story.h"

namespace truce {
namespace {

const std::filesystem::path kFolder = std::filesystem::path(TRUCE_SOURCE_DIR) / "tests/messages";

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder,
                                            std::string_view extension) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == extension) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::filesystem::path> cases() { return files_in(kFolder, ".truce"); }
std::vector<std::filesystem::path> stories() { return files_in(kFolder / "stories", ".story"); }

std::vector<Diagnostic> diagnostics_of(const std::filesystem::path& file, const std::string& text) {
  if (file.extension() == ".truce") return agreement::parse(text).diagnostics;
  const story::Heading heading = story::heading_of(text);
  if (!heading.diagnostics.empty()) return heading.diagnostics;
  const auto agreement = read_file((file.parent_path() / heading.agreement_file).string());
  EXPECT_TRUE(agreement) << "no " << heading.agreement_file;
  return story::read(text, agreement::parse(agreement.value_or("")).agreement).diagnostics;
}

std::string messages_of(const std::filesystem::path& file, const std::string& text) {
  std::string all;
  for (const Diagnostic& diagnostic : diagnostics_of(file, text))
    all += render(diagnostic, file.filename().string(), text);
  return all;
}

class Messages : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Messages, are_these_and_no_others) {
  const auto text = read_file(GetParam().string());
  ASSERT_TRUE(text) << text.error().message;
  const std::string found = messages_of(GetParam(), *text);
  EXPECT_NE(found, "") << "a case without a message belongs elsewhere";
  auto golden = GetParam();
  golden.replace_extension(".txt");
  if (std::getenv("TRUCE_RENEW") != nullptr) {
    ASSERT_TRUE(write_file(golden.string(), found));
    return;
  }
  const auto expected = read_file(golden.string());
  ASSERT_TRUE(expected) << "no " << golden.filename() << "; write it with TRUCE_RENEW=1";
  EXPECT_EQ(found, *expected);
}

std::string name_of(const testing::TestParamInfo<std::filesystem::path>& file) {
  std::string name = file.param.stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(OfEveryCase, Messages, testing::ValuesIn(cases()), name_of);
INSTANTIATE_TEST_SUITE_P(OfEveryStory, Messages, testing::ValuesIn(stories()), name_of);

TEST(messages, come_from_at_least_a_hundred_and_ten_cases) { EXPECT_GE(cases().size(), 110U); }
TEST(messages, come_from_at_least_fifteen_stories) { EXPECT_GE(stories().size(), 15U); }

}  // namespace
}  // namespace truce
