// SPDX-License-Identifier: Apache-2.0
// Who a source is: pronouns and short forms go to the last mention that fits, full names to their
// shortest form in the text.
#include <algorithm>
#include <array>
#include <unordered_map>

#include "extract/attribution.h"

namespace truce::extract {
namespace {

enum class Sort : std::uint8_t { person, body };

/// Somebody who has spoken.
struct Known {
  Sort sort = Sort::person;
  Mention mention;
  std::string head;     // "official", "ministry"
  std::string surname;  // lower case; of a named person
  bool anonymous = false;
  bool woman = false;
  const FoundActor* actor = nullptr;
  std::size_t at = 0;  // token of this mention
};

bool is_title(const Token& token) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"foreign",    "prime",      "deputy",    "defence",  "defense", "former", "vice",
       "interior",   "senior",     "mr",        "mrs",      "ms",      "dr",     "gen",
       "col",        "lt",         "maj",       "brig",     "capt",    "sgt",    "sen",
       "rep",        "prof",       "gov",       "adm",      "us",      "u.s.",   "un",
       "special",    "field",      "grand",     "supreme",  "acting",  "chief",  "marshal",
       "security",   "health",     "finance",   "culture",  "energy",  "state",  "republican",
       "democratic", "right-wing", "political", "military", "top"});
  return is_person_noun(token.lower) ||
         std::find(kWords.begin(), kWords.end(), token.lower) != kWords.end();
}

/// The words of a person's own name at the end of a phrase; empty when there is none.
TokenRange person_name(const Scene& scene, const NounPhrase& phrase) {
  std::size_t begin = phrase.head + 1;
  while (begin > phrase.core.begin) {
    const Token& token = scene.word(begin - 1);
    const FoundActor* actor = scene.actor_at(begin - 1);
    if (actor != nullptr && actor->tokens.end <= phrase.head + 1) break;
    if (!token.capitalised || token.kind != TokenKind::word) {
      const bool small = token.is("al") || token.is("bin") || token.is("de") || token.is("van") ||
                         token.is("von") || token.is("abu") || token.is("ibn") || token.is("der") ||
                         token.is("del") || token.is("-") || token.is("el");
      if (!small || begin == phrase.head + 1) break;
    }
    if (is_title(token)) break;
    --begin;
  }
  while (begin <= phrase.head && !scene.word(begin).capitalised) ++begin;
  return {begin, phrase.head + 1};
}

std::string joined_lower(const Scene& scene, TokenRange range) {
  std::string out;
  for (std::size_t at = range.begin; at < range.end; ++at) {
    if (at > range.begin && scene.word(at).space_before) out += ' ';
    out += scene.word(at).lower;
  }
  return out;
}

/// Names that stand alone in the text: capitalised words that no other capital touches.
class LoneNames {
 public:
  explicit LoneNames(const Scene& scene) {
    for (std::size_t at = 0; at < scene.tokens.size(); ++at) {
      const Token& token = scene.word(at);
      if (!token.capitalised || token.kind != TokenKind::word) continue;
      const bool touched_left =
          at > 0 && scene.word(at - 1).capitalised && scene.word(at - 1).sentence == token.sentence;
      const bool touched_right = at + 1 < scene.tokens.size() && scene.word(at + 1).capitalised &&
                                 scene.word(at + 1).sentence == token.sentence;
      if (!touched_left && !touched_right) lone_.emplace(token.lower, at);
      if (touched_left) behind_.emplace(token.lower, at);
    }
  }
  /// The first place where the name stands behind another capital.
  std::size_t introduced(const std::string& lower) const {
    const auto found = behind_.find(lower);
    return found == behind_.end() ? static_cast<std::size_t>(-1) : found->second;
  }
  std::optional<std::size_t> at(const std::string& lower) const {
    const auto found = lone_.find(lower);
    if (found == lone_.end()) return std::nullopt;
    return found->second;
  }

 private:
  std::unordered_map<std::string, std::size_t> lone_;
  std::unordered_map<std::string, std::size_t> behind_;
};

