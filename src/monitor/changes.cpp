// SPDX-License-Identifier: Apache-2.0
#include "monitor/changes.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "monitor/monitor.h"
#include "monitor/words.h"

namespace truce {

bool Change::same_subject(const Change& other) const {
  return what == other.what && ref == other.ref && reading == other.reading &&
         title == other.title && counter == other.counter;
}

std::string_view to_text(Change::What what) {
  switch (what) {
    case Change::What::clause:
      return "clause";
    case Change::What::status:
      return "status";
    case Change::What::since:
      return "since";
    case Change::What::due:
      return "due";
    case Change::What::alleged:
      return "alleged";
    case Change::What::found:
      return "found";
    case Change::What::progress:
      return "progress";
    case Change::What::shortfall:
      return "shortfall";
    case Change::What::phase:
      return "phase";
    case Change::What::gate:
      return "gate";
    case Change::What::condition:
      return "condition";
  }
  return "status";
}

std::string_view to_text(Cause::Kind kind) {
  switch (kind) {
    case Cause::Kind::clock:
      return "clock";
    case Cause::Kind::report:
      return "report";
    case Cause::Kind::correction:
      return "correction";
    case Cause::Kind::withdrawal:
      return "withdrawal";
    case Cause::Kind::link:
      return "link";
    case Cause::Kind::finding:
      return "finding";
    case Cause::Kind::declaration:
      return "declaration";
    case Cause::Kind::agreement:
      return "agreement";
    case Cause::Kind::series:
      return "series";
  }
  return "clock";
}

namespace monitor {
namespace {

using What = Change::What;

/// "in progress" for in_progress.
std::string words_of(std::string_view term) {
  std::string words(term);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string in_words(const std::optional<Instant>& at) { return at ? to_words(*at) : ""; }

std::string in_words(PhaseState::State state) { return words_of(to_text(state)); }

bool is_settled(const Verdict& verdict) {
  return verdict.state == VerdictState::fulfilled ||
         verdict.state == VerdictState::fulfilled_late || verdict.state == VerdictState::violated;
}

std::string in_words(const Progress& progress) {
  std::string words = range_in_words(progress.low, progress.high);
  if (progress.target) words += " of " + grouped(*progress.target);
  return words;
}

template <class T>
bool is_one(const T&, const T&) {
  return false;
}
template <class T>
bool is_one(const Shared<T>& left, const Shared<T>& right) {
  return left.is(right);
}

/// Pairs what two lists hold of the same name, the n-th of a name with the n-th: first all of
/// `after` in its order, then what `before` alone has. Calls pair(before or null, after or null),
/// but for those that are one object.
template <class T, class Same, class Pair>
void pair_up(const std::vector<T>& before, const std::vector<T>& after, Same same, Pair pair) {
  std::vector<bool> used(before.size(), false);
  for (std::size_t at = 0; at < after.size(); ++at) {
    if (at < before.size() && !used[at] && is_one(before[at], after[at])) {
      used[at] = true;
      continue;
    }
    const T* partner = nullptr;
    // Most often it is where it was.
    for (std::size_t step = 0; step < before.size() && partner == nullptr; ++step) {
      const std::size_t other = (at + step) % before.size();
      if (used[other] || !same(before[other], after[at])) continue;
      used[other] = true;
      partner = &before[other];
    }
    pair(partner, &after[at]);
  }
  for (std::size_t at = 0; at < before.size(); ++at)
    if (!used[at]) pair(&before[at], static_cast<const T*>(nullptr));
}

class Comparison {
 public:
  std::vector<Change> of(const Account& before, const Account& after) {
    pair_up(
        before.verdicts, after.verdicts,
        [](const Verdict& a, const Verdict& b) {
          return a.clause == b.clause && a.reading == b.reading;
        },
        [this](const Shared<Verdict>* was, const Shared<Verdict>* now) {
          compare(was ? &**was : nullptr, now ? &**now : nullptr);
        });
    pair_up(
        before.phases, after.phases,
        [](const PhaseState& a, const PhaseState& b) { return a.number == b.number; },
        [this](const PhaseState* was, const PhaseState* now) { compare(was, now); });
    compare(before.gate, after.gate);
    return std::move(changes_);
  }

 private:
  void note(const Verdict& verdict, What what, std::string was, std::string now,
            std::string counter = {}) {
    if (was == now) return;
    changes_.push_back({what, verdict.clause, verdict.reading, verdict.title, std::move(counter),
                        std::move(was), std::move(now), std::nullopt});
  }

  void compare(const Verdict* was, const Verdict* now) {
    if (was == nullptr || now == nullptr) {
      note(now ? *now : *was, What::clause, was ? "in the text" : "", now ? "in the text" : "");
      return;
    }
    if (was->status != now->status) {
      note(*now, What::status, words_of(truce::to_text(was->status)),
           words_of(truce::to_text(now->status)));
      // What is only under way says since when it is: nothing that anybody asks.
      if (is_settled(*now) || now->status == ClauseStatus::overdue)
        changes_.back().since = now->since;
    } else if (is_settled(*was) && is_settled(*now)) {
      note(*now, What::since, in_words(was->since), in_words(now->since));
    }
    note(*now, What::due, in_words(was->due), in_words(now->due));
    note(*now, What::alleged, std::to_string(was->alleged_incidents),
         std::to_string(now->alleged_incidents));
    note(*now, What::found, std::to_string(was->found), std::to_string(now->found));
    compare_progress(*was, *now);
    compare_periods(*was, *now);
  }

  void compare_progress(const Verdict& was, const Verdict& now) {
    pair_up(
        was.progress, now.progress,
        [](const Progress& a, const Progress& b) {
          return a.counter == b.counter && a.thing == b.thing;
        },
        [&](const Progress* before, const Progress* after) {
          note(now, What::progress, before ? in_words(*before) : "", after ? in_words(*after) : "",
               (after ? after : before)->counter.name);
        });
  }

  void compare_periods(const Verdict& was, const Verdict& now) {
    const auto in_short = [](const Periods* periods) {
      return std::to_string(periods ? periods->short_of : 0);
    };
    pair_up(
        was.periods, now.periods,
        [](const Periods& a, const Periods& b) { return a.counter == b.counter; },
        [&](const Periods* before, const Periods* after) {
          note(now, What::shortfall, in_short(before), in_short(after),
               (after ? after : before)->counter.name);
        });
  }

  void compare(const PhaseState* was, const PhaseState* now) {
    const PhaseState& either = now ? *now : *was;
    Change change{What::phase,
                  either.number,
                  {},
                  either.title,
                  {},
                  was ? std::string(in_words(was->state)) : "",
                  now ? std::string(in_words(now->state)) : "",
                  either.began};
    if (change.was != change.now) changes_.push_back(std::move(change));
  }

  // Conditions of different phases are not the same conditions, even where their words are.
  void compare(const Gate& was, const Gate& now) {
    if (was.phase != now.phase) {
      changes_.push_back(
          {What::gate, now.phase, {}, now.title, {}, was.phase, now.phase, std::nullopt});
      return;
    }
    compare(was.root, now.root);
  }

  void compare(const GateCondition& was, const GateCondition& now) {
    if (was.met != now.met)
      changes_.push_back({What::condition,
                          {},
                          listed(now.required_by),
                          now.words,
                          {},
                          words_of(truce::to_text(was.met)),
                          words_of(truce::to_text(now.met)),
                          std::nullopt});
    pair_up(
        was.children, now.children,
        [](const GateCondition& a, const GateCondition& b) {
          return a.words == b.words && a.required_by == b.required_by;
        },
        [this](const GateCondition* before, const GateCondition* after) {
          if (before && after) compare(*before, *after);
        });
  }

  std::vector<Change> changes_;
};

/// The statements and findings that an account names for one thing.
class Named {
 public:
  Named(const Change& change, const Stood& stood) : stood_(stood) {
    const Account& account = stood.account;
    for (const Verdict& verdict : account.verdicts)
      if (verdict.clause == change.ref && verdict.reading == change.reading &&
          change.what != What::phase && change.what != What::gate)
        take(verdict, change);
    for (const PhaseState& phase : account.phases)
      if (change.what == What::phase && phase.number == change.ref) take(phase.claims);
    if (change.what == What::condition || change.what == What::gate)
      take(account.gate.root, change);
  }

  bool names(Id<Statement> id) const {
    return statements_.contains(id) || incidents_.contains(stood_.incident_of(id));
  }

 private:
  void take(const Verdict& verdict, const Change& change) {
    const bool by_counter = change.what == What::progress || change.what == What::shortfall;
    for (const Progress& progress : verdict.progress)
      if (!by_counter || progress.counter.name == change.counter) take(progress.statements);
    for (const Periods& periods : verdict.periods)
      if (!by_counter || periods.counter.name == change.counter) take(periods.statements);
    if (by_counter) return;
    for (const AllegedBy& row : verdict.alleged) take(row.rows);
    take(verdict.reasons);
  }
  void take(const GateCondition& condition, const Change& change) {
    if (change.what == What::gate || condition.words == change.title) take(condition.reasons);
    for (const GateCondition& child : condition.children) take(child, change);
  }
  void take(const std::vector<Reason>& reasons) {
    for (const Reason& reason : reasons) {
      take(reason.statements);
      take(reason.incidents);
    }
  }
  void take(const std::vector<Id<Statement>>& ids) { statements_.insert(ids.begin(), ids.end()); }
  void take(const std::vector<Id<Incident>>& ids) { incidents_.insert(ids.begin(), ids.end()); }

  const Stood& stood_;
  std::unordered_set<Id<Statement>> statements_;
  std::unordered_set<Id<Incident>> incidents_;
};

/// One report a document: its statements that are named, or none where it is not told which.
void add_reports(std::vector<Cause>& causes, const Arrived& arrived, const Named& named) {
  std::vector<Cause> bearing;
  std::vector<Cause> others;
  const auto add = [](std::vector<Cause>& to, const Statement& statement, bool with_row) {
    if (to.empty() || to.back().record != statement.document.value)
      to.push_back({Cause::Kind::report, statement.document.value, {}});
    if (with_row) to.back().statements.push_back(statement.id);
  };
  for (const Statement& statement : arrived.statements)
    named.names(statement.id) ? add(bearing, statement, true) : add(others, statement, false);
  const auto& chosen = bearing.empty() ? others : bearing;
  causes.insert(causes.end(), chosen.begin(), chosen.end());
}

}  // namespace

std::vector<Change> changes(const Account& before, const Account& after) {
  return Comparison().of(before, after);
}

Stood stood(const Account& account) {
  std::unordered_map<Id<Statement>, Id<Incident>> places;
  for (const IncidentSummary& incident : account.incidents)
    for (const Id<Statement> statement : incident.statements) places[statement] = incident.id;
  return {account, [places = std::move(places)](Id<Statement> statement) {
            const auto found = places.find(statement);
            return found == places.end() ? Id<Incident>{} : found->second;
          }};
}

std::vector<Cause> causes_of(const Change& change, const Stood& before, const Stood& after,
                             const Arrived& arrived) {
  std::vector<Cause> causes;
  if (arrived.agreement != 0) causes.push_back({Cause::Kind::agreement, arrived.agreement, {}});
  for (const Finding& finding : arrived.findings)
    causes.push_back({Cause::Kind::finding, finding.id.value, {}});
  for (const Declaration& declaration : arrived.declarations)
    causes.push_back({Cause::Kind::declaration, declaration.id.value, {}});
  const Named was(change, before);
  const Named now(change, after);
  // A text that corrects an earlier one also reports; it is a correction where the earlier row bore
  // on this.
  for (const Amendment& amendment : arrived.amendments)
    if (arrived.statements.empty() || was.names(amendment.statement) ||
        now.names(amendment.replacement))
      causes.push_back({amendment.kind == Amendment::Kind::retracted ? Cause::Kind::withdrawal
                                                                     : Cause::Kind::correction,
                        amendment.id.value,
                        {amendment.statement}});
  // The link that came with a report says nothing new; one of an earlier statement does.
  const auto is_fresh = [&](Id<Statement> id) {
    return std::any_of(arrived.statements.begin(), arrived.statements.end(),
                       [&](const Statement& statement) { return statement.id == id; });
  };
  for (const Link& link : arrived.links)
    if (!is_fresh(link.statement))
      causes.push_back({Cause::Kind::link, link.id.value, {link.statement}});
  if (causes.empty()) add_reports(causes, arrived, now);
  if (causes.empty() && arrived.series != 0)
    causes.push_back({Cause::Kind::series, arrived.series, {}});
  if (causes.empty()) causes.push_back({});
  return causes;
}

}  // namespace monitor
}  // namespace truce
