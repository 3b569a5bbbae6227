// SPDX-License-Identifier: Apache-2.0
// A ledger that learns record by record stands where an account of all the records does, whatever
// comes when, as of any moment and under any viewpoint.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <deque>
#include <map>

#include "monitor/monitor.h"
#include "monitor/shape.h"

namespace truce::monitor {
namespace {

/// Everything that a ledger keeps: prohibitions, counts, periods, lasting duties, grades, powers,
/// rules, consequences, populations, tallies, conditions on words said.
constexpr std::string_view kText = R"(agreement "Everything"
  in force 1 March 2025 00:00 UTC
  expires 1 June 2025

parties East, West
guarantor Midland
monitor Valley Mission
source East ministry speaks for East's side

area Valley also "Arden"

tally "Killed" counts people killed in Valley
population 5 captives is 2 living captives by 1.2 and 3 deceased captives by 1.3

phase 1 "All"
  begins at entry into force

  clause 1.1 "Fire ceases"
    East, West must not fire in Valley
    otherwise Midland must meet within 3 days

  clause 1.2 "Release"
    East must release 2 living captives to West within 72 hours of entry into force
    counting a person when the receiving side has him or her

  clause 1.3 "Remains"
    East must return 3 deceased captives to West
    counting one when it is identified

  clause 1.4 "Aid"
    West must admit at least 10 trucks into Valley each day
    counting a truck when it has crossed

  clause 1.5 "The road"
    West must keep the road open in Valley

  clause 1.6 "No raid"
    East, West must not fire in Valley
    counts only what is corroborated or better

  clause 1.7 "Pause"
    Midland may suspend 1.1, 1.4 for up to 10 days

  rule 1.8 "Escalation"
    when 2 or more breaches of 1.1 by one party in one area within 7 days
    then East must meet within 2 days

phase 2 "After"
  begins when all of
    clause 1.2 is fulfilled
    no breach of 1.1 is alleged for 7 days
    Midland states that the way is open

  clause 2.1 "Talks"
    East, West must meet within 14 days of the beginning of phase 2

amendment "More aid"
  in force 20 March 2025

  clause 1.4 "Aid"
    West must admit at least 12 trucks into Valley each day
    counting a truck when it has crossed
)";

const Agreement& agreement_read() {
  static const auto parsed = agreement::parse(kText);
  return parsed.agreement;
}

Instant instant(int day, int hour = 0) {
  return Instant{*parse_day("2025-03-01") + std::chrono::days{day}} + std::chrono::hours{hour};
}

/// A log of random records, each in a place of its own that stays, and the arrivals that it came
/// in.
class Log {
 public:
  explicit Log(int length) {
    for (int at = 0; at < length; ++at) {
      switch (*rc::gen::inRange(0, 12)) {
        case 0:
          amend(Amendment::Kind::retracted);
          break;
        case 1:
          amend(Amendment::Kind::corrected);
          break;
        case 2:
          find();
          break;
        case 3:
          declare();
          break;
        case 4:
          join();
          break;
        default:
          report();
      }
    }
  }

  const std::vector<Arrived>& arrivals() const { return arrivals_; }

  /// All of the first so many arrivals, as one.
  Known known(std::size_t count, Instant now) {
    now_ = {};
    std::map<Id<Statement>, Id<Incident>> place;
    for (const Arrived& arrived : std::span(arrivals_).first(count)) {
      append(now_.documents, arrived.documents);
      append(now_.statements, arrived.statements);
      append(now_.findings, arrived.findings);
      append(now_.declarations, arrived.declarations);
      append(now_.amendments, arrived.amendments);
      for (const Link& link : arrived.links)
        place[link.statement] =
            link.incident.value != 0 ? link.incident : Id<Incident>{link.id.value};
    }
    std::map<Id<Incident>, Incident> incidents;
    for (const auto& [statement, incident] : place) {
      incidents[incident].id = incident;
      incidents[incident].statements.push_back(statement);
    }
    for (auto& [id, incident] : incidents) now_.incidents.push_back(incident);
    return {now,           now_.documents,    now_.statements, now_.incidents,
            now_.findings, now_.declarations, now_.amendments, {}};
  }

