// SPDX-License-Identifier: Apache-2.0
// Walks the log of a stretch from moment to moment and keeps what changed.
//
// A ledger is kept. At each moment at which something arrived it is asked twice: with what was
// known before, so that what the clock alone did stays apart from what the records did, and with
// each record of the moment. The second at which the clock changed something is found by halving.
#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "pipeline/pipeline.h"

namespace truce::pipeline {
namespace {

using std::chrono::seconds;

/// How much of each list of a snapshot was known.
struct Mark {
  std::size_t documents = 0;
  std::size_t statements = 0;
  std::size_t links = 0;
  std::size_t findings = 0;
  std::size_t declarations = 0;
  std::size_t amendments = 0;
  std::size_t series = 0;
  std::size_t agreements = 0;
};

/// One arrival: a document with all that was read in it, or one record by hand.
struct Step {
  Instant known_at;
  Mark before;
  Mark after;
  // A document in which nothing was read changes nothing.
  bool may_bear() const {
    return after.statements != before.statements || after.links != before.links ||
           after.findings != before.findings || after.declarations != before.declarations ||
           after.amendments != before.amendments || after.series != before.series ||
           after.agreements != before.agreements;
  }
};

/// The texts of the agreement and the series: their numbers and moments are not in a snapshot.
struct Rest {
  std::vector<Agreement> agreements;
  std::vector<std::pair<std::uint64_t, Instant>> agreement_entries;
  std::vector<std::pair<std::uint64_t, Instant>> series_entries;
};

Result<Rest> rest_of(const Store& store, const LogHead& head) {
  Rest rest;
  TRY(store.read({.last = head.entries, .kinds = {"agreement", "series"}},
                 [&](Entry&& entry) -> Result<void> {
                   if (const auto* text = std::get_if<AgreementText>(&entry.record)) {
                     rest.agreements.push_back(agreement::parse(text->text).agreement);
                     rest.agreement_entries.emplace_back(entry.number, entry.known_at);
                   } else {
                     rest.series_entries.emplace_back(entry.number, entry.known_at);
                   }
                   return {};
                 }));
  return rest;
}

/// Cuts the log into arrivals.
class Cutting {
 public:
  Cutting(const Snapshot& snapshot, const Rest& rest) : snapshot_(snapshot), rest_(rest) {}

  std::vector<Step> steps() {
    list(Kind::agreement, rest_.agreement_entries);
    list(Kind::series, rest_.series_entries);
    list(Kind::document, snapshot_.documents, snapshot_.documents_known);
    list(Kind::statement, snapshot_.statements, snapshot_.statements_known);
    list(Kind::link, snapshot_.links, snapshot_.links_known);
    list(Kind::finding, snapshot_.findings, snapshot_.findings_known);
    list(Kind::declaration, snapshot_.declarations, snapshot_.declarations_known);
    list(Kind::amendment, snapshot_.amendments, snapshot_.amendments_known);
    std::sort(items_.begin(), items_.end(),
              [](const Item& a, const Item& b) { return a.number < b.number; });
    for (const Item& item : items_) take(item);
    return std::move(steps_);
  }

 private:
  enum class Kind { agreement, series, document, statement, link, finding, declaration, amendment };
  struct Item {
    std::uint64_t number;
    Instant known_at;
    Kind kind;
    std::size_t at;
  };

  template <class Records>
  void list(Kind kind, const Records& records, const std::vector<Instant>& known) {
    for (std::size_t at = 0; at < records.size(); ++at)
      items_.push_back({records[at].id.value, known[at], kind, at});
  }
  void list(Kind kind, const std::vector<std::pair<std::uint64_t, Instant>>& entries) {
    for (std::size_t at = 0; at < entries.size(); ++at)
      items_.push_back({entries[at].first, entries[at].second, kind, at});
  }

  /// Whether it went in with the document before it.
  bool goes_on(const Item& item) const {
    if (steps_.empty() || steps_.back().known_at != item.known_at) return false;
    switch (item.kind) {
      case Kind::statement:
        return snapshot_.statements[item.at].document == document_;
      case Kind::link:
        return document_.value != 0 && snapshot_.links[item.at].statement.value > document_.value;
      case Kind::amendment:
        return document_.value != 0 &&
               snapshot_.amendments[item.at].replacement.value > document_.value;
      default:
        return false;
    }
  }

