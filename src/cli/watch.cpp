// SPDX-License-Identifier: Apache-2.0
// truce watch AGREEMENT LOG: the agreement's rules over a log of events, line by line.
#include "watch/watch.h"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/file.h"
#include "base/line_file.h"
#include "cli/desk.h"
#include "watch/log.h"

namespace truce::cli {
namespace {

using watch::Change;

std::string instant_text(watch::Seconds seconds) {
  return to_text(Instant(std::chrono::seconds(seconds)));
}

/// Prints each change as it is found, so that a log of any length needs little memory.
class Printer {
 public:
  Printer(const watch::Watch& watch, const LineFile& log, report::Format format)
      : watch_(watch), log_(log), format_(format), counts_(watch.program().rules.size()) {
    if (format_ == report::Format::csv) fmt::print("rule,line,was,now,since,because_line,reason\n");
  }

  void print(const Change& change) {
    count(change);
    const auto& rule = watch_.program().rules[change.rule];
    const std::string reason = watch::reason_of(watch_.program(), change);
    if (format_ == report::Format::csv) {
      fmt::print("{},{},{},{},{},{},\"{}\"\n", rule.ref, change.of, watch::to_text(change.was),
                 watch::to_text(change.now), instant_text(change.since), because(change), reason);
    } else if (format_ == report::Format::json) {
      nlohmann::ordered_json json{{"rule", rule.ref},
                                  {"line", change.of},
                                  {"words", log_.line(change.of)},
                                  {"was", watch::to_text(change.was)},
                                  {"now", watch::to_text(change.now)},
                                  {"since", instant_text(change.since)},
                                  {"because_line", nullptr},
                                  {"reason", reason}};
      if (change.because != 0) json["because_line"] = change.because;
      fmt::print("{}\n", json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    } else {
      fmt::print("{}  {} since {}  line {}: {}  ({})\n", rule.ref, watch::to_text(change.now),
                 instant_text(change.since), change.of, log_.line(change.of),
                 change.was == watch::State::not_triggered || change.was == watch::State::open
                     ? reason
                     : fmt::format("was {}; {}", watch::to_text(change.was), reason));
    }
  }

  void print_summary(std::uint64_t reports) const {
    if (format_ != report::Format::text) return;
    const std::vector<watch::Open> open = watch_.open();
    fmt::print("{} reports read, to {}\n", reports,
               reports == 0 ? "no time" : instant_text(watch_.clock()));
    for (std::size_t at = 0; at < counts_.size(); ++at) {
      const auto still = std::count_if(open.begin(), open.end(),
                                       [&](const watch::Open& duty) { return duty.rule == at; });
      fmt::print("{}  {}: {} violated, {} done late, {} undetermined, {} open\n",
                 watch_.program().rules[at].ref, watch_.program().rules[at].title,
                 counts_[at].violated, counts_[at].late, counts_[at].undetermined, still);
    }
  }

  std::string counts_to_text() const {
    std::string text;
    for (const Counts& counts : counts_)
      text += fmt::format("{} {} {} ", counts.violated, counts.late, counts.undetermined);
    return text;
  }
  void restore_counts(const std::string& text) {
    std::istringstream numbers(text);
    for (Counts& counts : counts_) numbers >> counts.violated >> counts.late >> counts.undetermined;
  }

 private:
  struct Counts {
    std::int64_t violated = 0, late = 0, undetermined = 0;
    std::int64_t* of(watch::State state) {
      switch (state) {
        case watch::State::violated:
          return &violated;
        case watch::State::fulfilled_late:
          return &late;
        case watch::State::undetermined:
          return &undetermined;
        case watch::State::not_triggered:
        case watch::State::open:
        case watch::State::fulfilled:
          break;
      }
      return nullptr;
    }
  };

  void count(const Change& change) {
    if (std::int64_t* was = counts_[change.rule].of(change.was)) --*was;
    if (std::int64_t* now = counts_[change.rule].of(change.now)) ++*now;
  }

  static std::string because(const Change& change) {
    return change.because == 0 ? "" : std::to_string(change.because);
  }

  const watch::Watch& watch_;
  const LineFile& log_;
  report::Format format_;
  std::vector<Counts> counts_;
};

struct Rules {
  watch::Program program;
  watch::Seconds in_force = 0;
};

/// Rules of later phases wait for what a log does not tell.
void warn_of_later_phases(const Agreement& agreement) {
  for (const Phase& phase : agreement.phases)
    for (const Rule& rule : phase.rules)
      if (rule.events && phase.begins)
        fmt::print(
            stderr,
            "rule {} stands in phase {}, whose beginning a log does not tell: it is run over "
            "the whole log\n",
            rule.ref, phase.number);
}

/// A log is read by one text.
void warn_of_amendments(const Agreement& agreement) {
  for (const Revision& revision : agreement.revisions)
    if (!revision.all_rules().empty() || !revision.deleted_rules.empty())
      fmt::print(stderr,
                 "amendment “{}” changes rules: the whole log is run by the rules as they were "
                 "signed\n",
                 report::visible(revision.title));
}

Result<Rules> rules_in(const std::string& file) {
  const std::string text = TRY(read_file(file));
  const agreement::Parsed parsed = agreement::parse(text);
  for (const Diagnostic& diagnostic : parsed.diagnostics)
    if (!parsed.ok()) std::fputs(render(diagnostic, file, text).c_str(), stderr);
  if (!parsed.ok()) return invalid("the agreement has mistakes", "put them right first");
  watch::Program program = watch::compile(parsed.agreement);
  if (program.rules.empty())
    return invalid(fmt::format("'{}' has no rule over events", file),
                   "write one, as in 'every permit must be followed by visit with the same vehicle "
                   "within 2 days'");
  warn_of_later_phases(parsed.agreement);
  warn_of_amendments(parsed.agreement);
  return Rules{std::move(program),
               TRY(parsed.agreement.enters_into_force()).time_since_epoch().count()};
}

/// One log, from where a checkpoint left off or from its beginning.
class LogWatch {
 public:
  LogWatch(const Options& options, watch::Seconds in_force, watch::Watch watch, LineFile log)
      : options_(options),
        in_force_(in_force),
        watch_(std::move(watch)),
        log_(std::move(log)),
        reader_(watch_.program(), watch_.texts()),
        printer_(watch_, log_, options.format) {}

