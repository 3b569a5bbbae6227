// SPDX-License-Identifier: Apache-2.0
#include "plug/child.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <thread>
#include <utility>
#include <vector>

#include "base/utf8.h"

extern char** environ;

namespace truce::plug {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kComplaintMax = 2000;

void close_file(int& file) {
  if (file >= 0) ::close(file);
  file = -1;
}

/// Both ends of a pipe, closed in every program that is started later.
struct Pipe {
  int read = -1;
  int write = -1;
  ~Pipe() {
    close_file(read);
    close_file(write);
  }
  bool open() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return false;
    read = ends[0];
    write = ends[1];
    return true;
  }
};

/// While it lives, a write to a program that has gone fails instead of ending this one.
class NoPipeSignal {
 public:
  NoPipeSignal() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~NoPipeSignal() {
    const timespec at_once{};
    while (sigtimedwait(&pipe_, nullptr, &at_once) > 0) continue;
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  NoPipeSignal(const NoPipeSignal&) = delete;
  NoPipeSignal& operator=(const NoPipeSignal&) = delete;

 private:
  sigset_t pipe_{};
  sigset_t before_{};
};

/// Starts the program with the pipes in place of its standard files, in a process group of its own,
/// so that it can be ended with all that it started.
int spawn(std::span<const std::string> words, const Pipe& in, const Pipe& out, const Pipe& errors,
          pid_t& pid) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.read, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.write, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, errors.write, STDERR_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  posix_spawnattr_setpgroup(&attributes, 0);
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const int failed =
      ::posix_spawnp(&pid, arguments[0], &actions, &attributes, arguments.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return failed;
}

void set_no_waiting(int file) { ::fcntl(file, F_SETFL, ::fcntl(file, F_GETFL) | O_NONBLOCK); }

/// The last line of what a program complained about, fit to stand in a message.
std::string last_line(std::string_view complaint) {
  while (complaint.ends_with('\n') || complaint.ends_with('\r')) complaint.remove_suffix(1);
  if (const std::size_t at = complaint.rfind('\n'); at != std::string_view::npos)
    complaint.remove_prefix(at + 1);
  std::string line = repaired_utf8(complaint.substr(0, 300));
  for (char& letter : line)
    if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F) letter = ' ';
  return line;
}

}  // namespace

Result<Child> Child::start(std::span<const std::string> words, const Limits& limits) {
  if (words.empty() || words.front().empty())
    return invalid("no program is named", "name one, with its arguments behind it");
  Child child(words.front(), limits);
  Pipe in;
  Pipe out;
  Pipe errors;
  if (!in.open() || !out.open() || !errors.open())
    return unavailable(fmt::format("cannot start '{}': {}", child.name_, std::strerror(errno)));
  if (const int failed = spawn(words, in, out, errors, child.pid_); failed != 0) {
    child.pid_ = -1;
    return not_found(fmt::format("cannot start '{}': {}", child.name_, std::strerror(failed)),
                     "give the program's path, or put it where $PATH looks");
  }
  if (limits.memory_bytes_max > 0) {
    const rlimit bound{limits.memory_bytes_max, limits.memory_bytes_max};
    ::prlimit(child.pid_, RLIMIT_AS, &bound, nullptr);
  }
  child.input_ = std::exchange(in.write, -1);
  child.output_ = std::exchange(out.read, -1);
  child.complaints_ = std::exchange(errors.read, -1);
  for (const int file : {child.input_, child.output_, child.complaints_}) set_no_waiting(file);
  return child;
}

Child::Child(Child&& other) noexcept
    : name_(std::move(other.name_)),
      limits_(other.limits_),
      pid_(std::exchange(other.pid_, -1)),
      input_(std::exchange(other.input_, -1)),
      output_(std::exchange(other.output_, -1)),
      complaints_(std::exchange(other.complaints_, -1)),
      status_(other.status_),
      said_(std::move(other.said_)),
      complained_(std::move(other.complained_)) {}

Child::~Child() {
  close_input();
  close_file(output_);
  close_file(complaints_);
  // A program that reads to the end of its input ends by itself; one that does not is made to.
  constexpr int tries = 100;
  for (int at = 0; pid_ > 0 && at < tries; ++at) {
    if (::waitpid(pid_, &status_, WNOHANG) == pid_) {
      pid_ = -1;
      return;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(at < 20 ? 1 : 10));
  }
  kill_all();
}

void Child::kill_all() {
  if (pid_ <= 0) return;
  ::kill(-pid_, SIGKILL);
  ::kill(pid_, SIGKILL);
  while (::waitpid(pid_, &status_, 0) < 0 && errno == EINTR) continue;
  pid_ = -1;
}

void Child::close_input() { close_file(input_); }

/// Whether the program still takes input.
bool Child::write_some(std::string_view& input) {
  const NoPipeSignal quiet;
  const ssize_t wrote =
      ::write(input_, input.data(), std::min<std::size_t>(input.size(), 1U << 16U));
  if (wrote > 0) input.remove_prefix(static_cast<std::size_t>(wrote));
  return wrote >= 0 || errno == EAGAIN || errno == EINTR;
}

/// Reads what is there, and keeps at most `bytes_max` of it; closes the file at its end.
bool Child::read_some(int& file, std::string& into, std::size_t bytes_max) {
  std::array<char, 1U << 16U> chunk;
  const ssize_t got = ::read(file, chunk.data(), chunk.size());
  if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) close_file(file);
  if (got <= 0) return false;
  const std::size_t room = bytes_max - std::min(bytes_max, into.size());
  into.append(chunk.data(), std::min(static_cast<std::size_t>(got), room));
  return true;
}

