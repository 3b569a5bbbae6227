// SPDX-License-Identifier: Apache-2.0
#include "parse/transitions.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

#include "parse/test_trees.h"

namespace truce::parse {
namespace {

constexpr std::array kAllSteps = {Step::shift, Step::left, Step::right};

/// Heads with the root behind the last word, by word from 1.
std::vector<std::uint16_t> as_places(const std::vector<std::uint32_t>& heads) {
  std::vector<std::uint16_t> places = {0};
  for (const std::uint32_t head : heads)
    places.push_back(static_cast<std::uint16_t>(head == 0 ? heads.size() + 1 : head));
  return places;
}

std::vector<std::uint32_t> drawn(const Transitions& transitions) {
  std::vector<std::uint32_t> heads;
  for (std::size_t i = 1; i < transitions.heads().size(); ++i)
    heads.push_back(transitions.heads()[i] == transitions.root() ? 0U : transitions.heads()[i]);
  return heads;
}

/// The cheapest of the steps that are possible.
Step cheapest(const Transitions& transitions, const std::vector<std::uint16_t>& gold) {
  const auto costs = transitions.costs(gold);
  std::optional<Step> best;
  for (const Step step : kAllSteps)
    if (transitions.can(step) &&
        (!best || costs[static_cast<std::size_t>(step)] < costs[static_cast<std::size_t>(*best)]))
      best = step;
  return *best;
}

std::vector<std::uint32_t> drawn_by_costs(const std::vector<std::uint32_t>& heads) {
  const auto gold = as_places(heads);
  Transitions transitions;
  transitions.start(heads.size());
  while (!transitions.is_done()) transitions.take(cheapest(transitions, gold), Relation::dep);
  return drawn(transitions);
}

std::size_t shared(const std::vector<std::uint32_t>& left,
                   const std::vector<std::uint32_t>& right) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < left.size(); ++i) count += left[i] == right[i] ? 1 : 0;
  return count;
}

/// The most arcs of `gold` that any way of going on from here can still have: by trying all.
std::size_t within_reach(const Transitions& from, const std::vector<std::uint32_t>& gold) {
  if (from.is_done()) return shared(drawn(from), gold);
  std::size_t best = 0;
  for (const Step step : kAllSteps) {
    if (!from.can(step)) continue;
    Transitions next = from;
    next.take(step, Relation::dep);
    best = std::max(best, within_reach(next, gold));
  }
  return best;
}

std::vector<std::uint32_t> random_heads(std::uint32_t words) {
  std::vector<std::uint32_t> heads(words);
  grow(heads, 1, words + 1, 0,
       [](std::uint32_t bound) { return *rc::gen::inRange(std::uint32_t{0}, bound); });
  return heads;
}

TEST(Transitions, draw_each_of_a_few_trees_by_the_steps_that_cost_nothing) {
  const std::vector<std::vector<std::uint32_t>> trees = {
      {0},
      {2, 0},
      {0, 1},
      {2, 3, 0},        // all to the left
      {0, 1, 2},        // all to the right
      {3, 3, 0, 3, 3},  // from the middle to both sides
      {2, 0, 4, 2, 7, 7, 4, 2},
      {2, 3, 0, 6, 6, 3, 9, 9, 6}};
  for (const auto& heads : trees) EXPECT_EQ(drawn_by_costs(heads), heads);
}

TEST(Transitions, take_two_steps_a_word_and_leave_one_root) {
  rc::check([] {
    const auto words = *rc::gen::inRange<std::uint32_t>(1, 30);
    Transitions transitions;
    transitions.start(words);
    std::size_t steps = 0;
    for (; !transitions.is_done(); ++steps) {
      std::vector<Step> possible;
      for (const Step step : kAllSteps)
        if (transitions.can(step)) possible.push_back(step);
      RC_ASSERT(!possible.empty());
      transitions.take(*rc::gen::elementOf(possible), Relation::dep);
    }
    RC_ASSERT(steps == 2 * words);
    const GoldSentence sentence = tree_of(drawn(transitions));
    RC_ASSERT(std::ranges::count(heads_of(sentence), 0U) == 1);
    RC_ASSERT(is_projective(sentence));
  });
}

TEST(Transitions, draw_every_tree_that_crosses_nothing) {
  rc::check([] {
    const auto heads = random_heads(*rc::gen::inRange<std::uint32_t>(1, 40));
    RC_ASSERT(is_projective(tree_of(heads)));
    RC_ASSERT(drawn_by_costs(heads) == heads);
  });
}

TEST(Transitions, cost_as_many_arcs_as_trying_every_way_on_says) {
  rc::check([] {
    const auto heads = random_heads(*rc::gen::inRange<std::uint32_t>(1, 6));
    const auto gold = as_places(heads);
    Transitions transitions;
    transitions.start(heads.size());
    while (!transitions.is_done()) {
      const std::size_t before = within_reach(transitions, heads);
      const auto costs = transitions.costs(gold);
      std::vector<Step> possible;
      for (const Step step : kAllSteps) {
        if (!transitions.can(step)) continue;
        possible.push_back(step);
        Transitions next = transitions;
        next.take(step, Relation::dep);
        RC_ASSERT(before - within_reach(next, heads) ==
                  static_cast<std::size_t>(costs[static_cast<std::size_t>(step)]));
      }
      transitions.take(*rc::gen::elementOf(possible), Relation::dep);
    }
  });
}

TEST(Transitions, keep_the_outermost_children_of_a_word) {
  Transitions transitions;
  transitions.start(4);
  for (const Step step : {Step::shift, Step::shift, Step::shift})
    transitions.take(step, Relation::root);
  transitions.take(Step::left, Relation::amod);
  transitions.take(Step::left, Relation::det);
  const Node& front = *transitions.view().front;
  EXPECT_EQ(front.word, 4);
  EXPECT_EQ(front.left, 2);
  EXPECT_EQ(front.left_relation, Relation::det);
  EXPECT_EQ(front.left_inner, 3);
  EXPECT_EQ(front.lefts, 2);
  EXPECT_EQ(transitions.top().word, 1);
}

}  // namespace
}  // namespace truce::parse
