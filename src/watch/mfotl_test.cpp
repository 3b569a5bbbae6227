// SPDX-License-Identifier: Apache-2.0
// Exported formulas are read again and evaluated by the book, in the slowest way, over the exported
// log; what they find must be what the watch finds.
#include "watch/mfotl.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <random>
#include <set>
#include <sstream>

#include "base/file.h"
#include "watch/log.h"

namespace truce::watch {
namespace {

// ---- Formulas

/// Variables with values.
using Row = std::map<std::string, std::string>;
using Rows = std::set<Row>;

struct Formula;
using FormulaPtr = std::unique_ptr<Formula>;

struct Formula {
  enum class Is { atom, both, negation, exists, once, eventually, since, aggregate, greater };
  Is is = Is::atom;
  std::string name;                    // atom: predicate; aggregate: SUM or CNT; greater: variable
  std::string result;                  // aggregate
  std::vector<std::string> variables;  // atom, exists; aggregate: the groups
  std::string counted;                 // aggregate
  std::int64_t number = 0;             // greater; the interval's end, -1 for none
  FormulaPtr left;
  FormulaPtr right;
};

/// Reads what to_mfotl() writes; a failure of the test names what it cannot read.
class FormulaReader {
 public:
  explicit FormulaReader(const std::string& text) {
    std::string word;
    const auto end_word = [&] {
      if (!word.empty()) tokens_.push_back(std::exchange(word, {}));
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
      const char byte = text[at];
      if (std::isalnum(static_cast<unsigned char>(byte)) != 0 || byte == '_') {
        word += byte;
        continue;
      }
      end_word();
      if (byte == '<') ++at;  // "<-"
      if (byte != ' ') tokens_.emplace_back(1, byte);
    }
    end_word();
  }

  FormulaPtr read() {
    FormulaPtr formula = read_since();
    EXPECT_EQ(at_, tokens_.size()) << "something is left";
    return formula;
  }

 private:
  const std::string& peek(std::size_t ahead = 0) const {
    static const std::string end = "the end";
    return at_ + ahead < tokens_.size() ? tokens_[at_ + ahead] : end;
  }
  bool take(const std::string& token) {
    if (peek() != token) return false;
    ++at_;
    return true;
  }
  void expect(const std::string& token) { EXPECT_TRUE(take(token)) << token << ", not " << peek(); }
  std::string next() { return at_ < tokens_.size() ? tokens_[at_++] : "the end"; }

  static FormulaPtr make(Formula::Is is, FormulaPtr left = {}, FormulaPtr right = {}) {
    auto formula = std::make_unique<Formula>();
    formula->is = is;
    formula->left = std::move(left);
    formula->right = std::move(right);
    return formula;
  }

  std::int64_t read_interval() {
    expect("[");
    expect("0");
    expect(",");
    const std::int64_t end = peek() == "*" ? (next(), -1) : std::stoll(next());
    expect("]");
    return end;
  }

  FormulaPtr read_since() {
    FormulaPtr left = read_conjunction();
    if (!take("SINCE")) return left;
    const std::int64_t end = read_interval();
    FormulaPtr since = make(Formula::Is::since, std::move(left), read_conjunction());
    since->number = end;
    return since;
  }

  FormulaPtr read_conjunction() {
    FormulaPtr formula = read_unit();
    while (take("AND")) formula = make(Formula::Is::both, std::move(formula), read_unit());
    return formula;
  }

  FormulaPtr read_unit() {
    if (take("(")) {
      FormulaPtr formula = read_since();
      expect(")");
      return formula;
    }
    if (take("NOT")) return make(Formula::Is::negation, read_unit());
    for (const auto& [word, is] :
         {std::pair{"ONCE", Formula::Is::once}, std::pair{"EVENTUALLY", Formula::Is::eventually}})
      if (take(word)) {
        const std::int64_t end = read_interval();
        FormulaPtr formula = make(is, read_unit());
        formula->number = end;
        return formula;
      }
    if (take("EXISTS")) {
      std::vector<std::string> variables = read_variables();
      expect(".");
      FormulaPtr formula = make(Formula::Is::exists, read_unit());
      formula->variables = std::move(variables);
      return formula;
    }
    if (peek(1) == "<") return read_aggregate();
    FormulaPtr formula = make(Formula::Is::atom);
    formula->name = next();
    if (take(">")) {
      formula->is = Formula::Is::greater;
      formula->number = std::stoll(next());
      return formula;
    }
    expect("(");
    formula->variables = read_variables();
    expect(")");
    return formula;
  }

