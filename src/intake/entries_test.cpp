// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "intake/block.h"
#include "intake/intake.h"

namespace truce::intake {
namespace {

std::string shown(const Statement& statement) {
  std::string text = fmt::format("{} {} by {} ({})", to_text(statement.kind),
                                 to_text(statement.mood), statement.speaker->actor, statement.rule);
  if (statement.measure) text += fmt::format(" {}", to_text(*statement.measure));
  if (statement.figure) text += fmt::format(" '{}'", statement.figure->as_written);
  return text + fmt::format(": {}", statement.quote.text);
}

struct Show {
  std::string operator()(const SeriesRow& row) const {
    std::string text = shown(row.statements.at(0));
    for (const Amendment& amendment : row.amendments)
      text += fmt::format(" [in place of {}: {}]", amendment.statement.value, amendment.reason);
    return text;
  }
  std::string operator()(const Record& record) const {
    if (const auto* finding = std::get_if<Finding>(&record))
      return fmt::format("finding {}/{} {}={} by {} on {}: {}", finding->incident.value,
                         finding->clause, to_text(finding->question), finding->answer, finding->by,
                         to_text(finding->on), finding->reasons);
    if (const auto* declaration = std::get_if<Declaration>(&record))
      return fmt::format("declaration '{}' of {}, rests on {}, by {}", declaration->what,
                         declaration->by_actor, declaration->statement.value, declaration->by);
    const auto& amendment = std::get<Amendment>(record);
    return fmt::format("amendment of {} by {}: {}", amendment.statement.value,
                       amendment.replacement.value, amendment.reason);
  }
};

void check(std::string_view text, std::string_view expected) {
  const TakenEntries taken = entries_in("desk.entries", text);
  std::string result;
  for (const auto& entry : taken.entries)
    result +=
        fmt::format("{} {} {}\n", entry.line, to_text(entry.known), std::visit(Show{}, entry.what));
  for (const Rejection& rejection : taken.rejections) {
    EXPECT_NE(rejection.help, "");
    result += fmt::format("{}:{}: {}\n", rejection.file, rejection.line, rejection.reason);
  }
  EXPECT_EQ(result, expected);
}

TEST(Entries, a_statement_by_hand_is_a_note_with_its_words) {
  check(
      "# from the radio\nstatement\nwords: At least two trucks were turned back,\n  the office "
      "says.\n"
      "speaker: Gate office\nsaid on: 2025-11-02\nmeasure: trucks\nfigure: at least 2\n"
      "from: 2025-11-02\nby: A. Clerk\n",
      "2 2025-11-03T00:00:00Z fact asserted by Gate office (entered by A. Clerk) trucks "
      "'at least 2': At least two trucks were turned back, the office says.\n");
  const TakenEntries taken = entries_in(
      "d", "statement\nwords: W\nspeaker: S\nsaid on: 2025-11-02\nby: B\npublisher: P\n");
  const auto& row = std::get<SeriesRow>(taken.entries.at(0).what);
  EXPECT_EQ(row.document.kind, Document::Kind::note);
  EXPECT_EQ(row.document.text, "W");
  EXPECT_EQ(row.document.publisher, "P");
  EXPECT_TRUE(row.statements.at(0).reviewed);
}

TEST(Entries, a_finding_answers_one_question) {
  check(
      "finding on incident I123 | clause 1.1\nquestion: breach\nanswer: breach\n"
      "standard: reasonable grounds\nreasons: two observers saw it\nby: Joint committee\n"
      "on: 2025-11-05\nknown: 2025-11-06T08:00Z\n",
      "1 2025-11-06T08:00:00Z finding 123/1.1 breach=breach by Joint committee on 2025-11-05: "
      "two observers saw it\n");
  check(
      "finding on clause 1.3\nquestion: occurred\nanswer: perhaps\nstandard: s\nreasons: r\n"
      "by: B\non: 2025-11-05\n",
      "desk.entries:2: what occurred and who did it is asked of an incident, and none is named\n"
      "desk.entries:3: 'perhaps' does not answer the question occurred\n");
}

TEST(Entries, declarations_retractions_and_corrections_name_what_they_rest_on) {
  check(
      "declaration\nwhat: phase 2 begins\ndeclared by: the guarantors\nstatement: S9\n"
      "on: 2026-01-14\nby: A. Clerk\n\n"
      "retraction of S12\nreason: the agency withdrew it\non: 2025-11-05\nby: A. Clerk\n\n"
      "correction of 13\nreplaced by: S40\nreason: misread\non: 2025-11-05\nby: A. Clerk\n\n"
      "correction of S14\nreason: misheard\nwords: Three, not two.\nspeaker: Gate office\n"
      "said on: 2025-11-06\nby: A. Clerk\n",
      "1 2026-01-15T00:00:00Z declaration 'phase 2 begins' of the guarantors, rests on 9, by A. "
      "Clerk\n"
      "8 2025-11-06T00:00:00Z amendment of 12 by 0: the agency withdrew it\n"
      "13 2025-11-06T00:00:00Z amendment of 13 by 40: misread\n"
      "19 2025-11-07T00:00:00Z fact asserted by Gate office (entered by A. Clerk): Three, not two. "
      "[in place of 14: misheard]\n");
}

TEST(Entries, every_mistake_of_a_block_is_named_and_the_others_go_in) {
  check(
      "statement\nwords: W\nspeaker: S\nsaid on: tomorrow\nmood: sad\nfigure: some\ncolour: red\n"
      "mood: alleged\nplain words\n\nopinion\nwords: W\n\n"
      "retraction of everything\nreason: r\nby: B\non: 2025-11-05\n\n"
      "retraction of S1\nreason: r\nby: B\non: 2025-11-05\n",
      "19 2025-11-06T00:00:00Z amendment of 1 by 0: r\n"
      "desk.entries:1: 'by' is missing\n"
      "desk.entries:4: 'tomorrow' is not a date\n"
      "desk.entries:6: 'some' is no figure\n"
      "desk.entries:7: 'colour' is no key of this block\n"
      "desk.entries:8: 'mood' is given twice\n"
      "desk.entries:8: 'sad' is no word for mood\n"
      "desk.entries:9: this line is no 'key: value'\n"
      "desk.entries:11: 'opinion' is no kind of entry\n"
      "desk.entries:14: 'everything' is no number of a statement\n");
}

TEST(Entries, a_watch_is_declared_once_it_was_kept_and_in_one_form) {
  check(
      "declaration\nwhat: watch of Valley from 3 May 2025 until 5 May 2025 for fire\n"
      "declared by: River Mission\non: 2025-05-06\nby: A. Clerk\n\n"
      "declaration\nwhat: watch of Valley since Monday\n"
      "declared by: River Mission\non: 2025-05-06\nby: A. Clerk\n\n"
      "declaration\nwhat: watch of Valley from 3 May 2025 until 9 May 2025\n"
      "declared by: River Mission\non: 2025-05-06\nby: A. Clerk\n",
      "1 2025-05-07T00:00:00Z declaration 'watch of Valley from 3 May 2025 until 5 May 2025 for "
      "fire' of River Mission, rests on 0, by A. Clerk\n"
      "desk.entries:8: a watch says of which area, from when and until when\n"
      "desk.entries:14: a watch is declared once it was kept, and this one goes on after 'on'\n");
}

TEST(Figures, words_bound_the_number) {
  const auto bounds = [](std::string_view words) {
    const auto figure = figure_of(words);
    if (!figure) return std::string("none");
    const auto end = [](std::optional<std::int64_t> number) {
      return number ? std::to_string(*number) : std::string("?");
    };
    return fmt::format("{}..{} {}", end(figure->low), end(figure->high),
                       to_text(figure->qualifier));
  };
  EXPECT_EQ(bounds("12"), "12..12 exactly");
  EXPECT_EQ(bounds("at least 395"), "395..? at_least");
  EXPECT_EQ(bounds("up to 5"), "?..5 up_to");
  EXPECT_EQ(bounds("about 40"), "40..40 about");
  EXPECT_EQ(bounds("3 to 5"), "3..5 exactly");
  EXPECT_EQ(bounds("5 to 3"), "none");
  EXPECT_EQ(bounds("-3"), "none");
  EXPECT_EQ(bounds("dozens"), "none");
}

}  // namespace
}  // namespace truce::intake
