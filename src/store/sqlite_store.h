// SPDX-License-Identifier: Apache-2.0
// The store in one SQLite file, for the files of this folder; outsiders go through store.h.
#pragma once

#include <string>
#include <utility>

#include "store/chain.h"
#include "store/codec.h"
#include "store/database.h"
#include "store/store.h"

namespace truce::store {

/// The queries of every day, prepared once.
struct Queries {
  Query head, head_at, insert_batch, insert_entry, insert_original, insert_key, document_with_key,
      original;
};

class SqliteStore final : public Store {
 public:
  static Result<std::unique_ptr<SqliteStore>> over(Database database);

  StoreMode mode() const override { return mode_; }
  Result<LogHead> head() const override;
  Result<LogHead> head_at(std::uint64_t entries) const override;
  Result<LogHead> head_as_known(Instant as_known) const override;
  Result<Batch> append(const Batch& about, Instant now, const Make& make) override;
  Result<void> read(const Range& range,
                    const std::function<Result<void>(Entry&&)>& visit) const override;
  Result<Entry> entry(std::uint64_t number) const override;
  Result<std::optional<Id<Document>>> document_with_key(const std::string& key) const override;
  Result<std::vector<Batch>> batches() const override;
  Result<Verification> verify() const override;

  const Database& database() const { return database_; }

 private:
  LogHead start() const;
  SqliteStore(Database database, StoreMode mode, Queries queries)
      : database_(std::move(database)),
        mode_(mode),
        queries_(std::move(queries)),
        chain_(Digest{}) {}

  Result<void> write_batch(const Batch& batch);
  Result<void> write_entry(const EntryPlace& place, Record& record);
  Result<void> write_document(const Document& document, std::uint64_t number,
                              const std::optional<Digest>& original);
  Result<void> put_bytes_back(Document& document, const std::string& original) const;

  Database database_;  // before the queries, which must not outlive it
  StoreMode mode_;
  mutable Queries queries_;
  Chain chain_;
  std::string payload_;  // kept from one entry to the next for its memory
};

// ---- what the other files of the folder share ----

inline std::int64_t seconds(Instant at) { return at.time_since_epoch().count(); }
inline Instant instant(std::int64_t seconds) { return Instant{std::chrono::seconds{seconds}}; }
inline std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()};
}
/// Nothing when there are not 32 bytes.
std::optional<Digest> digest_of(std::string_view bytes);
std::optional<Digest> digest_from_hex(std::string_view hex);
/// The row of `SELECT * FROM batch`.
Batch batch_in(const Query& query);

/// A path as SQLite must be given it: a relative one may begin like a URI, `file:…`.
std::string place_of(const std::string& path);
/// Opens the file of a store, for reading alone where nothing may be written.
Result<Database> open_database(const std::string& path, const SqliteOptions& options);

}  // namespace truce::store
