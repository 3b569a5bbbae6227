// SPDX-License-Identifier: Apache-2.0
#include "parse/parse_bench.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>

#include "base/file.h"
#include "base/gzip.h"
#include "extract/tokens.h"
#include "parse/parse.h"

namespace truce::bench {
namespace {

using parse::GoldSentence;
using parse::GoldWord;

Result<std::vector<GoldSentence>> sentences_of(const std::vector<std::string>& files) {
  std::vector<GoldSentence> sentences;
  for (const std::string& file : files) {
    std::string text = TRY(read_file(file, 1U << 30U));
    if (is_gzip(text)) text = TRY(unzipped(text));
    for (GoldSentence& sentence : TRY(parse::conllu_sentences(text, file)))
      sentences.push_back(std::move(sentence));
  }
  return sentences;
}

/// The words that are parsed, each with its place in the sentence's text.
struct Input {
  std::string text;
  std::vector<TextSpan> gold;  // of each gold word
  std::vector<TextSpan> spans;
};

Input input_of(const GoldSentence& sentence, bool from_text) {
  Input input;
  for (const GoldWord& word : sentence) {
    const std::size_t begin = input.text.size();
    input.text += word.form;
    input.gold.push_back({begin, input.text.size()});
    if (word.space_after) input.text += ' ';
  }
  if (!from_text) {
    input.spans = input.gold;
  } else {
    for (const extract::Token& token : extract::tokens_of(input.text).list)
      input.spans.push_back(token.span);
  }
  return input;
}

std::vector<std::string_view> words_of(const Input& input) {
  std::vector<std::string_view> words;
  for (const TextSpan& span : input.spans)
    words.push_back(std::string_view(input.text).substr(span.begin, span.end - span.begin));
  return words;
}

struct Score {
  std::size_t gold = 0, found = 0, same = 0;  // words; same: cut alike
  std::size_t upos = 0, xpos = 0, heads = 0, relations = 0;

  /// F1 over words, as the shared tasks on parsing count (Zeman and others, 2018).
  double of(std::size_t right) const {
    return gold + found == 0
               ? 0
               : 200.0 * static_cast<double>(right) / static_cast<double>(gold + found);
  }
};

void add(Score& score, const GoldSentence& sentence, const Input& input, const parse::Tree& tree) {
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> places;
  for (std::size_t i = 0; i < input.spans.size(); ++i)
    places[{input.spans[i].begin, input.spans[i].end}] = i;
  score.gold += sentence.size();
  score.found += input.spans.size();
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    const auto found = places.find({input.gold[i].begin, input.gold[i].end});
    if (found == places.end()) continue;
    const GoldWord& gold = sentence[i];
    const parse::ParsedWord& word = tree[found->second];
    ++score.same;
    score.upos += gold.upos == word.upos ? 1 : 0;
    score.xpos += gold.xpos == word.xpos ? 1 : 0;
    const bool both_roots = gold.head == 0 && word.head == parse::kNoHead;
    const bool same_head = gold.head != 0 && word.head != parse::kNoHead &&
                           input.spans[word.head] == input.gold[gold.head - 1];
    score.heads += both_roots || same_head ? 1 : 0;
    score.relations += (both_roots || same_head) && gold.relation == word.relation ? 1 : 0;
  }
}

/// Seconds of the fastest of so many rounds over all sentences.
template <class Once>
double fastest(int rounds, Once once) {
  double best = 0;
  for (int round = 0; round < rounds; ++round) {
    const auto begin = std::chrono::steady_clock::now();
    once();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    if (round == 0 || took.count() < best) best = took.count();
  }
  return best;
}

Result<const parse::Model*> model_of(const std::string& file, std::optional<parse::Model>& kept) {
  if (file.empty()) return &parse::Model::built_in();
  kept = TRY(parse::Model::from_bytes(TRY(read_file(file))));
  return &*kept;
}

}  // namespace

Result<void> run(const ParseBench& bench) {
  std::optional<parse::Model> kept;
  const parse::Model& model = *TRY(model_of(bench.weights, kept));
  std::vector<GoldSentence> sentences = TRY(sentences_of(bench.treebanks));
  if (bench.words != "treebank")
    for (GoldSentence& sentence : sentences) sentence = parse::in_reader_words(sentence);
  std::vector<Input> inputs;
  for (const GoldSentence& sentence : sentences)
    inputs.push_back(input_of(sentence, bench.words == "text"));
  std::vector<std::vector<std::string_view>> words;
  for (const Input& input : inputs) words.push_back(words_of(input));

  Score score;
  parse::Tree tree;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    model.parse(words[i], tree);
    add(score, sentences[i], inputs[i], tree);
  }
  const double tags = fastest(bench.rounds, [&] {
    for (const auto& sentence : words) model.tag(sentence, tree);
  });
  const double both = fastest(bench.rounds, [&] {
    for (const auto& sentence : words) model.parse(sentence, tree);
  });
  fmt::print("sentences {}, words {}, cut alike {:.2f}\n", sentences.size(), score.gold,
             score.of(score.same));
  fmt::print("UPOS {:.2f}  XPOS {:.2f}  UAS {:.2f}  LAS {:.2f}\n", score.of(score.upos),
             score.of(score.xpos), score.of(score.heads), score.of(score.relations));
  const auto count = static_cast<double>(score.found);
  fmt::print(
      "a second, on one core: {:.0f} words tagged, {:.0f} tagged and parsed; {:.0f} sentences of "
      "20 words\n",
      count / tags, count / both, count / both / 20);
  return {};
}

}  // namespace truce::bench
