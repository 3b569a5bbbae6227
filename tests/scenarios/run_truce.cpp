// SPDX-License-Identifier: Apache-2.0
#include "run_truce.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "base/file.h"

namespace truce::scenarios {
namespace {

void become(const std::vector<std::string>& arguments, const std::string& folder,
            const std::string& out, const std::string& err) {
  std::vector<char*> argv = {const_cast<char*>(TRUCE_PROGRAM)};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  const int out_file = ::open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const int err_file = ::open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (::chdir(folder.c_str()) != 0 || ::dup2(out_file, 1) < 0 || ::dup2(err_file, 2) < 0)
    ::_exit(126);
  ::execv(TRUCE_PROGRAM, argv.data());
  ::_exit(127);
}

}  // namespace

Ran run_truce(const std::vector<std::string>& arguments, const std::string& folder) {
  const Scratch scratch("run");
  const pid_t child = ::fork();
  if (child == 0) become(arguments, folder, scratch / "out", scratch / "err");
  int status = 0;
  ::waitpid(child, &status, 0);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128, read_file(scratch / "out").value_or(""),
          read_file(scratch / "err").value_or("")};
}

Scratch::Scratch(const std::string& name)
    : path_((std::filesystem::temp_directory_path() / fmt::format("truce-{}-{}", name, ::getpid()))
                .string()) {
  std::filesystem::remove_all(path_);
  std::filesystem::create_directories(path_);
}

Scratch::~Scratch() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace truce::scenarios
