// SPDX-License-Identifier: Apache-2.0
// Statements that a machine read and no person looked at yet.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "report/pages.h"

namespace truce::report {
namespace {

/// Whether the account of the clause rests on the statement, or its incident touches it.
class Bearing {
 public:
  Bearing(const Scene& scene, const std::string& clause) : scene_(scene), clause_(clause) {
    for (const Verdict& verdict : scene.account->verdicts) {
      if (verdict.clause != clause) continue;
      is_there_ = true;
      for (const Reason& reason : verdict.reasons) add(reason.statements);
      for (const Progress& progress : verdict.progress) add(progress.statements);
    }
  }
  bool is_there() const { return is_there_; }

  bool holds(Id<Statement> id) const {
    if (named_.contains(id)) return true;
    const IncidentSummary* incident = scene_.incident(scene_.incident_of(id));
    return incident != nullptr && std::find(incident->clauses.begin(), incident->clauses.end(),
                                            clause_) != incident->clauses.end();
  }

 private:
  void add(const std::vector<Id<Statement>>& ids) { named_.insert(ids.begin(), ids.end()); }

  const Scene& scene_;
  const std::string& clause_;
  bool is_there_ = false;
  std::set<Id<Statement>> named_;
};

bool passes(const Scene& scene, const Statement& statement, const Filter& filter) {
  if (filter.document != 0) return statement.document.value == filter.document;
  const Document* document = scene.document(statement.document);
  const std::string_view kind = filter.kind.empty() ? "article" : std::string_view(filter.kind);
  return document != nullptr && to_text(document->kind) == kind;
}

/// What was read, in a line: "fact asserted by the ministry · killed 5 · by Northland · in Arden".
std::string reading_words(const Scene& scene, const Statement& one) {
  std::vector<std::string> words = {fmt::format("{} {} by {}", to_text(one.kind), to_text(one.mood),
                                                visible(scene.voice_of(one).name))};
  if (one.measure) words.push_back(words_of(to_text(*one.measure)));
  if (one.figure)
    words.back() += fmt::format(" {}", count_words(one.figure->low, one.figure->high));
  if (one.of && (!one.measure || one.of->name != words_of(to_text(*one.measure))))
    words.back() += fmt::format(" {}", visible(one.of->name));
  if (one.act) words.push_back(words_of(to_text(*one.act)));
  const auto name = [&](const char* how, const std::optional<Mention>& mention) {
    if (mention) words.push_back(fmt::format("{} {}", how, visible(mention->name)));
  };
  name("by", one.by);
  name("to", one.to);
  name("against", one.against);
  if (!one.stance.empty()) words.push_back(fmt::format("{} {}", one.stance, visible(one.issue)));
  if (!one.status.empty()) words.push_back(one.status);
  if (one.place) words.push_back(fmt::format("in {}", visible(one.place->name)));
  if (const std::string when = window_words(one.window); !when.empty()) words.push_back(when);
  return fmt::format("{}", fmt::join(words, " · "));
}

std::string as_text(const Scene& scene, const std::vector<const Statement*>& found,
                    const Filter& filter) {
  std::string out;
  Id<Document> last{};
  const std::size_t end = std::min(found.size(), filter.offset + filter.limit);
  for (std::size_t at = filter.offset; at < end; ++at) {
    const Statement& one = *found[at];
    const Document* document = scene.document(one.document);
    if (one.document != last && document != nullptr)
      out += fmt::format("document {}  {}, {}\n", document->id.value, visible(document->title),
                         visible(document->publisher));
    last = one.document;
    out += fmt::format("  statement {}  {}\n      \"{}\"\n", one.id.value,
                       reading_words(scene, one), visible(one.quote.text));
  }
  const std::size_t shown = end > filter.offset ? end - filter.offset : 0;
  return out + (found.size() == shown
                    ? fmt::format("{} not reviewed\n", found.size())
                    : fmt::format("{} of {} not reviewed\n", shown, found.size()));
}

std::string as_csv(const Scene& scene, const std::vector<const Statement*>& found) {
  Table table{{"statement", "document", "title", "publisher", "read", "words", "rule"}, {}};
  for (const Statement* one : found) {
    const Document* document = scene.document(one->document);
    table.rows.push_back({std::to_string(one->id.value), std::to_string(one->document.value),
                          document == nullptr ? "" : document->title,
                          document == nullptr ? "" : document->publisher,
                          reading_words(scene, *one), one->quote.text, one->rule});
  }
  return csv_of(table);
}

template <class Kind>
Json words_up_to(Kind last) {
  Json list = Json::array();
  for (int at = 0; at <= static_cast<int>(last); ++at)
    list.push_back(to_text(static_cast<Kind>(at)));
  return list;
}

/// What a field of a closed vocabulary may hold.
Json vocabularies() {
  return {{"kind", words_up_to(StatementKind::talks)},
          {"mood", words_up_to(Mood::corrected)},
          {"measure", words_up_to(Measure::other)},
          {"act", words_up_to(Act::other)},
          {"stance", kStances},
          {"status", kTalksStatuses}};
}

std::string as_json(const Scene& scene, const std::vector<const Statement*>& found,
                    const Filter& filter) {
  Json list = Json::array();
  for (std::size_t at = filter.offset; at < found.size() && list.size() < filter.limit; ++at)
    list.push_back(row(scene, *found[at]));
  return dump({{"total", found.size()}, {"rows", list}, {"words", vocabularies()}});
}

}  // namespace

Result<std::string> to_review(const Scene& scene, const Filter& filter, Format format) {
  const Bearing bearing(scene, filter.clause);
  if (!filter.clause.empty() && !bearing.is_there())
    return not_found(fmt::format("the agreement has no clause {}", filter.clause),
                     "truce status lists the clauses");
  if (filter.document != 0 && scene.document({filter.document}) == nullptr)
    return not_found(fmt::format("there is no document {}", filter.document));
  std::vector<const Statement*> found;
  for (const Statement& one : scene.statements)
    if (!one.reviewed && scene.amendment_of(one.id) == nullptr && passes(scene, one, filter) &&
        (filter.clause.empty() || bearing.holds(one.id)))
      found.push_back(&one);
  switch (format) {
    case Format::json:
      return as_json(scene, found, filter);
    case Format::csv:
      return as_csv(scene, found);
    case Format::text:
      return as_text(scene, found, filter);
  }
  return std::string();
}

}  // namespace truce::report
