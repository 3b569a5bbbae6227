// SPDX-License-Identifier: Apache-2.0
// One run of one machine: the verdict as it is made. Inside monitor/ only; outsiders call run().
//
// machine.cpp holds the course of a run, what is forbidden, and what persons settled; the tests of
// the kinds of duty are in machine_counts.cpp, machine_deeds.cpp and machine_periods.cpp.
#pragma once

#include <set>
#include <vector>

#include "monitor/machine.h"

namespace truce::monitor {

/// The hours within which something can have happened.
struct Between {
  Instant earliest;
  Instant latest;
};

/// What one counter tells of one period of a duty: one count, or several of days that do not touch.
struct ToldPeriod {
  std::int64_t period = 0;  // counted from 0
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> high;
  Day on{};  // the last day told of
  std::vector<Id<Statement>> statements;

  void add(const Statement& statement, Day until);
};

enum class Interest { bearer, receiver, independent };

class Running {
 public:
  Running(World& world, const Machine& machine, const Evidence& evidence, const Times& times,
          const ClauseReading* reading);
  Verdict run();

 private:
  // machine.cpp
  void note_reading();
  void note_found();
  void note_age();
  Verdict not_begun();
  Verdict set_aside();
  void watch();
  void watch_limit();
  void permit();
  void note_alleged();
  std::vector<AllegedBy> alleged_within(Stretch held) const;
  void note_bound();
  void note_coverage();
  void end_watch();
  void run_duty(void (Running::*test)());
  bool settled_by_people();
  bool is_after_trigger(Day on) const;
  void fulfil(Between when);
  void say_late(Between when);
  void apply_clock();
  Interest interest_of(SpeakerAt speaker) const;
  Interest interest_of(const Voice& voice);
  bool decides(const Voice& voice);
  bool has_ended() const;
  Stretch stretch() const;
  Day first_found() const;
  void say(std::string text, std::vector<Id<Statement>> statements = {});

  // machine_counts.cpp
  void add_progress();
  void count_once();
  void note_progress();
  void say_progress(const Progress& progress);
  void note_nearest();
  bool is_reached(const TallyStep& step) const;
  std::optional<std::size_t> reached_at(const TallyLine& line) const;
  Between when_reached(const TallyLine& line, std::size_t at) const;
  std::optional<Progress> who_counts_less(Day since);
  void dispute(const Progress& less);

  // machine_deeds.cpp
  struct Tellers {
    std::vector<SpeakerAt> all;  // as first told
    int independent = 0;
    bool receiver = false;
    bool bearer = false;
    Reason reason;
  };
  Tellers tellers() const;
  void weigh_reports();
  void weigh_lasting();
  Between narrowed(Between when) const;

  // machine_periods.cpp
  void count_periods();
  void add_period_progress(const Stream& stream, const Voice& counter, Day begins,
                           std::chrono::days length, const std::vector<ToldPeriod>& told);
  std::vector<ToldPeriod> told_periods(const Stream& stream, Day begins,
                                       std::chrono::days length) const;
  bool misses(const ToldPeriod& told) const;
  void end_periods();
  void count_silence(Day begins, std::chrono::days length, std::int64_t elapsed,
                     const std::set<std::int64_t>& told);

  World& world_;
  const Machine& machine_;
  const Evidence& evidence_;
  const Times& times_;
  const ClauseReading* reading_;
  std::optional<Quantity> quantity_;
  bool told_as_done_ = false;  // by an independent voice, and no more than told
  // The count that came first to what is owed, and whose it is; for saying how late it was.
  std::vector<Id<Statement>> first_done_;
  std::string first_done_by_;
  std::optional<Day> last_silent_;  // the last period watched and told of by nobody ends on it
  Verdict verdict_;
};

}  // namespace truce::monitor
