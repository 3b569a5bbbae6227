// SPDX-License-Identifier: Apache-2.0
// The statement that a person puts in place of a reading. Values are read by the one grammar that
// entries by hand have, so that nobody learns two.
#include <fmt/format.h>

#include <algorithm>

#include "intake/intake.h"
#include "review/names.h"
#include "review/review.h"

namespace truce::review {
namespace {

const Field* given(std::span<const Field> fields, std::string_view key) {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const Field& field) { return field.key == key; });
  return found == fields.end() ? nullptr : &*found;
}

/// A value on one line, so that it cannot bring a key of its own.
std::string on_one_line(std::string value) {
  for (char& byte : value)
    if (static_cast<unsigned char>(byte) < 0x20) byte = ' ';
  return value;
}

/// What an entry with those fields says. Keys that an entry needs and nobody gave are filled in,
/// and not looked at afterwards.
Result<Statement> as_entered(const Statement& before, std::span<const Field> fields) {
  std::string entry = "statement\nwords: words\nby: reviewer\n";
  const auto line = [&](std::string_view key, const std::string& value) {
    if (!value.empty()) entry += fmt::format("{}: {}\n", key, on_one_line(value));
  };
  const auto value_of = [&](std::string_view key) {
    const Field* field = given(fields, key);
    return field == nullptr ? std::string() : field->value;
  };
  line("speaker", value_of("speaker").empty() ? "nobody" : value_of("speaker"));
  line("said on", value_of("said on").empty() ? "2000-01-01" : value_of("said on"));
  if (given(fields, "measure") == nullptr && before.measure)
    line("measure", std::string(truce::to_text(*before.measure)));
  for (const Field& field : fields)
    if (field.key != "words" && field.key != "speaker" && field.key != "said on")
      line(field.key, field.value);
  const auto taken = intake::entries_in("the fields", entry);
  if (!taken.rejections.empty())
    return invalid(taken.rejections.front().reason, taken.rejections.front().help);
  return std::get<intake::SeriesRow>(taken.entries.at(0).what).statements.at(0);
}

/// Where the words stand, inside the quote sooner than elsewhere; nothing when they do not.
std::optional<TextSpan> place_of(std::string_view words, const Document& document,
                                 const Quote& quote) {
  if (words.empty()) return std::nullopt;
  const std::string_view text = document.text;
  const std::size_t inside = text.find(words, quote.span.begin);
  if (inside != std::string_view::npos && inside + words.size() <= quote.span.end)
    return TextSpan{inside, inside + words.size()};
  const std::size_t before = text.rfind(words, quote.span.begin);
  if (before != std::string_view::npos) return TextSpan{before, before + words.size()};
  if (inside != std::string_view::npos) return TextSpan{inside, inside + words.size()};
  return std::nullopt;
}

/// Puts the given fields of `entered` into a statement.
class Setting {
 public:
  Setting(Statement& into, Statement entered, const Document& document,
          std::span<const Field> fields)
      : into_(into), entered_(std::move(entered)), document_(document), fields_(fields) {}

  void all() {
    if (has("kind")) into_.kind = entered_.kind;
    if (has("mood")) into_.mood = entered_.mood;
    if (has("said on"))
      into_.said_on = empties("said on") ? std::nullopt : std::optional(*entered_.said_on);
    if (has("measure")) into_.measure = entered_.measure;
    if (has("act")) into_.act = entered_.act;
    speaker();
    figure();
    mention("of", into_.of, entered_.of);
    mention("done by", into_.by, entered_.by);
    mention("received by", into_.to, entered_.to);
    mention("against", into_.against, entered_.against);
    place();
    window();
    if (has("stance")) into_.stance = entered_.stance;
    if (has("issue")) into_.issue = entered_.issue;
    if (has("parties")) into_.parties = entered_.parties;
    if (has("status")) into_.status = entered_.status;
  }

 private:
  bool has(std::string_view key) const { return given(fields_, key) != nullptr; }
  bool empties(std::string_view key) const { return given(fields_, key)->value.empty(); }
  std::optional<TextSpan> span_of(std::string_view words) const {
    return place_of(words, document_, into_.quote);
  }

