// SPDX-License-Identifier: Apache-2.0
#include "extract/phrases.h"

#include <algorithm>
#include <array>

#include "extract/cues.h"

namespace truce::extract {
namespace {

constexpr std::size_t kReach = 30;  // no phrase is longer

bool is_bound(const Token& token) {
  if (token.kind == TokenKind::punct)
    return !token.is("'s") && !token.is("&") && !token.is("/") &&
           !(token.is("'") && token.quote == 0);
  return false;
}

/// "and", "that", "who": the words at which a phrase, read backwards, surely ends. "and" joins
/// nouns.
bool bounds_phrase(const Token& token) {
  static constexpr auto kJoining = std::to_array<std::string_view>({"and", "or"});
  static constexpr auto kAlsoPreposition =
      std::to_array<std::string_view>({"as", "after", "before", "since", "until"});
  if (std::find(kJoining.begin(), kJoining.end(), token.lower) != kJoining.end()) return false;
  if (std::find(kAlsoPreposition.begin(), kAlsoPreposition.end(), token.lower) !=
      kAlsoPreposition.end())
    return true;
  return is_conjunction(token.lower) && !token.capitalised;
}

bool ends_with(std::string_view word, std::string_view end) {
  return word.size() > end.size() && word.substr(word.size() - end.size()) == end;
}

/// The first token at or after `at` that is no article, adverb or sentence opener.
std::size_t without_article(const Scene& scene, std::size_t at, std::size_t end) {
  while (at < end && is_determiner(scene.word(at).lower) && scene.word(at).kind == TokenKind::word)
    ++at;
  return at;
}

/// Drops "In Cairo", "On Friday", "Meanwhile" from the front of a stretch of words.
std::size_t without_opening(const Scene& scene, std::size_t begin, std::size_t end) {
  for (std::size_t guard = 0; guard < 8 && begin < end; ++guard) {
    const Token& token = scene.word(begin);
    if (const FoundTime* time = scene.time_at(begin);
        time != nullptr && time->tokens.end < end && time->tokens.end > begin) {
      begin = time->tokens.end;
    } else if (token.is("and") || token.is("or") || token.is("but") || token.is("as") ||
               token.is("late") || token.is("early") || token.is("hours") ||
               (is_adverb(token.lower) && !token.is("both") && !token.is("all") &&
                scene.actor_at(begin) == nullptr && begin + 1 < end)) {
      ++begin;
    } else if (is_preposition(token.lower) && !token.is("of") && scene.actor_at(begin) == nullptr) {
      const bool with = token.is("with");
      ++begin;
      if (with) continue;
      if (begin < end && scene.place_at(begin) != nullptr) {
        begin = scene.place_at(begin)->tokens.end;
      } else {
        // "In a rare statement the army": the phrase that said it opens at the next article or
        // name.
        std::size_t next = begin + 1;
        while (next < end &&
               !(is_determiner(scene.word(next).lower) || scene.word(next).capitalised))
          ++next;
        begin = next;
      }
    } else {
      break;
    }
  }
  return std::min(begin, end);
}

std::size_t head_of(const Scene& scene, std::size_t begin, std::size_t end) {
  std::size_t stop = begin;
  while (stop < end) {
    const Token& token = scene.word(stop);
    // An actor's name may hold a preposition: "Ministry of Health".
    if (const FoundActor* actor = scene.actor_at(stop);
        actor != nullptr && actor->tokens.end <= end) {
      stop = actor->tokens.end;
      continue;
    }
    if (stop > begin && is_preposition(token.lower)) break;
    ++stop;
  }
  return stop > begin ? stop - 1 : begin;
}

NounPhrase phrase_of(const Scene& scene, std::size_t begin, std::size_t end) {
  NounPhrase phrase;
  phrase.range = {begin, end};
  const std::size_t core = without_article(scene, begin, end);
  phrase.head = head_of(scene, core < end ? core : begin, end);
  phrase.core = {core < end ? core : begin, phrase.head + 1};
  return phrase;
}

/// Whether the word at `at` may be the last of somebody's name or title: "A and B said".
bool may_speak(const Scene& scene, std::size_t at) {
  const Token& token = scene.word(at);
  return scene.actor_at(at) != nullptr || token.capitalised || is_source_noun(token.lower) ||
         token.is(",");
}

}  // namespace

bool looks_finite(const Scene& scene, std::size_t at) {
  const Token& token = scene.word(at);
  if (token.kind != TokenKind::word || token.capitalised) return false;
  if (is_auxiliary(token.lower)) return true;
  if (at == 0) return false;
  const Token& before = scene.word(at - 1);
  if (is_determiner(before.lower) || is_preposition(before.lower)) return false;
  if (const auto cue = cue_of(token.lower)) {
    if (cue->form == VerbForm::past)
      return !before.capitalised || scene.actor_at(at - 1) == nullptr ||
             !scene.actor_at(at - 1)->adjective;
    if (cue->form == VerbForm::third)
      return scene.actor_at(at - 1) != nullptr ? !scene.actor_at(at - 1)->adjective
                                               : is_source_noun(before.lower) || before.capitalised;
  }
  if (const auto deed = deed_of(token.lower)) {
    if (deed->form == VerbForm::past) return !deed->participle_only;
    if (deed->form == VerbForm::third && !act_of_noun(token.lower, before.lower))
      return scene.actor_at(at - 1) != nullptr && !scene.actor_at(at - 1)->adjective;
  }
  return false;
}

std::size_t verb_group_begin(const Scene& scene, std::size_t verb, std::size_t floor) {
  std::size_t begin = verb;
  while (begin > floor) {
    const Token& token = scene.word(begin - 1);
    if (token.kind != TokenKind::word || token.capitalised) break;
    if (!is_auxiliary(token.lower) && !is_adverb(token.lower) && !token.is("to")) break;
    --begin;
  }
  return begin;
}

std::optional<NounPhrase> noun_phrase_before(const Scene& scene, std::size_t end,
                                             std::size_t floor) {
  // "The ministry on Thursday said", "Hamas official Naim in Cairo said"
  while (end > floor && scene.time_at(end - 1) != nullptr &&
         scene.time_at(end - 1)->tokens.begin >= floor)
    end = scene.time_at(end - 1)->tokens.begin;
  // "The Northern Front (NF) said"
  if (end > floor + 2 && scene.word(end - 1).is(")"))
    for (std::size_t at = end - 1; at-- > floor && end - at < 7;)
      if (scene.word(at).is("(")) {
        end = at;
        break;
      }
  if (end <= floor) return std::nullopt;
  if (is_pronoun(scene.word(end - 1).lower) && !scene.word(end - 1).all_caps)
    return phrase_of(scene, end - 1, end);
  std::size_t begin = end;
  const std::size_t least = end - floor > kReach ? end - kReach : floor;
  while (begin > least) {
    const Token& token = scene.word(begin - 1);
    if (const FoundActor* actor = scene.actor_at(begin - 1);
        actor != nullptr && actor->tokens.begin >= least) {
      begin = actor->tokens.begin;
      continue;
    }
    if (is_bound(token) || bounds_phrase(token)) break;
    if (begin < end && is_pronoun(token.lower) && !token.all_caps) break;
    if (begin < end && looks_finite(scene, begin - 1)) break;
    if (token.is("and") && begin - 1 > least && !may_speak(scene, begin - 2)) break;
    if (begin == end && (is_preposition(token.lower) || is_auxiliary(token.lower))) break;
    --begin;
    // "a charge the group denied": an article opens a phrase of its own.
    const bool article = token.is("the") || token.is("a") || token.is("an");
    if (article && begin > least && begin + 1 < end) {
      const Token& left = scene.word(begin - 1);
      if (left.kind == TokenKind::word && !is_preposition(left.lower) && !left.is("and") &&
          !left.is("or") && !is_determiner(left.lower) && !left.is("all") && !left.is("both"))
        break;
    }
  }
  begin = without_opening(scene, begin, end);
  if (begin >= end || scene.word(end - 1).is("'s")) return std::nullopt;
  return phrase_of(scene, begin, end);
}

std::optional<NounPhrase> noun_phrase_after(const Scene& scene, std::size_t begin,
                                            std::size_t ceiling) {
  std::size_t end = begin;
  const std::size_t most = std::min(ceiling, begin + kReach);
  if (begin < most && is_pronoun(scene.word(begin).lower) && !scene.word(begin).all_caps)
    return phrase_of(scene, begin, begin + 1);
  while (end < most) {
    const Token& token = scene.word(end);
    if (const FoundActor* actor = scene.actor_at(end);
        actor != nullptr && actor->tokens.end <= most) {
      end = std::max(end + 1, actor->tokens.end);
      continue;
    }
    if (const FoundTime* time = scene.time_at(end); time != nullptr && time->tokens.begin == end)
      break;
    if (is_bound(token) || (bounds_phrase(token) && !(token.is("after") || token.is("before"))))
      break;
    if (token.is("after") || token.is("before") || token.is("since")) break;
    if (end > begin && looks_finite(scene, end)) break;
    if (end > begin && is_pronoun(token.lower) && !token.all_caps) break;
    ++end;
  }
  // A preposition or "and" left over at the end belongs to what follows.
  while (end > begin &&
         (is_preposition(scene.word(end - 1).lower) || scene.word(end - 1).is("and") ||
          is_determiner(scene.word(end - 1).lower)) &&
         scene.actor_at(end - 1) == nullptr)
    --end;
  if (end <= begin) return std::nullopt;
  return phrase_of(scene, begin, end);
}

bool is_named(const Scene& scene, const NounPhrase& phrase) {
  const Token& head = scene.word(phrase.head);
  if (const FoundActor* actor = scene.actor_at(phrase.head))
    return !actor->adjective || phrase.head + 1 < actor->tokens.end;
  if (!head.capitalised) return false;
  // The first word of a sentence has a capital whatever it is.
  const Sentence& sentence = scene.tokens.sentence_of(phrase.head);
  return phrase.head > sentence.begin || phrase.core.begin < phrase.head ||
         (!is_source_noun(head.lower) && !is_adverb(head.lower) && !is_determiner(head.lower) &&
          !ends_with(head.lower, "s"));
}

bool can_speak(const Scene& scene, const NounPhrase& phrase) {
  const Token& head = scene.word(phrase.head);
  if (scene.time_at(phrase.head) != nullptr || head.kind != TokenKind::word) return false;
  if (is_pronoun(head.lower) && !head.all_caps) return true;
  if (const FoundActor* actor = scene.actor_at(phrase.head)) return !actor->adjective;
  if (is_source_noun(head.lower)) return true;
  return is_named(scene, phrase);
}

bool is_plural(const Scene& scene, const NounPhrase& phrase) {
  const Token& head = scene.word(phrase.head);
  if (head.is("they") || head.is("we") || head.is("i") || head.is("you") || head.is("police") ||
      head.is("both") || head.is("people") || head.is("media") || head.is("many") ||
      head.is("some") || head.is("others"))
    return true;
  if (ends_with(head.lower, "s") || ends_with(head.lower, "men")) return true;
  for (std::size_t at = phrase.range.begin; at < phrase.range.end; ++at)
    if (scene.word(at).is("and")) return true;
  return false;
}

}  // namespace truce::extract
