// SPDX-License-Identifier: Apache-2.0
// Two readers' labels of one text, whose right figures are worked out by hand.
#include "score/score.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "score/names.h"
#include "score/pairing.h"
#include "score/words.h"

namespace truce::score {
namespace {

/// JSON in which "<the army>" stands for the span of these words in `text`.
std::string with_spans(std::string json, const std::string& text) {
  for (std::size_t at; (at = json.find("\"<")) != std::string::npos;) {
    const std::size_t end = json.find(">\"", at);
    const std::string words = json.substr(at + 2, end - at - 2);
    const std::size_t begin = text.find(words);
    EXPECT_NE(begin, std::string::npos) << words;
    json.replace(at, end + 2 - at, fmt::format("[[{}, {}]]", begin, begin + words.size()));
  }
  for (char& c : json)
    if (c == '\n') c = ' ';  // a passage is one line
  return json;
}

Passage passage(const std::string& text, const std::string& labels) {
  const Gold gold = gold_in(
      "t.jsonl",
      with_spans(fmt::format(R"({{"text": "{}", "publisher": "The Daily", {}}})", text, labels),
                 text));
  for (const Rejection& rejection : gold.rejections) ADD_FAILURE() << rejection.reason;
  auto whole = placed(gold.passages.at(0), gold.passages.at(0).text);
  EXPECT_TRUE(whole);
  return *whole;
}

Scores scores(const std::string& text, const std::string& gold, const std::string& read) {
  Scores scores;
  compare(passage(text, gold), passage(text, read).labels, scores);
  return scores;
}

std::string shown(const Count& count) {
  return fmt::format("{} of {} read, {} to find", count.right, count.read, count.gold);
}

std::string facts(const std::string& text, const std::string& gold, const std::string& read) {
  return shown(scores(text, "\"facts\": [" + gold + "]", "\"facts\": [" + read + "]").facts);
}

const std::string kText = "Army spokesman Oke Bando said 5 died in Tarn and 5 died in Bor.";
const std::string kFive = R"({"measure": "killed", "low": 5, "high": 5})";

TEST(Facts, are_right_by_measure_and_both_bounds) {
  EXPECT_EQ(facts(kText, kFive, kFive), "1 of 1 read, 1 to find");
  EXPECT_EQ(facts(kText, kFive, R"({"measure": "injured", "low": 5, "high": 5})"),
            "0 of 1 read, 1 to find");
  EXPECT_EQ(facts(kText, kFive, R"({"measure": "killed", "low": 5, "high": null})"),
            "0 of 1 read, 1 to find");
}

TEST(Facts, that_are_read_twice_are_right_once) {
  EXPECT_EQ(facts(kText, kFive, kFive + "," + kFive), "1 of 2 read, 1 to find");
  EXPECT_EQ(facts(kText, kFive + "," + kFive, kFive), "1 of 1 read, 2 to find");
}

TEST(Facts, that_are_optional_neither_earn_nor_cost) {
  const std::string maybe = R"({"measure": "killed", "low": 5, "high": 5, "optional": true})";
  EXPECT_EQ(facts(kText, maybe, kFive), "0 of 0 read, 0 to find");
  EXPECT_EQ(facts(kText, maybe, ""), "0 of 0 read, 0 to find");
  // One of the two is the label that counts, whichever stands first.
  EXPECT_EQ(facts(kText, maybe + "," + kFive, kFive), "1 of 1 read, 1 to find");
  EXPECT_EQ(facts(kText, maybe + "," + kFive, kFive + "," + kFive), "1 of 1 read, 1 to find");
}

TEST(Facts, reported_of_a_plan_are_false) {
  const std::string plan = R"({"measure": "killed", "low": 5, "high": 5, "mood": "planned"})";
  EXPECT_EQ(facts(kText, plan, kFive), "0 of 1 read, 1 to find");
  EXPECT_EQ(facts(kText, plan, plan), "1 of 1 read, 1 to find");
  EXPECT_EQ(facts(kText, kFive, plan), "1 of 1 read, 1 to find");  // with the mood wrong
}

TEST(Facts, are_paired_so_that_most_of_their_sides_agree) {
  const std::string tarn = R"({"measure": "killed", "low": 5, "high": 5, "place": "<Tarn>"})";
  const std::string bor = R"({"measure": "killed", "low": 5, "high": 5, "place": "<Bor>"})";
  const Scores both = scores(kText, "\"facts\": [" + tarn + "," + bor + "]",
                             "\"facts\": [" + bor + "," + tarn + "]");
  EXPECT_EQ(shown(both.with(Side::place)), "2 of 2 read, 2 to find");
  EXPECT_EQ(both.whole, 2U);
}

TEST(Facts, have_each_side_scored_where_they_are_right) {
  const Scores s = scores(
      kText,
      R"("facts": [{"measure": "killed", "low": 5, "high": 5, "speaker": "<Bando>", "by": null,
         "place": "<Tarn>", "from": "2024-01-02", "until": "2024-01-02"},
         {"measure": "killed", "low": 9, "high": 9, "speaker": "<Bando>"}])",
      R"("facts": [{"measure": "killed", "low": 5, "high": 5, "speaker": "<Oke Bando>",
         "by": "<Army>", "place": "<Tarn>", "from": "2024-01-02", "until": null}])");
  EXPECT_EQ(shown(s.facts), "1 of 1 read, 2 to find");
  EXPECT_EQ(shown(s.with(Side::speaker)), "1 of 1 read, 2 to find");
  EXPECT_EQ(shown(s.with(Side::by)), "0 of 1 read, 2 to find");
  EXPECT_EQ(shown(s.with(Side::place)), "1 of 1 read, 2 to find");
  EXPECT_EQ(shown(s.with(Side::window)), "0 of 1 read, 2 to find");
  EXPECT_EQ(s.whole, 0U);
  EXPECT_DOUBLE_EQ(s.facts.precision(), 1);
  EXPECT_DOUBLE_EQ(s.facts.recall(), 0.5);
  EXPECT_DOUBLE_EQ(s.facts.f1(), 2.0 / 3);
}

