// SPDX-License-Identifier: Apache-2.0
// A running program with pipes to it.
#pragma once

#include <sys/types.h>

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "plug/plug.h"

namespace truce::plug {

class Child {
 public:
  static Result<Child> start(std::span<const std::string> words, const Limits& limits);
  Child(Child&& other) noexcept;
  Child& operator=(Child&&) = delete;
  ~Child();  // ends the program, gently where it goes by itself

  /// Writes `line` and gives the next line of output, without its end. After an error the program
  /// is of no more use.
  Result<std::string> ask(std::string_view line);
  /// Writes `input`, closes the program's input and gives all that it says until it ends well.
  Result<std::string> finish(std::string_view input);

 private:
  explicit Child(std::string name, const Limits& limits)
      : name_(std::move(name)), limits_(limits) {}
  enum class Until { line, end };
  Result<void> exchange(std::string_view input, Until until);
  Result<void> wait_for_end(std::chrono::steady_clock::time_point deadline);
  bool write_some(std::string_view& input);
  bool read_some(int& file, std::string& into, std::size_t bytes_max);
  Error ended_early();
  Error too_slow() const;
  void kill_all();
  void close_input();

  std::string name_;
  Limits limits_;
  pid_t pid_ = -1;
  int input_ = -1;
  int output_ = -1;
  int complaints_ = -1;
  int status_ = 0;
  std::string said_;        // output that was not asked for yet
  std::string complained_;  // the head of what it wrote to standard error
};

}  // namespace truce::plug
