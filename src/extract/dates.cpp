// SPDX-License-Identifier: Apache-2.0
#include "extract/dates.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>

#include "base/zone.h"

namespace truce::extract {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::weekday;
using std::chrono::year_month_day;
using std::chrono::years;

using Words = std::initializer_list<std::string_view>;

bool among(std::string_view word, Words words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr int kBackgroundDays = 60;
constexpr int kUnitsMax = 1000;  // "the past 1,000 days"; what is more is no time of a report

std::optional<unsigned> month_named(std::string_view word) {
  constexpr std::array<std::string_view, 12> kNames = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  if (word == "sept") return 9;
  if (word.starts_with("mid-")) word.remove_prefix(4);
  for (unsigned i = 0; i < kNames.size(); ++i)
    if (word == kNames[i] || (word.size() == 3 && kNames[i].starts_with(word))) return i + 1;
  return std::nullopt;
}

std::optional<unsigned> weekday_named(std::string_view word) {
  constexpr std::array<std::string_view, 7> kNames = {"sunday",   "monday", "tuesday", "wednesday",
                                                      "thursday", "friday", "saturday"};
  for (unsigned i = 0; i < kNames.size(); ++i)
    if (word == kNames[i]) return i;
  return std::nullopt;
}

std::optional<int> small_number(std::string_view word) {
  constexpr std::array<std::string_view, 13> kWords = {"zero", "one",    "two",   "three", "four",
                                                       "five", "six",    "seven", "eight", "nine",
                                                       "ten",  "eleven", "twelve"};
  for (std::size_t i = 0; i < kWords.size(); ++i)
    if (word == kWords[i]) return static_cast<int>(i);
  if (among(word, {"a", "an"})) return 1;
  int value = 0;
  const auto end = std::from_chars(word.data(), word.data() + word.size(), value);
  if (end.ec != std::errc() || end.ptr != word.data() + word.size()) return std::nullopt;
  return value;
}

/// "10", "10th", "1st" → a day of a month.
std::optional<unsigned> day_number(std::string_view word) {
  for (const std::string_view tail : {"st", "nd", "rd", "th"})
    if (word.size() > 2 && word.ends_with(tail)) word.remove_suffix(2);
  const bool digits = !word.empty() && word.size() <= 2 && word[0] >= '0' && word[0] <= '9';
  const auto value = digits ? small_number(word) : std::nullopt;
  if (!value || *value < 1 || *value > 31) return std::nullopt;
  return static_cast<unsigned>(*value);
}

std::optional<int> year_number(std::string_view word) {
  if (word.size() != 4 || word[0] < '1' || word[0] > '2') return std::nullopt;
  const auto value = small_number(word);
  if (!value || *value < 1900 || *value > 2100) return std::nullopt;
  return value;
}

std::optional<Day> day_from(int year, unsigned month, unsigned day) {
  const year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                            std::chrono::day{day}};
  if (!date.ok()) return std::nullopt;
  return Day(date);
}

Day first_of_month(int year, unsigned month) {
  return Day(
      year_month_day{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{1}});
}

Day last_of_month(Day first) {
  const year_month_day date(first);
  return Day(date.year() / date.month() / std::chrono::last);
}

int year_of(Day day) { return static_cast<int>(year_month_day(day).year()); }

Day monday_of(Day day) { return day - (weekday(day) - std::chrono::Monday); }

/// `day` moved by whole months; the last of a shorter month stands in for a day it lacks.
Day months_before(Day day, int count) {
  const year_month_day date(day);
  const auto moved = date.year() / date.month() / 1 - months(count);
  const Day last = Day(moved.year() / moved.month() / std::chrono::last);
  const Day same = Day(moved) + days(static_cast<unsigned>(date.day()) - 1);
  return std::min(same, last);
}

/// The bare time, without the words before it.
struct Core {
  Day from;
  Day until;
  Precision precision = Precision::day;
  std::size_t end = 0;
  bool weekday = false;
  bool guessed = false;  // the year was
  bool span = false;     // a stretch that ends with the publication: "the past 24 hours"
  bool entry = false;
};

class Reader {
 public:
  Reader(const Tokens& tokens, TokenRange range, const TimeContext& context)
      : tokens_(tokens), range_(range), context_(context) {
    range_.end = std::min(range_.end, tokens.size());
  }

  std::vector<FoundTime> run() {
    for (std::size_t at = range_.begin; at < range_.end;) {
      const auto time = time_at(at);
      if (!time) {
        ++at;
        continue;
      }
      found_.push_back(finished(*time));
      at = std::max(at + 1, time->tokens.end);
    }
    return std::move(found_);
  }

