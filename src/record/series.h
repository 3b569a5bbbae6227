// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "record/kinds.h"
#include "base/time.h"

namespace truce {

/// One column of an imported series: what its numbers count.
struct SeriesColumn {
  std::string name;          // heading in the file
  std::string label;         // as shown: "newly killed since the ceasefire"
  Measure measure = Measure::other;
  bool cumulative = false;   // a running total, not a day's count
  std::string of;            // whom: "people"
  std::string by;            // by whom, where the counter says so
  std::string part_of;       // name of the column of which this is a part; empty if none
};

/// A tally series: who counts, under what rule. One per import; the rows become documents.
struct Series {
  std::string name;          // short, e.g. "gaza-casualties"
  std::string title;
  std::string counter;       // who counts: "Gaza health ministry"
  std::string publisher;     // who compiled the file
  std::string url;
  std::string licence;
  std::string place;
  std::string counting_rule; // in words
  std::string since;         // first day of running totals, "2025-10-10"; empty if none
  std::vector<SeriesColumn> columns;
};

}  // namespace truce
