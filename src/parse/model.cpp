// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cassert>
#include <cstring>

#include "parse/built_in.h"
#include "parse/parse.h"
#include "parse/sentence.h"
#include "parse/transitions.h"
#include "parse/weights.h"

namespace truce::parse {

class Workspace {
 public:
  void tag(const WeightTables& tables, std::span<const std::string_view> words) {
    words_.read(words);
    for (std::size_t at = 1; at <= words_.size; ++at) {
      tag_features(words_, at, features_);
      words_.classes[at] = best_class(tables.tags, features_, tables.classes.size());
    }
  }

  void draw(const WeightTables& tables) {
    words_.prepare(tables.classes);
    transitions_.start(words_.size);
    while (!transitions_.is_done()) {
      const Step step = next_step(tables);
      transitions_.take(step, step == Step::shift ? Relation::root : relation(tables, step));
    }
  }

  const SentenceWords& words() const { return words_; }
  const Transitions& transitions() const { return transitions_; }

 private:
  Step next_step(const WeightTables& tables) {
    const bool shift = transitions_.can(Step::shift);
    const bool left = transitions_.can(Step::left);
    const bool right = transitions_.can(Step::right);
    if (!left && !right) return Step::shift;
    if (!shift && !left) return Step::right;
    if (!shift && !right) return Step::left;
    arc_features(words_, transitions_.view(), features_);
    const auto [left_score, right_score] = tables.arcs.score(features_.list());
    Step best = Step::shift;
    std::int32_t score = shift ? 0 : INT32_MIN;
    if (left && left_score > score) best = Step::left, score = left_score;
    if (right && right_score > score) best = Step::right;
    return best;
  }

  Relation relation(const WeightTables& tables, Step step) {
    const Node& head = transitions_.head_of(step);
    if (head.word == transitions_.root()) return Relation::root;
    relation_features(words_, head, transitions_.top(), features_);
    std::array<std::int32_t, kRelationCount> scores{};
    tables.relations.score(features_.list(), scores);
    return static_cast<Relation>(std::max_element(scores.begin() + 1, scores.end()) -
                                 scores.begin());
  }

  SentenceWords words_;
  Transitions transitions_;
  Features features_;
};

Tree::Tree() : workspace_(std::make_unique<Workspace>()) {}
Tree::~Tree() = default;
Tree::Tree(Tree&&) noexcept = default;
Tree& Tree::operator=(Tree&&) noexcept = default;

struct Model::Weights {
  std::vector<ArcTable::Bucket> memory;  // a multiple of 64 bytes, at a multiple of 64
  WeightTables tables;
};

Model::Model(std::unique_ptr<Weights> weights) : weights_(std::move(weights)) {}
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;

const Model& Model::built_in() {
  static const Model model = [] {
    auto weights = std::make_unique<Weights>();
    auto tables = tables_in(built_in_weights(), true);
    assert(tables);
    weights->tables = *std::move(tables);
    return Model(std::move(weights));
  }();
  return model;
}

Result<Model> Model::from_bytes(std::string bytes) {
  auto weights = std::make_unique<Weights>();
  weights->memory.resize((bytes.size() + 63) / 64);
  if (!bytes.empty())
    std::memcpy(static_cast<void*>(weights->memory.data()), bytes.data(), bytes.size());
  weights->tables =
      TRY(tables_in({reinterpret_cast<const char*>(weights->memory.data()), bytes.size()}, false));
  return Model(std::move(weights));
}

void Model::tag(std::span<const std::string_view> words, Tree& out) const {
  const WeightTables& tables = weights_->tables;
  out.words_.resize(words.size());
  for (std::size_t begin = 0; begin < words.size(); begin += kWordsMax) {
    const auto piece = words.subspan(begin, std::min(kWordsMax, words.size() - begin));
    out.workspace_->tag(tables, piece);
    for (std::size_t i = 0; i < piece.size(); ++i) {
      const WordClass known = tables.classes[out.workspace_->words().classes[i + 1]];
      out.words_[begin + i] = {known.upos, known.xpos, Relation::root, kNoHead};
    }
  }
}

void Model::parse(std::span<const std::string_view> words, Tree& out) const {
  const WeightTables& tables = weights_->tables;
  out.words_.resize(words.size());
  std::uint32_t root_before = kNoHead;
  for (std::size_t begin = 0; begin < words.size(); begin += kWordsMax) {
    const auto piece = words.subspan(begin, std::min(kWordsMax, words.size() - begin));
    Workspace& workspace = *out.workspace_;
    workspace.tag(tables, piece);
    workspace.draw(tables);
    const auto heads = workspace.transitions().heads();
    const auto relations = workspace.transitions().relations();
    std::uint32_t root = 0;
    for (std::size_t i = 0; i < piece.size(); ++i) {
      const WordClass known = tables.classes[workspace.words().classes[i + 1]];
      ParsedWord& word = out.words_[begin + i];
      word = {known.upos, known.xpos, relations[i + 1],
              static_cast<std::uint32_t>(begin + heads[i + 1] - 1)};
      if (heads[i + 1] != workspace.transitions().root()) continue;
      root = static_cast<std::uint32_t>(begin + i);
      word.head = root_before;
      if (root_before != kNoHead) word.relation = Relation::parataxis;
    }
    root_before = root;
  }
}

}  // namespace truce::parse
