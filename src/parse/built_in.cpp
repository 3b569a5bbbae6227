// SPDX-License-Identifier: Apache-2.0
#include "parse/built_in.h"

// The assembler copies the file in; the build passes its path and makes this file depend on it.
__asm__(
    ".pushsection .rodata\n.balign 64\n.globl truce_syntax_begin\ntruce_syntax_begin:\n"
    ".incbin \"" TRUCE_SYNTAX_FILE
    "\"\n.globl truce_syntax_end\ntruce_syntax_end:\n.byte 0\n"
    ".popsection\n");
extern "C" {
extern const char truce_syntax_begin[];
extern const char truce_syntax_end[];
}

namespace truce::parse {

std::string_view built_in_weights() {
  return {truce_syntax_begin, static_cast<std::size_t>(truce_syntax_end - truce_syntax_begin)};
}

}  // namespace truce::parse
