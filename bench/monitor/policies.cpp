// SPDX-License-Identifier: Apache-2.0
#include "monitor/policies.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <set>

#include "base/file.h"
#include "base/line_file.h"
#include "watch/log.h"

namespace truce::bench {
namespace {

using watch::Change;
using watch::Report;
using watch::State;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Of this process, which has one thread. Beside other work it says more than the clock on the
/// wall.
double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto in_seconds = [](const timeval& time) {
    return double(time.tv_sec) + double(time.tv_usec) * 1e-6;
  };
  return in_seconds(usage.ru_utime) + in_seconds(usage.ru_stime);
}

double peak_megabytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

// ---- Which rules

Result<std::string> number_of(const std::string& policy) {
  const std::string keys[] = {"a", "b", "b1", "c", "d"};
  for (std::size_t at = 0; at < std::size(keys); ++at)
    if (keys[at] == policy) return fmt::format("1.{}", at + 1);
  return invalid(fmt::format("there is no policy '{}'", policy), "name a, b, b1, c or d");
}

/// As many rules of one shape as asked for, each with a bound and a window of its own.
void multiply(const Rule& rule, std::uint32_t count, std::vector<Rule>& rules) {
  for (std::uint32_t at = 0; at < count; ++at) {
    Rule copy = rule;
    if (at > 0) copy.ref = fmt::format("{}.{}", rule.ref, at);
    EventRule& events = *copy.events;
    if (events.within)
      events.within = Duration{events.within->amount * 60 + at, Duration::Unit::minutes};
    events.most += at;
    rules.push_back(std::move(copy));
  }
}

Result<watch::Program> program_of(const PolicyBench& bench) {
  const std::string text = TRY(read_file(TRUCE_POLICIES));
  agreement::Parsed parsed = agreement::parse(text);
  if (!parsed.ok()) return invalid("policies.truce has mistakes", "run truce check on it");
  std::vector<Rule> rules;
  const auto each =
      std::max<std::uint32_t>(1, bench.clauses / static_cast<std::uint32_t>(bench.policy.size()));
  for (const std::string& policy : bench.policy) {
    const std::string number = TRY(number_of(policy));
    for (const Rule& rule : parsed.agreement.phases.front().rules)
      if (rule.ref == number) multiply(rule, each, rules);
  }
  parsed.agreement.phases.front().rules = std::move(rules);
  return watch::compile(parsed.agreement);
}

// ---- Verdicts

/// The violations that stand, as changes come.
class Standing {
 public:
  void apply(const Change& change) {
    if (is_broken(change.was)) standing_.erase({change.rule, change.of});
    if (is_broken(change.now)) standing_.insert({change.rule, change.of});
  }
  std::size_t size() const { return standing_.size(); }
  friend bool operator==(const Standing&, const Standing&) = default;

  static bool is_broken(State state) {
    return state == State::violated || state == State::fulfilled_late;
  }

 private:
  std::set<std::pair<std::uint32_t, std::uint32_t>> standing_;
};

/// Writes "@time (time point k): (values)", the fields of the formula's free variables in the order
/// of the peers: for policies that count, whose count it is and then the count.
class VerdictFile {
 public:
  VerdictFile(const watch::Program& program, LineFile& log) : program_(program), log_(log) {}
  ~VerdictFile() {
    if (file_ != nullptr) std::fclose(file_);
  }
  VerdictFile(const VerdictFile&) = delete;
  VerdictFile& operator=(const VerdictFile&) = delete;

  Result<void> open(const std::string& path) {
    file_ = std::fopen(path.c_str(), "w");
    if (file_ == nullptr) return unavailable("cannot write '" + path + "'", "check the path");
    return {};
  }

