// SPDX-License-Identifier: Apache-2.0
// Who speaks, on whose side, and which voices are one.
//
// A speaker is found among the participants of the agreement by any of their names. A party speaks
// for itself; a source declared "under" a party speaks on that party's side; everybody else, named
// in the agreement or not, is independent. What a speaker says is one voice whoever carries it;
// what a document says without naming a speaker is the voice of its publisher.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "monitor/monitor.h"
#include "monitor/names.h"

namespace truce::monitor {

/// Place of a party among the parties, in the order of the agreement. Behind them stand the others
/// whom a clause binds, bodies and guarantors, as far as doers go: they can break a clause, but
/// are on nobody's side.
using PartyAt = std::uint32_t;
inline constexpr PartyAt kNoParty = UINT32_MAX;

struct Speaker {
  Voice voice;
  PartyAt side = kNoParty;  // kNoParty: independent
  bool monitor = false;     // the agreement's own mechanism
  std::size_t order = 0;    // participants in the order of the agreement, others as first met
};

/// Number of a speaker in the roster.
using SpeakerAt = std::uint32_t;

class Roster {
 public:
  Roster(const Agreement& agreement, Names& names);

  SpeakerAt named(std::string_view name);
  /// By the canonical name, where the reader of the document gave one.
  SpeakerAt of(const Mention& mention);
  SpeakerAt of(const Statement& statement, std::string_view publisher);
  const Speaker& operator[](SpeakerAt at) const { return speakers_[at]; }

  /// Puts the speakers that the agreement does not name in the order of `first_heard`. Whether any
  /// that were in order before now stand otherwise to each other.
  bool order_strangers(const std::vector<Instant>& first_heard);

  std::span<const std::string> parties() const { return parties_; }
  /// The party itself, or that on whose side the name speaks.
  PartyAt side_of(std::string_view name) { return speakers_[named(name)].side; }
  /// The number by which a clause binds the speaker: its side's, else one of its own.
  PartyAt bind(SpeakerAt at);
  /// Who did it, where the speaker did: its side, or itself where a clause binds it.
  PartyAt doer(SpeakerAt at) const;
  const std::string& doer_name(PartyAt at) const;
  /// How many there are: parties, then others who are bound.
  PartyAt doers() const { return static_cast<PartyAt>(parties_.size() + bound_.size()); }

  /// The participants that a list of names means; "the guarantors" means all of that role.
  std::vector<SpeakerAt> meant_by(std::span<const std::string> names);

 private:
  struct Member {
    SpeakerAt speaker;
    Role role;
  };
  Names& names_;
  std::vector<std::string> parties_;
  std::vector<Speaker> speakers_;
  std::vector<SpeakerAt> bound_;  // those who are bound and on no side, as first bound
  std::vector<Member> members_;
  std::size_t ordered_ = 0;  // of the speakers, how many were put in order
  std::unordered_map<std::string, std::vector<std::string>> rosters_;  // by plain name
  std::vector<SpeakerAt> by_name_;  // by NameId; kUnmet where nobody has the name yet
};

}  // namespace truce::monitor
