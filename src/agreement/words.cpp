// SPDX-License-Identifier: Apache-2.0
#include "agreement/words.h"

#include <algorithm>
#include <array>
#include <limits>

namespace truce::agreement {
namespace {

// In a name, each of these must stand in quotation marks.
constexpr auto kReserved = std::to_array<std::string_view>(
    {"also",   "and",     "as",     "at",        "by",   "counts",  "counting", "each",    "every",
     "except", "for",     "from",   "has",       "in",   "into",    "inside",   "is",      "may",
     "must",   "no",      "or",     "otherwise", "over", "reaches", "reads",    "read",    "shall",
     "speaks", "then",    "to",     "until",     "when", "within",  "across",   "through", "along",
     "near",   "outside", "before", "after",     "on"});

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

}  // namespace

bool Sentence::at(std::string_view phrase) const {
  std::size_t ahead = 0;
  while (!phrase.empty()) {
    const std::size_t space = std::min(phrase.find(' '), phrase.size());
    const Token* token = peek(ahead++);
    if (token == nullptr || token->kind != Token::Kind::word ||
        token->text != phrase.substr(0, space))
      return false;
    phrase.remove_prefix(std::min(space + 1, phrase.size()));
  }
  return true;
}

bool Sentence::at_any(std::initializer_list<std::string_view> phrases) const {
  return std::any_of(phrases.begin(), phrases.end(), [&](auto phrase) { return at(phrase); });
}

bool Sentence::take(std::string_view phrase) {
  if (!at(phrase)) return false;
  at_ += static_cast<std::size_t>(std::count(phrase.begin(), phrase.end(), ' ')) + 1;
  return true;
}

bool Sentence::take_any(std::initializer_list<std::string_view> phrases) {
  return std::any_of(phrases.begin(), phrases.end(), [&](auto phrase) { return take(phrase); });
}

TextSpan Sentence::span_from(std::size_t first) const {
  if (first >= at_) return here();
  return {tokens_[first].span.begin, tokens_[at_ - 1].span.end};
}

TextSpan Sentence::here() const {
  if (!ended()) return tokens_[at_].span;
  const std::size_t end = tokens_.empty() ? 0 : tokens_.back().span.end;
  return {end, end};
}

TextSpan Sentence::rest() const {
  if (ended()) return here();
  return {tokens_[at_].span.begin, tokens_.back().span.end};
}

TextSpan Sentence::whole() const {
  if (tokens_.empty()) return {};
  return {tokens_.front().span.begin, tokens_.back().span.end};
}

std::string Sentence::take_rest() {
  if (at_ + 1 == tokens_.size() && tokens_[at_].kind == Token::Kind::quoted)
    return tokens_[at_++].text;
  std::string text;
  for (; at_ < tokens_.size(); ++at_) {
    const Token& token = tokens_[at_];
    if (!text.empty() && token.kind != Token::Kind::comma) text += ' ';
    if (token.kind == Token::Kind::quoted)
      text += quoted(token.text);
    else if (token.kind == Token::Kind::citation)
      text += '[' + token.text + ']';
    else
      text += token.text;
  }
  return text;
}

std::span<const std::string_view> all_reserved() { return kReserved; }

bool is_reserved(std::string_view word) {
  return std::find(kReserved.begin(), kReserved.end(), word) != kReserved.end();
}

std::optional<Name> take_name(Sentence& sentence) {
  if (sentence.at_kind(Token::Kind::quoted)) {
    const Token& token = *sentence.peek();
    sentence.advance();
    return Name{token.text, token.span};
  }
  const std::size_t first = sentence.position();
  std::string text;
  while (sentence.at_kind(Token::Kind::word) && !is_reserved(sentence.peek()->text) &&
         !sentence.at_any({"north of", "south of", "east of", "west of"})) {
    if (!text.empty()) text += ' ';
    text += sentence.peek()->text;
    sentence.advance();
  }
  if (text.empty()) return std::nullopt;
  return Name{std::move(text), sentence.span_from(first)};
}

std::vector<Name> take_names(Sentence& sentence) {
  std::vector<Name> names;
  while (auto name = take_name(sentence)) {
    names.push_back(std::move(*name));
    const std::size_t before = sentence.position();
    const bool comma = sentence.at_kind(Token::Kind::comma);
    if (comma) sentence.advance();
    if (!sentence.take("and") && !comma) break;
    if (sentence.ended() || sentence.at_kind(Token::Kind::comma) ||
        (sentence.at_kind(Token::Kind::word) && is_reserved(sentence.peek()->text))) {
      sentence.move_to(before);  // the comma belongs to what follows
      break;
    }
  }
  return names;
}

bool is_capital(const Token& token) {
  if (token.text.empty()) return false;
  const char first = token.text.front();
  return (first >= 'A' && first <= 'Z') || (static_cast<unsigned char>(first) & 0x80U) != 0;
}

std::optional<std::int64_t> number_in(std::string_view word, bool* too_large) {
  if (word.empty() || !is_digit(word.front())) return std::nullopt;
  std::int64_t value = 0;
  bool fits = true;
  for (const char byte : word) {
    if (byte == ',') continue;
    if (!is_digit(byte)) return std::nullopt;
    const std::int64_t digit = byte - '0';
    if (value > (std::numeric_limits<std::int64_t>::max() - digit) / 10)
      fits = false;
    else
      value = value * 10 + digit;
  }
  if (!fits) {
    if (too_large == nullptr) return std::nullopt;
    *too_large = true;
  }
  return value;
}

std::string number_to_text(std::int64_t amount) {
  std::string digits = std::to_string(amount);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

bool is_ref(std::string_view word) {
  if (word.empty() || word.size() > 32 || !is_digit(word.front())) return false;
  return std::all_of(word.begin(), word.end(), [](char byte) {
    return is_digit(byte) || byte == '.' || byte == '-' || (byte >= 'a' && byte <= 'z');
  });
}

bool stands_bare(std::string_view name) {
  const std::vector<Token> tokens = tokens_in(name);
  if (tokens.empty() || tokens.front().kind != Token::Kind::word) return false;
  Sentence sentence(tokens);
  const auto taken = take_name(sentence);
  return sentence.ended() && taken && taken->text == name;
}

std::string name_to_text(std::string_view name) {
  // A number or a small letter in front would be taken for an amount or for a word of the sentence.
  const bool begins_well =
      name.starts_with("the ") ||
      (!name.empty() && is_capital({Token::Kind::word, std::string(name), {}}));
  return begins_well && stands_bare(name) ? std::string(name) : quoted(name);
}

std::string words_to_text(std::string_view words) {
  const std::vector<Token> tokens = tokens_in(words);
  if (tokens.empty()) return quoted(words);
  Sentence sentence(tokens);
  const bool lone_quotation = tokens.size() == 1 && tokens.front().kind == Token::Kind::quoted;
  if (lone_quotation || sentence.take_rest() != words) return quoted(words);
  return std::string(words);
}

}  // namespace truce::agreement
