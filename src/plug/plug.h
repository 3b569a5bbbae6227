// SPDX-License-Identifier: Apache-2.0
// Other programs that truce asks for an answer: an extractor that reads a document in truce's
// place, and tools that lay out a file's text.
//
// child.cpp runs a program, without a shell and within limits; answer.cpp believes nothing of what
// an extractor says that the text does not bear out, and needs no program to be tested.
#pragma once

#include <chrono>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/document.h"
#include "record/statement.h"
#include "record/vocabulary.h"

namespace truce::plug {

/// What a program may take. A memory of 0 is no bound.
struct Limits {
  std::chrono::milliseconds deadline{60'000};
  std::size_t answer_bytes_max = 32U << 20U;
  std::size_t memory_bytes_max = 0;
};

/// The words of a command as written on a command line: blanks part them, quotes hold them
/// together, a backslash takes the next character as it is. Nothing else means anything.
Result<std::vector<std::string>> words_of_command(std::string_view command);

/// Runs a program once: all of `input` on its standard input, all of its standard output back.
/// Refused when it cannot be started, fails, is too slow or says too much.
Result<std::string> run(std::span<const std::string> words, std::string_view input,
                        const Limits& limits);

/// What an extractor makes of one document, as far as it can be believed.
struct Answer {
  std::string reader;  // "name version"
  Reading reading;
  std::vector<Rejection> rejections;  // statements that the text does not bear out
};

/// The line that asks an extractor for a document, with its end.
std::string question(const Document& document);

/// Checks an extractor's line against the document's text. An answer of another shape is an error;
/// a statement that does not fit the text is a rejection, and those that fit are kept. Names that
/// the vocabulary knows get their actor.
Result<Answer> answer_in(std::string_view line, const Document& document,
                         const Vocabulary& vocabulary);

/// A program that is started once and asked again and again, a line for a line. One that has failed
/// is started anew for the next question.
class Extractor {
 public:
  Extractor(std::vector<std::string> words, Limits limits);
  ~Extractor();
  Extractor(Extractor&&) noexcept;
  Extractor& operator=(Extractor&&) noexcept;

  /// What the program makes of the document. When it gives no usable answer, the one rejection says
  /// why, and there is no reading.
  Answer read(const Document& document, const Vocabulary& vocabulary);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace truce::plug
