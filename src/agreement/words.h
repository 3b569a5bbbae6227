// SPDX-License-Identifier: Apache-2.0
// A place in a sentence of the language, and the names and lists that every sentence is made of.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/lines.h"

namespace truce::agreement {

/// Reads the tokens of one sentence from the left. Keywords are lower case.
class Sentence {
 public:
  /// `tokens` must outlive the sentence; there is at least one.
  explicit Sentence(std::span<const Token> tokens) : tokens_(tokens) {}

  bool ended() const { return at_ >= tokens_.size(); }
  std::size_t position() const { return at_; }
  void move_to(std::size_t position) { at_ = position; }
  void advance() { ++at_; }
  const Token* peek(std::size_t ahead = 0) const {
    return at_ + ahead < tokens_.size() ? &tokens_[at_ + ahead] : nullptr;
  }
  bool at_kind(Token::Kind kind, std::size_t ahead = 0) const {
    return peek(ahead) != nullptr && peek(ahead)->kind == kind;
  }

  /// Whether the words of `phrase` stand here.
  bool at(std::string_view phrase) const;
  bool at_any(std::initializer_list<std::string_view> phrases) const;
  /// at(), and steps over them.
  bool take(std::string_view phrase);
  bool take_any(std::initializer_list<std::string_view> phrases);

  /// From token `first` up to where we are; the rest when `first` is where we are.
  TextSpan span_from(std::size_t first) const;
  TextSpan here() const;
  TextSpan rest() const;
  TextSpan whole() const;
  /// The tokens from here to the end as text, one space between; a lone quotation without its
  /// marks.
  std::string take_rest();

 private:
  std::span<const Token> tokens_;
  std::size_t at_ = 0;
};

struct Name {
  std::string text;
  TextSpan span;
};

/// Words that end a name: it needs quotation marks to hold one of them.
bool is_reserved(std::string_view word);
std::span<const std::string_view> all_reserved();

/// A quoted name, or words up to a reserved one. Empty when none stands here.
std::optional<Name> take_name(Sentence& sentence);
/// Names with commas or "and" between.
std::vector<Name> take_names(Sentence& sentence);
/// Whether the token begins with a capital letter, or a letter outside ASCII.
bool is_capital(const Token& token);

/// "6,000" → 6000. Nothing when the word is not a whole number; `too_large` when it does not fit.
std::optional<std::int64_t> number_in(std::string_view word, bool* too_large = nullptr);
std::string number_to_text(std::int64_t amount);

/// "1.2", "2", "4.1a": what clauses and phases are called.
bool is_ref(std::string_view word);

/// Whether a name is read back whole without quotation marks.
bool stands_bare(std::string_view name);
/// The name as it stands in a text: with quotation marks only where it needs them.
std::string name_to_text(std::string_view name);
/// Free words as they stand at the end of a line.
std::string words_to_text(std::string_view words);

}  // namespace truce::agreement
