// SPDX-License-Identifier: Apache-2.0
// Keeps every record, by when it counts as known and when it was written. The format is
// docs/store.md.
//
// The log of entries is the truth: append-only, each entry linked to the one before by its hash.
// Tables for queries are projections that can be rebuilt from it.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/hash.h"
#include "base/result.h"
#include "record/entry.h"

namespace truce {

/// Where the log stands.
struct LogHead {
  std::uint64_t entries = 0;
  std::uint64_t batches = 0;
  Instant known_at{};  // of the last entry: the store's clock, which never runs backwards
  Digest hash;         // of the last entry
};

/// How a verification went. A store is sound when `problems` is empty.
struct Verification {
  struct Problem {
    std::optional<std::uint64_t> entry;  // the first bad entry, where one can be named
    std::string what;
  };
  LogHead head;
  std::vector<Problem> problems;  // the first is the one to look at
};

/// How documents come to be known: a desk learns of them when they arrive; an archive study takes
/// them as known when they were published. Set at init, never changed.
enum class StoreMode { desk, archive };

/// A Store is used by one thread at a time. Several may be open on one file, in one process or
/// many: a writer waits for the writer before it, readers wait for nobody. It must not be carried
/// across fork().
class Store {
 public:
  virtual ~Store() = default;

  virtual StoreMode mode() const = 0;
  virtual Result<LogHead> head() const = 0;
  /// Where the log stood when it had so many entries; `not_found` when it never had.
  virtual Result<LogHead> head_at(std::uint64_t entries) const = 0;
  /// Where the log stood at that moment: the head of the entries known at or before it. Pages print
  /// it, so that a page of the past reads the same for ever.
  virtual Result<LogHead> head_as_known(Instant as_known) const = 0;

  /// What to append, made while the store is locked for writing. `first` is the number that the
  /// first draft's entry will have, so drafts can name each other (the n-th has number first + n).
  using Make = std::function<Result<std::vector<Draft>>(std::uint64_t first)>;

  /// Appends all or nothing, synced to disk before it returns. A draft's known_at is raised to the
  /// store's clock where it lies before it. An empty vector of drafts writes no batch. Errors:
  /// unavailable (disk full, read-only, busy too long); nothing stored before is lost by any of
  /// them. A draft's own id is 0 or the number that its entry gets; anything else is invalid.
  /// `make` may read this store, not append to it.
  virtual Result<Batch> append(const Batch& about, Instant now, const Make& make) = 0;

  /// Visits the entries with number in [first, last] (0: to the end) known at or before `as_known`
  /// (absent: all), in order. Stops with the first error of `visit`, which may read this store, not
  /// append to it.
  struct Range {
    std::uint64_t first = 1;
    std::uint64_t last = 0;
    std::optional<Instant> as_known;
    std::vector<std::string> kinds;  // names of kind_of(); empty: all
    bool without_bytes = true;  // leave Document::bytes empty (the original bytes are the bulk)
  };
  virtual Result<void> read(const Range& range,
                            const std::function<Result<void>(Entry&&)>& visit) const = 0;

  virtual Result<Entry> entry(std::uint64_t number) const = 0;
  /// The document with this key (see intake), if it is here.
  virtual Result<std::optional<Id<Document>>> document_with_key(const std::string& key) const = 0;
  virtual Result<std::vector<Batch>> batches() const = 0;
  virtual Result<Verification> verify() const = 0;
};

namespace store {

struct SqliteOptions {
  std::chrono::milliseconds busy_timeout{10'000};  // how long to wait for another writer
  int checkpoint_pages = 1000;  // length of the -wal file at which it is moved into the store
};

/// Makes a new, empty store in the file `path`; refused when there is something already.
Result<std::unique_ptr<Store>> create_sqlite(const std::string& path, StoreMode mode,
                                             const SqliteOptions& options = {});
/// Opens an existing one. Refused, with what to do, when its format is newer than this program's.
/// Where nothing may be written it opens for reading, and append() says so.
Result<std::unique_ptr<Store>> open_sqlite(const std::string& path,
                                           const SqliteOptions& options = {});

/// Verifies the store in a file, also one that is too damaged to open. Errors: as for opening a
/// file that is no store, or not of a format that this program reads.
Result<Verification> verify_sqlite(const std::string& path, const SqliteOptions& options = {});
/// Verifies the store and that its log goes on from a head that was saved elsewhere: the only way
/// to see that the end of a log was cut off.
Result<Verification> verify_against(const Store& store, const LogHead& saved);
/// Makes the tables for queries again, from the log. A damaged one is thus repaired.
Result<void> rebuild_projections(const std::string& path, const SqliteOptions& options = {});

/// The line that fixes every word of the log: 64 hexadecimal digits.
std::string root(const LogHead& head);

/// Canonical JSON of a record and back; what is hashed and stored.
std::string encode(const Record& record);
Result<Record> decode(std::string_view kind, std::string_view payload);

}  // namespace store
}  // namespace truce
