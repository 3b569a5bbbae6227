// SPDX-License-Identifier: Apache-2.0
// Agreement + records → tallies and verdicts.
//
// account() makes an account of all that is known at once; a Ledger keeps one as records arrive.
// Inside, from the records up: voice.cpp says who speaks and on whose side, grade.cpp how well an
// incident is corroborated, tally.cpp keeps the running counts, compile.cpp turns a written clause
// into the machine that machine.cpp runs, gate.cpp says what the next phase waits for. ledger.cpp
// holds them together.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "agreement/agreement.h"
#include "base/shared.h"
#include "monitor/changes.h"
#include "record/entry.h"
#include "record/viewpoint.h"

namespace truce {

/// What the monitor works on: everything known at one moment, as values. Statements, documents and
/// so on are in log order. Amendments, findings and declarations are whole; the monitor applies
/// them.
struct Known {
  Instant as_known;                     // "now" for deadlines
  std::span<const Document> documents;  // text may be empty
  std::span<const Statement> statements;
  std::span<const Incident> incidents;  // from links
  std::span<const Finding> findings;
  std::span<const Declaration> declarations;
  std::span<const Amendment> amendments;
  std::span<const Series> series;
};

/// Who says it: a counter or speaker, with its side.
struct Voice {
  std::string name;   // canonical actor, or the name as written, or the publisher
  std::string side;   // the party whose side it speaks on; empty when independent
  std::string group;  // independence group: one voice for all who only repeat it
  friend bool operator==(const Voice&, const Voice&) = default;
};

/// One point of a running count.
struct TallyStep {
  Day on;  // the day up to which it counts
  Instant known_at;
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> high;
  Id<Statement> statement;  // 0 when the step is a sum of several
  // The rows that this step rests on. The value of a sum is made from those of its step and of all
  // steps before it.
  std::vector<Id<Statement>> statements;
};

/// One part of a population's count: "27 of 28 deceased captives".
struct TallyPart {
  std::string thing;
  std::string clause;
  Voice counter;
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> high;
  std::int64_t target = 0;
  Day on;
  std::vector<Id<Statement>> statements;
};

/// A running count kept by one counter under one rule. Lines of one tally are never summed.
struct TallyLine {
  Voice counter;
  std::string label;   // "killed, of Palestinians" or the series column's label
  std::string series;  // "gaza-casualties/killed_truce_new", empty for statements in documents
  std::string
      basis;  // "running totals as stated" | "sum of daily counts" | "sum of single reports"
  std::string counting_rule;
  std::vector<TallyStep> steps;  // by day, then by when known
  std::vector<TallyPart> parts;  // a population's, in the order of the agreement; else empty
};

struct Tally {
  std::string id;  // "clause-1.2", "tally-1", "population-1"
  std::string title;
  std::string clause;  // empty for a tally of no clause
  Measure measure = Measure::other;
  std::optional<std::int64_t> target;
  std::string counting_rule;
  std::vector<Shared<TallyLine>> lines;
  std::vector<std::string>
      why_differ;  // sentences: how the lines' rules, windows and parts differ, with figures
};

/// States of a clause's machine (design, section 7).
enum class VerdictState {
  not_triggered,
  open,
  fulfilled,
  fulfilled_late,
  violated,
  excused,
  undetermined
};
/// What people call it (design, section 4).
enum class ClauseStatus {
  not_due,
  in_progress,
  due_soon,
  overdue,
  fulfilled,
  fulfilled_late,
  partly_fulfilled,
  breached,
  suspended,
  waived,
  disputed,
  cannot_tell,
  watched  // a prohibition or limit: counts, never "done"
};
std::string_view to_text(VerdictState);
std::string_view to_text(ClauseStatus);

/// One sentence of an explanation and the records that it rests on.
struct Reason {
  std::string text;
  std::vector<Id<Statement>> statements;
  std::vector<Id<Incident>> incidents;
  std::vector<Id<Finding>> findings;
  std::vector<Id<Declaration>> declarations;
  friend bool operator==(const Reason&, const Reason&) = default;
};

/// What is alleged against one party under a prohibition, or of a shortfall.
struct AllegedBy {
  Voice by;                    // the side or voice that alleges
  std::string against;         // party, or another who is bound; empty when none is named
  std::int64_t incidents = 0;  // incidents, not reports
  std::vector<Id<Incident>> rows;
  std::optional<Day> last;
};

/// Progress toward a counted duty by one counter.
struct Progress {
  Voice counter;
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> high;
  std::optional<std::int64_t> target;
  std::string thing;
  Day on;
  std::vector<Id<Statement>> statements;
};

/// For "each day" duties: how many periods were told of, and in how many the amount fell short, by
/// one counter.
struct Periods {
  Voice counter;
  std::int64_t told = 0;
  std::int64_t short_of = 0;
  std::int64_t elapsed = 0;  // periods since the duty began
  // Of those elapsed, watched by this counter and told of by nobody: zero, and so among `short_of`.
  std::int64_t silent = 0;
  std::vector<Id<Statement>> statements;
};

/// On how many of the days somebody watched who could have seen it. Without a watch, that nothing
/// is told shows nothing.
struct Coverage {
  std::int64_t days = 0;
  std::int64_t watched = 0;     // where and what the clause is about, the whole of it
  std::int64_t partly = 0;      // days on which only a part of it was watched
  std::vector<std::string> by;  // who watched, as declared
  std::vector<Id<Declaration>> declarations;
};

/// Who is bound by a prohibition. One of whom nothing is told stands here with zeros.
struct Bound {
  std::string party;         // or a body, a group, a guarantor
  std::int64_t alleged = 0;  // incidents
  std::int64_t found = 0;    // breaches, done by it as found or as all say who tell of them
};

struct Verdict {
  std::string clause;  // "1.4"; of what follows a breach of it "1.4/1"
  std::string title;
  std::string words;    // as the author wrote it
  std::string follows;  // the clause or rule that this duty follows upon; empty: none
  std::string reading;  // by which party's reading; empty: the text's
  VerdictState state = VerdictState::not_triggered;
  ClauseStatus status = ClauseStatus::not_due;
  std::optional<Instant> due;
  std::optional<Instant>
      since;  // when the state was reached, as a fact of the agreement or the world
  std::int64_t days_open = 0;
  std::vector<Progress> progress;  // one per counter, never summed
  std::vector<Periods> periods;
  std::vector<AllegedBy> alleged;
  std::vector<Bound> bound;            // of a prohibition or limit, in the order of the agreement
  std::optional<Coverage> coverage;    // where absence would show something; absent: not begun
  std::int64_t alleged_incidents = 0;  // distinct
  std::int64_t found = 0;              // findings of breach
  std::optional<Day> last_alleged;
  std::optional<Day> last_found;
  std::vector<Reason> reasons;            // in the order to be read
  std::vector<std::string> would_change;  // what new evidence would change the verdict
};

/// A condition of a gate with where it stands.
struct GateCondition {
  enum class Met { met, not_met, disputed, unknown };
  Condition::Kind kind = Condition::Kind::all;
  std::string words;                     // "clause 1.3 is fulfilled"
  std::vector<std::string> required_by;  // parties; empty: the text
  Met met = Met::unknown;
  std::string account;  // "27 of 28 by the Israeli prime minister's office, 3 Dec 2025"
  std::vector<Reason> reasons;
  std::vector<GateCondition> children;
};
std::string_view to_text(GateCondition::Met);

/// What the next phase waits for.
struct Gate {
  std::string phase;  // number of the phase that waits; empty: none does
  std::string title;
  GateCondition root;
  std::vector<GateCondition>
      blockers;  // leaves not met, in order: by the text first, then by one party only
};

struct PhaseState {
  std::string number;
  std::string title;
  enum class State { not_started, current, completed } state = State::not_started;
  std::optional<Instant> began;
  std::vector<Reason> claims;  // rival claims that it has begun
};
std::string_view to_text(PhaseState::State);

/// An incident with what its statements come to.
struct IncidentSummary {
  Id<Incident> id;
  std::string title;  // neutral: no perpetrator
  std::optional<Act> act;
  std::optional<Place> place;
  Window window;
  Grade grade = Grade::claimed;
  std::string grade_parts;  // "corroborated: 5 documents, 2 groups, none from the side accused"
  std::vector<std::string>
      flags;  // contested, retracted, disproved, single origin suspected, unverifiable
  struct Range {
    Voice counter;
    Measure measure;
    std::string of;
    std::optional<std::int64_t> low, high;
    Id<Statement> statement;
  };
  std::vector<Range> ranges;  // one per counter and measure, never averaged
  struct Responsible {
    Voice by;
    std::string actor;
    Id<Statement> statement;
  };
  std::vector<Responsible> responsible;  // who says who did it
  std::vector<Id<Statement>> statements;
  std::vector<std::string> clauses;     // matched, alleged
  std::vector<std::string> compliance;  // clauses of which it would be evidence of compliance
  std::vector<Id<Finding>> findings;
  Instant first_known;
};

/// A source's own arithmetic that does not add up. Shown, never repaired.
struct ArithmeticFlag {
  Id<Statement> statement;
  std::string text;  // "parts sum to 491"
};

/// The whole account under one viewpoint at one moment. Accounts of one Ledger share what is alike.
struct Account {
  Instant as_known;
  Viewpoint viewpoint;
  std::int64_t day = 0;  // day n since entry into force, by the text's day one, or else 1 is the
                         // day itself; 0 before
  std::string version;   // the last amendment in force; empty: the text as it was signed
  std::vector<PhaseState> phases;
  std::vector<Shared<Verdict>> verdicts;  // in the order of the agreement; readings follow their clause
  std::vector<Tally> tallies;
  Gate gate;
  std::vector<Shared<IncidentSummary>> incidents;  // by day of the event, then by when known
  std::vector<ArithmeticFlag> flags;
  std::int64_t statements = 0;
  std::int64_t unreviewed = 0;
};

namespace monitor {

/// The account of `agreement` from what is known. A function of its arguments.
Account account(const Agreement& agreement, const Known& known, const Viewpoint& viewpoint);

/// The accounts under several viewpoints, in their order: the same as one by one, at less cost.
std::vector<Account> accounts(const Agreement& agreement, const Known& known,
                              std::span<const Viewpoint> viewpoints);

/// An account that is kept as records arrive. What is learned is worked in at a cost that depends on
/// what it bears on (its incidents, running counts and clauses) and on the length of the agreement,
/// not on how much was known before. Whatever the order in which things were learned, the account
/// is the one that account() makes of all of them.
///
/// The agreement, and the records that it is given, must outlive it and stay where they are.
class Ledger {
 public:
  Ledger(const Agreement& agreement, const Viewpoint& viewpoint, Instant now);
  Ledger(const Agreement& agreement, const Viewpoint& viewpoint, const Known& known);
  ~Ledger();
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;

  /// Records in log order, none of them given before. The numbers of a new text or series are
  /// passed over: see adopt() and use().
  void learn(const Arrived& arrived);
  /// Another text of the agreement, or other series. Costs as much as learning everything anew.
  void adopt(const Agreement& agreement);
  void use(std::span<const Series> series);
  /// Any other moment, also an earlier one.
  void move_to(Instant now);
  void see_as(const Viewpoint& viewpoint);

  /// As account() makes it.
  Account account() const;
  /// The same without tallies, incidents and flags: enough to be compared by changes().
  Account course() const;
  /// Of which incident a statement that counts tells; 0 when of none.
  Id<Incident> incident_of(Id<Statement> statement) const;

 private:
  class Kept;
  std::unique_ptr<Kept> kept_;
};

}  // namespace monitor
}  // namespace truce
