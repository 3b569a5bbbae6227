// SPDX-License-Identifier: Apache-2.0
#include "monitor/reference.h"

#include <algorithm>
#include <set>

namespace truce::monitor::reference {

const char* const kAgreement = R"(agreement "Small world"
  in force 1 March 2025 00:00 UTC

party East
party West

area Valley

phase 1 "All"
  begins at entry into force

  clause 1.1 "Fire ceases"
    East, West must not fire in Valley

  clause 1.2 "Release"
    East must release 2 captives to West within 72 hours of entry into force
    counting a person when the receiving side has him or her

  clause 1.3 "Aid"
    West must admit at least 10 trucks into Valley each day
    counting a truck when it has crossed

  rule 1.4 "Escalation"
    when 2 or more breaches of 1.1 by one party within 7 days
    then East must meet within 2 days
)";

namespace {

using History = std::vector<Happening>;
constexpr int kTarget = 2;
constexpr int kEachDay = 10;

std::set<std::string> voices(const History& history) {
  std::set<std::string> all;
  for (const Happening& one : history) all.insert(one.voice);
  return all;
}

// An incident is alleged when any account of it tells of fire in the valley.
int alleged(const History& history) {
  std::set<int> incidents;
  for (const Happening& one : history)
    if (one.act == Happening::Act::fire && one.in_valley) incidents.insert(one.incident);
  return static_cast<int>(incidents.size());
}

// One finding for each incident found, dated to the incident.
std::map<int, Happening> found(const History& history) {
  std::map<int, Happening> breaches;
  for (const Happening& one : history)
    if (one.act == Happening::Act::fire && one.found) breaches.emplace(one.incident, one);
  return breaches;
}

bool escalated(const History& history) {
  for (const auto& [left, one] : found(history))
    for (const auto& [right, other] : found(history))
      if (left != right && one.by == other.by && !one.by.empty() &&
          std::abs(one.day - other.day) < 7)
        return true;
  return false;
}

/// The sum of a counter's last word on each incident.
int released_by(const History& history, const std::string& voice) {
  std::map<int, const Happening*> single;
  for (const Happening& one : history) {
    if (one.act != Happening::Act::release || one.voice != voice) continue;
    const Happening*& last = single[one.incident];
    if (!last || last->published < one.published) last = &one;
  }
  int sum = 0;
  for (const auto& [incident, last] : single) sum += last->amount;
  return sum;
}

bool tells_of_release(const History& history, const std::string& voice) {
  return std::any_of(history.begin(), history.end(), [&](const Happening& one) {
    return one.act == Happening::Act::release && one.voice == voice;
  });
}

/// On which day the counter's sum came to the target.
int day_done(const History& history, const std::string& voice) {
  int day = 0;
  for (int last = 31; last >= 1; --last) {
    History until;
    for (const Happening& one : history)
      if (one.day <= last) until.push_back(one);
    if (released_by(until, voice) < kTarget) break;
    day = last;
  }
  return day;
}

std::string release(const History& history, int today) {
  std::set<int> done_on;
  for (const std::string& voice : voices(history))
    if (voice != "East" && tells_of_release(history, voice) &&
        released_by(history, voice) >= kTarget)
      done_on.insert(day_done(history, voice));
  // In force on the 1st at midnight, so due at the end of the 3rd.
  if (done_on.empty()) return today >= 4 ? "overdue" : today == 3 ? "due_soon" : "in_progress";
  // Who dates it latest bounds it from below, who dates it earliest from above.
  if (*done_on.begin() <= 3) return "fulfilled";
  return "fulfilled_late";
}

std::pair<int, int> trucks_by(const History& history, const std::string& voice) {
  std::map<int, const Happening*> last;
  for (const Happening& one : history) {
    if (one.act != Happening::Act::trucks || one.voice != voice) continue;
    const Happening*& day = last[one.day];
    if (!day || day->published < one.published) day = &one;
  }
  int below = 0;
  for (const auto& [day, one] : last) below += one->amount < kEachDay;
  return {static_cast<int>(last.size()), below};
}

}  // namespace

Answers answers(const History& history, int today) {
  Answers all;
  all.alleged = alleged(history);
  all.found = static_cast<int>(found(history).size());
  all.escalated = escalated(history);
  all.release = release(history, today);
  for (const std::string& voice : voices(history)) {
    if (tells_of_release(history, voice)) all.released[voice] = released_by(history, voice);
    if (const auto days = trucks_by(history, voice); days.first > 0) all.trucks[voice] = days;
  }
  return all;
}

std::string to_text(const Answers& answers) {
  std::string text = std::to_string(answers.alleged) + " alleged, " +
                     std::to_string(answers.found) + " found, release " + answers.release;
  for (const auto& [voice, count] : answers.released)
    text += ", " + std::to_string(count) + " by " + voice;
  for (const auto& [voice, days] : answers.trucks)
    text += ", trucks " + std::to_string(days.first) + "/" + std::to_string(days.second) + " by " +
            voice;
  return text + (answers.escalated ? ", escalated" : "");
}

}  // namespace truce::monitor::reference
