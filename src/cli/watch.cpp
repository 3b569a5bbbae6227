// SPDX-License-Identifier: Apache-2.0
// truce watch AGREEMENT LOG: the agreement's rules over a log of events, line by line.
#include "watch/watch.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

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
    fmt::print("{} reports to {}\n", reports,
               reports == 0 ? "no time" : instant_text(watch_.clock()));
    for (std::size_t at = 0; at < counts_.size(); ++at) {
      const auto still = std::count_if(open.begin(), open.end(),
                                       [&](const watch::Open& duty) { return duty.rule == at; });
      fmt::print("{}  {}: {} violated, {} done late, {} undetermined, {} open\n",
                 watch_.program().rules[at].ref, watch_.program().rules[at].title,
                 counts_[at].violated, counts_[at].late, counts_[at].undetermined, still);
    }
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
  return Rules{std::move(program),
               TRY(parsed.agreement.enters_into_force()).time_since_epoch().count()};
}

Result<bool> run(const Options& options) {
  Rules rules = TRY(rules_in(options.agreement));
  std::optional<watch::Seconds> grace;
  if (options.grace_days) grace = *options.grace_days * watch::Seconds{86'400};
  watch::Watch watch(std::move(rules.program), grace);
  LineFile log = TRY(LineFile::open(options.files.front()));
  watch::LogReader reader(watch.program(), watch.texts());
  Printer printer(watch, log, options.format);

  std::vector<Change> changes;
  std::string_view line;
  watch::Report report;
  std::uint64_t reports = 0;
  std::uint64_t too_late = 0;
  std::uint64_t before = 0;
  const auto flush = [&] {
    for (const Change& change : changes) printer.print(change);
    changes.clear();
  };
  while (log.next(line)) {
    if (log.number() > UINT32_MAX) return invalid("a log has at most 4,294,967,295 lines");
    if (!reader.read(line, static_cast<std::uint32_t>(log.number()), report)) continue;
    if (report.latest < rules.in_force)
      ++before;  // the agreement has nothing to say of it
    else if (watch.take(report, changes) == watch::Watch::Taken::taken)
      ++reports;
    else
      ++too_late;
    flush();
  }
  if (!log.failure().empty()) return unavailable(log.failure());
  if (options.as_known) {
    watch.advance(options.as_known->time_since_epoch().count(), changes);
    flush();
  }
  printer.print_summary(reports);
  for (const auto& refusal : reader.refusals())
    fmt::print(stderr, "{}:{}: left out: {}\n", options.files.front(), refusal.line,
               refusal.reason);
  if (reader.refused() > reader.refusals().size())
    fmt::print(stderr, "{} more lines were left out\n",
               reader.refused() - reader.refusals().size());
  if (reader.unwatched() > 0)
    fmt::print(stderr, "{} lines tell of events that no rule watches\n", reader.unwatched());
  if (before > 0)
    fmt::print(stderr, "{} reports are of before the entry into force and were left out\n", before);
  if (too_late > 0)
    fmt::print(stderr, "{} reports came more than {} days late and were left out\n", too_late,
               *options.grace_days);
  return reader.refused() == 0 && too_late == 0;
}

}  // namespace

int watch_log(const Options& options) {
  const auto whole = run(options);
  if (!whole) return fail(whole.error());
  return *whole ? 0 : 1;
}

}  // namespace truce::cli
