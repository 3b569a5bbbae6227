// SPDX-License-Identifier: Apache-2.0
// truce train PART …: fits the weights of a part of the reader again, from texts that people
// marked.
#include <fmt/format.h>

#include <cassert>

#include "base/file.h"
#include "base/gzip.h"
#include "cli/desk.h"
#include "parse/parse.h"

namespace truce::cli {
namespace {

constexpr std::size_t kFileMax = 1U << 30U;

/// The sentences of all treebanks, in the order of the files.
Result<std::vector<parse::GoldSentence>> sentences_of(const std::vector<std::string>& files) {
  std::vector<parse::GoldSentence> sentences;
  for (const std::string& file : files) {
    std::string text = TRY(read_file(file, kFileMax));
    if (is_gzip(text)) {
      auto unpacked = unzipped(text, kFileMax);
      if (!unpacked)
        return invalid(fmt::format("cannot read '{}': {}", file, unpacked.error().message));
      text = *std::move(unpacked);
    }
    for (parse::GoldSentence& sentence : TRY(parse::conllu_sentences(text, file)))
      sentences.push_back(std::move(sentence));
  }
  return sentences;
}

Result<std::string> fit_syntax(const Options& options) {
  const std::vector<parse::GoldSentence> sentences = TRY(sentences_of(options.files));
  parse::Training training;
  training.tell = [](std::string_view step) { fmt::print(stderr, "{}\n", step); };
  std::string weights = parse::fitted(sentences, training);
  TRY(write_file(options.out, weights));
  return fmt::format("{}: {} bytes from {} sentences\n", options.out, weights.size(),
                     sentences.size());
}

}  // namespace

int train(const Options& options) {
  assert(options.part == "syntax");
  return print(fit_syntax(options));
}

}  // namespace truce::cli
