// SPDX-License-Identifier: Apache-2.0
#include "agreement/amended_text.h"

#include "agreement/reader.h"

namespace truce::agreement {
namespace {

std::vector<Clause>& items(Phase& phase, const Clause&) { return phase.clauses; }
std::vector<Rule>& items(Phase& phase, const Rule&) { return phase.rules; }

template <class Item>
void change(Item& item, const Revision& revision, std::string before, bool deleted) {
  const auto since = deleted && item.changed ? std::optional(item.changed->at) : std::nullopt;
  item.changed = ClauseChange{revision.title, revision.in_force.value_or(LocalTime{}),
                              std::move(before), deleted, since};
}

}  // namespace

AmendedText::AmendedText(Agreement text) : text_(std::move(text)) {
  for (std::size_t phase = 0; phase < text_.phases.size(); ++phase) {
    const Phase& of = text_.phases[phase];
    phases_.emplace(of.number, phase);
    for (std::size_t at = 0; at < of.clauses.size(); ++at)
      clauses_.emplace(of.clauses[at].ref, Place{phase, at});
    for (std::size_t at = 0; at < of.rules.size(); ++at)
      rules_.emplace(of.rules[at].ref, Place{phase, at});
  }
}

const Phase* AmendedText::phase(const std::string& number) const {
  const auto found = phases_.find(number);
  return found != phases_.end() ? &text_.phases[found->second] : nullptr;
}

void AmendedText::apply(const Revision& revision) {
  if (revision.expires_at) text_.expires_at = revision.expires_at;
  for (const PhaseChange& change : revision.phases) put(revision, change);
  for (const Clause& clause : revision.clauses) put(revision, clause, phase_named_by(clause.ref));
  for (const Rule& rule : revision.rules) put(revision, rule, phase_named_by(rule.ref));
  for (const std::string& ref : revision.deleted) strike_out(revision, ref, Clause());
  for (const std::string& ref : revision.deleted_rules) strike_out(revision, ref, Rule());
  text_.version = revision.title;
}

void AmendedText::put(const Revision& revision, const PhaseChange& change) {
  const Phase& said = change.phase;
  const auto [found, is_new] = phases_.emplace(said.number, text_.phases.size());
  if (is_new) text_.phases.push_back({.number = said.number, .span = said.span});
  Phase& phase = text_.phases[found->second];
  if (!said.title.empty()) phase.title = said.title;
  if (change.begins_said) phase.begins = said.begins;
  if (said.ends) phase.ends = said.ends;
  for (const Clause& clause : said.clauses) put(revision, clause, said.number);
  for (const Rule& rule : said.rules) put(revision, rule, said.number);
}

/// In place of the one of its number, wherever that stands; else as the last of its phase.
template <class Item>
void AmendedText::put(const Revision& revision, const Item& item, const std::string& home) {
  Item fresh = item;
  change(fresh, revision, {}, false);
  if (const auto known = places(item).find(item.ref); known != places(item).end()) {
    Item& old = items(text_.phases[known->second.phase], item)[known->second.at];
    fresh.changed->before = old.words;
    old = std::move(fresh);
    return;
  }
  const auto phase = phases_.find(home);
  if (phase == phases_.end()) return;
  auto& list = items(text_.phases[phase->second], item);
  places(item).emplace(item.ref, Place{phase->second, list.size()});
  list.push_back(std::move(fresh));
}

template <class Item>
void AmendedText::strike_out(const Revision& revision, const std::string& ref, const Item& kind) {
  const auto known = places(kind).find(ref);
  if (known == places(kind).end()) return;
  Item& item = items(text_.phases[known->second.phase], kind)[known->second.at];
  change(item, revision, item.words, true);
}

}  // namespace truce::agreement
