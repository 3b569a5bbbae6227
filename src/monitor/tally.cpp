// SPDX-License-Identifier: Apache-2.0
#include "monitor/tally.h"

#include <fmt/format.h>

#include "monitor/words.h"

namespace truce::monitor {
namespace {

/// Rows of a stream by day, then by when known, then in log order.
std::vector<std::uint32_t> by_day(const World& world, std::vector<std::uint32_t> rows) {
  std::vector<std::pair<Day, std::uint32_t>> dated;
  dated.reserve(rows.size());
  for (const std::uint32_t at : rows) dated.emplace_back(world.day_told(world.told[at]), at);
  const auto earlier = [&](const auto& left, const auto& right) {
    if (left.first != right.first) return left.first < right.first;
    return world.told[left.second].published < world.told[right.second].published;
  };
  // Most rows arrive in the order of their days.
  if (std::is_sorted(dated.begin(), dated.end(), earlier)) return rows;
  std::stable_sort(dated.begin(), dated.end(), earlier);
  for (std::size_t at = 0; at < rows.size(); ++at) rows[at] = dated[at].second;
  return rows;
}

// A lower later figure is a correction: both stay, the later one is the line's last word.
std::vector<TallyStep> stated_steps(const World& world, const std::vector<std::uint32_t>& rows) {
  std::vector<TallyStep> steps;
  for (const std::uint32_t at : by_day(world, rows)) {
    const Told& told = world.told[at];
    const Figure& figure = *told.statement->figure;
    const Day on = world.day_told(told);
    if (!steps.empty() && steps.back().on == on && steps.back().low == figure.low &&
        steps.back().high == figure.high) {
      steps.back().statements.push_back(told.statement->id);
      continue;
    }
    steps.push_back(
        {on, told.published, figure.low, figure.high, told.statement->id, {told.statement->id}});
  }
  return steps;
}

/// What makes two reports of one counter one: the same incident; of an imported row, the same day;
/// of a report that was linked nowhere, the same day and figure.
std::uint64_t same_report(const World& world, const Told& told, bool imported) {
  if (!imported && told.incident != kNone) return told.incident;
  const auto day = static_cast<std::uint64_t>(world.day_told(told).time_since_epoch().count());
  const Figure& figure = *told.statement->figure;
  const auto value = static_cast<std::uint64_t>(figure.low.value_or(figure.high.value_or(0)));
  return (std::uint64_t{1} << 63) | (day << 32) | (imported ? 0 : value & 0xFFFFFFFFU);
}

// A counter repeating itself counts once, by its latest word.
std::vector<std::uint32_t> latest_reports(const World& world, const Stream& stream) {
  std::unordered_map<std::uint64_t, std::uint32_t> latest;
  latest.reserve(stream.singles.size());
  for (const std::uint32_t at : stream.singles) {
    const Told& told = world.told[at];
    const auto [place, fresh] =
        latest.try_emplace(same_report(world, told, stream.column != nullptr), at);
    if (!fresh && world.told[place->second].published <= told.published) place->second = at;
  }
  std::vector<std::uint32_t> kept;
  kept.reserve(latest.size());
  for (const std::uint32_t at : stream.singles) {
    const auto found = latest.find(same_report(world, world.told[at], stream.column != nullptr));
    if (found->second == at) kept.push_back(at);
  }
  return kept;
}

std::vector<TallyStep> summed_steps(const World& world, const Stream& stream) {
  std::vector<TallyStep> steps;
  std::int64_t low = 0;
  std::optional<std::int64_t> high = 0;
  for (const std::uint32_t at : by_day(world, latest_reports(world, stream))) {
    const Told& told = world.told[at];
    const Day on = world.day_told(told);
    if (!world.in_force_days.empty() && on < world.in_force_days.front()) continue;
    const Figure& figure = *told.statement->figure;
    low += figure.low.value_or(0);
    high = high && figure.high ? std::optional(*high + *figure.high) : std::nullopt;
    if (steps.empty() || steps.back().on != on)
      steps.push_back({on, told.published, low, high, {}, {}});
    TallyStep& step = steps.back();
    step.known_at = std::max(step.known_at, told.published);
    step.low = low;
    step.high = high;
    step.statements.push_back(told.statement->id);
  }
  return steps;
}

std::string label_of(const World& world, const Count& count, const Stream& stream) {
  if (stream.column) return stream.column->label;
  if (count.subject.machine && count.subject.machine->quantity)
    return fmt::format("{}, {}", in_words(stream.measure), count.subject.machine->quantity->thing);
  if (count.subject.population)
    return fmt::format("{} as a whole", count.subject.population->thing);
  std::string label = in_words(stream.measure);
  if (stream.thing != Thing::anyone) label += fmt::format(", of {}", to_text(stream.thing));
  if (stream.of_side != kNoParty)
    label += fmt::format(" on the side of {}", world.roster.parties()[stream.of_side]);
  return label;
}

TallyLine line_of(const World& world, const Count& count, const Stream& stream) {
  TallyLine line;
  line.counter = world.roster[stream.counter].voice;
  line.label = label_of(world, count, stream);
  if (stream.column) {
    line.series = stream.series->name + "/" + stream.column->name;
    line.counting_rule = stream.series->counting_rule;
  }
  const bool stated = !stream.totals.empty();
  line.basis = stated ? kStated : stream.column ? kDaily : kSingle;
  line.steps = stated ? stated_steps(world, stream.totals) : summed_steps(world, stream);
  return line;
}

int rank(const TallyLine& line) {
  if (line.basis == kStated) return line.series.empty() ? 0 : 1;
  return line.basis == kDaily ? 2 : 3;
}

// Single reports that come to more than there can be were never reports of this alone.
bool is_beyond(const Count& count, const TallyLine& line) {
  const TallyStep& last = last_of(line);
  return line.basis == kSingle && last.low && *last.low > count.subject.at_most;
}

void retell_line(const World& world, const Count& count, Stream& stream) {
  stream.changed = false;
  TallyLine line = line_of(world, count, stream);
  if (line.steps.empty() || is_beyond(count, line))
    stream.line.reset();
  else
    stream.line = std::move(line);
}

Tally empty_tally(const Count& count, std::size_t number) {
  Tally tally;
  switch (count.subject.kind) {
    case Subject::Kind::population:
      tally.id = fmt::format("population-{}", number);
      tally.title = count.subject.population->thing;
      tally.target = count.subject.population->total;
      break;
    case Subject::Kind::rule:
      tally.id = fmt::format("tally-{}", number);
      tally.title = count.subject.rule->title;
      tally.counting_rule = count.subject.rule->counting_rule;
      break;
    case Subject::Kind::clause: {
      const Machine& machine = *count.subject.machine;
      tally.id = "clause-" + machine.clause->ref;
      tally.title = machine.clause->title;
      tally.clause = machine.clause->ref;
      tally.counting_rule = machine.clause->counting_rule;
      if (machine.quantity) tally.target = machine.quantity->amount;
      break;
    }
  }
  for (std::size_t measure = kMeasures; measure-- > 0;)
    if (count.subject.measures[measure]) tally.measure = static_cast<Measure>(measure);
  return tally;
}

}  // namespace

std::vector<Tally> empty_tallies(const std::vector<Count>& counts) {
  std::vector<Tally> all;
  std::size_t numbers[3] = {};
  for (const Count& count : counts)
    all.push_back(empty_tally(count, ++numbers[static_cast<std::size_t>(count.subject.kind)]));
  return all;
}

void retell(const World& world, Count& count, Tally& tally) {
  std::vector<const Stream*> told;
  for (Stream& stream : count.streams)
    if (stream.changed) retell_line(world, count, stream);
  for (const std::uint32_t at : count.order)
    if (count.streams[at].line) told.push_back(&count.streams[at]);
  // The latest word first; of one day, in the order of the agreement.
  std::stable_sort(told.begin(), told.end(), [](const Stream* left, const Stream* right) {
    const TallyLine& one = *left->line;
    const TallyLine& other = *right->line;
    if (rank(one) != rank(other)) return rank(one) < rank(other);
    return last_of(one).on > last_of(other).on;
  });
  tally.lines.clear();
  for (const Stream* stream : told) tally.lines.push_back(*stream->line);
}

std::vector<Id<Statement>> rows_of(const TallyLine& line) {
  if (line.steps.empty()) return {};
  if (line.basis == kStated) return last_of(line).statements;
  std::vector<Id<Statement>> rows;
  for (const TallyStep& step : line.steps)
    rows.insert(rows.end(), step.statements.begin(), step.statements.end());
  return rows;
}

}  // namespace truce::monitor
