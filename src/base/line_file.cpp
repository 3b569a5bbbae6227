// SPDX-License-Identifier: Apache-2.0
#include "base/line_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace truce {

Result<LineFile> LineFile::open(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0)
    return not_found("cannot read '" + path + "': " + std::strerror(errno),
                     "check the name and whether you may read it");
  return LineFile(file);
}

LineFile::LineFile(LineFile&& other) noexcept { *this = std::move(other); }

LineFile& LineFile::operator=(LineFile&& other) noexcept {
  std::swap(file_, other.file_);
  block_ = std::move(other.block_);
  size_ = other.size_;
  complete_ = other.complete_;
  at_ = other.at_;
  block_at_ = other.block_at_;
  number_ = other.number_;
  ended_ = other.ended_;
  offsets_ = std::move(other.offsets_);
  failure_ = std::move(other.failure_);
  return *this;
}

LineFile::~LineFile() {
  if (file_ >= 0) ::close(file_);
}

const void* LineFile::find_end(const char* begin, std::size_t size) {
  return std::memchr(begin, '\n', size);  // a block's whole lines all have their end
}

bool LineFile::fill() {
  if (ended_ || !failure_.empty()) return false;
  // The beginning of a line that is not whole yet moves to the front.
  const std::size_t left = size_ - at_;
  if (left > 0) std::memmove(block_.data(), block_.data() + at_, left);
  block_at_ += at_;
  at_ = complete_ = 0;
  size_ = left;
  while (complete_ == 0) {
    if (size_ + kBlock > kLineMax) {
      failure_ = "line " + std::to_string(number_ + 1) + " is longer than 64 MB";
      return false;
    }
    block_.resize(size_ + kBlock + 1);
    const ssize_t count = ::read(file_, block_.data() + size_, kBlock);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      failure_ = std::strerror(errno);
      return false;
    }
    size_ += static_cast<std::size_t>(count);
    if (count == 0) {
      ended_ = true;
      if (size_ == 0) return false;
      block_[size_++] = '\n';  // the last line may lack its end
    }
    const void* end = ::memrchr(block_.data(), '\n', size_);
    if (end != nullptr)
      complete_ = static_cast<std::size_t>(static_cast<const char*>(end) - block_.data()) + 1;
  }
  return true;
}

std::string LineFile::line(std::uint64_t number) const {
  if (number == 0 || number > number_) return {};
  std::uint64_t at = offsets_[(number - 1) / kIndexed];
  std::uint64_t ahead = (number - 1) % kIndexed;
  std::string line;
  std::vector<char> piece(16 * 1024);
  while (true) {
    const ssize_t count = ::pread(file_, piece.data(), piece.size(), static_cast<off_t>(at));
    if (count <= 0) return ahead == 0 ? line : std::string();
    for (ssize_t byte = 0; byte < count; ++byte) {
      if (piece[byte] == '\n') {
        if (ahead == 0) return line;
        --ahead;
      } else if (ahead == 0) {
        line += piece[byte];
      }
    }
    at += static_cast<std::uint64_t>(count);
  }
}

}  // namespace truce
