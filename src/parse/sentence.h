// SPDX-License-Identifier: Apache-2.0
// A sentence while it is being tagged and parsed, and the features that are read off it.
//
// Words count from 1. Place 0 stands for "none", the place behind the last word for the root, and
// two more behind it for the end.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "parse/inventory.h"
#include "parse/perceptron.h"
#include "parse/words.h"

namespace truce::parse {

/// A part of speech as the tagger predicts it: both tags are one choice.
struct WordClass {
  Upos upos = Upos::x;
  Xpos xpos = Xpos::none;

  friend bool operator==(WordClass, WordClass) = default;
};

/// Longer sentences are parsed in pieces.
inline constexpr std::size_t kWordsMax = 400;
/// The most features that any choice has.
inline constexpr std::size_t kFeaturesMax = 112;

class Features {
 public:
  void clear() { size_ = 0; }
  void add(Feature feature) { list_[size_++] = feature == 0 ? 1 : feature; }
  template <class Keep>
  void keep_if(Keep keep) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < size_; ++i)
      if (keep(list_[i])) list_[kept++] = list_[i];
    size_ = kept;
  }
  std::span<const Feature> list() const { return {list_.data(), size_}; }

 private:
  std::array<Feature, kFeaturesMax> list_;
  std::size_t size_ = 0;
};

/// What is known of a word on the stack or at the front: its children so far, the outermost first.
struct Node {
  std::uint16_t word = 0;
  std::uint16_t left = 0, left_inner = 0;
  std::uint16_t right = 0, right_inner = 0;
  Relation left_relation = Relation::root, left_inner_relation = Relation::root;
  Relation right_relation = Relation::root, right_inner_relation = Relation::root;
  std::uint8_t lefts = 0, rights = 0;
  std::uint64_t relations = 0;  // of all children, a bit each

  void add_left(std::uint16_t child, Relation relation);
  void add_right(std::uint16_t child, Relation relation);
};

struct SentenceWords {
  std::vector<WordAtoms> atoms;
  std::vector<std::uint8_t> classes;  // number of the word's class
  // Computed from the classes, for the parser:
  std::vector<Atom> tag, form, form_tag;
  struct Before {  // how many such words stand before this place
    std::uint16_t verbs, commas, conjunctions, marks;
  };
  std::vector<Before> before;
  std::size_t size = 0;

  void read(std::span<const std::string_view> words);
  /// Once the classes are known.
  void prepare(std::span<const WordClass> classes_known);
};

/// For the class of word `at`; the classes before it are known.
void tag_features(const SentenceWords& words, std::size_t at, Features& features);

/// The three top words of the stack and the front of the buffer.
struct View {
  const Node* s0;
  const Node* s1;
  const Node* s2;
  const Node* front;
};
void arc_features(const SentenceWords& words, const View& view, Features& features);

/// For the relation of `child` to `head`, both as they are before the arc is drawn.
void relation_features(const SentenceWords& words, const Node& head, const Node& child,
                       Features& features);

}  // namespace truce::parse
