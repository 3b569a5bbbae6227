// SPDX-License-Identifier: Apache-2.0
// One proposition, one speaker, one moment. Nothing is stored without its speaker and its words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/text_span.h"
#include "base/time.h"
#include "record/document.h"
#include "record/kinds.h"

namespace truce {

/// Somebody as a text names them, and who the vocabulary takes that to be.
struct Mention {
  std::string name;   // the shortest name in the text, e.g. "the health ministry"
  std::string role;   // "spokesman", "foreign minister"; empty when unsaid
  std::string actor;  // canonical name by the vocabulary, e.g. "Gaza health ministry"; else empty
  std::optional<TextSpan> span;
  friend bool operator==(const Mention&, const Mention&) = default;
};

/// A number as a source gives it. "At least 395" has low 395 and no high.
struct Figure {
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> high;
  Qualifier qualifier = Qualifier::exactly;
  std::string as_written;
  std::optional<TextSpan> span;
  std::optional<std::size_t> part_of;  // index, among the document's statements, of the whole
  friend bool operator==(const Figure&, const Figure&) = default;
};

/// The time a statement tells of. A running total counts from `from` to `until`; a single event has
/// from = until. Days are those of the place or, unsaid, of the publication.
struct Window {
  std::optional<Day> from;
  std::optional<Day> until;
  bool cumulative = false;
  Precision precision = Precision::unknown;
  friend bool operator==(const Window&, const Window&) = default;
};

struct Place {
  std::string name;
  std::string id;  // of the gazetteer or the agreement's area; empty when unknown to both
  std::optional<TextSpan> span;
  PlacePrecision precision = PlacePrecision::unknown;
  std::optional<double> latitude;   // WGS 84, degrees
  std::optional<double> longitude;
  std::vector<std::string> within;  // names of the areas that hold it, nearest first
  friend bool operator==(const Place&, const Place&) = default;
};

/// A piece of a document's text.
struct Quote {
  std::string text;
  TextSpan span;
  friend bool operator==(const Quote&, const Quote&) = default;
};

struct Statement {
  Id<Statement> id;
  Id<Document> document;

  StatementKind kind = StatementKind::fact;
  Mood mood = Mood::asserted;
  std::optional<Mention> speaker;  // empty: the publisher's own voice
  std::vector<Mention> via;        // who passed it on, innermost first
  std::optional<Quote> cue;        // "said", "according to"; empty for the publisher's own voice
  Quote quote;                     // the exact words
  std::optional<Day> said_on;

  std::optional<Measure> measure;
  std::optional<Figure> figure;
  std::optional<Mention> of;  // whom or what is counted: "Palestinians", "soldiers"
  std::optional<Mention> by;  // who did it, as the speaker says
  std::optional<Mention> to;  // who received
  std::optional<Place> place;
  Window window;
  std::optional<Act> act;

  std::optional<Mention> against;     // accusation: who is charged; denial: whose charge
  std::string stance;                 // position: supports, opposes, demands, warns, offers, refuses …
  std::string issue;                  // position or accusation: what about, in a few words of the text
  std::vector<std::string> parties;   // talks
  std::string status;                 // talks: held, planned, cancelled, stalled

  std::string series;  // for an imported row "series name/column"; else empty
  double confidence = 0;
  std::string rule;    // which rule, model, importer or person made it
  bool reviewed = false;  // a named person entered, accepted or amended it
};

/// "Someone says or thinks something", whether or not a statement was made of it.
struct Attribution {
  std::vector<TextSpan> source;
  std::vector<TextSpan> cue;
  std::vector<TextSpan> content;
  bool direct = false;
};

/// What a reader makes of one document.
struct Reading {
  std::vector<Statement> statements;
  std::vector<Attribution> attributions;
};

}  // namespace truce
