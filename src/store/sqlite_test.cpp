// SPDX-License-Identifier: Apache-2.0
// What is particular to a store in a SQLite file: what opens, what is refused, and in which words.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/file.h"
#include "store/page_check.h"
#include "store/sqlite_store.h"

namespace truce::store {
namespace {

class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "truce-sqlite-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
    before_ = std::filesystem::current_path();
    std::filesystem::current_path(path_);  // so that messages name stores as people do
  }
  ~Folder() {
    std::filesystem::current_path(before_);
    std::filesystem::remove_all(path_);
  }

 private:
  std::filesystem::path path_;
  std::filesystem::path before_;
};

void put(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

void make(const std::string& path) { create_sqlite(path, StoreMode::desk).value().reset(); }

template <class T>
std::string refusal(const Result<T>& result) {
  if (result) return "not refused";
  return result.error().message + " / " + result.error().help;
}

TEST(Sqlite, refuses_a_newer_format_before_it_writes_anything) {
  const Folder folder;
  make("valley.db");
  std::string bytes = *read_file("valley.db");
  bytes[63] = 3;  // user_version
  put("valley.db", bytes);
  EXPECT_EQ(refusal(open_sqlite("valley.db")),
            "cannot open store 'valley.db': it has format 3, this program reads up to 2 / "
            "upgrade truce, or name another file with --store");
  EXPECT_EQ(*read_file("valley.db"), bytes);
  EXPECT_FALSE(std::filesystem::exists("valley.db-wal"));
}

TEST(Sqlite, refuses_a_file_that_is_no_store) {
  const Folder folder;
  const std::string words =
      "cannot open store 'x': it is no truce store / "
      "name another file with --store, or make a store with truce init";
  put("x", "");
  EXPECT_EQ(refusal(open_sqlite("x")), words);
  put("x", "Title: a dispatch\n\nThe council met.\n");
  EXPECT_EQ(refusal(open_sqlite("x")), words);
  EXPECT_EQ(refusal(verify_sqlite("x")), words);
  std::filesystem::remove("x");
  const auto other = *Database::open("x", "x", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, {});
  EXPECT_TRUE(other.run("CREATE TABLE entry (number)"));
  EXPECT_EQ(refusal(open_sqlite("x")), words);
}

TEST(Sqlite, refuses_a_file_that_is_not_there) {
  const Folder folder;
  EXPECT_EQ(refusal(open_sqlite("x")),
            "cannot open store 'x': there is no such file / "
            "name another file with --store, or make a store with truce init");
  EXPECT_FALSE(std::filesystem::exists("x"));
  EXPECT_EQ(open_sqlite("no/x").error().kind, Error::Kind::not_found);
}

TEST(Sqlite, does_not_make_a_store_over_something) {
  const Folder folder;
  make("x");
  EXPECT_EQ(refusal(create_sqlite("x", StoreMode::desk)),
            "cannot make store 'x': 'x' exists already / "
            "name another file with --store, or move that one away");
  put("y-wal", "left over");
  EXPECT_EQ(refusal(create_sqlite("y", StoreMode::desk)),
            "cannot make store 'y': 'y-wal' exists already / "
            "name another file with --store, or move that one away");
  EXPECT_EQ(refusal(create_sqlite("no/x", StoreMode::desk)),
            "cannot make store 'no/x': No such file or directory / "
            "see that the folder is there and may be written to");
}

TEST(Sqlite, leaves_one_file_when_it_is_closed) {
  const Folder folder;
  make("x");
  open_sqlite("x")
      .value()
      ->append({}, Instant{},
               [](std::uint64_t) {
                 return std::vector<Draft>{{Instant{}, Statement{}}};
               })
      .value();
  int files = 0;
  for ([[maybe_unused]] const auto& file : std::filesystem::directory_iterator(".")) ++files;
  EXPECT_EQ(files, 1);
}

TEST(Sqlite, the_file_says_what_it_is) {
  const Folder folder;
  make("x");
  const auto opened = *open_sqlite("x");
  const Database& database = dynamic_cast<SqliteStore&>(*opened).database();
  EXPECT_EQ(*database.integer("PRAGMA application_id"), 0x54525543);
  EXPECT_EQ(*database.integer("PRAGMA user_version"), 1);
  EXPECT_EQ(*database.integer("PRAGMA page_size"), 4096);
  EXPECT_EQ(*database.integer("PRAGMA synchronous"), 2);
  EXPECT_EQ(*database.integer("PRAGMA journal_mode = WAL"), 0);  // the word "wal" as a number
  EXPECT_EQ((*read_file("x"))[20], 8) << "bytes kept free in each page";
  EXPECT_EQ((*read_file("x"))[18], 2) << "a WAL, to a reader and a writer";
}

TEST(Sqlite, a_store_stays_format_1_until_a_record_needs_more) {
  const Folder folder;
  make("x");
  const auto opened = *open_sqlite("x");
  const Database& database = dynamic_cast<SqliteStore&>(*opened).database();
  const auto append = [&](const Record& record) {
    ASSERT_TRUE(opened->append({.command = "review"}, Instant{}, [&](std::uint64_t) {
      return Result<std::vector<Draft>>({{Instant{}, record}});
    }));
  };
  append(Amendment{});
  EXPECT_EQ(*database.integer("PRAGMA user_version"), 1);
  append(Acceptance{});
  EXPECT_EQ(*database.integer("PRAGMA user_version"), 2);
  append(Amendment{});
  EXPECT_EQ(*database.integer("PRAGMA user_version"), 2);
  EXPECT_TRUE(opened->verify()->problems.empty());
}

TEST(Sqlite, a_path_with_odd_letters_is_a_path) {
  const Folder folder;
  for (const char* path : {"a b", "50%?#x", "غزة", "file:x"}) {
    make(path);
    EXPECT_TRUE(open_sqlite(path)) << path;
    EXPECT_TRUE(std::filesystem::exists(path)) << path;
  }
}

// ---- the page check ----

TEST(PageCheck, a_known_page_has_its_known_check) {
  const std::string zeros(kPageBytes, '\0');
  EXPECT_EQ(page_check(1, zeros), page_check(1, zeros));
  EXPECT_NE(page_check(1, zeros), page_check(2, zeros));
}

TEST(PageCheck, no_change_within_a_word_goes_unseen) {
  std::string page(kPageBytes, 'v');
  const std::uint64_t sound = page_check(7, page);
  for (std::size_t at = 0; at < kPageBytes - kCheckBytes; ++at) {
    const char before = page[at];
    page[at] = static_cast<char>(before ^ (1 << at % 8));
    ASSERT_NE(page_check(7, page), sound) << "byte " << at;
    page[at] = before;
  }
}

// ---- the chain, against a computation by hand ----

TEST(Chain, is_what_the_format_says) {
  std::string start = "truce store 1\n";
  start += std::string("\0\0\0\0\0\0\0\4desk", 12);
  const Digest first = start_of_chain("desk");
  EXPECT_EQ(first, sha256(start));

  std::string entry = "truce entry 1\n";
  entry += bytes_of(first);
  entry += std::string("\0\0\0\0\0\0\0\1", 8);                  // number
  entry += std::string("\0\0\0\0\0\0\0\2", 8);                  // batch
  entry += std::string("\xff\xff\xff\xff\xff\xff\xff\xff", 8);  // known one second before 1970
  entry += std::string("\0\0\0\0\0\0\1\0", 8);                  // recorded
  entry += std::string("\0\0\0\0\0\0\0\4", 8) + "link";
  entry += std::string("\0\0\0\0\0\0\0\2", 8) + "{}";
  Chain chain(first);
  EXPECT_EQ(chain.add(EntryPlace{1, 2, Instant{std::chrono::seconds{-1}},
                                 Instant{std::chrono::seconds{256}}},
                      "link", "{}"),
            sha256(entry));
}

}  // namespace
}  // namespace truce::store
