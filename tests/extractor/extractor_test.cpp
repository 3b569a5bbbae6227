// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "run_truce.h"

namespace truce::scenarios {
namespace {

const std::string kExample = "python3 examples/extractor/killed.py";
const std::string kDispatch = "examples/extractor/dispatch.txt";

/// A Python program of one line that is an extractor.
std::string python(std::string_view body) {
  return fmt::format("python3 -c 'import sys, json, time\nfor line in sys.stdin: {}'", body);
}

std::size_t count(const std::string& text, std::string_view words) {
  std::size_t found = 0;
  for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) ++found;
  return found;
}

TEST(Extractor, the_example_reads_in_truces_place) {
  const Ran ran = run_truce({"read", "--extractor", kExample, "--format", "json", kDispatch});
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.err, "");
  EXPECT_EQ(count(ran.out, "\"rule\":\"killed-by-pattern 1/pattern\""), 2U) << ran.out;
  EXPECT_EQ(count(ran.out, R"("text":"killed three people")"), 1U) << ran.out;
  EXPECT_EQ(count(ran.out, R"("text":"12 soldiers were killed")"), 1U) << ran.out;
}

TEST(Extractor, what_it_reads_is_kept_once) {
  const Scratch scratch("extractor");
  const std::string store = scratch / "a.store";
  ASSERT_EQ(run_truce({"init", store, "--agreement", "examples/gaza-2025/agreement.truce"}).code,
            0);
  const auto add = [&] {
    return run_truce({"add", "--store", store, "--extractor", kExample, kDispatch}).out;
  };
  EXPECT_NE(add().find("1 documents, 0 rows, 2 statements"), std::string::npos);
  EXPECT_NE(add().find("0 documents, 0 rows, 0 statements, 0 new incidents; 1 were here already"),
            std::string::npos);
  EXPECT_EQ(run_truce({"verify", "--store", store}).code, 0);
}

TEST(Extractor, what_the_text_does_not_bear_out_is_rejected_and_the_rest_is_read) {
  const std::string liar = python(
      R"(print(json.dumps({"reader": {"name": "l", "version": "2"}, "statements": [)"
      R"({"kind": "fact", "act": "killing", "quote": {"text": "killed", "span": [0, 6]}}, )"
      R"({"kind": "fact", "act": "killing", "quote": {"text": "“Two", "span": [0, 4]}}]}), flush=True))");
  const Ran ran = run_truce({"read", "--extractor", liar, "--format", "json", kDispatch});
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(
      ran.err.find("rejected: statement 1 of l 2: the text of 'quote' is not what stands at its "
                   "span"),
      std::string::npos)
      << ran.err;
  EXPECT_EQ(count(ran.out, "\"rule\":\"l 2/unnamed\""), 1U) << ran.out;
}

TEST(Extractor, a_document_without_an_answer_can_be_added_again) {
  const Scratch scratch("extractor");
  const std::string store = scratch / "a.store";
  ASSERT_EQ(run_truce({"init", store, "--agreement", "examples/gaza-2025/agreement.truce"}).code,
            0);
  const Ran broken = run_truce(
      {"add", "--store", store, "--extractor", python("sys.exit(\"no model\")"), kDispatch});
  EXPECT_EQ(broken.code, 1);
  EXPECT_NE(broken.err.find("'python3' ended with exit code 1 before it had answered: no model"),
            std::string::npos)
      << broken.err;
  const Ran hung = run_truce({"add", "--store", store, "--extractor", python("time.sleep(600)"),
                              "--extractor-seconds", "1", kDispatch});
  EXPECT_NE(hung.err.find("gave no answer within 1000 ms"), std::string::npos) << hung.err;
  const Ran sound = run_truce({"add", "--store", store, kDispatch});
  EXPECT_NE(sound.out.find("1 documents"), std::string::npos) << sound.out;
}

TEST(Extractor, a_command_that_cannot_be_one_is_refused_before_anything_is_read) {
  const Ran ran = run_truce({"read", "--extractor", "a 'b", kDispatch});
  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(ran.out, "");
  EXPECT_NE(ran.err.find("a quote of 'a 'b' is never closed"), std::string::npos) << ran.err;
}

TEST(Extractor, truces_own_answers_pass_its_own_checks) {
  const Scratch scratch("extractor");
  const std::vector<std::string> documents = {
      "tests/read/documents/02.txt", "tests/read/documents/04.txt", "tests/read/documents/08.txt"};
  std::vector<std::string> read = {"read", "--format", "json"};
  read.insert(read.end(), documents.begin(), documents.end());
  std::string own = run_truce(read).out;
  ASSERT_GT(count(own, "\"rule\":"), 5U);
  ASSERT_TRUE(write_file(scratch / "answers", own));
  read.insert(read.end(), {"--extractor", fmt::format("python3 tests/extractor/replay.py {}",
                                                      scratch / "answers")});
  const Ran replayed = run_truce(read);
  EXPECT_EQ(replayed.err, "");
  for (auto at = own.find("\"rule\":\""); at != std::string::npos;
       at = own.find("\"rule\":\"", at + 1))
    own.insert(at + 8, "replay 1/");
  EXPECT_EQ(replayed.out, own);
}

/// A PDF of one page with these lines.
std::string pdf(const std::vector<std::string>& lines) {
  std::string words = "BT /F 12 Tf 72 700 Td 14 TL";
  for (const std::string& line : lines) words += fmt::format(" ({}) Tj T*", line);
  words += " ET";
  const std::vector<std::string> objects = {
      "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 "
      "R>>>>>>",
      fmt::format("<</Length {}>>stream\n{}\nendstream", words.size(), words),
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"};
  std::string file = "%PDF-1.4\n";
  std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
  for (std::size_t at = 0; at < objects.size(); ++at) {
    table += fmt::format("{:010} 00000 n \n", file.size());
    file += fmt::format("{} 0 obj\n{}\nendobj\n", at + 1, objects[at]);
  }
  return fmt::format("{}{}trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n", file, table,
                     objects.size() + 1, file.size());
}

TEST(Pdf, its_words_are_read) {
  const Scratch scratch("pdf");
  ASSERT_TRUE(
      write_file(scratch / "a.pdf",
                 pdf({"At least 12-", "15 people were killed in Tyre, the", "mayor said."})));
  const Ran ran = run_truce({"read", "--published", "2025-11-03", scratch / "a.pdf"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.err, "");
  EXPECT_NE(ran.out.find("12-15 people were killed in Tyre"), std::string::npos) << ran.out;
}

TEST(Pdf, a_damaged_one_is_rejected) {
  const Scratch scratch("pdf");
  ASSERT_TRUE(write_file(scratch / "a.pdf", "%PDF-1.4\n" + std::string(5000, '\xA7')));
  ASSERT_TRUE(write_file(scratch / "b.pdf", "Words"));
  const Ran ran = run_truce({"read", scratch / "a.pdf", scratch / "b.pdf"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(ran.out, "");
  EXPECT_NE(ran.err.find("a.pdf:0: rejected: the PDF cannot be read"), std::string::npos)
      << ran.err;
  EXPECT_NE(ran.err.find("b.pdf:0: rejected: the PDF cannot be read: this is no PDF"),
            std::string::npos)
      << ran.err;
}

}  // namespace
}  // namespace truce::scenarios
