// SPDX-License-Identifier: Apache-2.0
// A log of events as comma-separated lines: time, event, and the event's fields in their order.
//
//     1700000120,permit,17,North
//     2025-05-03T12:00Z,entry,17,North
//     1700000000..1700003600,entry,17,"Milltown, lower part"
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "watch/watch.h"

namespace truce::watch {

/// Lines → reports. A line that cannot be read is left out, counted and kept with its reason; lines
/// of events that no rule watches are counted apart. A first line that begins with "time" is a
/// heading.
class LogReader {
 public:
  /// Both must outlive the reader. Texts of fields are kept in `texts`.
  LogReader(const Program& program, Texts& texts);

  /// Reads line `number`, counted from 1. False when it gives no report.
  bool read(std::string_view line, std::uint32_t number, Report& report);

  struct Refusal {
    std::uint32_t line = 0;
    std::string reason;
  };
  static constexpr std::size_t kRefusalsMax = 20;  // more are counted, not kept
  const std::vector<Refusal>& refusals() const { return refusals_; }
  std::uint64_t refused() const { return refused_; }
  std::uint64_t unwatched() const { return unwatched_; }

 private:
  bool read_time(std::string_view text, Report& report);
  Value value_of(std::string_view text);
  bool split_quoted(std::string_view line);
  bool refuse(std::uint32_t line, std::string reason);
  const std::uint16_t* kind_of(std::string_view name) const;

  const Program& program_;
  Texts& texts_;
  std::unordered_map<std::string_view, std::uint16_t> kinds_;
  std::vector<std::string> pieces_;
  std::vector<Refusal> refusals_;
  std::uint64_t refused_ = 0;
  std::uint64_t unwatched_ = 0;
};

}  // namespace truce::watch
