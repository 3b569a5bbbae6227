// SPDX-License-Identifier: Apache-2.0
// `truce read` over every document of documents/, its whole output compared with the golden beside
// it. TRUCE_RENEW=1 writes the goldens anew, to be reviewed as text.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "../scenarios/run_truce.h"
#include "base/file.h"

namespace truce {
namespace {

const std::filesystem::path kFolder =
    std::filesystem::path(TRUCE_SOURCE_DIR) / "tests/read/documents";

std::vector<std::filesystem::path> cases() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder))
    if (entry.path().extension() != ".golden") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

/// A statement and an attribution a line, so that a difference shows where it is.
std::string one_a_line(std::string json) {
  for (const std::string start : {R"({"kind":)", R"({"source":)"})
    for (std::size_t at = 0; (at = json.find(start, at)) != std::string::npos;
         at += start.size() + 1)
      json.insert(at, "\n");
  return json;
}

class Read : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Read, prints_the_golden_and_nothing_on_stderr) {
  const auto ran = scenarios::run_truce(
      {"read", "--format", "json", GetParam().filename().string()}, kFolder.string());
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.err, "");
  const std::string found = one_a_line(ran.out);
  const std::string golden = GetParam().string() + ".golden";
  if (std::getenv("TRUCE_RENEW") != nullptr) {
    ASSERT_TRUE(write_file(golden, found));
    return;
  }
  const auto expected = read_file(golden);
  ASSERT_TRUE(expected) << "no " << golden << "; write it with TRUCE_RENEW=1";
  EXPECT_EQ(found, *expected);
}

INSTANTIATE_TEST_SUITE_P(OfEveryDocument, Read, testing::ValuesIn(cases()), [](const auto& file) {
  std::string name = file.param.filename().string();
  for (char& c : name)
    if (c == '-' || c == '.') c = '_';
  return name;
});

TEST(read, is_tried_on_at_least_twenty_five_documents) { EXPECT_GE(cases().size(), 25U); }

}  // namespace
}  // namespace truce