 private:
  template <class T>
  static void append(std::vector<T>& to, std::span<const T> more) {
    to.insert(to.end(), more.begin(), more.end());
  }
  static std::string one_of(std::initializer_list<std::string> values) {
    return *rc::gen::elementOf(std::vector<std::string>(values));
  }
  Day some_day() { return *parse_day("2025-03-01") + std::chrono::days{*rc::gen::inRange(-2, 20)}; }

  template <class T>
  std::span<const T> keep(std::deque<T>& records, T record) {
    records.push_back(std::move(record));
    return {&records.back(), 1};
  }

  Statement statement(Id<Document> document) {
    Statement statement;
    statement.id = {++last_};
    statement.document = document;
    if (*rc::gen::inRange(0, 3) > 0)
      statement.speaker =
          Mention{.name = one_of({"East", "West", "East ministry", "medics", "Valley Mission"})};
    const Day day = some_day();
    statement.window = {day, day, false, Precision::day};
    statement.place = Place{.name = one_of({"Arden", "Brook"}), .within = {"Valley"}};
    if (*rc::gen::inRange(0, 4) > 0) statement.by = Mention{.name = one_of({"East", "West"})};
    switch (*rc::gen::inRange(0, 6)) {
      case 0:
      case 1:
        statement.act = Act::mortar;
        if (*rc::gen::inRange(0, 2) == 0) count(statement, Measure::killed, "people");
        break;
      case 2:
        statement.act = Act::release;
        count(statement, Measure::released, one_of({"living captives", "captives"}));
        statement.window.cumulative = *rc::gen::inRange(0, 2) == 0;
        break;
      case 3:
        count(statement, Measure::bodies_returned, "deceased captives");
        break;
      case 4:
        count(statement, Measure::trucks, "trucks");
        break;
      case 5:
        statement.kind =
            one_of({"fact", "denial"}) == "fact" ? StatementKind::fact : StatementKind::denial;
        statement.act = Act::crossing_opened;
        break;
    }
    statement.quote.text = one_of({"it was so", "the way is open", "phase 2 has begun"});
    if (statement.quote.text != "it was so" && *rc::gen::inRange(0, 2) == 0) {
      statement.act.reset();
      statement.measure.reset();
      statement.figure.reset();
      statement.kind = StatementKind::position;
      statement.speaker = Mention{.name = "Midland"};
    }
    return statement;
  }

  static void count(Statement& statement, Measure measure, std::string of) {
    const std::int64_t amount = *rc::gen::inRange(0, 13);
    statement.measure = measure;
    statement.figure = Figure{.low = amount, .high = amount};
    statement.of = Mention{.name = std::move(of)};
  }

  void report() {
    Document document;
    document.id = {++last_};
    document.publisher = one_of({"Wire", "Post", "Gazette"});
    document.published = instant(*rc::gen::inRange(0, 25), *rc::gen::inRange(0, 24));
    Arrived arrived{.documents = keep(documents_, document)};
    std::vector<Statement> statements;
    std::vector<Link> links;
    const int many = *rc::gen::inRange(1, 4);
    for (int at = 0; at < many; ++at) {
      statements.push_back(statement(document.id));
      if (at > 0 && statements.back().figure && *rc::gen::inRange(0, 2) == 0)
        statements.back().figure->part_of = 0;
    }
    for (const Statement& one : statements) {
      told_.push_back(one.id);
      if (*rc::gen::inRange(0, 4) > 0) links.push_back(link(one.id));
    }
    batches_.push_back(std::move(statements));
    arrived.statements = batches_.back();
    link_batches_.push_back(std::move(links));
    arrived.links = link_batches_.back();
    arrivals_.push_back(arrived);
  }

  /// To a new incident, or to one that there is or was.
  Link link(Id<Statement> statement) {
    Link link;
    link.id = {++last_};
    link.statement = statement;
    if (!incidents_.empty() && *rc::gen::inRange(0, 2) == 0)
      link.incident = *rc::gen::elementOf(incidents_);
    else
      incidents_.push_back({link.id.value});
    return link;
  }

