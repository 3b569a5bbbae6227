// SPDX-License-Identifier: Apache-2.0
// "Key: value" lines, as documents, mapping files and entries by hand begin with.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ascii.h"

namespace truce::intake {

/// One line of a text. `end` is the byte after its line break.
struct Line {
  std::size_t number = 0;  // from 1
  std::string_view text;   // without the line break
  std::size_t end = 0;
};

/// The lines of `text`, which must outlive them.
std::vector<Line> lines_of(std::string_view text);

std::string_view trimmed(std::string_view text);

/// A line that gives `key` a value. Lines that begin with a blank continue the value above.
struct KeyLine {
  std::size_t number = 0;
  std::string key;  // as written
  std::string value;
};

/// The parts of "key: value", trimmed; nothing where there is no colon or no key.
std::optional<std::pair<std::string_view, std::string_view>> key_and_value(std::string_view line);

/// The pieces of `text` between `separator`s outside double quotes, trimmed.
std::vector<std::string> pieces(std::string_view text, char separator);

}  // namespace truce::intake
