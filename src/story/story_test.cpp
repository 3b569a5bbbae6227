// SPDX-License-Identifier: Apache-2.0
#include "story/story.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace truce::story {
namespace {

constexpr std::string_view kAgreement = R"(agreement "Valley truce"
  in force 3 May 2025 12:00 Asia/Beirut
party North also "Northern"
party South
guarantors East, West
monitor River Mission
body Joint Commission
source Northern army speaks for North's side
source Red Cross
source Bread Board
area Valley also "Milltown", "the bridge"
area Hills
event "signing"
tally "Bread" counts tonnes of flour
  counting a sack when it is opened
phase 1 "Quiet"
  begins at entry into force
  clause 1.1 "Fire ceases"
    North, South must not fire in Valley
    also counting killing
  clause 1.2 "Officers return"
    North must release 20 officers to South within 72 hours of entry into force
    counting an officer who is home
    as South reads "each with his papers", within 96 hours of entry into force
  clause 1.3 "Bread comes"
    South must admit at least 60 trucks into Valley each day
    counting a truck at the bridge
  clause 1.4 "The commission sits"
    East must convene the commission
phase 2 "Return"
  begins when all of
    clause 1.2 is fulfilled
    the guarantors declare it
  clause 2.1 "Posts are left"
    North must withdraw its posts from Valley
amendment "Letter of 20 May"
  in force 20 May 2025
  clause 1.8 "Maps"
    North must hand over its maps to South by 30 May 2025
    as South reads "all maps", by 25 May 2025
)";

// Before 1 June it has two phases and no rule.
constexpr std::string_view kLetterOfJune = R"(
amendment "Letter of 1 June"
  in force 1 June 2025
  phase 2 "Return at last"
    begins when it is 10 June 2025
    ends when it is 20 June 2025
  phase 3 "Afterwards"
    begins when phase 2 has ended
    clause 3.1 "Roads"
      South must open the road
  rule 1.9 "Two breaches"
    when 2 or more breaches of 1.1 within 30 days
    then East must meet within 2 days
amendment "Letter of 1 July"
  in force 1 July 2025
  phase 2
    ends when it is 20 July 2025
  rule 1.9 is deleted
)";

/// What the lines of one story come to: mistakes, or failures, each on lines of their own.
std::string check(std::string_view lines, std::string_view amendments = "") {
  const agreement::Parsed parsed =
      agreement::parse(std::string(kAgreement) + std::string(amendments));
  EXPECT_TRUE(parsed.ok());
  const std::string text = fmt::format("stories for \"a.truce\"\n\nstory \"one\"\n{}", lines);
  const Stories stories = read(text, parsed.agreement);
  std::string found;
  for (const Diagnostic& diagnostic : stories.diagnostics)
    found += render(diagnostic, "a.story", text);
  if (!found.empty()) return found;
  for (const Story& story : stories.stories)
    for (const Failure& failure : run(parsed.agreement, story)) {
      found += fmt::format("{} | {}\n", failure.expected, failure.found);
      for (const std::string& reason : failure.reasons) found += "  " + reason + "\n";
    }
  return found;
}

TEST(Story, a_release_before_the_deadline_fulfils) {
  EXPECT_EQ(check(R"(  Does North owe anybody after the third day?
  5 May 2025 11:00  Red Cross says North released 20 officers to South
  as known 5 May 2025 10:59
    1.2 is in progress, due 6 May 2025 12:00
    1.2 as South reads is in progress, due 7 May 2025 12:00
    1.2 counts nothing by Red Cross
  as known 5 May 2025 11:00
    1.2 is fulfilled
    1.2 counts 20 of 20 by Red Cross
)"),
            "");
}

TEST(Story, what_is_not_so_fails_with_what_the_account_says) {
  EXPECT_EQ(check(R"(  5 May 2025 11:00  Red Cross says North released 12 officers to South
  as known 8 May 2025
    1.2 is fulfilled
    1.2 counts 20 of 20 by Red Cross
    it is day 5
)"),
            R"(1.2 is fulfilled | 1.2 is overdue
  applies since 3 May 2025 09:00 UTC: phase 1 began at entry into force
  due 6 May 2025 09:00 UTC: 72 hours after entry into force, 3 May 2025 09:00 UTC
  12 of 20 officers by Red Cross, 5 May 2025
1.2 counts 20 of 20 by Red Cross | 1.2 counts 12 of 20 by Red Cross
  applies since 3 May 2025 09:00 UTC: phase 1 began at entry into force
  due 6 May 2025 09:00 UTC: 72 hours after entry into force, 3 May 2025 09:00 UTC
  12 of 20 officers by Red Cross, 5 May 2025
it is day 5 | it is day 6
)");
}

