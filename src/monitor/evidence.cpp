// SPDX-License-Identifier: Apache-2.0
#include "monitor/evidence.h"

#include <string>

namespace truce::monitor {
namespace {

using ByRef = std::unordered_map<std::string, std::size_t>;

/// Who alleges the incident against whom, as counted in a table of (side or none) × (party or
/// none).
class Allegations {
 public:
  Allegations(World& world, const Machine& machine) : world_(world), machine_(machine) {
    width_ = world.roster.parties().size() + 1;
    rows_.resize(width_ * width_);
  }

  /// Returns the parties charged; empty when nobody is named.
  std::vector<PartyAt> take(std::span<const std::uint32_t> members, Id<Incident> incident,
                            Day day) {
    std::vector<PartyAt> charged;
    for (const std::uint32_t at : members) {
      const Told& told = world_.told[at];
      if (!told.stands()) continue;
      const PartyAt doer = told.doer;
      if (!machine_.binds(doer)) continue;
      add(told, doer, incident, day);
      if (std::find(charged.begin(), charged.end(), doer) == charged.end()) charged.push_back(doer);
    }
    if (!charged.empty()) return charged;
    for (const std::uint32_t at : members)
      if (world_.told[at].stands()) add(world_.told[at], kNoParty, incident, day);
    return charged;
  }

  // By the side that alleges, then by whom it charges, both in the order of the agreement;
  // independent voices and charges against nobody come last.
  std::vector<AllegedBy> rows() {
    std::vector<AllegedBy> told;
    for (AllegedBy& row : rows_)
      if (row.incidents > 0) told.push_back(std::move(row));
    return told;
  }

 private:
  void add(const Told& told, PartyAt against, Id<Incident> incident, Day day) {
    const PartyAt side = world_.speaker(told).side;
    AllegedBy& row = rows_[index(side) * width_ + index(against)];
    if (!row.rows.empty() && row.rows.back() == incident) return;
    if (row.incidents == 0) {
      const std::string name =
          side == kNoParty ? "independent voices" : world_.roster.parties()[side];
      row.by = {name, side == kNoParty ? std::string() : name, name};
      if (against != kNoParty) row.against = world_.roster.parties()[against];
    }
    ++row.incidents;
    row.rows.push_back(incident);
    if (!row.last || *row.last < day) row.last = day;
  }
  std::size_t index(PartyAt party) const { return party == kNoParty ? width_ - 1 : party; }

