// SPDX-License-Identifier: Apache-2.0
#include "extract/extract.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "base/file.h"

namespace truce {
namespace {

using extract::statements_in;

Vocabulary two_parties(std::string_view first, std::string_view second) {
  Vocabulary vocabulary;
  const std::string a(first), b(second);
  vocabulary.actors = {{a, {a + "ian", a + "ian military"}, "party", ""},
                       {b, {b + "ian", b + "ian military"}, "party", ""}};
  vocabulary.places = {{"Hillton", {}}, {"Westvale", {"the Vale"}}};
  vocabulary.in_force = {*parse_instant("2024-03-01T12:00Z")};
  return vocabulary;
}

Reading read(std::string_view text,
             const Vocabulary& vocabulary = two_parties("Norland", "Sudmark"),
             std::string_view published = "2024-03-15T12:00Z") {
  static const Gazetteer kWorld = Gazetteer::built_in();
  Document document;
  document.text = text;
  document.published = *parse_instant(published);
  return statements_in(document, vocabulary, kWorld);
}

std::string number(const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) : "?";
}

std::string name_of(const std::optional<Mention>& mention) { return mention ? mention->name : "-"; }

std::string window_of(const Window& window) {
  if (!window.from && !window.until && !window.cumulative) return "";
  const auto day = [](const std::optional<Day>& d) { return d ? to_text(*d).substr(5) : "?"; };
  return fmt::format(" [{}..{}{}]", day(window.from), day(window.until),
                     window.cumulative ? " total" : "");
}

/// One fact as "killed 3 by Norland, says army": figure, mood when not asserted, agent, speaker,
/// window.
std::string fact_text(const Statement& s) {
  std::string out = s.measure ? std::string(to_text(*s.measure)) : std::string(to_text(*s.act));
  if (s.figure)
    out += " " + (s.figure->low == s.figure->high
                      ? number(s.figure->low)
                      : number(s.figure->low) + ".." + number(s.figure->high));
  if (s.figure && s.figure->part_of) out += " of those";
  if (s.mood != Mood::asserted) out += fmt::format(" ({})", to_text(s.mood));
  if (s.by) out += " by " + s.by->name;
  if (s.to) out += " to " + s.to->name;
  if (s.speaker) out += ", says " + s.speaker->name;
  return out + window_of(s.window);
}

std::string other_text(const Statement& s) {
  std::string out = fmt::format("{} {}", name_of(s.speaker), to_text(s.kind));
  if (s.kind == StatementKind::position) return out + " " + s.stance + ": " + s.issue;
  if (s.kind == StatementKind::talks)
    return fmt::format("talks {} {}{}", s.status, fmt::join(s.parties, "+"), window_of(s.window));
  if (s.against) out += " against " + s.against->name;
  return out + (s.issue.empty() ? "" : ": " + s.issue);
}

std::string statements_of(const Reading& reading) {
  std::string out;
  for (const Statement& s : reading.statements) {
    if (!out.empty()) out += "; ";
    out += s.kind == StatementKind::fact ? fact_text(s) : other_text(s);
  }
  return out;
}

void check(std::string_view text, std::string_view expected) {
  EXPECT_EQ(statements_of(read(text)), expected) << text;
}

/// Attributions as "source > content".
void check_voices(std::string_view text, std::string_view expected) {
  const auto joined = [&](const std::vector<TextSpan>& spans) {
    std::string out;
    for (const TextSpan& span : spans)
      out += (out.empty() ? "" : " … ") + std::string(span.in(text));
    return out;
  };
  std::string out;
  for (const Attribution& a : read(text).attributions) {
    if (!out.empty()) out += "; ";
    out += joined(a.source) + " > " + joined(a.content);
  }
  EXPECT_EQ(out, expected) << text;
}

TEST(Facts, an_active_verb_counts_its_object) {
  check("Norlandian fire killed three people in Hillton on Monday.",
        "killed 3 by Norland [03-11..03-11]");
  check("Shelling killed five and wounded eight in Westvale.", "killed 5; injured 8");
}

TEST(Facts, a_passive_verb_counts_its_subject) {
  check("At least 12 villagers were killed by Sudmarkian shelling.", "killed 12..? by Sudmark");
  check("Two soldiers were shot and killed.", "killed 2");
  check("Three people were killed and four were hurt in Hillton.", "killed 3; injured 4");
}

TEST(Facts, a_gerund_takes_the_agent_of_its_clause) {
  check("Norland shelled the market, killing at least 12.", "killed 12..? by Norland");
}

TEST(Facts, adjectives_and_nouns_count_too) {
  check("The raid left 12 people dead.", "killed 12");
  check("The ministry reported 14 deaths.", "killed 14, says ministry");
  check("Hospitals confirmed the deaths of six miners.", "killed 6, says Hospitals");
}

TEST(Facts, a_part_is_never_a_count_of_its_own) {
  check("Ten people, including two children, were killed.", "killed 10; killed 2 of those");
}

TEST(Facts, a_number_in_the_subject_is_not_taken_for_the_subject) {
  check("Eleven members of one family were killed.", "killed 11");
}

TEST(Facts, running_totals_carry_their_window) {
  check(
      "The health ministry said on Thursday that 90 people have been killed since the truce took "
      "effect.",
      "killed 90, says health ministry [03-01..03-14 total]");
  check("The body was identified, bringing to nine the number of bodies returned.",
        "bodies_returned 9 [?..? total]");
}

TEST(Facts, a_correction_gives_the_new_number) {
  check("The army said the toll was 12, down from 15.", "killed 12, says army");
}

TEST(Facts, people_and_remains_handed_over_are_told_apart) {
  check("Norland returned the bodies of 15 fighters to Sudmark.",
        "bodies_returned 15 by Norland to Sudmark");
  check("Sudmark released all 20 living captives on Monday.",
        "released 20 by Sudmark [03-11..03-11]");
  check("Sudmark will hand over 20 living captives and the remains of 28 others.",
        "released 20 (planned) by Sudmark; bodies_returned 28 (planned) by Sudmark");
}

TEST(Facts, a_handover_names_who_gave_and_who_received) {
  check("Sudmark received three coffins from the Red Cross on Monday.",
        "bodies_returned 3 to Sudmark [03-11..03-11]");
  check("The Red Cross received four captives from Norland and took them to Sudmark.",
        "released 4 by Norland to Sudmark");
  check("One more body was given to the Red Cross by Norland.",
        "bodies_returned 1 by Norland to Red Cross");
  check("Norland confirmed that it had received the remains of a pilot.",
        "bodies_returned 1 to Norland, says Norland");
  check("Norland sent the bodies of 15 farmers to Hillton, for a total of 45 received.",
        "bodies_returned 15 by Norland to Hillton; "
        "bodies_returned 45 by Norland to Hillton [?..? total]");
}

TEST(Facts, a_share_returned_is_a_total) {
  check("Nine of the 30 deceased captives have now been returned, leaving 21.",
        "bodies_returned 9 [?..? total]");
  check("Norland holds 30 deceased captives. Nine of the 30 have come back.",
        "held 30 by Norland; bodies_returned 9 [?..? total]");
  check("Seven of nine captives, two living and five dead, have been brought back since the truce.",
        "released 7 [03-01..03-15 total]; released 2 of those [03-01..03-15 total]; "
        "released 5 of those [03-01..03-15 total]");
}

TEST(Facts, counts_after_a_total_go_on_from_it) {
  check(
      "The office said Norland had committed 80 violations since the truce began. In these the "
      "office counted 12 people killed, 30 injured and five detained.",
      "violations 80 by Norland, says office [03-01..03-15 total]; "
      "killed 12 by Norland, says office [03-01..03-15 total]; "
      "injured 30 by Norland, says office [03-01..03-15 total]; "
      "detained 5 by Norland, says office [03-01..03-15 total]");
  check("Two soldiers were killed in Hillton on Sunday. Three others were wounded.",
        "killed 2 [03-10..03-10]; injured 3 [03-10..03-10]");
}

TEST(Facts, a_truce_that_is_not_this_one_gives_no_start) {
  check("The bridge fell two hours after a truce in that year's war began; 12 men were killed.",
        "killed 12");
  check("Norland is to free 250 prisoners and about 1,700 people detained since the war began.",
        "released 250 (planned) by Norland; released 1700 (planned) by Norland");
}

TEST(Facts, movements_and_passages_are_told_without_a_count) {
  check("The Norlandian military completed its pull-back to the agreed line on Monday.",
        "withdrawal by Norlandian military [03-11..03-11]");
  check("Sudmark pulled back from Westvale.", "withdrawal by Sudmark");
  check("Norlandian tanks advanced 300 metres beyond the ceasefire line.",
        "line_crossing by Norlandian tanks");
  check("The crossing at Hillton reopened on Monday.", "crossing_opened [03-11..03-11]");
  check("Norland halted the entry of aid on Sunday.", "aid_denial by Norland [03-10..03-10]");
}

TEST(Facts, a_pronoun_stands_for_the_last_that_could_do_it) {
  check("Norlandian troops raided Westvale, where they detained three men.",
        "detained 3 by Norlandian troops");
  check("Two soldiers were killed when a Norlandian tank shell hit a bus.", "killed 2 by Norland");
}

TEST(Facts, the_weapons_of_the_next_clause_are_others) {
  check("Norland struck the post because gunmen had fired at a patrol.", "fire by Norland");
}

TEST(Facts, somebody_named_and_described_is_one) {
  check("Ada Oma, a senior commander, was killed in Hillton.", "killed 1");
  check("Norland struck a car, killing Ada Oma, a senior commander.", "killed 1 by Norland");
}

TEST(Facts, a_part_keeps_its_participle) {
  check("Strikes killed 25 people and hurt dozens of others, including 16 inmates killed in jail.",
        "killed 25; injured 24..?; injured 16 of those");
}

TEST(Facts, what_is_shot_down_is_destroyed) {
  check("Twenty-two drones were shot down by Norland.", "destroyed 22 by Norland");
}

TEST(Facts, a_share_of_trucks_counts_trucks_and_a_rate_does_not) {
  check("Of 36,000 trucks due, 13,511 had entered.", "trucks 13511");
  check("More than 600 trucks enter each day.", "");
}

/// Where the facts of a text happened.
std::string places_of(std::string_view text) {
  std::string out;
  for (const Statement& s : read(text).statements)
    if (s.kind == StatementKind::fact) out += (s.place ? s.place->name : "-") + ";";
  return out;
}

TEST(Facts, a_place_is_where_it_happened) {
  EXPECT_EQ(
      places_of("The premier's office in Hillton said that five men were killed in response."),
      "-;");
  EXPECT_EQ(places_of("Norland returned three bodies to Westvale that were found in Hillton."),
            "-;");
  EXPECT_EQ(places_of("The Vale is under siege. Ada Oma said on Monday in Hillton that it is cold. "
                      "Three men were killed in the territory."),
            "The Vale;");
  EXPECT_EQ(places_of("The Westvale health ministry said 90 people were killed since the truce."),
            "Westvale;");
}

TEST(Facts, plans_are_plans_and_possibilities_are_nothing) {
  check("Norland agreed to release 50 prisoners.", "released 50 (planned) by Norland");
  check("Norland is to free 30 prisoners.", "released 30 (planned) by Norland");
  check("If the truce fails, thousands could be killed.", "");
  check("Norland might release 30 prisoners.", "");
  check("Would Norland free 30 prisoners?", "");
}

TEST(Facts, what_did_not_happen_is_not_told) {
  check("Norland did not release 30 prisoners.", "");
  check("No casualties were reported.", "casualties 0");
}

TEST(Facts, aid_counts_as_trucks_and_tonnes) {
  check("Some 600 trucks entered Westvale on Sunday.", "trucks 600 [03-10..03-10]");
}

TEST(Facts, breaches_are_counted_with_their_parts) {
  check("The office said Norland had committed 80 violations: 50 shootings and 30 incursions.",
        "violations 80 by Norland, says office; violations 50 of those by Norland, says office; "
        "violations 30 of those by Norland, says office");
  check("Norland has violated the truce 80 times.", "violations 80 by Norland");
}

TEST(Facts, numbers_that_count_nothing_are_left_alone) {
  check("A 43-year-old farmer paid 300 dollars for a field 12 kilometres from Hillton.", "");
  check("About 4,000 soldiers serve in the valley, 20 percent of the force.", "");
  check("The 28 dead are still in Westvale.", "");
}

TEST(Facts, captives_living_and_dead_are_no_killing) {
  check("Militants committed to releasing the 48 living and dead captives held in the valley.",
        "released 48 (planned) by Militants");
}

TEST(Facts, men_without_a_name_do_what_they_are_said_to_do) {
  check("Rebels killed five people in Arden.", "killed 5 by Rebels");
  check("Four farmers were killed by unknown gunmen near Arden.", "killed 4 by gunmen");
  check("Government troops detained 20 protesters.", "detained 20 by Government troops");
}

TEST(Facts, who_speaks_is_not_counted) {
  check("Hundreds of people had fled the town, a priest said.", "displaced 200..?, says priest");
}

TEST(Places, a_place_that_no_table_has_is_known_by_its_preposition) {
  Document document;
  document.text =
      "Gunmen abducted three aid workers near Kapsaret. Two men were killed in Operation Eagle.";
  const auto statements = statements_in(document, {}, Gazetteer::built_in()).statements;
  ASSERT_GE(statements.size(), 2U);
  ASSERT_TRUE(statements[0].place);
  EXPECT_EQ(statements[0].place->name, "Kapsaret");
  EXPECT_EQ(statements[0].place->precision, PlacePrecision::unknown);
}

TEST(Facts, history_does_not_lend_its_date) {
  check("Norland received the remains of a pilot killed in 2009.", "bodies_returned 1 to Norland");
}

TEST(Facts, a_deed_without_a_count_is_a_fact) {
  check("Norland launched air strikes on Hillton.", "air_strike by Norland");
  check("Norland opened the Hillton crossing on Wednesday.",
        "crossing_opened by Norland [03-13..03-13]");
}

TEST(Voices, speech_in_every_order) {
  check_voices("The army said the line was quiet.", "The army > the line was quiet");
  check_voices("The line was quiet, the army said.", "the army > The line was quiet");
  check_voices("The line was quiet, according to the mayor.", "the mayor > The line was quiet");
  check_voices("According to the mayor, the line was quiet.", "the mayor > the line was quiet");
  check_voices("“The line was quiet,” said Ada Oma.", "Ada Oma > “The line was quiet,”");
  check_voices("Ada Oma, who leads the mission, said the line was quiet.",
               "Ada Oma > the line was quiet");
}

TEST(Voices, a_split_quotation_has_two_pieces) {
  check_voices("“We held,” the mayor said, “and we will hold.”",
               "the mayor > “We held,” … “and we will hold.”");
}

TEST(Voices, a_verb_that_only_looks_like_speech_is_none) {
  check_voices("The reported attack left two holes in the road.", "");
  check_voices("The demands of the two sides were reported.", "");
}

TEST(Voices, pronouns_and_short_forms_go_to_the_last_that_fits) {
  const auto speakers = [](std::string_view text) {
    std::string out;
    for (const Statement& s : read(text).statements) out += name_of(s.speaker) + ";";
    return out;
  };
  EXPECT_EQ(speakers("The Norlandian military said two men were killed. It said one man was hurt."),
            "Norlandian military;Norlandian military;");
  EXPECT_EQ(
      speakers("Minister Ada Oma met elders. Oma said two men were killed. She said one was hurt."),
      "Oma;Oma;");
}

TEST(Voices, the_innermost_source_speaks_and_the_carrier_passes_on) {
  const Reading reading = read("The Daily Post quoted a medic as saying that two men were killed.");
  ASSERT_EQ(reading.statements.size(), 1U);
  EXPECT_EQ(name_of(reading.statements[0].speaker), "medic");
  ASSERT_EQ(reading.statements[0].via.size(), 1U);
}

TEST(Stances, charges_and_denials) {
  check("Norland accused Sudmark of breaking the truce.",
        "Norland accusation against Sudmark: breaking the truce");
  check("Norland and Sudmark accused each other of breaking the truce.",
        "Norland accusation against Sudmark: breaking the truce; "
        "Sudmark accusation against Norland: breaking the truce");
  check("Sudmark denied the accusation.", "Sudmark denial: the accusation");
  check("Norland blamed Sudmark for the raid.", "Norland accusation against Sudmark: the raid");
}

TEST(Stances, a_charge_with_a_figure_gives_both_and_a_denied_figure_is_denied) {
  check("Norland accused Sudmark of killing 12 farmers.",
        "Norland accusation against Sudmark: killing 12 farmers; "
        "killed 12 (alleged) by Sudmark, says Norland");
  check("Sudmark denied killing 12 farmers.",
        "Sudmark denial: killing 12 farmers; killed 12 (denied) by Sudmark, says Sudmark");
}

TEST(Stances, positions) {
  check("Norland demanded the withdrawal of all troops.",
        "Norland position demands: the withdrawal of all troops");
  check("Sudmark refused to leave Hillton.", "Sudmark position refuses: leave Hillton");
  check("Sudmark condemned the raid.", "Sudmark position opposes: the raid");
  check("Norland said the talks must resume at once.", "Norland position demands: resume at once");
}

TEST(Stances, talks) {
  check("Norland and Sudmark held talks in Hillton on Tuesday.",
        "talks held Norland+Sudmark [03-12..03-12]");
}

/// Puts one name in the place of the other, and the other way round.
std::string swapped(std::string text) {
  const std::string mark = "\x01";
  const auto replace = [&](const std::string& from, const std::string& to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
      text.replace(at, from.size(), to);
  };
  replace("Norland", mark);
  replace("Sudmark", "Norland");
  replace(mark, "Sudmark");
  return text;
}

TEST(Reader, swapping_the_parties_swaps_what_is_read) {
  const std::string text =
      "Norland accused Sudmark of firing on Hillton. Sudmark said Norlandian shelling had killed "
      "four. "
      "Norland denied it. Both sides alleged violations. Norland will free 30 prisoners.";
  EXPECT_EQ(swapped(statements_of(read(text))),
            statements_of(read(swapped(text), two_parties("Sudmark", "Norland"))));
}

TEST(Reader, the_same_text_gives_the_same_reading) {
  const std::string text = "The army said three men were killed. “We saw it,” said Ada Oma.";
  EXPECT_EQ(statements_of(read(text)), statements_of(read(text)));
}

TEST(Reader, every_span_lies_in_the_text_whatever_the_bytes) {
  const std::string text =
      "\xff\xfe“said\xe2\x80 12 killed ‘’ said said said, : \n•\n\xf0\x9f accused of of of \" "
      "quoted as "
      "saying according to to to 12-12-12 1,2,3,, “““”””";
  const Reading reading = read(text);
  for (const Statement& s : reading.statements) EXPECT_LE(s.quote.span.end, text.size());
  for (const Attribution& a : reading.attributions)
    for (const TextSpan& span : a.content) EXPECT_LE(span.end, text.size());
}

// ---- the wire story from which the project began ---------------------------------------------

class WireStory : public testing::Test {
 protected:
  void SetUp() override {
    const auto text = read_file(TRUCE_SHARED_DIR "/seed/000_513221a5f7d2d1b9.txt");
    if (!text) {
      fmt::print("the wire story is not at hand: {}\n", text.error().message);
      return;
    }
    Document document;
    document.text = *text;
    document.published = *parse_instant("2025-12-19T12:00Z");
    reading_ = statements_in(document, Vocabulary{}, Gazetteer::built_in());
    text_ = *text;
  }

