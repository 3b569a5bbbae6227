// SPDX-License-Identifier: Apache-2.0
// The layer passes every call to the disk below it. Only opening and writing differ: the main file
// is wrapped, and a whole page that is written to it gets its check. The bytes are copied for that:
// SQLite's own page stays as it is.
#include "store/page_check.h"

#include <array>
#include <bit>
#include <cassert>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>

namespace truce::store {
namespace {

std::uint64_t little_endian(const char* bytes) {
  std::uint64_t value = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&value, bytes, sizeof value);
  } else {
    for (unsigned at = 0; at < 8; ++at)
      value |= std::uint64_t{static_cast<unsigned char>(bytes[at])} << (8 * at);
  }
  return value;
}

/// Takes a word into a check. For a given word it maps each check to another one, and for a given
/// check each word to another one: that is why no altered word can go unseen.
std::uint64_t take(std::uint64_t check, std::uint64_t word) {
  return std::rotl((check ^ word) * 0x9E3779B97F4A7C15U, 29);
}

// ---- the layer ----

/// A main file: ours, with the file of the disk below right behind it.
struct CheckedFile {
  sqlite3_file base;
  sqlite3_file* below() {
    return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(this) + sizeof(CheckedFile));
  }
};
static_assert(sizeof(CheckedFile) % 8 == 0);

CheckedFile* checked(sqlite3_file* file) { return reinterpret_cast<CheckedFile*>(file); }

int write_checked(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
  sqlite3_file* below = checked(file)->below();
  if (size != static_cast<int>(kPageBytes) || at % static_cast<sqlite3_int64>(kPageBytes) != 0)
    return below->pMethods->xWrite(below, bytes, size, at);
  std::array<char, kPageBytes> page;
  std::memcpy(page.data(), bytes, page.size());
  const std::uint64_t number = static_cast<std::uint64_t>(at) / kPageBytes + 1;
  std::uint64_t check = page_check(number, {page.data(), page.size()});
  for (std::size_t byte = kPageBytes - kCheckBytes; byte < kPageBytes; ++byte, check >>= 8U)
    page[byte] = static_cast<char>(check & 0xFFU);
  return below->pMethods->xWrite(below, page.data(), size, at);
}

/// Passes a call on to the file below.
template <auto Method, class... Arguments>
auto pass(sqlite3_file* file, Arguments... arguments) {
  sqlite3_file* below = checked(file)->below();
  return (below->pMethods->*Method)(below, arguments...);
}

using File = sqlite3_io_methods;
const sqlite3_io_methods kMethods = {
    3,
    [](sqlite3_file* file) { return pass<&File::xClose>(file); },
    [](sqlite3_file* file, void* to, int size, sqlite3_int64 at) {
      return pass<&File::xRead>(file, to, size, at);
    },
    write_checked,
    [](sqlite3_file* file, sqlite3_int64 size) { return pass<&File::xTruncate>(file, size); },
    [](sqlite3_file* file, int flags) { return pass<&File::xSync>(file, flags); },
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
    [](sqlite3_file* file, sqlite3_int64 at, int size, void** to) {
      return pass<&File::xFetch>(file, at, size, to);
    },
    [](sqlite3_file* file, sqlite3_int64 at, void* from) {
      return pass<&File::xUnfetch>(file, at, from);
    },
};

sqlite3_vfs* below(sqlite3_vfs* layer) { return static_cast<sqlite3_vfs*>(layer->pAppData); }

int open_checked(sqlite3_vfs* layer, sqlite3_filename name, sqlite3_file* file, int flags,
                 int* flags_out) {
  sqlite3_vfs* disk = below(layer);
  if ((flags & SQLITE_OPEN_MAIN_DB) == 0) return disk->xOpen(disk, name, file, flags, flags_out);
  CheckedFile* opened = checked(file);
  opened->base.pMethods = nullptr;
  const int code = disk->xOpen(disk, name, opened->below(), flags, flags_out);
  // SQLite closes a file that failed to open only when its methods are set.
  if (opened->below()->pMethods != nullptr) opened->base.pMethods = &kMethods;
  return code;
}

/// A registered layer stays for the life of the process, as SQLite asks of a VFS.
struct Layer {
  std::string name;
  sqlite3_vfs vfs;
};

std::unique_ptr<Layer> make_layer(sqlite3_vfs* disk) {
  auto layer = std::make_unique<Layer>();
  layer->name = std::string("truce+") + disk->zName;
  layer->vfs = *disk;  // every call that takes the layer must reach the disk with the disk itself
  sqlite3_vfs& vfs = layer->vfs;
  vfs.iVersion = 1;
  vfs.szOsFile = static_cast<int>(sizeof(CheckedFile)) + disk->szOsFile;
  vfs.pNext = nullptr;
  vfs.zName = layer->name.c_str();
  vfs.pAppData = disk;
  vfs.xOpen = open_checked;
  vfs.xDelete = [](sqlite3_vfs* self, const char* name, int sync) {
    return below(self)->xDelete(below(self), name, sync);
  };
  vfs.xAccess = [](sqlite3_vfs* self, const char* name, int flags, int* out) {
    return below(self)->xAccess(below(self), name, flags, out);
  };
  vfs.xFullPathname = [](sqlite3_vfs* self, const char* name, int size, char* out) {
    return below(self)->xFullPathname(below(self), name, size, out);
  };
  vfs.xDlOpen = nullptr;
  vfs.xDlError = nullptr;
  vfs.xDlSym = nullptr;
  vfs.xDlClose = nullptr;
  vfs.xRandomness = [](sqlite3_vfs* self, int size, char* out) {
    return below(self)->xRandomness(below(self), size, out);
  };
  vfs.xSleep = [](sqlite3_vfs* self, int microseconds) {
    return below(self)->xSleep(below(self), microseconds);
  };
  vfs.xCurrentTime = [](sqlite3_vfs* self, double* now) {
    return below(self)->xCurrentTime(below(self), now);
  };
  vfs.xGetLastError = [](sqlite3_vfs* self, int size, char* out) {
    return below(self)->xGetLastError(below(self), size, out);
  };
  return layer;
}

}  // namespace

std::uint64_t page_check(std::uint64_t number, std::string_view page) {
  assert(page.size() == kPageBytes);
  // Four lanes, so that one multiplication need not wait for the one before.
  std::array<std::uint64_t, 4> lanes{1, 2, 3, 4};
  constexpr std::size_t words = (kPageBytes - kCheckBytes) / 8;
  const char* bytes = page.data();
  std::size_t word = 0;
  for (; word + 4 <= words; word += 4)
    for (std::size_t lane = 0; lane < 4; ++lane)
      lanes[lane] = take(lanes[lane], little_endian(bytes + 8 * (word + lane)));
  for (std::size_t lane = 0; word < words; ++lane, ++word)
    lanes[lane] = take(lanes[lane], little_endian(bytes + 8 * word));
  std::uint64_t check = number;
  for (const std::uint64_t lane : lanes) check = take(check, lane);
  return check;
}

bool page_is_sound(std::uint64_t number, std::string_view page) {
  return little_endian(page.data() + kPageBytes - kCheckBytes) == page_check(number, page);
}

std::string page_check_layer() {
  static std::mutex mutex;
  static std::map<sqlite3_vfs*, std::unique_ptr<Layer>> layers;
  const std::lock_guard lock(mutex);
  sqlite3_vfs* disk = sqlite3_vfs_find(nullptr);
  auto& layer = layers[disk];
  if (!layer) {
    layer = make_layer(disk);
    sqlite3_vfs_register(&layer->vfs, 0);
  }
  return layer->name;
}

}  // namespace truce::store
