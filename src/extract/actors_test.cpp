// SPDX-License-Identifier: Apache-2.0
#include "extract/actors.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace truce::extract {
namespace {

/// "name=canonical (sort)" of each actor; "*" for the vocabulary's, "adj" for demonyms.
std::string actors_of(std::string_view text, const Vocabulary& vocabulary = {}) {
  const ActorTable table(vocabulary);
  const Tokens tokens = tokens_of(text);
  std::string all;
  for (const Sentence& sentence : tokens.sentences) {
    for (const FoundActor& actor : table.actors_in(tokens, {sentence.begin, sentence.end})) {
      if (!all.empty()) all += " | ";
      all += actor.name + "=" + actor.actor + " (" + std::string(to_text(actor.sort)) + ")";
      if (actor.in_vocabulary) all += "*";
      if (actor.adjective) all += " adj";
      if (actor.capital) all += " capital";
    }
  }
  return all;
}

void check(std::string_view text, std::string_view expected, const Vocabulary& vocabulary = {}) {
  EXPECT_EQ(actors_of(text, vocabulary), expected) << text;
}

TEST(Actors, StatesAreKnownByNameAndDemonym) {
  check("Kenya and Chad agreed.", "Kenya=Kenya (state) | Chad=Chad (state)");
  check("A Kenyan patrol left.", "Kenyan=Kenya (state) adj");
  check("Some Kenyans left.", "Kenyans=Kenya (people)");
  check("South Sudanese rangers left.", "South Sudanese=South Sudan (state) adj");
  check("They told us that the US agreed.", "US=United States (state)");
}

TEST(Actors, BodiesAreComposed) {
  check("The Ukrainian army fired.", "Ukrainian army=Ukraine military (military)");
  check("Sudan's foreign ministry denied it.",
        "Sudan's foreign ministry=Sudan foreign ministry (ministry)");
  check("The Ministry of Health of Yemen spoke.",
        "Ministry of Health of Yemen=Yemen health ministry (ministry)");
  check("Colombian government officials met.",
        "Colombian government officials=Colombia (government)");
  check("The Lebanese prime minister spoke.", "Lebanese prime minister=Lebanon (government)");
}

TEST(Actors, GroupsMissionsAndOutletsAreKnown) {
  check("The RSF and the SAF clashed.",
        "RSF=Rapid Support Forces (armed_group) | SAF=Sudanese Armed Forces (military)");
  check("UNMHA and the OSCE reported it.", "UNMHA=UNMHA (mission) | OSCE=OSCE (bloc)");
  check("WFP told Reuters.", "WFP=WFP (agency) | Reuters=Reuters (outlet)");
  check("The ELN met FARC dissidents.",
        "ELN=ELN (armed_group) | FARC dissidents=FARC dissidents (armed_group)");
}

TEST(Actors, ACapitalMayStandForItsGovernment) {
  check("Moscow rejected it.", "Moscow=Russia (government) capital");
  check("It happened in Moscow.", "");
  check("They met in the capital, Juba.", "");
}

TEST(Actors, APersonsNameIsNoState) {
  check("Chad Miller left.", "");
  check("Chad left.", "Chad=Chad (state)");
}

TEST(Actors, TheVocabularyWins) {
  Vocabulary vocabulary;
  vocabulary.actors = {{"North", {"the northern army", "Ukraine"}, "party", ""},
                       {"South", {"Houthis"}, "party", ""},
                       {"Clinic", {"the health ministry"}, "source", "South"}};
  check("The northern army fired.", "northern army=North (military)*", vocabulary);
  check("Ukrainian forces fired.", "Ukrainian forces=North (military)*", vocabulary);
  check("Ansar Allah fired.", "Ansar Allah=South (armed_group)*", vocabulary);
  check("The health ministry counted.", "health ministry=Clinic (ministry)*", vocabulary);
  const ActorTable table(vocabulary);
  EXPECT_EQ(table.actor_named("the health ministry"), "Clinic");
  EXPECT_EQ(table.actor_named("nobody"), "");
}

TEST(Actors, ExchangingTheNamesExchangesTheAnswer) {
  const auto named = [](const char* first, const char* second) {
    Vocabulary vocabulary;
    vocabulary.actors = {{first, {}, "party", ""}, {second, {}, "party", ""}};
    return actors_of("Redland fired and Blueland fired back.", vocabulary);
  };
  EXPECT_EQ(named("Redland", "Blueland"), named("Blueland", "Redland"));
}

}  // namespace
}  // namespace truce::extract
