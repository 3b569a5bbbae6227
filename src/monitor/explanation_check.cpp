// SPDX-License-Identifier: Apache-2.0
#include "monitor/explanation_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "monitor/explanation_facts.h"
#include "monitor/explanation_words.h"
#include "record/coverage.h"

namespace truce::monitor::testing {
namespace {

using std::chrono::days;

class Checking : private Facts {
 public:
  Checking(const Agreement& agreement, const Known& known, const Account& account)
      : Facts(agreement, known), account_(account) {}

  std::vector<std::string> run() {
    for (const Verdict& verdict : account_.verdicts) {
      verdict_ = &verdict;
      for (const Reason& reason : verdict.reasons) check(reason);
      check_verdict();
    }
    return std::move(wrong_);
  }

 private:
  void wrong(std::string_view what) {
    wrong_.push_back(fmt::format("{}{}: {}", verdict_->clause,
                                 verdict_->reading.empty() ? "" : " as " + verdict_->reading,
                                 what));
  }
  void must(bool is_so, const Reason& reason, std::string_view what) {
    if (!is_so) wrong(fmt::format("\"{}\": {}", reason.text, what));
  }

  void check(const Reason& reason) {
    exist(reason);
    const bool known_shape = check_count(reason) || check_nearest(reason) || check_rest(reason) ||
                             check_alleged(reason) || check_bound(reason) || check_found(reason) ||
                             check_due(reason) || check_periods(reason) || check_coverage(reason) ||
                             check_reports(reason) || check_late(reason) || check_between(reason) ||
                             check_passed(reason) || check_disputed(reason) || check_rule(reason) ||
                             check_cleared(reason) || check_settled(reason) ||
                             says_no_figure(reason);
    must(known_shape, reason, "a sentence of no known shape");
  }

  void exist(const Reason& reason) {
    for (const auto id : reason.statements) {
      must(statements_.contains(id.value), reason, "cites a statement that is not known");
      must(!gone_.contains(id.value), reason, "cites a statement that was withdrawn or corrected");
    }
    for (const auto id : reason.incidents)
      must(incidents_.contains(id.value), reason, "cites an incident that is not known");
    for (const auto id : reason.findings)
      must(findings_.contains(id.value), reason, "cites a finding that is not known");
    for (const auto id : reason.declarations)
      must(declarations_.contains(id.value), reason, "cites a declaration that is not known");
  }

  /// Whether the rows say the figure, one of them by itself or all of them added up, by that voice,
  /// and one of them on that day.
  void say(const Reason& reason, const std::vector<Id<Statement>>& rows, const Range& range,
           const std::string& by, Day on) {
    must(!rows.empty(), reason, "cites no row");
    Range sum{0, 0};
    bool one_says = false;
    bool on_day = false;
    for (const Id<Statement> id : rows) {
      const auto found = statements_.find(id.value);
      if (found == statements_.end() || !found->second->figure) {
        must(false, reason, "cites a row without a figure");
        continue;
      }
      const Statement& statement = *found->second;
      const Range said{statement.figure->low, statement.figure->high};
      one_says |= said == range;
      sum.low = *sum.low + said.low.value_or(0);
      sum.high = sum.high && said.high ? std::optional(*sum.high + *said.high) : std::nullopt;
      must(same(counter(statement), by), reason, "cites a row of another voice");
      const auto told = days_of(statement);
      on_day |= std::find(told.begin(), told.end(), on) != told.end();
    }
    must(one_says || sum == range, reason, "the rows do not say that figure");
    must(on_day, reason, "no row is of that day");
  }

  // "27 of 28 bodies by X, 4 Dec 2025", perhaps ", from 3 rows"
  bool check_count(const Reason& reason) {
    std::string text = reason.text;
    std::int64_t rows = 1;
    for (const char* form : {"{}, from {} rows", "{}, from {} row"})
      if (const auto from = match(text, form); from && number_in((*from)[1])) {
        rows = *number_in((*from)[1]);
        text = (*from)[0];
        break;
      }
    const auto parts = match(text, "{} of {} by {}, {}");
    if (!parts) return false;
    const auto range = range_in((*parts)[0]);
    const auto day = day_in((*parts)[3]);
    const auto target = number_in((*parts)[1].substr(0, (*parts)[1].find(' ')));
    if (!range || !day || !target) return false;
    must(rows == static_cast<std::int64_t>(reason.statements.size()), reason,
         "another number of rows is cited");
    say(reason, reason.statements, *range, (*parts)[2], *day);
    const bool in_progress = std::any_of(
        verdict_->progress.begin(), verdict_->progress.end(), [&](const Progress& progress) {
          return progress.target == target && progress.low == range->low &&
                 progress.high == range->high && progress.statements == reason.statements;
        });
    must(in_progress, reason, "the verdict's progress has no such line");
    return true;
  }

