// SPDX-License-Identifier: Apache-2.0
// Checks, from the cited records alone, that each sentence of an explanation is true. For the
// tests; it shares no code with the monitor's counting, and reads the sentences as a person would.
#pragma once

#include <string>
#include <vector>

#include "monitor/monitor.h"

namespace truce::monitor::testing {

/// What is not so, one sentence each; empty when every explanation of the account holds.
std::vector<std::string> wrong_in(const Agreement& agreement, const Known& known,
                                  const Account& account);

}  // namespace truce::monitor::testing
