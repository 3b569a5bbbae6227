// SPDX-License-Identifier: Apache-2.0
#include "agreement/lines.h"

#include "base/utf8.h"

namespace truce::agreement {
namespace {

constexpr std::string_view kOpen = "\u201C";  // as word processors write them
constexpr std::string_view kClose = "\u201D";
constexpr std::string_view kNoBreak = "\u00A0";

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

/// Reads one line; `base` is where it stands in the whole text.
class Lexer {
 public:
  Lexer(std::string_view line, std::size_t base, std::vector<Diagnostic>* diagnostics)
      : line_(line), base_(base), diagnostics_(diagnostics) {}

  Line read() {
    Line line;
    line.indent = skip_indentation();
    line.span = {base_ + at_, base_ + at_};
    while (true) {
      at_ += space_at(at_);
      if (at_ >= line_.size()) break;
      if (space_at(at_) > 0) continue;
      if (line_[at_] == '#') {
        line.comment = std::string(line_.substr(at_));
        while (line.comment.back() == ' ' || line.comment.back() == '\t') line.comment.pop_back();
        break;
      }
      line.tokens.push_back(token());
      line.span.end = line.tokens.back().span.end;
    }
    line.blank = line.tokens.empty() && line.comment.empty();
    return line;
  }

 private:
  bool sees(std::string_view what) const { return line_.substr(at_).starts_with(what); }

  /// How many bytes of white space begin at `at`: 0, 1 or 2.
  std::size_t space_at(std::size_t at) const {
    if (at >= line_.size()) return 0;
    if (line_[at] == ' ' || line_[at] == '\t' || line_[at] == '\r') return 1;
    return line_.substr(at).starts_with(kNoBreak) ? kNoBreak.size() : 0;
  }

  std::size_t skip_indentation() {
    std::size_t columns = 0;
    while (const std::size_t bytes = space_at(at_)) {
      columns += line_[at_] == '\t' ? 4 : 1;
      at_ += bytes;
    }
    return columns;
  }

  Token token() {
    const std::size_t begin = at_;
    Token token;
    if (sees("\"")) {
      token = quoted_token("\"");
    } else if (sees(kOpen)) {
      token = quoted_token(kClose);
    } else if (sees("[")) {
      token = citation();
    } else if (sees(",")) {
      ++at_;
      token = {Token::Kind::comma, ",", {}};
    } else {
      token = word();
    }
    token.span = {base_ + begin, base_ + at_};
    return token;
  }

  Token quoted_token(std::string_view close) {
    const std::size_t begin = at_;
    at_ += close == "\"" ? 1 : kOpen.size();
    std::string text;
    while (at_ < line_.size() && !sees(close)) {
      if (line_[at_] == '\\' && at_ + 1 < line_.size()) {
        ++at_;
        text += line_[at_] == 'n' ? '\n' : line_[at_];
      } else {
        text += line_[at_];
      }
      ++at_;
    }
    if (at_ < line_.size()) {
      at_ += close.size();
    } else {
      complain(begin, "this quotation does not end",
               "put \" after its last word, on the same line");
    }
    return {Token::Kind::quoted, text, {}};
  }

  Token citation() {
    const std::size_t begin = at_;
    const std::size_t end = line_.find(']', at_);
    if (end == std::string_view::npos) {
      at_ = line_.size();
      complain(begin, "this citation does not end", "put ] after it, on the same line");
      return {Token::Kind::citation, collapsed(line_.substr(begin + 1)), {}};
    }
    at_ = end + 1;
    return {Token::Kind::citation, collapsed(line_.substr(begin + 1, end - begin - 1)), {}};
  }

  Token word() {
    const std::size_t begin = at_;
    while (at_ < line_.size() && space_at(at_) == 0) {
      if (sees("\"") || sees(kOpen) || sees("[")) break;
      // The comma of "6,000" belongs to the number.
      if (line_[at_] == ',' && !(at_ > begin && is_digit(line_[at_ - 1]) &&
                                 at_ + 1 < line_.size() && is_digit(line_[at_ + 1])))
        break;
      ++at_;
    }
    return {Token::Kind::word, std::string(line_.substr(begin, at_ - begin)), {}};
  }

  void complain(std::size_t begin, std::string message, std::string help) {
    if (diagnostics_ == nullptr) return;
    diagnostics_->push_back({Diagnostic::Severity::error,
                             {base_ + begin, base_ + line_.size()},
                             std::move(message),
                             std::move(help)});
  }

  std::string_view line_;
  std::size_t base_;
  std::vector<Diagnostic>* diagnostics_;
  std::size_t at_ = 0;
};

void check_encoding(std::string_view text, std::vector<Diagnostic>& diagnostics) {
  if (is_utf8(text)) return;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (!is_utf8(text.substr(begin, end - begin))) break;
    begin = end + 1;
  }
  diagnostics.push_back({Diagnostic::Severity::error,
                         {begin, begin},
                         "this line is not in UTF-8",
                         "save the file again with the encoding UTF-8"});
}

}  // namespace

std::vector<Line> flat_lines_in(std::string_view text, std::vector<Diagnostic>& diagnostics) {
  check_encoding(text, diagnostics);
  std::vector<Line> lines;
  std::size_t begin = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;  // a byte order mark says nothing
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(Lexer(text.substr(begin, end - begin), begin, &diagnostics).read());
    begin = end + 1;
  }
  return lines;
}

std::vector<Line> lines_in(std::string_view text, std::vector<Diagnostic>& diagnostics) {
  std::vector<Line> roots;
  std::vector<Line*>
      open;  // the last line at each depth; a parent's vector does not grow meanwhile
  bool too_deep = false;
  for (Line& line : flat_lines_in(text, diagnostics)) {
    if (line.tokens.empty()) continue;
    while (!open.empty() && open.back()->indent >= line.indent) open.pop_back();
    if (open.size() >= kDepthMax) {
      if (!too_deep)
        diagnostics.push_back({Diagnostic::Severity::error, line.span,
                               "this line is nested deeper than 32 levels",
                               "split the condition into several clauses or phases"});
      too_deep = true;
      continue;
    }
    std::vector<Line>& siblings = open.empty() ? roots : open.back()->children;
    siblings.push_back(std::move(line));
    open.push_back(&siblings.back());
  }
  return roots;
}

std::vector<Token> tokens_in(std::string_view line) {
  return Lexer(line, 0, nullptr).read().tokens;
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char byte : text) {
    if (byte == '"' || byte == '\\') result += '\\';
    if (byte == '\n')
      result += "\\n";
    else
      result += byte;
  }
  return result + '"';
}

std::string collapsed(std::string_view text) {
  std::string result;
  bool gap = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool no_break = text.substr(at).starts_with(kNoBreak);
    if (no_break || text[at] == ' ' || text[at] == '\t' || text[at] == '\r' || text[at] == '\n') {
      gap = !result.empty();
      if (no_break) ++at;
      continue;
    }
    if (gap) result += ' ';
    gap = false;
    result += text[at];
  }
  return result;
}

}  // namespace truce::agreement
