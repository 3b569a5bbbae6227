// SPDX-License-Identifier: Apache-2.0
#include "editor/open_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace truce::editor {
namespace {

using agreement::DeclaredName;
using agreement::NamedPlace;
using agreement::NameKind;

// ---- Hover
// ----------------------------------------------------------------------------------------

std::string_view kind_in_words(Modality modality) {
  switch (modality) {
    case Modality::forbids:
      return "prohibition";
    case Modality::requires_once:
      return "duty, done once";
    case Modality::requires_each:
      return "duty, due each period";
    case Modality::requires_lasting:
      return "lasting duty";
    case Modality::limits:
      return "limit";
    case Modality::permits:
      return "permission";
  }
  return "";
}

/// The text so that markdown shows it as it is: an agreement's words are nobody's links or
/// pictures.
std::string plain(std::string_view text) {
  std::string escaped;
  for (const char byte : text) {
    if (std::string_view("\\`*_{}[]()<>#+-!|~&").find(byte) != std::string_view::npos)
      escaped += '\\';
    escaped += byte == '\n' ? ' ' : byte;
  }
  return escaped;
}

void add_line(std::string& markdown, std::string_view label, std::string_view text) {
  if (!text.empty()) markdown += fmt::format("\n\n{}: {}", label, plain(text));
}

std::string heading(std::string_view kind, std::string_view name, std::string_view title) {
  return fmt::format("**{} {}**{}{}", kind, plain(name), title.empty() ? "" : " · ", plain(title));
}

/// The clause that stands there, in a phase or in an amendment.
const Clause* clause_at(const Agreement& agreement, TextSpan span) {
  for (const Phase& phase : agreement.phases)
    for (const Clause& clause : phase.clauses)
      if (clause.span == span) return &clause;
  for (const Revision& revision : agreement.revisions)
    for (const Clause* clause : revision.all_clauses())
      if (clause->span == span) return clause;
  return nullptr;
}

std::string about_clause(const Clause& clause, const StateOf& state_of) {
  std::string markdown = heading("clause", clause.ref, clause.title);
  markdown += fmt::format(" ({})", kind_in_words(clause.modality));
  if (!clause.words.empty()) markdown += "\n\n" + plain(clause.words);
  if (clause.deadline) add_line(markdown, "deadline", agreement::in_words(*clause.deadline));
  if (clause.from) add_line(markdown, "not due before", agreement::in_words(*clause.from));
  if (clause.each) add_line(markdown, "falls due each", agreement::in_words(*clause.each));
  for (const ClauseReading& reading : clause.readings) {
    std::vector<std::string> parts;
    if (!reading.words.empty()) parts.push_back(reading.words);
    if (reading.quantity) parts.push_back(agreement::in_words(*reading.quantity));
    if (reading.deadline) parts.push_back("until " + agreement::in_words(*reading.deadline));
    add_line(markdown, fmt::format("as {} reads", plain(reading.by)),
             fmt::format("{}", fmt::join(parts, ", ")));
  }
  std::vector<std::string> sources;
  for (const Citation& citation : clause.citations) sources.push_back(citation.text);
  add_line(markdown, "source", fmt::format("{}", fmt::join(sources, "; ")));
  if (!state_of) return markdown;
  const std::string state = state_of(clause.ref);
  if (state.empty()) return markdown;
  markdown += "\n\n---";
  for (std::size_t begin = 0; begin < state.size();) {
    const std::size_t end = std::min(state.find('\n', begin), state.size());
    markdown += "\n\n" + plain(state.substr(begin, end - begin));
    begin = end + 1;
  }
  return markdown;
}

std::string about_participant(const Participant& one) {
  std::string markdown = heading(to_text(one.role), one.name, "");
  add_line(markdown, "also", fmt::format("{}", fmt::join(one.also, ", ")));
  add_line(markdown, "speaks for", one.under);
  return markdown;
}

/// What stands in the text, for names whose line says it all.
std::string about_line(const DeclaredName& name, std::string_view text) {
  return heading(agreement::to_text(name.kind), name.name, name.title) + "\n\n" + plain(text);
}

// ---- Names to complete
// ----------------------------------------------------------------------------

/// The words of the line before the cursor, without the one being written.
std::vector<std::string_view> words_before(std::string_view line) {
  std::vector<std::string_view> words;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] != ' ' && line[at] != '\t' && line[at] != ',') continue;
    if (at > begin) words.push_back(line.substr(begin, at - begin));
    begin = at + 1;
  }
  return words;
}

/// Which kind of name must stand here; nothing when several may. At the margin names are declared.
std::optional<NameKind> kind_after(const std::vector<std::string_view>& words, bool at_margin) {
  if (words.empty() || at_margin) return std::nullopt;
  const std::string_view last = words.back();
  const std::string_view before = words.size() > 1 ? words[words.size() - 2] : "";
  if (last == "phase" && words.size() > 1) return NameKind::phase;
  if (last == "event") return NameKind::event;
  if (last == "tally") return NameKind::tally;
  if (last == "clause" && words.size() > 1) return NameKind::clause;
  if (last == "of" && (before == "breach" || before == "breaches" || before == "fulfilment"))
    return NameKind::clause;
  if (last == "on" && before == "depends") return NameKind::clause;
  constexpr std::string_view kPlaceWords[] = {"in", "into", "inside", "over", "across", "near"};
  if (std::find(std::begin(kPlaceWords), std::end(kPlaceWords), last) != std::end(kPlaceWords))
    return NameKind::area;
  return std::nullopt;
}

std::string inserted(NameKind kind, const std::string& name) {
  const bool number = kind == NameKind::clause || kind == NameKind::phase || kind == NameKind::rule;
  return number ? name : agreement::written_name(name);
}