  // Nearer than all others whose count would settle it.
  bool check_nearest(const Reason& reason) {
    const auto parts = match(reason.text, "nearest to done: {} by {}, {}; {} short");
    if (!parts) return false;
    const auto low = number_in((*parts)[0]);
    const auto day = day_in((*parts)[2]);
    const auto missing = number_in((*parts)[3]);
    if (!low || !day || !missing) return false;
    std::optional<std::int64_t> nearest;
    const Progress* line = nullptr;
    for (const Progress& progress : verdict_->progress) {
      if (!progress.low || !may_settle(progress.counter.name)) continue;
      nearest = std::max(nearest.value_or(*progress.low), *progress.low);
      if (progress.statements == reason.statements) line = &progress;
    }
    must(nearest == low, reason, "another count is nearer");
    must(line != nullptr && line->target == *low + *missing, reason,
         "does not add up to what is owed");
    if (line) say(reason, reason.statements, {line->low, line->high}, (*parts)[1], *day);
    must(line && line->low == low, reason, "the line says another figure");
    return true;
  }

  // "done after the deadline: not before T, 3 hours late or more, first by the count of X"
  bool check_late(const Reason& reason) {
    auto parts =
        match(reason.text, "done after the deadline: not before {} UTC, {} late or more{}");
    if (!parts) return false;
    const auto begins = reason.text.find("not before ") + std::string_view("not before ").size();
    const auto at = instant_in(
        std::string_view(reason.text).substr(begins, reason.text.find(" UTC") + 4 - begins));
    must(at && verdict_->due && *verdict_->due <= *at, reason, "that is not after the deadline");
    if (!at || !verdict_->due) return true;
    must(verdict_->state == VerdictState::fulfilled_late && verdict_->since == at, reason,
         "the verdict says another time");
    const auto words = match((*parts)[1], "{} {}");
    const auto amount = words ? number_in((*words)[0]) : std::nullopt;
    const auto unit = words ? unit_of((*words)[1]) : std::nullopt;
    const auto late = *at - *verdict_->due;
    must(amount && unit && *unit * *amount <= late && late < *unit * (*amount + 1), reason,
         "it is late by another time");
    const auto first = match((*parts)[2], ", first by the count of {}");
    must(first.has_value() == !reason.statements.empty(), reason, "names no counter");
    for (const Id<Statement> id : reason.statements) {
      const auto found = statements_.find(id.value);
      if (found == statements_.end() || !first) continue;
      must(same(counter(*found->second), (*first)[0]), reason, "cites a row of another voice");
      const auto told = days_of(*found->second);
      must(*std::max_element(told.begin(), told.end()) >= local_day(*at), reason,
           "the row tells of an earlier day");
    }
    return true;
  }

  static std::optional<std::chrono::seconds> unit_of(std::string_view word) {
    if (word.starts_with("minute")) return std::chrono::minutes{1};
    if (word.starts_with("hour")) return std::chrono::hours{1};
    if (word.starts_with("day")) return days{1};
    return std::nullopt;
  }

  // "done between A and B: whether by the deadline cannot be told"
  bool check_between(const Reason& reason) {
    const auto parts = match(reason.text, "done between {} UTC and {} UTC: {}");
    if (!parts) return false;
    const auto from = instant_in((*parts)[0] + " UTC");
    const auto until = instant_in((*parts)[1] + " UTC");
    must(from && until && verdict_->due && *from < *verdict_->due && *verdict_->due < *until,
         reason, "that can be told");
    return true;
  }

  // A deadline that passed is the verdict's own.
  bool check_passed(const Reason& reason) {
    auto parts = match(reason.text, "overdue since {} UTC{}");
    if (!parts) parts = match(reason.text, "the deadline passed on {} UTC{}");
    if (!parts) return false;
    must(verdict_->due && instant_in((*parts)[0] + " UTC") == verdict_->due, reason,
         "it was due at another moment");
    must(verdict_->due && *verdict_->due < account_.as_known, reason, "it has not passed");
    return true;
  }

