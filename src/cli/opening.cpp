// SPDX-License-Identifier: Apache-2.0
// Files → documents, and documents → readings by another program: what a command opens and starts.
#include <fmt/format.h>

#include <array>

#include "base/file.h"
#include "cli/desk.h"

namespace truce::cli {
namespace {

constexpr std::size_t kFileBytesMax = std::size_t{1} << 30U;
constexpr std::size_t kPdfBytesMax = 64U << 20U;
/// pdftotext needs a second for a thousand pages; what needs a minute is not a report.
const plug::Limits kLayOut{.deadline = std::chrono::seconds(60),
                           .answer_bytes_max = 128U << 20U,
                           .memory_bytes_max = std::size_t{2} << 30U};

bool is_pdf(std::string_view file) {
  constexpr std::array<std::string_view, 2> endings = {".pdf", ".PDF"};
  return file.ends_with(endings[0]) || file.ends_with(endings[1]);
}

/// The table of its words in reading order. The file goes in by standard input, so that no name is
/// taken for an option.
Result<std::string> words_of_pdf(const std::string& pdf) {
  if (pdf.substr(0, 1024).find("%PDF-") == std::string::npos)
    return invalid("the PDF cannot be read: this is no PDF",
                   "give the file the ending of what it holds");
  const std::array<std::string, 7> words = {"pdftotext", "-q", "-enc", "UTF-8", "-tsv", "-", "-"};
  auto table = plug::run(words, pdf, kLayOut);
  if (table) return table;
  if (table.error().kind == Error::Kind::not_found)
    return unavailable("PDF is read by pdftotext, which is not here",
                       "install poppler-utils, or give the text as .txt");
  return invalid(fmt::format("the PDF cannot be read: {}", table.error().message),
                 "it may be damaged or locked; save its text as .txt");
}

}  // namespace

Result<intake::Taken> documents_of(const std::string& file, const intake::Defaults& defaults) {
  if (!is_pdf(file))
    return intake::documents_in(file, TRY(read_file(file, kFileBytesMax)), defaults);
  const std::string pdf = TRY(read_file(file, kPdfBytesMax));
  const auto words = words_of_pdf(pdf);
  if (words) return intake::pages_in(file, pdf, *words, defaults);
  intake::Taken refused;
  refused.rejections.push_back({file, 0, words.error().message, words.error().help});
  return refused;
}

Result<std::optional<plug::Extractor>> extractor_of(const Options& options) {
  if (options.extractor.empty()) return std::optional<plug::Extractor>();
  plug::Limits limits;
  limits.deadline = std::chrono::seconds(options.extractor_seconds);
  return std::optional<plug::Extractor>(
      plug::Extractor(TRY(plug::words_of_command(options.extractor)), limits));
}

Result<void> gather_readings(const Store& store, plug::Extractor& extractor, Gathered& into) {
  const Vocabulary vocabulary = TRY(pipeline::vocabulary_of(store));
  std::vector<pipeline::Arrival> read;
  for (pipeline::Arrival& arrival : into.arrivals) {
    auto* document = std::get_if<Document>(&arrival.what);
    if (document == nullptr || TRY(store.document_with_key(document->key))) {
      read.push_back(std::move(arrival));
      continue;
    }
    plug::Answer answer = extractor.read(*document, vocabulary);
    std::move(answer.rejections.begin(), answer.rejections.end(),
              std::back_inserter(into.rejections));
    if (answer.reader.empty()) continue;
    // A document that comes with its statements, as a row of a series does.
    intake::SeriesRow told;
    told.known = arrival.known_at;
    told.document = std::move(*document);
    told.statements = std::move(answer.reading.statements);
    read.push_back({arrival.known_at, std::move(told)});
  }
  into.arrivals = std::move(read);
  return {};
}

}  // namespace truce::cli
