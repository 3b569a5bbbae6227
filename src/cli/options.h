// SPDX-License-Identifier: Apache-2.0
// What was asked on the command line, settled before any file is opened.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "record/viewpoint.h"
#include "report/report.h"

namespace truce::cli {

struct Options {
  std::string store = "truce.store";
  std::vector<std::string> files;

  // what to look at
  std::optional<Instant> as_known;
  Instant since{};  // changes: from when on
  Viewpoint viewpoint;
  std::string viewpoints;  // compare: several, with commas between; empty: all
  report::Format format = report::Format::text;
  std::string reference;  // a clause, a tally
  std::uint64_t id = 0;   // an incident or statement
  std::vector<std::uint64_t> ids;   // review: several statements
  std::vector<std::string> fields;  // review: "figure: at least 12"
  std::string words;                // review add: words of a document
  std::optional<Day> date;
  report::Filter filter;
  std::string what = "statements";  // export
  std::string language_of_export;   // export --as
  std::string log;                  // export: a log of events to go with the rules
  std::string out;                  // export: the folder to write to; train: the file
  std::string part;                 // train: which part of the reader

  // what to take in
  std::string agreement;
  bool archive = false;
  std::string publisher;
  std::optional<Instant> published;
  Precision published_precision = Precision::minute;
  std::string extractor;       // a program that reads in truce's place; empty: none
  int extractor_seconds = 60;  // how long it may take for one document
  std::string by;        // the person who acts
  std::uint64_t to = 0;  // link: the incident that a statement is sent to
  bool apart = false;    // link: to a new one
  std::string reason;

  // serve
  std::uint16_t port = 0;
  std::string web;
  std::string address = "127.0.0.1";
  bool review = false;  // take decisions also from other machines

  bool write = false;      // fmt: in place; reread: into the store
  std::string account_of;  // language-server: the store whose account is shown; empty: none
  std::string checkpoint;  // watch: where its state is kept between runs
  std::optional<std::int64_t> grace_days;  // watch: how late a report may come

  // bench-read
  std::string texts = ".";  // the folder of corpora into which the gold points
  std::string half;         // tune or check; empty: both
  std::string family;       // empty: all
  bool labellers = false;   // the second labelling against the first, in place of the reader
  bool explain = false;     // name each difference
};

/// Each prints results on stdout and returns the exit code: 0 fine, 1 the work failed.
int check(const Options& options);
int fmt(const Options& options);
int language_server(const Options& options);
int init(const Options& options);
int amend(const Options& options);
int add(const Options& options);
int import(const Options& options);
int enter(const Options& options);
int load(const Options& options);
int link(const Options& options);
int read(const Options& options);
int bench_read(const Options& options);
int train(const Options& options);
int status(const Options& options);
int tally(const Options& options);
int incident(const Options& options);
int explain(const Options& options);
int report(const Options& options);
int changes(const Options& options);
int compare(const Options& options);
int batches(const Options& options);
int verify(const Options& options);
int export_rows(const Options& options);
int serve(const Options& options);
int review_list(const Options& options);
int review_accept(const Options& options);
int review_correct(const Options& options);
int review_reject(const Options& options);
int review_add(const Options& options);
int reread(const Options& options);
int watch_log(const Options& options);
int test(const Options& options);

}  // namespace truce::cli
