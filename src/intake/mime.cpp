// SPDX-License-Identifier: Apache-2.0
#include "intake/mime.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/utf8.h"
#include "intake/decode.h"
#include "intake/lines.h"
#include "intake/transfer.h"

namespace truce::intake {
namespace {

constexpr std::size_t header_lines_max = 2000;
constexpr std::size_t depth_max = 20;  // of parts within parts
constexpr std::size_t parts_max = 1000;

bool is_blank(char letter) {
  return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
}

/// The name of a header line: letters, digits and signs without blanks before a colon.
std::string_view field_name(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == 0 || colon == std::string_view::npos || colon > 80) return {};
  const auto allowed = [](char letter) { return letter > ' ' && letter < 0x7F; };
  const std::string_view name = trimmed(line.substr(0, colon));
  return std::all_of(name.begin(), name.end(), allowed) ? name : std::string_view();
}

/// Reads the header at the head of `bytes` and moves them to what follows it.
Result<MailHeader> header_at(std::string_view& bytes) {
  MailHeader header;
  std::size_t number = 0;
  while (!bytes.empty()) {
    const std::size_t stop = bytes.find('\n');
    std::string_view line = bytes.substr(0, stop);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::string_view rest =
        stop == std::string_view::npos ? std::string_view() : bytes.substr(stop + 1);
    ++number;
    if (line.empty()) {
      bytes = rest;
      return header;
    }
    const bool continues = is_blank(line.front()) && !header.lines.empty();
    const std::string_view name = field_name(line);
    // A line that is none ends the header as an empty one would; at its very head there is none.
    if (!continues && name.empty()) return header;
    if (number > header_lines_max)
      return invalid("the header of the mail has no end",
                     "a header is ended by an empty line; save the mail again");
    if (continues)
      header.lines.back().second += " " + std::string(trimmed(line));
    else
      header.lines.emplace_back(lower_case(name), trimmed(line.substr(line.find(':') + 1)));
    bytes = rest;
  }
  return header;
}

/// The pieces of a multipart body between its boundary's lines. A last one that is not closed is
/// taken to the end.
std::vector<std::string_view> pieces_between(std::string_view body, const std::string& boundary) {
  std::vector<std::string_view> found;
  const std::string mark = "--" + boundary;
  std::size_t begin = std::string_view::npos;
  for (std::size_t at = 0; at < body.size();) {
    const std::size_t stop = std::min(body.find('\n', at), body.size());
    const std::string_view line = body.substr(at, stop - at);
    const bool marks =
        line.starts_with(mark) &&
        trimmed(line.substr(mark.size())).find_first_not_of('-') == std::string_view::npos;
    if (marks) {
      if (begin != std::string_view::npos) found.push_back(body.substr(begin, at - begin));
      const bool last = line.substr(mark.size()).starts_with("--");
      begin = last ? std::string_view::npos : stop + 1;
      if (last) break;
    }
    at = stop + 1;
  }
  if (begin < body.size()) found.push_back(body.substr(begin));
  return found;
}

std::string file_of(const MailHeader& header) {
  std::string file = parameter(header.value("content-disposition"), "filename");
  if (file.empty()) file = parameter(header.value("content-type"), "name");
  return decoded_words(file);
}

/// Whether a part can be shown as a text of the mail.
bool is_text(const MailPart& part) {
  return !part.attached && (part.type == "text/plain" || part.type == "text/html");
}

bool has_words(const std::vector<MailPart>& parts, std::string_view type) {
  return std::any_of(parts.begin(), parts.end(), [&](const MailPart& part) {
    return is_text(part) && part.type == type && !trimmed(part.bytes).empty();
  });
}

class Opening {
 public:
  /// Adds the pieces of `body`. Takes time in proportion to the body's size times its depth.
  Result<void> open(MailHeader header, std::string_view body, std::size_t depth,
                    std::vector<MailPart>& parts) {
    const std::string_view content = header.value("content-type");
    const std::string type = content.empty() ? "text/plain" : main_value(content);
    const std::string boundary = parameter(content, "boundary");
    if (!type.starts_with("multipart/") || boundary.empty()) {
      if (++count_ > parts_max)
        return invalid("the mail has too many parts", "save its text as .txt");
      parts.push_back(leaf(std::move(header), type, body));
      return {};
    }
    if (depth >= depth_max)
      return invalid("the parts of the mail nest too deep", "save its text as .txt");
    std::vector<MailPart> own;
    for (std::string_view piece : pieces_between(body, boundary)) {
      MailHeader below = TRY(header_at(piece));
      TRY(open(std::move(below), piece, depth + 1, own));
    }
    if (type == "multipart/alternative") keep_one(own);
    std::move(own.begin(), own.end(), std::back_inserter(parts));
    return {};
  }

