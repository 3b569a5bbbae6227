// SPDX-License-Identifier: Apache-2.0
// What was done, in the verbs of the agreement language: "released", "handed over", "has
// withdrawn".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace truce::story {

/// The verb as a clause says it: "released" → "release", "gave" → "give". Nothing for other words.
std::optional<std::string> base_of(std::string_view word);

/// Every form of every verb that the language knows, for "did you mean".
const std::vector<std::string>& verb_forms();

/// "kill" → "killing"
std::optional<std::string> base_of_participle(std::string_view word);

}  // namespace truce::story
