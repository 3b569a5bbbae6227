// SPDX-License-Identifier: Apache-2.0
// Bytes → requests, without any input or output of its own.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "server/server.h"

namespace truce::server {

class Reader {
 public:
  Reader(std::size_t header_bytes_max, std::size_t body_bytes_max);
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  void add(std::string_view bytes);

  enum class State { needs_more, ready, refused };
  /// Reads on in what was added. After `ready`, take() gives the request; after `refused` nothing
  /// more can be read, and refusal() is the answer.
  State advance();

  /// The request that is ready; nothing when its target is malformed or leads out of the tree.
  std::optional<Request> take();
  const Response& refusal() const;
  /// Whether the connection may carry another request after the one that was taken.
  bool keeps_alive() const;
  /// Whether nothing of a request has arrived yet.
  bool is_idle() const;
  /// True once for a request whose sender waits to be told to send its body.
  bool asks_to_continue();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// `text` with %XX replaced, and + by a blank in a query. Nothing where it is malformed, or would
/// hold a control character or bytes that are not UTF-8.
std::optional<std::string> percent_decoded(std::string_view text, bool query);

}  // namespace truce::server