  FormulaPtr read_aggregate() {
    FormulaPtr formula = make(Formula::Is::aggregate);
    formula->result = next();
    expect("<");
    formula->name = next();
    formula->counted = next();
    if (take(";")) formula->variables = read_variables();
    formula->left = read_unit();
    return formula;
  }

  std::vector<std::string> read_variables() {
    std::vector<std::string> variables;
    do variables.push_back(next());
    while (take(","));
    return variables;
  }

  std::vector<std::string> tokens_;
  std::size_t at_ = 0;
};

// ---- Evaluation

struct TimePoint {
  std::int64_t time = 0;
  std::vector<std::pair<std::string, std::vector<std::string>>> events;
};

/// Reads a log of lines "@time event (value,…) event (value,…)".
std::vector<TimePoint> time_points_in(const std::string& log) {
  std::vector<TimePoint> points;
  std::istringstream lines(log);
  for (std::string line; std::getline(lines, line);) {
    TimePoint& point = points.emplace_back();
    std::istringstream words(line.substr(1));
    words >> point.time;
    for (std::string name, values; words >> name && std::getline(words, values, ')');) {
      point.events.push_back({name, {}});
      std::istringstream pieces(values.substr(values.find('(') + 1));
      for (std::string value; std::getline(pieces, value, ',');)
        point.events.back().second.push_back(value);
    }
  }
  return points;
}

bool agree(const Row& left, const Row& right) {
  return std::all_of(left.begin(), left.end(), [&](const auto& entry) {
    const auto other = right.find(entry.first);
    return other == right.end() || other->second == entry.second;
  });
}

class Evaluation {
 public:
  explicit Evaluation(const std::vector<TimePoint>& points) : points_(points) {}

  /// The rows that satisfy a formula at a time-point.
  Rows rows(const Formula& formula, std::size_t at) const {
    switch (formula.is) {
      case Formula::Is::atom:
        return events(formula, at);
      case Formula::Is::both:
        return both(formula, at);
      case Formula::Is::exists:
        return without(rows(*formula.left, at), formula.variables);
      case Formula::Is::once:
        return past(nullptr, *formula.left, formula.number, at);
      case Formula::Is::since:
        EXPECT_EQ(formula.left->is, Formula::Is::negation);
        return past(formula.left->left.get(), *formula.right, formula.number, at);
      case Formula::Is::eventually: {
        Rows found;
        for (std::size_t later = at; later < points_.size(); ++later)
          if (points_[later].time - points_[at].time <= formula.number)
            found.merge(rows(*formula.left, later));
        return found;
      }
      case Formula::Is::aggregate:
        return aggregate(formula, at);
      case Formula::Is::negation:
      case Formula::Is::greater:
        break;
    }
    ADD_FAILURE() << "this stands only beside what binds its variables";
    return {};
  }

 private:
  Rows events(const Formula& formula, std::size_t at) const {
    Rows found;
    for (const auto& [name, values] : points_[at].events) {
      if (name != formula.name) continue;
      Row row;
      for (std::size_t field = 0; field < values.size(); ++field)
        row[formula.variables.at(field)] = values[field];
      found.insert(row);
    }
    return found;
  }

  Rows both(const Formula& formula, std::size_t at) const {
    const Rows left = rows(*formula.left, at);
    Rows found;
    if (left.empty()) return found;
    const Formula& right = *formula.right;
    if (right.is == Formula::Is::greater) {
      for (const Row& row : left)
        if (std::stoll(row.at(right.name)) > right.number) found.insert(row);
      return found;
    }
    const bool is_negated = right.is == Formula::Is::negation;
    const Rows others = rows(is_negated ? *right.left : right, at);
    for (const Row& row : left) {
      bool any = false;
      for (const Row& other : others) {
        if (!agree(row, other)) continue;
        any = true;
        if (is_negated) break;
        Row joined = row;
        joined.insert(other.begin(), other.end());
        found.insert(joined);
      }
      if (is_negated && !any) found.insert(row);
    }
    return found;
  }

