// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "record/kinds.h"

namespace truce {

/// Which statements count.
struct Viewpoint {
  enum class Kind { everyone, party, grade, findings };
  Kind kind = Kind::everyone;
  std::string party;              // Kind::party: only what speakers on this party's side say
  Grade grade = Grade::claimed;   // Kind::grade: only incidents of this grade or better
  friend bool operator==(const Viewpoint&, const Viewpoint&) = default;
};

/// Reads "everyone", "party:Israel", "grade:corroborated", "findings".
Result<Viewpoint> parse_viewpoint(std::string_view text);
std::string to_text(const Viewpoint& viewpoint);

}  // namespace truce
