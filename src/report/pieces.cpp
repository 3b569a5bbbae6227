// SPDX-License-Identifier: Apache-2.0
#include "report/pieces.h"

#include <fmt/format.h>

#include <algorithm>

namespace truce::report {
namespace {

Json name_of(const std::optional<Mention>& mention) {
  return mention ? Json(mention->name) : Json(nullptr);
}

std::optional<TextSpan> span_of(const std::optional<Mention>& mention) {
  return mention ? mention->span : std::nullopt;
}

}  // namespace

std::string words_of(std::string_view term) {
  std::string words(term);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

Json voice(const Voice& voice) { return {{"name", voice.name}, {"side", voice.side}}; }

Json figure(const std::optional<Figure>& figure) {
  if (!figure) return nullptr;
  return {{"low", or_null(figure->low)},
          {"high", or_null(figure->high)},
          {"qualifier", to_text(figure->qualifier)},
          {"as_written", figure->as_written},
          {"part_of", or_null(figure->part_of)}};
}

Json reason(const Reason& reason) {
  return {{"text", reason.text},
          {"statements", ids(reason.statements)},
          {"incidents", ids(reason.incidents)},
          {"findings", ids(reason.findings)},
          {"declarations", ids(reason.declarations)}};
}

Json reasons(const std::vector<Reason>& reasons) {
  Json list = Json::array();
  for (const Reason& one : reasons) list.push_back(reason(one));
  return list;
}

std::string window_words(const Window& window) {
  if (!window.from && !window.until) return window.cumulative ? "to date" : "";
  const std::string from = window.from ? to_text(*window.from) : "";
  const std::string until = window.until ? to_text(*window.until) : "";
  return from == until
             ? from
             : fmt::format("{} … {}{}", from, until, window.cumulative ? ", running total" : "");
}

Json span(const std::optional<TextSpan>& span, const CodePoints& points) {
  if (!span) return nullptr;
  return {points.before(span->begin), points.before(span->end)};
}

std::string amended_words(const Amendment& amendment) {
  const bool corrected = amendment.kind == Amendment::Kind::corrected;
  if (amendment.ground == Amendment::Ground::source) return corrected ? "corrected" : "withdrawn";
  return corrected ? "misread and put right" : "misread";
}

Json review(const Review* review) {
  if (review == nullptr) return nullptr;
  return {{"what", to_text(review->what)},
          {"by", review->by},
          {"reason", review->reason},
          {"at", to_text(review->at)}};
}

Json amendment(const Amendment* amendment) {
  if (amendment == nullptr) return nullptr;
  const bool corrected = amendment->kind == Amendment::Kind::corrected;
  return {{"what", corrected ? "corrected" : "retracted"},
          {"ground", to_text(amendment->ground)},
          {"replacement", corrected ? Json(amendment->replacement.value) : Json(nullptr)},
          {"reason", amendment->reason},
          {"by", amendment->by}};
}

Json row(const Scene& scene, const Statement& statement, const CodePoints* points) {
  const Document* document = scene.document(statement.document);
  const CodePoints own(points == nullptr && document != nullptr ? document->text : std::string());
  const CodePoints& at = points == nullptr ? own : *points;
  const Id<Incident> incident = scene.incident_of(statement.id);
  return {{"id", statement.id.value},
          {"document", statement.document.value},
          {"document_title", document == nullptr ? "" : document->title},
          {"publisher", document == nullptr ? "" : document->publisher},
          {"published", document == nullptr ? Json(nullptr) : or_null(document->published)},
          {"known_at", to_text(scene.known_at(statement))},
          {"kind", to_text(statement.kind)},
          {"mood", to_text(statement.mood)},
          {"speaker", voice(scene.voice_of(statement))},
          {"speaker_as_written", statement.speaker ? Json(statement.speaker->name) : Json(nullptr)},
          {"cue", statement.cue ? Json(statement.cue->text) : Json(nullptr)},
          {"quote", statement.quote.text},
          {"said_on", or_null(statement.said_on)},
          {"measure", statement.measure ? Json(to_text(*statement.measure)) : Json(nullptr)},
          {"figure", figure(statement.figure)},
          {"of", name_of(statement.of)},
          {"by", name_of(statement.by)},
          {"to", name_of(statement.to)},
          {"place", statement.place ? Json(statement.place->name) : Json(nullptr)},
          {"act", statement.act ? Json(to_text(*statement.act)) : Json(nullptr)},
          {"window",
           {{"from", or_null(statement.window.from)},
            {"until", or_null(statement.window.until)},
            {"cumulative", statement.window.cumulative},
            {"precision", to_text(statement.window.precision)}}},
          {"against", name_of(statement.against)},
          {"stance", statement.stance},
          {"issue", statement.issue},
          {"parties", statement.parties},
          {"status", statement.status},
          {"reviewed", statement.reviewed},
          {"rule", statement.rule},
          {"confidence", statement.confidence},
          {"retracted", scene.is_retracted(statement.id)},
          {"review", review(scene.review_of(statement.id))},
          {"amended", amendment(scene.amendment_of(statement.id))},
          {"series", statement.series},
          {"incident", incident.value == 0 ? Json(nullptr) : Json(incident.value)},
          {"spans",
           {{"quote", span(statement.quote.span, at)},
            {"speaker", span(span_of(statement.speaker), at)},
            {"cue", span(statement.cue ? std::optional(statement.cue->span) : std::nullopt, at)},
            {"figure", span(statement.figure ? statement.figure->span : std::nullopt, at)},
            {"place", span(statement.place ? statement.place->span : std::nullopt, at)},
            {"by", span(span_of(statement.by), at)},
            {"of", span(span_of(statement.of), at)}}}};
}

Json rows(const Scene& scene, const std::set<Id<Statement>>& statements) {
  Json found = Json::object();
  for (const Id<Statement> id : statements)
    if (const Statement* statement = scene.statement(id))
      found[std::to_string(id.value)] = row(scene, *statement);
  return found;
}

Json incident_row(const IncidentSummary& incident) {
  Json ranges = Json::array();
  for (const auto& range : incident.ranges)
    ranges.push_back({{"counter", voice(range.counter)},
                      {"measure", to_text(range.measure)},
                      {"of", range.of},
                      {"low", or_null(range.low)},
                      {"high", or_null(range.high)},
                      {"statement", range.statement.value}});
  Json responsible = Json::array();
  for (const auto& said : incident.responsible)
    responsible.push_back(
        {{"by", voice(said.by)}, {"actor", said.actor}, {"statement", said.statement.value}});
  return {{"id", incident.id.value},
          {"title", incident.title},
          {"act", incident.act ? Json(to_text(*incident.act)) : Json(nullptr)},
          {"place", incident.place ? Json(incident.place->name) : Json(nullptr)},
          {"from", or_null(incident.window.from)},
          {"until", or_null(incident.window.until)},
          {"grade", to_text(incident.grade)},
          {"grade_parts", incident.grade_parts},
          {"flags", incident.flags},
          {"ranges", ranges},
          {"responsible", responsible},
          {"clauses", incident.clauses},
          {"statements", ids(incident.statements)},
          {"first_known", to_text(incident.first_known)}};
}

std::set<Id<Statement>> statements_named_in(const Json& json) {
  std::set<Id<Statement>> named;
  if (json.is_object()) {
    for (const auto& [key, value] : json.items()) {
      if (key == "statement" && value.is_number())
        named.insert({value.get<std::uint64_t>()});
      else if (key == "statements" && value.is_array())
        for (const Json& id : value) {
          if (id.is_number()) named.insert({id.get<std::uint64_t>()});
        }
      else
        named.merge(statements_named_in(value));
    }
  } else if (json.is_array()) {
    for (const Json& item : json) named.merge(statements_named_in(item));
  }
  return named;
}

std::string count_words(const std::optional<std::int64_t>& low,
                        const std::optional<std::int64_t>& high) {
  if (low && high)
    return *low == *high ? fmt::format("{}", *low) : fmt::format("{} to {}", *low, *high);
  if (low) return fmt::format("{} or more", *low);
  if (high) return fmt::format("up to {}", *high);
  return "a number not said";
}

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace truce::report
