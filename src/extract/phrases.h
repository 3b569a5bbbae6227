// SPDX-License-Identifier: Apache-2.0
// Noun phrases around a verb, found by the small words and marks that bound them.
#pragma once

#include <optional>

#include "extract/scene.h"

namespace truce::extract {

/// Words [begin, end) that name somebody or something, and the one that says what it is.
struct NounPhrase {
  TokenRange range;  // with its article and what hangs on it: "the health ministry in the north"
  TokenRange core;   // without either: "health ministry"
  std::size_t head = 0;
};

/// The phrase that ends before token `end`, within the sentence, not reaching back of `floor`.
std::optional<NounPhrase> noun_phrase_before(const Scene& scene, std::size_t end,
                                             std::size_t floor);
/// The phrase that begins at token `begin`, not reaching `ceiling`.
std::optional<NounPhrase> noun_phrase_after(const Scene& scene, std::size_t begin,
                                            std::size_t ceiling);

/// Whether the phrase can say something: a person, a body, a pronoun for one.
bool can_speak(const Scene& scene, const NounPhrase& phrase);
/// Whether the phrase is a proper name as a whole or ends in one.
bool is_named(const Scene& scene, const NounPhrase& phrase);
bool is_plural(const Scene& scene, const NounPhrase& phrase);

/// First token of the verb group that ends with the verb at `verb`: "has repeatedly accused" →
/// "has".
std::size_t verb_group_begin(const Scene& scene, std::size_t verb, std::size_t floor);

/// Whether a finite verb, as far as one can tell without a grammar, stands at `at`.
bool looks_finite(const Scene& scene, std::size_t at);

}  // namespace truce::extract
