// SPDX-License-Identifier: Apache-2.0
// "every entry must be preceded by permit with the same vehicle within 48 hours unless revoke came
// since"
#pragma once

#include "watch/level.h"

namespace truce::watch {

/// The level is the number of seconds since the latest permit that holds.
struct Preceded {
  static constexpr auto kForm = EventRule::Form::preceded;
  static constexpr std::size_t kTracks = 3;
  struct Lane {
    Track tracks[kTracks];  // by role: entries, permits, revocations
    Seconds newest = INT64_MIN;
    std::uint32_t width = 0;
  };

  static Level level_of(const Lane& lane, const Mark& subject) {
    const Track& permits = lane.tracks[1];
    Level level;
    for (std::size_t at = permits.first_after(subject.latest()); at > 0; --at) {
      const Mark& permit = permits[at - 1];
      // Earlier permits are no younger than this.
      if (subject.earliest - permit.earliest - lane.width > level.worst) break;
      const Revoked revoked = revoked_between(lane, permit, subject);
      if (!revoked.surely)
        level.best =
            std::min(level.best, std::max<std::int64_t>(0, subject.earliest - permit.latest()));
      if (!revoked.perhaps && permit.latest() <= subject.earliest)
        level.worst = std::min(level.worst, subject.latest() - permit.earliest);
      if (revoked.surely && lane.width == 0) break;  // so are all permits before it
    }
    return level;
  }

 private:
  struct Revoked {
    bool surely = false;
    bool perhaps = false;
  };

  // A revocation counts when it came after the permit and not after the subject.
  static Revoked revoked_between(const Lane& lane, const Mark& permit, const Mark& subject) {
    const Track& revocations = lane.tracks[2];
    Revoked revoked;
    for (std::size_t at = revocations.first_from(permit.earliest - lane.width);
         at < revocations.size() && revocations[at].earliest <= subject.latest(); ++at) {
      const Mark& revocation = revocations[at];
      if (revocation.latest() <= permit.earliest) continue;
      revoked.perhaps = true;
      if (revocation.earliest > permit.latest() && revocation.latest() <= subject.earliest) {
        revoked.surely = true;
        return revoked;
      }
    }
    return revoked;
  }
};

}  // namespace truce::watch
