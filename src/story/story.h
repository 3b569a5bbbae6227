// SPDX-License-Identifier: Apache-2.0
// Stories beside an agreement: what its authors expect of it, run against the monitor.
//
// A story tells what was said, found and declared, and when; and at some moments, what the account
// must then say. read() turns its text into the records that a store would hold, run() asks the
// monitor and compares. docs/stories.md is the language.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "agreement/agreement.h"
#include "monitor/monitor.h"
#include "record/diagnostic.h"
#include "record/entry.h"
#include "record/viewpoint.h"

namespace truce::story {

/// "1.2 is fulfilled", "1.1 is watched, alleged 2 by North against South, found 0"
struct ClauseExpected {
  std::string ref;
  std::string reading;  // the party whose reading is asked for; empty: the text's
  bool negated = false;
  std::optional<ClauseStatus> status;
  std::optional<VerdictState> state;  // words that only the machine's state has: violated, open
  struct Alleged {
    std::int64_t incidents = 0;
    std::string by;       // a party's side; empty: by anybody
    std::string against;  // a party; empty: against anybody
  };
  std::vector<Alleged> alleged;
  std::optional<std::int64_t> found;
  struct Time {
    LocalTime at;
    bool whole_day = false;
  };
  std::optional<Time> due;
  std::optional<Time> since;
};

/// "1.2 counts 20 of 20 by Red Cross", "tally \"Bread\" counts 300 by Mill Board"
struct CountExpected {
  std::string ref;    // of a clause; empty: a tally
  std::string tally;  // its title
  std::string reading;
  std::string by;
  std::optional<std::int64_t> amount;  // absent: nothing
  std::optional<std::int64_t> target;
};

/// "1.4 is short in 3 of 5 periods by OCHA"
struct PeriodsExpected {
  std::string ref;
  std::string reading;
  std::string by;
  std::int64_t short_of = 0;
  std::int64_t told = 0;
};

/// "1.2 says \"done after the deadline\"": one of its reasons does
struct ReasonExpected {
  std::string ref;
  std::string reading;
  bool negated = false;
  std::string words;
};

/// "phase 1 is current"
struct PhaseExpected {
  std::string number;
  PhaseState::State state = PhaseState::State::not_started;
};

/// "phase 2 waits for 1.3 as North reads", "phase 2 waits for nothing"
struct GateExpected {
  std::string number;
  bool negated = false;
  std::string ref;          // of the clause; empty: `words` are meant
  std::string words;        // part of the condition; both empty: nothing
  std::string required_by;  // by one party only; empty: by anybody
};

/// "incident \"mill\" is corroborated, contested", "there are 2 incidents"
struct IncidentExpected {
  std::string label;
  Id<Incident> id;
  std::optional<Grade> grade;
  std::vector<std::string> flags;
};
struct IncidentsExpected {
  std::int64_t count = 0;
};

/// "it is day 5"
struct DayExpected {
  std::int64_t day = 0;
};

struct Expectation {
  TextSpan span;
  std::string text;  // the line
  std::variant<ClauseExpected, CountExpected, PeriodsExpected, ReasonExpected, PhaseExpected,
               GateExpected, IncidentExpected, IncidentsExpected, DayExpected>
      what;
};

/// "as known 14 October 2025 for North", and the lines below it.
struct Moment {
  TextSpan span;
  std::string text;
  Instant as_known;
  Viewpoint viewpoint;
  std::vector<Expectation> expectations;
};

struct Story {
  std::string title;
  std::string question;
  TextSpan span;
  std::vector<Draft> log;  // the records, numbered from 1 in the order in which they became known
  std::map<std::string, Id<Incident>> incidents;  // by label
  std::vector<Moment> moments;
};

struct Stories {
  std::vector<Story> stories;
  std::vector<Diagnostic> diagnostics;  // by place
  bool ok() const;
};

/// The file that the first line of the text names: stories for "agreement.truce".
struct Heading {
  std::string agreement_file;
  std::vector<Diagnostic> diagnostics;
};
Heading heading_of(std::string_view text);

/// Reads all stories of a text and reports every mistake. Offsets are bytes of `text`.
Stories read(std::string_view text, const Agreement& agreement);

/// An expectation that the account does not meet.
struct Failure {
  TextSpan span;
  std::string expected;  // the line
  std::string as_known;  // the line of the moment at which it was asked
  std::string found;     // what the account says of the same thing
  std::vector<std::string> reasons;
};

std::vector<Failure> run(const Agreement& agreement, const Story& story);

}  // namespace truce::story
