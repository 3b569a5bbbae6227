// SPDX-License-Identifier: Apache-2.0
// Days and deadlines by the agreement's own clock.
#pragma once

#include <string>
#include <unordered_map>

#include "agreement/agreement.h"
#include "base/zone.h"

namespace truce::monitor {

class Calendar {
 public:
  /// A zone that the machine does not know is read as UTC.
  explicit Calendar(std::string zone);

  Instant instant(LocalTime local) const;
  Instant start_of(Day day) const { return instant({day, std::chrono::seconds{0}}); }
  Day day_of(Instant at) const;

  /// Minutes and hours are exact. Days, weeks and months keep the hour on the wall; the end of a
  /// month that is shorter stands for its missing days; working days skip Saturday and Sunday.
  Instant after(Instant begin, const Duration& duration) const;

 private:
  std::string zone_;
  mutable std::unordered_map<std::int64_t, std::chrono::seconds> offsets_;  // by hour since 1970
};

/// How long it is, in whole days; a part of a day is one.
std::int64_t days_in(const Duration& duration);

/// "72 hours"
std::string in_words(const Duration& duration);

}  // namespace truce::monitor
