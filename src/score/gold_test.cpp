// SPDX-License-Identifier: Apache-2.0
// Bad gold is named by its line, with what to do about it.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "score/score.h"

namespace truce::score {
namespace {

/// What is wrong with one line of gold, or with where its labels stand.
std::string check(const std::string& line) {
  const Gold gold = gold_in("t.jsonl", line);
  if (!gold.rejections.empty())
    return gold.rejections.front().reason + " | " + gold.rejections.front().help;
  const auto whole = placed(gold.passages.at(0), gold.passages.at(0).text);
  return whole ? "fine" : whole.error().message + " | " + whole.error().help;
}

TEST(Gold, may_hold_its_text) {
  EXPECT_EQ(check(R"({"text": "Five died.", "facts": []})"), "fine");
}

TEST(Gold, points_by_code_points) {
  const Gold gold = gold_in("t.jsonl", R"({"text": "In Nuñoa five died.", "facts":
      [{"measure": "killed", "low": 5, "high": 5, "figure": [9, 13], "place": [[3, 8]]}]})");
  EXPECT_EQ(gold.rejections.size(), 2U);  // a passage is one line
  const Gold whole = gold_in(
      "t.jsonl",
      R"({"text": "In Nuñoa five died.", "facts": )"
      R"([{"measure": "killed", "low": 5, "high": 5, "figure": [9, 13], "place": [[3, 8]]}]})");
  const auto passage = placed(whole.passages.at(0), whole.passages.at(0).text);
  ASSERT_TRUE(passage);
  EXPECT_EQ(passage->labels.facts->at(0).place.any_of.at(0).text, "Nuñoa");
  EXPECT_EQ(passage->labels.facts->at(0).span.in(passage->text), "five");
}

TEST(Gold, tells_kinds_that_were_not_labelled_from_kinds_of_which_there_is_none) {
  const Gold gold = gold_in("t.jsonl", R"({"text": "x", "denials": []})");
  const Labels& labels = gold.passages.at(0).labels;
  EXPECT_FALSE(labels.facts);
  EXPECT_TRUE(labels.stances.contains(StatementKind::denial));
  EXPECT_FALSE(labels.stances.contains(StatementKind::talks));
}

TEST(Gold, that_is_bad_is_named_and_the_rest_goes_in) {
  const Gold gold = gold_in("t.jsonl", "{\"text\": \"x\"}\n\n{\"text\n{\"text\": \"y\"}\n");
  ASSERT_EQ(gold.rejections.size(), 1U);
  EXPECT_EQ(gold.rejections.front().line, 3U);
  EXPECT_EQ(gold.passages.size(), 2U);
  EXPECT_EQ(gold.passages.back().line, 4U);
}

TEST(Gold, names_each_mistake_and_a_way_out) {
  const std::string format = " | the format is in bench/read/README.md";
  EXPECT_EQ(check("{"),
            "the line is not sound JSON at its byte 2 | a passage is one object on one line");
  EXPECT_EQ(check("[]"), "the passage is not an object" + format);
  EXPECT_EQ(check("{}"), "the passage has no text" + format);
  EXPECT_EQ(check(R"({"text": {"file": "a.csv"}})"),
            "the text is not named | give its file, and its id or its row");
  EXPECT_EQ(check(R"({"text": {"file": "a.csv", "row": 0}})"),
            "text.row is less than 1 | rows are counted from 1");
  EXPECT_EQ(check(R"({"text": "x", "fact": []})"),
            "the passage has an unknown field 'fact'" + format);
  EXPECT_EQ(check(R"({"text": "x", "half": "both"})"),
            "the passage.half is 'both' | write tune or check");
  EXPECT_EQ(check(R"({"text": "x", "reader": 3})"),
            "the reader is 3 | write 1, or 2 for a second labelling");
  EXPECT_EQ(
      check(R"({"text": "x", "facts": [{"measure": "kiled"}]})"),
      "facts[0] has an unknown measure 'kiled' | write killed, injured, casualties, detained, "
      "abducted, held, missing, displaced, released, bodies_returned, bodies_recovered, "
      "trucks, tonnes, violations, attacks, explosions, withdrawn, destroyed or other");
  EXPECT_EQ(check(R"({"text": "x", "facts": [{"measure": "killed", "low": "5"}]})"),
            "facts[0].low is not a whole number" + format);
  EXPECT_EQ(check(R"({"text": "x", "facts": [{"measure": "killed", "from": "Monday"}]})"),
            "facts[0].from is not a day | as in 2024-01-02");
  EXPECT_EQ(check(R"({"text": "x", "facts": [{"measure": "killed", "speaker": []}]})"),
            "facts[0].speaker is an empty list | write null where the text names nobody");
  EXPECT_EQ(check(R"({"text": "x", "positions": [{"speaker": null, "stance": "demand"}]})"),
            "positions[0].stance is 'demand' | write supports, opposes, demands, warns, offers, "
            "refuses, promises or insists");
  EXPECT_EQ(check(R"({"text": "x", "talks": [{"status": "over"}]})"),
            "talks[0].status is 'over' | write held, planned, cancelled or stalled");
  EXPECT_EQ(check(R"({"text": "x", "attributions": [{"source": [[0, 1]], "content": [[0, 1]]}]})"),
            "attributions[0] has no cue or no content" + format);
  EXPECT_EQ(check(R"({"text": "xy", "denials": [{"speaker": [[1, 1]]}]})"),
            "denials[0].speaker has a span that ends before it begins: [1, 1]" + format);
  EXPECT_EQ(check(R"({"text": "xy", "denials": [{"speaker": [[1, 3]]}]})"),
            "the span [1, 3] lies outside of the text, which has 2 characters | offsets count code "
            "points of the passage's text, from 0");
}

// ---- what people let stand, written as gold ----

constexpr const char* kText =
    "The ministry in Nuñoa said five people were killed. It blamed the army.";

TextSpan at(std::string_view words) {
  const std::size_t begin = std::string_view(kText).find(words);
  return {begin, begin + words.size()};
}

Statement toll() {
  Statement toll;
  toll.quote = {"five people were killed", at("five people were killed")};
  toll.speaker = Mention{.name = "The ministry", .span = at("The ministry")};
  toll.measure = Measure::killed;
  toll.figure = Figure{.low = 5, .high = 5, .as_written = "five", .span = at("five")};
  toll.place = Place{.name = "Nuñoa", .span = at("Nuñoa")};
  return toll;
}

Statement charge() {
  Statement charge;
  charge.kind = StatementKind::accusation;
  charge.quote = {"It blamed the army", at("It blamed the army")};
  charge.speaker = Mention{.name = "The ministry"};  // a pronoun in its sentence
  charge.against = Mention{.name = "army", .span = at("army")};
  return charge;
}

std::string written(const std::vector<Statement>& statements, std::vector<StatementKind> kinds) {
  Document document;
  document.text = kText;
  document.publisher = "Valley Wire";
  document.published = *parse_instant("2025-03-04T09:00Z");
  std::vector<const Statement*> right;
  for (const Statement& one : statements) right.push_back(&one);
  return gold_of(document, right, kinds);
}

TEST(WrittenGold, is_what_a_perfect_reader_would_read) {
  const std::string line =
      written({toll(), charge()}, {StatementKind::fact, StatementKind::accusation});
  const Gold gold = gold_in("t.jsonl", line);
  ASSERT_TRUE(gold.rejections.empty()) << gold.rejections.front().reason << "\n" << line;
  const Passage passage = placed(gold.passages.at(0), gold.passages.at(0).text).value();
  EXPECT_EQ(passage.publisher, "Valley Wire");
  Reading reading;
  reading.statements = {toll(), charge()};
  Scores scores;
  compare(passage, labels_of(reading, kText), scores);
  EXPECT_EQ(scores.facts, (Count{1, 1, 1}));
  EXPECT_EQ(scores.whole, 1U);
  EXPECT_EQ(scores.stances[StatementKind::accusation], (Count{1, 1, 1}));
  EXPECT_TRUE(scores.differences.empty());
}

TEST(WrittenGold, leaves_out_the_kinds_that_were_not_reviewed) {
  const Gold gold = gold_in("t.jsonl", written({toll(), charge()}, {StatementKind::denial}));
  const Labels& labels = gold.passages.at(0).labels;
  EXPECT_FALSE(labels.facts);
  ASSERT_EQ(labels.stances.size(), 1U);
  EXPECT_TRUE(labels.stances.at(StatementKind::denial).empty()) << "looked for, and none there";
}

TEST(WrittenGold, a_name_that_is_not_in_the_text_makes_a_label_optional) {
  Statement statement = toll();
  statement.by = Mention{.name = "the Northern army"};
  const Gold gold = gold_in("t.jsonl", written({statement}, {StatementKind::fact}));
  ASSERT_TRUE(gold.rejections.empty());
  EXPECT_TRUE(gold.passages.at(0).labels.facts->at(0).optional);
}

TEST(WrittenGold, a_stance_without_a_word_in_labels_leaves_its_kind_out) {
  Statement statement = charge();
  statement.kind = StatementKind::position;
  statement.stance = "wonders";
  const Gold gold = gold_in(
      "t.jsonl", written({statement, toll()}, {StatementKind::position, StatementKind::fact}));
  ASSERT_TRUE(gold.rejections.empty());
  EXPECT_FALSE(gold.passages.at(0).labels.stances.contains(StatementKind::position));
  EXPECT_EQ(gold.passages.at(0).labels.facts->size(), 1U);
}

}  // namespace
}  // namespace truce::score
