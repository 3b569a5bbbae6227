// SPDX-License-Identifier: Apache-2.0
#include "parse/inventory.h"

#include <algorithm>
#include <array>

namespace truce::parse {
namespace {

constexpr std::array<std::string_view, kUposCount> kUpos = {
    "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};

constexpr std::array<std::string_view, kXposCount> kXpos = {
    "_",    "$",   "''",  ",",    "-LRB-", "-RRB-", ".",   ":",   "ADD", "AFX", "CC",  "CD", "DT",
    "EX",   "FW",  "GW",  "HYPH", "IN",    "JJ",    "JJR", "JJS", "LS",  "MD",  "NFP", "NN", "NNP",
    "NNPS", "NNS", "PDT", "POS",  "PRP",   "PRP$",  "RB",  "RBR", "RBS", "RP",  "SYM", "TO", "UH",
    "VB",   "VBD", "VBG", "VBN",  "VBP",   "VBZ",   "WDT", "WP",  "WP$", "WRB", "``"};

constexpr std::array<std::string_view, kRelationCount> kRelations = {
    "root",       "acl",           "acl:relcl",   "advcl",        "advcl:relcl",  "advmod",
    "amod",       "appos",         "aux",         "aux:pass",     "case",         "cc",
    "cc:preconj", "ccomp",         "clf",         "compound",     "compound:prt", "conj",
    "cop",        "csubj",         "csubj:outer", "csubj:pass",   "dep",          "det",
    "det:predet", "discourse",     "dislocated",  "expl",         "fixed",        "flat",
    "goeswith",   "iobj",          "list",        "mark",         "nmod",         "nmod:desc",
    "nmod:poss",  "nmod:unmarked", "nsubj",       "nsubj:outer",  "nsubj:pass",   "nummod",
    "obj",        "obl",           "obl:agent",   "obl:unmarked", "orphan",       "parataxis",
    "punct",      "reparandum",    "vocative",    "xcomp"};

template <class Kind, std::size_t size>
std::optional<Kind> named(const std::array<std::string_view, size>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Kind>(found - names.begin());
}

}  // namespace

std::string_view name_of(Upos upos) { return kUpos[static_cast<std::size_t>(upos)]; }
std::string_view name_of(Xpos xpos) { return kXpos[static_cast<std::size_t>(xpos)]; }
std::string_view name_of(Relation relation) {
  return kRelations[static_cast<std::size_t>(relation)];
}

std::optional<Upos> upos_named(std::string_view name) { return named<Upos>(kUpos, name); }
std::optional<Xpos> xpos_named(std::string_view name) { return named<Xpos>(kXpos, name); }

std::optional<Relation> relation_named(std::string_view name) {
  if (const auto whole = named<Relation>(kRelations, name)) return whole;
  return named<Relation>(kRelations, name.substr(0, name.find(':')));
}

}  // namespace truce::parse
