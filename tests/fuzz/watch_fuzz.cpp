// SPDX-License-Identifier: Apache-2.0
// Logs of events in any order, with anything in them: "- 3" withdraws line 3, "= 40" moves the
// clock.
//
// What the changes lead to must be what each report's verdict says in the end, and a checkpoint
// must come back as it was.
#include <cassert>
#include <charconv>
#include <cstdint>
#include <map>
#include <string_view>

#include "watch/log.h"

namespace {

using namespace truce;
using watch::State;

constexpr std::string_view kRules = R"(agreement "Fuzz"
  in force 1 January 1970 UTC
party North
event incident with number, zone
event ack with number
event permit with vehicle
event revoke with vehicle
event entry with vehicle
event shots with zone, rounds
event start with zone
phase 1 "Watch"
  begins at entry into force
  rule 1.1 "A"
    every incident must be followed by ack with the same number within 1 minute
  rule 1.2 "B"
    every incident must be followed by ack with the same number within 2 minutes
  rule 1.3 "C"
    every entry must be preceded by permit with the same vehicle within 1 minute unless revoke came since
  rule 1.4 "D"
    the sum of rounds of shots with the same zone within 1 minute must not exceed 10
  rule 1.5 "E"
    the number of shots with the same zone since start must not exceed 2
  rule 1.6 "F"
    the sum of rounds of shots since start within 3 minutes must not exceed 12
)";

const watch::Program& program() {
  static const watch::Program compiled = watch::compile(agreement::parse(kRules).agreement);
  return compiled;
}

bool is_quiet(State state) {
  return state == State::not_triggered || state == State::open || state == State::fulfilled;
}

class Session {
 public:
  void read(std::string_view line) {
    ++number_;
    std::int64_t number = 0;
    if (line.size() > 2) std::from_chars(line.data() + 2, line.data() + line.size(), number);
    watch::Report report;
    if (line.starts_with("- ")) {
      const auto found = taken_.find(static_cast<std::uint32_t>(number));
      if (found != taken_.end()) {
        const bool known = watch_.withdraw(found->second, changes_);
        assert(known);
        taken_.erase(found);
      }
    } else if (line.starts_with("= ")) {
      watch_.advance(std::min<watch::Seconds>(number, 1'000'000'000'000), changes_);
    } else if (reader_.read(line, number_, report)) {
      watch_.take(report, changes_);
      taken_.emplace(number_, report);
    }
    for (const watch::Change& change : changes_) apply(change);
    changes_.clear();
  }

  void check() const {
    std::size_t loud = 0;
    for (const auto& [number, report] : taken_)
      for (std::uint32_t rule = 0; rule < program().rules.size(); ++rule)
        if (const auto verdict = watch_.verdict(rule, report); verdict && !is_quiet(verdict->now)) {
          ++loud;
          const auto told = told_.find({rule, number});
          assert(told != told_.end() && told->second == verdict->now);
        }
    assert(loud == told_.size());
    const std::string checkpoint = watch_.checkpoint();
    const auto again = watch::Watch::restore(program(), std::nullopt, checkpoint);
    assert(again && again->checkpoint().size() == checkpoint.size());
  }

 private:
  void apply(const watch::Change& change) {
    const auto told = told_.find({change.rule, change.of});
    assert((told == told_.end() ? is_quiet(change.was) : told->second == change.was));
    if (is_quiet(change.now))
      told_.erase({change.rule, change.of});
    else
      told_[{change.rule, change.of}] = change.now;
  }

  watch::Watch watch_{program()};
  watch::LogReader reader_{program(), watch_.texts()};
  std::vector<watch::Change> changes_;
  std::uint32_t number_ = 0;
  std::map<std::uint32_t, watch::Report> taken_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, State> told_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* input, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(input), size);
  Session session;
  for (int lines = 0; !text.empty() && lines < 200; ++lines) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    session.read(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  session.check();
  (void)watch::Watch::restore(program(), std::nullopt,
                              std::string_view(reinterpret_cast<const char*>(input), size))
      .has_value();
  return 0;
}
