// SPDX-License-Identifier: Apache-2.0
#include "extract/dates.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace truce::extract {
namespace {

TimeContext context_of(std::string_view published, std::string_view in_force = "2025-10-10") {
  TimeContext context;
  context.published = *parse_day(published);
  if (!in_force.empty()) context.in_force.push_back(*parse_day(in_force));
  return context;
}

std::string shown(const FoundTime& time) {
  const auto day = [](const std::optional<Day>& at) {
    return at ? truce::to_text(*at) : std::string();
  };
  std::string text = day(time.window.from) + ".." + day(time.window.until);
  if (time.window.from == time.window.until) text = day(time.window.from);
  if (time.window.cumulative) text += " total";
  if (time.role == TimeRole::until) text += " until";
  if (time.future) text += " future";
  if (time.background) text += " background";
  if (time.repeated) text = "repeated";
  return text;
}

/// The times of `text`, published on Friday 19 December 2025 unless said otherwise.
void check(std::string_view text, std::string_view expected,
           std::string_view published = "2025-12-19", std::string_view in_force = "2025-10-10") {
  const Tokens tokens = tokens_of(text);
  std::string all;
  const auto context = context_of(published, in_force);
  for (const FoundTime& time : times_in(tokens, {0, tokens.size()}, context)) {
    if (!all.empty()) all += " | ";
    all += shown(time);
  }
  EXPECT_EQ(all, expected) << text;
}

TEST(Dates, AWeekdayIsTheMostRecent) {
  check("It burned on Monday.", "2025-12-15");
  check("It burned on Friday.", "2025-12-19");
  check("It burned last Friday.", "2025-12-12");
  check("Early Tuesday, shells fell.", "2025-12-16");
  check("On Tuesday, 9 December 2025, shells fell.", "2025-12-09");
}

TEST(Dates, ADateTakesItsYearFromThePublication) {
  check("They met on 13 October.", "2025-10-13");
  check("They met on Oct. 13, 2025.", "2025-10-13");
  check("They met on the 4th of July.", "2025-07-04 background");
  check("They met on 30 December.", "2024-12-30 background");
  check("They met on 2025-10-11 and 13/11/2025.", "2025-10-11 | 2025-11-13");
}

TEST(Dates, WordsForDaysAreRelative) {
  check("Shells fell yesterday.", "2025-12-18");
  check("Shells fell overnight.", "2025-12-18..2025-12-19");
  check("Shells fell in the past 24 hours.", "2025-12-18..2025-12-19");
  check("Shells fell over the last three days.", "2025-12-16..2025-12-19");
  check("Shells fell last week.", "2025-12-08..2025-12-14");
  check("Shells fell in the past week.", "2025-12-12..2025-12-19");
  check("Shells fell this month.", "2025-12-01..2025-12-19");
  check("Shells fell last month.", "2025-11-01..2025-11-30");
  check("Shells fell three days ago.", "2025-12-16");
  check("Rock formed 2000000000 years ago, or in the past 2000000000 years.", "");
}

TEST(Dates, AMonthOrAYearIsTheWholeOfIt) {
  check("In November the posts closed.", "2025-11-01..2025-11-30");
  check("The attack of October 2023 came first.", "2023-10-01..2023-10-31 background");
  check("In 2014 a line was drawn.", "2014-01-01..2014-12-31 background");
  check("The speaker may march on.", "");
}

TEST(Dates, ARunningTotalHasAStart) {
  check("12 died since October 10.", "2025-10-10..2025-12-19 total");
  check("12 died since Monday.", "2025-12-15..2025-12-19 total");
  check("12 died since 2022.", "2022-01-01..2025-12-19 total");
  check("12 died since August.", "2025-08-01..2025-12-19 total");
  check("12 died so far.", "..2025-12-19 total");
  check("To date, 12 died.", "..2025-12-19 total");
  check("So far this year 12 died.", "2025-01-01..2025-12-19 total");
  check("12 died since 10 October until 18 December.", "2025-10-10..2025-12-18 total");
}

TEST(Dates, AnAgreementTakingEffectIsADay) {
  const std::string_view since = "2025-10-10..2025-12-19 total";
  check("3 died since the ceasefire came into effect on October 10.", since);
  check("3 died since the truce entered into force.", since);
  check("3 died since the fragile Cairo-brokered ceasefire began.", since);
  check("3 died since its entry into force.", since);
  check("3 died since the cessation of hostilities agreement took effect.", since);
  check("3 died since the start of the truce.", since);
  check("3 died since the November 2024 ceasefire.", "2024-11-01..2025-03-01 total", "2025-03-01",
        "");
  check("3 died since the November 2024 ceasefire.", "2024-11-27..2025-03-01 total", "2025-03-01",
        "2024-11-27");
  check("3 died since the ceasefire took effect.", "..2025-03-01 total", "2025-03-01", "");
}

TEST(Dates, SpansHaveTwoEnds) {
  check("From 10 to 18 October they met.", "2025-10-10..2025-10-18");
  check("Between October 10 and November 2, 2024 they met.", "2024-10-10..2024-11-02 background");
  check("From Monday to Wednesday they met.", "2025-12-15..2025-12-17");
  check("It counted 12 as of 18 December.", "..2025-12-18 until");
}

TEST(Dates, TheFutureIsMarked) {
  check("They will meet tomorrow.", "2025-12-20 future");
  check("They will meet next week.", "2025-12-22..2025-12-28 future");
  check("They will meet in the next 48 hours.", "2025-12-19..2025-12-21 future");
}

TEST(Dates, AWeekdayOfAPlanIsTheNext) {
  const Tokens tokens = tokens_of("They will meet on Sunday.");
  const auto context = context_of("2025-12-19");
  const auto times = times_in(tokens, {0, tokens.size()}, context);
  ASSERT_EQ(times.size(), 1U);
  EXPECT_EQ(shown(as_future(times.front(), context)), "2025-12-21 future");
}

TEST(Dates, WhatComesEachDayHasNoDay) { check("It admits 600 trucks a day.", "repeated"); }

TEST(Dates, TheDayOfEntryIsThatOfTheAgreementsZone) {
  Document document;
  document.published = *parse_instant("2025-12-19T12:00Z");
  const auto context = time_context(document, {*parse_instant("2025-10-10T22:30Z")}, "Asia/Gaza");
  EXPECT_EQ(truce::to_text(context.in_force.front()), "2025-10-11");
}

}  // namespace
}  // namespace truce::extract
