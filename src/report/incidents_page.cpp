// SPDX-License-Identifier: Apache-2.0
// Incidents, and the file of one: who says what, side by side.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "report/pages.h"

namespace truce::report {
namespace {

bool passes(const IncidentSummary& incident, const Filter& filter) {
  if (filter.from && (!incident.window.until || *incident.window.until < *filter.from))
    return false;
  if (filter.until && (!incident.window.from || *incident.window.from > *filter.until))
    return false;
  if (filter.grade && incident.grade < *filter.grade) return false;
  if (!filter.clause.empty() && std::find(incident.clauses.begin(), incident.clauses.end(),
                                          filter.clause) == incident.clauses.end())
    return false;
  return filter.party.empty() ||
         std::any_of(incident.responsible.begin(), incident.responsible.end(),
                     [&](const auto& said) { return said.actor == filter.party; });
}

Json findings(const Scene& scene, const IncidentSummary& incident) {
  Json list = Json::array();
  for (const Id<Finding> id : incident.findings)
    if (const Finding* finding = scene.finding(id))
      list.push_back({{"id", id.value},
                      {"question", to_text(finding->question)},
                      {"answer", finding->answer},
                      {"standard", finding->standard},
                      {"reasons", finding->reasons},
                      {"dissent", finding->dissent},
                      {"by", finding->by},
                      {"on", to_text(finding->on)},
                      {"clause", finding->clause}});
  return list;
}

Json links(const Scene& scene, const IncidentSummary& incident) {
  Json list = Json::array();
  for (const Link& link : scene.links)
    if (scene.incident_of(link.statement) == incident.id)
      list.push_back({{"statement", link.statement.value},
                      {"score", link.score},
                      {"rule", link.rule},
                      {"by", link.by}});
  return list;
}

std::string ranges_words(const IncidentSummary& incident) {
  std::vector<std::string> words;
  for (const auto& range : incident.ranges)
    words.push_back(fmt::format("{} {} ({})", words_of(to_text(range.measure)),
                                count_words(range.low, range.high), range.counter.name));
  return fmt::format("{}", fmt::join(words, "; "));
}

std::string responsible_words(const IncidentSummary& incident) {
  std::vector<std::string> words;
  for (const auto& said : incident.responsible)
    words.push_back(fmt::format("{} says {}", said.by.name, said.actor));
  return fmt::format("{}", fmt::join(words, "; "));
}

Table table_of(const std::vector<const IncidentSummary*>& incidents) {
  Table table{{"id", "from", "until", "title", "place", "grade", "flags", "figures by source",
               "responsible by whose account", "clauses", "statements"},
              {}};
  for (const IncidentSummary* incident : incidents)
    table.rows.push_back(
        {std::to_string(incident->id.value),
         incident->window.from ? to_text(*incident->window.from) : "",
         incident->window.until ? to_text(*incident->window.until) : "", incident->title,
         incident->place ? incident->place->name : "", std::string(to_text(incident->grade)),
         fmt::format("{}", fmt::join(incident->flags, "; ")), ranges_words(*incident),
         responsible_words(*incident), fmt::format("{}", fmt::join(incident->clauses, " ")),
         std::to_string(incident->statements.size())});
  return table;
}

std::string file_as_text(const Scene& scene, const IncidentSummary& incident) {
  std::string out = fmt::format("incident {}  {}\n{}\n", incident.id.value, visible(incident.title),
                                visible(incident.grade_parts));
  if (!incident.flags.empty()) out += fmt::format("flags: {}\n", fmt::join(incident.flags, "; "));
  if (!incident.clauses.empty())
    out += fmt::format("touches clause {}\n", fmt::join(incident.clauses, ", "));
  out += "\nwho says what\n";
  for (const Id<Statement> id : incident.statements) {
    const Statement* statement = scene.statement(id);
    if (statement == nullptr) continue;
    const Document* document = scene.document(statement->document);
    out += fmt::format("  statement {}  {}, {}, in \"{}\" ({}), known {}{}\n      \"{}\"\n",
                       id.value, visible(scene.voice_of(*statement).name), to_text(statement->mood),
                       document == nullptr ? "" : visible(document->title),
                       document == nullptr ? "" : visible(document->publisher),
                       to_words(scene.known_at(*statement)),
                       scene.is_retracted(id) ? ", withdrawn"
                       : scene.is_misread(id) ? ", not what the words say"
                                              : "",
                       visible(statement->quote.text));
  }
  if (!incident.ranges.empty())
    out += fmt::format("\nby source: {}\n", visible(ranges_words(incident)));
  if (!incident.responsible.empty())
    out += fmt::format("responsible: {}\n", visible(responsible_words(incident)));
  for (const Id<Finding> id : incident.findings)
    if (const Finding* finding = scene.finding(id))
      out += fmt::format("found by {} on {}: {} ({}); {}\n", visible(finding->by),
                         to_words(finding->on), words_of(finding->answer),
                         to_text(finding->question), visible(finding->reasons));
  if (incident.findings.empty()) out += "found: nothing; what stands here is alleged or reported\n";
  return out;
}

}  // namespace

std::vector<const IncidentSummary*> select(const Scene& scene, const Filter& filter) {
  std::vector<const IncidentSummary*> selected;
  for (const IncidentSummary& incident : scene.account->incidents)
    if (passes(incident, filter)) selected.push_back(&incident);
  std::reverse(selected.begin(), selected.end());
  return selected;
}

std::string incidents_json(const Scene& scene, const Filter& filter) {
  const auto selected = select(scene, filter);
  Json list = Json::array();
  for (std::size_t at = filter.offset; at < selected.size() && list.size() < filter.limit; ++at)
    list.push_back(incident_row(*selected[at]));
  return dump({{"total", selected.size()}, {"incidents", list}});
}

Result<std::string> incident_json(const Scene& scene, Id<Incident> id) {
  const IncidentSummary* incident = scene.incident(id);
  if (incident == nullptr)
    return not_found(fmt::format("there is no incident {}", id.value), "truce incident lists them");
  Json page = incident_row(*incident);
  page["rows"] = rows(scene, {incident->statements.begin(), incident->statements.end()});
  page["findings"] = findings(scene, *incident);
  page["links"] = links(scene, *incident);
  return dump(page);
}

std::string incidents(const Scene& scene, const Filter& filter, Format format) {
  if (format == Format::json) return incidents_json(scene, filter);
  auto selected = select(scene, filter);
  const std::size_t total = selected.size();
  if (format == Format::csv) return csv_of(table_of(selected));
  selected.erase(selected.begin(),
                 selected.begin() + static_cast<std::ptrdiff_t>(std::min(filter.offset, total)));
  if (selected.size() > filter.limit) selected.resize(filter.limit);
  Table table{{"id", "day", "what", "grade", "figures by source"}, {}};
  for (const IncidentSummary* incident : selected)
    table.rows.push_back({std::to_string(incident->id.value),
                          incident->window.from ? to_text(*incident->window.from) : "?",
                          incident->title, std::string(to_text(incident->grade)),
                          ranges_words(*incident)});
  return fmt::format(
      "{} incidents, {} shown; what they tell is alleged or reported unless a finding says so\n{}",
      total, selected.size(), text_of(table));
}

Result<std::string> incident(const Scene& scene, Id<Incident> id, Format format) {
  if (format == Format::json) return incident_json(scene, id);
  const IncidentSummary* incident = scene.incident(id);
  if (incident == nullptr)
    return not_found(fmt::format("there is no incident {}", id.value), "truce incident lists them");
  return format == Format::csv ? csv_of(table_of({incident})) : file_as_text(scene, *incident);
}

}  // namespace truce::report
