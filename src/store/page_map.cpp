// SPDX-License-Identifier: Apache-2.0
// SQLite's b-trees as its file format describes them (sqlite.org/fileformat2.html, section 1.6).
#include "store/page_map.h"

#include <algorithm>
#include <set>

#include "store/page_check.h"

namespace truce::store {
namespace {

constexpr std::uint64_t kUsable = kPageBytes - kCheckBytes;

/// Reads numbers off a page; beyond its end there are zeros, so a damaged page leads nowhere
/// harmful.
class Bytes {
 public:
  explicit Bytes(std::string page) : page_(std::move(page)) {}

  std::uint64_t number(std::uint64_t at, unsigned size) const {
    std::uint64_t value = 0;
    for (unsigned byte = 0; byte < size; ++byte) value = value << 8U | this->byte(at + byte);
    return value;
  }

  /// A varint: seven bits a byte, the ninth byte whole. Moves `at` behind it.
  std::uint64_t varint(std::uint64_t& at) const {
    std::uint64_t value = 0;
    for (int count = 0; count < 8; ++count) {
      const std::uint64_t next = byte(at++);
      value = value << 7U | (next & 0x7FU);
      if (next < 0x80) return value;
    }
    return value << 8U | byte(at++);
  }

 private:
  std::uint64_t byte(std::uint64_t at) const {
    return at < page_.size() ? static_cast<unsigned char>(page_[at]) : 0;
  }
  std::string page_;
};

/// How many bytes of a payload lie in its cell; the rest is on overflow pages.
std::uint64_t local_bytes(std::uint64_t payload, bool table_leaf) {
  const std::uint64_t most = table_leaf ? kUsable - 35 : (kUsable - 12) * 64 / 255 - 23;
  if (payload <= most) return payload;
  const std::uint64_t least = (kUsable - 12) * 32 / 255 - 23;
  const std::uint64_t fitting = least + (payload - least) % (kUsable - 4);
  return fitting <= most ? fitting : least;
}

class Walk {
 public:
  Walk(const std::vector<std::uint64_t>& wanted, const PageFile& file)
      : wanted_(wanted.begin(), wanted.end()), file_(file) {}

  /// Visits the page and all below it. Its rows have numbers above `below`.
  void tree(const std::string& name, std::uint64_t page, std::uint64_t below, int depth = 0) {
    constexpr int depth_max = 20;  // SQLite's own bound
    if (depth > depth_max || !enter(name, page, below + 1)) return;
    const Bytes bytes(file_.read(page).value_or(std::string()));
    const std::uint64_t header = page == 1 ? 100 : 0;
    const std::uint64_t type = bytes.number(header, 1);
    const bool interior = type == 0x02 || type == 0x05;
    const bool table = type == 0x05 || type == 0x0D;
    if (!interior && type != 0x0A && type != 0x0D) return;
    const std::uint64_t cells = bytes.number(header + 3, 2);
    std::uint64_t last = below;
    for (std::uint64_t cell = 0; cell < cells; ++cell) {
      std::uint64_t at = bytes.number(header + (interior ? 12 : 8) + 2 * cell, 2);
      if (interior) {
        tree(name, bytes.number(at, 4), last, depth + 1);
        at += 4;
      }
      if (table && interior)
        last = bytes.varint(at);
      else
        overflow(name, bytes, at, table);
    }
    if (interior) tree(name, bytes.number(header + 8, 4), last, depth + 1);
  }

  void free_pages() {
    const Bytes header(file_.read(1).value_or(std::string()));
    std::uint64_t trunk = header.number(32, 4);
    while (enter("free pages", trunk, std::nullopt)) {
      const Bytes bytes(file_.read(trunk).value_or(std::string()));
      const std::uint64_t leaves = std::min(bytes.number(4, 4), kUsable / 4);
      for (std::uint64_t leaf = 0; leaf < leaves; ++leaf)
        enter("free pages", bytes.number(8 + 4 * leaf, 4), std::nullopt);
      trunk = bytes.number(0, 4);
    }
  }

