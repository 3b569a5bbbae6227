// SPDX-License-Identifier: Apache-2.0
#include "tree.h"

#include <cctype>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace truce::tidy {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// What people write. Images and tables are none of the house's prose or code.
bool written_by_hand(const fs::path& path) {
  static const std::set<std::string> endings = {".cpp",    ".h",   ".txt",  ".cmake", ".ts",
                                                ".svelte", ".mjs", ".css",  ".sh",    ".awk",
                                                ".md",     ".scd", ".html", ".truce"};
  return endings.contains(path.extension().string());
}

bool made_by_tools(const std::string& name) {
  return name == "build" || name == "dist" || name == "node_modules" || name == ".git";
}

void read_below(const fs::path& root, const std::string& folder, Tree& into) {
  std::error_code failed;
  fs::recursive_directory_iterator entry(root / folder, failed);
  for (; entry != fs::recursive_directory_iterator(); entry.increment(failed)) {
    const fs::path path = entry->path();
    if (entry->is_directory() && made_by_tools(path.filename().string())) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file() &&
               (written_by_hand(path) || folder == "tools" || folder == ".ci")) {
      into[fs::relative(path, root).generic_string()] = text_of(path);
    }
  }
}

bool is_word_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

}  // namespace

Tree read_tree(const std::string& folder) {
  const fs::path root(folder);
  Tree tree;
  for (const char* part :
       {"src", "tests", "web/src", "web/tests", "tools", ".ci", "cmake", "bench", "docs"})
    read_below(root, part, tree);
  for (const char* name :
       {"CMakeLists.txt", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "demo", "test"})
    if (fs::exists(root / name)) tree[name] = text_of(root / name);
  return tree;
}

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.push_back({lines.size() + 1, text.substr(0, end)});
    text = end == std::string_view::npos ? "" : text.substr(end + 1);
  }
  return lines;
}

std::string folder_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? "" : std::string(path.substr(0, slash));
}

std::string name_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

std::string stem_of(std::string_view path) {
  const std::string name = name_of(path);
  return name.substr(0, name.find('.', 1));
}

std::string module_of(std::string_view path) {
  if (!path.starts_with("src/")) return "";
  path.remove_prefix(4);
  const auto slash = path.find('/');
  return slash == std::string_view::npos ? "" : std::string(path.substr(0, slash));
}

std::vector<std::string_view> words_in(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_word_letter(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && is_word_letter(text[end])) ++end;
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

}  // namespace truce::tidy
