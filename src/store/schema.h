// SPDX-License-Identifier: Apache-2.0
// The tables of a SQLite store and the marks in its file (docs/store.md, "What is kept").
#pragma once

#include <cstdint>
#include <string_view>

#include "store/database.h"
#include "store/store.h"

namespace truce::store {

inline constexpr std::uint32_t kApplicationId = 0x54525543;  // "TRUC"
// A store begins as format 1 and becomes format 2 with the first record that format 1 lacks, so that
// an older program reads it for as long as it can.
inline constexpr std::uint32_t kFirstFormat = 1;
inline constexpr std::uint32_t kFormat = 2;

/// The projection that leads from a document's key to its entry.
extern const char* const kDocumentKey;

/// Puts the tables of an empty store into an empty database.
Result<void> make_schema(const Database& database, StoreMode mode);
/// The tables, indexes and triggers of a database, as text to compare.
Result<std::string> schema_in(const Database& database);

/// Whether a file that begins with these bytes is a store that this program reads.
Result<void> check_header(std::string_view first_bytes, const std::string& path);

std::string_view to_text(StoreMode mode);
Result<StoreMode> mode_of(const Database& database);

}  // namespace truce::store
