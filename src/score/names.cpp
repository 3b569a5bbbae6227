// SPDX-License-Identifier: Apache-2.0
#include "score/names.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <vector>

#include "score/words.h"

namespace truce::score {
namespace {

using Words = std::vector<std::string>;

template <class List>
bool among(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

constexpr std::array<std::string_view, 14> kSmall = {
    "the", "a", "an", "s", "of", "and", "its", "his", "her", "their", "local", "own", "some", "mr"};
/// What follows them says more of what stands before: "the ministry of health in Gaza".
constexpr std::array<std::string_view, 13> kBehind = {
    "of", "in", "for", "at", "from", "with", "who", "to", "near", "on", "that", "which", "under"};
constexpr std::array<std::string_view, 12> kKindsOfPlace = {
    "refugee",       "camp",         "camps", "town",      "village",  "district",
    "neighbourhood", "neighborhood", "area",  "direction", "crossing", "valley"};
constexpr std::array<std::string_view, 12> kEndings = {"ians", "ian", "ese", "ish", "an", "is",
                                                       "ns",   "i",   "s",   "n",   "on", "ine"};

std::vector<std::string> stems(const std::string& word) {
  std::vector<std::string> all = {word};
  for (const std::string_view ending : kEndings)
    if (word.ends_with(ending) && word.size() >= ending.size() + 4)
      all.push_back(word.substr(0, word.size() - ending.size()));
  if (word.ends_with('e') && word.size() > 4) all.push_back(word.substr(0, word.size() - 1));
  return all;
}

/// "Israel" and "Israeli", "Sudan" and "Sudanese", "army" and "armies'" less the plural.
bool same_word(const std::string& left, const std::string& right) {
  if (left == right) return true;
  const auto a = stems(left), b = stems(right);
  return std::any_of(a.begin(), a.end(), [&](const std::string& stem) { return among(b, stem); });
}

/// The words that can stand for the whole: the last one before a comma, before "of" or "in", and
/// at the end of a piece behind a comma ("the minister, Lena Quist": minister and Quist).
std::vector<TextSpan> heads_of(std::string_view name) {
  std::vector<TextSpan> heads;
  std::optional<TextSpan> last;
  bool behind = false;
  std::size_t before = 0;
  for (const TextSpan word : words_of(name)) {
    const std::string lower = word_list(word.in(name)).front();
    const bool comma = name.substr(before, word.begin - before).find(',') != std::string_view::npos;
    if (comma && last && !behind) heads.push_back(*last);
    if (comma) last.reset(), behind = false;
    if (among(kBehind, lower) && last && !behind) {
      heads.push_back(*last);
      behind = true;
    }
    if (!behind && !among(kSmall, lower)) last = word;
    before = word.end;
  }
  if (last && !behind) heads.push_back(*last);
  return heads;
}

Words content_words(std::string_view name) {
  Words words = word_list(name);
  std::erase_if(
      words, [](const std::string& word) { return among(kSmall, word) || among(kBehind, word); });
  return words;
}

bool holds_all(const Words& large, const Words& small) {
  return std::all_of(small.begin(), small.end(), [&](const std::string& word) {
    return std::any_of(large.begin(), large.end(),
                       [&](const std::string& other) { return same_word(word, other); });
  });
}

bool share_head(std::string_view left, std::string_view right) {
  for (const TextSpan a : heads_of(left))
    for (const TextSpan b : heads_of(right))
      if (same_word(word_list(a.in(left)).front(), word_list(b.in(right)).front())) return true;
  return false;
}

bool same_words(std::string_view left, std::string_view right) {
  const Words a = content_words(left), b = content_words(right);
  if (a.empty() || b.empty()) return a.empty() && b.empty() && left == right;
  return (holds_all(a, b) || holds_all(b, a)) && share_head(left, right);
}

/// Both name what stands at one word of the text.
bool same_spot(const Named::Words& read, const Named::Words& gold) {
  if (!read.span || !gold.span || read.span->size() == 0) return false;
  // The word that says what it is, is the last one of either span.
  return read.span->overlaps(*gold.span) && read.span->end == gold.span->end;
}

template <class Same>
bool any_pair(const Named& read, const Named& gold, Same same) {
  if (read.nobody() || gold.nobody()) return read.nobody() && gold.nobody();
  for (const auto& one : read.any_of)
    for (const auto& other : gold.any_of)
      if (same(one, other)) return true;
  return false;
}

bool same_words_or_spot(const Named::Words& read, const Named::Words& gold) {
  return same_words(read.text, gold.text) || same_spot(read, gold);
}

/// The words around a name that belong to its sentence, at most eight on either side.
std::string_view around(std::string_view text, TextSpan span) {
  const auto words = words_of(text);
  std::size_t begin = span.begin, end = span.end;
  const auto at = std::partition_point(words.begin(), words.end(),
                                       [&](TextSpan word) { return word.end <= span.begin; });
  const auto stops = [&](std::size_t from, std::size_t until) {
    return text.substr(from, until - from).find_first_of(".;\"\n") != std::string_view::npos;
  };
  int steps = 0;
  for (auto word = at; word != words.begin() && steps < 8; ++steps) {
    --word;
    if (stops(word->end, begin)) break;
    begin = word->begin;
  }
  steps = 0;
  for (auto word = at; word != words.end() && steps < 8; ++word) {
    if (word->begin < end) continue;
    if (stops(end, word->begin)) break;
    end = word->end;
    ++steps;
  }
  return text.substr(begin, end - begin);
}

/// "Army spokesman Oke Bando": the army, where the label is Bando.
bool speaks_for(const Named& read, const Named& gold, std::string_view text) {
  for (const auto& one : gold.any_of) {
    if (!one.span) continue;
    const std::string_view phrase = around(text, *one.span);
    const Words words = word_list(phrase);
    const bool spokesman = std::any_of(words.begin(), words.end(), [](const std::string& word) {
      return word.starts_with("spokes");
    });
    if (!spokesman) continue;
    for (const auto& other : read.any_of) {
      const Words name = content_words(other.text);
      if (!name.empty() && holds_all(words, name)) return true;
    }
  }
  return false;
}

bool is_publisher(const Named& named, std::string_view publisher) {
  return std::any_of(named.any_of.begin(), named.any_of.end(), [&](const Named::Words& words) {
    return !publisher.empty() && same_words(words.text, publisher);
  });
}

std::string without_kind(std::string_view name) {
  std::string bare;
  for (const std::string& word : word_list(name))
    if (!among(kKindsOfPlace, word)) bare += (bare.empty() ? "" : " ") + word;
  return bare.empty() ? std::string(name) : bare;
}

}  // namespace

bool same_name(const Named& read, const Named& gold) {
  return any_pair(read, gold, same_words_or_spot);
}

bool same_speaker(const Named& read, const Named& gold, std::string_view text,
                  std::string_view publisher) {
  const bool read_publisher = read.nobody() || is_publisher(read, publisher);
  const bool gold_publisher = gold.nobody() || is_publisher(gold, publisher);
  if (read_publisher && gold_publisher) return true;
  if (read.nobody() || gold.nobody()) return false;
  return same_name(read, gold) || speaks_for(read, gold, text);
}

bool same_place(const Named& read, const Named& gold) {
  return any_pair(read, gold, [](const Named::Words& one, const Named::Words& other) {
    return same_words_or_spot(one, other) ||
           same_words(without_kind(one.text), without_kind(other.text));
  });
}

}  // namespace truce::score
