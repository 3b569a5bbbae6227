// SPDX-License-Identifier: Apache-2.0
// What is expected against what the account says. A failure says what the account has instead, in
// the words in which it could have been expected.
#include <fmt/format.h>

#include <algorithm>

#include "story/reading.h"
#include "story/status_words.h"

namespace truce::story {
namespace {

constexpr std::size_t kReasonsMax = 3;

class Comparing {
 public:
  Comparing(const Agreement& agreement, const Account& account)
      : agreement_(agreement), account_(account) {}

  std::optional<Failure> operator()(const ClauseExpected& expected) {
    const Verdict* verdict = verdict_of(expected.ref, expected.reading);
    if (verdict == nullptr) return failure("the account has no such clause");
    bool good = true;
    if (expected.status) good = (verdict->status == *expected.status) != expected.negated;
    if (expected.state) good = (verdict->state == *expected.state) != expected.negated;
    std::string found = fmt::format("{} is {}", called(*verdict), spoken(to_text(verdict->status)));
    if (expected.state || verdict->state == VerdictState::undetermined)
      found += fmt::format(" ({})", spoken(to_text(verdict->state)));
    for (const auto& alleged : expected.alleged) {
      const std::int64_t count = alleged_in(*verdict, alleged);
      good &= count == alleged.incidents;
      found += fmt::format(", alleged {}", count);
      if (!alleged.by.empty()) found += " by " + alleged.by;
      if (!alleged.against.empty()) found += " against " + alleged.against;
    }
    if (expected.found) {
      good &= verdict->found == *expected.found;
      found += fmt::format(", found {}", verdict->found);
    }
    good &= is_at(expected.due, verdict->due, "due", found);
    good &= is_at(expected.since, verdict->since, "since", found);
    if (good) return std::nullopt;
    return failure(std::move(found), verdict->reasons);
  }

  std::optional<Failure> operator()(const CountExpected& expected) {
    return expected.ref.empty() ? compare_tally(expected) : compare_progress(expected);
  }

  std::optional<Failure> operator()(const PeriodsExpected& expected) {
    const Verdict* verdict = verdict_of(expected.ref, expected.reading);
    if (verdict == nullptr) return failure("the account has no such clause");
    std::string found;
    for (const Periods& periods : verdict->periods) {
      if (periods.counter.name == expected.by && periods.told == expected.told &&
          periods.short_of == expected.short_of)
        return std::nullopt;
      found += fmt::format("{}{} is short in {} of {} periods by {}", found.empty() ? "" : "; ",
                           expected.ref, periods.short_of, periods.told, periods.counter.name);
    }
    if (found.empty()) found = fmt::format("nobody counts periods of {}", expected.ref);
    return failure(std::move(found), verdict->reasons);
  }

  std::optional<Failure> operator()(const ReasonExpected& expected) {
    const Verdict* verdict = verdict_of(expected.ref, expected.reading);
    if (verdict == nullptr) return failure("the account has no such clause");
    const bool says =
        std::any_of(verdict->reasons.begin(), verdict->reasons.end(), [&](const Reason& reason) {
          return reason.text.find(expected.words) != std::string::npos;
        });
    if (says != expected.negated) return std::nullopt;
    return failure(fmt::format("{} is {}", called(*verdict), spoken(to_text(verdict->status))),
                   verdict->reasons);
  }

  std::optional<Failure> operator()(const PhaseExpected& expected) {
    for (const PhaseState& phase : account_.phases) {
      if (phase.number != expected.number) continue;
      if (phase.state == expected.state) return std::nullopt;
      std::vector<Reason> reasons = phase.claims;
      if (account_.gate.phase == phase.number)
        for (const GateCondition& blocker : account_.gate.blockers) reasons.push_back(why(blocker));
      return failure(fmt::format("phase {} is {}", phase.number, spoken(to_text(phase.state))),
                     reasons);
    }
    return failure("the account has no such phase");
  }

