// SPDX-License-Identifier: Apache-2.0
#include "extract/statements.h"

#include <algorithm>

namespace truce::extract {
namespace {

/// Words of a sentence without what only says who speaks.
TokenRange words_around(const Account& account, std::size_t token) {
  const auto holders = account.voices.holding(token);
  const Sentence& sentence = account.scene.tokens.sentence_of(token);
  if (!holders.empty())
    for (const TokenRange& piece : account.attributions[holders.front()].content)
      if (piece.contains(token))
        return {std::max(piece.begin, sentence.begin), std::min(piece.end, sentence.end)};
  return {sentence.begin, sentence.end};
}

/// Whether the place or time at `at` belongs to the telling ("said in Cairo on Friday") and not to
/// what is told by the words of `range`.
bool belongs_to_telling(const Account& account, std::size_t at, TokenRange range) {
  if (range.contains(at)) return false;
  const std::size_t sentence = account.scene.word(at).sentence;
  for (const std::size_t i : account.voices.in_sentence(sentence)) {
    const FoundAttribution& found = account.attributions[i];
    for (const TokenRange& source : found.source)
      if (source.contains(at)) return true;
    const std::size_t cue = found.cue.back().end;
    if (account.scene.word(found.begin()).sentence != sentence) continue;
    // From the cue to what is said, or to the end where that came before.
    bool said = false;
    for (const TokenRange& piece : found.content) said |= piece.contains(at);
    if (at >= cue && !said) return true;
  }
  return false;
}

bool same_clause(const Scene& scene, std::size_t left, std::size_t right) {
  for (std::size_t at = std::min(left, right); at < std::max(left, right); ++at) {
    const Token& token = scene.word(at);
    if (token.is(";") || token.is("while") || token.is("whereas") || token.is("but")) return false;
  }
  return true;
}

/// Distance that prefers what follows, and what no other clause parts from `token`.
std::size_t remoteness(const Scene& scene, std::size_t token, std::size_t at) {
  const std::size_t far = same_clause(scene, token, at) ? 0 : 1000;
  return far + (at > token ? at - token : 2 * (token - at) + 4);
}

/// "the territory", "the town": a place named before.
bool points_back(const Scene& scene, std::size_t token) {
  const Sentence& sentence = scene.tokens.sentence_of(token);
  for (std::size_t at = sentence.begin + 1; at < sentence.end; ++at) {
    const Token& word = scene.word(at);
    if (!scene.word(at - 1).is("the")) continue;
    if (word.is("territory") || word.is("enclave") || word.is("strip") || word.is("town") ||
        word.is("city") || word.is("village") || word.is("area") || word.is("region"))
      return true;
  }
  return false;
}

/// A town is told for a reason where its country stands in the same words.
std::size_t coarseness(PlacePrecision precision) {
  switch (precision) {
    case PlacePrecision::exact:
    case PlacePrecision::vicinity:
    case PlacePrecision::locality:
    case PlacePrecision::town:
      return 0;
    case PlacePrecision::admin2:
      return 15;
    case PlacePrecision::admin1:
      return 30;
    case PlacePrecision::country:
    case PlacePrecision::unknown:
      return 60;
  }
  return 60;
}

/// "Rafah, southern Gaza": the first of a chain is the place, the rest says where it lies.
const FoundPlace* first_of_chain(const Scene& scene, const FoundPlace* place) {
  while (place != scene.places.data()) {
    const FoundPlace* before = place - 1;
    if (before->tokens.end >= place->tokens.begin || place->tokens.begin - before->tokens.end > 3 ||
        !scene.word(before->tokens.end).is(",") || !before->located)
      break;
    for (std::size_t at = before->tokens.end + 1; at < place->tokens.begin; ++at)
      if (scene.word(at).kind == TokenKind::punct || scene.word(at).is("and")) return place;
    place = before;
  }
  return place;
}

const FoundPlace* last_place_before(const Scene& scene, std::size_t token) {
  const FoundPlace* last = nullptr;
  // Places stand in the order of the text.
  auto after = std::upper_bound(
      scene.places.begin(), scene.places.end(), token,
      [](std::size_t at, const FoundPlace& place) { return at < place.tokens.begin; });
  if (after != scene.places.begin()) last = &*std::prev(after);
  return last;
}

std::size_t token_of(const Scene& scene, const FoundFact& fact) {
  if (!fact.figure) return fact.anchor;
  return scene.figures[*fact.figure].number.begin;
}

/// Whether a verb of doing, in the past and not joined by "and", stands between two words.
bool another_deed(const Scene& scene, std::size_t from, std::size_t to) {
  for (std::size_t at = from + 1; at < to; ++at) {
    const auto deed = deed_of(scene.word(at).lower);
    if (deed && deed->form == VerbForm::past && !scene.word(at - 1).is("and") &&
        !is_auxiliary(scene.word(at - 1).lower) && scene.figure_at(at) == nullptr)
      return true;
  }
  return false;
}

class FactStatement {
 public:
  /// `voice_token`: whose words the fact is in. A part is told in the words of its whole.
  FactStatement(const Account& account, const FoundFact& fact, std::size_t voice_token)
      : account_(account), scene_(account.scene), fact_(fact), voice_token_(voice_token) {}

