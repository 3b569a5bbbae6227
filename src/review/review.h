// SPDX-License-Identifier: Apache-2.0
// A statement beside the words it was read from: what a person makes of it, and what a later
// reading would.
//
// corrected() and added() give the statement that a person puts in place of a reading, or reads in
// words that were passed over. differences() compares what the store holds of a document with what
// the reader makes of it now. Functions from values to values; pipeline/ writes what comes of them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "record/document.h"
#include "record/finding.h"
#include "record/statement.h"

namespace truce::review {

/// A field by its name in docs/entries.md and what it is to hold; an empty value empties it.
struct Field {
  std::string key;
  std::string value;
  friend bool operator==(const Field&, const Field&) = default;
};

/// "figure: at least 12" taken apart; the key must be one of a statement's.
Result<Field> field_in(std::string_view line);

/// Every field of a statement, in the order of docs/entries.md, spelled as a Field would set it.
std::vector<Field> fields_of(const Statement& statement);

/// Where the document holds these very words, once; of several places the one that begins at or
/// after byte `from`. Blanks and line breaks at the ends are left out.
Result<TextSpan> words_in(const Document& document, std::string_view words,
                          std::optional<std::size_t> from = {});

/// The statement with those fields set, as `by` reads the words. It has no id yet.
Result<Statement> corrected(const Statement& statement, const Document& document,
                            std::span<const Field> fields, const std::string& by);

/// What `by` reads in words of the document of which no statement was made. A speaker who is not
/// given is the publisher.
Result<Statement> added(const Document& document, TextSpan words, std::span<const Field> fields,
                        const std::string& by);

/// A statement of the store with what was decided about it.
struct Held {
  const Statement* statement = nullptr;
  bool by_person = false;  // somebody entered, accepted, corrected, rejected or withdrew it
  bool stands = true;      // nothing amends it
};

/// One thing that the reader reads otherwise than the store has it.
struct Difference {
  enum class What { added, gone, changed, kept };
  What what = What::added;
  const Statement* held = nullptr;        // null for `added`
  std::optional<Statement> now;           // as it is read now; absent for `gone`
  std::optional<std::size_t> fresh = {};  // its place in the fresh reading
};
std::string_view to_text(Difference::What what);

struct Comparison {
  std::size_t same = 0;
  std::vector<Difference> differences;  // in the order of the words
};

/// `held` are all statements of one document in log order, without those that an earlier rereading
/// took out; `fresh` is what is read in it now. What a person decided is `kept`. A part of the
/// fresh reading names its whole by the place that the whole has, or will have, among the
/// document's statements, of which `before` are in the log.
Comparison differences(std::span<const Held> held, std::vector<Statement> fresh,
                       std::span<const Id<Statement>> before);

}  // namespace truce::review
