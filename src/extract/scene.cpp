// SPDX-License-Identifier: Apache-2.0
#include "extract/scene.h"

namespace truce::extract {
namespace {

template <class Found>
std::vector<std::uint32_t> covering(const std::vector<Found>& all, std::size_t size) {
  std::vector<std::uint32_t> index(size, 0);
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t at = all[i].tokens.begin; at < all[i].tokens.end && at < size; ++at)
      index[at] = static_cast<std::uint32_t>(i + 1);
  return index;
}

void find_in_sentence(Scene& scene, const Sentence& sentence, const ActorTable& table) {
  const TokenRange range{sentence.begin, sentence.end};
  for (FoundActor& actor : table.actors_in(scene.tokens, range))
    scene.actors.push_back(std::move(actor));
  const std::size_t before = scene.figures.size();
  for (FoundFigure& figure : figures_in(scene.tokens, range)) {
    if (figure.whole) *figure.whole += before;
    scene.figures.push_back(std::move(figure));
  }
}

/// Where bodies are named: "the Armed Forces of Ukraine" is no place. States and capitals may be
/// one.
std::vector<TokenRange> bodies_of(const std::vector<FoundActor>& actors) {
  std::vector<TokenRange> bodies;
  for (const FoundActor& actor : actors)
    if (actor.sort != ActorSort::state && !actor.capital) bodies.push_back(actor.tokens);
  return bodies;
}

/// Where the agreement's own are named: a party is somebody first, and a place only where something
/// is told to be in it.
std::vector<TokenRange> own_names(const std::vector<FoundActor>& actors) {
  std::vector<TokenRange> names;
  for (const FoundActor& actor : actors)
    if (actor.in_vocabulary) names.push_back(actor.tokens);
  return names;
}

void find_places(Scene& scene, const Vocabulary& vocabulary, const Gazetteer& gazetteer) {
  const std::vector<TokenRange> bodies = bodies_of(scene.actors);
  const std::vector<TokenRange> own = own_names(scene.actors);
  auto body = bodies.begin();
  auto name = own.begin();
  for (FoundPlace& place : places_in(scene.tokens, vocabulary, gazetteer)) {
    while (body != bodies.end() && body->end <= place.tokens.begin) ++body;
    while (name != own.end() && name->end <= place.tokens.begin) ++name;
    const bool somebody = name != own.end() && name->overlaps(place.tokens);
    const Token& before = scene.word(place.phrase.begin);
    const bool inside = before.is("in") || before.is("inside") || before.is("across");
    if (somebody && !place.agreement && !inside) continue;
    // "at Hillton hospital" is where, "Hillton hospital said" is who.
    const bool at_body = before.is("at") || before.is("near") || before.is("outside") ||
                         before.is("struck") || before.is("hit") || before.is("on") ||
                         before.is("bombed") || before.is("attacked") || before.is("targeted");
    const bool home = body != bodies.end() && body->overlaps(place.tokens) &&
                      !(at_body && body->end <= place.tokens.end);
    (home ? scene.homes : scene.places).push_back(std::move(place));
  }
}

void find_times(Scene& scene) {
  scene.times.clear();
  for (const Sentence& sentence : scene.tokens.sentences)
    for (FoundTime& time : times_in(scene.tokens, {sentence.begin, sentence.end}, scene.time))
      scene.times.push_back(std::move(time));
}

/// "since the truce took effect on 10 May": without an agreement, the text itself says from when
/// "since the truce" counts.
std::optional<Day> entry_by_text(const Scene& scene) {
  for (const FoundTime& time : scene.times) {
    if (time.role != TimeRole::since || !time.window.from || time.background) continue;
    bool truce = false, entry = false;
    for (std::size_t at = time.tokens.begin; at < time.tokens.end; ++at) {
      const Token& token = scene.word(at);
      truce |= token.is("ceasefire") || token.is("cease-fire") || token.is("truce") ||
               token.is("agreement") || token.is("armistice");
      entry |= token.is("effect") || token.is("force") || token.is("began") ||
               token.is("started") || token.is("begins");
    }
    if (truce && entry) return time.window.from;
  }
  return std::nullopt;
}

}  // namespace

Scene scene_of(const Document& document, const Vocabulary& vocabulary, const Gazetteer& gazetteer,
               const ActorTable& table) {
  Scene scene;
  scene.document = &document;
  scene.tokens = tokens_of(document.text);
  scene.time = time_context(document, vocabulary.in_force, vocabulary.zone);
  find_times(scene);
  if (scene.time.in_force.empty()) {
    if (const auto entry = entry_by_text(scene)) {
      scene.time.in_force = {*entry};
      find_times(scene);
    }
  }
  for (const Sentence& sentence : scene.tokens.sentences) find_in_sentence(scene, sentence, table);
  find_places(scene, vocabulary, gazetteer);

  const std::size_t size = scene.tokens.size();
  scene.actor_of = covering(scene.actors, size);
  scene.place_of = covering(scene.places, size);
  scene.time_of = covering(scene.times, size);
  scene.figure_of.assign(size, 0);
  for (std::size_t i = 0; i < scene.figures.size(); ++i)
    for (std::size_t at = scene.figures[i].phrase.begin; at < scene.figures[i].phrase.end; ++at)
      scene.figure_of[at] = static_cast<std::uint32_t>(i + 1);
  return scene;
}

}  // namespace truce::extract
