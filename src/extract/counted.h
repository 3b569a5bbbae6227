// SPDX-License-Identifier: Apache-2.0
// What the nouns behind numbers stand for.
#pragma once

#include <optional>
#include <string_view>

#include "extract/figures.h"

namespace truce::extract {

struct CountedNoun {
  Counts counts = Counts::other;
  bool singular = false;
  bool plural = false;
};

/// What `noun` (lower case) counts, where it is a noun that numbers stand before.
std::optional<CountedNoun> counted_noun(std::string_view noun);

}  // namespace truce::extract
