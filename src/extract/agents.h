// SPDX-License-Identifier: Apache-2.0
// Who did what a sentence tells of: its subject, "by X", "in an X strike", "when X opened fire".
#pragma once

#include <optional>

#include "extract/facts.h"
#include "extract/scene.h"

namespace truce::extract {

class Agents {
 public:
  Agents(const Scene& scene, const Sentence& sentence)
      : scene_(scene), begin_(sentence.begin), end_(sentence.end) {}

  /// Of the active verb whose group begins at `group`: its subject, or that of the clause which a
  /// participle goes on from.
  std::optional<Mention> of_active(std::size_t group) const;
  /// Of a passive, a participle or a noun at `verb`: named by the words after it, then before it.
  std::optional<Mention> of_passive(std::size_t verb) const;
  /// "by Norland forces" within [from, to)
  std::optional<Mention> by(std::size_t from, std::size_t to) const;
  /// The first known actor of [from, to) who may have done something: not one that something is
  /// done in or on.
  std::optional<Mention> first_in(std::size_t from, std::size_t to) const;

  /// "accused Y of killing 12": the one accused, by a cue before `before`.
  std::optional<Mention> accused(std::size_t before) const;

 private:
  const Token& word(std::size_t at) const { return scene_.word(at); }
  bool is(std::size_t at, std::string_view lower) const {
    return at >= begin_ && at < end_ && word(at).is(lower);
  }
  bool names_place(const FoundActor& actor) const;
  std::optional<Mention> last_before(std::size_t pronoun) const;
  std::optional<Mention> in_phrase(std::size_t from, std::size_t to) const;
  std::optional<Mention> unnamed_in(std::size_t from, std::size_t to) const;
  std::optional<Mention> proper_in(std::size_t from, std::size_t to) const;
  std::optional<Mention> proper_at(std::size_t at, std::size_t to) const;
  std::optional<Mention> around(std::size_t at) const;
  std::optional<Mention> body_of_act(std::size_t at, bool opened) const;
  bool ends_agent(std::size_t at) const;
  std::optional<Mention> opposed(std::size_t at, std::size_t to) const;
  std::optional<Mention> of_clause(std::size_t before) const;
  std::optional<Mention> subject_from(std::size_t from, std::size_t to) const;
  std::optional<Mention> attacker_from(std::size_t from, std::size_t to) const;
  bool launched_before(std::size_t at) const;
  bool looks_like_verb(std::size_t at) const;
  Mention mention(std::size_t begin, std::size_t end) const;

  const Scene& scene_;
  std::size_t begin_;
  std::size_t end_;
};

}  // namespace truce::extract
