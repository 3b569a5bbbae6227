// SPDX-License-Identifier: Apache-2.0
// The layer passes every call to the disk below it. Only opening and writing differ: the main file
// is wrapped, and a whole page that is written to it gets its check. The bytes are copied for that:
// SQLite's own page stays as it is.
#include "store/page_check.h"

#include <array>
#include <cassert>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>

namespace truce::store {
namespace {

// ---- CRC-64/XZ, eight bytes at a time ----

constexpr std::uint64_t kPolynomial = 0xC96C5795D7870F42;  // 0x42F0E1EBA9EA3693, reflected

constexpr std::array<std::array<std::uint64_t, 256>, 8> crc_tables() {
  std::array<std::array<std::uint64_t, 256>, 8> tables{};
  for (std::uint64_t byte = 0; byte < 256; ++byte) {
    std::uint64_t crc = byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? kPolynomial : 0);
    tables[0][byte] = crc;
  }
  for (std::size_t table = 1; table < 8; ++table)
    for (std::size_t byte = 0; byte < 256; ++byte) {
      const std::uint64_t before = tables[table - 1][byte];
      tables[table][byte] = tables[0][before & 0xFFU] ^ (before >> 8U);
    }
  return tables;
}

constexpr auto kTables = crc_tables();

std::uint64_t little_endian(const char* bytes) {
  std::uint64_t value = 0;
  for (unsigned at = 0; at < 8; ++at)
    value |= std::uint64_t{static_cast<unsigned char>(bytes[at])} << (8 * at);
  return value;
}

std::uint64_t crc_of_word(std::uint64_t crc, std::uint64_t word) {
  word ^= crc;
  std::uint64_t next = 0;
  for (unsigned at = 0; at < 8; ++at) next ^= kTables[7 - at][(word >> (8 * at)) & 0xFFU];
  return next;
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
  std::uint64_t crc = crc_of_word(~std::uint64_t{0}, number);
  for (std::size_t at = 0; at < kPageBytes - kCheckBytes; at += 8)
    crc = crc_of_word(crc, little_endian(page.data() + at));
  return ~crc;
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
