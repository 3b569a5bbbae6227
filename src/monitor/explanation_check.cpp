// SPDX-License-Identifier: Apache-2.0
#include "monitor/explanation_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/zone.h"
#include "monitor/explanation_words.h"
#include "record/coverage.h"

namespace truce::monitor::testing {
namespace {

using std::chrono::days;

class Checking {
 public:
  Checking(const Agreement& agreement, const Known& known, const Account& account)
      : agreement_(agreement), known_(known), account_(account) {
    for (const Document& document : known.documents) documents_[document.id.value] = &document;
    for (const Statement& statement : known.statements)
      statements_[statement.id.value] = &statement;
    for (const Incident& incident : known.incidents) incidents_[incident.id.value] = &incident;
    for (const Finding& finding : known.findings) findings_[finding.id.value] = &finding;
    for (const Declaration& one : known.declarations) declarations_[one.id.value] = &one;
    for (const Amendment& amendment : known.amendments) {
      gone_.insert(amendment.statement.value);
      if (amendment.kind == Amendment::Kind::corrected)
        for (const Incident& incident : known.incidents)
          for (const Id<Statement> told : incident.statements)
            if (told == amendment.statement)
              replaced_in_[incident.id.value].push_back(amendment.replacement);
    }
  }

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
                             check_reports(reason) || check_settled(reason) ||
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

