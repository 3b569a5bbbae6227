// SPDX-License-Identifier: Apache-2.0
// Every construction of cases/*.txt, one test each. A case that is marked "not yet" must still be
// read wrong, so that the mark goes when the reader learns it.
#include "cases.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "extract/extract.h"

namespace truce {
namespace {

const Cases& all_cases() {
  static const Cases all = [] {
    std::vector<std::string> files;
    for (const auto& entry :
         std::filesystem::directory_iterator(TRUCE_SOURCE_DIR "/tests/read/cases"))
      if (entry.path().extension() == ".txt") files.push_back(entry.path().string());
    std::sort(files.begin(), files.end());
    Cases found;
    for (const std::string& file : files) {
      Cases of_file = cases_in(file);
      found.cases.insert(found.cases.end(), of_file.cases.begin(), of_file.cases.end());
      found.mistakes.insert(found.mistakes.end(), of_file.mistakes.begin(), of_file.mistakes.end());
    }
    return found;
  }();
  return all;
}

Reading reading_of(const Case& one) {
  static const Gazetteer world = Gazetteer::built_in();
  Document document;
  document.text = one.sentence;
  document.published = *parse_instant("2024-05-15");
  document.published_precision = Precision::day;
  return extract::statements_in(document, Vocabulary{}, world);
}

class Construction : public testing::TestWithParam<Case> {};

TEST_P(Construction, is_read_as_told) {
  const Case& one = GetParam();
  const auto differing = differences(one, reading_of(one));
  const std::string where = fmt::format("tests/read/cases/{}:{}: {}\n    {}\n", one.file, one.line,
                                        one.construction, one.sentence);
  if (one.not_yet.empty())
    EXPECT_TRUE(differing.empty()) << where << fmt::format("{}", fmt::join(differing, "\n"));
  else
    EXPECT_FALSE(differing.empty()) << where << "it is read right now: take 'not yet' away";
}

std::string name_of(const testing::TestParamInfo<Case>& info) {
  std::string name = info.param.file.substr(0, info.param.file.find('.'));
  name += fmt::format("_{}_", info.param.line);
  for (const char c : info.param.construction)
    name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(Case, Construction, testing::ValuesIn(all_cases().cases), name_of);

TEST(Cases, are_written_as_their_readme_says) {
  EXPECT_EQ(fmt::format("{}", fmt::join(all_cases().mistakes, "\n")), "");
  const auto& cases = all_cases().cases;
  EXPECT_GE(cases.size(), 300U);
  const auto not_yet = std::count_if(cases.begin(), cases.end(),
                                     [](const Case& one) { return !one.not_yet.empty(); });
  fmt::print("{} constructions, {} of them not read right yet\n", cases.size(), not_yet);
}

}  // namespace
}  // namespace truce
