// SPDX-License-Identifier: Apache-2.0
#include "monitor/monitor.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "monitor/story.h"

namespace truce::monitor {
namespace {

using testing::Story;

constexpr std::string_view kValley = R"(agreement "Valley"
  in force 1 March 2025 12:00 UTC
  in force 2 March 2025 as Southland ministry counts

party Northland also "the Northern army"
party Southland
guarantor Lakeland
guarantor Hillland
monitor Valley Mission
source Northland staff speaks for Northland's side
source Southland ministry speaks for Southland's side

area Valley also "Arden", "Brook"

population 10 captives is 4 living captives by 1.2 and 6 deceased captives by 1.3

tally "Killed since entry into force" counts people killed in Valley

phase 1 "Quiet"
  begins at entry into force

  clause 1.1 "Fire ceases"
    Northland, Southland must not fire in Valley

  clause 1.2 "The living return"
    Southland must release 4 living captives to Northland within 72 hours of entry into force
    counting a person when the receiving side has him or her

  clause 1.3 "The dead return"
    Southland must return 6 bodies to Northland
    counting a body when the receiving side says who it is
    as Northland reads "all were due at once", within 72 hours of entry into force

  clause 1.4 "Aid enters"
    Northland must admit at least 100 trucks into Valley each day
    counting a truck when it has crossed

  clause 1.6 "Pull back"
    Northland must withdraw its forces to the old line within 48 hours of entry into force

  rule 1.5 "Escalation"
    when 2 or more breaches of 1.1 by one party in one area within 7 days
    then the guarantors must meet within 48 hours

phase 2 "After"
  begins when all of
    clause 1.2 is fulfilled
    clause 1.3 is fulfilled                 as Northland reads
    no breach of 1.1 is found for 7 days    as Southland reads
    the guarantors declare it

  clause 2.1 "Arms are given up"
    Southland must hand over its weapons in Valley
)";

const Verdict& verdict(const Account& account, std::string_view clause,
                       std::string_view reading = "") {
  for (const Verdict& verdict : account.verdicts)
    if (verdict.clause == clause && verdict.reading == reading) return verdict;
  static const Verdict none;
  return none;
}

/// "fulfilled (undetermined): 4 of 4 by Northland staff"
std::string line(const Account& account, std::string_view clause, std::string_view reading = "") {
  const Verdict& of = verdict(account, clause, reading);
  std::string text = fmt::format("{} ({})", to_text(of.status), to_text(of.state));
  for (const Progress& progress : of.progress)
    text += fmt::format(", {} of {} by {}", progress.low.value_or(-1), progress.target.value_or(-1),
                        progress.counter.name);
  return text;
}

std::string tally(const Account& account, std::string_view id) {
  std::string text;
  for (const Tally& tally : account.tallies) {
    if (tally.id != id) continue;
    for (const TallyLine& of : tally.lines) {
      const TallyStep& last = of.steps.back();
      text += fmt::format("{}{}: {}{} ({})", text.empty() ? "" : "; ", of.counter.name,
                          last.low.value_or(-1), last.high ? "" : "+", of.basis);
    }
  }
  return text;
}

bool says(const Verdict& verdict, std::string_view words) {
  for (const Reason& reason : verdict.reasons)
    if (reason.text.find(words) != std::string::npos) return true;
  return false;
}

TEST(Story, the_valley_agreement_has_no_mistakes) {
  const Story story(kValley);
  for (const Diagnostic& diagnostic : story.parsed().diagnostics)
    ADD_FAILURE() << render(diagnostic, "valley", kValley);
}

TEST(Verdict, before_entry_into_force_nothing_is_due) {
  const Account account = Story(kValley).as_known("2025-02-20T00:00Z");
  EXPECT_EQ(account.day, 0);
  EXPECT_EQ(line(account, "1.1"), "not_due (not_triggered)");
  EXPECT_EQ(line(account, "1.2"), "not_due (not_triggered)");
}

TEST(Verdict, the_end_of_what_is_known_breaches_nothing) {
  const Account account = Story(kValley).as_known("2025-03-20T00:00Z");
  EXPECT_EQ(account.day, 20);
  EXPECT_EQ(line(account, "1.1"), "watched (open)");
  EXPECT_EQ(line(account, "1.3"), "in_progress (open)");
  EXPECT_EQ(line(account, "2.1"), "not_due (not_triggered)");
}

TEST(Verdict, the_clock_alone_makes_a_duty_overdue_from_its_deadline) {
  const Account before = Story(kValley).as_known("2025-03-04T00:00Z");
  EXPECT_EQ(line(before, "1.2"), "due_soon (open)");
  const Account after = Story(kValley).as_known("2025-03-09T00:00Z");
  EXPECT_EQ(line(after, "1.2"), "overdue (open)");
  EXPECT_EQ(verdict(after, "1.2").since, parse_instant("2025-03-04T12:00Z").value());
}

TEST(Verdict, one_voice_that_tells_of_a_deed_leaves_the_duty_open_and_not_overdue) {
  constexpr std::string_view pullback = R"(agreement "Pullback"
  in force 1 March 2025 12:00 UTC

party Northland
party Southland

phase 1 "Ceasefire"
  begins at entry into force

  clause 1.1 "Pullback"
    Northland must withdraw within 2 days of entry into force
)";
  Story story(pullback);
  EXPECT_EQ(line(story.as_known("2025-03-09T00:00Z"), "1.1"), "overdue (open)");
  story.tell("Wire", "2025-03-02T10:00Z")
      .says("Lakeland envoy")
      .by("Northland")
      .act(Act::withdrawal)
      .on("2025-03-02");
  const Account told = story.as_known("2025-03-09T00:00Z");
  EXPECT_EQ(line(told, "1.1"), "cannot_tell (open)");
  EXPECT_TRUE(says(verdict(told, "1.1"), "one independent voice tells of it"));
}

