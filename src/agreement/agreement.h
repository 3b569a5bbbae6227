// SPDX-License-Identifier: Apache-2.0
// The agreement language: text → checked Agreement.
//
// parse() never gives up: it returns all that it understood and every mistake it found. check()
// looks for what the grammar cannot see (unknown names, circles). print() gives the one canonical
// layout, and parse(print(x)) = x. This module knows nothing of storage or evaluation.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_span.h"
#include "base/zone.h"
#include "record/diagnostic.h"
#include "record/kinds.h"
#include "record/vocabulary.h"

namespace truce {

/// A stretch of time as written; "working days" skip the agreement's weekend.
struct Duration {
  enum class Unit { minutes, hours, days, working_days, weeks, months };
  std::int64_t amount = 0;
  Unit unit = Unit::days;
  friend bool operator==(const Duration&, const Duration&) = default;
};
/// "72 hours"
std::string to_text(const Duration& duration);

/// A moment that the text names: a date, or some time after something.
struct Moment {
  enum class Anchor {
    date,
    entry_into_force,
    phase_begins,
    phase_ends,
    clause_fulfilled,
    named_event
  };
  Anchor anchor = Anchor::entry_into_force;
  std::optional<LocalTime> date;        // Anchor::date, in the agreement's zone
  bool whole_day = false;               // a date without an hour: until the end of that day
  std::string ref;                      // phase number, clause reference or the event's name
  std::optional<Duration> after;        // "14 days after …"; absent: at the moment itself
  std::optional<std::int64_t> nth_day;  // "the 42nd day after …", by the agreement's day one
  friend bool operator==(const Moment&, const Moment&) = default;
};

/// How days are counted. What the text does not say is absent.
struct CalendarRules {
  using Week = std::array<bool, 7>;  // Sunday first
  enum class DayOne { the_day_itself, the_day_after };
  enum class OnRestDay { stays, next_working_day };
  enum class LackingDay { last_of_month, first_of_next };
  std::optional<Week> working_days;  // else Monday to Friday
  std::vector<Day> holidays;
  std::optional<DayOne> day_one;          // said: periods of days run in whole days
  std::optional<OnRestDay> on_rest_day;   // of a deadline; else it stays
  std::optional<LackingDay> lacking_day;  // 31 January and one month; else the last of the month
  friend bool operator==(const CalendarRules&, const CalendarRules&) = default;
};

/// "at least 600 trucks"
struct Quantity {
  enum class Bound { exactly, at_least, at_most };
  Bound bound = Bound::exactly;
  std::int64_t amount = 0;
  std::string thing;  // as written: "living captives", "trucks"
  friend bool operator==(const Quantity&, const Quantity&) = default;
};

/// What a clause is about: the words, and what in the record counts for it.
struct ActPattern {
  std::string words;      // as written between the modal and the next keyword: "fire", "release"
  std::vector<Act> acts;  // kinds of incident that count; see docs/language.md, "verbs"
  std::vector<ActGroup> groups;   // whole groups that count: "fire" gives fire
  std::vector<Measure> measures;  // counts that count: "release" gives released
  friend bool operator==(const ActPattern&, const ActPattern&) = default;
};

/// What a clause lets its bearers do to the agreement: "suspend 1.2, 1.3 for up to 30 days".
struct Power {
  enum class Kind { suspend, resume, waive, extend, terminate };  // who may suspend may resume
  enum class Over { clauses, any_clause, phase, agreement };
  Kind kind = Kind::suspend;
  Over over = Over::clauses;
  std::vector<std::string> refs;  // clauses, or the phase
  std::optional<Duration> up_to;  // suspend, extend: at most so long, each time
  bool alone = false;             // "may each": any of the bearers, not all of them together
  friend bool operator==(const Power&, const Power&) = default;
};

/// The use of a power, as a declaration says it: "suspend 1.2 until 3 May 2025".
struct PowerUse {
  Power::Kind kind = Power::Kind::suspend;
  Power::Over over = Power::Over::clauses;
  std::vector<std::string> refs;
  std::optional<LocalTime> until;  // suspend: until then; extend: to then
  bool whole_day = false;
  friend bool operator==(const PowerUse&, const PowerUse&) = default;
};

enum class Modality { forbids, requires_once, requires_each, requires_lasting, limits, permits };

/// Who must do what, after a breach or a rule.
struct Consequence {
  enum class Trigger { then, otherwise };
  Trigger trigger = Trigger::then;
  std::vector<std::string> bearers;
  std::string words;  // "meet"
  std::optional<Duration> within;
  friend bool operator==(const Consequence&, const Consequence&) = default;
};

/// How one party reads a clause, where the parties differ. What is set replaces the clause's own.
struct ClauseReading {
  std::string by;     // a party
  std::string words;  // the reading in words
  std::optional<Quantity> quantity;
  std::optional<Moment> deadline;
  friend bool operator==(const ClauseReading&, const ClauseReading&) = default;
};

struct Citation {
  std::string text;  // "plan, point 4", "text, article 4, page 3"
  /// The page that it names.
  std::optional<std::string> page() const;
  friend bool operator==(const Citation&, const Citation&) = default;
};

/// What an amendment made of a clause or a rule, in the text that as_of() gives.
struct ClauseChange {
  std::string amendment;           // its title
  LocalTime at;                    // from when, in the agreement's zone
  std::string before;              // its words until then; empty: there was none
  bool deleted = false;            // it stays only for what happened before
  std::optional<LocalTime> since;  // deleted: from when it read so, where an amendment had made it
  friend bool operator==(const ClauseChange&, const ClauseChange&) = default;
};

/// An atomic stipulation: one bearer set, one act, one test.
struct Clause {
  std::string ref;  // "1.2"
  std::string title;
  std::vector<Citation> citations;
  std::vector<std::string> bearers;
  Modality modality = Modality::requires_once;
  ActPattern act;
  std::optional<Quantity> quantity;
  std::string toward;              // "to Israel": who receives; empty if unsaid
  std::string where;               // an area's name; empty means anywhere
  std::string where_word = "in";   // how the place is joined on: in, into, from, over, south of …
  std::optional<Moment> deadline;  // the last moment; absent: open without a date
  std::optional<Moment> from;      // not due before; absent: when its phase begins
  std::optional<Duration> each;    // requires_each: "each day"
  std::optional<Power> power;      // permits; `act.words` say it too
  std::vector<std::string> exceptions;     // labels
  std::string counting_rule;               // in words
  std::vector<std::string> depends_on;     // clause references
  std::vector<std::string> together_with;  // clauses to be done at the same time
  std::vector<std::string> must_name;      // "counts only reports that name …": one of them
  std::optional<Grade> least_grade;        // "counts only what is corroborated or better"
  std::vector<ClauseReading> readings;
  std::vector<Consequence> consequences;
  std::string proof;           // evidence threshold in words; empty: the agreement's
  bool only_findings = false;  // "only findings count": no report speaks for or against it
  std::map<std::string, std::string> codes;  // "PA-X" → "…"
  std::optional<ClauseChange> changed;       // by an amendment
  TextSpan span;                             // in the text that was parsed
  std::string words;                         // the clause as the author wrote it, for explanations
};

/// What happens again and again, each time with values: "event permit with vehicle, zone".
struct EventKind {
  std::string name;
  std::vector<std::string> fields;
  TextSpan span;
};

/// A rule over events of declared kinds. Two events belong together when they have the same values
/// in the fields `same`.
///     every incident must be followed by ack with the same incident within 72 hours
///     every entry must be preceded by permit with the same vehicle within 48 hours unless revoke
///       came since
///     the sum of rounds of shots with the same zone within 24 hours must not exceed 250
///     the number of shots with the same zone since start must not exceed 2,500
struct EventRule {
  enum class Form { followed, preceded, bounded };
  Form form = Form::followed;
  std::string event;              // what the rule is about
  std::vector<std::string> same;  // fields
  std::string
      other;  // followed, preceded: by what; bounded: since what; empty: since the beginning
  std::string unless;     // preceded: what takes the other's effect away; empty: nothing does
  std::string sum_of;     // bounded: the field whose values are summed; empty: events are counted
  std::int64_t most = 0;  // bounded
  std::optional<Duration> within;  // of fixed length: minutes, hours, days of 24 hours, weeks
  friend bool operator==(const EventRule&, const EventRule&) = default;
};

/// "when 3 or more breaches of 1.1 by one party in one area within 7 days", or a rule over events.
struct Rule {
  std::string ref;
  std::string title;
  std::vector<Citation> citations;
  std::int64_t count = 0;
  std::string of_clause;
  bool by_one_party = false;
  bool in_one_area = false;
  Duration within;
  bool found_only = true;           // "found breaches"; false: "alleged breaches" count too
  std::optional<EventRule> events;  // set: the rule is over events, and the five above say nothing
  std::vector<Consequence> consequences;
  std::optional<ClauseChange> changed;  // by an amendment
  TextSpan span;
  std::string words;  // the rule as the author wrote it
};

struct Condition {
  enum class Kind {
    all,
    any,
    at_least,  // of `children`; at_least k
    clause_fulfilled,
    clause_not_fulfilled,  // by `moment`
    clause_breached,
    phase_ended,
    tally_reached,
    date_reached,
    decision,
    statement_of,
    no_breach,
    event
  };
  Kind kind = Kind::all;
  std::int64_t k = 0;                    // at_least: how many; tally_reached: the amount
  std::string ref;                       // clause, phase, tally or event
  std::vector<std::string> actors;       // decision, statement_of: who
  std::string words;                     // decision, statement_of: what, e.g. "declare it"
  std::optional<Moment> moment;          // date_reached, clause_not_fulfilled
  std::optional<Duration> period;        // no_breach
  bool found_only = true;                // no_breach: "no breach is found"; false: "is alleged"
  std::vector<std::string> required_by;  // "as Israel reads"; empty: the text requires it
  std::vector<Condition> children;
  TextSpan span;
};

struct Phase {
  std::string number;  // "1"
  std::string title;
  std::optional<Condition> begins;  // absent: at entry into force
  std::optional<Condition> ends;
  std::vector<Clause> clauses;
  std::vector<Rule> rules;
  TextSpan span;
};

/// What an amendment makes of a phase, or a phase that it adds. What it leaves out stays as it was.
struct PhaseChange {
  Phase phase;               // its clauses and rules replace those of their numbers, or are new
  bool begins_said = false;  // "begins at entry into force" is no condition, and yet said
};

/// An amendment: a dated edit of the text.
struct Revision {
  std::string title;
  std::vector<Citation> citations;
  std::optional<LocalTime> in_force;
  bool whole_day = false;
  std::optional<LocalTime> expires_at;  // a new day, where it is set
  std::vector<PhaseChange> phases;
  std::vector<Clause> clauses;       // each replaces the one of its number, or is new in its phase
  std::vector<Rule> rules;           // the same
  std::vector<std::string> deleted;  // clauses
  std::vector<std::string> deleted_rules;  // rules
  TextSpan span;