  static Rows without(const Rows& rows, const std::vector<std::string>& variables) {
    Rows found;
    for (Row row : rows) {
      for (const std::string& variable : variables) row.erase(variable);
      found.insert(row);
    }
    return found;
  }

  /// What was at some point no further back than `end`, and after which `undone` was not.
  Rows past(const Formula* undone, const Formula& formula, std::int64_t end, std::size_t at) const {
    Rows found;
    for (std::size_t then = 0; then <= at; ++then) {
      if (end >= 0 && points_[at].time - points_[then].time > end) continue;
      for (const Row& row : rows(formula, then)) {
        bool holds = true;
        for (std::size_t since = then + 1; undone != nullptr && since <= at; ++since)
          for (const Row& other : rows(*undone, since)) holds &= !agree(row, other);
        if (holds) found.insert(row);
      }
    }
    return found;
  }

  Rows aggregate(const Formula& formula, std::size_t at) const {
    std::map<Row, std::int64_t> sums;
    for (const Row& row : rows(*formula.left, at)) {
      Row group;
      for (const std::string& variable : formula.variables) group[variable] = row.at(variable);
      sums[group] += formula.name == "CNT" ? 1 : std::stoll(row.at(formula.counted));
    }
    Rows found;
    for (auto [group, sum] : sums) {
      Row row = group;
      row[formula.result] = std::to_string(sum);
      found.insert(row);
    }
    return found;
  }

