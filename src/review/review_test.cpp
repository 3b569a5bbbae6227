// SPDX-License-Identifier: Apache-2.0
#include "review/review.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace truce::review {
namespace {

constexpr const char* kText =
    "The ministry said on Monday that 12 people were killed in Arden. A patrol of the Northern "
    "army "
    "was seen in Arden on Tuesday.";

Document wire() {
  Document document;
  document.id = {7};
  document.text = kText;
  document.published = *parse_instant("2025-03-04T09:00Z");
  return document;
}

TextSpan at(std::string_view words) {
  const std::size_t begin = std::string_view(kText).find(words);
  return {begin, begin + words.size()};
}

Mention mention(const char* name) {
  return {.name = name, .role = {}, .actor = {}, .span = at(name)};
}

/// "The ministry said … 12 people were killed in Arden", as a reader has it.
Statement toll() {
  Statement statement;
  statement.id = {9};
  statement.document = {7};
  statement.speaker = mention("The ministry");
  statement.cue = Quote{"said", at("said")};
  statement.quote = {"12 people were killed in Arden", at("12 people were killed in Arden")};
  statement.measure = Measure::killed;
  statement.figure = Figure{.low = 12, .high = 12, .as_written = "12", .span = at("12")};
  statement.place = Place{.name = "Arden", .id = {}, .span = at("Arden")};
  statement.window = {*parse_day("2025-03-03"), *parse_day("2025-03-03"), false, Precision::day};
  statement.confidence = 0.85;
  statement.rule = "subject";
  return statement;
}

/// The fields that say something, one a line, or why there are none.
std::string check(const Result<Statement>& statement) {
  if (!statement) return statement.error().message;
  std::string lines;
  for (const Field& field : fields_of(*statement))
    if (!field.value.empty()) lines += fmt::format("{}: {}\n", field.key, field.value);
  return lines;
}

std::vector<Field> fields(std::initializer_list<const char*> lines) {
  std::vector<Field> fields;
  for (const char* line : lines) fields.push_back(field_in(line).value());
  return fields;
}

Result<Statement> correct(std::initializer_list<const char*> lines) {
  return corrected(toll(), wire(), fields(lines), "A. Clerk");
}

TEST(Correcting, sets_what_is_given_and_leaves_the_rest) {
  EXPECT_EQ(check(correct({"figure: at least 12", "done by: Northern army"})),
            "words: 12 people were killed in Arden\nkind: fact\nmood: asserted\n"
            "speaker: The ministry\nmeasure: killed\nfigure: at least 12\ndone by: Northern army\n"
            "place: Arden\nfrom: 2025-03-03\nuntil: 2025-03-03\n");
}

TEST(Correcting, signs_the_statement_and_gives_it_no_number) {
  const Statement statement = correct({"measure: injured"}).value();
  EXPECT_EQ(statement.id.value, 0U);
  EXPECT_TRUE(statement.reviewed);
  EXPECT_EQ(statement.rule, "corrected by A. Clerk");
  EXPECT_EQ(statement.document.value, 7U);
}

TEST(Correcting, finds_the_words_of_a_name_where_they_stand) {
  const Statement statement = correct({"done by: Northern army", "of: people"}).value();
  EXPECT_EQ(statement.by->span, at("Northern army"));
  EXPECT_EQ(statement.of->span, at("people"));
  EXPECT_FALSE(correct({"done by: somebody else"})->by->span);
}

TEST(Correcting, a_number_read_otherwise_keeps_its_words) {
  const Statement statement = correct({"figure: 10 to 12"}).value();
  EXPECT_EQ(statement.figure->as_written, "12");
  EXPECT_EQ(statement.figure->span, at("12"));
  EXPECT_EQ(statement.figure->low, 10);
}

TEST(Correcting, an_empty_value_empties_a_field) {
  const Statement statement = correct({"place:", "speaker:", "from:", "until:"}).value();
  EXPECT_FALSE(statement.place);
  EXPECT_FALSE(statement.speaker);
  EXPECT_FALSE(statement.cue);
  EXPECT_EQ(statement.window, Window{});
}

TEST(Correcting, a_day_moves_the_whole_window_of_a_single_event) {
  EXPECT_EQ(correct({"from: 2025-03-02"})->window.until, *parse_day("2025-03-02"));
  const auto total = correct({"cumulative: yes", "from: 2025-03-01"});
  EXPECT_EQ(total->window.until, *parse_day("2025-03-03"));
}

TEST(Correcting, refuses_what_is_no_value_and_says_why) {
  EXPECT_EQ(check(correct({"figure: some"})), "'some' is no figure");
  EXPECT_EQ(check(correct({"kind: rumour"})), "'rumour' is no word for kind");
  EXPECT_EQ(check(correct({"until: 2025-03-01"})), "the window ends before it begins");
  EXPECT_EQ(check(correct({"measure:"})), "it is not said what the figure counts");
  EXPECT_EQ(check(correct({"words: nobody wrote this"})),
            "document 7 does not hold the words 'nobody wrote this'");
  EXPECT_EQ(check(corrected(toll(), wire(), {}, "A. Clerk")), "nothing is corrected");
}

TEST(Correcting, a_line_break_in_a_value_brings_no_key_of_its_own) {
  const std::vector<Field> given = {{"issue", "the road\nmood: denied"}};
  const Statement statement = corrected(toll(), wire(), given, "A. Clerk").value();
  EXPECT_EQ(statement.mood, Mood::asserted);
  EXPECT_EQ(statement.issue, "the road mood: denied");
}

TEST(Fields, a_line_names_a_field_that_there_is) {
  EXPECT_EQ(field_in("figure: at least 12").value(), (Field{"figure", "at least 12"}));
  EXPECT_EQ(field_in("figure 12").error().message, "'figure 12' sets no field");
  EXPECT_EQ(field_in("colour: red").error().message, "a statement has no field 'colour'");
}

TEST(Adding, makes_a_statement_of_words_that_were_passed_over) {
  const auto statement = added(
      wire(), words_in(wire(), "A patrol of the Northern army was seen in Arden").value(),
      fields({"act: incursion", "done by: Northern army", "place: Arden", "from: 2025-03-04"}),
      "A. Clerk");
  EXPECT_EQ(check(statement),
            "words: A patrol of the Northern army was seen in Arden\nkind: fact\nmood: asserted\n"
            "said on: 2025-03-04\ndone by: Northern army\nplace: Arden\nact: incursion\n"
            "from: 2025-03-04\nuntil: 2025-03-04\n");
  EXPECT_EQ(statement->rule, "added by A. Clerk");
  EXPECT_EQ(statement->place->span->begin, std::string_view(kText).rfind("Arden"));
}

TEST(Words, must_stand_in_the_document_once) {
  EXPECT_EQ(words_in(wire(), " 12 people\n").value(), at("12 people"));
  EXPECT_EQ(words_in(wire(), "Arden").error().message,
            "document 7 holds these words more than once");
  EXPECT_EQ(words_in(wire(), "Arden", 70)->begin, std::string_view(kText).rfind("Arden"));
  EXPECT_EQ(words_in(wire(), "").error().message, "no words are given");
}

// ---- a later reading ----

/// One difference a line: what, the number of the statement, the figure now.
std::string check(const Comparison& comparison) {
  std::string lines = fmt::format("{} the same\n", comparison.same);
  for (const Difference& one : comparison.differences)
    lines += fmt::format("{} {} {}\n", review::to_text(one.what),
                         one.held == nullptr ? 0 : one.held->id.value,
                         one.now && one.now->figure ? *one.now->figure->low : 0);
  return lines;
}

Statement with_figure(Statement statement, std::int64_t number) {
  statement.figure->low = statement.figure->high = number;
  return statement;
}

/// Read from the second sentence.
Statement patrol() {
  Statement statement;
  statement.id = {10};
  statement.document = {7};
  statement.quote = {"A patrol of the Northern army was seen",
                     at("A patrol of the Northern army was seen")};
  statement.act = Act::incursion;
  return statement;
}

TEST(Rereading, the_same_statement_by_another_rule_is_the_same) {
  const Statement held = toll();
  Statement now = toll();
  now.id = {};
  now.rule = "a better rule";
  now.confidence = 0.99;
  EXPECT_EQ(check(differences(std::vector<Held>{{&held}}, {now}, {})), "1 the same\n");
}

TEST(Rereading, tells_what_changed_what_is_new_and_what_is_gone) {
  const Statement held = toll();
  EXPECT_EQ(check(differences(std::vector<Held>{{&held}}, {with_figure(toll(), 11)}, {})),
            "0 the same\nchanged 9 11\n");
  EXPECT_EQ(check(differences(std::vector<Held>{{&held}}, {toll(), patrol()}, {})),
            "1 the same\nadded 0 0\n");
  EXPECT_EQ(check(differences(std::vector<Held>{{&held}}, {patrol()}, {})),
            "0 the same\ngone 9 0\nadded 0 0\n");
}

TEST(Rereading, what_a_person_decided_is_kept) {
  const Statement held = toll();
  const std::vector<Held> accepted = {{&held, true, true}};
  EXPECT_EQ(check(differences(accepted, {with_figure(toll(), 11)}, {})), "0 the same\nkept 9 11\n");
  EXPECT_EQ(check(differences(accepted, {}, {})), "0 the same\n");
}

TEST(Rereading, a_rejected_statement_does_not_come_back) {
  const Statement held = toll();
  const std::vector<Held> rejected = {{&held, true, false}};
  EXPECT_EQ(check(differences(rejected, {toll()}, {})), "1 the same\n");
  EXPECT_EQ(check(differences(rejected, {with_figure(toll(), 11)}, {})), "0 the same\nkept 9 11\n");
}

TEST(Rereading, a_reader_that_learnt_agrees_with_the_correction) {
  const Statement before = toll();
  Statement after = with_figure(toll(), 11);
  after.id = {12};
  const std::vector<Held> held = {{&before, true, false}, {&after, true, true}};
  EXPECT_EQ(check(differences(held, {with_figure(toll(), 11)}, {})), "1 the same\n");
  EXPECT_EQ(check(differences(held, {toll()}, {})), "1 the same\n") << "it has not learnt yet";
}

TEST(Rereading, two_numbers_in_one_sentence_are_two_statements) {
  const Statement held = toll();
  Statement other = with_figure(toll(), 3);
  other.figure->span = at("people");
  EXPECT_EQ(check(differences(std::vector<Held>{{&held}}, {other}, {})),
            "0 the same\nadded 0 3\ngone 9 0\n");
}

TEST(Rereading, a_part_names_its_whole_by_its_place_among_all_statements_of_the_document) {
  const Statement held = toll();
  Statement part = with_figure(toll(), 3);
  part.figure->span = at("people");
  part.figure->part_of = 0;
  const std::vector<Id<Statement>> before = {{8}, {9}};
  const auto compared = differences(std::vector<Held>{{&held}}, {toll(), part}, before);
  EXPECT_EQ(check(compared), "1 the same\nadded 0 3\n");
  EXPECT_EQ(compared.differences.at(0).now->figure->part_of, 1U);
  const auto anew =
      differences(std::vector<Held>{{&held}}, {with_figure(toll(), 13), part}, before);
  EXPECT_EQ(check(anew), "0 the same\nchanged 9 13\nadded 0 3\n");
  EXPECT_EQ(anew.differences.at(1).now->figure->part_of, 2U);
}

}  // namespace
}  // namespace truce::review
