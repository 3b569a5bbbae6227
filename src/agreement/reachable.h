// SPDX-License-Identifier: Apache-2.0
// Which phases can begin and end at all: conditions that go round in a circle never come true.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "agreement/agreement.h"

namespace truce::agreement {

/// Found by asking again until no more can. The agreement must outlive it.
class Reachable {
 public:
  explicit Reachable(const Agreement& agreement);

  bool begins(std::size_t phase) const { return !settled_ || begins_[phase]; }
  bool ends(std::size_t phase) const { return !settled_ || ends_[phase]; }

 private:
  bool settle();
  bool clause_can(const std::string& ref) const;
  bool can(const Moment& moment) const;
  bool can(const Condition& condition) const;

  const Agreement& agreement_;
  std::vector<bool> begins_, ends_;
  std::unordered_map<std::string, std::size_t> phase_at_, phase_of_;
  bool settled_ = false;
};

}  // namespace truce::agreement
