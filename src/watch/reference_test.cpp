// SPDX-License-Identifier: Apache-2.0
// A watch against the naive evaluator of reference.h: small histories exhaustively, large ones at
// random. A failure prints the rules, the steps that are needed for it, and the seed.
#include "watch/reference.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <functional>
#include <random>
#include <set>

#include "watch/watch.h"

namespace truce::watch {
namespace {

struct Step {
  enum class Does { take, withdraw, tick, restart };
  Does does = Does::take;
  Report report;      // take, withdraw
  Seconds clock = 0;  // tick
};

struct Story {
  Agreement agreement;
  std::optional<Seconds> grace;
  std::vector<Step> steps;
};

std::string to_text(const Story& story) {
  std::string text = agreement::print(story.agreement);
  if (story.grace) text += fmt::format("grace {}\n", *story.grace);
  for (const Step& step : story.steps) {
    const Report& report = step.report;
    const std::string event =
        fmt::format("{}: {}..{} {} ({}, {}, {})", report.id, report.earliest, report.latest,
                    story.agreement.event_kinds[report.kind].name, report.values[0],
                    report.values[1], report.values[2]);
    if (step.does == Step::Does::take) text += fmt::format("  take {}\n", event);
    if (step.does == Step::Does::withdraw) text += fmt::format("  withdraw {}\n", event);
    if (step.does == Step::Does::tick) text += fmt::format("  now {}\n", step.clock);
    if (step.does == Step::Does::restart) text += "  restart from a checkpoint\n";
  }
  return text;
}

bool is_quiet(State state) {
  return state == State::not_triggered || state == State::open || state == State::fulfilled;
}

/// Runs a story through a watch, and compares it with the naive evaluator.
class Comparison {
 public:
  explicit Comparison(const Story& story)
      : story_(story), watch_(compile(story.agreement), story.grace) {
    for (const Phase& phase : story.agreement.phases)
      for (const Rule& rule : phase.rules) rules_.push_back(*rule.events);
  }

  void run(const Step& step) {
    changes_.clear();
    switch (step.does) {
      case Step::Does::take:
        if (watch_.take(step.report, changes_) == Watch::Taken::taken)
          standing_.push_back(step.report);
        else if (!story_.grace)
          differ("a report is too late where there is no grace");
        break;
      case Step::Does::withdraw:
        withdraw(step.report);
        break;
      case Step::Does::tick:
        watch_.advance(step.clock, changes_);
        break;
      case Step::Does::restart:
        restart();
        break;
    }
    apply_changes();
  }

  /// The first difference so far; empty when there is none.
  const std::string& compare() {
    if (!difference_.empty()) return difference_;
    std::set<std::tuple<std::uint32_t, std::uint32_t, Seconds>> open;
    for (std::uint32_t rule = 0; rule < rules_.size(); ++rule) {
      const auto verdicts = reference::verdicts(rules_[rule], story_.agreement.event_kinds,
                                                standing_, watch_.clock());
      for (const Report& report : standing_) {
        const auto naive = verdicts.find(report.id);
        if (naive == verdicts.end()) continue;
        compare_verdict(rule, report, naive->second);
        compare_told(rule, report, naive->second);
        if (naive->second.state == State::open)
          open.emplace(rule, report.id, due(rules_[rule], report));
      }
    }
    for (const auto& [key, state] : told_)
      if (!stands(key.second))
        differ(fmt::format("rule {} of report {}, which does not stand: told as {}", key.first,
                           key.second, to_text(state)));
    for (const Open& duty : watch_.open())
      if (open.erase({duty.rule, duty.of, duty.due}) == 0)
        differ(fmt::format("rule {} of report {}: not open", duty.rule, duty.of));
    for (const auto& [rule, of, due] : open)
      differ(fmt::format("rule {} of report {}: open, and not listed", rule, of));
    return difference_;
  }

  const std::vector<Change>& changes() const { return changes_; }
  const Watch& watch() const { return watch_; }

 private:
  static std::string_view to_text(State state) { return watch::to_text(state); }

  void differ(std::string difference) {
    if (difference_.empty()) difference_ = std::move(difference);
  }

