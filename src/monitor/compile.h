// SPDX-License-Identifier: Apache-2.0
// The written clause → the machine that runs.
//
// A Clause says what its author wrote; a Machine holds only what running it needs: numbers for
// parties and areas, sets for acts and measures, one kind of test. Names are looked up here and
// never again.
#pragma once

#include <bitset>
#include <deque>
#include <string>
#include <vector>

#include "monitor/world.h"

namespace truce::monitor {

inline constexpr std::size_t kActs = static_cast<std::size_t>(Act::other) + 1;
inline constexpr std::size_t kMeasures = static_cast<std::size_t>(Measure::other) + 1;

struct Machine {
  enum class Kind {
    prohibition,   // must not
    limit,         // no more than
    counted_once,  // so many of something, once
    done_once,     // something, once
    each_period,   // so many in each period
    lasting,       // something, from now on
    permission
  };
  Kind kind = Kind::prohibition;
  const Clause* clause = nullptr;
  const Phase* phase = nullptr;
  const Consequence* consequence = nullptr;  // set: the duty follows upon a clause or a rule
  const Rule* rule = nullptr;                // set: upon this rule
  std::string follows;                       // the reference of that clause or rule
  std::size_t phase_at = 0;
  std::vector<bool> bearer;        // by party, then by others who are bound: whether it binds them
  std::vector<SpeakerAt> bearers;  // whoever is bound, party or not
  PartyAt receiver = kNoParty;     // the party that is owed
  std::bitset<kActs> acts;
  std::bitset<kMeasures> measures;
  std::optional<AreaAt> area;
  std::optional<Quantity> quantity;
  Thing thing = Thing::anyone;  // what the quantity counts
  Life life = Life::unsaid;

  bool in_population = false;  // a population says what it counts
  // What it and other counted duties of the same bearers come to that are told in the same words;
  // 0 when there are no others. "1,968 released" tells of 250 and of 1,700 at once.
  std::int64_t told_together = 0;
  bool contended = false;  // others owe what is told in the same words

  bool binds(PartyAt party) const { return party != kNoParty && bearer[party]; }
  bool is_act(const Statement& statement) const {
    return statement.act && acts[static_cast<std::size_t>(*statement.act)] && names_it(statement);
  }
  /// Whether the words name what reports for this clause must name, where it asks for that.
  bool names_it(const Statement& statement) const;
};

/// One machine per clause, in the order of the agreement.
std::vector<Machine> compile(World& world);

/// What must follow upon a clause or rule, as clauses "1.4/1", "1.4/2" … of their own.
std::deque<Clause> clauses_that_follow(const std::string& ref,
                                       const std::vector<Consequence>& consequences);

/// Whether the act is the contrary of a lasting duty: "keep the crossing open", and it was closed.
bool is_contrary(Act act);

/// Whether the place may be where the clause holds; an unknown place may be.
bool may_be_where(World& world, const Machine& machine, const std::optional<Place>& place);

}  // namespace truce::monitor