TEST(Verdict, a_reading_with_a_deadline_has_its_own_verdict) {
  const Account account = Story(kValley).as_known("2025-03-09T00:00Z");
  EXPECT_EQ(line(account, "1.3"), "in_progress (open)");
  EXPECT_EQ(line(account, "1.3", "Northland"), "overdue (open)");
}

TEST(Verdict, the_bearers_word_alone_settles_nothing) {
  Story story(kValley);
  story.tell("Wire", "2025-03-02T10:00Z")
      .says("Southland")
      .by("Southland")
      .of("living captives")
      .count(Measure::released, 4)
      .on("2025-03-02")
      .act(Act::release);
  const Account account = story.as_known("2025-03-03T00:00Z");
  EXPECT_EQ(line(account, "1.2"), "in_progress (open), 4 of 4 by Southland");
  EXPECT_TRUE(says(verdict(account, "1.2"), "only the side that owes it"));
  EXPECT_EQ(line(story.as_known("2025-03-03T00:00Z", "party:Southland"), "1.2"),
            "fulfilled (fulfilled), 4 of 4 by Southland");
}

TEST(Verdict, the_receiving_sides_count_fulfils) {
  Story story(kValley);
  story.tell("Wire", "2025-03-02T10:00Z")
      .says("Northland staff")
      .of("living captives")
      .count(Measure::released, 4)
      .on("2025-03-02");
  EXPECT_EQ(line(story.as_known("2025-03-03T00:00Z"), "1.2"),
            "fulfilled (fulfilled), 4 of 4 by Northland staff");
  EXPECT_EQ(line(story.as_known("2025-03-03T00:00Z", "findings"), "1.2"),
            "fulfilled (fulfilled), 4 of 4 by Northland staff");
}

