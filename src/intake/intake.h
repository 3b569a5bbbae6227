// SPDX-License-Identifier: Apache-2.0
// Files and rows → documents. A malformed document, row or date is a Rejection; the rest goes in.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "record/document.h"
#include "record/entry.h"
#include "record/series.h"
#include "record/statement.h"

namespace truce::intake {

/// What a user says about a file that the file itself does not.
struct Defaults {
  std::string publisher;
  std::optional<Instant> published;
  Precision published_precision = Precision::minute;
  std::string language = "en";
  /// What is kept must have a publisher; what is only read and printed need not.
  bool publisher_needed = true;
};

struct Taken {
  std::vector<Document> documents;
  std::vector<Rejection> rejections;
};

/// Documents of one file, by its name's ending: .txt (header lines, an empty line, the text), .html
/// or .htm, .jsonl, feeds in .xml, .rss or .atom, mail in .eml or .mbox. `file` is only a name;
/// nothing is opened.
Taken documents_in(std::string_view file, std::string_view bytes, const Defaults& defaults);

/// The document that a PDF is. `bytes` are the PDF, `laid_out` is what pdftotext made of it: lines
/// in reading order, a form feed behind each page.
Taken pages_in(std::string_view file, std::string_view bytes, std::string_view laid_out,
               const Defaults& defaults);

/// What makes two copies the same document: SHA-256 over publisher, published, url, title and
/// bytes, in hex.
std::string document_key(const Document& document);

/// One imported row: its document (kind row) and the statements read off its cells, whose spans
/// point into the document's text. `known` is when the counter published it.
struct SeriesRow {
  Instant known{};
  Document document;
  std::vector<Statement> statements;
  /// What the first statement replaces: its number is to be put into `replacement` when it is
  /// stored. Only a correction by hand has one.
  std::vector<Amendment> amendments;
};

struct TakenSeries {
  Series series;
  std::vector<SeriesRow> rows;
  std::vector<Rejection> rejections;
};

/// A tally series: `mapping` says what the columns of `csv` count; its format is in docs/series.md.
Result<TakenSeries> series_in(std::string_view mapping_file, std::string_view mapping,
                              std::string_view csv_file, std::string_view csv);

/// The CSV file that a mapping names, relative to the mapping.
Result<std::string> csv_named_by(std::string_view mapping_file, std::string_view mapping);

/// What people wrote by hand, block by block.
struct TakenEntries {
  struct Entry {
    std::size_t line = 0;  // of the block, from 1
    Instant known;         // as the block says, else the end of its day
    std::variant<SeriesRow, Record>
        what;  // a note with its statement, or a record that stands alone
  };
  std::vector<Entry> entries;
  std::vector<Rejection> rejections;
};

/// Statements, findings, declarations, retractions and corrections written by hand by a named
/// person, one block each; the format is in docs/entries.md. A block with a mistake is left out,
/// each mistake named.
TakenEntries entries_in(std::string_view file, std::string_view bytes);

}  // namespace truce::intake