/// Whether "the `head`" may stand for an actor of this sort: "the group", "the ministry".
bool short_form_fits(std::string_view head, ActorSort sort) {
  switch (sort) {
    case ActorSort::armed_group:
      return head == "group" || head == "movement" || head == "militia" || head == "faction" ||
             head == "rebels" || head == "organisation" || head == "organization";
    case ActorSort::military:
      return head == "military" || head == "army" || head == "force" || head == "forces";
    case ActorSort::ministry:
      return head == "ministry";
    case ActorSort::police:
      return head == "police" || head == "force";
    case ActorSort::mission:
      return head == "mission" || head == "force";
    case ActorSort::agency:
      return head == "agency" || head == "organisation" || head == "organization" ||
             head == "charity";
    case ActorSort::government:
    case ActorSort::state:
      return head == "government" || head == "country";
    case ActorSort::outlet:
      return head == "agency" || head == "newspaper" || head == "broadcaster" || head == "channel";
    case ActorSort::office:
      return head == "office";
    case ActorSort::bloc:
      return head == "bloc";
    case ActorSort::people:
      return false;
  }
  return false;
}

class Resolver {
 public:
  explicit Resolver(const Scene& scene) : scene_(scene), lone_(scene) {}

  void resolve(std::vector<FoundAttribution>& all, std::size_t index) {
    const std::size_t before = known_.size();
    find(all, index);
    for (std::size_t i = before; i < known_.size(); ++i)
      if (all[index].phrase) known_[i].at = all[index].phrase->range.begin;
  }

 private:
  void find(std::vector<FoundAttribution>& all, std::size_t index) {
    FoundAttribution& found = all[index];
    if (found.like && all[*found.like].speaker) {
      found.speaker = all[*found.like].speaker;
      return;
    }
    if (!found.phrase) return;
    const NounPhrase& phrase = *found.phrase;
    const Token& head = scene_.word(phrase.head);
    if (is_pronoun(head.lower) && !head.all_caps) {
      found.speaker = by_pronoun(head.lower, phrase);
    } else if (const FoundActor* actor = scene_.actor_at(phrase.head);
               actor != nullptr && !is_person_noun(head.lower)) {
      found.speaker = body(phrase, actor);
    } else if (is_body_noun(head.lower)) {
      found.speaker = head.capitalised ? named_body(phrase) : common(phrase);
    } else if (const TokenRange name = person_name(scene_, phrase);
               name.begin < name.end && is_named(scene_, phrase)) {
      found.speaker = person(phrase, name, all, index);
      if (found.title) add_title(*found.speaker, *found.title);
    } else {
      found.speaker = common(phrase);
    }
  }

 private:
  Mention mention(TokenRange range) const {
    Mention out;
    out.name = scene_.text(range);
    out.span = scene_.tokens.span(range.begin, range.end);
    return out;
  }

  std::optional<Mention> by_pronoun(const std::string& pronoun, const NounPhrase& phrase) {
    if (pronoun == "we" || pronoun == "i" || pronoun == "you") return std::nullopt;
    const bool singular = pronoun == "he" || pronoun == "she";
    if (!singular)
      if (auto subject = opening_body(phrase.range.begin)) return subject;
    for (std::size_t i = known_.size(); i-- > 0;) {
      const Known& known = known_[i];
      if (singular && known.sort != Sort::person) continue;
      if (pronoun == "it" && known.sort != Sort::body) continue;
      return known.mention;
    }
    if (singular || pronoun == "it")
      if (auto found = last_named_before(phrase.range.begin, singular)) return found;
    return mention(phrase.core);
  }

  /// The body with which this sentence or the one before opens, if nobody has spoken since.
  std::optional<Mention> opening_body(std::size_t pronoun) const {
    const std::size_t sentence = scene_.word(pronoun).sentence;
    for (std::size_t back = 0; back <= 1 && back <= sentence; ++back) {
      const Sentence& here = scene_.tokens.sentences[sentence - back];
      std::size_t at = here.begin;
      if (at < pronoun && is_determiner(scene_.word(at).lower)) ++at;
      const FoundActor* actor = at < pronoun ? scene_.actor_at(at) : nullptr;
      if (actor == nullptr || actor->adjective || actor->tokens.end >= scene_.tokens.size() ||
          is_person_noun(scene_.word(actor->tokens.end - 1).lower))
        continue;
      const Token& next = scene_.word(actor->tokens.end);
      if (next.kind != TokenKind::word || next.capitalised || is_preposition(next.lower) ||
          is_conjunction(next.lower) || is_source_noun(next.lower))
        continue;
      if (!known_.empty() && known_.back().at > actor->tokens.begin) return std::nullopt;
      Mention out = mention(actor->tokens);
      out.name = actor->name;
      out.actor = actor->actor;
      return out;
    }
    return std::nullopt;
  }

