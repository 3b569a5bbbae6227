// SPDX-License-Identifier: Apache-2.0
#include "monitor/compile.h"

namespace truce::monitor {
namespace {

Machine::Kind kind_of(const Clause& clause) {
  switch (clause.modality) {
    case Modality::forbids:
      return Machine::Kind::prohibition;
    case Modality::limits:
      return Machine::Kind::limit;
    case Modality::permits:
      return Machine::Kind::permission;
    case Modality::requires_lasting:
      return Machine::Kind::lasting;
    case Modality::requires_each:
      return Machine::Kind::each_period;
    case Modality::requires_once:
      break;
  }
  return clause.quantity && !clause.act.measures.empty() && !clause.only_findings
             ? Machine::Kind::counted_once
             : Machine::Kind::done_once;
}

std::bitset<kActs> acts_of(const ActPattern& pattern) {
  std::bitset<kActs> acts;
  for (const Act act : pattern.acts) acts.set(static_cast<std::size_t>(act));
  for (std::size_t at = 0; at < kActs; ++at)
    for (const ActGroup group : pattern.groups)
      if (act_group(static_cast<Act>(at)) == group) acts.set(at);
  return acts;
}

// Where the text does not say who receives and there are two parties, the other one does.
PartyAt receiver_of(World& world, const Clause& clause, const std::vector<bool>& bearer) {
  if (!clause.toward.empty())
    if (const PartyAt party = world.roster.side_of(clause.toward); party != kNoParty) return party;
  if (bearer.size() != 2 || bearer[0] == bearer[1]) return kNoParty;
  return bearer[0] ? 1 : 0;
}

Machine machine_of(World& world, const Phase& phase, std::size_t phase_at, const Clause& clause) {
  Machine machine;
  machine.kind = kind_of(clause);
  machine.clause = &clause;
  machine.phase = &phase;
  machine.phase_at = phase_at;
  machine.bearers = world.roster.meant_by(clause.bearers);
  machine.bearer.assign(world.roster.parties().size(), false);
  for (const SpeakerAt at : machine.bearers)
    if (const PartyAt side = world.roster[at].side; side != kNoParty) machine.bearer[side] = true;
  machine.receiver = receiver_of(world, clause, machine.bearer);
  for (const SpeakerAt at : machine.bearers) {
    const PartyAt bound = world.roster.bind(at);
    if (machine.bearer.size() <= bound) machine.bearer.resize(bound + 1, false);
    machine.bearer[bound] = true;
  }
  if (!clause.only_findings) machine.acts = acts_of(clause.act);
  for (const Measure measure : clause.act.measures)
    if (!clause.only_findings) machine.measures.set(static_cast<std::size_t>(measure));
  if (!clause.where.empty()) machine.area = world.areas.named(clause.where);
  machine.quantity = clause.quantity;
  if (clause.quantity) {
    const NameId thing = world.names.of(clause.quantity->thing);
    machine.thing = world.names.thing(thing);
    machine.life = world.names.life(thing);
  }
  return machine;
}

void add_follow_ups(World& world, std::size_t phase_at, const std::string& ref,
                    const std::vector<Consequence>& consequences, const Rule* rule,
                    std::vector<Machine>& machines) {
  auto clauses = clauses_that_follow(ref, consequences);
  for (std::size_t at = 0; at < clauses.size(); ++at) {
    world.follow_ups.push_back(std::move(clauses[at]));
    machines.push_back(
        machine_of(world, world.agreement.phases[phase_at], phase_at, world.follow_ups.back()));
    machines.back().consequence = &consequences[at];
    machines.back().rule = rule;
    machines.back().follows = ref;
  }
}

// "28 bodies" says less than "28 deceased captives", and they are the same.
void learn_from_populations(World& world, Machine& machine) {
  for (const Population& population : world.agreement.populations)
    for (const Population::Part& part : population.parts) {
      if (part.clause != machine.clause->ref) continue;
      machine.in_population = true;
      const NameId thing = world.names.of(part.thing);
      if (machine.thing == Thing::anyone) machine.thing = world.names.thing(thing);
      if (machine.life == Life::unsaid) machine.life = world.names.life(thing);
    }
}

bool is_exact(const Machine& machine) {
  return machine.kind == Machine::Kind::counted_once &&
         machine.quantity->bound == Quantity::Bound::exactly;
}

void find_rivals(std::vector<Machine>& machines) {
  for (Machine& machine : machines) {
    for (const Machine& other : machines) {
      if (&other == &machine || (machine.measures & other.measures).none() || !other.quantity)
        continue;
      if (other.bearer != machine.bearer)
        machine.contended = true;
      else if (is_exact(machine) && is_exact(other) && other.thing == machine.thing)
        machine.told_together += other.quantity->amount;
    }
    if (machine.told_together > 0) machine.told_together += machine.quantity->amount;
  }
}

}  // namespace

std::vector<Machine> compile(World& world) {
  std::vector<Machine> machines;
  for (std::size_t at = 0; at < world.agreement.phases.size(); ++at) {
    const Phase& phase = world.agreement.phases[at];
    for (const Clause& clause : phase.clauses) {
      machines.push_back(machine_of(world, phase, at, clause));
      add_follow_ups(world, at, clause.ref, clause.consequences, nullptr, machines);
    }
    for (const Rule& rule : phase.rules)
      add_follow_ups(world, at, rule.ref, rule.consequences, &rule, machines);
  }
  for (Machine& machine : machines) {
    machine.bearer.resize(world.roster.doers(), false);
    learn_from_populations(world, machine);
  }
  find_rivals(machines);
  return machines;
}

bool Machine::names_it(const Statement& statement) const {
  if (clause->must_name.empty()) return true;
  const auto same = [](unsigned char left, unsigned char right) {
    return std::tolower(left) == std::tolower(right);
  };
  const std::string& words = statement.quote.text;
  return std::any_of(clause->must_name.begin(), clause->must_name.end(), [&](const auto& name) {
    return std::search(words.begin(), words.end(), name.begin(), name.end(), same) != words.end();
  });
}

bool is_contrary(Act act) {
  return act == Act::crossing_closed || act == Act::aid_denial || act == Act::aid_delay ||
         act == Act::access_denied || act == Act::access_delayed || act == Act::boycott;
}

bool may_be_where(World& world, const Machine& machine, const std::optional<Place>& place) {
  return !machine.area || world.areas.holds(*machine.area, place) != Inside::no;
}

}  // namespace truce::monitor
