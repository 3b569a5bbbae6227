// SPDX-License-Identifier: Apache-2.0
// Runs the built program and gives what it printed.
#pragma once

#include <string>
#include <vector>

namespace truce::scenarios {

struct Ran {
  int code = -1;
  std::string out;
  std::string err;
};

/// Runs `truce ARGUMENTS…` in `folder`; no shell is between.
Ran run_truce(const std::vector<std::string>& arguments,
              const std::string& folder = TRUCE_SOURCE_DIR);

/// A folder of its own under the machine's temporary one; emptied first, removed when the object
/// goes.
class Scratch {
 public:
  explicit Scratch(const std::string& name);
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  std::string operator/(const std::string& file) const { return path_ + "/" + file; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace truce::scenarios
