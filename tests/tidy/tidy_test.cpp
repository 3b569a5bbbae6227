// SPDX-License-Identifier: Apache-2.0
// Holds the repository to its own rules, and each rule to a small tree that breaks it.
#include "tidy.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace truce::tidy {
namespace {

const std::string kRoot = TRUCE_SOURCE_DIR;

std::string text_of(const std::string& path) {
  std::ifstream file(kRoot + "/" + path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

const Tree& repository() {
  static const Tree tree = read_tree(kRoot);
  return tree;
}

const std::string& words() {
  static const std::string text = text_of("tests/tidy/words.txt");
  return text;
}

std::string joined(const Problems& problems) {
  std::string text;
  for (const std::string& problem : problems) text += problem + "\n";
  return text;
}

bool exists(const std::string& path) { return std::filesystem::exists(kRoot + "/" + path); }

/// Fails with the problems, one under the other.
testing::AssertionResult holds(const Problems& problems) {
  if (problems.empty()) return testing::AssertionSuccess();
  return testing::AssertionFailure() << problems.size() << " to put right\n" << joined(problems);
}

/// A tree of one file that breaks a rule: the first line of what the rule says about it.
std::string first_line(const Problems& problems) {
  const std::string text = joined(problems);
  return text.substr(0, text.find('\n'));
}

TEST(Repository, every_source_opens_with_the_licence_line) {
  EXPECT_TRUE(holds(licence_lines(repository())));
}
TEST(Repository, a_module_uses_only_those_before_it) {
  EXPECT_TRUE(holds(uses_of_modules(repository())));
}
TEST(Repository, an_include_is_covered_by_uses) { EXPECT_TRUE(holds(includes(repository()))); }
TEST(Repository, heavy_headers_stay_in_their_room) {
  EXPECT_TRUE(holds(heavy_headers(repository())));
}
TEST(Repository, stages_open_no_file_and_ask_no_clock) { EXPECT_TRUE(holds(purity(repository()))); }
TEST(Repository, every_file_has_a_name) { EXPECT_TRUE(holds(file_names(repository()))); }
TEST(Repository, a_public_header_says_what_it_is_for) {
  EXPECT_TRUE(holds(opening_words(repository())));
}
TEST(Repository, no_file_is_dead) { EXPECT_TRUE(holds(dead_files(repository()))); }
TEST(Repository, nothing_is_marked_unfinished) {
  EXPECT_TRUE(holds(unfinished(repository(), words())));
}
TEST(Repository, no_word_takes_a_side) { EXPECT_TRUE(holds(banned_words(repository(), words()))); }
TEST(Repository, the_glossary_has_every_word) {
  EXPECT_TRUE(holds(glossary(repository(), words())));
}
TEST(Repository, commands_and_manual_pages_are_the_same) {
  EXPECT_TRUE(holds(manual_pages(repository())));
}
TEST(Repository, documents_point_to_what_is_there) {
  EXPECT_TRUE(holds(links(repository(), exists)));
}

TEST(Rules, a_script_has_its_licence_under_the_first_line) {
  EXPECT_EQ(
      joined(licence_lines({{"tools/x", "#!/bin/sh\n# SPDX-License-Identifier: Apache-2.0\n"}})),
      "");
  EXPECT_EQ(first_line(licence_lines({{"tools/x", "#!/bin/sh\necho\n"}})),
            "tools/x:2: the licence line is missing");
  EXPECT_EQ(first_line(licence_lines({{"src/base/x.h", ""}})),
            "src/base/x.h:1: the licence line is missing");
}

TEST(Rules, a_stage_must_not_use_a_stage) {
  EXPECT_EQ(first_line(uses_of_modules(
                {{"src/link/CMakeLists.txt",
                  "truce_module(link\n  SOURCES a.cpp\n  USES extract record)\n"}})),
            "src/link/CMakeLists.txt: link must not use extract");
  EXPECT_EQ(first_line(uses_of_modules(
                {{"src/link/CMakeLists.txt", "truce_module(links SOURCES a.cpp)"}})),
            "src/link/CMakeLists.txt: the module is named 'links'");
  EXPECT_EQ(
      first_line(uses_of_modules({{"src/map/CMakeLists.txt", "truce_module(map SOURCES a.cpp)"}})),
      "src/map/CMakeLists.txt: 'map' is no room of the house");
}

TEST(Rules, an_include_needs_its_module_in_uses_and_stops_at_the_public_header) {
  Tree tree = {
      {"src/record/CMakeLists.txt", "truce_module(record SOURCES a.cpp USES base)"},
      {"src/monitor/CMakeLists.txt", "truce_module(monitor SOURCES a.cpp USES record agreement)"},
      {"src/agreement/CMakeLists.txt", "truce_module(agreement SOURCES a.cpp USES record)"},
      {"src/base/time.h", ""},
      {"src/agreement/agreement.h", "#include \"agreement/shown.h\"\n"},
      {"src/agreement/shown.h", ""},
      {"src/agreement/inside.h", ""},
      {"src/extract/extract.h", ""}};
  const auto says = [&](const std::string& include) {
    tree["src/monitor/a.cpp"] = "\n#include \"" + include + "\"\n";
    return first_line(includes(tree));
  };
  EXPECT_EQ(says("agreement/agreement.h"), "");
  EXPECT_EQ(says("agreement/shown.h"), "");
  EXPECT_EQ(says("base/time.h"), "");
  EXPECT_EQ(says("agreement/inside.h"),
            "src/monitor/a.cpp:2: agreement/inside.h is inside agreement");
  EXPECT_EQ(says("extract/extract.h"), "src/monitor/a.cpp:2: monitor does not use extract");
  EXPECT_EQ(says("time.h"), "src/monitor/a.cpp:2: no src/time.h");
}

TEST(Rules, a_heavy_header_elsewhere_is_found) {
  EXPECT_EQ(first_line(heavy_headers({{"src/report/a.cpp", "#include <sqlite3.h>\n"}})),
            "src/report/a.cpp:1: <sqlite3.h> does not belong here");
  EXPECT_EQ(first_line(heavy_headers({{"src/server/net.cpp", "#include <boost/asio/post.hpp>\n"},
                                      {"src/server/b.cpp", "#include <boost/beast/http.hpp>\n"}})),
            "src/server/b.cpp:1: <boost/beast/http.hpp> does not belong here");
  EXPECT_EQ(first_line(heavy_headers({{"src/intake/a.h", "#include <nlohmann/json.hpp>\n"}})),
            "src/intake/a.h:1: <nlohmann/json.hpp> does not belong here");
}

TEST(Rules, a_stage_that_asks_the_clock_is_found) {
  EXPECT_EQ(
      first_line(purity({{"src/monitor/a.cpp", "auto t = std::chrono::system_clock::now();\n"}})),
      "src/monitor/a.cpp:1: a stage uses 'system_clock::now'");
  EXPECT_EQ(joined(purity({{"src/cli/a.cpp", "auto t = std::chrono::system_clock::now();\n"}})),
            "");
}

TEST(Rules, a_file_that_names_nothing_is_found) {
  EXPECT_EQ(first_line(file_names({{"src/base/string_utils.h", ""}})),
            "src/base/string_utils.h: 'utils' names nothing");
}

TEST(Rules, a_file_that_nobody_builds_is_found) {
  EXPECT_EQ(first_line(dead_files({{"src/store/CMakeLists.txt", "SOURCES reopen.cpp"},
                                   {"src/store/open.cpp", ""},
                                   {"src/store/reopen.cpp", ""}})),
            "src/store/open.cpp: no CMakeLists.txt names it");
  EXPECT_EQ(first_line(dead_files({{"web/src/a.ts", ""}, {"web/src/main.ts", "import './b';"}})),
            "web/src/a.ts: nobody imports it");
}

TEST(Rules, words_are_found_as_words) {
  const std::string house =
      "type Event say Incident\nname culprit nobody\nsaid regime name the party\nmark LATER finish "
      "it\n"
      "term tally\n";
  EXPECT_EQ(first_line(banned_words({{"src/link/a.h", "struct FireEvent {"}}, house)),
            "src/link/a.h:1: a type is named 'FireEvent'");
  EXPECT_EQ(joined(banned_words({{"src/link/a.h", "struct Eventual {  // Event\n"}}, house)), "");
  EXPECT_EQ(first_line(banned_words({{"src/link/a.h", "int culprit_of(int);"}}, house)),
            "src/link/a.h:1: the name 'culprit_of'");
  EXPECT_EQ(first_line(banned_words({{"src/report/a.cpp", "x = \"the Regime said\";"}}, house)),
            "src/report/a.cpp:1: it says 'regime'");
  EXPECT_EQ(joined(banned_words({{"src/extract/a.cpp", "x = \"regime\";"}}, house)), "");
  EXPECT_EQ(first_line(unfinished({{"src/report/a.cpp", "// LATER: more"}}, house)),
            "src/report/a.cpp:1: 'LATER'");
  EXPECT_EQ(first_line(glossary({{"docs/glossary.md", "| **tallies** | x |"}}, house)),
            "docs/glossary.md: 'tally' has no line");
}

TEST(Rules, a_command_without_its_page_is_found) {
  EXPECT_EQ(
      first_line(manual_pages({{"src/cli/main.cpp", "CLI::App* x = command(\"check\", \"…\");"}})),
      "docs/man/truce-check.1.scd: the command has no manual page");
  EXPECT_EQ(first_line(manual_pages({{"src/cli/main.cpp", "account(command(\"status\", \"…\"));"},
                                     {"docs/man/truce.1.scd", "*truce-status*(1)"},
                                     {"docs/man/truce-status.1.scd", ""},
                                     {"docs/man/truce-old.1.scd", ""}})),
            "docs/man/truce-old.1.scd: there is no such command");
}

}  // namespace
}  // namespace truce::tidy
