// SPDX-License-Identifier: Apache-2.0
// An account as text without the ids of its records, for laws that hold up to ids.
#pragma once

#include <string>

#include "monitor/monitor.h"

namespace truce::monitor::testing {

std::string shape_of(const Account& account);

}  // namespace truce::monitor::testing
