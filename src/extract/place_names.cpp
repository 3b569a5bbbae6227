// SPDX-License-Identifier: Apache-2.0
#include "extract/place_names.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <utility>

namespace truce::extract {
namespace {

/// Apostrophes and the letters that stand for ayn and hamza are written or left out at will.
bool is_apostrophe(UChar32 c) {
  return c == '\'' || c == '`' || c == 0x2018 || c == 0x2019 || (c >= 0x2BB && c <= 0x2BF) ||
         c == 0x2032 || c == 0x2BC;
}

bool is_dash(UChar32 c) { return c == '-' || (c >= 0x2010 && c <= 0x2014); }

void append_plain(std::string& key, char c) {
  if (c == '\'' || c == '`') return;
  if (c == '-' || c == ' ' || c == '\t' || c == '\n') {
    if (!key.empty() && key.back() != ' ') key += ' ';
    return;
  }
  key += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

std::string plain_unicode(std::string_view name) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(error);
  auto text = icu::UnicodeString::fromUTF8({name.data(), static_cast<int32_t>(name.size())});
  if (U_SUCCESS(error)) text = nfd->normalize(text, error);
  text.foldCase();
  icu::UnicodeString kept;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    const auto kind = u_charType(c);
    if (is_apostrophe(c) || kind == U_NON_SPACING_MARK || kind == U_FORMAT_CHAR) continue;
    if (is_dash(c) || u_isUWhiteSpace(c) != 0) {
      if (!kept.isEmpty() && kept[kept.length() - 1] != ' ') kept.append(static_cast<UChar32>(' '));
    } else if (c == 0x131) {
      kept.append(static_cast<UChar32>('i'));  // dotless, which does not decompose
    } else if (c == 0x142) {
      kept.append(static_cast<UChar32>('l'));
    } else {
      kept.append(c);
    }
  }
  std::string key;
  return kept.toUTF8String(key);
}

constexpr std::array<std::string_view, 17> kArticles = {"al",  "el", "ad", "ar", "as", "ash",
                                                        "at",  "az", "an", "ed", "er", "es",
                                                        "esh", "ez", "et", "en", "ul"};

bool is_article(std::string_view word) {
  return std::find(kArticles.begin(), kArticles.end(), word) != kArticles.end();
}

void replace_all(std::string& word, std::string_view old, std::string_view with) {
  for (std::size_t at = word.find(old); at != std::string::npos;
       at = word.find(old, at + with.size()))
    word.replace(at, old.size(), with);
}

/// In this order; data/gazetteer/make_tables.py has the same list.
constexpr std::array<std::pair<std::string_view, std::string_view>, 19> kFamilies = {{{"kh", "h"},
                                                                                      {"gh", "g"},
                                                                                      {"dh", "d"},
                                                                                      {"th", "t"},
                                                                                      {"sh", "s"},
                                                                                      {"ch", "s"},
                                                                                      {"dj", "j"},
                                                                                      {"ph", "f"},
                                                                                      {"q", "k"},
                                                                                      {"ay", "i"},
                                                                                      {"ai", "i"},
                                                                                      {"ei", "i"},
                                                                                      {"ey", "i"},
                                                                                      {"ee", "i"},
                                                                                      {"ou", "u"},
                                                                                      {"oo", "u"},
                                                                                      {"o", "u"},
                                                                                      {"y", "i"},
                                                                                      {"e", "i"}}};

/// Runs of one letter, or of one pair of letters, once: "zhzh" too.
std::string without_doubles(std::string_view word) {
  std::string key;
  for (const char c : word) {
    if (!key.empty() && key.back() == c) continue;
    key += c;
  }
  return key;
}

std::string word_key(std::string word) {
  for (const auto& [old, with] : kFamilies) replace_all(word, old, with);
  word = without_doubles(word);
  if (word.size() > 2 && word.ends_with('h')) word.pop_back();
  return word;
}

template <class Visit>
void each_word(std::string_view text, Visit visit) {
  while (!text.empty()) {
    const std::size_t end = text.find(' ');
    if (end != 0) visit(text.substr(0, end));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

std::string plain_key(std::string_view name) {
  std::string key;
  const bool ascii = std::all_of(name.begin(), name.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) {
    for (const char c : name) append_plain(key, c);
  } else {
    key = plain_unicode(name);
  }
  while (key.ends_with(' ')) key.pop_back();
  return key;
}

std::string place_key(std::string_view name) {
  const std::string plain = plain_key(name);
  std::string key;
  each_word(plain, [&](std::string_view word) {
    if (!is_article(word)) key += word_key(std::string(word));
  });
  if (key.empty())
    each_word(plain, [&](std::string_view word) { key += word_key(std::string(word)); });
  return key;
}

}  // namespace truce::extract
