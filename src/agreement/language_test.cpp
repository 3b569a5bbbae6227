// SPDX-License-Identifier: Apache-2.0
// Runs every example of docs/language.md, and holds its table of verbs to the one in verbs.cpp.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "agreement/agreement.h"
#include "agreement/verbs.h"
#include "base/file.h"

namespace truce {
namespace {

struct Example {
  std::string mark;  // after ```truce: where the lines stand
  std::string text;
};

std::string manual() {
  const auto text = read_file(std::string(TRUCE_SOURCE_DIR) + "/docs/language.md");
  EXPECT_TRUE(text) << (text ? "" : text.error().message);
  return text ? *text : "";
}

std::vector<Example> examples_in(const std::string& text) {
  constexpr std::string_view kFence = "```truce";
  std::vector<Example> examples;
  for (std::size_t at = text.find(kFence); at != std::string::npos;
       at = text.find(kFence, at + 1)) {
    const std::size_t mark = at + kFence.size();
    const std::size_t begin = text.find('\n', mark) + 1;
    const std::size_t end = text.find("\n```", begin) + 1;
    examples.push_back({text.substr(mark, begin - 1 - mark), text.substr(begin, end - begin)});
    at = end;
  }
  return examples;
}

std::string indented(std::string_view text, std::size_t columns) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    result +=
        std::string(text.front() == '\n' ? 0 : columns, ' ') + std::string(text.substr(0, end));
    text.remove_prefix(end);
  }
  return result;
}

bool begins_a_line(const std::string& text, const std::string& word) {
  return text.starts_with(word) || text.find('\n' + word) != std::string::npos;
}

/// What the parts stand in: names, and three clauses that they may speak of.
std::string heading() {
  return "agreement \"Valley truce\"\n  in force 3 May 2025 12:00 Asia/Beirut\n\n";
}
std::string names_beside(const std::string& lines) {
  std::string text;
  if (!begins_a_line(lines, "parties North") && !begins_a_line(lines, "party North also"))
    text += "parties North, South\n";
  if (!begins_a_line(lines, "guarantor")) text += "guarantors East, West\n";
  if (!begins_a_line(lines, "area")) text += "area Valley\n";
  if (!begins_a_line(lines, "event"))
    text +=
        "event \"signing\"\n"
        "event permit with vehicle, zone\nevent revoke with vehicle, zone\n"
        "event entry with vehicle, zone\nevent complaint with number\nevent answer with number\n"
        "event shots with zone, rounds\nevent \"new month\" with zone\n";
  if (!begins_a_line(lines, "tally")) text += "tally \"Bread\" counts trucks\n";
  return text;
}
std::string first_phase(const std::string& lines, const std::string& below_first) {
  std::string text = "\nphase 1 \"Quiet\"\n  begins at entry into force\n";
  if (lines.find("clause 1.1 ") == std::string::npos)
    text += "  clause 1.1 \"Fire\"\n    North, South must not fire in Valley\n" + below_first;
  if (lines.find("clause 1.2 ") == std::string::npos)
    text +=
        "  clause 1.2 \"Officers\"\n    North must release 20 officers to South\n    counting "
        "one\n";
  if (lines.find("clause 1.3 ") == std::string::npos)
    text +=
        "  clause 1.3 \"Soldiers\"\n    North must release 28 soldiers to South\n    counting "
        "one\n";
  return text;
}

std::string whole(const Example& example) {
  const std::string& lines = example.text;
  if (example.mark.empty()) return lines;
  if (example.mark == " heading") return lines + "area Valley\n" + first_phase("", "");
  const std::string names = heading() + names_beside(example.mark == " lines" ? lines : "");
  if (example.mark == " lines") return names + lines + first_phase("", "");
  if (example.mark == " in file") return names + first_phase("", "") + lines;
  if (example.mark == " in phase") return names + first_phase(lines, "") + indented(lines, 2);
  if (example.mark == " in clause") return names + first_phase("", indented(lines, 4));
  ADD_FAILURE() << "unknown mark" << example.mark;
  return lines;
}

TEST(manual, shows_only_examples_without_a_mistake) {
  const std::vector<Example> examples = examples_in(manual());
  EXPECT_GE(examples.size(), 12U);
  for (const Example& example : examples) {
    const std::string text = whole(example);
    for (const Diagnostic& diagnostic : agreement::parse(text).diagnostics)
      ADD_FAILURE() << render(diagnostic, "language.md", text);
  }
}

TEST(manual, shows_whole_agreements_in_the_canonical_layout) {
  for (const Example& example : examples_in(manual())) {
    const auto formatted = agreement::format(whole(example));
    ASSERT_TRUE(formatted) << formatted.error().help;
    if (!example.mark.empty()) continue;
    EXPECT_EQ(*formatted, example.text);
  }
}

TEST(manual, lists_every_verb) {
  const std::string text = manual();
  for (const std::string_view verb : agreement::known_verbs()) {
    const std::string word(verb);
    const bool listed = text.find("| " + word + " |") != std::string::npos ||
                        text.find("| " + word + ",") != std::string::npos ||
                        text.find(", " + word + ",") != std::string::npos ||
                        text.find(", " + word + " |") != std::string::npos;
    EXPECT_TRUE(listed) << "docs/language.md does not list '" << word << "'";
  }
}

}  // namespace
}  // namespace truce
