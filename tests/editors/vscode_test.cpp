// SPDX-License-Identifier: Apache-2.0
// The files of the VS Code extension: that they are what the editor can read, and that the grammar
// colours the words of the language, no more and no fewer.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "agreement/outline.h"
#include "base/file.h"

namespace truce::editors {
namespace {

using Json = nlohmann::json;
using Words = std::set<std::string>;

const std::filesystem::path kFolder = std::filesystem::path(TRUCE_SOURCE_DIR) / "editors/vscode";

Json json_in(const std::string& file) {
  const auto text = read_file((kFolder / file).string());
  EXPECT_TRUE(text) << file;
  const Json json = text ? Json::parse(*text, nullptr, false) : Json();
  EXPECT_TRUE(json.is_object()) << file << " is no JSON";
  return json;
}

/// The alternatives of the pattern's first group: "^(a|b)$" → a, b.
Words alternatives(const std::string& name) {
  const std::string pattern =
      json_in("syntaxes/truce.tmLanguage.json")["repository"][name].value("match", "");
  std::size_t begin = pattern.find('(');
  while (pattern.compare(begin, 2, "(?") == 0) begin = pattern.find('(', begin + 1);
  const std::size_t end = pattern.find(')', begin);
  Words words;
  for (std::size_t at = begin + 1; at < end;) {
    const std::size_t next = std::min(pattern.find('|', at), end);
    words.insert(pattern.substr(at, next - at));
    at = next + 1;
  }
  return words;
}

/// How to put the grammar right.
std::string differing(const Words& grammar, const Words& language) {
  std::string words;
  for (const std::string& word : language)
    if (!grammar.contains(word)) words += "\n  the grammar lacks '" + word + "'";
  for (const std::string& word : grammar)
    if (!language.contains(word)) words += "\n  the language does not know '" + word + "'";
  return words;
}

Words set_of(const std::vector<std::string>& words) { return {words.begin(), words.end()}; }

TEST(VsCode, has_the_files_that_its_package_names) {
  const Json contributes = json_in("package.json")["contributes"];
  const Json& language = contributes["languages"][0];
  EXPECT_EQ(language["extensions"], Json{".truce"});
  (void)json_in(language["configuration"].get<std::string>());
  EXPECT_EQ(json_in(contributes["grammars"][0]["path"].get<std::string>())["scopeName"],
            contributes["grammars"][0]["scopeName"]);
  EXPECT_TRUE(exists(kFolder / json_in("package.json")["main"].get<std::string>()));
}

TEST(VsCode, colours_the_words_with_which_lines_begin) {
  EXPECT_EQ(differing(alternatives("line"), set_of(agreement::line_words())), "")
      << "in editors/vscode/syntaxes/truce.tmLanguage.json, 'line'";
}

TEST(VsCode, colours_the_words_that_end_a_name) {
  EXPECT_EQ(differing(alternatives("word"), set_of(agreement::reserved_words())), "")
      << "in editors/vscode/syntaxes/truce.tmLanguage.json, 'word'";
}

}  // namespace
}  // namespace truce::editors
