// SPDX-License-Identifier: Apache-2.0
#include "editor/frames.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace truce::editor {
namespace {

constexpr std::size_t kHeaderMax = 4096;
constexpr std::string_view kHeaderEnd = "\r\n\r\n";

bool same_letters(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](char a, char b) {
    const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return small(a) == small(b);
  });
}

/// The value of Content-Length among the lines of a header; nothing when it is not there or no
/// number.
std::optional<std::size_t> content_length(std::string_view header) {
  constexpr std::string_view kName = "Content-Length";
  while (!header.empty()) {
    const std::size_t end = std::min(header.find("\r\n"), header.size());
    std::string_view line = header.substr(0, end);
    header.remove_prefix(std::min(end + 2, header.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !same_letters(line.substr(0, colon), kName)) continue;
    line.remove_prefix(colon + 1);
    while (line.starts_with(' ')) line.remove_prefix(1);
    while (line.ends_with(' ')) line.remove_suffix(1);
    std::size_t length = 0;
    const auto [rest, failed] = std::from_chars(line.data(), line.data() + line.size(), length);
    if (failed != std::errc() || rest != line.data() + line.size()) return std::nullopt;
    return length;
  }
  return std::nullopt;
}

}  // namespace

void Frames::feed(std::string_view bytes) {
  if (lost_) return;
  const std::size_t skipped = std::min(skip_, bytes.size());
  skip_ -= skipped;
  bytes.remove_prefix(skipped);
  bytes_.erase(0, at_);
  at_ = 0;
  bytes_ += bytes;
}

Frames::Frame Frames::lose(std::string problem) {
  lost_ = true;
  bytes_.clear();
  at_ = 0;
  return {"", std::move(problem)};
}

/// Sets expected_, or says why it cannot.
std::optional<Frames::Frame> Frames::read_header() {
  const std::string_view rest = std::string_view(bytes_).substr(at_);
  const std::size_t end = rest.substr(0, kHeaderMax).find(kHeaderEnd);
  if (end == std::string_view::npos) {
    if (rest.size() < kHeaderMax) return std::nullopt;
    return lose(fmt::format("a message's header does not end within {} bytes", kHeaderMax));
  }
  const auto length = content_length(rest.substr(0, end));
  if (!length) return lose("a message's header does not say its Content-Length");
  at_ += end + kHeaderEnd.size();
  if (*length <= kMessageMax) {
    expected_ = length;
    return std::nullopt;
  }
  const std::size_t here = std::min(*length, bytes_.size() - at_);
  at_ += here;
  skip_ = *length - here;
  return Frame{"", fmt::format("a message of {} bytes is longer than the {} that are read", *length,
                               kMessageMax)};
}

std::optional<Frames::Frame> Frames::next() {
  if (lost_ || skip_ > 0) return std::nullopt;
  if (!expected_) {
    if (auto problem = read_header()) return problem;
    if (!expected_) return std::nullopt;
  }
  if (bytes_.size() - at_ < *expected_) return std::nullopt;
  Frame frame{bytes_.substr(at_, *expected_), ""};
  at_ += *expected_;
  expected_.reset();
  return frame;
}

std::string framed(std::string_view message) {
  return fmt::format("Content-Length: {}\r\n\r\n{}", message.size(), message);
}

}  // namespace truce::editor
