// SPDX-License-Identifier: Apache-2.0
// Text → tokens, the only form in which the rest of the reader sees a document.
//
// A token never loses its place: its span is in bytes of the document. What rules compare is
// `lower`, in which typographic variants are one: “ ” „ « » are ", ‘ ’ are ', – — are -, a number
// has no separators.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_span.h"

namespace truce::extract {

enum class TokenKind : std::uint8_t {
  word,    // letters; "al-Hayya", "two-day", "7-year-old", "U.S.", "Gen.", "didn't" and "155mm" are
           // one
  number,  // 12, 1,173, 2.5; "12-15", "2025-10-10" and "10:30" are numbers with punctuation between
  punct    // everything else; "'s" too, so that a name keeps its spelling before it
};

struct Token {
  TextSpan span;
  std::string_view text;  // as written, into the document
  std::string lower;      // "gen" for "Gen.", "u.s." for "U.S.", "1173" for "1,173"
  TokenKind kind = TokenKind::punct;
  bool capitalised = false;  // first letter is upper case
  bool all_caps = false;     // two letters or more, none lower case: tells "US" from "us"
  bool space_before = false;
  std::int8_t quote = 0;  // +1 opens a quotation, -1 closes one
  std::uint32_t sentence = 0;

  bool is(std::string_view word) const { return lower == word; }
};

/// A run of tokens that reads as one sentence. A heading and a list item are sentences too.
struct Sentence {
  std::size_t begin = 0;  // tokens [begin, end)
  std::size_t end = 0;
  TextSpan span;  // without surrounding space
  std::uint32_t paragraph = 0;
  bool bullet = false;   // an item of a list; its mark is the first token
  bool heading = false;  // a line of its own without a closing mark
};

struct Tokens {
  std::string_view text;  // the document's; must outlive this
  std::vector<Token> list;
  std::vector<Sentence> sentences;

  std::size_t size() const { return list.size(); }
  const Token& operator[](std::size_t at) const { return list[at]; }
  const Sentence& sentence_of(std::size_t at) const { return sentences[list[at].sentence]; }
  /// From the first byte of token `begin` to the last of token `end` - 1.
  TextSpan span(std::size_t begin, std::size_t end) const {
    return begin < end ? TextSpan{list[begin].span.begin, list[end - 1].span.end} : TextSpan{};
  }
};

/// Tokens and sentences of `text`, which may be any bytes.
Tokens tokens_of(std::string_view text);

}  // namespace truce::extract
