// SPDX-License-Identifier: Apache-2.0
// The parts of speech and relations that the parser knows: those of Universal Dependencies, with
// the subtypes of its English treebanks, and the tags of the Penn treebank.
//
// The numbers stand in files of weights, so a list only ever grows at its end.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace truce::parse {

/// Universal part of speech, https://universaldependencies.org/u/pos/.
enum class Upos : std::uint8_t {
  adj,
  adp,
  adv,
  aux,
  cconj,
  det,
  intj,
  noun,
  num,
  part,
  pron,
  propn,
  punct,
  sconj,
  sym,
  verb,
  x
};
inline constexpr std::size_t kUposCount = 17;

/// Part of speech of the Penn treebank; `none` where a treebank does not say it.
enum class Xpos : std::uint8_t {
  none,
  dollar,
  close_quote,
  comma,
  lrb,
  rrb,
  period,
  colon,
  add,
  afx,
  cc,
  cd,
  dt,
  ex,
  fw,
  gw,
  hyph,
  in,
  jj,
  jjr,
  jjs,
  ls,
  md,
  nfp,
  nn,
  nnp,
  nnps,
  nns,
  pdt,
  pos,
  prp,
  prp_poss,
  rb,
  rbr,
  rbs,
  rp,
  sym,
  to,
  uh,
  vb,
  vbd,
  vbg,
  vbn,
  vbp,
  vbz,
  wdt,
  wp,
  wp_poss,
  wrb,
  open_quote
};
inline constexpr std::size_t kXposCount = 50;

/// What a word is to its head, https://universaldependencies.org/en/dep/.
enum class Relation : std::uint8_t {
  root,
  acl,
  acl_relcl,
  advcl,
  advcl_relcl,
  advmod,
  amod,
  appos,
  aux,
  aux_pass,
  case_,
  cc,
  cc_preconj,
  ccomp,
  clf,
  compound,
  compound_prt,
  conj,
  cop,
  csubj,
  csubj_outer,
  csubj_pass,
  dep,
  det,
  det_predet,
  discourse,
  dislocated,
  expl,
  fixed,
  flat,
  goeswith,
  iobj,
  list,
  mark,
  nmod,
  nmod_desc,
  nmod_poss,
  nmod_unmarked,
  nsubj,
  nsubj_outer,
  nsubj_pass,
  nummod,
  obj,
  obl,
  obl_agent,
  obl_unmarked,
  orphan,
  parataxis,
  punct,
  reparandum,
  vocative,
  xcomp
};
inline constexpr std::size_t kRelationCount = 52;

/// As a treebank spells them: "ADJ", "PRP$", "acl:relcl". `none` is "_".
std::string_view name_of(Upos upos);
std::string_view name_of(Xpos xpos);
std::string_view name_of(Relation relation);

std::optional<Upos> upos_named(std::string_view name);
std::optional<Xpos> xpos_named(std::string_view name);
/// A subtype that is not on the list stands for its universal relation: "obl:tmod" is `obl`.
std::optional<Relation> relation_named(std::string_view name);

}  // namespace truce::parse
