// SPDX-License-Identifier: Apache-2.0
// How much dearer is an append than bare SQLite, and how fast is the log read?
//
// Both sides write the same rows in the same batches with the same pragmas, in turn, round by
// round. The bare side puts them into one table of the same columns, once with everything made
// beforehand, so that only the inserts are timed, and once encoding the payloads as it goes, as any
// program must. Medians are printed, and their ratios.
//
//     store_bench [FOLDER] [STATEMENTS]
#include <fmt/format.h>
#include <malloc.h>
#include <sqlite3.h>

#include <algorithm>
#include <cassert>
#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "store/store.h"

namespace truce {
namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

/// A statement as the reader makes them from a dispatch, with everything that is usual in one.
Statement statement(std::size_t number) {
  const Day day = Day{std::chrono::days{20371 + number / 300}};
  Statement made;
  made.document.value = number / 10 * 11 + 1;
  made.kind = number % 5 == 0 ? StatementKind::accusation : StatementKind::fact;
  made.mood = number % 5 == 0 ? Mood::alleged : Mood::asserted;
  made.speaker = Mention{"the health ministry", "", "Northern health ministry", TextSpan{12, 31}};
  made.cue = Quote{"said", {32, 36}};
  made.quote = {
      fmt::format("at least {} people were killed by artillery fire near the river crossing",
                  number % 97),
      {37, 110}};
  made.said_on = day;
  made.measure = Measure::killed;
  made.figure = Figure{.low = static_cast<std::int64_t>(number % 97),
                       .qualifier = Qualifier::at_least,
                       .as_written = fmt::format("at least {}", number % 97),
                       .span = TextSpan{37, 48}};
  made.of = Mention{.name = "people", .span = TextSpan{49, 55}};
  made.by =
      Mention{.name = "the southern army", .actor = "Southern army", .span = TextSpan{70, 84}};
  made.place = Place{.name = "river crossing",
                     .id = "P0143",
                     .span = TextSpan{95, 110},
                     .precision = PlacePrecision::locality};
  made.window = {day, day, false, Precision::day};
  made.act = Act::artillery;
  made.confidence = 0.8;
  made.rule = "figure-of-people";
  return made;
}

void require(int code, sqlite3* database) {
  if (code == SQLITE_OK || code == SQLITE_DONE) return;
  fmt::print(stderr, "bare SQLite failed: {}\n", sqlite3_errmsg(database));
  std::exit(1);
}

/// One table, one prepared INSERT.
class Bare {
 public:
  explicit Bare(const std::string& path) {
    require(sqlite3_open(path.c_str(), &database_), database_);
    require(
        sqlite3_exec(database_,
                     "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                     "PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 1000;"
                     "CREATE TABLE entry (number INTEGER PRIMARY KEY, batch INTEGER NOT NULL,"
                     " known_at INTEGER NOT NULL, recorded_at INTEGER NOT NULL, kind TEXT NOT NULL,"
                     " hash BLOB NOT NULL, payload TEXT NOT NULL) STRICT",
                     nullptr, nullptr, nullptr),
        database_);
    require(
        sqlite3_prepare_v2(database_,
                           "INSERT INTO entry (batch, known_at, recorded_at, kind, hash, payload)"
                           " VALUES (1, 1760054400, 1764547200, 'statement', ?2, ?1)",
                           -1, &insert_, nullptr),
        database_);
  }
  ~Bare() {
    sqlite3_finalize(insert_);
    sqlite3_close(database_);
  }
  Bare(const Bare&) = delete;
  Bare& operator=(const Bare&) = delete;

  void append(const std::vector<std::string>& payloads) {
    require(sqlite3_exec(database_, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), database_);
    for (const std::string& payload : payloads) {
      sqlite3_bind_text(insert_, 1, payload.data(), static_cast<int>(payload.size()),
                        SQLITE_STATIC);
      sqlite3_bind_blob(insert_, 2, payload.data(), 32, SQLITE_STATIC);  // as long as a hash
      require(sqlite3_step(insert_), database_);
      sqlite3_reset(insert_);
    }
    require(sqlite3_exec(database_, "COMMIT", nullptr, nullptr, nullptr), database_);
  }

