// SPDX-License-Identifier: Apache-2.0
// What blocks the next phase, and by whose account.
#include "report/pages.h"

namespace truce::report {
namespace {

std::string_view to_text(Condition::Kind kind) {
  switch (kind) {
    case Condition::Kind::all:
      return "all";
    case Condition::Kind::any:
      return "any";
    case Condition::Kind::at_least:
      return "at_least";
    case Condition::Kind::clause_fulfilled:
      return "clause_fulfilled";
    case Condition::Kind::clause_not_fulfilled:
      return "clause_not_fulfilled";
    case Condition::Kind::clause_breached:
      return "clause_breached";
    case Condition::Kind::phase_ended:
      return "phase_ended";
    case Condition::Kind::tally_reached:
      return "tally_reached";
    case Condition::Kind::date_reached:
      return "date_reached";
    case Condition::Kind::decision:
      return "decision";
    case Condition::Kind::statement_of:
      return "statement_of";
    case Condition::Kind::no_breach:
      return "no_breach";
    case Condition::Kind::event:
      return "event";
  }
  return "";
}

Json condition_of(const GateCondition& condition, bool with_children) {
  Json json = {{"kind", to_text(condition.kind)},
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
