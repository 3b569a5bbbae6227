// SPDX-License-Identifier: Apache-2.0
// A store that was altered behind its back is found out, and the first bad entry is named.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "base/file.h"
#include "store/page_check.h"
#include "store/page_map.h"
#include "store/sqlite_store.h"

namespace truce::store {
namespace {

/// A folder in memory where there is one: the sweep writes a great many times.
class Folder {
 public:
  Folder() {
    const std::filesystem::path memory = "/dev/shm";
    const auto parent =
        ::access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
    std::string pattern = (parent / "truce-damage-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

Instant at(std::string_view text) { return *parse_instant(text); }

Draft statement(int number) {
  Statement statement;
  statement.quote = {fmt::format("statement {} of the valley's council", number), {10, 48}};
  statement.measure = Measure::trucks;
  return {at("2025-10-12T00:00Z"), statement};
}

/// A small store with something of every table: entries 1 and 2 are documents (2 has bytes of its
/// own and a text longer than a page), 3 to 12 statements, in three batches.
std::string small_store(const Folder& folder) {
  const std::string path = folder.file("x");
  const auto store = *create_sqlite(path, StoreMode::desk);
  store
      ->append({.command = "add", .by = "A. Clerk"}, at("2025-12-01T00:00Z"),
               [](std::uint64_t) {
                 Document brief;
                 brief.key = "first";
                 brief.text = "The council met.";
                 Document page;
                 page.key = "second";
                 page.text = std::string(6000, 'v');
                 page.bytes = "<p>" + page.text;
                 return std::vector<Draft>{{at("2025-10-10T00:00Z"), brief},
                                           {at("2025-10-11T00:00Z"), page}};
               })
      .value();
  for (const int first : {3, 8})
    store
        ->append({.command = "read"}, at("2025-12-01T00:00Z"),
                 [&](std::uint64_t) {
                   std::vector<Draft> drafts;
                   for (int number = first; number < first + 5; ++number)
                     drafts.push_back(statement(number));
                   return drafts;
                 })
        .value();
  return path;
}

std::string bytes_in(const std::string& path) { return *read_file(path); }
void put(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

/// Every problem in a line: "7: entry 7 is not …", "-: page 3 …".
std::vector<std::string> problems_of(const Result<Verification>& verified) {
  if (!verified) return {"error: " + verified.error().message};
  std::vector<std::string> lines;
  for (const auto& problem : verified->problems)
    lines.push_back((problem.entry ? std::to_string(*problem.entry) : "-") + ": " + problem.what);
  return lines;
}
std::vector<std::string> problems_in(const std::string& path) {
  return problems_of(verify_sqlite(path));
}
std::string first_problem_in(const std::string& path) {
  const auto lines = problems_in(path);
  return lines.empty() ? "none" : lines.front();
}

/// Runs SQL on the store as someone would who means to deceive: triggers out of the way, page
/// checks kept up.
void tamper(const std::string& path, const char* sql) {
  const Database database = *Database::open(path, path, SQLITE_OPEN_READWRITE, {});
  const auto done = database.run(sql);
  ASSERT_TRUE(done) << done.error().message;
}

constexpr const char* kNoTriggers =
    "DROP TRIGGER entry_keeps_what_it_has; DROP TRIGGER entry_keeps_all_it_has;";
constexpr const char* kTriggersAgain =
    "CREATE TRIGGER entry_keeps_what_it_has BEFORE UPDATE ON entry\n"
    "  BEGIN SELECT raise(ABORT, 'the log is only ever appended to'); END;"
    "CREATE TRIGGER entry_keeps_all_it_has BEFORE DELETE ON entry\n"
    "  BEGIN SELECT raise(ABORT, 'the log is only ever appended to'); END;";

void tamper_with_entries(const std::string& path, const std::string& sql) {
  tamper(path, (kNoTriggers + sql + ";" + kTriggersAgain).c_str());
}

using Lines = std::vector<std::string>;

TEST(Damage, an_untouched_store_is_sound) {
  const Folder folder;
  EXPECT_EQ(problems_in(small_store(folder)), Lines{});
}

/// Flips bytes `first`, `first + stride`, … of the file, one at a time, and expects that each is
/// found.
void sweep(std::size_t first, std::size_t stride) {
  const Folder folder;
  const std::string path = small_store(folder);
  const std::string sound = bytes_in(path);
  std::set<std::uint64_t> entry_pages;
  {
    const Database database = *Database::open(path, path, SQLITE_OPEN_READONLY, {});
    const auto root = *database.integer("SELECT rootpage FROM sqlite_schema WHERE name = 'entry'");
    const PageFile file(database);
    for (std::uint64_t page = 1; page <= file.pages(); ++page)
      if (uses_of({page}, {{"entry", static_cast<std::uint64_t>(root)}}, file)[page].tree ==
          "entry")
        entry_pages.insert(page);
  }
  std::string altered = sound;
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  const auto write_byte = [&](std::size_t at, char byte) {
    file.seekp(static_cast<std::streamoff>(at)).put(byte).flush();
  };
  for (std::size_t at = first; at < sound.size(); at += stride) {
    write_byte(at, static_cast<char>(~sound[at]));
    const auto verified = verify_sqlite(path);
    write_byte(at, sound[at]);
    ASSERT_TRUE(verified) << "byte " << at << ": " << verified.error().message;
    ASSERT_FALSE(verified->problems.empty()) << "byte " << at << " was flipped unseen";
    const bool of_entries = entry_pages.contains(at / kPageBytes + 1);
    ASSERT_TRUE(!of_entries || verified->problems.front().entry)
        << "byte " << at << ": no entry is named";
  }
  EXPECT_EQ(problems_in(path), Lines{});
}

TEST(Damage, a_flipped_byte_is_found_wherever_it_lies) {
  // One in 41, a prime, so that every table and every kind of place is met; with
  // TRUCE_SWEEP_STRIDE=1 every byte. That no byte is left out is shown page by page in the next
  // test, on which this one rests.
  const char* stride = std::getenv("TRUCE_SWEEP_STRIDE");
  sweep(3, stride == nullptr ? 41 : std::strtoul(stride, nullptr, 10));
}

TEST(Damage, every_byte_of_the_file_is_covered_by_its_page) {
  const Folder folder;
  const std::string path = small_store(folder);
  const std::string sound = bytes_in(path);
  const Database database = *Database::open(path, path, SQLITE_OPEN_READONLY, {});
  const PageFile pages(database);
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  for (std::size_t at = 0; at < sound.size(); ++at) {
    file.seekp(static_cast<std::streamoff>(at)).put(static_cast<char>(sound[at] ^ 1)).flush();
    const auto unsound = *unsound_pages(pages);
    file.seekp(static_cast<std::streamoff>(at)).put(sound[at]).flush();
    ASSERT_EQ(unsound, std::vector<std::uint64_t>{at / kPageBytes + 1}) << "byte " << at;
  }
}

TEST(Damage, the_first_bad_entry_is_named) {
  const Folder folder;
  const std::string path = small_store(folder);
  std::string bytes = bytes_in(path);
  bytes[bytes.find("statement 7 of")] = 'S';
  put(path, bytes);
  EXPECT_EQ(first_problem_in(path), "7: entry 7 is not what was written: its hash does not match");
}

TEST(Damage, damage_in_free_space_names_the_entry_beside_it) {
  const Folder folder;
  const std::string path = small_store(folder);
  std::string bytes = bytes_in(path);
  // A leaf of a b-tree: 8 bytes of header, 2 for each cell, then free space up to the cells.
  const std::size_t page = bytes.find("statement 7 of") / kPageBytes;
  const auto cells = static_cast<unsigned char>(bytes[page * kPageBytes + 4]);
  bytes[page * kPageBytes + 8 + 2 * cells + 10] ^= 1;
  put(path, bytes);
  EXPECT_EQ(problems_in(path),
            Lines{fmt::format("1: page {} of the file is damaged: entry 1 lies on it", page + 1)});
}

TEST(Damage, of_another_table_it_is_said_which_and_that_no_entry_suffers) {
  const Folder folder;
  const std::string path = small_store(folder);
  std::string bytes = bytes_in(path);
  bytes[bytes.rfind("second") + 3] = 'X';  // in document_key, whose pages come last but for entries
  put(path, bytes);
  const auto lines = problems_in(path);
  ASSERT_FALSE(lines.empty());
  EXPECT_EQ(lines[0],
            "-: table document_key does not lead to entry 2; no entry is altered by that, and the "
            "table can be rebuilt");
  EXPECT_TRUE(rebuild_projections(path));
  EXPECT_EQ(problems_in(path), Lines{});
}

TEST(Damage, a_rebuilt_store_has_the_same_log) {
  const Folder folder;
  const std::string path = small_store(folder);
  const std::string before = root(*(*open_sqlite(path))->head());
  tamper(path, "DELETE FROM document_key");
  EXPECT_EQ(first_problem_in(path),
            "-: table document_key does not lead to entry 1; no entry is altered by that, and the "
            "table can be rebuilt");
  EXPECT_TRUE(rebuild_projections(path));
  EXPECT_EQ(problems_in(path), Lines{});
  const auto store = *open_sqlite(path);
  EXPECT_EQ(root(*store->head()), before);
  EXPECT_EQ((*store->document_with_key("second"))->value, 2U);
}

TEST(Damage, a_file_cut_short_is_found_at_every_length) {
  const Folder folder;
  const std::string path = small_store(folder);
  const std::string bytes = bytes_in(path);
  for (std::size_t size = kPageBytes / 2; size < bytes.size(); size += kPageBytes / 2) {
    put(path, std::string_view(bytes).substr(0, size));
    EXPECT_NE(first_problem_in(path), "none") << "cut to " << size;
  }
  put(path, bytes + "more");
  EXPECT_NE(first_problem_in(path), "none");
}

TEST(Damage, two_pages_that_changed_places_are_found) {
  const Folder folder;
  const std::string path = small_store(folder);
  std::string bytes = bytes_in(path);
  std::swap_ranges(bytes.begin() + 2 * kPageBytes, bytes.begin() + 3 * kPageBytes,
                   bytes.begin() + 4 * kPageBytes);
  put(path, bytes);
  EXPECT_NE(first_problem_in(path), "none");
}

TEST(Damage, an_entry_edited_with_its_page_check_kept_up_is_named) {
  const Folder folder;
  const std::string path = small_store(folder);
  tamper_with_entries(path,
                      "UPDATE entry SET payload = replace(payload, 'statement 5', 'statement 9') "
                      "WHERE number = 5");
  EXPECT_EQ(problems_in(path),
            Lines{"5: entry 5 is not what was written: its hash does not match"});
}

TEST(Damage, two_entries_that_changed_places_are_named) {
  const Folder folder;
  const std::string path = small_store(folder);
  tamper_with_entries(path,
                      "UPDATE entry SET number = 99 WHERE number = 4;"
                      "UPDATE entry SET number = 4 WHERE number = 5;"
                      "UPDATE entry SET number = 5 WHERE number = 99");
  EXPECT_EQ(first_problem_in(path), "4: entry 4 is not what was written: its hash does not match");
}

TEST(Damage, a_lost_entry_is_named) {
  const Folder folder;
  const std::string path = small_store(folder);
  tamper_with_entries(path, "DELETE FROM entry WHERE number = 6");
  EXPECT_EQ(first_problem_in(path), "6: entry 6 is missing");
}

TEST(Damage, a_lost_end_of_a_batch_is_named) {
  const Folder folder;
  const std::string path = small_store(folder);
  tamper_with_entries(path, "DELETE FROM entry WHERE number >= 11");
  EXPECT_EQ(problems_in(path), Lines{"11: entries 11 to 12 of batch 3 are missing"});
}

TEST(Damage, a_batch_that_lost_its_entries_is_named) {
  const Folder folder;
  const std::string path = small_store(folder);
  tamper_with_entries(path, "DELETE FROM entry WHERE number >= 8");
  EXPECT_EQ(problems_in(path), Lines{"8: batch 3 has lost its entries, 8 to 12"});
}

TEST(Damage, an_altered_batch_is_named_by_its_first_entry) {
  const Folder folder;
  const std::string path = small_store(folder);
  tamper(path,
         "DROP TRIGGER batch_keeps_what_it_has; UPDATE batch SET by = 'B. Clerk' WHERE number = 1;"
         "CREATE TRIGGER batch_keeps_what_it_has BEFORE UPDATE ON batch\n"
         "  BEGIN SELECT raise(ABORT, 'the log is only ever appended to'); END;");
  EXPECT_EQ(problems_in(path),
            Lines{"1: batch 1, which begins with entry 1, is not what was written"});
}

TEST(Damage, altered_original_bytes_are_named_by_their_document) {
  const Folder folder;
  const std::string path = small_store(folder);
  tamper(path,
         "DROP TRIGGER original_keeps_what_it_has; UPDATE original SET bytes = x'3c70';"
         "CREATE TRIGGER original_keeps_what_it_has BEFORE UPDATE ON original\n"
         "  BEGIN SELECT raise(ABORT, 'the log is only ever appended to'); END;");
  EXPECT_EQ(problems_in(path), Lines{"2: the original bytes of entry 2 are not what was written"});
}

TEST(Damage, another_trigger_or_table_is_found) {
  const Folder folder;
  const std::string path = small_store(folder);
  tamper(path, "DROP TRIGGER entry_keeps_what_it_has");
  EXPECT_EQ(problems_in(path), Lines{"-: the list of tables is not that of format 1"});
}

TEST(Damage, an_end_cut_off_whole_shows_against_a_head_saved_elsewhere) {
  const Folder folder;
  const std::string path = small_store(folder);
  const LogHead saved = *(*open_sqlite(path))->head();
  EXPECT_EQ(problems_of(verify_against(**open_sqlite(path), saved)), Lines{});
  tamper_with_entries(path,
                      "DELETE FROM entry WHERE number >= 8; DROP TRIGGER batch_keeps_all_it_has;"
                      "DELETE FROM batch WHERE number = 3;"
                      "CREATE TRIGGER batch_keeps_all_it_has BEFORE DELETE ON batch\n"
                      "  BEGIN SELECT raise(ABORT, 'the log is only ever appended to'); END");
  EXPECT_EQ(problems_in(path), Lines{});
  EXPECT_EQ(problems_of(verify_against(**open_sqlite(path), saved)),
            Lines{"8: the log ends at entry 7; the saved head was at entry 12"});
}

TEST(Damage, a_log_written_anew_shows_against_a_head_saved_elsewhere) {
  const Folder folder;
  const LogHead saved = *(*open_sqlite(small_store(folder)))->head();
  const auto other = *create_sqlite(folder.file("y"), StoreMode::desk);
  other
      ->append({}, at("2025-12-01T00:00Z"),
               [](std::uint64_t) {
                 std::vector<Draft> drafts;
                 for (int number = 1; number <= 12; ++number) drafts.push_back(statement(number));
                 return drafts;
               })
      .value();
  EXPECT_EQ(problems_of(verify_against(*other, saved)),
            Lines{"12: up to entry 12 the log is another than when the head was saved"});
}

TEST(Damage, the_log_refuses_updates_and_deletions) {
  const Folder folder;
  const std::string path = small_store(folder);
  const Database database = *Database::open(path, path, SQLITE_OPEN_READWRITE, {});
  for (const char* table : {"entry", "batch", "original", "setting"}) {
    EXPECT_FALSE(database.run(fmt::format("DELETE FROM {}", table).c_str()));
    EXPECT_FALSE(database.run(fmt::format("UPDATE {} SET rowid = 7", table).c_str()) &&
                 std::string(table) != "setting");
  }
  EXPECT_FALSE(database.run("UPDATE setting SET value = 'archive'"));
}

}  // namespace
}  // namespace truce::store
