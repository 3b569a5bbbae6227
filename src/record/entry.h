// SPDX-License-Identifier: Apache-2.0
// What the store's log is made of.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "record/finding.h"
#include "record/series.h"

namespace truce {

/// The text of the agreement from an instant on. An amendment is a further one.
struct AgreementText {
  std::string file;
  std::string text;
  std::vector<std::pair<std::string, std::string>> attachments;  // area files: name, GeoJSON
};

using Record = std::variant<AgreementText, Document, Statement, Link, Finding, Declaration, Amendment,
                            Series, Rejection, Acceptance>;

/// Names the alternative: "agreement", "document", "statement", "link", "finding", "declaration",
/// "amendment", "series", "rejection", "acceptance".
std::string_view kind_of(const Record& record);

/// A record with the moment from which it counts as known. Within a store known_at never runs
/// backwards, so "as known on T" is a fixed prefix of the log.
struct Draft {
  Instant known_at;
  Record record;
};

/// A record in its place. `number` counts from 1 without gaps and is the id of the record.
struct Entry {
  std::uint64_t number = 0;
  std::uint64_t batch = 0;
  Instant known_at;
  Instant recorded_at;  // the machine's clock when it was written
  Record record;
};

/// What went in together: one command, one transaction.
struct Batch {
  std::uint64_t number = 0;
  std::string command;   // "add", "import", "load", "find", …
  std::string by;        // who ran it, where said
  std::string note;      // e.g. the file names
  Instant recorded_at;
  std::uint64_t first = 0;  // entries first … last; first > last for an empty batch
  std::uint64_t last = 0;
};

}  // namespace truce