  void withdraw(const Report& report) {
    const auto known = std::find_if(standing_.begin(), standing_.end(),
                                    [&](const Report& other) { return other.id == report.id; });
    if (known == standing_.end()) return;
    const bool late = story_.grace && report.earliest < watch_.clock() - *story_.grace;
    if (watch_.withdraw(report, changes_)) {
      standing_.erase(known);
    } else if (!late && is_watched(report)) {
      differ(fmt::format("report {} cannot be withdrawn", report.id));
    } else if (!late) {
      standing_.erase(known);
    }
  }

  bool is_watched(const Report& report) const {
    return !watch_.program().kinds[report.kind].uses.empty();
  }

  void restart() {
    auto again = Watch::restore(compile(story_.agreement), story_.grace, watch_.checkpoint());
    if (!again) return differ("not restored: " + again.error().message);
    watch_ = std::move(*again);
  }

  bool stands(std::uint32_t id) const {
    return std::any_of(standing_.begin(), standing_.end(),
                       [&](const Report& report) { return report.id == id; });
  }

  Seconds due(const EventRule& rule, const Report& report) const {
    return rule.within ? report.latest + seconds_in(*rule.within) : kNever;
  }

  void apply_changes() {
    last_.clear();
    for (const Change& change : changes_) {
      const std::pair key{change.rule, change.of};
      const auto told = told_.find(key);
      const bool fits = told == told_.end() ? is_quiet(change.was) : told->second == change.was;
      if (!fits || change.was == change.now)
        differ(fmt::format("rule {} of report {}: told {} → {} out of turn", change.rule, change.of,
                           to_text(change.was), to_text(change.now)));
      if (is_quiet(change.now))
        told_.erase(key);
      else
        told_[key] = change.now;
      last_[key] = change;
    }
  }

  void compare_told(std::uint32_t rule, const Report& report, const reference::Verdict& naive) {
    const auto last = last_.find({rule, report.id});
    if (last != last_.end() && naive.state == last->second.now && naive.state != State::open &&
        last->second.since != naive.since)
      differ(fmt::format("rule {} of report {}: {} since {}, told as since {}", rule, report.id,
                         to_text(naive.state), naive.since, last->second.since));
    const auto told = told_.find({rule, report.id});
    if (told == told_.end() ? is_quiet(naive.state) : told->second == naive.state) return;
    // What is forgotten stays missed, be it done after all or not.
    const auto is_missed = [](State state) {
      return state == State::violated || state == State::fulfilled_late;
    };
    const bool forgotten = !watch_.verdict(rule, report);
    if (told != told_.end() && forgotten && is_missed(told->second) && is_missed(naive.state))
      return;
    differ(fmt::format("rule {} of report {}: {}, told as {}", rule, report.id,
                       to_text(naive.state),
                       told == told_.end() ? "nothing" : to_text(told->second)));
  }

  void compare_verdict(std::uint32_t rule, const Report& report, const reference::Verdict& naive) {
    const auto verdict = watch_.verdict(rule, report);
    if (!verdict) {
      if (!story_.grace || report.latest >= watch_.clock() - *story_.grace)
        differ(fmt::format("rule {} of report {}: {}, not known", rule, report.id,
                           to_text(naive.state)));
      return;
    }
    // Beyond the bound one permit is as good as none.
    const std::int64_t cap = rules_[rule].form == EventRule::Form::preceded && rules_[rule].within
                                 ? seconds_in(*rules_[rule].within) + 1
                                 : kNever;
    const auto capped = [&](std::int64_t level) { return std::min(level, cap); };
    const auto shown = [&](State state, Seconds since, std::int64_t best, std::int64_t worst) {
      return fmt::format("{} since {}, level {} to {}", to_text(state),
                         state == State::open ? 0 : since, capped(best), capped(worst));
    };
    const std::string ours = shown(verdict->now, verdict->since, verdict->best, verdict->worst);
    const std::string theirs = shown(naive.state, naive.since, naive.best, naive.worst);
    if (ours != theirs)
      differ(fmt::format("rule {} of report {}: {}; the watch says {}", rule, report.id, theirs,
                         ours));
  }

