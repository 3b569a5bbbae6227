// SPDX-License-Identifier: Apache-2.0
// What changed between two accounts, and that neither the order of arrival nor the company of other
// viewpoints changes an account.
#include "monitor/changes.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "monitor/monitor.h"
#include "monitor/reference.h"
#include "monitor/shape.h"
#include "monitor/story.h"

namespace truce::monitor {
namespace {

using testing::Story;

std::string lines_of(const std::vector<Change>& changes) {
  std::string out;
  for (const Change& change : changes) {
    out += fmt::format("{} {}", change.ref, truce::to_text(change.what));
    if (!change.counter.empty()) out += " by " + change.counter;
    out += fmt::format(": {} → {}\n", change.was, change.now);
  }
  return out;
}

/// The second account differs from the first in these lines.
void check(const Account& before, const Account& after, const std::string& lines) {
  EXPECT_EQ(lines_of(changes(before, after)), lines);
}

Story small_world() { return Story(reference::kAgreement); }

testing::Telling release(Story& story, const char* voice, int amount, const char* published) {
  return story.tell(voice, published)
      .by("East")
      .act(Act::release)
      .of("captives")
      .count(Measure::released, amount)
      .on("2025-03-02");
}

testing::Telling fire(Story& story, const char* published) {
  return story.tell("Wire", published).by("East").act(Act::mortar).in("Arden").on("2025-03-03");
}

TEST(Changes, an_account_does_not_differ_from_itself) {
  Story story = small_world();
  story.incident({fire(story, "2025-03-04T10:00Z").id()});
  const Account account = story.as_known("2025-03-05");
  check(account, account, "");
}

TEST(Changes, days_that_go_by_are_no_change) {
  Story story = small_world();
  check(story.as_known("2025-03-10"), story.as_known("2025-03-20"), "");
}

TEST(Changes, a_deadline_passes_by_the_clock_alone) {
  Story story = small_world();
  release(story, "Wire", 1, "2025-03-02T10:00Z");
  const Account before = story.as_known("2025-03-04T00:00Z");
  const Account after = story.as_known("2025-03-04T00:00:01Z");
  check(before, after, "1.2 status: due soon → overdue\n");
  const Change change = changes(before, after).at(0);
  EXPECT_EQ(change.since, parse_instant("2025-03-04").value());
  EXPECT_EQ(causes_of(change, stood(before), stood(after), {}), std::vector<Cause>{Cause{}});
}

TEST(Changes, a_late_report_ends_what_was_overdue) {
  Story story = small_world();
  const Account before = story.as_known("2025-03-06");
  const Statement told = release(story, "Wire", 2, "2025-03-06T08:00Z").statement();
  const Account after = story.as_known("2025-03-07");
  const auto changed = changes(before, after);
  check(before, after, "1.2 status: overdue → fulfilled\n1.2 progress by Wire:  → 2 of 2\n");
  const std::vector<Statement> arrived{told};
  for (const Change& change : changed)
    EXPECT_EQ(causes_of(change, stood(before), stood(after), {.statements = arrived}),
              (std::vector<Cause>{{Cause::Kind::report, told.document.value, {told.id}}}));
}

TEST(Changes, a_report_in_company_is_named_alone_where_it_alone_bears) {
  Story story = small_world();
  const Account before = story.as_known("2025-03-03");
  std::vector<Statement> arrived;
  testing::Telling shot = fire(story, "2025-03-04T10:00Z");
  arrived.push_back(shot.statement());
  arrived.push_back(story.tell().act(Act::meeting).by("West").on("2025-03-03").statement());
  story.incident({shot.id()});
  const Account after = story.as_known("2025-03-03");
  check(before, after, "1.1 alleged: 0 → 1\n");
  EXPECT_EQ(causes_of(changes(before, after).at(0), stood(before), stood(after), {.statements = arrived}),
            (std::vector<Cause>{{Cause::Kind::report, arrived[0].document.value, {shot.id()}}}));
}

TEST(Changes, a_finding_is_counted_beside_what_was_alleged) {
  Story story = small_world();
  const auto incident = story.incident({fire(story, "2025-03-04T10:00Z").id()});
  const Account before = story.as_known("2025-03-05");
  const Finding finding = story.find(Question::breach, "1.1", incident, "breach", "2025-03-05");
  const Account after = story.as_known("2025-03-05");
  check(before, after, "1.1 found: 0 → 1\n1.4 found: 0 → 1\n");
  const std::vector<Finding> arrived{finding};
  EXPECT_EQ(causes_of(changes(before, after).at(0), stood(before), stood(after), {.findings = arrived}),
            (std::vector<Cause>{{Cause::Kind::finding, finding.id.value, {}}}));
}

TEST(Changes, what_is_withdrawn_is_named_with_its_withdrawal) {
  Story story = small_world();
  const auto told = fire(story, "2025-03-04T10:00Z").id();
  story.incident({told});
  const Account before = story.as_known("2025-03-05");
  story.retract(told);
  const Account after = story.as_known("2025-03-05");
  check(before, after, "1.1 alleged: 1 → 0\n");
  const std::vector<Amendment> arrived{
      {{99}, Amendment::Kind::retracted, told, {}, {}, "the desk"}};
  EXPECT_EQ(causes_of(changes(before, after).at(0), stood(before), stood(after), {.amendments = arrived}),
            (std::vector<Cause>{{Cause::Kind::withdrawal, 99, {told}}}));
}

TEST(Changes, a_clause_that_a_new_text_adds_is_a_change) {
  Story story = small_world();
  const Account before = story.as_known("2025-03-03");
  story.agreement().phases[0].clauses.erase(story.agreement().phases[0].clauses.begin());
  const Account after = story.as_known("2025-03-03");
  check(before, after, "1.1 clause: in the text → \n");
  check(after, before, "1.1 clause:  → in the text\n");
  EXPECT_EQ(causes_of(changes(before, after).at(0), stood(before), stood(after), {.agreement = 7}),
            (std::vector<Cause>{{Cause::Kind::agreement, 7, {}}}));
}

// ---- laws over small worlds ----

/// One record of a small world. What it refers to is a place in the world's list.
struct Item {
  enum class Kind { fire, release, trucks, retract, correct, find, declare };
  Kind kind = Kind::fire;
  std::string voice;
  std::string by;
  int day = 1;
  int amount = 1;
  std::size_t about = 0;        // retract, correct, find: a fire or release before it in the list
  std::size_t replacement = 0;  // correct
};
using World = std::vector<Item>;

bool is_told(const Item& item) { return item.kind <= Item::Kind::trucks; }

World random_world() {
  World world;
  const int length = *rc::gen::inRange(1, 12);
  for (int number = 0; number < length; ++number) {
    Item item;
    item.kind = static_cast<Item::Kind>(*rc::gen::inRange(0, 7));
    item.voice = *rc::gen::element<std::string>("East", "West", "Wire", "Post");
    item.by = *rc::gen::element<std::string>("East", "West");
    item.day = *rc::gen::inRange(1, 20);
    item.amount = *rc::gen::inRange(1, 3);
    std::vector<std::size_t> told;
    for (std::size_t at = 0; at < world.size(); ++at)
      if (is_told(world[at]) && world[at].kind != Item::Kind::trucks) told.push_back(at);
    if (!is_told(item)) {
      if (told.empty()) continue;
      item.about = *rc::gen::elementOf(told);
      item.replacement = *rc::gen::elementOf(told);
      if (item.kind == Item::Kind::correct && item.replacement == item.about) continue;
      if (item.kind == Item::Kind::find) item.about = told.front();
    }
    world.push_back(item);
  }
  return world;
}

/// The records of a world in an order of arrival.
class Arrivals {
 public:
  Arrivals(const World& world, const std::vector<std::size_t>& order)
      : world_(world), statement_of_(world.size()), incident_of_(world.size()) {
    for (const std::size_t at : order) arrive(at);
  }

