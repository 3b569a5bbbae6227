// SPDX-License-Identifier: Apache-2.0
// What changed in a stretch, and because of which record.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "report/pieces.h"
#include "report/report.h"

namespace truce::report {
namespace {

template <class T>
const T* by_id(std::span<const T> records, std::uint64_t number) {
  const auto found = std::lower_bound(
      records.begin(), records.end(), number,
      [](const T& record, std::uint64_t wanted) { return record.id.value < wanted; });
  return found == records.end() || found->id.value != number ? nullptr : &*found;
}

std::string since_words(const std::optional<Instant>& since) {
  return since ? fmt::format(" (since {})", to_words(*since)) : "";
}

std::string or_none(const std::string& words) { return words.empty() ? "none" : words; }

std::string change_words(const Change& change) {
  switch (change.what) {
    case Change::What::clause:
      return change.now.empty() ? "no longer in the text" : "now in the text";
    case Change::What::status:
    case Change::What::phase:
      return fmt::format("was {}, now {}{}", or_none(change.was), or_none(change.now),
                         since_words(change.since));
    case Change::What::since:
      return fmt::format("since {} instead of {}", or_none(change.now), or_none(change.was));
    case Change::What::due:
      return fmt::format("due date {} → {}", or_none(change.was), or_none(change.now));
    case Change::What::alleged:
    case Change::What::found:
      return fmt::format("{} {} → {}", to_text(change.what), change.was, change.now);
    case Change::What::progress:
      return fmt::format("count by {} {} → {}", visible(change.counter), or_none(change.was),
                         or_none(change.now));
    case Change::What::shortfall:
      return fmt::format("periods short, by {} {} → {}", visible(change.counter), change.was,
                         change.now);
    case Change::What::gate:
      return change.now.empty() ? "no phase is waited for"
                                : fmt::format("phase {} is waited for", change.now);
    case Change::What::condition:
      return fmt::format("was {}, now {}", change.was, change.now);
  }
  return {};
}

std::string subject_words(const Change& change) {
  const std::string reads =
      change.reading.empty() ? "" : fmt::format(" (as {} reads)", change.reading);
  if (change.what == Change::What::gate) return "what comes next";
  if (change.what == Change::What::condition)
    return fmt::format("condition: {}{}", visible(change.title), reads);
  return fmt::format("{}{}  {}{}", change.what == Change::What::phase ? "phase " : "", change.ref,
                     visible(change.title), reads);
}

/// "S412 by ICRC", and the day that it tells of where that lies before the day of its arrival.
std::string statement_words(const Scene& scene, Id<Statement> id) {
  const Statement* statement = scene.statement(id);
  if (statement == nullptr) return fmt::format("S{}", id.value);
  std::string words = fmt::format("S{} by {}", id.value, visible(scene.voice_of(*statement).name));
  const auto& until = statement->window.until;
  if (until && *until < day_of(scene.known_at(*statement)))
    words += fmt::format(", of {},", to_words(*until));
  return words;
}

std::string statements_words(const Scene& scene, const Cause& cause) {
  if (cause.statements.empty()) {
    const Document* document = scene.document({cause.record});
    return fmt::format("document {} by {}", cause.record,
                       document == nullptr ? "" : visible(document->publisher));
  }
  std::string words = statement_words(scene, cause.statements.front());
  if (const std::size_t more = cause.statements.size() - 1; more > 0)
    words += fmt::format(" and {} more statement{}", more, more == 1 ? "" : "s");
  return words;
}

std::string link_words(const Scene& scene, const Cause& cause) {
  const Link* link = by_id(scene.links, cause.record);
  const std::string what = statements_words(scene, cause);
  if (link == nullptr) return what + " was linked";
  const std::string by = link->by.empty() ? "" : " by " + visible(link->by);
  if (link->incident.value == 0) return fmt::format("{} was set apart{}", what, by);
  return fmt::format("{} was joined to incident {}{}", what, link->incident.value, by);
}

std::string cause_words(const Scene& scene, Instant at, const Cause& cause) {
  const std::string when = to_words(at);
  switch (cause.kind) {
    case Cause::Kind::clock:
      return "time went by";
    case Cause::Kind::report:
      return fmt::format("{} arrived on {}", statements_words(scene, cause), when);
    case Cause::Kind::correction:
    case Cause::Kind::withdrawal: {
      const Amendment* amendment = by_id(scene.amendments, cause.record);
      return fmt::format("{} was {} on {}", statements_words(scene, cause),
                         amendment != nullptr                    ? amended_words(*amendment)
                         : cause.kind == Cause::Kind::correction ? "corrected"
                                                                 : "withdrawn",
                         when);
    }
    case Cause::Kind::link:
      return fmt::format("{} on {}", link_words(scene, cause), when);
    case Cause::Kind::finding: {
      const Finding* finding = scene.finding({cause.record});
      return fmt::format("finding {} by {} arrived on {}", cause.record,
                         finding == nullptr ? "" : visible(finding->by), when);
    }
    case Cause::Kind::declaration: {
      const Declaration* declaration = by_id(scene.declarations, cause.record);
      return fmt::format("declaration {} by {} arrived on {}", cause.record,
                         declaration == nullptr ? "" : visible(declaration->by_actor), when);
    }
    case Cause::Kind::agreement:
      return fmt::format("a new text of the agreement arrived on {}", when);
    case Cause::Kind::series:
      return fmt::format("series {} arrived on {}", cause.record, when);
  }
  return {};
}

std::string because(const Scene& scene, const ChangeRecord& record) {
  constexpr std::size_t causes_max = 4;  // told one by one; the rest are counted
  std::vector<std::string> words;
  for (const Cause& cause : record.causes)
    if (words.size() < causes_max) words.push_back(cause_words(scene, record.at, cause));
  std::string all = fmt::format("because {}", fmt::join(words, "; "));
  if (record.causes.size() > causes_max)
    all += fmt::format("; and {} more records", record.causes.size() - causes_max);
  return all;
}

/// A reading that comes to what the text's own came to, for the same reason, adds nothing.
bool is_as_the_text(const ChangeRecord& record, std::span<const ChangeRecord> records) {
  const Change& change = record.change;
  if (change.reading.empty() || change.what == Change::What::condition) return false;
  return std::any_of(records.begin(), records.end(), [&](const ChangeRecord& other) {
    Change by_the_text = change;
    by_the_text.reading.clear();
    return other.at == record.at && other.change == by_the_text && other.causes == record.causes;
  });
}

std::string changes_text(const Scene& scene, Instant since, std::span<const ChangeRecord> records) {
  const Account& account = *scene.account;
  std::string out =
      fmt::format("{} · what changed from {} to {} · {}\n", scene.agreement->title, to_words(since),
                  to_words(account.as_known), to_text(account.viewpoint));
  if (records.empty()) return out + "\nnothing changed\n";
  std::vector<const ChangeRecord*> shown;
  for (auto first = records.begin(); first != records.end();) {
    const auto last = std::find_if(
        first, records.end(), [&](const ChangeRecord& record) { return record.at != first->at; });
    for (auto record = first; record != last; ++record)
      if (!is_as_the_text(*record, {first, last})) shown.push_back(&*record);
    first = last;
  }
  for (std::size_t at = 0; at < shown.size(); ++at) {
    const ChangeRecord& record = *shown[at];
    if (at == 0 || shown[at - 1]->at != record.at)
      out += fmt::format("\n{}\n", to_words(record.at));
    out += fmt::format("  {}: {}\n", subject_words(record.change), change_words(record.change));
    // What one cause did is told together.
    const bool goes_on = at + 1 < shown.size() && shown[at + 1]->at == record.at &&
                         shown[at + 1]->causes == record.causes;
    if (!goes_on) out += fmt::format("    {}\n", because(scene, record));
  }
  return out;
}

Json cause_json(const Scene& scene, Instant at, const Cause& cause) {
  return {{"kind", to_text(cause.kind)},
          {"record", cause.record == 0 ? Json(nullptr) : Json(cause.record)},
          {"statements", ids(cause.statements)},
          {"text", cause_words(scene, at, cause)}};
}

std::string changes_json(const Scene& scene, Instant since, std::span<const ChangeRecord> records) {
  Json changes = Json::array();
  for (const ChangeRecord& record : records) {
    Json causes = Json::array();
    for (const Cause& cause : record.causes) causes.push_back(cause_json(scene, record.at, cause));
    const Change& change = record.change;
    changes.push_back({{"at", to_text(record.at)},
                       {"what", to_text(change.what)},
                       {"ref", change.ref},
                       {"reading", change.reading},
                       {"title", change.title},
                       {"counter", change.counter},
                       {"was", change.was},
                       {"now", change.now},
                       {"since", or_null(change.since)},
                       {"text", change_words(change)},
                       {"causes", causes}});
  }
  Json page{{"since", to_text(since)},
            {"until", to_text(scene.account->as_known)},
            {"viewpoint", to_text(scene.account->viewpoint)},
            {"changes", changes}};
  page["rows"] = rows(scene, statements_named_in(page));
  return dump(page);
}

Table changes_table(const Scene& scene, std::span<const ChangeRecord> records) {
  Table table{
      {"at", "what", "ref", "reading", "title", "counter", "was", "now", "since", "because"}, {}};
  for (const ChangeRecord& record : records) {
    const Change& change = record.change;
    table.rows.push_back({to_text(record.at), std::string(to_text(change.what)), change.ref,
                          change.reading, change.title, change.counter, change.was, change.now,
                          change.since ? to_text(*change.since) : "", because(scene, record)});
  }
  return table;
}

}  // namespace

std::string changes(const Scene& scene, Instant since, std::span<const ChangeRecord> records,
                    Format format) {
  switch (format) {
    case Format::json:
      return changes_json(scene, since, records);
    case Format::csv:
      return csv_of(changes_table(scene, records));
    case Format::text:
      return changes_text(scene, since, records);
  }
  return {};
}

}  // namespace truce::report