  std::map<std::uint64_t, PageUse> found;

 private:
  /// Notes what the page is used for; false when it leads no further: unsound, none, or seen
  /// before.
  bool enter(const std::string& name, std::uint64_t page, std::optional<std::uint64_t> row) {
    if (page == 0 || page > file_.pages() || !seen_.insert(page).second) return false;
    if (!wanted_.contains(page)) return true;
    found[page] = {name, row};
    return page == 1;  // the tables' own table: what can be read of it still leads on
  }

  void overflow(const std::string& name, const Bytes& bytes, std::uint64_t at, bool table) {
    const std::uint64_t payload = bytes.varint(at);
    std::optional<std::uint64_t> row;
    if (table) row = bytes.varint(at);
    const std::uint64_t local = local_bytes(payload, table);
    if (local == payload) return;
    std::uint64_t page = bytes.number(at + local, 4);
    while (enter(name, page, row))
      page = Bytes(file_.read(page).value_or(std::string())).number(0, 4);
  }

  std::set<std::uint64_t> wanted_;
  std::set<std::uint64_t> seen_;
  const PageFile& file_;
};

bool is_sound(std::uint64_t number, std::string_view page) {
  if (number != kLockPage) return page_is_sound(number, page);
  return std::all_of(page.begin(), page.end(), [](char byte) { return byte == 0; });
}

/// Whether the page is unsound still when it is read again, and again as long as somebody is
/// changing it.
Result<bool> stays_unsound(const PageFile& file, std::uint64_t number, std::string page) {
  for (int look = 0; look < 10; ++look) {
    std::string again = TRY(file.read(number));
    if (is_sound(number, again)) return false;
    if (again == page) return true;
    page = std::move(again);
  }
  return true;
}

}  // namespace

PageFile::PageFile(const Database& database) : path_(database.path()) {
  sqlite3_file_control(database.raw(), "main", SQLITE_FCNTL_FILE_POINTER, &file_);
}

std::uint64_t PageFile::bytes() const {
  sqlite3_int64 bytes = 0;
  file_->pMethods->xFileSize(file_, &bytes);
  return static_cast<std::uint64_t>(bytes);
}

std::uint64_t PageFile::pages() const { return (bytes() + kPageBytes - 1) / kPageBytes; }

Result<std::string> PageFile::read(std::uint64_t number, std::uint64_t count) const {
  std::string page(count * kPageBytes, '\0');
  const int code = file_->pMethods->xRead(file_, page.data(), static_cast<int>(page.size()),
                                          static_cast<sqlite3_int64>((number - 1) * kPageBytes));
  if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ)
    return database_error(code, "a page cannot be read from the disk", path_);
  return page;
}

Result<std::vector<std::uint64_t>> unsound_pages(const PageFile& file) {
  constexpr std::uint64_t stretch = 64;
  std::vector<std::uint64_t> unsound;
  const std::uint64_t pages = file.pages();
  for (std::uint64_t first = 1; first <= pages; first += stretch) {
    const std::uint64_t count = std::min(stretch, pages - first + 1);
    const std::string bytes = TRY(file.read(first, count));
    for (std::uint64_t at = 0; at < count; ++at) {
      const auto page = std::string_view(bytes).substr(at * kPageBytes, kPageBytes);
      if (is_sound(first + at, page)) continue;
      if (TRY(stays_unsound(file, first + at, std::string(page)))) unsound.push_back(first + at);
    }
  }
  return unsound;
}

std::map<std::uint64_t, PageUse> uses_of(const std::vector<std::uint64_t>& wanted,
                                         const std::vector<Tree>& trees, const PageFile& file) {
  Walk walk(wanted, file);
  walk.tree("the list of tables", 1, 0);
  for (const Tree& tree : trees) walk.tree(tree.name, tree.root, 0);
  walk.free_pages();
  return std::move(walk.found);
}

}  // namespace truce::store
