// SPDX-License-Identifier: Apache-2.0
// "the sum of rounds of shots with the same zone within 24 hours must not exceed 250", and "the
// number of shots with the same party since start must not exceed 2,500"
#pragma once

#include "watch/level.h"

namespace truce::watch {

/// The level is the count or sum at the time of each event, itself included.
struct Bounded {
  static constexpr auto kForm = EventRule::Form::bounded;
  static constexpr std::size_t kTracks = 2;
  struct Lane {
    Track tracks[kTracks];  // by role: what is counted, what the count begins anew with
    Seconds newest = INT64_MIN;
    std::uint32_t width = 0;
    Level base{0, 0};  // what forgotten events since the last forgotten beginning came to
  };

  static Level level_of(const Lane& lane, const Mark& subject, Seconds within) {
    const Track& events = lane.tracks[0];
    const Beginning beginning = beginning_for(lane, subject);
    Level level{0, 0};
    // What is held that the count begins anew with came after all that is forgotten.
    if (within >= kNever && beginning.perhaps == INT64_MIN) {
      level = lane.base;
      if (beginning.surely != INT64_MIN)
        level = {std::min<std::int64_t>(0, level.best), std::max<std::int64_t>(0, level.worst)};
    }
    const Seconds from = within >= kNever ? INT64_MIN : subject.earliest - within - lane.width;
    for (std::size_t at = events.first_after(subject.latest()); at > 0; --at) {
      const Mark& event = events[at - 1];
      if (event.earliest < from || event.earliest + lane.width < beginning.perhaps) break;
      const bool itself = event.report == subject.report;
      const bool perhaps = event.earliest <= subject.latest() &&
                           subject.earliest - event.latest() <= within &&
                           event.latest() >= beginning.perhaps;
      const bool surely = event.latest() <= subject.earliest &&
                          subject.latest() - event.earliest <= within &&
                          event.earliest >= beginning.surely;
      if (!perhaps && !itself) continue;
      // In favour: leave out what adds, take in what takes away. Against: the other way about.
      const bool certain = surely || itself;
      if (certain || event.amount < 0) level.best += event.amount;
      if (certain || event.amount > 0) level.worst += event.amount;
    }
    return level;
  }

  /// The levels of the events in places [first, last), of a lane where every time is exact.
  static void sweep(const Lane& lane, std::size_t first, std::size_t last, Seconds within,
                    std::vector<Graded>& graded) {
    const Track& events = lane.tracks[0];
    const Track& beginnings = lane.tracks[1];
    if (first >= last) return;
    std::size_t begun = beginnings.first_after(events[first].earliest);
    std::size_t tail = 0;  // of the sum
    std::size_t head = 0;  // one past
    std::int64_t sum = 0;
    if (begun > 0) {
      tail = head = events.first_from(beginnings[begun - 1].earliest);
    } else if (within >= kNever) {
      sum = lane.base.worst;  // where every time is exact, the best too
    }
    if (within < kNever)
      tail = head = std::max(tail, events.first_from(events[first].earliest - within));
    for (std::size_t at = first; at < last; ++at) {
      const Seconds now = events[at].earliest;
      for (; begun < beginnings.size() && beginnings[begun].earliest <= now; ++begun) {
        // The count begins anew with the events of that time.
        tail = std::max(tail, events.first_from(beginnings[begun].earliest));
        sum = 0;
        head = std::max(tail, head);
        for (std::size_t again = tail; again < head; ++again) sum += events[again].amount;
      }
      for (; head < events.size() && events[head].earliest <= now; ++head)
        sum += events[head].amount;
      if (within < kNever)
        for (; events[tail].earliest < now - within; ++tail) sum -= events[tail].amount;
      graded.push_back({events[at], {sum, sum}});
    }
  }

  /// Forgets what is before `cut`, doubtful times and all. Where something that the count begins
  /// anew with may have come at the cut, all is kept until a later one.
  static void forget_doubtful(Lane& lane, Seconds cut) {
    auto& [events, beginnings] = lane.tracks;
    const Split event = split(events, cut);
    const Split beginning = split(beginnings, cut);
    if (event.latest >= beginning.next || beginning.latest > event.next) return;
    if (beginning.count > 0) lane.base = {0, 0};
    const Seconds surely_from = beginning.latest;
    const Seconds perhaps_from =
        beginning.count > 0 ? beginnings[beginning.count - 1].earliest : INT64_MIN;
    for (std::size_t count = event.count; count > 0; --count, events.forget_front()) {
      const Mark& mark = events.front();
      if (mark.latest() < perhaps_from) continue;
      const bool surely = mark.earliest >= surely_from;
      if (surely || mark.amount < 0) lane.base.best += mark.amount;
      if (surely || mark.amount > 0) lane.base.worst += mark.amount;
    }
    for (std::size_t count = beginning.count; count > 0; --count) beginnings.forget_front();
  }

 private:
  // A track at a cut: how many marks are before it, until when they may have been, and what the
  // next one begins with.
  struct Split {
    std::size_t count = 0;
    Seconds latest = INT64_MIN;
    Seconds next = INT64_MAX;
  };

  static Split split(const Track& track, Seconds cut) {
    Split split;
    split.count = track.first_from(cut);
    for (std::size_t at = 0; at < split.count; ++at)
      split.latest = std::max(split.latest, track[at].latest());
    if (split.count < track.size()) split.next = track[split.count].earliest;
    return split;
  }

  // From when on events count: surely, and perhaps.
  struct Beginning {
    Seconds perhaps = INT64_MIN;
    Seconds surely = INT64_MIN;
  };

  static Beginning beginning_for(const Lane& lane, const Mark& subject) {
    const Track& beginnings = lane.tracks[1];
    Beginning beginning;
    for (std::size_t at = beginnings.first_after(subject.latest()); at > 0; --at) {
      const Mark& mark = beginnings[at - 1];
      if (mark.latest() < beginning.perhaps) continue;
      beginning.surely = std::max(beginning.surely, mark.latest());
      if (mark.latest() <= subject.earliest)
        beginning.perhaps = std::max(beginning.perhaps, mark.earliest);
      if (beginning.perhaps != INT64_MIN && mark.earliest + lane.width < beginning.perhaps) break;
    }
    return beginning;
  }
};

}  // namespace truce::watch
