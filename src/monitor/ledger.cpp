// SPDX-License-Identifier: Apache-2.0
// The account as it is kept. Each layer says what changed in it to the one above: the world says
// which statements and incidents it touched, the incidents and running counts which clauses'
// evidence, and the course works out the verdicts for which something is asked anew.
#include <algorithm>
#include <utility>

#include "monitor/arithmetic.h"
#include "monitor/course.h"
#include "monitor/monitor.h"
#include "monitor/terms.h"

namespace truce::monitor {
namespace {

std::int64_t day_number(const World& world) {
  if (!world.in_force || world.as_known < *world.in_force) return 0;
  const std::int64_t since = (world.today - world.in_force_days.front()).count();
  return world.calendar.counts_the_day_itself() ? since + 1 : since;
}

/// Everything that is kept of one text of the agreement under one viewpoint.
class Layers {
 public:
  Layers(Agreement text, const Viewpoint& viewpoint, std::span<const Series> series, Instant now)
      : agreement_(std::move(text)),
        viewpoint_(viewpoint),
        world_(agreement_, viewpoint_, series, now),
        machines_(compile(world_)),
        counting_(world_, machines_),
        tallies_(empty_tallies(counting_.all())),
        bearings_(world_, machines_, counting_.all(), tallies_),
        powers_(world_, machines_),
        heard_(world_) {
    governed_.resize(machines_.size());
    for (std::size_t at = 0; at < machines_.size(); ++at) evidence_.push_back(&bearings_.of(at));
    work_in_declarations();
  }
  // Everything in it refers to its parts.
  Layers(const Layers&) = delete;
  Layers& operator=(const Layers&) = delete;

  World& world() { return world_; }
  const World& world() const { return world_; }

  /// Works in what the world was given. False: it must be made anew.
  bool settle() {
    Touched touched = world_.settle();
    if (touched.anew) return false;
    for (const Finding* finding : touched.findings) rulings_.learn(*finding);
    told_by_all_.resize(world_.incidents.size());
    for (const std::uint32_t at : touched.incidents) told_by_all_[at].reset();
    apply_viewpoint_to(touched);
    work_in(touched);
    if (touched.declarations) work_in_declarations();
    govern();
    return true;
  }

  void move_to(Instant now) {
    world_.move_to(now);
    powers_.find_end();
    govern();
  }

  void see_as(const Viewpoint& viewpoint) {
    viewpoint_ = viewpoint;
    memory_ = {};
    Touched touched;
    for (std::uint32_t at = 0; at < world_.told.size(); ++at)
      if (apply_viewpoint(world_, at)) touched.statements.push_back(at);
    std::vector<bool> is_touched(world_.incidents.size(), false);
    for (std::uint32_t at = 0; at < world_.incidents.size(); ++at)
      apply_viewpoint(world_, at, touched.statements);
    std::sort(touched.statements.begin(), touched.statements.end());
    for (const std::uint32_t at : touched.statements)
      if (const std::uint32_t incident = world_.told[at].incident; incident != kNone)
        is_touched[incident] = true;
    for (std::uint32_t at = 0; at < is_touched.size(); ++at)
      if (is_touched[at]) touched.incidents.push_back(at);
    work_in(touched);
    work_in_declarations();  // whose watch counts is a matter of whose account it is
    govern();
  }

  Account course() {
    Account account{.as_known = world_.as_known, .viewpoint = viewpoint_};
    Course course({world_, machines_, evidence_, tallies_, summaries_, powers_, heard_}, memory_);
    account.day = day_number(world_);
    account.version = agreement_.version;
    account.phases = course.phases();
    account.verdicts = course.verdicts();
    note_concurrence(agreement_, account.verdicts);
    account.gate = course.gate();
    return account;
  }

  Account account() {
    Account account = course();
    account.tallies = tallies_;
    const ColumnTotals totals = column_totals(world_);
    for (std::size_t at = 0; at < account.tallies.size(); ++at)
      account.tallies[at].why_differ =
          why_differ(world_, totals, counting_.all()[at], account.tallies[at]);
    account.incidents = shown_incidents();
    account.flags = arithmetic(world_);
    for (const Told& told : world_.told) {
      account.statements += told.counts;
      account.unreviewed +=
          told.counts && !told.statement->reviewed && told.standing != Standing::misread;
    }
    return account;
  }

 private:
  /// Works in what was touched, which statements count being settled.
  void work_in(const Touched& touched) {
    summaries_.resize(world_.incidents.size());
    for (const std::uint32_t at : touched.incidents) summarise(at);
    bearings_.take(touched.incidents, summaries_, rulings_);
    counting_.update(touched.statements);
    if (touched.speakers) counting_.reorder();
    bearings_.take_reports(touched.statements);
    for (const std::uint32_t at : touched.statements)
      if (at >= heard_until_) heard_.take(at);
    heard_until_ = world_.told.size();
    recount();
    work_in_findings(touched);
    if (touched.incidents.empty()) return;
    // A change of grade may let in what a clause did not count, or keep it out.
    for (std::size_t at = 0; at < machines_.size(); ++at)
      if (machines_[at].clause->least_grade) bearings_.touch(at);
  }

