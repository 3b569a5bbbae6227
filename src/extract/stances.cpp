// SPDX-License-Identifier: Apache-2.0
// Charges, denials and positions: what an attribution does besides telling.
#include <algorithm>
#include <array>

#include "extract/agents.h"
#include "extract/statements.h"

namespace truce::extract {
namespace {

constexpr std::size_t kIssueWords = 14;

/// A few words of the content, from `range.begin`.
std::string issue_of(const Scene& scene, TokenRange range) {
  while (range.begin < range.end &&
         (scene.word(range.begin).kind == TokenKind::punct || scene.word(range.begin).is("of") ||
          scene.word(range.begin).is("for") || scene.word(range.begin).is("to")))
    ++range.begin;
  range.end = std::min(range.end, range.begin + kIssueWords);
  while (range.end > range.begin && (scene.word(range.end - 1).kind == TokenKind::punct ||
                                     is_preposition(scene.word(range.end - 1).lower) ||
                                     is_determiner(scene.word(range.end - 1).lower)))
    --range.end;
  return range.begin < range.end ? scene.text(range) : std::string();
}

/// The one who is named in [begin, end).
std::optional<Mention> named_in(const Scene& scene, TokenRange range) {
  for (std::size_t at = range.begin; at < range.end; ++at)
    if (const FoundActor* actor = scene.actor_at(at)) return mention_of(scene, *actor);
  if (range.empty()) return std::nullopt;
  Mention mention;
  mention.name = scene.text(range);
  mention.span = scene.tokens.span(range.begin, range.end);
  return mention;
}

std::optional<Act> act_in(const Scene& scene, TokenRange range) {
  for (std::size_t at = range.begin; at < range.end; ++at) {
    const Token& token = scene.word(at);
    if (const auto act = act_of_noun(token.lower, at > 0 ? scene.word(at - 1).lower : ""))
      return act;
    if (const auto deed = deed_of(token.lower);
        deed && deed->verb->act && deed->verb->particle.empty() && deed->form != VerbForm::base &&
        deed->verb->deed != Deed::enter && deed->verb->deed != Deed::admit)
      return deed->verb->act;
    if (is_charge_noun(token.lower)) return Act::violation;
  }
  return std::nullopt;
}

bool is_reciprocal(const Scene& scene, TokenRange range) {
  for (std::size_t at = range.begin; at + 1 < range.end; ++at) {
    const Token& next = scene.word(at + 1);
    if (scene.word(at).is("each") && next.is("other")) return true;
    if (scene.word(at).is("one") && next.is("another")) return true;
    if (scene.word(at).is("the") && next.is("other")) return true;
  }
  return false;
}

bool is_both_sides(const Scene& scene, const NounPhrase& phrase) {
  const Token& head = scene.word(phrase.head);
  if (!head.is("sides") && !head.is("parties") && !head.is("both") && !head.is("side") &&
      !head.is("they"))
    return false;
  for (std::size_t at = phrase.range.begin; at < phrase.range.end; ++at)
    if (scene.word(at).is("both") || scene.word(at).is("two") || scene.word(at).is("each"))
      return true;
  return false;
}

class Stances {
 public:
  explicit Stances(const Account& account) : account_(account), scene_(account.scene) {}

  std::vector<PlacedStatement> made() && {
    for (std::size_t i = 0; i < account_.attributions.size(); ++i) read(account_.attributions[i]);
    for (const Sentence& sentence : scene_.tokens.sentences) own_charge(sentence);
    return std::move(out_);
  }

