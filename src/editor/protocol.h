// SPDX-License-Identifier: Apache-2.0
// The Language Server Protocol (version 3.17, as far as docs/man/truce-language-server.1.scd says),
// from one message to the messages that answer it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "editor/open_text.h"

namespace truce::editor {

/// Whatever arrives, the answer is a message or silence, as the protocol asks; never the end of the
/// program.
class Protocol {
 public:
  /// `state_of` may be empty: there is no account then.
  explicit Protocol(StateOf state_of);
  ~Protocol();
  Protocol(const Protocol&) = delete;
  Protocol& operator=(const Protocol&) = delete;

  std::vector<std::string> answer(std::string_view message);
  /// What to say of bytes that were no message.
  std::string complaint(std::string_view problem) const;
  /// Whether the editor has told the server to end, and whether it announced that before.
  bool ended() const;
  bool ended_well() const;

 private:
  class Session;
  std::unique_ptr<Session> session_;
};

}  // namespace truce::editor
