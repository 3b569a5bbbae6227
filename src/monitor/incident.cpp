// SPDX-License-Identifier: Apache-2.0
#include "monitor/incident.h"

#include <fmt/format.h>

#include <utility>

#include "monitor/grade.h"
#include "monitor/words.h"

namespace truce::monitor {
namespace {

/// The value told most often; of equals the lowest.
template <class T>
std::optional<T> most_told(const std::vector<T>& values) {
  std::optional<T> best;
  std::ptrdiff_t most = 0;
  for (const T value : values) {
    const auto times = std::count(values.begin(), values.end(), value);
    if (times > most || (times == most && value < *best)) {
      best = value;
      most = times;
    }
  }
  return best;
}

// A narrower word than these was surely meant, where somebody gives one.
bool is_broad(Act act) {
  return act == Act::other || act == Act::violation || act == Act::fire || act == Act::killing ||
         act == Act::injury;
}

std::optional<Act> act_of(const World& world, std::span<const std::uint32_t> members) {
  std::vector<Act> narrow;
  std::vector<Act> broad;
  for (const std::uint32_t at : members)
    if (const auto act = world.told[at].statement->act)
      (is_broad(*act) ? broad : narrow).push_back(*act);
  return narrow.empty() ? most_told(broad) : most_told(narrow);
}

// The most finely known place; of equals the one told first.
const Place* place_of(const World& world, std::span<const std::uint32_t> members) {
  const Place* best = nullptr;
  for (const std::uint32_t at : members) {
    const auto& place = world.told[at].statement->place;
    if (place && !place->name.empty() && (!best || place->precision < best->precision))
      best = &*place;
  }
  return best;
}

// The narrowest window; of equals the one told first. Nobody said: the day it was first published.
Window window_of(const World& world, std::span<const std::uint32_t> members) {
  const auto length = [](const Window& window) {
    return window.until.value_or(*window.from) - window.from.value_or(*window.until);
  };
  const Window* best = nullptr;
  for (const std::uint32_t at : members) {
    const Window& window = world.told[at].statement->window;
    if (!window.from && !window.until) continue;
    if (!best || length(window) < length(*best)) best = &window;
  }
  if (best) {
    Window window = *best;
    if (!window.from) window.from = window.until;
    if (!window.until) window.until = window.from;
    return window;
  }
  const Day day = world.day_told(world.told[members.front()]);
  return {day, day, false, Precision::unknown};
}

std::string title_of(const IncidentSummary& summary, std::optional<Measure> measure) {
  std::string title(summary.act ? monitor::title_of(*summary.act)
                    : measure   ? monitor::title_of(*measure)
                                : "Incident");
  if (summary.place) title += " in " + summary.place->name;
  return title + ", " + to_words(*summary.window.from);
}

void add_range(IncidentSummary& summary, World& world, const Told& told) {
  const Statement& statement = *told.statement;
  if (!statement.figure || !statement.measure) return;
  const std::string of = statement.of ? statement.of->name : std::string();
  if (statement.figure->part_of && of.empty()) return;
  const Voice& counter = world.speaker(told).voice;
  for (auto& range : summary.ranges) {
    if (range.measure != *statement.measure || range.of != of || range.counter != counter) continue;
    range.low = statement.figure->low;  // a counter's last word takes the place of its earlier one
    range.high = statement.figure->high;
    range.statement = statement.id;
    return;
  }
  summary.ranges.push_back({counter, *statement.measure, of, statement.figure->low,
                            statement.figure->high, statement.id});
}

void add_responsible(IncidentSummary& summary, World& world, const Told& told) {
  const Mention* doer = World::doer(*told.statement);
  if (doer == nullptr) return;
  const std::string& actor = world.roster[world.roster.of(*doer)].voice.name;
  const Voice& by = world.speaker(told).voice;
  for (const auto& known : summary.responsible)
    if (known.actor == actor && known.by == by) return;
  summary.responsible.push_back({by, actor, told.statement->id});
}

void add_flags(IncidentSummary& summary, const World& world, std::span<const std::uint32_t> members,
               const Weight& weight, const Ruling* ruling) {
  bool denied = false;
  bool withdrawn = false;
  bool replaced = false;
  for (const std::uint32_t at : members) {
    denied |= world.told[at].standing == Standing::denial && world.told[at].counts;
    withdrawn |= world.told[at].standing == Standing::withdrawn;
    replaced |= world.told[at].standing == Standing::replaced;
  }
  if (denied) summary.flags.emplace_back("contested");
  if (withdrawn) summary.flags.emplace_back("retracted");
  if (replaced) summary.flags.emplace_back("corrected");
  if (ruling && ruling->occurred && ruling->occurred->answer == "no")
    summary.flags.emplace_back("disproved");
  if (weight.documents > 1 && weight.groups == 1)
    summary.flags.emplace_back("single origin suspected");
  if (ruling && ruling->occurred && ruling->occurred->answer == "cannot_tell")
    summary.flags.emplace_back("unverifiable");
}

/// What a clause makes of an incident.
enum class Bearing { none, breach, compliance };

// What happened to people, of which nobody says who did it, is charged to nobody.
bool is_charge(Act act) { return act != Act::killing && act != Act::injury; }

bool is_test_of(const Machine& machine, const Statement& statement) {
  if (machine.is_act(statement)) return true;
  return machine.acts.none() && statement.measure && machine.names_it(statement) &&
         machine.measures[static_cast<std::size_t>(*statement.measure)];
}

Bearing bearing_of(const World& world, const Machine& machine,
                   std::span<const std::uint32_t> members) {
  bool is_act = false;
  bool charges = false;
  bool contrary = false;
  bool named = false;
  bool bound = false;
  for (const std::uint32_t at : members) {
    const Told& told = world.told[at];
    if (!told.stands()) continue;
    if (is_test_of(machine, *told.statement)) {
      is_act = true;
      charges |= told.statement->act && is_charge(*told.statement->act);
      contrary |= told.statement->act && is_contrary(*told.statement->act);
    }
    named |= told.names_doer;
    bound |= told.names_doer && machine.binds(told.doer);
  }
  if (!is_act || (named && !bound)) return Bearing::none;
  switch (machine.kind) {
    case Machine::Kind::prohibition:
    case Machine::Kind::limit:
      return named || charges ? Bearing::breach : Bearing::none;
    case Machine::Kind::lasting:
      return contrary ? Bearing::breach : Bearing::compliance;
    case Machine::Kind::counted_once:
    case Machine::Kind::done_once:
    case Machine::Kind::each_period:
      return Bearing::compliance;
    case Machine::Kind::permission:
      break;
  }
  return Bearing::none;
}

void match_clauses(IncidentSummary& summary, World& world, const std::vector<Machine>& machines,
                   std::span<const std::uint32_t> members) {
  // The agreement has nothing to say of what was before it.
  if (!world.in_force_days.empty() && *summary.window.until < world.in_force_days.front()) return;
  std::bitset<kActs> acts;
  std::bitset<kMeasures> measures;
  for (const std::uint32_t at : members) {
    if (!world.told[at].stands()) continue;
    const Statement& statement = *world.told[at].statement;
    if (statement.act) acts.set(static_cast<std::size_t>(*statement.act));
    if (statement.measure) measures.set(static_cast<std::size_t>(*statement.measure));
  }
  std::vector<std::pair<AreaAt, bool>> looked_up;  // few areas, many clauses
  const auto may_be_in = [&](const std::optional<AreaAt>& area) {
    if (!area) return true;
    for (const auto& [known, inside] : looked_up)
      if (known == *area) return inside;
    looked_up.emplace_back(*area, world.areas.holds(*area, summary.place) != Inside::no);
    return looked_up.back().second;
  };
  for (const Machine& machine : machines) {
    if (machine.kind == Machine::Kind::permission) continue;
    if ((machine.acts & acts).none() && (machine.measures & measures).none()) continue;
    if (!may_be_in(machine.area)) continue;
    const Bearing bearing = bearing_of(world, machine, members);
    if (bearing == Bearing::breach) summary.clauses.push_back(machine.clause->ref);
    if (bearing == Bearing::compliance) summary.compliance.push_back(machine.clause->ref);
  }
}

/// Whether anything that counts tells of it, or anything withdrawn ever did.
bool is_told(const World& world, std::span<const std::uint32_t> members) {
  return std::any_of(members.begin(), members.end(), [&](std::uint32_t at) {
    const Told& told = world.told[at];
    return told.counts &&
           (told.standing == Standing::told || told.standing == Standing::withdrawn ||
            told.standing == Standing::replaced);
  });
}

}  // namespace

std::optional<IncidentSummary> summary_of(World& world, const std::vector<Machine>& machines,
                                          std::uint32_t at, const Ruling* ruling) {
  const auto members = world.members(at);
  if (members.empty() || (ruling == nullptr && !is_told(world, members))) return std::nullopt;
  std::vector<std::uint32_t> standing;
  for (const std::uint32_t member : members)
    if (world.told[member].stands()) standing.push_back(member);
  // All withdrawn: it stays to be seen, described by what was said.
  const std::span<const std::uint32_t> described = standing.empty() ? members : standing;

  IncidentSummary summary;
  summary.id = world.incidents[at].id;
  summary.act = act_of(world, described);
  if (const Place* place = place_of(world, described)) summary.place = *place;
  summary.window = window_of(world, described);
  std::optional<Measure> measure;
  for (const std::uint32_t member : described)
    if (!measure) measure = world.told[member].statement->measure;
  summary.title = title_of(summary, measure);
  const Weight weight = weigh(world, members, false);
  summary.grade = weight.grade;
  summary.grade_parts = weight.any ? weight.parts() : "claimed: every statement was withdrawn";
  add_flags(summary, world, members, weight, ruling);
  for (const std::uint32_t member : standing) {
    add_range(summary, world, world.told[member]);
    add_responsible(summary, world, world.told[member]);
  }
  for (const std::uint32_t member : members)
    if (world.told[member].counts) summary.statements.push_back(world.told[member].statement->id);
  if (!standing.empty()) match_clauses(summary, world, machines, members);
  if (ruling) summary.findings = ruling->all;
  summary.first_known = world.told[members.front()].published;
  return summary;
}

bool is_shown(const World& world, std::uint32_t incident, const Ruling* ruling) {
  const auto members = world.members(incident);
  if (members.empty()) return false;
  if (world.viewpoint.kind == Viewpoint::Kind::findings) return ruling != nullptr;
  return is_told(world, members);
}

bool apply_viewpoint(World& world, std::uint32_t statement) {
  Told& told = world.told[statement];
  bool counts = true;
  if (world.viewpoint.kind == Viewpoint::Kind::party) {
    const PartyAt party = world.roster.side_of(world.viewpoint.party);
    counts = party != kNoParty && world.speaker(told).side == party;
  } else if (world.viewpoint.kind == Viewpoint::Kind::grade && told.incident != kNone) {
    return false;  // its incident decides
  }
  return std::exchange(told.counts, counts) != counts;
}

void apply_viewpoint(World& world, std::uint32_t incident, std::vector<std::uint32_t>& changed) {
  if (world.viewpoint.kind != Viewpoint::Kind::grade) return;
  const auto members = world.members(incident);
  const bool counts = weigh(world, members, true).grade >= world.viewpoint.grade;
  for (const std::uint32_t member : members)
    if (std::exchange(world.told[member].counts, counts) != counts) changed.push_back(member);
}

void Rulings::learn(const Finding& finding) {
  const auto insert = [&](std::vector<const Finding*>& by_day) {
    by_day.insert(std::upper_bound(by_day.begin(), by_day.end(), finding.on,
                                   [](Day day, const Finding* other) { return day < other->on; }),
                  &finding);
  };
  if (finding.question == Question::breach) insert(by_clause_[finding.clause]);
  if (finding.incident.value == 0) return;
  Case& on = by_incident_[finding.incident];
  insert(on.findings);
  Ruling& ruling = on.ruling = {};
  for (const Finding* one : on.findings) {
    ruling.all.push_back(one->id);
    if (one->question == Question::occurred) ruling.occurred = one;
    if (one->question == Question::responsible) ruling.responsible = one;
    if (one->question != Question::breach) continue;
    const auto same = std::find_if(ruling.breach.begin(), ruling.breach.end(),
                                   [&](auto* known) { return known->clause == one->clause; });
    if (same == ruling.breach.end())
      ruling.breach.push_back(one);
    else
      *same = one;
  }
}

const Ruling* Rulings::of(Id<Incident> incident) const {
  const auto found = by_incident_.find(incident);
  return found == by_incident_.end() ? nullptr : &found->second.ruling;
}

std::span<const Finding* const> Rulings::on(const std::string& clause) const {
  const auto found = by_clause_.find(clause);
  return found == by_clause_.end() ? std::span<const Finding* const>() : found->second;
}

}  // namespace truce::monitor
