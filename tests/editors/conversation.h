// SPDX-License-Identifier: Apache-2.0
// A talk with the built program over pipes, as an editor has it.
#pragma once

#include <sys/types.h>

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace truce::editors {

class Conversation {
 public:
  /// Starts `truce language-server ARGUMENTS…`.
  explicit Conversation(const std::vector<std::string>& arguments = {});
  ~Conversation();
  Conversation(const Conversation&) = delete;
  Conversation& operator=(const Conversation&) = delete;

  /// The bytes as they are. False when the server has closed its end.
  bool write(std::string_view bytes);
  /// A message with its header.
  bool send(const nlohmann::json& message);
  /// The next message; nothing when the server says no more.
  std::optional<nlohmann::json> receive();
  /// Closes the pipe to the server and waits for its exit code; 128 for a crash.
  int close();

 private:
  pid_t child_ = -1;
  int to_ = -1;
  int from_ = -1;
  std::string bytes_;
};

}  // namespace truce::editors
