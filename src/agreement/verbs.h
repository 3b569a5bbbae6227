// SPDX-License-Identifier: Apache-2.0
// From the words of an act to what in the record counts for it. The table is in verbs.cpp.
#pragma once

#include <string_view>
#include <vector>

#include "agreement/agreement.h"

namespace truce::agreement {

/// What the record can show of `words` done to `thing` ("release", "prisoners"). All empty
/// when the table does not know the verb.
ActPattern act_of_words(std::string_view words, std::string_view thing);

/// "keep", "maintain": a duty with such a verb lasts without saying "at all times".
bool is_lasting_verb(std::string_view words);

/// Every verb of the table as a clause would say it, for the reference and its test.
std::vector<std::string_view> known_verbs();

}  // namespace truce::agreement
