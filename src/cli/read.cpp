// SPDX-License-Identifier: Apache-2.0
// truce read FILE…: what a text says, and who says it. No store, no agreement needed.
#include <fmt/format.h>

#include "base/file.h"
#include "cli/desk.h"

namespace truce::cli {
namespace {

Result<Vocabulary> vocabulary_of(const Options& options) {
  if (options.agreement.empty()) return Vocabulary{};
  const AgreementText text = TRY(read_agreement(options.agreement));
  return agreement::vocabulary(agreement::parse(text.text).agreement);
}

}  // namespace

int read(const Options& options) {
  const auto vocabulary = vocabulary_of(options);
  if (!vocabulary) return fail(vocabulary.error());
  const Gazetteer gazetteer = Gazetteer::built_in();

  int code = 0;
  const intake::Defaults defaults{.publisher = options.publisher,
                                  .published = options.published,
                                  .published_precision = options.published_precision,
                                  .publisher_needed = false};
  for (const std::string& file : options.files) {
    const auto bytes = read_file(file, 1U << 30U);
    if (!bytes) {
      code = fail(bytes.error());
      continue;
    }
    const intake::Taken taken = intake::documents_in(file, *bytes, defaults);
    for (const Document& document : taken.documents)
      code |= print(report::reading(
          document, extract::statements_in(document, *vocabulary, gazetteer), options.format));
    for (const Rejection& rejection : taken.rejections) {
      fmt::print(stderr, "{}:{}: rejected: {}\n", rejection.file, rejection.line, rejection.reason);
      if (!rejection.help.empty()) fmt::print(stderr, "help: {}\n", rejection.help);
      code = 1;
    }
  }
  return code;
}

}  // namespace truce::cli
