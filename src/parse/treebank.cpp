// SPDX-License-Identifier: Apache-2.0
#include "parse/treebank.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <optional>

namespace truce::parse {
namespace {

constexpr std::size_t kColumns = 10;
using Columns = std::array<std::string_view, kColumns>;

std::optional<std::uint32_t> number_in(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

/// Reads lines into sentences; keeps the number of the line for the message of a mistake.
class Reader {
 public:
  Reader(std::string_view text, std::string_view file) : text_(text), file_(file) {}

  Result<std::vector<GoldSentence>> run() && {
    while (at_ < text_.size()) {
      ++line_;
      const std::size_t end = std::min(text_.find('\n', at_), text_.size());
      std::string_view line = text_.substr(at_, end - at_);
      if (line.ends_with('\r')) line.remove_suffix(1);
      at_ = end + 1;
      if (line.empty())
        TRY(close());
      else if (line[0] != '#')
        TRY(row(line));
    }
    TRY(close());
    if (sentences_.empty())
      return invalid(
          fmt::format("{}: no sentence in it", file_),
          "a treebank in CoNLL-U has a line for each word and an empty one behind each sentence");
    return std::move(sentences_);
  }

 private:
  Error wrong(std::size_t line, std::string what, std::string help = {}) const {
    return invalid(fmt::format("{}:{}: {}", file_, line, what), std::move(help));
  }

  Result<void> row(std::string_view line) {
    if (sentence_.empty()) first_line_ = line_;
    Columns columns;
    for (std::size_t column = 0; column < kColumns; ++column) {
      const std::size_t tab = line.find('\t');
      if ((tab == std::string_view::npos) != (column + 1 == kColumns))
        return wrong(line_, fmt::format("a line of CoNLL-U has {} columns", kColumns),
                     "columns are parted by tabs; an empty one is '_'");
      columns[column] = line.substr(0, tab);
      if (columns[column].empty())
        return wrong(line_, fmt::format("column {} is empty", column + 1),
                     "write '_' where there is nothing to say");
      line.remove_prefix(tab == std::string_view::npos ? line.size() : tab + 1);
    }
    if (columns[0].find('.') != std::string_view::npos) return {};  // a word that is not written
    if (columns[0].find('-') != std::string_view::npos) return several(columns);
    return word(columns);
  }

  /// "3-4 Mecca's": words 3 and 4 are written as one.
  Result<void> several(const Columns& columns) {
    const std::size_t dash = columns[0].find('-');
    const auto first = number_in(columns[0].substr(0, dash));
    const auto last = number_in(columns[0].substr(dash + 1));
    if (!first || !last || *first != sentence_.size() + 1 || *last <= *first)
      return wrong(line_, fmt::format("'{}' is no range of the words that follow", columns[0]));
    joined_from_ = *first + 1;
    joined_until_ = *last;
    joined_space_after_ = columns[9].find("SpaceAfter=No") == std::string_view::npos;
    return {};
  }

  Result<void> word(const Columns& columns) {
    if (number_in(columns[0]) != sentence_.size() + 1)
      return wrong(line_, fmt::format("word {} of the sentence is numbered '{}'",
                                      sentence_.size() + 1, columns[0]));
    const auto upos = upos_named(columns[3]);
    if (!upos) return wrong(line_, fmt::format("'{}' is no universal part of speech", columns[3]));
    const auto head = number_in(columns[6]);
    if (!head) return wrong(line_, fmt::format("the head '{}' is no number", columns[6]));
    const auto relation = relation_named(columns[7]);
    if (!relation) return wrong(line_, fmt::format("'{}' is no universal relation", columns[7]));
    GoldWord word;
    word.form = columns[1];
    word.upos = *upos;
    word.xpos = xpos_named(columns[4]).value_or(Xpos::none);
    word.head = *head;
    word.relation = *relation;
    word.space_after = columns[9].find("SpaceAfter=No") == std::string_view::npos;
    const auto number = static_cast<std::uint32_t>(sentence_.size() + 1);
    word.joined = number >= joined_from_ && number <= joined_until_;
    if (number + 1 >= joined_from_ && number < joined_until_) word.space_after = false;
    if (number == joined_until_) word.space_after = joined_space_after_;
    sentence_.push_back(std::move(word));
    lines_.push_back(line_);
    return {};
  }

  Result<void> close() {
    if (sentence_.empty()) return {};
    if (joined_until_ > sentence_.size())
      return wrong(first_line_, fmt::format("the range up to word {} is longer than the sentence",
                                            joined_until_));
    TRY(check_tree());
    sentences_.push_back(std::move(sentence_));
    sentence_.clear();
    lines_.clear();
    joined_from_ = joined_until_ = 0;
    return {};
  }

  Result<void> check_tree() const {
    std::size_t root = 0;
    for (std::size_t i = 0; i < sentence_.size(); ++i) {
      const std::uint32_t head = sentence_[i].head;
      if (head > sentence_.size())
        return wrong(lines_[i], fmt::format("the head {} is beyond the {} words of the sentence",
                                            head, sentence_.size()));
      if (head != 0) continue;
      if (root != 0)
        return wrong(lines_[i], fmt::format("a second root beside word {}", root),
                     "one word of a sentence has the head 0");
      root = i + 1;
    }
    if (root == 0)
      return wrong(first_line_, "the sentence has no root",
                   "one word of a sentence has the head 0");
    for (std::size_t i = 0; i < sentence_.size(); ++i)
      if (!reaches_root(i))
        return wrong(lines_[i], fmt::format("word {} depends on itself", i + 1),
                     "follow the heads: they come back to this word or to a ring above it");
    return {};
  }

  bool reaches_root(std::size_t at) const {
    for (std::size_t steps = 0; steps <= sentence_.size(); ++steps) {
      if (sentence_[at].head == 0) return true;
      at = sentence_[at].head - 1;
    }
    return false;
  }

  std::string_view text_;
  std::string_view file_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
  std::size_t first_line_ = 0;
  std::vector<GoldSentence> sentences_;
  GoldSentence sentence_;
  std::vector<std::size_t> lines_;  // of each word
  std::uint32_t joined_from_ = 0;   // words written as one with the word before: from here
  std::uint32_t joined_until_ = 0;  // to here
  bool joined_space_after_ = true;
};

/// Whether `above` stands somewhere over `word` (both from 1), or is the root.
bool is_above(const GoldSentence& sentence, std::uint32_t above, std::uint32_t word) {
  while (word != 0 && word != above) word = sentence[word - 1].head;
  return word == above;
}

/// Whether every word between `word` and its head stands below that head.
bool crosses_none(const GoldSentence& sentence, std::uint32_t word) {
  const std::uint32_t head = sentence[word - 1].head;
  for (std::uint32_t between = std::min(word, head) + 1; between < std::max(word, head); ++between)
    if (!is_above(sentence, head, between)) return false;
  return true;
}

}  // namespace

Result<std::vector<GoldSentence>> conllu_sentences(std::string_view text, std::string_view file) {
  return Reader(text, file).run();
}

bool is_projective(const GoldSentence& sentence) {
  for (std::uint32_t word = 1; word <= sentence.size(); ++word)
    if (!crosses_none(sentence, word)) return false;
  return true;
}

// The shortest crossing arc is lifted first (Nivre and Nilsson, 2005), so that little of the tree
// is bent.
void make_projective(GoldSentence& sentence) {
  while (true) {
    std::uint32_t shortest = 0;
    std::uint32_t length = 0;
    for (std::uint32_t word = 1; word <= sentence.size(); ++word) {
      const std::uint32_t head = sentence[word - 1].head;
      const std::uint32_t long_is = head > word ? head - word : word - head;
      if (head == 0 || (shortest != 0 && long_is >= length) || crosses_none(sentence, word))
        continue;
      shortest = word;
      length = long_is;
    }
    if (shortest == 0) return;
    GoldWord& word = sentence[shortest - 1];
    word.head = sentence[word.head - 1].head;
  }
}

}  // namespace truce::parse