TEST(Verdict, done_on_the_day_of_the_deadline_may_be_late_or_not) {
  Story story(kValley);
  story.tell("Wire", "2025-03-04T18:00Z")
      .by("Southland")
      .of("living captives")
      .count(Measure::released, 4)
      .on("2025-03-04");
  const Account account = story.as_known("2025-03-05T00:00Z");
  EXPECT_EQ(line(account, "1.2"), "fulfilled (undetermined), 4 of 4 by Wire");
  EXPECT_TRUE(says(verdict(account, "1.2"), "cannot be told"));
}

TEST(Verdict, what_was_published_before_the_deadline_was_in_time) {
  Story story(kValley);
  story.tell("Wire", "2025-03-04T11:00Z")
      .by("Southland")
      .of("living captives")
      .count(Measure::released, 4)
      .on("2025-03-04");
  EXPECT_EQ(line(story.as_known("2025-03-05T00:00Z"), "1.2"),
            "fulfilled (fulfilled), 4 of 4 by Wire");
}

TEST(Verdict, done_after_the_deadline_is_late) {
  Story story(kValley);
  story.tell("Wire", "2025-03-07T18:00Z")
      .by("Southland")
      .of("living captives")
      .count(Measure::released, 4)
      .on("2025-03-07");
  EXPECT_EQ(line(story.as_known("2025-03-08T00:00Z"), "1.2"),
            "fulfilled_late (fulfilled_late), 4 of 4 by Wire");
}

TEST(Verdict, a_plan_fulfils_nothing) {
  Story story(kValley);
  story.tell("Wire", "2025-03-02T10:00Z")
      .by("Southland")
      .of("living captives")
      .count(Measure::released, 4)
      .on("2025-03-03")
      .mood(Mood::planned);
  EXPECT_EQ(line(story.as_known("2025-03-03T00:00Z"), "1.2"), "in_progress (open)");
}

TEST(Verdict, counters_who_disagree_leave_it_disputed) {
  Story story(kValley);
  story.tell("Wire", "2025-03-02T10:00Z")
      .says("Southland")
      .of("living captives")
      .count(Measure::released, 4)
      .total(nullptr, "2025-03-02");
  story.tell("Wire", "2025-03-02T12:00Z")
      .says("Northland staff")
      .of("living captives")
      .count(Measure::released, 3)
      .total(nullptr, "2025-03-02");
  EXPECT_EQ(line(story.as_known("2025-03-03T00:00Z"), "1.2"),
            "disputed (open), 4 of 4 by Southland, 3 of 4 by Northland staff");
}

TEST(Verdict, a_retracted_statement_no_longer_counts_but_stays_to_be_seen) {
  Story story(kValley);
  const auto told = story.tell("Wire", "2025-03-02T10:00Z")
                        .by("Northland")
                        .act(Act::air_strike)
                        .in("Arden")
                        .on("2025-03-02")
                        .id();
  story.incident({told});
  EXPECT_EQ(verdict(story.as_known("2025-03-03T00:00Z"), "1.1").alleged_incidents, 1);
  story.retract(told);
  const Account account = story.as_known("2025-03-03T00:00Z");
  EXPECT_EQ(verdict(account, "1.1").alleged_incidents, 0);
  ASSERT_EQ(account.incidents.size(), 1U);
  EXPECT_EQ(account.incidents[0]->flags, std::vector<std::string>{"retracted"});
  EXPECT_EQ(account.incidents[0]->title, "Air strike in Arden, 2 Mar 2025");
}

TEST(Verdict, a_correction_counts_in_place_of_what_it_corrects) {
  Story story(kValley);
  auto first = story.tell("Wire", "2025-03-02T10:00Z")
                   .says("Northland staff")
                   .of("living captives")
                   .count(Measure::released, 4)
                   .on("2025-03-02");
  auto second = story.tell("Wire", "2025-03-02T20:00Z")
                    .says("Northland staff")
                    .of("living captives")
                    .count(Measure::released, 3)
                    .on("2025-03-02")
                    .mood(Mood::corrected);
  story.correct(first.id(), second.id());
  EXPECT_EQ(line(story.as_known("2025-03-03T00:00Z"), "1.2"),
            "in_progress (open), 3 of 4 by Northland staff");
}