 private:
  void read(const FoundAttribution& found) {
    if (found.content.empty()) return;
    switch (found.sort) {
      case CueSort::accuse:
        return accuse(found);
      case CueSort::claim:
        if (charges(found)) return accuse(found);
        if (!responsibility_told(found)) breach_told(found);
        return;
      case CueSort::deny:
        return deny(found);
      case CueSort::refuse:
        if (rejects_a_charge(found)) return deny(found);
        return position(found, found.stance);
      case CueSort::demand:
      case CueSort::wish:
      case CueSort::warn:
      case CueSort::offer:
      case CueSort::support:
      case CueSort::oppose:
      case CueSort::promise:
        if (asks_a_question(found)) return;
        if (!found.negated && !found.stance.empty()) position(found, found.stance);
        return;
      case CueSort::say:
        if (found.negated) return;
        if (const auto stance = named_stance(found); !stance.empty())
          return position(found, stance);
        if (calls_false(found)) return deny(found);
        if (responsibility_told(found) || breach_told(found)) return;
        stand(found);
        return;
      case CueSort::think:
        return;
    }
  }

  Statement started(const FoundAttribution& found, StatementKind kind) const {
    Statement statement;
    statement.kind = kind;
    statement.speaker = found.speaker;
    statement.cue = quote_of(scene_, found.cue.front());
    statement.said_on = found.said_on;
    statement.rule = found.rule;
    const TokenRange content = found.content.front();
    statement.quote = quote_of(scene_, content);
    statement.place = place_in(account_, content, content.begin);
    for (const std::size_t i : account_.voices.holding(found.begin())) {
      const FoundAttribution& outer = account_.attributions[i];
      if (&outer == &found || !outer.speaker) continue;
      if (!statement.speaker)
        statement.speaker = outer.speaker;
      else if (*outer.speaker != *statement.speaker)
        statement.via.push_back(*outer.speaker);
    }
    return statement;
  }

  void add(const FoundAttribution& found, Statement statement) {
    out_.push_back({found.begin(), std::move(statement)});
  }

  // ---- accusations -------------------------------------------------------------------------

  void accuse(const FoundAttribution& found) {
    if (found.negated) return;
    Statement statement = started(found, StatementKind::accusation);
    statement.mood = Mood::alleged;
    statement.confidence = 0.85;
    TokenRange charge = found.content.front();
    if (found.against)
      for (std::size_t at = charge.begin; at < charge.end; ++at)
        if (scene_.word(at).is("of") || scene_.word(at).is("for")) {
          charge.begin = at;
          break;
        }
    if (!found.against || charge.begin != found.against->begin)
      statement.issue = issue_of(scene_, charge);
    statement.act = act_in(scene_, charge);
    const bool mutual =
        found.phrase &&
        (std::string_view(found.rule) == "traded" || is_both_sides(scene_, *found.phrase) ||
         (found.against && is_reciprocal(scene_, found.content.front())));
    if (mutual && both_ways(found, statement)) return;
    if (found.against)
      statement.against = against_of(*found.against);
    else
      statement.against = charged_in(charge);
    // "called the overflight by Norland a breach"
    if (!statement.against && std::string_view(found.rule) == "called")
      statement.against = Agents(scene_, scene_.tokens.sentence_of(charge.begin))
                              .by(found.content.front().begin, found.content.front().end);
    if (!statement.against && std::string_view(found.rule) == "called")
      statement.against = last_actor_before(found);
    add(found, std::move(statement));
  }

  std::optional<Mention> against_of(TokenRange range) const {
    // "blamed the rebels instead"
    while (range.end > range.begin + 1 && is_adverb(scene_.word(range.end - 1).lower)) --range.end;
    // "the accusation that Norland broke the truce": its subject.
    for (std::size_t at = range.begin + 1; at < range.end; ++at)
      if (looks_finite(scene_, at) || scene_.word(at).is("broke")) range.end = at;
    const Token& first = scene_.word(range.begin);
    if (is_pronoun(first.lower) || first.is("them") || first.is("him") || first.is("her"))
      return other_party(range.begin);
    if (scene_.actor_at(range.end - 1) == nullptr)
      if (const FoundActor* actor = short_form(scene_, range.end - 1))
        return mention_of(scene_, *actor);
    return named_in(scene_, range);
  }