  void take(const Item& item) {
    if (!goes_on(item)) {
      const Mark mark = steps_.empty() ? Mark{} : steps_.back().after;
      steps_.push_back({item.known_at, mark, mark});
      document_ = {item.kind == Kind::document ? item.number : 0};
    }
    Mark& mark = steps_.back().after;
    switch (item.kind) {
      case Kind::agreement:
        mark.agreements = item.at + 1;
        break;
      case Kind::series:
        mark.series = item.at + 1;
        break;
      case Kind::document:
        mark.documents = item.at + 1;
        break;
      case Kind::statement:
        mark.statements = item.at + 1;
        break;
      case Kind::link:
        mark.links = item.at + 1;
        break;
      case Kind::finding:
        mark.findings = item.at + 1;
        break;
      case Kind::declaration:
        mark.declarations = item.at + 1;
        break;
      case Kind::amendment:
        mark.amendments = item.at + 1;
        break;
    }
  }

  const Snapshot& snapshot_;
  const Rest& rest_;
  std::vector<Item> items_;
  std::vector<Step> steps_;
  Id<Document> document_{};
};

template <class Records>
auto between(const Records& records, std::size_t begin, std::size_t end) {
  return std::span(records).subspan(begin, end - begin);
}

class Walk {
 public:
  Walk(const Snapshot& snapshot, const Rest& rest, const Stretch& stretch)
      : snapshot_(snapshot), rest_(rest), stretch_(stretch) {}

  std::vector<ChangeRecord> over(std::span<const Step> steps) {
    auto step = std::find_if(steps.begin(), steps.end(),
                             [&](const Step& one) { return one.known_at >= stretch_.since; });
    begin_with(step == steps.begin() ? Mark{} : std::prev(step)->after);
    while (step != steps.end()) {
      const auto end = std::find_if(
          step, steps.end(), [&](const Step& one) { return one.known_at != step->known_at; });
      if (std::any_of(step, end, [](const Step& one) { return one.may_bear(); })) {
        wait_until(step->known_at);
        learn({step, end});
      } else {
        for (const Step& one : std::span(step, end)) ledger_->learn(arrived_in(one));
      }
      step = end;
    }
    wait_until(snapshot_.as_known);
    return std::move(records_);
  }

 private:
  void begin_with(const Mark& mark) {
    ledger_.emplace(text_at(mark), stretch_.viewpoint, stretch_.since - seconds{1});
    ledger_->use(between(snapshot_.series, 0, mark.series));
    ledger_->learn(arrived_between({}, mark));
    account_ = ledger_->course();
  }

  const Agreement& text_at(const Mark& mark) const {
    return rest_.agreements[std::max<std::size_t>(mark.agreements, 1) - 1];
  }

  std::vector<Change> differences(const Account& before, const Account& after) const {
    auto changes = monitor::changes(before, after);
    if (!stretch_.clause.empty())
      std::erase_if(changes, [&](const Change& change) { return change.ref != stretch_.clause; });
    return changes;
  }

  Account account_at(Instant at) {
    ledger_->move_to(at);
    return ledger_->course();
  }

  void wait_until(Instant until) {
    if (until <= account_.as_known) return;
    Account later = account_at(until);
    by_clock(account_, later);
    ledger_->move_to(until);
    account_ = std::move(later);
  }

  /// Where to look first between two moments: around deadlines and at midnights something is
  /// likelier to happen than at any other second. Strictly between, nearest to the middle.
  Instant middle(const Account& before, const Account& after) const {
    const Instant first = before.as_known;
    const Instant last = after.as_known;
    const Instant centre = first + (last - first) / 2;
    std::optional<Instant> best;
    const auto offer = [&](Instant at) {
      if (at <= first || at >= last) return;
      if (!best || std::chrono::abs(at - centre) < std::chrono::abs(*best - centre)) best = at;
    };
    for (const Verdict& verdict : before.verdicts)
      if (verdict.due)
        for (const int around : {-1, 0, 1}) offer(*verdict.due + seconds{around});
    return best.value_or(centre);
  }

  void by_clock(const Account& before, const Account& after) {
    auto changed = differences(before, after);
    if (changed.empty()) return;
    if (after.as_known - before.as_known <= seconds{1}) {
      for (Change& change : changed) {
        const Instant at = deadline_of(change, after).value_or(after.as_known);
        records_.push_back({at, std::move(change), {Cause{}}});
      }
      return;
    }
    const Account half = account_at(middle(before, after));
    by_clock(before, half);
    by_clock(half, after);
  }

  /// A deadline has passed one second after it; what passed is dated at the deadline itself.
  static std::optional<Instant> deadline_of(const Change& change, const Account& account) {
    for (const Verdict& verdict : account.verdicts)
      if (verdict.clause == change.ref && verdict.reading == change.reading && verdict.due &&
          *verdict.due + seconds{1} == account.as_known)
        return verdict.due;
    return std::nullopt;
  }

