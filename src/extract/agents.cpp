// SPDX-License-Identifier: Apache-2.0
#include "extract/agents.h"

#include <algorithm>
#include <array>

#include "extract/phrases.h"

namespace truce::extract {
namespace {

/// Men under arms or in office who go by no name: "Rebels", "unknown gunmen", "government troops".
constexpr auto kAgents = std::to_array<std::string_view>(
    {"gunmen",    "gunman",     "rebels",      "militants",    "insurgents",     "fighters",
     "soldiers",  "troops",     "police",      "policemen",    "army",           "military",
     "militia",   "militias",   "militiamen",  "separatists",  "jihadists",      "guerrillas",
     "bandits",   "settlers",   "attackers",   "assailants",   "paramilitaries", "dissidents",
     "raiders",   "guards",     "authorities", "peacekeepers", "warplanes",      "coalition",
     "smugglers", "terrorists", "extremists",  "gangs",        "tribesmen",      "herders",
     "pirates",   "navy",       "commandos",   "attacker",     "assailant",      "mercenaries",
     "islamists", "soldier",    "militant",    "policeman",    "rebel",          "hijackers"});

/// What kills in somebody's hands: "when a Norland tank shell hit".
constexpr auto kWeapons = std::to_array<std::string_view>(
    {"operation",  "operations",  "shell",       "shells",    "tank",    "tanks",
     "bullet",     "bullets",     "warplane",    "warplanes", "jets",    "jet",
     "helicopter", "helicopters", "aircraft",    "troops",    "forces",  "soldiers",
     "gunners",    "artillery",   "warship",     "warships",  "gunboat", "gunboats",
     "planes",     "plane",       "snipers",     "bomber",    "bombers", "munition",
     "munitions",  "projectile",  "projectiles", "gunfire"});
/// The same in an actor's own name, where it is no body: "Norland artillery".
constexpr auto kTools = std::to_array<std::string_view>(
    {"artillery",   "aircraft", "warplane", "warplanes", "jets",   "jet",    "helicopter",
     "helicopters", "planes",   "plane",    "drone",     "drones", "tanks",  "tank",
     "gunfire",     "fire",     "missile",  "missiles",  "rocket", "rockets"});

bool is_weapon(std::string_view lower) { return one_of(lower, kWeapons); }

bool is_kind_of_agent(const Token& token) {
  static constexpr auto kKinds = std::to_array<std::string_view>(
      {"government", "security", "army", "border", "riot", "rebel", "state", "federal", "military",
       "paramilitary", "separatist", "islamist", "tribal", "national", "naval", "armed",
       "irregular", "criminal"});
  return one_of(token.lower, kKinds);
}

bool is_unknown(const Token& token) {
  return token.is("unknown") || token.is("unidentified") || token.is("masked");
}

/// A vehicle or a building that fails: nobody's deed.
bool is_accident(std::string_view lower) {
  for (const std::string_view start :
       {"crash", "veer", "capsiz", "collaps", "overturn", "derail", "plung"})
    if (lower.starts_with(start)) return true;
  return false;
}

/// Causes that are nobody, though they may have a capital where a sentence opens.
bool is_nobody(std::string_view lower) {
  static constexpr auto kCauses = std::to_array<std::string_view>(
      {"violence",  "famine",   "fire",      "lightning",  "cholera",  "hunger",    "disease",
       "shellfire", "unrest",   "heat",      "poverty",    "nobody",   "everybody", "hurricane",
       "typhoon",   "cyclone",  "storm",     "earthquake", "flight",   "train",     "bus",
       "war",       "conflict", "malaria",   "ebola",      "rescuers", "doctors",   "another",
       "one",       "more",     "he",        "she",        "who",      "it",        "they",
       "residents", "people",   "civilians", "others",     "several",  "health",    "local"});
  if (one_of(lower, kCauses)) return true;
  for (const std::string_view tail : {"ing", "ings", "tion", "tions", "strike", "strikes", "attack",
                                      "attacks", "clashes", "raids", "blast", "blasts"})
    if (lower.ends_with(tail)) return true;
  return false;
}

}  // namespace

Mention Agents::mention(std::size_t begin, std::size_t end) const {
  Mention agent;
  agent.span = scene_.tokens.span(begin, end);
  agent.name = scene_.text({begin, end});
  return agent;
}

/// "in Bogotá, Colombia kills three": what holds the place named before it did nothing.
bool Agents::names_place(const FoundActor& actor) const {
  const FoundPlace* place = scene_.place_at(actor.tokens.begin);
  if (actor.adjective || place == nullptr || actor.tokens.begin < begin_ + 2) return false;
  if (!is(actor.tokens.begin - 1, ",") || !word(actor.tokens.begin - 2).capitalised) return false;
  // "In Gaza, Norland killed four": words in front, a comma, and then the subject.
  std::size_t at = actor.tokens.begin - 2;
  while (at > begin_ && word(at).capitalised) --at;
  return at > begin_;
}

std::optional<Mention> Agents::first_in(std::size_t from, std::size_t to) const {
  static constexpr auto kBeside = std::to_array<std::string_view>(
      {"in", "on", "near", "at", "against", "into", "of", "to", "with", "across", "inside", "for",
       "between", "from", "targeting", "targeted", "over"});
  for (std::size_t at = from; at < to; ++at) {
    const FoundActor* actor = scene_.actor_at(at);
    if (actor == nullptr || actor->tokens.begin != at) continue;
    if (actor->sort == ActorSort::people && !actor->adjective) continue;
    if (names_place(*actor)) continue;
    std::size_t before = at;
    while (before > begin_ && is_determiner(word(before - 1).lower)) --before;
    if (before > begin_ && one_of(word(before - 1).lower, kBeside)) continue;
    return mention_of(scene_, *actor);
  }
  return std::nullopt;
}

/// "Norland's army says that it has hit": whom the pronoun means, the last that could do it; else
/// who did what the sentence before tells.
std::optional<Mention> Agents::last_before(std::size_t pronoun) const {
  for (std::size_t at = pronoun; at-- > begin_;)
    if (scene_.actor_at(at) != nullptr && scene_.actor_at(at)->tokens.begin == at)
      if (auto agent = first_in(at, at + 1)) return agent;
  const std::size_t sentence = word(begin_).sentence;
  if (sentence == 0) return std::nullopt;
  const Sentence& before = scene_.tokens.sentences[sentence - 1];
  return Agents(scene_, before).subject_from(before.begin, before.end);
}

std::optional<Mention> Agents::of_active(std::size_t group) const {
  if (auto agent = accused(group)) return agent;
  if (group == begin_ || is(group - 1, ",") || is(group - 1, "and")) return of_clause(group);
  // "airstrikes by Norland that killed 12": what the pronoun goes back to.
  const bool relative = is(group - 1, "that") || is(group - 1, "which") || is(group - 1, "who");
  std::size_t end = relative ? group - 1 : group;
  if (relative && is(end - 1, ",")) --end;
  const auto phrase = noun_phrase_before(scene_, end, begin_);
  if (!phrase) return of_clause(group);
  std::size_t from = phrase->range.begin;
  // "killed four soldiers and Norland wounded six": the count before "and" is the other verb's.
  for (std::size_t at = from + 1; at + 1 < phrase->range.end; ++at)
    if (is(at, "and") && scene_.figure_at(at - 1) != nullptr) from = at + 1;
  if (from + 1 == phrase->range.end && (is(from, "it") || is(from, "they")))
    return last_before(from);
  if (auto agent = in_phrase(from, phrase->range.end)) return agent;
  bool act = false;
  for (std::size_t at = from; at < phrase->range.end; ++at)
    act |= act_of_noun(word(at).lower, "").has_value();
  // "Norland gunfire and airstrikes killed"
  if (act && from > begin_ + 1 && is(from - 1, "and"))
    if (const auto first = noun_phrase_before(scene_, from - 1, begin_))
      if (auto agent = in_phrase(first->range.begin, first->range.end)) return agent;
  // "launched a strike that killed", "launched an assault, with airstrikes killing"
  const bool with = from > begin_ && is(from - 1, "with");
  return act && (with || (relative && launched_before(from))) ? of_clause(from) : std::nullopt;
}

bool Agents::launched_before(std::size_t at) const {
  for (std::size_t i = at; i-- > begin_ && at - i < 4;)
    if (const auto deed = deed_of(word(i).lower); deed && deed->verb->deed == Deed::launch)
      return true;
  return false;
}

/// "accused Y of killing 12", "accused Y of strikes that killed 12": the one accused.
std::optional<Mention> Agents::accused(std::size_t before) const {
  for (std::size_t at = before; at-- > begin_ && before - at < 40;) {
    if (is(at, ";")) return std::nullopt;
    const auto cue = cue_of(word(at).lower);
    if (!cue || cue->cue->sort != CueSort::accuse) continue;
    std::size_t of = at + 1;
    while (of < before && !is(of, "of") && !is(of, "for")) ++of;
    if (of == before) return std::nullopt;
    if (auto named = first_in(at + 1, of)) return named;
    if (auto unnamed = unnamed_in(at + 1, of)) return unnamed;
    return proper_in(at + 1, of);
  }
  return std::nullopt;
}

/// ", killing 12": who did what the clause before tells.
std::optional<Mention> Agents::of_clause(std::size_t before) const {
  std::size_t from = before;
  while (from > begin_ && before - from < 45 && !is(from - 1, ";")) --from;
  for (std::size_t at = from; at < before; ++at)
    if (is_accident(word(at).lower)) return std::nullopt;
  // Clauses opened by "when", "after", "that" come first, the nearest one foremost.
  for (std::size_t at = before; at-- > from;) {
    if (is(at, "when") || is(at, "after") || is(at, "as") || is(at, "while"))
      if (auto agent = attacker_from(at + 1, before)) return agent;
    if (is(at, "that"))
      if (auto agent = subject_from(at + 1, before)) return agent;
  }
  if (auto agent = subject_from(from, before)) return agent;
  return by(from, before);
}

/// The subject of the clause that begins at `from`, where it can have done anything.
std::optional<Mention> Agents::subject_from(std::size_t from, std::size_t to) const {
  // "In Khartoum, the army": words in front.
  if (from < to && is_preposition(word(from).lower)) {
    std::size_t comma = from;
    while (comma < to && !is(comma, ",") && !looks_like_verb(comma)) ++comma;
    if (is(comma, ",")) from = comma + 1;
  }
  std::size_t verb = from;
  while (verb < to && !looks_like_verb(verb)) ++verb;
  if (verb == from) return std::nullopt;
  // "The mayor said rebels stormed the town": not the one who says so.
  const auto cue = verb < to ? cue_of(word(verb).lower) : std::nullopt;
  if (cue && (cue->cue->sort == CueSort::say || cue->cue->sort == CueSort::claim))
    return subject_from(verb + (is(verb + 1, "that") ? 2 : 1), to);
  if (cue && !deed_of(word(verb).lower)) return std::nullopt;
  return in_phrase(from, verb);
}

bool Agents::looks_like_verb(std::size_t at) const {
  const Token& token = word(at);
  if (token.kind != TokenKind::word || token.capitalised || at == begin_) return false;
  if (is_auxiliary(token.lower)) return true;
  const Token& before = word(at - 1);
  if (is_determiner(before.lower) || is_preposition(before.lower) || before.is("'s")) return false;
  if (scene_.actor_at(at - 1) != nullptr && scene_.actor_at(at - 1)->adjective) return false;
  if (is_weapon(token.lower) || act_of_noun(token.lower, before.lower)) {
    // "jets attack the town", "an attack the town": a verb where an object follows.
    return at + 1 < end_ && is_determiner(word(at + 1).lower) && !token.lower.ends_with("ing");
  }
  if (deed_of(token.lower) || cue_of(token.lower)) return !token.lower.ends_with("ing");
  // Verbs that no table has, by how they end and by what follows: "veers off", "plunged into".
  if (!token.lower.ends_with("s") && !token.lower.ends_with("ed")) return false;
  if (is_source_noun(token.lower) || one_of(token.lower, kAgents)) return false;
  const Token& next = word(std::min(at + 1, end_ - 1));
  return is_determiner(next.lower) || next.is("into") || next.is("off") || next.is("through");
}

std::optional<Mention> Agents::in_phrase(std::size_t from, std::size_t to) const {
  if (auto agent = by(from, to)) return agent;
  // "members of the Murle people"
  for (std::size_t at = from; at + 2 < to; ++at)
    if ((is(at, "members") || is(at, "supporters")) && is(at + 1, "of")) from = at + 2;
  while (from < to && is_determiner(word(from).lower)) ++from;
  if (const FoundActor* actor = from < to ? scene_.actor_at(from) : nullptr;
      actor != nullptr && actor->tokens.begin == from && is(from - 1, "of"))
    return mention_of(scene_, *actor);
  if (auto named = first_in(from, to)) return named;
  for (std::size_t at = from; at < to; ++at)
    if (auto body = body_of_act(at, false)) return body;
  if (auto unnamed = unnamed_in(from, to)) return unnamed;
  return proper_in(from, to);
}

std::optional<Mention> Agents::by(std::size_t from, std::size_t to) const {
  for (std::size_t at = from; at + 1 < to; ++at) {
    if (!is(at, "by")) continue;
    std::size_t next = at + 1;
    for (std::size_t guard = 0; guard < 5 && next < to; ++guard, ++next) {
      if (word(next).kind == TokenKind::punct && !is(next, "'s")) break;
      if (guard > 0 && is_preposition(word(next).lower)) break;
      if (const FoundActor* actor = scene_.actor_at(next)) return mention_of(scene_, *actor);
    }
    if (auto agent = unnamed_in(at + 1, std::min(to, at + 7))) return agent;
    if (auto agent = proper_at(at + 1, to)) return agent;
  }
  return std::nullopt;
}

/// The phrase is theirs when its first noun that can stand for its people is such a word.
std::optional<Mention> Agents::unnamed_in(std::size_t from, std::size_t to) const {
  for (std::size_t at = from; at < to; ++at) {
    const Token& token = word(at);
    if (at > from && (is_preposition(token.lower) || token.kind == TokenKind::punct))
      return std::nullopt;
    const bool plain = token.is("men") || token.is("man") || token.is("groups") ||
                       token.is("group") || token.is("people");
    const bool men = plain && at > from &&
                     (is_kind_of_agent(word(at - 1)) || is_unknown(word(at - 1)) ||
                      (token.is("people") && word(at - 1).capitalised));
    const bool forces = token.is("forces") && at > from;  // "security forces", not "forces"
    if (!forces && !men && !one_of(token.lower, kAgents)) continue;
    if (at + 1 < to && !ends_agent(at + 1)) continue;
    std::size_t begin = at;
    while (begin > from &&
           (is_kind_of_agent(word(begin - 1)) ||
            (begin - 1 > begin_ && word(begin - 1).capitalised &&
             word(begin - 1).kind == TokenKind::word && scene_.place_at(begin - 1) == nullptr)))
      --begin;
    return mention(begin, at + 1);
  }
  return std::nullopt;
}

/// Whether the noun before `at` is the last of its phrase: no "official" of "military official".
bool Agents::ends_agent(std::size_t at) const {
  const Token& token = word(at);
  if (token.kind != TokenKind::word || token.capitalised) return !token.is("'s");
  if (one_of(token.lower, kAgents) || token.is("forces")) return false;
  return is_preposition(token.lower) || is_determiner(token.lower) || is_auxiliary(token.lower) ||
         is_conjunction(token.lower) || is_adverb(token.lower) || deed_of(token.lower) ||
         cue_of(token.lower) || act_of_noun(token.lower, "") || token.is("officers") ||
         token.is("suspected") || looks_like_verb(at);
}

/// A name that no table has, as the head of the phrase [from, to): "Osterra", "the Murle people".
std::optional<Mention> Agents::proper_in(std::size_t from, std::size_t to) const {
  while (from < to && is_determiner(word(from).lower)) ++from;
  std::size_t end = from;
  while (end < to && !is_preposition(word(end).lower) && word(end).kind == TokenKind::word &&
         scene_.time_at(end) == nullptr)
    ++end;
  if (end == from) return std::nullopt;
  // "Osterra's raid": the owner.
  if (is(end, "'s")) return proper_at(from, to);
  return word(end - 1).capitalised ? proper_at(from, to) : std::nullopt;
}

/// The name that begins at `at`, behind an article.
std::optional<Mention> Agents::proper_at(std::size_t at, std::size_t to) const {
  while (at < to && is_determiner(word(at).lower)) ++at;
  std::size_t end = at;
  while (end < to && word(end).capitalised && word(end).kind == TokenKind::word &&
         scene_.time_at(end) == nullptr && scene_.figure_at(end) == nullptr)
    ++end;
  if (end == at || end - at > 6 || is_nobody(word(end - 1).lower) || is_nobody(word(at).lower))
    return std::nullopt;
  if (end == at + 1 &&
      (word(at).is("the") || is_determiner(word(at).lower) || is_preposition(word(at).lower) ||
       is_adverb(word(at).lower) || is_person_noun(word(at).lower) || deed_of(word(at).lower)))
    return std::nullopt;
  const FoundPlace* place = scene_.place_at(at);
  if (place != nullptr && place->located) return std::nullopt;
  return mention(at, end);
}

std::optional<Mention> Agents::of_passive(std::size_t verb) const {
  std::size_t to = verb + 1;
  while (to < end_ && to < verb + 30 && !is(to, ";") && !is(to, "while") && !is(to, "but")) ++to;
  for (std::size_t at = verb + 1; at < to; ++at) {
    if (auto agent = around(at)) return agent;
    if (auto agent = opposed(at, to)) return agent;
    if (auto agent = body_of_act(at, true)) return agent;
    const bool opens = is(at, "when") || is(at, "after") || is(at, "as") || is(at, "where");
    if (opens)
      if (auto agent = attacker_from(at + 1, to)) return agent;
    const std::size_t phrase_end = std::min(to, at + 7);
    if (!is(at, "by") || first_in(at + 1, phrase_end)) continue;
    if (auto agent = unnamed_in(at + 1, phrase_end)) return agent;
    if (auto agent = proper_at(at + 1, to)) return agent;
  }
  std::size_t from = verb;
  while (from > begin_ && verb - from < 30 && !is(from - 1, ";") && !is(from - 1, "that")) --from;
  for (std::size_t at = from; at < verb; ++at) {
    if (auto agent = around(at)) return agent;
    if (auto agent = body_of_act(at, true)) return agent;
  }
  return std::nullopt;
}

/// "in clashes with Y": who fought them.
std::optional<Mention> Agents::opposed(std::size_t at, std::size_t to) const {
  static constexpr auto kFights =
      std::to_array<std::string_view>({"clashes", "clash", "battle", "battles", "skirmish",
                                       "skirmishes", "firefight", "shootout", "gunfight"});
  if (!one_of(word(at).lower, kFights)) return std::nullopt;
  std::size_t with = at + 1;
  while (with < to && with < at + 4 && !is(with, "with") && !is(with, "against")) ++with;
  if (!is(with, "with") && !is(with, "against")) return std::nullopt;
  std::size_t next = with + 1;
  while (next < to && is_determiner(word(next).lower)) ++next;
  for (std::size_t i = next; i < std::min(to, next + 3); ++i)
    if (const FoundActor* actor = scene_.actor_at(i)) return mention_of(scene_, *actor);
  if (auto agent = unnamed_in(next, std::min(to, next + 6))) return agent;
  return proper_at(next, to);
}

/// "in police raids", "during coalition air raids": who does such deeds, by no name.
std::optional<Mention> Agents::body_of_act(std::size_t at, bool opened) const {
  static constexpr auto kBodies = std::to_array<std::string_view>(
      {"police", "army", "military", "coalition", "militia", "rebel", "government", "navy",
       "paramilitary", "militant", "insurgent", "separatist"});
  static constexpr auto kOpen = std::to_array<std::string_view>(
      {"in", "by", "from", "during", "following", "after", "under", "of"});
  if (scene_.actor_at(at) != nullptr) return std::nullopt;
  const bool air_force = is(at, "air") && is(at + 1, "force");
  if (!air_force && !one_of(word(at).lower, kBodies)) return std::nullopt;
  std::size_t before = at;
  while (before > begin_ && at - before < 4 &&
         (is_determiner(word(before - 1).lower) || is_kind_of_agent(word(before - 1)) ||
          word(before - 1).lower.ends_with("-led") || word(before - 1).is("separate") ||
          word(before - 1).kind == TokenKind::number))
    --before;
  if (opened && (before == begin_ || !one_of(word(before - 1).lower, kOpen))) return std::nullopt;
  const std::size_t end = at + (air_force ? 2 : 1);
  for (std::size_t next = end; next < std::min(end_, end + 3); ++next) {
    if (act_of_noun(word(next).lower, "")) {
      std::size_t begin = at;
      while (begin > before && !is_determiner(word(begin - 1).lower) &&
             word(begin - 1).kind == TokenKind::word)
        --begin;
      return mention(begin, end);
    }
    if (is_preposition(word(next).lower) || word(next).kind == TokenKind::punct) break;
  }
  return std::nullopt;
}

/// "when police opened fire", "after fighters stormed the town": who attacked.
std::optional<Mention> Agents::attacker_from(std::size_t from, std::size_t to) const {
  std::size_t verb = from;
  while (verb < to && !looks_like_verb(verb)) ++verb;
  if (verb == from || verb >= to) return std::nullopt;
  const auto deed = deed_of(word(verb).lower);
  const bool fire = is(verb + 1, "fire");
  const bool attacks =
      deed && (deed->verb->deed == Deed::strike || deed->verb->deed == Deed::launch ||
               deed->verb->deed == Deed::kill || fire);
  const bool throws = is(verb, "threw") || is(verb, "throw") || is(verb, "detonated");
  if (!attacks && !throws && !fire) return std::nullopt;
  for (std::size_t at = from; at < verb; ++at)
    if (is_be(word(at).lower)) return std::nullopt;
  return in_phrase(from, verb);
}

std::optional<Mention> Agents::around(std::size_t at) const {
  const FoundActor* actor = scene_.actor_at(at);
  if (actor == nullptr || actor->tokens.begin != at) return std::nullopt;
  std::size_t before = at;
  while (before > begin_ && at - before < 4 &&
         (is_determiner(word(before - 1).lower) || word(before - 1).lower.ends_with("ed") ||
          word(before - 1).is("separate") || word(before - 1).kind == TokenKind::number ||
          word(before - 1).is("'s") || scene_.time_at(before - 1) != nullptr ||
          scene_.figure_at(before - 1) != nullptr))
    --before;
  if (actor->carrier || actor->sort == ActorSort::outlet) return std::nullopt;
  if (before > begin_ && is(before - 1, "by")) return mention_of(scene_, *actor);
  for (std::size_t next = actor->tokens.end; next < std::min(end_, actor->tokens.end + 4); ++next) {
    const bool weapon =
        actor->adjective && next <= actor->tokens.end + 1 && is_weapon(word(next).lower);
    if (!act_of_noun(word(next).lower, "") && !weapon) {
      if (is_preposition(word(next).lower) ||
          (word(next).kind == TokenKind::punct && !is(next, "'s")))
        return std::nullopt;
      continue;
    }
    if (before == begin_) return mention_of(scene_, *actor);
    static constexpr auto kOpen = std::to_array<std::string_view>(
        {"in", "by", "from", "during", "following", "after", "under", "when", "of", "as"});
    return one_of(word(before - 1).lower, kOpen) ? std::optional(mention_of(scene_, *actor))
                                                 : std::nullopt;
  }
  return std::nullopt;
}

Mention mention_of(const Scene& scene, const FoundActor& actor) {
  static constexpr auto kPeople = std::to_array<std::string_view>(
      {"militants",   "militant", "gunmen",  "gunman",     "fighters",  "fighter",
       "rebels",      "settlers", "settler", "protesters", "civilians", "insurgents",
       "separatists", "soldiers", "soldier", "militias",   "factions",  "jihadists",
       "guerrillas",  "groups",   "militia", "residents",  "citizens",  "officials"});
  const std::size_t next = actor.tokens.end;
  // "Norland artillery" is Norland's.
  if (!actor.in_vocabulary && !actor.of.empty() && next > actor.tokens.begin + 1 &&
      one_of(scene.word(next - 1).lower, kTools)) {
    Mention mention;
    mention.name = mention.actor = actor.of;
    mention.span = scene.tokens.span(actor.tokens.begin, next - 1);
    return mention;
  }
  if (actor.in_vocabulary && !actor.adjective && next < scene.tokens.size() &&
      act_of_noun(scene.word(next).lower, "")) {
    Mention mention = mention_of(actor);
    mention.name = actor.actor;  // an adjective of the agreement's own
    return mention;
  }
  if (actor.adjective && next < scene.tokens.size() && one_of(scene.word(next).lower, kPeople)) {
    Mention mention;
    mention.name = scene.text({actor.tokens.begin, next + 1});
    mention.span = scene.tokens.span(actor.tokens.begin, next + 1);
    if (scene.word(next).lower.starts_with("soldier")) mention.actor = actor.actor;
    return mention;
  }
  return mention_of(actor);
}

Mention mention_of(const FoundActor& actor) {
  Mention mention;
  mention.actor = actor.actor;
  mention.name = actor.adjective ? (actor.of.empty() ? actor.actor : actor.of) : actor.name;
  mention.span = actor.span;
  return mention;
}

}  // namespace truce::extract