  void write(std::uint32_t rule, std::uint32_t of, std::int64_t count, std::string_view current) {
    if (file_ == nullptr) return;
    std::string again;
    if (of != log_.number()) current = again = log_.line(of);
    const std::size_t comma = current.find(',');
    const std::size_t second = current.find(',', comma + 1);
    std::string_view values = current.substr(second + 1);
    const char policy = program_.rules[rule].ref[2];
    line_.clear();
    fmt::format_to(std::back_inserter(line_), "@{} (time point {}): (", current.substr(0, comma),
                   of - 1);
    if (policy == '4') {
      values.remove_prefix(values.find(',') + 1);
      fmt::format_to(std::back_inserter(line_), "{},{})\n", values.substr(0, values.find(',')),
                     count);
    } else if (policy == '5') {
      fmt::format_to(std::back_inserter(line_), "{},{})\n", values.substr(values.find(',') + 1),
                     count);
    } else {
      fmt::format_to(std::back_inserter(line_), "{})\n", values);
    }
    std::fwrite(line_.data(), 1, line_.size(), file_);
  }

 private:
  const watch::Program& program_;
  LineFile& log_;
  std::FILE* file_ = nullptr;
  fmt::memory_buffer line_;
};

// ---- Late and withdrawn reports

/// Which lines are left out or withdrawn: all near the same day, by chance.
class Chosen {
 public:
  Chosen(const std::vector<Report>& candidates, std::uint32_t count, std::uint64_t seed) {
    std::uint64_t state = seed * 2862933555777941757ULL + 3037000493ULL;
    std::set<std::size_t> places;
    while (places.size() < std::min<std::size_t>(count, candidates.size())) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      places.insert((state >> 33U) % candidates.size());
    }
    for (const std::size_t place : places) reports_.push_back(candidates[place]);
  }
  const std::vector<Report>& reports() const { return reports_; }

 private:
  std::vector<Report> reports_;
};

struct Timings {
  std::vector<double> microseconds;
  std::size_t changes = 0;
  void add(Clock::time_point start) { microseconds.push_back(seconds_since(start) * 1e6); }
  double at(double share) {
    std::sort(microseconds.begin(), microseconds.end());
    return microseconds.empty()
               ? 0
               : microseconds[static_cast<std::size_t>(share * double(microseconds.size() - 1))];
  }
};

// ---- One run

class Run {
 public:
  Run(const PolicyBench& bench, watch::Watch watch, LineFile log)
      : bench_(bench),
        watch_(std::move(watch)),
        log_(std::move(log)),
        verdicts_(watch_.program(), log_) {}

  Result<void> run() {
    if (!bench_.verdicts.empty()) TRY(verdicts_.open(bench_.verdicts));
    const auto start = Clock::now();
    const double cpu_before = cpu_seconds();
    if (bench_.checkpoint.empty()) {
      TRY(read_all());
    } else {
      TRY(read_with_checkpoint());
    }
    if (bench_.count_open) count_open();
    seconds_ = seconds_since(start) - checkpoint_seconds_;
    cpu_seconds_ = cpu_seconds() - cpu_before;
    return {};
  }

  Result<void> read_all() {
    watch::LogReader reader(watch_.program(), watch_.texts());
    return read(reader, UINT64_MAX);
  }

  void print() const {
    if (bench_.format == "json") {
      nlohmann::ordered_json json{{"policy", bench_.policy},
                                  {"clauses", watch_.program().rules.size()},
                                  {"reports", reports_},
                                  {"seconds", seconds_},
                                  {"reports_per_second", double(reports_) / seconds_},
                                  {"cpu_seconds", cpu_seconds_},
                                  {"reports_per_cpu_second", double(reports_) / cpu_seconds_},
                                  {"violations", violations_},
                                  {"undetermined", undetermined_},
                                  {"left_out", left_out_},
                                  {"peak_megabytes", peak_megabytes()}};
      if (bench_.count_open) json["of_which_open_at_the_end"] = open_;
      if (!bench_.checkpoint.empty())
        json["checkpoint"] = {{"bytes", checkpoint_bytes_},
                              {"save_milliseconds", save_milliseconds_},
                              {"restart_milliseconds", restart_milliseconds_}};
      fmt::print("{}\n", json.dump());
      return;
    }
    fmt::print(
        "{} clauses, {} reports in {:.3f} s, {:.3f} s of CPU: {:.2f} million a second of "
        "CPU; {} violations, {} undetermined, {} lines left out; peak {:.1f} MB\n",
        watch_.program().rules.size(), reports_, seconds_, cpu_seconds_,
        double(reports_) / cpu_seconds_ / 1e6, violations_, undetermined_, left_out_,
        peak_megabytes());
    if (!bench_.checkpoint.empty())
      fmt::print("checkpoint of {} bytes: saved in {:.1f} ms, started again in {:.1f} ms\n",
                 checkpoint_bytes_, save_milliseconds_, restart_milliseconds_);
  }

