// SPDX-License-Identifier: Apache-2.0
#include "server/api.h"

#include <fmt/format.h>

#include <charconv>

#include "report/report.h"
#include "server/pictures.h"
#include "server/review.h"

namespace truce::server {
namespace {

using Parameters = std::map<std::string, std::string>;

int status_of(Error::Kind kind) {
  switch (kind) {
    case Error::Kind::not_found:
      return 404;
    case Error::Kind::invalid:
      return 400;
    case Error::Kind::unavailable:
      return 503;
    case Error::Kind::conflict:
      return 409;
  }
  return 500;
}

Response refused(const Error& error) {
  return error_response(status_of(error.kind), error.message, error.help);
}

const std::string* given(const Parameters& query, const std::string& name) {
  const auto found = query.find(name);
  return found == query.end() || found->second.empty() ? nullptr : &found->second;
}

Result<std::size_t> number(const std::string& text, std::string_view name) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size())
    return invalid(fmt::format("{} is no whole number", name));
  return value;
}

Result<View> view_of(const Request& request) {
  View view;
  if (const auto* text = given(request.query, "as_known"))
    view.as_known = TRY(parse_as_known(*text));
  if (const auto* text = given(request.query, "viewpoint"))
    view.viewpoint = TRY(parse_viewpoint(*text));
  return view;
}

Result<report::Filter> filter_of(const Request& request) {
  constexpr std::size_t limit_max = 1000;
  report::Filter filter;
  const Parameters& query = request.query;
  if (const auto* text = given(query, "from")) filter.from = TRY(parse_day(*text));
  if (const auto* text = given(query, "until")) filter.until = TRY(parse_day(*text));
  if (const auto* text = given(query, "clause")) filter.clause = *text;
  if (const auto* text = given(query, "party")) filter.party = *text;
  if (const auto* text = given(query, "kind")) filter.kind = *text;
  if (const auto* text = given(query, "q")) filter.words = *text;
  if (const auto* text = given(query, "document")) filter.document = TRY(number(*text, "document"));
  if (const auto* text = given(query, "offset")) filter.offset = TRY(number(*text, "offset"));
  if (const auto* text = given(query, "limit"))
    filter.limit = std::min(TRY(number(*text, "limit")), limit_max);
  if (const auto* text = given(query, "grade")) {
    filter.grade = from_text<Grade>(*text);
    if (!filter.grade) return invalid(fmt::format("'{}' is no grade", *text));
  }
  return filter;
}

/// What tells one page of a view from another: its path and its query.
std::string name_of(const Request& request) {
  std::string name = request.path;
  for (const auto& [key, value] : request.query)
    if (key != "as_known" && key != "viewpoint") name += fmt::format("\n{}={}", key, value);
  return name;
}

using Render = std::function<Result<std::string>(const Request&, const Scene&)>;

Handler page(const std::shared_ptr<Pictures>& pictures, Render render) {
  return [pictures, render](const Request& request) {
    const auto view = view_of(request);
    if (!view) return refused(view.error());
    const auto body = pictures->page(*view, name_of(request),
                                     [&](const Scene& scene) { return render(request, scene); });
    return body ? Response{.body = **body} : refused(body.error());
  };
}

/// A page that asks for one record by its number.
template <class T>
Render numbered(Result<std::string> (*render)(const Scene&, Id<T>)) {
  return [render](const Request& request, const Scene& scene) -> Result<std::string> {
    return render(scene, Id<T>{TRY(number(request.parameters.at("id"), "the number"))});
  };
}

Result<std::string> daily(Pictures& pictures, const Request& request) {
  View view = TRY(view_of(request));
  const auto latest = TRY(pictures.of(view));
  const std::string& zone = latest->scene().agreement->zone;
  const auto* date = given(request.query, "date");
  const Day day =
      date != nullptr
          ? TRY(parse_day(*date))
          : TRY(local_of(latest->scene().account->as_known - std::chrono::seconds{1}, zone)).day;
  if (!view.as_known) view.as_known = TRY(instant_of({day + std::chrono::days{1}, {}}, zone));
  const auto scene = TRY(pictures.of(view));
  view.as_known = TRY(instant_of({day, {}}, zone));
  const auto before = TRY(pictures.of(view));
  return report::daily(scene->scene(), before->scene(), day, report::Format::json);
}

Result<std::string> batches(Pictures& pictures, const Request& request) {
  const auto picture = TRY(pictures.of(TRY(view_of(request))));
  return pipeline::batches_json(TRY(pictures.batches()), picture->scene().rejections);
}

