// SPDX-License-Identifier: Apache-2.0
// What every command needs: the store, the clock, the picture, and a way to say what went wrong.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/options.h"
#include "pipeline/pipeline.h"
#include "plug/plug.h"

namespace truce::cli {

/// The machine's clock; read at the edge and passed inward.
Instant now();

/// Prints the error as `truce: …` with its help on stderr and gives exit code 1.
int fail(const Error& error);

/// Prints a page, or the error.
int print(const Result<std::string>& page);

/// The picture that the options ask for.
Result<std::shared_ptr<const Picture>> picture(const Options& options);
/// The same for another moment.
Result<std::shared_ptr<const Picture>> picture_at(const Store& store, const Options& options,
                                                  std::optional<Instant> as_known);

/// Reads and parses an agreement; its diagnostics go to stderr. `file` may name GeoJSON areas
/// beside it, which are attached.
Result<AgreementText> read_agreement(const std::string& file);

/// The documents of one file, opened. A PDF is laid out by pdftotext, a program of its own: what a
/// hostile file does to it ends with it.
Result<intake::Taken> documents_of(const std::string& file, const intake::Defaults& defaults);

/// The program that is to read in truce's place, where the options name one.
Result<std::optional<plug::Extractor>> extractor_of(const Options& options);

/// Documents of the files, each with its place in the batch.
struct Gathered {
  std::vector<pipeline::Arrival> arrivals;
  std::vector<Rejection> rejections;
};
Result<void> gather_documents(const std::vector<std::string>& files, const Options& options,
                              Gathered& into);
/// The same, read by another program. A document for which it has no usable answer is rejected, so
/// that it can be added again; one that the store holds is not read twice.
Result<void> gather_readings(const Store& store, plug::Extractor& extractor, Gathered& into);
Result<void> gather_series(const std::string& mapping_file, Gathered& into);
Result<void> gather_entries(const std::string& file, Gathered& into);

/// Tells on stderr what was rejected and on stdout what went in.
void tell(const pipeline::Outcome& outcome, const std::vector<Rejection>& rejections);

/// A progress line on stderr, when it is a terminal.
std::function<void(std::size_t, std::size_t)> progress(const char* what);

}  // namespace truce::cli
