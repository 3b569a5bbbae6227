// SPDX-License-Identifier: Apache-2.0
// The lines of the heading that say how days are counted: working days, holidays, which day is day
// one, and what becomes of a deadline on a day of rest and of a day that a month lacks.
#include <fmt/format.h>

#include <algorithm>

#include "agreement/layout.h"
#include "agreement/reader.h"
#include "agreement/suggest.h"

namespace truce::agreement {
namespace {

// Sunday first, as std::chrono::weekday numbers them.
const std::vector<std::string> kWeekdays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                            "Thursday", "Friday", "Saturday"};

std::optional<std::size_t> take_weekday(Reader& reader, Sentence& sentence) {
  const std::string word = sentence.at_kind(Token::Kind::word) ? sentence.peek()->text : "";
  const auto found = std::find(kWeekdays.begin(), kWeekdays.end(), word);
  if (found == kWeekdays.end()) {
    reader.error(sentence.here(),
                 word.empty() ? std::string("a day of the week is missing here")
                              : fmt::format("'{}' is no day of the week", word),
                 did_you_mean(word, kWeekdays, "write it in full, as in 'Sunday to Thursday'"));
    return std::nullopt;
  }
  sentence.advance();
  return static_cast<std::size_t>(found - kWeekdays.begin());
}

/// "Sunday to Thursday", "Monday, Tuesday and Saturday"
void read_working_days(Reader& reader, Sentence& sentence) {
  sentence.take("working days");
  CalendarRules::Week week{};
  while (true) {
    const auto first = take_weekday(reader, sentence);
    if (!first) return;
    week[*first] = true;
    if (sentence.take("to")) {
      const auto last = take_weekday(reader, sentence);
      if (!last) return;
      for (std::size_t at = *first; at != *last; at = (at + 1) % week.size()) week[at] = true;
      week[*last] = true;
    }
    const bool comma = sentence.at_kind(Token::Kind::comma);
    if (comma) sentence.advance();
    if (!sentence.take("and") && !comma) break;
  }
  reader.agreement.calendar.working_days = week;
}

void read_holidays(Reader& reader, Sentence& sentence) {
  sentence.advance();
  while (true) {
    const std::size_t first = sentence.position();
    const auto date = take_date(reader, sentence);
    if (!date) return;
    std::vector<Day>& all = reader.agreement.calendar.holidays;
    if (!date->whole_day)
      reader.error(sentence.span_from(first), "a holiday is a whole day", "leave the hour out");
    if (std::find(all.begin(), all.end(), date->at.day) != all.end())
      reader.error(sentence.span_from(first), "this holiday is named twice",
                   "leave one of them out");
    else
      all.push_back(date->at.day);
    const bool comma = sentence.at_kind(Token::Kind::comma);
    if (comma) sentence.advance();
    if (!sentence.take("and") && !comma) break;
  }
}

struct Choice {
  std::string_view words;
  int value;
};

/// What follows a line's opening words: one of two ends.
template <class Value>
void take_choice(Reader& reader, Sentence& sentence, std::optional<Value>& into,
                 std::initializer_list<Choice> choices, std::string_view help) {
  for (const Choice& choice : choices) {
    if (!sentence.take(choice.words)) continue;
    if (into)
      reader.error(sentence.whole(), "this is said twice of the agreement",
                   "keep one of the lines");
    into = static_cast<Value>(choice.value);
    return;
  }
  reader.error(sentence.ended() ? sentence.here() : sentence.rest(),
               "this line does not end as one of its kind does", std::string(help));
  sentence.take_rest();
}

using Rules = CalendarRules;

std::string week_to_text(const Rules::Week& week) {
  // A single run of three days or more is written by its ends.
  const auto working = std::count(week.begin(), week.end(), true);
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at < week.size(); ++at)
    if (week[at] && !week[(at + week.size() - 1) % week.size()]) starts.push_back(at);
  if (working == static_cast<std::ptrdiff_t>(week.size())) return "Monday to Sunday";
  if (starts.size() == 1 && working >= 3) {
    const std::size_t last = (starts.front() + static_cast<std::size_t>(working) - 1) % week.size();
    return kWeekdays[starts.front()] + " to " + kWeekdays[last];
  }
  std::string text;
  for (std::size_t at = 1; at <= week.size(); ++at)
    if (week[at % week.size()]) text += (text.empty() ? "" : ", ") + kWeekdays[at % week.size()];
  return text;
}

}  // namespace

