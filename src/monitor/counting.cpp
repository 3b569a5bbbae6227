// SPDX-License-Identifier: Apache-2.0
#include "monitor/counting.h"

#include <tuple>

namespace truce::monitor {
namespace {

std::size_t bit(Measure measure) { return static_cast<std::size_t>(measure); }

Subject subject_of(const Machine& machine) {
  Subject subject{.kind = Subject::Kind::clause, .machine = &machine};
  subject.measures = machine.measures;
  subject.area = machine.area;
  subject.thing = machine.thing;
  subject.life = machine.life;
  if (machine.in_population && machine.quantity) subject.at_most = machine.quantity->amount;
  return subject;
}

Subject subject_of(World& world, const TallyRule& rule) {
  Subject subject{.kind = Subject::Kind::rule, .rule = &rule};
  for (const Measure measure : rule.measures) subject.measures.set(bit(measure));
  if (!rule.where.empty()) subject.area = world.areas.named(rule.where);
  if (!rule.of.empty()) subject.thing = world.names.thing(world.names.of(rule.of));
  const std::string of = Names::plain(rule.of);
  subject.anything = of.empty() || of == "people" || of == "persons";
  return subject;
}

Subject subject_of(World& world, const Population& population,
                   const std::vector<Machine>& machines) {
  Subject subject{.kind = Subject::Kind::population, .population = &population};
  subject.thing = world.names.thing(world.names.of(population.thing));
  subject.at_most = population.total;
  for (const Population::Part& part : population.parts) {
    // No more than the largest part may be a count of that part alone.
    subject.above = std::max(subject.above, part.amount);
    for (const Machine& machine : machines)
      if (machine.clause->ref == part.clause) subject.measures |= machine.measures;
  }
  return subject;
}

/// Sorts statements into the streams of every subject, in one pass.
class Sorter {
 public:
  Sorter(World& world, std::vector<Count>& counts) : world_(world), counts_(counts) {
    streams_.resize(counts.size());
    for (std::size_t at = 0; at < counts.size(); ++at)
      for (std::size_t measure = 0; measure < kMeasures; ++measure)
        if (counts[at].subject.measures[measure]) by_measure_[measure].push_back(at);
    for (const Series& series : world.known.series)
      for (const SeriesColumn& column : series.columns)
        columns_[series.name + "/" + column.name] = {&series, &column};
    has_population_ = !world.agreement.populations.empty();
  }

  void take(std::uint32_t at) {
    const Told& told = world_.told[at];
    const Statement& statement = *told.statement;
    if (!told.stands() || !statement.measure || !statement.figure) return;
    if (!statement.figure->low && !statement.figure->high) return;
    const Counted counted = counted_by(told);
    for (const std::size_t subject : by_measure_[bit(counted.measure)])
      if (counts_toward(counts_[subject].subject, told, counted)) put(subject, at, counted);
  }

 private:
  struct Column {
    const Series* series = nullptr;
    const SeriesColumn* column = nullptr;
  };
  /// Of a statement: what is counted, in the words of the subjects.
  struct Counted {
    Measure measure = Measure::other;
    Thing thing = Thing::anyone;
    Life life = Life::unsaid;
    Column column;
  };

  Counted counted_by(const Told& told) {
    const Statement& statement = *told.statement;
    Counted counted;
    counted.measure = *statement.measure;
    if (statement.of) {
      const NameId of = world_.names.of(statement.of->name);
      counted.thing = world_.names.thing(of);
      counted.life = world_.names.life(of);
    }
    if (counted.measure == Measure::released && counted.life == Life::dead)
      counted.measure = Measure::bodies_returned;
    if (!statement.series.empty())
      if (const auto found = columns_.find(statement.series); found != columns_.end())
        counted.column = found->second;
    return counted;
  }

  bool counts_toward(const Subject& subject, const Told& told, const Counted& counted) {
    const Statement& statement = *told.statement;
    const std::int64_t figure = statement.figure->low.value_or(statement.figure->high.value_or(0));
    if (figure <= subject.above || figure > subject.at_most) return false;
    if (counted.column.column == nullptr && !is_in_time(subject, told)) return false;
    if (subject.area && world_.areas.holds(*subject.area, statement.place) == Inside::no)
      return false;
    if (subject.kind == Subject::Kind::rule && !subject.anything && counted.thing != subject.thing)
      return false;
    if (subject.thing != Thing::anyone && counted.thing != Thing::anyone &&
        counted.thing != subject.thing)
      return false;
    // A column of a series is a line of its own, also where another column holds it.
    if (told.whole != kNone && counted.column.column == nullptr &&
        !is_part_that_counts(subject, told, counted))
      return false;
    return subject.machine == nullptr || fits(*subject.machine, told, counted);
  }

  // Running totals must start with the agreement; a duty's may also be told "to date".
  bool is_in_time(const Subject& subject, const Told& told) const {
    const Window& window = told.statement->window;
    if (world_.in_force_days.empty()) return true;
    if (!window.cumulative) {
      const Day until = world_.day_told(told);
      std::chrono::days longest{3};  // of what is told as one event
      if (subject.machine != nullptr && subject.machine->clause->each)
        longest = std::max(longest, std::chrono::days{days_in(*subject.machine->clause->each)});
      const bool one_event =
          !window.from || !window.until || *window.until - *window.from <= longest;
      return one_event && until >= world_.in_force_days.front();
    }
    if (!window.from) return subject.kind != Subject::Kind::rule;
    return std::any_of(world_.in_force_days.begin(), world_.in_force_days.end(), [&](Day day) {
      return std::chrono::abs(*window.from - day) <= std::chrono::days{2};
    });
  }

