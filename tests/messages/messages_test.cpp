// SPDX-License-Identifier: Apache-2.0
// Every message of the agreement language, compared whole. Each *.truce in this folder has its .txt of all
// diagnostics; TRUCE_RENEW=1 writes them anew, to be reviewed as text.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "agreement/agreement.h"
#include "base/file.h"

namespace truce {
namespace {

const std::filesystem::path kFolder = std::filesystem::path(TRUCE_SOURCE_DIR) / "tests/messages";

std::vector<std::filesystem::path> cases() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder))
    if (entry.path().extension() == ".truce") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::string messages_of(const std::filesystem::path& file, const std::string& text) {
  std::string all;
  for (const Diagnostic& diagnostic : agreement::parse(text).diagnostics)
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

INSTANTIATE_TEST_SUITE_P(OfEveryCase, Messages, testing::ValuesIn(cases()), [](const auto& file) {
  std::string name = file.param.stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST(messages, come_from_at_least_thirty_cases) { EXPECT_GE(cases().size(), 30U); }

}  // namespace
}  // namespace truce
