// SPDX-License-Identifier: Apache-2.0
// A population's count out of the counts of its parts, all by one counter or all by one side.
#include <fmt/format.h>

#include "monitor/tally.h"

namespace truce::monitor {
namespace {

/// For each part, the line that is taken for it.
using Choice = std::vector<const TallyLine*>;

const Tally* tally_of(const std::vector<Tally>& tallies, std::string_view clause) {
  for (const Tally& tally : tallies)
    if (!clause.empty() && tally.clause == clause) return &tally;
  return nullptr;
}

// Lines come in the order of trust in their arithmetic, so the first that fits is taken; of those
// that state running totals, the one that speaks of the latest day.
template <class Fits>
const TallyLine* best_line(const Tally& tally, Fits fits) {
  const TallyLine* best = nullptr;
  for (const TallyLine& line : tally.lines) {
    if (!fits(line)) continue;
    if (best == nullptr)
      best = &line;
    else if (line.basis == best->basis && last_of(line).on > last_of(*best).on)
      best = &line;
  }
  return best;
}

template <class Fits>
std::optional<Choice> choose(const Population& population, const std::vector<Tally>& tallies,
                             Fits fits) {
  Choice choice;
  for (const Population::Part& part : population.parts) {
    const Tally* tally = tally_of(tallies, part.clause);
    const TallyLine* line = tally ? best_line(*tally, fits) : nullptr;
    if (line == nullptr) return std::nullopt;
    choice.push_back(line);
  }
  return choice.empty() ? std::nullopt : std::optional(choice);
}

/// The last step of the line up to a day.
const TallyStep* step_at(const TallyLine& line, Day day) {
  const TallyStep* last = nullptr;
  for (const TallyStep& step : line.steps)
    if (step.on <= day) last = &step;
  return last;
}

std::vector<TallyStep> steps_of(const Choice& choice) {
  std::vector<Day> days;
  for (const TallyLine* line : choice)
    for (const TallyStep& step : line->steps) days.push_back(step.on);
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  std::vector<TallyStep> steps;
  for (const Day day : days) {
    TallyStep sum{.on = day, .known_at = {}, .low = 0, .high = 0};
    for (const TallyLine* line : choice) {
      const TallyStep* part = step_at(*line, day);
      if (part == nullptr) continue;  // a part of which nothing is told yet has none
      sum.low = *sum.low + part->low.value_or(0);
      sum.high = sum.high && part->high ? std::optional(*sum.high + *part->high) : std::nullopt;
      sum.known_at = std::max(sum.known_at, part->known_at);
      sum.statements.insert(sum.statements.end(), part->statements.begin(), part->statements.end());
    }
    steps.push_back(std::move(sum));
  }
  return steps;
}

TallyLine line_of(const Population& population, const Choice& choice, Voice counter,
                  std::string label) {
  TallyLine line;
  line.counter = std::move(counter);
  line.label = std::move(label);
  line.basis = "sum of its parts";
  line.steps = steps_of(choice);
  for (std::size_t at = 0; at < choice.size(); ++at) {
    const TallyStep& last = last_of(*choice[at]);
    line.parts.push_back({population.parts[at].thing, population.parts[at].clause,
                          choice[at]->counter, last.low, last.high, population.parts[at].amount,
                          last.on, rows_of(*choice[at])});
  }
  return line;
}

bool is_one_counter(const Choice& choice) {
  return std::all_of(choice.begin(), choice.end(), [&](const TallyLine* line) {
    return line->counter == choice.front()->counter;
  });
}

constexpr std::string_view kReceiving = "the receiving side's count";

std::string label_for_side(const Population& population, const std::vector<Machine>& machines,
                           PartyAt side) {
  bool owes = false;
  bool owed = false;
  for (const Machine& machine : machines)
    for (const Population::Part& part : population.parts)
      if (machine.clause->ref == part.clause) {
        owes |= machine.binds(side);
        owed |= machine.receiver == side;
      }
  if (owed && !owes) return std::string(kReceiving);
  return owes && !owed ? "the count of the side that owes it" : "one side's count";
}

std::vector<Voice> counters_of(const Population& population, const std::vector<Tally>& tallies) {
  std::vector<Voice> counters;
  for (const Population::Part& part : population.parts)
    if (const Tally* tally = tally_of(tallies, part.clause))
      for (const TallyLine& line : tally->lines)
        if (std::find(counters.begin(), counters.end(), line.counter) == counters.end())
          counters.push_back(line.counter);
  return counters;
}

}  // namespace

void add_population_lines(World& world, const Population& population,
                          const std::vector<Machine>& machines,
                          const std::vector<Tally>& clause_tallies, Tally& tally) {
  std::vector<Shared<TallyLine>> added;
  for (PartyAt side = 0; side < world.roster.parties().size(); ++side) {
    const std::string& party = world.roster.parties()[side];
    const auto choice = choose(population, clause_tallies,
                               [&](const TallyLine& line) { return line.counter.side == party; });
    if (choice && !is_one_counter(*choice))
      added.push_back(line_of(population, *choice, {party, party, party},
                              label_for_side(population, machines, side)));
  }
  std::stable_partition(added.begin(), added.end(),
                        [](const TallyLine& line) { return line.label == kReceiving; });
  for (const Voice& counter : counters_of(population, clause_tallies))
    if (const auto choice = choose(population, clause_tallies,
                                   [&](const TallyLine& line) { return line.counter == counter; }))
      added.push_back(line_of(population, *choice, counter, "its own parts added up"));
  const auto stated_end = std::find_if(tally.lines.begin(), tally.lines.end(),
                                       [](const TallyLine& line) { return line.basis != kStated; });
  tally.lines.insert(stated_end, added.begin(), added.end());
}

}  // namespace truce::monitor
