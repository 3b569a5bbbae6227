// SPDX-License-Identifier: Apache-2.0
// What an explanation says, what follows upon a breach, and that the checker sees what is false.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <functional>

#include "monitor/explanation_check.h"
#include "monitor/story.h"

namespace truce::monitor {
namespace {

using testing::Story;

constexpr std::string_view kAgreement = R"(agreement "Valley"
  in force 1 March 2025 12:00 UTC

party Northland
party Southland
guarantor Lakeland
guarantor Hillland
source Northland staff speaks for Northland's side

area Valley

phase 1 "Quiet"
  begins at entry into force

  clause 1.1 "Fire ceases"
    Northland, Southland must not fire in Valley
    otherwise the guarantors must meet within 2 days

  clause 1.2 "Officers return"
    Southland must release 4 officers to Northland within 72 hours of entry into force
    counting an officer when he has crossed
    otherwise Southland must write to the parties within 24 hours
    then Lakeland must meet within 3 days

  rule 1.5 "Escalation"
    when 2 or more breaches of 1.1 within 7 days
    then the guarantors must meet within 48 hours
)";

Verdict of(const Account& account, std::string_view clause) {
  for (const Verdict& verdict : account.verdicts)
    if (verdict.clause == clause) return verdict;
  return {};
}

bool says(const Verdict& verdict, std::string_view words) {
  return std::any_of(verdict.reasons.begin(), verdict.reasons.end(), [&](const Reason& reason) {
    return reason.text.find(words) != std::string::npos;
  });
}

std::string all_of(const Verdict& verdict) {
  std::string text = fmt::format("{} {}\n", to_text(verdict.state), to_text(verdict.status));
  for (const Reason& reason : verdict.reasons) text += reason.text + "\n";
  return text;
}

/// Fire on the day, found to be a breach by the commission.
Id<Incident> breach(Story& story, const char* day) {
  const auto incident = story.incident({story.tell("Wire", (std::string(day) + "T20:00Z").c_str())
                                            .by("Northland")
                                            .act(Act::mortar)
                                            .in("Arden")
                                            .on(day)
                                            .id()});
  story.find(Question::breach, "1.1", incident, "breach", day);
  return incident;
}

void released(Story& story, const char* by, int count, const char* day, const char* hour) {
  story.tell("Wire", (std::string(day) + "T" + hour + "Z").c_str())
      .says(by)
      .by("Southland")
      .of("officers")
      .count(Measure::released, count)
      .on(day);
}

TEST(Explanation, it_says_since_when_and_why_a_clause_applies) {
  const Account account = Story(kAgreement).as_known("2025-03-02T00:00Z");
  EXPECT_TRUE(says(of(account, "1.1"),
                   "applies since 1 Mar 2025 12:00 UTC: phase 1 began at entry into force"))
      << all_of(of(account, "1.1"));
}

TEST(Explanation, what_is_late_says_how_late_and_by_whose_count) {
  Story story(kAgreement);
  released(story, "Northland staff", 4, "2025-03-06", "15:00");
  const Verdict verdict = of(story.as_known("2025-03-09T00:00Z"), "1.2");
  EXPECT_EQ(verdict.state, VerdictState::fulfilled_late);
  EXPECT_TRUE(says(verdict, "36 hours late or more, first by the count of Northland staff"))
      << all_of(verdict);
}

TEST(Explanation, what_is_open_says_how_near_it_came) {
  Story story(kAgreement);
  released(story, "Northland staff", 3, "2025-03-03", "15:00");
  const Verdict verdict = of(story.as_known("2025-03-09T00:00Z"), "1.2");
  EXPECT_TRUE(says(verdict, "nearest to done: 3 by Northland staff, 3 Mar 2025; 1 short"))
      << all_of(verdict);
}

TEST(Consequence, it_waits_for_a_breach_that_is_found) {
  const Account account = Story(kAgreement).as_known("2025-03-02T00:00Z");
  EXPECT_EQ(of(account, "1.1/1").state, VerdictState::not_triggered);
  EXPECT_EQ(of(account, "1.1/1").follows, "1.1");
  EXPECT_EQ(of(account, "1.1/1").words, "otherwise the guarantors must meet within 2 days");
  EXPECT_EQ(of(account, "1.5/1").state, VerdictState::not_triggered);
}

TEST(Consequence, it_stands_after_its_clause) {
  const Account account = Story(kAgreement).as_known("2025-03-02T00:00Z");
  std::string order;
  for (const Verdict& verdict : account.verdicts) order += verdict.clause + " ";
  EXPECT_EQ(order, "1.1 1.1/1 1.2 1.2/1 1.2/2 1.5 1.5/1 ");
}

TEST(Consequence, a_breach_brings_it_about_and_the_clock_makes_it_overdue) {
  Story story(kAgreement);
  breach(story, "2025-03-10");
  const Verdict open = of(story.as_known("2025-03-11T00:00Z"), "1.1/1");
  EXPECT_EQ(open.state, VerdictState::open);
  EXPECT_EQ(open.due, *parse_instant("2025-03-13T00:00Z"));
  const Verdict overdue = of(story.as_known("2025-03-14T00:00Z"), "1.1/1");
  EXPECT_EQ(overdue.status, ClauseStatus::overdue);
  EXPECT_EQ(overdue.since, overdue.due);
  EXPECT_TRUE(says(overdue, "follows upon a breach of 1.1 on 10 Mar 2025, found by"))
      << all_of(overdue);
}

TEST(Consequence, a_declaration_that_is_not_the_bearers_own_fulfils_it) {
  Story story(kAgreement);
  breach(story, "2025-03-10");
  story.declare("clause 1.1/1 fulfilled", "Lakeland", "2025-03-12");
  EXPECT_EQ(of(story.as_known("2025-03-14T00:00Z"), "1.1/1").status, ClauseStatus::overdue);
  story.declare("clause 1.1/1 fulfilled", "Northland", "2025-03-12");
  EXPECT_EQ(of(story.as_known("2025-03-14T00:00Z"), "1.1/1").state, VerdictState::fulfilled);
}

TEST(Consequence, a_meeting_told_of_after_the_deadline_was_late) {
  Story story(kAgreement);
  breach(story, "2025-03-10");
  story.tell("Wire", "2025-03-16T20:00Z").by("Lakeland").act(Act::meeting).on("2025-03-16");
  story.declare("clause 1.1/1 fulfilled", "Northland", "2025-03-17");
  const Verdict verdict = of(story.as_known("2025-03-20T00:00Z"), "1.1/1");
  EXPECT_EQ(verdict.state, VerdictState::fulfilled_late) << all_of(verdict);
}

TEST(Consequence, every_breach_brings_it_about_anew) {
  Story story(kAgreement);
  breach(story, "2025-03-10");
  story.declare("clause 1.1/1 fulfilled", "Northland", "2025-03-11");
  breach(story, "2025-03-20");
  const Verdict verdict = of(story.as_known("2025-03-30T00:00Z"), "1.1/1");
  EXPECT_EQ(verdict.status, ClauseStatus::overdue);
  EXPECT_TRUE(says(verdict, "brought about 2 times, answered 1 times")) << all_of(verdict);
}

TEST(Consequence, a_missed_deadline_and_a_fulfilment_bring_about_what_they_should) {
  Story story(kAgreement);
  const Account missed = story.as_known("2025-03-05T00:00Z");
  EXPECT_EQ(of(missed, "1.2/1").due, *parse_instant("2025-03-05T12:00Z"));
  EXPECT_EQ(of(missed, "1.2/2").state, VerdictState::not_triggered);
  released(story, "Northland staff", 4, "2025-03-03", "15:00");
  const Account done = story.as_known("2025-03-05T00:00Z");
  EXPECT_EQ(of(done, "1.2/1").state, VerdictState::not_triggered);
  EXPECT_EQ(of(done, "1.2/2").state, VerdictState::open);
}

TEST(Consequence, a_rule_brings_it_about_and_ends_with_it) {
  Story story(kAgreement);
  breach(story, "2025-03-10");
  const Verdict nearest = of(story.as_known("2025-03-11T00:00Z"), "1.5");
  EXPECT_TRUE(says(nearest, "at most 1 of 2 found breaches of 1.1 within 7 days, the last of 10"))
      << all_of(nearest);
  breach(story, "2025-03-12");
  const Account open = story.as_known("2025-03-13T00:00Z");
  EXPECT_EQ(of(open, "1.5").state, VerdictState::open);
  EXPECT_EQ(of(open, "1.5/1").due, *parse_instant("2025-03-15T00:00Z"));
  story.declare("clause 1.5/1 fulfilled", "Southland", "2025-03-14");
  const Account done = story.as_known("2025-03-20T00:00Z");
  EXPECT_EQ(of(done, "1.5/1").state, VerdictState::fulfilled);
  EXPECT_EQ(of(done, "1.5").state, VerdictState::fulfilled);
}

/// What the checker finds wrong once the account has been falsified.
std::size_t wrongs_after(const std::function<void(Verdict&)>& falsify, std::string_view clause) {
  Story story(kAgreement);
  breach(story, "2025-03-10");
  breach(story, "2025-03-11");
  released(story, "Northland staff", 4, "2025-03-06", "15:00");
  Account account = story.as_known("2025-03-20T00:00Z");
  for (Shared<Verdict>& verdict : account.verdicts)
    if (verdict->clause == clause) {
      Verdict falsified = verdict;
      falsify(falsified);
      verdict = std::move(falsified);
    }
  const auto wrong =
      testing::wrong_in(story.parsed().agreement, story.known("2025-03-20T00:00Z"), account);
  if (clause.empty())
    for (const std::string& one : wrong) ADD_FAILURE() << one;
  return wrong.size();
}

Reason& reason_with(Verdict& verdict, std::string_view words) {
  for (Reason& reason : verdict.reasons)
    if (reason.text.find(words) != std::string::npos) return reason;
  ADD_FAILURE() << "no reason says " << words << " in\n" << all_of(verdict);
  return verdict.reasons.emplace_back();
}

void put(Reason& reason, std::string_view in_place_of, std::string_view other) {
  const auto at = reason.text.find(in_place_of);
  ASSERT_NE(at, std::string::npos) << reason.text;
  reason.text.replace(at, in_place_of.size(), other);
}

TEST(Checker, it_finds_nothing_wrong_with_what_the_monitor_says) {
  EXPECT_EQ(wrongs_after([](Verdict&) {}, ""), 0);
}

TEST(Checker, it_catches_a_changed_number) {
  EXPECT_GT(wrongs_after([](Verdict& v) { put(reason_with(v, "4 of 4"), "4 of", "5 of"); }, "1.2"),
            0);
  EXPECT_GT(wrongs_after([](Verdict& v) { put(reason_with(v, "2 breaches"), "2", "3"); }, "1.1"),
            0);
  EXPECT_GT(wrongs_after([](Verdict& v) { put(reason_with(v, "2 incidents"), "2", "4"); }, "1.1"),
            0);
  EXPECT_GT(wrongs_after([](Verdict& v) { ++v.alleged_incidents; }, "1.1"), 0);
}

TEST(Checker, it_catches_another_voice_and_another_day) {
  EXPECT_GT(
      wrongs_after([](Verdict& v) { put(reason_with(v, "4 of 4"), "Northland staff", "Wire"); },
                   "1.2"),
      0);
  EXPECT_GT(
      wrongs_after([](Verdict& v) { put(reason_with(v, "4 of 4"), "6 Mar", "7 Mar"); }, "1.2"), 0);
}

TEST(Checker, it_catches_a_dropped_row) {
  EXPECT_GT(wrongs_after([](Verdict& v) { reason_with(v, "4 of 4").statements.clear(); }, "1.2"),
            0);
  EXPECT_GT(
      wrongs_after([](Verdict& v) { reason_with(v, "2 breaches").findings.pop_back(); }, "1.1"), 0);
}

TEST(Checker, it_derives_how_late_and_how_near_again) {
  EXPECT_GT(wrongs_after(
                [](Verdict& v) {
                  Reason& late = reason_with(v, "late or more");
                  put(late, late.text.find("days late") != std::string::npos ? "days" : "hours",
                      "minutes");
                },
                "1.2"),
            0);
  EXPECT_GT(wrongs_after(
                [](Verdict& v) { put(reason_with(v, "late or more"), "Northland staff", "Wire"); },
                "1.2"),
            0);
  EXPECT_GT(wrongs_after([](Verdict& v) { *v.since -= std::chrono::hours{1}; }, "1.2"), 0);
  EXPECT_GT(
      wrongs_after([](Verdict& v) { reason_with(v, "triggered").findings.pop_back(); }, "1.5"), 0);
  EXPECT_GT(
      wrongs_after([](Verdict& v) { put(reason_with(v, "overdue since"), "20", "21"); }, "1.1/1"),
      0);
}

TEST(Checker, it_derives_the_nearest_miss_again) {
  Story story(kAgreement);
  released(story, "Northland staff", 2, "2025-03-02", "15:00");
  released(story, "Wire", 1, "2025-03-02", "16:00");
  Account account = story.as_known("2025-03-03T00:00Z");
  const auto wrongs = [&] {
    return testing::wrong_in(story.parsed().agreement, story.known("2025-03-03T00:00Z"), account);
  };
  EXPECT_TRUE(wrongs().empty());
  for (Shared<Verdict>& verdict : account.verdicts) {
    if (verdict->clause != "1.2") continue;
    Verdict falsified = verdict;
    put(reason_with(falsified, "nearest to done"), "2 short", "3 short");
    verdict = std::move(falsified);
  }
  EXPECT_FALSE(wrongs().empty());
}

TEST(Checker, it_catches_a_record_that_nobody_knows) {
  EXPECT_GT(wrongs_after([](Verdict& v) { reason_with(v, "4 of 4").statements = {{9999}}; }, "1.2"),
            0);
}

TEST(Checker, it_catches_a_deadline_that_is_not_its_anchor_and_its_period) {
  EXPECT_GT(wrongs_after([](Verdict& v) { put(reason_with(v, "72 hours"), "72", "48"); }, "1.2"),
            0);
  EXPECT_GT(wrongs_after([](Verdict& v) { *v.due += std::chrono::hours{1}; }, "1.2"), 0);
}

TEST(Checker, it_catches_a_fulfilment_on_nobodys_word) {
  EXPECT_GT(wrongs_after(
                [](Verdict& v) {
                  v.state = VerdictState::fulfilled;
                  v.status = ClauseStatus::fulfilled;
                },
                "1.1/1"),
            0);
}

TEST(Checker, it_catches_a_sentence_that_it_cannot_check) {
  EXPECT_GT(wrongs_after(
                [](Verdict& v) {
                  v.reasons.push_back({"all is well", {}, {}, {}, {}});
                },
                "1.1"),
            0);
}

}  // namespace
}  // namespace truce::monitor
