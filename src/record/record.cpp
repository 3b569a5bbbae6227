// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "record/entry.h"

namespace truce {
namespace {

constexpr std::array<std::string_view, std::variant_size_v<Record>> kRecordKinds = {
    "agreement",   "document",  "statement", "link",      "finding",
    "declaration", "amendment", "series",    "rejection", "acceptance"};
constexpr std::array<std::string_view, 3> kGrounds = {"source", "review", "rereading"};
constexpr std::array<std::string_view, 3> kDocumentKinds = {"article", "row", "note"};

}  // namespace

std::string_view kind_of(const Record& record) { return kRecordKinds.at(record.index()); }

std::string_view to_text(Document::Kind kind) {
  return kDocumentKinds.at(static_cast<std::size_t>(kind));
}

std::optional<Document::Kind> document_kind_from(std::string_view word) {
  for (std::size_t at = 0; at < kDocumentKinds.size(); ++at)
    if (kDocumentKinds.at(at) == word) return static_cast<Document::Kind>(at);
  return std::nullopt;
}

std::string_view to_text(Amendment::Ground ground) {
  return kGrounds.at(static_cast<std::size_t>(ground));
}

std::optional<Amendment::Ground> ground_from(std::string_view word) {
  for (std::size_t at = 0; at < kGrounds.size(); ++at)
    if (kGrounds.at(at) == word) return static_cast<Amendment::Ground>(at);
  return std::nullopt;
}

}  // namespace truce
