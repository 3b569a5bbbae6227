// SPDX-License-Identifier: Apache-2.0
#include "conversation.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <nlohmann/json.hpp>

namespace truce::editors {

Conversation::Conversation(const std::vector<std::string>& arguments) {
  std::signal(SIGPIPE, SIG_IGN);
  std::array<int, 2> to{}, from{};
  if (::pipe(to.data()) != 0 || ::pipe(from.data()) != 0) return;
  child_ = ::fork();
  if (child_ == 0) {
    std::vector<char*> argv = {const_cast<char*>("truce"), const_cast<char*>("language-server")};
    for (const std::string& argument : arguments)
      argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    ::dup2(to[0], 0);
    ::dup2(from[1], 1);
    for (const int end : {to[0], to[1], from[0], from[1]}) ::close(end);
    ::execv(TRUCE_PROGRAM, argv.data());
    ::_exit(127);
  }
  ::close(to[0]);
  ::close(from[1]);
  to_ = to[1];
  from_ = from[0];
}

Conversation::~Conversation() {
  if (child_ > 0) (void)close();
}

bool Conversation::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(to_, bytes.data(), bytes.size());
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool Conversation::send(const nlohmann::json& message) {
  const std::string body = message.dump();
  return write("Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
}

std::optional<nlohmann::json> Conversation::receive() {
  constexpr std::string_view kLength = "Content-Length: ";
  while (true) {
    const std::size_t header = bytes_.find("\r\n\r\n");
    if (header != std::string::npos && bytes_.starts_with(kLength)) {
      const std::size_t length = std::strtoul(bytes_.c_str() + kLength.size(), nullptr, 10);
      if (bytes_.size() >= header + 4 + length) {
        auto message = nlohmann::json::parse(bytes_.substr(header + 4, length));
        bytes_.erase(0, header + 4 + length);
        return message;
      }
    }
    std::array<char, 65536> more{};
    const ssize_t count = ::read(from_, more.data(), more.size());
    if (count <= 0) return std::nullopt;
    bytes_.append(more.data(), static_cast<std::size_t>(count));
  }
}

int Conversation::close() {
  ::close(to_);
  while (receive()) continue;  // what nobody asked for
  ::close(from_);
  int status = 0;
  ::waitpid(child_, &status, 0);
  child_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

}  // namespace truce::editors
