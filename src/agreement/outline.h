// SPDX-License-Identifier: Apache-2.0
// What an editor asks of a text: what is declared in it, where each declaration stands, where it is
// named, and which words the language knows. A face of this module for src/editor.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "agreement/agreement.h"

namespace truce::agreement {

enum class NameKind { participant, area, clause, rule, phase, event, tally, amendment };
/// "clause", "tally" …
std::string_view to_text(NameKind kind);

struct DeclaredName {
  NameKind kind;
  std::string name;               // as declared; a number for clauses, rules and phases
                                  // (once for the text and once for each amendment that has it)
  std::vector<std::string> also;  // the other names of a participant or an area
  std::string title;              // of clauses, rules and phases
  TextSpan span;                  // the whole of it, its heading first
};

/// A place where the text names something that is, or should be, declared.
struct NamedPlace {
  NameKind kind;
  std::string name;
  TextSpan span;
};

struct Outline {
  Agreement agreement;
  std::vector<Diagnostic> diagnostics;
  std::vector<DeclaredName> declared;  // in the order of the text
  std::vector<NamedPlace> named;       // by place

  /// What a place means; nothing when nobody declared it.
  const DeclaredName* meaning_of(const NamedPlace& place) const;
};

Outline outline(std::string_view text);

/// "72 hours after entry into force"
std::string in_words(const Moment& moment);
std::string in_words(const Duration& duration);
/// "at least 600 trucks"
std::string in_words(const Quantity& quantity);

/// The words with which a line of an agreement, of a phase, of a clause or of a rule may begin.
std::vector<std::string> line_words();
/// The words that a name must put into quotation marks to hold.
std::vector<std::string> reserved_words();
/// A name as it stands in a sentence, with quotation marks where it needs them.
std::string written_name(std::string_view name);

}  // namespace truce::agreement
