// SPDX-License-Identifier: Apache-2.0
// The closed vocabularies of the record. Each word is spelled the same in C++, SQL, JSON, the command
// line and the screen: to_text() gives it, from_text<Kind>() reads it back.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace truce {

/// What a statement does.
enum class StatementKind { fact, accusation, denial, position, talks };

/// What a position does with its issue, and how talks stand.
inline constexpr std::array<std::string_view, 8> kStances = {
    "supports", "opposes", "demands", "warns", "offers", "refuses", "promises", "insists"};
inline constexpr std::array<std::string_view, 4> kTalksStatuses = {"held", "planned", "cancelled",
                                                                   "stalled"};

/// How its speaker holds it. A planned thing has not happened; an alleged one is a charge.
enum class Mood { asserted, alleged, denied, planned, retracted, corrected };

/// What is counted. `other` is any other count that carries out or breaks an agreement.
enum class Measure {
  killed, injured, casualties, detained, abducted, held, missing, displaced, released,
  bodies_returned, bodies_recovered, trucks, tonnes, violations, attacks, explosions, withdrawn,
  destroyed, other
};

/// How the words bound the number. `vague` is "dozens", "scores", "hundreds".
enum class Qualifier { exactly, at_least, more_than, at_most, up_to, about, vague };

/// What sort of thing happened; the group it belongs to is act_group().
enum class Act {
  small_arms, mortar, artillery, rocket, air_strike, drone_strike, sniper, explosion, mine, fire,
  incursion, line_crossing, new_position, heavy_weapon, overflight, withdrawal,
  killing, injury, abduction, detention, release, return_of_remains, displacement,
  demolition, looting, damage,
  aid_entry, aid_denial, aid_delay, aid_looting, crossing_opened, crossing_closed, attack_on_aid,
  access_denied, access_delayed, jamming, threat_to_monitors,
  meeting, boycott, member_named, list_delivered, order_issued,
  arms_surrender, arms_storage, arms_cache,
  violation, other
};

/// First level of the acts (design, section 8).
enum class ActGroup { fire, movement, persons, property, aid, monitors, institutions, arms, other };

ActGroup act_group(Act act);

/// How finely a place is known.
enum class PlacePrecision { exact, vicinity, locality, town, admin2, admin1, country, unknown };

/// How well corroborated (design, section 6); later is better.
enum class Grade { claimed, reported, corroborated, acknowledged, observed };

/// The three questions that different people answer at different times.
enum class Question { occurred, responsible, breach };

std::string_view to_text(StatementKind);
std::string_view to_text(Mood);
std::string_view to_text(Measure);
std::string_view to_text(Qualifier);
std::string_view to_text(Act);
std::string_view to_text(ActGroup);
std::string_view to_text(PlacePrecision);
std::string_view to_text(Grade);
std::string_view to_text(Question);

/// The value spelled `word`, or nothing.
template <class Kind>
std::optional<Kind> from_text(std::string_view word);

}  // namespace truce
