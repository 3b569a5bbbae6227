// SPDX-License-Identifier: Apache-2.0
// What a watch takes in and what it says: reports of events, and changes of states.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace truce::watch {

/// A field's value: a number as it is, or a text by its number in Texts.
using Value = std::int64_t;

inline constexpr std::size_t kFieldsMax = 8;
/// Amounts beyond this are refused, so that no sum of them can overflow.
inline constexpr std::int64_t kAmountMax = 1'000'000'000;

using Seconds = std::int64_t;  // since 1970-01-01 00:00 UTC
inline constexpr Seconds kNever = INT64_MAX / 4;
/// The bound where none is set: only what never comes is beyond it.
inline constexpr Seconds kUnlimited = kNever - 1;

/// One event as told. When it happened is known to lie in [earliest, latest]; the two are equal
/// where a report gives the second. Equal times are unordered: each counts as not before and not
/// after the other.
struct Report {
  std::uint32_t id = 0;    // given by the caller, one for each report, from 1: a line of a log
  std::uint16_t kind = 0;  // place in Program::kinds
  Seconds earliest = 0;
  Seconds latest = 0;
  std::array<Value, kFieldsMax> values{};  // in the order of the kind's fields
};

/// Where one event stands under one rule.
enum class State : std::uint8_t {
  not_triggered,  // nobody tells of it (any more)
  open,           // what must follow may still come in time
  fulfilled,
  fulfilled_late,
  violated,
  undetermined  // the times told of allow both
};
std::string_view to_text(State state);

/// That a verdict is another one than before. Changes between `open` and `fulfilled` are not told.
struct Change {
  std::uint32_t rule = 0;     // place in Program::rules
  std::uint32_t of = 0;       // the report that the verdict is about
  std::uint32_t because = 0;  // the report that came or was withdrawn; 0: time went by
  State was = State::not_triggered;
  State now = State::not_triggered;
  Seconds since = 0;  // since when the new state holds: a deadline, or the time of the event
  // What was measured against the rule's bound: seconds until the answer or since the permit, or a
  // count. `best` takes every doubt in favour, `worst` against; kNever when there is none.
  std::int64_t best = 0;
  std::int64_t worst = 0;
  friend bool operator==(const Change&, const Change&) = default;
};

}  // namespace truce::watch
