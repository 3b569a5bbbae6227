// SPDX-License-Identifier: Apache-2.0
// A table of places as one flat block of bytes: made once, then looked up in place.
//
//     counts    rows, keys, postings: three 32-bit numbers after a mark
//     numbers   where each row, key and list of postings begins; the postings, row numbers
//     text      the keys in sorted order, then the rows as in the table
//
// Numbers are in the byte order of the machine: a block is made by the build or the process that
// reads it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace truce::extract {

/// Compiles a table of data/gazetteer/README.md. Several may be joined: their headings are left
/// out.
Result<std::string> compiled_gazetteer(std::string_view table);

/// One row of a table. Its views live as long as the block.
struct GazetteerRow {
  std::string_view id, iso, sort, name;
  std::optional<double> latitude, longitude;
  std::int64_t population = 0;
  std::string_view within, names;  // between bars
};

/// Reads a block, which must outlive it.
class GazetteerBlock {
 public:
  /// The block in `bytes`, or nothing when they are none.
  static std::optional<GazetteerBlock> in(std::string_view bytes);

  std::size_t size() const { return rows_; }
  GazetteerRow row(std::uint32_t number) const;
  /// Numbers of the rows that bear a name with this place_key().
  std::vector<std::uint32_t> rows_named(std::string_view key) const;

 private:
  std::uint32_t number_at(std::size_t index) const;
  std::string_view key_at(std::size_t index) const;

  std::string_view bytes_;
  std::size_t rows_ = 0, keys_ = 0, postings_ = 0;
};

}  // namespace truce::extract
