// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "pipeline/history.h"
#include "pipeline/pipeline.h"

namespace truce::pipeline {
namespace {

/// An arrival with what the reader made of it: no store is needed for this, so it is done before
/// the lock.
struct ReadArrival {
  Instant known_at;
  std::optional<Document> document;
  std::vector<Statement> statements;
  std::vector<Amendment> amendments;  // by hand, with the document's first statement as replacement
  std::optional<Record> record;
};

ReadArrival read(Arrival&& arrival, const Vocabulary& vocabulary, const Gazetteer& gazetteer) {
  ReadArrival result{arrival.known_at, {}, {}, {}, {}};
  std::visit(Overloaded{[&](Document& document) {
                          result.statements =
                              extract::statements_in(document, vocabulary, gazetteer).statements;
                          result.document = std::move(document);
                        },
                        [&](intake::SeriesRow& row) {
                          result.statements = std::move(row.statements);
                          result.amendments = std::move(row.amendments);
                          result.document = std::move(row.document);
                        },
                        [&](Record& record) { result.record = std::move(record); }},
             arrival.what);
  return result;
}

/// Whether the entry `number` is a record of that kind.
Result<bool> is_there(const Store& store, std::uint64_t number, std::string_view kind) {
  const auto entry = store.entry(number);
  if (!entry && entry.error().kind == Error::Kind::not_found) return false;
  if (!entry) return entry.error();
  if (kind_of(entry->record) != kind) return false;
  const Link* link =
      std::get_if<Link>(&entry->record);  // an incident is named by the link that opened it
  return link == nullptr || link->incident.value == 0;
}

/// Why a record by hand cannot stand: it names something that the store does not hold.
Result<std::optional<std::string>> missing_in(const Store& store, const Record& record) {
  std::vector<std::pair<std::uint64_t, std::string_view>> named;
  if (const auto* amendment = std::get_if<Amendment>(&record)) {
    named = {{amendment->statement.value, "statement"},
             {amendment->replacement.value, "statement"}};
  } else if (const auto* finding = std::get_if<Finding>(&record)) {
    named = {{finding->incident.value, "link"}};
  } else if (const auto* declaration = std::get_if<Declaration>(&record)) {
    named = {{declaration->statement.value, "statement"}};
  }
  for (const auto& [number, kind] : named)
    if (number != 0 && !TRY(is_there(store, number, kind)))
      return std::optional(
          fmt::format("there is no {} {}", kind == "link" ? "incident" : kind, number));
  return std::optional<std::string>{};
}

Result<std::optional<std::string>> missing_in_any(const Store& store, const ReadArrival& arrival) {
  if (arrival.record) return missing_in(store, *arrival.record);
  for (const Amendment& amendment : arrival.amendments)
    if (auto missing = TRY(missing_in(store, amendment))) return missing;
  return std::optional<std::string>{};
}

/// Lays out the drafts of one batch; knows the number that each will have.
class Drafting {
 public:
  Drafting(std::uint64_t first, History history, Outcome& outcome)
      : first_(first), history_(std::move(history)), outcome_(outcome) {}

  void add(ReadArrival& arrival) {
    if (arrival.record) {
      drafts_.push_back({arrival.known_at, *std::move(arrival.record)});
      return;
    }
    Document& document = *arrival.document;
    const Id<Document> id{next()};
    const Day published = published_day(document, arrival.known_at);
    ++(document.kind == Document::Kind::row ? outcome_.rows : outcome_.documents);
    drafts_.push_back({arrival.known_at, std::move(document)});

    const std::size_t statements_begin = drafts_.size();
    for (Statement& statement : arrival.statements) {
      statement.document = id;
      statement.id = {next()};
      ++outcome_.statements;
      drafts_.push_back({arrival.known_at, std::move(statement)});
    }
    const std::size_t statements_end = drafts_.size();
    for (std::size_t at = statements_begin; at < statements_end; ++at) {
      const auto link = history_.linker.link_for(std::get<Statement>(drafts_[at].record), published,
                                                 Id<Link>{next()});
      if (!link) continue;
      if (link->incident.value == 0) ++outcome_.incidents;
      drafts_.push_back({arrival.known_at, *link});
    }
    for (std::size_t at = statements_begin; at < statements_end; ++at)
      supersede(arrival.known_at, std::get<Statement>(drafts_[at].record));
    for (Amendment& amendment : arrival.amendments) {
      amendment.replacement = {first_ + statements_begin};
      drafts_.push_back({arrival.known_at, std::move(amendment)});
    }
  }

