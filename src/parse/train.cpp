// SPDX-License-Identifier: Apache-2.0
#include "parse/train.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <unordered_map>

#include "parse/sentence.h"
#include "parse/transitions.h"
#include "parse/weights.h"

namespace truce::parse {
namespace {

/// xorshift64*, for the order of examples: the same everywhere, which std::shuffle need not be.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 2 + 1) {}
  std::uint64_t below(std::uint64_t bound) {
    state_ ^= state_ >> 12U;
    state_ ^= state_ << 25U;
    state_ ^= state_ >> 27U;
    return ((state_ * 0x2545F4914F6CDD1DULL) >> 33U) % bound;
  }

 private:
  std::uint64_t state_;
};

std::vector<std::uint32_t> shuffled(std::size_t count, std::uint64_t seed) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  Random random(seed);
  for (std::size_t i = count; i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  return order;
}

/// The classes of words, the commonest first; the rarest become the commonest of their universal
/// part of speech when there is no room.
std::vector<WordClass> classes_of(const std::vector<GoldSentence>& sentences) {
  std::map<std::pair<Upos, Xpos>, std::uint32_t> counts;
  for (const GoldSentence& sentence : sentences)
    for (const GoldWord& word : sentence) ++counts[{word.upos, word.xpos}];
  std::vector<std::pair<std::uint32_t, WordClass>> sorted;
  for (const auto& [pair, count] : counts) sorted.push_back({count, {pair.first, pair.second}});
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& left, const auto& right) { return left.first > right.first; });
  std::vector<WordClass> classes;
  for (const auto& [count, word_class] : sorted)
    if (classes.size() < kClassesMax) classes.push_back(word_class);
  return classes;
}

/// A sentence as the trainer wants it: numbers in place of names.
struct Example {
  SentenceWords words;
  std::vector<std::uint8_t> classes;  // by word, from 1
  std::vector<std::uint16_t> heads;   // by word, from 1; the root is behind the last
  std::vector<Relation> relations;
  int part = 0;  // both forms of a sentence are in the same
};

Example example_of(const GoldSentence& gold, const std::vector<WordClass>& classes) {
  Example example;
  std::vector<std::string_view> forms;
  for (const GoldWord& word : gold) forms.push_back(word.form);
  example.words.read(forms);
  example.classes.assign(gold.size() + 4, 0);
  example.heads.assign(gold.size() + 1, 0);
  example.relations.assign(gold.size() + 1, Relation::root);
  GoldSentence tree = gold;
  make_projective(tree);
  for (std::size_t i = 0; i < gold.size(); ++i) {
    const auto exact =
        std::find(classes.begin(), classes.end(), WordClass{gold[i].upos, gold[i].xpos});
    const auto near = std::find_if(classes.begin(), classes.end(),
                                   [&](WordClass known) { return known.upos == gold[i].upos; });
    const auto found = exact != classes.end()  ? exact
                       : near != classes.end() ? near
                                               : classes.begin();
    example.classes[i + 1] = static_cast<std::uint8_t>(found - classes.begin());
    example.heads[i + 1] =
        static_cast<std::uint16_t>(tree[i].head == 0 ? gold.size() + 1 : tree[i].head);
    example.relations[i + 1] = tree[i].relation;
  }
  return example;
}

/// Which features come often enough to be learnt. Counted in a sieve of bytes: two features that
/// fall together are counted together, which lets in a few rare ones.
class Sieve {
 public:
  void count(std::span<const Feature> features) {
    for (const Feature feature : features) {
      std::uint8_t& seen = seen_[place(feature)];
      if (seen < 255) ++seen;
    }
  }
  /// Leaves only the features that were counted `least` times.
  void pass(Features& features, int least) const {
    for (const Feature feature : features.list()) __builtin_prefetch(&seen_[place(feature)]);
    features.keep_if([&](Feature feature) { return seen_[place(feature)] >= least; });
  }

 private:
  static std::size_t place(Feature feature) { return (feature >> 20U) & ((1U << 27U) - 1); }
  std::vector<std::uint8_t> seen_ = std::vector<std::uint8_t>(1U << 27U);
};

