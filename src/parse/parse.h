// SPDX-License-Identifier: Apache-2.0
// Words of an English sentence → parts of speech, heads and relations, in Universal Dependencies.
//
// A perceptron tags from left to right; a greedy transition parser (arc-hybrid; Kuhlmann,
// Gómez-Rodríguez and Satta, 2011) then draws every arc in two steps a word, trained with a dynamic
// oracle (Goldberg and Nivre, 2013). Whole numbers only: the same words give the same tree
// everywhere.
//
// The words are those of the reader: "didn't", "two-day" and "U.S." are one word, "'s" its own,
// "..." three marks. The treebank's finer words ("did" "n't"; "two" "-" "day") are understood too.
// A sentence longer than kWordsMax is parsed in pieces, each under the root of the one before.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "parse/inventory.h"
#include "parse/train.h"
#include "parse/treebank.h"

namespace truce::parse {

/// The head of the word that has none.
inline constexpr std::uint32_t kNoHead = UINT32_MAX;

struct ParsedWord {
  Upos upos = Upos::x;
  Xpos xpos = Xpos::none;
  Relation relation = Relation::root;
  std::uint32_t head = kNoHead;  // number of a word of the sentence, from 0

  friend bool operator==(const ParsedWord&, const ParsedWord&) = default;
};

class Workspace;

/// The tree of one sentence after another: keep it, and no sentence asks for memory. One thread's.
class Tree {
 public:
  Tree();
  ~Tree();
  Tree(Tree&&) noexcept;
  Tree& operator=(Tree&&) noexcept;

  std::size_t size() const { return words_.size(); }
  const ParsedWord& operator[](std::size_t at) const { return words_[at]; }
  std::span<const ParsedWord> words() const { return words_; }

 private:
  friend class Model;
  std::vector<ParsedWord> words_;
  std::unique_ptr<Workspace> workspace_;
};

/// The fitted weights. Any number of threads may parse with one.
class Model {
 public:
  /// The weights of data/syntax, which are part of the program.
  static const Model& built_in();
  /// The weights in `bytes`, as fitted() makes them.
  static Result<Model> from_bytes(std::string bytes);

  Model(Model&&) noexcept;
  Model& operator=(Model&&) noexcept;
  ~Model();

  /// The tree over `words`, which are as they are written. Empty words give an empty tree.
  void parse(std::span<const std::string_view> words, Tree& out) const;
  /// Only the parts of speech; heads and relations are left at "no head".
  void tag(std::span<const std::string_view> words, Tree& out) const;

 private:
  struct Weights;
  explicit Model(std::unique_ptr<Weights> weights);
  std::unique_ptr<Weights> weights_;
};

}  // namespace truce::parse
