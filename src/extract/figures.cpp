// SPDX-License-Identifier: Apache-2.0
#include "extract/figures.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <span>
#include <utility>

#include "extract/counted.h"

namespace truce::extract {
namespace {

using Words = std::initializer_list<std::string_view>;

bool among(std::string_view word, Words words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::pair<std::string_view, std::int64_t>, 28> kCardinals = {{
    {"zero", 0},     {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},
    {"five", 5},     {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},
    {"ten", 10},     {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14},
    {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},
    {"twenty", 20},  {"thirty", 30},  {"forty", 40},     {"fifty", 50},    {"sixty", 60},
    {"seventy", 70}, {"eighty", 80},  {"ninety", 90},
}};

std::optional<std::int64_t> simple_cardinal(std::string_view word) {
  for (const auto& [name, value] : kCardinals)
    if (name == word) return value;
  return std::nullopt;
}

/// "seven", "twenty", "twenty-seven"
std::optional<std::int64_t> cardinal(std::string_view word) {
  if (const auto value = simple_cardinal(word)) return value;
  const std::size_t hyphen = word.find('-');
  if (hyphen == std::string_view::npos) return std::nullopt;
  const auto tens = simple_cardinal(word.substr(0, hyphen));
  const auto ones = simple_cardinal(word.substr(hyphen + 1));
  if (!tens || !ones || *tens < 20 || *ones < 1 || *ones > 9) return std::nullopt;
  return *tens + *ones;
}

std::optional<std::int64_t> scale_of(std::string_view word) {
  if (word == "hundred") return 100;
  if (word == "thousand") return 1000;
  if (word == "million") return 1'000'000;
  if (word == "billion") return 1'000'000'000;
  return std::nullopt;
}

/// The least that a round word stands for (conventions of reading: dozens are 24 or more).
std::optional<std::int64_t> vague_floor(std::string_view word) {
  if (word == "dozens") return 24;
  if (word == "scores") return 40;
  if (word == "hundreds") return 200;
  if (word == "thousands") return 2000;
  if (word == "millions") return 2'000'000;
  return std::nullopt;
}

/// A number as far as its own words reach.
struct Number {
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> high;
  bool vague = false;
  bool plus = false;   // "400-plus", "300+"
  bool words = false;  // written out
  bool decimal = false;
  bool article = false;
  TokenRange tokens;
};

class Reader {
 public:
  Reader(const Tokens& tokens, TokenRange range) : tokens_(tokens), range_(range) {
    range_.end = std::min(range_.end, tokens.size());
  }

  std::vector<FoundFigure> run() {
    for (std::size_t at = range_.begin; at < range_.end;) {
      const std::size_t before = at;
      if (auto number = number_at(at)) {
        at = number->tokens.end;
        take(std::move(*number));
        if (!found_.empty()) at = std::max(at, found_.back().number.end);
      } else {
        ++at;
      }
      assert_progress(before, at);
    }
    find_parts();
    find_corrections();
    return std::move(found_);
  }

 private:
  static void assert_progress(std::size_t before, std::size_t& at) {
    if (at <= before) at = before + 1;
  }

  std::string_view word(std::size_t at) const {
    return at >= range_.begin && at < range_.end ? std::string_view(tokens_[at].lower)
                                                 : std::string_view();
  }
  /// The word `back` places before `at`; empty outside the range.
  std::string_view before(std::size_t at, std::size_t back = 1) const {
    return at >= range_.begin + back ? word(at - back) : std::string_view();
  }
  bool is_number(std::size_t at) const {
    return at < range_.end && tokens_[at].kind == TokenKind::number;
  }
  bool is_word(std::size_t at) const {
    return at < range_.end && tokens_[at].kind == TokenKind::word;
  }
  bool glued(std::size_t at) const { return at < range_.end && !tokens_[at].space_before; }

  // --- numbers ---

  std::optional<Number> number_at(std::size_t at) const {
    if (is_number(at)) return digits_at(at);
    if (!is_word(at)) return std::nullopt;
    if (auto number = vague_at(at)) return number;
    if (auto number = written_at(at)) return number;
    if (auto number = plus_at(at)) return number;
    return article_at(at);
  }

  std::optional<Number> digits_at(std::size_t at) const {
    const std::string_view digits = word(at);
    Number number;
    number.tokens = {at, at + 1};
    double value = 0;
    if (std::from_chars(digits.data(), digits.data() + digits.size(), value).ec != std::errc() ||
        value > 9e15) {
      return std::nullopt;
    }
    number.decimal = digits.find('.') != std::string_view::npos;
    std::size_t next = at + 1;
    while (const auto scale = scale_of(word(next))) {
      value *= static_cast<double>(*scale);
      number.decimal = false;
      number.tokens.end = ++next;
    }
    if (value > 9e15) return std::nullopt;
    number.low = number.high = static_cast<std::int64_t>(value + 0.5);
    if (number.decimal) number.low = number.high = static_cast<std::int64_t>(value);
    if (word(next) == "+" && glued(next)) {
      number.plus = true;
      number.tokens.end = next + 1;
    }
    if (word(next) == "-" && word(next + 1) == "plus") {
      number.plus = true;
      number.tokens.end = next + 2;
    }
    return number;
  }

  std::optional<Number> plus_at(std::size_t at) const {
    const std::string_view text = word(at);
    if (!text.ends_with("-plus")) return std::nullopt;
    std::int64_t value = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size() - 5, value);
    if (end.ec != std::errc() || end.ptr != text.data() + text.size() - 5) return std::nullopt;
    Number number;
    number.low = value;
    number.high = value;
    number.plus = true;
    number.tokens = {at, at + 1};
    return number;
  }

  /// "twenty-five", "one hundred and four", "a hundred", "two dozen", "half a dozen"
  std::optional<Number> written_at(std::size_t at) const {
    if (word(at) == "half" && word(at + 1) == "a" && among(word(at + 2), {"dozen", "million"}))
      return exact(word(at + 2) == "dozen" ? 6 : 500'000, at, at + 3);
    if (among(word(at), {"a", "an"}) && scale_of(word(at + 1))) return scaled(1, at, at + 1);
    if (word(at) == "a" && word(at + 1) == "dozen") return exact(12, at, at + 2);
    if (word(at) == "a" && among(word(at + 1), {"couple", "pair"}) && word(at + 2) == "of")
      return exact(2, at, at + 3);
    if (word(at) == "both" && !among(word(at + 1), {"sides", "parties", "countries", "of"}))
      if (const NounPhrase phrase = noun_phrase(at + 1, false); phrase.head_at != 0)
        if (const auto noun = counted_noun(word(phrase.head_at));
            noun && noun->counts == Counts::people)
          return exact(2, at, at + 1);
    if (word(at) == "dozen") return exact(12, at, at + 1);
    const auto first = cardinal(word(at));
    if (!first) return std::nullopt;
    if (word(at + 1) == "dozen") return exact(*first * 12, at, at + 2);
    std::int64_t value = *first;
    std::size_t next = at + 1;
    // "twenty five" without its hyphen
    if (value >= 20 && value % 10 == 0) {
      const auto ones = simple_cardinal(word(next));
      if (ones && *ones >= 1 && *ones <= 9) {
        value += *ones;
        ++next;
      }
    }
    return scaled(value, at, next);
  }

  /// `value` times the scales that follow, with what is added to them: "one hundred and four".
  std::optional<Number> scaled(std::int64_t value, std::size_t begin, std::size_t next) const {
    std::int64_t total = 0;
    std::int64_t part = value;
    bool scaled_once = false;
    while (next < range_.end) {
      if (const auto scale = scale_of(word(next)); scale && part < 1'000'000'000) {
        scaled_once = true;
        if (*scale == 100) {
          part *= 100;
        } else {
          total += part * *scale;
          part = 0;
        }
        ++next;
        continue;
      }
      const std::size_t skip = word(next) == "and" ? 1 : 0;
      const auto more = cardinal(word(next + skip));
      const bool joins = scaled_once && more && *more < 100 && (part == 0 || part % 100 == 0) &&
                         (skip == 0 || part + total >= 100);
      if (!joins) break;
      part += *more;
      next += skip + 1;
    }
    return exact(total + part, begin, next);
  }

  static Number exact(std::int64_t value, std::size_t begin, std::size_t end) {
    Number number;
    number.low = number.high = value;
    number.words = true;
    number.tokens = {begin, end};
    return number;
  }

  /// "dozens", "tens of thousands", "several hundred", "several", "a few"
  std::optional<Number> vague_at(std::size_t at) const {
    if (among(word(at), {"several", "few", "multiple", "numerous", "couple"}))
      return several_at(at);
    if (word(at) == "a" && word(at + 1) == "couple" && word(at + 2) == "of" &&
        !among(word(at + 3), {"dozen", "hundred", "thousand"}))
      return std::nullopt;
    if (word(at) == "a" && among(word(at + 1), {"few", "couple"})) {
      auto number = several_at(at + 1);
      if (number) number->tokens.begin = at;
      return number;
    }
    auto floor = vague_floor(word(at));
    std::size_t end = at + 1;
    if (word(at) == "tens" && word(at + 1) == "of") floor = 20;
    if (!floor) return std::nullopt;
    if (word(end) == "of") {
      if (word(end + 1) == "thousands") {
        floor = *floor == 20 ? 20'000 : *floor * 1000;
        end += 2;
      } else if (word(end + 1) == "millions") {
        floor = *floor * 1'000'000;
        end += 2;
      } else if (word(at) == "tens") {
        return std::nullopt;
      }
    }
    return vague(floor, at, end);
  }

  std::optional<Number> several_at(std::size_t at) const {
    std::size_t next = at + 1;
    if (word(at) == "couple" && word(next) == "of") ++next;
    if (word(next) == "dozen") return vague(24, at, next + 1);
    if (word(next) == "hundred") return vague(200, at, next + 1);
    if (word(next) == "thousand") return vague(2000, at, next + 1);
    if (word(at) == "few" && before(at) != "a") return std::nullopt;
    if (word(at) == "couple" && word(at + 1) != "of") return std::nullopt;
    return vague(std::nullopt, at, next);
  }

  static Number vague(std::optional<std::int64_t> floor, std::size_t begin, std::size_t end) {
    Number number;
    number.low = floor;
    number.vague = true;
    number.words = true;
    number.tokens = {begin, end};
    return number;
  }

  /// "a soldier", "an aid worker", "no casualties"; only before nouns that a person counts.
  std::optional<Number> article_at(std::size_t at) const {
    const bool none = among(word(at), {"no", "none"});
    if (!none && !among(word(at), {"a", "an", "another"})) return std::nullopt;
    if (word(at) == "no" && among(word(at + 1), {"one", "longer", "more", "fewer", "less"}))
      return std::nullopt;
    Number number = exact(none ? 0 : 1, at, at + 1);
    number.article = !none;
    if (word(at) == "another" && (is_number(at + 1) || cardinal(word(at + 1)) ||
                                  among(word(at + 1), {"dozen", "hundred", "thousand"}))) {
      return std::nullopt;
    }
    if (word(at) == "none") return number;
    // "another was hurt", "a third was hurt": one more, by no noun.
    if (word(at) == "another" && told_of(at + 1)) return number;
    if (word(at) == "a" && among(word(at + 1), {"second", "third", "fourth", "fifth"}) &&
        told_of(at + 2)) {
      number.tokens.end = at + 2;
      return number;
    }
    // "kills a Syrian and wounds 21"
    if (number.article && one_by_origin(at + 1)) return number;
    const NounPhrase phrase = noun_phrase(at + 1, !none || word(at) != "no", none);
    if (phrase.head_at == 0) return std::nullopt;
    const auto noun = counted_noun(word(phrase.head_at));
    if (!noun || !is_count(noun->counts)) return std::nullopt;
    if (number.article && (!noun->singular || noun->plural)) return std::nullopt;
    if (number.article && goes_on(phrase.end)) return std::nullopt;
    return number;
  }

  /// "is injured", "wounded": what befell somebody who is counted by no noun.
  bool told_of(std::size_t at) const {
    std::size_t next = at;
    while (among(word(next), {"is", "was", "has", "had"}) ||
           among(word(next),
                 {"been", "being", "seriously", "critically", "also", "badly", "severely"}))
      ++next;
    return among(word(next), {"killed", "injured", "wounded", "hurt", "missing", "dead",
                              "kidnapped", "abducted", "detained", "arrested"});
  }

  /// "a Palestinian", by itself.
  bool one_by_origin(std::size_t at) const {
    if (at >= range_.end || !tokens_[at].capitalised || !is_word(at)) return false;
    const std::string_view w = word(at);
    if (!w.ends_with("ian") && !w.ends_with("ean") && !w.ends_with("i") && !w.ends_with("ese"))
      return false;
    return among(word(at + 1), {"and", ",", ".", "in", "who", "was", "is", "near"});
  }

  /// Whether a further noun follows, so that "a terrorist background" is no terrorist.
  bool goes_on(std::size_t at) const {
    if (!is_word(at) || tokens_[at].capitalised || ends_phrase(word(at))) return false;
    const std::string_view w = word(at);
    for (const std::string_view tail : {"ed", "ing", "s", "ly"})
      if (w.ends_with(tail)) return false;
    return !among(
        w, {"dead",      "shot",      "fell",   "told", "lost",  "hit",    "left", "held",  "set",
            "went",      "came",      "took",   "led",  "whose", "aged",   "hurt", "began", "then",
            "now",       "today",     "nearby", "off",  "out",   "up",     "down", "if",    "only",
            "yesterday", "overnight", "alone",  "too",  "onto",  "around", "fire"});
  }

  // --- what is counted ---

  struct NounPhrase {
    std::size_t end = 0;      // one past its last token
    std::size_t head_at = 0;  // 0: no head found
  };

  /// Words at which a noun phrase has ended.
  static bool ends_phrase(std::string_view w) {
    return among(
        w, {"and",     "or",       "but",     "in",     "on",    "at",        "by",      "for",
            "from",    "to",       "with",    "into",   "near",  "over",      "under",   "after",
            "before",  "during",   "since",   "until",  "that",  "which",     "who",     "whom",
            "whose",   "when",     "where",   "while",  "as",    "if",        "is",      "are",
            "was",     "were",     "be",      "been",   "being", "has",       "have",    "had",
            "will",    "would",    "could",   "may",    "might", "must",      "can",     "should",
            "do",      "does",     "did",     "a",      "an",    "the",       "this",    "that",
            "these",   "those",    "its",     "their",  "his",   "her",       "it",      "they",
            "he",      "she",      "we",      "said",   "says",  "including", "than",    "between",
            "among",   "amid",     "against", "across", "along", "inside",    "outside", "within",
            "without", "because",  "through", "per",    "each",  "every",     "not",     "also",
            "so",      "there",    "here",    "of",     "about", "around",    "every",   "daily",
            "said",    "reported", "behind"});
  }

  /// Plurals that stand before another: "police officers", "security forces members".
  static bool attributive(std::string_view w) {
    return among(w, {"police", "forces", "staff", "personnel", "crew", "security", "arms",
                     "aircraft", "others", "troops", "people", "dead", "fellow", "peshmerga"});
  }

  /// The noun phrase that starts at `at`. A number above one wants a plural, an article a singular.
  NounPhrase noun_phrase(std::size_t at, bool singular, bool either = false) const {
    constexpr std::size_t kWordsMax = 8;
    const auto fits = [&](std::size_t i) {
      const auto noun = counted_noun(word(i));
      // "a National Guard post" counts no national.
      if (singular && tokens_[i].capitalised && is_word(i + 1) && tokens_[i + 1].capitalised)
        return false;
      return noun && (either || (singular ? noun->singular : noun->plural));
    };
    NounPhrase phrase{at, 0};
    std::size_t regular = 0;
    for (std::size_t i = at; i < range_.end && i < at + kWordsMax; ++i) {
      if (is_number(i) && among(word(i + 1), {"mm", "millimetre", "millimeter"})) {
        ++i;  // "two 155 mm guns"
        continue;
      }
      if (!inside_phrase(at, i)) break;
      if (!is_word(i)) continue;  // an apostrophe-s, a hyphen
      if (fits(i) && word(i + 1) != "'s") {
        phrase = {i + 1, i};
        if (extends(i, fits)) continue;
        break;
      }
      if (phrase.head_at != 0) break;
      if (!singular && regular == 0 && looks_plural(i)) regular = i;
    }
    if (phrase.head_at == 0 && regular != 0) phrase = {regular + 1, regular};
    if (phrase.head_at != 0 && regular != 0 && regular < phrase.head_at &&
        !attributive_gap(regular))
      phrase = {regular + 1, regular};
    return phrase;
  }

  /// Whether the word after the plural-looking `regular` shows that the phrase had ended there.
  bool attributive_gap(std::size_t regular) const {
    const std::string_view next = word(regular + 1);
    return !(next.ends_with("ed") && !next.ends_with("armed")) && !ends_phrase(next);
  }

  bool inside_phrase(std::size_t begin, std::size_t i) const {
    if (is_word(i)) return !ends_phrase(word(i)) || (i == begin && word(i) == "of");
    if (among(word(i), {"'s", "-", "'"})) return true;
    // "a Liberation Army (LA) commander"
    if (word(i) == "(" && word(i + 2) == ")") return true;
    if (word(i) == ")" && before(i, 2) == "(") return true;
    // "three armed, masked men", "a U.S. soldier"
    return word(i) == "," && i > begin && i + 1 < range_.end && adjective(i - 1) &&
           adjective(i + 1);
  }

  bool adjective(std::size_t i) const {
    return among(word(i), {"armed", "masked", "unarmed", "young", "old", "elderly", "heavily",
                           "unidentified", "badly", "civilian", "wounded", "foreign"});
  }

  template <class Fits>
  bool extends(std::size_t i, const Fits& fits) const {
    if (i + 1 >= range_.end || !is_word(i + 1)) return false;
    if (!fits(i + 1)) {
      // "a police station chief" is rare; "a rocket launcher" and "a truck driver" are caught
      // below.
      return false;
    }
    const auto here = counted_noun(word(i));
    return attributive(word(i)) || (here && here->singular && !here->plural);
  }

  bool looks_plural(std::size_t i) const {
    const std::string_view w = word(i);
    if (w.size() < 4 || !w.ends_with("s") || w.ends_with("ss") || w.ends_with("us")) return false;
    if (among(w, {"always",  "perhaps", "besides", "thus",    "news",     "alleges",
                  "reports", "says",    "hits",    "kills",   "claims",   "gas",
                  "arms",    "forces",  "others",  "united",  "overseas", "leaves",
                  "injures", "wounds",  "takes",   "targets", "strikes",  "includes"}))
      return w == "arms" ? false : w == "others";
    return true;
  }

  /// "Palestinians", "Israelis", "Burkinabes": people named by where they are from.
  bool names_people(std::size_t at) const {
    if (!tokens_[at].capitalised) return false;
    const std::string_view w = word(at);
    for (const std::string_view tail : {"ans", "ians", "is", "ese", "ish", "ites", "eans", "ians"})
      if (w.ends_with(tail)) return true;
    return among(w, {"turks",   "kurds",      "arabs",     "serbs",    "croats",   "afghans",
                     "greeks",  "druze",      "poles",     "swedes",   "danes",    "finns",
                     "jews",    "christians", "muslims",   "tajiks",   "uzbeks",   "kazakhs",
                     "britons", "thais",      "filipinos", "tuaregs",  "bedouins", "alawites",
                     "yazidis", "tutsis",     "hutus",     "filipino", "thai"});
  }

  // --- bounds ---

  struct Bound {
    Qualifier qualifier;
    std::size_t words;
  };

  /// The words before `at` that bound what follows.
  std::optional<Bound> bound_before(std::size_t at) const {
    const auto w1 = before(at), w2 = before(at, 2), w3 = before(at, 3);
    if (w1 == "least" && w2 == "at") return Bound{Qualifier::at_least, 2};
    if (w1 == "minimum" && w2 == "a") return Bound{Qualifier::at_least, 2};
    if (w1 == "of" && w2 == "minimum" && w3 == "a") return Bound{Qualifier::at_least, 3};
    if (w1 == "than" && among(w2, {"fewer", "less"}) && among(w3, {"no", "not"}))
      return Bound{Qualifier::at_least, 3};
    if (w1 == "than" && w2 == "more" && among(w3, {"no", "not"}))
      return Bound{Qualifier::at_most, 3};
    if (w1 == "than" && among(w2, {"more", "greater", "higher"}))
      return Bound{Qualifier::more_than, 2};
    if (w1 == "than" && among(w2, {"fewer", "less", "lower"})) return Bound{Qualifier::at_most, 2};
    if (w1 == "of" && among(w2, {"upwards", "upward"})) return Bound{Qualifier::more_than, 2};
    if (w1 == "of" && w2 == "excess" && w3 == "in") return Bound{Qualifier::more_than, 3};
    if (w1 == "as" && among(w2, {"many", "much", "high"}) && w3 == "as")
      return Bound{Qualifier::up_to, 3};
    if (w1 == "to" && w2 == "up") return Bound{Qualifier::up_to, 2};
    if (w1 == "to" && w2 == "close") return Bound{Qualifier::about, 2};
    if (w1 == "most" && w2 == "at") return Bound{Qualifier::at_most, 2};
    if (w1 == "estimated" && w2 == "an") return Bound{Qualifier::about, 2};
    if (among(w1, {"over", "above", "exceeding", "exceeded", "exceeds", "surpassed", "surpassing",
                   "passed", "topped", "surpasses"}))
      return Bound{Qualifier::more_than, 1};
    if (among(w1, {"under", "below"})) return Bound{Qualifier::at_most, 1};
    if (among(w1, {"about", "some", "around", "roughly", "approximately", "nearly", "almost",
                   "estimated", "approx", "circa", "~"}))
      return Bound{Qualifier::about, 1};
    return std::nullopt;
  }

  std::optional<Bound> bound_after(std::size_t at) const {
    if (word(at) == "or" && word(at + 1) == "more") return Bound{Qualifier::at_least, 2};
    if (word(at) == "or" && word(at + 1) == "so") return Bound{Qualifier::about, 2};
    if (word(at) == "or" && among(word(at + 1), {"fewer", "less"}))
      return Bound{Qualifier::at_most, 2};
    return std::nullopt;
  }

  static void apply(Qualifier bound, Figure& figure) {
    if (bound == Qualifier::about) {
      if (figure.qualifier == Qualifier::exactly) figure.qualifier = bound;
      return;
    }
    // "at least dozens" is no more exact than "dozens".
    if (figure.qualifier == Qualifier::vague) return;
    figure.qualifier = bound;
    if (bound == Qualifier::at_least || bound == Qualifier::more_than) figure.high.reset();
    if (bound == Qualifier::at_most || bound == Qualifier::up_to) figure.low.reset();
  }

  // --- one figure ---

  void take(Number number) {
    join_range(number);
    FoundFigure found;
    found.article = number.article;
    found.figure.low = number.low;
    found.figure.high = number.high;
    if (number.vague) found.figure.qualifier = Qualifier::vague;
    if (number.vague) found.figure.high.reset();
    if (number.plus) apply(Qualifier::more_than, found.figure);
    found.number = number.tokens;
    bound(found, number);
    count(found, number);
    if (skipped(found, number)) return;
    found.zero = found.figure.low == 0 && found.figure.high == 0;
    found.figure.span = tokens_.span(found.number.begin, found.number.end);
    found.figure.as_written = std::string(found.figure.span->in(tokens_.text));
    found_.push_back(std::move(found));
  }

  /// "12-15", "12 to 15", "two or three", "between 12 and 15"
  void join_range(Number& number) const {
    if (number.article || number.vague || !number.low) return;
    const std::size_t next = number.tokens.end;
    const bool opened = before(number.tokens.begin) == "between";
    const bool from = before(number.tokens.begin) == "from";
    if (!among(word(next), {"-", "to", "or", "and"})) return;
    if (word(next) == "and" && !opened) return;
    if (word(next) == "to" && from && rising_before(number.tokens.begin)) return;
    if (word(next) == "-" && tokens_[next].space_before) return;
    const auto other = number_at(next + 1);
    if (!other || other->article || other->vague || !other->low) return;
    std::int64_t low = *number.low;
    if (const std::int64_t high = *other->low;
        is_number(number.tokens.begin) && low < 1000 &&
        number.tokens.end - number.tokens.begin == 1 && high >= 1000 &&
        other->tokens.end - other->tokens.begin > 1 && word(next) != "or" && !number.words &&
        high / 1000 > low) {
      // "two to three million" scales both, "10-15 thousand" too
      if (const auto scale = scale_of(word(other->tokens.end - 1))) low *= *scale;
    }
    if (low >= *other->low) return;
    number.low = low;
    number.high = *other->low;
    number.tokens.end = other->tokens.end;
    if (opened) --number.tokens.begin;
  }

  bool rising_before(std::size_t at) const {
    for (std::size_t back = 2; back <= 5; ++back) {
      if (among(before(at, back),
                {"rose",      "rises",   "risen",   "rising",    "fell",      "falls",   "fallen",
                 "revised",   "raised",  "lowered", "increased", "increases", "climbed", "dropped",
                 "decreased", "reduced", "grew",    "corrected", "updated",   "jumped",  "went",
                 "up",        "down",    "changed", "cut"}))
        return true;
    }
    return false;
  }

  void bound(FoundFigure& found, const Number& number) const {
    if (number.article) return;
    while (const auto bound = bound_before(found.number.begin)) {
      apply(bound->qualifier, found.figure);
      found.number.begin -= bound->words;
    }
    if (const auto bound = bound_after(found.number.end)) {
      apply(bound->qualifier, found.figure);
      found.number.end += bound->words;
    }
  }

  /// Fills phrase, head and counts.
  void count(FoundFigure& found, const Number& number) const {
    std::size_t at = found.number.end;
    found.phrase = found.number;
    const auto no = no_count(found, number);
    if (no) found.counts = *no;
    if (no && *no != Counts::population) return;
    at = past_of(at);
    const bool one = found.figure.low == 1 && found.figure.high == 1;
    NounPhrase phrase = noun_phrase(at, one, found.figure.low == 0 && found.figure.high == 0);
    if (phrase.head_at == 0) {
      if (number.decimal) found.counts = Counts::label;
      // "Dozens more were hurt"
      if (word(found.number.end) == "more") found.phrase.end = found.number.end + 1;
      return people_without_number(found, at, one);
    }
    found.head = tokens_[phrase.head_at].lower;
    found.head_at = phrase.head_at;
    found.phrase.end = phrase.end;
    found.counts = sort_of(phrase.head_at);
    if (number.decimal && !is_count_of_mass(found.counts)) found.counts = Counts::label;
    if (found.counts == Counts::people && bodies_before(found.number.begin))
      found.counts = Counts::bodies;
    settle(found, number);
    if (no) found.counts = *no;
  }

  static bool is_count_of_mass(Counts counts) {
    return counts == Counts::tonnes || !is_count(counts);
  }

  /// "the bodies of 15 villagers", "the remains of two soldiers"
  bool bodies_before(std::size_t at) const {
    std::size_t back = 1;
    while (among(before(at, back), {"the", "another", "a", "further"})) ++back;
    return before(at, back) == "of" &&
           among(before(at, back + 1), {"bodies", "remains", "corpses", "body"});
  }

  /// "27 of the 28 bodies": the second number is how many there are, not how many were.
  bool is_whole_of(std::size_t at) const {
    std::size_t back = 1;
    while (among(before(at, back), {"the", "its", "their", "all"})) ++back;
    if (before(at, back) != "of" || found_.empty()) return false;
    const std::size_t end = found_.back().number.end;
    return end + back == at || (end + back + 1 == at && before(at, back + 1) == "out");
  }

  Counts sort_of(std::size_t head_at) const {
    const auto noun = counted_noun(word(head_at));
    if (noun) return noun->counts;
    return names_people(head_at) ? Counts::people : Counts::other;
  }

  /// "one Palestinian", "15 Lebanese": the adjective is the noun.
  void people_without_number(FoundFigure& found, std::size_t at, bool one) const {
    std::size_t last = at;
    while (last < range_.end && is_word(last) && !ends_phrase(word(last)) && last < at + 3 &&
           !tokens_[last].capitalised)
      ++last;
    if (last >= range_.end || !is_word(last) || !tokens_[last].capitalised) return;
    const std::string_view w = word(last);
    const bool ese = w.ends_with("ese") || w.ends_with("ish") || w.ends_with("french");
    const bool single = one && (w.ends_with("an") || w.ends_with("i") || ese);
    const bool stops = last + 1 >= range_.end || !is_word(last + 1) ||
                       ends_phrase(word(last + 1)) || word(last + 1).ends_with("ed");
    if (!(ese || single) || !stops) return;
    found.head = std::string(w);
    found.head_at = last;
    found.phrase.end = last + 1;
    found.counts = Counts::people;
  }

  /// Steps over "of the", "of its", "of", "more", "other" and a population: "27 of the 28 bodies".
  std::size_t past_of(std::size_t at) const {
    if (word(at) == "more" || word(at) == "additional" || word(at) == "further") ++at;
    if (word(at) == "out" && word(at + 1) == "of") ++at;
    if (word(at) != "of") return at;
    std::size_t next = at + 1;
    if (among(word(next), {"the", "its", "their", "his", "her", "these", "those", "our"})) ++next;
    if (among(word(next), {"them", "whom", "which", "us"})) return at;
    if (is_number(next) || cardinal(word(next))) {
      const auto whole = number_at(next);
      if (whole) next = whole->tokens.end;
    }
    return next;
  }

  /// What the head alone cannot tell: people in need, votes, loads of aid.
  void settle(FoundFigure& found, const Number& number) const {
    const std::size_t after = found.phrase.end;
    if (found.counts == Counts::people) {
      if (word(after) == "in" && among(word(after + 1), {"need", "dire", "urgent"}))
        found.counts = Counts::population;
      if (among(word(after), {"face", "facing"}) && word(after + 1) != "trial" &&
          among(word(after + 1),
                {"hunger", "famine", "acute", "starvation", "food", "catastrophic"}))
        found.counts = Counts::population;
      if (word(after) == "strong" || (word(after) == "-" && word(after + 1) == "strong"))
        found.counts = Counts::population;
    }
    if (found.counts == Counts::area && word(after) != "of" && among(found.head, {"square", "sq"}))
      found.phrase.end = std::min(after + 1, range_.end);
    if (among(word(after), {"old", "older"}) && found.counts == Counts::duration)
      found.counts = Counts::age;
    if (found.head == "years" && word(after) == "of" && word(after + 1) == "age")
      found.counts = Counts::age;
    if (year_like(number, found) && !counted_noun(found.head)) found.counts = Counts::date;
    if (among(word(after), {"a", "per", "each", "every", "daily"}) &&
        (word(after) == "daily" ||
         among(word(after + 1), {"day", "week", "month", "hour", "year"})))
      found.each = true;
    if (among(found.head, {"day", "days"}) && before(found.number.begin) == "past")
      found.counts = Counts::duration;
  }

  // --- numbers that count nothing ---

  static bool month(std::string_view w) {
    return among(w,
                 {"january",   "february", "march",    "april",    "may",  "june", "july", "august",
                  "september", "october",  "november", "december", "jan",  "feb",  "mar",  "apr",
                  "jun",       "jul",      "aug",      "sep",      "sept", "oct",  "nov",  "dec"});
  }

  bool year_like(const Number& number, const FoundFigure& found) const {
    const std::size_t at = number.tokens.begin;
    return is_number(at) && number.tokens.end == at + 1 && tokens_[at].text.size() == 4 &&
           found.figure.low && *found.figure.low >= 1900 && *found.figure.low <= 2100 &&
           found.figure.qualifier == Qualifier::exactly;
  }

  std::optional<Counts> no_count(const FoundFigure& found, const Number& number) const {
    if (const auto sort = date_or_time(found, number)) return sort;
    if (!number.article && is_whole_of(found.number.begin)) return Counts::population;
    if (const auto sort = money_or_share(found, number)) return sort;
    if (const auto sort = age_or_label(found, number)) return sort;
    return std::nullopt;
  }

  std::optional<Counts> date_or_time(const FoundFigure& found, const Number& number) const {
    const std::size_t begin = number.tokens.begin, end = number.tokens.end;
    const auto previous = before(begin), next = word(end);
    if (!is_number(begin)) return std::nullopt;
    const bool small = found.figure.low && *found.figure.low <= 31;
    const bool month_before =
        month(previous) && begin > range_.begin && tokens_[begin - 1].capitalised;
    const bool month_after = month(next) && tokens_[end].capitalised;
    if (small && (month_before || month_after)) return Counts::date;
    if (among(next, {"gmt", "utc", "a.m.", "p.m.", "am", "pm", "o'clock", "a.m", "p.m", "hrs"}))
      return Counts::time;
    if (next == ":" && glued(end) && is_number(end + 1) && glued(end + 1)) return Counts::time;
    if (previous == ":" && glued(begin) && is_number(begin - 2) && glued(begin - 1))
      return Counts::time;
    if (digits_joined(begin, end)) return Counts::date;
    if (year_like(number, found)) {
      if (month_before || previous == "," ||
          among(previous, {"in", "since", "of", "until", "by", "during", "from", "late", "early",
                           "mid", "year", "the", "and", "through", "to", "before", "after", "'s"}))
        return Counts::date;
      const auto noun = counted_noun(next);
      if (!noun && !(is_word(end) && looks_plural(end)) && !is_word(end)) return Counts::date;
    }
    return std::nullopt;
  }

  /// 2025-10-10, 10/10/2025, 10.10.2025 or a version: three numbers run together.
  bool digits_joined(std::size_t begin, std::size_t end) const {
    const auto joined = [&](std::size_t mark) {
      return mark > range_.begin && mark + 1 < range_.end && among(word(mark), {"-", "/", "."}) &&
             glued(mark) && glued(mark + 1) && is_number(mark - 1) && is_number(mark + 1);
    };
    const bool after = joined(end), earlier = begin > range_.begin + 1 && joined(begin - 1);
    return (after && joined(end + 2)) || (earlier && after) ||
           (earlier && begin >= 3 && joined(begin - 3)) ||
           ((after || earlier) && word(after ? end : begin - 1) == "/");
  }

  std::optional<Counts> money_or_share(const FoundFigure& found, const Number& number) const {
    const std::size_t begin = number.tokens.begin, end = number.tokens.end;
    const auto previous = before(begin), next = word(end);
    if (among(previous, {"$", "€", "£", "₪", "us$", "usd", "eur"})) return Counts::price;
    if (among(next, {"%", "percent", "per cent", "pc"}) ||
        (next == "per" && word(end + 1) == "cent"))
      return Counts::percent;
    if (number.words &&
        among(next, {"thirds", "third", "quarters", "quarter", "fifths", "tenths", "percentage"}))
      return Counts::fraction;
    if (previous == "+" && found.figure.low > 10) return Counts::phone;
    return std::nullopt;
  }

  std::optional<Counts> age_or_label(const FoundFigure& found, const Number& number) const {
    const std::size_t begin = number.tokens.begin, end = number.tokens.end;
    const auto previous = before(begin), next = word(end);
    const bool human = found.figure.low && *found.figure.low >= 1 && *found.figure.low <= 115;
    if (human && among(previous, {"aged", "age", "ages"})) return Counts::age;
    if (human && previous == "," && among(next, {",", "."}) && begin >= range_.begin + 2 &&
        tokens_[begin - 2].capitalised && is_number(begin) && !is_number(begin - 2) &&
        !month(word(begin - 2)))
      return Counts::age;
    if (human &&
        among(before(found.number.begin),
              {"children", "boys", "girls", "minors", "men", "people"}) &&
        among(word(found.number.begin), {"under", "over"}))
      return Counts::age;
    if (among(
            previous,
            {"resolution", "resolutions", "phase",   "stage",   "article", "articles",  "clause",
             "point",      "chapter",     "channel", "no",      "number",  "nos",       "route",
             "highway",    "road",        "block",   "zone",    "area",    "unit",      "brigade",
             "tower",      "flight",      "level",   "section", "page",    "paragraph", "annex",
             "sector",     "category",    "day",     "track",   "step",    "tier",      "division",
             "battalion",  "line",        "ward",    "gate",    "station", "option",    "item",
             "part",       "group",       "#"}) &&
        !number.article)
      return Counts::label;
    if (begin == range_.begin && is_number(begin) && among(next, {".", ")"}) && end < range_.end &&
        end + 1 < range_.end)
      return Counts::label;
    return std::nullopt;
  }

  bool skipped(const FoundFigure& found, const Number& number) const {
    const auto previous = before(number.tokens.begin);
    if (number.words && found.figure.low == 1 && word(number.tokens.begin) == "one") {
      // "Formula One", "one of the main challengers"
      if (number.tokens.begin > range_.begin && tokens_[number.tokens.begin].capitalised &&
          tokens_[number.tokens.begin - 1].capitalised)
        return true;
      if (word(number.tokens.end) == "of" &&
          among(word(number.tokens.end + 2),
                {"main", "most", "largest", "biggest", "first", "last", "few", "world", "country",
                 "key", "leading", "deadliest", "worst", "region", "many", "two"}))
        return true;
      if (among(previous, {"no", "every", "any", "this", "which", "the", "each"})) return true;
      if (among(word(number.tokens.end), {"another", "side", "day", "-"})) return true;
      // "one more" alone counts nothing, "one more hostage" does.
      if (word(number.tokens.end) == "more" && found.head.empty()) return true;
    }
    return false;
  }

  // --- parts and corrections ---

  bool opens_part(std::size_t at) const {
    const auto w1 = before(at), w2 = before(at, 2);
    return among(w1, {"including", "includes", "included", "include", "(", "namely"}) ||
           (w1 == "them" && w2 == "among") || (w1 == "whom" && w2 == "among") ||
           (among(w1, {"whom", "them", "which", "these", "those"}) && w2 == "of");
  }

  /// "three of them", "two of whom", "five of those killed"
  bool says_part(const FoundFigure& found) const {
    const std::size_t end = found.number.end;
    return word(end) == "of" && among(word(end + 1), {"them", "whom", "which", "those", "these"});
  }

  void find_parts() {
    std::optional<std::size_t> whole;
    std::optional<std::size_t> list_end;  // while the list that "including" opened goes on
    for (std::size_t i = 0; i < found_.size(); ++i) {
      FoundFigure& found = found_[i];
      if (!is_count(found.counts)) continue;
      const bool listed = list_end && continues_list(*list_end, found.number.begin);
      if (whole && (opens_part(found.number.begin) || says_part(found) || listed)) {
        found.part = true;
        found.whole = whole;
        list_end = found.phrase.end;
        if (says_part(found)) part_head(found);
      } else {
        list_end.reset();
        whole = i;
      }
    }
  }

  /// Between the items of a list stand commas and "and" only, and no verb follows the last.
  bool continues_list(std::size_t from, std::size_t to) const {
    if (to <= from || to - from > 3) return false;
    bool joined = false;
    for (std::size_t i = from; i < to; ++i) {
      if (!among(word(i), {",", "and", "&", "or"})) return false;
      joined = true;
    }
    return joined && !verb_follows(to);
  }

  bool verb_follows(std::size_t at) const {
    for (std::size_t i = at; i < std::min(at + 8, range_.end); ++i) {
      if (among(word(i), {"was", "were", "are", "is", "have", "has", "had"})) return true;
      if (among(word(i), {",", ".", "and", "in", ";"})) return false;
      // "and 12 others wounded", "and 30 injured": told of apart from the list
      if (among(word(i), {"wounded", "injured", "hurt", "missing", "detained", "arrested"}))
        return true;
    }
    return false;
  }

  /// "three of them children": the head stands behind "them".
  void part_head(FoundFigure& found) const {
    const std::size_t at = found.number.end + 2;
    const bool one = found.figure.low == 1 && found.figure.high == 1;
    const std::size_t from = among(word(at), {"a", "an", "were", "was", "are"}) ? at + 1 : at;
    const NounPhrase phrase = noun_phrase(from, one);
    found.phrase.end = at;
    if (phrase.head_at == 0) return;
    found.head = tokens_[phrase.head_at].lower;
    found.head_at = phrase.head_at;
    found.phrase.end = phrase.end;
    found.counts = sort_of(phrase.head_at);
  }

  void find_corrections() {
    for (std::size_t i = 0; i < found_.size(); ++i) {
      FoundFigure& found = found_[i];
      if (!is_count(found.counts)) continue;
      const std::size_t at = found.number.begin;
      if (superseded(at)) {
        found.superseded = true;
        if (i > 0 && found_[i - 1].number.end + 8 >= at)
          found_[i - 1].corrected = corrects(found_[i - 1]);
        if (word(found.number.end) == "to" && i + 1 < found_.size()) found_[i + 1].corrected = true;
      }
      if (corrects(found)) found.corrected = true;
    }
  }

  /// The words before `at` that make its number the old one.
  bool superseded(std::size_t at) const {
    for (std::size_t back = 1; back <= 4; ++back) {
      if (before(at, back) != "from") {
        if (!among(before(at, back),
                   {"the", "an", "a", "earlier", "previous", "initial", "of", "figure", "count",
                    "toll", "reported", "previously", "original"}))
          break;
        continue;
      }
      if (among(before(at, back + 1),
                {"down", "up", "revised", "corrected", "raised", "lowered", "increased", "rose",
                 "risen", "reduced", "increase", "rise", "decrease"}))
        return true;
      if (rising_before(at - back + 1)) return true;
    }
    const auto w1 = before(at), w2 = before(at, 2);
    if (w1 == "not" && w2 == ",") return true;
    if ((w1 == "than" && w2 == "rather") || (w1 == "of" && w2 == "instead")) return true;
    return among(w1, {"earlier", "previous"}) ||
           (w1 == "reported" && among(w2, {"previously", "initially", "earlier"}));
  }

  /// "down to 12", "revised to 12", "revised the toll down to 12"
  bool corrects(const FoundFigure& found) const {
    const std::size_t at = found.number.begin;
    if (before(at) != "to") {
      return word(found.number.end) == "," && word(found.number.end + 1) == "not";
    }
    for (std::size_t back = 2; back <= 7; ++back) {
      if (among(before(at, back),
                {"down", "revised", "corrected", "lowered", "updated", "revising", "reduced"}))
        return true;
      if (among(before(at, back), {",", ";", "and"})) return false;
    }
    return false;
  }

  const Tokens& tokens_;
  TokenRange range_;
  std::vector<FoundFigure> found_;
};

}  // namespace

std::string_view to_text(Counts counts) {
  constexpr std::array<std::string_view, 28> kNames = {
      "people",   "bodies",    "trucks",    "tonnes", "violations",    "attacks",  "explosions",
      "vehicles", "munitions", "buildings", "other",  "nothing named", "age",      "price",
      "distance", "area",      "weight",    "date",   "time",          "duration", "percent",
      "fraction", "ordinal",   "rank",      "phone",  "label",         "calibre",  "score"};
  const auto at = static_cast<std::size_t>(counts);
  return at < kNames.size() ? kNames[at] : "population";
}

bool is_count(Counts counts) { return counts < Counts::age; }

std::vector<FoundFigure> figures_in(const Tokens& tokens, TokenRange range) {
  return Reader(tokens, range).run();
}

}  // namespace truce::extract
