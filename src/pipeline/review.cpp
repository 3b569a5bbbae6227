// SPDX-License-Identifier: Apache-2.0
// What people decide about statements, and what a later reading brings, as records of one batch.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "pipeline/history.h"
#include "pipeline/pipeline.h"

namespace truce::pipeline {
namespace {

/// An archive's clock is that of its documents, and a review of today must not move it.
Result<Instant> known_now(const Store& store, Instant now) {
  if (store.mode() == StoreMode::desk) return now;
  return TRY(store.head()).known_at;
}

/// What amends each statement, and who accepted it.
struct Decided {
  std::unordered_map<Id<Statement>, Amendment> amendments;
  std::map<std::pair<Id<Statement>, std::string>, bool> accepted;
};

Result<Decided> decided_in(const Store& store) {
  Decided decided;
  TRY(store.read({.kinds = {"amendment", "acceptance"}}, [&](Entry&& entry) -> Result<void> {
    if (auto* amendment = std::get_if<Amendment>(&entry.record))
      decided.amendments[amendment->statement] = std::move(*amendment);
    else if (auto* acceptance = std::get_if<Acceptance>(&entry.record))
      decided.accepted[{acceptance->statement, acceptance->by}] = true;
    return {};
  }));
  return decided;
}

template <class T>
Result<T> record_at(const Store& store, std::uint64_t number, std::string_view kind) {
  auto entry = store.entry(number);
  const bool missing = !entry && entry.error().kind == Error::Kind::not_found;
  if (!entry && !missing) return entry.error();
  if (missing || !std::holds_alternative<T>(entry->record))
    return not_found(fmt::format("there is no {} {}", kind, number),
                     "name a record by its number in the log");
  return std::get<T>(std::move(entry->record));
}

/// Lays out the records of a review; knows the number that each will have.
class Reviewing {
 public:
  Reviewing(const Store& store, std::uint64_t first, Instant known_at, std::string by)
      : store_(store), first_(first), known_at_(known_at), by_(std::move(by)) {}

  Result<void> begin() {
    decided_ = TRY(decided_in(store_));
    return {};
  }

  Result<void> add(const Decision& decision) {
    switch (decision.what) {
      case Decision::What::accept:
        return accept(decision);
      case Decision::What::correct:
        return correct(decision);
      case Decision::What::reject:
        return reject(decision);
      case Decision::What::add:
        return add_words(decision);
    }
    return {};
  }

  /// A statement with its link. `before` is the one whose place it takes, if any.
  Result<Id<Statement>> put(Statement statement, Id<Statement> before, Day published,
                            const char* rule) {
    const Id<Statement> id{next()};
    statement.id = id;
    const History& history = *TRY(linking());
    const auto told = history.incidents.find(before);
    std::optional<Link> link;
    if (told != history.incidents.end() && link::tells_of_incident(statement)) {
      link = Link{
          .id = {}, .statement = id, .incident = told->second, .score = 0, .rule = rule, .by = {}};
      link->id = {next() + 1};
      history_->linker.remember(statement, published, *link);
    } else {
      link = history_->linker.link_for(statement, published, Id<Link>{next() + 1});
    }
    draft(std::move(statement));
    if (link) draft(*link);
    made.push_back(id);
    return id;
  }

  void amend(Amendment amendment) {
    amendment.by = by_;
    decided_.amendments[amendment.statement] = amendment;
    draft(std::move(amendment));
  }

  std::vector<Draft> take() { return std::move(drafts_); }
  std::vector<Id<Statement>> made;

 private:
  std::uint64_t next() const { return first_ + drafts_.size(); }
  void draft(Record record) { drafts_.push_back({known_at_, std::move(record)}); }

  Result<const History*> linking() {
    if (!history_) history_ = TRY(history_of(store_));
    return &*history_;
  }

