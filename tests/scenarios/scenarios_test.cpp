// SPDX-License-Identifier: Apache-2.0
// Every folder here is a story: agreement.truce, documents/ and so on, and a file `steps` whose
// lines are `NAME: truce's arguments`. The store is loaded from the folder; each step's output is
// compared, byte for byte, with NAME.golden, its exit code with the `exit N` at the end of the line
// (0 unless said), and its stderr must be silent when the exit is 0. TRUCE_RENEW=1 writes the
// golden files anew, to be reviewed as text.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "base/file.h"
#include "run_truce.h"

namespace truce::scenarios {
namespace {

namespace fs = std::filesystem;

struct Step {
  std::string name;
  std::vector<std::string> arguments;
  int code = 0;
};

std::vector<Step> steps_of(const std::string& text) {
  std::vector<Step> steps;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t colon = line.find(": ");
    if (line.empty() || line.front() == '#' || colon == std::string::npos) continue;
    Step step{line.substr(0, colon), {}, 0};
    std::istringstream words(line.substr(colon + 2));
    for (std::string word; words >> word;) step.arguments.push_back(word);
    if (step.arguments.size() > 2 && step.arguments.end()[-2] == "exit") {
      step.code = std::stoi(step.arguments.back());
      step.arguments.resize(step.arguments.size() - 2);
    }
    steps.push_back(std::move(step));
  }
  return steps;
}

/// The log's root hashes the clock on the wall too, so it is another one in every run.
std::string without_root(std::string text) {
  constexpr std::string_view root = "root ";
  for (std::size_t at = 0; (at = text.find(root, at)) != std::string::npos;) {
    at += root.size();
    const std::size_t end = text.find_first_not_of("0123456789abcdef", at);
    text.replace(at, end - at, "HASH");
  }
  return text;
}

void check(const fs::path& story, const Step& step, const std::string& store) {
  std::vector<std::string> arguments = step.arguments;
  for (std::string& argument : arguments)
    if (argument == "STORE") argument = store;
  const Ran ran = run_truce(arguments, story.string());
  EXPECT_EQ(ran.code, step.code) << story << " " << step.name << "\n" << ran.err;
  if (step.code == 0) {
    EXPECT_EQ(ran.err, "") << story << " " << step.name;
  }

  const std::string golden = (story / (step.name + ".golden")).string();
  const std::string printed = without_root(step.code == 0 ? ran.out : ran.out + ran.err);
  if (std::getenv("TRUCE_RENEW") != nullptr) {
    ASSERT_TRUE(write_file(golden, printed));
  }
  EXPECT_EQ(printed, read_file(golden).value_or("(there is no " + golden + ")"));
}

TEST(Scenarios, every_story_prints_what_it_printed_before) {
  std::size_t stories = 0;
  for (const auto& story : fs::directory_iterator(TRUCE_SOURCE_DIR "/tests/scenarios")) {
    if (!fs::exists(story.path() / "steps")) continue;
    ++stories;
    const Scratch scratch("story");
    const std::string store = scratch / "store";
    const Ran loaded = run_truce({"load", ".", "--store", store}, story.path().string());
    ASSERT_EQ(loaded.code, 0) << story.path() << "\n" << loaded.err;
    for (const Step& step : steps_of(read_file((story.path() / "steps").string()).value()))
      check(story.path(), step, store);
  }
  EXPECT_GT(stories, 0U);
}

}  // namespace
}  // namespace truce::scenarios