/// The sum of the weights of several models. Models that saw the examples in other orders err in
/// other places; together they err less, and cost no more to use than one.
class Mean {
 public:
  void add(std::vector<AveragedFeature> features) {
    for (AveragedFeature& feature : features) {
      const auto [place, fresh] = places_.try_emplace(feature.feature, sum_.size());
      if (fresh) {
        sum_.push_back(std::move(feature));
        continue;
      }
      AveragedFeature& sum = sum_[place->second];
      for (const AveragedWeight& weight : feature.weights) {
        const auto same =
            std::find_if(sum.weights.begin(), sum.weights.end(),
                         [&](const auto& has) { return has.class_number == weight.class_number; });
        if (same == sum.weights.end())
          sum.weights.push_back(weight);
        else
          same->weight += weight.weight;
      }
    }
    ++models_;
  }
  std::vector<AveragedFeature> take() && {
    for (AveragedFeature& feature : sum_)
      for (AveragedWeight& weight : feature.weights) weight.weight /= models_;
    return std::move(sum_);
  }

 private:
  std::unordered_map<Feature, std::size_t> places_;
  std::vector<AveragedFeature> sum_;  // in the order in which the features first came
  std::int32_t models_ = 0;
};

class Trainer {
 public:
  Trainer(const std::vector<GoldSentence>& sentences, const Training& training)
      : training_(training), classes_(classes_of(sentences)) {
    int part = 0;
    for (const GoldSentence& sentence : sentences) {
      learn_from(sentence, part);
      const GoldSentence coarser = in_reader_words(sentence);
      if (coarser != sentence) learn_from(coarser, part);
      part = (part + 1) % training_.parts;
    }
  }

  std::string run() {
    PackedWeights packed;
    packed.classes = classes_;
    training_.tell(
        fmt::format("{} sentences, {} classes of words", examples_.size(), classes_.size()));
    packed.tags = tags_of(training_.parts, training_.models);
    training_.tell("the tags are fitted");
    tag_unseen();
    count_features();
    Mean arcs;
    Mean relations;
    for (int model = 0; model < training_.models; ++model) {
      fit_arcs(model);
      arcs.add(arcs_.averaged());
      relations.add(relations_.averaged());
    }
    packed.arcs = ArcTable::packed(std::move(arcs).take(), training_.arc_bytes);
    packed.relations = ChoiceTable::packed(std::move(relations).take(), training_.relation_bytes);
    return file_of(packed);
  }

 private:
  void learn_from(const GoldSentence& sentence, int part) {
    if (sentence.size() > kWordsMax) return;
    examples_.push_back(example_of(sentence, classes_));
    examples_.back().part = part;
  }

  /// Fitted on all parts of the examples but `left_out`, so many times over.
  ChoiceTable::Packed tags_of(int left_out, int models) {
    Mean mean;
    for (int model = 0; model < models; ++model) mean.add(tagger(left_out, model).averaged());
    return ChoiceTable::packed(std::move(mean).take(), training_.tag_bytes);
  }

  Perceptron tagger(int left_out, int model) {
    Perceptron perceptron;
    Features features;
    for (int round = 0; round < training_.tag_rounds; ++round) {
      std::size_t wrong = 0;
      std::size_t seen = 0;
      for (const std::uint32_t i :
           shuffled(examples_.size(), static_cast<std::uint64_t>(1000 * model + round + 1))) {
        if (examples_[i].part == left_out) continue;
        Example& example = examples_[i];
        for (std::size_t at = 1; at <= example.words.size; ++at) {
          tag_features(example.words, at, features);
          const std::uint8_t guess = best_class(perceptron, features, classes_.size());
          const std::uint8_t right = example.classes[at];
          ++seen;
          if (guess != right) {
            ++wrong;
            perceptron.update(features.list(), right, 1);
            perceptron.update(features.list(), guess, -1);
          }
          perceptron.tick();
          example.words.classes[at] = guess;
        }
      }
      training_.tell(fmt::format("tags, part {} left out, round {}: {} of {} wrong", left_out,
                                 round + 1, wrong, seen));
    }
    return perceptron;
  }

  void tag_unseen() {
    Features features;
    // Kept apart: the next part's tagger is trained over the words of this one.
    std::vector<std::vector<std::uint8_t>> unseen(examples_.size());
    for (int part = 0; part < training_.parts; ++part) {
      const ChoiceTable::Packed packed = tags_of(part, 1);
      const ChoiceTable table(packed.buckets, packed.cells);
      for (std::uint32_t i = 0; i < examples_.size(); ++i) {
        if (examples_[i].part != part) continue;
        SentenceWords& words = examples_[i].words;
        for (std::size_t at = 1; at <= words.size; ++at) {
          tag_features(words, at, features);
          words.classes[at] = best_class(table, features, classes_.size());
        }
        unseen[i] = words.classes;
      }
    }
    for (std::size_t i = 0; i < examples_.size(); ++i) {
      examples_[i].words.classes = std::move(unseen[i]);
      examples_[i].words.prepare(classes_);
    }
  }

