// SPDX-License-Identifier: Apache-2.0
// Names the fields of every record once, for writing and for reading.
//
// describe(visit, record) calls visit(name, value) or visit(name, value, default) for each field,
// in ascending order of names: the order of the canonical JSON. A new field is added here and
// nowhere else. Document::bytes is not among them: the codec keeps it apart. `Self` is the record,
// const or not.
#pragma once

#include <concepts>
#include <type_traits>

#include "record/entry.h"

namespace truce::store {

template <class Self, class Type>
concept Is = std::same_as<std::remove_const_t<Self>, Type>;

template <class Visit, Is<Mention> Self>
void describe(Visit& visit, Self& self) {
  visit("actor", self.actor);
  visit("name", self.name);
  visit("role", self.role);
  visit("span", self.span);
}

template <class Visit, Is<Figure> Self>
void describe(Visit& visit, Self& self) {
  visit("as_written", self.as_written);
  visit("high", self.high);
  visit("low", self.low);
  visit("part_of", self.part_of);
  visit("qualifier", self.qualifier, Qualifier::exactly);
  visit("span", self.span);
}

template <class Visit, Is<Window> Self>
void describe(Visit& visit, Self& self) {
  visit("cumulative", self.cumulative);
  visit("from", self.from);
  visit("precision", self.precision, Precision::unknown);
  visit("until", self.until);
}

template <class Visit, Is<Place> Self>
void describe(Visit& visit, Self& self) {
  visit("id", self.id);
  visit("latitude", self.latitude);
  visit("longitude", self.longitude);
  visit("name", self.name);
  visit("precision", self.precision, PlacePrecision::unknown);
  visit("span", self.span);
  visit("within", self.within);
}

template <class Visit, Is<Quote> Self>
void describe(Visit& visit, Self& self) {
  visit("span", self.span);
  visit("text", self.text);
}

template <class Visit, Is<Statement> Self>
void describe(Visit& visit, Self& self) {
  visit("act", self.act);
  visit("against", self.against);
  visit("by", self.by);
  visit("confidence", self.confidence);
  visit("cue", self.cue);
  visit("document", self.document);
  visit("figure", self.figure);
  visit("id", self.id);
  visit("issue", self.issue);
  visit("kind", self.kind, StatementKind::fact);
  visit("measure", self.measure);
  visit("mood", self.mood, Mood::asserted);
  visit("of", self.of);
  visit("parties", self.parties);
  visit("place", self.place);
  visit("quote", self.quote);
  visit("reviewed", self.reviewed);
  visit("rule", self.rule);
  visit("said_on", self.said_on);
  visit("series", self.series);
  visit("speaker", self.speaker);
  visit("stance", self.stance);
  visit("status", self.status);
  visit("to", self.to);
  visit("via", self.via);
  visit("window", self.window);
}

template <class Visit, Is<AgreementText> Self>
void describe(Visit& visit, Self& self) {
  visit("attachments", self.attachments);
  visit("file", self.file);
  visit("text", self.text);
}

template <class Visit, Is<Document> Self>
void describe(Visit& visit, Self& self) {
  visit.original("bytes");
  visit("file", self.file);
  visit("given_id", self.given_id);
  visit("id", self.id);
  visit("key", self.key);
  visit("kind", self.kind, Document::Kind::article);
  visit("language", self.language);
  visit("media_type", self.media_type);
  visit("observed", self.observed);
  visit("published", self.published);
  visit("published_precision", self.published_precision, Precision::minute);
  visit("publisher", self.publisher);
  visit("received", self.received);
  visit("text", self.text);
  visit("title", self.title);
  visit("url", self.url);
}

template <class Visit, Is<Link> Self>
void describe(Visit& visit, Self& self) {
  visit("by", self.by);
  visit("id", self.id);
  visit("incident", self.incident);
  visit("rule", self.rule);
  visit("score", self.score);
  visit("statement", self.statement);
}

template <class Visit, Is<Finding> Self>
void describe(Visit& visit, Self& self) {
  visit("answer", self.answer);
  visit("by", self.by);
  visit("clause", self.clause);
  visit("dissent", self.dissent);
  visit("id", self.id);
  visit("incident", self.incident);
  visit("on", self.on);
  visit("question", self.question, Question::occurred);
  visit("reasons", self.reasons);
  visit("standard", self.standard);
}

template <class Visit, Is<Declaration> Self>
void describe(Visit& visit, Self& self) {
  visit("by", self.by);
  visit("by_actor", self.by_actor);
  visit("id", self.id);
  visit("on", self.on);
  visit("statement", self.statement);
  visit("what", self.what);
}

template <class Visit, Is<Amendment> Self>
void describe(Visit& visit, Self& self) {
  visit("by", self.by);
  visit("ground", self.ground, Amendment::Ground::source);
  visit("id", self.id);
  visit("kind", self.kind, Amendment::Kind::retracted);
  visit("reason", self.reason);
  visit("replacement", self.replacement);
  visit("statement", self.statement);
}

template <class Visit, Is<Acceptance> Self>
void describe(Visit& visit, Self& self) {
  visit("by", self.by);
  visit("id", self.id);
  visit("statement", self.statement);
}

template <class Visit, Is<SeriesColumn> Self>
void describe(Visit& visit, Self& self) {
  visit("by", self.by);
  visit("cumulative", self.cumulative);
  visit("label", self.label);
  visit("measure", self.measure, Measure::other);
  visit("name", self.name);
  visit("of", self.of);
  visit("part_of", self.part_of);
}

template <class Visit, Is<Series> Self>
void describe(Visit& visit, Self& self) {
  visit("columns", self.columns);
  visit("counter", self.counter);
  visit("counting_rule", self.counting_rule);
  visit("licence", self.licence);
  visit("name", self.name);
  visit("place", self.place);
  visit("publisher", self.publisher);
  visit("since", self.since);
  visit("title", self.title);
  visit("url", self.url);
}

template <class Visit, Is<Rejection> Self>
void describe(Visit& visit, Self& self) {
  visit("file", self.file);
  visit("help", self.help);
  visit("line", self.line);
  visit("reason", self.reason);
}

}  // namespace truce::store
