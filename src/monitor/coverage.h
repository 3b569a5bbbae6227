// SPDX-License-Identifier: Apache-2.0
// On which days somebody watched where a clause holds.
//
// Absence of reports proves nothing where nobody could have reported. A watch counts for a clause
// on the days that it was kept, where it held for the whole of the clause's area and for every act
// that the clause is about; of a part, it counts as partly watched. What a side that is bound says
// of its own watching counts in that side's account only.
#pragma once

#include <span>
#include <vector>

#include "monitor/compile.h"
#include "record/coverage.h"

namespace truce::monitor {

/// Days from the first up to and including the last.
struct Stretch {
  Day first;
  Day last;
};

/// The watches that bear on one clause.
struct Watched {
  struct Watch {
    Stretch days;
    bool whole = false;  // of all that the clause is about; else of a part
    SpeakerAt by = 0;
    Id<Declaration> declaration;
  };
  std::vector<Watch> watches;  // in the order of the log
};

/// A declaration of a watch, looked up.
struct WatchOnRecord {
  WatchKept kept;
  SpeakerAt by = 0;
  Id<Declaration> declaration;
};
std::vector<WatchOnRecord> watches(World& world);

/// Those of the watches that bear on the machine's clause.
Watched watched(World& world, const Machine& machine, std::span<const WatchOnRecord> watches);

/// How many of the days were watched, and by whom.
Coverage coverage(const World& world, const Watched& watched, Stretch days);

/// Whether the whole of each of the days was watched.
bool all_watched(const Watched& watched, Stretch days);

/// "watched on 5 of 7 days, by Valley Mission; on 1 more in part", "nobody's watch is on record
/// for any of the 7 days"
std::string in_words(const Coverage& coverage);

}  // namespace truce::monitor
