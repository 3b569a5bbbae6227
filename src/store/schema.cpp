// SPDX-License-Identifier: Apache-2.0
#include "store/schema.h"

#include <fmt/format.h>

#include "store/page_check.h"

namespace truce::store {
namespace {

// `payload` comes last, so that a scan which leaves it out never leaves the first page of a row.
constexpr const char* kSchema = R"sql(
CREATE TABLE setting (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE batch (
  number      INTEGER PRIMARY KEY,
  first       INTEGER NOT NULL,
  last        INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  command     TEXT NOT NULL,
  by          TEXT NOT NULL,
  note        TEXT NOT NULL,
  hash        BLOB NOT NULL) STRICT;
CREATE TABLE entry (
  number      INTEGER PRIMARY KEY,
  batch       INTEGER NOT NULL,
  known_at    INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  kind        TEXT NOT NULL,
  hash        BLOB NOT NULL,
  payload     TEXT NOT NULL) STRICT;
CREATE TABLE original (
  number      INTEGER PRIMARY KEY,
  hash        BLOB NOT NULL UNIQUE,
  bytes       BLOB NOT NULL) STRICT;
)sql";

}  // namespace

const char* const kDocumentKey = R"sql(CREATE TABLE document_key (
  key         TEXT NOT NULL PRIMARY KEY,
  document    INTEGER NOT NULL) STRICT, WITHOUT ROWID)sql";

namespace {

constexpr const char* kAppendOnly = R"sql(
CREATE TRIGGER {0}_keeps_what_it_has BEFORE UPDATE ON {0}
  BEGIN SELECT raise(ABORT, 'the log is only ever appended to'); END;
CREATE TRIGGER {0}_keeps_all_it_has BEFORE DELETE ON {0}
  BEGIN SELECT raise(ABORT, 'the log is only ever appended to'); END;
)sql";

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (const char byte : bytes.substr(0, 4)) value = value << 8U | static_cast<unsigned char>(byte);
  return value;
}

}  // namespace

Result<void> make_schema(const Database& database, StoreMode mode) {
  TRY(database.run(fmt::format("PRAGMA page_size = {}", kPageBytes).c_str()));
  int reserved = static_cast<int>(kCheckBytes);
  sqlite3_file_control(database.raw(), "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved);
  TRY(database.run("PRAGMA auto_vacuum = NONE; PRAGMA encoding = 'UTF-8'"));
  TRY(database.run("BEGIN IMMEDIATE"));
  TRY(database.run(kSchema));
  TRY(database.run(kDocumentKey));
  for (const char* table : {"setting", "batch", "entry", "original"})
    TRY(database.run(fmt::format(kAppendOnly, table).c_str()));
  const auto marks = fmt::format(
      "INSERT INTO setting VALUES ('mode', '{}');"
      "PRAGMA application_id = {}; PRAGMA user_version = {}; COMMIT",
      to_text(mode), kApplicationId, kFirstFormat);
  TRY(database.run(marks.c_str()));
  return database.run("PRAGMA journal_mode = WAL");
}

Result<std::string> schema_in(const Database& database) {
  Query query = TRY(database.prepare(
      "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name"));
  std::string schema;
  while (TRY(query.step()))
    for (int column = 0; column < 4; ++column) (schema += query.text(column)) += '\n';
  return schema;
}

Result<void> check_header(std::string_view first_bytes, const std::string& path) {
  constexpr std::string_view magic("SQLite format 3\0", 16);
  const std::string refusal = "cannot open store '" + path + "': ";
  if (first_bytes.size() < 100 || !first_bytes.starts_with(magic) ||
      big_endian(first_bytes.substr(68)) != kApplicationId)
    return invalid(refusal + "it is no truce store",
                   "name another file with --store, or make a store with truce init");
  const std::uint32_t format = big_endian(first_bytes.substr(60));
  if (format > kFormat)
    return invalid(
        refusal + fmt::format("it has format {}, this program reads up to {}", format, kFormat),
        "upgrade truce, or name another file with --store");
  return {};
}

std::string_view to_text(StoreMode mode) { return mode == StoreMode::desk ? "desk" : "archive"; }

Result<StoreMode> mode_of(const Database& database) {
  Query query = TRY(database.prepare("SELECT value FROM setting WHERE name = 'mode'"));
  if (TRY(query.step())) {
    if (query.text(0) == to_text(StoreMode::desk)) return StoreMode::desk;
    if (query.text(0) == to_text(StoreMode::archive)) return StoreMode::archive;
  }
  return unavailable("store '" + database.path() + "' is damaged: it does not say its mode",
                     "run truce verify to see what is affected");
}

}  // namespace truce::store
