// SPDX-License-Identifier: Apache-2.0
// truce status and truce explain, for people and for spreadsheets.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "report/pages.h"

namespace truce::report {
namespace {

std::string current_phase(const Account& account) {
  for (const PhaseState& phase : account.phases)
    if (phase.state == PhaseState::State::current) return "phase " + phase.number;
  return "no phase begun";
}

std::string clause_title(const Verdict& verdict) {
  return verdict.reading.empty() ? verdict.title
                                 : fmt::format("{} (as {} reads)", verdict.title, verdict.reading);
}

std::string status_words(const Verdict& verdict) {
  std::string words = words_of(to_text(verdict.status));
  const bool settled = verdict.state == VerdictState::fulfilled ||
                       verdict.state == VerdictState::fulfilled_late ||
                       verdict.state == VerdictState::violated;
  if (settled && verdict.since)
    words += " " + to_words(day_of(*verdict.since));
  else if (verdict.days_open > 0 && verdict.state == VerdictState::open &&
           verdict.status != ClauseStatus::watched)
    words += verdict.due ? fmt::format(", due {}", to_words(*verdict.due))
                         : fmt::format(", day {}, no date set", verdict.days_open);
  return words;
}

std::string required_words(const std::vector<std::string>& required_by) {
  return required_by.empty() ? "" : fmt::format(" (as {} reads)", fmt::join(required_by, ", "));
}

std::string gate_text(const Gate& gate) {
  if (gate.phase.empty()) return {};
  std::string out = fmt::format("phase {} waits for:\n", gate.phase);
  for (const GateCondition& blocker : gate.blockers) {
    out += fmt::format("  {}{}: {}", visible(blocker.words), required_words(blocker.required_by),
                       words_of(to_text(blocker.met)));
    if (!blocker.account.empty()) out += fmt::format("; {}", visible(blocker.account));
    out += '\n';
  }
  if (gate.blockers.empty()) out += "  nothing that the account knows of\n";
  return out;
}

std::string tallies_text(const Account& account) {
  std::string out;
  for (const Tally& tally : account.tallies) {
    std::vector<std::string> lines;
    for (const TallyLine& line : tally.lines) {
      if (line.steps.empty()) continue;
      const TallyStep& last = line.steps.back();
      std::string count = count_words(last.low, last.high);
      if (tally.target) count += fmt::format(" of {}", *tally.target);
      lines.push_back(fmt::format("  {}  {}, {}, {} ({})", count, line.counter.name, line.label,
                                  to_words(last.on), line.basis));
    }
    if (lines.empty()) continue;
    out += fmt::format("{}  {}\n{}\n", tally.id, tally.title, fmt::join(lines, "\n"));
  }
  return out;
}

std::string status_text(const Scene& scene) {
  const Account& account = *scene.account;
  std::string out = fmt::format(
      "{}{} · day {} · {} · as known {} · {}\n\n", scene.agreement->title,
      account.version.empty() ? "" : fmt::format(" · as amended by “{}”", account.version),
      account.day, current_phase(account), to_words(account.as_known), to_text(account.viewpoint));
  Table clauses{{"", "", "", ""}, {}};
  const Verdict* text_reads = nullptr;
  for (const Verdict& verdict : account.verdicts) {
    if (verdict.reading.empty())
      text_reads = &verdict;
    else if (text_reads != nullptr && status_words(verdict) == status_words(*text_reads) &&
             summary_of(verdict) == summary_of(*text_reads))
      continue;  // a reading that comes to the same is on the clause's own page
    clauses.rows.push_back(
        {verdict.clause, clause_title(verdict), status_words(verdict), summary_of(verdict)});
  }
  out += text_of(clauses) + "\n" + gate_text(account.gate) + "\n" +
         "counts, by counter, never summed\n" + tallies_text(account);
  for (const ArithmeticFlag& flag : account.flags)
    if (const Statement* statement = scene.statement(flag.statement))
      out += fmt::format("flag: {} in statement {} by {}\n", flag.text, flag.statement.value,
                         visible(scene.voice_of(*statement).name));
  out += fmt::format("\nunreviewed: {} of {} statements · log {} entries, root {}\n",
                     account.unreviewed, account.statements, scene.log.entries,
                     scene.log.root.substr(0, 16));
  return out;
}

std::string day_or_empty(const std::optional<Day>& day) { return day ? to_text(*day) : ""; }

Table status_table(const Scene& scene) {
  Table table{{"clause", "title", "reading", "status", "state", "due", "since", "days_open",
               "alleged_incidents", "found", "last_alleged", "last_found", "summary"},
              {}};
  for (const Verdict& verdict : scene.account->verdicts)
    table.rows.push_back(
        {verdict.clause, verdict.title, verdict.reading, std::string(to_text(verdict.status)),
         std::string(to_text(verdict.state)), verdict.due ? to_text(*verdict.due) : "",
         verdict.since ? to_text(*verdict.since) : "", std::to_string(verdict.days_open),
         std::to_string(verdict.alleged_incidents), std::to_string(verdict.found),
         day_or_empty(verdict.last_alleged), day_or_empty(verdict.last_found),
         summary_of(verdict)});
  return table;
}

std::vector<const Verdict*> verdicts_of(const Account& account, std::string_view ref) {
  std::vector<const Verdict*> found;
  for (const Verdict& verdict : account.verdicts)
    if (verdict.clause == ref || verdict.follows == ref) found.push_back(&verdict);
  return found;
}

std::string statement_line(const Scene& scene, Id<Statement> id) {
  const Statement* statement = scene.statement(id);
  if (statement == nullptr) return {};
  const Document* document = scene.document(statement->document);
  return fmt::format("      [{}] {}: \"{}\"  ({}, document {})\n", id.value,
                     visible(scene.voice_of(*statement).name), visible(statement->quote.text),
                     document == nullptr ? "" : visible(document->publisher),
                     statement->document.value);
}

std::string verdict_text(const Scene& scene, const Verdict& verdict) {
  constexpr std::size_t words_max = 6;  // statements quoted under one reason; the rest are counted
  std::string out =
      fmt::format("{}  {}: {}\n", verdict.clause, clause_title(verdict), status_words(verdict));
  if (const std::string summary = summary_of(verdict); !summary.empty())
    out += "  " + visible(summary) + "\n";
  for (const Reason& reason : verdict.reasons) {
    out += fmt::format("  - {}\n", visible(reason.text));
    for (std::size_t at = 0; at < std::min(words_max, reason.statements.size()); ++at)
      out += statement_line(scene, reason.statements[at]);
    if (reason.statements.size() > words_max)
      out += fmt::format("      and {} more statements\n", reason.statements.size() - words_max);
    if (!reason.incidents.empty()) {
      std::vector<std::uint64_t> some;
      for (const Id<Incident> id : reason.incidents)
        if (some.size() < 12) some.push_back(id.value);
      out += fmt::format("      incidents {}{}\n", fmt::join(some, ", "),
                         reason.incidents.size() > some.size()
                             ? fmt::format(" and {} more", reason.incidents.size() - some.size())
                             : "");
    }
  }
  if (!verdict.would_change.empty()) {
    out += "  what would change this:\n";
    for (const std::string& what : verdict.would_change)
      out += fmt::format("  - {}\n", visible(what));
  }
  return out;
}

Table reasons_table(const Scene& scene, const std::vector<const Verdict*>& verdicts) {
  Table table{
      {"clause", "reading", "reason", "statement", "speaker", "publisher", "document", "words"},
      {}};
  for (const Verdict* verdict : verdicts)
    for (const Reason& reason : verdict->reasons) {
      if (reason.statements.empty())
        table.rows.push_back({verdict->clause, verdict->reading, reason.text, "", "", "", "", ""});
      for (const Id<Statement> id : reason.statements)
        if (const Statement* statement = scene.statement(id)) {
          const Document* document = scene.document(statement->document);
          table.rows.push_back({verdict->clause, verdict->reading, reason.text,
                                std::to_string(id.value), scene.voice_of(*statement).name,
                                document == nullptr ? "" : document->publisher,
                                std::to_string(statement->document.value), statement->quote.text});
        }
    }
  return table;
}

}  // namespace

std::string status(const Scene& scene, Format format) {
  switch (format) {
    case Format::json:
      return board_json(scene);
    case Format::csv:
      return csv_of(status_table(scene));
    case Format::text:
      return status_text(scene);
  }
  return {};
}

Result<std::string> explain(const Scene& scene, std::string_view ref, Format format) {
  if (format == Format::json) return clause_json(scene, ref);
  const auto verdicts = verdicts_of(*scene.account, ref);
  if (verdicts.empty())
    return not_found(fmt::format("the agreement has no clause {}", ref),
                     "truce status lists the clauses");
  if (format == Format::csv) return csv_of(reasons_table(scene, verdicts));
  std::string out;
  if (const Clause* clause =
          agreement::clause_as_of(*scene.agreement, ref, scene.account->as_known)) {
    out += visible(clause->words) + "\n";
    if (!clause->counting_rule.empty())
      out += fmt::format("counting {}\n", visible(clause->counting_rule));
    out += '\n';
  } else if (!verdicts.front()->words.empty()) {
    out += visible(verdicts.front()->words) + "\n\n";
  }
  for (const Verdict* verdict : verdicts) out += verdict_text(scene, *verdict);
  return out;
}

}  // namespace truce::report