TEST(Facts, are_counted_by_measure_and_by_construction) {
  const Scores s = scores(kText,
                          R"("facts": [{"measure": "killed", "low": 5, "high": 5,
                             "construction": ["passive", "words"]},
                             {"measure": "injured", "low": 2, "high": 2,
                             "construction": ["passive"]}])",
                          "\"facts\": [" + kFive + "]");
  EXPECT_EQ(shown(s.by_measure.at(Measure::killed)), "1 of 1 read, 1 to find");
  EXPECT_EQ(shown(s.by_measure.at(Measure::injured)), "0 of 0 read, 1 to find");
  EXPECT_EQ(s.by_construction.at("passive").right, 1U);
  EXPECT_EQ(s.by_construction.at("passive").gold, 2U);
  EXPECT_EQ(s.by_construction.at("words").gold, 1U);
}

TEST(Facts, of_a_kind_that_nobody_labelled_are_not_scored) {
  EXPECT_EQ(shown(scores(kText, R"("denials": [])", "\"facts\": [" + kFive + "]").facts),
            "0 of 0 read, 0 to find");
}

TEST(Silence, is_counted_where_the_labels_hold_no_fact) {
  const Scores silent = scores(kText, R"("facts": [])", R"("facts": [])");
  EXPECT_EQ(silent.silent, 1U);
  EXPECT_EQ(silent.silent_of, 1U);
  EXPECT_EQ(scores(kText, R"("facts": [])", "\"facts\": [" + kFive + "]").silent, 0U);
  const std::string maybe = R"({"measure": "killed", "low": 5, "high": 5, "optional": true})";
  EXPECT_EQ(scores(kText, "\"facts\": [" + maybe + "]", R"("facts": [])").silent_of, 0U);
}

Named named(const std::string& text, std::optional<TextSpan> span = {}) {
  return text.empty() ? Named{} : Named{{{text, span}}};
}

bool same(const std::string& read, const std::string& gold) {
  return same_name(named(read), named(gold));
}

TEST(Names, agree_by_the_word_that_says_what_it_is) {
  EXPECT_TRUE(same("army", "Sudan's army"));
  EXPECT_TRUE(same("the Israeli military", "Israeli military"));
  EXPECT_TRUE(same("the ministry", "the ministry of health in Gaza"));
  EXPECT_TRUE(same("Quist", "Osterra's foreign minister, Lena Quist"));
  EXPECT_TRUE(same("Israel", "Israeli"));
  EXPECT_TRUE(same("Sudan", "Sudanese"));
  EXPECT_TRUE(same("Houthis", "the Houthi"));
  EXPECT_FALSE(same("Sudan", "Sudan's army"));
  EXPECT_FALSE(same("health ministry", "defence ministry"));
  EXPECT_FALSE(same("Gaza", "Gaza City"));
  EXPECT_FALSE(same("Israel", "Israeli forces"));
  EXPECT_FALSE(same("", "army"));
  EXPECT_TRUE(same("", ""));
}

