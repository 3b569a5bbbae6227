// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "base/id.h"
#include "base/time.h"

namespace truce {

/// What a source published. `bytes` are as received; `text` is what is read, UTF-8, and every
/// TextSpan of a statement points into it. For plain text the two are the same but for the header.
struct Document {
  /// An article is prose to be read; a row is one line of an imported series, its statements made by
  /// the importer; a note is the hand-entered word of a named person.
  enum class Kind { article, row, note };

  Id<Document> id;
  Kind kind = Kind::article;
  std::string key;        // what makes it the same document when sent again: hex SHA-256, see intake
  std::string file;       // where it came from, as the user named it
  std::string given_id;   // the id its sender gave it, as in JSON Lines; empty if none
  std::string title;
  std::string publisher;
  std::string url;
  std::string language;   // BCP 47, e.g. "en"
  std::string media_type; // "text/plain", "text/html", "application/json", "text/csv"
  std::string text;
  std::string bytes;      // empty when the same as `text`
  std::optional<Instant> published;
  Precision published_precision = Precision::minute;
  std::optional<Instant> received;  // when it reached the desk, where its header says so
  std::optional<Instant> observed;  // when what it tells was observed, for field forms
};

std::string_view to_text(Document::Kind kind);
std::optional<Document::Kind> document_kind_from(std::string_view word);

/// A document, row or line that could not be taken in. It is data: counted and shown.
struct Rejection {
  std::string file;
  std::size_t line = 0;  // from 1; 0 when the whole file is meant
  std::string reason;    // as an Error's message
  std::string help;
};

}  // namespace truce
