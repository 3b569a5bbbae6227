// SPDX-License-Identifier: Apache-2.0
// What the store holds of a document, beside what the reader makes of it now.
#include <algorithm>

#include "review/review.h"

namespace truce::review {
namespace {

bool is_same_figure(const std::optional<Figure>& a, const std::optional<Figure>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  Figure left = *a;
  Figure right = *b;
  // Where the whole stands is another number in each reading.
  const bool parts = left.part_of.has_value() == right.part_of.has_value();
  left.part_of.reset();
  right.part_of.reset();
  return parts && left == right;
}

/// Whether two statements say the same of the same words, whoever read them and by which rule.
bool says_the_same(const Statement& a, const Statement& b) {
  return a.kind == b.kind && a.mood == b.mood && a.speaker == b.speaker && a.via == b.via &&
         a.cue == b.cue && a.quote == b.quote && a.said_on == b.said_on && a.measure == b.measure &&
         is_same_figure(a.figure, b.figure) && a.of == b.of && a.by == b.by && a.to == b.to &&
         a.place == b.place && a.window == b.window && a.act == b.act && a.against == b.against &&
         a.stance == b.stance && a.issue == b.issue && a.parties == b.parties &&
         a.status == b.status;
}

std::optional<TextSpan> figure_span(const Statement& statement) {
  return statement.figure ? statement.figure->span : std::nullopt;
}

/// How likely it is that one is another reading of the other; 0: it is not.
int likeness(const Statement& a, const Statement& b) {
  if (a.kind != b.kind || !a.quote.span.overlaps(b.quote.span)) return 0;
  const auto left = figure_span(a);
  const auto right = figure_span(b);
  // Two numbers in one sentence are two statements.
  if (left && right && !left->overlaps(*right)) return 0;
  int points = 1;
  if (left && right) points += 4;
  if (a.measure == b.measure) points += 2;
  if (a.act == b.act) points += 1;
  if (a.mood == b.mood) points += 1;
  if (a.speaker == b.speaker) points += 1;
  if (a.quote.span == b.quote.span) points += 1;
  return points;
}

class Comparing {
 public:
  Comparing(std::span<const Held> held, std::vector<Statement> fresh)
      : held_(held),
        fresh_(std::move(fresh)),
        held_of_(fresh_.size()),
        is_paired_(held.size(), false) {}

  void pair() {
    by_begin_.reserve(held_.size());
    for (std::size_t at = 0; at < held_.size(); ++at) {
      const TextSpan words = held_[at].statement->quote.span;
      by_begin_.emplace_back(words.begin, at);
      longest_ = std::max(longest_, words.size());
    }
    std::sort(by_begin_.begin(), by_begin_.end());
    pair_best([](const Statement& a, const Statement& b) { return says_the_same(a, b) ? 1 : 0; });
    pair_best(likeness);
  }

  Comparison result(std::span<const Id<Statement>> before) {
    Comparison comparison;
    for (std::size_t at = 0; at < fresh_.size(); ++at) add_fresh(at, comparison);
    for (std::size_t at = 0; at < held_.size(); ++at)
      if (!is_paired_[at] && held_[at].stands && !held_[at].by_person)
        comparison.differences.push_back({Difference::What::gone, held_[at].statement, {}, {}});
    std::stable_sort(comparison.differences.begin(), comparison.differences.end(),
                     [](const Difference& a, const Difference& b) {
                       return words_of(a).begin < words_of(b).begin;
                     });
    name_wholes(comparison, before);
    return comparison;
  }

 private:
  static TextSpan words_of(const Difference& one) {
    return one.held != nullptr ? one.held->quote.span : one.now->quote.span;
  }

  /// Pairs what is left, the likest first, of equals what is earlier in the text and the log.
  template <class Points>
  void pair_best(Points points_of) {
    struct Pair {
      int points;
      std::size_t fresh, held;
    };
    std::vector<Pair> pairs;
    for (std::size_t fresh = 0; fresh < fresh_.size(); ++fresh) {
      if (held_of_[fresh]) continue;
      const TextSpan words = fresh_[fresh].quote.span;
      const std::size_t first = words.begin > longest_ ? words.begin - longest_ : 0;
      for (auto near = std::lower_bound(by_begin_.begin(), by_begin_.end(),
                                        std::pair(first, std::size_t{0}));
           near != by_begin_.end() && near->first < words.end; ++near) {
        if (is_paired_[near->second]) continue;
        if (const int points = points_of(fresh_[fresh], *held_[near->second].statement); points > 0)
          pairs.push_back({points, fresh, near->second});
      }
    }
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const Pair& a, const Pair& b) { return a.points > b.points; });
    for (const Pair& pair : pairs) {
      if (held_of_[pair.fresh] || is_paired_[pair.held]) continue;
      held_of_[pair.fresh] = pair.held;
      is_paired_[pair.held] = true;
    }
  }

  void add_fresh(std::size_t at, Comparison& comparison) {
    if (!held_of_[at]) {
      comparison.differences.push_back({Difference::What::added, nullptr, fresh_[at], at});
      return;
    }
    const Held& held = held_[*held_of_[at]];
    // Also of what a person put aside: the reader reads what it read, and nothing is new.
    if (says_the_same(fresh_[at], *held.statement)) {
      ++comparison.same;
      return;
    }
    const auto what = held.by_person ? Difference::What::kept : Difference::What::changed;
    comparison.differences.push_back({what, held.statement, fresh_[at], at});
  }

  /// `part_of` of a fresh statement counts among the fresh ones, that of a stored one among all of
  /// the document's.
  void name_wholes(Comparison& comparison, std::span<const Id<Statement>> before) {
    std::vector<std::size_t> place(fresh_.size(), 0);
    for (std::size_t at = 0; at < fresh_.size(); ++at)
      if (held_of_[at])
        place[at] = static_cast<std::size_t>(
            std::find(before.begin(), before.end(), held_[*held_of_[at]].statement->id) -
            before.begin());
    std::size_t next = before.size();
    for (const Difference& one : comparison.differences)
      if (one.what == Difference::What::added || one.what == Difference::What::changed)
        place[*one.fresh] = next++;
    for (Difference& one : comparison.differences) {
      if (!one.now || !one.now->figure || !one.now->figure->part_of) continue;
      std::size_t& whole = *one.now->figure->part_of;
      if (whole < place.size()) whole = place[whole];
    }
  }

  std::span<const Held> held_;
  std::vector<Statement> fresh_;
  std::vector<std::optional<std::size_t>> held_of_;  // in step with fresh_
  std::vector<bool> is_paired_;                      // in step with held_
  std::vector<std::pair<std::size_t, std::size_t>> by_begin_;
  std::size_t longest_ = 0;
};

}  // namespace

std::string_view to_text(Difference::What what) {
  switch (what) {
    case Difference::What::added:
      return "added";
    case Difference::What::gone:
      return "gone";
    case Difference::What::changed:
      return "changed";
    case Difference::What::kept:
      return "kept";
  }
  return "";
}

Comparison differences(std::span<const Held> held, std::vector<Statement> fresh,
                       std::span<const Id<Statement>> before) {
  Comparing comparing(held, std::move(fresh));
  comparing.pair();
  return comparing.result(before);
}

}  // namespace truce::review
