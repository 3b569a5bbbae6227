// SPDX-License-Identifier: Apache-2.0
// When to look again at what must still be followed.
#pragma once

#include <queue>
#include <tuple>
#include <vector>

#include "watch/report.h"

namespace truce::watch {

/// That an event's time under a limit is up after `due`.
struct Deadline {
  Seconds due = 0;
  std::uint32_t lane = 0;
  std::uint32_t report = 0;
  Seconds earliest = 0;     // of the event
  std::uint32_t limit = 0;  // the first limit whose time is up then
  auto order() const { return std::tuple(due, earliest, report, limit); }
  friend bool operator>(const Deadline& left, const Deadline& right) {
    return left.order() > right.order();
  }
};

/// A heap. A deadline may be set twice and comes once; what was met meanwhile comes too, and is for
/// the caller to see.
class Deadlines {
 public:
  void set(const Deadline& deadline) { heap_.push(deadline); }

  bool any_before(Seconds clock) const { return !heap_.empty() && heap_.top().due < clock; }
  Deadline take_first() {
    const Deadline first = heap_.top();
    do heap_.pop();
    while (!heap_.empty() && heap_.top().order() == first.order());
    return first;
  }

 private:
  std::priority_queue<Deadline, std::vector<Deadline>, std::greater<>> heap_;
};

}  // namespace truce::watch
