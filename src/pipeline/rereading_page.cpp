// SPDX-License-Identifier: Apache-2.0
// What a rereading found, for people and as JSON.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include "pipeline/pipeline.h"

namespace truce::pipeline {
namespace {

using Json = nlohmann::ordered_json;
using review::Difference;

struct Change {
  std::string field, was, now;
};

std::vector<Change> changes_of(const Difference& one) {
  std::vector<Change> changes;
  if (one.held == nullptr || !one.now) return changes;
  const auto was = review::fields_of(*one.held);
  const auto now = review::fields_of(*one.now);
  for (std::size_t at = 0; at < was.size(); ++at)
    if (was[at].value != now[at].value)
      changes.push_back({was[at].key, was[at].value, now[at].value});
  return changes;
}

/// The fields that say something, without the words.
std::string statement_words(const Statement& statement) {
  std::vector<std::string> words;
  for (const review::Field& field : review::fields_of(statement))
    if (!field.value.empty() && field.key != "words")
      words.push_back(fmt::format("{} {}", field.key, field.value));
  return fmt::format("{}", fmt::join(words, " · "));
}

const Statement& shown(const Difference& one) { return one.held != nullptr ? *one.held : *one.now; }

/// Who holds a statement as it is, in words.
std::string keeper(const Scene& scene, Id<Statement> id) {
  if (const Review* review = scene.review_of(id))
    return fmt::format("{} {} it", review->by, to_text(review->what));
  return "a person entered or withdrew it";
}

std::string line_of(const Scene& scene, const Difference& one) {
  const std::string number =
      one.held == nullptr ? "" : fmt::format("statement {}: ", one.held->id.value);
  std::string out = fmt::format("  {:<8}{}", to_text(one.what), number);
  if (one.what == Difference::What::added || one.what == Difference::What::gone)
    out += report::visible(statement_words(shown(one)));
  std::vector<std::string> changes;
  for (const Change& change : changes_of(one))
    changes.push_back(fmt::format("{} {} → {}", change.field,
                                  change.was.empty() ? "–" : report::visible(change.was),
                                  change.now.empty() ? "–" : report::visible(change.now)));
  if (one.held != nullptr && one.now && changes.empty())
    changes.emplace_back("the same words, placed otherwise");
  out += fmt::format("{}", fmt::join(changes, "; "));
  if (one.what == Difference::What::kept)
    out += fmt::format("; stays, since {}", report::visible(keeper(scene, one.held->id)));
  return out + fmt::format("\n          \"{}\"\n", report::visible(shown(one).quote.text));
}

std::size_t count_of(const Rereading& rereading, Difference::What what) {
  std::size_t count = 0;
  for (const auto& of : rereading.differ)
    for (const Difference& one : of.differences) count += one.what == what;
  return count;
}

std::string as_text(const Rereading& rereading) {
  const Scene& scene = rereading.picture->scene();
  std::string out;
  for (const auto& [id, differences] : rereading.differ) {
    out += fmt::format("document {}  {}\n", id.value, report::visible(scene.document(id)->title));
    for (const Difference& one : differences) out += line_of(scene, one);
  }
  return out + fmt::format(
                   "{} documents: {} statements the same, {} added, {} gone, {} changed, "
                   "{} kept as people decided\n",
                   rereading.documents, rereading.same,
                   count_of(rereading, Difference::What::added),
                   count_of(rereading, Difference::What::gone),
                   count_of(rereading, Difference::What::changed),
                   count_of(rereading, Difference::What::kept));
}

Json json_of(const Difference& one) {
  Json fields = Json::object();
  if (one.held != nullptr && one.now) {
    for (const Change& change : changes_of(one)) fields[change.field] = {change.was, change.now};
  } else {
    for (const review::Field& field : review::fields_of(shown(one)))
      if (!field.value.empty()) fields[field.key] = field.value;
  }
  return {{"what", to_text(one.what)},
          {"statement", one.held == nullptr ? Json(nullptr) : Json(one.held->id.value)},
          {"quote", shown(one).quote.text},
          {"fields", fields}};
}

std::string as_json(const Rereading& rereading) {
  const Scene& scene = rereading.picture->scene();
  Json documents = Json::array();
  for (const auto& [id, differences] : rereading.differ) {
    Json list = Json::array();
    for (const Difference& one : differences) list.push_back(json_of(one));
    documents.push_back(
        {{"id", id.value}, {"title", scene.document(id)->title}, {"differences", list}});
  }
  return Json({{"read", rereading.documents},
               {"same", rereading.same},
               {"added", count_of(rereading, Difference::What::added)},
               {"gone", count_of(rereading, Difference::What::gone)},
               {"changed", count_of(rereading, Difference::What::changed)},
               {"kept", count_of(rereading, Difference::What::kept)},
               {"documents", documents}})
             .dump(-1, ' ', false, Json::error_handler_t::replace) +
         "\n";
}

}  // namespace

std::string rereading_page(const Rereading& rereading, report::Format format) {
  return format == report::Format::json ? as_json(rereading) : as_text(rereading);
}

}  // namespace truce::pipeline
