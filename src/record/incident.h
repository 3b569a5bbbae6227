// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "record/statement.h"

namespace truce {

struct Incident;

/// That a statement tells of an incident, and why it was thought so. `incident` with value 0 opens a new
/// one, whose id becomes that of the link itself. Links are never removed: a later one for the same
/// statement, by a named person, takes its place.
struct Link {
  Id<Link> id;
  Id<Statement> statement;
  Id<Incident> incident;
  double score = 0;  // bits, see link/; 0 for a new incident
  std::string rule;
  std::string by;    // the person who decided; empty when a machine suggested
};

/// Something alleged to have happened at a place and time. Made from links; never stored itself.
struct Incident {
  Id<Incident> id;
  std::vector<Id<Statement>> statements;  // in the order in which they became known
};

}  // namespace truce
