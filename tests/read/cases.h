// SPDX-License-Identifier: Apache-2.0
// The cases of cases/*.txt: a construction, a sentence, and what a careful reader finds in it.
// cases/README.md is the format.
#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "record/statement.h"

namespace truce {

struct CaseLine {
  bool optional = false;
  std::string kind;                // "fact", "accusation", "say" …
  std::vector<std::string> parts;  // what stands between bars, the kind taken away
};

struct Case {
  std::string file;
  std::size_t line = 0;
  std::string construction, sentence;
  std::vector<CaseLine> told;
  bool attributions = false;  // whether attributions are compared
  std::string not_yet;        // why the reader does not get it right; empty: it does

  friend void PrintTo(const Case& one, std::ostream* out) { *out << one.file << ':' << one.line; }
};

/// Every case of a file, and what is wrong with its form.
struct Cases {
  std::vector<Case> cases;
  std::vector<std::string> mistakes;
};
Cases cases_in(const std::string& file);

/// What differs between what was read and what is told; empty when the case is right.
std::vector<std::string> differences(const Case& one, const Reading& reading);

}  // namespace truce