  /// "called the raid a breach": whoever was last said to have acted, but for the speaker.
  std::optional<Mention> last_actor_before(const FoundAttribution& found) const {
    const std::size_t token = found.begin();
    const std::size_t sentence = scene_.word(token).sentence;
    const std::size_t end = found.source.empty() ? token : found.source.front().begin;
    for (std::size_t back = 0; back <= 2 && back <= sentence; ++back) {
      const Sentence& here = scene_.tokens.sentences[sentence - back];
      for (std::size_t at = here.begin; at < std::min(here.end, end); ++at) {
        const FoundActor* actor = scene_.actor_at(at);
        if (actor == nullptr || actor->carrier || actor->sort == ActorSort::people ||
            actor->sort == ActorSort::agency)
          continue;
        const Mention mention = mention_of(scene_, *actor);
        if (found.speaker &&
            (mention.actor == found.speaker->actor || mention.name == found.speaker->name))
          continue;
        return mention;
      }
    }
    return std::nullopt;
  }

  std::optional<Mention> charged_in(TokenRange range) const {
    for (std::size_t at = range.begin; at < range.end; ++at)
      if (const FoundActor* actor = scene_.actor_at(at)) return mention_of(scene_, *actor);
    return std::nullopt;
  }

  std::optional<Mention> other_party(std::size_t before) const {
    const auto two = two_before(before);
    if (two.empty()) return std::nullopt;
    return two.back();
  }

  /// The two actors that "both sides" are: those last named together, in the order of the text.
  std::vector<Mention> two_before(std::size_t token) const {
    const std::size_t sentence = scene_.word(token).sentence;
    for (std::size_t back = 0; back <= 4 && back <= sentence; ++back) {
      const Sentence& here = scene_.tokens.sentences[sentence - back];
      std::vector<Mention> found;
      for (std::size_t at = here.begin; at < here.end; ++at) {
        const FoundActor* actor = scene_.actor_at(at);
        if (actor == nullptr || actor->tokens.begin != at || actor->adjective || actor->capital ||
            actor->carrier || actor->sort == ActorSort::people)
          continue;
        if (back == 0 && at >= token) break;
        const Mention mention = mention_of(scene_, *actor);
        const bool known = std::any_of(found.begin(), found.end(), [&](const Mention& other) {
          return other.actor == mention.actor;
        });
        if (!known && located(at)) continue;
        if (!known) found.push_back(mention);
      }
      if (found.size() >= 2) {
        found.resize(2);
        return found;
      }
    }
    return {};
  }

  /// "Each side blamed the other for the end of the truce between A and B"
  std::vector<Mention> two_within(TokenRange range) const {
    std::vector<Mention> found;
    bool between = false;
    for (std::size_t at = range.begin; at < range.end && found.size() < 2; ++at) {
      between |= scene_.word(at).is("between");
      if (!between) continue;
      if (const FoundActor* actor = scene_.actor_at(at)) {
        if (actor->tokens.begin == at) found.push_back(mention_of(scene_, *actor));
      } else if (scene_.word(at).capitalised) {
        found.push_back(named(at, range.end));
        while (at + 1 < range.end && scene_.word(at + 1).capitalised) ++at;
      }
    }
    return found;
  }

  /// "Varonia and Osterra", names that no table knows.
  std::vector<Mention> joined_in(const NounPhrase& phrase) const {
    std::vector<Mention> found;
    for (std::size_t at = phrase.range.begin; at < phrase.range.end; ++at) {
      if (!scene_.word(at).capitalised) continue;
      found.push_back(named(at, phrase.range.end));
      while (at + 1 < phrase.range.end && scene_.word(at + 1).capitalised) ++at;
    }
    return found;
  }

  /// The capitalised words from `at` on, whom no table knows.
  Mention named(std::size_t at, std::size_t end) const {
    std::size_t last = at + 1;
    while (last < end && scene_.word(last).capitalised) ++last;
    Mention mention;
    mention.name = scene_.text({at, last});
    mention.span = scene_.tokens.span(at, last);
    return mention;
  }

