// SPDX-License-Identifier: Apache-2.0
// The course of an agreement: its phases in order, and each clause once what it waits for is
// settled.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "monitor/event_rules.h"
#include "monitor/evidence.h"
#include "monitor/heard.h"
#include "monitor/machine.h"
#include "monitor/power.h"

namespace truce::monitor {

/// Verdicts of an earlier course, for as long as nothing is asked otherwise. A verdict rests on the
/// evidence, on the clause's times, and on the clock only so far: which day it is, whether what is
/// due is past or soon, whether the agreement has ended, and, where a power was used on the clause,
/// the very moment.
struct Memory {
  struct Asked {
    std::uint64_t evidence = 0;  // its version, which also every declaration changes
    Day today{};
    int due = 0;  // -1 before it is due, 1 after
    bool soon = false;
    std::optional<Instant> moment = {};  // where a power was used on the clause
    bool ended = false;                  // the agreement
    Times times = {};
    friend bool operator==(const Asked&, const Asked&) = default;
  };
  struct Answered {
    Asked asked;
    Shared<Verdict> verdict;
  };
  // By machine; then its own verdict, those by its readings, or those upon each of its triggers.
  std::vector<std::vector<std::optional<Answered>>> clauses = {};
  std::unordered_map<const Rule*, Answered> rules = {};
};

class Course {
 public:
  /// What there is to judge by. `evidence` is one for each machine, `incidents` one for each of
  /// World::incidents.
  struct Grounds {
    World& world;
    const std::vector<Machine>& machines;
    const std::vector<const Evidence*>& evidence;
    const std::vector<Tally>& tallies;
    const Summaries& incidents;
    const Powers& powers;
    const Heard& heard;
  };
  Course(const Grounds& grounds, Memory& memory);

  std::vector<PhaseState> phases() const;
  std::vector<Shared<Verdict>> verdicts();
  Gate gate();

 private:
  struct Reckoned {
    std::optional<Instant> at;
    std::string because;  // how it was reckoned, or what it waits for
    Day day{};            // the day from which days are counted; of an anchor only
  };
  struct ClauseState {
    enum class Mark { fresh, running, settled } mark = Mark::fresh;
    std::optional<Shared<Verdict>> verdict;
  };
  struct PhaseCourse {
    std::optional<Instant> began;
    GateCondition gate;
    std::vector<Reason> claims;
    bool ended = false;
    bool asked = false;  // whether it has ended: an end that waits for itself never comes
  };

  // course.cpp
  void begin_phase(std::size_t at);
  std::optional<Instant> begins_by_date(const Phase& phase);
  std::optional<std::size_t> machine_of(std::string_view ref) const;
  const Verdict* settle(std::size_t machine);  // nothing when it waits for itself
  Memory::Asked asked(std::size_t machine, Times times) const;
  Shared<Verdict> verdict_by(std::size_t machine, const ClauseReading* reading, std::size_t slot);
  Times times_of(const Machine& machine, const std::optional<Moment>& deadline);
  Times times_by_text(const Machine& machine, const std::optional<Moment>& deadline);
  std::string unmet_dependency(const Clause& clause);
  Reckoned reckon(const Moment& moment);
  Reckoned reckon_start(const Moment& moment);
  Reckoned reckon_deadline(const Moment& moment);
  Reckoned anchor(const Moment& moment);
  const Declaration* event(std::string_view name) const;
  bool has_ended(std::size_t phase) const;
  bool ends_by_its_own(std::size_t phase);
  Reckoned end_of(std::size_t phase);  // where the text gives the day

  // consequence.cpp
  /// What brings a consequence about.
  struct Trigger {
    Instant at;
    Day day;              // from which days are counted
    std::string because;  // "the breach of 1.1 on 3 May 2025"
    Reason reason;
  };
  std::vector<Trigger> breaches_of(std::size_t machine) const;
  std::vector<Trigger> triggers_of(const Machine& machine);
  Times times_after(const Machine& machine, const Trigger& trigger) const;
  Verdict run_follow_up(std::size_t machine);
  Shared<Verdict> verdict_upon(std::size_t machine, Times times, std::size_t slot);
  static void settle_rule(std::span<Shared<Verdict>> rule_and_what_follows);
  void note_trigger(const Machine& machine, Times& times);

  // rule.cpp
  Shared<Verdict> run(const Rule& rule, std::size_t phase);
  Verdict run_over_breaches(const Rule& rule, std::size_t phase);
  std::map<std::pair<PartyAt, std::string>, std::vector<Breach>> groups_of(
      const Rule& rule, const Evidence& evidence) const;
  std::string place_of(Id<Incident> incident) const;

  // gate.cpp
  GateCondition judge(const Condition& condition, std::size_t phase,
                      const std::vector<std::string>& required_by);
  void judge_group(const Condition& condition, GateCondition& out) const;
  void judge_clause(const Condition& condition, GateCondition& out);
  void judge_not_fulfilled(const Condition& condition, GateCondition& out);
  void judge_breached(const Condition& condition, GateCondition& out) const;
  void judge_phase_ended(const Condition& condition, GateCondition& out);
  void judge_tally(const Condition& condition, GateCondition& out);
  void judge_date(const Condition& condition, GateCondition& out);
  void judge_decision(const Condition& condition, std::size_t phase, GateCondition& out);
  void judge_statement(const Condition& condition, std::size_t phase, GateCondition& out);
  void judge_breach(const Condition& condition, GateCondition& out);
  void judge_event(const Condition& condition, GateCondition& out) const;
  bool is_required(const GateCondition& condition) const;
  std::vector<const Declaration*> declarations_for(std::size_t phase) const;
  std::vector<Reason> claims_for(std::size_t phase) const;

  World& world_;
  const std::vector<Machine>& machines_;
  const std::vector<const Evidence*>& evidence_;
  const std::vector<Tally>& tallies_;
  const Summaries& incidents_;
  const Powers& powers_;
  const Heard& heard_;
  Memory& memory_;
  std::vector<ClauseState> clauses_;
  std::vector<PhaseCourse> phases_;
  std::optional<EventRules> event_rules_;  // made when the first rule over events is asked for
};

}  // namespace truce::monitor