TEST(Verdict, incidents_are_counted_not_reports_and_only_findings_break) {
  Story story(kValley);
  const auto one = story.tell("Wire", "2025-03-02T10:00Z")
                       .by("Northland")
                       .act(Act::air_strike)
                       .in("Arden")
                       .on("2025-03-02")
                       .id();
  const auto same = story.tell("Post", "2025-03-02T11:00Z")
                        .says("Southland ministry")
                        .by("Northland")
                        .act(Act::air_strike)
                        .in("Arden")
                        .on("2025-03-02")
                        .id();
  const auto other = story.tell("Post", "2025-03-04T11:00Z")
                         .says("Northland staff")
                         .by("Southland")
                         .act(Act::rocket)
                         .in("Brook")
                         .on("2025-03-04")
                         .id();
  const auto strike = story.incident({one, same});
  story.incident({other});
  Account account = story.as_known("2025-03-05T00:00Z");
  const Verdict& alleged = verdict(account, "1.1");
  EXPECT_EQ(alleged.alleged_incidents, 2);
  ASSERT_EQ(alleged.alleged.size(), 3U);
  EXPECT_EQ(alleged.alleged[0].by.name, "Northland");
  EXPECT_EQ(alleged.alleged[0].against, "Southland");
  EXPECT_EQ(alleged.alleged[1].by.name, "Southland");
  EXPECT_EQ(alleged.alleged[2].by.name, "independent voices");
  EXPECT_EQ(alleged.state, VerdictState::open);
  story.find(Question::breach, "1.1", strike, "breach", "2025-03-06");
  account = story.as_known("2025-03-07T00:00Z");
  EXPECT_EQ(line(account, "1.1"), "watched (violated)");
  EXPECT_EQ(verdict(account, "1.1").found, 1);
  EXPECT_EQ(verdict(account, "1.1").last_found, parse_day("2025-03-02").value());
  account = story.as_known("2025-03-07T00:00Z", "findings");
  EXPECT_EQ(verdict(account, "1.1").alleged_incidents, 0);
  EXPECT_EQ(verdict(account, "1.1").found, 1);
}

TEST(Verdict, a_duty_without_a_count_is_done_by_people_not_by_reports) {
  Story story(kValley);
  for (const char* publisher : {"Wire", "Post"})
    story.tell(publisher, "2025-03-02T10:00Z")
        .by("Northland")
        .act(Act::withdrawal)
        .on("2025-03-02");
  EXPECT_EQ(line(story.as_known("2025-03-02T20:00Z"), "1.6"), "partly_fulfilled (open)");
  story.declare("clause 1.6 fulfilled", "Northland", "2025-03-03");
  EXPECT_EQ(line(story.as_known("2025-03-03T20:00Z"), "1.6"), "partly_fulfilled (open)");
  story.declare("clause 1.6 fulfilled", "Valley Mission", "2025-03-03");
  EXPECT_EQ(verdict(story.as_known("2025-03-04T20:00Z"), "1.6").status, ClauseStatus::fulfilled);
}

TEST(Verdict, a_day_without_a_report_is_unknown_not_short) {
  Story story(kValley);
  story.tell("Wire", "2025-03-02T20:00Z")
      .says("Valley Mission")
      .count(Measure::trucks, 120)
      .on("2025-03-02");
  story.tell("Wire", "2025-03-04T20:00Z")
      .says("Valley Mission")
      .count(Measure::trucks, 60)
      .on("2025-03-04");
  const Account account = story.as_known("2025-03-11T00:00Z");
  const Verdict& aid = verdict(account, "1.4");
  ASSERT_EQ(aid.periods.size(), 1U);
  EXPECT_EQ(aid.periods[0].told, 2);
  EXPECT_EQ(aid.periods[0].short_of, 1);
  EXPECT_EQ(aid.periods[0].elapsed, 10);
  EXPECT_EQ(aid.state, VerdictState::open);
}