  std::optional<Failure> operator()(const GateExpected& expected) {
    const Gate& gate = account_.gate;
    const bool here = gate.phase == expected.number;
    const bool any = expected.ref.empty() && expected.words.empty();
    std::vector<Reason> reasons;
    bool waits = false;
    for (const GateCondition& blocker : gate.blockers) {
      reasons.push_back(why(blocker));
      waits |= here && is_meant(expected, blocker);
    }
    const bool good = any ? here && gate.blockers.empty() : waits != expected.negated;
    if (good) return std::nullopt;
    if (!here)
      return failure(gate.phase.empty() ? "no phase waits"
                                        : fmt::format("it is phase {} that waits", gate.phase));
    return failure(gate.blockers.empty()
                       ? fmt::format("phase {} waits for nothing", gate.phase)
                       : fmt::format("phase {} waits for {}", gate.phase,
                                     gate.blockers.size() == 1 ? "one condition" : "these"),
                   reasons, reasons.size());
  }

  std::optional<Failure> operator()(const IncidentExpected& expected) {
    for (const IncidentSummary& incident : account_.incidents) {
      if (incident.id != expected.id) continue;
      bool good = !expected.grade || *expected.grade == incident.grade;
      for (const std::string& flag : expected.flags)
        good &=
            std::find(incident.flags.begin(), incident.flags.end(), flag) != incident.flags.end();
      if (good) return std::nullopt;
      std::string found =
          fmt::format("incident \"{}\" is {}", expected.label, to_text(incident.grade));
      for (const std::string& flag : incident.flags) found += ", " + flag;
      return failure(std::move(found), {{incident.grade_parts, {}, {}, {}, {}}});
    }
    return failure(fmt::format("incident \"{}\" is not in the account", expected.label));
  }

  std::optional<Failure> operator()(const IncidentsExpected& expected) {
    const auto count = static_cast<std::int64_t>(account_.incidents.size());
    if (count == expected.count) return std::nullopt;
    std::vector<Reason> titles;
    for (const IncidentSummary& incident : account_.incidents)
      titles.push_back({incident.title, {}, {}, {}, {}});
    return failure(count == 1 ? std::string("there is 1 incident")
                              : fmt::format("there are {} incidents", count),
                   titles);
  }

  std::optional<Failure> operator()(const DayExpected& expected) {
    if (account_.day == expected.day) return std::nullopt;
    return failure(fmt::format("it is day {}", account_.day));
  }

 private:
  static Failure failure(std::string found, const std::vector<Reason>& reasons = {},
                         std::size_t most = kReasonsMax) {
    Failure made;
    made.found = std::move(found);
    for (const Reason& reason : reasons)
      if (made.reasons.size() < most) made.reasons.push_back(reason.text);
    return made;
  }

  const Verdict* verdict_of(const std::string& ref, const std::string& reading) const {
    for (const Verdict& verdict : account_.verdicts)
      if (verdict.clause == ref && verdict.reading == reading) return &verdict;
    return nullptr;
  }

  static std::string called(const Verdict& verdict) {
    return verdict.reading.empty() ? verdict.clause
                                   : fmt::format("{} as {} reads", verdict.clause, verdict.reading);
  }

  // All together are distinct incidents; of one side, those that it alleges.
  static std::int64_t alleged_in(const Verdict& verdict, const ClauseExpected::Alleged& asked) {
    if (asked.by.empty() && asked.against.empty()) return verdict.alleged_incidents;
    std::vector<Id<Incident>> incidents;
    for (const AllegedBy& row : verdict.alleged) {
      if (!asked.by.empty() && row.by.name != asked.by) continue;
      if (!asked.against.empty() && row.against != asked.against) continue;
      for (const Id<Incident> incident : row.rows)
        if (std::find(incidents.begin(), incidents.end(), incident) == incidents.end())
          incidents.push_back(incident);
    }
    return static_cast<std::int64_t>(incidents.size());
  }