  std::optional<Statement> made() {
    const std::size_t at = token_of(scene_, fact_);
    out_.kind = StatementKind::fact;
    out_.measure = fact_.measure;
    out_.act = fact_.act;
    out_.by = fact_.by;
    out_.to = fact_.to;
    out_.rule = fact_.rule;
    out_.confidence = fact_.confidence;
    set_voice(account_, voice_token_, out_);
    if (!set_mood(voice_token_)) return std::nullopt;
    set_figure();
    out_.quote = quote_of(scene_, words_around(account_, at));
    out_.place = place_near(account_, at);
    set_window(at);
    return std::move(out_);
  }

 private:
  void set_figure() {
    if (!fact_.figure && !fact_.resolved) return;
    out_.figure = fact_.resolved ? *fact_.resolved : scene_.figures[*fact_.figure].figure;
    if (!fact_.of) return;
    Mention of;
    of.name = scene_.text(*fact_.of);
    of.span = scene_.tokens.span(fact_.of->begin, fact_.of->end);
    if (const FoundActor* actor = scene_.actor_at(fact_.of->begin)) of.actor = actor->actor;
    out_.of = of;
  }

  /// False when the speaker does not hold it to have happened at all.
  bool set_mood(std::size_t at) {
    out_.mood = fact_.planned ? Mood::planned : Mood::asserted;
    for (const std::size_t i : account_.voices.holding(at)) {
      const FoundAttribution& found = account_.attributions[i];
      if (found.negated && found.sort != CueSort::think) return false;
      switch (found.sort) {
        case CueSort::deny:
          out_.mood = Mood::denied;
          return true;
        case CueSort::claim:
        case CueSort::accuse:
          if (out_.mood == Mood::asserted) out_.mood = Mood::alleged;
          break;
        case CueSort::promise:
        case CueSort::offer:
          if (infinitive(found)) out_.mood = Mood::planned;
          break;
        case CueSort::demand:
        case CueSort::wish:
        case CueSort::refuse:
          return out_.mood == Mood::planned && found.sort != CueSort::refuse &&
                 !infinitive(found) && found.sort != CueSort::wish;
        case CueSort::warn:
          if (infinitive(found)) return false;
          break;
        case CueSort::think:
          if (infinitive(found)) out_.mood = Mood::planned;
          break;
        case CueSort::say:
        case CueSort::support:
        case CueSort::oppose:
          break;
      }
    }
    return true;
  }

  bool infinitive(const FoundAttribution& found) const {
    return !found.content.empty() && (scene_.word(found.content.front().begin).is("to") ||
                                      scene_.word(found.content.front().begin).is("for"));
  }

  void set_window(std::size_t at) {
    const FoundTime* time = time_near(account_, at, fact_.anchor);
    if (fact_.cumulative && set_total_window(at)) return;
    if (time == nullptr) {
      out_.window.cumulative = fact_.cumulative;
      return;
    }
    const FoundTime meant =
        out_.mood == Mood::planned && !time->future ? as_future(*time, scene_.time) : *time;
    out_.window = meant.window;
    out_.window.cumulative |= fact_.cumulative && time->role != TimeRole::at;
    if (time->role == TimeRole::since || time->role == TimeRole::so_far) {
      if (out_.said_on) out_.window.until = out_.said_on;
    } else if (fact_.cumulative) {
      out_.window.cumulative = true;
      if (time->role == TimeRole::at) out_.window.from.reset();
    }
  }

  /// "the number killed since X stood at 383 on Thursday": from X until Thursday.
  bool set_total_window(std::size_t at) {
    const Sentence& sentence = scene_.tokens.sentence_of(at);
    const FoundTime* since = nullptr;
    const FoundTime* day = nullptr;
    for (std::size_t i = sentence.begin; i < sentence.end; ++i) {
      const FoundTime* time = scene_.time_at(i);
      if (time == nullptr || time->tokens.begin != i) continue;
      if (time->role == TimeRole::since && since == nullptr) since = time;
      if (time->role == TimeRole::at && time->window.from &&
          time->window.from == time->window.until)
        day = time;
    }
    if (since == nullptr || !same_clause(scene_, at, since->tokens.begin)) return false;
    out_.window = since->window;
    out_.window.cumulative = true;
    if (out_.said_on)
      out_.window.until = out_.said_on;
    else if (day != nullptr)
      out_.window.until = day->window.until;
    return true;
  }

