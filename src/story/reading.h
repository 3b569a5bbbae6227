// SPDX-License-Identifier: Apache-2.0
// What the parts of the reader share: the names of the agreement, the story so far, the mistakes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/sentences.h"
#include "story/story.h"

namespace truce::story {

using agreement::Line;
using agreement::Name;
using agreement::Sentence;
using agreement::Token;

/// The date at which a line begins. A day without an hour stands for its end: what happened on it
/// is known by then, and no earlier hour is made up.
struct When {
  LocalTime local;
  bool whole_day = false;
  Instant known_at;
};

/// A report as it stands in the log, for those that deny, withdraw or correct it.
struct Said {
  Id<Statement> statement;
  std::string speaker;
  When when;
  std::string deed;  // see deed_of()
  Day day{};         // of which it tells
  Id<Incident> incident;
};

struct Reading {
  explicit Reading(std::string_view text, const Agreement& agreement_text);

  agreement::Reader names;  // of the agreement; takes the mistakes
  std::string_view text;
  Story story;
  std::vector<Said> said;
  std::optional<Instant> last;  // the moment of the line above
  Id<Incident> that_incident;   // of the last report above

  void begin(std::string title, TextSpan span);
  void error(TextSpan span, std::string message, std::string help) {
    names.error(span, std::move(message), std::move(help));
  }
  void warn(TextSpan span, std::string message, std::string help) {
    names.warn(span, std::move(message), std::move(help));
  }
  /// Puts the record into the log and gives its number.
  template <class T>
  Id<T> put(Instant known_at, T record) {
    const Id<T> id{story.log.size() + 1};
    record.id = id;
    story.log.push_back({known_at, std::move(record)});
    return id;
  }

  const Agreement& agreement() const { return names.agreement; }
  Mention mention(const Name& name) const;
};

// names.cpp
std::vector<std::string> actor_names(const Agreement& agreement);
std::vector<std::string> clause_refs(const Agreement& agreement);
/// The clause of this number as the text has it, and as amendments do, in their order.
std::vector<const Clause*> versions_of(const Agreement& agreement, std::string_view ref);
/// The phases of the text, and what amendments say of phases.
std::vector<const Phase*> phases_of(const Agreement& agreement);
/// The longest name of the agreement that stands here, or a quoted one. A name that the agreement
/// lacks must stand in quotation marks; else it is a mistake, and nothing is given.
std::optional<Name> take_actor(Reading& reading, Sentence& sentence);
std::optional<Name> take_party(Reading& reading, Sentence& sentence);
/// Whether a name of the agreement, or a quoted one, stands here.
bool at_actor(const Reading& reading, const Sentence& sentence);
/// The longest place of the agreement that stands here.
std::optional<Name> take_known_place(const Reading& reading, Sentence& sentence);
/// "1.2", "clause 1.2": a clause or rule of the agreement.
std::optional<std::string> take_ref(Reading& reading, Sentence& sentence);
std::optional<std::int64_t> take_number(Reading& reading, Sentence& sentence);
/// Who speaks in `sentence`: the names before its first word of `verbs`, at which it stops.
std::vector<Name> take_speakers(Reading& reading, Sentence& sentence);
/// 'incident "mill"'; nothing, and nothing taken, when none stands here.
std::optional<Name> take_incident_label(Sentence& sentence);
std::optional<When> take_when(Reading& reading, Sentence& sentence);

// told.cpp
/// What a report tells: its statement, and further ones for what it counts beside.
struct Report {
  std::vector<Statement> statements;
  std::optional<Name> incident;  // its label
};
std::optional<Report> take_report(Reading& reading, Sentence& sentence, const Window& window);
/// By which two reports of one day are of one thing: the act, who did it, and where.
std::string deed_of(const Statement& statement);

// report.cpp, decide.cpp: what stands after who speaks.
void read_said(Reading& reading, Sentence& sentence, const When& when,
               const std::vector<Name>& speakers);
void read_denied(Reading& reading, Sentence& sentence, const When& when,
                 const std::vector<Name>& speakers);
void read_withdrawn(Reading& reading, Sentence& sentence, const When& when,
                    const std::vector<Name>& speakers);
void read_corrected(Reading& reading, Sentence& sentence, const When& when,
                    const std::vector<Name>& speakers);
void read_found(Reading& reading, Sentence& sentence, const When& when,
                const std::vector<Name>& speakers);
void read_declared(Reading& reading, Sentence& sentence, const When& when,
                   const std::vector<Name>& speakers);

// expect.cpp
void read_moment(Reading& reading, const Line& line);

// compare.cpp
/// The failure, when the account does not say what is expected.
std::optional<Failure> compare(const Agreement& agreement, const Account& account,
                               const Expectation& expectation);

}  // namespace truce::story
