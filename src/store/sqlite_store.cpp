// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <future>
#include <limits>

#include "store/schema.h"

namespace truce::store {
namespace {

constexpr std::string_view kEntryColumns =
    "SELECT number, batch, known_at, recorded_at, kind, payload FROM entry ";

Result<Queries> prepare_queries(const Database& database) {
  Queries queries;
  queries.head = TRY(database.prepare(
      "SELECT number, batch, known_at, hash FROM entry ORDER BY number DESC LIMIT 1"));
  queries.head_at =
      TRY(database.prepare("SELECT number, batch, known_at, hash FROM entry WHERE number = ?"));
  queries.insert_batch = TRY(database.prepare("INSERT INTO batch VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
  queries.insert_entry = TRY(database.prepare("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)"));
  queries.insert_original = TRY(database.prepare(
      "INSERT INTO original (hash, bytes) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING"));
  queries.insert_key =
      TRY(database.prepare("INSERT INTO document_key VALUES (?, ?) ON CONFLICT (key) DO NOTHING"));
  queries.document_with_key =
      TRY(database.prepare("SELECT document FROM document_key WHERE key = ?"));
  queries.original = TRY(database.prepare("SELECT bytes FROM original WHERE hash = ?"));
  return queries;
}

/// Whether a program that knows only format 1 could read the record.
bool fits_format_1(const Record& record) {
  const auto* amendment = std::get_if<Amendment>(&record);
  return amendment != nullptr ? amendment->ground == Amendment::Ground::source
                              : !std::holds_alternative<Acceptance>(record);
}

Result<LogHead> head_in(const Query& query, const Database& database) {
  const auto hash = digest_of(query.text(3));
  if (!hash) return database_error(SQLITE_CORRUPT, "a hash has the wrong length", database.path());
  return LogHead{query.number(0), query.number(1), instant(query.integer(2)), *hash};
}

/// A row of the log as it lies in the file.
struct Row {
  Entry entry;  // its record not yet read
  std::string kind;
  std::string payload;
  std::string original;  // hexadecimal name of a document's bytes, or empty
};

void take_row(const Query& query, Row& row) {
  row.entry.number = query.number(0);
  row.entry.batch = query.number(1);
  row.entry.known_at = instant(query.integer(2));
  row.entry.recorded_at = instant(query.integer(3));
  row.kind = query.text(4);
  row.payload = query.text(5);
}

/// Reads the row's record. The ids that readers see are the places in the log, whatever the payload
/// says.
Result<void> decode_row(Row& row, Decoder& decoder, const std::string& path) {
  const auto decoded = decoder.decode(row.kind, row.payload, row.entry.record, row.original);
  if (!decoded)
    return database_error(
        SQLITE_CORRUPT,
        ("entry " + std::to_string(row.entry.number) + ": " + decoded.error().message).c_str(),
        path);
  set_id(row.entry.record, row.entry.number);
  return {};
}

/// Rows that are stepped over together and decoded together, on another thread while the next ones
/// are stepped over. Few enough to stay in a processor's cache.
struct Chunk {
  static constexpr std::size_t kRows = 256;
  std::vector<Row> rows{kRows};
  std::size_t size = 0;

  Result<void> fill(Query& query) {
    size = 0;
    while (size < kRows && TRY(query.step())) take_row(query, rows[size++]);
    return {};
  }
  /// The first `size` rows up to one that cannot be read; what is before it stays good.
  Result<void> decode(Decoder& decoder, const std::string& path) {
    for (std::size_t at = 0; at < size; ++at) {
      auto decoded = decode_row(rows[at], decoder, path);
      if (decoded) continue;
      size = at;
      return decoded;
    }
    return {};
  }
};

}  // namespace

std::optional<Digest> digest_of(std::string_view bytes) {
  Digest digest;
  if (bytes.size() != digest.bytes.size()) return std::nullopt;
  std::copy(bytes.begin(), bytes.end(), digest.bytes.begin());
  return digest;
}

std::optional<Digest> digest_from_hex(std::string_view hex) {
  Digest digest;
  if (hex.size() != 2 * digest.bytes.size()) return std::nullopt;
  for (std::size_t at = 0; at < digest.bytes.size(); ++at) {
    const char* pair = hex.data() + 2 * at;
    const auto [end, error] = std::from_chars(pair, pair + 2, digest.bytes[at], 16);
    if (error != std::errc{} || end != pair + 2) return std::nullopt;
  }
  return digest;
}

Batch batch_in(const Query& query) {
  Batch batch;
  batch.number = query.number(0);
  batch.first = query.number(1);
  batch.last = query.number(2);
  batch.recorded_at = instant(query.integer(3));
  batch.command = query.text(4);
  batch.by = query.text(5);
  batch.note = query.text(6);
  return batch;
}

std::string root(const LogHead& head) { return to_hex(head.hash); }

Result<std::unique_ptr<SqliteStore>> SqliteStore::over(Database database) {
  const StoreMode mode = TRY(mode_of(database));
  Queries queries = TRY(prepare_queries(database));
  return std::unique_ptr<SqliteStore>(
      new SqliteStore(std::move(database), mode, std::move(queries)));
}

Result<LogHead> SqliteStore::head() const {
  const Using using_query(queries_.head);
  if (TRY(queries_.head.step())) return head_in(queries_.head, database_);
  return start();
}

LogHead SqliteStore::start() const {
  LogHead head;
  head.hash = start_of_chain(to_text(mode_));
  return head;
}

Result<LogHead> SqliteStore::head_at(std::uint64_t entries) const {
  if (entries == 0) return start();
  const Using using_query(queries_.head_at);
  queries_.head_at.bind(1, entries);
  if (TRY(queries_.head_at.step())) return head_in(queries_.head_at, database_);
  return not_found("the log has no entry " + std::to_string(entries));
}

Result<LogHead> SqliteStore::head_as_known(Instant as_known) const {
  LogHead found = start();
  std::uint64_t above =
      TRY(head()).entries + 1;  // the first entry that is known later, or beyond the last
  while (found.entries + 1 < above) {
    const std::uint64_t middle = found.entries + (above - found.entries) / 2;
    const LogHead there = TRY(head_at(middle));
    if (there.known_at <= as_known)
      found = there;
    else
      above = middle;
  }
  return found;
}

Result<Batch> SqliteStore::append(const Batch& about, Instant now, const Make& make) {
  if (database_.read_only()) return database_error(SQLITE_READONLY, "", database_.path());
  Transaction transaction = TRY(Transaction::begin_writing(database_));
  const LogHead before = TRY(head());
  std::vector<Draft> drafts = TRY(make(before.entries + 1));

  Batch batch = about;
  batch.number = before.batches + 1;
  batch.recorded_at = now;
  batch.first = before.entries + 1;
  batch.last = before.entries + drafts.size();
  if (drafts.empty()) return batch;

  chain_.restart_at(before.hash);
  TRY(write_batch(batch));
  const Instant clock = before.entries == 0 ? Instant::min() : before.known_at;
  EntryPlace place{before.entries, batch.number, clock, now};
  bool needs_format_2 = false;
  for (Draft& draft : drafts) {
    ++place.number;
    needs_format_2 |= !fits_format_1(draft.record);
    place.known_at = std::max(place.known_at, draft.known_at);
    TRY(write_entry(place, draft.record));
  }
  if (needs_format_2)
    TRY(database_.run(fmt::format("PRAGMA user_version = {}", kFormat).c_str()));
  TRY(transaction.commit());
  return batch;
}

Result<void> SqliteStore::write_batch(const Batch& batch) {
  const Digest hash = chain_.add(batch);
  return queries_.insert_batch.bind(1, batch.number)
      .bind(2, batch.first)
      .bind(3, batch.last)
      .bind(4, seconds(batch.recorded_at))
      .bind_text(5, batch.command)
      .bind_text(6, batch.by)
      .bind_text(7, batch.note)
      .bind_bytes(8, bytes_of(hash))
      .run();
}

Result<void> SqliteStore::write_entry(const EntryPlace& place, Record& record) {
  if (const std::uint64_t id = id_of(record); id != 0 && id != place.number)
    return invalid("a draft calls itself " + std::to_string(id) + " but its place in the log is " +
                   std::to_string(place.number));
  set_id(record, 0);
  std::optional<Digest> original;
  const auto* document = std::get_if<Document>(&record);
  if (document != nullptr && !document->bytes.empty()) original = sha256(document->bytes);
  payload_.clear();
  encode_onto(payload_, record, original);

  const std::string_view kind = kind_of(record);
  const Digest hash = chain_.add(place, kind, payload_);
  TRY(queries_.insert_entry.bind(1, place.number)
          .bind(2, place.batch)
          .bind(3, seconds(place.known_at))
          .bind(4, seconds(place.recorded_at))
          .bind_text(5, kind)
          .bind_bytes(6, bytes_of(hash))
          .bind_text(7, payload_)
          .run());
  if (document == nullptr) return {};
  return write_document(*document, place.number, original);
}

Result<void> SqliteStore::write_document(const Document& document, std::uint64_t number,
                                         const std::optional<Digest>& original) {
  if (original)
    TRY(queries_.insert_original.bind_bytes(1, bytes_of(*original))
            .bind_bytes(2, document.bytes)
            .run());
  if (document.key.empty()) return {};
  return queries_.insert_key.bind_text(1, document.key).bind(2, number).run();
}

Result<void> SqliteStore::read(const Range& range,
                               const std::function<Result<void>(Entry&&)>& visit) const {
  std::string sql(kEntryColumns);
  sql += "WHERE number BETWEEN ?1 AND ?2 AND known_at <= ?3";
  for (std::size_t at = 0; at < range.kinds.size(); ++at)
    sql += (at == 0 ? " AND kind IN (?" : ", ?") + std::to_string(at + 4);
  sql += range.kinds.empty() ? " ORDER BY number" : ") ORDER BY number";
  Query query = TRY(database_.prepare(sql));

  constexpr auto highest = std::numeric_limits<std::int64_t>::max();
  query.bind(1, range.first);
  query.bind(2, range.last == 0 ? std::uint64_t{highest} : range.last);
  query.bind(3, range.as_known ? seconds(*range.as_known) : highest);
  for (std::size_t at = 0; at < range.kinds.size(); ++at)
    query.bind_text(static_cast<int>(at) + 4, range.kinds[at]);

  Decoder decoder;
  Chunk now;
  Chunk next;
  TRY(now.fill(query));
  while (now.size > 0) {
    const bool is_last = now.size < Chunk::kRows;
    const auto decode = [&] { return now.decode(decoder, database_.path()); };
    auto decoding = is_last ? std::future<Result<void>>() : std::async(std::launch::async, decode);
    const Result<void> filled = is_last ? Result<void>() : next.fill(query);
    const Result<void> decoded = is_last ? decode() : decoding.get();
    for (std::size_t at = 0; at < now.size; ++at) {
      Row& row = now.rows[at];
      if (!range.without_bytes && !row.original.empty())
        TRY(put_bytes_back(std::get<Document>(row.entry.record), row.original));
      TRY(visit(std::move(row.entry)));
    }
    TRY(decoded);
    TRY(filled);
    if (is_last) break;
    std::swap(now, next);
  }
  return {};
}

Result<void> SqliteStore::put_bytes_back(Document& document, const std::string& original) const {
  const Using using_query(queries_.original);
  const auto hash = digest_from_hex(original);
  if (!hash)
    return database_error(SQLITE_CORRUPT, "a document names its bytes badly", database_.path());
  queries_.original.bind_bytes(1, bytes_of(*hash));
  if (!TRY(queries_.original.step()))
    return database_error(SQLITE_CORRUPT, "the original bytes of a document are missing",
                          database_.path());
  document.bytes = queries_.original.text(0);
  return {};
}

Result<Entry> SqliteStore::entry(std::uint64_t number) const {
  std::optional<Entry> found;
  Range range;
  range.first = number;
  range.last = number;
  range.without_bytes = false;
  if (number > 0)
    TRY(read(range, [&](Entry&& entry) -> Result<void> {
      found = std::move(entry);
      return {};
    }));
  if (!found) return not_found("the store has no entry " + std::to_string(number));
  return std::move(*found);
}

Result<std::optional<Id<Document>>> SqliteStore::document_with_key(const std::string& key) const {
  const Using using_query(queries_.document_with_key);
  queries_.document_with_key.bind_text(1, key);
  if (!TRY(queries_.document_with_key.step())) return std::optional<Id<Document>>{};
  return std::optional(Id<Document>{queries_.document_with_key.number(0)});
}

Result<std::vector<Batch>> SqliteStore::batches() const {
  Query query = TRY(database_.prepare("SELECT * FROM batch ORDER BY number"));
  std::vector<Batch> batches;
  while (TRY(query.step())) batches.push_back(batch_in(query));
  return batches;
}

}  // namespace truce::store