  bool located(std::size_t at) const {
    return at > 0 && (scene_.word(at - 1).is("in") || scene_.word(at - 1).is("from"));
  }

  bool both_ways(const FoundAttribution& found, const Statement& statement) {
    std::vector<Mention> two;
    for (std::size_t at = found.phrase->range.begin; at < found.phrase->range.end; ++at)
      if (const FoundActor* actor = scene_.actor_at(at);
          actor != nullptr && actor->tokens.begin == at)
        two.push_back(mention_of(scene_, *actor));
    if (two.size() != 2 && !is_both_sides(scene_, *found.phrase)) two = joined_in(*found.phrase);
    if (two.size() != 2) two = two_before(found.phrase->range.begin);
    if (two.size() != 2) two = two_within(found.content.front());
    if (two.size() != 2) return false;
    for (std::size_t i = 0; i < 2; ++i) {
      Statement one = statement;
      one.speaker = two[i];
      one.against = two[1 - i];
      add(found, std::move(one));
    }
    return true;
  }

  /// "alleged violations", "claimed that Y broke the truce"
  bool charges(const FoundAttribution& found) const {
    const TokenRange range = found.content.front();
    for (std::size_t at = range.begin; at < range.end && at < range.begin + 12; ++at)
      if (is_charge_noun(scene_.word(at).lower)) return true;
    return false;
  }

  /// "X said Y had violated the truce", "in violation of the truce", "a breach": a charge in so
  /// many words.
  bool breach_told(const FoundAttribution& found) {
    for (const TokenRange& piece : found.content)
      for (std::size_t at = piece.begin; at < piece.end; ++at) {
        if (!tells_breach(piece, at) || counted_breach(piece, at)) continue;
        const auto charged = charged_before(piece, at);
        if (!charged || is_speaker(found, *charged)) continue;
        Statement statement = started(found, StatementKind::accusation);
        statement.mood = Mood::alleged;
        statement.confidence = 0.7;
        statement.rule = "breach_told";
        statement.act = Act::violation;
        statement.issue = issue_of(scene_, {at, piece.end});
        statement.against = charged;
        add(found, std::move(statement));
        return true;
      }
    return false;
  }

  /// "X said Y was responsible for the blast", "was to blame", "was behind it"
  bool responsibility_told(const FoundAttribution& found) {
    for (const TokenRange& piece : found.content)
      for (std::size_t at = piece.begin + 2; at < piece.end; ++at) {
        const Token& token = scene_.word(at);
        const bool blamed = token.is("blame") && scene_.word(at - 1).is("to");
        const bool said =
            (token.is("responsible") && at + 1 < piece.end && scene_.word(at + 1).is("for")) ||
            token.is("behind") || blamed;
        if (!said || innermost(at) != &found) continue;
        std::size_t be = at - (blamed ? 2 : 1);
        while (be > piece.begin && is_adverb(scene_.word(be).lower)) --be;
        if (!is_be(scene_.word(be).lower)) continue;
        const auto charged = charged_before(piece, be);
        if (!charged) continue;
        add_charge(found, *charged, {at, piece.end}, "responsible");
        return true;
      }
    return false;
  }

  void add_charge(const FoundAttribution& found, const Mention& charged, TokenRange issue,
                  const char* rule) {
    Statement statement = started(found, StatementKind::accusation);
    statement.mood = Mood::alleged;
    statement.confidence = 0.7;
    statement.rule = rule;
    statement.issue = issue_of(scene_, issue);
    statement.against = charged;
    add(found, std::move(statement));
  }

  /// "asked whether the road was open" demands nothing.
  bool asks_a_question(const FoundAttribution& found) const {
    static constexpr auto kWords = std::to_array<std::string_view>(
        {"whether", "if", "how", "why", "when", "what", "where", "who"});
    return found.verb != nullptr && found.verb->lemma == "ask" &&
           std::find(kWords.begin(), kWords.end(),
                     scene_.word(found.content.front().begin).lower) != kWords.end();
  }

