// SPDX-License-Identifier: Apache-2.0
#include "extract/gazetteer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/ascii.h"
#include "extract/gazetteer_block.h"
#include "extract/place_names.h"
#include "extract/tables.h"

namespace truce {

struct Gazetteer::Impl {
  std::deque<std::string> owned;  // a deque, so that no block moves
  std::vector<extract::GazetteerBlock> blocks;
};

Gazetteer::Gazetteer() : impl_(std::make_unique<Impl>()) {}
Gazetteer::~Gazetteer() = default;
Gazetteer::Gazetteer(Gazetteer&&) noexcept = default;
Gazetteer& Gazetteer::operator=(Gazetteer&&) noexcept = default;

Gazetteer Gazetteer::built_in() {
  Gazetteer gazetteer;
  if (const auto block = extract::GazetteerBlock::in(extract::gazetteer_block()))
    gazetteer.impl_->blocks.push_back(*block);
  return gazetteer;
}

Result<void> Gazetteer::add(std::string_view table) {
  impl_->owned.push_back(TRY(extract::compiled_gazetteer(table)));
  if (const auto block = extract::GazetteerBlock::in(impl_->owned.back()))
    impl_->blocks.push_back(*block);
  return {};
}

std::size_t Gazetteer::size() const {
  std::size_t rows = 0;
  for (const auto& block : impl_->blocks) rows += block.size();
  return rows;
}

namespace extract {
namespace {

using Words = std::initializer_list<std::string_view>;

bool among(std::string_view word, Words words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::size_t kNameWordsMax = 6;

/// English words and names of people that are somewhere the name of a hamlet too.
bool is_common_word(std::string_view word) {
  static const std::unordered_set<std::string_view> kWords = [] {
    std::unordered_set<std::string_view> words;
    each_row(not_places_table(), [&](std::string_view row) { words.insert(row); });
    return words;
  }();
  return kWords.contains(word);
}

bool is_day_or_month(std::string_view w) {
  return among(w, {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
                   "january", "february", "march", "april", "may", "june", "july", "august",
                   "september", "october", "november", "december"});
}

/// "northern", "south-east": says which part of a place is meant.
bool is_direction(std::string_view w) {
  if (w.starts_with("south") || w.starts_with("north")) return w.size() > 5 || w.size() == 5;
  return among(w, {"east",        "west",     "eastern",    "western",         "central",
                   "occupied",    "besieged", "rural",      "downtown",        "coastal",
                   "upper",       "lower",    "eastern",    "war-torn",        "neighbouring",
                   "neighboring", "nearby",   "rebel-held", "government-held", "russian-occupied",
                   "famine-hit",  "mainland", "greater"});
}

/// "the city of", "the outskirts of": what stands between a preposition and a name.
bool is_settlement_noun(std::string_view w) {
  return among(
      w,
      {"city",         "town",        "village",     "port",      "region",        "area",
       "areas",        "province",    "district",    "state",     "governorate",   "oblast",
       "outskirts",    "parts",       "part",        "centre",    "center",        "north",
       "south",        "east",        "west",        "northeast", "northwest",     "southeast",
       "southwest",    "edge",        "suburb",      "suburbs",   "neighbourhood", "neighborhood",
       "camp",         "crossing",    "villages",    "towns",     "cities",        "suburbs",
       "settlement",   "settlements", "kibbutz",     "island",    "county",        "department",
       "municipality", "capital",     "countryside", "heart",     "border",        "outside",
       "coast",        "territory",   "frontline",   "vicinity",  "capital,",      "localities",
       "locality",     "enclave",     "strip",       "stronghold"});
}

bool is_locative(std::string_view w) {
  return among(
      w, {"in",        "at",         "near",     "from",       "to",       "into",      "inside",
          "outside",   "around",     "across",   "over",       "on",       "toward",    "towards",
          "through",   "throughout", "of",       "between",    "along",    "within",    "off",
          "entering",  "leaving",    "reached",  "reaching",   "captured", "capturing", "hit",
          "hits",      "struck",     "shelled",  "bombed",     "attacked", "targeted",  "targeting",
          "besieging", "striking",   "shelling", "bombing",    "hitting",  "seized",    "entered",
          "enter",     "against",    "above",    "visited",    "via",      "captures",  "attacks",
          "stormed",   "storms",     "overran",  "recaptured", "retook",   "attack",    "bomb",
          "shell",     "strikes",    "shells",   "bombs",      "raided",   "raiding",   "invaded",
          "beyond"});
}

bool is_near(std::string_view w) {
  return among(
      w, {"near", "outside", "around", "off", "outskirts", "north", "south", "east", "west",
          "northeast", "northwest", "southeast", "southwest", "vicinity", "toward", "towards"});
}

/// What may follow a name with a capital of its own and belong to it.
bool is_facility(std::string_view w) {
  return among(
      w, {"hospital",      "university", "school",     "airport",  "port",          "crossing",
          "square",        "street",     "camp",       "prison",   "base",          "mosque",
          "church",        "market",     "dam",        "bridge",   "stadium",       "hospitals",
          "road",          "junction",   "checkpoint", "corridor", "power",         "nuclear",
          "international", "seaport",    "harbour",    "harbor",   "tower",         "medical",
          "refugee",       "idp",        "barracks",   "air",      "neighbourhood", "neighborhood",
          "border",        "oil",        "thermal",    "airbase",  "front",         "palace"});
}

/// A word for the kind of area, and the class of place that it tells.
std::optional<std::string_view> area_class(std::string_view w) {
  if (among(w, {"governorate", "oblast", "province", "state", "department", "region", "krai",
                "muhafazah", "territory", "peninsula", "heights", "strip"}))
    return "admin1";
  if (among(w, {"district", "county", "raion", "subdistrict", "locality"})) return "admin2";
  if (among(w, {"city", "town", "municipality", "village"})) return "town";
  if (among(w, {"valley", "farms", "area", "countryside"})) return "admin2";
  return std::nullopt;
}

PlacePrecision precision_of(std::string_view sort) {
  if (sort == "country") return PlacePrecision::country;
  if (sort == "admin1") return PlacePrecision::admin1;
  if (sort == "admin2") return PlacePrecision::admin2;
  if (sort == "town") return PlacePrecision::town;
  if (sort == "locality") return PlacePrecision::locality;
  if (sort == "vicinity") return PlacePrecision::vicinity;
  return PlacePrecision::exact;
}

struct Candidate {
  TokenRange tokens;
  std::string plain;               // plain_key of the name
  std::optional<std::size_t> own;  // index of a place of the vocabulary
  std::vector<GazetteerRow> rows;
  std::optional<std::string_view> wanted;  // class told by "Oblast", "district"
  bool located = false;
  bool near = false;
  bool against = false;  // no place when it is a state's name
  std::size_t phrase_begin = 0;
};

/// What the table of countries tells, read once.
struct Countries {
  std::unordered_map<std::string, std::string_view> demonyms;    // "sudanese" → SD
  std::unordered_map<std::string_view, std::string_view> names;  // SD → Sudan
};

const Countries& countries() {
  static const Countries kCountries = [] {
    Countries made;
    each_row(countries_table(), [&](std::string_view row) {
      made.names.try_emplace(cell(row, 0), cell(row, 1));
      each_part(cell(row, 3), [&](std::string_view adjective) {
        made.demonyms.try_emplace(lower_case(adjective), cell(row, 0));
      });
    });
    return made;
  }();
  return kCountries;
}

class Finder {
 public:
  Finder(const Tokens& tokens, const Vocabulary& vocabulary, const Gazetteer& gazetteer,
         const std::vector<TokenRange>& taken)
      : tokens_(tokens), vocabulary_(vocabulary), blocks_(gazetteer.impl().blocks) {
    taken_.assign(tokens.size(), false);
    for (const TokenRange range : taken)
      for (std::size_t i = range.begin; i < std::min(range.end, taken_.size()); ++i)
        taken_[i] = true;
    for (std::size_t i = 0; i < vocabulary.places.size(); ++i) {
      own_.try_emplace(place_key(vocabulary.places[i].name), i);
      for (const std::string& also : vocabulary.places[i].also)
        own_.try_emplace(place_key(also), i);
    }
  }

  std::vector<FoundPlace> run() {
    for (const Sentence& sentence : tokens_.sentences) {
      for (std::size_t at = sentence.begin; at < sentence.end;) {
        if (auto border = border_at(at, sentence)) {
          at = border->tokens.end;
          unlisted_.push_back(std::move(*border));
        } else if (auto candidate = candidate_at(at, sentence)) {
          at = candidate->tokens.end;
          candidates_.push_back(std::move(*candidate));
        } else if (auto place = unlisted_at(at, sentence)) {
          at = place->tokens.end;
          unlisted_.push_back(std::move(*place));
        } else {
          ++at;
        }
      }
    }
    weigh_countries();
    std::vector<FoundPlace> places;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      if (auto place = resolved(candidates_[i], holder(i)))
        places.push_back(std::move(*place));
      else if (auto named = unresolved(candidates_[i]))
        places.push_back(std::move(*named));
    }
    places.insert(places.end(), std::make_move_iterator(unlisted_.begin()),
                  std::make_move_iterator(unlisted_.end()));
    std::stable_sort(places.begin(), places.end(), [](const FoundPlace& a, const FoundPlace& b) {
      return a.tokens.begin < b.tokens.begin;
    });
    return places;
  }

 private:
  std::string_view lower(std::size_t at) const {
    return at < tokens_.size() ? std::string_view(tokens_[at].lower) : std::string_view();
  }

  // --- candidates ---

  /// Whether a name may begin or end here: a capital, or "al-" before one.
  bool is_name_word(std::size_t at) const {
    const Token& token = tokens_[at];
    if (token.kind != TokenKind::word || taken_[at]) return false;
    if (token.capitalised) return true;
    const std::size_t hyphen = token.text.find('-');
    if (hyphen == std::string_view::npos || hyphen > 4 || hyphen + 1 >= token.text.size())
      return false;
    const auto next = static_cast<unsigned char>(token.text[hyphen + 1]);
    return (next >= 'A' && next <= 'Z') || next >= 0x80;
  }

  std::optional<Candidate> candidate_at(std::size_t at, const Sentence& sentence) const {
    if (!is_name_word(at)) return std::nullopt;
    const std::size_t limit = std::min(sentence.end, at + kNameWordsMax);
    for (std::size_t end = limit; end > at; --end) {
      if (!spans_name(at, end)) continue;
      if (auto candidate = known(at, end)) {
        if (in_person(*candidate, sentence)) return std::nullopt;
        finish(*candidate, sentence);
        candidate->tokens.end = with_kind(candidate->tokens.end, sentence);
        return candidate;
      }
    }
    return std::nullopt;
  }

  /// "in Kapsabet", "the village of Kapsabet": no table has it, but the words say that it is a
  /// place. Its name is all that is known of it.
  std::optional<FoundPlace> unlisted_at(std::size_t at, const Sentence& sentence) const {
    constexpr std::size_t words_max = 4;
    if (sentence.heading || !is_name_word(at) || !tokens_[at].capitalised) return std::nullopt;
    const bool dateline = opens_dateline(at, sentence);
    if (!dateline && (at == sentence.begin || !says_place(at, sentence))) return std::nullopt;
    std::size_t end = at;
    while (end < sentence.end && end - at < words_max && (end == at || same_line(end)) &&
           (dateline ? tokens_[end].all_caps : is_name_word(end) && may_be_unlisted(end)))
      end = end + 2 < sentence.end && joins_name(end + 1) && is_name_word(end + 2) ? end + 2
                                                                                   : end + 1;
    if (end == at || (end < sentence.end && (taken_[end] || (is_name_word(end) && same_line(end)) ||
                                             tokens_[end].kind == TokenKind::number)))
      return std::nullopt;
    return named_only({at, with_kind(end, sentence)}, at - (dateline ? 0 : 1));
  }

  FoundPlace named_only(TokenRange tokens, std::size_t phrase_begin) const {
    FoundPlace found;
    found.tokens = tokens;
    found.phrase = {phrase_begin, tokens.end};
    found.place.span = tokens_.span(tokens.begin, tokens.end);
    found.place.name = std::string(found.place.span->in(tokens_.text));
    found.standard = found.place.name;
    found.located = true;
    return found;
  }

  /// A name that tables have, but for places elsewhere: what the words say of it still holds.
  std::optional<FoundPlace> unresolved(const Candidate& candidate) const {
    const std::size_t at = candidate.tokens.begin;
    const Sentence& sentence = tokens_.sentence_of(at);
    for (const GazetteerRow& row : candidate.rows)
      if (row.sort == "country") return std::nullopt;
    if (opens_dateline(at, sentence)) return named_only(candidate.tokens, at);
    if (sentence.heading || at == sentence.begin || !tokens_[at].capitalised ||
        !says_place(at, sentence))
      return std::nullopt;
    return named_only(candidate.tokens, at - 1);
  }

  /// Whether no line ends before `at`: a headline's name does not go on in the next.
  bool same_line(std::size_t at) const {
    return tokens_.text
               .substr(tokens_[at - 1].span.end, tokens_[at].span.begin - tokens_[at - 1].span.end)
               .find('\n') == std::string_view::npos;
  }

  /// "São José do Jacuípe"
  bool joins_name(std::size_t at) const {
    return among(lower(at), {"do", "da", "de", "del", "dos", "el", "al", "la"}) &&
           !tokens_[at].capitalised;
  }

  /// Whether the words before `at` say that a place is named: "in", "near", "the town of".
  bool says_place(std::size_t at, const Sentence& sentence) const {
    const std::string_view before = lower(at - 1);
    if (among(before, {"in", "near", "at", "outside", "off"})) return true;
    if (before == "the" && at > sentence.begin + 1 && is_locative(lower(at - 2)))
      return names_facility(at, sentence);
    // "in Norland's Hill Province"
    if (before == "'s" && at > sentence.begin + 2 && tokens_[at - 2].capitalised)
      return among(lower(at - 3), {"in", "at", "near", "on"}) || names_facility(at, sentence);
    return before == "of" && at > sentence.begin + 1 && is_settlement_noun(lower(at - 2)) &&
           !among(lower(at - 2), {"capital", "north", "south", "east", "west", "part", "parts",
                                  "coast", "border", "area", "areas", "region", "port", "heart"});
  }

  /// Whether the name that begins at `at` says that it is a building or an area.
  bool names_facility(std::size_t at, const Sentence& sentence) const {
    for (std::size_t next = at + 1; next < std::min(sentence.end, at + 5); ++next) {
      if (is_facility(lower(next)) || area_class(lower(next))) return true;
      if (!is_name_word(next) && !joins_name(next)) return false;
    }
    return false;
  }

  /// "KUTUM, Sudan, May 15 - Four people": the first words of a dispatch.
  bool opens_dateline(std::size_t at, const Sentence& sentence) const {
    if (at != 0 || !tokens_[at].all_caps || tokens_[at].text.size() < 3) return false;
    std::size_t end = at;
    while (end < sentence.end && tokens_[end].all_caps) ++end;
    if (lower(end) != "," && lower(end) != "(") return false;
    for (std::size_t next = end; next < std::min(sentence.end, end + 9); ++next)
      if (lower(next) == "-") return true;
    return false;
  }

  /// "on the Norland border", "off the Norland coast", "the Norland-Sudmark border": a place by its
  /// own words.
  std::optional<FoundPlace> border_at(std::size_t at, const Sentence& sentence) const {
    if (!tokens_[at].capitalised || at == sentence.begin) return std::nullopt;
    const std::size_t before = lower(at - 1) == "the" ? at - 2 : at - 1;
    if (before >= at || before < sentence.begin ||
        !among(lower(before), {"on", "near", "along", "at", "off", "in", "across", "over"}))
      return std::nullopt;
    std::size_t end = at + 1;
    if (end + 1 < sentence.end && lower(end) == "-" && tokens_[end + 1].capitalised) end += 2;
    const bool pair = end > at + 1 || lower(at).find('-') != std::string_view::npos;
    if (end >= sentence.end || !among(lower(end), {"border", "coast", "airspace", "frontier"}))
      return std::nullopt;
    if (!pair && !demonyms_.contains(std::string(lower(at)))) return std::nullopt;
    FoundPlace found = named_only({at, end + 1}, before);
    found.place.precision = PlacePrecision::vicinity;
    return found;
  }

  /// The end of a name with what says what it is: "Idlib governorate", "Aden International
  /// Airport", "Nuseirat refugee camp".
  std::size_t with_kind(std::size_t end, const Sentence& sentence) const {
    const auto free = [&](std::size_t at) { return at < sentence.end && !taken_[at]; };
    if (free(end) && among(lower(end), {"governorate", "oblast", "province", "department", "region",
                                        "district", "county", "raion", "state"}))
      return among(lower(end + 1),
                   {"media", "television", "tv", "news", "radio", "agency", "of", "border"})
                 ? end
                 : end + 1;
    if (free(end + 1) && lower(end) == "refugee" && lower(end + 1) == "camp") return end + 2;
    for (std::size_t last = end; free(last) && last < end + 3 && tokens_[last].capitalised &&
                                 tokens_[last].kind == TokenKind::word;
         ++last)
      if (among(lower(last), {"hospital", "airport", "university", "base", "airbase", "crossing",
                              "camp", "prison", "port", "mosque", "church", "school", "dam",
                              "bridge", "stadium", "barracks"}))
        return last + 1;
    return end;
  }

  bool may_be_unlisted(std::size_t at) const {
    const std::string_view word = lower(at);
    for (const std::string_view held :
         {"-controlled", "-occupied", "-held", "-run", "-ruled", "-backed"})
      if (word.ends_with(held)) return false;
    return !tokens_[at].all_caps && !is_day_or_month(word) &&
           !is_common_word(plain_key(tokens_[at].text)) && !demonyms_.contains(std::string(word)) &&
           !among(word,
                  {"operation", "resolution", "parliament", "congress",  "council",    "article",
                   "chapter",   "annex",      "phase",      "stage",     "arabic",     "english",
                   "hebrew",    "ramadan",    "islam",      "christmas", "easter",     "telegram",
                   "facebook",  "twitter",    "god",        "court",     "university", "house",
                   "senate",    "oval",       "summit"});
  }

  bool spans_name(std::size_t begin, std::size_t end) const {
    if (!is_name_word(end - 1) && !(end - begin > 1 && area_class(lower(end - 1)))) return false;
    for (std::size_t i = begin; i < end; ++i) {
      if (taken_[i] || tokens_[i].kind != TokenKind::word) return false;
      if (i > begin && !is_name_word(i) && i + 1 < end &&
          !among(lower(i), {"al", "el", "de", "la", "del", "ez", "as", "ash", "ad", "an", "bir",
                            "esh", "and", "los", "of", "on", "the", "ed", "er"}))
        return false;
    }
    return true;
  }

  std::optional<Candidate> known(std::size_t begin, std::size_t end) const {
    Candidate candidate;
    candidate.tokens = {begin, end};
    const std::string_view name = tokens_.span(begin, end).in(tokens_.text);
    candidate.plain = plain_key(name);
    if (candidate.plain.size() < 3) return std::nullopt;
    if (end == begin + 1 && is_common_word(candidate.plain)) return std::nullopt;
    // A name of capitals only is an abbreviation, unless the whole line shouts.
    if (end == begin + 1 && tokens_[begin].all_caps && name.size() < 5) return std::nullopt;
    if (end == begin + 1 && demonyms_.contains(tokens_[begin].lower)) return std::nullopt;
    const std::string key = place_key(name);
    if (const auto own = own_.find(key); own != own_.end()) candidate.own = own->second;
    for (const GazetteerBlock& block : blocks_)
      for (const std::uint32_t row : block.rows_named(key))
        candidate.rows.push_back(block.row(row));
    if (key.size() < 4) keep_exact(candidate);
    if (!candidate.own && candidate.rows.empty()) return std::nullopt;
    return candidate;
  }

  /// A short key joins too many names; only the spelling itself counts then.
  static void keep_exact(Candidate& candidate) {
    std::erase_if(candidate.rows,
                  [&](const GazetteerRow& row) { return !bears(row, candidate.plain); });
  }

  static bool bears(const GazetteerRow& row, const std::string& plain) {
    if (plain_key(row.name) == plain) return true;
    bool found = false;
    each_part(row.names, [&](std::string_view name) { found = found || plain_key(name) == plain; });
    return found;
  }

  /// "Hassan Nasrallah", "President Gaza": beside another capital that is no place's.
  bool in_person(const Candidate& candidate, const Sentence& sentence) const {
    if (candidate.own) return false;
    const std::size_t begin = candidate.tokens.begin, end = candidate.tokens.end;
    if (end < sentence.end && is_name_word(end) && !tokens_[end - 1].text.ends_with('.') &&
        !sentence.heading) {
      const std::string_view next = lower(end);
      if (!is_facility(next) && !area_class(next) && !is_day_or_month(next) &&
          !tokens_[end].all_caps && !demonyms_.contains(std::string(next)))
        return true;
    }
    if (begin == sentence.begin || !is_name_word(begin - 1) || sentence.heading) return false;
    const std::string_view previous = lower(begin - 1);
    if (is_direction(previous) || area_class(previous) || demonyms_.contains(std::string(previous)))
      return false;
    if (begin - 1 == sentence.begin && is_common_word(previous)) return false;
    return !is_settlement_noun(previous) || tokens_[begin - 1].capitalised;
  }

  void finish(Candidate& candidate, const Sentence& sentence) const {
    std::size_t end = candidate.tokens.end;
    if (end < sentence.end) candidate.wanted = area_class(lower(end));
    if (!candidate.wanted && end - candidate.tokens.begin > 1)
      candidate.wanted = area_class(lower(end - 1));
    const std::size_t before = candidate.tokens.begin;
    if (before >= sentence.begin + 2 && lower(before - 1) == "of" && !candidate.wanted)
      candidate.wanted = area_class(lower(before - 2));
    find_preposition(candidate, sentence);
    if (opens_dateline(before, sentence)) candidate.located = true;
  }

  /// Steps back over "the northern city of" to a preposition.
  void find_preposition(Candidate& candidate, const Sentence& sentence) const {
    std::size_t at = candidate.tokens.begin;
    candidate.phrase_begin = at;
    for (std::size_t steps = 0; steps < 7 && at > sentence.begin; ++steps) {
      const std::string_view w = lower(at - 1);
      if (is_near(w)) candidate.near = true;
      if (w == "of") {
        // "the town of Tine" is somewhere, "the president of Chad" is not.
        if (at >= sentence.begin + 2 &&
            (is_settlement_noun(lower(at - 2)) || lower(at - 2) == "control"))
          candidate.located = true;
      } else if (is_locative(w)) {
        candidate.located = true;
        candidate.against = w == "against";
        candidate.phrase_begin = at - 1;
        return;
      } else if (!is_direction(w) && !is_settlement_noun(w) &&
                 !among(w, {"the", "'s", "its", "border", "and", ",", "close", "km", "kilometres",
                            "kilometers", "miles"}) &&
                 !demonyms_.contains(std::string(w)) && tokens_[at - 1].kind != TokenKind::number &&
                 !beside_place(at - 1)) {
        return;
      }
      --at;
    }
  }

  /// "in Rafah and Khan Younis": the second is located by the first's preposition.
  bool beside_place(std::size_t at) const {
    return tokens_[at].capitalised && tokens_[at].kind == TokenKind::word;
  }

  // --- which of several ---

  void weigh_countries() {
    std::string previous;
    for (const Token& token : tokens_.list) {
      const std::string pair = previous + " " + token.lower;
      previous = token.capitalised ? token.lower : std::string();
      if (!token.capitalised) continue;
      auto found = demonyms_.find(pair);
      if (found == demonyms_.end()) found = demonyms_.find(token.lower);
      if (found != demonyms_.end()) countries_[std::string(found->second)] += 1.0;
    }
    for (const Candidate& candidate : candidates_) {
      std::set<std::string_view> isos;
      bool big = false, country = false, nowhere = false;
      for (const GazetteerRow& row : candidate.rows) {
        if (!row.iso.empty()) isos.insert(row.iso);
        nowhere = nowhere || row.iso.empty();
        big = big || row.population >= 50'000 || row.sort == "admin1" || written_by_hand(row);
        country = country || row.sort == "country";
      }
      for (const GazetteerRow& row : candidate.rows)
        if (country && row.sort == "country") countries_[std::string(row.iso)] += 2.0;
      if (isos.size() == 1 && !nowhere && (big || candidate.own))
        countries_[std::string(*isos.begin())] += 1.5;
      for (const GazetteerRow& row : candidate.rows) {
        named_.insert(plain_key(row.name));
      }
    }
    for (const NamedPlace& place : vocabulary_.places)
      for (const GazetteerBlock& block : blocks_)
        for (const std::uint32_t row : block.rows_named(place_key(place.name)))
          if (const auto iso = block.row(row).iso; !iso.empty())
            agreement_isos_.insert(std::string(iso));
    for (const auto& [iso, weight] : countries_) heaviest_ = std::max(heaviest_, weight);
  }

  static bool written_by_hand(const GazetteerRow& row) {
    return row.id.starts_with("truce:") || row.id.starts_with("iso:");
  }

  double score(const GazetteerRow& row, const Candidate& candidate) const {
    double points = 0;
    const double people = row.population > 0 ? std::log10(static_cast<double>(row.population)) : 0;
    if (row.sort == "country") points = 9;
    if (row.sort == "admin1") points = 5;
    if (row.sort == "admin2") points = 3;
    if (row.sort == "town") points = 1 + people;
    if (row.sort == "locality" || row.sort == "vicinity") points = 1.5;
    if (written_by_hand(row)) points += 2;
    if (candidate.wanted) {
      if (row.sort == *candidate.wanted) points += 4;
      if (*candidate.wanted == "admin1" && row.sort == "town") points -= 1;
    }
    if (plain_key(row.name) == candidate.plain)
      points += 1.5;
    else if (bears(row, candidate.plain))
      points += 0.75;
    points += context_points(row);
    each_part(row.within, [&](std::string_view area) {
      if (named_.contains(plain_key(area)) && plain_key(area) != plain_key(row.name)) points += 1;
    });
    return points;
  }

  double context_points(const GazetteerRow& row) const {
    double points = 0;
    const auto found = countries_.find(std::string(row.iso));
    if (found != countries_.end()) points += found->second >= heaviest_ ? 4 : 2.5;
    if (agreement_isos_.contains(std::string(row.iso))) points += 3;
    return points;
  }

  /// Whether a name that means `row` is to be believed here.
  bool believed(const GazetteerRow& row, const Candidate& candidate) const {
    if (row.sort == "country") return true;
    const bool exact = bears(row, candidate.plain);
    if (written_by_hand(row) || (row.population >= 200'000 && exact)) return true;
    // A text that names no country at all is taken at its word.
    if (countries_.empty() && agreement_isos_.empty()) return exact && candidate.located;
    const bool here =
        countries_.contains(std::string(row.iso)) || agreement_isos_.contains(std::string(row.iso));
    if (!here) return false;
    const bool first = candidate.tokens.begin == tokens_.sentence_of(candidate.tokens.begin).begin;
    const bool single = candidate.tokens.end == candidate.tokens.begin + 1;
    const bool sizeable = row.population >= 5'000 || row.sort == "admin1" || row.sort == "admin2";
    if (candidate.located || candidate.wanted)
      return exact || !single || sizeable || candidate.plain.size() > 5;
    return sizeable && (!first || row.population >= 50'000) &&
           (exact || candidate.plain.size() > 5);
  }

  /// The name behind a comma or "in" that says where the `i`th lies: "Nasir, Upper Nile State".
  const Candidate* holder(std::size_t i) const {
    if (i + 1 >= candidates_.size()) return nullptr;
    std::size_t at = candidates_[i].tokens.end;
    const Candidate& next = candidates_[i + 1];
    while (at < next.tokens.begin && (area_class(lower(at)) || is_direction(lower(at)) ||
                                      among(lower(at), {",", "in", "the", "'s"})))
      ++at;
    return at == next.tokens.begin && at > candidates_[i].tokens.end ? &next : nullptr;
  }

  static bool lies_in(const GazetteerRow& row, const Candidate& area) {
    bool inside = false;
    for (const GazetteerRow& other : area.rows) {
      const bool larger =
          other.sort == "country" || other.sort == "admin1" || other.sort == "admin2";
      inside = inside || (larger && !row.iso.empty() && other.iso == row.iso && other.id != row.id);
    }
    return inside;
  }

  std::optional<FoundPlace> resolved(const Candidate& candidate, const Candidate* area) const {
    const GazetteerRow* best = nullptr;
    double best_score = -1;
    for (const GazetteerRow& row : candidate.rows) {
      const double points = score(row, candidate) + (area && lies_in(row, *area) ? 3 : 0);
      if (points > best_score) {
        best = &row;
        best_score = points;
      }
    }
    if (!candidate.own) {
      if (best == nullptr) return std::nullopt;
      // "Nasir, South Sudan" is believed by what holds it.
      const bool held = area != nullptr && lies_in(*best, *area) && bears(*best, candidate.plain);
      if (!held && !believed(*best, candidate)) return std::nullopt;
      // A state that nothing locates is somebody, not somewhere.
      if (best->sort == "country" && (!candidate.located || candidate.against) &&
          !after_place(candidate))
        return std::nullopt;
    }
    return found(candidate, best);
  }

  /// "Beirut, Lebanon": behind a comma behind another name.
  bool after_place(const Candidate& candidate) const {
    const std::size_t begin = candidate.tokens.begin;
    // "a citizen of Nepal, Norland's institute said": an owner, and no place that holds another.
    if (lower(candidate.tokens.end) == "'s") return false;
    return begin >= 2 && lower(begin - 1) == "," && is_name_word(begin - 2);
  }

  FoundPlace found(const Candidate& candidate, const GazetteerRow* row) const {
    FoundPlace found;
    found.tokens = candidate.tokens;
    found.phrase = {candidate.phrase_begin, candidate.tokens.end};
    found.located = candidate.located || after_place(candidate);
    Place& place = found.place;
    place.span = tokens_.span(candidate.tokens.begin, candidate.tokens.end);
    place.name = std::string(place.span->in(tokens_.text));
    if (row != nullptr) {
      place.id = std::string(row->id);
      place.latitude = row->latitude;
      place.longitude = row->longitude;
      place.precision = precision_of(row->sort);
      each_part(row->within, [&](std::string_view area) { place.within.emplace_back(area); });
      found.country = std::string(row->iso);
      found.standard = std::string(row->name);
      add_country(*row, place);
    }
    if (candidate.own) {
      found.agreement = true;
      found.standard = vocabulary_.places[*candidate.own].name;
      place.id = found.standard;
    }
    if (candidate.near && place.precision != PlacePrecision::country &&
        place.precision != PlacePrecision::admin1)
      place.precision = PlacePrecision::vicinity;
    return found;
  }

  void add_country(const GazetteerRow& row, Place& place) const {
    if (row.sort == "country" || row.iso.empty()) return;
    const auto country = countries().names.find(row.iso);
    if (country != countries().names.end()) place.within.emplace_back(country->second);
  }

  const Tokens& tokens_;
  const Vocabulary& vocabulary_;
  const std::vector<GazetteerBlock>& blocks_;
  std::vector<bool> taken_;
  std::unordered_map<std::string, std::size_t> own_;
  const std::unordered_map<std::string, std::string_view>& demonyms_ = countries().demonyms;
  std::vector<Candidate> candidates_;
  std::vector<FoundPlace> unlisted_;
  std::map<std::string, double> countries_;  // what the document is about, by names met
  std::set<std::string> agreement_isos_;
  std::set<std::string> named_;
  double heaviest_ = 0;
};

}  // namespace

std::vector<FoundPlace> places_in(const Tokens& tokens, const Vocabulary& vocabulary,
                                  const Gazetteer& gazetteer,
                                  const std::vector<TokenRange>& taken) {
  return Finder(tokens, vocabulary, gazetteer, taken).run();
}

}  // namespace extract
}  // namespace truce