  void fit_arcs(int model) {
    arcs_ = Perceptron();
    relations_ = Perceptron();
    for (int round = 0; round < training_.arc_rounds; ++round) {
      wrong_steps_ = wrong_relations_ = steps_ = 0;
      for (const std::uint32_t i :
           shuffled(examples_.size(), static_cast<std::uint64_t>(1000 * model + 100 + round)))
        learn(examples_[i], round);
      training_.tell(fmt::format("arcs, round {}: {} of {} steps and {} relations wrong", round + 1,
                                 wrong_steps_, steps_, wrong_relations_));
    }
  }

  /// Counts what the steps to the trees themselves show.
  void count_features() {
    Features features;
    Transitions transitions;
    for (const Example& example : examples_) {
      transitions.start(example.words.size);
      while (!transitions.is_done()) {
        arc_features(example.words, transitions.view(), features);
        arc_sieve_.count(features.list());
        const auto costs = transitions.costs(example.heads);
        int right = -1;
        for (int step = 0; step < 3; ++step)
          if (transitions.can(static_cast<Step>(step)) && (right < 0 || costs[step] < costs[right]))
            right = step;
        const Step step = static_cast<Step>(right);
        Relation relation = Relation::root;
        if (step != Step::shift && transitions.head_of(step).word != transitions.root()) {
          relation_features(example.words, transitions.head_of(step), transitions.top(), features);
          relation_sieve_.count(features.list());
          relation = example.relations[transitions.top().word];
        }
        transitions.take(step, relation);
      }
    }
  }

  void learn(const Example& example, int round) {
    Transitions transitions;
    Features features;
    transitions.start(example.words.size);
    while (!transitions.is_done()) {
      arc_features(example.words, transitions.view(), features);
      arc_sieve_.pass(features, training_.arc_least);
      std::array<std::int32_t, kSteps> scores{};
      arcs_.score(features.list(), scores);
      const auto costs = transitions.costs(example.heads);
      int best = -1;
      int right = -1;
      int possible = 0;
      for (int step = 0; step < 3; ++step) {
        if (!transitions.can(static_cast<Step>(step))) continue;
        ++possible;
        if (best < 0 || scores[step] > scores[best]) best = step;
        if (right < 0 || costs[step] < costs[right] ||
            (costs[step] == costs[right] && scores[step] > scores[right]))
          right = step;
      }
      if (possible > 1) {
        ++steps_;
        if (costs[best] > costs[right]) {
          ++wrong_steps_;
          arcs_.update(features.list(), static_cast<std::uint8_t>(right), 1);
          arcs_.update(features.list(), static_cast<std::uint8_t>(best), -1);
        }
        arcs_.tick();
      }
      const int follow = round == 0 || random_.below(10) == 0 ? right : best;
      const Step step = static_cast<Step>(follow);
      transitions.take(
          step, step == Step::shift ? Relation::root : learn_relation(example, transitions, step));
    }
  }

  Relation learn_relation(const Example& example, const Transitions& transitions, Step step) {
    const Node& head = transitions.head_of(step);
    const Node& child = transitions.top();
    if (head.word == transitions.root()) return Relation::root;
    Features features;
    relation_features(example.words, head, child, features);
    relation_sieve_.pass(features, training_.relation_least);
    std::array<std::int32_t, kRelationCount> scores{};
    relations_.score(features.list(), scores);
    const auto guess = static_cast<std::uint8_t>(
        std::max_element(scores.begin() + 1, scores.end()) - scores.begin());
    if (example.heads[child.word] == head.word) {
      const auto right = static_cast<std::uint8_t>(example.relations[child.word]);
      if (guess != right) {
        ++wrong_relations_;
        relations_.update(features.list(), right, 1);
        relations_.update(features.list(), guess, -1);
      }
      relations_.tick();
    }
    return static_cast<Relation>(guess);
  }

  const Training& training_;
  std::vector<WordClass> classes_;
  std::vector<Example> examples_;
  Sieve arc_sieve_;
  Sieve relation_sieve_;
  Perceptron arcs_;
  Perceptron relations_;
  Random random_{7};
  std::size_t steps_ = 0, wrong_steps_ = 0, wrong_relations_ = 0;
};

}  // namespace

std::string fitted(const std::vector<GoldSentence>& sentences, const Training& training) {
  return Trainer(sentences, training).run();
}

}  // namespace truce::parse