 private:
  std::string_view word(std::size_t at) const {
    return at >= range_.begin && at < range_.end ? std::string_view(tokens_[at].lower)
                                                 : std::string_view();
  }
  bool is_number(std::size_t at) const {
    return at < range_.end && tokens_[at].kind == TokenKind::number;
  }
  bool capitalised(std::size_t at) const {
    return at < range_.end && (tokens_[at].capitalised || tokens_[at].lower.starts_with("mid-"));
  }

  // --- a time with the words before it ---

  std::optional<FoundTime> time_at(std::size_t at) const {
    if (auto time = so_far_at(at)) return time;
    if (auto time = repeated_at(at)) return time;
    if (auto time = since_at(at)) return time;
    if (auto time = between_at(at)) return time;
    if (auto time = until_at(at)) return time;
    if (auto time = future_at(at)) return time;
    return plain_at(at);
  }

  static FoundTime made(std::size_t begin, const Core& core, TimeRole role) {
    FoundTime time;
    time.tokens = {begin, core.end};
    time.window.from = core.from;
    time.window.until = core.until;
    time.window.precision = core.precision;
    time.role = role;
    time.weekday = core.weekday;
    time.ambiguous = core.guessed;
    time.entry = core.entry;
    return time;
  }

  FoundTime finished(FoundTime time) const {
    time.span = tokens_.span(time.tokens.begin, time.tokens.end);
    if (context_.published) {
      const Day published = *context_.published;
      if (time.window.from && *time.window.from > published) time.future = true;
      const bool under_agreement = !context_.in_force.empty() && time.window.until &&
                                   *time.window.until >= context_.in_force.front();
      if (!time.window.cumulative && time.window.until && !under_agreement &&
          *time.window.until + days(kBackgroundDays) <= published)
        time.background = true;
    }
    return time;
  }

  /// "so far", "to date", "so far this year"
  std::optional<FoundTime> so_far_at(std::size_t at) const {
    std::size_t end = 0;
    if (among(word(at), {"so", "thus"}) && word(at + 1) == "far") end = at + 2;
    if (word(at) == "to" && word(at + 1) == "date") end = at + 2;
    if (word(at) == "until" && word(at + 1) == "now") end = at + 2;
    if (word(at) == "up" && word(at + 1) == "to" && word(at + 2) == "now") end = at + 3;
    if (end == 0) return std::nullopt;
    FoundTime time;
    time.role = TimeRole::so_far;
    time.window.until = context_.published;
    time.window.cumulative = true;
    if (word(end) == "this") {
      if (const auto core = core_at(end)) {
        time.window.from = core->from;
        time.window.precision = core->precision;
        end = core->end;
      }
    }
    time.tokens = {at, end};
    return time;
  }

  std::optional<FoundTime> repeated_at(std::size_t at) const {
    std::size_t end = 0;
    if (among(word(at), {"daily", "weekly", "monthly"})) end = at + 1;
    if (among(word(at), {"each", "every", "per", "a"}) &&
        among(word(at + 1), {"day", "week", "month", "night", "hour"}) &&
        (word(at) != "a" || is_rate(at)))
      end = at + 2;
    if (end == 0) return std::nullopt;
    FoundTime time;
    time.tokens = {at, end};
    time.repeated = true;
    return time;
  }

  /// "600 trucks a day": a number not far before, no "ago" or "after" behind.
  bool is_rate(std::size_t at) const {
    if (among(word(at + 2), {"ago", "after", "before", "later", "earlier"})) return false;
    for (std::size_t back = 1; back <= 4 && at >= range_.begin + back; ++back) {
      if (is_number(at - back)) return true;
      if (among(word(at - back), {"in", "for", "of", "after", "within", ",", "than"})) return false;
    }
    return false;
  }

  /// "since October 10", "since the truce took effect", "since Monday"
  std::optional<FoundTime> since_at(std::size_t at) const {
    if (word(at) == "during" || word(at) == "under") return during_truce_at(at);
    if (!among(word(at), {"since", "after", "following"})) return std::nullopt;
    const bool since = word(at) == "since";
    if (const auto entry = entry_at(at + 1)) {
      if (!since && !took_effect_within(at + 1, entry->end)) return std::nullopt;
      FoundTime time = made(at, *entry, TimeRole::since);
      time.window.until = context_.published;
      time.window.cumulative = true;
      if (entry->from == Day{}) time.window.from.reset();
      return time;
    }
    auto core = core_at(at + 1);
    if (!core && since) core = year_at(at + 1);
    if (core) {
      FoundTime time = made(at, *core, TimeRole::since);
      time.window.until = since ? context_.published : std::nullopt;
      time.window.cumulative = since;
      if (since) extend_until(time);
      return time;
    }
    if (since) return since_event_at(at);
    return std::nullopt;
  }

