// SPDX-License-Identifier: Apache-2.0
// Times in prose, resolved against the day of publication and the days an agreement took effect.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "extract/figures.h"
#include "extract/tokens.h"
#include "record/statement.h"

namespace truce::extract {

/// What the words of a text are resolved against.
struct TimeContext {
  std::optional<Day> published;  // without it only full dates resolve
  std::vector<Day> in_force;     // when the agreement took effect, by day, earliest claim first
};

/// The context of a document under an agreement, whose days are those of `zone`. Rival instants of
/// entry keep their order.
TimeContext time_context(const Document& document, const std::vector<Instant>& in_force,
                         const std::string& zone = "UTC");

/// How the words place what is told.
enum class TimeRole : std::uint8_t {
  at,     // on a day, in a month: one event, or everything within it
  since,  // "since 10 October": a running total up to the day of the statement
  until,  // "until", "by", "as of"
  span,   // "between X and Y", "from X to Y", "in the past 24 hours"
  so_far  // "so far", "to date": a running total without a start
};

/// A time of the text. `window.from` and `until` are whole days, both inclusive.
struct FoundTime {
  TokenRange tokens;  // with its preposition: "since October 10", "on Friday"
  TextSpan span;      // the same in bytes
  Window window;      // cumulative is set for since and so_far
  TimeRole role = TimeRole::at;
  bool future = false;      // after publication: "next week", "tomorrow", "will … on Saturday"
  bool background = false;  // 60 days or more before publication
  bool entry = false;       // resolved by an agreement's entry into force
  bool weekday = false;     // named by a weekday alone
  bool repeated = false;    // "daily", "each day", "every week": no one day
  bool ambiguous = false;   // the year or the direction was guessed
};

/// The times of tokens [range.begin, range.end), in the order of the text.
std::vector<FoundTime> times_in(const Tokens& tokens, TokenRange range, const TimeContext& context);

/// `time` as it reads when its verb is in the future ("will meet on Saturday"): the next such day,
/// where the words allow it.
FoundTime as_future(FoundTime time, const TimeContext& context);

}  // namespace truce::extract