Result<std::string> verify(const Pictures& pictures) {
  return pipeline::verification_json(TRY(pictures.verify()));
}

/// What changed up to the moment of the view, `until` or `as_known`, whichever is asked for.
Result<std::string> changes(const Pictures& pictures, const Request& request) {
  // About as many as a machine looks at in some seconds.
  constexpr std::uint64_t work_max = 200'000'000;
  const View view = TRY(view_of(request));
  pipeline::Stretch stretch{
      .since = {}, .until = view.as_known, .viewpoint = view.viewpoint, .clause = {}};
  const auto* since = given(request.query, "since");
  if (since == nullptr) return invalid("the page needs to know since when", "add since=2025-10-13");
  stretch.since = TRY(parse_instant(*since));
  if (const auto* until = given(request.query, "until"))
    stretch.until = TRY(parse_as_known(*until));
  if (const auto* clause = given(request.query, "clause")) stretch.clause = *clause;
  const auto found = TRY(pictures.changes(stretch, work_max));
  return report::changes(found.latest->scene(), stretch.since, found.records, report::Format::json);
}

Response answer(const Result<std::string>& body) {
  return body ? Response{.body = *body} : refused(body.error());
}

void pages_of_several_accounts(Router& router, const std::shared_ptr<Pictures>& pictures) {
  router.add("GET", "/api/v1/compare",
             page(pictures, [](const Request& request, const Scene& scene) {
               const auto* viewpoints = given(request.query, "viewpoints");
               return pipeline::compare(scene, viewpoints ? *viewpoints : "", report::Format::json);
             }));
  router.add("GET", "/api/v1/changes",
             [pictures](const Request& request) { return answer(changes(*pictures, request)); });
}

}  // namespace

Result<void> add_api(Router& router, const std::string& store_path, std::function<Instant()> clock,
                     bool reviews) {
  auto pictures =
      std::make_shared<Pictures>(TRY(store::open_sqlite(store_path)), store_path, std::move(clock));
  const auto add = [&](const char* pattern, Render render) {
    router.add("GET", pattern, page(pictures, std::move(render)));
  };
  using Text = Result<std::string>;
  add("/api/v1/board",
      [](const Request&, const Scene& scene) -> Text { return report::board_json(scene); });
  add("/api/v1/agreement",
      [](const Request&, const Scene& scene) -> Text { return report::agreement_json(scene); });
  add("/api/v1/clauses/{ref}", [](const Request& request, const Scene& scene) {
    return report::clause_json(scene, request.parameters.at("ref"));
  });
  add("/api/v1/gate",
      [](const Request&, const Scene& scene) -> Text { return report::gate_json(scene); });
  add("/api/v1/tallies",
      [](const Request&, const Scene& scene) -> Text { return report::tallies_json(scene); });
  add("/api/v1/tallies/{id}", [](const Request& request, const Scene& scene) {
    return report::tally_json(scene, request.parameters.at("id"));
  });
  add("/api/v1/incidents", [](const Request& request, const Scene& scene) -> Text {
    return report::incidents_json(scene, TRY(filter_of(request)));
  });
  add("/api/v1/incidents/{id}", numbered<Incident>(report::incident_json));
  add("/api/v1/documents", [](const Request& request, const Scene& scene) -> Text {
    return report::documents_json(scene, TRY(filter_of(request)));
  });
  add("/api/v1/documents/{id}", numbered<Document>(report::document_json));
  add("/api/v1/positions",
      [](const Request&, const Scene& scene) -> Text { return report::positions_json(scene); });
  pages_of_several_accounts(router, pictures);
  add("/api/v1/review", [](const Request& request, const Scene& scene) -> Text {
    return report::to_review(scene, TRY(filter_of(request)), report::Format::json);
  });
  router.add("POST", "/api/v1/review", [pictures, reviews](const Request& request) {
    const auto objection = objection_to_writing(request, reviews);
    return objection ? *objection : answer(decide(*pictures, request));
  });
  router.add("GET", "/api/v1/report",
             [pictures](const Request& request) { return answer(daily(*pictures, request)); });
  router.add("GET", "/api/v1/batches",
             [pictures](const Request& request) { return answer(batches(*pictures, request)); });
  router.add("GET", "/api/v1/verify",
             [pictures](const Request&) { return answer(verify(*pictures)); });
  return {};
}

}  // namespace truce::server