  bool at_hand() const { return !text_.empty(); }

  std::size_t count(StatementKind kind, std::string_view speaker, std::string_view what) const {
    return static_cast<std::size_t>(std::count_if(
        reading_.statements.begin(), reading_.statements.end(), [&](const Statement& s) {
          const std::string told = s.kind == StatementKind::fact ? fact_text(s) : other_text(s);
          return s.kind == kind && name_of(s.speaker).find(speaker) != std::string::npos &&
                 told.find(what) != std::string::npos;
        }));
  }

  Reading reading_;
  std::string text_;
};

TEST_F(WireStory, the_tolls_have_their_counters_and_windows) {
  if (!at_hand()) return;
  EXPECT_EQ(count(StatementKind::fact, "health ministry",
                  "killed 395..? by Israel, says health ministry [10-10..12-18 total]"),
            1U);
  EXPECT_EQ(
      count(StatementKind::fact, "Israeli military", "killed 3, says Israeli military [10-10"), 1U);
}

TEST_F(WireStory, captives_are_promised_and_all_but_one_are_back) {
  if (!at_hand()) return;
  EXPECT_EQ(count(StatementKind::fact, "-", "released 48 (planned) by Palestinian militants"), 1U);
  EXPECT_EQ(count(StatementKind::fact, "-", "released 47"), 1U);
}

TEST_F(WireStory, who_charges_whom) {
  if (!at_hand()) return;
  EXPECT_EQ(count(StatementKind::accusation, "Israel", "against Hamas: violating the ceasefire"),
            1U);
  EXPECT_EQ(count(StatementKind::accusation, "Israel", "against Hamas: violations"), 1U);
  EXPECT_EQ(count(StatementKind::accusation, "Hamas", "against Israel: violations"), 1U);
}

TEST_F(WireStory, who_stands_where) {
  if (!at_hand()) return;
  EXPECT_EQ(count(StatementKind::position, "Naim", "aim to end"), 1U);
  EXPECT_EQ(count(StatementKind::position, "Naim", "humanitarian aid"), 1U);
  EXPECT_EQ(count(StatementKind::position, "Naim", "sustainable stability"), 1U);
  EXPECT_GE(count(StatementKind::position, "Abdelatty", "halt"), 2U);
  EXPECT_EQ(count(StatementKind::position, "Egypt", "swift implementation"), 1U);
  EXPECT_EQ(count(StatementKind::position, "Trump administration", "second stage"), 1U);
  EXPECT_EQ(count(StatementKind::position, "al-Hayya", "hold weapons"), 1U);
  EXPECT_EQ(count(StatementKind::position, "Israel", "Hamas will be disarmed"), 1U);
}

TEST_F(WireStory, talks_are_in_miami) {
  if (!at_hand()) return;
  ASSERT_EQ(count(StatementKind::talks, "", ""), 1U);
  for (const Statement& s : reading_.statements)
    if (s.kind == StatementKind::talks) {
      ASSERT_TRUE(s.place);
      EXPECT_EQ(s.place->name, "Miami");
    }
}

TEST_F(WireStory, nothing_is_invented) {
  if (!at_hand()) return;
  for (const Statement& s : reading_.statements) {
    if (s.kind == StatementKind::fact && s.figure && s.figure->low == 48) {
      EXPECT_EQ(s.measure, Measure::released);
      EXPECT_EQ(s.mood, Mood::planned);
    }
    if (s.window.from) {
      EXPECT_GE(to_text(*s.window.from), "2025-10-10");
    }
    EXPECT_EQ(s.quote.text, s.quote.span.in(text_));
  }
  EXPECT_EQ(count(StatementKind::accusation, "", "2023"), 0U);
}

}  // namespace
}  // namespace truce