TEST(Verdict, a_rule_counts_findings_by_one_party_in_its_window) {
  Story story(kValley);
  for (const char* day : {"2025-03-02", "2025-03-08", "2025-03-20"}) {
    const auto told = story.tell("Wire", "2025-03-21T10:00Z")
                          .by("Northland")
                          .act(Act::mortar)
                          .in("Arden")
                          .on(day)
                          .id();
    const auto incident = story.incident({told});
    if (std::string_view(day) != "2025-03-08")
      story.find(Question::breach, "1.1", incident, "breach", "2025-03-21");
  }
  EXPECT_EQ(line(story.as_known("2025-03-22T00:00Z"), "1.5"), "not_due (not_triggered)");
  story.find(Question::breach, "1.1", {7}, "breach", "2025-03-22");
  EXPECT_EQ(line(story.as_known("2025-03-23T00:00Z"), "1.5"), "overdue (open)");
}

TEST(Tally, counters_stand_side_by_side_and_a_correction_keeps_both_values) {
  Story story(kValley);
  for (const auto& [day, low] : {std::pair{"2025-03-05", 12}, {"2025-03-06", 10}})
    story.tell("Wire", "2025-03-07T00:00Z")
        .says("Southland ministry")
        .of("people")
        .count(Measure::killed, low, std::nullopt)
        .total("2025-03-02", day);
  story.tell("Wire", "2025-03-07T00:00Z")
      .says("Northland staff")
      .of("soldiers")
      .count(Measure::killed, 3)
      .total("2025-03-01", "2025-03-06");
  const Account account = story.as_known("2025-03-08T00:00Z");
  EXPECT_EQ(tally(account, "tally-1"),
            "Northland staff: 3 (running totals as stated); "
            "Southland ministry: 10+ (running totals as stated)");
  EXPECT_EQ(account.tallies[1].lines[1]->steps.size(), 2U);
}

TEST(Tally, totals_that_began_before_the_agreement_are_no_count_of_it) {
  Story story(kValley);
  story.tell("Wire", "2025-03-07T00:00Z")
      .says("Southland ministry")
      .of("people")
      .count(Measure::killed, 9000)
      .total("2023-01-01", "2025-03-06");
  EXPECT_EQ(tally(story.as_known("2025-03-08T00:00Z"), "tally-1"), "");
}

TEST(Tally, single_reports_are_summed_once_for_each_incident) {
  Story story(kValley);
  const auto first = story.tell("Wire", "2025-03-02T10:00Z")
                         .count(Measure::killed, 2)
                         .on("2025-03-02")
                         .in("Arden")
                         .id();
  const auto again = story.tell("Wire", "2025-03-02T15:00Z")
                         .count(Measure::killed, 3)
                         .on("2025-03-02")
                         .in("Arden")
                         .id();
  const auto other = story.tell("Wire", "2025-03-04T15:00Z")
                         .count(Measure::killed, 5)
                         .on("2025-03-04")
                         .in("Brook")
                         .id();
  story.incident({first, again});
  story.incident({other});
  EXPECT_EQ(tally(story.as_known("2025-03-08T00:00Z"), "tally-1"),
            "Wire: 8 (sum of single reports)");
}

TEST(Tally, the_receiving_sides_voices_give_a_populations_count_together) {
  Story story(kValley);
  story.tell("Wire", "2025-03-02T10:00Z")
      .says("Northland staff")
      .of("living captives")
      .count(Measure::released, 4)
      .on("2025-03-02");
  story.tell("Wire", "2025-03-08T10:00Z")
      .says("Northland")
      .of("deceased captives")
      .count(Measure::bodies_returned, 5)
      .total(nullptr, "2025-03-08");
  const Account account = story.as_known("2025-03-09T00:00Z");
  ASSERT_FALSE(account.tallies[0].lines.empty());
  const TallyLine& side = account.tallies[0].lines[0];
  EXPECT_EQ(side.label, "the receiving side's count");
  EXPECT_EQ(side.steps.back().low, 9);
  ASSERT_EQ(side.parts.size(), 2U);
  EXPECT_EQ(side.parts[1].low, 5);
  EXPECT_EQ(side.parts[1].target, 6);
}