TEST(Names, agree_with_any_of_the_words_that_the_label_allows) {
  const Named gold{{{"he", {}}, {"Oke Bando", {}}}};
  EXPECT_TRUE(same_name(named("Bando"), gold));
  EXPECT_FALSE(same_name(named("the army"), gold));
}

TEST(Names, agree_where_both_stand_at_one_word) {
  EXPECT_TRUE(same_name(named("France", TextSpan{4, 10}), named("French", TextSpan{4, 10})));
  EXPECT_FALSE(same_name(named("France", TextSpan{4, 10}), named("French army", TextSpan{4, 15})));
}

TEST(Names, of_a_spokesman_are_also_those_of_whom_he_speaks_for) {
  const Named gold = named("Bando", TextSpan{19, 24});
  EXPECT_TRUE(same_speaker(named("Army"), gold, kText, ""));
  EXPECT_FALSE(same_speaker(named("Navy"), gold, kText, ""));
  const std::string plain = "General        Oke Bando of the army said 5 died.";
  EXPECT_FALSE(same_speaker(named("army"), gold, plain, ""));
}

TEST(Names, of_the_publisher_stand_for_nobody_and_nobody_for_them) {
  EXPECT_TRUE(same_speaker(named(""), named("The Daily"), kText, "The Daily"));
  EXPECT_TRUE(same_speaker(named("Daily"), named(""), kText, "The Daily"));
  EXPECT_FALSE(same_speaker(named("The Weekly"), named(""), kText, "The Daily"));
  EXPECT_FALSE(same_speaker(named(""), named("army"), kText, "The Daily"));
}

TEST(Names, of_places_agree_whether_or_not_they_say_what_they_are) {
  EXPECT_TRUE(same_place(named("Nuseirat"), named("the Nuseirat refugee camp")));
  EXPECT_TRUE(same_place(named("Tarn"), named("the village of Tarn")));
  EXPECT_FALSE(same_place(named("Gaza"), named("Gaza City")));
  EXPECT_TRUE(same_place(named(""), named("")));
}

TEST(Accusations, are_right_when_both_names_are) {
  const std::string text = "Osterra accused Varonia of lying, and Varonia blamed Osterra.";
  const std::string first = R"({"speaker": "<Osterra>", "against": "<Varonia>"})";
  const std::string other = R"({"speaker": "<Varonia>", "against": "<Osterra>"})";
  const auto counted = [&](const std::string& gold, const std::string& read) {
    return shown(scores(text, "\"accusations\": [" + gold + "]", "\"accusations\": [" + read + "]")
                     .stances.at(StatementKind::accusation));
  };
  EXPECT_EQ(counted(first + "," + other, other), "1 of 1 read, 2 to find");
  EXPECT_EQ(counted(first, other), "0 of 1 read, 1 to find");
  EXPECT_EQ(counted(first, R"({"speaker": "<Osterra>", "against": null})"),
            "0 of 1 read, 1 to find");
}

TEST(Positions_and_talks, are_right_by_their_word) {
  const std::string text = "The UN urged both armies to meet.";
  const Scores s =
      scores(text,
             R"("positions": [{"speaker": "<The UN>", "stance": "demands"}],
         "talks": [{"status": "held", "on": "2024-01-02"}], "denials": [])",
             R"("positions": [{"speaker": "<UN>", "stance": "demands"}, {"speaker": "<UN>",
         "stance": "warns"}], "talks": [{"status": "held", "on": null}],
         "denials": [{"speaker": null}])");
  EXPECT_EQ(shown(s.stances.at(StatementKind::position)), "1 of 2 read, 1 to find");
  EXPECT_EQ(shown(s.stances.at(StatementKind::talks)), "1 of 1 read, 1 to find");
  EXPECT_EQ(s.talks_on, 0U);
  EXPECT_EQ(shown(s.stances.at(StatementKind::denial)), "0 of 1 read, 0 to find");
  EXPECT_EQ(shown(s.all_stances()), "2 of 4 read, 2 to find");
}