  // "told as done, but X counts N of M, DAY"
  bool check_disputed(const Reason& reason) {
    const auto parts = match(reason.text, "told as done, but {} counts {} of {}, {}");
    if (!parts) return false;
    const auto range = range_in((*parts)[1]);
    const auto target = number_in((*parts)[2]);
    const auto day = day_in((*parts)[3]);
    if (!range || !target || !day) return false;
    must(range->high && *range->high < *target, reason, "that is not less than what is owed");
    say(reason, reason.statements, *range, (*parts)[0], *day);
    return true;
  }

  // "triggered: 2 breaches of 1.1 within 7 days, the last of DAY"; of one that is not, the most.
  bool check_rule(const Reason& reason) {
    auto parts = match(reason.text, "triggered: {} breaches of {} within {} days, the last of {}");
    const bool triggered = parts.has_value();
    std::optional<std::int64_t> count;
    if (triggered) count = number_in((*parts)[0]);
    if (!triggered) {
      if (const auto most = match(reason.text, "not triggered: at most {} of {} {} breaches of {}"))
        count = number_in((*most)[0]);
      else
        return false;
    }
    // An incident found and alleged is one breach; a finding may be of no incident.
    const auto incidents = ids(reason.incidents);
    std::size_t breaches = incidents.size();
    for (const Id<Finding> id : reason.findings)
      if (const auto found = findings_.find(id.value);
          found != findings_.end() && found->second->incident.value == 0)
        ++breaches;
    must(count == static_cast<std::int64_t>(breaches), reason,
         "another number of breaches is cited");
    for (const Phase& phase : agreement_.phases)
      for (const Rule& rule : phase.rules)
        if (rule.ref == verdict_->clause && rule.found_only)
          must(count == static_cast<std::int64_t>(ids(reason.findings).size()), reason,
               "another number of findings is cited");
    if (!triggered) return true;
    const auto within = number_in((*parts)[2]);
    const auto last = day_in((*parts)[3]);
    must(last && verdict_->last_found == last, reason, "the verdict has another last day");
    if (!within || !last) return true;
    for (const Id<Incident> id : reason.incidents) {
      bool near = members(id).empty();
      for (const Statement* statement : members(id))
        for (const Day day : days_of(*statement))
          near |= day <= *last && *last - day < days{*within};
      must(near, reason, "a breach cited is outside of the days");
    }
    return true;
  }

  // "2 incidents found to be no breach, and not counted"
  bool check_cleared(const Reason& reason) {
    auto parts = match(reason.text, "{} incidents found to be no breach, and not counted");
    if (!parts) parts = match(reason.text, "{} incident found to be no breach, and not counted");
    if (!parts) return false;
    must(number_in((*parts)[0]) == static_cast<std::int64_t>(ids(reason.incidents).size()), reason,
         "another number of incidents is cited");
    for (const Id<Incident> id : reason.incidents)
      must(std::any_of(
               findings_.begin(), findings_.end(),
               [&](const auto& one) {
                 const Finding& finding = *one.second;
                 return finding.incident == id &&
                        ((finding.question == Question::occurred && finding.answer == "no") ||
                         (finding.clause == verdict_->clause &&
                          (finding.answer == "not_a_breach" || finding.answer == "exception")));
               }),
           reason, fmt::format("nobody found so of incident {}", id.value));
    return true;
  }

  bool check_rest(const Reason& reason) {
    auto parts =
        match(reason.text, "{} more counters told of {}, the last on {}; {} rows looked at");
    if (!parts)
      parts = match(reason.text, "{} more counters told of {}, the last on {}; {} row looked at");
    if (!parts) return false;
    must(number_in((*parts)[3]) == static_cast<std::int64_t>(reason.statements.size()), reason,
         "another number of rows is cited");
    return true;
  }

