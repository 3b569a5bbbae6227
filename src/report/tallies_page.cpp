// SPDX-License-Identifier: Apache-2.0
// Running counts, every counter's line beside the others and none of them summed.
#include <fmt/format.h>

#include <algorithm>

#include "report/pages.h"

namespace truce::report {
namespace {

Json step(const TallyStep& step) {
  return {{"on", to_text(step.on)},
          {"known_at", to_text(step.known_at)},
          {"low", or_null(step.low)},
          {"high", or_null(step.high)},
          {"statement", step.statement.value == 0 ? Json(nullptr) : Json(step.statement.value)},
          {"statements", ids(step.statements)}};
}

Json line(const TallyLine& line) {
  Json steps = Json::array();
  for (const TallyStep& one : line.steps) steps.push_back(step(one));
  const TallyStep* last = line.steps.empty() ? nullptr : &line.steps.back();
  return {{"counter", voice(line.counter)},
          {"label", line.label},
          {"series", line.series},
          {"basis", line.basis},
          {"counting_rule", line.counting_rule},
          {"low", last == nullptr ? Json(nullptr) : or_null(last->low)},
          {"high", last == nullptr ? Json(nullptr) : or_null(last->high)},
          {"on", last == nullptr ? Json(nullptr) : Json(to_text(last->on))},
          {"steps", steps}};
}

const Tally* find_tally(const Account& account, std::string_view id) {
  const auto found = std::find_if(account.tallies.begin(), account.tallies.end(),
                                  [&](const Tally& tally) { return tally.id == id; });
  return found == account.tallies.end() ? nullptr : &*found;
}

Error no_tally(std::string_view id) {
  return not_found(fmt::format("there is no tally '{}'", id), "truce tally lists them");
}

std::string text_of(const Tally& tally) {
  std::string out = fmt::format("{}  {}", tally.id, tally.title);
  if (tally.target) out += fmt::format(" (target {})", *tally.target);
  out += '\n';
  if (!tally.counting_rule.empty()) out += fmt::format("  counted when: {}\n", tally.counting_rule);
  Table table{{"", "counter", "what", "count", "as of", "from"}, {}};
  for (const TallyLine& line : tally.lines) {
    if (line.steps.empty()) continue;
    const TallyStep& last = line.steps.back();
    std::string count = count_words(last.low, last.high);
    if (tally.target) count += fmt::format(" of {}", *tally.target);
    table.rows.push_back({"", line.counter.name, line.label, count, to_words(last.on), line.basis});
  }
  out += table.rows.empty() ? "  nothing counted yet\n" : report::text_of(table);
  for (const std::string& why : tally.why_differ) out += fmt::format("  {}\n", visible(why));
  return out;
}

void add_rows(Table& table, const Tally& tally) {
  for (const TallyLine& line : tally.lines)
    for (const TallyStep& step : line.steps)
      table.rows.push_back({tally.id, tally.title, line.counter.name, line.label, line.basis,
                            to_text(step.on), step.low ? std::to_string(*step.low) : "",
                            step.high ? std::to_string(*step.high) : "", to_text(step.known_at),
                            step.statement.value == 0 ? "" : std::to_string(step.statement.value)});
}

}  // namespace

Json tally_page(const Tally& tally) {
  Json lines = Json::array();
  for (const TallyLine& one : tally.lines) lines.push_back(line(one));
  return {{"id", tally.id},
          {"title", tally.title},
          {"clause", tally.clause},
          {"measure", to_text(tally.measure)},
          {"target", or_null(tally.target)},
          {"counting_rule", tally.counting_rule},
          {"why_differ", tally.why_differ},
          {"lines", lines}};
}

std::string tallies_json(const Scene& scene) {
  Json list = Json::array();
  for (const Tally& tally : scene.account->tallies) list.push_back(tally_page(tally));
  return dump({{"tallies", list}});
}

Result<std::string> tally_json(const Scene& scene, std::string_view id) {
  const Tally* tally = find_tally(*scene.account, id);
  if (tally == nullptr) return no_tally(id);
  Json page = tally_page(*tally);
  // A sum's step names every row behind it; the page carries those of the latest steps only.
  constexpr std::size_t steps_max = 200;
  std::set<Id<Statement>> named;
  for (const TallyLine& one : tally->lines)
    for (std::size_t at = one.steps.size(); at-- > 0 && named.size() < steps_max;)
      if (one.steps[at].statement.value != 0)
        named.insert(one.steps[at].statement);
      else
        named.insert(one.steps[at].statements.begin(), one.steps[at].statements.end());
  page["rows"] = rows(scene, named);
  return dump(page);
}

Result<std::string> tally(const Scene& scene, std::string_view id, Format format) {
  const Tally* one = id.empty() ? nullptr : find_tally(*scene.account, id);
  if (!id.empty() && one == nullptr) return no_tally(id);
  if (format == Format::json) return id.empty() ? tallies_json(scene) : tally_json(scene, id);

  std::string text;
  Table table{
      {"tally", "title", "counter", "what", "basis", "on", "low", "high", "known_at", "statement"},
      {}};
  for (const Tally& tally : scene.account->tallies) {
    if (one != nullptr && &tally != one) continue;
    if (format == Format::csv)
      add_rows(table, tally);
    else
      text += (text.empty() ? "" : "\n") + text_of(tally);
  }
  return format == Format::csv ? csv_of(table) : text;
}

}  // namespace truce::report
