// SPDX-License-Identifier: Apache-2.0
// The Agreement page and one clause's page.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "report/pages.h"

namespace truce::report {
namespace {

constexpr std::array kModalities = {"forbids",          "requires_once", "requires_each",
                                    "requires_lasting", "limits",        "permits"};

Json progress(const std::vector<Progress>& lines) {
  Json list = Json::array();
  for (const Progress& line : lines)
    list.push_back({{"counter", voice(line.counter)},
                    {"low", or_null(line.low)},
                    {"high", or_null(line.high)},
                    {"target", or_null(line.target)},
                    {"thing", line.thing},
                    {"on", to_text(line.on)},
                    {"statements", ids(line.statements)}});
  return list;
}

Json periods(const std::vector<Periods>& lines) {
  Json list = Json::array();
  for (const Periods& line : lines)
    list.push_back({{"counter", voice(line.counter)},
                    {"told", line.told},
                    {"short_of", line.short_of},
                    {"elapsed", line.elapsed},
                    {"silent", line.silent},
                    {"statements", ids(line.statements)}});
  return list;
}

Json bound(const std::vector<Bound>& parties) {
  Json list = Json::array();
  for (const Bound& bound : parties)
    list.push_back({{"party", bound.party}, {"alleged", bound.alleged}, {"found", bound.found}});
  return list;
}

Json coverage(const std::optional<Coverage>& coverage) {
  if (!coverage) return nullptr;
  return {{"days", coverage->days},
          {"watched", coverage->watched},
          {"partly", coverage->partly},
          {"by", coverage->by},
          {"declarations", ids(coverage->declarations)}};
}

Json alleged(const std::vector<AllegedBy>& lines) {
  Json list = Json::array();
  for (const AllegedBy& line : lines)
    list.push_back({{"by", voice(line.by)},
                    {"against", line.against},
                    {"incidents", line.incidents},
                    {"rows", ids(line.rows)},
                    {"last", or_null(line.last)}});
  return list;
}

Json citations(const std::vector<Citation>& citations) {
  Json list = Json::array();
  for (const Citation& citation : citations) list.push_back(citation.text);
  return list;
}

std::string consequence_words(const Consequence& consequence) {
  std::string words = fmt::format(
      "{} {} must {}", consequence.trigger == Consequence::Trigger::then ? "then" : "otherwise",
      fmt::join(consequence.bearers, ", "), consequence.words);
  if (!consequence.within) return words;
  constexpr std::array units = {"minutes", "hours", "days", "working days", "weeks", "months"};
  return words + fmt::format(" within {} {}", consequence.within->amount,
                             units.at(static_cast<std::size_t>(consequence.within->unit)));
}

/// The page that each citation names: a number, or null where it names none or numbers it
/// otherwise.
Json pages(const std::vector<Citation>& citations) {
  Json list = Json::array();
  for (const Citation& citation : citations) {
    const std::string page = citation.page().value_or("");
    int number = 0;
    const char* const end = page.data() + page.size();
    const auto read = std::from_chars(page.data(), end, number);
    list.push_back(read.ec == std::errc() && read.ptr == end ? Json(number) : Json(nullptr));
  }
  return list;
}

const Verdict* find_verdict(const Account& account, std::string_view ref) {
  const auto found = std::find_if(account.verdicts.begin(), account.verdicts.end(),
                                  [&](const Verdict& verdict) { return verdict.clause == ref; });
  return found == account.verdicts.end() ? nullptr : &**found;
}

const Clause* clause_in_force(const Scene& scene, std::string_view ref) {
  return agreement::clause_as_of(*scene.agreement, ref, scene.account->as_known);
}

/// The clause's words and rules, beside where it stands.
void add_text(Json& page, const Clause& clause) {
  page["counting_rule"] = clause.counting_rule;
  page["exceptions"] = clause.exceptions;
  Json readings = Json::array();
  for (const ClauseReading& reading : clause.readings)
    readings.push_back({{"by", reading.by}, {"words", reading.words}});
  page["readings"] = readings;
  Json consequences = Json::array();
  for (const Consequence& consequence : clause.consequences)
    consequences.push_back(consequence_words(consequence));
  page["consequences"] = consequences;
  page["codes"] = clause.codes;
}

}  // namespace

Json clause_row(const Scene& scene, const Verdict& verdict) {
  const Clause* clause = clause_in_force(scene, verdict.clause);
  Json row = {{"ref", verdict.clause}, {"title", verdict.title}};
  row["citations"] = clause == nullptr ? Json::array() : citations(clause->citations);
  row["pages"] = clause == nullptr ? Json::array() : pages(clause->citations);
  row["bearers"] = clause == nullptr ? Json::array() : Json(clause->bearers);
  row["modality"] = !verdict.follows.empty() ? "requires_once"
                    : clause == nullptr
                        ? "rule"
                        : kModalities.at(static_cast<std::size_t>(clause->modality));
  row["words"] = verdict.words;
  row["follows"] = verdict.follows;
  row["reading"] = verdict.reading;
  row["status"] = to_text(verdict.status);
  row["status_words"] = words_of(to_text(verdict.status));
  row["state"] = to_text(verdict.state);
  row["due"] = or_null(verdict.due);
  row["since"] = or_null(verdict.since);
  row["days_open"] = verdict.days_open;
  row["progress"] = progress(verdict.progress);
  row["periods"] = periods(verdict.periods);
  row["alleged"] = alleged(verdict.alleged);
  row["bound"] = bound(verdict.bound);
  row["coverage"] = coverage(verdict.coverage);
  row["alleged_incidents"] = verdict.alleged_incidents;
  row["found"] = verdict.found;
  row["last_alleged"] = or_null(verdict.last_alleged);
  row["last_found"] = or_null(verdict.last_found);
  row["summary"] = summary_of(verdict);
  return row;
}

Json clause_rows(const Scene& scene) {
  Json list = Json::array();
  for (const Verdict& verdict : scene.account->verdicts) list.push_back(clause_row(scene, verdict));
  return list;
}

std::string agreement_json(const Scene& scene) {
  const Agreement agreement = agreement::as_of(*scene.agreement, scene.account->as_known);
  Json phases = Json::array();
  for (std::size_t at = 0; at < agreement.phases.size(); ++at) {
    const Phase& phase = agreement.phases[at];
    Json clauses = Json::array();
    for (const Verdict& verdict : scene.account->verdicts) {
      const Phase* home =
          agreement.phase_of(verdict.follows.empty() ? verdict.clause : verdict.follows);
      if (home == &phase) clauses.push_back(clause_row(scene, verdict));
    }
    const auto state = at < scene.account->phases.size() ? scene.account->phases[at].state
                                                         : PhaseState::State::not_started;
    phases.push_back({{"number", phase.number},
                      {"title", phase.title},
                      {"state", to_text(state)},
                      {"clauses", clauses}});
  }
  Json in_force = Json::array();
  for (const EntryIntoForce& entry : agreement.in_force) {
    const auto at = instant_of(entry.at, agreement.zone);
    in_force.push_back({{"at", at ? Json(to_text(*at)) : Json(nullptr)}, {"as", entry.as}});
  }
  Json parties = Json::array();
  for (const Participant& participant : agreement.participants)
    if (participant.role == Role::party) parties.push_back(participant.name);
  return dump({{"title", agreement.title},
               {"in_force", in_force},
               {"parties", parties},
               {"documents", agreement.documents},
               {"addresses", agreement.addresses},
               {"version", scene.account->version},
               {"text", scene.agreement_text},
               {"phases", phases}});
}

Result<std::string> clause_json(const Scene& scene, std::string_view ref) {
  const Verdict* verdict = find_verdict(*scene.account, ref);
  if (verdict == nullptr)
    return not_found(fmt::format("the agreement has no clause {}", ref),
                     "truce status lists the clauses");
  Json page = clause_row(scene, *verdict);
  page["reasons"] = reasons(verdict->reasons);
  page["would_change"] = verdict->would_change;
  // Rules and the duties that follow from a clause have a page of the same form.
  const Clause* clause = clause_in_force(scene, ref);
  add_text(page, clause == nullptr ? Clause{} : *clause);
  Json by_reading = Json::array();
  for (const Verdict& other : scene.account->verdicts)
    if (other.clause == ref && !other.reading.empty()) {
      Json row = clause_row(scene, other);
      row["reasons"] = reasons(other.reasons);
      by_reading.push_back(row);
    }
  page["by_reading"] = by_reading;
  Json incidents = Json::array();
  for (const IncidentSummary* incident : select(scene, {.clause = std::string(ref)})) {
    if (incidents.size() >= 500) break;
    incidents.push_back(incident_row(*incident));
  }
  page["incidents"] = incidents;
  Json named = page;
  named.erase("incidents");
  page["rows"] = rows(scene, statements_named_in(named));
  return dump(page);
}

}  // namespace truce::report
