// SPDX-License-Identifier: Apache-2.0
// A block of "key: value" lines under a heading, read so that every mistake in it is named at once.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "intake/lines.h"
#include "record/document.h"
#include "record/kinds.h"
#include "record/statement.h"

namespace truce::intake {

class Block {
 public:
  Block(std::string_view file, std::size_t line, std::string heading)
      : file_(file), line_(line), heading_(std::move(heading)) {}

  void add(KeyLine line) { lines_.push_back({std::move(line), false}); }
  bool extend(std::string_view words);  // continues the last value; false when there is none

  const std::string& heading() const { return heading_; }
  std::size_t line() const { return line_; }
  bool has(std::string_view key) const;

  /// Each reads the value of one key and marks it as read. A needed key that is missing is a
  /// mistake.
  std::string text(std::string_view key);
  std::string needed(std::string_view key);
  Day needed_day(std::string_view key);
  std::optional<Day> day(std::string_view key);
  std::optional<Instant> instant(std::string_view key);
  std::optional<Figure> figure(std::string_view key);
  std::optional<Mention> mention(std::string_view key);
  bool yes(std::string_view key);

  /// One of a closed vocabulary; empty when the key is absent.
  template <class Kind>
  std::optional<Kind> word(std::string_view key) {
    const std::string value = text(key);
    if (value.empty()) return std::nullopt;
    const auto kind = from_text<Kind>(value);
    if (!kind) wrong(key, "'" + value + "' is no word for " + std::string(key));
    return kind;
  }

  void wrong(std::string_view key, std::string reason, std::string help = {});
  void wrong_line(std::size_t line, std::string reason, std::string help);
  /// Names the keys that nothing has read, and gives all mistakes; none when the block is sound.
  std::vector<Rejection> mistakes();

 private:
  struct Entry {
    KeyLine line;
    bool read = false;
  };
  std::string file_;
  std::size_t line_;
  std::string heading_;
  std::vector<Entry> lines_;
  std::vector<Rejection> mistakes_;
  std::vector<std::string> known_;  // keys asked for, in order
};

/// "12", "at least 395", "more than 10", "at most 5", "up to 5", "about 40", "3 to 5".
std::optional<Figure> figure_of(std::string_view words);

}  // namespace truce::intake
