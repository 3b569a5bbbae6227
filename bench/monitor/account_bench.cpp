// SPDX-License-Identifier: Apache-2.0
// How long one account takes: 100,000 statements, 30,000 incidents, 30 clauses; nine viewpoints
// side by side, against nine accounts one by one; and how long a ledger of all that takes to learn
// one thing more and to say what changed.
//
//     monitor_bench [statements] [rounds]
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <deque>
#include <string>
#include <vector>

#include "monitor/monitor.h"

namespace truce {
namespace {

using monitor::Ledger;

constexpr int kClauses = 30;

std::string agreement_text() {
  std::string text = R"(agreement "Bench"
  in force 1 March 2025 00:00 UTC

party East
party West
guarantor Midland
source East ministry speaks for East's side
source West staff speaks for West's side

area Valley

tally "Killed since entry into force" counts people killed in Valley

phase 1 "All"
  begins at entry into force
)";
  const char* const acts[] = {
      "East, West must not fire in Valley",
      "West must admit at least 600 trucks into Valley each day",
      "East must release 20 captives to West within 72 hours of entry into force",
      "West must withdraw its forces from Valley",
      "East, West must not advance beyond the old line in Valley"};
  for (int at = 1; at <= kClauses; ++at)
    text += fmt::format("\n  clause 1.{} \"Number {}\"\n    {}\n", at, at, acts[at % 5]);
  return text;
}

/// A small generator that gives the same world on every machine.
class Dice {
 public:
  std::uint64_t below(std::uint64_t bound) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return (state_ >> 33) % bound;
  }

 private:
  std::uint64_t state_ = 1;
};

struct Bench {
  std::vector<Document> documents;
  std::vector<Statement> statements;
  std::vector<Incident> incidents;
};

Statement statement_of(Dice& dice, std::uint64_t id, Id<Document> document, Day day) {
  static const char* const speakers[] = {"East ministry", "West staff", "East",
                                         "West",          "witnesses",  "medics"};
  Statement statement;
  statement.id = {id};
  statement.document = document;
  if (const auto who = dice.below(8); who < 6) statement.speaker = Mention{.name = speakers[who]};
  statement.quote.text = "an air strike hit a house in the east of the town, the ministry said";
  statement.by = Mention{.name = dice.below(2) == 0 ? "East" : "West"};
  statement.place = Place{.name = fmt::format("town {}", dice.below(200)), .within = {"Valley"}};
  statement.window = {day, day, false, Precision::day};
  statement.act = dice.below(2) == 0 ? Act::air_strike : Act::artillery;
  statement.measure = dice.below(3) == 0 ? Measure::trucks : Measure::killed;
  const auto count = static_cast<std::int64_t>(dice.below(30));
  statement.figure = Figure{.low = count, .high = count};
  statement.of = Mention{.name = "people"};
  return statement;
}

Bench world(std::size_t count) {
  Bench bench;
  Dice dice;
  const Day first = *parse_day("2025-03-01");
  std::uint64_t id = 0;
  for (std::size_t at = 0; at < count; ++at) {
    const Day day = first + std::chrono::days{at * 300 / count};
    if (at % 4 == 0) {
      Document document;
      document.id = {++id};
      document.publisher = fmt::format("Publisher {}", dice.below(40));
      document.published = Instant{day} + std::chrono::minutes{dice.below(1440)};
      bench.documents.push_back(std::move(document));
    }
    bench.statements.push_back(statement_of(dice, ++id, bench.documents.back().id, day));
    if (at % 10 < 3) bench.incidents.push_back({{++id}, {}});
    bench
        .incidents[bench.incidents.size() - 1 -
                   dice.below(std::min<std::size_t>(3, bench.incidents.size()))]
        .statements.push_back(bench.statements.back().id);
  }
  return bench;
}

std::vector<Viewpoint> viewpoints() {
  std::vector<Viewpoint> all;
  for (const char* text :
       {"everyone", "party:East", "party:West", "grade:claimed", "grade:reported",
        "grade:corroborated", "grade:acknowledged", "grade:observed", "findings"})
    all.push_back(*parse_viewpoint(text));
  return all;
}

