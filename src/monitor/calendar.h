// SPDX-License-Identifier: Apache-2.0
// Days and deadlines by the agreement's own clock.
#pragma once

#include <string>
#include <unordered_map>

#include "agreement/agreement.h"
#include "base/zone.h"

namespace truce::monitor {

/// What a period is counted from. What is known to the day only is that day, and `at` its end.
struct CountedFrom {
  Instant at;
  Day day;
};

/// Where a period or a deadline comes to, and how, in words that follow "5 days after signing".
struct Counted {
  Instant at;
  std::string how;  // empty: nothing but the clock was asked
};

class Calendar {
 public:
  /// A zone that the machine does not know is read as UTC.
  explicit Calendar(std::string zone, CalendarRules rules = {});

  Instant instant(LocalTime local) const;
  Instant start_of(Day day) const { return instant({day, std::chrono::seconds{0}}); }
  Day day_of(Instant at) const;

  /// Minutes and hours are exact. Where the text says which day is day one, periods of days,
  /// working days, weeks and months are whole days, and end with their last one. Where it does not,
  /// they keep the hour on the wall.
  Counted after(const CountedFrom& from, const Duration& duration) const;
  Instant after(Instant begin, const Duration& duration) const {
    return after(CountedFrom{begin, day_of(begin)}, duration).at;
  }
  /// The end of the nth day. The day itself is day one unless the text says otherwise.
  Counted nth_day(const CountedFrom& from, std::int64_t nth) const;
  /// A deadline that falls on a day of rest goes where the text says; others stay.
  Counted rolled(Instant deadline) const;
  bool is_working(Day day) const;
  /// Whether day one is the day from which days are counted.
  bool counts_the_day_itself() const;

 private:
  Day months_later(Day day, std::int64_t months) const;
  Instant on_the_wall(Instant begin, const Duration& duration) const;
  Day last_day(Day from, const Duration& duration) const;

  std::string zone_;
  CalendarRules rules_;
  mutable std::unordered_map<std::int64_t, std::chrono::seconds> offsets_;  // by hour since 1970
};

/// How long it is, in whole days; a part of a day is one.
std::int64_t days_in(const Duration& duration);

/// "72 hours"
std::string in_words(const Duration& duration);

}  // namespace truce::monitor