  void apply_viewpoint_to(Touched& touched) {
    std::vector<std::uint32_t> changed;
    for (const std::uint32_t at : touched.statements) apply_viewpoint(world_, at);
    for (const std::uint32_t at : touched.incidents) apply_viewpoint(world_, at, changed);
    if (changed.empty()) return;
    touched.statements.insert(touched.statements.end(), changed.begin(), changed.end());
    std::sort(touched.statements.begin(), touched.statements.end());
    touched.statements.erase(std::unique(touched.statements.begin(), touched.statements.end()),
                             touched.statements.end());
  }

  void summarise(std::uint32_t at) {
    const auto members = world_.members(at);
    const bool by_all = std::all_of(members.begin(), members.end(), [&](std::uint32_t member) {
      return world_.told[member].counts;
    });
    if (by_all && told_by_all_[at]) {
      summaries_[at] = told_by_all_[at];
      return;
    }
    if (auto summary = summary_of(world_, machines_, at, rulings_.of(world_.incidents[at].id)))
      summaries_[at] = std::move(*summary);
    else
      summaries_[at].reset();
    if (by_all) told_by_all_[at] = summaries_[at];
  }

  void recount() {
    const auto changed = counting_.take_changed();
    for (const std::size_t at : changed) {
      if (counting_.all()[at].subject.population) continue;
      retell(world_, counting_.all()[at], tallies_[at]);
      bearings_.recount(at);
    }
    if (changed.empty()) return;
    // Made of the tallies of its parts, any of which may have changed.
    for (std::size_t at = 0; at < tallies_.size(); ++at)
      if (const Population* population = counting_.all()[at].subject.population) {
        retell(world_, counting_.all()[at], tallies_[at]);
        add_population_lines(world_, *population, machines_, tallies_, tallies_[at]);
      }
  }

  // A finding bears on its clause; and a finding on an incident bears on all clauses of which
  // breaches of it were found, as does whatever changes that incident.
  void work_in_findings(const Touched& touched) {
    std::vector<bool> is_affected(machines_.size(), false);
    const auto affect = [&](const std::string& clause) {
      if (const auto machine = bearings_.machine_of(clause)) is_affected[*machine] = true;
    };
    for (const Finding* finding : touched.findings) affect(finding->clause);
    for (const std::uint32_t at : touched.incidents)
      if (const Ruling* ruling = rulings_.of(world_.incidents[at].id))
        for (const Finding* finding : ruling->breach) affect(finding->clause);
    for (std::size_t at = 0; at < machines_.size(); ++at)
      if (is_affected[at]) bearings_.read_findings(at, rulings_, summaries_);
  }

  void work_in_declarations() {
    bearings_.read_declarations();
    powers_.read_declarations();
    powers_.find_end();
  }

  /// Where not all of the evidence counts, a copy of what does.
  void govern() {
    const bool only_findings = viewpoint_.kind == Viewpoint::Kind::findings;
    for (std::size_t at = 0; at < machines_.size(); ++at) {
      const Evidence& whole = bearings_.of(at);
      const bool by_powers = powers_.may_govern(at, whole);
      if (!only_findings && !by_powers && !machines_[at].clause->least_grade) {
        evidence_[at] = &whole;
        governed_[at].reset();
        continue;
      }
      if (governed_[at] && governed_[at]->evidence.version == whole.version &&
          governed_[at]->ended == powers_.has_ended())
        continue;
      governed_[at] = Governed{whole, powers_.has_ended()};
      Evidence& counts = governed_[at]->evidence;
      if (only_findings) {
        drop_allegations(counts, [](Id<Incident>) { return true; });
        counts.cleared.clear();
        counts.reports.clear();
      }
      powers_.govern(at, counts);
      hold_to_grade(world_, machines_[at], summaries_, counts);
      evidence_[at] = &counts;
    }
  }

  // By the day of the event, then by when it was first known, then in the order of the log.
  std::vector<Shared<IncidentSummary>> shown_incidents() const {
    struct Row {
      Day from;
      Instant first_known;
      Id<Incident> id;
      std::uint32_t at;
    };
    std::vector<Row> rows;
    rows.reserve(summaries_.size());
    for (std::uint32_t at = 0; at < summaries_.size(); ++at) {
      if (!summaries_[at] || !is_shown(world_, at, rulings_.of(world_.incidents[at].id))) continue;
      const IncidentSummary& summary = *summaries_[at];
      rows.push_back({*summary.window.from, summary.first_known, summary.id, at});
    }
    std::sort(rows.begin(), rows.end(), [](const Row& left, const Row& right) {
      return std::tie(left.from, left.first_known, left.id) <
             std::tie(right.from, right.first_known, right.id);
    });
    std::vector<Shared<IncidentSummary>> shown;
    shown.reserve(rows.size());
    for (const Row& row : rows) shown.push_back(*summaries_[row.at]);
    return shown;
  }

  struct Governed {
    Evidence evidence;
    bool ended = false;  // as it was when this was made
  };

