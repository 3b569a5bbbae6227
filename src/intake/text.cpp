// SPDX-License-Identifier: Apache-2.0
// Plain text: header lines, an empty line, the words.
//
// Only the known keys make a header, so prose that begins "Gaza City: …" stays prose.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "intake/decode.h"
#include "intake/documents.h"
#include "intake/lines.h"

namespace truce::intake {
namespace {

constexpr std::array<std::string_view, 7> kKeys = {"title",    "publisher", "published", "url",
                                                   "language", "received",  "observed"};

struct Header {
  std::vector<KeyLine> lines;
  std::size_t text_at = 0;  // where the words begin
};

std::optional<KeyLine> known_key(const Line& line) {
  const auto parts = key_and_value(line.text);
  if (!parts) return std::nullopt;
  const std::string key = lower_case(parts->first);
  if (std::find(kKeys.begin(), kKeys.end(), key) == kKeys.end()) return std::nullopt;
  return KeyLine{line.number, key, std::string(parts->second)};
}

/// The header of `text`. One line that could be a key but has no empty line after it is prose; two
/// such lines are a header that its author has to finish.
Result<Header> header_of(std::string_view text, std::size_t& wrong_line) {
  Header header;
  for (const Line& line : lines_of(text)) {
    if (trimmed(line.text).empty()) {
      if (!header.lines.empty()) header.text_at = line.end;
      return header;
    }
    if (auto key = known_key(line)) {
      header.lines.push_back(std::move(*key));
      continue;
    }
    if (header.lines.size() < 2) return Header{};
    wrong_line = line.number;
    return invalid("this line is no header line, and no empty line ends the header",
                   "leave an empty line before the text; a header has Title, Publisher, Published, "
                   "URL, Language, Received and Observed");
  }
  if (!header.lines.empty()) header.text_at = text.size();
  return header;
}

Result<void> set_instant(std::optional<Instant>& field, std::string_view value) {
  field = TRY(parse_instant(value));
  return {};
}

Result<void> set(Document& document, const KeyLine& line) {
  if (line.value.empty()) return {};
  if (line.key == "published") return set_published(document, line.value);
  if (line.key == "received") return set_instant(document.received, line.value);
  if (line.key == "observed") return set_instant(document.observed, line.value);
  std::string& field = line.key == "title"       ? document.title
                       : line.key == "publisher" ? document.publisher
                       : line.key == "url"       ? document.url
                                                 : document.language;
  field = line.value;
  return {};
}

}  // namespace

Taken text_documents(std::string_view file, std::string_view bytes, const Defaults& defaults) {
  Taken taken;
  const auto reject = [&](std::size_t line, const Error& error) {
    taken.rejections.push_back({std::string(file), line, error.message, error.help});
    return taken;
  };
  const auto text = utf8_of(bytes);
  if (!text) return reject(0, text.error());
  std::size_t wrong_line = 0;
  const auto header = header_of(*text, wrong_line);
  if (!header) return reject(wrong_line, header.error());

  Document document;
  document.file = file;
  document.media_type = "text/plain";
  std::vector<std::string_view> seen;
  for (const KeyLine& line : header->lines) {
    if (std::find(seen.begin(), seen.end(), line.key) != seen.end())
      return reject(line.number, invalid(fmt::format("the header gives {} twice", line.key),
                                         "keep one of the two lines"));
    seen.push_back(line.key);
    if (const auto done = set(document, line); !done) return reject(line.number, done.error());
  }
  document.text = text->substr(header->text_at);
  if (document.text != bytes) document.bytes = bytes;
  take(taken, std::move(document), header->lines.empty() ? 0 : 1, defaults);
  return taken;
}

}  // namespace truce::intake
