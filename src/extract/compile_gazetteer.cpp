// SPDX-License-Identifier: Apache-2.0
// Run by the build: compile_gazetteer OUT TABLE… joins the tables and writes them as one block.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "extract/gazetteer_block.h"

int main(int count, char** arguments) {
  std::string table;
  for (int i = 2; i < count; ++i) {
    std::ifstream file(arguments[i], std::ios::binary);
    if (!file) {
      std::fprintf(stderr, "compile_gazetteer: cannot read '%s'\n", arguments[i]);
      return 1;
    }
    table.append(std::istreambuf_iterator<char>(file), {});
  }
  const auto block = truce::extract::compiled_gazetteer(table);
  if (!block || count < 3) {
    const std::string reason = block ? "no table named" : block.error().message;
    std::fprintf(stderr, "compile_gazetteer: %s\n", reason.c_str());
    return 1;
  }
  std::ofstream(arguments[1], std::ios::binary) << *block;
  return 0;
}