 private:
  sqlite3* database_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
};

struct Round {
  std::vector<std::vector<Draft>> drafts;
  std::vector<std::vector<std::string>> payloads;
};

Round make_round(std::size_t& number, std::size_t batches, std::size_t per_batch) {
  Round round;
  for (std::size_t batch = 0; batch < batches; ++batch) {
    auto& drafts = round.drafts.emplace_back();
    auto& payloads = round.payloads.emplace_back();
    for (std::size_t at = 0; at < per_batch; ++at) {
      drafts.push_back({Instant{std::chrono::seconds{1760054400 + number}}, statement(number)});
      payloads.push_back(store::encode(drafts.back().record));
      ++number;
    }
  }
  return round;
}

void measure_append(const std::filesystem::path& folder, std::size_t per_batch) {
  constexpr int rounds = 15;
  Bare bare((folder / fmt::format("bare-{}", per_batch)).string());
  const auto store = *store::create_sqlite((folder / fmt::format("store-{}", per_batch)).string(),
                                           StoreMode::desk);
  Bare encoding_bare((folder / fmt::format("encoding-{}", per_batch)).string());
  std::vector<double> bare_times;
  std::vector<double> encoding_times;
  std::vector<double> store_times;
  std::size_t number = 0;
  for (int round = 0; round < rounds; ++round) {
    Round work = make_round(number, std::max<std::size_t>(4, 2000 / per_batch), per_batch);
    const auto bare_start = Clock::now();
    for (const auto& payloads : work.payloads) bare.append(payloads);
    bare_times.push_back(milliseconds_since(bare_start));
    const auto encoding_start = Clock::now();
    for (const auto& drafts : work.drafts) {
      std::vector<std::string> payloads;
      for (const Draft& draft : drafts) payloads.push_back(store::encode(draft.record));
      encoding_bare.append(payloads);
    }
    encoding_times.push_back(milliseconds_since(encoding_start));
    const auto store_start = Clock::now();
    for (auto& drafts : work.drafts)
      store
          ->append({.command = "add"}, Instant{std::chrono::seconds{1764547200}},
                   [&](std::uint64_t) { return std::move(drafts); })
          .value();
    store_times.push_back(milliseconds_since(store_start));
  }
  fmt::print(
      "append, {:4} a batch: bare SQLite {:7.1f} ms, with encoding {:7.1f} ms, store {:7.1f} ms, "
      "ratio {:.2f}, with encoding {:.2f}\n",
      per_batch, median(bare_times), median(encoding_times), median(store_times),
      median(store_times) / median(bare_times), median(store_times) / median(encoding_times));
}

void fill(const std::string& path, std::size_t statements) {
  const auto store = *store::create_sqlite(path, StoreMode::desk);
  for (std::size_t number = 0; number < statements;) {
    std::vector<Draft> drafts;
    for (int at = 0; at < 1000 && number < statements; ++at, ++number)
      drafts.push_back({Instant{std::chrono::seconds{1760054400 + number}}, statement(number)});
    store
        ->append({.command = "import"}, Instant{std::chrono::seconds{1764547200}},
                 [&](std::uint64_t) { return std::move(drafts); })
        .value();
  }
}

void measure_read(const std::filesystem::path& folder, std::size_t statements) {
  const std::string path = (folder / "read").string();
  fill(path, statements);
  std::vector<double> times;
  std::size_t bytes = 0;
  for (int round = 0; round < 5; ++round) {
    const auto before = mallinfo2();
    const auto start = Clock::now();
    const auto store = *store::open_sqlite(path);
    std::vector<Statement> all;
    all.reserve(store->head()->entries);
    Store::Range range;
    range.kinds = {"statement"};
    const auto read = store->read(range, [&](Entry&& entry) -> Result<void> {
      all.push_back(std::move(std::get<Statement>(entry.record)));
      return {};
    });
    assert(read && all.size() == statements);
    times.push_back(milliseconds_since(start));
    const auto after = mallinfo2();
    bytes = after.uordblks + after.hblkhd - before.uordblks - before.hblkhd;
  }
  fmt::print(
      "read, open and decode {} statements of {} bytes: {:.0f} ms, {:.0f} MB held ({} bytes a "
      "Statement)\n",
      statements, store::encode(statement(12345)).size(), median(times),
      static_cast<double>(bytes) / 1e6, sizeof(Statement));
  const auto start = Clock::now();
  const auto verified = store::verify_sqlite(path);
  fmt::print("verify: {:.0f} ms, {} problems, file {:.1f} MB\n", milliseconds_since(start),
             verified.value().problems.size(),
             static_cast<double>(std::filesystem::file_size(path)) / 1e6);
}

}  // namespace
}  // namespace truce

int main(int argc, char** argv) {
  const std::filesystem::path parent = argc > 1 ? argv[1] : std::filesystem::temp_directory_path();
  const std::size_t statements = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 100000;
  std::string pattern = (parent / "store-bench-XXXXXX").string();
  const std::filesystem::path folder = ::mkdtemp(pattern.data());
  for (const std::size_t per_batch : {10U, 100U, 1000U}) truce::measure_append(folder, per_batch);
  truce::measure_read(folder, statements);
  std::filesystem::remove_all(folder);
}
