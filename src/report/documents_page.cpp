// SPDX-License-Identifier: Apache-2.0
// Documents with the statements read in them, positions, and what `truce read` prints.
#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "report/pages.h"

namespace truce::report {
namespace {

char lower(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte; }

/// Whether `text` holds `words`, in any case of the Latin alphabet.
bool holds(std::string_view text, std::string_view words) {
  return std::search(text.begin(), text.end(), words.begin(), words.end(),
                     [](char a, char b) { return lower(a) == lower(b); }) != text.end();
}

bool passes(const Document& document, const Filter& filter) {
  if (!filter.kind.empty() && to_text(document.kind) != filter.kind) return false;
  return filter.words.empty() || holds(document.title, filter.words) ||
         holds(document.publisher, filter.words) || holds(document.text, filter.words);
}

Json document_row(const Scene& scene, const Document& document) {
  const auto statements = scene.statements_of(document.id);
  const auto unreviewed = std::count_if(
      statements.begin(), statements.end(),
      [&](const Statement* one) { return !one->reviewed && !scene.is_misread(one->id); });
  return {{"id", document.id.value},
          {"kind", to_text(document.kind)},
          {"title", document.title},
          {"publisher", document.publisher},
          {"published", or_null(document.published)},
          {"published_precision", to_text(document.published_precision)},
          {"received", or_null(document.received)},
          {"observed", or_null(document.observed)},
          {"known_at", to_text(scene.known_at(document))},
          {"url", document.url},
          {"language", document.language},
          {"statements", statements.size()},
          {"unreviewed", unreviewed}};
}

Json mention(const std::optional<Mention>& mention, const CodePoints& points) {
  if (!mention) return nullptr;
  return {{"name", mention->name},
          {"role", mention->role},
          {"actor", mention->actor},
          {"span", span(mention->span, points)}};
}

Json place(const std::optional<Place>& place, const CodePoints& points) {
  if (!place) return nullptr;
  return {{"name", place->name},
          {"span", span(place->span, points)},
          {"id", place->id},
          {"precision", to_text(place->precision)},
          {"within", place->within}};
}

Json quote(const std::optional<Quote>& quote, const CodePoints& points) {
  if (!quote) return nullptr;
  return {{"text", quote->text}, {"span", span(quote->span, points)}};
}

/// A statement as `truce read` gives it; the field names are those of design, section 5.
Json read_statement(const Statement& statement, const CodePoints& points) {
  Json via = Json::array();
  for (const Mention& carrier : statement.via)
    via.push_back({{"name", carrier.name}, {"span", span(carrier.span, points)}});
  Json figure = report::figure(statement.figure);
  if (statement.figure) figure["span"] = span(statement.figure->span, points);
  return {{"kind", to_text(statement.kind)},
          {"mood", to_text(statement.mood)},
          {"speaker", mention(statement.speaker, points)},
          {"via", via},
          {"cue", quote(statement.cue, points)},
          {"quote", quote(statement.quote, points)},
          {"said_on", or_null(statement.said_on)},
          {"measure", statement.measure ? Json(to_text(*statement.measure)) : Json(nullptr)},
          {"figure", figure},
          {"of", mention(statement.of, points)},
          {"by", mention(statement.by, points)},
          {"to", mention(statement.to, points)},
          {"place", place(statement.place, points)},
          {"window",
           {{"from", or_null(statement.window.from)},
            {"until", or_null(statement.window.until)},
            {"cumulative", statement.window.cumulative},
            {"precision", to_text(statement.window.precision)}}},
          {"act", statement.act ? Json(to_text(*statement.act)) : Json(nullptr)},
          {"against", mention(statement.against, points)},
          {"stance", statement.stance},
          {"issue", statement.issue},
          {"parties", statement.parties},
          {"status", statement.status},
          {"confidence", statement.confidence},
          {"rule", statement.rule}};
}

Json pieces(const std::vector<TextSpan>& spans, const CodePoints& points) {
  Json list = Json::array();
  for (const TextSpan one : spans) list.push_back(span(one, points));
  return list;
}

/// The publication as the document gave it: a day alone stays a day.
Json published(const Document& document) {
  if (!document.published) return nullptr;
  return document.published_precision >= Precision::part_of_day
             ? to_text(day_of(*document.published))
             : to_text(*document.published);
}

std::string reading_json(const Document& document, const Reading& reading) {
  const CodePoints points(document.text);
  Json statements = Json::array();
  for (const Statement& statement : reading.statements)
    statements.push_back(read_statement(statement, points));
  Json attributions = Json::array();
  for (const Attribution& attribution : reading.attributions)
    attributions.push_back({{"source", pieces(attribution.source, points)},
                            {"cue", pieces(attribution.cue, points)},
                            {"content", pieces(attribution.content, points)},
                            {"direct", attribution.direct}});
  return dump({{"document",
                {{"id", document.given_id.empty() ? document.file : document.given_id},
                 {"title", document.title},
                 {"publisher", document.publisher},
                 {"published", published(document)},
                 {"language", document.language}}},
               {"statements", statements},
               {"attributions", attributions}});
}

std::string reading_text(const Document& document, const Reading& reading) {
  std::string out = fmt::format(
      "{}  {}  {}\n", visible(document.title.empty() ? document.file : document.title),
      visible(document.publisher), document.published ? to_words(*document.published) : "no date");
  for (const Statement& statement : reading.statements) {
    out += fmt::format("  {} · {} · {}", to_text(statement.kind), to_text(statement.mood),
                       statement.speaker ? visible(statement.speaker->name) : "the publisher");
    if (statement.measure) out += fmt::format(" · {}", words_of(to_text(*statement.measure)));
    if (statement.figure)
      out += fmt::format(" {}{}", count_words(statement.figure->low, statement.figure->high),
                         statement.figure->part_of ? " (a part)" : "");
    if (statement.of) out += fmt::format(" {}", visible(statement.of->name));
    if (statement.act) out += fmt::format(" · {}", words_of(to_text(*statement.act)));
    if (statement.by) out += fmt::format(" · by {}", visible(statement.by->name));
    if (statement.to) out += fmt::format(" · to {}", visible(statement.to->name));
    if (statement.against) out += fmt::format(" · against {}", visible(statement.against->name));
    if (!statement.stance.empty())
      out += fmt::format(" · {}: {}", statement.stance, visible(statement.issue));
    if (!statement.status.empty()) out += fmt::format(" · {}", statement.status);
    if (statement.place) out += fmt::format(" · in {}", visible(statement.place->name));
    if (const std::string when = window_words(statement.window); !when.empty()) out += " · " + when;
    out += fmt::format("\n      \"{}\"\n", visible(statement.quote.text));
  }
  return out;
}

Table reading_table(const Document& document, const Reading& reading) {
  Table table{
      {"document", "kind", "mood", "speaker", "measure", "low", "high", "of", "by", "to", "place",
       "from", "until", "cumulative", "act", "against", "stance", "issue", "words"},
      {}};
  const auto name = [](const std::optional<Mention>& mention) {
    return mention ? mention->name : "";
  };
  const auto number = [](const std::optional<std::int64_t>& value) {
    return value ? std::to_string(*value) : "";
  };
  for (const Statement& one : reading.statements)
    table.rows.push_back(
        {document.file, std::string(to_text(one.kind)), std::string(to_text(one.mood)),
         name(one.speaker), one.measure ? std::string(to_text(*one.measure)) : "",
         one.figure ? number(one.figure->low) : "", one.figure ? number(one.figure->high) : "",
         name(one.of), name(one.by), name(one.to), one.place ? one.place->name : "",
         one.window.from ? to_text(*one.window.from) : "",
         one.window.until ? to_text(*one.window.until) : "", one.window.cumulative ? "yes" : "",
         one.act ? std::string(to_text(*one.act)) : "", name(one.against), one.stance, one.issue,
         one.quote.text});
  return table;
}

}  // namespace

std::string documents_json(const Scene& scene, const Filter& filter) {
  Json list = Json::array();
  std::size_t total = 0;
  for (std::size_t at = scene.documents.size(); at-- > 0;) {
    if (!passes(scene.documents[at], filter)) continue;
    if (total >= filter.offset && list.size() < filter.limit)
      list.push_back(document_row(scene, scene.documents[at]));
    ++total;
  }
  return dump({{"total", total}, {"documents", list}});
}

Result<std::string> document_json(const Scene& scene, Id<Document> id) {
  const Document* document = scene.document(id);
  if (document == nullptr) return not_found(fmt::format("there is no document {}", id.value));
  Json page = document_row(scene, *document);
  page["text"] = document->text;
  page["media_type"] = document->media_type;
  page["file"] = document->file;
  page["key"] = document->key;
  page["sha256"] = to_hex(sha256(document->text));
  const CodePoints points(document->text);
  std::vector<const Statement*> in_order = scene.statements_of(id);
  std::stable_sort(in_order.begin(), in_order.end(), [](const Statement* a, const Statement* b) {
    return a->quote.span < b->quote.span;
  });
  Json list = Json::array();
  for (const Statement* statement : in_order) list.push_back(row(scene, *statement, &points));
  page["rows"] = list;
  return dump(page);
}

std::string positions_json(const Scene& scene) {
  Json list = Json::array();
  for (std::size_t at = scene.statements.size(); at-- > 0 && list.size() < 500;)
    if (scene.statements[at].kind == StatementKind::position &&
        !scene.is_misread(scene.statements[at].id))
      list.push_back(row(scene, scene.statements[at]));
  return dump({{"positions", list}});
}

std::string statements(const Scene& scene, Format format) {
  std::string out;
  if (format == Format::csv) {
    Table table = reading_table({}, {});
    for (const Document& document : scene.documents) {
      Reading reading;
      for (const Statement* statement : scene.statements_of(document.id))
        reading.statements.push_back(*statement);
      Table rows = reading_table(document, reading);
      std::move(rows.rows.begin(), rows.rows.end(), std::back_inserter(table.rows));
    }
    return csv_of(table);
  }
  for (const Document& document : scene.documents) {
    const CodePoints points(document.text);
    for (const Statement* statement : scene.statements_of(document.id))
      out += dump(row(scene, *statement, &points));
  }
  return out;
}

std::string reading(const Document& document, const Reading& reading, Format format) {
  switch (format) {
    case Format::json:
      return reading_json(document, reading);
    case Format::text:
      return reading_text(document, reading);
    case Format::csv:
      return csv_of(reading_table(document, reading));
  }
  return {};
}

}  // namespace truce::report
