// SPDX-License-Identifier: Apache-2.0
// The canonical layout as lines, each with the keys of what it says, so that comments find their
// line.
#pragma once

#include <string>
#include <vector>

#include "agreement/agreement.h"

namespace truce::agreement {

struct PrintedLine {
  std::vector<std::string> keys;  // as in Reader::keys; empty for a blank line
  std::size_t indent = 0;
  std::string text;
};

std::vector<PrintedLine> layout_of(const Agreement& agreement);

/// What one of them says, its citations aside; of a phase, when it begins and ends.
std::string text_of(const Clause& clause);
std::string text_of(const Rule& rule);
std::string text_of(const Phase& phase);

/// The lines of the heading that say how days are counted.
std::vector<PrintedLine> calendar_lines(const CalendarRules& rules);

}  // namespace truce::agreement
