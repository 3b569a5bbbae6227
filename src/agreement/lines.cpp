// SPDX-License-Identifier: Apache-2.0
#include "agreement/lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "base/utf8.h"

namespace truce::agreement {
namespace {

constexpr std::string_view kOpen = "\u201C";  // as word processors write them
constexpr std::string_view kClose = "\u201D";
constexpr std::string_view kLowOpen = "\u201E";    // „so“, and „so”
constexpr std::string_view kAngleOpen = "\u00AB";  // « so »
constexpr std::string_view kAngleClose = "\u00BB";
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

  bool at_quotation() const {
    return sees("\"") || sees(kOpen) || sees(kLowOpen) || sees(kAngleOpen);
  }

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
    } else if (sees(kLowOpen)) {
      const std::string_view rest = line_.substr(at_);
      token = quoted_token(rest.find(kOpen) < rest.find(kClose) ? kOpen : kClose);
    } else if (sees(kAngleOpen)) {
      token = quoted_token(kAngleClose);
      token.text = collapsed(token.text);
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
    at_ += close == "\"" ? 1 : close == kAngleClose ? kAngleOpen.size() : kOpen.size();
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
      if (at_quotation() || sees("[")) break;
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

/// The code point whose sequence of two or three bytes begins the text; 0 for another.
std::uint32_t short_point(std::string_view text) {
  const auto byte = [&](std::size_t at) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at]));
  };
  if (text.size() >= 2 && byte(0) >= 0xC2U && byte(0) < 0xE0U)
    return ((byte(0) & 0x1FU) << 6U) | (byte(1) & 0x3FU);
  if (text.size() >= 3 && byte(0) >= 0xE0U && byte(0) < 0xF0U)
    return ((byte(0) & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU);
  return 0;
}

/// Marks that come with copied text and that nobody sees: soft hyphens, spaces of no width, orders
/// of direction. Joiners and marks of direction belong to the scripts that use them.
bool is_invisible(std::uint32_t point) {
  return point == 0xAD || point == 0x200B || point == 0x2060 || point == 0xFEFF ||
         (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) ||
         (point >= 0x80 && point < 0xA0);
}

bool is_odd_space(std::uint32_t point) {
  return (point >= 0x2000 && point <= 0x200A) || point == 0x2028 || point == 0x2029 ||
         point == 0x202F || point == 0x205F || point == 0x3000;
}

/// Characters that would part or join words without being seen; the first on each line.
void check_characters(std::string_view text, std::vector<Diagnostic>& diagnostics) {
  constexpr std::size_t kReportedMax = 100;
  std::size_t reported = 0;
  const auto report = [&](std::size_t at, std::size_t size, std::string message, std::string help) {
    diagnostics.push_back(
        {Diagnostic::Severity::error, {at, at + size}, std::move(message), std::move(help)});
    ++reported;
    return std::min(text.find('\n', at), text.size());
  };
  for (std::size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
       at < text.size() && reported < kReportedMax; ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0x20 && byte < 0x7F) continue;
    const bool ends_a_line = text[at] == '\n' || text.substr(at).starts_with("\r\n");
    if (ends_a_line || text[at] == '\t') continue;
    if (text[at] == '\r') {
      at = report(at, 1, "a carriage return stands here alone, so editors break the line",
                  "save the file again with the line ends of Windows or of Unix");
    } else if (byte < 0x80) {
      at = report(at, 1, "a character that cannot be seen stands here",
                  fmt::format("delete it: it is U+{:04X}, which no agreement needs", byte));
    } else if (const std::uint32_t point = short_point(text.substr(at)); is_invisible(point)) {
      at = report(at, point < 0x800 ? 2 : 3, "a character that cannot be seen stands here",
                  fmt::format("delete it: it is U+{:04X}, which comes with copied text", point));
    } else if (is_odd_space(point)) {
      at = report(at, 3, "a blank of another kind stands here",
                  fmt::format("put an ordinary one: this is U+{:04X}", point));
    }
  }
}

}  // namespace

std::vector<Line> flat_lines_in(std::string_view text, std::vector<Diagnostic>& diagnostics) {
  check_encoding(text, diagnostics);
  check_characters(text, diagnostics);
  std::vector<Line> lines;
  std::size_t begin = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;  // a byte order mark says nothing
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end - begin > kLineBytesMax)
      diagnostics.push_back({Diagnostic::Severity::error,
                             {begin, begin},
                             "this line is longer than 65,536 bytes, and is not read",
                             "go on in the next line, indented further"});
    else
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
