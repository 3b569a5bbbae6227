// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "plug/plug.h"

namespace truce::plug {
namespace {

using std::chrono_literals::operator""ms;
using Words = std::vector<std::string>;

Words shell(std::string script) { return {"/bin/sh", "-c", std::move(script)}; }

/// What running it gives: its output, or why there is none.
std::string outcome(const Words& words, std::string_view input, Limits limits = {}) {
  const auto said = run(words, input, limits);
  return said ? *said : "error: " + said.error().message;
}

TEST(Command, blanks_part_words_and_quotes_hold_them_together) {
  const auto words = [](std::string_view command) {
    const auto found = words_of_command(command);
    std::string text;
    if (!found) return found.error().message;
    for (const std::string& word : *found) text += fmt::format("[{}]", word);
    return text;
  };
  EXPECT_EQ(words("python3  read.py --all"), "[python3][read.py][--all]");
  EXPECT_EQ(words(R"('my reader' "a b"c '' d\ e "f\"g" 'h\i')"),
            R"([my reader][a bc][][d e][f"g][h\i])");
  EXPECT_EQ(words("a; rm $HOME `x` *"), "[a;][rm][$HOME][`x`][*]");
  EXPECT_EQ(words("a 'b"), "a quote of 'a 'b' is never closed");
  EXPECT_EQ(words("  "), "no program is named");
  EXPECT_EQ(words("'' a"), "no program is named");
}

TEST(Program, all_of_the_input_goes_in_and_all_of_the_output_comes_back) {
  const std::string much(3U << 20U, 'x');
  EXPECT_EQ(outcome({"cat"}, much), much);
  EXPECT_EQ(outcome({"cat"}, ""), "");
  EXPECT_EQ(outcome(shell("printf done"), much), "done");
}

TEST(Program, a_failure_says_what_the_program_said) {
  EXPECT_EQ(outcome({"/nowhere/reader"}, "x"),
            "error: cannot start '/nowhere/reader': No such file or directory");
  EXPECT_EQ(outcome(shell("echo first >&2; echo no model >&2; exit 3"), "x"),
            "error: '/bin/sh' ended with exit code 3 before it had answered: no model");
  EXPECT_EQ(outcome(shell("kill -9 $$"), "x"),
            "error: '/bin/sh' was ended by signal 9 before it had answered");
}

TEST(Program, one_that_hangs_is_ended_with_all_that_it_started) {
  EXPECT_EQ(outcome(shell("sleep 600 & sleep 600"), "x", {.deadline = 50ms}),
            "error: '/bin/sh' gave no answer within 50 ms");
}

TEST(Program, one_that_says_too_much_is_ended) {
  EXPECT_EQ(outcome(shell("exec cat /dev/zero"), "x", {.answer_bytes_max = 1000}),
            "error: '/bin/sh' answers with more than 1000 bytes");
}

const Document kDocument = {.file = "a.txt", .text = "Words"};

/// What an extractor's answers to three questions come to.
std::string asked(std::string script, Limits limits = {.deadline = 20'000ms}) {
  Extractor extractor(shell(std::move(script)), limits);
  std::string text;
  for (int at = 0; at < 3; ++at) {
    const Answer answer = extractor.read(kDocument, {});
    text += fmt::format("{}{}", answer.reader, answer.rejections.empty() ? "\n" : "");
    for (const Rejection& rejection : answer.rejections) {
      text += rejection.reason + "\n";
      EXPECT_EQ(rejection.file, "a.txt");
      EXPECT_NE(rejection.help, "");
    }
  }
  return text;
}

constexpr const char* kSound = R"('{"reader":{"name":"r","version":"1"},"statements":[]}')";

TEST(Asking, one_program_answers_question_after_question) {
  EXPECT_EQ(asked(fmt::format("while read -r line; do echo {}; done", kSound)), "r 1\nr 1\nr 1\n");
}

TEST(Asking, one_that_ends_after_each_answer_is_started_again) {
  const std::string text = asked(fmt::format("read -r line; echo {}", kSound));
  EXPECT_EQ(text.substr(0, 4), "r 1\n");
}

TEST(Asking, what_is_no_answer_is_refused_and_the_next_document_gets_its_turn) {
  EXPECT_EQ(asked("while read -r line; do echo hello; done"),
            "the answer is not one object of JSON on one line\n"
            "the answer is not one object of JSON on one line\n"
            "the answer is not one object of JSON on one line\n");
  EXPECT_EQ(asked("sleep 600", {.deadline = 30ms}),
            "'/bin/sh' gave no answer within 30 ms\n'/bin/sh' gave no answer within 30 ms\n"
            "'/bin/sh' gave no answer within 30 ms\n");
  EXPECT_EQ(asked("echo broken >&2; exit 2"),
            "'/bin/sh' ended with exit code 2 before it had answered: broken\n"
            "'/bin/sh' ended with exit code 2 before it had answered: broken\n"
            "'/bin/sh' ended with exit code 2 before it had answered: broken\n");
  EXPECT_EQ(asked("printf 'a\\nb\\n'; sleep 600"),
            "'/bin/sh' says more than was asked\n'/bin/sh' says more than was asked\n"
            "'/bin/sh' says more than was asked\n");
}

}  // namespace
}  // namespace truce::plug
