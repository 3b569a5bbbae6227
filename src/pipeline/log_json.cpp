// SPDX-License-Identifier: Apache-2.0
// The store's own pages: they tell of the log, not of the agreement, so report/ does not know them.
#include <nlohmann/json.hpp>

#include "pipeline/pipeline.h"

namespace truce::pipeline {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

Result<std::vector<Rejection>> rejections(const Store& store) {
  std::vector<Rejection> found;
  TRY(store.read({.kinds = {"rejection"}}, [&](Entry&& entry) -> Result<void> {
    found.push_back(std::get<Rejection>(std::move(entry.record)));
    return {};
  }));
  return found;
}

std::string batches_json(std::span<const Batch> batches, std::span<const Rejection> rejections) {
  Json in = Json::array();
  for (const Batch& batch : batches)
    in.push_back({{"number", batch.number},
                  {"command", batch.command},
                  {"by", batch.by},
                  {"note", batch.note},
                  {"recorded_at", to_text(batch.recorded_at)},
                  {"first", batch.first},
                  {"last", batch.last}});
  Json out = Json::array();
  for (const Rejection& rejection : rejections)
    out.push_back({{"file", rejection.file},
                   {"line", rejection.line},
                   {"reason", rejection.reason},
                   {"help", rejection.help}});
  return dump({{"batches", in}, {"rejections", out}});
}

std::string verification_json(const Verification& verification) {
  Json problems = Json::array();
  for (const auto& problem : verification.problems)
    problems.push_back(
        {{"entry", problem.entry ? Json(*problem.entry) : Json(nullptr)}, {"what", problem.what}});
  return dump({{"sound", verification.problems.empty()},
               {"entries", verification.head.entries},
               {"root", to_hex(verification.head.hash)},
               {"problems", problems}});
}

}  // namespace truce::pipeline