  /// Somebody named in the sentences before who has not spoken yet: the last subject of its kind.
  std::optional<Mention> last_named_before(std::size_t at, bool is_person) const {
    const std::size_t sentence = scene_.word(at).sentence;
    const std::size_t first = scene_.tokens.sentences[sentence > 2 ? sentence - 2 : 0].begin;
    for (std::size_t i = at; i-- > first;) {
      const FoundActor* actor = scene_.actor_at(i);
      if (!is_person && actor != nullptr && !actor->adjective) {
        Mention out = mention(actor->tokens);
        out.name = actor->name;
        out.actor = actor->actor;
        return out;
      }
      if (is_person && actor == nullptr && scene_.place_at(i) == nullptr &&
          scene_.time_at(i) == nullptr && scene_.word(i).capitalised && i > 0 &&
          i + 1 < scene_.tokens.size()) {
        std::size_t begin = i;
        while (begin > first && scene_.word(begin - 1).capitalised &&
               scene_.actor_at(begin - 1) == nullptr && !is_title(scene_.word(begin - 1)))
          --begin;
        if (begin < i) return mention(shortest({begin, i + 1}));
      }
    }
    return std::nullopt;
  }

  TokenRange shortest(TokenRange name) const {
    if (name.end - name.begin < 2) return name;
    const auto alone = lone_.at(scene_.word(name.end - 1).lower);
    // A surname that is also a place or body ("Jordan", "Sana") is no shorter name.
    if (!alone || scene_.actor_at(*alone) != nullptr) return name;
    return {*alone, *alone + 1};
  }

  Mention body(const NounPhrase& phrase, const FoundActor* actor) {
    Mention out = mention(actor->tokens);
    out.name = actor->name;
    out.actor = actor->actor;
    Known known{Sort::body, out,  joined_lower(scene_, {phrase.head, phrase.head + 1}), "", false,
                false,      actor};
    known_.push_back(known);
    return out;
  }

  /// "the Norland Prisoners' Society", which no table knows.
  Mention named_body(const NounPhrase& phrase) {
    Mention out = mention(phrase.core);
    Known known;
    known.sort = Sort::body;
    known.mention = out;
    known.head = scene_.word(phrase.head).lower;
    known_.push_back(known);
    return out;
  }

  Mention person(const NounPhrase& phrase, TokenRange name,
                 const std::vector<FoundAttribution>& all, std::size_t index) {
    const std::string surname = scene_.word(name.end - 1).lower;
    for (std::size_t i = known_.size(); i-- > 0;) {
      if (known_[i].surname != surname) continue;
      const Known again = known_[i];
      known_.push_back(again);
      return again.mention;
    }
    Mention out = mention(shortest(name));
    std::string head;
    for (std::size_t at = phrase.core.begin; at < name.begin; ++at) {
      const Token& token = scene_.word(at);
      if (is_person_noun(token.lower)) {
        out.role = head = token.lower;
        if (at > phrase.core.begin &&
            (is_title(scene_.word(at - 1)) && !is_person_noun(scene_.word(at - 1).lower)))
          out.role = scene_.word(at - 1).lower + " " + out.role;
      }
      if (const FoundActor* actor = scene_.actor_at(at); actor != nullptr && out.actor.empty())
        out.actor = actor->actor;
    }
    Known known{Sort::person, out, head, surname, false, false, nullptr};
    if (name.end - name.begin == 1 && head.empty()) adopt_anonymous(known, all, index);
    known_.push_back(known);
    return known.mention;
  }

