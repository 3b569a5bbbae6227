// SPDX-License-Identifier: Apache-2.0
// The raw file below SQLite: which pages fail their check, and what lies on them.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "store/database.h"

namespace truce::store {

/// The main file of an open database, page by page, past SQLite's cache. It reads through SQLite's
/// own file: were the file opened and closed beside it, POSIX would drop every lock that this
/// process holds on it.
class PageFile {
 public:
  explicit PageFile(const Database& database);

  /// Whole or broken pages.
  std::uint64_t pages() const;
  std::uint64_t bytes() const;
  /// Page `number`, from 1, filled up with zeros beyond the end of the file; `count` of them in a
  /// row.
  Result<std::string> read(std::uint64_t number, std::uint64_t count = 1) const;

 private:
  sqlite3_file* file_ = nullptr;
  std::string path_;
};

/// Numbers of the pages that fail their check, in order. A page that another process is just
/// writing is looked at again.
Result<std::vector<std::uint64_t>> unsound_pages(const PageFile& file);

/// A table or index as the file has it.
struct Tree {
  std::string name;
  std::uint64_t root = 0;
};

/// What lies on a page.
struct PageUse {
  std::string tree;  // table or index; "free pages"
  std::optional<std::uint64_t>
      row;  // the first row on it, for a table with row numbers without gaps
};

/// Walks the trees and says what lies on each of the `wanted` pages. Their own content is not
/// believed: where one lies follows from the pages above it.
std::map<std::uint64_t, PageUse> uses_of(const std::vector<std::uint64_t>& wanted,
                                         const std::vector<Tree>& trees, const PageFile& file);

}  // namespace truce::store
