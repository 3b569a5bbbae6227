// SPDX-License-Identifier: Apache-2.0
#include "record/kinds.h"

#include <cassert>

namespace truce {
namespace {

// The words of each vocabulary, in the order of its enumerators.
template <class Kind>
constexpr std::array<std::string_view, 0> kWords{};

template <>
constexpr auto kWords<StatementKind> =
    std::to_array<std::string_view>({"fact", "accusation", "denial", "position", "talks"});
template <>
constexpr auto kWords<Mood> = std::to_array<std::string_view>(
    {"asserted", "alleged", "denied", "planned", "retracted", "corrected"});
template <>
constexpr auto kWords<Measure> = std::to_array<std::string_view>(
    {"killed", "injured", "casualties", "detained", "abducted", "held", "missing", "displaced",
     "released", "bodies_returned", "bodies_recovered", "trucks", "tonnes", "violations", "attacks",
     "explosions", "withdrawn", "destroyed", "other"});
template <>
constexpr auto kWords<Qualifier> = std::to_array<std::string_view>(
    {"exactly", "at_least", "more_than", "at_most", "up_to", "about", "vague"});
template <>
constexpr auto kWords<Act> = std::to_array<std::string_view>(
    {"small_arms",    "mortar",         "artillery",      "rocket",          "air_strike",
     "drone_strike",  "sniper",         "explosion",      "mine",            "fire",
     "incursion",     "line_crossing",  "new_position",   "heavy_weapon",    "overflight",
     "withdrawal",    "killing",        "injury",         "abduction",       "detention",
     "release",       "return_of_remains", "displacement", "demolition",     "looting",
     "damage",        "aid_entry",      "aid_denial",     "aid_delay",       "aid_looting",
     "crossing_opened", "crossing_closed", "attack_on_aid", "access_denied", "access_delayed",
     "jamming",       "threat_to_monitors", "meeting",    "boycott",         "member_named",
     "list_delivered", "order_issued",  "arms_surrender", "arms_storage",    "arms_cache",
     "violation",     "other"});
template <>
constexpr auto kWords<ActGroup> = std::to_array<std::string_view>(
    {"fire", "movement", "persons", "property", "aid", "monitors", "institutions", "arms", "other"});
template <>
constexpr auto kWords<PlacePrecision> = std::to_array<std::string_view>(
    {"exact", "vicinity", "locality", "town", "admin2", "admin1", "country", "unknown"});
template <>
constexpr auto kWords<Grade> = std::to_array<std::string_view>(
    {"claimed", "reported", "corroborated", "acknowledged", "observed"});
template <>
constexpr auto kWords<Question> =
    std::to_array<std::string_view>({"occurred", "responsible", "breach"});

static_assert(kWords<Measure>.size() == static_cast<std::size_t>(Measure::other) + 1);
static_assert(kWords<Act>.size() == static_cast<std::size_t>(Act::other) + 1);

template <class Kind>
std::string_view word_of(Kind kind) {
  return kWords<Kind>.at(static_cast<std::size_t>(kind));
}

}  // namespace

ActGroup act_group(Act act) {
  if (act <= Act::fire) return ActGroup::fire;
  if (act <= Act::withdrawal) return ActGroup::movement;
  if (act <= Act::displacement) return ActGroup::persons;
  if (act <= Act::damage) return ActGroup::property;
  if (act <= Act::attack_on_aid) return ActGroup::aid;
  if (act <= Act::threat_to_monitors) return ActGroup::monitors;
  if (act <= Act::order_issued) return ActGroup::institutions;
  if (act <= Act::arms_cache) return ActGroup::arms;
  return ActGroup::other;
}

std::string_view to_text(StatementKind kind) { return word_of(kind); }
std::string_view to_text(Mood mood) { return word_of(mood); }
std::string_view to_text(Measure measure) { return word_of(measure); }
std::string_view to_text(Qualifier qualifier) { return word_of(qualifier); }
std::string_view to_text(Act act) { return word_of(act); }
std::string_view to_text(ActGroup group) { return word_of(group); }
std::string_view to_text(PlacePrecision precision) { return word_of(precision); }
std::string_view to_text(Grade grade) { return word_of(grade); }
std::string_view to_text(Question question) { return word_of(question); }

template <class Kind>
std::optional<Kind> from_text(std::string_view word) {
  for (std::size_t at = 0; at < kWords<Kind>.size(); ++at)
    if (kWords<Kind>[at] == word) return static_cast<Kind>(at);
  return std::nullopt;
}

template std::optional<StatementKind> from_text(std::string_view);
template std::optional<Mood> from_text(std::string_view);
template std::optional<Measure> from_text(std::string_view);
template std::optional<Qualifier> from_text(std::string_view);
template std::optional<Act> from_text(std::string_view);
template std::optional<ActGroup> from_text(std::string_view);
template std::optional<PlacePrecision> from_text(std::string_view);
template std::optional<Grade> from_text(std::string_view);
template std::optional<Question> from_text(std::string_view);

}  // namespace truce