  /// Those below a phase first, then those that stand by themselves.
  std::vector<const Clause*> all_clauses() const;
  std::vector<const Rule*> all_rules() const;
};

/// A body is what the agreement sets up: a board, a committee, a force.
enum class Role { party, guarantor, mediator, monitor, source, body };
std::string_view to_text(Role role);

struct Participant {
  std::string name;
  Role role = Role::party;
  std::vector<std::string> also;
  std::string under;  // source: the party on whose side it speaks; empty: independent
  TextSpan span;
};

/// "the armed groups", by its members: it may stand wherever somebody is bound or acts.
struct NamedRoster {
  std::string name;
  std::vector<std::string> members;  // participants
  TextSpan span;
};

struct Area {
  std::string name;
  std::vector<std::string> also;  // names of places inside it, or other names for it
  std::string file;               // GeoJSON beside the agreement; empty when only named
  TextSpan span;
};

/// "in force 10 October 2025 12:00 Asia/Gaza", with rivals "as Ministry of Health counts".
struct EntryIntoForce {
  LocalTime at;
  bool whole_day = false;  // no hour given
  std::string as;          // who counts so; empty: the text
};

/// "48 captives = 20 living captives (1.2) + 28 deceased captives (1.3)"
struct Population {
  struct Part {
    std::int64_t amount = 0;
    std::string thing;
    std::string clause;  // whose tally fills it
  };
  std::int64_t total = 0;
  std::string thing;
  std::vector<Part> parts;
  TextSpan span;
};

/// A running count that the account keeps side by side for every counter.
struct TallyRule {
  std::string title;
  std::vector<Measure> measures;
  std::string of;  // "people"; empty: anyone
  std::string where;
  std::string counting_rule;
  TextSpan span;
};

struct Agreement {
  std::string title;
  std::string zone = "UTC";
  std::vector<EntryIntoForce> in_force;  // the text's own first
  std::optional<LocalTime> signed_at;
  std::optional<LocalTime> expires_at;
  CalendarRules calendar;
  std::vector<Participant> participants;
  std::vector<NamedRoster> rosters;
  std::vector<Area> areas;
  std::vector<std::string> events;               // named events that moments may refer to
  std::vector<EventKind> event_kinds;            // what rules over events watch
  std::vector<std::string> documents;            // that it rests on, as cited
  std::map<std::string, std::string> addresses;  // where a document can be read, by its title
  std::vector<Population> populations;
  std::vector<TallyRule> tallies;
  std::string proof;  // evidence threshold in words
  std::vector<Phase> phases;
  std::vector<Revision> revisions;  // in the order of the text
  std::string version;              // title of the last amendment that as_of() applied

