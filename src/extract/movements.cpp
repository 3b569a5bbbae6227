// SPDX-License-Identifier: Apache-2.0
#include "extract/movements.h"

#include <algorithm>
#include <array>

#include "extract/cues.h"
#include "extract/phrases.h"

namespace truce::extract {
namespace {

constexpr auto kLeavings = std::to_array<std::string_view>(
    {"withdrawal", "pullback", "pull-back", "pullout", "pull-out", "redeployment", "retreat"});
constexpr auto kDone = std::to_array<std::string_view>(
    {"completed", "finished", "began", "begun", "started", "concluded", "completes", "begins"});
constexpr auto kAdvances =
    std::to_array<std::string_view>({"advanced", "moved", "pushed", "crossed", "advance",
                                     "advances", "advancing", "crossing", "went"});
constexpr auto kPast =
    std::to_array<std::string_view>({"beyond", "past", "across", "over", "through"});
constexpr auto kForces = std::to_array<std::string_view>(
    {"forces", "troops", "army", "military", "soldiers", "tanks", "units", "fighters", "rebels",
     "militants", "gunmen", "men", "vehicles", "bulldozers"});

class Movements {
 public:
  Movements(const Scene& scene, const Sentence& sentence)
      : scene_(scene), begin_(sentence.begin), end_(sentence.end) {}

  std::vector<FoundFact> found() {
    for (std::size_t at = begin_; at < end_; ++at) {
      if (one_of(word(at).lower, kLeavings)) leaving(at);
      if (is(at, "withdrew") || is(at, "withdrawn") ||
          ((is(at, "pulled") || is(at, "moved")) && (is(at + 1, "back") || is(at + 1, "out"))))
        told(at, Act::withdrawal);
      if (one_of(word(at).lower, kAdvances)) advance(at);
    }
    return std::move(facts_);
  }

 private:
  const Token& word(std::size_t at) const { return scene_.word(at); }
  bool is(std::size_t at, std::string_view lower) const {
    return at >= begin_ && at < end_ && word(at).is(lower);
  }

  /// "completed [the first stage of] its withdrawal", "the withdrawal was completed"
  void leaving(std::size_t noun) {
    for (std::size_t at = noun; at-- > begin_ && noun - at < 8;)
      if (one_of(word(at).lower, kDone)) return told(at, Act::withdrawal);
    for (std::size_t at = noun + 1; at < std::min(end_, noun + 8); ++at) {
      if (!one_of(word(at).lower, kDone)) continue;
      const std::size_t group = verb_group_begin(scene_, at, begin_);
      if (const auto by = actor_in(noun > begin_ + 4 ? noun - 4 : begin_, group))
        put(at, Act::withdrawal, *by);
      return;
    }
  }

  /// "advanced 300 metres beyond the line", "crossed the ceasefire line"
  void advance(std::size_t verb) {
    const bool crossing = is(verb, "crossed");
    bool past = crossing;
    for (std::size_t at = verb + 1; at < std::min(end_, verb + 10); ++at) {
      if (word(at).is(",") || word(at).is("and")) return;
      past |= one_of(word(at).lower, kPast);
      if (past && (is(at, "line") || is(at, "frontline") || is(at, "line-of-contact")))
        return told(verb, Act::line_crossing);
    }
  }

  void told(std::size_t verb, Act act) {
    const std::size_t group = verb_group_begin(scene_, verb, begin_);
    for (std::size_t at = group; at < verb; ++at)
      if (is_be(word(at).lower) && !is(verb - 1, "being"))
        return;  // "were advanced by": not told so
    const auto subject = noun_phrase_before(scene_, group, begin_);
    if (!subject) return;
    if (const auto by = actor_in(subject->range.begin, subject->range.end)) put(verb, act, *by);
  }

  /// Somebody with forces: a state, an army, a group; or "Norland" before "troops".
  std::optional<Mention> actor_in(std::size_t from, std::size_t to) const {
    for (std::size_t at = from; at < to; ++at) {
      const FoundActor* actor = scene_.actor_at(at);
      if (actor == nullptr) continue;
      const bool armed = actor->sort == ActorSort::state || actor->sort == ActorSort::military ||
                         actor->sort == ActorSort::armed_group ||
                         actor->sort == ActorSort::government || actor->in_vocabulary;
      const bool forces = !actor->adjective || (actor->tokens.end < end_ &&
                                                one_of(word(actor->tokens.end).lower, kForces));
      if (armed && forces) return mention_of(scene_, *actor);
    }
    return std::nullopt;
  }

  void put(std::size_t verb, Act act, const Mention& by) {
    const Reality reality = reality_of(scene_, verb);
    if (reality == Reality::unreal) return;
    for (const FoundFact& fact : facts_)
      if (fact.act == act) return;
    FoundFact fact;
    fact.anchor = verb;
    fact.act = act;
    fact.by = by;
    fact.planned = reality == Reality::planned;
    fact.confidence = 0.5;
    fact.rule = "movement";
    facts_.push_back(std::move(fact));
  }

  const Scene& scene_;
  std::size_t begin_;
  std::size_t end_;
  std::vector<FoundFact> facts_;
};

}  // namespace

std::vector<FoundFact> movements_in(const Scene& scene, const Sentence& sentence) {
  return Movements(scene, sentence).found();
}

}  // namespace truce::extract
