// SPDX-License-Identifier: Apache-2.0
// Whether a store is what was written to it (docs/store.md, "Verifying").
//
// LogCheck goes along the chain, FileCheck over the raw pages; SqliteStore::verify() puts them in
// order. A problem is noted and the reading goes on, so one damaged entry does not hide the next.
#include <fmt/format.h>

#include <algorithm>

#include "store/page_check.h"
#include "store/page_map.h"
#include "store/schema.h"
#include "store/sqlite_store.h"

namespace truce::store {
namespace {

constexpr std::size_t kProblemsMax = 100;

using Problems = std::vector<Verification::Problem>;

void note(Problems& problems, std::optional<std::uint64_t> entry, std::string what) {
  if (problems.size() < kProblemsMax) problems.push_back({entry, std::move(what)});
}

/// Walks the log from its start and holds every word of it to the hashes.
class LogCheck {
 public:
  LogCheck(const Database& database, StoreMode mode, Problems& problems)
      : database_(database), problems_(problems), chain_(start_of_chain(to_text(mode))) {}

  Result<LogHead> run() {
    batches_ = TRY(database_.prepare("SELECT * FROM batch ORDER BY number"));
    entries_ =
        TRY(database_.prepare("SELECT number, batch, known_at, recorded_at, kind, hash, payload "
                              "FROM entry ORDER BY number"));
    original_ = TRY(database_.prepare("SELECT bytes FROM original WHERE hash = ?"));
    key_ = TRY(database_.prepare("SELECT document FROM document_key WHERE key = ?"));
    while (next_entry()) check_entry();
    check_ends();
    check_number_of_keys();
    head_.hash = chain_.link();
    return head_;
  }

 private:
  bool next_entry() {
    const auto stepped = entries_.step();
    if (!stepped)
      note(problems_, head_.entries + 1, fmt::format("entry {} cannot be read", head_.entries + 1));
    return stepped && *stepped;
  }

  void check_entry() {
    const EntryPlace entry{entries_.number(0), entries_.number(1), instant(entries_.integer(2)),
                           instant(entries_.integer(3))};
    if (entry.number != head_.entries + 1)
      note(problems_, head_.entries + 1, fmt::format("entry {} is missing", head_.entries + 1));
    if (entry.batch != batch_.number) check_batch(entry);
    if (entry.recorded_at != batch_.recorded_at)
      note(problems_, entry.number,
           fmt::format("entry {} was not recorded with its batch", entry.number));
    if (head_.entries > 0 && entry.known_at < head_.known_at)
      note(problems_, entry.number,
           fmt::format("entry {} is known before the entry before it", entry.number));
    if (chain_.add(entry, entries_.text(4), entries_.text(6)) != digest_of(entries_.text(5)))
      note(problems_, entry.number,
           fmt::format("entry {} is not what was written: its hash does not match", entry.number));
    // From the stored hash on, so that what follows is judged by itself.
    chain_.restart_at(digest_of(entries_.text(5)).value_or(chain_.link()));
    check_record(entry);
    head_.entries = entry.number;
    head_.batches = entry.batch;
    head_.known_at = entry.known_at;
  }

  /// The batch that begins with `entry`.
  void check_batch(const EntryPlace& entry) {
    check_end_of_batch();
    const auto stepped = batches_.step();
    if (!stepped || !*stepped) {
      batch_ = Batch{.number = entry.batch, .recorded_at = entry.recorded_at};
      return note(problems_, entry.number,
                  fmt::format("batch {}, to which entry {} belongs, {}", entry.batch, entry.number,
                              stepped ? "is missing" : "cannot be read"));
    }
    const std::uint64_t expected = batch_.number + 1;
    batch_ = batch_in(batches_);
    const auto stored = digest_of(batches_.text(7));
    const bool fits =
        batch_.number == expected && batch_.number == entry.batch && batch_.first == entry.number;
    if (chain_.add(batch_) != stored || !fits)
      note(problems_, entry.number,
           fmt::format("batch {}, which begins with entry {}, is not what was written", entry.batch,
                       entry.number));
    batch_.number = entry.batch;
    chain_.restart_at(stored.value_or(chain_.link()));
  }

  void check_end_of_batch() {
    if (batch_.last > head_.entries)
      note(problems_, head_.entries + 1,
           fmt::format("entries {} to {} of batch {} are missing", head_.entries + 1, batch_.last,
                       batch_.number));
    else if (batch_.last != 0 && batch_.last < head_.entries)
      note(problems_, batch_.last + 1,
           fmt::format("entry {} lies beyond the end of its batch", batch_.last + 1));
  }