  // A day without an hour means any moment of it, or its very end.
  bool is_at(const std::optional<ClauseExpected::Time>& expected, const std::optional<Instant>& at,
             std::string_view word, std::string& found) const {
    if (!expected) return true;
    if (!at) {
      found += fmt::format(", without '{}'", word);
      return false;
    }
    const auto local = local_of(*at, agreement_.zone);
    const auto next = instant_of({expected->at.day + std::chrono::days{1}, std::chrono::seconds{0}},
                                 agreement_.zone);
    if (!local || !next) return false;
    found += fmt::format(", {} {}", word, agreement::date_to_text(*local, false));
    if (expected->whole_day) return local->day == expected->at.day || *at == *next;
    return *local == expected->at;
  }

  std::optional<Failure> compare_progress(const CountExpected& expected) {
    const Verdict* verdict = verdict_of(expected.ref, expected.reading);
    if (verdict == nullptr) return failure("the account has no such clause");
    std::string found;
    for (const Progress& progress : verdict->progress) {
      if (progress.counter.name != expected.by) continue;
      if (expected.amount && is_count(progress.low, progress.high, *expected.amount) &&
          (!expected.target || progress.target == expected.target))
        return std::nullopt;
      add_count(found, expected.ref, progress.low, progress.high, progress.target, expected.by);
    }
    if (found.empty() && !expected.amount) return std::nullopt;
    if (found.empty()) found = fmt::format("{} counts nothing by {}", expected.ref, expected.by);
    return failure(std::move(found), verdict->reasons);
  }

  std::optional<Failure> compare_tally(const CountExpected& expected) {
    std::string found;
    for (const Tally& tally : account_.tallies) {
      if (tally.title != expected.tally || !tally.clause.empty()) continue;
      for (const TallyLine& line : tally.lines) {
        if (line.counter.name != expected.by || line.steps.empty()) continue;
        const TallyStep& last = line.steps.back();
        if (expected.amount && is_count(last.low, last.high, *expected.amount) &&
            (!expected.target || tally.target == expected.target))
          return std::nullopt;
        add_count(found, fmt::format("tally \"{}\"", tally.title), last.low, last.high,
                  tally.target, expected.by);
      }
    }
    if (found.empty() && !expected.amount) return std::nullopt;
    if (found.empty())
      found = fmt::format("tally \"{}\" counts nothing by {}", expected.tally, expected.by);
    return failure(std::move(found));
  }

  static bool is_count(std::optional<std::int64_t> low, std::optional<std::int64_t> high,
                       std::int64_t amount) {
    return low.value_or(high.value_or(-1)) == amount;
  }

  static void add_count(std::string& found, std::string_view what, std::optional<std::int64_t> low,
                        std::optional<std::int64_t> high, std::optional<std::int64_t> target,
                        std::string_view by) {
    found += fmt::format("{}{} counts {}", found.empty() ? "" : "; ", what,
                         agreement::number_to_text(low.value_or(high.value_or(0))));
    if (target) found += fmt::format(" of {}", agreement::number_to_text(*target));
    found += fmt::format(" by {}", by);
  }

  static bool is_meant(const GateExpected& expected, const GateCondition& blocker) {
    if (!expected.required_by.empty() &&
        std::find(blocker.required_by.begin(), blocker.required_by.end(), expected.required_by) ==
            blocker.required_by.end())
      return false;
    if (expected.words.empty() && expected.ref.empty()) return true;
    if (expected.ref.empty()) return blocker.words.find(expected.words) != std::string::npos;
    return (' ' + blocker.words + ' ').find(' ' + expected.ref + ' ') != std::string::npos;
  }

  static Reason why(const GateCondition& blocker) {
    std::string text = blocker.words;
    if (!blocker.account.empty()) text += ": " + blocker.account;
    if (!blocker.required_by.empty()) text += fmt::format(" (as {} reads)", blocker.required_by[0]);
    return {std::move(text), {}, {}, {}, {}};
  }

  const Agreement& agreement_;
  const Account& account_;
};

}  // namespace

std::optional<Failure> compare(const Agreement& agreement, const Account& account,
                               const Expectation& expectation) {
  return std::visit(Comparing(agreement, account), expectation.what);
}

}  // namespace truce::story
