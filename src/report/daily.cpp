// SPDX-License-Identifier: Apache-2.0
// The daily report: corrections first, then what is kept and broken, with the figures of the period
// before.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "report/pages.h"

namespace truce::report {
namespace {

struct Section {
  std::string heading;
  std::vector<std::string> lines;
  std::optional<Table> table;
};

const Verdict* same_clause(const Account& account, const Verdict& verdict) {
  for (const Verdict& other : account.verdicts)
    if (other.clause == verdict.clause && other.reading == verdict.reading) return &other;
  return nullptr;
}

Section corrections(const Scene& scene, Instant since) {
  Section section{"Corrections to what was reported before", {}, {}};
  for (std::size_t at = 0; at < scene.amendments.size(); ++at) {
    if (scene.amendments_known[at] <= since) continue;
    const Amendment& amendment = scene.amendments[at];
    section.lines.push_back(
        fmt::format("statement {} was {}: {}", amendment.statement.value, amended_words(amendment),
                    amendment.reason));
  }
  for (std::size_t at = 0; at < scene.statements.size(); ++at)
    if (scene.statements_known[at] > since && scene.statements[at].mood == Mood::corrected)
      section.lines.push_back(fmt::format("{} gives a corrected figure: \"{}\" (statement {})",
                                          scene.voice_of(scene.statements[at]).name,
                                          scene.statements[at].quote.text,
                                          scene.statements[at].id.value));
  if (section.lines.empty()) section.lines.emplace_back("none in this period");
  return section;
}

Section summary(const Scene& scene, const Scene& before) {
  const auto fresh =
      scene.statements.size() - std::min(scene.statements.size(), before.statements.size());
  const auto incidents =
      scene.incidents.size() - std::min(scene.incidents.size(), before.incidents.size());
  Section section{"Summary", {}, {}};
  section.lines.push_back(
      fmt::format("{} statements and {} incidents became known in the period", fresh, incidents));
  for (const Verdict& verdict : scene.account->verdicts) {
    const Verdict* earlier = same_clause(*before.account, verdict);
    if (earlier != nullptr && earlier->state != verdict.state)
      section.lines.push_back(fmt::format("clause {} was {}, now {}", verdict.clause,
                                          words_of(to_text(earlier->state)),
                                          words_of(to_text(verdict.state))));
  }
  section.lines.push_back(fmt::format("{} of {} statements are not reviewed by a person",
                                      scene.account->unreviewed, scene.account->statements));
  return section;
}

Section clauses(const Scene& scene, const Scene& before) {
  Table table{
      {"clause", "title", "reading", "status", "alleged", "before", "found", "where it stands"},
      {}};
  for (const Verdict& verdict : scene.account->verdicts) {
    const Verdict* earlier = same_clause(*before.account, verdict);
    table.rows.push_back({verdict.clause, verdict.title, verdict.reading,
                          words_of(to_text(verdict.status)),
                          std::to_string(verdict.alleged_incidents),
                          earlier == nullptr ? "" : std::to_string(earlier->alleged_incidents),
                          std::to_string(verdict.found), summary_of(verdict)});
  }
  return {"Clauses", {}, std::move(table)};
}

Section recorded(const Scene& scene, Instant since) {
  Table table{{"no.", "day", "what", "responsible, by whose account", "figures by source", "grade",
               "clause"},
              {}};
  for (const IncidentSummary& incident : scene.account->incidents) {
    if (incident.first_known <= since) continue;
    std::vector<std::string> responsible;
    for (const auto& said : incident.responsible)
      responsible.push_back(fmt::format("{} says {}", said.by.name, said.actor));
    std::vector<std::string> ranges;
    for (const auto& range : incident.ranges)
      ranges.push_back(fmt::format("{} {} ({})", words_of(to_text(range.measure)),
                                   count_words(range.low, range.high), range.counter.name));
    table.rows.push_back({std::to_string(incident.id.value),
                          incident.window.from ? to_text(*incident.window.from) : "",
                          incident.title, fmt::format("{}", fmt::join(responsible, "; ")),
                          fmt::format("{}", fmt::join(ranges, "; ")), incident.grade_parts,
                          fmt::format("{}", fmt::join(incident.clauses, " "))});
  }
  return {"Incidents that became known",
          {"alleged or reported, unless a finding is named"},
          std::move(table)};
}

Section counts(const Account& account) {
  Table table{{"tally", "counter", "what", "count", "target", "as of", "from"}, {}};
  Section section{"Counts, side by side and never summed", {}, {}};
  for (const Tally& tally : account.tallies) {
    for (const TallyLine& line : tally.lines) {
      if (line.steps.empty()) continue;
      const TallyStep& last = line.steps.back();
      table.rows.push_back(
          {tally.title, line.counter.name, line.label, count_words(last.low, last.high),
           tally.target ? std::to_string(*tally.target) : "", to_text(last.on), line.basis});
    }
    for (const std::string& why : tally.why_differ)
      section.lines.push_back(tally.title + ": " + why);
  }
  section.table = std::move(table);
  return section;
}

Section gate(const Gate& gate) {
  Section section{
      gate.phase.empty() ? "Next phase" : fmt::format("What phase {} waits for", gate.phase),
      {},
      {}};
  for (const GateCondition& blocker : gate.blockers) {
    std::string line = blocker.words;
    if (!blocker.required_by.empty())
      line += fmt::format(" (as {} reads)", fmt::join(blocker.required_by, ", "));
    section.lines.push_back(
        fmt::format("{}: {}; {}", line, words_of(to_text(blocker.met)), blocker.account));
  }
  if (section.lines.empty()) section.lines.emplace_back("no condition is open");
  return section;
}

Section method(const Scene& scene) {
  return {
      "Method",
      {fmt::format("viewpoint {}; log of {} entries, root {}", to_text(scene.account->viewpoint),
                   scene.log.entries, scene.log.root),
       "statements are read by machine unless marked reviewed; only findings are signed by people",
       "monitoring coverage is not recorded yet: a count of none does not mean that nothing "
       "happened"},
      {}};
}

std::string as_text(const std::string& title, const std::vector<Section>& sections) {
  std::string out = title + "\n";
  for (const Section& section : sections) {
    out += fmt::format("\n{}\n", section.heading);
    for (const std::string& line : section.lines) out += fmt::format("  {}\n", visible(line));
    if (section.table) out += text_of(*section.table);
  }
  return out;
}

}  // namespace

std::string daily(const Scene& scene, const Scene& before, Day day, Format format) {
  const Instant since = before.account->as_known;
  const std::vector<Section> sections = {corrections(scene, since),
                                         summary(scene, before),
                                         clauses(scene, before),
                                         recorded(scene, since),
                                         counts(*scene.account),
                                         gate(scene.account->gate),
                                         method(scene)};
  const std::string title =
      fmt::format("{}: report for {}, as known {}, compared with {}", scene.agreement->title,
                  to_words(day), to_words(scene.account->as_known), to_words(since));
  if (format == Format::text) return as_text(title, sections);
  if (format == Format::csv) return csv_of(*clauses(scene, before).table);

  Json list = Json::array();
  for (const Section& section : sections)
    list.push_back({{"heading", section.heading},
                    {"lines", section.lines},
                    {"table", section.table ? Json{{"columns", section.table->columns},
                                                   {"rows", section.table->rows}}
                                            : Json(nullptr)}});
  return dump({{"date", to_text(day)},
               {"as_known", to_text(scene.account->as_known)},
               {"title", title},
               {"sections", list},
               {"log", {{"entries", scene.log.entries}, {"root", scene.log.root}}}});
}

}  // namespace truce::report
