// SPDX-License-Identifier: Apache-2.0
// Place names → places. The public class Gazetteer is declared in extract.h.
//
// A table is compiled to one flat block: keys in sorted order, each with the rows that bear it. The
// built-in table is compiled by the build, so that a process looks names up without reading any of
// it first.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/actors.h"
#include "extract/extract.h"
#include "extract/figures.h"
#include "extract/tokens.h"
#include "record/statement.h"
#include "record/vocabulary.h"

namespace truce::extract {

/// A place of the text.
struct FoundPlace {
  Place place;        // name as the text spells it
  TokenRange tokens;  // the name
  TokenRange
      phrase;  // with preposition, direction and what it lies in: "near Rafah in southern Gaza"
  std::string country;     // ISO 3166-1 alpha-2; empty for an agreement's own place
  std::string standard;    // the gazetteer's own spelling
  bool located = false;    // a preposition of place stands before it: something is told to be there
  bool agreement = false;  // one of the vocabulary's places
};

/// The places of the document, in the order of the text. Names inside `taken` (people, bodies) are
/// left out; ambiguous names go to the agreement's places, then to the country that the document is
/// about.
std::vector<FoundPlace> places_in(const Tokens& tokens, const Vocabulary& vocabulary,
                                  const Gazetteer& gazetteer,
                                  const std::vector<TokenRange>& taken = {});

}  // namespace truce::extract
