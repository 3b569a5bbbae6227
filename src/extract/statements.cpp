// SPDX-License-Identifier: Apache-2.0
#include "extract/statements.h"

#include <algorithm>
#include <array>
#include <map>

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
    // "The office in Hillton said"
    if (!found.source.empty() && found.source.back().end <= at && at < found.cue.front().begin &&
        found.cue.front().begin - found.source.back().end < 6)
      return true;
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
    case PlacePrecision::unknown:
      return 5;
    case PlacePrecision::country:
      return 60;
  }
  return 60;
}

/// Whether a word may stand between a place and what it lies in: "Rafah, in southern Gaza".
bool chains(const Token& token) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {",",        "in",      "near",   "the",      "of",   "northern", "southern", "eastern",
       "western",  "central", "north",  "south",    "east", "west",     "state",    "province",
       "district", "city",    "region", "military", "base", "refugee",  "camp"});
  return std::find(kWords.begin(), kWords.end(), token.lower) != kWords.end();
}

/// "Rafah, southern Gaza", "Rafah in Gaza": the first of a chain is the place, the rest says where
/// it lies.
const FoundPlace* first_of_chain(const Scene& scene, const FoundPlace* place) {
  while (place != scene.places.data()) {
    const FoundPlace* before = place - 1;
    const std::size_t from = before->tokens.end, to = place->tokens.begin;
    if (from >= to || to - from > 4 || !before->located ||
        scene.word(from).sentence != scene.word(to).sentence)
      break;
    for (std::size_t at = from; at < to; ++at)
      if (!chains(scene.word(at))) return place;
    place = before;
  }
  // "Norland's Hill Province": the owner says where it lies.
  const FoundPlace* last = scene.places.data() + scene.places.size() - 1;
  while (place != last && place[1].tokens.begin == place->tokens.end + 1 &&
         scene.word(place->tokens.end).is("'s"))
    ++place;
  return place;
}