  void add(Instant known_at, Rejection rejection) {
    drafts_.push_back({known_at, std::move(rejection)});
    ++outcome_.rejected;
  }

  std::vector<Draft> take() { return std::move(drafts_); }

 private:
  std::uint64_t next() const { return first_ + drafts_.size(); }

  /// A series published again corrects what it said of the same day; both stay.
  void supersede(Instant known_at, const Statement& fresh) {
    const auto key = series_key(fresh);
    if (!key) return;
    const Id<Statement> replacement = fresh.id;  // `fresh` moves when drafts_ grows
    const auto [known, is_new] = history_.series.try_emplace(*key, replacement);
    if (is_new) return;
    const Amendment amendment{.kind = Amendment::Kind::corrected,
                              .statement = known->second,
                              .replacement = replacement,
                              .reason = "the series was published again with this row changed",
                              .by = "series import"};
    known->second = replacement;
    drafts_.push_back({known_at, amendment});
  }

  std::uint64_t first_;
  History history_;
  Outcome& outcome_;
  std::vector<Draft> drafts_;
};

}  // namespace

Instant known_from(const Document& document) {
  if (document.received) return *document.received;
  const Instant published = document.published.value_or(Instant{});
  if (document.published_precision >= Precision::part_of_day)
    return day_of(published) + std::chrono::days{1} - std::chrono::seconds{1};
  return published;
}

Result<Batch> adopt(Store& store, AgreementText text, Instant known_at, Instant now) {
  const Batch about{.command = "agreement", .by = {}, .note = text.file, .recorded_at = now};
  return store.append(about, now, [&](std::uint64_t) -> Result<std::vector<Draft>> {
    return std::vector<Draft>{{known_at, std::move(text)}};
  });
}

Result<Outcome> take_in(Store& store, const Gazetteer& gazetteer, std::vector<Arrival> arrivals,
                        std::vector<Rejection>& rejections, const Batch& about, Instant now,
                        const std::function<void(std::size_t, std::size_t)>& progress) {
  const bool archive = store.mode() == StoreMode::archive;
  if (!archive)
    for (Arrival& arrival : arrivals) arrival.known_at = now;
  std::stable_sort(arrivals.begin(), arrivals.end(),
                   [](const Arrival& a, const Arrival& b) { return a.known_at < b.known_at; });

  const Vocabulary vocabulary = TRY(vocabulary_of(store));
  std::vector<ReadArrival> read_arrivals;
  read_arrivals.reserve(arrivals.size());
  for (Arrival& arrival : arrivals) {
    read_arrivals.push_back(read(std::move(arrival), vocabulary, gazetteer));
    if (progress) progress(read_arrivals.size(), arrivals.size());
  }

  Outcome outcome;
  outcome
      .batch = TRY(store.append(about, now, [&](std::uint64_t first) -> Result<std::vector<Draft>> {
    const LogHead head = TRY(store.head());
    Drafting drafting(first, TRY(history_of(store)), outcome);
    std::unordered_set<std::string> here;
    for (ReadArrival& arrival : read_arrivals) {
      if (arrival.document) {
        const bool known = TRY(store.document_with_key(arrival.document->key)).has_value();
        if (known || !here.insert(arrival.document->key).second) {
          ++outcome.already_here;
          continue;
        }
      }
      if (const auto missing = TRY(missing_in_any(store, arrival))) {
        rejections.push_back({about.note, 0, *missing, "name a record by its number in the log"});
        continue;
      }
      if (head.entries > 0 && arrival.known_at < head.known_at) {
        if (archive) ++outcome.clamped;
        arrival.known_at = head.known_at;
      }
      drafting.add(arrival);
    }
    const Instant last = read_arrivals.empty() ? now : read_arrivals.back().known_at;
    for (const Rejection& rejection : rejections)
      drafting.add(archive ? std::max(last, head.known_at) : now, rejection);
    return drafting.take();
  }));
  return outcome;
}

}  // namespace truce::pipeline
