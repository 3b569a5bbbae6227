// SPDX-License-Identifier: Apache-2.0
// What is to be forgotten, by when it happened.
#pragma once

#include <algorithm>
#include <deque>
#include <queue>
#include <vector>

#include "watch/report.h"

namespace truce::watch {

/// An event that a lane remembers for a while.
struct Passing {
  Seconds earliest = 0;
  std::uint32_t lane = 0;
};

/// Events mostly come in their order, so a queue serves; what must be kept longer than its own time
/// says waits in a heap.
class PassingEvents {
 public:
  void add(const Passing& passing) { by_arrival_.push_back(passing); }
  void keep_until(Seconds at, const Passing& passing) { kept_.push({at, passing}); }
  void sort() {
    std::stable_sort(
        by_arrival_.begin(), by_arrival_.end(),
        [](const Passing& left, const Passing& right) { return left.earliest < right.earliest; });
  }

  /// Calls `release` for each event whose time is before `before`. It may keep it longer.
  template <class Release>
  void release_before(Seconds before, Release release) {
    for (; !by_arrival_.empty() && by_arrival_.front().earliest < before; by_arrival_.pop_front())
      release(by_arrival_.front());
    while (!kept_.empty() && kept_.top().at < before) {
      const Kept kept = kept_.top();
      kept_.pop();
      release(kept.passing);
    }
  }

 private:
  struct Kept {
    Seconds at = 0;
    Passing passing;
    friend bool operator>(const Kept& left, const Kept& right) { return left.at > right.at; }
  };

  std::deque<Passing> by_arrival_;
  std::priority_queue<Kept, std::vector<Kept>, std::greater<>> kept_;
};

}  // namespace truce::watch