std::string attributions(const std::string& gold, const std::string& read) {
  const std::string text = "We stay, Oke Bando told reporters on Monday.";
  const Scores s =
      scores(text, "\"attributions\": [" + gold + "]", "\"attributions\": [" + read + "]");
  std::string out;
  for (const auto& [level, count] : s.say)
    out += fmt::format("{} {}/{}/{} ", to_text(level), count.right, count.read, count.gold);
  for (const auto& [level, count] : s.think)
    out += fmt::format("think {} {}/{}/{} ", to_text(level), count.right, count.read, count.gold);
  return out;
}

const std::string kSaid =
    R"({"source": "<Oke Bando>", "cue": "<told>", "content": "<We stay>", "of": "say"})";

TEST(Attributions, agree_exactly_whatever_the_punctuation) {
  EXPECT_EQ(attributions(kSaid, R"({"source": "<Oke Bando>", "cue": "<told>",
                                    "content": "<We stay,>"})"),
            "overlap 1/1/1 half 1/1/1 exact 1/1/1 ");
}

TEST(Attributions, agree_by_half_when_dice_of_each_part_is_a_half) {
  // Source: 1 of 2 and 1 words, 2/3. Content: 2 and 2.
  EXPECT_EQ(
      attributions(kSaid, R"({"source": "<Bando>", "cue": "<told>", "content": "<We stay>"})"),
      "overlap 1/1/1 half 1/1/1 exact 0/1/1 ");
  // Content: 2 words against 8, which share 2, is 4/10.
  EXPECT_EQ(attributions(kSaid, R"({"source": "<Oke Bando>", "cue": "<told>",
                                    "content": "<We stay, Oke Bando told reporters on Monday>"})"),
            "overlap 1/1/1 half 0/1/1 exact 0/1/1 ");
  EXPECT_EQ(attributions(kSaid, R"({"source": "<reporters>", "cue": "<told>",
                                    "content": "<We stay>"})"),
            "overlap 0/1/1 half 0/1/1 exact 0/1/1 ");
}

TEST(Attributions, say_or_think_as_the_label_tells) {
  EXPECT_EQ(attributions(R"({"source": "<Oke Bando>", "cue": "<told>", "content": "<We stay>",
                             "of": "think"})",
                         kSaid),
            "think overlap 1/1/1 think half 1/1/1 think exact 1/1/1 ");
}

TEST(Attributions, of_a_reading_think_by_their_cue) {
  EXPECT_TRUE(is_thinking("believes"));
  EXPECT_TRUE(is_thinking("is keen"));
  EXPECT_FALSE(is_thinking("said"));
}

TEST(Words, stand_between_all_punctuation) {
  EXPECT_EQ(
      word_list("\xE2\x80\x9CWe\xE2\x80\x99re\xE2\x80\x9D \xC2\xA0 in Nu\xC3\xB1oa\xE2\x80\x94"),
      (std::vector<std::string>{"we", "re", "in", "nu\xC3\xB1oa"}));
}

TEST(Pairs, add_up_to_most) {
  // The first reading could take either label; the second only the first.
  const double weights[2][2] = {{3, 2}, {3, 0}};
  const auto pairs = paired(2, 2, [&](std::size_t r, std::size_t l) { return weights[r][l]; });
  EXPECT_EQ(pairs[0], std::optional<std::size_t>(1));
  EXPECT_EQ(pairs[1], std::optional<std::size_t>(0));
  EXPECT_EQ(paired(1, 2, [](std::size_t, std::size_t) { return 0; })[0], std::nullopt);
}

TEST(Readings, claim_no_part_no_several_and_no_zero) {
  Reading reading;
  const auto fact = [&](std::optional<std::int64_t> low, std::optional<std::size_t> part_of) {
    Statement& statement = reading.statements.emplace_back();
    statement.measure = Measure::killed;
    statement.figure = Figure{.low = low, .high = low, .part_of = part_of};
  };
  fact(5, std::nullopt);
  fact(3, 0);
  fact(0, std::nullopt);
  fact(std::nullopt, std::nullopt);
  reading.statements.emplace_back().act = Act::fire;  // a deed without a count
  const Labels labels = labels_of(reading, "");
  ASSERT_EQ(labels.facts->size(), 4U);
  EXPECT_FALSE(labels.facts->at(0).optional);
  for (std::size_t i = 1; i < 4; ++i) EXPECT_TRUE(labels.facts->at(i).optional);
}

}  // namespace
}  // namespace truce::score
