// SPDX-License-Identifier: Apache-2.0
// What is told to have happened: counted deeds first, then deeds without a count.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extract/attribution.h"
#include "extract/scene.h"

namespace truce::extract {

struct FoundFact {
  std::optional<Measure> measure;     // empty for a deed without a count
  std::optional<std::size_t> figure;  // index of scene.figures
  std::optional<Figure> resolved;  // in place of the scene's: "all but one" of a total told before
  std::optional<std::size_t> part_of;  // index among the facts of the document
  std::optional<std::size_t> like;     // index of a fact before it whose time and place hold for it
  std::size_t anchor = 0;              // token of the verb or noun that makes it a fact
  std::optional<Act> act;
  std::optional<Mention> by;
  std::optional<Mention> to;
  std::optional<TokenRange> of;
  bool planned = false;
  bool cumulative = false;
  double confidence = 0;
  const char* rule = "";
};

/// The facts of every sentence, in the order of their words.
std::vector<FoundFact> facts_in(const Scene& scene);

/// The actor as a statement names it: "Israeli" before a strike is Israel.
Mention mention_of(const FoundActor& actor);
/// The same where the words after an adjective say who: "Norland militants" are not Norland.
Mention mention_of(const Scene& scene, const FoundActor& actor);

/// Whether the verb at `verb` tells of what is to come, of what might be, or of what is.
enum class Reality : std::uint8_t { real, planned, unreal };
Reality reality_of(const Scene& scene, std::size_t verb);

}  // namespace truce::extract