  Result<void> skip(std::uint64_t lines) {
    std::string_view line;
    while (log_.number() < lines)
      if (!log_.next(line))
        return invalid("the log is shorter than when the checkpoint was made",
                       "name the log that the checkpoint is of, or remove the checkpoint");
    return {};
  }
  Printer& printer() { return printer_; }

  Result<void> read() {
    std::string_view line;
    watch::Report report;
    while (log_.next(line)) {
      if (log_.number() > UINT32_MAX) return invalid("a log has at most 4,294,967,295 lines");
      if (reader_.read(line, static_cast<std::uint32_t>(log_.number()), report)) take(report);
    }
    if (!log_.failure().empty()) return unavailable(log_.failure());
    return {};
  }

  /// What is left open by the log, once time has gone by.
  void let_time_pass(Instant until) {
    watch_.advance(until.time_since_epoch().count(), changes_);
    print_changes();
  }

  /// What was left out, on standard error. False when something that should count was.
  bool account_for_lines() const {
    printer_.print_summary(reports_);
    for (const auto& refusal : reader_.refusals())
      fmt::print(stderr, "{}:{}: left out: {}\n", options_.files.front(), refusal.line,
                 refusal.reason);
    if (reader_.refused() > reader_.refusals().size())
      fmt::print(stderr, "{} more lines were left out\n",
                 reader_.refused() - reader_.refusals().size());
    if (reader_.unwatched() > 0)
      fmt::print(stderr, "{} lines tell of events that no rule watches\n", reader_.unwatched());
    if (before_ > 0)
      fmt::print(stderr, "{} reports are of before the entry into force and were left out\n",
                 before_);
    if (too_late_ > 0)
      fmt::print(stderr, "{} reports came more than {} days late and were left out\n", too_late_,
                 *options_.grace_days);
    return reader_.refused() == 0 && too_late_ == 0;
  }

  Result<void> save(const std::string& path) const {
    return write_file(path, fmt::format("{}\n{}\n{}", log_.number(), printer_.counts_to_text(),
                                        watch_.checkpoint()));
  }

 private:
  void take(const watch::Report& report) {
    if (report.latest < in_force_)
      ++before_;  // the agreement has nothing to say of it
    else if (watch_.take(report, changes_) == watch::Watch::Taken::taken)
      ++reports_;
    else
      ++too_late_;
    print_changes();
  }

  void print_changes() {
    for (const Change& change : changes_) printer_.print(change);
    changes_.clear();
  }

  const Options& options_;
  watch::Seconds in_force_;
  watch::Watch watch_;
  LineFile log_;
  watch::LogReader reader_;
  Printer printer_;
  std::vector<Change> changes_;
  std::uint64_t reports_ = 0;
  std::uint64_t too_late_ = 0;
  std::uint64_t before_ = 0;
};

/// How far the log had been read, what had been counted, and the watch's own checkpoint.
struct Saved {
  std::uint64_t lines = 0;
  std::string counts;
  std::string watch;
};

Result<Saved> read_checkpoint(const std::string& path) {
  const std::string bytes = TRY(read_file(path, std::size_t{8} << 30U));
  const std::size_t first = bytes.find('\n');
  const std::size_t second = first == std::string::npos ? first : bytes.find('\n', first + 1);
  Saved saved;
  const auto [end, failure] =
      std::from_chars(bytes.data(), bytes.data() + std::min(first, bytes.size()), saved.lines);
  if (second == std::string::npos || failure != std::errc{} || end != bytes.data() + first)
    return invalid(fmt::format("'{}' is no checkpoint of a watch", path),
                   "remove it to start from the beginning of the log");
  saved.counts = bytes.substr(first + 1, second - first - 1);
  saved.watch = bytes.substr(second + 1);
  return saved;
}

Result<bool> run(const Options& options) {
  Rules rules = TRY(rules_in(options.agreement));
  std::optional<watch::Seconds> grace;
  if (options.grace_days) grace = *options.grace_days * watch::Seconds{86'400};
  std::optional<Saved> saved;
  if (!options.checkpoint.empty() && std::filesystem::exists(options.checkpoint))
    saved = TRY(read_checkpoint(options.checkpoint));
  auto watch = saved ? TRY(watch::Watch::restore(std::move(rules.program), grace, saved->watch))
                     : watch::Watch(std::move(rules.program), grace);

  LogWatch log(options, rules.in_force, std::move(watch),
               TRY(LineFile::open(options.files.front())));
  if (saved) {
    log.printer().restore_counts(saved->counts);
    TRY(log.skip(saved->lines));
  }
  TRY(log.read());
  if (!options.checkpoint.empty()) TRY(log.save(options.checkpoint));
  if (options.as_known) log.let_time_pass(*options.as_known);
  return log.account_for_lines();
}

}  // namespace

int watch_log(const Options& options) {
  const auto whole = run(options);
  if (!whole) return fail(whole.error());
  return *whole ? 0 : 1;
}

}  // namespace truce::cli