  void check_ends() {
    check_end_of_batch();
    const auto stepped = batches_.step();
    if (!stepped || *stepped)
      note(problems_, head_.entries + 1,
           stepped ? fmt::format("batch {} has lost its entries, {} to {}", batches_.number(0),
                                 batches_.number(1), batches_.number(2))
                   : fmt::format("batch {} cannot be read", batch_.number + 1));
  }

  void check_record(const EntryPlace& entry) {
    Record record;
    std::string original;
    const auto decoded = decoder_.decode(entries_.text(4), entries_.text(6), record, original);
    if (!decoded)
      return note(
          problems_, entry.number,
          fmt::format("entry {} cannot be read: {}", entry.number, decoded.error().message));
    const auto* document = std::get_if<Document>(&record);
    if (document == nullptr) return;
    if (!original.empty()) check_original(entry.number, original);
    if (!document->key.empty()) check_key(entry.number, document->key);
  }

  void check_original(std::uint64_t number, const std::string& name) {
    const Using using_query(original_);
    const auto hash = digest_from_hex(name).value_or(Digest{});
    original_.bind_bytes(1, bytes_of(hash));
    const auto stepped = original_.step();
    if (!stepped || !*stepped || sha256(original_.text(0)) != hash)
      note(problems_, number,
           fmt::format("the original bytes of entry {} are {}", number,
                       stepped && *stepped ? "not what was written" : "missing"));
  }

  /// The first document with a key owns it; a later one finds that one.
  void check_key(std::uint64_t number, const std::string& key) {
    const Using using_query(key_);
    key_.bind_text(1, key);
    const auto stepped = key_.step();
    const std::uint64_t owner = stepped && *stepped ? key_.number(0) : 0;
    if (owner == number) ++keys_;
    if (owner == 0 || owner > number)
      note(problems_, std::nullopt,
           fmt::format("table document_key does not lead to entry {}; no entry is altered by that, "
                       "and the table can "
                       "be rebuilt",
                       number));
  }

  void check_number_of_keys() {
    const auto rows = database_.integer("SELECT count(*) FROM document_key");
    if (!rows || static_cast<std::uint64_t>(*rows) != keys_)
      note(problems_, std::nullopt,
           "table document_key is not what the log gives; no entry is altered by that, and the "
           "table can be rebuilt");
  }

  const Database& database_;
  Problems& problems_;
  Chain chain_;
  Decoder decoder_;
  Query batches_, entries_, original_, key_;
  Batch batch_;
  LogHead head_;
  std::uint64_t keys_ = 0;
};

/// Holds the raw file to its page checks, its length and the tables that it should have.
class FileCheck {
 public:
  FileCheck(const Database& database, Problems& problems)
      : database_(database), file_(database), problems_(problems) {}

  /// `settled`: everything written is in the main file, so that its length can be judged.
  Result<void> run(bool settled) {
    if (settled) TRY(check_length());
    check_tables();
    const auto unsound = TRY(unsound_pages(file_));
    if (unsound.empty()) return {};
    const auto uses = uses_of(unsound, trees(), file_);
    // Those of entries first: they are what a reader must know.
    for (const bool of_entries : {true, false})
      for (const std::uint64_t page : unsound) {
        const auto use = uses.find(page);
        const PageUse known = use == uses.end() ? PageUse{} : use->second;
        if ((known.tree == "entry") == of_entries) note_page(page, known);
      }
    return {};
  }

 private:
  Result<void> check_length() {
    std::uint64_t bytes = 0;
    std::uint64_t expected = 0;
    // Again where they differ: another process may be lengthening the file.
    for (int look = 0; look < 3; ++look) {
      bytes = file_.bytes();
      const std::string header = TRY(file_.read(1));
      std::uint64_t pages = 0;
      for (const char byte : header.substr(28, 4))
        pages = pages << 8U | static_cast<unsigned char>(byte);
      expected = pages * kPageBytes;
      if (bytes == expected) return {};
    }
    note(problems_, std::nullopt,
         fmt::format("the file has {} bytes where its header says {}", bytes, expected));
    return {};
  }

