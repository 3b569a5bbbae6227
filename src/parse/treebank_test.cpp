// SPDX-License-Identifier: Apache-2.0
#include "parse/treebank.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "parse/test_trees.h"

namespace truce::parse {
namespace {

constexpr std::string_view kGoats =
    "# text = The goats' bells rang.\n"
    "1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_\n"
    "2-3\tgoats'\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "2\tgoats\tgoat\tNOUN\tNNS\t_\t4\tnmod:poss\t_\t_\n"
    "3\t'\t's\tPART\tPOS\t_\t2\tcase\t_\t_\n"
    "4\tbells\tbell\tNOUN\tNNS\t_\t5\tnsubj\t_\t_\n"
    "5\trang\tring\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No\n"
    "6\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t_\n"
    "\n";

/// The text with its line `number` (from 1) put in place.
std::string with_line(std::string_view text, std::size_t number, std::string_view line) {
  std::string changed;
  for (std::size_t at = 1; !text.empty(); ++at) {
    const std::size_t end = text.find('\n') + 1;
    changed += at == number ? fmt::format("{}\n", line) : std::string(text.substr(0, end));
    text.remove_prefix(end);
  }
  return changed;
}

void refuses(const std::string& text, std::string_view message) {
  const auto sentences = conllu_sentences(text, "goats.conllu");
  ASSERT_FALSE(sentences) << message;
  EXPECT_EQ(sentences.error().message, message);
}

std::string spelled(const GoldSentence& sentence) {
  std::string text;
  for (const GoldWord& word : sentence) {
    if (!text.empty()) text += ' ';
    text += fmt::format("{}/{}/{}", word.form, word.head, name_of(word.relation));
  }
  return text;
}

TEST(Treebank, reads_words_tags_heads_and_spaces) {
  const auto sentences = conllu_sentences(kGoats, "goats.conllu");
  ASSERT_TRUE(sentences);
  ASSERT_EQ(sentences->size(), 1U);
  const GoldSentence& goats = sentences->front();
  EXPECT_EQ(spelled(goats),
            "The/2/det goats/4/nmod:poss '/2/case bells/5/nsubj rang/0/root ./5/punct");
  EXPECT_EQ(goats[1].upos, Upos::noun);
  EXPECT_EQ(goats[1].xpos, Xpos::nns);
  EXPECT_FALSE(goats[1].space_after);
  EXPECT_TRUE(goats[2].joined);
  EXPECT_TRUE(goats[2].space_after);
  EXPECT_FALSE(goats[4].space_after);
}

TEST(Treebank, reads_lines_that_end_as_on_windows) {
  std::string text(kGoats);
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2)
    text.replace(at, 1, "\r\n");
  EXPECT_EQ(conllu_sentences(text, "x").value_or(std::vector<GoldSentence>{}),
            conllu_sentences(kGoats, "x").value_or(std::vector<GoldSentence>{{}}));
}

TEST(Treebank, takes_an_unknown_subtype_for_its_relation_and_an_unknown_fine_tag_for_none) {
  const auto sentences = conllu_sentences(
      with_line(kGoats, 6, "4\tbells\tbell\tNOUN\tNcnp\t_\t5\tnsubj:odd\t_\t_"), "goats.conllu");
  ASSERT_TRUE(sentences);
  EXPECT_EQ(sentences->front()[3].relation, Relation::nsubj);
  EXPECT_EQ(sentences->front()[3].xpos, Xpos::none);
}

TEST(Treebank, names_the_line_of_a_mistake) {
  refuses("", "goats.conllu: no sentence in it");
  refuses(with_line(kGoats, 2, "1\tThe\tthe"), "goats.conllu:2: a line of CoNLL-U has 10 columns");
  refuses(with_line(kGoats, 2, "1\t\tthe\tDET\tDT\t_\t2\tdet\t_\t_"),
          "goats.conllu:2: column 2 is empty");
  refuses(with_line(kGoats, 2, "2\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_"),
          "goats.conllu:2: word 1 of the sentence is numbered '2'");
  refuses(with_line(kGoats, 2, "1\tThe\tthe\tARTICLE\tDT\t_\t2\tdet\t_\t_"),
          "goats.conllu:2: 'ARTICLE' is no universal part of speech");
  refuses(with_line(kGoats, 2, "1\tThe\tthe\tDET\tDT\t_\ttwo\tdet\t_\t_"),
          "goats.conllu:2: the head 'two' is no number");
  refuses(with_line(kGoats, 2, "1\tThe\tthe\tDET\tDT\t_\t2\tarticle\t_\t_"),
          "goats.conllu:2: 'article' is no universal relation");
  refuses(with_line(kGoats, 2, "1\tThe\tthe\tDET\tDT\t_\t9\tdet\t_\t_"),
          "goats.conllu:2: the head 9 is beyond the 6 words of the sentence");
  refuses(with_line(kGoats, 3, "3-2\tgoats'\t_\t_\t_\t_\t_\t_\t_\t_"),
          "goats.conllu:3: '3-2' is no range of the words that follow");
  refuses(with_line(kGoats, 3, "2-9\tgoats'\t_\t_\t_\t_\t_\t_\t_\t_"),
          "goats.conllu:2: the range up to word 9 is longer than the sentence");
}

TEST(Treebank, names_the_line_of_a_tree_that_is_none) {
  refuses(with_line(kGoats, 2, "1\tThe\tthe\tDET\tDT\t_\t0\tdet\t_\t_"),
          "goats.conllu:7: a second root beside word 1");
  refuses(with_line(kGoats, 7, "5\trang\tring\tVERB\tVBD\t_\t6\troot\t_\t_"),
          "goats.conllu:2: the sentence has no root");
  refuses(with_line(kGoats, 4, "2\tgoats\tgoat\tNOUN\tNNS\t_\t3\tnmod\t_\t_"),
          "goats.conllu:2: word 1 depends on itself");
  refuses(with_line(kGoats, 6, "4\tbells\tbell\tNOUN\tNNS\t_\t4\tnsubj\t_\t_"),
          "goats.conllu:2: word 1 depends on itself");
}

TEST(Treebank, lifts_the_shortest_arc_that_crosses) {
  // "hearing" is told apart from "on the issue", as in "A hearing is scheduled on the issue today".
  GoldSentence sentence = tree_of({2, 4, 4, 0, 7, 7, 2, 4});
  EXPECT_FALSE(is_projective(sentence));
  make_projective(sentence);
  EXPECT_TRUE(is_projective(sentence));
  EXPECT_EQ(heads_of(sentence), (std::vector<std::uint32_t>{2, 4, 4, 0, 7, 7, 4, 4}));
}

TEST(Treebank, leaves_a_tree_that_crosses_nothing) {
  GoldSentence sentence = tree_of({2, 4, 2, 0, 7, 7, 4, 4});
  EXPECT_TRUE(is_projective(sentence));
  const GoldSentence before = sentence;
  make_projective(sentence);
  EXPECT_EQ(sentence, before);
}

/// Words with their heads and the space behind them: "did/3 n't+/3" has none between.
GoldSentence words_of(std::initializer_list<std::pair<std::string_view, std::uint32_t>> words) {
  GoldSentence sentence;
  for (auto [form, head] : words) {
    GoldWord word;
    word.space_after = !form.ends_with('+');
    if (!word.space_after) form.remove_suffix(1);
    word.form = form;
    word.head = head;
    word.relation = head == 0 ? Relation::root : Relation::dep;
    sentence.push_back(word);
  }
  return sentence;
}

void regroups(std::initializer_list<std::pair<std::string_view, std::uint32_t>> words,
              std::string_view expected) {
  EXPECT_EQ(spelled(in_reader_words(words_of(words))), expected);
}

TEST(ReaderWords, join_a_clitic_but_not_the_possessive) {
  regroups({{"They", 4}, {"did+", 4}, {"n't", 4}, {"rest", 0}},
           "They/3/dep didn't/3/dep rest/0/root");
  regroups({{"Basin+", 3}, {"'s", 1}, {"wells+", 0}, {".", 3}},
           "Basin/3/dep 's/1/dep wells/0/root ./3/dep");
  regroups({{"can+", 3}, {"not", 3}, {"rest", 0}}, "cannot/2/dep rest/0/root");
}

TEST(ReaderWords, join_what_hyphens_join) {
  regroups({{"a", 5}, {"two+", 4}, {"-+", 2}, {"day", 5}, {"visit", 0}},
           "a/3/dep two-day/3/dep visit/0/root");
  regroups({{"12+", 0}, {"-+", 3}, {"15", 1}}, "12/0/root -/3/dep 15/1/dep");
  regroups({{"north", 0}, {"-", 1}, {"south", 1}}, "north/0/root -/1/dep south/1/dep");
}

TEST(ReaderWords, leave_quotation_marks_apart) {
  regroups({{"\u201C+", 2}, {"Wait+", 0}, {"\u201D", 2}}, "\u201C/2/dep Wait/0/root \u201D/2/dep");
  regroups({{"\u00C9t\u00E9+", 3}, {"-+", 1}, {"born", 0}}, "\u00C9t\u00E9-born/0/root");
}

TEST(ReaderWords, make_no_ring_of_words_that_hang_apart) {
  // "off" hangs below "wall", which hangs below "hit": as one word they must not hang below it too.
  regroups({{"stand+", 4}, {"-+", 1}, {"off", 5}, {"hit", 0}, {"wall", 1}},
           "stand-off/2/dep hit/0/root wall/1/dep");
  regroups({{"stand+", 5}, {"-+", 1}, {"off", 4}, {"hit", 0}, {"wall", 3}},
           "stand-off/2/dep hit/0/root wall/1/dep");
}

TEST(ReaderWords, read_a_row_of_marks_one_by_one) {
  regroups({{"Wait+", 0}, {"...", 1}}, "Wait/0/root ./1/dep ./2/punct ./2/punct");
}

}  // namespace
}  // namespace truce::parse