  // The participant that has the name, by the agreement; else the name itself.
  std::string canonical(std::string_view name) const {
    for (const Participant& participant : agreement_.participants)
      if (plain(participant.name) == plain(name)) return participant.name;
    for (const Participant& participant : agreement_.participants)
      for (const std::string& also : participant.also)
        if (plain(also) == plain(name)) return participant.name;
    std::string own(name);
    return own.starts_with("The ") || own.starts_with("the ") ? own.substr(4) : own;
  }
  std::string side(std::string_view name) const {
    const Participant* participant = nullptr;
    const std::string known = canonical(name);
    for (const Participant& one : agreement_.participants)
      if (one.name == known) participant = &one;
    if (participant == nullptr) return {};
    if (participant->role == Role::party) return participant->name;
    return participant->under.empty() ? std::string() : side(participant->under);
  }
  std::string called(const Mention& mention) const {
    return canonical(mention.actor.empty() ? mention.name : mention.actor);
  }
  std::string speaker(const Statement& statement) const {
    if (statement.speaker) return called(*statement.speaker);
    const auto document = documents_.find(statement.document.value);
    return document == documents_.end() ? "unnamed source" : canonical(document->second->publisher);
  }
  std::string counter(const Statement& statement) const {
    for (const Series& series : known_.series)
      for (const SeriesColumn& column : series.columns)
        if (!series.counter.empty() && statement.series == series.name + "/" + column.name)
          return canonical(series.counter);
    return speaker(statement);
  }
  static bool same(std::string_view left, std::string_view right) {
    return plain(left) == plain(right);
  }
  Day local_day(Instant at) const {
    const auto local = local_of(at, agreement_.zone);
    return local ? local->day : day_of(at);
  }
  std::vector<Day> days_of(const Statement& statement) const {
    std::vector<Day> told;
    if (statement.window.until) told.push_back(*statement.window.until);
    if (statement.window.from) told.push_back(*statement.window.from);
    if (!told.empty()) return told;
    if (statement.said_on) return {*statement.said_on};
    const auto document = documents_.find(statement.document.value);
    if (document != documents_.end() && document->second->published)
      return {local_day(*document->second->published)};
    if (document != documents_.end() && document->second->received)
      return {local_day(*document->second->received)};
    return {local_day(known_.as_known)};
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

  bool check_nearest(const Reason& reason) {
    const auto parts = match(reason.text, "nearest to done: {} by {}, {}; {} short");
    if (!parts) return false;
    const auto low = number_in((*parts)[0]);
    const auto missing = number_in((*parts)[3]);
    const bool adds_up = std::any_of(
        verdict_->progress.begin(), verdict_->progress.end(), [&](const Progress& progress) {
          return progress.low == low && missing && progress.target == *low + *missing &&
                 progress.statements == reason.statements;
        });
    must(adds_up, reason, "does not add up to what is owed");
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

  /// The statements of an incident that stand.
  std::vector<const Statement*> members(Id<Incident> id) const {
    std::vector<const Statement*> standing;
    const auto add = [&](Id<Statement> told) {
      const auto found = statements_.find(told.value);
      if (found == statements_.end() || gone_.contains(told.value)) return;
      const Statement& statement = *found->second;
      if (statement.kind != StatementKind::denial && statement.mood != Mood::denied &&
          statement.mood != Mood::planned && statement.mood != Mood::retracted)
        standing.push_back(&statement);
    };
    if (const auto incident = incidents_.find(id.value); incident != incidents_.end())
      for (const Id<Statement> told : incident->second->statements) add(told);
    if (const auto more = replaced_in_.find(id.value); more != replaced_in_.end())
      for (const Id<Statement> told : more->second) add(told);
    return standing;
  }
  std::string doer_side(const Statement& statement) const {
    if (statement.by) return side(called(*statement.by));
    if (statement.kind == StatementKind::accusation && statement.against)
      return side(called(*statement.against));
    return {};
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

  /// By the hour for minutes and hours; else the same hour on the wall.
  std::optional<Instant> later(Instant from, std::int64_t amount, std::string_view unit) const {
    if (unit.starts_with("minute")) return from + std::chrono::minutes{amount};
    if (unit.starts_with("hour")) return from + std::chrono::hours{amount};
    const auto local = local_of(from, agreement_.zone);
    if (!local) return std::nullopt;
    Day day = local->day;
    if (unit == "day" || unit == "days") {
      day += days{amount};
    } else if (unit.starts_with("week")) {
      day += days{7 * amount};
    } else {
      return std::nullopt;  // months and working days are told with how they were counted
    }
    const auto at = instant_of({day, local->since_midnight}, agreement_.zone);
    return at ? std::optional(*at) : std::nullopt;
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
      if (side(by).empty() && !is_bound(by)) independent.insert(plain(by));
    }
    must(number_in((*parts)[0]) == static_cast<std::int64_t>(independent.size()), reason,
         fmt::format("{} independent voices are cited", independent.size()));
    return true;
  }

  /// Whether the clause binds the voice itself or the party on whose side it speaks.
  bool is_bound(std::string_view voice) const {
    const std::string& ref = verdict_->follows.empty() ? verdict_->clause : verdict_->follows;
    const Clause* clause = agreement_.clause(ref);
    std::vector<std::string> bearers;
    if (verdict_->follows.empty()) {
      if (clause) bearers = clause->bearers;
    } else {
      for (const Phase& phase : agreement_.phases) {
        for (const Clause& one : phase.clauses)
          if (one.ref == ref) add_bearers(one.consequences, bearers);
        for (const Rule& one : phase.rules)
          if (one.ref == ref) add_bearers(one.consequences, bearers);
      }
    }
    for (const std::string& bearer : bearers)
      for (const Participant* who : agreement_.who(bearer))
        if (who->name == canonical(voice) ||
            (!side(voice).empty() && side(who->name) == side(voice)))
          return true;
    return false;
  }
  void add_bearers(const std::vector<Consequence>& all, std::vector<std::string>& bearers) const {
    const auto nth = number_in(verdict_->clause.substr(verdict_->clause.rfind('/') + 1));
    if (nth && 0 < *nth && static_cast<std::size_t>(*nth) <= all.size())
      bearers = all[static_cast<std::size_t>(*nth) - 1].bearers;
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
                                   "overdue since ",
                                   "the deadline passed",
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
                                   "done between ",
                                   "done after ",
                                   "told as done, but ",
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
         {" reads it: ", " of them denied by", " found to be no breach", ": not fulfilled",
          " watched and told of by nobody", " suspended", " waived", " extended"})
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
    return !is_bound(voice);
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

  const Agreement& agreement_;
  const Known& known_;
  const Account& account_;
  const Verdict* verdict_ = nullptr;
  std::map<std::uint64_t, const Document*> documents_;
  std::map<std::uint64_t, const Statement*> statements_;
  std::map<std::uint64_t, const Incident*> incidents_;
  std::map<std::uint64_t, const Finding*> findings_;
  std::map<std::uint64_t, const Declaration*> declarations_;
  std::set<std::uint64_t> gone_;                                     // withdrawn or corrected
  std::map<std::uint64_t, std::vector<Id<Statement>>> replaced_in_;  // by incident
  std::vector<std::string> wrong_;
};

}  // namespace

std::vector<std::string> wrong_in(const Agreement& agreement, const Known& known,
                                  const Account& account) {
  return Checking(agreement, known, account).run();
}

}  // namespace truce::monitor::testing