TEST(Tally, a_whole_with_its_parts_tells_of_each_part) {
  Story story(kValley);
  story.document("Wire", "2025-03-08T10:00Z");
  story.tell()
      .says("Northland staff")
      .of("captives")
      .count(Measure::released, 9)
      .total(nullptr, "2025-03-08");
  story.tell()
      .says("Northland staff")
      .of("living captives")
      .count(Measure::released, 4)
      .total(nullptr, "2025-03-08")
      .part_of(0);
  story.tell()
      .says("Northland staff")
      .of("dead")
      .count(Measure::released, 5)
      .total(nullptr, "2025-03-08")
      .part_of(0);
  const Account account = story.as_known("2025-03-09T00:00Z");
  EXPECT_EQ(tally(account, "population-1"),
            "Northland staff: 9 (running totals as stated); Northland staff: 9 (sum of its parts)");
  EXPECT_EQ(verdict(account, "1.2").status, ClauseStatus::fulfilled);
}

TEST(Tally, a_series_says_what_its_columns_hold_and_why_they_differ) {
  Story story(kValley);
  story.series().push_back(
      {.name = "toll",
       .counter = "Southland ministry",
       .columns = {
           {.name = "killed", .label = "newly recorded dead", .measure = Measure::killed},
           {.name = "cum", .label = "all dead", .measure = Measure::killed, .cumulative = true},
           {.name = "new",
            .label = "newly killed",
            .measure = Measure::killed,
            .part_of = "killed"},
           {.name = "found",
            .label = "recovered",
            .measure = Measure::bodies_recovered,
            .part_of = "killed"}}});
  const auto row = [&](const char* day, int killed, int cum, int fresh, int found) {
    story.document("Compiler", "2025-03-20T00:00Z");
    const auto cell = [&](const char* column, Measure measure, int value) {
      story.tell().count(measure, value).on(day).statement().series = std::string("toll/") + column;
    };
    cell("killed", Measure::killed, killed);
    cell("cum", Measure::killed, cum);
    cell("new", Measure::killed, fresh);
    cell("found", Measure::bodies_recovered, found);
  };
  row("2025-03-01", 17, 1017, 10, 7);
  row("2025-03-02", 8, 1025, 2, 5);
  row("2025-03-03", 6, 1031, 1, 2);
  const Account account = story.as_known("2025-03-21T00:00Z");
  EXPECT_EQ(tally(account, "tally-1"),
            "Southland ministry: 1031 (running totals as stated); "
            "Southland ministry: 31 (sum of daily counts); "
            "Southland ministry: 13 (sum of daily counts)");
  ASSERT_FALSE(account.tallies[1].why_differ.empty());
  EXPECT_EQ(account.tallies[1].why_differ[0],
            "31 by Southland ministry, 1 Mar 2025 to 3 Mar 2025: newly recorded dead; 13 newly "
            "killed; the difference is 14 recovered and 4 not split by the source");
}

