// SPDX-License-Identifier: Apache-2.0
// Every small world, and many random ones, must come to the same in the monitor and in the
// reference; and the laws that hold of any world.
#include "monitor/reference.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "monitor/explanation_check.h"
#include "monitor/monitor.h"
#include "monitor/shape.h"

namespace truce::monitor {
namespace {

using reference::Answers;
using reference::Happening;
using History = std::vector<Happening>;

const Day kFirst = *parse_day("2025-03-01");

const Agreement& small_agreement() {
  static const Agreement agreement = agreement::parse(reference::kAgreement).agreement;
  return agreement;
}

/// The records of a history, in the order in which they arrived.
class Records {
 public:
  Records(const History& history, const std::vector<std::size_t>& arrival) {
    std::map<int, std::size_t> incidents;
    for (const std::size_t at : arrival) add(history[at], incidents);
  }

  Known known(int day) const {
    return {Instant{kFirst + std::chrono::days{day - 1}} + std::chrono::hours{12},
            documents_,
            statements_,
            incidents_,
            findings_,
            {},
            {},
            {}};
  }
  Account as_known(int day) const { return account(small_agreement(), known(day), {}); }

 private:
  void add(const Happening& one, std::map<int, std::size_t>& incidents) {
    Document document;
    document.id = {++last_id_};
    document.publisher = one.voice;
    document.published =
        Instant{kFirst + std::chrono::days{one.day}} + std::chrono::minutes{one.published};
    documents_.push_back(document);
    statements_.push_back(statement_of(one, document.id));
    if (one.act == Happening::Act::trucks) return;
    const auto [place, fresh] = incidents.try_emplace(one.incident, incidents_.size());
    if (fresh) incidents_.push_back({{++last_id_}, {}});
    Incident& incident = incidents_[place->second];
    incident.statements.push_back(statements_.back().id);
    const bool known_already =
        std::any_of(findings_.begin(), findings_.end(),
                    [&](const Finding& finding) { return finding.incident == incident.id; });
    if (one.found && !known_already)
      findings_.push_back({{++last_id_},
                           incident.id,
                           "1.1",
                           Question::breach,
                           "breach",
                           {},
                           {},
                           {},
                           "the commission",
                           kFirst});
  }

  Statement statement_of(const Happening& one, Id<Document> document) {
    const Day day = kFirst + std::chrono::days{one.day - 1};
    Statement statement;
    statement.id = {++last_id_};
    statement.document = document;
    statement.window = {day, day, false, Precision::day};
    if (!one.by.empty()) statement.by = Mention{.name = one.by};
    if (one.act == Happening::Act::fire) {
      statement.act = Act::mortar;
      statement.place = one.in_valley ? Place{.name = "Arden", .within = {"Valley"}}
                                      : Place{.name = "Far", .within = {"Elsewhere"}};
      return statement;
    }
    const bool release = one.act == Happening::Act::release;
    statement.measure = release ? Measure::released : Measure::trucks;
    if (release) statement.act = Act::release;
    if (release) statement.of = Mention{.name = "captives"};
    statement.figure = Figure{.low = one.amount, .high = one.amount};
    return statement;
  }

