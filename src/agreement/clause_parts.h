// SPDX-License-Identifier: Apache-2.0
// What the files that read clauses and rules share; inside agreement/ only.
//
// clause_text.cpp gathers the lines, clause_sentence.cpp reads who must do what, clause_lines.cpp
// the lines below the sentence, clause.cpp puts a clause together, and rules.cpp a rule.
#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/reader.h"

namespace truce::agreement {

// ---- clause_text.cpp

/// A line and those that continue it.
struct Logical {
  Tokens tokens;
  std::vector<const Line*> lines;
};

/// A line begins anew with a keyword; at the level of the others also with a sentence of its own.
void gather(const Line& line, bool deeper, std::vector<Logical>& logicals,
            std::vector<const Line*>& headings);
/// The keyword that a line seems to misspell; else empty.
std::string slip_in(const Line& line);
/// The clause as its author wrote it, for explanations.
std::string words_of(const std::vector<Logical>& logicals);
/// Complains about headings that stand too deep, and reads them where they belong.
void report_headings(Reader& reader, const std::vector<const Line*>& headings, Phase& phase);

// ---- clause_sentence.cpp

/// "North must release 20 officers to South within 72 hours of entry into force"
void read_sentence(Reader& reader, const Sentence& sentence, Clause& clause, ClauseMarks& marks,
                   const std::string& phase);
bool is_number(std::string_view word);
std::optional<Quantity> take_quantity(Reader& reader, Sentence& sentence, bool forbids);
std::optional<Moment> take_deadline(Reader& reader, Sentence& sentence, const std::string& phase);
bool at_quantity(const Sentence& sentence);
bool at_time(const Reader& reader, const Sentence& sentence);

// ---- clause_lines.cpp

std::optional<Consequence> read_consequence(Reader& reader, Sentence& sentence);
void read_reading(Reader& reader, Sentence& sentence, Clause& clause, ClauseMarks& marks,
                  const std::string& phase);
void read_extra_acts(Reader& reader, Sentence& sentence, ActPattern& act);
void read_labels(Reader& reader, Sentence& sentence, Clause& clause);
void read_dependence(Reader& reader, Sentence& sentence, Clause& clause, ClauseMarks& marks);
void read_concurrence(Reader& reader, Sentence& sentence, Clause& clause, ClauseMarks& marks);
void read_counts_only(Reader& reader, Sentence& sentence, Clause& clause);
void read_code(Reader& reader, Sentence& sentence, Clause& clause);
void read_free_words(Reader& reader, Sentence& sentence, std::string& into, std::string_view what);

/// Number, title and citations of a clause or rule.
template <class Kind>
void read_heading(Reader& reader, Sentence& sentence, Kind& kind, std::string_view what) {
  if (sentence.at_kind(Token::Kind::word) && is_ref(sentence.peek()->text)) {
    kind.ref = sentence.peek()->text;
    sentence.advance();
  } else {
    reader.error(sentence.here(), fmt::format("this {} has no number", what),
                 fmt::format("number it within its phase, as in '{} 1.1 \"Fire ceases\"'", what));
  }
  if (sentence.at_kind(Token::Kind::quoted)) {
    kind.title = sentence.peek()->text;
    sentence.advance();
  }
  while (sentence.at_kind(Token::Kind::citation)) {
    kind.citations.push_back({sentence.peek()->text});
    sentence.advance();
  }
  reader.expect_end(sentence,
                    "a heading is a number, a title in quotation marks, and citations in [ ]");
}

}  // namespace truce::agreement
