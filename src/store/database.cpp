// SPDX-License-Identifier: Apache-2.0
#include "store/database.h"

#include <cassert>

#include "store/page_check.h"

namespace truce::store {

Error database_error(int code, const char* detail, const std::string& path) {
  const std::string store = "store '" + path + "'";
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return unavailable(store + " is busy: another process is writing to it",
                         "try again when the other process has finished");
    case SQLITE_FULL:
      return unavailable("cannot write to " + store + ": the disk is full",
                         "make room and try again; nothing stored before is lost");
    case SQLITE_READONLY:
      return unavailable("cannot write to " + store + ": it is read-only",
                         "copy it to where it may be written, or name another file with --store");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return unavailable(store + " is damaged: " + detail,
                         "run truce verify to see what is affected");
    case SQLITE_CANTOPEN:
      return unavailable("cannot open " + store + ": " + detail,
                         "see that the file and its folder can be read and written");
    default:
      return unavailable("cannot use " + store + ": " + detail);
  }
}

// ---- Query ----

Query& Query::bind(int at, std::uint64_t value) {
  return bind(at, static_cast<std::int64_t>(value));
}

Query& Query::bind(int at, std::int64_t value) {
  [[maybe_unused]] const int code = sqlite3_bind_int64(statement_.get(), at, value);
  assert(code == SQLITE_OK);
  return *this;
}

// A null pointer would bind NULL; an empty view may have one.
Query& Query::bind_text(int at, std::string_view value) {
  sqlite3_bind_text64(statement_.get(), at, value.empty() ? "" : value.data(), value.size(),
                      SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Query& Query::bind_bytes(int at, std::string_view value) {
  sqlite3_bind_blob64(statement_.get(), at, value.empty() ? "" : value.data(), value.size(),
                      SQLITE_STATIC);
  return *this;
}

Result<bool> Query::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) {
    reset();
    return false;
  }
  Error error = database_error(code, sqlite3_errmsg(sqlite3_db_handle(statement_.get())), store_);
  reset();
  return error;
}

Result<void> Query::run() {
  while (TRY(step())) continue;
  return {};
}

std::string_view Query::text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return {static_cast<const char*>(bytes), bytes == nullptr ? 0 : size};
}

// ---- Database ----

Result<Database> Database::open(const std::string& path, const std::string& where, int flags,
                                std::chrono::milliseconds busy_timeout) {
  sqlite3* raw = nullptr;
  const std::string layer = page_check_layer();
  const int code = sqlite3_open_v2(where.c_str(), &raw, flags, layer.c_str());
  Database database;
  database.database_.reset(raw);
  database.path_ = path;
  if (code != SQLITE_OK)
    return database_error(code, raw == nullptr ? "out of memory" : sqlite3_errmsg(raw), path);
  sqlite3_extended_result_codes(raw, 1);
  sqlite3_busy_timeout(raw, static_cast<int>(busy_timeout.count()));
  return database;
}

Result<Query> Database::prepare(std::string_view sql) const {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(raw(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  Query query(statement, path_);
  if (code != SQLITE_OK) return database_error(code, sqlite3_errmsg(raw()), path_);
  return query;
}

Result<void> Database::run(const char* sql) const {
  const int code = sqlite3_exec(raw(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return database_error(code, sqlite3_errmsg(raw()), path_);
  return {};
}

Result<std::int64_t> Database::integer(std::string_view sql) const {
  Query query = TRY(prepare(sql));
  if (!TRY(query.step())) return std::int64_t{0};
  return query.integer(0);
}

// ---- Transaction ----

Result<Transaction> Transaction::begin_writing(const Database& database) {
  TRY(database.run("BEGIN IMMEDIATE"));
  return Transaction(database);
}

Result<Transaction> Transaction::begin_reading(const Database& database) {
  TRY(database.run("BEGIN"));
  return Transaction(database);
}

Transaction::~Transaction() {
  if (database_ == nullptr || !database_->in_transaction()) return;
  sqlite3_exec(database_->raw(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<void> Transaction::commit() { return database_->run("COMMIT"); }

}  // namespace truce::store
