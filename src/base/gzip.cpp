// SPDX-License-Identifier: Apache-2.0
#include "base/gzip.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>

namespace truce {
namespace {

constexpr int kGzipOnly = 16 + MAX_WBITS;
constexpr std::size_t kChunk = 1U << 16U;

/// zlib's state, given back whatever happens.
struct Inflater {
  z_stream stream{};
  bool ready = inflateInit2(&stream, kGzipOnly) == Z_OK;

  Inflater() = default;
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() {
    if (ready) inflateEnd(&stream);
  }
};

}  // namespace

bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1f\x8b"); }

Result<std::string> unzipped(std::string_view bytes, std::size_t bytes_max) {
  Inflater inflater;
  if (!inflater.ready) return unavailable("zlib could not be started");
  z_stream& stream = inflater.stream;
  std::string text;
  std::string chunk(kChunk, '\0');
  while (true) {
    if (stream.avail_in == 0) {
      if (bytes.empty()) return invalid("the gzip file ends too early");
      const std::size_t part = std::min(bytes.size(), std::size_t{1} << 30U);
      // zlib only reads here; its older headers do not say so.
      stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
      stream.avail_in = static_cast<uInt>(part);
      bytes.remove_prefix(part);
    }
    stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
    stream.avail_out = static_cast<uInt>(chunk.size());
    const int state = inflate(&stream, Z_NO_FLUSH);
    if (state != Z_OK && state != Z_STREAM_END) return invalid("the gzip file is damaged");
    text.append(chunk, 0, chunk.size() - stream.avail_out);
    if (text.size() > bytes_max)
      return invalid(fmt::format("the gzip file holds more than {} bytes", bytes_max));
    if (state != Z_STREAM_END) continue;
    if (stream.avail_in == 0 && bytes.empty()) return text;
    if (inflateReset(&stream) != Z_OK) return unavailable("zlib could not go on");
  }
}

}  // namespace truce
