// SPDX-License-Identifier: Apache-2.0
// A document with everything in it that is found by looking at words alone: tokens, actors, places,
// times and figures. The rules of attribution and statement read this and nothing else.
#pragma once

#include <vector>

#include "extract/actors.h"
#include "extract/dates.h"
#include "extract/extract.h"
#include "extract/figures.h"
#include "extract/gazetteer.h"
#include "extract/tokens.h"

namespace truce::extract {

struct Scene {
  const Document* document = nullptr;  // outlives the scene, as its text does
  Tokens tokens;
  TimeContext time;
  std::vector<FoundActor> actors;
  std::vector<FoundPlace> places;
  std::vector<FoundPlace> homes;  // within the name of a body: "Hillton" of "Hillton hospital"
  std::vector<FoundTime> times;
  std::vector<FoundFigure> figures;  // `whole` indexes this vector

  // For each token, one more than the index of what covers it; 0 where nothing does.
  std::vector<std::uint32_t> actor_of, place_of, time_of, figure_of;

  const FoundActor* actor_at(std::size_t token) const { return at(actors, actor_of, token); }
  const FoundPlace* place_at(std::size_t token) const { return at(places, place_of, token); }
  const FoundTime* time_at(std::size_t token) const { return at(times, time_of, token); }
  const FoundFigure* figure_at(std::size_t token) const { return at(figures, figure_of, token); }
  const Token& word(std::size_t token) const { return tokens[token]; }
  std::string text(TokenRange range) const {
    return std::string(tokens.span(range.begin, range.end).in(tokens.text));
  }

 private:
  template <class Found>
  static const Found* at(const std::vector<Found>& all, const std::vector<std::uint32_t>& index,
                         std::size_t token) {
    return token < index.size() && index[token] != 0 ? &all[index[token] - 1] : nullptr;
  }
};

Scene scene_of(const Document& document, const Vocabulary& vocabulary, const Gazetteer& gazetteer,
               const ActorTable& table);

}  // namespace truce::extract
