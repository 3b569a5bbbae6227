// SPDX-License-Identifier: Apache-2.0
// The test of a duty that is counted: who counts how many, and whose count reaches what is owed.
#include <fmt/format.h>

#include "monitor/running.h"
#include "monitor/words.h"

namespace truce::monitor {

using std::chrono::days;

namespace {

constexpr std::size_t kShown = 3;  // counters with a sentence of their own; the others share one

}  // namespace

void Running::add_progress() {
  if (!evidence_.tally || !quantity_ || machine_.kind == Machine::Kind::each_period) return;
  for (const TallyLine& line : evidence_.tally->lines) {
    const TallyStep& last = last_of(line);
    verdict_.progress.push_back({line.counter, last.low, last.high, quantity_->amount,
                                 quantity_->thing, last.on, rows_of(line)});
  }
}

bool Running::is_reached(const TallyStep& step) const {
  return step.low && *step.low >= quantity_->amount;
}

/// The step from which the line never again falls short.
std::optional<std::size_t> Running::reached_at(const TallyLine& line) const {
  if (!is_reached(last_of(line))) return std::nullopt;
  std::size_t at = line.steps.size() - 1;
  while (at > 0 && is_reached(line.steps[at - 1])) --at;
  return at;
}

// A total told on a day was reached by then, and after the counter last told of less. A report of
// the thing itself dates it to its day. Nothing happens after it was published.
Between Running::when_reached(const TallyLine& line, std::size_t at) const {
  const TallyStep& step = line.steps[at];
  const Instant day_begins = world_.calendar.start_of(step.on);
  Instant latest = world_.calendar.start_of(step.on + days{1});
  if (day_begins <= step.known_at && step.known_at < latest) latest = step.known_at;
  Instant earliest = day_begins;
  if (line.basis == kStated)
    earliest = at == 0 ? *times_.begins : world_.calendar.start_of(line.steps[at - 1].on);
  return {std::max(earliest, std::min(*times_.begins, latest)), latest};
}

void Running::count_once() {
  if (!evidence_.tally || !quantity_) return;
  std::optional<Between> when;
  Between span{};
  std::optional<Day> first;
  const Voice* bearer_says = nullptr;
  for (const TallyLine& line : evidence_.tally->lines) {
    const auto at = reached_at(line);
    if (!at) continue;
    if (!decides(line.counter)) {
      if (interest_of(line.counter) == Interest::bearer) bearer_says = &line.counter;
      continue;
    }
    const Between here = when_reached(line, *at);
    if (!when) when = span = here;
    when->earliest = std::max(when->earliest, here.earliest);
    when->latest = std::min(when->latest, here.latest);
    span.earliest = std::min(span.earliest, here.earliest);
    span.latest = std::max(span.latest, here.latest);
    const Day on = line.steps[*at].on;
    if (!first || on < *first) {
      first = on;
      first_done_by_ = line.counter.name;
      first_done_ = line.steps[*at].statements;
    }
  }
  note_progress();
  if (when) {
    if (const auto less = who_counts_less(*first)) return dispute(*less);
    // Counters who date it apart leave only the span of all their words.
    fulfil(when->latest <= when->earliest ? span : *when);
    verdict_.would_change.push_back(
        fmt::format("a later count below {} by the side that is owed or by an independent voice",
                    grouped(quantity_->amount)));
    return;
  }
  if (bearer_says) {
    const auto less = who_counts_less(Day::min());
    if (less) return dispute(*less);
    say("only the side that owes it says that it is done");
  } else {
    note_nearest();
  }
  verdict_.would_change.push_back(
      fmt::format("a count of {} by the side that is owed or by an independent voice",
                  grouped(quantity_->amount)));
}

/// A counter other than the bearer whose running total, told on that day or later, is short.
std::optional<Progress> Running::who_counts_less(Day since) {
  for (std::size_t at = 0; at < evidence_.tally->lines.size(); ++at) {
    const TallyLine& line = evidence_.tally->lines[at];
    const TallyStep& last = last_of(line);
    if (line.basis == kStated && interest_of(line.counter) != Interest::bearer && last.high &&
        *last.high < quantity_->amount && last.on >= since)
      return verdict_.progress[at];
  }
  return std::nullopt;
}

void Running::dispute(const Progress& less) {
  verdict_.status = ClauseStatus::disputed;
  say(fmt::format("told as done, but {} counts {} of {}, {}", less.counter.name,
                  range_in_words(less.low, less.high), grouped(quantity_->amount),
                  to_words(less.on)),
      less.statements);
  verdict_.would_change.push_back(
      fmt::format("a count of {} by {}", grouped(quantity_->amount), less.counter.name));
}

void Running::say_progress(const Progress& progress) {
  std::string text = fmt::format(
      "{} of {} {} by {}, {}", range_in_words(progress.low, progress.high),
      grouped(*progress.target), progress.thing, progress.counter.name, to_words(progress.on));
  if (progress.statements.size() > 1)
    text += fmt::format(", from {}",
                        counted(static_cast<std::int64_t>(progress.statements.size()), "row"));
  say(std::move(text), progress.statements);
}

// Those who settle it come first; of many counters the rest are told in one line.
void Running::note_progress() {
  std::vector<const Progress*> order;
  for (const Progress& progress : verdict_.progress) order.push_back(&progress);
  std::stable_partition(order.begin(), order.end(), [&](const Progress* progress) {
    return progress->low && *progress->low >= *progress->target && decides(progress->counter);
  });
  for (std::size_t at = 0; at < std::min(kShown, order.size()); ++at) say_progress(*order[at]);
  if (order.size() <= kShown) return;
  if (order.size() == kShown + 1) return say_progress(*order.back());
  std::optional<std::int64_t> least;
  std::optional<std::int64_t> most;
  Day last = order[kShown]->on;
  Reason reason;
  for (std::size_t at = kShown; at < order.size(); ++at) {
    const Progress& progress = *order[at];
    const auto low = progress.low ? progress.low : progress.high;
    if (low) least = least ? std::min(*least, *low) : *low;
    if (low) most = most ? std::max(*most, *low) : *low;
    last = std::max(last, progress.on);
    reason.statements.insert(reason.statements.end(), progress.statements.begin(),
                             progress.statements.end());
  }
  reason.text = fmt::format("{} more counters told of {}, the last on {}; {} looked at",
                            order.size() - kShown, range_in_words(least, most), to_words(last),
                            counted(static_cast<std::int64_t>(reason.statements.size()), "row"));
  verdict_.reasons.push_back(std::move(reason));
}

// Who comes nearest to what is owed, of those whose count would settle it.
void Running::note_nearest() {
  const Progress* nearest = nullptr;
  for (const Progress& progress : verdict_.progress)
    if (progress.low && decides(progress.counter) &&
        (nearest == nullptr || *nearest->low < *progress.low))
      nearest = &progress;
  if (nearest == nullptr) {
    if (verdict_.progress.empty()) say("nobody tells of a count");
    return;
  }
  say(fmt::format("nearest to done: {} by {}, {}; {} short", grouped(*nearest->low),
                  nearest->counter.name, to_words(nearest->on),
                  grouped(quantity_->amount - *nearest->low)),
      nearest->statements);
}

}  // namespace truce::monitor
