// SPDX-License-Identifier: Apache-2.0
// The steps in which a tree is drawn (arc-hybrid), and what each would cost beside a given tree.
//
//     shift   the front word goes on the stack
//     left    the front word becomes the head of the stack's top, which leaves the stack
//     right   the word below the top becomes the head of the top, which leaves the stack
//
// The root stands behind the last word, so a sentence of n words takes 2n steps; the root takes its
// one child only when nothing else is left.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "parse/sentence.h"

namespace truce::parse {

enum class Step : std::uint8_t { shift, left, right };
inline constexpr std::size_t kSteps = 3;

class Transitions {
 public:
  /// Nothing done yet, over so many words.
  void start(std::size_t words);

  bool is_done() const { return depth() == 0 && front_.word == root(); }
  bool can(Step step) const;
  /// `relation` is that of the arc that the step draws.
  void take(Step step, Relation relation);

  View view() const;
  /// The head and the child of the arc that the step would draw; not for a shift.
  const Node& head_of(Step step) const { return step == Step::left ? front_ : stack_.end()[-2]; }
  const Node& top() const { return stack_.back(); }

  std::uint16_t root() const { return root_; }
  std::size_t depth() const { return stack_.size() - kBelow; }

  /// By word, from 1; the root is the place behind the last word.
  std::span<const std::uint16_t> heads() const { return heads_; }
  std::span<const Relation> relations() const { return relations_; }

  /// How many arcs of the tree `gold` each step would put out of reach; heads by word, as heads().
  std::array<int, kSteps> costs(std::span<const std::uint16_t> gold) const;

 private:
  static constexpr std::size_t kBelow =
      3;  // empty nodes below the stack, so that a view needs no test

  std::vector<Node> stack_;
  Node front_;
  std::uint16_t root_ = 1;
  std::vector<std::uint16_t> heads_;
  std::vector<Relation> relations_;
};

}  // namespace truce::parse
