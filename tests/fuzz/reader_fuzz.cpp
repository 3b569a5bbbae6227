// SPDX-License-Identifier: Apache-2.0
// Anything at all goes into the reader: it must come to an end, and every span it gives must lie in
// the text.
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>

#include "extract/extract.h"

using namespace truce;

namespace {

void check(const Statement& statement, const std::string& text, std::size_t statements) {
  const auto inside = [&](TextSpan span) {
    assert(span.begin <= span.end && span.end <= text.size());
  };
  inside(statement.quote.span);
  assert(statement.quote.text == statement.quote.span.in(text));
  for (const auto* mention : {&statement.speaker, &statement.of, &statement.by, &statement.to})
    if (*mention && (*mention)->span) inside(*(*mention)->span);
  if (statement.place && statement.place->span) inside(*statement.place->span);
  if (statement.cue) inside(statement.cue->span);
  if (!statement.figure) return;
  if (statement.figure->span) inside(*statement.figure->span);
  assert(!statement.figure->part_of || *statement.figure->part_of < statements);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const Gazetteer kWorld = Gazetteer::built_in();
  Document document;
  document.text.assign(reinterpret_cast<const char*>(bytes), size);
  document.published = Instant{std::chrono::hours(24 * 20000)};
  const Reading reading = extract::statements_in(document, Vocabulary{}, kWorld);
  for (const Statement& statement : reading.statements)
    check(statement, document.text, reading.statements.size());
  for (const Attribution& attribution : reading.attributions)
    for (const auto* pieces : {&attribution.source, &attribution.cue, &attribution.content})
      for (const TextSpan span : *pieces)
        assert(span.begin <= span.end && span.end <= document.text.size());
  return 0;
}
