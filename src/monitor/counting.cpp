// SPDX-License-Identifier: Apache-2.0
#include "monitor/counting.h"

#include <algorithm>
#include <tuple>
#include <utility>

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

}  // namespace

/// Sorts statements into the streams of every subject, and takes them out again.
class Counting::Sorter {
 public:
  Sorter(World& world, std::vector<Count>& counts) : world_(world), counts_(counts) {
    streams_.resize(counts.size());
    for (std::size_t at = 0; at < counts.size(); ++at)
      for (std::size_t measure = 0; measure < kMeasures; ++measure)
        if (counts[at].subject.measures[measure]) by_measure_[measure].push_back(at);
    for (const Series& series : world.series)
      for (const SeriesColumn& column : series.columns)
        columns_[series.name + "/" + column.name] = {&series, &column};
    has_population_ = !world.agreement.populations.empty();
  }

  enum class What { add, drop, note };
  /// Where a statement counts does not depend on whether it stands: what was put somewhere is found
  /// there again.
  void take(std::uint32_t at, What what) {
    const Told& told = world_.told[at];
    const Statement& statement = *told.statement;
    if (!statement.measure || !statement.figure) return;
    if (!statement.figure->low && !statement.figure->high) return;
    const Counted counted = counted_by(told);
    for (const std::size_t subject : by_measure_[bit(counted.measure)])
      if (counts_toward(counts_[subject].subject, told, counted)) put(subject, at, counted, what);
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

  void put(std::size_t subject, std::uint32_t at, const Counted& counted, What what) {
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
    auto& streams = counts_[subject].streams;
    const auto [place, fresh] = streams_[subject].try_emplace(key, streams.size());
    if (fresh)
      streams.push_back({counter,
                         counted.measure,
                         thing,
                         of_side,
                         counted.column.series,
                         counted.column.column,
                         {},
                         {}});
    Stream& stream = streams[place->second];
    stream.changed = true;
    const bool total =
        counted.column.column ? counted.column.column->cumulative : statement.window.cumulative;
    auto& rows = total ? stream.totals : stream.singles;
    stream.loose |= what == What::drop || (!rows.empty() && rows.back() > at);
    if (what == What::add) rows.push_back(at);
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

Counting::Counting(World& world, const std::vector<Machine>& machines) : world_(world) {
  for (const Population& population : world.agreement.populations)
    counts_.push_back({subject_of(world, population, machines), {}, {}});
  for (const TallyRule& rule : world.agreement.tallies)
    counts_.push_back({subject_of(world, rule), {}, {}});
  for (const Machine& machine : machines)
    if (machine.measures.any() && machine.kind != Machine::Kind::permission)
      counts_.push_back({subject_of(machine), {}, {}});
  sorter_ = std::make_unique<Sorter>(world, counts_);
}

Counting::~Counting() = default;

void Counting::update(std::span<const std::uint32_t> statements) {
  is_placed_.resize(world_.told.size(), false);
  for (const std::uint32_t at : statements) {
    const bool stands = world_.told[at].stands();
    if (!stands && !is_placed_[at]) continue;
    // One that stood and stands may tell of another incident than before.
    sorter_->take(at, !is_placed_[at] ? Sorter::What::add
                      : stands        ? Sorter::What::note
                                      : Sorter::What::drop);
    is_placed_[at] = stands;
  }
  for (Count& count : counts_)
    for (Stream& stream : count.streams)
      if (std::exchange(stream.loose, false))
        for (auto* rows : {&stream.totals, &stream.singles}) {
          std::erase_if(*rows, [&](std::uint32_t at) { return !is_placed_[at]; });
          std::sort(rows->begin(), rows->end());
        }
}

void Counting::reorder() { all_changed_ = true; }

std::vector<std::size_t> Counting::take_changed() {
  std::vector<std::size_t> changed;
  for (std::size_t at = 0; at < counts_.size(); ++at) {
    Count& count = counts_[at];
    if (!all_changed_ && std::none_of(count.streams.begin(), count.streams.end(),
                                      [](const Stream& stream) { return stream.changed; }))
      continue;
    put_in_order(count);
    changed.push_back(at);
  }
  all_changed_ = false;
  return changed;
}

// Of equals, the one of which something was told first.
void Counting::put_in_order(Count& count) const {
  count.order.clear();
  for (std::uint32_t at = 0; at < count.streams.size(); ++at)
    if (!count.streams[at].totals.empty() || !count.streams[at].singles.empty())
      count.order.push_back(at);
  const auto key = [&](std::uint32_t at) {
    const Stream& stream = count.streams[at];
    const auto first = [](const auto& rows) { return rows.empty() ? kNone : rows.front(); };
    return std::tuple(world_.roster[stream.counter].order, stream.measure, stream.thing,
                      stream.of_side, std::min(first(stream.totals), first(stream.singles)));
  };
  std::sort(count.order.begin(), count.order.end(),
            [&](std::uint32_t left, std::uint32_t right) { return key(left) < key(right); });
}

}  // namespace truce::monitor
