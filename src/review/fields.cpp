// SPDX-License-Identifier: Apache-2.0
// The fields of a statement as words, by the names of docs/entries.md.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "review/names.h"
#include "review/review.h"

namespace truce::review {
namespace {

std::string name(const std::optional<Mention>& mention) { return mention ? mention->name : ""; }

std::string day(const std::optional<Day>& day) { return day ? truce::to_text(*day) : ""; }

template <class Kind>
std::string word(const std::optional<Kind>& kind) {
  return kind ? std::string(truce::to_text(*kind)) : "";
}

std::string figure_words(const std::optional<Figure>& figure) {
  if (!figure || (!figure->low && !figure->high)) return "";
  if (figure->low && figure->high && *figure->low != *figure->high)
    return fmt::format("{} to {}", *figure->low, *figure->high);
  const std::int64_t number = figure->low ? *figure->low : *figure->high;
  switch (figure->qualifier) {
    case Qualifier::at_least:
    case Qualifier::more_than:
    case Qualifier::at_most:
    case Qualifier::up_to:
    case Qualifier::about: {
      std::string lead(truce::to_text(figure->qualifier));
      std::replace(lead.begin(), lead.end(), '_', ' ');
      return fmt::format("{} {}", lead, number);
    }
    case Qualifier::exactly:
    case Qualifier::vague:
      break;
  }
  if (!figure->high) return fmt::format("at least {}", number);
  return figure->low ? std::to_string(number) : fmt::format("at most {}", number);
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

}  // namespace

const std::vector<std::string_view>& field_names() {
  static const std::vector<std::string_view> names = {
      "words",   "kind",       "mood",    "speaker", "speaks for",  "role",    "via",   "said on",
      "measure", "figure",     "of",      "done by", "received by", "place",   "act",   "from",
      "until",   "cumulative", "against", "stance",  "issue",       "parties", "status"};
  return names;
}

Result<void> check_name(std::string_view key) {
  const auto& names = field_names();
  if (std::find(names.begin(), names.end(), key) != names.end()) return {};
  return invalid(fmt::format("a statement has no field '{}'", key),
                 fmt::format("its fields are: {}", fmt::join(names, ", ")));
}

Result<Field> field_in(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos)
    return invalid(fmt::format("'{}' sets no field", line), "as in 'figure: at least 12'");
  Field field{std::string(trimmed(line.substr(0, colon))),
              std::string(trimmed(line.substr(colon + 1)))};
  TRY(check_name(field.key));
  return field;
}

std::vector<Field> fields_of(const Statement& statement) {
  std::vector<std::string> via;
  for (const Mention& carrier : statement.via) via.push_back(carrier.name);
  const auto& speaker = statement.speaker;
  const bool speaks_for = speaker && !speaker->actor.empty() && speaker->actor != speaker->name;
  std::vector<Field> fields = {{"words", statement.quote.text},
                               {"kind", std::string(truce::to_text(statement.kind))},
                               {"mood", std::string(truce::to_text(statement.mood))},
                               {"speaker", name(speaker)},
                               {"speaks for", speaks_for ? speaker->actor : ""},
                               {"role", speaker ? speaker->role : ""},
                               {"via", fmt::format("{}", fmt::join(via, "; "))},
                               {"said on", day(statement.said_on)},
                               {"measure", word(statement.measure)},
                               {"figure", figure_words(statement.figure)},
                               {"of", name(statement.of)},
                               {"done by", name(statement.by)},
                               {"received by", name(statement.to)},
                               {"place", statement.place ? statement.place->name : ""},
                               {"act", word(statement.act)},
                               {"from", day(statement.window.from)},
                               {"until", day(statement.window.until)},
                               {"cumulative", statement.window.cumulative ? "yes" : ""},
                               {"against", name(statement.against)},
                               {"stance", statement.stance},
                               {"issue", statement.issue},
                               {"parties", fmt::format("{}", fmt::join(statement.parties, "; "))},
                               {"status", statement.status}};
  return fields;
}

Result<TextSpan> words_in(const Document& document, std::string_view words,
                          std::optional<std::size_t> from) {
  words = trimmed(words);
  if (words.empty()) return invalid("no words are given", "give the exact words of the document");
  const std::string_view text = document.text;
  const std::size_t first = text.find(words, from.value_or(0));
  if (first == std::string_view::npos)
    return not_found(
        fmt::format("document {} does not hold the words '{}'", document.id.value, words),
        "give the exact words, as they stand in the document");
  if (!from && text.find(words, first + 1) != std::string_view::npos)
    return invalid(fmt::format("document {} holds these words more than once", document.id.value),
                   "give more of the words around them, or where they begin");
  return TextSpan{first, first + words.size()};
}

}  // namespace truce::review
