// SPDX-License-Identifier: Apache-2.0
// Whatever arrives at the desk: texts, pages, JSON Lines, feeds, mail, laid-out PDF, tables,
// mappings and entries by hand.
//
// The first byte picks the reader. What is taken in must be sound: texts in UTF-8, spans inside
// them.
#include <cassert>
#include <cstdint>
#include <string_view>

#include "base/utf8.h"
#include "intake/intake.h"

namespace {

using namespace truce;

constexpr std::string_view kMapping =
    "Series: s\nCounter: c\nPublisher: p\nFile: f\nDate column: day\nKnown: day at 09:00\n"
    "Counting rule: r\nColumn a: killed, each day\n";

void check(const intake::Taken& taken) {
  for (const Document& document : taken.documents) {
    assert(is_utf8(document.text) && is_utf8(document.title) && is_utf8(document.publisher));
    assert(document.text.find('\0') == std::string::npos);
    assert(!document.publisher.empty() && document.key.size() == 64);
  }
  for (const Rejection& rejection : taken.rejections)
    assert(!rejection.reason.empty() && !rejection.help.empty());
}

void check(const intake::SeriesRow& row) {
  for (const Statement& statement : row.statements) {
    assert(statement.quote.span.end <= row.document.text.size());
    assert(statement.quote.span.in(row.document.text) == statement.quote.text);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* input, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(input) + 1, size - 1);
  const intake::Defaults defaults = {.publisher = "P"};
  switch (input[0] % 10) {
    case 0:
      check(intake::documents_in("a.txt", bytes, defaults));
      break;
    case 1:
      check(intake::documents_in("a.html", bytes, defaults));
      break;
    case 2:
      check(intake::documents_in("a.jsonl", bytes, defaults));
      break;
    case 3:
      if (const auto taken = intake::series_in("m.series", kMapping, "t.csv", bytes))
        for (const auto& row : taken->rows) check(row);
      break;
    case 4:
      (void)intake::csv_named_by("m.series", bytes).has_value();
      break;
    case 5:
      check(intake::documents_in("a.xml", bytes, defaults));
      break;
    case 6:
      check(intake::documents_in("a.eml", bytes, defaults));
      break;
    case 7:
      check(intake::documents_in("a.mbox", bytes, defaults));
      break;
    case 8:
      check(intake::pages_in("a.pdf", "%PDF", bytes, defaults));
      break;
    default:
      for (const auto& entry : intake::entries_in("d.entries", bytes).entries)
        if (const auto* row = std::get_if<intake::SeriesRow>(&entry.what)) check(*row);
  }
  return 0;
}
