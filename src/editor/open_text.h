// SPDX-License-Identifier: Apache-2.0
// One text that is open in an editor, and what can be said of a place in it.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/outline.h"
#include "base/result.h"
#include "base/text_places.h"

namespace truce::editor {

/// As editors count: from 0, columns in units of UTF-16.
struct Position {
  std::size_t line = 0;
  std::size_t character = 0;
  friend bool operator==(const Position&, const Position&) = default;
};

/// From `begin` up to, but not including, `end`.
struct Range {
  Position begin;
  Position end;
  friend bool operator==(const Range&, const Range&) = default;
};

/// A mistake where the editor underlines it.
struct Mark {
  Range range;
  bool error = true;  // false: a warning
  std::string message;
  std::string help;
};

struct Hover {
  Range range;
  std::string markdown;
};

/// A line of the editor's outline.
struct Symbol {
  agreement::NameKind kind;
  std::string name;    // "1.2", "North"
  std::string detail;  // its title
  Range whole;
  Range heading;
  std::vector<Symbol> children;  // of a phase: its clauses and rules
};

/// A word or name that may stand where the cursor is.
struct Proposal {
  std::string label;
  std::string insert;  // with quotation marks where they are needed
  std::string detail;  // "clause: Fire ceases", "word of the language"
  std::optional<agreement::NameKind> kind;
};

/// Where a clause stands by an account, in a few lines of text; empty when nothing is known.
using StateOf = std::function<std::string(std::string_view clause)>;

class OpenText {
 public:
  explicit OpenText(std::string text);
  OpenText(const OpenText&) = delete;
  OpenText& operator=(const OpenText&) = delete;

  std::vector<Mark> marks() const;
  /// The words of a clause, its kind and deadline, and where it stands when `state_of` is set; for
  /// other names what was declared.
  std::optional<Hover> hover(Position at, const StateOf& state_of) const;
  /// Where the name at `at` is declared.
  std::optional<Range> definition(Position at) const;
  std::vector<Symbol> symbols() const;
  std::vector<Proposal> proposals(Position at) const;
  /// The canonical layout; refused while the text has errors.
  Result<std::string> laid_out() const;
  Range whole() const;

 private:
  struct Found {
    TextSpan span;
    const agreement::DeclaredName* name;
  };
  std::optional<Found> name_at(Position at) const;
  TextSpan heading_of(const agreement::DeclaredName& name) const;
  Range range_of(TextSpan span) const;

  const std::string text_;
  const TextPlaces places_;
  const agreement::Outline outline_;
};

}  // namespace truce::editor
