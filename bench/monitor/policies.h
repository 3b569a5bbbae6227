// SPDX-License-Identifier: Apache-2.0
// The rules of policies.truce over a log of events, through the path that `truce watch` takes:
// lines to reports, reports to the watch, changes back to lines.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace truce::bench {

struct PolicyBench {
  std::vector<std::string> policy;
  std::string log;
  std::string verdicts;  // empty: not written
  std::string format = "text";
  bool count_open = false;
  bool keep = false;
  std::uint32_t clauses = 1;
  std::uint32_t late = 0;
  std::uint32_t withdraw = 0;
  std::uint32_t days_back = 300;
  std::uint64_t seed = 1;
  std::string checkpoint;
};

Result<void> run(const PolicyBench& bench);

}  // namespace truce::bench