  World& world_;
  const Machine& machine_;
  std::size_t width_ = 0;
  std::vector<AllegedBy> rows_;
};

bool is_cleared(const Ruling* ruling, const std::string& clause) {
  if (ruling == nullptr) return false;
  if (ruling->occurred && ruling->occurred->answer == "no") return true;
  for (const Finding* finding : ruling->breach)
    if (finding->clause == clause &&
        (finding->answer == "not_a_breach" || finding->answer == "exception"))
      return true;
  return false;
}

std::string place_of(World& world, const std::optional<Place>& place) {
  if (const auto area = world.areas.around(place)) return world.agreement.areas[*area].name;
  return place ? place->name : std::string();
}

void read_allegations(World& world, const std::vector<Machine>& machines,
                      const std::vector<IncidentSummary>& incidents, const ByRef& by_ref,
                      std::vector<Evidence>& all) {
  const auto ruled = rulings(world);
  std::vector<Allegations> allegations;
  allegations.reserve(machines.size());
  for (const Machine& machine : machines) allegations.emplace_back(world, machine);
  for (std::uint32_t at = 0; at < incidents.size(); ++at) {
    const IncidentSummary& incident = incidents[at];
    const auto ruling = ruled.find(at);
    for (const std::string& ref : incident.clauses) {
      const std::size_t machine = by_ref.at(ref);
      Evidence& evidence = all[machine];
      if (is_cleared(ruling == ruled.end() ? nullptr : &ruling->second, ref)) {
        evidence.cleared.push_back(incident.id);
        continue;
      }
      const Day day = *incident.window.until;
      ++evidence.alleged_incidents;
      if (!evidence.last_alleged || *evidence.last_alleged < day) evidence.last_alleged = day;
      const bool contested = std::find(incident.flags.begin(), incident.flags.end(), "contested") !=
                             incident.flags.end();
      evidence.allegations.push_back({incident.id, day, contested});
      const auto charged = allegations[machine].take(world.members(at), incident.id, day);
      for (const PartyAt party : charged)
        evidence.charges.push_back({day, party, place_of(world, incident.place), {}, incident.id});
    }
  }
  for (std::size_t at = 0; at < all.size(); ++at) all[at].alleged = allegations[at].rows();
}

// Who did it, as found; not found, as alleged where all name one party.
PartyAt responsible_for(World& world, const Ruling& ruling,
                        std::span<const std::uint32_t> members) {
  if (ruling.responsible) return world.roster.side_of(ruling.responsible->answer);
  PartyAt sole = kNoParty;
  for (const std::uint32_t at : members) {
    const PartyAt doer = world.told[at].doer;
    if (world.told[at].standing != Standing::told || doer == kNoParty) continue;
    if (sole != kNoParty && sole != doer) return kNoParty;
    sole = doer;
  }
  return sole;
}

void read_findings(World& world, const std::vector<IncidentSummary>& incidents, const ByRef& by_ref,
                   std::vector<Evidence>& all) {
  const auto ruled = rulings(world);
  for (const Finding& finding : world.known.findings) {
    const auto machine = by_ref.find(finding.clause);
    if (finding.question != Question::breach || machine == by_ref.end()) continue;
    Evidence& evidence = all[machine->second];
    if (finding.answer == "fulfilled" || finding.answer == "not_fulfilled")
      evidence.fulfilment = &finding;
    if (finding.answer != "breach") continue;
    Breach breach{finding.on, kNoParty, {}, finding.id, finding.incident};
    if (const std::uint32_t at = world.incident_by_id[finding.incident];
        finding.incident.value != 0 && at != kNone) {
      const Ruling& ruling = ruled.at(at);
      // A later finding on the same incident and clause takes the place of this one.
      if (std::find(ruling.breach.begin(), ruling.breach.end(), &finding) == ruling.breach.end() ||
          (ruling.occurred && ruling.occurred->answer == "no"))
        continue;
      if (incidents[at].window.until) breach.day = *incidents[at].window.until;
      breach.by = responsible_for(world, ruling, world.members(at));
      breach.place = place_of(world, incidents[at].place);
    }
    evidence.found.push_back(std::move(breach));
  }
}

void read_declarations(const World& world, const std::vector<Machine>& machines,
                       std::vector<Evidence>& all) {
  const auto holds = [](const Declaration& declaration, std::string_view word) {
    return declaration.what.find(word) != std::string::npos;
  };
  for (const Declaration& declaration : world.known.declarations)
    for (std::size_t at = 0; at < machines.size(); ++at) {
      if (!speaks_of(declaration.what, machines[at].clause->ref)) continue;
      if (holds(declaration, "fulfilled")) all[at].fulfilled.push_back(&declaration);
      if (holds(declaration, "waived") || holds(declaration, "suspended")) {
        all[at].set_aside = &declaration;
        all[at].waived = holds(declaration, "waived");
      }
      if (holds(declaration, "resumed") || holds(declaration, "restored"))
        all[at].set_aside = nullptr;
    }
}

// Where bodies or guarantors are bound and no party is, a deed of another participant is not theirs.
bool may_be_bearer(World& world, const Machine& machine, const Mention& by) {
  if (std::find(machine.bearer.begin(), machine.bearer.end(), true) != machine.bearer.end())
    return true;
  const SpeakerAt doer = world.roster.of(by);
  return doer >= world.agreement.participants.size() ||
         std::find(machine.bearers.begin(), machine.bearers.end(), doer) != machine.bearers.end();
}

void read_reports(World& world, const std::vector<Machine>& machines, std::vector<Evidence>& all) {
  std::vector<std::size_t> by_act[kActs];
  for (std::size_t at = 0; at < machines.size(); ++at)
    if (machines[at].kind == Machine::Kind::done_once ||
        machines[at].kind == Machine::Kind::lasting)
      for (std::size_t act = 0; act < kActs; ++act)
        if (machines[at].acts[act] && !is_contrary(static_cast<Act>(act)))
          by_act[act].push_back(at);
  for (std::uint32_t at = 0; at < world.told.size(); ++at) {
    const Told& told = world.told[at];
    if (!told.stands() || !told.statement->act || told.statement->kind != StatementKind::fact)
      continue;
    for (const std::size_t machine : by_act[static_cast<std::size_t>(*told.statement->act)]) {
      const PartyAt doer = told.doer;
      if (doer != kNoParty && !machines[machine].binds(doer)) continue;
      if (!machines[machine].names_it(*told.statement)) continue;
      if (told.statement->by && !may_be_bearer(world, machines[machine], *told.statement->by))
        continue;
      if (!may_be_where(world, machines[machine], told.statement->place)) continue;
      if (!world.in_force_days.empty() && world.day_told(told) < world.in_force_days.front())
        continue;
      all[machine].reports.push_back(at);
    }
  }
}

}  // namespace

std::vector<Evidence> evidence(World& world, const std::vector<Machine>& machines,
                               const std::vector<IncidentSummary>& incidents,
                               const std::vector<Count>& counts,
                               const std::vector<Tally>& tallies) {
  ByRef by_ref;
  for (std::size_t at = 0; at < machines.size(); ++at) by_ref.emplace(machines[at].clause->ref, at);
  std::vector<Evidence> all(machines.size());
  if (world.viewpoint.kind != Viewpoint::Kind::findings) {
    read_allegations(world, machines, incidents, by_ref, all);
    read_reports(world, machines, all);
  }
  read_findings(world, incidents, by_ref, all);
  read_declarations(world, machines, all);
  const auto kept = watches(world);
  for (std::size_t at = 0; at < machines.size(); ++at)
    all[at].watched = watched(world, machines[at], kept);
  for (std::size_t at = 0; at < tallies.size(); ++at) {
    const auto machine = by_ref.find(tallies[at].clause);
    if (tallies[at].clause.empty() || machine == by_ref.end()) continue;
    all[machine->second].tally = &tallies[at];
    all[machine->second].count = &counts[at];
  }
  return all;
}

bool speaks_of(std::string_view text, std::string_view ref) {
  for (auto at = text.find(ref); at != text.npos; at = text.find(ref, at + 1)) {
    const auto end = at + ref.size();
    const bool starts = at > 0 && text[at - 1] == ' ';
    const bool ends = end == text.size() || text[end] == ' ' || text[end] == ',' ||
                      text[end] == ';' ||
                      (text[end] == '.' && (end + 1 == text.size() || text[end + 1] == ' '));
    if (starts && ends) return true;
  }
  return false;
}

}  // namespace truce::monitor
