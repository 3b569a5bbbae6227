// SPDX-License-Identifier: Apache-2.0
// The repository's files as text: what the rules of the house are held against.
//
// read_tree() takes them from disk; the tests of the rules themselves make small trees by hand.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace truce::tidy {

/// Path from the repository's folder, with '/' → text.
using Tree = std::map<std::string, std::string>;

/// The files that people write: sources, scripts, build files and documents. What tools make
/// (build/, dist/, node_modules/) and the examples' documents are left out.
Tree read_tree(const std::string& folder);

/// One line of a file, numbered from 1.
struct Line {
  std::size_t number;
  std::string_view text;
};

/// The views point into `text`.
std::vector<Line> lines_of(std::string_view text);

/// "src/base/time.h" → "src/base"; "README.md" → "".
std::string folder_of(std::string_view path);
/// "src/base/time.h" → "time.h"
std::string name_of(std::string_view path);
/// "time_test.cpp" → "time_test", "state.svelte.ts" → "state"
std::string stem_of(std::string_view path);
/// "src/base/time.h" → "base"; empty when the path is not in a folder of src.
std::string module_of(std::string_view path);

/// The words in it: letters, digits and '_' in a row.
std::vector<std::string_view> words_in(std::string_view text);

}  // namespace truce::tidy