  const Story& story_;
  std::vector<EventRule> rules_;
  Watch watch_;
  std::vector<Report> standing_;
  std::vector<Change> changes_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, State> told_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Change> last_;  // of the last step
  std::string difference_;
};

std::string difference_in(const Story& story) {
  Comparison comparison(story);
  for (const Step& step : story.steps) {
    comparison.run(step);
    if (!comparison.compare().empty()) break;
  }
  return comparison.compare();
}

/// Leaves out steps and rules as long as some difference stays.
Story shortest(Story story) {
  for (std::size_t at = story.steps.size(); at-- > 0;) {
    Story shorter = story;
    shorter.steps.erase(shorter.steps.begin() + static_cast<std::ptrdiff_t>(at));
    if (!difference_in(shorter).empty()) story = std::move(shorter);
  }
  const auto rules_of = [](Story & of) -> auto& { return of.agreement.phases.front().rules; };
  for (std::size_t at = rules_of(story).size(); at-- > 0 && rules_of(story).size() > 1;) {
    Story shorter = story;
    rules_of(shorter).erase(rules_of(shorter).begin() + static_cast<std::ptrdiff_t>(at));
    if (!difference_in(shorter).empty()) story = std::move(shorter);
  }
  return story;
}

/// True when the watch and the naive evaluator agree after every step.
bool agrees(const Story& story) {
  if (difference_in(story).empty()) return true;
  const Story least = shortest(story);
  ADD_FAILURE() << difference_in(least) << "\n" << to_text(least);
  return false;
}

// ---- Worlds

constexpr const char* kSubjects = "entry";
constexpr const char* kOthers = "permit";
constexpr const char* kUndoing = "revoke";

Agreement agreement_with(const std::vector<EventRule>& rules) {
  Agreement agreement;
  agreement.title = "Made up";
  for (const char* name : {kSubjects, kOthers, kUndoing, "flower"})
    agreement.event_kinds.push_back({name, {"vehicle", "zone", "load"}, {}});
  Phase phase;
  phase.number = "1";
  phase.title = "Watch";
  for (const EventRule& events : rules) {
    Rule rule;
    rule.ref = fmt::format("1.{}", phase.rules.size() + 1);
    rule.title = "A rule";
    rule.events = events;
    phase.rules.push_back(std::move(rule));
  }
  agreement.phases.push_back(std::move(phase));
  return agreement;
}

EventRule rule_of(EventRule::Form form, std::optional<std::int64_t> minutes,
                  std::int64_t most = 0) {
  EventRule rule;
  rule.form = form;
  rule.event = kSubjects;
  rule.same = {"vehicle"};
  rule.most = most;
  if (minutes) rule.within = Duration{*minutes, Duration::Unit::minutes};
  if (form != EventRule::Form::bounded) rule.other = kOthers;
  return rule;
}

/// Every row of `length` of the reports in `choices`, each in every order of arrival.
void for_every_row(const std::vector<Report>& choices, std::size_t length,
                   const std::function<void(const std::vector<Step>&)>& visit) {
  std::vector<Step> steps;
  const std::function<void()> extend = [&] {
    if (!steps.empty()) visit(steps);
    if (steps.size() == length) return;
    for (Report report : choices) {
      report.id = static_cast<std::uint32_t>(steps.size() + 1);
      steps.push_back({Step::Does::take, report, 0});
      extend();
      steps.pop_back();
    }
  };
  extend();
}

std::vector<Report> choices(std::size_t kinds, Value keys, const std::vector<Seconds>& times,
                            Seconds width_max) {
  std::vector<Report> choices;
  for (std::uint16_t kind = 0; kind < kinds; ++kind)
    for (Value key = 1; key <= keys; ++key)
      for (const Seconds earliest : times)
        for (const Seconds latest : times)
          if (latest >= earliest && latest - earliest <= width_max)
            choices.push_back({0, kind, earliest, latest, {key, 0, 2}});
  return choices;
}

/// Compares after the last report of every row, then with the clock past every deadline, then after
/// the first report is withdrawn. What comes before the last is the end of a shorter row.
void check_every_row(const std::vector<EventRule>& rules, const std::vector<Report>& from,
                     std::size_t length) {
  Story story{agreement_with(rules), std::nullopt, {}};
  bool fine = true;
  for_every_row(from, length, [&](const std::vector<Step>& steps) {
    if (!fine) return;
    Comparison comparison(story);
    for (const Step& step : steps) comparison.run(step);
    fine &= comparison.compare().empty();
    const Step after[] = {{Step::Does::tick, {}, 100'000},
                          {Step::Does::withdraw, steps.front().report, 0}};
    for (const Step& step : after) {
      comparison.run(step);
      fine &= comparison.compare().empty();
    }
    if (fine) return;
    story.steps = steps;
    story.steps.insert(story.steps.end(), std::begin(after), std::end(after));
    EXPECT_FALSE(agrees(story)) << "the difference is gone when looked for step by step";
  });
}

using Form = EventRule::Form;

TEST(EveryHistory, OfFourExactReportsOfWhatMustFollow) {
  check_every_row({rule_of(Form::followed, 1), rule_of(Form::followed, 2)},
                  choices(2, 2, {0, 60, 61, 130}, 0), 3);
}

TEST(EveryHistory, OfThreeDoubtfulReportsOfWhatMustFollow) {
  check_every_row({rule_of(Form::followed, 1), rule_of(Form::followed, std::nullopt)},
                  choices(2, 1, {0, 60, 61, 130}, 130), 3);
}

TEST(EveryHistory, OfFourExactReportsOfWhatMustComeBefore) {
  EventRule unless = rule_of(Form::preceded, 1);
  unless.unless = kUndoing;
  check_every_row({unless, rule_of(Form::preceded, 1), rule_of(Form::preceded, std::nullopt)},
                  choices(3, 1, {0, 59, 60, 120}, 0), 4);
}

TEST(EveryHistory, OfThreeDoubtfulReportsOfWhatMustComeBefore) {
  EventRule unless = rule_of(Form::preceded, 1);
  unless.unless = kUndoing;
  check_every_row({unless}, choices(3, 1, {0, 60, 61}, 60), 3);
}

TEST(EveryHistory, OfFourExactReportsOfWhatIsCounted) {
  EventRule since = rule_of(Form::bounded, 1, 1);
  since.other = kOthers;
  EventRule ever = since;
  ever.within = std::nullopt;
  EventRule sum = rule_of(Form::bounded, 1, 4);
  sum.sum_of = "load";
  check_every_row({since, ever, sum}, choices(2, 1, {0, 60, 61}, 0), 5);
}

TEST(EveryHistory, OfThreeDoubtfulReportsOfWhatIsCounted) {
  EventRule since = rule_of(Form::bounded, 1, 1);
  since.other = kOthers;
  EventRule ever = since;
  ever.within = std::nullopt;
  check_every_row({since, ever}, choices(2, 1, {0, 60, 61, 121}, 121), 3);
}

// ---- At random

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : engine_(seed) {}
  /// From `low` to `high`, both included.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(high - low + 1));
  }
  bool one_in(std::int64_t count) { return between(1, count) == 1; }
  template <class T>
  void shuffle(std::vector<T>& values) {
    for (std::size_t at = values.size(); at > 1; --at)
      std::swap(values[at - 1],
                values[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(at) - 1))]);
  }

 private:
  std::mt19937_64 engine_;
};

