// SPDX-License-Identifier: Apache-2.0
// Numbers in prose: what each is bounded by, what it counts, and which are no counts at all.
//
// A figure is taken as the words give it ("at least twelve", "dozens", "a soldier"); whether it
// tells of anything that happened is for the caller to say.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "extract/tokens.h"
#include "record/statement.h"

namespace truce::extract {

/// Tokens [begin, end).
struct TokenRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool empty() const { return begin >= end; }
  bool contains(std::size_t at) const { return begin <= at && at < end; }
  bool overlaps(TokenRange other) const { return begin < other.end && other.begin < end; }
  friend bool operator==(TokenRange, TokenRange) = default;
};

/// What a number counts. From `age` on it counts nothing that an account of an agreement holds.
enum class Counts : std::uint8_t {
  people,
  bodies,
  trucks,
  tonnes,
  violations,
  attacks,
  explosions,
  vehicles,
  munitions,
  buildings,
  other,
  nothing_named,  // a bare number, "killing 12": a count whose noun is left out
  age,
  price,
  distance,
  area,
  weight,
  date,
  time,
  duration,
  percent,
  fraction,
  ordinal,
  rank,
  phone,
  label,
  calibre,
  score,
  population
};

std::string_view to_text(Counts counts);
/// Whether a figure of this sort may be a count of people, things or deeds.
bool is_count(Counts counts);

/// A number of the text.
struct FoundFigure {
  Figure figure;      // as_written and span: the number with the words that bound it
  TokenRange number;  // the same in tokens
  TokenRange phrase;  // the whole counted noun phrase: "at least 12 wounded Sudanese soldiers"
  std::string head;   // its head noun, lower case as written: "soldiers"; empty when left out
  std::size_t head_at = 0;  // token of the head; 0 when left out
  Counts counts = Counts::nothing_named;
  bool article = false;  // the number is "a" or "an", or a noun without any number
  bool zero = false;     // "no casualties", "none"
  bool part = false;     // of a figure that came before: "including two children", "three of them"
  std::optional<std::size_t> whole;  // of a part: index of that figure in the same vector
  bool superseded = false;           // the old number: "down from 15", "12, not 15"
  bool corrected = false;            // the new one: "revised to 12", "down to 12 from 15"
  bool each = false;                 // a rate: "600 trucks a day", "per week"
};

/// The figures of tokens [range.begin, range.end), in the order of the text. Parts and wholes are
/// found inside the range only, so pass a sentence.
std::vector<FoundFigure> figures_in(const Tokens& tokens, TokenRange range);

}  // namespace truce::extract