  void join() {
    if (told_.empty()) return;
    arrivals_.push_back({.links = keep(links_, link(*rc::gen::elementOf(told_)))});
  }

  void amend(Amendment::Kind kind) {
    if (told_.empty()) return;
    Amendment amendment{{++last_}, kind, *rc::gen::elementOf(told_), {}, {}, "the desk"};
    if (kind == Amendment::Kind::corrected) amendment.replacement = *rc::gen::elementOf(told_);
    arrivals_.push_back({.amendments = keep(amendments_, amendment)});
  }

  void find() {
    const auto question =
        *rc::gen::element(Question::breach, Question::occurred, Question::responsible);
    Finding finding;
    finding.id = {++last_};
    if (!incidents_.empty() && *rc::gen::inRange(0, 4) > 0)
      finding.incident = *rc::gen::elementOf(incidents_);
    finding.clause = one_of({"1.1", "1.6", "1.2"});
    finding.question = question;
    finding.answer = question == Question::occurred      ? one_of({"yes", "no", "cannot_tell"})
                     : question == Question::responsible ? one_of({"East", "West"})
                                                         : one_of({"breach", "not_a_breach"});
    if (finding.clause == "1.2") finding.answer = one_of({"fulfilled", "not_fulfilled"});
    finding.by = "the commission";
    finding.on = some_day();
    arrivals_.push_back({.findings = keep(findings_, finding)});
  }

  void declare() {
    Declaration declaration{
        {++last_},
        one_of({"clause 1.2 fulfilled", "clause 1.5 fulfilled", "suspend 1.1 until 9 March 2025",
                "phase 2 has begun", "watch of Valley from 2 March 2025 until 8 March 2025",
                "rule 1.8 fulfilled", "clause 1.4 waived"}),
        one_of({"Midland", "East", "Valley Mission"}),
        some_day(),
        {},
        "the desk"};
    arrivals_.push_back({.declarations = keep(declarations_, declaration)});
  }

  struct All {
    std::vector<Document> documents;
    std::vector<Statement> statements;
    std::vector<Incident> incidents;
    std::vector<Finding> findings;
    std::vector<Declaration> declarations;
    std::vector<Amendment> amendments;
  };

