// SPDX-License-Identifier: Apache-2.0
// Days as the text counts them: day one, working days, holidays, days of rest, short months.
#include "monitor/calendar.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "monitor/story.h"

namespace truce::monitor {
namespace {

using testing::Story;

/// The explanation of when clause 1.1 falls due, with `lines` in the heading.
std::string due(std::string_view lines, std::string_view deadline) {
  const std::string text = fmt::format(
      "agreement \"Days\"\n  in force 31 January 2025 10:00 UTC\n{}\nparties North, South\n\n"
      "phase 1 \"Quiet\"\n  begins at entry into force\n\n"
      "  clause 1.1 \"They meet\"\n    North, South must meet {}\n",
      lines, deadline);
  const Story story(text);
  for (const Diagnostic& diagnostic : story.parsed().diagnostics)
    if (diagnostic.severity == Diagnostic::Severity::error)
      ADD_FAILURE() << render(diagnostic, "days", text);
  for (const Verdict& verdict : story.as_known("2025-02-01T00:00Z").verdicts)
    for (const Reason& reason : verdict.reasons)
      if (reason.text.starts_with("due ")) return reason.text;
  return "";
}

constexpr std::string_view kItself = "  day one is the day itself\n";
constexpr std::string_view kAfter = "  day one is the day after\n";

TEST(Calendar, without_a_day_one_days_keep_the_hour) {
  EXPECT_EQ(due("", "within 5 days of entry into force"),
            "due 5 Feb 2025 10:00 UTC: 5 days after entry into force, 31 Jan 2025 10:00 UTC");
}

TEST(Calendar, with_a_day_one_days_are_whole_and_the_last_one_is_named) {
  EXPECT_EQ(due(kItself, "within 5 days of entry into force"),
            "due 5 Feb 2025 00:00 UTC: 5 days after entry into force, 31 Jan 2025 10:00 UTC; "
            "day one is 31 Jan 2025, the last day Tuesday 4 Feb 2025");
  EXPECT_EQ(due(kAfter, "within 5 days of entry into force"),
            "due 6 Feb 2025 00:00 UTC: 5 days after entry into force, 31 Jan 2025 10:00 UTC; "
            "day one is 1 Feb 2025, the last day Wednesday 5 Feb 2025");
}

TEST(Calendar, the_hours_of_a_period_are_exact_whatever_day_one_is) {
  EXPECT_EQ(due(kAfter, "within 72 hours of entry into force"),
            "due 3 Feb 2025 10:00 UTC: 72 hours after entry into force, 31 Jan 2025 10:00 UTC");
}

TEST(Calendar, the_42nd_day_obeys_day_one) {
  EXPECT_EQ(due(kItself, "by the 42nd day after entry into force"),
            "due 14 Mar 2025 00:00 UTC: day 42 after entry into force, 31 Jan 2025 10:00 UTC; "
            "day one is 31 Jan 2025, day 42 is Thursday 13 Mar 2025");
  EXPECT_EQ(due(kAfter, "by day 42 of phase 1"),
            "due 15 Mar 2025 00:00 UTC: day 42 after the beginning of phase 1, 31 Jan 2025 10:00 "
            "UTC; day one is 1 Feb 2025, day 42 is Friday 14 Mar 2025");
}

TEST(Calendar, working_days_are_those_that_the_text_names_and_no_holidays) {
  EXPECT_EQ(
      due("  working days Sunday to Thursday\n  holidays 3 February 2025\n",
          "within 2 working days of entry into force"),
      "due 4 Feb 2025 10:00 UTC: 2 working days after entry into force, 31 Jan 2025 10:00 UTC");
  EXPECT_EQ(
      due("  working days Sunday to Thursday\n  day one is the day after\n",
          "within 2 working days of entry into force"),
      "due 4 Feb 2025 00:00 UTC: 2 working days after entry into force, 31 Jan 2025 10:00 UTC; "
      "day one is 1 Feb 2025, the last day Monday 3 Feb 2025");
}

TEST(Calendar, a_deadline_on_a_day_of_rest_moves_where_the_text_says_so) {
  constexpr std::string_view moves =
      "  holidays 10 March 2025\n  a deadline on a day of rest moves to the next working day\n";
  EXPECT_EQ(due(moves, "by 8 March 2025"),
            "due 12 Mar 2025 00:00 UTC: the end of the day that the text names, 9 Mar 2025 00:00 "
            "UTC; Saturday 8 Mar 2025 is a day of rest, so it moves to Tuesday 11 Mar 2025");
  EXPECT_EQ(
      due(moves, "by 7 March 2025"),
      "due 8 Mar 2025 00:00 UTC: the end of the day that the text names, 8 Mar 2025 00:00 UTC");
  EXPECT_EQ(
      due("  a deadline on a day of rest stays\n", "by 8 March 2025"),
      "due 9 Mar 2025 00:00 UTC: the end of the day that the text names, 9 Mar 2025 00:00 UTC");
  EXPECT_EQ(due(moves, "within 24 hours of entry into force"),
            "due 1 Feb 2025 10:00 UTC: 24 hours after entry into force, 31 Jan 2025 10:00 UTC");
}

TEST(Calendar, a_day_that_a_month_lacks_is_what_the_text_says) {
  EXPECT_EQ(due("", "within 1 month of entry into force"),
            "due 28 Feb 2025 10:00 UTC: 1 month after entry into force, 31 Jan 2025 10:00 UTC");
  EXPECT_EQ(due("  a day that a month lacks is the first of the next\n",
                "within 1 month of entry into force"),
            "due 1 Mar 2025 10:00 UTC: 1 month after entry into force, 31 Jan 2025 10:00 UTC");
}

TEST(Calendar, a_week_without_work_ends_the_search_for_a_working_day) {
  Calendar calendar("UTC", {.working_days = CalendarRules::Week{},
                            .on_rest_day = CalendarRules::OnRestDay::next_working_day});
  const Instant at = *parse_instant("2025-03-08T12:00Z");
  EXPECT_GT(calendar.rolled(at).at, at);
  EXPECT_GT(calendar.after(at, {5, Duration::Unit::working_days}), at);
}

TEST(Calendar, the_day_of_the_account_is_counted_from_the_same_day_one) {
  const auto day = [](std::string_view lines) {
    return Story(fmt::format("agreement \"Days\"\n  in force 31 January 2025 10:00 UTC\n{}\n"
                             "parties North, South\n\nphase 1\n",
                             lines))
        .as_known("2025-02-03T00:00Z")
        .day;
  };
  EXPECT_EQ(day(""), 4);
  EXPECT_EQ(day(kItself), 4);
  EXPECT_EQ(day(kAfter), 3);
}

}  // namespace
}  // namespace truce::monitor
