// SPDX-License-Identifier: Apache-2.0
// "every incident must be followed by ack with the same incident within 72 hours"
#pragma once

#include "watch/level.h"

namespace truce::watch {

/// The level is the number of seconds until the answer.
struct Followed {
  static constexpr auto kForm = EventRule::Form::followed;
  static constexpr std::size_t kTracks = 2;
  struct Lane {
    Track tracks[kTracks];       // by role: what must be followed, what must follow
    Seconds newest = INT64_MIN;  // the latest time of any mark so far
    std::uint32_t width = 0;     // of the widest mark so far
  };

  static Level level_of(const Lane& lane, const Mark& subject) {
    const Track& answers = lane.tracks[1];
    Level level;
    for (std::size_t at = answers.first_from(subject.earliest - lane.width); at < answers.size();
         ++at) {
      const Mark& answer = answers[at];
      // Answers further on are no sooner than this one begins.
      if (answer.earliest - subject.earliest > level.worst) break;
      if (answer.latest() < subject.earliest) continue;
      level.best =
          std::min(level.best, std::max<std::int64_t>(0, answer.earliest - subject.latest()));
      if (answer.earliest >= subject.latest())
        level.worst = std::min(level.worst, answer.latest() - subject.earliest);
    }
    return level;
  }
};

}  // namespace truce::watch
