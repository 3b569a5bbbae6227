// SPDX-License-Identifier: Apache-2.0
#include "extract/sentences.h"

#include <algorithm>

namespace truce::extract {
namespace {

/// What lies between two neighbouring tokens: how many line ends.
std::size_t line_ends(std::string_view text, std::size_t begin, std::size_t end) {
  return static_cast<std::size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(begin),
                                             text.begin() + static_cast<std::ptrdiff_t>(end),
                                             '\n'));
}

/// Length of the longest line. Lines broken by hand to one width are one paragraph.
std::size_t longest_line(std::string_view text) {
  std::size_t longest = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    longest = std::max(longest, end - at);
    at = end + 1;
  }
  return longest;
}

bool ends_sentence(const Token& token) {
  return token.is(".") || token.is("!") || token.is("?") || token.is("...");
}

bool closes(const Token& token) {
  return token.quote < 0 || token.is(")") || token.is("]") ||
         ((token.is("\"") || token.is("'")) && !token.space_before);
}

/// Gives every quotation mark its side. A straight mark opens after a space and closes otherwise; a
/// single mark is a possessive when nothing is open.
class QuoteSides {
 public:
  void see(Token& token, const Token* before, const Token* after, bool new_paragraph) {
    if (new_paragraph) single_open_ = double_open_ = false;
    if (token.is("\"")) token.quote = side(token, after, double_open_);
    if (token.is("'")) {
      const bool tight_left =
          !token.space_before && before != nullptr && before->kind != TokenKind::punct;
      if (token.text == "\u2018")
        token.quote = 1;
      else if (!tight_left && !single_open_)
        token.quote = 1;
      else if (single_open_ && !token.space_before)
        token.quote = -1;
      single_open_ = token.quote > 0 || (single_open_ && token.quote == 0);
    }
  }

 private:
  static std::int8_t side(const Token& token, const Token* after, bool& open) {
    std::int8_t side = 0;
    if (token.text == "\u201C" || token.text == "\u00AB" || token.text == "\u201E")
      side = 1;
    else if (token.text == "\u201D" || token.text == "\u00BB")
      side = -1;
    else if (open)
      side = token.space_before && after != nullptr && !after->space_before ? 1 : -1;
    else
      side = 1;
    open = side > 0;
    return side;
  }

  bool single_open_ = false;
  bool double_open_ = false;
};

/// No sentence is longer, whatever the text, so that what rules do per sentence stays bounded.
constexpr std::size_t kLengthMax = 300;

class Splitter {
 public:
  explicit Splitter(Tokens& tokens) : tokens_(tokens), width_(longest_line(tokens.text)) {}

  void run() {
    QuoteSides sides;
    for (std::size_t at = 0; at < tokens_.size(); ++at) {
      const std::size_t breaks = at == 0 ? 0 : breaks_before(at);
      const bool new_paragraph = breaks >= 2 || (breaks == 1 && hard_break(at));
      if (at > begin_ && new_paragraph) finish(at, true);
      if (new_paragraph) ++paragraph_;
      sides.see(tokens_.list[at], at > 0 ? &tokens_.list[at - 1] : nullptr,
                at + 1 < tokens_.size() ? &tokens_.list[at + 1] : nullptr, new_paragraph);
      const bool full = at - begin_ >= kLengthMax;
      if (at > begin_ && !new_paragraph && (full || starts_after_end(at))) finish(at, false);
    }
    finish(tokens_.size(), true);
  }

 private:
  std::size_t breaks_before(std::size_t at) const {
    return line_ends(tokens_.text, tokens_[at - 1].span.end, tokens_[at].span.begin);
  }

  /// A single line end is soft when the next word would not have fitted on the line before.
  bool hard_break(std::size_t at) const {
    const Token& before = tokens_[at - 1];
    const Token& here = tokens_[at];
    if (is_bullet(at)) return true;
    if (ends_sentence(before) || closes(before)) {
      if (width_ > 130) return true;
    } else if (here.kind == TokenKind::word && !here.capitalised) {
      return false;
    }
    const std::size_t line = before.span.end - line_begin(before.span.end);
    return width_ > 130 || line + 1 + here.span.size() <= width_;
  }

  std::size_t line_begin(std::size_t at) const {
    if (at == 0) return 0;
    // A window bounds the search, so that one endless line stays linear.
    const std::size_t window = std::min<std::size_t>(at, 200);
    const auto end = tokens_.text.substr(at - window, window).rfind('\n');
    return end == std::string_view::npos ? at - window : at - window + end + 1;
  }

  bool is_bullet(std::size_t at) const {
    const Token& token = tokens_[at];
    return token.is("•") || ((token.is("*") || token.is("-")) && at + 1 < tokens_.size() &&
                             tokens_[at + 1].space_before);
  }

  /// Whether a sentence begins at `at`, the one before having come to its mark.
  bool starts_after_end(std::size_t at) const {
    const Token& here = tokens_[at];
    if (!here.space_before) return false;
    std::size_t last = at - 1;
    while (last > begin_ && closes(tokens_[last])) --last;
    const Token& mark = tokens_[last];
    if (!ends_sentence(mark)) return false;
    if (last == at - 1 || mark.is(".")) {
      if (here.kind == TokenKind::word && !here.capitalised) return false;
      if (here.is(",") || here.is(";") || here.is("-")) return false;
      return true;
    }
    return here.capitalised || here.kind == TokenKind::number;
  }

  void finish(std::size_t end, bool at_break) {
    if (begin_ >= end) return;
    Sentence sentence;
    sentence.begin = begin_;
    sentence.end = end;
    sentence.span = tokens_.span(begin_, end);
    sentence.paragraph = paragraph_;
    sentence.bullet = is_bullet(begin_);
    std::size_t last = end - 1;
    while (last > begin_ && closes(tokens_[last])) --last;
    sentence.heading = at_break && !ends_sentence(tokens_[last]) && !tokens_[last].is(":");
    for (std::size_t at = begin_; at < end; ++at)
      tokens_.list[at].sentence = static_cast<std::uint32_t>(tokens_.sentences.size());
    tokens_.sentences.push_back(sentence);
    begin_ = end;
  }

  Tokens& tokens_;
  std::size_t width_;
  std::size_t begin_ = 0;
  std::uint32_t paragraph_ = 0;
};

}  // namespace

void find_sentences(Tokens& tokens) { Splitter(tokens).run(); }

}  // namespace truce::extract