/// Sorted milliseconds of so many rounds, in processor time: a busy machine changes them little.
template <class Work>
std::vector<double> timed(int rounds, Work work) {
  std::vector<double> milliseconds;
  for (int round = 0; round < rounds; ++round) {
    const std::clock_t begin = std::clock();
    work();
    milliseconds.push_back(1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  return milliseconds;
}

void print(const char* what, std::vector<double> milliseconds) {
  std::sort(milliseconds.begin(), milliseconds.end());
  fmt::print("{:<42} median {:7.3f} ms, 99 of 100 {:7.3f} ms\n", what,
             milliseconds[milliseconds.size() / 2], milliseconds[milliseconds.size() * 99 / 100]);
}

/// Learns things one by one that lie anywhere in 300 days, and takes what changed each time.
class Learning {
 public:
  Learning(const Agreement& agreement, const Known& known)
      : known_(known), ledger_(agreement, {}, known), account_(ledger_.course()) {
    last_ = known.statements.back().id.value + known.incidents.size() + 2;
  }

  void time(int rounds) {
    std::vector<double> reports, withdrawals, merges, findings, clock, days;
    for (int round = 0; round < rounds; ++round) {
      reports.push_back(timed_change([&] { report(); }));
      withdrawals.push_back(timed_change([&] { withdraw(); }));
      merges.push_back(timed_change([&] { merge(); }));
      findings.push_back(timed_change([&] { find(); }));
      clock.push_back(timed_change([&] { ledger_.move_to(now_ += std::chrono::minutes{1}); }));
    }
    for (int round = 0; round < rounds / 10; ++round)
      days.push_back(timed_change([&] { ledger_.move_to(now_ += std::chrono::days{1}); }));
    print("one more report, on any of 300 days", reports);
    print("a withdrawal", withdrawals);
    print("a statement put to another incident", merges);
    print("a finding", findings);
    print("a minute goes by", clock);
    print("a day goes by", days);
    fmt::print("{} changes\n", changes_);
  }

 private:
  template <class Learn>
  double timed_change(Learn learn) {
    const auto begin = std::chrono::steady_clock::now();
    learn();
    Account after = ledger_.course();
    changes_ += monitor::changes(account_, after).size();
    account_ = std::move(after);
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
        .count();
  }

  Id<Statement> any_statement() {
    return known_.statements[dice_.below(known_.statements.size())].id;
  }
  Id<Incident> any_incident() { return known_.incidents[dice_.below(known_.incidents.size())].id; }

  void report() {
    const Day day = *parse_day("2025-03-01") + std::chrono::days{dice_.below(300)};
    Document& document = documents_.emplace_back();
    document.id = {++last_};
    document.publisher = "Publisher 7";
    document.published = Instant{day};
    Statement& statement = statements_.emplace_back(statement_of(dice_, ++last_, document.id, day));
    Link& link = links_.emplace_back();
    link.id = {++last_};
    link.statement = statement.id;
    if (dice_.below(3) > 0) link.incident = any_incident();
    ledger_.learn(
        {.documents = {&document, 1}, .statements = {&statement, 1}, .links = {&link, 1}});
  }

  void withdraw() {
    Amendment& amendment = amendments_.emplace_back();
    amendment = {{++last_}, Amendment::Kind::retracted, any_statement(), {}, {}, "the desk"};
    ledger_.learn({.amendments = {&amendment, 1}});
  }

  void merge() {
    Link& link = links_.emplace_back();
    link.id = {++last_};
    link.statement = any_statement();
    link.incident = any_incident();
    ledger_.learn({.links = {&link, 1}});
  }

  void find() {
    Finding& finding = findings_.emplace_back();
    finding.id = {++last_};
    finding.incident = any_incident();
    finding.clause = "1.5";
    finding.question = Question::breach;
    finding.answer = "breach";
    finding.by = "the commission";
    finding.on = *parse_day("2025-12-30");
    ledger_.learn({.findings = {&finding, 1}});
  }

  const Known& known_;
  Ledger ledger_;
  Account account_;
  Instant now_ = known_.as_known;
  Dice dice_;
  std::uint64_t last_ = 0;
  std::size_t changes_ = 0;
  std::deque<Document> documents_;
  std::deque<Statement> statements_;
  std::deque<Link> links_;
  std::deque<Amendment> amendments_;
  std::deque<Finding> findings_;
};

int run(std::size_t count, int rounds) {
  const auto parsed = agreement::parse(agreement_text());
  const Bench bench = world(count);
  const Known known{*parse_instant("2026-01-01"),
                    bench.documents,
                    bench.statements,
                    bench.incidents,
                    {},
                    {},
                    {},
                    {}};
  std::size_t seen = 0;
  const auto one = timed(
      rounds, [&] { seen += monitor::account(parsed.agreement, known, {}).incidents.size(); });
  fmt::print("{} statements, {} incidents, {} clauses: median {:.1f} ms, worst {:.1f} ms\n",
             bench.statements.size(), bench.incidents.size(), kClauses, one[one.size() / 2],
             one.back());
  const auto asked = viewpoints();
  const auto apart = timed(rounds, [&] {
    for (const Viewpoint& viewpoint : asked)
      seen += monitor::account(parsed.agreement, known, viewpoint).incidents.size();
  });
  const auto together =
      timed(rounds, [&] { seen += monitor::accounts(parsed.agreement, known, asked).size(); });
  fmt::print("{} viewpoints: one by one {:.1f} ms, side by side {:.1f} ms\n", asked.size(),
             apart[apart.size() / 2], together[together.size() / 2]);
  Learning(parsed.agreement, known).time(200);
  return seen == 0 ? 1 : 0;
}

}  // namespace
}  // namespace truce

int main(int argc, char** argv) {
  const std::size_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 100000;
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 9;
  return truce::run(std::max<std::size_t>(count, 1), std::max(rounds, 1));
}