  bool check_alleged(const Reason& reason) {
    std::string by;
    std::string against;
    std::string count;
    std::string last;
    const auto take = [&](const char* form, auto assign) {
      const auto parts = match(reason.text, form);
      if (!parts || !by.empty()) return;
      assign(*parts);
    };
    for (const char* one : {"incident", "incidents"}) {
      take(fmt::format("{{}} tells itself of {{}} {} by its side, the last of {{}}", one).c_str(),
           [&](const Captures& parts) {
             by = against = parts[0], count = parts[1], last = parts[2];
           });
      take(fmt::format("{{}}: {{}} {} alleged, nobody named, the last of {{}}", one).c_str(),
           [&](const Captures& parts) { by = parts[0], count = parts[1], last = parts[2]; });
      take(fmt::format("{{}}: {{}} {} alleged against {{}}, the last of {{}}", one).c_str(),
           [&](const Captures& parts) {
             by = parts[0], count = parts[1], against = parts[2], last = parts[3];
           });
    }
    if (by.empty()) return false;
    const std::set<std::uint64_t> distinct = ids(reason.incidents);
    must(number_in(count) == static_cast<std::int64_t>(distinct.size()), reason,
         "another number of incidents is cited");
    bool on_day = false;
    for (const Id<Incident> id : reason.incidents) {
      bool told = false;
      for (const Statement* statement : members(id)) {
        const std::string voice = side(speaker(*statement));
        told |= (by == "independent voices" ? voice.empty() : voice == by) &&
                (against.empty() || doer_side(*statement) == against);
        const auto on = days_of(*statement);
        on_day |= day_in(last) && std::find(on.begin(), on.end(), *day_in(last)) != on.end();
      }
      must(told, reason, fmt::format("nobody of that side tells so of incident {}", id.value));
    }
    must(on_day, reason, "no incident is of that day");
    return true;
  }

  template <class T>
  static std::set<std::uint64_t> ids(const std::vector<Id<T>>& cited) {
    std::set<std::uint64_t> distinct;
    for (const auto id : cited) distinct.insert(id.value);
    return distinct;
  }

  bool check_bound(const Reason& reason) {
    if (!reason.text.starts_with("incidents alleged against ")) return false;
    for (const Bound& bound : verdict_->bound) {
      std::set<std::uint64_t> rows;
      for (const AllegedBy& row : verdict_->alleged)
        if (row.against == bound.party) rows.merge(ids(row.rows));
      must(bound.alleged == static_cast<std::int64_t>(rows.size()), reason,
           fmt::format("{} incidents are alleged against {}", rows.size(), bound.party));
      must(reason.text.find(fmt::format("against {}: {}", bound.party, rows.size())) !=
                   std::string::npos ||
               rows.size() >= 1000,
           reason, "does not say so of " + bound.party);
    }
    return true;
  }

  bool check_found(const Reason& reason) {
    auto parts = match(reason.text, "{} breach found, the last of {}");
    if (!parts) parts = match(reason.text, "{} breaches found, the last of {}");
    if (!parts) return false;
    must(number_in((*parts)[0]) == static_cast<std::int64_t>(reason.findings.size()), reason,
         "another number of findings is cited");
    must(verdict_->found == static_cast<std::int64_t>(reason.findings.size()), reason,
         "the verdict counts otherwise");
    const auto last = day_in((*parts)[1]);
    bool on_day = false;
    for (const Id<Finding> id : reason.findings) {
      const auto found = findings_.find(id.value);
      if (found == findings_.end()) continue;
      const Finding& finding = *found->second;
      must(finding.question == Question::breach && finding.answer == "breach" &&
               finding.clause == verdict_->clause,
           reason, "a finding cited is not of a breach of this clause");
      on_day |= last == finding.on;
      for (const Statement* statement : members(finding.incident)) {
        const auto told = days_of(*statement);
        on_day |= last && std::find(told.begin(), told.end(), *last) != told.end();
      }
    }
    must(on_day, reason, "no breach is of that day");
    return true;
  }

  // "due T: 72 hours after WHY, ANCHOR", perhaps "; HOW"
  bool check_due(const Reason& reason) {
    auto parts = match(reason.text, "due {} UTC: {}");
    if (!parts) parts = match(reason.text, "ends {} UTC: {}");
    if (!parts) return false;
    const std::string text = reason.text;
    const auto colon = text.find(" UTC: ");
    const auto due = instant_in(text.substr(text.find(' ') + 1, colon + 4 - text.find(' ') - 1));
    must(due.has_value() && verdict_->due == due, reason, "the verdict is due at another moment");
    std::string how = text.substr(colon + 6);
    const bool special = how.find("; ") != std::string::npos;
    if (special) how = how.substr(0, how.find("; "));
    const auto comma = how.rfind(", ");
    const auto anchor = comma == how.npos ? std::nullopt : instant_in(how.substr(comma + 2));
    if (!due || !anchor) return true;
    if (special) {
      must(*anchor <= *due, reason, "the deadline is before what it is counted from");
      return true;
    }
    const auto after = match(how.substr(0, how.find(" after ")), "{} {}");
    if (how.find(" after ") == how.npos || !after || !number_in((*after)[0])) {
      must(*anchor == *due, reason, "the deadline is not the moment named");
      return true;
    }
    const auto expected = later(*anchor, *number_in((*after)[0]), (*after)[1]);
    must(!expected || *expected == *due, reason,
         fmt::format("the period ends {}", expected ? to_words(*expected) : std::string()));
    return true;
  }