  void check_tables() {
    static const Result<std::string> expected = expected_schema();
    const auto present = schema_in(database_);
    if (expected && present && *expected == *present) return;
    note(problems_, std::nullopt,
         fmt::format("the list of tables is not that of format {}", kFirstFormat));
  }

  static Result<std::string> expected_schema() {
    const Database empty =
        TRY(Database::open(":memory:", ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, {}));
    TRY(make_schema(empty, StoreMode::desk));
    return schema_in(empty);
  }

  std::vector<Tree> trees() const {
    std::vector<Tree> trees;
    auto query = database_.prepare(
        "SELECT iif(type = 'index', 'the index of ' || tbl_name, name), rootpage FROM "
        "sqlite_schema "
        "WHERE rootpage > 0");
    while (query && query->step().value_or(false))
      trees.push_back({std::string(query->text(0)), query->number(1)});
    return trees;
  }

  void note_page(std::uint64_t page, const PageUse& use) {
    if (use.tree == "entry")
      return note(
          problems_, use.row,
          fmt::format("page {} of the file is damaged: entry {} lies on it", page, *use.row));
    note(problems_, std::nullopt,
         fmt::format("page {} of the file is damaged ({}); it holds no entry{}", page,
                     use.tree.empty() ? "of no known use" : use.tree,
                     use.tree.ends_with("document_key") ? ", and can be rebuilt" : ""));
  }

  const Database& database_;
  PageFile file_;
  Problems& problems_;
};

void check_integrity(const Database& database, Problems& problems) {
  auto query = database.prepare("PRAGMA integrity_check(10)");
  if (!query) return note(problems, std::nullopt, query.error().message);
  while (true) {
    const auto stepped = query->step();
    if (!stepped) return note(problems, std::nullopt, stepped.error().message);
    if (!*stepped) return;
    if (query->text(0) != "ok")
      note(problems, std::nullopt, "SQLite finds: " + std::string(query->text(0)));
  }
}

/// Moves the -wal file into the store as far as readers let it; true when all of it is there.
bool settle(const Database& database) {
  if (database.read_only()) return true;
  int frames = 0;
  int moved = 0;
  const int code =
      sqlite3_wal_checkpoint_v2(database.raw(), "main", SQLITE_CHECKPOINT_PASSIVE, &frames, &moved);
  return code == SQLITE_OK && frames == moved;
}

}  // namespace

Result<Verification> SqliteStore::verify() const {
  const bool settled = settle(database_);
  // One moment for all of it: what others append meanwhile is not looked at.
  const Transaction moment = TRY(Transaction::begin_reading(database_));
  Verification verification;
  LogCheck log(database_, mode_, verification.problems);
  verification.head = TRY(log.run());
  TRY(FileCheck(database_, verification.problems).run(settled));
  check_integrity(database_, verification.problems);
  return verification;
}

namespace {

/// What can be said of a file that does not open as a store: its pages, if it has any that are a
/// store's.
Result<Verification> verify_closed(const std::string& path, const Error& refusal,
                                   const SqliteOptions& options) {
  const auto database =
      Database::open(path, place_of(path), SQLITE_OPEN_READONLY, options.busy_timeout);
  if (!database) return refusal;
  const PageFile file(*database);
  const auto unsound = TRY(unsound_pages(file));
  if (unsound.empty() || unsound.size() == file.pages()) return refusal;
  Verification verification;
  note(verification.problems, std::nullopt, refusal.message);
  for (const std::uint64_t page : unsound)
    note(verification.problems, std::nullopt, fmt::format("page {} of the file is damaged", page));
  return verification;
}

}  // namespace

Result<Verification> verify_sqlite(const std::string& path, const SqliteOptions& options) {
  const auto opened = open_sqlite(path, options);
  if (!opened) return verify_closed(path, opened.error(), options);
  const auto verified = (*opened)->verify();
  if (!verified) return verify_closed(path, verified.error(), options);
  return verified;
}

Result<Verification> verify_against(const Store& store, const LogHead& saved) {
  Verification verification = TRY(store.verify());
  const auto then = store.head_at(saved.entries);
  if (!then)
    note(verification.problems, verification.head.entries + 1,
         fmt::format("the log ends at entry {}; the saved head was at entry {}",
                     verification.head.entries, saved.entries));
  else if (then->hash != saved.hash)
    note(verification.problems, saved.entries,
         fmt::format("up to entry {} the log is another than when the head was saved",
                     saved.entries));
  return verification;
}

}  // namespace truce::store
