// SPDX-License-Identifier: Apache-2.0
// Who is named in a text: parties by the agreement's vocabulary, then states, forces, armed groups,
// missions, agencies and outlets by a general table, then what rules compose ("the Sudanese army").
//
// Nothing here knows one actor from another but by data, so exchanging two names in the data and
// the text exchanges them in what is found.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extract/figures.h"
#include "extract/tokens.h"
#include "record/vocabulary.h"

namespace truce::extract {

enum class ActorSort : std::uint8_t {
  state,
  government,
  military,
  police,
  ministry,
  armed_group,
  mission,
  agency,
  outlet,
  office,
  bloc,
  people
};

std::string_view to_text(ActorSort sort);

struct FoundActor {
  TokenRange tokens;  // without "the" and without "'s"
  TextSpan span;
  std::string name;  // as the text names it, without a leading article: "Israeli military"
  std::string
      actor;  // canonical: by the vocabulary, else by the table, else composed: "Sudan military"
  std::string
      of;  // the state, party or body it belongs to: "Sudan"; the vocabulary's `under`; else empty
  ActorSort sort = ActorSort::state;
  bool in_vocabulary = false;  // `actor` is a name of the agreement's vocabulary
  bool adjective =
      false;  // a demonym before a noun that is no body: "Israeli strike", "Sudanese town"
  bool capital = false;  // a capital that may stand for its government: "Moscow"
  bool carrier = false;  // passes on what others say: agencies and outlets
};

/// Knows the names. Made once per vocabulary; cheap to move.
class ActorTable {
 public:
  explicit ActorTable(const Vocabulary& vocabulary);
  ~ActorTable();
  ActorTable(ActorTable&&) noexcept;
  ActorTable& operator=(ActorTable&&) noexcept;

  /// The actors of tokens [range.begin, range.end), longest match first, none overlapping.
  std::vector<FoundActor> actors_in(const Tokens& tokens, TokenRange range) const;

  /// Canonical name of who `name` is ("IDF", "the health ministry"); empty when nobody known.
  std::string actor_named(std::string_view name) const;

  struct Impl;

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace truce::extract
