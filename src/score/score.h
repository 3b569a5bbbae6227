// SPDX-License-Identifier: Apache-2.0
// What careful readers found in a text, beside what was read from it → precision and recall.
//
// gold_in() takes labels apart, placed() puts them onto their text, labels_of() brings a reading
// into the same shape, and compare() counts. Nothing here knows how a text was read, so two
// people's labels of one text are compared by the same code. The conventions are in
// docs/reading.md.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/text_span.h"
#include "base/time.h"
#include "record/document.h"
#include "record/statement.h"

namespace truce::score {

/// Somebody or some place as a text names it, in any of several words; nobody when there are none.
struct Named {
  struct Words {
    std::string text;
    std::optional<TextSpan> span;
  };
  std::vector<Words> any_of;
  bool nobody() const { return any_of.empty(); }
};

struct FactLabel {
  Measure measure = Measure::other;
  std::optional<std::int64_t> low, high;
  Mood mood = Mood::asserted;
  Named speaker, by, to, place;
  std::optional<Day> from, until;
  bool optional = false;
  std::vector<std::string> construction;
  TextSpan span;  // where it is told, for people
};

/// An accusation, a denial, a position or talks; what a kind lacks is empty.
struct StanceLabel {
  Named speaker, against;
  std::string word;  // the stance of a position, the status of talks
  std::optional<Day> on;
  bool optional = false;
  TextSpan span;
};

struct AttributionLabel {
  std::vector<TextSpan> source, cue, content;
  bool thinks = false;
  bool optional = false;
};

/// What one reader finds in one text. A kind that a reader did not look for is absent.
struct Labels {
  std::optional<std::vector<FactLabel>> facts;
  std::map<StatementKind, std::vector<StanceLabel>> stances;
  std::optional<std::vector<AttributionLabel>> attributions;
};

/// One line of gold. Its offsets are bytes once placed() has put it onto its text.
struct Passage {
  std::string file;  // of the gold
  std::size_t line = 0;

  std::string text_file;     // under the folder of corpora; empty when the text is given
  std::string text_id;       // of a JSON line there
  std::size_t text_row = 0;  // of a CSV file there, from 1; 0 when text_id says which
  std::string text;

  std::string publisher;
  std::optional<Instant> published;
  std::string family, half;
  int reader = 1;
  Labels labels;
  std::string name() const;  // of its text, for people
};

struct Gold {
  std::vector<Passage> passages;
  std::vector<Rejection> rejections;
};

/// The passages of one file of gold, bench/read/README.md; a line with a mistake is left out, and
/// named.
Gold gold_in(std::string_view file, std::string_view bytes);

/// The passage with its text, its offsets made bytes of it, or which of them lies outside.
Result<Passage> placed(Passage passage, std::string text);

/// Whether labels have such a word for a position, and for talks.
bool is_stance(std::string_view word);
bool is_status(std::string_view word);

/// A line of gold, its text inside: what people let stand of a document, in those of `kinds` for
/// which labels have the words. A kind should be given only when all its statements were reviewed.
std::string gold_of(const Document& document, std::span<const Statement* const> right,
                    std::span<const StatementKind> kinds);

/// A reading as labels of its document, whose text is `text`.
Labels labels_of(const Reading& reading, std::string_view text);

/// Whether a cue is of thinking, knowing or wishing and not of saying.
bool is_thinking(std::string_view cue);

/// How much of what was read is right, and how much of what there is was read.
struct Count {
  std::size_t right = 0, read = 0, gold = 0;
  double precision() const { return share(right, read); }
  double recall() const { return share(right, gold); }
  double f1() const { return share(2 * right, read + gold); }
  static double share(std::size_t part, std::size_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
  }
  Count& operator+=(const Count& other);
  friend bool operator==(const Count&, const Count&) = default;
};

/// What is scored beside a right fact.
enum class Side { speaker, by, to, place, window, mood };
inline constexpr Side kSides[] = {Side::speaker, Side::by,     Side::to,
                                  Side::place,   Side::window, Side::mood};
std::string_view to_text(Side side);

/// How much of an attribution's source, cue and content must agree: a word each, half, all.
enum class Level { overlap, half, exact };
inline constexpr Level kLevels[] = {Level::overlap, Level::half, Level::exact};
std::string_view to_text(Level level);

/// One thing that was missed or invented, or a side that is wrong, in words.
struct Difference {
  std::string what;   // "missed", "invented", "wrong speaker"
  std::string label;  // "fact: killed 5.."
  TextSpan span;
};

struct Scores {
  std::size_t passages = 0;
  Count facts;
  std::map<Side, std::size_t> sides;  // of the right facts, those whose side is right too
  std::size_t whole = 0;              // of the right facts, those with every side right
  std::map<Measure, Count> by_measure;
  std::map<std::string, Count> by_construction;  // found of gold: what is read has none
  std::map<StatementKind, Count> stances;
  std::size_t talks_on = 0;  // of the right talks, those whose day is right too
  std::map<Level, Count> say, think;
  std::size_t silent = 0, silent_of = 0;  // passages that tell no fact, and those left silent
  std::vector<Difference> differences;    // of the last passage

  Count with(Side side) const;  // a fact counts when this side is right too
  Count all_stances() const;
};

/// Counts what was read of the passage against its labels.
void compare(const Passage& passage, const Labels& read, Scores& scores);

}  // namespace truce::score