  /// "called the report a lie", "said the claims were false": a denial in so many words.
  bool calls_false(const FoundAttribution& found) const {
    static constexpr auto kFalse = std::to_array<std::string_view>(
        {"false", "untrue", "lie", "lies", "fabrication", "fabrications", "fabricated", "baseless",
         "unfounded", "groundless"});
    static constexpr auto kTold = std::to_array<std::string_view>(
        {"report", "reports", "claim", "claims", "accusation", "accusations", "allegation",
         "allegations", "charge", "charges", "it", "this", "that", "they", "statement", "story",
         "footage", "video"});
    bool told = false;
    for (const TokenRange& piece : found.content)
      for (std::size_t at = piece.begin; at < std::min(piece.end, piece.begin + 12); ++at) {
        const std::string& lower = scene_.word(at).lower;
        told |= std::find(kTold.begin(), kTold.end(), lower) != kTold.end();
        if (told && at > piece.begin && lower == "true" && is_negation(scene_.word(at - 1).lower))
          return true;
        if (told && std::find(kFalse.begin(), kFalse.end(), lower) != kFalse.end()) return true;
      }
    return false;
  }

  static bool is_speaker(const FoundAttribution& found, const Mention& mention) {
    if (!found.speaker) return false;
    if (mention.actor.empty()) return mention.name == found.speaker->name;
    return mention.actor == found.speaker->actor;
  }

  /// "violated it 80 times": the counted fact says it all.
  bool counted_breach(TokenRange piece, std::size_t at) const {
    for (std::size_t i = at; i < std::min(piece.end, at + 8); ++i)
      if (scene_.word(i).is("times")) return true;
    return false;
  }

  /// The publisher's own "…, violating the ceasefire": charged by nobody named.
  void own_charge(const Sentence& sentence) {
    const TokenRange words{sentence.begin, sentence.end};
    for (std::size_t at = sentence.begin; at < sentence.end; ++at) {
      const Token& token = scene_.word(at);
      if (!token.is("violating") && !token.is("breaching") && !token.is("violation")) continue;
      if (!tells_breach(words, at) || !account_.voices.holding(at).empty()) continue;
      if (token.is("violation") && !scene_.word(at - 1).is("in")) continue;
      for (const std::size_t i : account_.voices.in_sentence(scene_.word(at).sentence))
        if (account_.attributions[i].sort == CueSort::accuse) return;
      const auto charged = charged_before(words, at);
      if (!charged) return;
      Statement statement;
      statement.kind = StatementKind::accusation;
      statement.mood = Mood::alleged;
      statement.against = charged;
      statement.act = Act::violation;
      statement.issue = issue_of(scene_, {at, sentence.end});
      statement.quote = quote_of(scene_, words);
      statement.place = place_in(account_, words, at);
      statement.rule = "own_charge";
      statement.confidence = 0.5;
      out_.push_back({at, std::move(statement)});
      return;
    }
  }

  bool tells_breach(TokenRange piece, std::size_t at) const {
    const Token& token = scene_.word(at);
    const bool verb = token.is("violated") || token.is("violating") || token.is("violates") ||
                      token.is("breached") || token.is("breaching") || token.is("broke") ||
                      token.is("broken");
    const bool noun = (token.is("violation") || token.is("breach")) && at > piece.begin &&
                      (scene_.word(at - 1).is("in") || scene_.word(at - 1).lower.size() > 2) &&
                      at + 1 < piece.end && scene_.word(at + 1).is("of");
    if (!verb && !noun) return false;
    if (verb && reality_of(scene_, at) != Reality::real) return false;
    for (std::size_t i = at; i < std::min(piece.end, at + 8); ++i) {
      const Token& what = scene_.word(i);
      if (what.is("ceasefire") || what.is("cease-fire") || what.is("truce") ||
          what.is("agreement") || what.is("deal") || what.is("armistice") || what.is("law") ||
          what.is("accord"))
        return true;
    }
    return false;
  }

