// SPDX-License-Identifier: Apache-2.0
// The rules of the house that a compiler cannot hold: which folder may include which, where a heavy
// header may stand, which words are used, and that nothing lies about unfinished or unused.
//
// Each rule is a function from the tree to what breaks it. A problem says where, what, and what to
// do.
#pragma once

#include <string>
#include <vector>

#include "tree.h"

namespace truce::tidy {

using Problems = std::vector<std::string>;

/// Sources and scripts open with the licence line.
Problems licence_lines(const Tree& tree);
/// A module is named by its folder, and uses only modules that come before it in the flow.
Problems uses_of_modules(const Tree& tree);
/// Every #include "module/…" is covered by USES, and reaches only what the module shows.
Problems includes(const Tree& tree);
/// Headers that cost much to compile, or that belong to one room, stay there.
Problems heavy_headers(const Tree& tree);
/// The stages open no file, ask no clock and read no environment.
Problems purity(const Tree& tree);
/// No util, common, helpers or manager: a thing without a name is not yet understood.
Problems file_names(const Tree& tree);
/// A module's public header says what it is for before anything else.
Problems opening_words(const Tree& tree);
/// Every source is built, every header included, every file of the pages imported.
Problems dead_files(const Tree& tree);
/// No mark of unfinished work in what is shipped, no test switched off. `words` is words.txt.
Problems unfinished(const Tree& tree, std::string_view words);
/// Words with two meanings or a side stay out of names and of what the program says.
Problems banned_words(const Tree& tree, std::string_view words);
/// Each of the house's words has its line in docs/glossary.md.
Problems glossary(const Tree& tree, std::string_view words);
/// Each command has its manual page, and each manual page its command.
Problems manual_pages(const Tree& tree);
/// What documents point to in the repository is there.
Problems links(const Tree& tree, bool (*exists)(const std::string& path));

}  // namespace truce::tidy
