// SPDX-License-Identifier: Apache-2.0
// Two processes on one store: writers queue, readers wait for nobody and hold nobody up.
//
// Children are forked before the parent opens the store: SQLite's locks do not go through fork().
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "store/store.h"

namespace truce {
namespace {

class Folder {
 public:
  Folder() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "truce-processes-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

/// One side of a conversation by single bytes.
struct Line {
  int from = -1;
  int to = -1;
  void say() const { EXPECT_EQ(::write(to, "x", 1), 1); }
  void hear() const {
    char byte = 0;
    EXPECT_EQ(::read(from, &byte, 1), 1);
  }
};

/// A child process that says something to its parent and hears from it.
class Child {
 public:
  template <class Does>
  explicit Child(const Does& does) {
    int down[2];
    int up[2];
    EXPECT_EQ(::pipe(down), 0);
    EXPECT_EQ(::pipe(up), 0);
    process_ = ::fork();
    if (process_ == 0) ::_exit(does(Line{down[0], up[1]}) ? 0 : 1);
    line_ = {up[0], down[1]};
  }
  Line line() const { return line_; }
  bool succeeded() const {
    int status = 0;
    ::waitpid(process_, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
  }

 private:
  pid_t process_ = 0;
  Line line_;
};

const Instant kNow = *parse_instant("2025-12-01T00:00Z");

std::vector<Draft> one_statement() { return {{kNow, Statement{}}}; }

Result<Batch> append_one(Store& store) {
  return store.append({.command = "add"}, kNow, [](std::uint64_t) { return one_statement(); });
}

void make_empty_store(const std::string& path) {
  const Child maker([&](Line) { return store::create_sqlite(path, StoreMode::desk).has_value(); });
  ASSERT_TRUE(maker.succeeded());
}

TEST(Processes, writers_queue_and_lose_nothing) {
  const Folder folder;
  const std::string path = folder.file("x");
  make_empty_store(path);
  const auto writes_many = [&](Line line) {
    line.hear();
    const auto store = store::open_sqlite(path);
    bool all = store.has_value();
    for (int number = 0; all && number < 25; ++number) all = append_one(**store).has_value();
    return all;
  };
  const Child one(writes_many);
  const Child two(writes_many);
  one.line().say();
  two.line().say();
  EXPECT_TRUE(one.succeeded());
  EXPECT_TRUE(two.succeeded());
  const auto store = *store::open_sqlite(path);
  EXPECT_EQ(store->head()->entries, 50U);
  EXPECT_TRUE(store->verify()->problems.empty());
}

TEST(Processes, a_reader_in_the_middle_of_the_log_does_not_hold_up_a_writer) {
  const Folder folder;
  const std::string path = folder.file("x");
  make_empty_store(path);
  const Child writer([&](Line line) {
    const store::SqliteOptions options{.busy_timeout = std::chrono::milliseconds(0)};
    const auto store = store::open_sqlite(path, options);
    bool done = store && append_one(**store) && append_one(**store);
    line.say();
    line.hear();
    done = done && append_one(**store);
    line.say();
    return done;
  });
  writer.line().hear();
  const auto store = *store::open_sqlite(path);
  std::uint64_t seen = 0;
  const auto read = store->read({}, [&](Entry&& entry) -> Result<void> {
    if (entry.number == 1) {
      writer.line().say();
      writer.line().hear();  // it has written while this read is under way
    }
    ++seen;
    return {};
  });
  EXPECT_TRUE(read);
  EXPECT_TRUE(writer.succeeded());
  EXPECT_EQ(seen, 2U) << "a read sees the log as it stood at its beginning";
  EXPECT_EQ(store->head()->entries, 3U);
}

TEST(Processes, a_writer_does_not_hold_up_a_reader_and_a_second_writer_is_told_that_it_is_busy) {
  const Folder folder;
  const std::string path = folder.file("x");
  make_empty_store(path);
  const Child writer([&](Line line) {
    const auto store = store::open_sqlite(path);
    return store && append_one(**store) && (*store)->append({}, kNow, [&](std::uint64_t) {
      line.say();
      line.hear();  // holds the write lock meanwhile
      return one_statement();
    });
  });
  writer.line().hear();
  const store::SqliteOptions options{.busy_timeout = std::chrono::milliseconds(20)};
  const auto store = *store::open_sqlite(path, options);
  EXPECT_EQ(store->head()->entries, 1U);
  const auto refused = append_one(*store);
  writer.line().say();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Error::Kind::unavailable);
  EXPECT_EQ(refused.error().message,
            "store '" + path + "' is busy: another process is writing to it");
  EXPECT_EQ(refused.error().help, "try again when the other process has finished");
  EXPECT_TRUE(writer.succeeded());
  EXPECT_TRUE(append_one(*store));
  EXPECT_EQ(store->head()->entries, 3U);
}

TEST(Processes, of_two_that_make_the_same_store_one_is_refused) {
  const Folder folder;
  const std::string path = folder.file("x");
  const auto makes = [&](Line line) {
    line.hear();
    return store::create_sqlite(path, StoreMode::desk).has_value();
  };
  const Child one(makes);
  const Child two(makes);
  one.line().say();
  two.line().say();
  EXPECT_NE(one.succeeded(), two.succeeded());
  EXPECT_TRUE((*store::open_sqlite(path))->verify()->problems.empty());
}

}  // namespace
}  // namespace truce
