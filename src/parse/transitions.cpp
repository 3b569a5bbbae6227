// SPDX-License-Identifier: Apache-2.0
#include "parse/transitions.h"

#include <cassert>

namespace truce::parse {
namespace {

Node alone(std::uint16_t word) {
  Node node;
  node.word = word;
  return node;
}

}  // namespace

void Transitions::start(std::size_t words) {
  assert(words <= kWordsMax);
  stack_.assign(kBelow, Node{});
  root_ = static_cast<std::uint16_t>(words + 1);
  front_ = alone(1);
  heads_.assign(words + 1, 0);
  relations_.assign(words + 1, Relation::root);
}

bool Transitions::can(Step step) const {
  switch (step) {
    case Step::shift:
      return front_.word != root_;
    case Step::left:
      return front_.word == root_ ? depth() == 1 : depth() >= 1;
    case Step::right:
      return depth() >= 2;
  }
  return false;
}

void Transitions::take(Step step, Relation relation) {
  assert(can(step));
  if (step == Step::shift) {
    stack_.push_back(front_);
    front_ = alone(static_cast<std::uint16_t>(front_.word + 1));
    return;
  }
  const std::uint16_t child = stack_.back().word;
  heads_[child] = head_of(step).word;
  relations_[child] = relation;
  stack_.pop_back();
  if (step == Step::left)
    front_.add_left(child, relation);
  else
    stack_.back().add_right(child, relation);
}

View Transitions::view() const {
  const Node* end = stack_.data() + stack_.size();
  return {end - 1, end - 2, end - 3, &front_};
}

// Goldberg and Nivre (2013), section 4.2; and the root's child is out of reach as soon as it lies
// on another word, since it would then be the last to leave the stack.
std::array<int, kSteps> Transitions::costs(std::span<const std::uint16_t> gold) const {
  std::array<int, kSteps> costs{};
  const std::uint16_t front = front_.word;
  if (depth() > 0) {
    const std::uint16_t top = stack_.back().word;
    const std::uint16_t below = depth() > 1 ? stack_.end()[-2].word : std::uint16_t{0};
    const std::uint16_t head = gold[top] == root_ && depth() > 1 ? std::uint16_t{0} : gold[top];
    const int children_ahead = [&] {
      int count = 0;
      for (std::uint16_t word = front; word < root_; ++word) count += gold[word] == top ? 1 : 0;
      return count;
    }();
    const bool from_below = below != 0 && head == below;
    costs[static_cast<std::size_t>(Step::left)] =
        children_ahead + (from_below || head > front ? 1 : 0);
    costs[static_cast<std::size_t>(Step::right)] = children_ahead + (head >= front ? 1 : 0);
  }
  if (front != root_) {
    int lost = gold[front] == root_ && depth() > 0 ? 1 : 0;
    for (std::size_t at = kBelow; at < stack_.size(); ++at) {
      lost += gold[stack_[at].word] == front ? 1 : 0;
      // The top stays in reach: it will be the word below.
      lost += at + 1 < stack_.size() && gold[front] == stack_[at].word ? 1 : 0;
    }
    costs[static_cast<std::size_t>(Step::shift)] = lost;
  }
  return costs;
}

}  // namespace truce::parse
