// SPDX-License-Identifier: Apache-2.0
// The names that a reader should know: an agreement's own, or a general table's.
#pragma once

#include <string>
#include <vector>

#include "base/time.h"

namespace truce {

struct NamedActor {
  std::string name;               // canonical
  std::vector<std::string> also;  // other names, adjectives and capitals that stand for it
  std::string role;               // party, guarantor, mediator, monitor, source
  std::string under;              // the party on whose side it speaks; empty if independent
};

struct NamedPlace {
  std::string name;
  std::vector<std::string> also;
};

struct Vocabulary {
  std::vector<NamedActor> actors;   // in the order of the agreement
  std::vector<NamedPlace> places;
  std::vector<Instant> in_force;    // entry into force, rival instants included; may be empty
  std::string zone = "UTC";
};

}  // namespace truce
