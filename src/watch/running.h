// SPDX-License-Identifier: Apache-2.0
// The sums over a bounded rule's windows at the latest event, kept up as events come in order.
#pragma once

#include <algorithm>
#include <vector>

#include "watch/bounded.h"
#include "watch/program.h"

namespace truce::watch {

/// For each lane and each window one sum, and the place of the first event in it. A sum that is not
/// valid is made anew from the lane when it is next asked for.
class RunningSums {
 public:
  /// Must outlive this.
  explicit RunningSums(const std::vector<Gauge>& gauges) : gauges_(gauges) {}

  void begin_anew(std::uint32_t lane) {
    for (std::size_t gauge = 0; gauge < gauges_.size(); ++gauge)
      if (Sum* sum = find(lane, gauge)) sum->is_valid = false;
  }

  /// The sum at the lane's last event, which was just appended.
  std::int64_t at_last(const Bounded::Lane& lane, std::uint32_t at, std::size_t gauge) {
    const std::size_t needed = (std::size_t{at} + 1) * gauges_.size();
    if (sums_.size() < needed) sums_.resize(std::max(sums_.size() * 2, needed));
    Sum& sum = *find(at, gauge);
    const Track& events = lane.tracks[0];
    const Seconds within = gauges_[gauge].within;
    if (!sum.is_valid) return start(lane, sum, within);
    sum.sum += events.back().amount;
    if (within >= kNever) return sum.sum;
    const Seconds from = events.back().earliest - within;
    for (std::size_t tail = sum.tail - events.forgotten(); events[tail].earliest < from; ++tail) {
      sum.sum -= events[tail].amount;
      ++sum.tail;
    }
    return sum.sum;
  }

  /// To be called before the lane forgets its first event.
  void forget_front(const Bounded::Lane& lane, std::uint32_t at) {
    const Track& events = lane.tracks[0];
    for (std::size_t gauge = 0; gauge < gauges_.size(); ++gauge) {
      Sum* sum = find(at, gauge);
      if (sum == nullptr || !sum->is_valid || sum->tail != events.forgotten()) continue;
      if (gauges_[gauge].within < kNever) sum->sum -= events.front().amount;
      ++sum->tail;
    }
  }

 private:
  struct Sum {
    std::uint32_t tail = 0;  // place of the first event in the sum, forgotten ones counted
    bool is_valid = false;
    std::int64_t sum = 0;
  };

  Sum* find(std::uint32_t lane, std::size_t gauge) {
    const std::size_t place = std::size_t{lane} * gauges_.size() + gauge;
    return place < sums_.size() ? &sums_[place] : nullptr;
  }

  static std::int64_t start(const Bounded::Lane& lane, Sum& sum, Seconds within) {
    const Track& events = lane.tracks[0];
    const Track& beginnings = lane.tracks[1];
    Seconds from = INT64_MIN;
    if (within < kNever) from = events.back().earliest - within;
    if (!beginnings.empty()) from = std::max(from, beginnings.back().earliest);
    const std::size_t tail = from == INT64_MIN ? 0 : events.first_from(from);
    sum = {static_cast<std::uint32_t>(tail + events.forgotten()), true, 0};
    if (within >= kNever && beginnings.empty()) sum.sum = lane.base.worst;
    for (std::size_t place = tail; place < events.size(); ++place) sum.sum += events[place].amount;
    return sum.sum;
  }

  const std::vector<Gauge>& gauges_;
  std::vector<Sum> sums_;  // by lane, then by gauge
};

}  // namespace truce::watch
