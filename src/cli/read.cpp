// SPDX-License-Identifier: Apache-2.0
// truce read FILE…: what a text says, and who says it. No store, no agreement needed.
#include <fmt/format.h>

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
  auto extractor = extractor_of(options);
  if (!extractor) return fail(extractor.error());
  const Gazetteer gazetteer = Gazetteer::built_in();

  int code = 0;
  const intake::Defaults defaults{.publisher = options.publisher,
                                  .published = options.published,
                                  .published_precision = options.published_precision,
                                  .publisher_needed = false};
  for (const std::string& file : options.files) {
    auto taken = documents_of(file, defaults);
    if (!taken) {
      code = fail(taken.error());
      continue;
    }
    for (const Document& document : taken->documents) {
      Reading reading;
      if (!*extractor) {
        reading = extract::statements_in(document, *vocabulary, gazetteer);
      } else {
        plug::Answer answer = (*extractor)->read(document, *vocabulary);
        std::move(answer.rejections.begin(), answer.rejections.end(),
                  std::back_inserter(taken->rejections));
        if (answer.reader.empty()) continue;
        reading = std::move(answer.reading);
      }
      code |= print(report::reading(document, reading, options.format));
    }
    for (const Rejection& rejection : taken->rejections) {
      fmt::print(stderr, "{}:{}: rejected: {}\n", rejection.file, rejection.line, rejection.reason);
      if (!rejection.help.empty()) fmt::print(stderr, "help: {}\n", rejection.help);
      code = 1;
    }
  }
  return code;
}

}  // namespace truce::cli
