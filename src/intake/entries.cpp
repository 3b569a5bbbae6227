// SPDX-License-Identifier: Apache-2.0
// Entries by hand: one block each, as docs/entries.md describes.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "intake/block.h"
#include "intake/decode.h"
#include "intake/intake.h"
#include "record/coverage.h"

namespace truce::intake {
namespace {

using What = std::variant<SeriesRow, Record>;

constexpr std::string_view kHeadings =
    "a block begins with: statement, finding on incident N, finding on clause REF, declaration, "
    "retraction of S, or correction of S";

/// The number in "S12", "I12", "#12" or "12"; 0 when it is none.
std::uint64_t number_of(std::string_view name) {
  if (!name.empty() && (name.front() == 'S' || name.front() == 'I' || name.front() == '#'))
    name.remove_prefix(1);
  std::uint64_t number = 0;
  const char* end = name.data() + name.size();
  const auto [stop, error] = std::from_chars(name.data(), end, number);
  return error == std::errc{} && stop == end ? number : 0;
}

std::optional<std::string_view> after(std::string_view text, std::string_view lead) {
  if (!text.starts_with(lead)) return std::nullopt;
  return trimmed(text.substr(lead.size()));
}

std::vector<std::string> names_in(const std::string& list) {
  return list.empty() ? std::vector<std::string>() : pieces(list, ';');
}

Instant known_of(Block& block, Day on) {
  const auto known = block.instant("known");
  return known ? *known : Instant{on + std::chrono::days{1}};
}

Document note_of(Block& block, const std::string& words, const std::string& by, Day on) {
  Document note;
  note.kind = Document::Kind::note;
  note.title = block.text("title");
  note.publisher = block.text("publisher");
  if (note.publisher.empty()) note.publisher = by;
  if (note.title.empty()) note.title = fmt::format("note by {}", by);
  note.url = block.text("url");
  note.language = block.text("language");
  if (note.language.empty()) note.language = "en";
  note.media_type = "text/plain";
  note.text = words;
  note.published = on;
  note.published_precision = Precision::day;
  note.key = document_key(note);
  return note;
}

void set_event(Block& block, Statement& statement) {
  statement.measure = block.word<Measure>("measure");
  statement.figure = block.figure("figure");
  statement.of = block.mention("of");
  statement.by = block.mention("done by");
  statement.to = block.mention("received by");
  if (const std::string place = block.text("place"); !place.empty())
    statement.place = Place{.name = place};
  statement.act = block.word<Act>("act");
  Window& window = statement.window;
  window.from = block.day("from");
  window.until = block.day("until");
  window.cumulative = block.yes("cumulative");
  if (!window.until && !window.cumulative) window.until = window.from;
  if (window.from || window.until) window.precision = Precision::day;
  if (window.from && window.until && *window.until < *window.from)
    block.wrong("until", "the window ends before it begins");
  if (statement.figure && !statement.measure)
    block.wrong("figure", "it is not said what the figure counts",
                "add the line 'measure: killed'");
}

void set_stance(Block& block, Statement& statement) {
  statement.against = block.mention("against");
  statement.stance = block.text("stance");
  statement.issue = block.text("issue");
  statement.parties = names_in(block.text("parties"));
  statement.status = block.text("status");
}

/// A note with its statement: the words are the document, so that they can be opened like any
/// other's.
SeriesRow note_with_statement(Block& block) {
  SeriesRow made;
  const std::string words = block.needed("words");
  const std::string by = block.needed("by");
  const Day on = block.needed_day("said on");
  made.document = note_of(block, words, by, on);

  Statement statement;
  statement.kind = block.word<StatementKind>("kind").value_or(StatementKind::fact);
  statement.mood = block.word<Mood>("mood").value_or(Mood::asserted);
  const std::string speaker = block.needed("speaker");
  const std::string actor = block.text("speaks for");
  statement.speaker = Mention{
      .name = speaker, .role = block.text("role"), .actor = actor.empty() ? speaker : actor};
  for (const std::string& name : names_in(block.text("via")))
    statement.via.push_back(Mention{.name = name});
  statement.quote = {words, {0, words.size()}};
  statement.said_on = on;
  set_event(block, statement);
  set_stance(block, statement);
  statement.confidence = 1;
  statement.rule = fmt::format("entered by {}", by);
  statement.reviewed = true;
  made.statements.push_back(std::move(statement));
  made.known = known_of(block, on);
  return made;
}

/// "incident I123", "clause 1.3", or both with a comma between.
void set_subject(Block& block, std::string_view subject, Finding& finding) {
  for (const std::string& part : pieces(subject, ',')) {
    if (const auto incident = after(part, "incident ")) {
      finding.incident = {number_of(*incident)};
      if (finding.incident.value == 0)
        block.wrong("", fmt::format("'{}' is no number of an incident", *incident),
                    "as in: finding on incident 123");
    } else if (const auto clause = after(part, "clause ")) {
      finding.clause = *clause;
    } else {
      block.wrong("", fmt::format("a finding is on an incident or a clause, not on '{}'", part),
                  std::string(kHeadings));
    }
  }
}

void check_answer(Block& block, const Finding& finding) {
  const auto answers = [&](std::initializer_list<std::string_view> allowed) {
    if (std::find(allowed.begin(), allowed.end(), finding.answer) != allowed.end()) return;
    block.wrong("answer",
                fmt::format("'{}' does not answer the question {}", finding.answer,
                            to_text(finding.question)),
                fmt::format("it is answered by one of: {}", fmt::join(allowed, ", ")));
  };
  if (finding.answer.empty()) return;
  if (finding.question == Question::occurred) answers({"yes", "no", "cannot_tell"});
  if (finding.question == Question::breach)
    answers({"breach", "not_a_breach", "exception", "fulfilled", "not_fulfilled", "cannot_tell"});
  if (finding.question == Question::breach && finding.clause.empty())
    block.wrong("question", "a breach is of a clause, and none is named",
                "as in: finding on incident 123, clause 1.1");
  if (finding.question != Question::breach && finding.incident.value == 0)
    block.wrong("question",
                "what occurred and who did it is asked of an incident, and none is named",
                "as in: finding on incident 123");
}

Finding finding_of(Block& block, std::string_view subject) {
  Finding finding;
  set_subject(block, subject, finding);
  block.needed("question");
  if (block.has("question"))
    finding.question = block.word<Question>("question").value_or(Question::occurred);
  finding.answer = block.needed("answer");
  finding.standard = block.needed("standard");
  finding.reasons = block.needed("reasons");
  finding.dissent = block.text("dissent");
  finding.by = block.needed("by");
  finding.on = block.needed_day("on");
  check_answer(block, finding);
  return finding;
}

Id<Statement> statement_named(Block& block, std::string_view key, std::string_view name) {
  const Id<Statement> id{number_of(name)};
  if (id.value == 0)
    block.wrong(key, fmt::format("'{}' is no number of a statement", name),
                "as in S12 or 12; 'truce explain' shows them");
  return id;
}

// What begins as a watch must read as one: misread, it would silently cover nothing.
void check_watch(Block& block, const Declaration& declaration) {
  const auto watch = parse_watch_kept(declaration.what);
  if (!watch)
    block.wrong("what", watch.error().message, watch.error().help);
  else if (*watch && block.has("on") && (*watch)->until > declaration.on)
    block.wrong("what", "a watch is declared once it was kept, and this one goes on after 'on'",
                "end it no later than the day of the declaration, and declare the rest later");
}

Declaration declaration_of(Block& block) {
  Declaration declaration;
  declaration.what = block.needed("what");
  declaration.by_actor = block.needed("declared by");
  declaration.on = block.needed_day("on");
  check_watch(block, declaration);
  if (const std::string name = block.text("statement"); !name.empty())
    declaration.statement = statement_named(block, "statement", name);
  declaration.by = block.needed("by");
  return declaration;
}

Amendment amendment_of(Block& block, Amendment::Kind kind, std::string_view statement) {
  Amendment amendment;
  amendment.kind = kind;
  amendment.statement = statement_named(block, "", statement);
  amendment.reason = block.needed("reason");
  amendment.by = block.needed("by");
  return amendment;
}

/// A correction names the statement that takes the old one's place, or carries its words.
TakenEntries::Entry correction_of(Block& block, std::string_view statement) {
  Amendment amendment = amendment_of(block, Amendment::Kind::corrected, statement);
  if (!block.has("replaced by")) {
    SeriesRow note = note_with_statement(block);
    note.amendments.push_back(std::move(amendment));
    const Instant known = note.known;
    return {block.line(), known, std::move(note)};
  }
  amendment.replacement = statement_named(block, "replaced by", block.text("replaced by"));
  const Instant known = known_of(block, block.needed_day("on"));
  return {block.line(), known, Record(std::move(amendment))};
}

std::optional<TakenEntries::Entry> entry_of(Block& block) {
  const std::string_view heading = block.heading();
  const auto entry = [&](Day on, What what) -> TakenEntries::Entry {
    return {block.line(), known_of(block, on), std::move(what)};
  };
  if (heading == "statement") {
    SeriesRow note = note_with_statement(block);
    const Instant known = note.known;
    return TakenEntries::Entry{block.line(), known, std::move(note)};
  }
  if (const auto subject = after(heading, "finding on ")) {
    Finding finding = finding_of(block, *subject);
    const Day on = finding.on;
    return entry(on, Record(std::move(finding)));
  }
  if (heading == "declaration") {
    Declaration declaration = declaration_of(block);
    const Day on = declaration.on;
    return entry(on, Record(std::move(declaration)));
  }
  if (const auto statement = after(heading, "retraction of ")) {
    Amendment amendment = amendment_of(block, Amendment::Kind::retracted, *statement);
    return entry(block.needed_day("on"), Record(std::move(amendment)));
  }
  if (const auto statement = after(heading, "correction of "))
    return correction_of(block, *statement);
  return std::nullopt;
}

/// Cuts `text` into blocks: a heading that stands at the margin, its keys below, an empty line
/// after.
std::vector<Block> blocks_in(std::string_view file, std::string_view text) {
  std::vector<Block> blocks;
  bool open = false;
  for (const Line& line : lines_of(text)) {
    const std::string_view words = trimmed(line.text);
    if (words.starts_with('#')) continue;
    if (words.empty()) {
      open = false;
    } else if (!open) {
      std::string heading(words);
      std::replace(heading.begin(), heading.end(), '|', ',');
      blocks.emplace_back(file, line.number, std::move(heading));
      open = true;
    } else if (const bool continues = line.text.front() == ' ' || line.text.front() == '\t';
               continues && blocks.back().extend(words)) {
      continue;
    } else if (const auto parts = key_and_value(words)) {
      blocks.back().add({line.number, lower_case(parts->first), std::string(parts->second)});
    } else {
      blocks.back().wrong_line(line.number, "this line is no 'key: value'",
                               "put a blank before a line that continues the one above");
    }
  }
  return blocks;
}

}  // namespace

TakenEntries entries_in(std::string_view file, std::string_view bytes) {
  TakenEntries taken;
  const auto text = utf8_of(bytes);
  if (!text) {
    taken.rejections.push_back({std::string(file), 0, text.error().message, text.error().help});
    return taken;
  }
  for (Block& block : blocks_in(file, *text)) {
    auto entry = entry_of(block);
    if (!entry) {
      taken.rejections.push_back({std::string(file), block.line(),
                                  fmt::format("'{}' is no kind of entry", block.heading()),
                                  std::string(kHeadings)});
      continue;
    }
    if (auto* row = std::get_if<SeriesRow>(&entry->what)) row->document.file = file;
    const auto mistakes = block.mistakes();
    taken.rejections.insert(taken.rejections.end(), mistakes.begin(), mistakes.end());
    if (mistakes.empty()) taken.entries.push_back(std::move(*entry));
  }
  return taken;
}

}  // namespace truce::intake
