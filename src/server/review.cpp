// SPDX-License-Identifier: Apache-2.0
// What a person decides on the pages → records. The only route that writes.
#include "server/review.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/utf8.h"

namespace truce::server {
namespace {

using Json = nlohmann::json;
using What = pipeline::Decision::What;

constexpr const char* kHelp = "the shape is in docs/api.md";

Error mistake(std::string message) { return invalid(std::move(message), kHelp); }

Result<std::string> text_of(const Json& object, const char* key) {
  if (!object.contains(key) || object[key].is_null()) return std::string();
  if (!object[key].is_string()) return mistake(fmt::format("'{}' is no text", key));
  return object[key].get<std::string>();
}

Result<std::uint64_t> number_of(const Json& object, const char* key) {
  if (!object.contains(key) || !object[key].is_number_unsigned())
    return mistake(fmt::format("'{}' is no number of a record", key));
  return object[key].get<std::uint64_t>();
}

Result<What> what_of(const Json& object) {
  const std::string what = TRY(text_of(object, "what"));
  if (what == "accept") return What::accept;
  if (what == "correct") return What::correct;
  if (what == "reject") return What::reject;
  if (what == "add") return What::add;
  return mistake(fmt::format("'{}' is no decision: it is accept, correct, reject or add", what));
}

Result<std::vector<review::Field>> fields_of(const Json& object) {
  std::vector<review::Field> fields;
  if (!object.contains("fields")) return fields;
  if (!object["fields"].is_object()) return mistake("'fields' is no object");
  for (const auto& [key, value] : object["fields"].items()) {
    if (!value.is_string()) return mistake(fmt::format("the field '{}' is no text", key));
    fields.push_back({key, value.get<std::string>()});
  }
  return fields;
}

Result<TextSpan> span_of(const Json& span, const Document& document) {
  const bool is_pair = span.is_array() && span.size() == 2 && span[0].is_number_unsigned() &&
                       span[1].is_number_unsigned();
  if (!is_pair) return mistake("'span' is no pair of offsets");
  const CodePoints points(document.text);
  const auto begin = points.byte_at(span[0].get<std::size_t>());
  const auto end = points.byte_at(span[1].get<std::size_t>());
  if (!begin || !end || *begin >= *end)
    return invalid("the words lie outside of the document", "offsets count code points from 0");
  return TextSpan{*begin, *end};
}

Result<pipeline::Decision> decision_of(const Json& object, const Scene& scene) {
  if (!object.is_object()) return mistake("a decision is no object");
  pipeline::Decision decision;
  decision.what = TRY(what_of(object));
  decision.fields = TRY(fields_of(object));
  decision.reason = TRY(text_of(object, "reason"));
  if (decision.what != What::add) {
    decision.statement = {TRY(number_of(object, "statement"))};
    return decision;
  }
  decision.document = {TRY(number_of(object, "document"))};
  decision.words = TRY(text_of(object, "words"));
  if (!object.contains("span")) return decision;
  const Document* document = scene.document(decision.document);
  if (document == nullptr)
    return not_found(fmt::format("there is no document {}", decision.document.value));
  decision.span = TRY(span_of(object["span"], *document));
  return decision;
}

}  // namespace

Result<std::string> decide(Pictures& pictures, const Request& request) {
  const Json body = Json::parse(request.body, nullptr, false);
  if (body.is_discarded() || !body.is_object()) return mistake("the body is no JSON object");
  if (!body.contains("decisions") || !body["decisions"].is_array() || body["decisions"].empty())
    return mistake("the body holds no decisions");
  const std::string by = TRY(text_of(body, "by"));
  const auto picture = TRY(pictures.of({}));
  std::vector<pipeline::Decision> decisions;
  for (const Json& object : body["decisions"])
    decisions.push_back(TRY(decision_of(object, picture->scene())));
  const auto reviewed = TRY(pictures.decide(decisions, by));
  Json made = Json::array();
  for (const Id<Statement> id : reviewed.made) made.push_back(id.value);
  return Json({{"batch", reviewed.batch.number}, {"statements", made}}).dump() + "\n";
}

std::optional<Response> objection_to_writing(const Request& request, bool allowed) {
  if (!allowed)
    return error_response(403, "this server takes no decisions, since other machines reach it",
                          "start it with truce serve --review, or on 127.0.0.1");
  // A page of another site can post a form without asking first, but no JSON.
  const std::string_view type = request.header("content-type");
  if (type == "application/json" || type.starts_with("application/json;")) return std::nullopt;
  return error_response(415, "a decision is sent as JSON", "set Content-Type: application/json");
}

}  // namespace truce::server
