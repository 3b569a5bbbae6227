// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <optional>

#include "plug/child.h"
#include "plug/plug.h"

namespace truce::plug {

struct Extractor::Impl {
  std::vector<std::string> words;
  Limits limits;
  std::optional<Child> child;

  Result<std::string> ask(const std::string& line) {
    if (!child) {
      auto started = Child::start(words, limits);
      if (!started) return started.error();
      child.emplace(*std::move(started));
    }
    auto answer = child->ask(line);
    if (!answer) child.reset();
    return answer;
  }
};

Extractor::Extractor(std::vector<std::string> words, Limits limits)
    : impl_(std::make_unique<Impl>(Impl{std::move(words), limits, std::nullopt})) {}
Extractor::~Extractor() = default;
Extractor::Extractor(Extractor&&) noexcept = default;
Extractor& Extractor::operator=(Extractor&&) noexcept = default;

Answer Extractor::read(const Document& document, const Vocabulary& vocabulary) {
  const auto refused = [&](const Error& error) {
    Answer none;
    none.rejections.push_back({document.file, 0, error.message, error.help});
    return none;
  };
  const auto line = impl_->ask(question(document));
  if (!line) return refused(line.error());
  auto answer = answer_in(*line, document, vocabulary);
  if (answer) return *std::move(answer);
  // What it says next may be the rest of this answer, so it is asked anew from a fresh start.
  impl_->child.reset();
  return refused(answer.error());
}

}  // namespace truce::plug