  const std::vector<TimePoint>& points_;
};

// ---- The two side by side

std::string number_text(Value value) { return std::to_string(value); }

/// Violations as "time: values, …": of an event its fields, of a count its key and the count.
using Violations = std::set<std::string>;

std::string violation(Seconds time, std::multiset<std::string> values) {
  return fmt::format("{}: {}", time, fmt::join(values, ", "));
}

Violations by_formula(const std::string& text, const std::string& log) {
  const std::vector<TimePoint> points = time_points_in(log);
  const FormulaPtr formula = FormulaReader(text).read();
  const Evaluation evaluation(points);
  Violations violations;
  for (std::size_t at = 0; at < points.size(); ++at)
    for (const Row& row : evaluation.rows(*formula, at)) {
      std::multiset<std::string> values;
      for (const auto& [variable, value] : row) values.insert(value);
      violations.insert(violation(points[at].time, values));
    }
  return violations;
}

/// What the watch says of all reports together; as for the monitors, what is still open at the end
/// of the log is not done.
Violations by_watch(const Agreement& agreement, const EventRule& rule, std::uint32_t place,
                    const std::vector<Report>& reports) {
  Watch watch(compile(agreement));
  std::vector<Change> changes;
  for (const Report& report : reports) watch.take(report, changes);
  Violations violations;
  for (const Report& report : reports) {
    const EventKind& kind = agreement.event_kinds[report.kind];
    if (kind.name != rule.event) continue;
    const auto verdict = watch.verdict(place, report);
    if (!verdict || verdict->now == State::fulfilled) continue;
    std::multiset<std::string> values;
    for (std::size_t field = 0; field < kind.fields.size(); ++field) {
      const bool is_key =
          std::find(rule.same.begin(), rule.same.end(), kind.fields[field]) != rule.same.end();
      if (rule.form != EventRule::Form::bounded || is_key)
        values.insert(number_text(report.values[field]));
    }
    if (rule.form == EventRule::Form::bounded) values.insert(number_text(verdict->worst));
    violations.insert(violation(report.earliest, values));
  }
  return violations;
}

constexpr const char* kRules = R"(agreement "Made up"
  in force 1 January 1970 UTC
party North
event entry with vehicle, zone, number
event permit with zone, vehicle, clerk
event revoke with vehicle, zone
event start with zone
phase 1 "Watch"
  begins at entry into force
  rule 1.1 "Followed"
    every entry must be followed by permit with the same vehicle within 1 minute
  rule 1.2 "Followed by any"
    every entry must be followed by permit within 1 minute
  rule 1.3 "Preceded"
    every entry must be preceded by permit with the same vehicle, zone within 1 minute
  rule 1.4 "Preceded at any time"
    every entry must be preceded by permit with the same zone
  rule 1.5 "Preceded and not revoked"
    every entry must be preceded by permit with the same vehicle within 2 minutes unless revoke came since
  rule 1.6 "Preceded by any and not revoked"
    every entry must be preceded by permit within 2 minutes unless revoke came since
  rule 1.7 "Summed"
    the sum of number of entry with the same zone within 1 minute must not exceed 12
  rule 1.8 "Summed everywhere"
    the sum of number of entry within 1 minute must not exceed 20
  rule 1.9 "Counted since"
    the number of entry with the same zone since start must not exceed 1
  rule 1.10 "Counted since, within"
    the number of entry with the same zone since start within 1 minute must not exceed 1
  rule 1.11 "Counted for ever"
    the number of permit with the same vehicle must not exceed 2
)";

std::vector<Report> random_reports(std::uint64_t seed) {
  std::mt19937_64 engine(seed);
  const auto below = [&](std::uint64_t count) { return static_cast<Value>(engine() % count); };
  std::vector<Report> reports;
  for (std::uint32_t id = 1; id <= 14; ++id) {
    Report report;
    report.id = id;
    report.kind = static_cast<std::uint16_t>(below(4));
    report.earliest = report.latest = below(12) * 20;
    const auto number = static_cast<Value>(id);  // so that no two have all values in common
    if (report.kind == 0) report.values = {below(2), below(2), number};
    if (report.kind == 1) report.values = {below(2), below(2), number};
    if (report.kind == 2) report.values = {below(2), below(2)};
    if (report.kind == 3) report.values = {below(2)};
    reports.push_back(report);
  }
  return reports;
}

TEST(Mfotl, AFormulaIsTrueOfWhatTheWatchFindsViolated) {
  const agreement::Parsed parsed = agreement::parse(kRules);
  ASSERT_TRUE(parsed.ok());
  const Texts texts;
  std::map<std::string, std::size_t> found;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const EventLog log{random_reports(seed), texts};
    const auto mfotl = to_mfotl(parsed.agreement, kRules, &log);
    ASSERT_TRUE(mfotl) << mfotl.error().message;
    ASSERT_TRUE(mfotl->refusals.empty()) << mfotl->refusals.front().message;
    const auto& rules = parsed.agreement.phases.front().rules;
    ASSERT_EQ(mfotl->formulas.size(), rules.size());
    for (std::uint32_t at = 0; at < rules.size(); ++at) {
      const std::string& formula = mfotl->formulas[at].text;
      const Violations ours = by_watch(parsed.agreement, *rules[at].events, at, log.reports);
      ASSERT_EQ(by_formula(formula, mfotl->log), ours) << "seed " << seed << "\n"
                                                       << formula << "\n"
                                                       << mfotl->log;
      found[rules[at].ref] += ours.size();
    }
  }
  EXPECT_EQ(found.size(), 11U);
  for (const auto& [rule, violations] : found)
    EXPECT_GT(violations, 10U) << rule << ": the logs are too tame to tell right from wrong";
}

// ---- The text of formulas

std::string exported(const std::string& text) {
  const agreement::Parsed parsed = agreement::parse(text);
  EXPECT_TRUE(parsed.ok());
  const auto mfotl = to_mfotl(parsed.agreement, text, nullptr);
  std::string all;
  for (const auto& formula : mfotl->formulas) all += formula.rule + ": " + formula.text + "\n";
  for (const Error& refusal : mfotl->refusals) all += refusal.message + "\n";
  return all + mfotl->signature;
}

TEST(Mfotl, TheFivePoliciesHaveTheFormulasOfThePublishedMonitors) {
  const auto text = read_file(TRUCE_SOURCE_DIR "/bench/monitor/policies.truce");
  ASSERT_TRUE(text);
  EXPECT_EQ(exported(*text),
            R"(1.1: incident(incident, zone) AND NOT (EVENTUALLY[0,259200] ack(incident))
1.2: entry(vehicle, zone) AND NOT ((NOT revoke(vehicle, zone)) SINCE[0,172800] permit(vehicle, zone))
1.3: entry(vehicle, zone) AND NOT (ONCE[0,172800] permit(vehicle, zone))
1.4: (EXISTS incident, rounds. shots(incident, zone, rounds)) AND (s <- SUM rounds2;zone (ONCE[0,86400] shots(incident2, zone, rounds2))) AND s > 250
1.5: (EXISTS incident. viol(incident, party)) AND (n <- CNT incident2;party ((NOT start(party)) SINCE[0,*] viol(incident2, party))) AND n > 2500
incident(int,int)
ack(int)
permit(int,int)
revoke(int,int)
entry(int,int)
shots(int,int,int)
start(int)
viol(int,int)
)");
}

