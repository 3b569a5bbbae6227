// SPDX-License-Identifier: Apache-2.0
// Making and opening a store: what may be refused, and how a read-only disk is read.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "store/page_map.h"
#include "store/schema.h"
#include "store/sqlite_store.h"

namespace truce::store {
namespace {

struct CloseFile {
  int file;
  ~CloseFile() {
    if (file >= 0) ::close(file);
  }
};

Error cannot_make(const std::string& path, const std::string& why) {
  return unavailable("cannot make store '" + path + "': " + why,
                     "see that the folder is there and may be written to");
}

/// Refuses to make a store where something lies already. A -wal file left alone would be taken for
/// the new store's own.
Result<void> check_place(const std::string& path) {
  for (const char* ending : {"", "-wal", "-journal"}) {
    struct stat there {};
    if (::lstat((path + ending).c_str(), &there) != 0) continue;
    return conflict("cannot make store '" + path + "': '" + path + ending + "' exists already",
                    "name another file with --store, or move that one away");
  }
  const auto folder = std::filesystem::absolute(path).parent_path();
  if (::access(folder.c_str(), W_OK | X_OK) != 0) return cannot_make(path, std::strerror(errno));
  return {};
}

/// Makes the name of a file in its folder survive a power cut.
Result<void> sync_folder(const std::string& path) {
  const auto folder = std::filesystem::absolute(path).parent_path();
  const CloseFile opened{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (opened.file < 0 || ::fsync(opened.file) != 0) return cannot_make(path, std::strerror(errno));
  return {};
}

void remove_unfinished(const std::string& path) {
  for (const char* ending : {"", "-journal", "-wal", "-shm"}) ::unlink((path + ending).c_str());
}

/// Gives the finished file its name, unless somebody else took the name meanwhile.
Result<void> move_into_place(const std::string& from, const std::string& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0)
    return sync_folder(to);
  // Some network and old file systems know no such renaming; a hard link refuses in the same way.
  if (errno == EINVAL && ::link(from.c_str(), to.c_str()) == 0) return sync_folder(to);
  if (errno == EEXIST) return check_place(to);
  return cannot_make(to, std::strerror(errno));
}

Result<void> make_file(const std::string& path, const std::string& unfinished, StoreMode mode,
                       const SqliteOptions& options) {
  {
    const Database database =
        TRY(Database::open(path, place_of(unfinished), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                           options.busy_timeout));
    TRY(make_schema(database, mode));
  }
  return move_into_place(unfinished, path);
}

Result<void> set_up(const Database& database, const SqliteOptions& options) {
  // secure_delete also makes SQLite write every page that it frees, so that each page of the file
  // has its check.
  TRY(database.run(
      fmt::format(
          "PRAGMA synchronous = FULL; PRAGMA cache_size = -16384; PRAGMA secure_delete = ON;"
          "PRAGMA trusted_schema = OFF; PRAGMA recursive_triggers = ON;"
          "PRAGMA wal_autocheckpoint = {}",
          options.checkpoint_pages)
          .c_str()));
  TRY(database.integer("SELECT count(*) FROM setting"));
  return {};
}

/// The path as a file: URI; `?`, `#` and `%` would mean something else in one.
std::string uri_of(const std::string& path) {
  std::string uri = "file:";
  for (const char c : path)
    if (c == '?' || c == '#' || c == '%')
      uri += fmt::format("%{:02x}", static_cast<unsigned>(c));
    else
      uri += c;
  return uri + "?immutable=1";
}

bool has_bytes(const std::string& path) {
  struct stat there {};
  return ::stat(path.c_str(), &there) == 0 && there.st_size > 0;
}

/// Opens a store where SQLite can make neither a -wal nor a -shm file: as one that nobody changes.
Result<Database> open_unchanging(const std::string& path, const SqliteOptions& options) {
  if (has_bytes(path + "-wal"))
    return unavailable("cannot open store '" + path + "': some of its records are still in '" +
                           path + "-wal', and nothing may be written here",
                       "copy both files to where they may be written");
  Database database = TRY(Database::open(
      path, uri_of(place_of(path)), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, options.busy_timeout));
  TRY(set_up(database, options));
  return database;
}

}  // namespace

std::string place_of(const std::string& path) { return std::filesystem::absolute(path).string(); }

Result<Database> open_database(const std::string& path, const SqliteOptions& options) {
  struct stat there {};
  if (::stat(path.c_str(), &there) != 0 && (errno == ENOENT || errno == ENOTDIR))
    return not_found("cannot open store '" + path + "': there is no such file",
                     "name another file with --store, or make a store with truce init");
  Database database =
      TRY(Database::open(path, place_of(path), SQLITE_OPEN_READWRITE, options.busy_timeout));
  const std::string header = TRY(PageFile(database).read(1));
  TRY(check_header(header, path));
  // The first look at the tables, which setting up takes, needs the -wal and -shm files.
  const auto looked = set_up(database, options);
  if (looked) return database;
  const int code = sqlite3_errcode(database.raw()) & 0xFF;
  if (code == SQLITE_CANTOPEN || code == SQLITE_READONLY) return open_unchanging(path, options);
  return looked.error();
}

Result<std::unique_ptr<Store>> create_sqlite(const std::string& path, StoreMode mode,
                                             const SqliteOptions& options) {
  TRY(check_place(path));
  const std::string unfinished = fmt::format("{}.new-{}", path, ::getpid());
  remove_unfinished(unfinished);
  const auto made = make_file(path, unfinished, mode, options);
  remove_unfinished(unfinished);
  if (!made) return made.error();
  return open_sqlite(path, options);
}

Result<std::unique_ptr<Store>> open_sqlite(const std::string& path, const SqliteOptions& options) {
  Database database = TRY(open_database(path, options));
  std::unique_ptr<Store> store = TRY(SqliteStore::over(std::move(database)));
  return store;
}

}  // namespace truce::store
