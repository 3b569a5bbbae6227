// SPDX-License-Identifier: Apache-2.0
#include "parse/train.h"

#include <gtest/gtest.h>

#include "base/hash.h"
#include "parse/parse.h"
#include "parse/test_trees.h"

namespace truce::parse {
namespace {

/// Three sentences of our own, over and over, so that a little training learns them by heart.
constexpr std::string_view kTreebank =
    "1\tThe\t_\tDET\tDT\t_\t2\tdet\t_\t_\n"
    "2\tmonitors\t_\tNOUN\tNNS\t_\t3\tnsubj\t_\t_\n"
    "3\tcounted\t_\tVERB\tVBD\t_\t0\troot\t_\t_\n"
    "4\ttwo\t_\tNUM\tCD\t_\t5\tnummod\t_\t_\n"
    "5\tshells\t_\tNOUN\tNNS\t_\t3\tobj\t_\tSpaceAfter=No\n"
    "6\t.\t_\tPUNCT\t.\t_\t3\tpunct\t_\t_\n"
    "\n"
    "1\tNorth\t_\tPROPN\tNNP\t_\t4\tnsubj\t_\t_\n"
    "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "2\tdid\t_\tAUX\tVBD\t_\t4\taux\t_\t_\n"
    "3\tn't\t_\tPART\tRB\t_\t4\tadvmod\t_\t_\n"
    "4\tanswer\t_\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n"
    "5\t.\t_\tPUNCT\t.\t_\t4\tpunct\t_\t_\n"
    "\n"
    "1\tA\t_\tDET\tDT\t_\t2\tdet\t_\t_\n"
    "2\tconvoy\t_\tNOUN\tNN\t_\t4\tnsubj:pass\t_\t_\n"
    "3\twas\t_\tAUX\tVBD\t_\t4\taux:pass\t_\t_\n"
    "4\tstopped\t_\tVERB\tVBN\t_\t0\troot\t_\t_\n"
    "5\tnear\t_\tADP\tIN\t_\t7\tcase\t_\t_\n"
    "6\tthe\t_\tDET\tDT\t_\t7\tdet\t_\t_\n"
    "7\tbridge\t_\tNOUN\tNN\t_\t4\tobl\t_\tSpaceAfter=No\n"
    "8\t.\t_\tPUNCT\t.\t_\t4\tpunct\t_\t_\n"
    "\n";

std::vector<GoldSentence> treebank() {
  const auto sentences =
      conllu_sentences(kTreebank, "own.conllu").value_or(std::vector<GoldSentence>{});
  std::vector<GoldSentence> many;
  for (int copy = 0; copy < 6; ++copy) many.insert(many.end(), sentences.begin(), sentences.end());
  return many;
}

Training small() {
  Training training;
  training.models = 2;
  training.tag_rounds = 4;
  training.arc_rounds = 5;
  training.parts = 2;
  return training;
}

const std::string& tiny_weights() {
  static const std::string weights = fitted(treebank(), small());
  return weights;
}

void refuses(std::string bytes, std::string_view message) {
  const auto model = Model::from_bytes(std::move(bytes));
  ASSERT_FALSE(model) << message;
  EXPECT_EQ(model.error().message, message);
}

TEST(Training, gives_the_same_bytes_twice) {
  EXPECT_EQ(fitted(treebank(), small()), tiny_weights());
}

TEST(Training, gives_the_same_bytes_on_every_machine) {
  // When the features or the training change on purpose, this sum changes with them, and the
  // weights in data/syntax are fitted again.
  EXPECT_EQ(to_hex(sha256(tiny_weights())),
            "d25f1e9a9794fe88e963fc9aab19eb2ad2083e4d65984c9d451eaf7849dbee7b");
}

TEST(Training, learns_a_small_treebank_by_heart) {
  const auto model = Model::from_bytes(tiny_weights());
  ASSERT_TRUE(model);
  Tree tree;
  for (const GoldSentence& sentence : treebank()) {
    for (const GoldSentence& words : {sentence, in_reader_words(sentence)}) {
      std::vector<std::string_view> forms;
      for (const GoldWord& word : words) forms.push_back(word.form);
      model->parse(forms, tree);
      for (std::size_t i = 0; i < words.size(); ++i) {
        EXPECT_EQ(tree[i].upos, words[i].upos) << words[i].form;
        EXPECT_EQ(tree[i].head, words[i].head == 0 ? kNoHead : words[i].head - 1) << words[i].form;
        EXPECT_EQ(tree[i].relation, words[i].relation) << words[i].form;
      }
    }
  }
}

TEST(Training, keeps_to_the_room_it_is_given) {
  Training tight = small();
  tight.tag_bytes = tight.arc_bytes = tight.relation_bytes = 4096;
  const std::string weights = fitted(treebank(), tight);
  EXPECT_LT(weights.size(), 3 * 4096U + 1024U);
  EXPECT_TRUE(Model::from_bytes(weights));
}

TEST(Training, takes_no_sentence_at_all) {
  EXPECT_TRUE(Model::from_bytes(fitted({tree_of({0})}, small())));
}

TEST(Weights, are_refused_when_they_are_something_else) {
  refuses("", "these are no weights of the parser");
  refuses("sentences", "these are no weights of the parser");
}

TEST(Weights, are_refused_wherever_they_are_cut) {
  const std::string& whole = tiny_weights();
  refuses(whole.substr(0, 100), "the weights are damaged: they end within their head");
  for (std::size_t size = 320; size < whole.size(); size += 997)
    refuses(whole.substr(0, size), "the weights are damaged: they have " + std::to_string(size) +
                                       " bytes, which is not what their head says");
  EXPECT_FALSE(Model::from_bytes(whole + "x"));
}

TEST(Weights, are_refused_when_one_byte_is_another) {
  for (std::size_t at = 0; at < tiny_weights().size(); at += 61) {
    std::string damaged = tiny_weights();
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    EXPECT_FALSE(Model::from_bytes(damaged)) << at;
  }
}

}  // namespace
}  // namespace truce::parse
