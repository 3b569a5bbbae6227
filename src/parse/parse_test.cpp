// SPDX-License-Identifier: Apache-2.0
#include "parse/parse.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <thread>

#include "parse/built_in.h"

namespace truce::parse {
namespace {

/// The words of a text that has a space around each.
std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

Tree parsed(std::string_view text) {
  Tree tree;
  Model::built_in().parse(words_of(text), tree);
  return tree;
}

/// "monitors nsubj said": a word, its relation and its head.
void check(std::string_view text, std::initializer_list<std::string_view> arcs) {
  const auto words = words_of(text);
  const Tree tree = parsed(text);
  std::string all;
  for (std::size_t i = 0; i < words.size(); ++i)
    all += fmt::format("{} {} {}\n", words[i], name_of(tree[i].relation),
                       tree[i].head == kNoHead ? "-" : words[tree[i].head]);
  for (const std::string_view arc : arcs)
    EXPECT_NE(("\n" + all).find(fmt::format("\n{}\n", arc)), std::string::npos) << arc << "\nin:\n"
                                                                                << all;
}

void check_tags(std::string_view text, std::string_view expected) {
  const Tree tree = parsed(text);
  std::string tags;
  for (const ParsedWord& word : tree.words())
    tags += fmt::format("{}{}", tags.empty() ? "" : " ", name_of(word.upos));
  EXPECT_EQ(tags, expected);
}

/// One root, every head a word of the sentence, no ring.
void is_tree(const Tree& tree) {
  std::size_t roots = 0;
  for (std::size_t i = 0; i < tree.size(); ++i) {
    roots += tree[i].head == kNoHead ? 1 : 0;
    std::size_t at = i;
    std::size_t steps = 0;
    for (; tree[at].head != kNoHead && steps <= tree.size(); ++steps) {
      ASSERT_LT(tree[at].head, tree.size());
      at = tree[at].head;
    }
    ASSERT_LE(steps, tree.size());
  }
  EXPECT_EQ(roots, tree.size() == 0 ? 0U : 1U);
}

TEST(Parse, tells_the_parts_of_speech) {
  check_tags("The ministry said two soldiers were killed near the bridge .",
             "DET NOUN VERB NUM NOUN AUX VERB ADP DET NOUN PUNCT");
  check_tags("Both sides didn't open fire on Monday .", "DET NOUN AUX VERB NOUN ADP PROPN PUNCT");
}

TEST(Parse, hangs_what_is_said_on_the_verb_of_saying) {
  check("The army said that three soldiers were killed .",
        {"army nsubj said", "said root -", "killed ccomp said", "soldiers nsubj:pass killed",
         "three nummod soldiers", "were aux:pass killed", "that mark killed"});
  check("The group said it would release two captives .",
        {"group nsubj said", "release ccomp said", "it nsubj release", "captives obj release"});
}

TEST(Parse, finds_who_did_what_to_whom) {
  check("Rebels attacked a convoy near the border .",
        {"Rebels nsubj attacked", "convoy obj attacked", "near case border"});
  check("The bridge was destroyed by government forces .",
        {"bridge nsubj:pass destroyed", "by case forces", "forces obl:agent destroyed"});
}

TEST(Parse, hangs_owners_and_names) {
  check("The country 's president visited Geneva .",
        {"country nmod:poss president", "'s case country", "Geneva obj visited"});
}

TEST(Parse, reads_curly_quotes_and_dashes_as_plain_ones) {
  const Tree plain = parsed("\" We wait , \" he said - twice .");
  const Tree curly = parsed("\u201C We wait , \u201D he said \u2013 twice .");
  EXPECT_TRUE(std::ranges::equal(plain.words(), curly.words()));
}

TEST(Parse, gives_a_tree_for_any_words) {
  for (const std::string_view text :
       {"", ".", ". . . . .", "and", "Basin", "\xFF\xFE \x80 \xC3", "of of of of of of",
        "12 : 30 - 10 , 000", "said said said said", "\u0412\u043E\u0439\u043D\u0430 \u4F60\u597D"})
    is_tree(parsed(text));
}

TEST(Parse, gives_a_tree_for_a_sentence_of_any_length) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += i % 7 == 0 ? "said " : i % 3 == 0 ? "the " : "army ";
  const Tree tree = parsed(text);
  EXPECT_EQ(tree.size(), 3000U);
  is_tree(tree);
}

TEST(Parse, leaves_heads_alone_when_only_tags_are_asked_for) {
  Tree tree;
  const auto words = words_of("Rebels attacked a convoy .");
  Model::built_in().tag(words, tree);
  ASSERT_EQ(tree.size(), words.size());
  EXPECT_EQ(tree[1].upos, Upos::verb);
  EXPECT_EQ(tree[0].head, kNoHead);
}

TEST(Parse, gives_the_same_tree_whatever_was_parsed_before) {
  const auto long_one = words_of("The army said that three soldiers were killed in the north .");
  const auto short_one = words_of("Rebels attacked .");
  Tree kept;
  Model::built_in().parse(long_one, kept);
  Model::built_in().parse(short_one, kept);
  EXPECT_TRUE(std::ranges::equal(kept.words(), parsed("Rebels attacked .").words()));
}

TEST(Parse, serves_several_threads_with_one_model) {
  constexpr std::string_view kText = "The army said that three soldiers were killed in the north .";
  const Tree expected = parsed(kText);
  std::vector<int> same(4, 0);
  std::vector<std::thread> threads;
  for (int& count : same)
    threads.emplace_back([&] {
      for (int round = 0; round < 50; ++round)
        count += std::ranges::equal(parsed(kText).words(), expected.words()) ? 1 : 0;
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(same, std::vector<int>(4, 50));
}

TEST(Parse, has_sound_weights_in_the_program) {
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(built_in_weights().data()) % 64, 0U);
  EXPECT_TRUE(Model::from_bytes(std::string(built_in_weights())));
}

}  // namespace
}  // namespace truce::parse
