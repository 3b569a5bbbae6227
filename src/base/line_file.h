// SPDX-License-Identifier: Apache-2.0
// A large text file read line by line in bounded memory, and any line read again by its number.
// Only the edges use this.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace truce {

class LineFile {
 public:
  static Result<LineFile> open(const std::string& path);
  LineFile(LineFile&& other) noexcept;
  LineFile& operator=(LineFile&& other) noexcept;
  ~LineFile();

  /// The next line without its end, valid until the next call; false at the end of the file or when
  /// reading failed, see failure().
  bool next(std::string_view& line) {
    if (at_ >= complete_ && !fill()) return false;
    const char* begin = block_.data() + at_;
    const char* end = static_cast<const char*>(find_end(begin, complete_ - at_));
    line = {begin, static_cast<std::size_t>(end - begin)};
    if (number_++ % kIndexed == 0) offsets_.push_back(block_at_ + at_);
    at_ += line.size() + 1;
    return true;
  }
  /// The number, from 1, of the line that next() gave last.
  std::uint64_t number() const { return number_; }
  const std::string& failure() const { return failure_; }

  /// A line that next() has given before, read again; empty when it cannot be.
  std::string line(std::uint64_t number) const;

 private:
  static constexpr std::size_t kBlock = std::size_t{1} << 20U;
  static constexpr std::uint64_t kIndexed = 256;  // every so many lines have their offset kept
  static constexpr std::size_t kLineMax = std::size_t{64} << 20U;

  explicit LineFile(int file) : file_(file) {}
  bool fill();
  static const void* find_end(const char* begin, std::size_t size);

  int file_ = -1;
  std::vector<char> block_;
  std::size_t size_ = 0;      // bytes in the block
  std::size_t complete_ = 0;  // of which so many are whole lines, each with its end
  std::size_t at_ = 0;
  std::uint64_t block_at_ = 0;  // offset of the block in the file
  std::uint64_t number_ = 0;
  bool ended_ = false;
  std::vector<std::uint64_t> offsets_;
  std::string failure_;
};

}  // namespace truce
