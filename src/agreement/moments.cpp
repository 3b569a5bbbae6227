// SPDX-License-Identifier: Apache-2.0
// Stretches of time, dates, and moments named by what they follow.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "agreement/reader.h"
#include "agreement/suggest.h"

namespace truce::agreement {
namespace {

using Anchor = Moment::Anchor;
using Unit = Duration::Unit;

constexpr auto kMonths =
    std::to_array<std::string_view>({"January", "February", "March", "April", "May", "June", "July",
                                     "August", "September", "October", "November", "December"});
constexpr auto kUnits =
    std::to_array<std::string_view>({"minute", "hour", "day", "working day", "week", "month"});
constexpr int kYearMin = 1900;
constexpr int kYearMax = 2199;
constexpr std::int64_t kDurationMax = 100'000;

/// 1 to 12, for a month's name in full or its first three letters.
unsigned month_in(std::string_view word) {
  for (unsigned at = 0; at < kMonths.size(); ++at)
    if (word == kMonths[at] || (word.size() == 3 && kMonths[at].starts_with(word))) return at + 1;
  return 0;
}

bool is_iso_day(std::string_view word) {
  return word.size() == 10 && word[4] == '-' && word[7] == '-';
}

/// "12:00" after a date. True when nothing or a good hour stands there.
bool take_hour(Reader& reader, Sentence& sentence, Date& date) {
  if (!sentence.at_kind(Token::Kind::word)) return true;
  const std::string_view word = sentence.peek()->text;
  const std::size_t colon = word.find(':');
  if (colon == std::string_view::npos) return true;
  const auto hour = number_in(word.substr(0, colon));
  const auto minute = number_in(word.substr(colon + 1));
  if (!hour || !minute || *hour > 23 || *minute > 59 || word.size() != colon + 3) {
    reader.error(sentence.here(), fmt::format("there is no time of day '{}'", word),
                 "a time of day is 00:00 to 23:59");
    sentence.advance();
    return false;
  }
  date.at.since_midnight = std::chrono::hours(*hour) + std::chrono::minutes(*minute);
  date.whole_day = false;
  sentence.advance();
  return true;
}

std::optional<Day> day_of(Reader& reader, TextSpan span, std::int64_t day, unsigned month,
                          std::int64_t year) {
  if (year < kYearMin || year > kYearMax) {
    reader.error(span, fmt::format("the year {} is out of reach", year),
                 fmt::format("years run from {} to {}", kYearMin, kYearMax));
    return std::nullopt;
  }
  const std::chrono::year_month_day date{
      std::chrono::year(static_cast<int>(year)), std::chrono::month(month),
      std::chrono::day(static_cast<unsigned>(std::min<std::int64_t>(day, 99)))};
  if (!date.ok()) {
    if (month < 1 || month > 12) {
      reader.error(span, fmt::format("there is no month {}", month), "months run from 01 to 12");
      return std::nullopt;
    }
    const auto last = (date.year() / date.month() / std::chrono::last).day();
    reader.error(
        span, fmt::format("there is no {} {} {}", day, kMonths[month - 1], year),
        fmt::format("{} {} has {} days", kMonths[month - 1], year, static_cast<unsigned>(last)));
    return std::nullopt;
  }
  return Day(date);
}

/// "42nd" → 42, "1st" → 1
std::optional<std::int64_t> ordinal_in(std::string_view word) {
  if (word.size() < 3) return std::nullopt;
  const std::string_view ending = word.substr(word.size() - 2);
  if (ending != "st" && ending != "nd" && ending != "rd" && ending != "th") return std::nullopt;
  bool too_large = false;
  const auto number = number_in(word.substr(0, word.size() - 2), &too_large);
  return too_large ? std::optional<std::int64_t>(kDurationMax + 1) : number;
}

std::string ordinal_to_text(std::int64_t number) {
  const std::int64_t tens = number % 100;
  std::string_view ending = "th";
  if (tens < 11 || 13 < tens) {
    if (number % 10 == 1) ending = "st";
    if (number % 10 == 2) ending = "nd";
    if (number % 10 == 3) ending = "rd";
  }
  return fmt::format("{}{}", number, ending);
}

/// "the 42nd day", "day 42": before "of" or "after" and what it is counted from.
bool at_nth_day(const Sentence& sentence) {
  Sentence ahead = sentence;
  if (ahead.take("day"))
    return ahead.at_kind(Token::Kind::word) && number_in(ahead.peek()->text) &&
           !ahead.at("day one");
  ahead.take("the");
  if (!ahead.at_kind(Token::Kind::word) || !ordinal_in(ahead.peek()->text)) return false;
  ahead.advance();
  return ahead.at("day");
}

std::optional<std::int64_t> take_nth_day(Reader& reader, Sentence& sentence) {
  bool too_large = false;
  const bool number_last = sentence.take("day");
  if (!number_last) sentence.take("the");
  const std::string& word = sentence.peek()->text;
  const auto nth = number_last ? number_in(word, &too_large) : ordinal_in(word);
  const bool good = nth && !too_large && 1 <= *nth && *nth <= kDurationMax;
  if (!good)
    reader.error(sentence.here(), "no day has this number", "days are numbered 1 to 100,000");
  sentence.advance();
  if (!number_last) sentence.take("day");
  return good ? nth : std::nullopt;
}

/// The anchor alone: "entry into force", "the end of phase 1", "the fulfilment of 1.2".
std::optional<Moment> take_anchor(Reader& reader, Sentence& sentence);

std::optional<Moment> phase_anchor(Reader& reader, Sentence& sentence, Anchor anchor) {
  Moment moment;
  moment.anchor = anchor;
  if (!sentence.at_kind(Token::Kind::word) || !is_ref(sentence.peek()->text)) {
    reader.error(sentence.here(), "which phase is meant?",
                 "name it by its number, as in 'phase 1'");
    return std::nullopt;
  }
  moment.ref = sentence.peek()->text;
  reader.mention(Mention::Kind::phase, {moment.ref, sentence.here()});
  sentence.advance();
  return moment;
}

std::optional<Moment> clause_anchor(Reader& reader, Sentence& sentence) {
  sentence.take("clause");
  Moment moment;
  moment.anchor = Anchor::clause_fulfilled;
  if (!sentence.at_kind(Token::Kind::word) || !is_ref(sentence.peek()->text)) {
    reader.error(sentence.here(), "which clause is meant?", "name it by its number, as in '1.2'");
    return std::nullopt;
  }
  moment.ref = sentence.peek()->text;
  reader.mention(Mention::Kind::clause, {moment.ref, sentence.here()});
  sentence.advance();
  sentence.take("is fulfilled");
  return moment;
}

std::optional<Moment> event_anchor(Reader& reader, Sentence& sentence) {
  const auto name = take_name(sentence);
  if (!name) {
    reader.error(sentence.here(), "which event is meant?",
                 "name it as it was declared, as in 'event \"signing\"'");
    return std::nullopt;
  }
  reader.mention(Mention::Kind::event, *name);
  Moment moment;
  moment.anchor = Anchor::named_event;
  moment.ref = name->text;
  return moment;
}

std::optional<Moment> take_anchor(Reader& reader, Sentence& sentence) {
  sentence.take("the");
  if (sentence.take("entry into force")) return Moment{};
  if (sentence.take_any({"beginning of phase", "start of phase"}))
    return phase_anchor(reader, sentence, Anchor::phase_begins);
  if (sentence.take("end of phase")) return phase_anchor(reader, sentence, Anchor::phase_ends);
  if (sentence.take("phase")) {
    auto moment = phase_anchor(reader, sentence, Anchor::phase_begins);
    if (moment && sentence.take("ends")) moment->anchor = Anchor::phase_ends;
    sentence.take("begins");
    return moment;
  }
  if (sentence.take_any({"fulfilment of", "fulfillment of"}) || sentence.at("clause"))
    return clause_anchor(reader, sentence);
  if (sentence.take("event")) return event_anchor(reader, sentence);
  if (at_date(sentence)) {
    const auto date = take_date(reader, sentence);
    if (!date) return std::nullopt;
    Moment moment;
    moment.anchor = Anchor::date;
    moment.date = date->at;
    moment.whole_day = date->whole_day;
    return moment;
  }
  if (sentence.at_kind(Token::Kind::quoted)) return event_anchor(reader, sentence);
  reader.error(
      sentence.ended() ? sentence.here() : sentence.rest(), "no moment is named here",
      "a moment is a date, 'entry into force', 'the beginning of phase 2', 'the end of phase "
      "1', 'the fulfilment of 1.2' or 'event \"signing\"'");
  sentence.take_rest();
  return std::nullopt;
}

}  // namespace

std::optional<Duration> take_duration(Reader& reader, Sentence& sentence) {
  bool too_large = false;
  const auto amount = sentence.at_kind(Token::Kind::word)
                          ? number_in(sentence.peek()->text, &too_large)
                          : std::nullopt;
  if (!amount) {
    reader.error(sentence.here(), "a period of time is missing here",
                 "write a number and a unit, as in '72 hours'");
    return std::nullopt;
  }
  if (too_large || *amount > kDurationMax || *amount == 0)
    reader.error(sentence.here(),
                 *amount == 0 && !too_large ? "this period has no length"
                                            : "this period is too long to mean anything",
                 "a period is 1 to 100,000 of a unit");
  sentence.advance();
  Duration duration;
  duration.amount = std::min(*amount, kDurationMax);
  for (std::size_t at = 0; at < kUnits.size(); ++at) {
    const std::string one(kUnits[at]);
    if (!sentence.take(one) && !sentence.take(one + 's')) continue;
    duration.unit = static_cast<Unit>(at);
    return duration;
  }
  reader.error(sentence.here(), "unknown unit of time",
               "a period is counted in minutes, hours, days, working days, weeks or months");
  if (sentence.at_kind(Token::Kind::word) && !is_reserved(sentence.peek()->text) &&
      !sentence.at("of"))
    sentence.advance();
  return std::nullopt;
}

bool at_date(const Sentence& sentence) {
  if (!sentence.at_kind(Token::Kind::word)) return false;
  if (is_iso_day(sentence.peek()->text)) return true;
  return number_in(sentence.peek()->text) && sentence.at_kind(Token::Kind::word, 1) &&
         month_in(sentence.peek(1)->text) != 0;
}

std::optional<Date> take_date(Reader& reader, Sentence& sentence) {
  const std::size_t first = sentence.position();
  std::optional<std::int64_t> day, year;
  unsigned month = 0;
  if (sentence.at_kind(Token::Kind::word) && is_iso_day(sentence.peek()->text)) {
    const std::string_view word = sentence.peek()->text;
    year = number_in(word.substr(0, 4));
    month = static_cast<unsigned>(number_in(word.substr(5, 2)).value_or(0));
    day = number_in(word.substr(8, 2));
    sentence.advance();
  } else if (at_date(sentence)) {
    day = number_in(sentence.peek()->text);
    month = month_in(sentence.peek(1)->text);
    sentence.move_to(first + 2);
    year = sentence.at_kind(Token::Kind::word) ? number_in(sentence.peek()->text) : std::nullopt;
    if (year) sentence.advance();
  }
  if (!day || !year) {
    reader.error(sentence.span_from(first), "this is not a date",
                 "write day, month and year, as in '3 May 2025'");
    return std::nullopt;
  }
  const auto found = day_of(reader, sentence.span_from(first), *day, month, *year);
  Date date;
  if (!take_hour(reader, sentence, date) || !found) return std::nullopt;
  date.at.day = *found;
  return date;
}

/// "the 42nd day after entry into force", "day 42 of phase 2"
std::optional<Moment> take_numbered(Reader& reader, Sentence& sentence) {
  const std::size_t first = sentence.position();
  const auto nth = take_nth_day(reader, sentence);
  if (!sentence.take_any({"after", "of", "from", "following"})) {
    reader.error(sentence.span_from(first), "from what is this day counted?",
                 "add 'after entry into force', 'of phase 2' or another moment");
    return std::nullopt;
  }
  auto moment = take_anchor(reader, sentence);
  if (!nth || !moment) return std::nullopt;
  moment->nth_day = nth;
  reader.nth_day_marks.push_back(sentence.span_from(first));
  return moment;
}

std::optional<Moment> take_moment(Reader& reader, Sentence& sentence) {
  if (at_nth_day(sentence)) return take_numbered(reader, sentence);
  const bool counted =
      sentence.at_kind(Token::Kind::word) && number_in(sentence.peek()->text) && !at_date(sentence);
  if (!counted) return take_anchor(reader, sentence);
  const auto duration = take_duration(reader, sentence);
  const bool anchored = sentence.take_any({"after", "of", "from", "following"});
  if (!anchored) {
    if (duration)
      reader.error(sentence.here(), "after what is this period counted?",
                   "add 'after entry into force' or another moment");
    return std::nullopt;
  }
  auto moment = take_anchor(reader, sentence);
  if (!duration) return std::nullopt;
  if (moment) moment->after = duration;
  return moment;
}

bool at_moment(const Reader& reader, const Sentence& sentence) {
  if (at_date(sentence) || at_nth_day(sentence)) return true;
  Sentence ahead = sentence;
  ahead.take("the");
  if (ahead.at_any({"entry into force", "beginning of phase", "start of phase", "end of phase",
                    "phase", "fulfilment of", "fulfillment of", "clause", "event"}))
    return true;
  if (ahead.at_kind(Token::Kind::quoted))
    return reader.knows_event(ahead.peek()->text);
  return ahead.at_kind(Token::Kind::word) && number_in(ahead.peek()->text);
}

std::string duration_to_text(const Duration& duration) {
  return fmt::format("{} {}{}", number_to_text(duration.amount),
                     kUnits.at(static_cast<std::size_t>(duration.unit)),
                     duration.amount == 1 ? "" : "s");
}

std::string date_to_text(const LocalTime& at, bool whole_day) {
  const std::chrono::year_month_day date(at.day);
  std::string text = fmt::format("{} {} {}", static_cast<unsigned>(date.day()),
                                 kMonths.at(static_cast<unsigned>(date.month()) - 1),
                                 static_cast<int>(date.year()));
  const auto minutes = std::chrono::floor<std::chrono::minutes>(at.since_midnight).count();
  if (!whole_day) text += fmt::format(" {:02}:{:02}", minutes / 60, minutes % 60);
  return text;
}

std::string moment_to_text(const Moment& moment) {
  std::string text = moment.after ? duration_to_text(*moment.after) + " after " : "";
  if (moment.nth_day) text = "the " + ordinal_to_text(*moment.nth_day) + " day after ";
  switch (moment.anchor) {
    case Anchor::date:
      return text + (moment.date ? date_to_text(*moment.date, moment.whole_day) : "");
    case Anchor::entry_into_force:
      return text + "entry into force";
    case Anchor::phase_begins:
      return text + "the beginning of phase " + moment.ref;
    case Anchor::phase_ends:
      return text + "the end of phase " + moment.ref;
    case Anchor::clause_fulfilled:
      return text + "the fulfilment of " + moment.ref;
    case Anchor::named_event:
      return text + "event " + name_to_text(moment.ref);
  }
  return text;
}

}  // namespace truce::agreement
