// SPDX-License-Identifier: Apache-2.0
#include "extract/tables.h"

// The assembler copies the files in; the build passes their paths and makes this file depend on
// them.
#define TRUCE_EMBED(name, path)                                                         \
  __asm__(".pushsection .rodata\n.balign 8\n.globl truce_" #name "_begin\ntruce_" #name \
          "_begin:\n.incbin \"" path "\"\n.globl truce_" #name "_end\ntruce_" #name     \
          "_end:\n.byte 0\n.popsection\n");                                             \
  extern "C" {                                                                          \
  extern const char truce_##name##_begin[];                                             \
  extern const char truce_##name##_end[];                                               \
  }

TRUCE_EMBED(countries, TRUCE_COUNTRIES_FILE)
TRUCE_EMBED(bodies, TRUCE_BODIES_FILE)
TRUCE_EMBED(actors, TRUCE_ACTORS_FILE)
TRUCE_EMBED(not_places, TRUCE_NOT_PLACES_FILE)
TRUCE_EMBED(gazetteer, TRUCE_GAZETTEER_FILE)

namespace truce::extract {
namespace {

std::string_view between(const char* begin, const char* end) {
  return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

std::string_view countries_table() { return between(truce_countries_begin, truce_countries_end); }
std::string_view bodies_table() { return between(truce_bodies_begin, truce_bodies_end); }
std::string_view actors_table() { return between(truce_actors_begin, truce_actors_end); }
std::string_view not_places_table() {
  return between(truce_not_places_begin, truce_not_places_end);
}
std::string_view gazetteer_block() { return between(truce_gazetteer_begin, truce_gazetteer_end); }

}  // namespace truce::extract