  std::uint64_t last_ = 0;
  std::deque<Document> documents_;
  std::deque<std::vector<Statement>> batches_;
  std::deque<std::vector<Link>> link_batches_;
  std::deque<Link> links_;
  std::deque<Finding> findings_;
  std::deque<Declaration> declarations_;
  std::deque<Amendment> amendments_;
  std::vector<Id<Statement>> told_;
  std::vector<Id<Incident>> incidents_;
  std::vector<Arrived> arrivals_;
  All now_;
};

/// An account to the last id, in words: what shape_of() leaves out beside it.
std::string exactly(const Account& account) {
  std::string out = testing::shape_of(account);
  const auto ids = [&](const auto& list) {
    for (const auto id : list) out += fmt::format(" {}", id.value);
  };
  for (const Verdict& verdict : account.verdicts) {
    out += fmt::format("\n{} {} {} {}", verdict.clause, verdict.days_open,
                       verdict.since ? to_text(*verdict.since) : "",
                       verdict.due ? to_text(*verdict.due) : "");
    for (const Reason& reason : verdict.reasons) {
      out += "\n  " + reason.text;
      ids(reason.statements);
      ids(reason.incidents);
      ids(reason.findings);
      ids(reason.declarations);
    }
    for (const std::string& more : verdict.would_change) out += "\n  would change: " + more;
  }
  for (const IncidentSummary& incident : account.incidents) {
    out += fmt::format("\nincident {}:", incident.id.value);
    ids(incident.statements);
    ids(incident.findings);
  }
  for (const Tally& tally : account.tallies)
    for (const TallyLine& line : tally.lines)
      for (const TallyStep& step : line.steps) {
        out += fmt::format("\n{} {}:", tally.id, line.label);
        ids(step.statements);
      }
  return out + fmt::format("\n{} of {}", account.unreviewed, account.statements);
}

std::vector<Viewpoint> viewpoints() {
  std::vector<Viewpoint> all;
  for (const char* text : {"everyone", "party:East", "grade:reported", "findings", "party:West",
                           "grade:corroborated", "grade:observed"})
    all.push_back(*parse_viewpoint(text));
  return all;
}

template <class Assertion>
void holds(const char* law_in_words, Assertion asserted) {
  EXPECT_TRUE(rc::check(law_in_words, asserted));
}

TEST(Ledger, the_text_of_these_tests_is_sound) {
  const auto parsed = agreement::parse(kText);
  for (const Diagnostic& diagnostic : parsed.diagnostics) ADD_FAILURE() << diagnostic.message;
}

TEST(Ledger, learning_one_by_one_comes_to_the_account_of_all) {
  holds("after every record, under any viewpoint", [] {
    Log log(*rc::gen::inRange(1, 30));
    const Viewpoint viewpoint = *rc::gen::elementOf(viewpoints());
    const Instant now = instant(*rc::gen::inRange(0, 120));
    Ledger ledger(agreement_read(), viewpoint, now);
    for (std::size_t count = 1; count <= log.arrivals().size(); ++count) {
      ledger.learn(log.arrivals()[count - 1]);
      RC_ASSERT(exactly(ledger.account()) ==
                exactly(account(agreement_read(), log.known(count, now), viewpoint)));
    }
  });
}

TEST(Ledger, neither_the_clock_nor_the_viewpoint_leaves_a_trace) {
  holds("moments and viewpoints in any order, between records", [] {
    Log log(*rc::gen::inRange(1, 20));
    Ledger ledger(agreement_read(), {}, instant(0));
    Viewpoint viewpoint;
    Instant now = instant(0);
    for (std::size_t count = 1; count <= log.arrivals().size(); ++count) {
      ledger.learn(log.arrivals()[count - 1]);
      now = instant(*rc::gen::inRange(0, 120), *rc::gen::inRange(0, 24));
      ledger.move_to(now);
      if (*rc::gen::inRange(0, 2) == 0) {
        viewpoint = *rc::gen::elementOf(viewpoints());
        ledger.see_as(viewpoint);
      }
      RC_ASSERT(exactly(ledger.account()) ==
                exactly(account(agreement_read(), log.known(count, now), viewpoint)));
    }
  });
}

TEST(Ledger, the_course_is_the_account_without_its_lists) {
  holds("verdicts, phases and gate", [] {
    Log log(*rc::gen::inRange(1, 20));
    const Instant now = instant(*rc::gen::inRange(0, 40));
    Ledger ledger(agreement_read(), {}, log.known(log.arrivals().size(), now));
    const Account whole = ledger.account();
    const Account course = ledger.course();
    RC_ASSERT(changes(whole, course).empty());
    RC_ASSERT(course.incidents.empty());
    RC_ASSERT(course.verdicts.size() == whole.verdicts.size());
  });
}

// What a finding or a report does not bear on is the same object before and after.
TEST(Ledger, what_nothing_bears_on_is_not_made_anew) {
  rc::check("only the verdicts of one clause differ after a finding on it", [] {
    Log log(15);
    const Instant now = instant(30);
    Ledger ledger(agreement_read(), {}, log.known(log.arrivals().size(), now));
    const Account before = ledger.course();
    Finding finding;
    finding.id = {100000};
    finding.clause = "1.2";
    finding.question = Question::breach;
    finding.answer = "fulfilled";
    finding.by = "the commission";
    finding.on = *parse_day("2025-03-20");
    ledger.learn({.findings = {&finding, 1}});
    const Account after = ledger.course();
    for (std::size_t at = 0; at < before.verdicts.size(); ++at)
      if (before.verdicts[at]->clause == "1.4" || before.verdicts[at]->clause == "1.5")
        RC_ASSERT(before.verdicts[at].is(after.verdicts[at]));
  });
}

}  // namespace
}  // namespace truce::monitor
