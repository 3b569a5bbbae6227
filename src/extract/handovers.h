// SPDX-License-Identifier: Apache-2.0
// Who gives and who receives, when people, remains or aid change hands.
#pragma once

#include <optional>

#include "extract/facts.h"
#include "extract/scene.h"

namespace truce::extract {

struct Handover {
  std::optional<Mention> by;  // the giver
  std::optional<Mention> to;  // the side that receives
};

/// Both ends of the handover that the verb at `verb` tells, as far as its sentence names them. Who
/// only carries between the sides, as the Red Cross does, is an end when no other is named.
Handover handover_at(const Scene& scene, std::size_t group, std::size_t verb, bool passive);

/// Whether the verb is told from the receiving end: "received", "took over", "collected".
bool receives(std::string_view lower);

}  // namespace truce::extract
