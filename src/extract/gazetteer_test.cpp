// SPDX-License-Identifier: Apache-2.0
#include "extract/gazetteer.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "extract/gazetteer_block.h"
#include "extract/place_names.h"

namespace truce::extract {
namespace {

/// "name@country precision" of each place that the text locates something at.
std::string places_of(std::string_view text, const Vocabulary& vocabulary = {}) {
  const Gazetteer gazetteer = Gazetteer::built_in();
  const Tokens tokens = tokens_of(text);
  std::string all;
  for (const FoundPlace& found : places_in(tokens, vocabulary, gazetteer)) {
    if (!all.empty()) all += " | ";
    all +=
        found.place.name + "@" + found.country + " " + std::string(to_text(found.place.precision));
    if (found.agreement) all += "*";
    if (!found.located) all += " unlocated";
  }
  return all;
}

void check(std::string_view text, std::string_view expected, const Vocabulary& vocabulary = {}) {
  EXPECT_EQ(places_of(text, vocabulary), expected) << text;
}

void check_same(std::string_view left, std::string_view right) {
  EXPECT_EQ(place_key(left), place_key(right)) << left << " / " << right;
}

TEST(PlaceNames, SpellingsOfOneNameShareAKey) {
  check_same("Deir al-Balah", "Dayr el Balaḩ");
  check_same("Khan Younis", "Han Yunis");
  check_same("Al Hudaydah", "Hodeidah");
  check_same("Beit Hanoun", "Bayt Ḩānūn");
  check_same("El Fasher", "Al-Fashir");
  check_same("Nuseirat", "An Nuşayrāt");
  check_same("Sana'a", "Sanaa");
  check_same("Kiev", "Kyiv");
  check_same("Caquetá", "Caqueta");
  EXPECT_NE(place_key("Rafah"), place_key("Haifa"));
}

TEST(Places, ATextIsLocatedByItsPrepositions) {
  check("Shells fell in Khan Younis.", "Khan Younis@PS town");
  check("Shells fell near El Fasher, North Darfur, Sudan.",
        "El Fasher@SD vicinity | North Darfur@SD admin1 | Sudan@SD country");
  check("Fighting went on in Debaltseve, Ukraine.", "Debaltseve@UA town | Ukraine@UA country");
  check("They met in Havana.", "Havana@CU town");
}

TEST(Places, AStateThatNothingLocatesIsSomebody) {
  check("Ukraine said that it had agreed.", "");
  check("Shells fell in eastern Ukraine.", "Ukraine@UA country");
}

TEST(Places, TheAreaAroundANameTellsWhichIsMeant) {
  check("Clashes in Nasir, Upper Nile State, killed two.",
        "Nasir@SS town | Upper Nile State@SS admin1");
  check("Troops left Tripoli, Lebanon.", "Tripoli@LB town unlocated | Lebanon@LB country");
  check("They began evacuating Nasir, South Sudan.",
        "Nasir@SS town unlocated | South Sudan@SS country");
  check("It happened in Kharkiv Oblast.", "Kharkiv Oblast@UA admin1");
}

TEST(Places, NamesOfPeopleAndCommonWordsAreNoPlaces) {
  check("General Hassan Omar spoke in Sudan.", "Sudan@SD country");
  check("Ali Salem and May Adam left Lebanon.", "");
  check("The Army and the Police of Yemen agreed on Friday.", "");
}

TEST(Places, TheAgreementsPlacesComeFirst) {
  Vocabulary vocabulary;
  vocabulary.places = {{"the Upper Valley", {"Upper Valley", "Old Mill"}}};
  check("Shots were heard at Old Mill.", "Old Mill@ unknown*", vocabulary);
}

TEST(Places, APlaceKnowsWhatHoldsIt) {
  const Gazetteer gazetteer = Gazetteer::built_in();
  const Tokens tokens = tokens_of("A post in El Fasher, Sudan, was hit.");
  const auto places = places_in(tokens, {}, gazetteer);
  ASSERT_FALSE(places.empty());
  EXPECT_EQ(places.front().place.within, (std::vector<std::string>{"North Darfur", "Sudan"}));
  EXPECT_TRUE(places.front().place.latitude.has_value());
}

TEST(Gazetteer, ATableAddsItsPlaces) {
  Gazetteer gazetteer;
  ASSERT_TRUE(
      gazetteer.add("id\tiso\tclass\tname\tlat\tlon\tpopulation\twithin\tnames\n"
                    "x:1\tSD\ttown\tNewtown\t1.5\t2.5\t900\tThe Hills\tNova\n"));
  EXPECT_EQ(gazetteer.size(), 1U);
  const Tokens tokens = tokens_of("It rained in Nova.");
  const auto places = places_in(tokens, {}, gazetteer);
  ASSERT_EQ(places.size(), 1U);
  EXPECT_EQ(places.front().place.id, "x:1");
}

TEST(Gazetteer, ABadRowIsNamedByItsLine) {
  Gazetteer gazetteer;
  const auto added = gazetteer.add("id\tiso\n\nx:1\tSD\ttown\n");
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().message, "line 3 of the gazetteer has 3 columns, not 9");
  EXPECT_EQ(gazetteer.size(), 0U);
}

TEST(Gazetteer, TheBuiltInTablesAreThere) { EXPECT_GT(Gazetteer::built_in().size(), 30000U); }

}  // namespace
}  // namespace truce::extract
