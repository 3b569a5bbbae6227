// SPDX-License-Identifier: Apache-2.0
// Any bytes at all are parsed; what parses without errors is laid out, and its layout holds still.
#include <cassert>
#include <cstdint>
#include <string_view>

#include "agreement/agreement.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const truce::agreement::Parsed parsed = truce::agreement::parse(text);
  for (const truce::Diagnostic& diagnostic : parsed.diagnostics) {
    assert(diagnostic.span.begin <= diagnostic.span.end && diagnostic.span.end <= size);
    assert(!diagnostic.message.empty() && !diagnostic.help.empty());
  }
  if (!parsed.diagnostics.empty()) {
    const std::string rendered = render(parsed.diagnostics.front(), "fuzz.truce", text);
    assert(!rendered.empty());
  }
  const auto formatted = truce::agreement::format(text);
  assert(static_cast<bool>(formatted) == parsed.ok());
  if (!formatted) return 0;
  assert(truce::agreement::parse(*formatted).ok());
  const auto again = truce::agreement::format(*formatted);
  assert(again && *again == *formatted);
  const std::string printed = truce::agreement::print(parsed.agreement);
  assert(truce::agreement::print(truce::agreement::parse(printed).agreement) == printed);
  return 0;
}