/// "killed 50 in Norland, including ten in Hillton": whether the place is told of a part only.
bool of_a_part(const Scene& scene, std::size_t token, std::size_t place) {
  for (std::size_t at = token + 1; at < place; ++at)
    if (const FoundFigure* f = scene.figure_at(at);
        f != nullptr && f->part && f->number.begin == at && f->number.begin != token)
      return true;
  return false;
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
    out_.place = place(at);
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

  std::optional<Place> place(std::size_t at) const {
    const bool handover =
        fact_.measure == Measure::bodies_returned || fact_.measure == Measure::released;
    if (auto told = place_told(account_, at, handover)) return told;
    // A running total belongs to where its counter counts, not to the last thing told.
    if (fact_.cumulative || has_since(at))
      if (auto home = home_of_speaker(account_, voice_token_)) return home;
    if (fact_.cumulative && !points_back(scene_, at)) return std::nullopt;
    if (auto before = place_before(account_, at)) return before;
    if (handover) return std::nullopt;
    return home_of_speaker(account_, voice_token_);
  }

  bool has_since(std::size_t at) const {
    const FoundTime* time = time_near(account_, at, fact_.anchor);
    return time != nullptr && time->role == TimeRole::since;
  }

  /// "vowed to free 40": and not what a clause behind it tells, "to punish those who killed nine".
  bool infinitive(const FoundAttribution& found) const {
    if (found.content.empty()) return false;
    const std::size_t first = found.content.front().begin;
    if (!scene_.word(first).is("to") && !scene_.word(first).is("for")) return false;
    const auto deed = deed_of(scene_.word(fact_.anchor).lower);
    if (!deed || deed->form != VerbForm::past || fact_.planned) return true;
    for (std::size_t at = first; at < fact_.anchor; ++at)
      if (scene_.word(at).is("that") || scene_.word(at).is("who") || scene_.word(at).is("which"))
        return false;
    return true;
  }

  void set_window(std::size_t at) {
    const FoundTime* time = time_near(account_, at, fact_.anchor);
    if (fact_.cumulative && set_total_window(at)) return;
    if (time == nullptr) time = same_day_as_before(at);
    // What is to come does not count from a day that is past.
    if (time != nullptr && out_.mood == Mood::planned && time->role == TimeRole::since)
      time = nullptr;
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

  /// "on the same day", "that day", "during the day": the day told last.
  const FoundTime* same_day_as_before(std::size_t at) const {
    const Sentence& sentence = scene_.tokens.sentence_of(at);
    bool same = false;
    for (std::size_t i = sentence.begin; i + 1 < sentence.end; ++i)
      if (scene_.word(i + 1).is("day") && i > sentence.begin)
        same |= scene_.word(i).is("same") || scene_.word(i).is("that") ||
                (scene_.word(i).is("the") && scene_.word(i - 1).is("during"));
    if (!same) return nullptr;
    const FoundTime* last = nullptr;
    for (const FoundTime& time : scene_.times) {
      if (time.tokens.begin >= sentence.begin) break;
      if (scene_.word(time.tokens.begin).sentence + 3 < scene_.word(at).sentence) continue;
      if (time.role == TimeRole::at && time.window.from && time.window.from == time.window.until)
        last = &time;
    }
    return last;
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
      const bool one_day = time->window.from && time->window.from == time->window.until;
      if (time->role == TimeRole::at && one_day) day = time;
      // "377, as of Tuesday"
      if (time->role == TimeRole::until && time->window.until) day = time;
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

/// What goes on from an earlier fact happened where and when that did.
void take_from_earlier(Statement& statement, const Statement& earlier) {
  if (!statement.window.from && !statement.window.until && !statement.window.cumulative)
    statement.window = earlier.window;
  if (!statement.place) statement.place = earlier.place;
}

bool same_speaker(const Statement& left, const Statement& right) {
  if (!left.speaker || !right.speaker) return false;
  if (!left.speaker->actor.empty() && left.speaker->actor == right.speaker->actor) return true;
  return left.speaker->name == right.speaker->name;
}

/// "The office counted 386 killed", right after a running total of the office's: counted from the
/// same day on.
bool counts_on(const Scene& scene, const FoundFact& fact) {
  const Sentence& sentence = scene.tokens.sentence_of(fact.anchor);
  for (std::size_t at = sentence.begin; at < sentence.end; ++at) {
    const Token& word = scene.word(at);
    if (word.is("counted") || word.is("counts") || word.is("recorded") || word.is("documented") ||
        word.is("registered") || word.is("listed") || word.is("tallied"))
      return true;
  }
  return false;
}

const Statement* total_of_speaker(const Account& account, const FoundFact& fact,
                                  const Statement& statement,
                                  const std::vector<PlacedStatement>& before) {
  const std::size_t sentence = account.scene.word(fact.anchor).sentence;
  for (std::size_t i = before.size(); i-- > 0;) {
    const std::size_t told = account.scene.word(before[i].at).sentence;
    if (told + 2 < sentence) break;
    const Statement& earlier = before[i].statement;
    if (told < sentence && earlier.window.cumulative && earlier.window.from &&
        same_speaker(earlier, statement))
      return &earlier;
  }
  return nullptr;
}

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

namespace {

/// "returned the body, which was found in Hillton": where something else happened.
bool of_another_deed(const Scene& scene, std::size_t place) {
  const Sentence& sentence = scene.tokens.sentence_of(place);
  for (std::size_t at = place; at-- > sentence.begin && place - at < 7;) {
    const auto deed = deed_of(scene.word(at).lower);
    if (!deed || deed->form != VerbForm::past) continue;
    const Deed what = deed->verb->deed;
    return what == Deed::recover || what == Deed::kill || what == Deed::die || what == Deed::hold ||
           what == Deed::detain || what == Deed::abduct;
  }
  return false;
}

/// "returned to Norland": where they went, and not where it happened.
bool is_destination(const Scene& scene, const FoundPlace& place) {
  for (std::size_t at = place.tokens.begin; at > place.phrase.begin;)
    if (scene.word(--at).is("to") || scene.word(at).is("into")) return true;
  return place.tokens.begin > 0 && (scene.word(place.tokens.begin - 1).is("to") ||
                                    scene.word(place.tokens.begin - 1).is("into"));
}

/// "said on Friday in Hillton": where somebody spoke, with no mark between.
bool is_where_spoken(const Account& account, std::size_t at, TokenRange told = {}) {
  if (!belongs_to_telling(account, at, told)) return false;
  const Sentence& sentence = account.scene.tokens.sentence_of(at);
  for (std::size_t i = at; i-- > sentence.begin && at - i < 10;) {
    if (account.scene.word(i).kind == TokenKind::punct && !account.scene.word(i).is("'s"))
      return false;
    if (cue_of(account.scene.word(i).lower)) return true;
  }
  return true;
}

/// The place in `range` for what the words `told` tell at `token`.
const FoundPlace* nearest_place(const Account& account, TokenRange range, TokenRange told,
                                std::size_t token, bool handover) {
  const Scene& scene = account.scene;
  const FoundPlace* best = nullptr;
  std::size_t least = 0;
  auto first = std::lower_bound(
      scene.places.begin(), scene.places.end(), range.begin,
      [](const FoundPlace& place, std::size_t at) { return place.tokens.begin < at; });
  for (; first != scene.places.end() && first->tokens.begin < range.end; ++first) {
    if (is_where_spoken(account, first->tokens.begin, told)) continue;
    if (handover && (of_another_deed(scene, first->tokens.begin) || is_destination(scene, *first)))
      continue;
    const std::size_t far = remoteness(scene, token, first->tokens.begin) +
                            (first->located ? 0 : 500) + coarseness(first->place.precision) +
                            (of_a_part(scene, token, first->tokens.begin) ? 400 : 0);
    if (best != nullptr && far >= least) continue;
    best = &*first;
    least = far;
  }
  if (best == nullptr) return nullptr;
  if (!best->located && scene.actor_at(best->tokens.begin) != nullptr) return nullptr;
  return first_of_chain(scene, best);
}

/// "in Norland and Sudmark" says of two states where something is, and of neither where the next
/// is.
bool of_several(const Scene& scene, const FoundPlace& place) {
  return place.place.precision == PlacePrecision::country && place.tokens.begin > 0 &&
         scene.word(place.tokens.begin - 1).is("and");
}

/// The place told last, not counting where somebody spoke.
const FoundPlace* last_place_before(const Account& account, std::size_t token) {
  const Scene& scene = account.scene;
  // Places stand in the order of the text.
  auto after = std::upper_bound(
      scene.places.begin(), scene.places.end(), token,
      [](std::size_t at, const FoundPlace& place) { return at < place.tokens.begin; });
  while (after != scene.places.begin()) {
    const FoundPlace& place = *--after;
    if (!is_where_spoken(account, place.tokens.begin) && !of_several(scene, place))
      return first_of_chain(scene, &place);
  }
  return nullptr;
}

/// What the whole document is about, where one place, no state, is named again and again.
const FoundPlace* most_named(const Scene& scene, std::size_t token) {
  constexpr std::size_t often = 3;
  std::map<std::string_view, std::pair<std::size_t, const FoundPlace*>> named;
  const FoundPlace* most = nullptr;
  std::size_t times = often - 1;
  for (const auto* places : {&scene.places, &scene.homes})
    for (const FoundPlace& place : *places) {
      if (place.place.precision == PlacePrecision::country) continue;
      auto& [count, latest] = named.try_emplace(place.standard, 0, &place).first->second;
      if (place.tokens.begin < token) latest = &place;
      if (++count > times) {
        times = count;
        most = latest;
      } else if (most != nullptr && most->standard == place.standard) {
        most = latest;
      }
    }
  return most;
}

/// "in the territory": the last place named that is one, and no town.
const FoundPlace* territory_before(const Account& account, std::size_t token) {
  const Scene& scene = account.scene;
  const auto last_of = [&](auto fits) {
    const FoundPlace* last = nullptr;
    for (const auto* places : {&scene.places, &scene.homes})
      for (const FoundPlace& place : *places) {
        const bool own = place.agreement && place.standard == place.place.name;
        if (place.tokens.begin >= token || (!own && coarseness(place.place.precision) == 0) ||
            (places == &scene.places && is_where_spoken(account, place.tokens.begin)))
          continue;
        if (fits(place) && (last == nullptr || place.tokens.begin > last->tokens.begin))
          last = &place;
      }
    return last;
  };
  // Nobody calls a state "the territory" while a part of one has been named.
  if (const FoundPlace* part = last_of([](const FoundPlace& place) {
        return place.place.precision == PlacePrecision::admin1 ||
               place.place.precision == PlacePrecision::admin2 || place.agreement;
      }))
    return part;
  if (const FoundPlace* topic = most_named(scene, token)) return topic;
  return last_of([](const FoundPlace& place) { return place.located; });
}

bool names_territory(const Scene& scene, std::size_t token) {
  const Sentence& sentence = scene.tokens.sentence_of(token);
  for (std::size_t at = sentence.begin + 1; at < sentence.end; ++at) {
    const Token& word = scene.word(at);
    if (!scene.word(at - 1).is("the") || word.capitalised) continue;
    if (word.is("territory") || word.is("enclave") || word.is("strip") || word.is("region"))
      return true;
  }
  return false;
}

}  // namespace

std::optional<Place> place_in(const Account& account, TokenRange range, std::size_t token) {
  const FoundPlace* place = nearest_place(account, range, range, token, false);
  if (place == nullptr) return std::nullopt;
  return place->place;
}

std::optional<Place> place_told(const Account& account, std::size_t token, bool handover) {
  const TokenRange words = words_around(account, token);
  if (const FoundPlace* place = nearest_place(account, words, words, token, handover))
    return place->place;
  const Sentence& sentence = account.scene.tokens.sentence_of(token);
  const TokenRange whole{sentence.begin, sentence.end};
  if (whole != words)
    if (const FoundPlace* place = nearest_place(account, whole, words, token, handover))
      return place->place;
  return std::nullopt;
}

std::optional<Place> place_before(const Account& account, std::size_t token) {
  const Scene& scene = account.scene;
  if (names_territory(scene, token))
    if (const FoundPlace* territory = territory_before(account, token)) return territory->place;
  const FoundPlace* last = last_place_before(account, token);
  if (last == nullptr) return std::nullopt;
  const std::size_t told = scene.word(last->tokens.begin).sentence;
  const bool beside = scene.word(token).sentence - told <= 1 && last->located;
  if (beside || points_back(scene, token)) return last->place;
  return std::nullopt;
}

std::optional<Place> place_near(const Account& account, std::size_t token) {
  if (auto place = place_told(account, token, false)) return place;
  return place_before(account, token);
}

namespace {

/// A capital's officials speak of the whole country; a hospital or a governor of what lies around.
bool speaks_of_home(const Scene& scene, TokenRange source) {
  for (std::size_t at = source.begin; at < source.end; ++at) {
    const Token& word = scene.word(at);
    if (word.is("prime") || word.is("minister") || word.is("president") || word.is("premier") ||
        word.is("military") || word.is("army") || word.is("embassy") || word.is("envoy") ||
        word.is("forces"))
      return false;
  }
  return true;
}

}  // namespace

std::optional<Place> home_of_speaker(const Account& account, std::size_t token) {
  const Scene& scene = account.scene;
  for (const std::size_t i : account.voices.holding(token)) {
    const FoundAttribution& found = account.attributions[i];
    if (found.source.empty() || !found.speaker) continue;
    const std::size_t from = found.source.front().begin;
    const std::size_t to = found.source.back().end;
    if (!speaks_of_home(scene, {from, to})) continue;
    for (const auto* places : {&scene.homes, &scene.places})
      for (const FoundPlace& place : *places)
        if (place.tokens.begin >= from && place.tokens.begin < to &&
            place.place.precision != PlacePrecision::country)
          return place.place;
  }
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

namespace {

/// Where sources stand, in the order of the text.
std::vector<TokenRange> sources_of(const Account& account) {
  std::vector<TokenRange> sources;
  for (const FoundAttribution& found : account.attributions)
    sources.insert(sources.end(), found.source.begin(), found.source.end());
  std::sort(sources.begin(), sources.end(),
            [](const TokenRange& a, const TokenRange& b) { return a.begin < b.begin; });
  return sources;
}

/// "Hundreds fled, two priests said": the two speak, they are not counted.
bool counts_speakers(const Scene& scene, const std::vector<TokenRange>& sources,
                     const FoundFact& fact) {
  if (!fact.figure) return false;
  const std::size_t at = scene.figures[*fact.figure].number.begin;
  const auto after = std::upper_bound(
      sources.begin(), sources.end(), at,
      [](std::size_t token, const TokenRange& range) { return token < range.begin; });
  return after != sources.begin() && at < std::prev(after)->end;
}

}  // namespace

std::vector<PlacedStatement> fact_statements(const Account& account,
                                             const std::vector<FoundFact>& facts) {
  const std::vector<TokenRange> sources = sources_of(account);
  std::vector<PlacedStatement> statements;
  std::vector<std::optional<std::size_t>> place_of(facts.size());
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (counts_speakers(account.scene, sources, facts[i])) continue;
    const std::size_t at = token_of(account.scene, facts[i]);
    const std::size_t voice =
        facts[i].part_of ? token_of(account.scene, facts[*facts[i].part_of]) : at;
    auto statement = FactStatement(account, facts[i], voice).made();
    if (!statement) continue;
    if (facts[i].like && place_of[*facts[i].like])
      take_from_earlier(*statement, statements[*place_of[*facts[i].like]].statement);
    if (!statement->window.from && !statement->window.until && counts_on(account.scene, facts[i]))
      if (const Statement* total = total_of_speaker(account, facts[i], *statement, statements)) {
        statement->window = total->window;
        if (!statement->place) statement->place = total->place;
        if (!statement->by) statement->by = total->by;
      }
    if (facts[i].part_of && place_of[*facts[i].part_of])
      take_from_whole(*statement, statements[*place_of[*facts[i].part_of]].statement,
                      *place_of[*facts[i].part_of]);
    place_of[i] = statements.size();
    statements.push_back({at, std::move(*statement)});
  }
  return statements;
}

}  // namespace truce::extract
