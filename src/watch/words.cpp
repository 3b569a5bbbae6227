// SPDX-License-Identifier: Apache-2.0
// Verdicts in words.
#include <fmt/format.h>

#include "watch/watch.h"

namespace truce::watch {
namespace {

/// "3 hours", "2 days 4 hours", "50 seconds": the two largest units that say something.
std::string in_words(Seconds seconds) {
  constexpr std::pair<Seconds, const char*> kUnits[] = {
      {86'400, "day"}, {3'600, "hour"}, {60, "minute"}, {1, "second"}};
  std::string text;
  int said = 0;
  for (const auto& [length, name] : kUnits) {
    const Seconds amount = seconds / length;
    seconds %= length;
    if (amount == 0) {
      if (said > 0) break;  // "2 days 4 minutes" says more than is known to matter
      continue;
    }
    text += fmt::format("{}{} {}{}", text.empty() ? "" : " ", amount, name, amount == 1 ? "" : "s");
    if (++said == 2) break;
  }
  return text.empty() ? "no time" : text;
}

std::string why_not_followed(const EventRule& rule, const Change& change, Seconds within) {
  if (change.now == State::fulfilled_late)
    return fmt::format("{} came {} late", rule.other, in_words(change.worst - within));
  if (change.now == State::fulfilled)
    return fmt::format("{} came after {}", rule.other, in_words(change.worst));
  if (change.now == State::undetermined)
    return fmt::format("{} may have come in time, and may not", rule.other);
  return fmt::format("no {} within {}", rule.other, truce::to_text(*rule.within));
}

std::string why_not_preceded(const EventRule& rule, const Change& change, Seconds within) {
  const std::string window =
      rule.within ? fmt::format(" within {}", truce::to_text(*rule.within)) : std::string();
  if (change.now == State::undetermined)
    return fmt::format("{} may have come in time before it, and may not", rule.other);
  if (change.now == State::fulfilled)
    return fmt::format("{} came {} before it", rule.other, in_words(change.worst));
  if (change.best < kNever && change.best > within)
    return fmt::format("the last {} that held was {} before it", rule.other, in_words(change.best));
  return fmt::format("no {}{}{} before it", rule.other, rule.unless.empty() ? "" : " in force",
                     window);
}

std::string why_not_bounded(const EventRule& rule, const Change& change) {
  const std::string& what = rule.sum_of.empty() ? rule.event : rule.sum_of;
  const std::string sum = change.best == change.worst
                              ? std::to_string(change.best)
                              : fmt::format("{} to {}", change.best, change.worst);
  if (change.now == State::undetermined)
    return fmt::format("{} {}, of {} allowed", sum, what, rule.most);
  if (change.now == State::fulfilled) return fmt::format("{} {}", sum, what);
  return fmt::format("{} {}, {} over {}", sum, what, change.best - rule.most, rule.most);
}

}  // namespace

std::string reason_of(const Program& program, const Change& change) {
  if (change.now == State::not_triggered) return "its report was withdrawn";
  const EventRule& rule = program.rules[change.rule].written;
  const Seconds within = rule.within ? seconds_in(*rule.within) : kNever;
  switch (rule.form) {
    case EventRule::Form::followed:
      return change.now == State::open ? fmt::format("{} may still come in time", rule.other)
                                       : why_not_followed(rule, change, within);
    case EventRule::Form::preceded:
      return why_not_preceded(rule, change, within);
    case EventRule::Form::bounded:
      return why_not_bounded(rule, change);
  }
  return {};
}

}  // namespace truce::watch