  void mention(std::string_view key, std::optional<Mention>& into,
               const std::optional<Mention>& value) {
    if (!has(key)) return;
    into = value;
    if (into) into->span = span_of(into->name);
  }

  void speaker() {
    if (has("speaker")) {
      into_.speaker.reset();
      into_.cue.reset();
      if (!empties("speaker")) {
        into_.speaker = entered_.speaker;
        into_.speaker->span = span_of(into_.speaker->name);
      }
    }
    if (into_.speaker && has("speaks for"))
      into_.speaker->actor = given(fields_, "speaks for")->value;
    if (into_.speaker && has("role")) into_.speaker->role = entered_.speaker->role;
    if (!has("via")) return;
    into_.via = entered_.via;
    for (Mention& carrier : into_.via) carrier.span = span_of(carrier.name);
  }

  /// The words of the number stay where a person only reads them otherwise.
  void figure() {
    if (!has("figure")) return;
    const auto before = std::move(into_.figure);
    into_.figure = entered_.figure;
    if (!into_.figure) return;
    into_.figure->span = span_of(into_.figure->as_written);
    if (before) into_.figure->part_of = before->part_of;
    if (into_.figure->span || !before) return;
    into_.figure->as_written = before->as_written;
    into_.figure->span = before->span;
  }

  void place() {
    if (!has("place")) return;
    into_.place = entered_.place;
    if (into_.place) into_.place->span = span_of(into_.place->name);
  }

  void window() {
    Window& window = into_.window;
    if (has("cumulative")) window.cumulative = entered_.window.cumulative;
    if (!has("from") && !has("until")) return;
    if (has("from")) window.from = entered_.window.from;
    if (has("until"))
      window.until = empties("until") ? std::nullopt : entered_.window.until;
    else if (!window.cumulative)
      window.until = window.from;
    window.precision = window.from || window.until ? Precision::day : Precision::unknown;
  }

  Statement& into_;
  const Statement entered_;
  const Document& document_;
  const std::span<const Field> fields_;
};

Result<Statement> with_fields(Statement statement, const Document& document,
                              std::span<const Field> fields) {
  for (const Field& field : fields) TRY(check_name(field.key));
  Statement entered = TRY(as_entered(statement, fields));
  if (const Field* words = given(fields, "words")) {
    const TextSpan span = TRY(words_in(document, words->value));
    statement.quote = {std::string(span.in(document.text)), span};
  }
  Setting(statement, std::move(entered), document, fields).all();
  const Window& window = statement.window;
  if (window.from && window.until && *window.until < *window.from)
    return invalid("the window ends before it begins", "mend 'from' or 'until'");
  if (statement.figure && !statement.measure)
    return invalid("it is not said what the figure counts", "add 'measure: killed'");
  return statement;
}

Statement signed_by(Statement statement, std::string_view what, const std::string& by) {
  statement.id = {};
  statement.confidence = 1;
  statement.rule = fmt::format("{} by {}", what, by);
  statement.reviewed = true;
  return statement;
}

}  // namespace

Result<Statement> corrected(const Statement& statement, const Document& document,
                            std::span<const Field> fields, const std::string& by) {
  if (fields.empty())
    return invalid("nothing is corrected", "name a field, as in 'figure: at least 12'");
  return signed_by(TRY(with_fields(statement, document, fields)), "corrected", by);
}

Result<Statement> added(const Document& document, TextSpan words, std::span<const Field> fields,
                        const std::string& by) {
  if (words.begin >= words.end || words.end > document.text.size())
    return invalid("the words lie outside of the document", "choose words of its text");
  Statement statement;
  statement.document = document.id;
  statement.quote = {std::string(words.in(document.text)), words};
  if (document.published) statement.said_on = day_of(*document.published);
  return signed_by(TRY(with_fields(std::move(statement), document, fields)), "added", by);
}

}  // namespace truce::review
