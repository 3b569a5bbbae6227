// SPDX-License-Identifier: Apache-2.0
// When two names in a text are one.
#pragma once

#include <string_view>

#include "score/score.h"

namespace truce::score {

/// Whether `read` is one of the names that `gold` allows: the words of the shorter are all in the
/// longer, and the word that says what it is, is the same ("Sudan's army" and "the army", but not
/// "Sudan"); or both stand at the same word of the text ("Israeli" read as Israel).
bool same_name(const Named& read, const Named& gold);

/// The same, where for a named spokesman the body he speaks for is right too, and the publisher's
/// name stands for nobody.
bool same_speaker(const Named& read, const Named& gold, std::string_view text,
                  std::string_view publisher);

/// The same of places, where "Nuseirat" is "the Nuseirat refugee camp".
bool same_place(const Named& read, const Named& gold);

}  // namespace truce::score