struct Shape {
  std::int64_t reports = 12;
  std::int64_t span = 400;     // seconds from the first to the last
  std::int64_t width_max = 0;  // of a doubtful time
  std::int64_t negative = 0;   // the least amount is this much below nought
};

EventRule random_rule(Chance& chance) {
  EventRule rule;
  rule.form = static_cast<Form>(chance.between(0, 2));
  rule.event = kSubjects;
  const bool bounded = rule.form == Form::bounded;
  if (!bounded || chance.one_in(2)) rule.other = kOthers;
  if (rule.form == Form::preceded && chance.one_in(2)) rule.unless = kUndoing;
  if (bounded && chance.one_in(2)) rule.sum_of = "load";
  if (bounded) rule.most = chance.between(0, rule.sum_of.empty() ? 3 : 12);
  if (!chance.one_in(4)) rule.within = Duration{chance.between(0, 3), Duration::Unit::minutes};
  if (!chance.one_in(4)) rule.same.push_back("vehicle");
  if (chance.one_in(3)) rule.same.push_back("zone");
  return rule;
}

/// Some rules, and others like them with bounds and windows of their own.
std::vector<EventRule> random_rules(Chance& chance) {
  std::vector<EventRule> rules;
  for (std::int64_t count = chance.between(1, 2); count > 0; --count) {
    const EventRule rule = random_rule(chance);
    rules.push_back(rule);
    for (std::int64_t more = chance.between(0, 2); more > 0; --more) {
      rules.push_back(rule);
      if (rule.within && chance.one_in(2)) rules.back().within->amount = chance.between(0, 4);
      rules.back().most += chance.between(0, 3);
    }
  }
  return rules;
}