void add_name(std::vector<Proposal>& proposals, const DeclaredName& name) {
  const std::string kind(agreement::to_text(name.kind));
  const std::string detail = name.title.empty() ? kind : kind + ": " + name.title;
  // An amendment is nowhere named; what it changes is named as before.
  const bool again = std::any_of(proposals.begin(), proposals.end(), [&](const Proposal& known) {
    return known.kind == name.kind && known.label == name.name;
  });
  if (name.name.empty() || name.kind == NameKind::amendment || again) return;
  proposals.push_back({name.name, inserted(name.kind, name.name), detail, name.kind});
  for (const std::string& also : name.also)
    proposals.push_back({also, inserted(name.kind, also), kind + " " + name.name, name.kind});
}

void add_words(std::vector<Proposal>& proposals) {
  std::vector<std::string> words = agreement::line_words();
  for (const std::string& word : agreement::reserved_words())
    if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
  for (const std::string& word : words)
    proposals.push_back({word, word, "word of the language", std::nullopt});
}

}  // namespace

OpenText::OpenText(std::string text)
    : text_(std::move(text)), places_(text_), outline_(agreement::outline(text_)) {}

Range OpenText::range_of(TextSpan span) const {
  const TextPlace begin = places_.place_of(span.begin);
  const TextPlace end = places_.place_of(span.end);
  return {{begin.line, begin.utf16}, {end.line, end.utf16}};
}

Range OpenText::whole() const { return range_of({0, text_.size()}); }

TextSpan OpenText::heading_of(const DeclaredName& name) const {
  const TextPlace place = places_.place_of(name.span.begin);
  const std::size_t end = places_.byte_at(place.line, text_.size());
  return {name.span.begin, std::clamp(end, name.span.begin, name.span.end)};
}

std::vector<Mark> OpenText::marks() const {
  std::vector<Mark> marks;
  for (const Diagnostic& diagnostic : outline_.diagnostics)
    marks.push_back({range_of(diagnostic.span), diagnostic.severity == Diagnostic::Severity::error,
                     diagnostic.message, diagnostic.help});
  return marks;
}

std::optional<OpenText::Found> OpenText::name_at(Position at) const {
  const std::size_t byte = places_.byte_at(at.line, at.character);
  // The end counts too: a cursor stands behind the last letter of what it was put on.
  const auto touches = [&](TextSpan span) { return span.begin <= byte && byte <= span.end; };
  for (const NamedPlace& place : outline_.named)
    if (touches(place.span))
      if (const DeclaredName* name = outline_.meaning_of(place)) return Found{place.span, name};
  for (const DeclaredName& name : outline_.declared)
    if (touches(heading_of(name))) return Found{heading_of(name), &name};
  return std::nullopt;
}

std::optional<Hover> OpenText::hover(Position at, const StateOf& state_of) const {
  const auto found = name_at(at);
  if (!found) return std::nullopt;
  const DeclaredName& name = *found->name;
  std::string markdown;
  if (name.kind == NameKind::clause) {
    const Clause* clause = clause_at(outline_.agreement, name.span);
    markdown = clause != nullptr ? about_clause(*clause, state_of) : "";
  } else if (name.kind == NameKind::participant) {
    const Participant* one = outline_.agreement.participant(name.name);
    markdown = one != nullptr ? about_participant(*one) : "";
  } else if (name.kind == NameKind::rule) {
    markdown = about_line(name, name.span.in(text_));
  } else {
    markdown = about_line(name, heading_of(name).in(text_));
  }
  if (markdown.empty()) return std::nullopt;
  return Hover{range_of(found->span), std::move(markdown)};
}

std::optional<Range> OpenText::definition(Position at) const {
  const auto found = name_at(at);
  if (!found) return std::nullopt;
  return range_of(heading_of(*found->name));
}

std::vector<Symbol> OpenText::symbols() const {
  std::vector<Symbol> symbols;
  for (const DeclaredName& name : outline_.declared) {
    Symbol symbol{name.kind, name.name, name.title, range_of(name.span), range_of(heading_of(name)),
                  {}};
    const bool in_amendment = !symbols.empty() && symbols.back().kind == NameKind::amendment;
    const bool inside = name.kind == NameKind::clause || name.kind == NameKind::rule ||
                        (name.kind == NameKind::phase && in_amendment);
    const bool holds = in_amendment || (!symbols.empty() && symbols.back().kind == NameKind::phase);
    if (!inside || !holds) {
      symbols.push_back(std::move(symbol));
      continue;
    }
    // A symbol must lie within the one above it, and the own span of a phase or an amendment is its
    // heading.
    symbols.back().whole.end = symbol.whole.end;
    symbols.back().children.push_back(std::move(symbol));
  }
  return symbols;
}

std::vector<Proposal> OpenText::proposals(Position at) const {
  const std::size_t byte = places_.byte_at(at.line, at.character);
  const std::size_t begin = places_.byte_at(at.line, 0);
  const std::string_view before = std::string_view(text_).substr(begin, byte - begin);
  const bool inside_quotation = std::count(before.begin(), before.end(), '"') % 2 == 1;
  const bool at_margin = !before.starts_with(' ') && !before.starts_with('\t');
  const auto kind = kind_after(
      words_before(inside_quotation ? before.substr(0, before.rfind('"')) : before), at_margin);
  std::vector<Proposal> proposals;
  for (const DeclaredName& name : outline_.declared)
    if (!kind || name.kind == *kind) add_name(proposals, name);
  if (!kind && !inside_quotation) add_words(proposals);
  // Inside a quotation its marks stand there already.
  if (inside_quotation)
    for (Proposal& proposal : proposals) proposal.insert = proposal.label;
  return proposals;
}

Result<std::string> OpenText::laid_out() const { return agreement::format(text_); }

}  // namespace truce::editor