  void add_title(Mention& out, const NounPhrase& title) const {
    if (out.role.empty()) out.role = scene_.word(title.head).lower;
    for (std::size_t at = title.range.begin; at < title.range.end && out.actor.empty(); ++at)
      if (const FoundActor* actor = scene_.actor_at(at)) out.actor = actor->actor;
  }

  /// A bare surname that was never introduced is the official whom the first lines left unnamed,
  /// when there is just one.
  void adopt_anonymous(Known& known, const std::vector<FoundAttribution>& all, std::size_t index) {
    std::size_t unnamed = 0;
    Known* whom = nullptr;
    for (Known& earlier : known_) {
      if (!earlier.anonymous || earlier.sort != Sort::person) continue;
      ++unnamed;
      whom = &earlier;
    }
    if (unnamed != 1 || introduced(known, index, all)) return;
    known.mention.role = whom->head;
    known.mention.actor = whom->mention.actor;
    renamed_.emplace_back(whom->mention.span->begin, known.mention);
    whom->anonymous = false;
    whom->mention = known.mention;
    whom->surname = known.surname;
  }

  /// Whether the surname stands behind another capital earlier in the text.
  bool introduced(const Known& known, std::size_t index,
                  const std::vector<FoundAttribution>& all) const {
    return lone_.introduced(known.surname) < all[index].begin();
  }

  /// "the group", "a security official", "residents".
  std::optional<Mention> common(const NounPhrase& phrase) {
    const Token& head = scene_.word(phrase.head);
    const Token& first = scene_.word(phrase.range.begin);
    const bool definite = first.is("the") || first.is("this") || first.is("its") || first.is("his");
    if (definite && phrase.core.end - phrase.core.begin <= 2)
      if (auto earlier = last_fitting(head.lower)) return earlier;
    Mention out = mention(phrase.core);
    for (std::size_t at = phrase.core.begin; at < phrase.range.end; ++at)
      if (const FoundActor* actor = scene_.actor_at(at); actor != nullptr) {
        out.actor = actor->actor;
        break;
      }
    Known known;
    known.sort = is_person_noun(head.lower) ? Sort::person : Sort::body;
    known.anonymous = known.sort == Sort::person && !definite;
    known.head = head.lower;
    if (known.sort == Sort::person) out.role = head.lower;
    known.mention = out;
    known_.push_back(known);
    return out;
  }

  std::optional<Mention> last_fitting(const std::string& head) {
    for (std::size_t i = known_.size(); i-- > 0;) {
      const Known& known = known_[i];
      if (known.head == head) return known.mention;
      if (known.actor != nullptr && fits(head, known.actor->sort)) return known.mention;
    }
    return std::nullopt;
  }

  static bool fits(std::string_view head, ActorSort sort) { return short_form_fits(head, sort); }

 public:
  /// What an unnamed official turned out to be called, by the byte at which he was first mentioned.
  const std::vector<std::pair<std::size_t, Mention>>& renamed() const { return renamed_; }

 private:
  const Scene& scene_;
  LoneNames lone_;
  std::vector<Known> known_;
  std::vector<std::pair<std::size_t, Mention>> renamed_;
};

}  // namespace

const FoundActor* short_form(const Scene& scene, std::size_t head) {
  const std::string& lower = scene.word(head).lower;
  auto after = std::upper_bound(
      scene.actors.begin(), scene.actors.end(), head,
      [](std::size_t at, const FoundActor& actor) { return at < actor.tokens.begin; });
  for (std::size_t guard = 0; guard < 40 && after != scene.actors.begin(); ++guard) {
    --after;
    if (!after->adjective && short_form_fits(lower, after->sort)) return &*after;
  }
  return nullptr;
}

void resolve_speakers(const Scene& scene, std::vector<FoundAttribution>& attributions) {
  Resolver resolver(scene);
  for (std::size_t i = 0; i < attributions.size(); ++i) resolver.resolve(attributions, i);
  for (const auto& [begin, mention] : resolver.renamed())
    for (FoundAttribution& found : attributions)
      if (found.speaker && found.speaker->span && found.speaker->span->begin == begin)
        found.speaker = mention;
}

}  // namespace truce::extract