  const Account& account_;
  const Scene& scene_;
  const FoundFact& fact_;
  std::size_t voice_token_;
  Statement out_;
};

/// A part happened where and when its whole did, unless its own words say otherwise.
void take_from_whole(Statement& part, const Statement& whole, std::size_t index) {
  part.figure->part_of = index;
  if (!part.window.from && !part.window.until) part.window = whole.window;
  if (!part.place) part.place = whole.place;
}

}  // namespace

Quote quote_of(const Scene& scene, TokenRange range) {
  Quote quote;
  quote.span = scene.tokens.span(range.begin, range.end);
  quote.text = std::string(quote.span.in(scene.tokens.text));
  return quote;
}

void set_voice(const Account& account, std::size_t token, Statement& statement) {
  const auto holders = account.voices.holding(token);
  for (const std::size_t i : holders) {
    const FoundAttribution& found = account.attributions[i];
    if (!found.speaker) continue;
    if (!statement.speaker) {
      statement.speaker = found.speaker;
      statement.cue = quote_of(account.scene, found.cue.front());
      statement.said_on = found.said_on;
    } else if (*found.speaker != *statement.speaker) {
      statement.via.push_back(*found.speaker);
    }
    if (!statement.said_on) statement.said_on = found.said_on;
  }
}

std::optional<Place> place_in(const Account& account, TokenRange range, std::size_t token) {
  const Scene& scene = account.scene;
  const FoundPlace* best = nullptr;
  std::size_t least = 0;
  auto first = std::lower_bound(
      scene.places.begin(), scene.places.end(), range.begin,
      [](const FoundPlace& place, std::size_t at) { return place.tokens.begin < at; });
  for (; first != scene.places.end() && first->tokens.begin < range.end; ++first) {
    if (belongs_to_telling(account, first->tokens.begin, range)) continue;
    const std::size_t far = remoteness(scene, token, first->tokens.begin) +
                            (first->located ? 0 : 500) + coarseness(first->place.precision);
    if (best != nullptr && far >= least) continue;
    best = &*first;
    least = far;
  }
  if (best == nullptr) return std::nullopt;
  if (!best->located && scene.actor_at(best->tokens.begin) != nullptr) return std::nullopt;
  return first_of_chain(scene, best)->place;
}

std::optional<Place> place_near(const Account& account, std::size_t token) {
  const Scene& scene = account.scene;
  const TokenRange words = words_around(account, token);
  if (auto place = place_in(account, words, token)) return place;
  const Sentence& sentence = scene.tokens.sentence_of(token);
  const TokenRange whole{sentence.begin, sentence.end};
  if (whole != words)
    if (auto place = place_in(account, whole, token)) return place;
  const FoundPlace* last = last_place_before(scene, token);
  if (last == nullptr) return std::nullopt;
  const std::size_t told = scene.word(last->tokens.begin).sentence;
  const bool beside = scene.word(token).sentence - told <= 1 && last->located;
  if (beside || points_back(scene, token)) return last->place;
  return std::nullopt;
}

const FoundTime* time_near(const Account& account, std::size_t token, std::size_t verb) {
  const Scene& scene = account.scene;
  const Sentence& sentence = scene.tokens.sentence_of(token);
  const TokenRange words = words_around(account, token);
  const FoundTime* best = nullptr;
  std::size_t least = 0;
  auto first = std::lower_bound(
      scene.times.begin(), scene.times.end(), sentence.begin,
      [](const FoundTime& time, std::size_t at) { return time.tokens.begin < at; });
  for (; first != scene.times.end() && first->tokens.begin < sentence.end; ++first) {
    if (belongs_to_telling(account, first->tokens.begin, words) || first->repeated) continue;
    if (!first->window.from && !first->window.until && first->role != TimeRole::so_far) continue;
    std::size_t far = remoteness(scene, token, first->tokens.begin);
    // "received the remains of a man killed in 2014": the year is the other verb's.
    if (another_deed(scene, std::max(token, verb), first->tokens.begin)) {
      if (first->background) continue;
      far += 200;
    }
    if (best != nullptr && far >= least) continue;
    best = &*first;
    least = far;
  }
  return best;
}

std::vector<PlacedStatement> fact_statements(const Account& account,
                                             const std::vector<FoundFact>& facts) {
  std::vector<PlacedStatement> statements;
  std::vector<std::optional<std::size_t>> place_of(facts.size());
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const std::size_t at = token_of(account.scene, facts[i]);
    const std::size_t voice =
        facts[i].part_of ? token_of(account.scene, facts[*facts[i].part_of]) : at;
    auto statement = FactStatement(account, facts[i], voice).made();
    if (!statement) continue;
    if (facts[i].part_of && place_of[*facts[i].part_of])
      take_from_whole(*statement, statements[*place_of[*facts[i].part_of]].statement,
                      *place_of[*facts[i].part_of]);
    place_of[i] = statements.size();
    statements.push_back({at, std::move(*statement)});
  }
  return statements;
}

}  // namespace truce::extract