  /// "since 10 October until 18 December"
  void extend_until(FoundTime& time) const {
    const std::size_t at = time.tokens.end;
    if (!among(word(at), {"until", "till", "through"}) &&
        !(word(at) == "up" && word(at + 1) == "to") &&
        !(word(at) == "and" && word(at + 1) == "until"))
      return;
    const std::size_t next = among(word(at), {"up", "and"}) ? at + 2 : at + 1;
    if (const auto core = core_at(next)) {
      time.window.until = core->until;
      time.tokens.end = core->end;
    }
  }

  /// "since the war began on 7 October 2023": the date a few words on; else a start nobody gives.
  std::optional<FoundTime> since_event_at(std::size_t at) const {
    for (std::size_t i = at + 1; i < std::min(at + 14, range_.end); ++i) {
      if (among(word(i), {",", ".", ";", "said", "says", "killed", "injured", "including",
                          "according", "\""}))
        break;
      if (!among(word(i), {"on", "in", "of", "from", "last", "the"})) continue;
      if (const auto core = core_at(word(i) == "last" ? i : i + 1)) {
        FoundTime time = made(at, *core, TimeRole::since);
        time.window.until = context_.published;
        time.window.cumulative = true;
        return time;
      }
    }
    if (among(word(at + 1), {"then", "it", "he", "she", "they"})) return std::nullopt;
    FoundTime time;
    time.tokens = {at, at + 1};
    time.role = TimeRole::since;
    time.window.until = context_.published;
    time.window.cumulative = true;
    return time;
  }

  std::optional<FoundTime> during_truce_at(std::size_t at) const {
    if (word(at) != "during" || context_.in_force.empty()) return std::nullopt;
    const auto entry = entry_at(at + 1);
    if (!entry) return std::nullopt;
    FoundTime time = made(at, *entry, TimeRole::since);
    time.window.until = context_.published;
    time.window.cumulative = true;
    return time;
  }

  // --- the agreement as an anchor ---

  static bool names_truce(std::string_view w) {
    return among(w, {"ceasefire", "cease-fire", "truce", "agreement", "deal", "accord", "accords",
                     "armistice", "cessation"});
  }

  bool took_effect_within(std::size_t from, std::size_t to) const {
    for (std::size_t i = from; i < to; ++i)
      if (among(word(i), {"effect", "force", "began", "started", "start", "beginning", "begun"}))
        return true;
    return false;
  }

  /// "the [fragile Gaza] ceasefire [deal] [came into effect] [on October 10]", "entry into force"
  std::optional<Core> entry_at(std::size_t at) const {
    std::size_t i = at;
    // "a truce in that year's war" is not the agreement's, unless its own date says so.
    const bool indefinite = word(i) == "a" || word(i) == "an";
    if (indefinite || among(word(i), {"the", "this", "that", "its"})) ++i;
    if (among(word(i), {"start", "beginning", "entry", "implementation", "announcement", "signing",
                        "onset"})) {
      if (word(i) == "entry" && word(i + 1) == "into" && among(word(i + 2), {"force", "effect"}))
        return entry_ending(skip_of_truce(i + 3), std::nullopt);
      if (word(i + 1) != "of") return std::nullopt;
      i += 2;
      if (among(word(i), {"the", "this"})) ++i;
    }
    std::optional<Core> dated;
    constexpr std::size_t kModifiersMax = 5;
    for (std::size_t steps = 0; steps <= kModifiersMax; ++steps, ++i) {
      if (names_truce(word(i))) {
        auto ending = entry_ending(past_truce(i), dated);
        if (!indefinite || !ending || !ending->entry) return ending;
        if (dated || date_after(past_effect(past_truce(i)))) return ending;
        return std::nullopt;
      }
      if (!modifier(i)) return std::nullopt;
      if (const auto core = month_at(i)) {
        dated = core;
        i = core->end - 1;
      }
    }
    return std::nullopt;
  }

  bool modifier(std::size_t i) const {
    if (i >= range_.end || tokens_[i].kind == TokenKind::punct) return word(i) == "'s";
    return !among(word(i), {"of", "in", "on", "and", "to", "was", "were", "is", "said", "for", "by",
                            "with", "that", "which", "as", "war", "attack", "start", "began"});
  }

  std::size_t skip_of_truce(std::size_t i) const {
    if (word(i) != "of") return i;
    std::size_t next = i + 1;
    if (among(word(next), {"the", "this", "that"})) ++next;
    for (std::size_t steps = 0; steps < 4; ++steps, ++next)
      if (names_truce(word(next))) return past_truce(next);
    return i;
  }

  /// One past "ceasefire agreement", "cessation of hostilities", "deal between A and B".
  std::size_t past_truce(std::size_t i) const {
    while (names_truce(word(i)) || word(i) == "'s") ++i;
    if (word(i) == "of" && word(i + 1) == "hostilities") i += 2;
    while (names_truce(word(i))) ++i;
    if (among(word(i), {"between", "in", "with", "for"})) {
      for (std::size_t ahead = 1; ahead <= 6; ++ahead)
        if (starts_effect(i + ahead)) return i + ahead;
    }
    return i;
  }