 private:
  Result<void> read(watch::LogReader& reader, std::uint64_t lines_max) {
    std::vector<Change> changes;
    std::string_view line;
    Report report;
    while (log_.number() < lines_max && log_.next(line)) {
      if (!reader.read(line, static_cast<std::uint32_t>(log_.number()), report)) continue;
      ++reports_;
      watch_.take(report, changes);
      if (changes.empty()) continue;
      for (const Change& change : changes) count(change, line);
      changes.clear();
    }
    left_out_ = reader.refused() + reader.unwatched();
    if (!log_.failure().empty()) return unavailable(log_.failure());
    return {};
  }

  void count(const Change& change, std::string_view line) {
    undetermined_ += (change.now == State::undetermined);
    if (change.now != State::violated) return;
    ++violations_;
    verdicts_.write(change.rule, change.of, change.worst, line);
  }

  void count_open() {
    std::vector<watch::Open> open = watch_.open();
    std::sort(open.begin(), open.end(), [](auto& left, auto& right) { return left.of < right.of; });
    for (const watch::Open& duty : open) verdicts_.write(duty.rule, duty.of, 0, {});
    open_ = open.size();
    violations_ += open_;
  }

  Result<void> read_with_checkpoint() {
    watch::LogReader first(watch_.program(), watch_.texts());
    TRY(read(first, TRY(count_lines()) / 2));
    const auto saving = Clock::now();
    const std::string bytes = watch_.checkpoint();
    TRY(write_file(bench_.checkpoint, bytes));
    save_milliseconds_ = seconds_since(saving) * 1e3;
    checkpoint_bytes_ = bytes.size();
    const auto restarting = Clock::now();
    const std::string again = TRY(read_file(bench_.checkpoint, std::size_t{4} << 30U));
    const std::optional<watch::Seconds> grace =
        bench_.keep ? std::nullopt : std::optional(watch_.program().horizon);
    watch_ = TRY(watch::Watch::restore(TRY(program_of(bench_)), grace, again));
    restart_milliseconds_ = seconds_since(restarting) * 1e3;
    checkpoint_seconds_ = seconds_since(saving);
    watch::LogReader second(watch_.program(), watch_.texts());
    return read(second, UINT64_MAX);
  }

  Result<std::uint64_t> count_lines() const {
    LineFile log = TRY(LineFile::open(bench_.log));
    std::string_view line;
    while (log.next(line)) {
    }
    return log.number();
  }

  const PolicyBench& bench_;
  watch::Watch watch_;
  LineFile log_;
  VerdictFile verdicts_;
  std::uint64_t reports_ = 0;
  std::uint64_t violations_ = 0;
  std::uint64_t undetermined_ = 0;
  std::uint64_t open_ = 0;
  std::uint64_t left_out_ = 0;
  double seconds_ = 0;
  double cpu_seconds_ = 0;
  double checkpoint_seconds_ = 0;
  double save_milliseconds_ = 0;
  double restart_milliseconds_ = 0;
  std::size_t checkpoint_bytes_ = 0;
};

