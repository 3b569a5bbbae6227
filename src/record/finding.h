// SPDX-License-Identifier: Apache-2.0
// What people decide and declare. Only these records carry a verdict that a person signed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "record/incident.h"

namespace truce {

/// What a named person or body decided on one of the three questions, about one incident or,
/// for fulfilment, about one clause.
struct Finding {
  Id<Finding> id;
  Id<Incident> incident;   // 0 when about a clause as a whole
  std::string clause;      // reference, e.g. "1.1"; empty when about the incident alone
  Question question = Question::occurred;
  std::string answer;      // occurred: yes|no|cannot_tell; responsible: an actor or "cannot_tell";
                           // breach: breach|not_a_breach|exception|fulfilled|not_fulfilled|cannot_tell
  std::string standard;    // of proof, e.g. "reasonable grounds"
  std::string reasons;
  std::string dissent;
  std::string by;          // the person or body; never empty
  Day on;                  // the day it was decided
};

/// That a body or actor did what an agreement waits for: entered into force, declared a phase open,
/// met, waived. Entered by a named person, resting on a statement where there is one.
struct Declaration {
  Id<Declaration> id;
  std::string what;        // e.g. "phase 2 begins", "clause 1.3 waived", as the agreement names it
  std::string by_actor;    // who declared it
  Day on;
  Id<Statement> statement; // 0 when none
  std::string by;          // who entered it
};

/// Withdraws or corrects a statement. The statement stays; readers see both.
struct Amendment {
  enum class Kind { retracted, corrected };
  /// What was wrong. A source takes back its own words; or it never said what was read in them, as
  /// a person who reviewed the reading found, or a later reading of the same words by machine.
  enum class Ground { source, review, rereading };
  Id<Amendment> id;
  Kind kind = Kind::retracted;
  Id<Statement> statement;    // what is withdrawn or corrected
  Id<Statement> replacement;  // 0 for a retraction
  std::string reason;
  std::string by;             // who entered it
  Ground ground = Ground::source;
};

/// That a named person compared a statement with the words it was read from, and lets it stand.
struct Acceptance {
  Id<Acceptance> id;
  Id<Statement> statement;
  std::string by;  // the person; never empty
};

std::string_view to_text(Amendment::Ground ground);
std::optional<Amendment::Ground> ground_from(std::string_view word);

}  // namespace truce
