// SPDX-License-Identifier: Apache-2.0
#include "extract/figures.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace truce::extract {
namespace {

/// "3 soldiers", "395+ villagers", "20..30 gunmen", "~50 tonnes"; marks follow after a blank.
std::string shown(const FoundFigure& found) {
  const Figure& figure = found.figure;
  std::string text;
  if (figure.qualifier == Qualifier::about) text += "~";
  if (!figure.low && !figure.high)
    text += "?";
  else if (!figure.high)
    text += fmt::format("{}+", *figure.low);
  else if (!figure.low)
    text += fmt::format("..{}", *figure.high);
  else if (*figure.low == *figure.high)
    text += fmt::format("{}", *figure.low);
  else
    text += fmt::format("{}..{}", *figure.low, *figure.high);
  if (!found.head.empty()) text += " " + found.head;
  if (!is_count(found.counts)) text += fmt::format(" ({})", to_text(found.counts));
  if (found.part) text += " part";
  if (found.superseded) text += " old";
  if (found.corrected) text += " new";
  if (found.each) text += " each";
  return text;
}

void check(std::string_view text, std::string_view expected) {
  const Tokens tokens = tokens_of(text);
  std::string all;
  for (const Sentence& sentence : tokens.sentences) {
    for (const FoundFigure& found : figures_in(tokens, {sentence.begin, sentence.end})) {
      if (!all.empty()) all += " | ";
      all += shown(found);
    }
  }
  EXPECT_EQ(all, expected) << text;
}

std::string first_words(std::string_view text) {
  const Tokens tokens = tokens_of(text);
  const auto found = figures_in(tokens, {0, tokens.size()});
  return found.empty() ? std::string() : found.front().figure.as_written;
}

Counts first_counts(std::string_view text) {
  const Tokens tokens = tokens_of(text);
  const auto found = figures_in(tokens, {0, tokens.size()});
  return found.empty() ? Counts::label : found.front().counts;
}

TEST(Figures, WordsBeforeANumberBoundIt) {
  check("At least 395 villagers died.", "395+ villagers");
  check("More than 1,200 guards left.", "1200+ guards");
  check("Upwards of 30 boats sailed.", "30+ boats");
  check("No fewer than nine miners died.", "9+ miners");
  check("Up to 400 homes burned.", "..400 homes");
  check("As many as 96 families fled.", "..96 families");
  check("Fewer than 20 monitors remain.", "..20 monitors");
  check("Nearly 50 tonnes arrived.", "~50 tonnes");
  check("Some 40 rebels surrendered.", "~40 rebels");
  check("An estimated 300 refugees crossed.", "~300 refugees");
  check("400-plus shells fell, then 300+ rockets.", "400+ shells | 300+ rockets");
  check("Twelve or more clerks were held.", "12+ clerks");
}

TEST(Figures, ARangeHasTwoBounds) {
  check("Between 20 and 30 gunmen came.", "20..30 gunmen");
  check("They lost 5-7 vehicles.", "5..7 vehicles");
  check("Two or three grenades went off.", "2..3 grenades");
  check("10 to 15 houses burned.", "10..15 houses");
}

TEST(Figures, NumbersAreReadInWords) {
  check("One hundred and four drones flew.", "104 drones");
  check("Twenty-five missiles and twenty five shells.", "25 missiles | 25 shells");
  check("Two dozen pickups, a dozen boats, half a dozen tanks.", "24 pickups | 12 boats | 6 tanks");
  check("Three thousand two hundred refugees arrived.", "3200 refugees");
  check("A hundred detainees were freed.", "100 detainees");
  check("1.5 million people were displaced.", "1500000 people");
}

TEST(Figures, RoundWordsAreVague) {
  check("Dozens of farmers fled.", "24+ farmers");
  check("Scores of militiamen were hurt.", "40+ militiamen");
  check("Hundreds of houses burned.", "200+ houses");
  check("Tens of thousands of people marched.", "20000+ people");
  check("Several hundred families left.", "200+ families");
  check("Several soldiers were hurt.", "? soldiers");
}

TEST(Figures, AnArticleIsOneWhereAPersonWouldBeCounted) {
  check("A soldier was killed.", "1 soldier");
  check("An aid worker and a truck driver died.", "1 worker | 1 driver");
  check("A possible terrorist background was looked into.", "");
  check("A joint police patrol passed.", "");
  check("No casualties were reported.", "0 casualties");
}

TEST(Figures, TheHeadIsTheNounThatIsCounted) {
  check("Three wounded Kenyan soldiers returned.", "3 soldiers");
  check("Two police officers died.", "2 officers");
  check("Fifteen Lebanese and one Syrian were held.", "15 lebanese | 1 syrian");
  check("Three rebel People's Army drivers left.", "3 drivers");
  check("Clashes left 272 dead.", "272 dead");
  check("A senior National Hill Army (NHA) commander died.", "1 commander");
  EXPECT_EQ(first_counts("They returned the bodies of 15 villagers."), Counts::bodies);
  EXPECT_EQ(first_counts("They admitted 600 aid trucks."), Counts::trucks);
  EXPECT_EQ(first_counts("The party counted 36 truce violations."), Counts::violations);
  EXPECT_EQ(first_counts("Observers heard 52 undetermined explosions."), Counts::explosions);
  EXPECT_EQ(first_counts("The strike killed 12."), Counts::nothing_named);
}

TEST(Figures, APartIsNoFigureOfItsOwn) {
  check("Two people, including a child, died.", "2 people | 1 child part");
  check("Eight people, three of them children, died and 12 others were hurt.",
        "8 people | 3 children part | 12 others");
  check("It listed 70 breaches, including 20 raids, 37 shootings and 13 bombings.",
        "70 breaches | 20 raids part | 37 shootings part | 13 bombings part");
  check("They freed 27 of the 28 prisoners.", "27 prisoners | 28 prisoners (population)");
}

TEST(Figures, ACorrectionSupersedes) {
  check("The toll was revised down to 12 from 15.", "12 new | 15 old");
  check("It counted 20 dead, up from an earlier 12.", "20 dead | 12 old");
}

TEST(Figures, ManyNumbersCountNothing) {
  check("Phase 2 of Resolution 2803.", "2 (label) | 2803 (label)");
  check("It starts on 10 October 2025 at 10:30 GMT.",
        "10 (date) | 2025 (date) | 10 (time) | 30 (time)");
  check("Ana Gomez, 45, left.", "45 (age)");
  check("It costs $5 million.", "5000000 (price)");
  check("About 50% of it burned.", "~50 (percent)");
  check("It lies 5 km north.", "5 km (distance)");
  check("It lasted 24 hours.", "24 hours (duration)");
  check("A boy aged 12 hid.", "1 boy | 12 (age)");
  check("Two 155 mm guns.", "2 guns | 155 mm (calibre)");
  check("In 2024 it ended.", "2024 (date)");
  check("A magnitude 5.1 quake.", "5 (label)");
  check("Two million people are in need.", "2000000 people");
  check("The two sides met.", "2 sides (label)");
}

TEST(Figures, ARateIsMarked) { check("It admits 600 trucks a day.", "600 trucks each"); }

TEST(Figures, AsWrittenKeepsTheBoundingWords) {
  EXPECT_EQ(first_words("In all, at least 1,173 people died."), "at least 1,173");
  EXPECT_EQ(first_words("Between 20 and 30 men left."), "Between 20 and 30");
}

}  // namespace
}  // namespace truce::extract