  bool starts_effect(std::size_t i) const {
    if (among(word(i), {"came", "went", "entered"}) && word(i + 1) == "into") return true;
    if (among(word(i), {"took", "taking", "takes"}) && among(word(i + 1), {"effect", "hold"}))
      return true;
    return among(word(i), {"began", "started", "entry", "commenced"});
  }

  /// What follows the truce's name: its taking effect, and the day of it.
  std::optional<Core> entry_ending(std::size_t i, std::optional<Core> dated) const {
    const std::size_t end = past_effect(i);
    if (auto core = date_after(end)) {
      core->entry = is_entry(*core);
      return core;
    }
    if (dated) {
      dated->end = end;
      for (const Day day : context_.in_force)
        if (dated->from <= day && day <= dated->until) return at_entry(day, end);
      return dated;
    }
    if (!context_.in_force.empty()) return at_entry(context_.in_force.front(), end);
    Core unknown;
    unknown.precision = Precision::unknown;
    unknown.end = end;
    return unknown;
  }

  /// One past "came into effect", "was signed".
  std::size_t past_effect(std::size_t i) const {
    std::size_t end = i;
    if (among(word(end), {"has", "had", "first", "formally", "officially"})) ++end;
    if (starts_effect(end)) {
      if (among(word(end), {"came", "went", "entered", "entry"}))
        end += 3;
      else
        end += among(word(end), {"began", "started", "commenced"}) ? 1 : 2;
    } else if (among(word(end), {"was", "were"}) &&
               among(word(end + 1), {"signed", "declared", "agreed", "announced", "reached"})) {
      end += 2;
    } else {
      end = i;
    }
    return std::min(end, range_.end);
  }

  bool is_entry(const Core& core) const {
    return std::find(context_.in_force.begin(), context_.in_force.end(), core.from) !=
           context_.in_force.end();
  }

  static Core at_entry(Day day, std::size_t end) {
    Core core;
    core.from = core.until = day;
    core.end = end;
    core.entry = true;
    return core;
  }

  /// A date behind "on", "in", "at noon on" or a comma.
  std::optional<Core> date_after(std::size_t at) const {
    for (std::size_t skip = 0; skip <= 4 && at + skip < range_.end; ++skip) {
      if (among(word(at + skip), {"on", "in", "from"})) {
        auto core = core_at(at + skip + 1);
        if (!core) core = year_at(at + skip + 1);
        return core;
      }
      if (skip == 0) {
        if (const auto core = core_at(at); core && !core->span && word(at) != "this") return core;
      }
      // "at 10:00 on Friday", but not "at 339 on Friday": that is what was counted.
      const bool hour =
          is_number(at + skip) && (word(at + skip).size() <= 2 ||
                                   tokens_[at + skip].text.find(':') != std::string_view::npos);
      if (!among(word(at + skip), {"at", "noon", "midnight", ",", "local", "time", "early", "late",
                                   ":", "a.m.", "p.m.", "am", "pm", "gmt"}) &&
          !hour)
        break;
    }
    return std::nullopt;
  }

  // --- spans and limits ---

  /// "between 10 and 18 October", "from Monday to Friday", "10-18 October"
  std::optional<FoundTime> between_at(std::size_t at) const {
    const bool opened = among(word(at), {"between", "from"});
    const std::size_t first = opened ? at + 1 : at;
    if (!opened && !day_number(word(first)) && !month_named(word(first)) &&
        !weekday_named(word(first)))
      return std::nullopt;
    auto from = core_at(first);
    std::size_t joint = from ? from->end : first + 1;
    const auto bare_day = from ? std::nullopt : day_number(word(first));
    if (!from && !bare_day) {
      if (opened) from = year_at(first);
      if (!from) return std::nullopt;
      joint = from->end;
    }
    const bool joined = among(word(joint), {"to", "until", "till", "through", "-", "and"});
    if (!joined || (word(joint) == "and" && word(at) != "between")) return std::nullopt;
    auto until = core_at(joint + 1);
    if (!until && from) until = day_of_month(joint + 1, from->from);
    if (!until && opened && from) until = year_at(joint + 1);
    if (!until) return std::nullopt;
    FoundTime time = made(at, *until, TimeRole::span);
    const Day start = bare_day ? same_month(until->from, *bare_day) : from->from;
    time.window.from = from ? aligned(*from, *until) : start;
    if (*time.window.from > until->until) return std::nullopt;
    time.weekday = false;
    if (from) time.window.precision = std::max(from->precision, until->precision);
    return time;
  }

  static Day same_month(Day day, unsigned number) {
    const year_month_day date(day);
    return day_from(static_cast<int>(date.year()), static_cast<unsigned>(date.month()), number)
        .value_or(day);
  }

