// SPDX-License-Identifier: Apache-2.0
#include "monitor/evidence.h"

#include <string>

namespace truce::monitor {
namespace {

bool is_cleared(const Ruling* ruling, const std::string& clause) {
  if (ruling == nullptr) return false;
  if (ruling->occurred && ruling->occurred->answer == "no") return true;
  for (const Finding* finding : ruling->breach)
    if (finding->clause == clause &&
        (finding->answer == "not_a_breach" || finding->answer == "exception"))
      return true;
  return false;
}

// Who did it, as found; not found, as alleged where all name one party.
PartyAt responsible_for(World& world, const Ruling& ruling,
                        std::span<const std::uint32_t> members) {
  if (ruling.responsible) return world.roster.doer(world.roster.named(ruling.responsible->answer));
  PartyAt sole = kNoParty;
  for (const std::uint32_t at : members) {
    const PartyAt doer = world.told[at].doer;
    if (world.told[at].standing != Standing::told || doer == kNoParty) continue;
    if (sole != kNoParty && sole != doer) return kNoParty;
    sole = doer;
  }
  return sole;
}

// Where bodies or guarantors are bound and no party is, a deed of another participant is not
// theirs.
bool may_be_bearer(World& world, const Machine& machine, const Mention& by) {
  const auto parties =
      machine.bearer.begin() + static_cast<std::ptrdiff_t>(world.roster.parties().size());
  if (std::find(machine.bearer.begin(), parties, true) != parties) return true;
  const SpeakerAt doer = world.roster.of(by);
  return doer >= world.agreement.participants.size() ||
         std::find(machine.bearers.begin(), machine.bearers.end(), doer) != machine.bearers.end();
}

/// Puts what was added behind `old` where it belongs among rows in order of incident.
template <class Row>
void put_in_order(std::vector<Row>& rows, std::size_t old) {
  const auto by_incident = [](const Row& left, const Row& right) {
    return left.incident < right.incident;
  };
  const auto added = rows.begin() + static_cast<std::ptrdiff_t>(old);
  std::stable_sort(added, rows.end(), by_incident);
  if (old > 0 && added != rows.end() && by_incident(*added, *std::prev(added)))
    std::inplace_merge(rows.begin(), added, rows.end(), by_incident);
}

template <class Row>
void remove(std::vector<Row>& rows, Id<Incident> incident) {
  const auto first =
      std::lower_bound(rows.begin(), rows.end(), incident,
                       [](const Row& row, Id<Incident> other) { return row.incident < other; });
  auto last = first;
  while (last != rows.end() && last->incident == incident) ++last;
  rows.erase(first, last);
}

void remove(Evidence& of, Id<Incident> incident) {
  remove(of.allegations, incident);
  remove(of.charges, incident);
  for (AllegedBySide& row : of.alleged) remove(row.incidents, incident);
  const auto [first, last] = std::equal_range(of.cleared.begin(), of.cleared.end(), incident);
  of.cleared.erase(first, last);
}

bool is_among(const std::vector<Allegation>& allegations, Id<Incident> incident) {
  const auto found = std::lower_bound(
      allegations.begin(), allegations.end(), incident,
      [](const Allegation& one, Id<Incident> other) { return one.incident < other; });
  return found != allegations.end() && found->incident == incident;
}

}  // namespace

std::optional<Day> Evidence::last_alleged() const {
  std::optional<Day> last;
  for (const Allegation& allegation : allegations)
    last = std::max(last.value_or(allegation.day), allegation.day);
  return last;
}

std::string place_of(World& world, const std::optional<Place>& place) {
  if (const auto area = world.areas.around(place)) return world.agreement.areas[*area].name;
  return place ? place->name : std::string();
}

Bearings::Bearings(World& world, const std::vector<Machine>& machines,
                   const std::vector<Count>& counts, const std::vector<Tally>& tallies)
    : world_(world), machines_(machines), all_(machines.size()) {
  const auto parties = static_cast<PartyAt>(world.roster.parties().size());
  const PartyAt doers = world.roster.doers();
  for (std::size_t at = 0; at < machines.size(); ++at) {
    by_ref_.emplace(machines[at].clause->ref, at);
    for (PartyAt by = 0; by <= parties; ++by)
      for (PartyAt against = 0; against <= doers; ++against)
        all_[at].alleged.push_back(
            {by == parties ? kNoParty : by, against == doers ? kNoParty : against, {}});
    if (machines[at].kind != Machine::Kind::done_once &&
        machines[at].kind != Machine::Kind::lasting)
      continue;
    for (std::size_t act = 0; act < kActs; ++act)
      if (machines[at].acts[act] && !is_contrary(static_cast<Act>(act))) by_act_[act].push_back(at);
  }
  machine_of_count_.assign(counts.size(), machines.size());
  for (std::size_t at = 0; at < tallies.size(); ++at) {
    const auto machine = machine_of(tallies[at].clause);
    if (tallies[at].clause.empty() || !machine) continue;
    machine_of_count_[at] = *machine;
    all_[*machine].tally = &tallies[at];
    all_[*machine].count = &counts[at];
  }
}

std::optional<std::size_t> Bearings::machine_of(const std::string& ref) const {
  const auto found = by_ref_.find(ref);
  return found == by_ref_.end() ? std::nullopt : std::optional(found->second);
}

void Bearings::take(std::span<const std::uint32_t> incidents, const Summaries& summaries,
                    const Rulings& rulings) {
  is_taken_.resize(world_.incidents.size(), false);
  is_dropped_.resize(world_.incidents.size(), false);
  std::vector<std::uint32_t> again;
  for (const std::uint32_t at : incidents)
    if (is_taken_[at]) again.push_back(at);
  for (const std::uint32_t at : again) is_dropped_[at] = true;
  for (std::size_t machine = 0; machine < machines_.size(); ++machine) drop(machine, again);
  for (const std::uint32_t at : again) is_dropped_[at] = false;

  struct Sizes {
    std::size_t allegations, charges, cleared;
    std::vector<std::size_t> alleged;
  };
  std::vector<std::optional<Sizes>> before(machines_.size());
  for (const std::uint32_t at : incidents) {
    is_taken_[at] = true;
    if (!summaries[at]) continue;
    const Ruling* ruling = rulings.of(world_.incidents[at].id);
    for (const std::string& ref : (*summaries[at])->clauses) {
      const std::size_t machine = by_ref_.at(ref);
      Evidence& of = all_[machine];
      if (!before[machine]) {
        before[machine] = Sizes{of.allegations.size(), of.charges.size(), of.cleared.size(), {}};
        for (const AllegedBySide& row : of.alleged)
          before[machine]->alleged.push_back(row.incidents.size());
      }
      if (is_cleared(ruling, ref))
        of.cleared.push_back((*summaries[at])->id);
      else
        allege(machine, at, *summaries[at]);
    }
  }
  for (std::size_t machine = 0; machine < machines_.size(); ++machine) {
    if (!before[machine]) continue;
    Evidence& of = all_[machine];
    of.version = ++last_version_;
    put_in_order(of.allegations, before[machine]->allegations);
    put_in_order(of.charges, before[machine]->charges);
    std::sort(of.cleared.begin(), of.cleared.end());
    for (std::size_t row = 0; row < of.alleged.size(); ++row)
      put_in_order(of.alleged[row].incidents, before[machine]->alleged[row]);
  }
}

void Bearings::drop(std::size_t machine, std::span<const std::uint32_t> incidents) {
  Evidence& of = all_[machine];
  const bool any = std::any_of(incidents.begin(), incidents.end(), [&](std::uint32_t at) {
    const Id<Incident> id = world_.incidents[at].id;
    return is_among(of.allegations, id) ||
           std::binary_search(of.cleared.begin(), of.cleared.end(), id);
  });
  if (!any) return;
  of.version = ++last_version_;
  constexpr std::size_t kFew = 16;
  if (incidents.size() <= kFew) {
    for (const std::uint32_t at : incidents) remove(of, world_.incidents[at].id);
    return;
  }
  const auto is_gone = [&](Id<Incident> id) { return is_dropped_[world_.incident_by_id[id]]; };
  drop_allegations(of, is_gone);
  std::erase_if(of.cleared, is_gone);
}

// Who alleges it against whom; where nobody charges one who is bound, who tells of it at all.
void Bearings::allege(std::size_t machine, std::uint32_t at, const IncidentSummary& summary) {
  Evidence& of = all_[machine];
  const Day day = *summary.window.until;
  const bool contested =
      std::find(summary.flags.begin(), summary.flags.end(), "contested") != summary.flags.end();
  of.allegations.push_back({summary.id, day, contested});
  const std::size_t parties = world_.roster.parties().size();
  const std::size_t doers = world_.roster.doers();
  const auto add = [&](const Told& told, PartyAt against) {
    const PartyAt side = world_.speaker(told).side;
    const std::size_t by = side == kNoParty ? parties : side;
    auto& row = of.alleged[by * (doers + 1) + (against == kNoParty ? doers : against)].incidents;
    if (row.empty() || row.back().incident != summary.id) row.push_back({summary.id, day});
  };
  std::vector<PartyAt> charged;
  for (const std::uint32_t member : world_.members(at)) {
    const Told& told = world_.told[member];
    if (!told.stands() || !machines_[machine].binds(told.doer)) continue;
    add(told, told.doer);
    if (std::find(charged.begin(), charged.end(), told.doer) == charged.end())
      charged.push_back(told.doer);
  }
  for (const PartyAt party : charged) of.charges.push_back({summary.id, day, party});
  if (!charged.empty()) return;
  for (const std::uint32_t member : world_.members(at))
    if (world_.told[member].stands()) add(world_.told[member], kNoParty);
}

bool Bearings::bears_out(const Machine& machine, const Told& told) {
  if (told.doer != kNoParty && !machine.binds(told.doer)) return false;
  if (!machine.names_it(*told.statement)) return false;
  if (told.statement->by && !may_be_bearer(world_, machine, *told.statement->by)) return false;
  if (!may_be_where(world_, machine, told.statement->place)) return false;
  return world_.in_force_days.empty() || world_.day_told(told) >= world_.in_force_days.front();
}

void Bearings::take_reports(std::span<const std::uint32_t> statements) {
  std::vector<std::vector<std::uint32_t>> added(machines_.size());
  std::vector<std::vector<std::uint32_t>> dropped(machines_.size());
  for (const std::uint32_t at : statements) {
    const Told& told = world_.told[at];
    if (!told.statement->act || told.statement->kind != StatementKind::fact) continue;
    for (const std::size_t machine : by_act_[static_cast<std::size_t>(*told.statement->act)]) {
      const auto& reports = all_[machine].reports;
      const bool is_there = std::binary_search(reports.begin(), reports.end(), at);
      const bool belongs = told.stands() && bears_out(machines_[machine], told);
      if (is_there != belongs) (belongs ? added : dropped)[machine].push_back(at);
    }
  }
  for (std::size_t machine = 0; machine < machines_.size(); ++machine) {
    if (added[machine].empty() && dropped[machine].empty()) continue;
    all_[machine].version = ++last_version_;
    auto& reports = all_[machine].reports;
    if (!dropped[machine].empty())
      std::erase_if(reports, [&](std::uint32_t at) {
        return std::binary_search(dropped[machine].begin(), dropped[machine].end(), at);
      });
    const auto old = static_cast<std::ptrdiff_t>(reports.size());
    reports.insert(reports.end(), added[machine].begin(), added[machine].end());
    std::inplace_merge(reports.begin(), reports.begin() + old, reports.end());
  }
}

void Bearings::read_findings(std::size_t machine, const Rulings& rulings,
                             const Summaries& summaries) {
  Evidence& evidence = all_[machine];
  evidence.version = ++last_version_;
  evidence.found.clear();
  evidence.fulfilment = nullptr;
  for (const Finding* finding : rulings.on(machines_[machine].clause->ref)) {
    if (finding->answer == "fulfilled" || finding->answer == "not_fulfilled")
      evidence.fulfilment = finding;
    if (finding->answer != "breach") continue;
    Breach breach{finding->on, kNoParty, {}, finding->id, finding->incident};
    if (const std::uint32_t at = world_.incident_by_id[finding->incident];
        finding->incident.value != 0 && at != kNone && !world_.members(at).empty()) {
      const Ruling& ruling = *rulings.of(finding->incident);
      // A later finding on the same incident and clause takes the place of this one.
      if (std::find(ruling.breach.begin(), ruling.breach.end(), finding) == ruling.breach.end() ||
          (ruling.occurred && ruling.occurred->answer == "no"))
        continue;
      if (summaries[at]) {
        if ((*summaries[at])->window.until) breach.day = *(*summaries[at])->window.until;
        breach.place = place_of(world_, (*summaries[at])->place);
      }
      breach.by = responsible_for(world_, ruling, world_.members(at));
    }
    evidence.found.push_back(std::move(breach));
  }
}

void Bearings::read_declarations() {
  const auto kept = watches(world_);
  for (std::size_t at = 0; at < machines_.size(); ++at) {
    Evidence& evidence = all_[at];
    evidence.version = ++last_version_;
    evidence.fulfilled.clear();
    evidence.set_aside = nullptr;
    evidence.waived = false;
    evidence.watched = watched(world_, machines_[at], kept);
  }
  const auto holds = [](const Declaration& declaration, std::string_view word) {
    return declaration.what.find(word) != std::string::npos;
  };
  for (const Declaration* declaration : world_.declarations) {
    const bool fulfilled = holds(*declaration, "fulfilled");
    const bool waived = holds(*declaration, "waived");
    const bool suspended = holds(*declaration, "suspended");
    const bool resumed = holds(*declaration, "resumed") || holds(*declaration, "restored");
    if (!fulfilled && !waived && !suspended && !resumed) continue;
    for (std::size_t at = 0; at < machines_.size(); ++at) {
      if (!speaks_of(declaration->what, machines_[at].clause->ref)) continue;
      if (fulfilled) all_[at].fulfilled.push_back(declaration);
      if (waived || suspended) {
        all_[at].set_aside = declaration;
        all_[at].waived = waived;
      }
      if (resumed) all_[at].set_aside = nullptr;
    }
  }
}

void Bearings::recount(std::size_t count) {
  if (const std::size_t machine = machine_of_count_[count]; machine < machines_.size())
    all_[machine].version = ++last_version_;
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
