// SPDX-License-Identifier: Apache-2.0
// How well corroborated an incident is. Volume is no evidence: groups of sources count, not copies.
//
//   claimed       only an interested party's own claim
//   reported      one independent group
//   corroborated  two or more independent groups
//   acknowledged  groups on both sides, or an admission against interest
//   observed      the agreement's own monitors saw it
//
// Who says that its own side attacked admits against interest, and so does a side that says the
// other did what it owed.
#pragma once

#include <string>

#include "monitor/world.h"

namespace truce::monitor {

struct Weight {
  Grade grade = Grade::claimed;
  int documents = 0;
  int groups = 0;
  int accused_groups = 0;  // of those, on the side held responsible
  bool anyone_accused = false;
  bool any = false;           // whether any statement stands
  std::string parts() const;  // "corroborated: 5 documents, 2 groups, none from the side accused"
};

/// Weighs the statements of an incident that stand. With `all`, also those that the viewpoint
/// leaves out.
Weight weigh(World& world, std::span<const std::uint32_t> members, bool all);

/// Whether the act carries an agreement out rather than breaks it.
bool carries_out(const Statement& statement);

}  // namespace truce::monitor
