// SPDX-License-Identifier: Apache-2.0
// What blocks the next phase, and by whose account.
#include "report/pages.h"

namespace truce::report {
namespace {

constexpr std::array kKinds = {"all",           "any",          "at_least", "clause_fulfilled",
                               "tally_reached", "date_reached", "decision", "statement_of",
                               "no_breach",     "event"};

Json condition_of(const GateCondition& condition, bool with_children) {
  Json json = {{"kind", kKinds.at(static_cast<std::size_t>(condition.kind))},
               {"words", condition.words},
               {"required_by", condition.required_by},
               {"met", to_text(condition.met)},
               {"account", condition.account},
               {"reasons", reasons(condition.reasons)}};
  if (!with_children) return json;
  Json children = Json::array();
  for (const GateCondition& child : condition.children)
    children.push_back(condition_of(child, true));
  json["children"] = children;
  return json;
}

}  // namespace

Json blockers(const Gate& gate) {
  Json list = Json::array();
  for (const GateCondition& blocker : gate.blockers) list.push_back(condition_of(blocker, false));
  return list;
}

std::string gate_json(const Scene& scene) {
  const Gate& gate = scene.account->gate;
  Json page = {{"phase", gate.phase},
               {"title", gate.title},
               {"root", condition_of(gate.root, true)},
               {"blockers", blockers(gate)}};
  page["rows"] = rows(scene, statements_named_in(page));
  return dump(page);
}

}  // namespace truce::report