  /// What changed between the first of the steps and the last, each change with those of the steps
  /// that bore on it.
  void learn(std::span<const Step> steps) {
    const Instant at = steps.front().known_at;
    struct Bearing {
      Change change;
      std::vector<Cause> causes;
    };
    std::vector<Bearing> on_the_way;
    const Account before = account_;
    for (const Step& step : steps) {
      const Arrived arrived = arrived_in(step);
      const auto told_of = amended_incidents(arrived);
      take(step, arrived);
      Account after = ledger_->course();
      const monitor::Stood was{account_, [&](Id<Statement> id) { return told_of.at(id); }};
      const monitor::Stood now{after, [&](Id<Statement> id) { return ledger_->incident_of(id); }};
      for (Change& change : differences(account_, after)) {
        auto causes = monitor::causes_of(change, was, now, arrived);
        on_the_way.push_back({std::move(change), std::move(causes)});
      }
      account_ = std::move(after);
    }
    for (Change& change : differences(before, account_)) {
      ChangeRecord record{at, std::move(change), {}};
      for (Bearing& bearing : on_the_way)
        if (bearing.change.same_subject(record.change))
          std::move(bearing.causes.begin(), bearing.causes.end(),
                    std::back_inserter(record.causes));
      records_.push_back(std::move(record));
    }
  }

  void take(const Step& step, const Arrived& arrived) {
    if (arrived.agreement != 0) ledger_->adopt(text_at(step.after));
    if (arrived.series != 0) ledger_->use(between(snapshot_.series, 0, step.after.series));
    ledger_->learn(arrived);
  }

  /// Where what is amended belonged before.
  std::unordered_map<Id<Statement>, Id<Incident>> amended_incidents(const Arrived& arrived) const {
    std::unordered_map<Id<Statement>, Id<Incident>> told_of;
    for (const Amendment& amendment : arrived.amendments)
      told_of[amendment.statement] = ledger_->incident_of(amendment.statement);
    return told_of;
  }

  Arrived arrived_in(const Step& step) const { return arrived_between(step.before, step.after); }

  Arrived arrived_between(const Mark& from, const Mark& to) const {
    return {.documents = between(snapshot_.documents, from.documents, to.documents),
            .statements = between(snapshot_.statements, from.statements, to.statements),
            .links = between(snapshot_.links, from.links, to.links),
            .findings = between(snapshot_.findings, from.findings, to.findings),
            .declarations = between(snapshot_.declarations, from.declarations, to.declarations),
            .amendments = between(snapshot_.amendments, from.amendments, to.amendments),
            .agreement = from.agreements == to.agreements
                             ? 0
                             : rest_.agreement_entries[to.agreements - 1].first,
            .series = from.series == to.series ? 0 : rest_.series_entries[to.series - 1].first};
  }

  const Snapshot& snapshot_;
  const Rest& rest_;
  const Stretch& stretch_;
  std::optional<monitor::Ledger> ledger_;
  Account account_;  // by the ledger, at its moment
  std::vector<ChangeRecord> records_;
};

std::size_t moments_in(const std::vector<Step>& steps, Instant since) {
  std::size_t moments = 0;
  std::optional<Instant> last;
  for (const Step& step : steps) {
    if (step.known_at < since || !step.may_bear() || last == step.known_at) continue;
    last = step.known_at;
    ++moments;
  }
  return moments;
}

Result<void> check(const Picture& latest, const Stretch& stretch) {
  const Account& account = *latest.scene().account;
  if (account.as_known < stretch.since)
    return invalid(fmt::format("{} is after {}, up to which changes are asked for",
                               to_text(stretch.since), to_text(account.as_known)),
                   "name an earlier moment since which, or a later one until which");
  const bool is_there =
      stretch.clause.empty() ||
      std::any_of(account.verdicts.begin(), account.verdicts.end(),
                  [&](const Verdict& verdict) { return verdict.clause == stretch.clause; });
  if (!is_there)
    return not_found(fmt::format("the agreement has no clause {}", stretch.clause),
                     "truce status lists the clauses");
  return {};
}

}  // namespace

Result<Changes> changes(const Store& store, const Stretch& stretch, Instant now,
                        std::optional<std::uint64_t> work_max) {
  const auto snapshot = TRY(pipeline::snapshot(store, stretch.until, now));
  TRY(check_viewpoint(snapshot->agreement, stretch.viewpoint));
  const Rest rest = TRY(rest_of(store, snapshot->head));
  const auto steps = Cutting(*snapshot, rest).steps();
  const std::size_t moments = moments_in(steps, stretch.since);
  if (work_max && moments * (snapshot->statements.size() + 1) > *work_max)
    return invalid(
        fmt::format("records arrived at {} moments of this stretch: too many for a page", moments),
        "ask for a shorter stretch, or run truce changes");
  auto latest = std::make_shared<const Picture>(snapshot, stretch.viewpoint);
  TRY(check(*latest, stretch));
  return Changes{.latest = std::move(latest),
                 .moments = moments,
                 .records = Walk(*snapshot, rest, stretch).over(steps)};
}

}  // namespace truce::pipeline
