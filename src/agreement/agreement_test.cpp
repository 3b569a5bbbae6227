// SPDX-License-Identifier: Apache-2.0
#include "agreement/agreement.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "base/file.h"

namespace truce {
namespace {

using Bound = Quantity::Bound;
using Kind = Condition::Kind;

/// An agreement of two parties with the lines of one phase in it.
std::string around(const std::string& lines) {
  std::string text =
      "agreement \"Valley truce\"\n  in force 3 May 2025 12:00 UTC\n\nparties North, South\n"
      "guarantors East, West\narea Valley also \"the lower valley\"\nevent \"signing\"\n\n"
      "phase 1 \"Quiet\"\n  begins at entry into force\n\n";
  std::size_t begin = 0;
  while (begin < lines.size()) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    text += "  " + lines.substr(begin, end - begin) + '\n';
    begin = end + 1;
  }
  return text;
}

/// The agreement in `text`, which must have no errors.
Agreement check(const std::string& text) {
  const agreement::Parsed parsed = agreement::parse(text);
  for (const Diagnostic& diagnostic : parsed.diagnostics)
    if (diagnostic.severity == Diagnostic::Severity::error)
      ADD_FAILURE() << render(diagnostic, "test.truce", text);
  return parsed.agreement;
}

/// The clause whose sentence, and further lines, are these.
Clause check_clause(const std::string& sentence) {
  const Agreement agreement = check(around("clause 1.1 \"It\"\n  " + sentence));
  const Clause* clause = agreement.clause("1.1");
  return clause != nullptr ? *clause : Clause{};
}

std::string example(const std::string& name) {
  const auto text =
      read_file(std::string(TRUCE_SOURCE_DIR) + "/examples/" + name + "/agreement.truce");
  EXPECT_TRUE(text) << (text ? "" : text.error().message);
  return text ? *text : "";
}

std::vector<std::string> examples() {
  std::vector<std::string> names;
  for (const auto& folder : std::filesystem::directory_iterator(TRUCE_SOURCE_DIR "/examples"))
    if (std::filesystem::exists(folder.path() / "agreement.truce"))
      names.push_back(folder.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

TEST(clause, that_forbids_names_bearers_act_and_place) {
  const Clause clause = check_clause("North, South must not fire in Valley");
  EXPECT_EQ(clause.bearers, (std::vector<std::string>{"North", "South"}));
  EXPECT_EQ(clause.modality, Modality::forbids);
  EXPECT_EQ(clause.act.words, "fire");
  EXPECT_EQ(clause.act.groups, std::vector{ActGroup::fire});
  EXPECT_EQ(clause.where, "Valley");
  EXPECT_EQ(clause.words, "North, South must not fire in Valley");
}

TEST(clause, that_requires_once_counts_from_its_anchor) {
  const Clause clause =
      check_clause("North must release 20 prisoners to South within 72 hours of entry into force");
  EXPECT_EQ(clause.modality, Modality::requires_once);
  EXPECT_EQ(clause.quantity, (Quantity{Bound::exactly, 20, "prisoners"}));
  EXPECT_EQ(clause.toward, "South");
  EXPECT_EQ(clause.act.measures, std::vector{Measure::released});
  ASSERT_TRUE(clause.deadline);
  EXPECT_EQ(clause.deadline->anchor, Moment::Anchor::entry_into_force);
  EXPECT_EQ(clause.deadline->after, (Duration{72, Duration::Unit::hours}));
}

TEST(clause, that_requires_each_period_keeps_bound_and_period) {
  const Clause clause = check_clause("North must admit at least 6,000 trucks into Valley each day");
  EXPECT_EQ(clause.modality, Modality::requires_each);
  EXPECT_EQ(clause.quantity, (Quantity{Bound::at_least, 6000, "trucks"}));
  EXPECT_EQ(clause.where_word, "into");
  EXPECT_EQ(clause.each, (Duration{1, Duration::Unit::days}));
}

TEST(clause, deadline_may_be_counted_from_a_day_before_entry_into_force) {
  const auto mistakes = [](const std::string& words) {
    return agreement::parse(around("clause 1.1 \"It\"\n  North must meet " + words))
        .diagnostics.size();
  };
  EXPECT_EQ(mistakes("within 4 months of 2 March 2025"), 0U);
  EXPECT_EQ(mistakes("within 10 days of 1 May 2025"), 0U);
  EXPECT_EQ(mistakes("within 10 days of 1 March 2025"), 1U);
  EXPECT_EQ(mistakes("by 1 March 2025"), 1U);
}

TEST(clause, modality_follows_from_its_words) {
  const auto modality = [](const std::string& words) { return check_clause(words).modality; };
  EXPECT_EQ(modality("North must keep the road open"), Modality::requires_lasting);
  EXPECT_EQ(modality("North must at all times answer the telephone"), Modality::requires_lasting);
  EXPECT_EQ(modality("North may keep at most 60 soldiers in Valley"), Modality::limits);
  EXPECT_EQ(modality("North must not keep more than 60 soldiers in Valley"), Modality::limits);
  EXPECT_EQ(modality("North may visit the graves"), Modality::permits);
  EXPECT_EQ(modality("North shall withdraw its guns"), Modality::requires_once);
  EXPECT_EQ(modality("North may not fire"), Modality::forbids);
}

TEST(clause, deadline_may_be_a_day_a_phase_a_clause_or_an_event) {
  const auto anchor = [](const std::string& words) {
    const Clause clause = check_clause("North must meet " + words);
    return clause.deadline ? clause.deadline->anchor : Moment::Anchor::date;
  };
  EXPECT_EQ(anchor("by the end of phase 1"), Moment::Anchor::phase_ends);
  EXPECT_EQ(anchor("within 5 days of the beginning of phase 1"), Moment::Anchor::phase_begins);
  EXPECT_EQ(anchor("within 5 days of event \"signing\""), Moment::Anchor::named_event);
  EXPECT_EQ(anchor("within 5 days"), Moment::Anchor::phase_begins);
  const Clause dated = check_clause("North must meet by 26 January 2026");
  ASSERT_TRUE(dated.deadline && dated.deadline->date);
  EXPECT_TRUE(dated.deadline->whole_day);
  EXPECT_EQ(to_text(dated.deadline->date->day), "2026-01-26");
}

TEST(clause, words_that_only_look_like_a_place_or_a_receiver_stay_with_the_act) {
  const Clause clause =
      check_clause("North must withdraw its guns to the agreed line in full by 1 June 2025");
  EXPECT_EQ(clause.act.words, "withdraw its guns to the agreed line in full");
  EXPECT_TRUE(clause.toward.empty());
  EXPECT_TRUE(clause.where.empty());
}

TEST(clause, sentence_may_run_over_several_lines) {
  const Clause clause =
      check_clause("North must release 20 prisoners\n    to South\n    by 1 June 2025");
  EXPECT_EQ(clause.toward, "South");
  EXPECT_TRUE(clause.deadline);
}

TEST(clause, lines_below_the_sentence_are_kept) {
  const Clause clause = check_clause(
      "North must not fire\n  except \"self-defence\", \"celebrations\"\n"
      "  also counting killing, any movement, counts of explosions\n"
      "  as South reads \"rifles too\", by 1 June 2025\n"
      "  otherwise the guarantors must meet within 2 days\n"
      "  then East must send a letter\n  proof beyond reasonable doubt\n  code PA-X \"17\"");
  EXPECT_EQ(clause.exceptions, (std::vector<std::string>{"self-defence", "celebrations"}));
  EXPECT_EQ(clause.act.acts, std::vector{Act::killing});
  EXPECT_EQ(clause.act.groups, (std::vector{ActGroup::fire, ActGroup::movement}));
  EXPECT_EQ(clause.act.measures, std::vector{Measure::explosions});
  ASSERT_EQ(clause.readings.size(), 1U);
  EXPECT_EQ(clause.readings[0].by, "South");
  EXPECT_EQ(clause.readings[0].words, "rifles too");
  EXPECT_TRUE(clause.readings[0].deadline);
  ASSERT_EQ(clause.consequences.size(), 2U);
  EXPECT_EQ(clause.consequences[0].bearers, std::vector<std::string>{"the guarantors"});
  EXPECT_EQ(clause.consequences[0].within, (Duration{2, Duration::Unit::days}));
  EXPECT_EQ(clause.consequences[1].trigger, Consequence::Trigger::then);
  EXPECT_EQ(clause.consequences[1].words, "send a letter");
  EXPECT_EQ(clause.proof, "beyond reasonable doubt");
  EXPECT_EQ(clause.codes.at("PA-X"), "17");
}

TEST(clause, where_only_findings_count_no_report_does) {
  const Clause clause = check_clause("North must release every prisoner\n  only findings count");
  EXPECT_TRUE(clause.only_findings);
  EXPECT_TRUE(clause.act.acts.empty());
  EXPECT_TRUE(clause.act.measures.empty());
}

TEST(act, of_bodies_is_not_that_of_the_living) {
  EXPECT_EQ(check_clause("North must return 28 bodies to South").act.acts,
            std::vector{Act::return_of_remains});
  EXPECT_EQ(check_clause("North must return 28 prisoners to South").act.acts,
            std::vector{Act::release});
  EXPECT_EQ(check_clause("North must hand over its weapons").act.acts,
            std::vector{Act::arms_surrender});
}

TEST(act, of_an_unknown_verb_is_legal_and_warned_of) {
  const agreement::Parsed parsed =
      agreement::parse(around("clause 1.1 \"It\"\n  North must not incite hatred"));
  EXPECT_TRUE(parsed.ok());
  ASSERT_EQ(parsed.diagnostics.size(), 1U);
  EXPECT_EQ(parsed.diagnostics[0].message,
            "nothing in the record can match 'incite' by itself; only findings will count");
}

TEST(names, stand_for_the_participant_whatever_is_written) {
  const Agreement agreement = check(
      "agreement \"Valley truce\"\n  in force 3 May 2025 12:00 UTC\n\n"
      "party North also \"the northern army\"\nparty South\n\nphase 1 \"Quiet\"\n"
      "  begins at entry into force\n\n  clause 1.1 \"It\"\n    the northern army must not fire\n");
  EXPECT_EQ(agreement.clause("1.1")->bearers, std::vector<std::string>{"North"});
  ASSERT_NE(agreement.participant("The Northern Army"), nullptr);
  EXPECT_EQ(agreement.participant("the northern army")->name, "North");
  EXPECT_EQ(agreement.participant("the southern army"), nullptr);
}

TEST(names, of_a_role_stand_for_all_who_have_it) {
  const Agreement agreement = check(around("clause 1.1 \"It\"\n  North must not fire"));
  ASSERT_EQ(agreement.who("the guarantors").size(), 2U);
  EXPECT_EQ(agreement.who("the guarantors")[1]->name, "West");
  EXPECT_EQ(agreement.who("North").size(), 1U);
  EXPECT_TRUE(agreement.who("Nobody").empty());
}

TEST(rule, counts_breaches_in_a_window) {
  const Agreement agreement =
      check(around("clause 1.1 \"It\"\n  North must not fire\n"
                   "rule 1.2 \"Escalation\" [text, 4]\n  when 3 or more alleged breaches of 1.1 by "
                   "one party in one "
                   "area within 7 days\n  then the guarantors must meet within 48 hours"));
  ASSERT_EQ(agreement.phases[0].rules.size(), 1U);
  const Rule& rule = agreement.phases[0].rules[0];
  EXPECT_EQ(rule.count, 3);
  EXPECT_EQ(rule.of_clause, "1.1");
  EXPECT_TRUE(rule.by_one_party);
  EXPECT_TRUE(rule.in_one_area);
  EXPECT_FALSE(rule.found_only);
  EXPECT_EQ(rule.within, (Duration{7, Duration::Unit::days}));
  EXPECT_EQ(rule.citations, std::vector<Citation>{{"text, 4"}});
  EXPECT_EQ(rule.consequences.size(), 1U);
}

TEST(phase, waits_for_a_tree_of_conditions) {
  const Agreement agreement = check(
      around("clause 1.1 \"It\"\n  North must meet by 1 June 2025\n"
             "clause 1.2 \"Fire\"\n  North must not fire") +
      "\npopulation 2 guns is 2 guns\n\nphase 2 \"Later\"\n  begins when at least 2 of\n"
      "    clause 1.1 is fulfilled as South reads\n    any of\n      it is 3 days after entry into "
      "force\n      event signing has happened\n    no breach of 1.2 is alleged for 7 days\n"
      "    East, West decide to open the road\n    the guarantors declare it\n"
      "    tally \"2 guns\" reaches 2\n  ends when it is 1 July 2026\n\n"
      "  clause 2.1 \"Talks\"\n    North must meet\n");
  ASSERT_EQ(agreement.phases.size(), 2U);
  const Condition& root = agreement.phases[1].begins.value();
  EXPECT_EQ(root.kind, Kind::at_least);
  EXPECT_EQ(root.k, 2);
  std::vector<Kind> kinds;
  for (const Condition& child : root.children) kinds.push_back(child.kind);
  EXPECT_EQ(kinds, (std::vector{Kind::clause_fulfilled, Kind::any, Kind::no_breach, Kind::decision,
                                Kind::statement_of, Kind::tally_reached}));
  EXPECT_EQ(root.children[0].required_by, std::vector<std::string>{"South"});
  EXPECT_EQ(root.children[1].children[0].kind, Kind::date_reached);
  EXPECT_EQ(root.children[1].children[1].ref, "signing");
  EXPECT_FALSE(root.children[2].found_only);
  EXPECT_EQ(root.children[3].words, "decide to open the road");
  EXPECT_EQ(root.children[4].words, "declare it");
  EXPECT_EQ(root.children[5].k, 2);
  EXPECT_TRUE(agreement.phases[1].ends);
}

TEST(heading, keeps_rival_entries_into_force_with_the_text_first) {
  const Agreement agreement = check(
      "agreement \"Valley truce\"\n  in force 4 May 2025 as South counts\n"
      "  in force 3 May 2025 12:00 Asia/Beirut\n  signed 2 May 2025\n  expires 3 May 2026 18:00\n\n"
      "parties North, South\n\nphase 1 \"Quiet\"\n  begins at entry into force\n\n"
      "  clause 1.1 \"It\"\n    North must not fire\n");
  ASSERT_EQ(agreement.in_force.size(), 2U);
  EXPECT_TRUE(agreement.in_force[0].as.empty());
  EXPECT_EQ(agreement.in_force[1].as, "South");
  EXPECT_TRUE(agreement.in_force[1].whole_day);
  ASSERT_TRUE(agreement.enters_into_force());
  EXPECT_EQ(to_text(*agreement.enters_into_force()), "2025-05-03T09:00:00Z");
  EXPECT_EQ(agreement::vocabulary(agreement).in_force.size(), 2U);
}

TEST(example, of_gaza_has_every_part_that_the_account_needs) {
  const std::string text = example("gaza-2025");
  const agreement::Parsed parsed = agreement::parse(text);
  for (const Diagnostic& diagnostic : parsed.diagnostics)
    ADD_FAILURE() << render(diagnostic, "gaza", text);
  const Agreement& agreement = parsed.agreement;
  std::size_t clauses = 0;
  for (const Phase& phase : agreement.phases) clauses += phase.clauses.size();
  EXPECT_EQ(agreement.phases.size(), 3U);
  EXPECT_GE(clauses, 28U);
  EXPECT_GE(agreement.tallies.size(), 8U);
  EXPECT_EQ(agreement.clause("1.2")->quantity->amount, 20);
  EXPECT_EQ(agreement.clause("1.3")->quantity->amount, 28);
  EXPECT_EQ(agreement.clause("1.4")->quantity->amount, 600);
  ASSERT_EQ(agreement.populations.size(), 1U);
  EXPECT_EQ(agreement.populations[0].total, 48);
  EXPECT_EQ(agreement.populations[0].parts[1].clause, "1.3");
  EXPECT_EQ(agreement.participant("the health ministry")->under, "Hamas");
  EXPECT_EQ(agreement.participant("IDF")->under, "Israel");
  EXPECT_EQ(agreement.who("the guarantors").size(), 4U);
  EXPECT_EQ(to_text(*agreement.enters_into_force()), "2025-10-10T09:00:00Z");
}

TEST(example, of_lebanon_has_another_shape) {
  const std::string text = example("lebanon-2024");
  const Agreement agreement = check(text);
  std::size_t clauses = 0;
  for (const Phase& phase : agreement.phases) clauses += phase.clauses.size();
  EXPECT_GE(clauses, 12U);
  EXPECT_EQ(to_text(*agreement.enters_into_force()), "2024-11-27T02:00:00Z");
  EXPECT_EQ(to_text(agreement.clause("1.4")->deadline->date->day), "2025-01-26");
}

TEST(example, of_every_folder_has_no_mistake_and_cites_what_each_clause_rests_on) {
  std::size_t clauses = 0;
  for (const std::string& name : examples()) {
    const std::string text = example(name);
    const agreement::Parsed parsed = agreement::parse(text);
    for (const Diagnostic& diagnostic : parsed.diagnostics)
      ADD_FAILURE() << render(diagnostic, name, text);
    for (const Phase& phase : parsed.agreement.phases)
      for (const Clause& clause : phase.clauses) {
        EXPECT_FALSE(clause.citations.empty()) << name << ' ' << clause.ref;
        ++clauses;
      }
  }
  EXPECT_GE(examples().size(), 8U);
  EXPECT_GE(clauses, 250U);
}

TEST(layout, of_the_examples_is_the_canonical_one) {
  for (const std::string& name : examples()) {
    const std::string text = example(name);
    const auto formatted = agreement::format(text);
    ASSERT_TRUE(formatted) << formatted.error().help;
    EXPECT_EQ(*formatted, text) << name << ": lay it out with truce fmt";
    const std::string printed = agreement::print(agreement::parse(text).agreement);
    EXPECT_EQ(agreement::print(agreement::parse(printed).agreement), printed);
  }
}

TEST(layout, keeps_comments_with_the_lines_that_they_stand_at) {
  const std::string text =
      "# To be read first.\n\nagreement   \"Valley truce\"\n"
      "      in force 3 May 2025 12:00 UTC   # noon\n\n"
      "parties North ,South\n\n\nphase 1 \"Quiet\"\n    begins at entry into force\n"
      "  # The heart of it.\n    clause 1.1 \"Fire ceases\"[text, 1]\n"
      "        North,   South must not fire   # not one shot\n        # Hunting is something "
      "else.\n"
      "        except hunting\n\n# The end.\n";
  const std::string expected =
      "# To be read first.\n\nagreement \"Valley truce\"\n"
      "  in force 3 May 2025 12:00 UTC  # noon\n\n"
      "parties North, South\n\nphase 1 \"Quiet\"\n  begins at entry into force\n\n"
      "  # The heart of it.\n"
      "  clause 1.1 \"Fire ceases\"                                    [text, 1]\n"
      "    North, South must not fire  # not one shot\n    # Hunting is something else.\n"
      "    except \"hunting\"\n\n# The end.\n";
  const auto formatted = agreement::format(text);
  ASSERT_TRUE(formatted) << formatted.error().help;
  EXPECT_EQ(*formatted, expected);
  EXPECT_EQ(*agreement::format(*formatted), expected);
}

TEST(layout, of_a_text_with_errors_is_refused_with_the_errors) {
  const auto formatted = agreement::format("agreement \"Valley truce\"\nwether fine\n");
  ASSERT_FALSE(formatted);
  EXPECT_EQ(formatted.error().kind, Error::Kind::invalid);
  EXPECT_NE(formatted.error().help.find("no line begins with this word"), std::string::npos);
}

TEST(vocabulary, gives_names_roles_and_sides_in_the_order_of_the_text) {
  const Vocabulary vocabulary = agreement::vocabulary(check(example("gaza-2025")));
  ASSERT_GE(vocabulary.actors.size(), 20U);
  EXPECT_EQ(vocabulary.actors[0].name, "Israel");
  EXPECT_EQ(vocabulary.actors[0].role, "party");
  const auto ministry =
      std::find_if(vocabulary.actors.begin(), vocabulary.actors.end(),
                   [](const NamedActor& actor) { return actor.name == "Gaza health ministry"; });
  ASSERT_NE(ministry, vocabulary.actors.end());
  EXPECT_EQ(ministry->role, "source");
  EXPECT_EQ(ministry->under, "Hamas");
  EXPECT_EQ(vocabulary.places[0].name, "Gaza");
  EXPECT_EQ(vocabulary.zone, "Asia/Gaza");
}

TEST(parser, reads_quotation_marks_and_blanks_of_word_processors) {
  const Clause clause =
      check_clause("North\u00A0must not fire\n  except \u201Cself-defence\u201D\r");
  EXPECT_EQ(clause.bearers, std::vector<std::string>{"North"});
  EXPECT_EQ(clause.exceptions, std::vector<std::string>{"self-defence"});
}

TEST(parser, answers_on_large_and_strange_texts) {
  std::string large = around("clause 1.1 \"It\"\n  North must not fire");
  for (int at = 2; at < 5000; ++at)
    large += fmt::format("  clause 1.{} \"It\"\n    North must not fire in Valley\n", at);
  EXPECT_TRUE(agreement::parse(large).ok());

  std::string deep = "agreement \"x\"\n";
  for (std::size_t at = 0; at < 2'000; ++at) deep += std::string(at, ' ') + "all of\n";
  EXPECT_FALSE(agreement::parse(deep).ok());
  EXPECT_FALSE(agreement::parse(std::string(100'000, '"')).ok());
  EXPECT_FALSE(agreement::parse(std::string("agreement \0 \xff", 13)).ok());
}

}  // namespace
}  // namespace truce
