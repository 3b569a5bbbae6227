// SPDX-License-Identifier: Apache-2.0
#include "monitor/heard.h"

#include <algorithm>

namespace truce::monitor {
namespace {

/// A cheap look before the words are brought into plain form.
bool may_name_a_phase(std::string_view text) {
  return text.find("hase") != text.npos || text.find("tage") != text.npos ||
         text.find("HASE") != text.npos || text.find("TAGE") != text.npos;
}

}  // namespace

Heard::Heard(World& world) : world_(world) {
  for (const Phase& phase : world.agreement.phases) {
    if (phase.begins) await(*phase.begins);
    if (phase.ends) await(*phase.ends);
  }
}

void Heard::await(const Condition& condition) {
  for (const Condition& child : condition.children) await(child);
  if (condition.kind != Condition::Kind::statement_of) return;
  std::string words = Names::plain(condition.words);
  // "It" is the beginning of the phase, which only a declaration opens.
  if (words.empty() || words.ends_with(" it")) return;
  awaited_.push_back({&condition, std::move(words), world_.roster.meant_by(condition.actors), {}});
}

void Heard::take(std::uint32_t at) {
  const Told& told = world_.told[at];
  const Statement& statement = *told.statement;
  if (statement.mood == Mood::planned) return;
  // Counts and deeds tell of the world, not of the agreement's course.
  if (!statement.measure && !statement.act && may_name_a_phase(statement.quote.text))
    of_phases_.push_back({at, Names::plain(statement.quote.text)});
  for (Awaited& awaited : awaited_) {
    if (std::find(awaited.speakers.begin(), awaited.speakers.end(), told.speaker) ==
        awaited.speakers.end())
      continue;
    if (Names::plain(statement.quote.text).find(awaited.words) != std::string::npos ||
        Names::plain(statement.issue).find(awaited.words) != std::string::npos)
      awaited.statements.push_back(at);
  }
}

bool Heard::is_said(const Told& told) {
  return told.counts && (told.standing == Standing::told || told.standing == Standing::opinion);
}

const Told* Heard::first_said(const Condition& condition) const {
  for (const Awaited& awaited : awaited_) {
    if (awaited.condition != &condition) continue;
    for (const std::uint32_t at : awaited.statements)
      if (is_said(world_.told[at])) return &world_.told[at];
  }
  return nullptr;
}

}  // namespace truce::monitor