constexpr const char* kHeading = R"(agreement "Made up"
  in force 1 January 1970 UTC
party North
event "Fire alarm" with zone
event shots with zone, AND
phase 1 "Watch"
  begins at entry into force
  rule 1.1 "The rule"
    )";

std::string exported_rule(const std::string& rule) { return exported(kHeading + rule + "\n"); }

TEST(Mfotl, WhatTheLogicCannotSayIsRefusedWithItsLine) {
  EXPECT_EQ(exported_rule("every shots must be followed by \"Fire alarm\"").substr(0, 71),
            "rule 1.1, line 8, cannot be said: it looks ahead without an end, which ");
  EXPECT_EQ(exported_rule("the number of \"Fire alarm\" with the same zone within 1 day must not "
                          "exceed 3")
                .substr(0, 60),
            "rule 1.1, line 8, cannot be said: 'Fire alarm' has no field ");
}

TEST(Mfotl, NamesBecomeNamesOfTheLogic) {
  EXPECT_EQ(exported_rule("every shots must be followed by \"Fire alarm\" within 1 day"),
            "1.1: shots(zone, xAND) AND NOT (EVENTUALLY[0,86400] (EXISTS zone2. "
            "Fire_alarm(zone2)))\nFire_alarm(int)\nshots(int,int)\n");
}

/// The exported log, or why there is none.
std::string exported_log(const std::vector<std::string>& lines) {
  const std::string text =
      std::string(kHeading) +
      "the number of shots with the same zone within 1 day must not exceed 3\n";
  const agreement::Parsed parsed = agreement::parse(text);
  const Program program = compile(parsed.agreement);
  Texts texts;
  LogReader reader(program, texts);
  std::vector<Report> reports;
  for (const std::string& line : lines) {
    Report report;
    EXPECT_TRUE(reader.read(line, static_cast<std::uint32_t>(reports.size() + 1), report)) << line;
    reports.push_back(report);
  }
  const EventLog log{reports, texts};
  const auto mfotl = to_mfotl(parsed.agreement, text, &log);
  if (!mfotl) return mfotl.error().message;
  return mfotl->refusals.empty() ? mfotl->signature + mfotl->log : mfotl->refusals[0].message;
}

TEST(Mfotl, ALogHasOneLineForEachSecond) {
  EXPECT_EQ(exported_log({"7,shots,1,1", "5,Fire alarm,1", "7,shots,1,2", "7,Fire alarm,2"}),
            "Fire_alarm(int)\nshots(int,int)\n@5 Fire_alarm (1)\n"
            "@7 shots (1,1) shots (1,2) Fire_alarm (2)\n");
  EXPECT_EQ(exported_log({"7,shots,Hill,1", "5,Fire alarm,1"}),
            "Fire_alarm(int)\nshots(string,int)\n@5 Fire_alarm (1)\n@7 shots (\"Hill\",1)\n");
}

TEST(Mfotl, ALogThatTheMonitorsWouldMisunderstandIsRefused) {
  EXPECT_EQ(exported_log({"7..8,shots,1,1"}),
            "line 1 of the log has a doubtful time, which the monitors do not know");
  EXPECT_EQ(exported_log({"7,shots,1,1", "9,shots,1,1"}),
            "rule 1.1, line 8, cannot be said: lines 1 and 2 of the log tell of 'shots' with equal "
            "values, and the monitors count them as one");
  EXPECT_EQ(
      exported_log({"7,shots,\"a \"\"hill\"\"\",1"}),
      "line 1 of the log has a text with a quotation mark, a backslash or a line's end, which "
      "the monitors cannot read");
}

}  // namespace
}  // namespace truce::watch
