// SPDX-License-Identifier: Apache-2.0
// Texts that are too large, too deep or full of what nobody sees: each is refused with its own
// words, and at a cost in proportion to its size.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "agreement/agreement.h"
#include "agreement/lines.h"

namespace truce::agreement {
namespace {

const std::string kHead =
    "agreement \"V\"\n  in force 3 May 2025 12:00 Asia/Beirut\nparties North, South\n";

/// Every message, each once, in order.
std::vector<std::string> messages_of(const std::string& text) {
  std::vector<std::string> messages;
  for (const Diagnostic& diagnostic : parse(text).diagnostics) {
    EXPECT_LE(diagnostic.span.end, text.size());
    EXPECT_NE(diagnostic.help, "");
    if (std::find(messages.begin(), messages.end(), diagnostic.message) == messages.end())
      messages.push_back(diagnostic.message);
  }
  return messages;
}

bool says(const std::string& text, std::string_view message) {
  const auto messages = messages_of(text);
  return std::any_of(messages.begin(), messages.end(), [&](const std::string& one) {
    return one.find(message) != std::string::npos;
  });
}

/// `line` for 0 to count - 1, with {} for the number.
std::string repeated(std::size_t count, std::string_view line) {
  std::string text;
  for (std::size_t at = 0; at < count; ++at) text += fmt::format(fmt::runtime(line), at);
  return text;
}

using Messages = std::vector<std::string>;

TEST(BadInput, a_million_clauses_are_refused) {
  const std::string text =
      kHead + "phase 1\n" + repeated(1'000'000, "  clause 1.{}\n    North must meet\n");
  EXPECT_EQ(messages_of(text),
            Messages{fmt::format("this agreement has {},{:03},{:03} bytes, more than the 8,388,608 "
                                 "that are read",
                                 text.size() / 1'000'000, text.size() / 1000 % 1000,
                                 text.size() % 1000)});
  EXPECT_FALSE(format(text));
}

TEST(BadInput, a_nest_of_ten_thousand_levels_is_named) {
  std::string text = kHead + "phase 1 \"Q\"\n  begins when all of\n";
  for (std::size_t level = 0; level < 10'000; ++level)
    text += std::string(4 + level, ' ') + "all of\n";
  EXPECT_TRUE(says(text, "this line is nested deeper than 32 levels"));
  EXPECT_TRUE(says(text, "more than the 8,388,608 that are read"));
  EXPECT_TRUE(says(text.substr(0, 1'000'000), "this line is nested deeper than 32 levels"));
}

TEST(BadInput, a_line_without_end_is_named) {
  const std::string line = kHead + "phase 1 \"" + std::string(100'000'000, 'x') + "\"\n";
  EXPECT_TRUE(says(line, "this line is longer than 65,536 bytes"));
  EXPECT_TRUE(says(line.substr(0, 200'000), "this line is longer than 65,536 bytes"));
  EXPECT_FALSE(says(kHead + std::string(kLineBytesMax - 2, '#') + "\n", "longer"));
}

TEST(BadInput, bytes_that_are_null_or_unseen_are_named) {
  EXPECT_TRUE(says(kHead + std::string("phase 1 \"a\0b\"\n", 14),
                   "a character that cannot be seen stands here"));
  EXPECT_TRUE(says(std::string(1'000'000, '\0'), "a character that cannot be seen stands here"));
  for (const char* unseen : {"\u200B", "\u00AD", "\u202E", "\u2066", "\uFEFF", "\f", "\x7F"})
    EXPECT_TRUE(says(kHead + "party Ea" + unseen + "st\n", "cannot be seen")) << unseen;
  EXPECT_TRUE(says(kHead + "party Ea\u2009st\n", "a blank of another kind stands here"));
}

TEST(BadInput, marks_that_scripts_need_are_no_mistakes) {
  for (const char* name : {"می\u200Cروند", "\u200Fغزة\u200E", "Côte d'Ivoire", "👩\u200D🚀"})
    EXPECT_FALSE(says(kHead + "party \"" + name + "\"\n", "seen")) << name;
}

TEST(BadInput, a_byte_order_mark_and_line_ends_of_windows_say_nothing) {
  std::string text = "\uFEFF" + kHead + "phase 1\n  clause 1.1 \"A\"\n    North must meet\n";
  const std::string plain = print(parse(text).agreement);
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2)
    text.replace(at, 1, "\r\n");
  EXPECT_EQ(messages_of(text), Messages{});
  EXPECT_EQ(print(parse(text).agreement), plain);
  std::replace(text.begin(), text.end(), '\n', ' ');
  EXPECT_TRUE(says(text, "a carriage return stands here alone"));
}

TEST(BadInput, typographic_marks_of_other_countries_are_read) {
  for (const char* title : {"„Tal“", "„Tal”", "«Tal»", "«\u00A0Tal\u00A0»", "“Tal”", "\"Tal\""})
    EXPECT_EQ(parse(std::string("agreement ") + title + "\n").agreement.title, "Tal") << title;
  EXPECT_TRUE(says("agreement «Tal\n", "this quotation does not end"));
}

TEST(BadInput, years_out_of_reach_are_named) {
  const auto with = [](std::string_view date) {
    return kHead + "phase 1\n  clause 1.1\n    North must meet by " + std::string(date) + "\n";
  };
  EXPECT_TRUE(says(with("3 May 9999"), "the year 9999 is out of reach"));
  EXPECT_TRUE(says(with("9999-12-31"), "the year 9999 is out of reach"));
  EXPECT_TRUE(says(with("3 May 9223372036854775807"), "is out of reach"));
  EXPECT_TRUE(says(with("3 May 92233720368547758070"), "this is not a date"));
  EXPECT_TRUE(says(with("99 May 2025"), "there is no 99 May 2025"));
}

TEST(BadInput, reversed_intervals_are_named) {
  const std::string text =
      kHead + "phase 1\n  clause 1.1\n    North must meet from 30 June 2025 by 1 June 2025\n";
  EXPECT_TRUE(says(text, "this deadline lies before the clause begins"));
}

TEST(BadInput, a_rule_about_itself_is_named) {
  const std::string text = kHead +
                           "guarantor East\nphase 1\n  rule 1.1 \"R\"\n    when 3 or more breaches "
                           "of 1.1 within 7 days\n    then East must meet\n";
  EXPECT_TRUE(says(text, "rule 1.1 is about itself")) << messages_of(text).front();
}

TEST(BadInput, counts_beyond_64_bits_are_named_wherever_a_count_stands) {
  const std::string digits = "18446744073709551616";
  const auto clause = [&](const std::string& sentence) {
    return kHead + "phase 1\n  clause 1.1\n    " + sentence + "\n";
  };
  EXPECT_TRUE(says(clause("North must release " + digits + " men"), "too large to count with"));
  EXPECT_TRUE(says(clause("North must meet within " + digits + " days"), "too long to mean"));
  EXPECT_TRUE(says(kHead + "population " + digits + " men is 1 men by 1.1\n", "number"));
  EXPECT_TRUE(says(kHead +
                       "tally \"T\" counts killed\nphase 1\n  begins when tally \"T\" reaches " +
                       digits + "\n",
                   "not a number that a tally can reach"));
  EXPECT_TRUE(
      says(kHead + "phase 1\n  begins when at least " + digits + " of\n    it is 1 May 2026\n",
           "at least"));
}

// Each of these took time with the square of its size, or would if a look-up were a search.
TEST(BadInput, large_texts_of_every_shape_come_to_an_end) {
  constexpr std::size_t kMany = 20'000;
  const std::string phase = "phase 1 \"Q\"\n";
  const std::string shapes[] = {
      phase + "  clause 1.1\n    " + repeated(kMany / 8, "P{},\n      ") + "North must meet\n",
      repeated(kMany, "event \"e{}\"\n") + phase +
          repeated(kMany, "  clause 1.{0}\n    North must meet by \"e{0}\"\n"),
      phase + "  begins when all of\n" + repeated(kMany, "    clause 1.{} is fulfilled\n") +
          repeated(kMany, "  clause 1.{}\n    North must meet\n"),
      repeated(kMany,
               "phase {0}\n  begins when clause {0}1.1 is fulfilled\n  clause {0}.1\n    North "
               "must meet within 7 days of the beginning of phase {0}\n"),
      repeated(kMany, "party P{0} also \"x{0}\"\n") + phase +
          repeated(kMany, "  clause 1.{0}\n    \"x{0}\" must not fire\n"),
      phase + "  clause 1.1\n    North must\n" + repeated(10 * kMany, "      to A in\n"),
      phase + "  clause 1.1\n    North must meet\n" + repeated(kMany, "    depends on 1.{}\n"),
      repeated(kMany, "tally \"t{}\" counts killed\n"),
      repeated(kMany, "area A{0} also \"B{0}\"\n"),
      "party X" + repeated(kMany, "\n  also \"x{}\"") + "\n",
      phase + "amendment \"A\"\n  in force 3 June 2025\n" +
          repeated(kMany / 2,
                   "  phase {0}\n    begins when phase {0} has ended\n    clause {0}.1\n      "
                   "North must meet\n  clause {0}.1 is deleted\n"),
      phase + repeated(kMany / 4,
                       "amendment \"A{0}\"\n  in force 3 June 2025\n  phase 1 \"{0}\"\n  rule "
                       "1.{0}\n    when 2 or more breaches of 1.1 within 7 days\n"),
  };
  for (const std::string& shape : shapes) {
    const Parsed parsed = parse(kHead + shape);
    EXPECT_LE(parsed.diagnostics.size(), 1000U);
  }
}

}  // namespace
}  // namespace truce::agreement