  bool check_periods(const Reason& reason) {
    auto parts = match(reason.text, "{}: {} periods told of {}, {} of them short of {}");
    if (!parts) parts = match(reason.text, "{}: {} period told of {}, {} of them short of {}");
    if (!parts) return false;
    const auto owed = number_in((*parts)[4]);
    must(number_in((*parts)[1]) == static_cast<std::int64_t>(reason.statements.size()), reason,
         "another number of rows is cited");
    std::int64_t fell_short = 0;
    for (const Id<Statement> id : reason.statements) {
      const auto found = statements_.find(id.value);
      if (found == statements_.end() || !found->second->figure) continue;
      fell_short += found->second->figure->high && owed && *found->second->figure->high < *owed;
      must(same(counter(*found->second), (*parts)[0]), reason, "cites a row of another voice");
    }
    must(number_in((*parts)[3]) == fell_short, reason,
         fmt::format("{} of the rows cited are short", fell_short));
    return true;
  }

  bool check_coverage(const Reason& reason) {
    if (reason.text.starts_with("nobody's watch is on record")) {
      must(verdict_->coverage && verdict_->coverage->watched + verdict_->coverage->partly == 0,
           reason, "somebody's watch is");
      return true;
    }
    const auto parts = match(reason.text, "watched on {} of {} day{}");
    if (!parts) return false;
    const auto watched = number_in((*parts)[0]);
    const auto of = number_in((*parts)[1]);
    std::int64_t partly = 0;
    if (const auto more = match((*parts)[2].substr((*parts)[2].find(" and on ") == std::string::npos
                                                       ? (*parts)[2].size()
                                                       : (*parts)[2].find(" and on ")),
                                " and on {} more in part{}"))
      partly = number_in((*more)[0]).value_or(0);
    must(verdict_->coverage && verdict_->coverage->days == of, reason, "of another number of days");
    must(!reason.declarations.empty(), reason, "cites no watch");
    std::set<Day> seen;
    for (const Id<Declaration> id : reason.declarations) {
      const auto found = declarations_.find(id.value);
      const auto kept = found == declarations_.end()
                            ? Result<std::optional<WatchKept>>(std::optional<WatchKept>())
                            : parse_watch_kept(found->second->what);
      must(kept && *kept, reason, "cites a declaration of no watch");
      if (!kept || !*kept || !verdict_->since) continue;
      for (Day day = (*kept)->from; day <= std::min((*kept)->until, found->second->on);
           day += days{1})
        if (day <= local_day(known_.as_known)) seen.insert(day);
    }
    must(watched && static_cast<std::int64_t>(seen.size()) >= *watched + partly, reason,
         "the watches cited do not hold so many days");
    return true;
  }

  bool check_reports(const Reason& reason) {
    auto parts = match(reason.text, "reported by {} independent voices{}");
    if (!parts) parts = match(reason.text, "reported by {} independent voice{}");
    if (!parts) return false;
    std::set<std::string> independent;
    for (const Id<Statement> id : reason.statements) {
      const auto found = statements_.find(id.value);
      if (found == statements_.end()) continue;
      const std::string by = speaker(*found->second);
      if (side(by).empty() && !is_bound(*verdict_, by)) independent.insert(plain(by));
    }
    must(number_in((*parts)[0]) == static_cast<std::int64_t>(independent.size()), reason,
         fmt::format("{} independent voices are cited", independent.size()));
    return true;
  }

  bool check_settled(const Reason& reason) {
    if (const auto parts = match(reason.text, "found fulfilled by {}, {}")) {
      must(reason.findings.size() == 1, reason, "rests on no finding");
      for (const Id<Finding> id : reason.findings)
        if (const auto found = findings_.find(id.value); found != findings_.end())
          must(found->second->answer == "fulfilled" && found->second->by == (*parts)[0] &&
                   found->second->clause == verdict_->clause,
               reason, "the finding does not say so");
      return true;
    }
    if (reason.declarations.size() == 1 && reason.statements.empty())
      if (const auto found = declarations_.find(reason.declarations[0].value);
          found != declarations_.end() && reason.text.starts_with(found->second->by_actor)) {
        must(reason.text == fmt::format("{}: {}, {}", found->second->by_actor, found->second->what,
                                        to_words(found->second->on)),
             reason, "the declaration does not say so");
        return true;
      }
    return false;
  }

