// SPDX-License-Identifier: Apache-2.0
#include "extract/handovers.h"

#include <algorithm>
#include <array>

#include "extract/phrases.h"

namespace truce::extract {
namespace {

constexpr std::size_t kReach = 30;

/// Who hands on what a side gave: humanitarian bodies and missions, by sort or by name.
bool carries(const FoundActor& actor) {
  if (actor.sort == ActorSort::agency || actor.sort == ActorSort::mission) return true;
  for (const std::string_view name : {"Red Cross", "Red Crescent", "ICRC"})
    if (actor.name.find(name) != std::string::npos || actor.actor.find(name) != std::string::npos)
      return true;
  return false;
}

class Ends {
 public:
  Ends(const Scene& scene, std::size_t group, std::size_t verb, bool passive)
      : scene_(scene),
        sentence_(scene.tokens.sentence_of(verb)),
        group_(group),
        verb_(verb),
        passive_(passive) {}

  Handover found() {
    const bool receiving = receives(word(verb_).lower);
    std::size_t last = std::min(sentence_.end, verb_ + kReach);
    for (std::size_t at = verb_ + 1; at < last; ++at)
      if (word(at).is(";") || word(at).is("while")) last = at;
    if (receiving) {
      receiver_ = passive_ ? named_after({"by"}, last) : subject();
      giver_ = named_after({"from"}, last);
      // "The Red Cross received them and took them to Norland"
      if (receiver_.carrier || !receiver_.name)
        if (const End side = named_after({"to", "into"}, last); side.name && !side.carrier)
          receiver_ = side;
    } else {
      giver_ = passive_ ? named_after({"by"}, last) : subject();
      receiver_ = named_after({"to", "into"}, last);
    }
    Handover ends;
    if (giver_.name && !giver_.carrier) ends.by = giver_.name;
    ends.to = receiver_.name;
    return ends;
  }

 private:
  struct End {
    std::optional<Mention> name;
    bool carrier = false;
  };

  const Token& word(std::size_t at) const { return scene_.word(at); }

  /// The last of "to X and then to Y" that is more than a carrier; else the carrier.
  End named_after(std::initializer_list<std::string_view> prepositions, std::size_t last) const {
    End end;
    for (std::size_t at = verb_ + 1; at + 1 < last; ++at) {
      if (std::find(prepositions.begin(), prepositions.end(), word(at).lower) == prepositions.end())
        continue;
      const End named = named_at(at + 1, last);
      if (!named.name) continue;
      if (!end.name || (end.carrier && !named.carrier)) end = named;
    }
    return end;
  }

  End named_at(std::size_t at, std::size_t last) const {
    while (at < last && is_determiner(word(at).lower)) ++at;
    if (at >= last) return {};
    if (const FoundActor* actor = scene_.actor_at(at)) {
      if (actor->sort == ActorSort::outlet) return {};
      return {mention_of(scene_, *actor), carries(*actor)};
    }
    return place_at(at);
  }

  /// "sent 15 bodies to Gaza": a territory stands for whoever holds it, a town does not.
  End place_at(std::size_t at) const {
    const FoundPlace* place = scene_.place_at(at);
    if (place == nullptr || place->tokens.begin != at) return {};
    const PlacePrecision precision = place->place.precision;
    const bool own = place->agreement && place->standard == place->place.name;
    if (!own && precision != PlacePrecision::country && precision != PlacePrecision::admin1)
      return {};
    Mention mention;
    mention.name = place->place.name;
    mention.span = place->place.span;
    return {mention, false};
  }

  End subject() const {
    if (group_ <= sentence_.begin) return {};
    std::size_t end = group_;
    while (end > sentence_.begin && is_adverb(word(end - 1).lower)) --end;
    if (end > sentence_.begin && is_pronoun(word(end - 1).lower)) return meant_by_pronoun(end - 1);
    const auto phrase = noun_phrase_before(scene_, end, sentence_.begin);
    if (!phrase) return {};
    for (std::size_t at = phrase->range.begin; at < phrase->range.end; ++at) {
      if (const FoundActor* actor = scene_.actor_at(at)) {
        if (actor->sort == ActorSort::people) continue;
        return {mention_of(scene_, *actor), carries(*actor)};
      }
      if (const End place = place_at(at); place.name) return place;
    }
    return {};
  }

  /// "Norland confirmed that it had received": whoever the sentence opened with; else the sentence
  /// before.
  End meant_by_pronoun(std::size_t pronoun) const {
    if (const End end = first_actor(sentence_.begin, pronoun); end.name) return end;
    if (sentence_.begin == 0) return {};
    const Sentence& before = scene_.tokens.sentence_of(sentence_.begin - 1);
    return first_actor(before.begin, before.end);
  }

  End first_actor(std::size_t from, std::size_t to) const {
    for (std::size_t at = from; at < to; ++at) {
      const FoundActor* actor = scene_.actor_at(at);
      if (actor == nullptr || actor->adjective || actor->carrier ||
          actor->sort == ActorSort::people || actor->sort == ActorSort::outlet)
        continue;
      return {mention_of(scene_, *actor), carries(*actor)};
    }
    return {};
  }

  const Scene& scene_;
  const Sentence& sentence_;
  std::size_t group_;
  std::size_t verb_;
  bool passive_;
  End giver_;
  End receiver_;
};

}  // namespace

bool receives(std::string_view lower) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"receive", "receives", "received", "receiving", "took", "take", "taken", "collected"});
  return std::find(kWords.begin(), kWords.end(), lower) != kWords.end();
}

Handover handover_at(const Scene& scene, std::size_t group, std::size_t verb, bool passive) {
  return Ends(scene, group, verb, passive).found();
}

}  // namespace truce::extract