std::vector<Report> random_reports(Chance& chance, const Shape& shape) {
  std::vector<Report> reports;
  for (std::int64_t count = 1; count <= shape.reports; ++count) {
    Report report;
    report.id = static_cast<std::uint32_t>(count);
    report.kind = static_cast<std::uint16_t>(chance.between(0, chance.one_in(4) ? 3 : 1));
    report.earliest = report.latest = chance.between(0, shape.span / 20) * 20;
    if (shape.width_max > 0 && chance.one_in(3))
      report.latest += chance.between(0, shape.width_max);
    report.values = {chance.between(1, 2), chance.between(1, 2),
                     chance.between(-shape.negative, 6)};
    reports.push_back(report);
  }
  return reports;
}

/// The reports more or less in order, with withdrawals, ticks of the clock and restarts between.
std::vector<Step> random_steps(Chance& chance, std::vector<Report> reports, std::int64_t disorder) {
  std::vector<std::pair<Seconds, Report>> arrivals;
  for (const Report& report : reports)
    arrivals.emplace_back(report.earliest + (chance.one_in(3) ? chance.between(0, disorder) : 0),
                          report);
  std::stable_sort(arrivals.begin(), arrivals.end(),
                   [](const auto& left, const auto& right) { return left.first < right.first; });
  std::vector<Step> steps;
  std::vector<Report> taken;
  for (const auto& [arrival, report] : arrivals) {
    steps.push_back({Step::Does::take, report, 0});
    taken.push_back(report);
    if (chance.one_in(5)) {
      const auto at = static_cast<std::ptrdiff_t>(
          chance.between(0, static_cast<std::int64_t>(taken.size()) - 1));
      const Report gone = taken[static_cast<std::size_t>(at)];
      taken.erase(taken.begin() + at);
      steps.push_back({Step::Does::withdraw, gone, 0});
      // What was withdrawn may be told again.
      if (chance.one_in(3)) {
        steps.push_back({Step::Does::take, gone, 0});
        taken.push_back(gone);
      }
    }
    if (chance.one_in(6)) steps.push_back({Step::Does::tick, {}, arrival + chance.between(0, 80)});
    if (chance.one_in(10)) steps.push_back({Step::Does::restart, {}, 0});
  }
  steps.push_back({Step::Does::tick, {}, 1000 + chance.between(0, 300)});
  return steps;
}

Story random_story(std::uint64_t seed, const Shape& shape, bool has_grace) {
  Chance chance(seed);
  Story story;
  std::vector<EventRule> rules = random_rules(chance);
  Shape with = shape;
  with.reports = chance.between(1, shape.reports);
  story.agreement = agreement_with(rules);
  if (has_grace) story.grace = chance.between(0, 6) * 20;
  story.steps = random_steps(chance, random_reports(chance, with),
                             story.grace ? *story.grace + 20 : shape.span);
  return story;
}

void check_at_random(std::uint64_t first_seed, int count, const Shape& shape, bool has_grace) {
  for (std::uint64_t seed = first_seed; seed < first_seed + static_cast<std::uint64_t>(count);
       ++seed)
    if (!agrees(random_story(seed, shape, has_grace))) {
      ADD_FAILURE() << "seed " << seed;
      return;
    }
}

TEST(RandomHistories, OfExactTimesGiveTheNaiveVerdictsAfterEveryStep) {
  check_at_random(1, 1000, {}, false);
}

TEST(RandomHistories, OfDoubtfulTimesGiveTheNaiveVerdictsAfterEveryStep) {
  check_at_random(100'000, 1000, {.width_max = 100}, false);
}

TEST(RandomHistories, OfAmountsBelowNoughtToo) {
  check_at_random(200'000, 500, {.width_max = 100, .negative = 6}, false);
}

TEST(RandomHistories, OfExactTimesWithinAGrace) {
  check_at_random(300'000, 700, {.reports = 25, .span = 1000}, true);
}

TEST(RandomHistories, OfDoubtfulTimesWithinAGrace) {
  check_at_random(400'000, 700, {.reports = 25, .span = 1000, .width_max = 100}, true);
}

}  // namespace
}  // namespace truce::watch