  /// A first day whose year was guessed takes the second one's: "from October 10 to November 2,
  /// 2024".
  static Day aligned(const Core& from, const Core& until) {
    if (!from.guessed || until.guessed) return from.from;
    const year_month_day date(from.from);
    const auto moved = day_from(year_of(until.from), static_cast<unsigned>(date.month()),
                                static_cast<unsigned>(date.day()));
    if (!moved) return from.from;
    return *moved <= until.until ? *moved : from.from;
  }

  /// "October 10 to 18": the second number is a day of the first one's month.
  std::optional<Core> day_of_month(std::size_t at, Day first) const {
    const auto number = day_number(word(at));
    if (!number || among(word(at + 1), {"people", "hours", "days"})) return std::nullopt;
    Core core;
    core.from = core.until = same_month(first, *number);
    core.end = at + 1;
    if (core.from < first) return std::nullopt;
    const std::size_t comma = word(at + 1) == "," ? 1 : 0;
    if (const auto year = year_number(word(at + 1 + comma))) {
      const year_month_day date(core.from);
      const auto day =
          day_from(*year, static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
      if (day) core.from = core.until = *day;
      core.end = at + 2 + comma;
    }
    return core;
  }

  /// "until Sunday", "as of 18 December", "by the end of October", "up to Thursday"
  std::optional<FoundTime> until_at(std::size_t at) const {
    std::size_t next = 0;
    if (among(word(at), {"until", "till", "by", "through"})) next = at + 1;
    if (word(at) == "as" && word(at + 1) == "of") next = at + 2;
    if (word(at) == "up" && word(at + 1) == "to") next = at + 2;
    if (next == 0) return std::nullopt;
    if (word(next) == "the" && word(next + 1) == "end" && word(next + 2) == "of") next += 3;
    auto core = core_at(next);
    if (!core && word(at) != "through") core = year_at(next);
    if (!core) return std::nullopt;
    FoundTime time = made(at, *core, TimeRole::until);
    time.window.from.reset();
    return time;
  }

  /// "tomorrow", "next week", "in the coming days", "later this month"
  std::optional<FoundTime> future_at(std::size_t at) const {
    if (!context_.published) return std::nullopt;
    const Day today = *context_.published;
    Core core;
    if (word(at) == "tomorrow") {
      core = {today + days(1), today + days(1), Precision::day, at + 1};
    } else if (word(at) == "next" && word(at + 1) == "week") {
      core = {monday_of(today) + days(7), monday_of(today) + days(13), Precision::week, at + 2};
    } else if (word(at) == "next" && word(at + 1) == "month") {
      const Day first = last_of_month(today) + days(1);
      core = {first, last_of_month(first), Precision::month, at + 2};
    } else if (word(at) == "next" && word(at + 1) == "year") {
      core = {first_of_month(year_of(today) + 1, 1),
              last_of_month(first_of_month(year_of(today) + 1, 12)), Precision::year, at + 2};
    } else if (word(at) == "next" && weekday_named(word(at + 1))) {
      const Day day = next_weekday(*weekday_named(word(at + 1)), today + days(1));
      core = {day, day, Precision::day, at + 2};
    } else if (word(at) == "later" && word(at + 1) == "this" &&
               among(word(at + 2), {"week", "month", "year"})) {
      core = rest_of(word(at + 2), today, at + 3);
    } else if (const auto coming = coming_at(at)) {
      core = *coming;
    } else {
      return std::nullopt;
    }
    FoundTime time = made(at, core, TimeRole::at);
    time.future = true;
    return time;
  }

  static Core rest_of(std::string_view unit, Day today, std::size_t end) {
    if (unit == "week") return {today, monday_of(today) + days(6), Precision::week, end};
    if (unit == "month") return {today, last_of_month(today), Precision::month, end};
    return {today, last_of_month(first_of_month(year_of(today), 12)), Precision::year, end};
  }

  /// "the coming days", "the next 48 hours", "the next few weeks"
  std::optional<Core> coming_at(std::size_t at) const {
    if (!among(word(at), {"coming", "next"})) return std::nullopt;
    std::size_t next = at + 1;
    int count = 2;
    if (const auto number = small_number(word(next)); number && word(next) != "a") {
      count = *number;
      ++next;
    } else if (among(word(next), {"few", "several"})) {
      ++next;
    }
    const auto length = unit_days(word(next), count);
    if (!length) return std::nullopt;
    if (word(at) == "next" && next == at + 1) return std::nullopt;
    return Core{*context_.published, *context_.published + days(*length), Precision::week,
                next + 1};
  }

  static std::optional<int> unit_days(std::string_view unit, int count) {
    if (count < 0 || count > kUnitsMax) return std::nullopt;
    if (among(unit, {"hours", "hour"})) return (count + 23) / 24;
    if (among(unit, {"days", "day"})) return count;
    if (among(unit, {"weeks", "week"})) return count * 7;
    if (among(unit, {"months", "month"})) return count * 30;
    return std::nullopt;
  }

  std::optional<FoundTime> plain_at(std::size_t at) const {
    const bool preposition =
        among(word(at), {"on", "in", "during", "over", "within", "throughout", "at", "of"});
    const std::size_t first = preposition ? at + 1 : at;
    auto core = core_at(first);
    if (!core && among(word(at), {"in", "during", "throughout"})) core = year_at(first);
    if (!core) return std::nullopt;
    // "on Sunday and Monday"
    if (core->weekday && word(core->end) == "and")
      if (const auto second = weekday_at(core->end + 1);
          second && second->weekday && second->from > core->from) {
        core->until = second->until;
        core->end = second->end;
      }
    return made(at, *core, core->span ? TimeRole::span : TimeRole::at);
  }

  // --- bare times ---

  std::optional<Core> core_at(std::size_t at) const {
    if (at >= range_.end) return std::nullopt;
    std::size_t first = at;
    if (among(word(first), {"early", "late", "mid", "earlier", "the", "about", "around"}) &&
        first + 1 < range_.end)
      ++first;
    if (word(first) == "on" && word(at) == "earlier") ++first;
    if (auto core = date_at(first)) return core;
    if (auto core = month_at(first)) return core;
    if (auto core = weekday_at(first)) return core;
    if (auto core = deictic_at(first)) return core;
    if (auto core = past_at(first)) return core;
    if (auto core = ago_at(at)) return core;
    return iso_at(at);
  }

  static Day next_weekday(unsigned number, Day from) {
    return from + (weekday(number) - weekday(from));
  }

  /// The most recent day or month `month`/`day` on or before publication.
  std::optional<Day> recent(unsigned month, unsigned day) const {
    if (!context_.published) return std::nullopt;
    int year = year_of(*context_.published);
    auto date = day_from(year, month, day);
    if (!date || *date > *context_.published) date = day_from(--year, month, day);
    if (!date) date = day_from(year - (year % 4), month, day);  // 29 February
    return date;
  }

  /// "10 October 2025", "October 10", "the 10th of October", "Oct. 13, 2025"
  std::optional<Core> date_at(std::size_t at) const {
    if (const auto day = day_number(word(at))) {
      const std::size_t of = word(at + 1) == "of" ? 1 : 0;
      const std::size_t name = at + 1 + of;
      const auto month = month_named(word(name));
      if (!month || !capitalised(name)) return std::nullopt;
      return dated(*month, *day, name + 1);
    }
    const auto month = month_named(word(at));
    if (!month || !capitalised(at)) return std::nullopt;
    const auto day = day_number(word(at + 1));
    if (!day || word(at + 2) == ":" || among(word(at + 2), {"people", "percent", "%"}))
      return std::nullopt;
    return dated(*month, *day, at + 2);
  }

  std::optional<Core> dated(unsigned month, unsigned day, std::size_t end) const {
    Core core;
    core.end = end;
    const std::size_t comma = word(end) == "," ? 1 : 0;
    if (const auto year = year_number(word(end + comma))) {
      const auto date = day_from(*year, month, day);
      if (!date) return std::nullopt;
      core.from = core.until = *date;
      core.end = end + comma + 1;
      return core;
    }
    const auto date = recent(month, day);
    if (!date) return std::nullopt;
    core.from = core.until = *date;
    core.guessed = true;
    return core;
  }

  /// "October 2023", "October of 2023", "October"
  std::optional<Core> month_at(std::size_t at) const {
    const auto month = month_named(word(at));
    if (!month || !capitalised(at)) return std::nullopt;
    Core core;
    core.precision = Precision::month;
    const std::size_t skip = among(word(at + 1), {"of", ","}) ? 1 : 0;
    if (const auto year = year_number(word(at + 1 + skip))) {
      core.from = first_of_month(*year, *month);
      core.end = at + 2 + skip;
    } else if (word(at + 1) == "last" && word(at + 2) == "year" && context_.published) {
      core.from = first_of_month(year_of(*context_.published) - 1, *month);
      core.end = at + 3;
    } else {
      const auto first = recent(*month, 1);
      if (!first || !stands_for_month(at)) return std::nullopt;
      core.from = *first;
      core.end = at + 1;
      core.guessed = true;
    }
    core.until = last_of_month(core.from);
    return core;
  }

  /// "May" and "March" are words and names too: a bare month needs a word of time before it.
  bool stands_for_month(std::size_t at) const {
    const std::string_view previous = at > range_.begin ? word(at - 1) : std::string_view();
    if (among(previous, {"in", "since", "until", "by", "of", "last", "this", "early", "late", "mid",
                         "from", "during", "between", "and", "to", "through", "end"}))
      return true;
    return word(at).size() > 5 && (previous == "the" || word(at + 1) == "'s");
  }

  /// "Friday", "last Friday", "Friday, 10 October", "Sunday night"
  std::optional<Core> weekday_at(std::size_t at) const {
    const bool last = among(word(at), {"last", "this", "previous", "past"});
    const std::size_t name = last ? at + 1 : at;
    const auto number = weekday_named(word(name));
    if (!number || !capitalised(name)) return std::nullopt;
    std::size_t end = name + 1;
    const std::size_t comma = word(end) == "," ? 1 : 0;
    if (auto date = date_at(end + comma)) return date;
    if (!context_.published) return std::nullopt;
    const Day newest = *context_.published - (word(at) == "last" ? days(1) : days(0));
    const Day day = newest - (weekday(newest) - weekday(*number));
    if (among(word(end), {"morning", "afternoon", "evening", "night"})) ++end;
    return Core{day, day, Precision::day, end, true};
  }

  /// "today", "yesterday", "overnight", "this month", "last week"
  std::optional<Core> deictic_at(std::size_t at) const {
    if (!context_.published) return std::nullopt;
    const Day today = *context_.published;
    const std::string_view w = word(at), next = word(at + 1);
    if (among(w, {"today", "tonight"})) return Core{today, today, Precision::day, at + 1};
    if (w == "yesterday") {
      const bool part = among(next, {"morning", "afternoon", "evening", "night"});
      return Core{today - days(1), today - days(1), Precision::day, at + 1 + part};
    }
    if (w == "weekend") {
      const Day saturday = today - (weekday(today) - std::chrono::Saturday);
      return Core{saturday, std::min(saturday + days(1), today), Precision::week, at + 1};
    }
    if (w == "overnight") return Core{today - days(1), today, Precision::day, at + 1};
    if (w == "last" && next == "night") return Core{today - days(1), today, Precision::day, at + 2};
    if (w == "this" && among(next, {"morning", "afternoon", "evening"}))
      return Core{today, today, Precision::part_of_day, at + 2};
    if (w == "previous" && next == "day")
      return Core{today - days(1), today - days(1), Precision::day, at + 2};
    if (among(w, {"this", "last"})) return unit_at(w == "last", next, today, at);
    return std::nullopt;
  }

  std::optional<Core> unit_at(bool last, std::string_view unit, Day today, std::size_t at) const {
    // "the last week" is the past seven days, "last week" the calendar's.
    if (last && at > range_.begin && word(at - 1) == "the") return std::nullopt;
    const std::size_t end = at + 2;
    if (unit == "week") {
      const Day monday = monday_of(today);
      return last ? Core{monday - days(7), monday - days(1), Precision::week, end}
                  : Core{monday, today, Precision::week, end};
    }
    if (unit == "month") {
      const year_month_day date(today);
      const Day first = Day(date.year() / date.month() / 1);
      if (!last) return Core{first, today, Precision::month, end};
      const Day earlier = months_before(first, 1);
      return Core{earlier, first - days(1), Precision::month, end};
    }
    if (unit == "year") {
      const int year = year_of(today);
      if (!last) return Core{first_of_month(year, 1), today, Precision::year, end};
      return Core{first_of_month(year - 1, 1), last_of_month(first_of_month(year - 1, 12)),
                  Precision::year, end};
    }
    if (unit == "weekend") {
      const Day saturday = today - (weekday(today) - std::chrono::Saturday);
      return Core{saturday, saturday + days(1), Precision::week, end};
    }
    const auto month = month_named(unit);
    if (!month || !capitalised(at + 1)) return std::nullopt;
    const auto first = recent(*month, 1);
    if (!first) return std::nullopt;
    return Core{*first, last_of_month(*first), Precision::month, end, false, true};
  }

  /// "[the] past 24 hours", "[the] last three days", "[the] past week"; `at` is after "the".
  std::optional<Core> past_at(std::size_t at) const {
    if (!context_.published || !among(word(at), {"past", "last", "previous", "preceding"}))
      return std::nullopt;
    std::size_t next = at + 1;
    int count = 1;
    const auto number = small_number(word(next));
    if (number && *number <= kUnitsMax && is_unit_ahead(next + 1)) {
      count = *number;
      ++next;
    } else if (among(word(next), {"few", "several"})) {
      return std::nullopt;
    } else if (word(at) != "past" && (at == range_.begin || word(at - 1) != "the")) {
      return std::nullopt;
    }
    const Day today = *context_.published;
    Core core{today, today, Precision::day, next + 1};
    core.span = true;
    if (among(word(next), {"year", "years"})) {
      core.from = months_before(today, 12 * count);
      core.precision = Precision::month;
      return core;
    }
    if (among(word(next), {"month", "months"})) {
      core.from = months_before(today, count);
      return core;
    }
    if (word(next) == "night") count = 1;
    const auto length =
        word(next) == "night" ? std::optional<int>(1) : unit_days(word(next), count);
    if (!length) return std::nullopt;
    core.from = today - days(*length);
    return core;
  }

  bool is_unit_ahead(std::size_t at) const {
    return among(word(at), {"hours", "hour", "days", "day", "weeks", "week", "months", "month",
                            "years", "year"});
  }

  /// "three days ago", "a week ago", "two days earlier"
  std::optional<Core> ago_at(std::size_t at) const {
    if (!context_.published) return std::nullopt;
    const auto count = small_number(word(at));
    if (!count || *count > kUnitsMax || !is_unit_ahead(at + 1) || word(at + 2) != "ago")
      return std::nullopt;
    const Day today = *context_.published;
    const std::size_t end = at + 3;
    const std::string_view unit = word(at + 1);
    if (among(unit, {"month", "months", "year", "years"})) {
      const bool year = unit.starts_with("year");
      const Day day = months_before(today, *count * (year ? 12 : 1));
      const year_month_day date(day);
      if (year) {
        return Core{first_of_month(year_of(day), 1),
                    last_of_month(first_of_month(year_of(day), 12)), Precision::year, end};
      }
      const Day first = Day(date.year() / date.month() / 1);
      return Core{first, last_of_month(first), Precision::month, end};
    }
    const auto length = unit_days(unit, *count);
    if (!length) return std::nullopt;
    const Day day = today - days(*length);
    return Core{day, day, unit.starts_with("week") ? Precision::week : Precision::day, end};
  }

  /// "2025-10-10", "13/10/2025" where no other reading of it exists.
  std::optional<Core> iso_at(std::size_t at) const {
    if (!is_number(at) || !is_number(at + 2) || !is_number(at + 4)) return std::nullopt;
    const std::string_view mark = word(at + 1);
    if (mark != word(at + 3) || !among(mark, {"-", "/", "."})) return std::nullopt;
    const auto a = small_number(word(at)), b = small_number(word(at + 2)),
               c = small_number(word(at + 4));
    if (!a || !b || !c) return std::nullopt;
    std::optional<Day> day;
    const auto date = [](int year, int month, int number) {
      return month < 1 || number < 1
                 ? std::nullopt
                 : day_from(year, static_cast<unsigned>(month), static_cast<unsigned>(number));
    };
    if (year_number(word(at))) {
      day = date(*a, *b, *c);
    } else if (year_number(word(at + 4))) {
      if (*a > 12 || mark == ".") day = date(*c, *b, *a);
      if (*b > 12) day = date(*c, *a, *b);
    }
    if (!day) return std::nullopt;
    return Core{*day, *day, Precision::day, at + 5};
  }

  /// A year alone; the caller has seen a word of time before it.
  std::optional<Core> year_at(std::size_t at) const {
    std::size_t first = at;
    if (among(word(first), {"early", "late", "mid"})) ++first;
    const auto year = year_number(word(first));
    if (!year || (first < range_.end && tokens_[first].text.size() != 4)) return std::nullopt;
    // "in 2023 people": rare enough; "in 1,948 villages" has its comma and is refused above.
    return Core{first_of_month(*year, 1), last_of_month(first_of_month(*year, 12)), Precision::year,
                first + 1};
  }

  const Tokens& tokens_;
  TokenRange range_;
  const TimeContext& context_;
  std::vector<FoundTime> found_;
};

}  // namespace

TimeContext time_context(const Document& document, const std::vector<Instant>& in_force,
                         const std::string& zone) {
  TimeContext context;
  if (document.published) context.published = day_of(*document.published);
  for (const Instant at : in_force) {
    const auto local = local_of(at, zone);
    context.in_force.push_back(local ? local->day : day_of(at));
  }
  return context;
}

std::vector<FoundTime> times_in(const Tokens& tokens, TokenRange range,
                                const TimeContext& context) {
  return Reader(tokens, range, context).run();
}

FoundTime as_future(FoundTime time, const TimeContext& context) {
  if (!context.published || !time.window.until || time.window.cumulative) return time;
  const Day published = *context.published;
  if (*time.window.until >= published || time.role == TimeRole::span) return time;
  const Day from = time.window.from.value_or(*time.window.until);
  if (time.weekday) {
    const Day next = published + (weekday(from) - weekday(published));
    if (time.window.from) time.window.from = next;
    time.window.until = next;
  } else if (time.ambiguous) {
    const auto next_year = [](Day day) { return months_before(day, -12); };
    if (time.window.from) time.window.from = next_year(*time.window.from);
    time.window.until = next_year(*time.window.until);
  } else {
    return time;
  }
  time.future = *time.window.until > published;
  time.background = false;
  return time;
}

}  // namespace truce::extract