  const Agreement agreement_;
  Viewpoint viewpoint_;
  World world_;
  std::vector<Machine> machines_;
  Counting counting_;
  std::vector<Tally> tallies_;  // in step with the counts
  Bearings bearings_;
  Powers powers_;
  Heard heard_;
  std::size_t heard_until_ = 0;  // of World::told
  Rulings rulings_;
  Summaries summaries_;    // in step with World::incidents
  Summaries told_by_all_;  // those made when all that tell of an incident counted
  std::vector<std::optional<Governed>> governed_;  // by machine
  std::vector<const Evidence*> evidence_;          // by machine: what counts
  Memory memory_;
};

Arrived arrived_in(const Known& known) {
  return {.documents = known.documents,
          .statements = known.statements,
          .findings = known.findings,
          .declarations = known.declarations,
          .amendments = known.amendments};
}

}  // namespace

class Ledger::Kept {
 public:
  Kept(const Agreement& agreement, const Viewpoint& viewpoint, const Known& known)
      : agreement_(&agreement),
        viewpoint_(viewpoint),
        now_(known.as_known),
        series_(known.series),
        incidents_(known.incidents),
        past_{arrived_in(known)} {
    make();
  }

  void learn(const Arrived& arrived) {
    past_.push_back(arrived);
    give(arrived);
    if (!layers_->settle()) make();
  }
  void adopt(const Agreement& agreement) {
    agreement_ = &agreement;
    make();
  }
  void use(std::span<const Series> series) {
    series_ = series;
    make();
  }
  void move_to(Instant now) {
    const Instant before = std::exchange(now_, now);
    const bool other_text = agreement::revisions_in_force(*agreement_, before) !=
                            agreement::revisions_in_force(*agreement_, now);
    if (layers_->world().is_undated() || other_text)
      make();
    else
      layers_->move_to(now);
  }
  void see_as(const Viewpoint& viewpoint) {
    viewpoint_ = viewpoint;
    layers_->see_as(viewpoint);
  }
  Layers& layers() { return *layers_; }

 private:
  void make() {
    layers_.reset();
    layers_ = std::make_unique<Layers>(
        agreement_->revisions.empty() ? *agreement_ : agreement::as_of(*agreement_, now_),
        viewpoint_, series_, now_);
    bool first = true;
    for (const Arrived& arrived : past_) {
      give(arrived);
      if (std::exchange(first, false))
        for (const Incident& incident : incidents_)
          for (const Id<Statement> statement : incident.statements)
            layers_->world().join(statement, incident.id);
    }
    layers_->settle();
  }

  void give(const Arrived& arrived) {
    World& world = layers_->world();
    world.learn(arrived.documents);
    world.learn(arrived.statements);
    for (const Link& link : arrived.links)
      world.join(link.statement,
                 link.incident.value != 0 ? link.incident : Id<Incident>{link.id.value});
    for (const Amendment& amendment : arrived.amendments) world.learn(amendment);
    for (const Finding& finding : arrived.findings) world.learn(finding);
    for (const Declaration& declaration : arrived.declarations) world.learn(declaration);
  }

  const Agreement* agreement_;
  Viewpoint viewpoint_;
  Instant now_;
  std::span<const Series> series_;
  std::span<const Incident> incidents_;
  std::vector<Arrived> past_;
  std::unique_ptr<Layers> layers_;
};

Ledger::Ledger(const Agreement& agreement, const Viewpoint& viewpoint, Instant now)
    : Ledger(agreement, viewpoint, Known{.as_known = now}) {}

Ledger::Ledger(const Agreement& agreement, const Viewpoint& viewpoint, const Known& known)
    : kept_(std::make_unique<Kept>(agreement, viewpoint, known)) {}

Ledger::~Ledger() = default;
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;

void Ledger::learn(const Arrived& arrived) { kept_->learn(arrived); }
void Ledger::adopt(const Agreement& agreement) { kept_->adopt(agreement); }
void Ledger::use(std::span<const Series> series) { kept_->use(series); }
void Ledger::move_to(Instant now) { kept_->move_to(now); }
void Ledger::see_as(const Viewpoint& viewpoint) { kept_->see_as(viewpoint); }
Account Ledger::account() const { return kept_->layers().account(); }
Account Ledger::course() const { return kept_->layers().course(); }

Id<Incident> Ledger::incident_of(Id<Statement> statement) const {
  const World& world = kept_->layers().world();
  const std::uint32_t at = world.by_id[statement];
  if (at == kNone || !world.told[at].counts || world.told[at].incident == kNone) return {};
  return world.incidents[world.told[at].incident].id;
}

Account account(const Agreement& agreement, const Known& known, const Viewpoint& viewpoint) {
  return Ledger(agreement, viewpoint, known).account();
}

std::vector<Account> accounts(const Agreement& agreement, const Known& known,
                              std::span<const Viewpoint> viewpoints) {
  std::vector<Account> all;
  all.reserve(viewpoints.size());
  std::optional<Ledger> ledger;
  for (const Viewpoint& viewpoint : viewpoints) {
    if (ledger)
      ledger->see_as(viewpoint);
    else
      ledger.emplace(agreement, viewpoint, known);
    all.push_back(ledger->account());
  }
  return all;
}

}  // namespace truce::monitor
