// SPDX-License-Identifier: Apache-2.0
// The pieces that several pages share, as JSON; the shapes are docs/api.md. Inside report/ only.
#pragma once

#include <nlohmann/json.hpp>
#include <set>

#include "base/utf8.h"
#include "report/scene.h"

namespace truce::report {

using Json = nlohmann::ordered_json;

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}
inline Json or_null(const std::optional<Day>& day) {
  return day ? Json(to_text(*day)) : Json(nullptr);
}
inline Json or_null(const std::optional<Instant>& at) {
  return at ? Json(to_text(*at)) : Json(nullptr);
}

template <class T>
Json ids(const std::vector<Id<T>>& values) {
  Json list = Json::array();
  for (const Id<T> id : values) list.push_back(id.value);
  return list;
}

/// "in progress" for in_progress.
std::string words_of(std::string_view term);

Json voice(const Voice& voice);
Json figure(const std::optional<Figure>& figure);
Json reason(const Reason& reason);
Json reasons(const std::vector<Reason>& reasons);
/// A span in code points.
Json span(const std::optional<TextSpan>& span, const CodePoints& points);
/// A statement in short. `points` of its document's text where the caller has them; else made here.
Json row(const Scene& scene, const Statement& statement, const CodePoints* points = nullptr);
/// What became of a statement: "withdrawn", "corrected", "misread", "misread and put right".
std::string amended_words(const Amendment& amendment);
/// {"<id>": row} of the statements named.
Json rows(const Scene& scene, const std::set<Id<Statement>>& statements);
Json incident_row(const IncidentSummary& incident);

/// All the statements that a JSON value names under "statements" or "statement".
std::set<Id<Statement>> statements_named_in(const Json& json);

/// "2025-03-03", "2025-03-01 … 2025-03-03, running total"; empty when no time is told.
std::string window_words(const Window& window);
/// "395 or more", "24", "10 to 12", "?"
std::string count_words(const std::optional<std::int64_t>& low,
                        const std::optional<std::int64_t>& high);

/// A page as one line of text and its end; never throws on odd bytes.
std::string dump(const Json& json);

}  // namespace truce::report
