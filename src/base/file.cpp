// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

namespace truce {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

Error cannot(std::string_view verb, const std::string& path) {
  const int code = errno;
  return Error{code == ENOENT ? Error::Kind::not_found : Error::Kind::unavailable,
               fmt::format("cannot {} '{}': {}", verb, path, std::strerror(code))};
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t bytes_max) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored))
    return invalid(fmt::format("cannot read '{}': it is a folder", path));
  const File file(std::fopen(path.c_str(), "rb"));
  if (!file) return cannot("read", path);
  std::string bytes;
  char chunk[1U << 16U];
  while (const std::size_t got = std::fread(chunk, 1, sizeof chunk, file.get())) {
    bytes.append(chunk, got);
    if (bytes.size() > bytes_max)
      return invalid(fmt::format("'{}' is larger than {} bytes", path, bytes_max));
  }
  if (std::ferror(file.get()) != 0) return cannot("read", path);
  return bytes;
}

Result<void> write_file(const std::string& path, std::string_view bytes) {
  const std::string beside = fmt::format("{}.{}.part", path, ::getpid());
  {
    const File file(std::fopen(beside.c_str(), "wb"));
    if (!file) return cannot("write", beside);
    if (std::fwrite(bytes.data(), 1, bytes.size(), file.get()) != bytes.size() ||
        std::fflush(file.get()) != 0) {
      const Error error = cannot("write", beside);
      std::remove(beside.c_str());
      return error;
    }
  }
  if (std::rename(beside.c_str(), path.c_str()) != 0) return cannot("write", path);
  return {};
}

}  // namespace truce
