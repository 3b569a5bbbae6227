// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "pipeline/pipeline.h"

namespace truce {
namespace {

Statement* statement_in(Snapshot& into, Id<Statement> id) {
  const auto found =
      std::lower_bound(into.statements.begin(), into.statements.end(), id,
                       [](const Statement& one, Id<Statement> wanted) { return one.id < wanted; });
  return found != into.statements.end() && found->id == id ? &*found : nullptr;
}

/// A statement that a person decided about is reviewed from then on.
void decided(Snapshot& into, Id<Statement> id, Review::What what, const std::string& by,
             const std::string& reason, Instant at) {
  if (Statement* statement = statement_in(into, id)) statement->reviewed = true;
  into.reviews.push_back({id, what, by, reason, at});
}

void take(Snapshot& into, Instant known_at, Instant recorded_at, Record&& record) {
  struct Keep {
    Snapshot& into;
    Instant known_at;
    Instant recorded_at;
    void operator()(AgreementText& text) const {
      into.agreement_file = std::move(text.file);
      into.agreement_text = std::move(text.text);
    }
    void operator()(Document& document) const {
      into.documents.push_back(std::move(document));
      into.documents_known.push_back(known_at);
    }
    void operator()(Statement& statement) const {
      into.statements.push_back(std::move(statement));
      into.statements_known.push_back(known_at);
    }
    void operator()(Link& link) const {
      into.links.push_back(std::move(link));
      into.links_known.push_back(known_at);
    }
    void operator()(Finding& finding) const {
      into.findings.push_back(std::move(finding));
      into.findings_known.push_back(known_at);
    }
    void operator()(Declaration& declaration) const {
      into.declarations.push_back(std::move(declaration));
      into.declarations_known.push_back(known_at);
    }
    void operator()(Acceptance& acceptance) const {
      decided(into, acceptance.statement, Review::What::accepted, acceptance.by, {}, recorded_at);
    }
    void operator()(Amendment& amendment) const {
      if (amendment.ground == Amendment::Ground::review)
        decided(into, amendment.statement,
                amendment.kind == Amendment::Kind::corrected ? Review::What::corrected
                                                             : Review::What::rejected,
                amendment.by, amendment.reason, recorded_at);
      into.amendments.push_back(std::move(amendment));
      into.amendments_known.push_back(known_at);
    }
    void operator()(Series& series) const { into.series.push_back(std::move(series)); }
    void operator()(Rejection& rejection) const { into.rejections.push_back(std::move(rejection)); }
  };
  std::visit(Keep{into, known_at, recorded_at}, record);
}

Account account_of(const Snapshot& snapshot, const Viewpoint& viewpoint) {
  return monitor::account(snapshot.agreement,
                          Known{.as_known = snapshot.as_known,
                                .documents = snapshot.documents,
                                .statements = snapshot.statements,
                                .incidents = snapshot.incidents,
                                .findings = snapshot.findings,
                                .declarations = snapshot.declarations,
                                .amendments = snapshot.amendments,
                                .series = snapshot.series},
                          viewpoint);
}

}  // namespace

Picture::Picture(std::shared_ptr<const Snapshot> snapshot, const Viewpoint& viewpoint)
    : snapshot_(std::move(snapshot)),
      account_(std::make_unique<const Account>(account_of(*snapshot_, viewpoint))),
      scene_{.agreement = &snapshot_->agreement,
             .account = account_.get(),
             .agreement_text = snapshot_->agreement_text,
             .log = {snapshot_->head.entries,
                     snapshot_->head.entries == 0 ? std::string() : to_hex(snapshot_->head.hash),
                     snapshot_->first_known, snapshot_->head.known_at},
             .documents = snapshot_->documents,
             .documents_known = snapshot_->documents_known,
             .statements = snapshot_->statements,
             .statements_known = snapshot_->statements_known,
             .links = snapshot_->links,
             .incidents = snapshot_->incidents,
             .findings = snapshot_->findings,
             .findings_known = snapshot_->findings_known,
             .declarations = snapshot_->declarations,
             .declarations_known = snapshot_->declarations_known,
             .amendments = snapshot_->amendments,
             .amendments_known = snapshot_->amendments_known,
             .reviews = snapshot_->reviews,
             .series = snapshot_->series,
             .rejections = snapshot_->rejections} {
  scene_.index();
}

namespace {

/// Before anything was known the account is empty, but it is the account of this agreement.
Result<void> take_first_agreement(const Store& store, Snapshot& into) {
  TRY(store.read({.kinds = {"agreement"}}, [&](Entry&& entry) -> Result<void> {
    if (into.agreement_text.empty())
      take(into, entry.known_at, entry.recorded_at, std::move(entry.record));
    return {};
  }));
  if (into.agreement_text.empty())
    return not_found("the store has no agreement", "truce amend gives it one");
  return {};
}

}  // namespace

namespace pipeline {

Result<std::shared_ptr<const Snapshot>> snapshot(const Store& store,
                                                 std::optional<Instant> as_known, Instant now) {
  const LogHead whole = TRY(store.head());
  if (whole.entries == 0)
    return not_found("the store is empty", "give it an agreement: truce init --agreement FILE");
  auto made = std::make_shared<Snapshot>();
  made->as_known = as_known.value_or(store.mode() == StoreMode::archive ? whole.known_at : now);
  made->head = TRY(store.head_as_known(made->as_known));
  // No more statements than entries; what is reserved and never used costs address space only.
  made->statements.reserve(made->head.entries);
  made->statements_known.reserve(made->head.entries);
  made->links.reserve(made->head.entries / 2);
  made->links_known.reserve(made->head.entries / 2);
  TRY(store.read({.last = made->head.entries, .as_known = made->as_known},
                 [&](Entry&& entry) -> Result<void> {
                   if (entry.number == 1) made->first_known = entry.known_at;
                   take(*made, entry.known_at, entry.recorded_at, std::move(entry.record));
                   return {};
                 }));
  if (made->agreement_text.empty()) TRY(take_first_agreement(store, *made));
  made->agreement = agreement::parse(made->agreement_text).agreement;
  made->incidents = link::incidents_from(made->links);
  return std::shared_ptr<const Snapshot>(std::move(made));
}

Result<Vocabulary> vocabulary_of(const Store& store) {
  Vocabulary vocabulary;
  TRY(store.read({.kinds = {"agreement"}}, [&](Entry&& entry) -> Result<void> {
    vocabulary = agreement::vocabulary(
        agreement::parse(std::get<AgreementText>(entry.record).text).agreement);
    return {};
  }));
  return vocabulary;
}

Result<void> check_viewpoint(const Agreement& agreement, const Viewpoint& viewpoint) {
  if (viewpoint.kind != Viewpoint::Kind::party) return {};
  const Participant* party = agreement.participant(viewpoint.party);
  if (party != nullptr && party->role == Role::party) return {};
  return invalid(fmt::format("'{}' is no party to this agreement", viewpoint.party),
                 "truce status --format json lists the viewpoints");
}

}  // namespace pipeline
}  // namespace truce
