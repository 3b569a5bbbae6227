// SPDX-License-Identifier: Apache-2.0
#include "extract/tokens.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "extract/sentences.h"

namespace truce::extract {
namespace {

/// One code point with its length in bytes; a byte that is not UTF-8 is U+FFFD of length 1.
struct Point {
  char32_t value = 0;
  std::size_t size = 0;
};

Point point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
  if (size == 0 || lead > 0xF4 || at + size > text.size()) return {0xFFFD, 1};
  char32_t value = lead & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80) return {0xFFFD, 1};
    value = (value << 6U) | (byte(at + i) & 0x3FU);
  }
  return {value, size};
}

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char32_t c) { return (c | 0x20U) >= 'a' && (c | 0x20U) <= 'z'; }

bool is_letter(char32_t c) {
  if (c < 0x80) return is_ascii_letter(c);
  // ʻ ʼ ʾ ʿ stand for ayn and hamza inside transliterated names.
  return u_isalpha(static_cast<UChar32>(c)) != 0 || (c >= 0x300 && c <= 0x36F) ||
         (c >= 0x2BB && c <= 0x2BF);
}

bool is_space(char32_t c) {
  if (c <= ' ') return true;
  if (c < 0x80) return false;
  // Marks of direction and of zero width separate nothing that a reader sees, but join nothing
  // either.
  return c == 0xA0 || c == 0x85 || (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
         c == 0x205F || (c >= 0x2060 && c <= 0x2069) || c == 0x3000 || c == 0xFEFF || c == 0x1680;
}

bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x2018 || c == '`'; }
bool is_hyphen(char32_t c) { return c == '-' || c == 0x2010 || c == 0x2011; }
bool is_thin_space(char32_t c) { return c == 0xA0 || c == 0x202F || c == 0x2009; }

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0U | (c >> 6U));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0U | (c >> 12U));
    out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  } else {
    out += static_cast<char>(0xF0U | (c >> 18U));
    out += static_cast<char>(0x80U | ((c >> 12U) & 0x3FU));
    out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  }
}

