// SPDX-License-Identifier: Apache-2.0
#include "intake/documents.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/hash.h"
#include "intake/lines.h"

namespace truce::intake {
namespace {

bool ends_with(std::string_view file, std::string_view ending) {
  return lower_case(file).ends_with(ending);
}

/// How files of one ending are read.
struct Kind {
  std::string_view ending;
  std::size_t bytes_max;  // of the file as a whole
  Taken (*read)(std::string_view file, std::string_view bytes, const Defaults& defaults);
};
constexpr std::array<Kind, 9> kKinds = {{{".txt", document_bytes_max, text_documents},
                                         {".html", document_bytes_max, page_documents},
                                         {".htm", document_bytes_max, page_documents},
                                         {".jsonl", SIZE_MAX, json_line_documents},
                                         {".xml", feed_bytes_max, feed_documents},
                                         {".rss", feed_bytes_max, feed_documents},
                                         {".atom", feed_bytes_max, feed_documents},
                                         {".eml", feed_bytes_max, mail_documents},
                                         {".mbox", SIZE_MAX, mailbox_documents}}};
constexpr std::string_view kEndings =
    ".txt, .html, .htm, .jsonl, .xml, .rss, .atom, .eml, .mbox or .pdf";

Taken refused(std::string_view file, std::string reason, std::string help) {
  Taken taken;
  taken.rejections.push_back({std::string(file), 0, std::move(reason), std::move(help)});
  return taken;
}

std::string megabytes(std::size_t bytes) {
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / (1U << 20U));
}

/// Names and titles are one line each, and are printed in terminals: a control character is a blank
/// there.
void make_plain(std::string& name) {
  for (char& letter : name)
    if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F) letter = ' ';
  name = trimmed(name);
}

}  // namespace

Taken documents_in(std::string_view file, std::string_view bytes, const Defaults& defaults) {
  const auto kind = std::find_if(kKinds.begin(), kKinds.end(),
                                 [&](const Kind& one) { return ends_with(file, one.ending); });
  if (kind == kKinds.end())
    return refused(file, "this kind of file cannot be read",
                   fmt::format("name a file that ends in {}", kEndings));
  if (bytes.size() > kind->bytes_max)
    return refused(file, fmt::format("the document is too long: {}", megabytes(bytes.size())),
                   fmt::format("a file of this kind has at most {}; cut it into parts",
                               megabytes(kind->bytes_max)));
  return kind->read(file, bytes, defaults);
}

std::string document_key(const Document& document) {
  const std::string published = document.published ? to_text(*document.published) : "";
  std::string parts;
  for (const std::string_view part :
       {std::string_view(document.publisher), std::string_view(published),
        std::string_view(document.url), std::string_view(document.title),
        std::string_view(document.bytes.empty() ? document.text : document.bytes)}) {
    // The length first, so that no two lists of parts run together into the same bytes.
    parts += fmt::format("{}:", part.size());
    parts += part;
  }
  return to_hex(sha256(parts));
}

void take(Taken& taken, Document document, std::size_t line, const Defaults& defaults) {
  for (std::string* name : {&document.title, &document.publisher, &document.url, &document.language,
                            &document.given_id})
    make_plain(*name);
  if (document.publisher.empty()) document.publisher = defaults.publisher;
  if (document.language.empty()) document.language = defaults.language;
  if (!document.published) {
    document.published = defaults.published;
    document.published_precision = defaults.published_precision;
  }
  const auto reject = [&](std::string reason, std::string help) {
    taken.rejections.push_back({document.file, line, std::move(reason), std::move(help)});
  };
  if (document.publisher.empty() && defaults.publisher_needed)
    return reject("nobody is named as publisher: who published it?",
                  "add a publisher to the document, or give --publisher NAME");
  if (trimmed(document.text).empty())
    return reject("there is no text in it", "a document must have words to be read");
  document.key = document_key(document);
  taken.documents.push_back(std::move(document));
}

Result<void> set_published(Document& document, std::string_view value) {
  document.published = TRY(parse_instant(value));
  document.published_precision = parse_day(value) ? Precision::day : Precision::minute;
  return {};
}

std::size_t nesting_of(std::string_view json) {
  std::size_t depth = 0;
  std::size_t deepest = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char byte = json[at];
    if (quoted && byte == '\\') ++at;
    if (byte == '"') quoted = !quoted;
    if (quoted) continue;
    if (byte == '[' || byte == '{') deepest = std::max(deepest, ++depth);
    if ((byte == ']' || byte == '}') && depth > 0) --depth;
  }
  return deepest;
}

}  // namespace truce::intake
