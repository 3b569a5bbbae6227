// SPDX-License-Identifier: Apache-2.0
#include "monitor/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace truce {

std::string_view to_text(VerdictState state) {
  switch (state) {
    case VerdictState::not_triggered:
      return "not_triggered";
    case VerdictState::open:
      return "open";
    case VerdictState::fulfilled:
      return "fulfilled";
    case VerdictState::fulfilled_late:
      return "fulfilled_late";
    case VerdictState::violated:
      return "violated";
    case VerdictState::excused:
      return "excused";
    case VerdictState::undetermined:
      return "undetermined";
  }
  return {};
}

std::string_view to_text(ClauseStatus status) {
  switch (status) {
    case ClauseStatus::not_due:
      return "not_due";
    case ClauseStatus::in_progress:
      return "in_progress";
    case ClauseStatus::due_soon:
      return "due_soon";
    case ClauseStatus::overdue:
      return "overdue";
    case ClauseStatus::fulfilled:
      return "fulfilled";
    case ClauseStatus::fulfilled_late:
      return "fulfilled_late";
    case ClauseStatus::partly_fulfilled:
      return "partly_fulfilled";
    case ClauseStatus::breached:
      return "breached";
    case ClauseStatus::suspended:
      return "suspended";
    case ClauseStatus::waived:
      return "waived";
    case ClauseStatus::disputed:
      return "disputed";
    case ClauseStatus::cannot_tell:
      return "cannot_tell";
    case ClauseStatus::watched:
      return "watched";
  }
  return {};
}

std::string_view to_text(PhaseState::State state) {
  switch (state) {
    case PhaseState::State::not_started:
      return "not_started";
    case PhaseState::State::current:
      return "current";
    case PhaseState::State::completed:
      return "completed";
  }
  return "";
}

std::string_view to_text(GateCondition::Met met) {
  switch (met) {
    case GateCondition::Met::met:
      return "met";
    case GateCondition::Met::not_met:
      return "not_met";
    case GateCondition::Met::disputed:
      return "disputed";
    case GateCondition::Met::unknown:
      return "unknown";
  }
  return {};
}

namespace monitor {

std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(number < 0 ? -number : number);
  for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return number < 0 ? "-" + digits : digits;
}

std::string range_in_words(std::optional<std::int64_t> low, std::optional<std::int64_t> high) {
  if (low && high && *low == *high) return grouped(*low);
  if (low && high) return fmt::format("{} to {}", grouped(*low), grouped(*high));
  if (low) return grouped(*low) + " or more";
  if (high) return "up to " + grouped(*high);
  return "unknown";
}

std::string counted(std::int64_t count, std::string_view one) {
  return fmt::format("{} {}{}", grouped(count), one, count == 1 ? "" : "s");
}

std::string listed(std::span<const std::string> words) {
  std::string out;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (at > 0) out += at + 1 == words.size() ? " and " : ", ";
    out += words[at];
  }
  return out;
}

std::string_view title_of(Act act) {
  switch (act) {
    case Act::small_arms:
      return "Small-arms fire";
    case Act::mortar:
      return "Mortar fire";
    case Act::artillery:
      return "Artillery fire";
    case Act::rocket:
      return "Rocket fire";
    case Act::air_strike:
      return "Air strike";
    case Act::drone_strike:
      return "Drone strike";
    case Act::sniper:
      return "Sniper fire";
    case Act::explosion:
      return "Explosion";
    case Act::mine:
      return "Mine explosion";
    case Act::fire:
      return "Fire";
    case Act::incursion:
      return "Incursion";
    case Act::line_crossing:
      return "Crossing of the line";
    case Act::new_position:
      return "New position";
    case Act::heavy_weapon:
      return "Heavy weapons";
    case Act::overflight:
      return "Overflight";
    case Act::withdrawal:
      return "Withdrawal";
    case Act::killing:
      return "Deaths";
    case Act::injury:
      return "Injuries";
    case Act::abduction:
      return "Abduction";
    case Act::detention:
      return "Detention";
    case Act::release:
      return "Release";
    case Act::return_of_remains:
      return "Return of remains";
    case Act::displacement:
      return "Displacement";
    case Act::demolition:
      return "Demolition";
    case Act::looting:
      return "Looting";
    case Act::damage:
      return "Damage";
    case Act::aid_entry:
      return "Entry of aid";
    case Act::aid_denial:
      return "Aid refused";
    case Act::aid_delay:
      return "Aid delayed";
    case Act::aid_looting:
      return "Aid looted";
    case Act::crossing_opened:
      return "Crossing opened";
    case Act::crossing_closed:
      return "Crossing closed";
    case Act::attack_on_aid:
      return "Attack on aid";
    case Act::access_denied:
      return "Access refused";
    case Act::access_delayed:
      return "Access delayed";
    case Act::jamming:
      return "Jamming";
    case Act::threat_to_monitors:
      return "Threat to monitors";
    case Act::meeting:
      return "Meeting";
    case Act::boycott:
      return "Boycott";
    case Act::member_named:
      return "Member named";
    case Act::list_delivered:
      return "List delivered";
    case Act::order_issued:
      return "Order issued";
    case Act::arms_surrender:
      return "Surrender of arms";
    case Act::arms_storage:
      return "Storage of arms";
    case Act::arms_cache:
      return "Arms cache";
    case Act::violation:
      return "Reported breach";
    case Act::other:
      return "Incident";
  }
  return {};
}

std::string_view title_of(Measure measure) {
  switch (measure) {
    case Measure::killed:
      return "Deaths";
    case Measure::injured:
      return "Injuries";
    case Measure::casualties:
      return "Casualties";
    case Measure::detained:
      return "Detention";
    case Measure::abducted:
      return "Abduction";
    case Measure::displaced:
      return "Displacement";
    case Measure::released:
      return "Release";
    case Measure::bodies_returned:
      return "Return of remains";
    case Measure::bodies_recovered:
      return "Recovery of remains";
    case Measure::attacks:
      return "Attacks";
    case Measure::explosions:
      return "Explosions";
    case Measure::withdrawn:
      return "Withdrawal";
    case Measure::destroyed:
      return "Destruction";
    case Measure::held:
    case Measure::missing:
    case Measure::trucks:
    case Measure::tonnes:
    case Measure::violations:
    case Measure::other:
      return "Incident";
  }
  return {};
}

std::string in_words(Measure measure) {
  std::string words(to_text(measure));
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

}  // namespace monitor
}  // namespace truce
