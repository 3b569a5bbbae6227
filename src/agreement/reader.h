// SPDX-License-Identifier: Apache-2.0
// What the parts of the parser share: the agreement so far, the mistakes, and where things stand.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "agreement/agreement.h"
#include "agreement/lines.h"
#include "agreement/words.h"

namespace truce::agreement {

/// A name used in the text, to be looked up when all of it is read.
struct Mention {
  enum class Kind { actor, party, area, clause, rule, phase, event, tally };
  Kind kind;
  std::string name;
  TextSpan span;
  bool must_be_known = true;  // false: a stranger is only worth a warning
};

/// Where the parts of a clause stand; the tree itself keeps only the whole.
struct ClauseMarks {
  TextSpan heading, act, quantity, deadline, from, each;
  std::vector<TextSpan> readings;
  std::vector<TextSpan> depends_on, together_with;
  bool has_body = false;
};

struct RuleMarks {
  TextSpan heading;
  TextSpan subject;  // the clause that it is about
};

/// Where the parts of a rule over events stand.
struct EventRuleMarks {
  TextSpan event, other, unless, sum_of, whole;
  std::vector<TextSpan> same;
};

/// One logical line of a clause: its own tokens and those of the lines that continue it.
using Tokens = std::vector<Token>;

struct Reader {
  std::string_view text;
  Agreement agreement;
  std::vector<Diagnostic> diagnostics;
  std::vector<Mention> mentions;
  std::vector<ClauseMarks> clause_marks;  // in the order of the clauses
  std::string key_prefix;                 // of the keys below, while an amendment is read
  // Of what stands in amendments, by where it begins.
  std::map<std::size_t, ClauseMarks> revised_clauses;
  std::map<std::size_t, RuleMarks> revised_rules;
  // What amendments delete, in order: by "amendment 0/clause", "amendment 0/rule".
  std::map<std::string, std::vector<TextSpan>> deletion_marks;
  std::vector<RuleMarks> rule_marks;                       // in the order of the rules
  std::map<std::string, EventRuleMarks> event_rule_marks;  // by the rule's key: "rule 1.8"
  std::vector<TextSpan> event_marks, in_force_marks, tally_marks;
  std::vector<TextSpan> nth_day_marks;  // "the 42nd day", whose number needs a day one
  bool in_force_said = false;           // even if its date was wrong
  TextSpan zone_mark, signed_mark, expires_mark;
  /// For format(): which printed line a source line became, by the offset where the source line
  /// begins.
  std::map<std::size_t, std::string> keys;

  void error(TextSpan span, std::string message, std::string help);
  void warn(TextSpan span, std::string message, std::string help);
  void mention(Mention::Kind kind, const Name& name, bool must_be_known = true);
  /// Records that `line`, and the lines that continue it, are printed under `key`.
  void key(const Line& line, const std::string& key);
  /// Complains about what is left of a sentence, once.
  void expect_end(const Sentence& sentence, std::string_view help);

  /// Makes the names known to the questions below, once all are read.
  void index_names();
  const Participant* participant(std::string_view name) const;
  bool knows_actor(std::string_view name) const;
  const NamedRoster* roster(std::string_view name) const;
  bool knows_place(std::string_view name) const;
  bool knows_event(std::string_view name) const;
  /// The participant's own name for any of its names; a stranger's as written.
  std::string canonical(std::string_view name) const;
  /// The same for clauses and phases, once all sentences are read.
  void index_stipulations();
  /// The first clause of that number, or nothing.
  const Clause* clause(const std::string& ref) const;
  /// Where the phase stands in the text; the count of phases when there is none of that number.
  std::size_t phase_index(const std::string& number) const;

 private:
  // By name as written, and by name without "the" and capitals; a text asks thousands of times.
  std::unordered_map<std::string, std::size_t> actors_, plain_actors_;
  std::unordered_set<std::string> places_, events_;
  std::unordered_map<std::string, const Clause*> clauses_;
  std::unordered_map<std::string, std::size_t> phases_;
};

/// In small ASCII letters, without a "the" in front.
std::string plain_name(std::string_view name);

/// "the guarantors" and so on: a role named as a whole. Nothing for other words.
std::optional<Role> group_of(std::string_view name);

// moments.cpp
std::optional<Duration> take_duration(Reader& reader, Sentence& sentence);
bool at_date(const Sentence& sentence);
struct Date {
  LocalTime at;
  bool whole_day = true;
};
std::optional<Date> take_date(Reader& reader, Sentence& sentence);
std::optional<Moment> take_moment(Reader& reader, Sentence& sentence);
/// Whether a moment may stand here; words like "by air" are none.
bool at_moment(const Reader& reader, const Sentence& sentence);
std::string moment_to_text(const Moment& moment);
std::string duration_to_text(const Duration& duration);
std::string date_to_text(const LocalTime& at, bool whole_day);

// days.cpp
/// A line of the heading that says how days are counted; false when it is none.
bool read_calendar_line(Reader& reader, const Line& line, Sentence& sentence);
bool at_calendar_line(const Sentence& sentence);

// parse.cpp
/// A phase with all that stands below it.
Phase read_phase(Reader& reader, const Line& line);

// clause.cpp
void read_clause(Reader& reader, const Line& line, Phase& phase);
void read_rule(Reader& reader, const Line& line, Phase& phase);
/// With which lines of a clause, and of a rule, may begin.
std::vector<std::string> clause_words();
std::vector<std::string> rule_words();

// conflicts.cpp
void check_conflicts(Reader& reader);

// revisions.cpp
void read_revision(Reader& reader, const Line& line);
/// "amendment 0/", before the keys of what the amendment holds.
std::string key_of_revision(std::size_t at);
/// The amendments by when they enter into force; those without a day are left out.
std::vector<std::size_t> revisions_in_order(const Agreement& agreement);
/// Where a clause or a rule stands that no phase holds: "1" for "1.4".
std::string phase_named_by(std::string_view ref);

// check_revisions.cpp
void check_revisions(Reader& reader);

// powers.cpp
/// Whether "suspend 1.2" or the like stands here.
bool at_power(const Sentence& sentence);
/// Reads it to the end of the sentence; the clause's modality is known.
void read_power(Reader& reader, Sentence& sentence, Clause& clause);
std::string power_to_text(const Power& power);

// event_rules.cpp
/// "event permit with vehicle, zone"
void read_event_kind(Reader& reader, const Line& line, Sentence& sentence);
/// Whether a line of a rule says what must be true of events.
bool at_event_rule(const Sentence& sentence);
void read_event_rule(Reader& reader, Sentence& sentence, Rule& rule);
std::string event_rule_to_text(const EventRule& rule);
std::string event_kind_to_text(const EventKind& kind);
void check_event_rules(Reader& reader);

// conditions.cpp
std::optional<Condition> read_condition(Reader& reader, const Line& line, std::size_t first_token,
                                        const std::string& key);
std::string condition_to_text(const Condition& condition);

// check.cpp
void check(Reader& reader);

// parse.cpp
Reader read(std::string_view text);
/// With which lines of an agreement, and of a phase, may begin.
std::vector<std::string> heading_words();
std::vector<std::string> phase_words();

}  // namespace truce::agreement
