// SPDX-License-Identifier: Apache-2.0
// Two accounts → what stands otherwise, and which records it rests on.
//
// changes() compares; causes_of() looks among the records that arrived in between. Both are
// functions of their arguments and know nothing of the log; pipeline/ walks it.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "record/entry.h"

namespace truce {

struct Account;

/// One thing that stands otherwise than before.
struct Change {
  enum class What {
    clause,     // the text gained or lost it
    status,     // of a clause or rule
    since,      // the moment from which it is fulfilled or broken
    due,        // the deadline
    alleged,    // incidents alleged
    found,      // breaches found
    progress,   // toward a counted duty, by one counter
    shortfall,  // periods in which the amount fell short, by one counter
    phase,
    gate,      // which phase is waited for
    condition  // of that phase
  };
  What what = What::status;
  std::string ref;      // of the clause, rule or phase; empty for a condition
  std::string reading;  // by which party's reading; a condition: by whom it is required
  std::string title;    // of the clause or phase; a condition's words
  std::string counter;  // progress, shortfall
  std::string was;      // in words; empty when there was nothing
  std::string now;
  std::optional<Instant> since;  // status, phase: since when, in the world, it stands so

  /// Whether both tell of the same thing, whatever became of it.
  bool same_subject(const Change& other) const;
  friend bool operator==(const Change&, const Change&) = default;
};
std::string_view to_text(Change::What);

/// Because of what something changed.
struct Cause {
  enum class Kind {
    clock,  // nothing arrived; time went by
    report,
    correction,
    withdrawal,
    link,  // a person joined or parted what tells of an incident
    finding,
    declaration,
    agreement,  // a new text of it
    series      // a new one, or what its columns mean
  };
  Kind kind = Kind::clock;
  std::uint64_t record = 0;               // its number in the log; 0 for the clock
  std::vector<Id<Statement>> statements;  // of a report: those that bear on it. Of a correction,
                                          // withdrawal or link: the one that it is about
  friend bool operator==(const Cause&, const Cause&) = default;
};
std::string_view to_text(Cause::Kind);

/// What changed at one moment. `at` is when it became known; of a deadline that passed, the
/// deadline.
struct ChangeRecord {
  Instant at;
  Change change;
  std::vector<Cause> causes;  // in log order
};

/// The records that became known between two accounts, in log order.
struct Arrived {
  std::span<const Document> documents = {};
  std::span<const Statement> statements = {};
  std::span<const Link> links = {};
  std::span<const Finding> findings = {};
  std::span<const Declaration> declarations = {};
  std::span<const Amendment> amendments = {};
  std::uint64_t agreement = 0;  // number of a new text; 0 when there is none
  std::uint64_t series = 0;
};

namespace monitor {

/// What stands otherwise in `after`: clauses and rules in the order of the agreement, then phases,
/// then what the next one waits for. What only a clock shows, such as days open, is no change.
std::vector<Change> changes(const Account& before, const Account& after);

/// An account, and of which incident each statement told in it: 0 for one that told of none.
struct Stood {
  const Account& account;
  std::function<Id<Incident>(Id<Statement>)> incident_of;
};
/// By what the account itself shows of its incidents. Refers to it.
Stood stood(const Account& account);

/// Because of which of the records that arrived. Nothing arrived: the clock. Asks `before` only for
/// what amendments are about.
std::vector<Cause> causes_of(const Change& change, const Stood& before, const Stood& after,
                             const Arrived& arrived);

}  // namespace monitor
}  // namespace truce
