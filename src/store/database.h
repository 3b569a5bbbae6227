// SPDX-License-Identifier: Apache-2.0
// SQLite's C API with owners, and its errors in our words. Nothing here knows what is stored.
#pragma once

#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace truce::store {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct FinalizeQuery {
  void operator()(sqlite3_stmt* query) const { sqlite3_finalize(query); }
};

/// One prepared query. Values bound as text or bytes must live until the next reset(); values read,
/// until the next step() or reset(). It must not outlive its database.
class Query {
 public:
  Query() = default;
  Query(sqlite3_stmt* statement, std::string store)
      : statement_(statement), store_(std::move(store)) {}

  Query& bind(int at, std::uint64_t value);
  Query& bind(int at, std::int64_t value);
  Query& bind_text(int at, std::string_view value);
  Query& bind_bytes(int at, std::string_view value);

  /// Moves to the next row; false at the end, where the query is ready for its next use.
  Result<bool> step();
  /// Runs to the end, and is ready for its next use.
  Result<void> run();
  void reset() { sqlite3_reset(statement_.get()); }

  std::uint64_t number(int column) const {
    return static_cast<std::uint64_t>(sqlite3_column_int64(statement_.get(), column));
  }
  std::int64_t integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }
  /// Text or bytes, as stored.
  std::string_view text(int column) const;

 private:
  std::unique_ptr<sqlite3_stmt, FinalizeQuery> statement_;
  std::string store_;
};

/// Ends the use of a query at the end of a block, however it is left.
class Using {
 public:
  explicit Using(Query& query) : query_(query) {}
  ~Using() { query_.reset(); }
  Using(const Using&) = delete;
  Using& operator=(const Using&) = delete;

 private:
  Query& query_;
};

/// An open database. One thread at a time.
class Database {
 public:
  /// `path` names the file in messages; `where` is what SQLite opens: a path or, with
  /// SQLITE_OPEN_URI, a URI.
  static Result<Database> open(const std::string& path, const std::string& where, int flags,
                               std::chrono::milliseconds busy_timeout);

  Result<Query> prepare(std::string_view sql) const;
  Result<void> run(const char* sql) const;
  /// The first column of the first row.
  Result<std::int64_t> integer(std::string_view sql) const;

  bool in_transaction() const { return sqlite3_get_autocommit(raw()) == 0; }
  bool read_only() const { return sqlite3_db_readonly(raw(), "main") == 1; }
  sqlite3* raw() const { return database_.get(); }
  const std::string& path() const { return path_; }

 private:
  std::unique_ptr<sqlite3, CloseDatabase> database_;
  std::string path_;
};

/// Undoes what was written unless commit() succeeded.
class Transaction {
 public:
  /// Takes the write lock, waiting for another writer as long as the busy timeout allows.
  static Result<Transaction> begin_writing(const Database& database);
  /// Sees the database as it is now, until the end.
  static Result<Transaction> begin_reading(const Database& database);
  Transaction(Transaction&& other) noexcept : database_(other.database_) {
    other.database_ = nullptr;
  }
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  Result<void> commit();

 private:
  explicit Transaction(const Database& database) : database_(&database) {}
  const Database* database_;
};

/// SQLite's `code` in words: busy, full, read-only, damaged …
Error database_error(int code, const char* detail, const std::string& path);

}  // namespace truce::store