TEST(Gate, names_what_is_missing_and_who_holds_it_to_be_a_condition) {
  Story story(kValley);
  story.tell("Wire", "2025-03-02T10:00Z")
      .says("Northland staff")
      .of("living captives")
      .count(Measure::released, 4)
      .on("2025-03-02");
  story.tell("Wire", "2025-03-08T10:00Z")
      .says("Northland staff")
      .of("bodies")
      .count(Measure::bodies_returned, 5)
      .total(nullptr, "2025-03-08");
  const Account account = story.as_known("2025-03-20T00:00Z");
  EXPECT_EQ(account.gate.phase, "2");
  ASSERT_EQ(account.gate.blockers.size(), 2U);
  EXPECT_EQ(account.gate.blockers[0].account, "not declared");
  EXPECT_EQ(account.gate.blockers[1].words, "clause 1.3 is fulfilled");
  EXPECT_EQ(account.gate.blockers[1].required_by, std::vector<std::string>{"Northland"});
  EXPECT_EQ(account.gate.blockers[1].account, "5 of 6 by Northland staff, 8 Mar 2025");
}

TEST(Gate, a_declared_phase_begins_though_one_party_still_waits) {
  Story story(kValley);
  story.tell("Wire", "2025-03-02T10:00Z")
      .says("Northland staff")
      .of("living captives")
      .count(Measure::released, 4)
      .on("2025-03-02");
  story.declare("phase 2 begins", "Lakeland", "2025-03-18");
  EXPECT_EQ(story.as_known("2025-03-20T00:00Z").phases[1].state, PhaseState::State::not_started);
  story.declare("phase 2 begins", "Hillland", "2025-03-19");
  const Account account = story.as_known("2025-03-20T00:00Z");
  EXPECT_EQ(account.phases[1].state, PhaseState::State::current);
  EXPECT_EQ(account.phases[0].state, PhaseState::State::completed);
  EXPECT_EQ(line(account, "2.1"), "cannot_tell (open)");
}

TEST(Gate, is_the_next_in_order_though_a_later_phase_runs_from_the_beginning) {
  Story story(std::string(kValley) + R"(
phase 9 "Beside the others"
  begins at entry into force

  clause 9.1 "Lists"
    Northland must provide lists of officers
)");
  const Account account = story.as_known("2025-03-20T00:00Z");
  EXPECT_EQ(account.phases.back().state, PhaseState::State::current);
  EXPECT_EQ(account.gate.phase, "2");
}

TEST(Incident, is_graded_by_groups_and_never_by_copies) {
  Story story(kValley);
  std::vector<Id<Statement>> told;
  for (const char* publisher : {"Wire", "Post", "Herald"})
    told.push_back(story.tell(publisher, "2025-03-02T10:00Z")
                       .says("Southland ministry")
                       .by("Northland")
                       .act(Act::artillery)
                       .on("2025-03-02")
                       .in("Arden")
                       .id());
  story.incident(told);
  Account account = story.as_known("2025-03-03T00:00Z");
  EXPECT_EQ(account.incidents[0]->grade_parts,
            "claimed: 3 documents, 1 group, none from the side accused");
  EXPECT_EQ(account.incidents[0]->flags, std::vector<std::string>{"single origin suspected"});
  told.push_back(story.tell("Wire", "2025-03-02T12:00Z")
                     .says("the Northern army")
                     .by("Northland")
                     .act(Act::artillery)
                     .on("2025-03-02")
                     .in("Arden")
                     .id());
  Story again = story;
  again.incident(told);
  account = again.as_known("2025-03-03T00:00Z");
  EXPECT_EQ(account.incidents.back()->grade, Grade::acknowledged);
}

TEST(Arithmetic, parts_that_do_not_come_to_their_whole_are_shown) {
  Story story(kValley);
  story.document("Wire", "2025-03-08T10:00Z");
  const auto whole = story.tell().says("Southland ministry").count(Measure::violations, 497).id();
  for (const int part : {142, 21, 228, 100})
    story.tell().says("Southland ministry").count(Measure::attacks, part).part_of(0);
  const Account account = story.as_known("2025-03-09T00:00Z");
  ASSERT_EQ(account.flags.size(), 1U);
  EXPECT_EQ(account.flags[0].statement, whole);
  EXPECT_EQ(account.flags[0].text, "parts sum to 491");
}

}  // namespace
}  // namespace truce::monitor