  std::uint64_t last_id_ = 0;
  std::vector<Document> documents_;
  std::vector<Statement> statements_;
  std::vector<Incident> incidents_;
  std::vector<Finding> findings_;
};

std::vector<std::size_t> as_written(const History& history) {
  std::vector<std::size_t> order(history.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

Answers answers_of(const Account& account) {
  Answers answers;
  for (const Verdict& verdict : account.verdicts) {
    if (verdict.clause == "1.1") {
      answers.alleged = static_cast<int>(verdict.alleged_incidents);
      answers.found = static_cast<int>(verdict.found);
    }
    if (verdict.clause == "1.2") {
      answers.release = to_text(verdict.status);
      for (const Progress& progress : verdict.progress)
        answers.released[progress.counter.name] = static_cast<int>(progress.low.value_or(0));
    }
    for (const Periods& periods : verdict.periods)
      answers.trucks[periods.counter.name] = {static_cast<int>(periods.told),
                                              static_cast<int>(periods.short_of)};
    if (verdict.clause == "1.4") answers.escalated = verdict.state == VerdictState::open;
  }
  return answers;
}

/// What can happen in an exhaustive world, but for its day.
std::vector<Happening> alphabet() {
  std::vector<Happening> all;
  for (const char* by : {"East", "West"})
    for (const bool in_valley : {true, false})
      for (const bool found : {true, false})
        all.push_back({.act = Happening::Act::fire,
                       .by = by,
                       .voice = "Wire",
                       .in_valley = in_valley,
                       .found = found});
  for (const char* voice : {"East", "West", "Wire"})
    for (const int amount : {1, 2})
      all.push_back(
          {.act = Happening::Act::release, .by = "East", .voice = voice, .amount = amount});
  for (const int amount : {5, 15})
    all.push_back({.act = Happening::Act::trucks, .by = "West", .voice = "Wire", .amount = amount});
  return all;
}

TEST(Reference, the_small_agreement_has_no_mistakes) {
  EXPECT_TRUE(agreement::parse(reference::kAgreement).ok());
}

// 2 and 3 are before the deadline, 5 after it, and 5 to 12 is just no longer within seven days.
TEST(Reference, every_small_world_comes_to_the_same_in_both) {
  const auto letters = alphabet();
  const int days[] = {3, 5, 12};
  const std::size_t count = letters.size();
  for (std::size_t code = 0; code < count * count * count; ++code) {
    History history;
    std::size_t rest = code;
    for (int place = 0; place < 3; ++place, rest /= count) {
      Happening one = letters[rest % count];
      one.day = days[place];
      one.incident = place;
      one.published = place;
      history.push_back(one);
    }
    const Answers slow = reference::answers(history, 13);
    const Answers fast = answers_of(Records(history, as_written(history)).as_known(13));
    ASSERT_EQ(to_text(fast), to_text(slow)) << "world " << code;
  }
}

Happening random_happening(int number) {
  const auto letters = alphabet();
  Happening one = *rc::gen::elementOf(letters);
  one.voice = *rc::gen::element<std::string>("East", "West", "Wire", "Post");
  one.day = *rc::gen::inRange(1, 20);
  one.amount = *rc::gen::inRange(0, 20);
  if (one.act == Happening::Act::release) one.amount = *rc::gen::inRange(1, 3);
  one.incident = number;
  one.published = number;
  return one;
}

/// Some happenings tell again of an incident told before.
History random_history() {
  History history;
  const int length = *rc::gen::inRange(0, 12);
  for (int number = 0; number < length; ++number) {
    Happening one = random_happening(number);
    if (!history.empty() && *rc::gen::inRange(0, 3) == 0) {
      const Happening& earlier = *rc::gen::elementOf(history);
      if (earlier.act != Happening::Act::trucks) {
        const std::string voice = one.voice;
        one = earlier;
        one.voice = voice;
        if (one.act == Happening::Act::release) one.amount = *rc::gen::inRange(1, 3);
        one.published = number;
      }
    }
    history.push_back(one);
  }
  return history;
}

std::vector<std::size_t> random_arrival(const History& history) {
  auto order = as_written(history);
  for (std::size_t at = order.size(); at > 1; --at)
    std::swap(order[at - 1], order[*rc::gen::inRange<std::size_t>(0, at)]);
  return order;
}

template <class Law>
void holds(const char* law_in_words, Law law) {
  EXPECT_TRUE(rc::check(law_in_words, law));
}

TEST(Law, random_worlds_come_to_the_same_in_both) {
  holds("both monitors agree", [] {
    const History history = random_history();
    const int today = *rc::gen::inRange(20, 30);
    RC_ASSERT(to_text(answers_of(Records(history, random_arrival(history)).as_known(today))) ==
              to_text(reference::answers(history, today)));
  });
}

TEST(Law, every_explanation_of_a_random_world_holds) {
  holds("each reason is true of the records that it cites", [] {
    const History history = random_history();
    const Records records(history, random_arrival(history));
    const int today = *rc::gen::inRange(2, 30);
    const Viewpoint viewpoint = *parse_viewpoint(
        *rc::gen::element<std::string>("everyone", "party:East", "party:West", "findings"));
    const Known known = records.known(today);
    const auto wrong =
        testing::wrong_in(small_agreement(), known, account(small_agreement(), known, viewpoint));
    RC_ASSERT(wrong == std::vector<std::string>{});
  });
}

TEST(Law, the_last_word_does_not_depend_on_the_order_of_arrival) {
  holds("any arrival, one account", [] {
    const History history = random_history();
    RC_ASSERT(testing::shape_of(Records(history, random_arrival(history)).as_known(25)) ==
              testing::shape_of(Records(history, as_written(history)).as_known(25)));
  });
}

TEST(Law, an_incident_elsewhere_changes_no_verdict) {
  holds("fire far away is no matter of this agreement", [] {
    History history = random_history();
    const Answers before = answers_of(Records(history, as_written(history)).as_known(25));
    Happening far{.act = Happening::Act::fire, .by = "East", .voice = "Wire", .in_valley = false};
    far.day = *rc::gen::inRange(1, 20);
    far.incident = 1000;
    far.published = 1000;
    history.push_back(far);
    RC_ASSERT(before == answers_of(Records(history, as_written(history)).as_known(25)));
  });
}

// East and West swapped in what is told leaves every count where it was, under the other name.
TEST(Law, nobody_gains_by_their_name) {
  holds("alleged, found and told stay the same", [] {
    History history = random_history();
    std::erase_if(history, [](const Happening& one) { return one.act != Happening::Act::fire; });
    History swapped = history;
    for (Happening& one : swapped) {
      for (std::string* name : {&one.by, &one.voice})
        *name = *name == "East" ? "West" : *name == "West" ? "East" : *name;
    }
    const Answers here = answers_of(Records(history, as_written(history)).as_known(25));
    const Answers there = answers_of(Records(swapped, as_written(swapped)).as_known(25));
    RC_ASSERT(here == there);
  });
}

}  // namespace
}  // namespace truce::monitor