bool read_calendar_line(Reader& reader, const Line& line, Sentence& sentence) {
  CalendarRules& rules = reader.agreement.calendar;
  const auto says = [&](std::string_view words, std::string_view key) {
    if (!sentence.at(words)) return false;
    reader.key(line, std::string(key));
    return true;
  };
  if (says("working days", "working days")) {
    read_working_days(reader, sentence);
  } else if (says("holidays", "holidays") || says("holiday", "holidays")) {
    read_holidays(reader, sentence);
  } else if (says("day one", "day one")) {
    sentence.take("day one");
    sentence.take("is");
    take_choice(reader, sentence, rules.day_one,
                {{"the day itself", static_cast<int>(Rules::DayOne::the_day_itself)},
                 {"the day after", static_cast<int>(Rules::DayOne::the_day_after)}},
                "write 'day one is the day itself' or 'day one is the day after'");
  } else if (says("a deadline on a day of rest", "rest")) {
    sentence.take("a deadline on a day of rest");
    take_choice(
        reader, sentence, rules.on_rest_day,
        {{"moves to the next working day", static_cast<int>(Rules::OnRestDay::next_working_day)},
         {"stays", static_cast<int>(Rules::OnRestDay::stays)}},
        "write 'a deadline on a day of rest moves to the next working day' or '… stays'");
  } else if (says("a day that a month lacks", "lacking")) {
    sentence.take("a day that a month lacks");
    sentence.take("is");
    take_choice(reader, sentence, rules.lacking_day,
                {{"its last day", static_cast<int>(Rules::LackingDay::last_of_month)},
                 {"the first of the next", static_cast<int>(Rules::LackingDay::first_of_next)}},
                "write 'a day that a month lacks is its last day' or '… is the first of the next'");
  } else {
    return false;
  }
  reader.expect_end(sentence, "nothing follows in this line");
  return true;
}

bool at_calendar_line(const Sentence& sentence) {
  return sentence.at_any({"working days", "holidays", "holiday", "day one",
                          "a deadline on a day of rest", "a day that a month lacks"});
}

std::vector<PrintedLine> calendar_lines(const CalendarRules& rules) {
  std::vector<PrintedLine> lines;
  const auto add = [&](std::string key, std::string text) {
    lines.push_back({{std::move(key)}, 2, std::move(text)});
  };
  if (rules.working_days) add("working days", "working days " + week_to_text(*rules.working_days));
  if (!rules.holidays.empty()) {
    std::string text;
    for (const Day day : rules.holidays)
      text += (text.empty() ? "holidays " : ", ") + date_to_text({day, {}}, true);
    add("holidays", text);
  }
  if (rules.day_one)
    add("day one", *rules.day_one == Rules::DayOne::the_day_itself ? "day one is the day itself"
                                                                   : "day one is the day after");
  if (rules.on_rest_day)
    add("rest", *rules.on_rest_day == Rules::OnRestDay::stays
                    ? "a deadline on a day of rest stays"
                    : "a deadline on a day of rest moves to the next working day");
  if (rules.lacking_day)
    add("lacking", *rules.lacking_day == Rules::LackingDay::last_of_month
                       ? "a day that a month lacks is its last day"
                       : "a day that a month lacks is the first of the next");
  return lines;
}

}  // namespace truce::agreement