  std::optional<Mention> charged_before(TokenRange piece, std::size_t at) const {
    for (std::size_t i = piece.begin; i < at; ++i)
      if (const FoundActor* actor = scene_.actor_at(i)) return mention_of(scene_, *actor);
    // A name that no table has, as the subject.
    std::size_t first = piece.begin;
    while (first < at && is_determiner(scene_.word(first).lower)) ++first;
    if (first < at && scene_.word(first).capitalised && scene_.place_at(first) == nullptr &&
        first + 4 > at - std::min<std::size_t>(at, 4))
      return named(first, at);
    // "the rebels had violated": somebody by no name.
    if (first < at &&
        (is_body_noun(scene_.word(first).lower) || is_source_noun(scene_.word(first).lower))) {
      Mention body;
      body.name = scene_.text({first, first + 1});
      body.span = scene_.tokens.span(first, first + 1);
      return body;
    }
    return std::nullopt;
  }

  // ---- denials -----------------------------------------------------------------------------

  void deny(const FoundAttribution& found) {
    if (found.negated) return;
    Statement statement = started(found, StatementKind::denial);
    statement.mood = Mood::denied;
    statement.confidence = 0.8;
    statement.issue = issue_of(scene_, found.content.front());
    statement.act = act_in(scene_, found.content.front());
    add(found, std::move(statement));
  }

  /// "rejected this", after a charge in the sentence before.
  bool rejects_what_was_said(const FoundAttribution& found) const {
    const TokenRange range = found.content.front();
    const Token& first = scene_.word(range.begin);
    if (range.end - range.begin > 2 || !(first.is("this") || first.is("it") || first.is("that")))
      return false;
    const std::size_t sentence = first.sentence;
    const Sentence& before = scene_.tokens.sentences[sentence > 0 ? sentence - 1 : 0];
    for (std::size_t at = before.begin; at < range.begin; ++at) {
      const auto cue = cue_of(scene_.word(at).lower);
      if (is_charge_noun(scene_.word(at).lower) || (cue && cue->cue->sort == CueSort::accuse))
        return true;
    }
    return false;
  }

  bool rejects_a_charge(const FoundAttribution& found) const {
    if (rejects_what_was_said(found)) return true;
    static constexpr auto kWords = std::to_array<std::string_view>(
        {"accusation", "accusations", "allegation", "allegations", "claim", "claims", "charge",
         "charges", "report", "reports", "assertion", "assertions"});
    const TokenRange range = found.content.front();
    for (std::size_t at = range.begin; at < std::min(range.end, range.begin + 8); ++at)
      if (std::find(kWords.begin(), kWords.end(), scene_.word(at).lower) != kWords.end())
        return true;
    return false;
  }

  // ---- positions ---------------------------------------------------------------------------

  void position(const FoundAttribution& found, std::string_view stance) {
    Statement statement = started(found, StatementKind::position);
    if (!statement.speaker || (!found.speaker && found.sort == CueSort::wish)) return;
    statement.stance = std::string(stance);
    statement.confidence = 0.75;
    TokenRange issue = found.content.front();
    if (found.sort == CueSort::say && found.stance.empty() && stance != "insists")
      while (issue.begin + 1 < issue.end && !scene_.word(issue.begin).is("for") &&
             !scene_.word(issue.begin).is("to") && !scene_.word(issue.begin).is("of"))
        ++issue.begin;
    statement.issue = issue_of(scene_, issue);
    if (statement.issue.empty()) return;
    add(found, std::move(statement));
  }