TEST(Story, two_sources_of_one_deed_make_one_incident) {
  EXPECT_EQ(
      check(R"(  4 May 2025 08:00  Red Cross says North fired in Milltown, killing 3 and injuring 5
  4 May 2025 09:00  South says North fired in Milltown, killing 4
  4 May 2025 10:00  North denies that North fired in Milltown
  4 May 2025 20:00  South says North fired at "the old mill" in Valley, incident "mill"
  5 May 2025        South says of 4 May 2025 that there was an air strike by North at the bridge
  as known 4 May 2025
    there are 2 incidents
    1.1 is watched, alleged 2 by South against North, found 0
    incident "mill" is claimed
  as known 5 May 2025
    1.1 is alleged 3
  as known 5 May 2025 for North
    1.1 is alleged 0
)"),
      "");
}

TEST(Story, a_finding_breaks_and_a_finding_clears) {
  EXPECT_EQ(check(R"(  4 May 2025 08:00  Red Cross says North fired in Milltown
  5 May 2025        Joint Commission finds a breach of 1.1 by North in that incident
  6 May 2025        Joint Commission finds no breach of 1.1 in that incident
  as known 5 May 2025
    1.1 is violated, found 1
  as known 5 May 2025 for findings
    1.1 is watched, alleged 0, found 1
  as known 6 May 2025
    1.1 is open, alleged 0, found 0
)"),
            "");
}

TEST(Story, withdrawn_and_corrected_words_no_longer_count) {
  EXPECT_EQ(check(R"(  5 May 2025 08:00  Red Cross says North released 20 officers to South in total
  5 May 2025 12:00  Red Cross corrects what it said on 5 May 2025 08:00, and says North released
                    18 officers to South in total
  6 May 2025 08:00  Red Cross withdraws what it said on 5 May 2025 12:00
  as known 5 May 2025 08:00
    1.2 counts 20 of 20 by Red Cross
  as known 5 May 2025
    1.2 counts 18 by Red Cross
    1.2 is not fulfilled
  as known 6 May 2025
    1.2 counts nothing by Red Cross
)"),
            "");
}

TEST(Story, a_phase_waits_and_is_declared) {
  EXPECT_EQ(check(R"(  5 May 2025 11:00  Red Cross says 20 officers were released by North to South
  6 May 2025        the guarantors declare it
  as known 5 May 2025 10:00
    phase 1 is current
    phase 2 is not started
    phase 2 waits for 1.2
    phase 2 waits for "the guarantors"
  as known 5 May 2025
    phase 2 does not wait for 1.2
  as known 6 May 2025
    phase 2 is current
    phase 1 is completed
)"),
            "");
}

TEST(Story, counts_of_tallies_and_of_periods_are_told_by_counter) {
  EXPECT_EQ(check(R"(  4 May 2025        Bread Board says there were 40 tonnes of flour in Valley
  5 May 2025        Bread Board says there were 30 tonnes of flour in Valley
  5 May 2025        Red Cross says South admitted 50 trucks into Valley
  6 May 2025        Red Cross says South admitted 70 trucks into Valley
  as known 7 May 2025
    tally "Bread" counts 70 by Bread Board
    1.3 is short in 1 of 2 periods by Red Cross
)"),
            "");
}

/// What the story's log holds as declared.
std::string declared(std::string_view line) {
  const agreement::Parsed parsed = agreement::parse(kAgreement);
  const std::string text = fmt::format(
      "stories for \"a.truce\"\nstory \"one\"\n  {}\n  as known 9 May 2025\n    it is day 7\n",
      line);
  const Stories stories = read(text, parsed.agreement);
  std::string found;
  for (const Diagnostic& diagnostic : stories.diagnostics) found += diagnostic.message + "\n";
  for (const Story& story : stories.stories)
    for (const Draft& draft : story.log)
      if (const auto* declaration = std::get_if<Declaration>(&draft.record))
        found += fmt::format("{}: {}\n", declaration->by_actor, declaration->what);
  return found;
}