Result<std::vector<Report>> reports_of(const watch::Program& program, watch::Texts& texts,
                                       const std::string& path) {
  LineFile log = TRY(LineFile::open(path));
  watch::LogReader reader(program, texts);
  std::vector<Report> reports;
  std::string_view line;
  Report report;
  while (log.next(line))
    if (reader.read(line, static_cast<std::uint32_t>(log.number()), report))
      reports.push_back(report);
  if (reports.empty()) return invalid("the log has no reports that the rules watch");
  return reports;
}

void take(watch::Watch& watch, const Report& report, Standing& standing, Timings* timings) {
  std::vector<Change> changes;
  const auto start = Clock::now();
  watch.take(report, changes);
  if (timings != nullptr) timings->add(start);
  if (timings != nullptr) timings->changes += changes.size();
  for (const Change& change : changes) standing.apply(change);
}

/// All reports in their order, none late and none withdrawn.
Standing in_order(const PolicyBench& bench, const std::vector<Report>& reports,
                  const std::set<std::uint32_t>& without) {
  watch::Watch watch(*program_of(bench));
  Standing standing;
  for (const Report& report : reports)
    if (!without.contains(report.id)) take(watch, report, standing, nullptr);
  return standing;
}

/// Takes reports in late, or withdraws them, one by one, and checks that what stands in the end is
/// what would stand had they come in order, or never.
Result<void> measure_late(const PolicyBench& bench) {
  watch::Watch watch(TRY(program_of(bench)));
  const auto reports = TRY(reports_of(watch.program(), watch.texts(), bench.log));
  const watch::Seconds then = reports.back().earliest - watch::Seconds{bench.days_back} * 86'400;
  std::vector<Report> near;
  for (const Report& report : reports)
    if (std::abs(report.earliest - then) < 30 * 86'400) near.push_back(report);
  if (near.empty()) return invalid("the log does not reach back so far", "give --days-back");
  const Chosen chosen(near, bench.late + bench.withdraw, bench.seed);
  std::set<std::uint32_t> numbers;
  for (const Report& report : chosen.reports()) numbers.insert(report.id);

  Standing standing;
  for (const Report& report : reports)
    if (bench.withdraw > 0 || !numbers.contains(report.id)) take(watch, report, standing, nullptr);
  Timings timings;
  for (const Report& report : chosen.reports()) {
    if (bench.withdraw == 0) {
      take(watch, report, standing, &timings);
      continue;
    }
    std::vector<Change> changes;
    const auto start = Clock::now();
    const bool known = watch.withdraw(report, changes);
    timings.add(start);
    if (!known) return invalid(fmt::format("line {} is not known", report.id));
    timings.changes += changes.size();
    for (const Change& change : changes) standing.apply(change);
  }
  const Standing expected =
      in_order(bench, reports, bench.withdraw > 0 ? numbers : std::set<std::uint32_t>{});
  fmt::print(
      "{} reports, {} {} {} days back: median {:.1f} µs, 99th percentile {:.1f} µs, longest "
      "{:.1f} µs; {} changes; {} violations stand, {}; peak {:.1f} MB\n",
      reports.size(), chosen.reports().size(), bench.withdraw > 0 ? "withdrawn" : "late",
      bench.days_back, timings.at(0.5), timings.at(0.99), timings.at(1), timings.changes,
      standing.size(), standing == expected ? "the same as in order" : "NOT the same as in order",
      peak_megabytes());
  if (standing != expected) return invalid("the changes do not lead to the verdicts in order");
  return {};
}

}  // namespace

Result<void> run(const PolicyBench& bench) {
  if (bench.late > 0 || bench.withdraw > 0) return measure_late(bench);
  watch::Program program = TRY(program_of(bench));
  const std::optional<watch::Seconds> grace =
      bench.keep ? std::nullopt : std::optional(program.horizon);
  Run run(bench, watch::Watch(std::move(program), grace), TRY(LineFile::open(bench.log)));
  TRY(run.run());
  run.print();
  return {};
}

}  // namespace truce::bench
