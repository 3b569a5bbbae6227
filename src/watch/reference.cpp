// SPDX-License-Identifier: Apache-2.0
#include "watch/reference.h"

#include <algorithm>

namespace truce::watch::reference {
namespace {

enum class Answer { no, doubtful, yes };

Answer negated(Answer truth) {
  if (truth == Answer::doubtful) return truth;
  return truth == Answer::yes ? Answer::no : Answer::yes;
}
Answer both(Answer left, Answer right) { return std::min(left, right); }
Answer either(Answer left, Answer right) { return std::max(left, right); }

Answer strictly_after(const Report& later, const Report& earlier) {
  if (later.earliest > earlier.latest) return Answer::yes;
  return later.latest > earlier.earliest ? Answer::doubtful : Answer::no;
}
Answer not_after(const Report& left, const Report& right) {
  return negated(strictly_after(left, right));
}

/// How far apart two events lie of which the first did not come after the second.
std::int64_t distance_min(const Report& first, const Report& second) {
  return std::max<std::int64_t>(0, second.earliest - first.latest);
}
std::int64_t distance_max(const Report& first, const Report& second) {
  return second.latest - first.earliest;
}

Answer is_within(const Report& first, const Report& second, Seconds within) {
  if (distance_max(first, second) <= within) return Answer::yes;
  return distance_min(first, second) <= within ? Answer::doubtful : Answer::no;
}

Seconds length_of(const Duration& duration) {
  switch (duration.unit) {
    case Duration::Unit::minutes:
      return duration.amount * 60;
    case Duration::Unit::hours:
      return duration.amount * 60 * 60;
    case Duration::Unit::weeks:
      return duration.amount * 7 * 24 * 60 * 60;
    case Duration::Unit::days:
    case Duration::Unit::working_days:
    case Duration::Unit::months:
      break;
  }
  return duration.amount * 24 * 60 * 60;
}

class World {
 public:
  World(const EventRule& rule, const std::vector<EventKind>& kinds,
        const std::vector<Report>& reports)
      : rule_(rule), kinds_(kinds), reports_(reports) {
    if (rule.within) within_ = length_of(*rule.within);
  }

  Verdict verdict_on(const Report& subject, Seconds clock) const {
    Verdict verdict;
    const bool followed = rule_.form == EventRule::Form::followed;
    if (followed) measure_answers(subject, verdict);
    if (rule_.form == EventRule::Form::preceded) measure_permits(subject, verdict);
    if (rule_.form == EventRule::Form::bounded) measure_sum(subject, verdict);

    const std::int64_t bound = rule_.form == EventRule::Form::bounded ? rule_.most : within_;
    const bool has_deadline = followed && rule_.within;
    verdict.since = subject.latest;
    if (verdict.worst <= bound && verdict.worst != kNever) {
      verdict.state = State::fulfilled;
      if (has_deadline) verdict.since = subject.earliest + verdict.worst;
    } else if (followed && (!rule_.within || clock <= subject.latest + within_)) {
      verdict.state = State::open;
    } else if (verdict.best <= bound && verdict.best != kNever) {
      verdict.state = State::undetermined;
      if (has_deadline) verdict.since = subject.latest + within_;
    } else if (followed && verdict.worst != kNever) {
      verdict.state = State::fulfilled_late;
      verdict.since = subject.earliest + verdict.worst;
    } else {
      verdict.state = State::violated;
      if (has_deadline) verdict.since = subject.latest + within_;
    }
    return verdict;
  }

  bool is(const Report& report, const std::string& name) const {
    return kinds_[report.kind].name == name;
  }

 private:
  Value field_of(const Report& report, const std::string& name) const {
    const auto& fields = kinds_[report.kind].fields;
    return report.values[static_cast<std::size_t>(std::find(fields.begin(), fields.end(), name) -
                                                  fields.begin())];
  }

  bool belong_together(const Report& left, const Report& right) const {
    return std::all_of(rule_.same.begin(), rule_.same.end(), [&](const std::string& field) {
      return field_of(left, field) == field_of(right, field);
    });
  }

  /// The reports of events so named that belong to the subject.
  std::vector<Report> all_of(const std::string& name, const Report& subject) const {
    std::vector<Report> found;
    for (const Report& report : reports_)
      if (is(report, name) && belong_together(report, subject)) found.push_back(report);
    return found;
  }

  /// Whether something so named came strictly after `event` and not after the subject.
  Answer came_between(const std::string& name, const Report& event, const Report& subject) const {
    Answer truth = Answer::no;
    if (name.empty()) return truth;
    for (const Report& between : all_of(name, subject))
      truth = either(truth, both(strictly_after(between, event), not_after(between, subject)));
    return truth;
  }

  void measure_answers(const Report& subject, Verdict& verdict) const {
    for (const Report& answer : all_of(rule_.other, subject)) {
      const Answer counts = not_after(subject, answer);
      if (counts != Answer::no) verdict.best = std::min(verdict.best, distance_min(subject, answer));
      if (counts == Answer::yes)
        verdict.worst = std::min(verdict.worst, distance_max(subject, answer));
    }
  }

  void measure_permits(const Report& subject, Verdict& verdict) const {
    for (const Report& permit : all_of(rule_.other, subject)) {
      const Answer counts =
          both(not_after(permit, subject), negated(came_between(rule_.unless, permit, subject)));
      if (counts != Answer::no) verdict.best = std::min(verdict.best, distance_min(permit, subject));
      if (counts == Answer::yes)
        verdict.worst = std::min(verdict.worst, distance_max(permit, subject));
    }
  }

  void measure_sum(const Report& subject, Verdict& verdict) const {
    verdict.best = verdict.worst = 0;
    for (const Report& event : all_of(rule_.event, subject)) {
      Answer counts =
          both(not_after(event, subject), negated(came_between(rule_.other, event, subject)));
      if (rule_.within) counts = both(counts, is_within(event, subject, within_));
      if (event.id == subject.id) counts = Answer::yes;
      const std::int64_t amount = rule_.sum_of.empty() ? 1 : field_of(event, rule_.sum_of);
      if (counts == Answer::yes || (counts == Answer::doubtful && amount < 0)) verdict.best += amount;
      if (counts == Answer::yes || (counts == Answer::doubtful && amount > 0))
        verdict.worst += amount;
    }
  }

  const EventRule& rule_;
  const std::vector<EventKind>& kinds_;
  const std::vector<Report>& reports_;
  Seconds within_ = kNever;
};

}  // namespace

std::map<std::uint32_t, Verdict> verdicts(const EventRule& rule,
                                          const std::vector<EventKind>& kinds,
                                          const std::vector<Report>& reports, Seconds clock) {
  const World world(rule, kinds, reports);
  std::map<std::uint32_t, Verdict> verdicts;
  for (const Report& report : reports)
    if (world.is(report, rule.event)) verdicts[report.id] = world.verdict_on(report, clock);
  return verdicts;
}

}  // namespace truce::watch::reference
