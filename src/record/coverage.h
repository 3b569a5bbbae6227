// SPDX-License-Identifier: Apache-2.0
// Who could watch where, and when: without it, that nothing is told shows nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "record/kinds.h"

namespace truce {

/// A watch that was kept, from the words of a declaration; the body that kept it is the declarant.
struct WatchKept {
  std::string area;  // as the agreement calls it; empty: everywhere
  Day from;
  Day until;              // the last day of the watch
  std::vector<Act> acts;  // what could be seen; empty: everything
  friend bool operator==(const WatchKept&, const WatchKept&) = default;
};

/// Reads "watch of Valley from 3 May 2025 until 5 May 2025 for fire and overflight". Nothing when
/// the words tell of no watch; an error when they begin as one and do not read to the end.
Result<std::optional<WatchKept>> parse_watch_kept(std::string_view what);

}  // namespace truce
