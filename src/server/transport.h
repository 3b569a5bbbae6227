// SPDX-License-Identifier: Apache-2.0
// A connection as the sessions see it. Sockets are one; TLS would be another.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

namespace truce::server {

/// Everything is called, and calls back, on the one network thread.
class Transport {
 public:
  virtual ~Transport() = default;

  /// Gives what arrived, at least a byte; nothing when the other side ended, or time ran out.
  virtual void read(std::function<void(std::string_view)> done) = 0;
  virtual void write(std::string bytes, std::function<void(bool written)> done) = 0;

  /// When `time` is over and no new one was set, what is waited for fails.
  virtual void set_deadline(std::chrono::milliseconds time) = 0;
  virtual void clear_deadline() = 0;
  virtual bool expired() const = 0;

  /// Ends the connection once the other side has had a moment to read what was written. Closing at
  /// once, while it still sends, would take the answer from it.
  virtual void finish() = 0;
  virtual void close() = 0;
};

}  // namespace truce::server