  // Sentences that name no figure of their own, or one that another sentence holds.
  static bool says_no_figure(const Reason& reason) {
    constexpr std::array starts = {"applies since ",
                                   "follows upon ",
                                   "brought about ",
                                   "nothing is told",
                                   "only findings",
                                   "one independent voice",
                                   "only the side ",
                                   "a permission",
                                   "nobody tells of",
                                   "waits for ",
                                   "phase ",
                                   "rule ",
                                   "nothing has ",
                                   "not due before ",
                                   "ended ",
                                   "nothing contrary ",
                                   "above the limit ",
                                   "not triggered: ",
                                   "triggered: ",
                                   "then ",
                                   "all that must ",
                                   "it is not declared",
                                   "clause ",
                                   "not in force",
                                   "there is no phase ",
                                   "no date is given"};
    if (std::any_of(starts.begin(), starts.end(),
                    [&](const char* start) { return reason.text.starts_with(start); }))
      return true;
    for (const char* inside :
         {" reads it: ", " of them denied by", ": not fulfilled", " watched and told of by nobody",
          " suspended", " waived", " extended"})
      if (reason.text.find(inside) != std::string::npos) return true;
    return false;
  }

  void check_verdict() {
    std::set<std::uint64_t> alleged;
    for (const AllegedBy& row : verdict_->alleged) {
      alleged.merge(ids(row.rows));
      if (row.incidents != static_cast<std::int64_t>(row.rows.size()))
        wrong("a row of allegations counts other than it cites");
    }
    if (verdict_->alleged_incidents != static_cast<std::int64_t>(alleged.size()))
      wrong(fmt::format("{} incidents are counted, {} are cited", verdict_->alleged_incidents,
                        alleged.size()));
    if (verdict_->status == ClauseStatus::overdue &&
        (!verdict_->due || account_.as_known <= *verdict_->due || verdict_->since != verdict_->due))
      wrong("overdue, but not from its deadline");
    const bool done = verdict_->status == ClauseStatus::fulfilled ||
                      verdict_->status == ClauseStatus::fulfilled_late;
    if (done && !rests_on_something()) wrong("fulfilled, and nothing cited says so");
    if (verdict_->state == VerdictState::violated && verdict_->found == 0)
      wrong("violated without a finding");
  }

  bool may_say(std::string_view voice) const {
    if (account_.viewpoint.kind == Viewpoint::Kind::party) return true;
    return !is_bound(*verdict_, voice);
  }

  /// Whether a count by the voice would settle that a duty is done.
  bool may_settle(std::string_view voice) const {
    if (account_.viewpoint.kind == Viewpoint::Kind::findings)
      return !side(voice).empty() && !is_bound(*verdict_, voice);
    return may_say(voice);
  }

  bool rests_on_something() const {
    for (const Progress& progress : verdict_->progress) {
      if (!progress.low || !progress.target || *progress.low < *progress.target) continue;
      if (!may_say(progress.counter.name)) continue;
      const bool cited = std::any_of(
          verdict_->reasons.begin(), verdict_->reasons.end(), [&](const Reason& reason) {
            return reason.statements == progress.statements && !reason.statements.empty();
          });
      if (cited) return true;
    }
    for (const Reason& reason : verdict_->reasons) {
      if (reason.text.starts_with("found fulfilled by ") && !reason.findings.empty()) return true;
      if (reason.text.starts_with("ended ") || reason.text.starts_with("all that must "))
        return true;
      for (const Id<Declaration> id : reason.declarations)
        if (const auto found = declarations_.find(id.value);
            found != declarations_.end() &&
            found->second->what.find("fulfilled") != std::string::npos &&
            may_say(found->second->by_actor))
          return true;
    }
    return false;
  }

  const Account& account_;
  const Verdict* verdict_ = nullptr;
  std::vector<std::string> wrong_;
};

}  // namespace

std::vector<std::string> wrong_in(const Agreement& agreement, const Known& known,
                                  const Account& account) {
  return Checking(agreement, known, account).run();
}

}  // namespace truce::monitor::testing
