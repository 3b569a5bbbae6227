// SPDX-License-Identifier: Apache-2.0
// Rules over events as formulas of metric first-order temporal logic, in the syntax of the monitors
// MonPoly and VeriMon, with their signature and log. A formula is true of the values of each
// violation.
//
// Such a monitor numbers the lines of its log, and what it says of one second depends on how the
// events of that second are spread over lines. Ours are unordered, so the log has one line for each
// second. It knows no doubtful times, no late reports and no end of what lies ahead, takes the end
// of the log for the end of time, and counts events with equal values as one; what it would
// misunderstand is refused.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "watch/watch.h"

namespace truce::watch {

struct Mfotl {
  struct Formula {
    std::string rule;  // "1.1"
    std::string text;
  };
  std::vector<Formula> formulas;
  std::vector<Error> refusals;  // of rules, each with its line
  std::string signature;
  std::string log;  // empty when none was given
};

/// What happened, as read: a report's id is its line.
struct EventLog {
  std::vector<Report> reports;
  const Texts& texts;
};

/// The rules of `agreement`, which was parsed from `text` without errors. Fields are numbers unless
/// `log` has texts in them. Fails when the log has doubtful times, or texts that cannot be written.
Result<Mfotl> to_mfotl(const Agreement& agreement, std::string_view text, const EventLog* log);

}  // namespace truce::watch