  /// "reaffirmed its call for …", "expressed support for …": a stance that is a noun.
  std::string_view named_stance(const FoundAttribution& found) const {
    std::size_t at = found.content.front().begin;
    const std::size_t end = found.content.front().end;
    for (std::size_t guard = 0; guard < 3 && at + 2 < end; ++guard, ++at) {
      const Token& token = scene_.word(at);
      const Token& next = scene_.word(at + 1);
      if ((token.is("call") || token.is("calls") || token.is("appeal") || token.is("demand") ||
           token.is("demands")) &&
          next.is("for"))
        return "demands";
      if (token.is("support") && next.is("for")) return "supports";
      if ((token.is("opposition") && next.is("to")) || (token.is("rejection") && next.is("of")))
        return "opposes";
      if (!is_determiner(token.lower) && !token.lower.ends_with("ed") &&
          !token.lower.ends_with("ing") && !token.is("full") && !token.is("strong"))
        return {};
    }
    return {};
  }

  /// "said that talks must aim to …", "insisted it would …", "had a right to …"
  void stand(const FoundAttribution& found) {
    if (!found.speaker) return;
    for (const bool plain : {true, false})
      for (const TokenRange& piece : found.content)
        for (std::size_t at = piece.begin; at + 1 < piece.end; ++at) {
          const auto stance = plain ? stance_at(piece, at) : weak_stance_at(piece, at);
          if (stance.empty() || innermost(at) != &found) continue;
          if (add_stand(found, piece, at, stance)) return;
        }
    if (found.verb != nullptr && found.verb->lemma == "insist") position(found, "insists");
  }

  bool add_stand(const FoundAttribution& found, TokenRange piece, std::size_t at,
                 std::string_view stance) {
    Statement statement = started(found, StatementKind::position);
    statement.quote = quote_of(scene_, piece);
    statement.stance = std::string(stance);
    statement.confidence = 0.65;
    statement.rule = "must";
    statement.issue = issue_of(scene_, {at + 1, piece.end});
    if (statement.issue.empty()) return false;
    add(found, std::move(statement));
    return true;
  }

  const FoundAttribution* innermost(std::size_t token) const {
    const auto holders = account_.voices.holding(token);
    return holders.empty() ? nullptr : &account_.attributions[holders.front()];
  }

  std::string_view stance_at(TokenRange piece, std::size_t at) const {
    const Token& token = scene_.word(at);
    const Token& next = scene_.word(at + 1);
    if (token.is("must") || token.is("should") || token.is("ought")) return "demands";
    if ((token.is("needs") || token.is("has") || token.is("have") || token.is("need")) &&
        next.is("to"))
      // "all we need to do is ask"
      return at + 2 < piece.end && scene_.word(at + 2).is("do") ? "" : "demands";
    // "the three days in which they must be freed" demands nothing.
    for (std::size_t i = at; i-- > piece.begin && at - i < 6;)
      if (scene_.word(i).is("which") || scene_.word(i).is("whom")) return {};
    // "said it would not accept foreign troops"
    if ((token.is("would") || token.is("will")) && next.is("not") && at > piece.begin &&
        (is_pronoun(scene_.word(at - 1).lower)))
      return "refuses";
    if ((token.is("ready") || token.is("willing") || token.is("prepared")) && next.is("to") &&
        at > piece.begin && is_be(scene_.word(at - 1).lower))
      return "offers";
    const bool to =
        next.is("to") || (next.quote < 0 && at + 2 < piece.end && scene_.word(at + 2).is("to"));
    if (token.is("right") && to) return "insists";
    return {};
  }

  std::string_view weak_stance_at(TokenRange piece, std::size_t at) const {
    const Token& token = scene_.word(at);
    if ((token.is("essential") || token.is("imperative") || token.is("vital")) && at > piece.begin)
      return "demands";
    return {};
  }

  const Account& account_;
  const Scene& scene_;
  std::vector<PlacedStatement> out_;
};

}  // namespace

std::vector<PlacedStatement> stance_statements(const Account& account) {
  return Stances(account).made();
}

}  // namespace truce::extract
