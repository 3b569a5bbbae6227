// SPDX-License-Identifier: Apache-2.0
#include "monitor/shape.h"

#include <fmt/format.h>

namespace truce::monitor::testing {
namespace {

std::string shape(std::optional<std::int64_t> number) {
  return number ? std::to_string(*number) : "?";
}

std::string shape(const Voice& voice) {
  return fmt::format("{}/{}/{}", voice.name, voice.side, voice.group);
}

std::string shape(const Verdict& verdict) {
  std::string out =
      fmt::format("{} {} [{}] {} {} due {} since {} open {} alleged {} found {}\n", verdict.clause,
                  verdict.title, verdict.reading, to_text(verdict.state), to_text(verdict.status),
                  verdict.due ? truce::to_text(*verdict.due) : "-",
                  verdict.since ? truce::to_text(*verdict.since) : "-", verdict.days_open,
                  verdict.alleged_incidents, verdict.found);
  for (const Progress& progress : verdict.progress)
    out += fmt::format("  {} {}-{} of {} on {}, {} rows\n", shape(progress.counter),
                       shape(progress.low), shape(progress.high), shape(progress.target),
                       truce::to_text(progress.on), progress.statements.size());
  for (const Periods& periods : verdict.periods)
    out += fmt::format("  {} {} {} {}\n", shape(periods.counter), periods.told, periods.short_of,
                       periods.elapsed);
  for (const AllegedBy& row : verdict.alleged)
    out += fmt::format("  {} against {}: {} {}\n", shape(row.by), row.against, row.incidents,
                       row.rows.size());
  for (const Reason& reason : verdict.reasons)
    out += fmt::format("  because {} ({} {} {} {})\n", reason.text, reason.statements.size(),
                       reason.incidents.size(), reason.findings.size(), reason.declarations.size());
  for (const std::string& change : verdict.would_change) out += "  unless " + change + "\n";
  return out;
}

std::string shape(const Tally& tally) {
  std::string out = fmt::format("{} {} {}\n", tally.id, tally.title, shape(tally.target));
  for (const TallyLine& line : tally.lines) {
    out += fmt::format("  {} {} {}:", shape(line.counter), line.label, line.basis);
    for (const TallyStep& step : line.steps)
      out += fmt::format(" {} {}-{}", truce::to_text(step.on), shape(step.low), shape(step.high));
    for (const TallyPart& part : line.parts)
      out += fmt::format(" [{} {}-{} {}]", part.thing, shape(part.low), shape(part.high),
                         shape(part.counter));
    out += "\n";
  }
  for (const std::string& why : tally.why_differ) out += "  " + why + "\n";
  return out;
}

std::string shape(const GateCondition& condition, int depth) {
  std::string out(static_cast<std::size_t>(depth) * 2, ' ');
  out += fmt::format("{}: {}, {} {}\n", condition.words, to_text(condition.met), condition.account,
                     fmt::join(condition.required_by, ","));
  for (const GateCondition& child : condition.children) out += shape(child, depth + 1);
  return out;
}

std::string shape(const IncidentSummary& incident) {
  std::string out =
      fmt::format("{}: {} {}, clauses {}, evidence for {}\n", incident.title, incident.grade_parts,
                  fmt::join(incident.flags, ","), fmt::join(incident.clauses, ","),
                  fmt::join(incident.compliance, ","));
  for (const auto& range : incident.ranges)
    out += fmt::format("  {} {} {} {}-{}\n", shape(range.counter), to_text(range.measure), range.of,
                       shape(range.low), shape(range.high));
  for (const auto& responsible : incident.responsible)
    out += fmt::format("  {} by {}\n", responsible.actor, shape(responsible.by));
  return out;
}

}  // namespace

std::string shape_of(const Account& account) {
  std::string out = fmt::format("day {}, {} statements\n", account.day, account.statements);
  for (const PhaseState& phase : account.phases)
    out += fmt::format("phase {} {} {}\n", phase.number, static_cast<int>(phase.state),
                       phase.claims.size());
  for (const Verdict& verdict : account.verdicts) out += shape(verdict);
  for (const Tally& tally : account.tallies) out += shape(tally);
  out += shape(account.gate.root, 0);
  for (const GateCondition& blocker : account.gate.blockers) out += shape(blocker, 1);
  for (const IncidentSummary& incident : account.incidents) out += shape(incident);
  for (const ArithmeticFlag& flag : account.flags) out += flag.text + "\n";
  return out;
}

}  // namespace truce::monitor::testing
