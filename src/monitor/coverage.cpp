// SPDX-License-Identifier: Apache-2.0
#include "monitor/coverage.h"

#include <fmt/format.h>

#include "monitor/words.h"

namespace truce::monitor {
namespace {

using std::chrono::days;

/// How many days the stretches hold between them.
std::int64_t union_of(std::vector<Stretch> stretches) {
  std::sort(stretches.begin(), stretches.end(),
            [](const Stretch& left, const Stretch& right) { return left.first < right.first; });
  std::int64_t count = 0;
  Day counted_until = Day::min();
  for (const Stretch& stretch : stretches) {
    const Day first = std::max(stretch.first, counted_until);
    if (stretch.last < first) continue;
    count += (stretch.last - first).count() + 1;
    counted_until = stretch.last + days{1};
  }
  return count;
}

std::optional<Stretch> within(const Stretch& one, const Stretch& other) {
  const Stretch common{std::max(one.first, other.first), std::min(one.last, other.last)};
  return common.last < common.first ? std::nullopt : std::optional(common);
}

// A watch of everywhere holds everywhere; a clause without an area holds everywhere. An area's
// other names may be places inside it, so the whole is watched under its own name only.
bool holds_all_of(World& world, const Machine& machine, const WatchKept& kept) {
  if (kept.area.empty()) return true;
  if (!machine.area || world.areas.named(kept.area) != *machine.area) return false;
  const std::string own = *machine.area < world.agreement.areas.size()
                              ? world.agreement.areas[*machine.area].name
                              : machine.clause->where;
  return Names::plain(kept.area) == Names::plain(own) ||
         Names::plain(kept.area) == Names::plain(machine.clause->where);
}

bool holds_some_of(World& world, const Machine& machine, const WatchKept& kept) {
  if (!machine.area || kept.area.empty()) return true;
  const Place place{.name = kept.area};
  const Place own{.name = machine.clause->where};
  return world.areas.holds(*machine.area, place) == Inside::yes ||
         world.areas.holds(world.areas.named(kept.area), own) == Inside::yes;
}

bool sees_all(const Machine& machine, const WatchKept& kept) {
  if (kept.acts.empty()) return true;
  std::bitset<kActs> seen;
  for (const Act act : kept.acts) seen.set(static_cast<std::size_t>(act));
  return machine.acts.any() && (machine.acts & ~seen).none();
}

bool sees_some(const Machine& machine, const WatchKept& kept) {
  return kept.acts.empty() || std::any_of(kept.acts.begin(), kept.acts.end(), [&](Act act) {
           return machine.acts[static_cast<std::size_t>(act)];
         });
}

bool may_say(const World& world, const Machine& machine, SpeakerAt by) {
  const PartyAt side = world.roster[by].side;
  if (world.viewpoint.kind == Viewpoint::Kind::party)
    return side != kNoParty && world.roster.parties()[side] == world.viewpoint.party;
  return !machine.binds(side) &&
         std::find(machine.bearers.begin(), machine.bearers.end(), by) == machine.bearers.end();
}

}  // namespace

std::vector<WatchOnRecord> watches(World& world) {
  std::vector<WatchOnRecord> all;
  for (const Declaration* declaration : world.declarations) {
    const auto kept = parse_watch_kept(declaration->what);
    if (!kept || !*kept) continue;
    WatchOnRecord watch{**kept, world.roster.named(declaration->by_actor), declaration->id};
    // Of days that had not come when it was declared, it tells a plan.
    watch.kept.until = std::min(watch.kept.until, declaration->on);
    all.push_back(std::move(watch));
  }
  return all;
}

Watched watched(World& world, const Machine& machine, std::span<const WatchOnRecord> watches) {
  Watched watched;
  for (const WatchOnRecord& watch : watches) {
    if (!may_say(world, machine, watch.by) || !sees_some(machine, watch.kept) ||
        !(holds_all_of(world, machine, watch.kept) || holds_some_of(world, machine, watch.kept)))
      continue;
    const bool whole = holds_all_of(world, machine, watch.kept) && sees_all(machine, watch.kept);
    watched.watches.push_back(
        {{watch.kept.from, watch.kept.until}, whole, watch.by, watch.declaration});
  }
  return watched;
}

Coverage coverage(const World& world, const Watched& watched, Stretch stretch) {
  Coverage coverage;
  if (stretch.last < stretch.first) return coverage;
  coverage.days = (stretch.last - stretch.first).count() + 1;
  std::vector<Stretch> whole;
  std::vector<Stretch> all;
  for (const Watched::Watch& watch : watched.watches) {
    const auto common = within(watch.days, stretch);
    if (!common) continue;
    all.push_back(*common);
    if (watch.whole) whole.push_back(*common);
    const std::string& by = world.roster[watch.by].voice.name;
    if (std::find(coverage.by.begin(), coverage.by.end(), by) == coverage.by.end())
      coverage.by.push_back(by);
    coverage.declarations.push_back(watch.declaration);
  }
  coverage.watched = union_of(std::move(whole));
  coverage.partly = union_of(std::move(all)) - coverage.watched;
  return coverage;
}

bool all_watched(const Watched& watched, Stretch stretch) {
  std::vector<Stretch> whole;
  for (const Watched::Watch& watch : watched.watches)
    if (const auto common = within(watch.days, stretch); common && watch.whole)
      whole.push_back(*common);
  return union_of(std::move(whole)) == (stretch.last - stretch.first).count() + 1;
}

std::string in_words(const Coverage& coverage) {
  const std::string of = counted(coverage.days, "day");
  if (coverage.watched + coverage.partly == 0)
    return fmt::format("nobody's watch is on record on any of {}: silence shows nothing", of);
  std::string words = fmt::format("watched on {} of {}", grouped(coverage.watched), of);
  if (coverage.partly > 0)
    words += fmt::format(" and on {} more in part", grouped(coverage.partly));
  return words + ", by " + listed(coverage.by);
}

}  // namespace truce::monitor
