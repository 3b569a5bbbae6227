// SPDX-License-Identifier: Apache-2.0
// What was acknowledged is there, whole, whatever the disk does and whenever: the same small run of
// commands is repeated with the fault at its first step, its second, and so on until it completes.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <set>

#include "faulty_disk.h"
#include "store/store.h"

namespace truce {
namespace {

using faults::Fault;
using faults::Plan;

class Folder {
 public:
  Folder() {
    const std::filesystem::path memory = "/dev/shm";
    const auto parent =
        ::access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
    std::string pattern = (parent / "truce-faults-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~Folder() {
    ::chmod(path_.c_str(), 0700);
    std::filesystem::remove_all(path_);
  }
  const std::filesystem::path& path() const { return path_; }
  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

Instant at(std::string_view text) { return *parse_instant(text); }

/// The drafts of one batch: a document and a statement, whose words say which they are. The third
/// batch does not fit on one page.
std::vector<Draft> drafts_of(int batch) {
  Document document;
  document.key = std::to_string(batch);
  document.text = document.key + std::string(batch == 3 ? 5000 : 500, 'w');
  if (batch % 2 == 1) document.bytes = "<p>" + document.key;
  Statement statement;
  statement.quote.text = document.key;
  return {{at("2025-10-10T00:00Z"), document}, {at("2025-10-10T00:00Z"), statement}};
}

constexpr int kBatches = 4;

/// Sends one byte to the parent for each thing acknowledged: 'c' for the store, then the numbers of
/// batches.
class Acknowledge {
 public:
  explicit Acknowledge(int pipe) : pipe_(pipe) {}
  void operator()(char what) const { [[maybe_unused]] const auto done = ::write(pipe_, &what, 1); }

 private:
  int pipe_;
};

/// What `says` gives, said in a process of its own.
template <class Says>
std::string in_a_process(const Says& says) {
  int ends[2];
  EXPECT_EQ(::pipe(ends), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const std::string words = says();
    ::_exit(::write(ends[1], words.data(), words.size()) < 0 ? 1 : 0);
  }
  ::close(ends[1]);
  std::string words;
  char byte = 0;
  while (::read(ends[0], &byte, 1) == 1) words += byte;
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  return words;
}

/// What an account keeper does: makes a store, adds, closes, opens, adds again. 'e' stands for a
/// clean error.
void run_commands(const std::string& path, const Acknowledge& acknowledge) {
  const store::SqliteOptions options{.checkpoint_pages = 6};
  auto opened = store::create_sqlite(path, StoreMode::desk, options);
  acknowledge(opened ? 'c' : 'e');
  for (int batch = 1; batch <= kBatches; ++batch) {
    if (batch == kBatches) opened = Error{};  // closes the store
    if (!opened) opened = store::open_sqlite(path, options);
    if (!opened) {
      acknowledge('e');
      continue;
    }
    const auto done =
        (*opened)->append({.command = "add", .note = std::to_string(batch)},
                          at("2025-12-01T00:00Z"), [&](std::uint64_t) { return drafts_of(batch); });
    const bool clean =
        done || (done.error().kind == Error::Kind::unavailable && !done.error().message.empty());
    acknowledge(done ? static_cast<char>(batch) : clean ? 'e' : '!');
  }
}

struct Outcome {
  int exit_code = 0;
  std::string acknowledged;
  std::uint64_t steps = 0;  // how many it took, when it came to its end
};

/// Runs the commands in a process of its own, on a disk that follows the plan.
Outcome run_on_faulty_disk(const std::string& path, const Plan& plan) {
  int ends[2];
  EXPECT_EQ(::pipe(ends), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    faults::use_faulty_disk(plan);
    run_commands(path, Acknowledge(ends[1]));
    const std::uint64_t steps = faults::steps_taken();
    ::_exit(::write(ends[1], &steps, sizeof steps) == sizeof steps ? 0 : 1);
  }
  ::close(ends[1]);
  Outcome run;
  char byte = 0;
  while (::read(ends[0], &byte, 1) == 1) run.acknowledged += byte;
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  run.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (run.exit_code == 0) {
    const std::size_t end = run.acknowledged.size() - sizeof run.steps;
    std::memcpy(&run.steps, run.acknowledged.data() + end, sizeof run.steps);
    run.acknowledged.resize(end);
  }
  return run;
}

/// Which batches of drafts_of() are in the store, each whole and as it was sent.
std::set<int> whole_batches(const Store& store) {
  std::set<int> whole;
  const std::vector<Batch> batches = *store.batches();
  for (const Batch& batch : batches) {
    const int sent = std::stoi(batch.note);
    const std::vector<Draft> drafts = drafts_of(sent);
    EXPECT_EQ(batch.last - batch.first + 1, drafts.size());
    for (std::size_t at = 0; at < drafts.size(); ++at) {
      Record record = store.entry(batch.first + at).value().record;
      std::visit(
          [](auto& it) {
            if constexpr (requires { it.id; }) it.id.value = 0;
          },
          record);
      EXPECT_EQ(store::encode(record), store::encode(drafts[at].record));
    }
    EXPECT_TRUE(whole.insert(sent).second) << "batch " << sent << " is there twice";
  }
  return whole;
}

/// Everything acknowledged is there; of the rest, whole batches or nothing; and the store goes on
/// working.
void expect_nothing_lost(const std::string& path, const Outcome& run) {
  EXPECT_EQ(run.acknowledged.find('!'), std::string::npos) << "an error was not clean";
  if (run.acknowledged.find('c') == std::string::npos && !std::filesystem::exists(path)) return;
  const auto opened = store::open_sqlite(path);
  ASSERT_TRUE(opened) << opened.error().message;
  Store& store = **opened;
  const auto verified = *store.verify();
  EXPECT_TRUE(verified.problems.empty()) << verified.problems.front().what;
  const std::set<int> whole = whole_batches(store);
  int acknowledged = 0;
  for (const char byte : run.acknowledged) {
    if (byte > kBatches) continue;
    ++acknowledged;
    EXPECT_TRUE(whole.contains(byte)) << "batch " << int{byte} << " was acknowledged and is lost";
  }
  // At most the one that was under way when the fault came may be there without word of it.
  EXPECT_LE(static_cast<int>(whole.size()), acknowledged + 1);
  EXPECT_TRUE(store.append({.note = "9"}, at("2025-12-02T00:00Z"),
                           [](std::uint64_t) { return drafts_of(9); }));
}

/// The fault at every step in turn, until the commands run through without meeting it. Gives how
/// many there were.
std::uint64_t at_every_step(Fault fault) {
  for (std::uint64_t step = 1; step < 5000; ++step) {
    SCOPED_TRACE("fault at step " + std::to_string(step));
    const Folder folder;
    const Outcome run = run_on_faulty_disk(folder.file("x"), {fault, step});
    EXPECT_TRUE(run.exit_code == 0 || run.exit_code == faults::kEnded) << run.exit_code;
    expect_nothing_lost(folder.file("x"), run);
    if (testing::Test::HasFailure()) return step;
    if (run.exit_code == 0 && run.steps < step) return step;  // the fault was not met
  }
  ADD_FAILURE() << "the commands never come to their end";
  return 0;
}

TEST(Disk, a_sound_disk_completes_the_run) {
  const Folder folder;
  const Outcome run = run_on_faulty_disk(folder.file("x"), {});
  EXPECT_EQ(run.acknowledged, "c\x01\x02\x03\x04");
  expect_nothing_lost(folder.file("x"), run);
}

TEST(Disk, what_was_acknowledged_survives_a_kill_before_any_write) {
  EXPECT_GT(at_every_step(Fault::kill), 50U);
}

TEST(Disk, what_was_acknowledged_survives_a_kill_in_the_middle_of_any_write) {
  EXPECT_GT(at_every_step(Fault::kill_torn), 50U);
}

TEST(Disk, what_was_acknowledged_survives_a_power_cut_at_any_write) {
  EXPECT_GT(at_every_step(Fault::power_cut), 50U);
}

TEST(Disk, a_disk_that_is_full_for_one_write_gives_a_clean_error_and_loses_nothing) {
  EXPECT_GT(at_every_step(Fault::full_once), 50U);
}

TEST(Disk, a_disk_that_stays_full_gives_clean_errors_and_loses_nothing) {
  EXPECT_GT(at_every_step(Fault::full), 50U);
}

TEST(Disk, a_sync_that_fails_gives_a_clean_error_and_loses_nothing) {
  EXPECT_GT(at_every_step(Fault::sync_fails), 50U);
}

/// The message of an append that fails on a full disk.
TEST(Disk, says_that_the_disk_is_full) {
  const Folder folder;
  const std::string path = folder.file("x");
  EXPECT_EQ(in_a_process([&] {
              store::create_sqlite(path, StoreMode::desk).value().reset();
              faults::use_faulty_disk({Fault::full, 1});
              const auto store = *store::open_sqlite(path);
              return store
                  ->append({}, at("2025-12-01T00:00Z"), [](std::uint64_t) { return drafts_of(1); })
                  .error()
                  .message;
            }),
            "cannot write to store '" + path + "': the disk is full");
}

// ---- where nothing may be written ----

/// Whoever runs the tests as root may write everywhere; nobody may not.
void become_nobody() {
  constexpr uid_t nobody = 65534;
  if (::geteuid() == 0 && ::setuid(nobody) != 0) ::_exit(1);
}

void make_store(const std::string& path) {
  const auto store = *store::create_sqlite(path, StoreMode::desk);
  store->append({.note = "1"}, at("2025-12-01T00:00Z"), [](std::uint64_t) { return drafts_of(1); })
      .value();
}

/// Reads a store and tries to append to it: "2 entries, sound; <the message of the append>".
std::string read_and_append(const std::string& path) {
  const auto opened = store::open_sqlite(path);
  if (!opened) return opened.error().message;
  int entries = 0;
  const auto done = (*opened)->read({}, [&](Entry&&) -> Result<void> {
    ++entries;
    return {};
  });
  if (!done) return done.error().message;
  const auto verified = (*opened)->verify();
  const bool sound = verified && verified->problems.empty();
  const auto appended =
      (*opened)->append({}, at("2025-12-01T00:00Z"), [](std::uint64_t) { return drafts_of(2); });
  return std::to_string(entries) + " entries, " + (sound ? "sound" : "damaged") + "; " +
         (appended ? "appended" : appended.error().message);
}

TEST(ReadOnly, a_store_in_a_folder_without_permission_to_write_is_read) {
  const Folder folder;
  const std::string path = folder.file("x");
  make_store(path);
  ::chmod(path.c_str(), 0444);
  ::chmod(folder.path().c_str(), 0555);
  EXPECT_EQ(in_a_process([&] {
              become_nobody();
              return read_and_append(path);
            }),
            "2 entries, sound; cannot write to store '" + path + "': it is read-only");
}

TEST(ReadOnly, a_file_without_permission_to_write_is_read) {
  const Folder folder;
  const std::string path = folder.file("x");
  make_store(path);
  ::chmod(path.c_str(), 0444);
  ::chmod(folder.path().c_str(), 0777);
  EXPECT_EQ(in_a_process([&] {
              become_nobody();
              return read_and_append(path);
            }),
            "2 entries, sound; cannot write to store '" + path + "': it is read-only");
}

TEST(ReadOnly, a_store_that_was_not_closed_says_that_records_lie_beside_it) {
  const Folder folder;
  const std::string path = folder.file("x");
  in_a_process([&] {
    make_store(folder.file("open"));
    const auto left_open = *store::open_sqlite(folder.file("open"));
    left_open->append({}, at("2025-12-01T00:00Z"), [](std::uint64_t) { return drafts_of(2); })
        .value();
    for (const char* ending : {"", "-wal"})
      std::filesystem::copy_file(folder.file("open") + ending, path + ending);
    return std::string();
  });
  ::chmod(path.c_str(), 0444);
  ::chmod((path + "-wal").c_str(), 0444);
  ::chmod(folder.path().c_str(), 0555);
  EXPECT_EQ(in_a_process([&] {
              become_nobody();
              return read_and_append(path);
            }),
            "cannot open store '" + path + "': some of its records are still in '" + path +
                "-wal', and nothing may be written here");
}

TEST(ReadOnly, a_store_cannot_be_made_where_nothing_may_be_written) {
  const Folder folder;
  const std::string path = folder.file("x");
  ::chmod(folder.path().c_str(), 0555);
  EXPECT_EQ(in_a_process([&] {
              become_nobody();
              return store::create_sqlite(path, StoreMode::desk).error().message;
            }),
            "cannot make store '" + path + "': Permission denied");
}

}  // namespace
}  // namespace truce