TEST(Story, what_is_declared_is_entered_as_an_agreement_names_it) {
  EXPECT_EQ(declared("9 May 2025 the guarantors declare it"), "the guarantors: phase 2 begins\n");
  EXPECT_EQ(declared("9 May 2025 East and West declare that phase 2 begins"),
            "East: phase 2 begins\nWest: phase 2 begins\n");
  EXPECT_EQ(declared("9 May 2025 East declares \"signing\""), "East: signing\n");
  EXPECT_EQ(declared("9 May 2025 the guarantors suspend 1.2 until 20 May 2025"),
            "the guarantors: suspend 1.2 until 20 May 2025\n");
  EXPECT_EQ(declared("9 May 2025 East waives 1.2"), "East: waive 1.2\n");
  EXPECT_EQ(declared("9 May 2025 East declares clause 1.2 waived"), "East: clause 1.2 waived\n");
}

TEST(Story, verbs_are_read_in_every_tense_that_reports_use) {
  const auto counts = [](std::string_view report) {
    return check(
        fmt::format("  4 May 2025 Red Cross says {}\n  as known 4 May 2025\n    1.2 counts 20 "
                    "of 20 by Red Cross\n",
                    report));
  };
  EXPECT_EQ(counts("North released 20 officers to South"), "");
  EXPECT_EQ(counts("North has released 20 officers to South"), "");
  EXPECT_EQ(counts("North did release 20 officers to South"), "");
  EXPECT_EQ(counts("North frees 20 officers"), "");
  EXPECT_EQ(counts("North handed over 20 officers to South"), "");
  EXPECT_EQ(counts("20 officers were set free by North"), "");
  EXPECT_NE(counts("North gave 20 officers to South").find("the record has nothing for 'give'"),
            std::string::npos);
}

TEST(Story, what_is_planned_has_not_happened) {
  EXPECT_EQ(check(R"(  4 May 2025  Red Cross says North will release 20 officers to South
  as known 4 May 2025
    1.2 counts nothing by Red Cross
    there are no incidents
)"),
            "");
}

TEST(Story, a_clause_of_an_amendment_is_asked_for_by_its_number) {
  EXPECT_EQ(check(R"(  31 May 2025  Joint Commission finds a breach of 1.8 by North
  as known 31 May 2025
    1.8 is breached
  as known 26 May 2025
    1.8 is cannot tell, due 31 May 2025 00:00
    1.8 as South reads is overdue
)"),
            "");
}

TEST(Story, a_phase_begins_and_ends_by_the_amendment_from_its_day_on) {
  EXPECT_EQ(check(R"(  as known 31 May 2025
    phase 2 is not started
    phase 2 waits for 1.2
  as known 2 June 2025
    phase 2 is not started
    phase 2 waits for "10 Jun 2025"
    3.1 is not due
  as known 12 June 2025
    phase 2 is current
    phase 3 is not started
  as known 21 June 2025
    phase 2 is completed
  as known 2 July 2025
    phase 2 is current
  as known 21 July 2025
    phase 2 is completed
)",
                  kLetterOfJune),
            "");
}

TEST(Story, a_rule_counts_from_the_day_of_its_amendment_until_it_is_deleted) {
  EXPECT_EQ(check(R"(  20 May 2025  Joint Commission finds a breach of 1.1
  30 May 2025  Joint Commission finds a breach of 1.1
  5 June 2025  Joint Commission finds a breach of 1.1
  as known 6 June 2025
    1.9 is not triggered
    1.9 says "at most 1 of 2"
    1.9 says "added by the amendment"
  25 June 2025  Joint Commission finds a breach of 1.1
  as known 26 June 2025
    1.9 is open, due 28 June 2025 00:00
  as known 2 July 2025
    1.9 says "deleted by the amendment"
)",
                  kLetterOfJune),
            "");
}

TEST(Story, a_finding_that_nothing_happened_takes_the_charge_away) {
  EXPECT_EQ(check(R"(  4 May 2025  Red Cross says North fired in Milltown, incident "mill"
  5 May 2025  Joint Commission finds that incident "mill" did not happen
  as known 4 May 2025
    incident "mill" is reported
  as known 5 May 2025
    1.1 is alleged 0
    incident "mill" is disproved
)"),
            "");
}

TEST(Story, nothing_of_a_line_is_dropped_in_silence) {
  EXPECT_EQ(check("  4 May 2025  Red Cross says North fierd in Milltown\n"),
            R"(a.story:4:36: error: the language has no verb 'fierd'
    4 |   4 May 2025  Red Cross says North fierd in Milltown
      |                                    ^~~~~
help: did you mean 'fired'?
)");
}

}  // namespace
}  // namespace truce::story