  Result<Statement> standing(Id<Statement> id) {
    Statement statement = TRY(record_at<Statement>(store_, id.value, "statement"));
    const auto found = decided_.amendments.find(id);
    if (found == decided_.amendments.end()) return statement;
    const Amendment& amendment = found->second;
    const bool corrected = amendment.kind == Amendment::Kind::corrected;
    return conflict(fmt::format("statement {} was {} by {}", id.value,
                                corrected                                       ? "corrected"
                                : amendment.ground == Amendment::Ground::source ? "withdrawn"
                                                                                : "rejected",
                                amendment.by),
                    corrected ? fmt::format("decide about statement {}, which stands in its place",
                                            amendment.replacement.value)
                              : "what was rejected in error is added again from its words");
  }

  Result<void> accept(const Decision& decision) {
    TRY(standing(decision.statement));
    bool& accepted = decided_.accepted[{decision.statement, by_}];
    if (accepted)
      return conflict(
          fmt::format("{} accepted statement {} before", by_, decision.statement.value));
    accepted = true;
    draft(Acceptance{{}, decision.statement, by_});
    return {};
  }

  Result<void> reject(const Decision& decision) {
    TRY(standing(decision.statement));
    if (decision.reason.empty())
      return invalid("it is not said why the statement is rejected", "give a reason");
    amend({.id = {},
           .kind = Amendment::Kind::retracted,
           .statement = decision.statement,
           .replacement = {},
           .reason = decision.reason,
           .by = {},
           .ground = Amendment::Ground::review});
    return {};
  }

  Result<void> correct(const Decision& decision) {
    const Statement before = TRY(standing(decision.statement));
    const Document document = TRY(record_at<Document>(store_, before.document.value, "document"));
    Statement after = TRY(review::corrected(before, document, decision.fields, by_));
    const Id<Statement> replacement =
        TRY(put(std::move(after), decision.statement, TRY(published(document)),
                "as before it was corrected"));
    amend({.id = {},
           .kind = Amendment::Kind::corrected,
           .statement = decision.statement,
           .replacement = replacement,
           .reason = decision.reason.empty() ? words_of(decision.fields) : decision.reason,
           .by = {},
           .ground = Amendment::Ground::review});
    return {};
  }

  Result<void> add_words(const Decision& decision) {
    const Document document = TRY(record_at<Document>(store_, decision.document.value, "document"));
    const TextSpan words =
        decision.span ? *decision.span : TRY(review::words_in(document, decision.words));
    Statement statement = TRY(review::added(document, words, decision.fields, by_));
    TRY(put(std::move(statement), {}, TRY(published(document)), ""));
    return {};
  }

  Result<Day> published(const Document& document) const {
    return published_day(document, TRY(store_.entry(document.id.value)).known_at);
  }

  static std::string words_of(std::span<const review::Field> fields) {
    std::vector<std::string> words;
    for (const review::Field& field : fields)
      words.push_back(field.value.empty() ? fmt::format("no {}", field.key)
                                          : fmt::format("{}: {}", field.key, field.value));
    return fmt::format("the words say {}", fmt::join(words, ", "));
  }