/// Titles and other words whose dot is not the end of a sentence.
bool is_abbreviation(std::string_view lower) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"adm", "apr", "aug",  "brig", "capt", "cmdr", "co",  "col",  "corp", "cpl",    "dec", "dept",
       "dr",  "feb", "fr",   "gen",  "gov",  "hon",  "inc", "jan",  "jr",   "lt",     "ltd", "maj",
       "mr",  "mrs", "ms",   "mt",   "no",   "nov",  "nos", "oct",  "pres", "prof",   "rep", "reps",
       "rev", "sen", "sens", "sept", "sgt",  "sr",   "st",  "supt", "vs",   "approx", "est", "jul",
       "jun", "mar", "sep",  "pvt",  "spc",  "esq",  "al",  "art",  "vol",  "pp",     "etc"});
  return std::find(kWords.begin(), kWords.end(), lower) != kWords.end();
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) { tokens_.text = text; }

  Tokens run() && {
    tokens_.list.reserve(text_.size() / 5 + 8);
    while (at_ < text_.size()) {
      const Point here = point_at(text_, at_);
      if (is_space(here.value)) {
        space_ = true;
        at_ += here.size;
      } else if (is_digit(here.value)) {
        number();
      } else if (is_letter(here.value)) {
        word();
      } else {
        mark(here);
      }
    }
    return std::move(tokens_);
  }

 private:
  Point peek(std::size_t at) const { return at < text_.size() ? point_at(text_, at) : Point{}; }

  /// How many bytes of a group separator stand at `at` with exactly three digits behind it.
  std::size_t separator(std::size_t at) const {
    const Point mark = peek(at);
    if (mark.value != ',' && !is_thin_space(mark.value)) return 0;
    const std::size_t digits = at + mark.size;
    for (std::size_t i = 0; i < 3; ++i)
      if (!is_digit(peek(digits + i).value)) return 0;
    return is_digit(peek(digits + 3).value) ? 0 : mark.size;
  }

  void number() {
    const std::size_t begin = at_;
    std::string lower;
    bool decimal = false;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (is_digit(static_cast<unsigned char>(c))) {
        lower += c;
        ++at_;
      } else if (const std::size_t skip = decimal || lower.size() > 12 ? 0 : separator(at_)) {
        at_ += skip;
      } else if (c == '.' && !decimal && is_digit(peek(at_ + 1).value)) {
        decimal = true;
        lower += c;
        ++at_;
      } else {
        break;
      }
    }
    if (continues_as_word()) {
      at_ = begin;
      word();
    } else {
      add(begin, std::move(lower), TokenKind::number);
    }
  }

  /// "7-year-old", "155mm", "2nd", "400-plus": the digits are part of a word.
  bool continues_as_word() const {
    const Point next = peek(at_);
    if (is_letter(next.value)) return true;
    return is_hyphen(next.value) && is_letter(peek(at_ + next.size).value);
  }

  void word() {
    const std::size_t begin = at_;
    if (initials(begin)) return;
    std::string lower;
    bool capital = false;
    bool first = true;
    std::size_t letters = 0;
    std::size_t small = 0;
    while (at_ < text_.size()) {
      const Point here = point_at(text_, at_);
      if (is_letter(here.value) || is_digit(here.value)) {
        const bool upper = is_upper(here.value);
        if (first) capital = upper;
        first = false;
        if (!is_digit(here.value)) ++letters;
        if (!is_digit(here.value) && !upper) ++small;
        append_utf8(lower, lowered(here.value));
        at_ += here.size;
      } else if (joins(here)) {
        append_utf8(lower, is_hyphen(here.value) || here.value == ',' || here.value == '.'
                               ? (is_hyphen(here.value) ? U'-' : here.value)
                               : U'\'');
        at_ += here.size;
      } else {
        break;
      }
    }
    if (is_abbreviation(lower) && capital && peek(at_).value == '.') ++at_;
    Token& token = add(begin, std::move(lower), TokenKind::word);
    token.capitalised = capital || (letters > 0 && has_inner_capital(token));
    token.all_caps = letters >= 2 && small == 0;
  }

  /// "al-Hayya" is a name although its first letter is small.
  static bool has_inner_capital(const Token& token) {
    const auto hyphen = token.text.find('-');
    return hyphen != std::string_view::npos && hyphen <= 4 && hyphen + 1 < token.text.size() &&
           token.text[hyphen + 1] >= 'A' && token.text[hyphen + 1] <= 'Z' && token.text[0] >= 'a' &&
           token.text[0] <= 'z';
  }

  /// "U.S.", "a.m.", "J.": letters with a dot after each. A single one must be a capital.
  bool initials(std::size_t begin) {
    std::size_t end = begin;
    std::size_t pairs = 0;
    std::string lower;
    bool capital = false;
    while (end + 1 < text_.size() && is_ascii_letter(static_cast<unsigned char>(text_[end])) &&
           text_[end + 1] == '.') {
      if (pairs == 0) capital = text_[end] < 'a';
      lower += static_cast<char>(text_[end] | 0x20);
      lower += '.';
      end += 2;
      ++pairs;
    }
    if (pairs == 0 || is_letter(peek(end).value)) return false;
    // "Plan B. Then" ends a sentence; "George W. Bush" does not, and find_sentences() sees to it.
    if (pairs == 1 && !capital) return false;
    at_ = end;
    Token& token = add(begin, std::move(lower), TokenKind::word);
    token.capitalised = capital;
    token.all_caps = capital;
    return true;
  }

  /// Whether the mark here stands inside a word: a hyphen or apostrophe between letters, but not
  /// 's.
  bool joins(Point here) const {
    const Point next = peek(at_ + here.size);
    if (is_hyphen(here.value)) return is_letter(next.value) || is_digit(next.value);
    if (here.value == ',' || here.value == '.')  // 1,000kg
      return is_digit(next.value) && is_digit(static_cast<unsigned char>(text_[at_ - 1]));
    if (!is_apostrophe(here.value) || !is_letter(next.value)) return false;
    return !is_possessive_s(at_ + here.size);
  }

  bool is_possessive_s(std::size_t at) const {
    return (text_[at] == 's' || text_[at] == 'S') && !is_letter(peek(at + 1).value) &&
           !is_digit(peek(at + 1).value);
  }

  void mark(Point here) {
    const std::size_t begin = at_;
    at_ += here.size;
    const bool after_word = !space_ && !tokens_.list.empty() &&
                            tokens_.list.back().span.end == begin &&
                            tokens_.list.back().kind != TokenKind::punct;
    if (is_apostrophe(here.value) && after_word && at_ < text_.size() && is_possessive_s(at_)) {
      ++at_;
      add(begin, "'s", TokenKind::punct);
      return;
    }
    add(begin, mark_text(here), TokenKind::punct);
  }

  std::string mark_text(Point here) const {
    switch (here.value) {
      case 0x201C:
      case 0x201D:
      case 0x201E:
      case 0x201F:
      case 0xAB:
      case 0xBB:
      case 0x2033:
        return "\"";
      case 0x2018:
      case 0x2019:
      case 0x201A:
      case 0x201B:
      case 0x2039:
      case 0x203A:
      case '`':
        return "'";
      case 0x2010:
      case 0x2011:
      case 0x2012:
      case 0x2013:
      case 0x2014:
      case 0x2015:
      case 0x2212:
        return "-";
      case 0x2022:
      case 0x25CF:
      case 0x25AA:
      case 0x25E6:
      case 0xB7:
      case 0x2219:
      case 0x2043:
        return "•";
      case 0x2026:
        return "...";
      default:
        return std::string(text_.substr(at_ - here.size, here.size));
    }
  }

  static bool is_upper(char32_t c) {
    if (c < 0x80) return c >= 'A' && c <= 'Z';
    return u_isupper(static_cast<UChar32>(c)) != 0;
  }
  static char32_t lowered(char32_t c) {
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? (c | 0x20U) : c;
    return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
  }

  Token& add(std::size_t begin, std::string lower, TokenKind kind) {
    Token token;
    token.span = {begin, at_};
    token.text = text_.substr(begin, at_ - begin);
    token.lower = std::move(lower);
    token.kind = kind;
    token.space_before = space_;
    space_ = false;
    tokens_.list.push_back(std::move(token));
    return tokens_.list.back();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool space_ = true;
  Tokens tokens_;
};

}  // namespace

Tokens tokens_of(std::string_view text) {
  Tokens tokens = Scanner(text).run();
  find_sentences(tokens);
  return tokens;
}

}  // namespace truce::extract
