// SPDX-License-Identifier: Apache-2.0
// Which statements count toward which running count.
//
// A subject is anything that is counted: a clause with a quantity, a tally of the agreement, a
// population. Each counter's statements under a subject are kept apart, and within one counter
// those that count different people are too.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "monitor/compile.h"
#include "monitor/world.h"

namespace truce::monitor {

struct Subject {
  enum class Kind { clause, rule, population };
  Kind kind = Kind::rule;
  const Machine* machine = nullptr;        // clause
  const TallyRule* rule = nullptr;         // rule
  const Population* population = nullptr;  // population
  std::bitset<kMeasures> measures;
  std::optional<AreaAt> area;
  Thing thing = Thing::anyone;
  Life life = Life::unsaid;
  bool anything = true;  // rule: "people", whoever they are, each a line
  // Bounds of figures that can be meant: "47 captives" is no count of the twenty living ones.
  std::int64_t above = INT64_MIN;
  std::int64_t at_most = INT64_MAX;
};

/// The statements of one counter that count the same.
struct Stream {
  SpeakerAt counter = 0;
  Measure measure = Measure::other;
  Thing thing = Thing::anyone;
  PartyAt of_side = kNoParty;  // counted people of another side than the counter's
  const Series* series = nullptr;
  const SeriesColumn* column = nullptr;
  std::vector<std::uint32_t> totals;           // running totals, into World::told, in log order
  std::vector<std::uint32_t> singles;          // counts of one day or incident, likewise
  bool changed = true;                         // since its line was made
  bool loose = false;                          // rows were added or dropped out of order
  std::optional<Shared<TallyLine>> line = {};  // made by retell(); nothing: it comes to none
};

struct Count {
  Subject subject;
  std::vector<Stream> streams;       // as first met; one may have lost all that was in it
  std::vector<std::uint32_t> order;  // of those that hold anything: by counter, then by what counts
};

/// Every subject of the agreement with what was told of it: populations, then tallies, then
/// clauses, each in the order of the agreement.
class Counting {
 public:
  Counting(World& world, const std::vector<Machine>& machines);
  ~Counting();

  /// Takes up statements that were touched, and drops those that no longer stand.
  void update(std::span<const std::uint32_t> statements);
  /// The speakers stand in another order.
  void reorder();
  std::vector<Count>& all() { return counts_; }
  /// Places of the counts that changed since this was asked last, each once.
  std::vector<std::size_t> take_changed();

 private:
  class Sorter;
  void put_in_order(Count& count) const;

  World& world_;
  std::vector<Count> counts_;
  std::unique_ptr<Sorter> sorter_;
  std::vector<bool> is_placed_;  // by statement
  bool all_changed_ = true;
};

}  // namespace truce::monitor
