// SPDX-License-Identifier: Apache-2.0
// What the spellings of one place name have in common.
#pragma once

#include <string>
#include <string_view>

namespace truce::extract {

/// `name` without case, diacritics and apostrophes, its hyphens as spaces.
std::string plain_key(std::string_view name);

/// plain_key() without articles and spaces, one letter for each family of transliterations.
///     place_key("Deir al-Balah") == place_key("Dayr el Balaḩ")
std::string place_key(std::string_view name);

}  // namespace truce::extract
