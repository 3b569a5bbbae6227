// SPDX-License-Identifier: Apache-2.0
// What is measured against a rule's bound, and what follows from it.
#pragma once

#include "agreement/agreement.h"
#include "watch/track.h"

namespace truce::watch {

/// A measure between the one that takes every doubt in favour and the one that takes it against.
/// Lower is better: seconds until the answer, seconds since the permit, rounds fired.
struct Level {
  std::int64_t best = kNever;
  std::int64_t worst = kNever;
  friend bool operator==(const Level&, const Level&) = default;
};

/// The subjects of one lane with their levels, in the order of the track.
struct Graded {
  Mark mark;
  Level level;
};

/// Where the event `mark` stands under a rule with `bound` when the clock shows `clock`.
inline State state_of(EventRule::Form form, const Mark& mark, Level level, std::int64_t bound,
                      Seconds clock) {
  if (level.worst <= bound) return State::fulfilled;
  if (form != EventRule::Form::followed)
    return level.best <= bound ? State::undetermined : State::violated;
  if (bound >= kUnlimited || clock <= mark.latest() + bound) return State::open;
  if (level.best <= bound) return State::undetermined;
  return level.worst < kNever ? State::fulfilled_late : State::violated;
}

/// Since when it stands there.
inline Seconds since_of(EventRule::Form form, const Mark& mark, Level level, std::int64_t bound,
                        State state) {
  if (form != EventRule::Form::followed || bound >= kUnlimited) return mark.latest();
  switch (state) {
    case State::violated:
    case State::undetermined:
      return mark.latest() + bound;
    case State::fulfilled:
    case State::fulfilled_late:
      return mark.earliest + level.worst;
    case State::not_triggered:
    case State::open:
      break;
  }
  return mark.latest();
}

/// Whether a change between the two is told: a duty that is done in time is no news.
inline bool is_told(State was, State now) {
  const auto quiet = [](State state) {
    return state == State::not_triggered || state == State::open || state == State::fulfilled;
  };
  return was != now && !(quiet(was) && quiet(now));
}

}  // namespace truce::watch
