// SPDX-License-Identifier: Apache-2.0
// The words that the rules look for: verbs of saying, thinking and doing, and the small words
// between.
//
// Everything here is a table of ordinary English; no name of a person, party or place is in it.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "record/kinds.h"

namespace truce::extract {

/// What somebody does with words.
enum class CueSort : std::uint8_t {
  say,      // said, announced, reported
  claim,    // claimed, alleged: what follows is held by the speaker only
  think,    // believes, fears, expects
  wish,     // wants, hopes to, is keen to
  accuse,   // accused Y of, blamed Y for
  deny,     // denied
  demand,   // demanded, urged, called for
  warn,     // warned, threatened
  offer,    // offered, proposed
  refuse,   // refused, rejected
  support,  // welcomed, praised, backed
  oppose,   // condemned, criticised
  promise   // vowed, pledged, agreed to
};

/// The form a verb stands in. Past form and participle are told apart by what stands around them.
enum class VerbForm : std::uint8_t { base, third, past, ing };

/// What may follow a cue, or-ed.
enum Complement : std::uint8_t {
  kClause = 1,      // said (that) the line was quiet
  kNoun = 2,        // confirmed the death
  kInfinitive = 4,  // refused to leave
  kAddressee = 8,   // told reporters that
  kParticle = 16    // called for, accused … of: see `particle`
};

struct Cue {
  std::string_view lemma;
  CueSort sort = CueSort::say;
  std::uint8_t takes = kClause;
  std::string_view particle = {};
  std::string_view stance = {};
  bool strong = false;  // attributes whatever its subject is
};

struct CueForm {
  const Cue* cue = nullptr;
  VerbForm form = VerbForm::past;
};

std::optional<CueForm> cue_of(std::string_view lower);

/// Whether a word is in a short list of a rule's own.
template <std::size_t N>
bool one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// What a verb of doing does to what it is done to.
enum class Deed : std::uint8_t {
  kill,
  die,
  injure,
  detain,
  abduct,
  hold,
  displace,
  flee,
  release,
  hand_over,
  recover,
  enter,
  admit,
  withdraw,
  destroy,
  shoot_down,
  launch,
  strike,
  record,
  leave,
  demolish,
  loot,
  open,
  close,
  block,
  seize,
  meet,
  bring,
  suffer
};

struct DeedVerb {
  std::string_view lemma;
  Deed deed = Deed::kill;
  std::optional<Act> act;
  std::string_view particle = {};  // "over" of "hand over", one of "flee|leave"
};

struct DeedForm {
  const DeedVerb* verb = nullptr;
  VerbForm form = VerbForm::past;
  bool participle_only = false;  // "slain", "taken": cannot be an active past
};

/// The verb at a word, whose particle, if it needs one, the caller looks for.
std::optional<DeedForm> deed_of(std::string_view lower);

/// The act that a noun names: "airstrike", "shelling", "raid"; `before` is the word in front of it.
std::optional<Act> act_of_noun(std::string_view lower, std::string_view before);

bool is_source_noun(std::string_view lower);  // official, ministry, witnesses, statement
bool is_person_noun(std::string_view lower);  // official, spokesman, minister: who "he" may be
bool is_body_noun(std::string_view lower);    // ministry, group, army: what "it" may be
bool is_auxiliary(std::string_view lower);
bool is_be(std::string_view lower);
bool is_modal(std::string_view lower);
bool is_adverb(std::string_view lower);
bool is_preposition(std::string_view lower);
bool is_determiner(std::string_view lower);
bool is_conjunction(std::string_view lower);  // opens a clause: while, when, because, that
bool is_pronoun(std::string_view lower);      // he, she, they, it, we, I
bool is_negation(std::string_view lower);
/// Words that turn what follows into no more than a possibility: if, could, may.
bool is_hypothetical(std::string_view lower);
/// Charges of which somebody is accused: violation, breach, crimes.
bool is_charge_noun(std::string_view lower);
bool is_talks_noun(std::string_view lower);

}  // namespace truce::extract
