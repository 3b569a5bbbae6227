// SPDX-License-Identifier: Apache-2.0
#include "link/link.h"

#include <gtest/gtest.h>

namespace truce::link {
namespace {

Statement told(std::uint64_t id, const char* town, const char* day, Measure measure,
               std::int64_t count, const char* words, std::uint64_t document) {
  Statement statement;
  statement.id = {id};
  statement.document = {document};
  statement.measure = measure;
  statement.figure = Figure{count, count, Qualifier::exactly, std::to_string(count), {}, {}};
  statement.place = Place{town, town, {}, PlacePrecision::town, {}, {}, {"Northland"}};
  statement.window = {*parse_day(day), *parse_day(day), false, Precision::day};
  statement.quote.text = words;
  return statement;
}

std::uint64_t incident_of(const std::optional<Link>& link) {
  return !link ? 0 : link->incident.value != 0 ? link->incident.value : link->id.value;
}

const Day kPublished = *parse_day("2025-03-04");

TEST(Link, two_tolls_of_one_strike_are_one_incident) {
  Linker linker;
  const auto first = linker.link_for(
      told(1, "Arden", "2025-03-03", Measure::killed, 5, "five people were killed in Arden", 101),
      kPublished, {2});
  const auto second = linker.link_for(
      told(3, "Arden", "2025-03-03", Measure::killed, 6, "shelling of Arden left six dead", 102),
      kPublished, {4});
  EXPECT_EQ(incident_of(first), 2U);
  EXPECT_EQ(incident_of(second), 2U);
}

TEST(Link, other_towns_and_other_days_stay_apart) {
  Linker linker;
  linker.link_for(told(1, "Arden", "2025-03-03", Measure::killed, 5, "five killed in Arden", 101),
                  kPublished, {2});
  EXPECT_EQ(incident_of(linker.link_for(
                told(3, "Brook", "2025-03-03", Measure::killed, 5, "five killed in Brook", 102),
                kPublished, {4})),
            4U);
  EXPECT_EQ(incident_of(linker.link_for(
                told(5, "Arden", "2025-03-05", Measure::killed, 5, "five killed in Arden", 103),
                kPublished, {6})),
            6U);
}

TEST(Link, a_handover_is_never_an_attack) {
  Linker linker;
  linker.link_for(told(1, "Arden", "2025-03-03", Measure::killed, 4, "four were killed", 101),
                  kPublished, {2});
  EXPECT_EQ(incident_of(linker.link_for(told(3, "Arden", "2025-03-03", Measure::bodies_returned, 4,
                                             "four bodies were returned", 101),
                                        kPublished, {4})),
            4U);
}

TEST(Link, a_running_total_or_a_plan_tells_of_no_incident) {
  Statement total = told(1, "Arden", "2025-03-03", Measure::killed, 395, "395 killed since", 101);
  total.window.cumulative = true;
  EXPECT_FALSE(tells_of_incident(total));
  Statement plan = told(1, "Arden", "2025-03-03", Measure::released, 48, "will release 48", 101);
  plan.mood = Mood::planned;
  EXPECT_FALSE(tells_of_incident(plan));
}

TEST(Link, a_denial_joins_what_it_denies_and_opens_nothing) {
  Linker linker;
  Statement denial = told(1, "Arden", "2025-03-03", Measure::killed, 5,
                          "denied that five were killed in Arden", 101);
  denial.mood = Mood::denied;
  EXPECT_FALSE(linker.link_for(denial, kPublished, {2}));
  linker.link_for(
      told(3, "Arden", "2025-03-03", Measure::killed, 5, "five were killed in Arden", 102),
      kPublished, {4});
  denial.id = {5};
  EXPECT_EQ(incident_of(linker.link_for(denial, kPublished, {6})), 4U);
}

TEST(Link, soldiers_and_a_family_are_hurt_in_two_incidents) {
  Linker linker;
  Statement family = told(1, "Arden", "2025-03-03", Measure::killed, 3,
                          "a strike killed three people in Arden", 101);
  family.of = Mention{"people", {}, {}, {}};
  Statement soldiers =
      told(3, "Arden", "2025-03-03", Measure::injured, 2, "a mine wounded two soldiers", 101);
  soldiers.of = Mention{"soldiers", {}, {}, {}};
  soldiers.quote.span = {60, 90};
  soldiers.place.reset();
  linker.link_for(family, kPublished, {2});
  EXPECT_EQ(incident_of(linker.link_for(soldiers, kPublished, {4})), 4U);
}

TEST(Link, a_count_of_nobody_opens_no_incident) {
  Linker linker;
  EXPECT_FALSE(linker.link_for(
      told(1, "Arden", "2025-03-03", Measure::casualties, 0, "no casualties in Arden", 101),
      kPublished, {2}));
}

TEST(Link, what_is_unclear_names_its_candidate_and_stays_apart) {
  Linker linker;
  Statement one =
      told(1, "Arden", "2025-03-03", Measure::killed, 5, "five died near the river crossing", 101);
  Statement two =
      told(3, "Arden", "2025-03-03", Measure::killed, 40, "an attack took forty lives", 102);
  two.place.reset();
  linker.link_for(one, kPublished, {2});
  two.figure->low = two.figure->high = 6;
  const auto link = linker.link_for(two, kPublished, {4});
  EXPECT_EQ(incident_of(link), 4U);
  EXPECT_EQ(link->rule, "cannot tell: perhaps 2");
}

TEST(Link, a_person_can_send_a_statement_elsewhere_and_back) {
  std::vector<Link> links = {
      {.id = {2}, .statement = {1}, .rule = "first told"},
      {.id = {4}, .statement = {3}, .incident = {2}, .rule = "joined"},
      {.id = {5}, .statement = {3}, .incident = {}, .rule = "by hand", .by = "A. Reader"}};
  EXPECT_EQ(incidents_from(links).size(), 2U);
  links.push_back(
      {.id = {6}, .statement = {3}, .incident = {2}, .rule = "by hand", .by = "A. Reader"});
  const auto incidents = incidents_from(links);
  ASSERT_EQ(incidents.size(), 1U);
  EXPECT_EQ(incidents[0].statements, (std::vector<Id<Statement>>{{1}, {3}}));
}

}  // namespace
}  // namespace truce::link