  Account as_known(int day, const Viewpoint& viewpoint = {}) const {
    return account(agreement(), known(day), viewpoint);
  }
  std::vector<Account> as_known(int day, std::span<const Viewpoint> viewpoints) const {
    return accounts(agreement(), known(day), viewpoints);
  }

 private:
  static const Agreement& agreement() {
    static const Agreement agreement = agreement::parse(reference::kAgreement).agreement;
    return agreement;
  }

  Known known(int day) const {
    return {Instant{*parse_day("2025-03-01") + std::chrono::days{day}},
            documents_,
            statements_,
            incidents_,
            findings_,
            declarations_,
            amendments_,
            {}};
  }

  void arrive(std::size_t at) {
    const Item& item = world_[at];
    const Day day = *parse_day("2025-03-01") + std::chrono::days{item.day - 1};
    switch (item.kind) {
      case Item::Kind::fire:
      case Item::Kind::release:
      case Item::Kind::trucks:
        tell(at, day);
        return;
      case Item::Kind::retract:
        amendments_.push_back(
            {{++last_}, Amendment::Kind::retracted, statement_of_[item.about], {}, {}, "the desk"});
        return;
      case Item::Kind::correct:
        amendments_.push_back({{++last_},
                               Amendment::Kind::corrected,
                               statement_of_[item.about],
                               statement_of_[item.replacement],
                               {},
                               "the desk"});
        return;
      case Item::Kind::find:
        findings_.push_back({{++last_},
                             incident_of_[item.about],
                             "1.1",
                             Question::breach,
                             item.amount == 1 ? "breach" : "not_a_breach",
                             {},
                             {},
                             {},
                             "the commission",
                             *parse_day("2025-04-01") + std::chrono::days{at}});
        return;
      case Item::Kind::declare:
        declarations_.push_back({{++last_},
                                 item.amount == 1 ? "clause 1.2 waived" : "clause 1.2 fulfilled",
                                 item.by,
                                 *parse_day("2025-04-01") + std::chrono::days{at},
                                 {},
                                 "the desk"});
        return;
    }
  }

