// SPDX-License-Identifier: Apache-2.0
// A treebank's words put together as the reader of texts finds them.
#include <algorithm>

#include "parse/treebank.h"

namespace truce::parse {
namespace {

/// Beyond ASCII, everything but the marks of U+2000 to U+2FFF is taken for a letter.
bool is_letter_at(std::string_view form, std::size_t at) {
  while (at > 0 && (static_cast<unsigned char>(form[at]) & 0xC0U) == 0x80U) --at;
  const char c = form[at];
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (static_cast<unsigned char>(c) >= 0x80 && c != '\xE2');
}
bool begins_with_letter(std::string_view form) { return is_letter_at(form, 0); }
bool ends_with_letter(std::string_view form) { return is_letter_at(form, form.size() - 1); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hyphen(std::string_view form) {
  return form == "-" || form == "\u2010" || form == "\u2011";
}

bool is_apostrophe_at(std::string_view form, std::size_t at) {
  return form[at] == '\'' || form.substr(at).starts_with("\u2019");
}

/// "'s" is a token of its own in the reader's words, "'ll" and "n't" are not.
bool is_possessive_s(std::string_view form) {
  return form == "'s" || form == "'S" || form == "\u2019s" || form == "\u2019S";
}

/// Whether word `at` is written as one with the word before it, to the reader's eyes.
bool goes_with_before(const GoldSentence& sentence, std::size_t at) {
  if (at == 0 || sentence[at - 1].space_after) return false;
  const std::string& before = sentence[at - 1].form;
  const std::string& form = sentence[at].form;
  if (form.empty() || before.empty()) return false;
  const bool joinable = ends_with_letter(before) || is_digit(before.back());
  if (is_hyphen(form)) {
    if (!joinable || at + 1 == sentence.size() || sentence[at].space_after) return false;
    const std::string& next = sentence[at + 1].form;
    return begins_with_letter(next) || (is_digit(next[0]) && !is_digit(before[0]));
  }
  if (is_hyphen(before)) return at >= 2 && goes_with_before(sentence, at - 1);
  if (!joinable || is_possessive_s(form)) return false;
  if (is_apostrophe_at(form, 0)) return form.size() > 1;
  return begins_with_letter(form);
}

/// How many words stand above word `at`.
std::size_t depth(const GoldSentence& sentence, std::size_t at) {
  std::size_t above = 0;
  for (; sentence[at].head != 0; ++above) at = sentence[at].head - 1;
  return above;
}

/// Which word of [begin, end) stands for the group: the one nearest to the root, of equals the
/// first. Heads then always lead to a group nearer to the root, so that no ring can arise.
std::size_t topmost(const GoldSentence& sentence, std::size_t begin, std::size_t end) {
  std::size_t top = begin;
  for (std::size_t at = begin + 1; at < end; ++at)
    if (depth(sentence, at) < depth(sentence, top)) top = at;
  return top;
}

/// Marks such as "..." are read one by one.
bool is_row_of_marks(std::string_view form) {
  return form.size() > 1 && form.size() < 12 &&
         (form[0] == '.' || form[0] == '-' || form[0] == '!' || form[0] == '?' ||
          form[0] == '\'') &&
         form.find_first_not_of(form[0]) == std::string_view::npos;
}

}  // namespace

GoldSentence in_reader_words(const GoldSentence& sentence) {
  GoldSentence words;
  std::vector<std::uint32_t> place(sentence.size() + 1, 0);  // old number → new number
  for (std::size_t begin = 0; begin < sentence.size();) {
    std::size_t end = begin + 1;
    while (end < sentence.size() && goes_with_before(sentence, end)) ++end;
    GoldWord word = sentence[topmost(sentence, begin, end)];
    word.form.clear();
    for (std::size_t at = begin; at < end; ++at) {
      word.form += sentence[at].form;
      place[at + 1] = static_cast<std::uint32_t>(words.size() + 1);
    }
    word.space_after = sentence[end - 1].space_after;
    word.joined = sentence[begin].joined;
    const std::size_t marks = end == begin + 1 && is_row_of_marks(word.form) ? word.form.size() : 1;
    if (marks > 1) word.form.resize(1);
    words.push_back(word);
    for (std::size_t more = 1; more < marks; ++more) {
      GoldWord mark = word;
      mark.relation = Relation::punct;
      mark.head = static_cast<std::uint32_t>(begin + 1);
      if (word.relation == Relation::punct) mark.head = word.head;
      words.push_back(mark);
    }
    begin = end;
  }
  for (GoldWord& word : words) word.head = place[word.head];
  return words;
}

}  // namespace truce::parse