Error Child::too_slow() const {
  return unavailable(
      fmt::format("'{}' gave no answer within {} ms", name_, limits_.deadline.count()),
      "it must answer each line with a line and flush it; or give it more time");
}

/// Why the program ended, or went silent for good, before it had answered.
Error Child::ended_early() {
  (void)wait_for_end(Clock::now() + std::chrono::seconds(1));
  while (complaints_ >= 0 && read_some(complaints_, complained_, kComplaintMax)) continue;
  const std::string complaint = last_line(complained_);
  const std::string why = pid_ > 0 ? "closed its output"
                          : WIFSIGNALED(status_)
                              ? fmt::format("was ended by signal {}", WTERMSIG(status_))
                          : WEXITSTATUS(status_) == 127 && complaint.empty()
                              ? "could not be run"
                              : fmt::format("ended with exit code {}", WEXITSTATUS(status_));
  return unavailable(fmt::format("'{}' {} before it had answered{}{}", name_, why,
                                 complaint.empty() ? "" : ": ", complaint),
                     "run it by hand to see what is wrong");
}

Result<void> Child::exchange(std::string_view input, Until until) {
  const auto deadline = Clock::now() + limits_.deadline;
  std::size_t looked = 0;
  while (true) {
    if (until == Until::line && said_.find('\n', looked) != std::string::npos) return {};
    looked = said_.size();
    if (said_.size() > limits_.answer_bytes_max)
      return unavailable(
          fmt::format("'{}' answers with more than {} bytes", name_, limits_.answer_bytes_max),
          "an answer is one line about one document");
    if (output_ < 0 && (until == Until::line || complaints_ < 0)) break;
    if (input.empty() && until == Until::end) close_input();

    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return too_slow();
    std::array<pollfd, 3> files{{{input.empty() ? -1 : input_, POLLOUT, 0},
                                 {output_, POLLIN, 0},
                                 {complaints_, POLLIN, 0}}};
    if (::poll(files.data(), files.size(), static_cast<int>(std::min<long long>(left, 60'000))) <
            0 &&
        errno != EINTR)
      return unavailable(fmt::format("cannot talk to '{}': {}", name_, std::strerror(errno)));
    // A program that takes no more input may have answered all the same.
    if (files[0].revents != 0 && !write_some(input)) input = {};
    if (files[1].revents != 0) read_some(output_, said_, limits_.answer_bytes_max + 1);
    if (files[2].revents != 0) read_some(complaints_, complained_, kComplaintMax);
  }
  return {};
}

Result<void> Child::wait_for_end(Clock::time_point deadline) {
  while (pid_ > 0) {
    const pid_t ended = ::waitpid(pid_, &status_, WNOHANG);
    if (ended == pid_ || (ended < 0 && errno != EINTR)) pid_ = -1;
    if (pid_ > 0 && Clock::now() > deadline) return too_slow();
    if (pid_ > 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return {};
}

Result<std::string> Child::ask(std::string_view line) {
  while (output_ >= 0 && read_some(output_, said_, limits_.answer_bytes_max)) continue;
  const auto unasked = [this]() -> Error {
    return unavailable(fmt::format("'{}' says more than was asked", name_),
                       "it must answer each line with one line, and print nothing else");
  };
  if (!said_.empty()) return unasked();
  const auto done = exchange(line, Until::line);
  if (!done) {
    kill_all();
    return done.error();
  }
  const std::size_t end = said_.find('\n');
  if (end == std::string::npos) return ended_early();
  if (end + 1 < said_.size()) return unasked();
  std::string answer = std::exchange(said_, {});
  answer.pop_back();
  return answer;
}

Result<std::string> Child::finish(std::string_view input) {
  const auto deadline = Clock::now() + limits_.deadline;
  auto done = exchange(input, Until::end);
  if (done) done = wait_for_end(deadline);
  if (!done) {
    kill_all();
    return done.error();
  }
  if (!WIFEXITED(status_) || WEXITSTATUS(status_) != 0) return ended_early();
  return std::move(said_);
}

Result<std::string> run(std::span<const std::string> words, std::string_view input,
                        const Limits& limits) {
  Child child = TRY(Child::start(words, limits));
  return child.finish(input);
}

Result<std::vector<std::string>> words_of_command(std::string_view command) {
  std::vector<std::string> words;
  bool inside = false;  // a word, which may be empty: ''
  char quote = '\0';
  for (std::size_t at = 0; at < command.size(); ++at) {
    const char letter = command[at];
    const bool blank = letter == ' ' || letter == '\t' || letter == '\n';
    if (quote == '\0' && blank) {
      inside = false;
      continue;
    }
    if (!inside) words.emplace_back();
    inside = true;
    if (letter == quote)
      quote = '\0';
    else if (quote == '\0' && (letter == '\'' || letter == '"'))
      quote = letter;
    else if (letter == '\\' && quote != '\'' && at + 1 < command.size())
      words.back() += command[++at];
    else
      words.back() += letter;
  }
  if (quote != '\0')
    return invalid(fmt::format("a quote of '{}' is never closed", command),
                   "close it, or put a backslash before it");
  if (words.empty() || words.front().empty())
    return invalid("no program is named", "name one, with its arguments behind it");
  return words;
}

}  // namespace truce::plug