  const Clause* clause(std::string_view ref) const;
  const Phase* phase_of(std::string_view clause_ref) const;
  const Participant* participant(std::string_view name) const;  // by any of its names
  /// Who a bearer or actor stands for: "the guarantors" are several, "Israel" is one, a stranger is
  /// none.
  std::vector<const Participant*> who(std::string_view bearer) const;
  /// The instant of entry into force by the text; needs the zone to be known to the machine.
  Result<Instant> enters_into_force() const;
};

namespace agreement {

struct Parsed {
  Agreement agreement;
  std::vector<Diagnostic> diagnostics;  // by place; parsing and checking together
  bool ok() const;                      // no errors; warnings are allowed
};

/// Parses and checks. Offsets are bytes of `text`.
Parsed parse(std::string_view text);

/// The text in force at a moment: with every amendment up to then, by when they enter into force. A
/// clause or rule that was deleted stays, marked as changed, for what happened before.
Agreement as_of(const Agreement& agreement, Instant at);

/// How many amendments are in force at a moment: between two of as many, as_of() gives one text.
std::size_t revisions_in_force(const Agreement& agreement, Instant at);

/// The clause of this number in that text; null when it has none.
const Clause* clause_as_of(const Agreement& agreement, std::string_view ref, Instant at);

/// The canonical layout. Comments are kept in place by format() only.
std::string print(const Agreement& agreement);

/// The canonical layout of a text, its comments kept; refused with the diagnostics when it has
/// errors.
Result<std::string> format(std::string_view text);

/// The use of a power that the words say, in the very form of docs/language.md; else nothing.
std::optional<PowerUse> use_in(std::string_view words);
std::string use_to_text(const PowerUse& use);

/// The names that readers of documents need.
Vocabulary vocabulary(const Agreement& agreement);

}  // namespace agreement
}  // namespace truce