  void tell(std::size_t at, Day day) {
    const Item& item = world_[at];
    Document document;
    document.id = {++last_};
    document.publisher = item.voice;
    document.published = Instant{day + std::chrono::days{1}} + std::chrono::minutes{at};
    documents_.push_back(document);
    Statement statement;
    statement.id = {++last_};
    statement.document = document.id;
    statement.window = {day, day, false, Precision::day};
    statement.by = Mention{.name = item.by};
    if (item.kind == Item::Kind::fire) {
      statement.act = Act::mortar;
      statement.place = Place{.name = "Arden", .within = {"Valley"}};
    } else {
      const bool release = item.kind == Item::Kind::release;
      statement.measure = release ? Measure::released : Measure::trucks;
      if (release) statement.act = Act::release;
      if (release) statement.of = Mention{.name = "captives"};
      statement.figure = Figure{.low = item.amount * 4 - 3, .high = item.amount * 4 - 3};
    }
    statements_.push_back(statement);
    statement_of_[at] = statement.id;
    if (item.kind == Item::Kind::trucks) return;
    incident_of_[at] = {++last_};
    incidents_.push_back({incident_of_[at], {statement.id}});
  }

  const World& world_;
  std::uint64_t last_ = 0;
  std::vector<Id<Statement>> statement_of_;
  std::vector<Id<Incident>> incident_of_;
  std::vector<Document> documents_;
  std::vector<Statement> statements_;
  std::vector<Incident> incidents_;
  std::vector<Finding> findings_;
  std::vector<Declaration> declarations_;
  std::vector<Amendment> amendments_;
};

std::vector<std::size_t> as_listed(const World& world) {
  std::vector<std::size_t> order(world.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

/// Any order in which no record comes before one that it names: the store refuses those.
std::vector<std::size_t> random_arrival(const World& world) {
  std::vector<std::size_t> waiting = as_listed(world);
  std::vector<std::size_t> order;
  std::vector<bool> here(world.size(), false);
  const auto may_come = [&](std::size_t at) {
    const Item& item = world[at];
    if (is_told(item) || item.kind == Item::Kind::declare) return true;
    return here[item.about] && (item.kind != Item::Kind::correct || here[item.replacement]);
  };
  while (!waiting.empty()) {
    std::vector<std::size_t> ready;
    std::copy_if(waiting.begin(), waiting.end(), std::back_inserter(ready), may_come);
    const std::size_t next = *rc::gen::elementOf(ready);
    here[next] = true;
    order.push_back(next);
    std::erase(waiting, next);
  }
  return order;
}

template <class Assertion>
void holds(const char* law_in_words, Assertion asserted) {
  EXPECT_TRUE(rc::check(law_in_words, asserted));
}

// Two arrivals of the same records may differ in the ids that the log gives and in nothing else:
// shape_of() leaves out ids and known-at times and keeps every word, count, date and order.
TEST(Law, any_order_of_arrival_ends_in_one_account) {
  holds("reports, corrections, withdrawals, findings, declarations", [] {
    const World world = random_world();
    RC_ASSERT(testing::shape_of(Arrivals(world, random_arrival(world)).as_known(25)) ==
              testing::shape_of(Arrivals(world, as_listed(world)).as_known(25)));
  });
}

// Left out: `since`, which is compared only between two settled verdicts.
TEST(Law, what_changed_step_by_step_is_what_changed_at_last) {
  holds("each step begins where the one before ended", [] {
    const World world = random_world();
    const auto order = random_arrival(world);
    using Subject = std::tuple<Change::What, std::string, std::string>;
    std::map<Subject, std::pair<std::string, std::string>> walked;
    const Account first = Arrivals(world, {}).as_known(25);
    Account last = first;
    for (std::size_t length = 1; length <= order.size(); ++length) {
      const Account next = Arrivals(world, {order.begin(), order.begin() + length}).as_known(25);
      for (const Change& change : changes(last, next)) {
        const auto [at, fresh] = walked.try_emplace({change.what, change.ref, change.counter},
                                                    std::pair(change.was, change.now));
        if (fresh || change.what == Change::What::since) continue;
        RC_ASSERT(at->second.second == change.was);
        at->second.second = change.now;
      }
      last = next;
    }
    std::erase_if(walked, [](const auto& one) { return one.second.first == one.second.second; });
    std::erase_if(walked,
                  [](const auto& one) { return std::get<0>(one.first) == Change::What::since; });
    std::size_t whole = 0;
    for (const Change& change : changes(first, last)) {
      if (change.what == Change::What::since) continue;
      ++whole;
      RC_ASSERT(walked.contains({change.what, change.ref, change.counter}));
      RC_ASSERT(walked.at({change.what, change.ref, change.counter}) ==
                std::pair(change.was, change.now));
    }
    RC_ASSERT(whole == walked.size());
  });
}

TEST(Law, accounts_side_by_side_are_those_made_one_by_one) {
  std::vector<Viewpoint> viewpoints;
  for (const char* text : {"everyone", "party:East", "findings", "grade:claimed", "party:West",
                           "grade:reported", "grade:corroborated", "everyone"})
    viewpoints.push_back(*parse_viewpoint(text));
  holds("whatever stands beside it", [&] {
    const World world = random_world();
    const Arrivals arrivals(world, random_arrival(world));
    const auto together = arrivals.as_known(25, viewpoints);
    RC_ASSERT(together.size() == viewpoints.size());
    for (std::size_t at = 0; at < viewpoints.size(); ++at) {
      const Account alone = arrivals.as_known(25, viewpoints[at]);
      RC_ASSERT(together[at].viewpoint == viewpoints[at]);
      RC_ASSERT(testing::shape_of(together[at]) == testing::shape_of(alone));
      RC_ASSERT(changes(together[at], alone).empty());
      RC_ASSERT(together[at].unreviewed == alone.unreviewed);
    }
  });
}

}  // namespace
}  // namespace truce::monitor
