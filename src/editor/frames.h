// SPDX-License-Identifier: Apache-2.0
// A stream of bytes → messages, each behind a header with its Content-Length.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace truce::editor {

/// Takes the bytes as they come. Memory is bounded by the longest message that is let in.
class Frames {
 public:
  /// Longer messages are skipped, not kept.
  static constexpr std::size_t kMessageMax = 64U << 20U;

  struct Frame {
    std::string message;  // one whole message, or empty with a problem
    std::string problem;  // why there is none
  };

  void feed(std::string_view bytes);
  /// The next message, or problem; nothing when more bytes are needed.
  std::optional<Frame> next();
  /// A header that cannot be read leaves no way to find the next message: the stream is over.
  bool lost() const { return lost_; }
  /// Whether a message has begun that has not ended.
  bool inside() const { return skip_ > 0 || at_ < bytes_.size(); }

 private:
  std::optional<Frame> read_header();
  Frame lose(std::string problem);

  std::string bytes_;
  std::size_t at_ = 0;                   // what lies before is taken
  std::optional<std::size_t> expected_;  // bytes of the message whose header is read
  std::size_t skip_ = 0;                 // bytes still to come of a message that is too long
  bool lost_ = false;
};

/// The message with its header.
std::string framed(std::string_view message);

}  // namespace truce::editor