  // A part is told by its whole. But "47 captives, 20 living and 27 dead" tells of both duties, and
  // of the parts of what several duties come to, one that is just what a duty fixes tells of it.
  bool is_part_that_counts(const Subject& subject, const Told& told, const Counted& counted) {
    if (subject.kind != Subject::Kind::clause) return false;
    const Machine& machine = *subject.machine;
    if (machine.told_together > 0) return told.statement->figure->low == machine.quantity->amount;
    if (subject.life == Life::unsaid || subject.life != counted.life) return false;
    const auto& figure = world_.told[told.whole].statement->figure;
    return figure && figure->low &&
           std::any_of(counts_.begin(), counts_.end(), [&](const Count& count) {
             return is_whole_of(count.subject, machine.clause->ref, *figure->low);
           });
  }

  static bool is_whole_of(const Subject& subject, const std::string& clause, std::int64_t figure) {
    if (subject.kind != Subject::Kind::population || figure <= subject.above ||
        figure > subject.at_most)
      return false;
    const auto& parts = subject.population->parts;
    return std::any_of(parts.begin(), parts.end(),
                       [&](const auto& part) { return part.clause == clause; });
  }

  // Whether what was done is the duty of this machine's bearers. Where two duties are told in the
  // same words (captives are released, and prisoners are), the doer, the receiver or the thing
  // tells them apart; what still fits both is taken for that which a population counts.
  bool fits(const Machine& machine, const Told& told, const Counted& counted) {
    const Statement& statement = *told.statement;
    if (!machine.names_it(statement)) return false;
    if (machine.life != Life::unsaid && counted.life != Life::unsaid &&
        machine.life != counted.life)
      return false;
    if (machine.told_together > 0) {
      const auto& low = statement.figure->low;
      if (!low || (*low != machine.quantity->amount && *low < machine.told_together)) return false;
    }
    if (told.doer != kNoParty) return machine.binds(told.doer);
    if (!machine.contended) return true;
    if (const PartyAt to = world_.side_of(statement.to ? &*statement.to : nullptr); to != kNoParty)
      return to == machine.receiver;
    if (machine.thing == Thing::anyone) return counted.thing == Thing::anyone && !has_population_;
    return counted.thing == machine.thing || machine.in_population;
  }

  void put(std::size_t subject, std::uint32_t at, const Counted& counted) {
    const Told& told = world_.told[at];
    const Statement& statement = *told.statement;
    SpeakerAt counter = told.speaker;
    if (counted.column.series && !counted.column.series->counter.empty())
      counter = world_.roster.named(counted.column.series->counter);
    PartyAt of_side = world_.side_of(statement.of ? &*statement.of : nullptr);
    if (of_side == world_.roster[counter].side) of_side = kNoParty;
    Thing thing = counted.thing;
    if (counts_[subject].subject.kind != Subject::Kind::rule) {
      thing = Thing::anyone;  // a duty says itself what it counts
      of_side = kNoParty;
    }
    const Key key{counter, counted.measure, thing, of_side, counted.column.column};
    const auto [place, fresh] = streams_[subject].try_emplace(key, counts_[subject].streams.size());
    auto& streams = counts_[subject].streams;
    if (fresh)
      streams.push_back({counter,
                         counted.measure,
                         thing,
                         of_side,
                         counted.column.series,
                         counted.column.column,
                         {},
                         {}});
    const bool total =
        counted.column.column ? counted.column.column->cumulative : statement.window.cumulative;
    (total ? streams[place->second].totals : streams[place->second].singles).push_back(at);
  }

  struct Key {
    SpeakerAt counter;
    Measure measure;
    Thing thing;
    PartyAt of_side;
    const SeriesColumn* column;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const {
      std::size_t hash = std::hash<const void*>{}(key.column);
      for (const std::size_t part : {std::size_t{key.counter}, bit(key.measure),
                                     static_cast<std::size_t>(key.thing), std::size_t{key.of_side}})
        hash = hash * 1099511628211ULL + part;
      return hash;
    }
  };

  World& world_;
  std::vector<Count>& counts_;
  bool has_population_ = false;
  std::vector<std::unordered_map<Key, std::size_t, KeyHash>> streams_;
  std::vector<std::size_t> by_measure_[kMeasures];
  std::unordered_map<std::string, Column> columns_;
};

}  // namespace

std::vector<Count> counts(World& world, const std::vector<Machine>& machines) {
  std::vector<Count> all;
  for (const Population& population : world.agreement.populations)
    all.push_back({subject_of(world, population, machines), {}});
  for (const TallyRule& rule : world.agreement.tallies)
    all.push_back({subject_of(world, rule), {}});
  for (const Machine& machine : machines)
    if (machine.measures.any() && machine.kind != Machine::Kind::permission)
      all.push_back({subject_of(machine), {}});
  Sorter sorter(world, all);
  for (std::uint32_t at = 0; at < world.told.size(); ++at) sorter.take(at);
  const auto key = [&](const Stream& stream) {
    return std::tuple(world.roster[stream.counter].order, stream.measure, stream.thing,
                      stream.of_side);
  };
  for (Count& count : all)
    std::stable_sort(
        count.streams.begin(), count.streams.end(),
        [&](const Stream& left, const Stream& right) { return key(left) < key(right); });
  return all;
}

}  // namespace truce::monitor