  const Store& store_;
  std::uint64_t first_;
  Instant known_at_;
  std::string by_;
  Decided decided_;
  std::optional<History> history_;
  std::vector<Draft> drafts_;
};

Result<void> check_name(const std::string& by) {
  if (by.find_first_not_of(" \t\r\n") != std::string::npos) return {};
  return invalid("nobody is named", "say who decides: --by NAME");
}

std::vector<review::Held> held_of(const Scene& scene, Id<Document> document,
                                  std::vector<Id<Statement>>& all) {
  std::vector<review::Held> held;
  for (const Statement* statement : scene.statements_of(document)) {
    all.push_back(statement->id);
    const Amendment* amendment = scene.amendment_of(statement->id);
    if (amendment != nullptr && amendment->ground == Amendment::Ground::rereading) continue;
    held.push_back({statement, statement->reviewed || amendment != nullptr, amendment == nullptr});
  }
  return held;
}

}  // namespace

Result<Reviewed> decide(Store& store, std::span<const Decision> decisions, const std::string& by,
                        Instant now) {
  TRY(check_name(by));
  const Batch about{.command = "review", .by = by, .note = {}, .recorded_at = now};
  Reviewed reviewed;
  reviewed.batch =
      TRY(store.append(about, now, [&](std::uint64_t first) -> Result<std::vector<Draft>> {
        Reviewing reviewing(store, first, TRY(known_now(store, now)), by);
        TRY(reviewing.begin());
        for (const Decision& decision : decisions) TRY(reviewing.add(decision));
        reviewed.made = std::move(reviewing.made);
        return reviewing.take();
      }));
  return reviewed;
}

Result<Rereading> reread(const Store& store, const Gazetteer& gazetteer, Id<Document> only,
                         Instant now,
                         const std::function<void(std::size_t done, std::size_t of)>& progress) {
  Rereading rereading;
  rereading.picture = std::make_shared<const Picture>(
      TRY(snapshot(store, TRY(store.head()).known_at, now)), Viewpoint{});
  const Scene& scene = rereading.picture->scene();
  if (only.value != 0 && scene.document(only) == nullptr)
    return not_found(fmt::format("there is no document {}", only.value));
  const Vocabulary vocabulary = TRY(vocabulary_of(store));
  std::size_t done = 0;
  for (const Document& document : scene.documents) {
    if (progress) progress(++done, scene.documents.size());
    if (document.kind != Document::Kind::article) continue;
    if (only.value != 0 && document.id != only) continue;
    std::vector<Id<Statement>> all;
    const auto held = held_of(scene, document.id, all);
    auto compared = review::differences(
        held, extract::statements_in(document, vocabulary, gazetteer).statements, all);
    ++rereading.documents;
    rereading.same += compared.same;
    if (!compared.differences.empty())
      rereading.differ.push_back({document.id, std::move(compared.differences)});
  }
  rereading.entries = scene.log.entries;
  return rereading;
}

Result<Reviewed> take_rereading(Store& store, const Rereading& rereading, const std::string& by,
                                Instant now) {
  using What = review::Difference::What;
  TRY(check_name(by));
  const Batch about{.command = "reread", .by = by, .note = {}, .recorded_at = now};
  const Scene& scene = rereading.picture->scene();
  Reviewed reviewed;
  reviewed.batch =
      TRY(store.append(about, now, [&](std::uint64_t first) -> Result<std::vector<Draft>> {
        if (first != rereading.entries + 1)
          return conflict("records arrived while the documents were read", "try again");
        Reviewing reviewing(store, first, TRY(known_now(store, now)), by);
        const auto amend = [&](const review::Difference& one, Amendment::Kind kind,
                               Id<Statement> replacement) {
          reviewing.amend({.id = {},
                           .kind = kind,
                           .statement = one.held->id,
                           .replacement = replacement,
                           .reason = "by a later reading of the words",
                           .by = {},
                           .ground = Amendment::Ground::rereading});
        };
        for (const auto& [id, differences] : rereading.differ) {
          const Document& document = *scene.document(id);
          const Day published = published_day(document, scene.known_at(document));
          for (const review::Difference& one : differences) {
            if (one.what == What::kept) continue;
            if (one.what == What::gone) {
              amend(one, Amendment::Kind::retracted, {});
              continue;
            }
            Statement fresh = *one.now;
            fresh.document = id;
            const Id<Statement> before = one.held == nullptr ? Id<Statement>{} : one.held->id;
            const auto made = TRY(reviewing.put(std::move(fresh), before, published, "read again"));
            if (one.held != nullptr) amend(one, Amendment::Kind::corrected, made);
          }
        }
        reviewed.made = std::move(reviewing.made);
        return reviewing.take();
      }));
  return reviewed;
}

}  // namespace truce::pipeline