 private:
  static MailPart leaf(MailHeader header, const std::string& type, std::string_view body) {
    MailPart part;
    part.type = type;
    part.file = file_of(header);
    part.attached = main_value(header.value("content-disposition")) == "attachment" ||
                    (!part.file.empty() && !type.starts_with("text/")) || type == "message/rfc822";
    const std::string encoding = lower_case(trimmed(header.value("content-transfer-encoding")));
    part.bytes = encoding == "base64"             ? from_base64(body)
                 : encoding == "quoted-printable" ? from_quoted_printable(body, false)
                                                  : std::string(body);
    part.header = std::move(header);
    return part;
  }

  /// Plain text says what HTML says, without the page around it.
  static void keep_one(std::vector<MailPart>& parts) {
    const std::string_view kept = has_words(parts, "text/plain") ? "text/plain" : "text/html";
    std::erase_if(parts, [&](const MailPart& part) { return is_text(part) && part.type != kept; });
  }

  std::size_t count_ = 0;
};

/// Decodes one "=?charset?B?…?=" at the head of `text`; nothing where there is none.
std::optional<std::string> encoded_word(std::string_view text, std::size_t& size) {
  if (!text.starts_with("=?")) return std::nullopt;
  const std::string_view head = text.substr(0, 1000);
  const std::size_t charset = head.find('?', 2);
  if (charset == std::string_view::npos || charset + 2 >= head.size() || head[charset + 2] != '?')
    return std::nullopt;
  const std::size_t end = head.find("?=", charset + 3);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view inside = head.substr(charset + 3, end - charset - 3);
  const char how = head[charset + 1];
  if (how != 'B' && how != 'b' && how != 'Q' && how != 'q') return std::nullopt;
  const std::string bytes =
      how == 'B' || how == 'b' ? from_base64(inside) : from_quoted_printable(inside, true);
  // RFC 2231 allows a language after the set: "=?utf-8*en?Q?…?=".
  std::string_view set = head.substr(2, charset - 2);
  set = set.substr(0, set.find('*'));
  size = end + 2;
  const auto words = utf8_of(bytes, set);
  return words ? *words : repaired_utf8(bytes);
}

}  // namespace

std::string_view MailHeader::value(std::string_view name) const {
  for (const auto& [known, text] : lines)
    if (known == name) return text;
  return {};
}

std::string MailHeader::words(std::string_view name) const {
  // A longer one is no title; and an encoded word may be looked for at each of its bytes.
  return decoded_words(value(name).substr(0, 1U << 16U));
}

std::string main_value(std::string_view value) {
  return lower_case(trimmed(value.substr(0, value.find(';'))));
}

std::string parameter(std::string_view value, std::string_view name) {
  std::string joined;  // name*0, name*1, … of RFC 2231
  bool percent = false;
  for (const std::string& piece : pieces(value.substr(0, 8000), ';')) {
    const std::size_t equals = piece.find('=');
    if (equals == std::string::npos) continue;
    const std::string key = lower_case(trimmed(std::string_view(piece).substr(0, equals)));
    std::string_view text = trimmed(std::string_view(piece).substr(equals + 1));
    if (text.size() >= 2 && text.starts_with('"') && text.ends_with('"'))
      text = text.substr(1, text.size() - 2);
    if (key == name) return std::string(text);
    if (!key.starts_with(name) || key[name.size()] != '*') continue;
    percent = percent || key.ends_with('*');
    joined += text;
  }
  if (!percent) return joined;
  const std::size_t set = joined.find('\'');
  const std::size_t language = set == std::string::npos ? set : joined.find('\'', set + 1);
  if (language == std::string::npos) return joined;
  const std::string bytes = from_percent(std::string_view(joined).substr(language + 1));
  const auto words = utf8_of(bytes, joined.substr(0, set));
  return words ? *words : repaired_utf8(bytes);
}

Result<MailMessage> message_in(std::string_view bytes) {
  MailMessage message;
  message.header = TRY(header_at(bytes));
  if (message.header.lines.empty())
    return invalid("there is no header in it, so this is no mail",
                   "a mail begins with From, Date and Subject; give other texts as .txt");
  TRY(Opening().open(message.header, bytes, 0, message.parts));
  return message;
}

std::string decoded_words(std::string_view text) {
  std::string out;
  bool after_word = false;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = 0;
    if (auto word = encoded_word(text.substr(at), size)) {
      out += *word;
      at += size;
      after_word = true;
      continue;
    }
    // Blanks between two encoded words are none.
    std::size_t next = at;
    while (after_word && next < text.size() && is_blank(text[next])) ++next;
    if (next > at && encoded_word(text.substr(next), size)) {
      at = next;
      continue;
    }
    after_word = false;
    out += text[at++];
  }
  return is_utf8(out) ? out : utf8_of(out).value_or(repaired_utf8(out));
}

Result<std::string> text_of_part(const MailPart& part) {
  return utf8_of(part.bytes, parameter(part.header.value("content-type"), "charset"));
}

}  // namespace truce::intake
