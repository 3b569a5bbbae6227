// SPDX-License-Identifier: Apache-2.0
// The power cut: each file is known as it was last synced, with the writes since. At the cut each
// of those is kept, dropped or torn by a fixed pattern of the step and its place, and the result is
// put on the real disk. Removing a file counts as durable at once. The -shm file is memory and is
// lost.
#include "faulty_disk.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

namespace truce::faults {
namespace {

struct Change {
  std::size_t at = 0;
  std::string bytes;
  bool cut = false;  // to `at` bytes
};

struct FileState {
  std::string synced;
  std::vector<Change> since;
};

Plan plan;
std::uint64_t steps = 0;
std::map<std::string, FileState> files;
sqlite3_vfs* real = nullptr;

void apply(std::string& image, const Change& change, std::size_t size) {
  if (change.cut) return image.resize(change.at);
  if (image.size() < change.at + size) image.resize(change.at + size);
  image.replace(change.at, size, change.bytes, 0, size);
}

[[noreturn]] void cut_power() {
  std::uint64_t pattern = plan.step;
  for (auto& [path, state] : files) {
    if (::access(path.c_str(), F_OK) != 0) continue;
    for (const Change& change : state.since) {
      pattern = pattern * 6364136223846793005U + 1442695040888963407U;
      switch (pattern >> 62U) {
        case 0:
          break;
        case 1:
          apply(state.synced, change, change.bytes.size() / 1024 * 512);
          break;
        default:
          apply(state.synced, change, change.bytes.size());
      }
    }
    std::ofstream(path, std::ios::binary) << state.synced;
    ::unlink((path + "-shm").c_str());
  }
  ::_exit(kEnded);
}

struct FaultyFile {
  sqlite3_file base;
  std::string* path;
  sqlite3_file* below() {
    return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(this) + sizeof(FaultyFile));
  }
};

FaultyFile* faulty(sqlite3_file* file) { return reinterpret_cast<FaultyFile*>(file); }

/// Takes a step; at the one of the plan the process may end here. True when the step itself must
/// fail.
bool fails(bool is_write, bool is_sync) {
  ++steps;
  if (plan.fault == Fault::full) return is_write && steps >= plan.step;
  if (steps != plan.step) return false;
  if (plan.fault == Fault::kill) ::_exit(kEnded);
  if (plan.fault == Fault::power_cut) cut_power();
  if (plan.fault == Fault::full_once) return is_write;
  return plan.fault == Fault::sync_fails && is_sync;
}

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
  sqlite3_file* below = faulty(file)->below();
  if (fails(true, false)) return SQLITE_FULL;
  if (plan.fault == Fault::kill_torn && steps == plan.step) {
    below->pMethods->xWrite(below, bytes, size / 2, at);
    ::_exit(kEnded);
  }
  const int code = below->pMethods->xWrite(below, bytes, size, at);
  if (code == SQLITE_OK)
    files[*faulty(file)->path].since.push_back(
        {static_cast<std::size_t>(at),
         std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size)), false});
  return code;
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  sqlite3_file* below = faulty(file)->below();
  if (fails(true, false)) return SQLITE_FULL;
  files[*faulty(file)->path].since.push_back({static_cast<std::size_t>(size), {}, true});
  return below->pMethods->xTruncate(below, size);
}

int sync(sqlite3_file* file, int flags) {
  sqlite3_file* below = faulty(file)->below();
  if (fails(false, true)) return SQLITE_IOERR_FSYNC;
  const int code = below->pMethods->xSync(below, flags);
  FileState& state = files[*faulty(file)->path];
  for (const Change& change : state.since) apply(state.synced, change, change.bytes.size());
  state.since.clear();
  return code;
}

int close(sqlite3_file* file) {
  delete faulty(file)->path;
  return faulty(file)->below()->pMethods->xClose(faulty(file)->below());
}

template <auto Method, class... Arguments>
auto pass(sqlite3_file* file, Arguments... arguments) {
  sqlite3_file* below = faulty(file)->below();
  return (below->pMethods->*Method)(below, arguments...);
}

using File = sqlite3_io_methods;
const sqlite3_io_methods kMethods = {
    2,
    close,
    [](sqlite3_file* file, void* to, int size, sqlite3_int64 at) {
      return pass<&File::xRead>(file, to, size, at);
    },
    write,
    truncate,
    sync,
    [](sqlite3_file* file, sqlite3_int64* size) { return pass<&File::xFileSize>(file, size); },
    [](sqlite3_file* file, int lock) { return pass<&File::xLock>(file, lock); },
    [](sqlite3_file* file, int lock) { return pass<&File::xUnlock>(file, lock); },
    [](sqlite3_file* file, int* out) { return pass<&File::xCheckReservedLock>(file, out); },
    [](sqlite3_file* file, int what, void* with) {
      return pass<&File::xFileControl>(file, what, with);
    },
    [](sqlite3_file* file) { return pass<&File::xSectorSize>(file); },
    [](sqlite3_file* file) { return pass<&File::xDeviceCharacteristics>(file); },
    [](sqlite3_file* file, int region, int size, int extend, void volatile** to) {
      return pass<&File::xShmMap>(file, region, size, extend, to);
    },
    [](sqlite3_file* file, int offset, int count, int flags) {
      return pass<&File::xShmLock>(file, offset, count, flags);
    },
    [](sqlite3_file* file) { pass<&File::xShmBarrier>(file); },
    [](sqlite3_file* file, int unlink) { return pass<&File::xShmUnmap>(file, unlink); },
    nullptr,
    nullptr,
};

std::string content(const std::string& path) {
  // SQLite's own locks on the file would go with a descriptor opened and closed here; it is not
  // open yet.
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

int open(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* flags_out) {
  FaultyFile* opened = faulty(file);
  opened->base.pMethods = nullptr;
  const std::string path = name == nullptr ? "" : name;
  if (!path.empty() && !files.contains(path)) files[path].synced = content(path);
  const int code = real->xOpen(real, name, opened->below(), flags, flags_out);
  if (opened->below()->pMethods == nullptr) return code;
  opened->base.pMethods = &kMethods;
  opened->path = new std::string(path);
  return code;
}

int remove(sqlite3_vfs*, const char* name, int sync_folder) {
  if (fails(false, false)) return SQLITE_IOERR_DELETE;
  files.erase(name);
  return real->xDelete(real, name, sync_folder);
}

}  // namespace

std::uint64_t steps_taken() { return steps; }

void use_faulty_disk(const Plan& chosen) {
  static sqlite3_vfs disk;
  plan = chosen;
  real = sqlite3_vfs_find("unix");
  disk = *real;
  disk.iVersion = 1;
  disk.pNext = nullptr;
  disk.zName = "faulty";
  disk.szOsFile = static_cast<int>(sizeof(FaultyFile)) + real->szOsFile;
  disk.xOpen = open;
  disk.xDelete = remove;
  disk.xAccess = [](sqlite3_vfs*, const char* name, int flags, int* out) {
    return real->xAccess(real, name, flags, out);
  };
  disk.xFullPathname = [](sqlite3_vfs*, const char* name, int size, char* out) {
    return real->xFullPathname(real, name, size, out);
  };
  sqlite3_vfs_register(&disk, 1);
}

}  // namespace truce::faults
