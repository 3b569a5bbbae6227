// SPDX-License-Identifier: Apache-2.0
// A story's log up to a moment, and the account of it.
#include <algorithm>

#include "link/link.h"
#include "story/reading.h"

namespace truce::story {
namespace {

/// The records known at one moment, by kind.
struct Shelves {
  std::vector<Document> documents;
  std::vector<Statement> statements;
  std::vector<Link> links;
  std::vector<Finding> findings;
  std::vector<Declaration> declarations;
  std::vector<Amendment> amendments;
  std::vector<Incident> incidents;

  void operator()(const Document& record) { documents.push_back(record); }
  void operator()(const Statement& record) { statements.push_back(record); }
  void operator()(const Link& record) { links.push_back(record); }
  void operator()(const Finding& record) { findings.push_back(record); }
  void operator()(const Declaration& record) { declarations.push_back(record); }
  void operator()(const Amendment& record) { amendments.push_back(record); }
  // A story tells of no other kind of record.
  void operator()(const AgreementText&) {}
  void operator()(const Series&) {}
  void operator()(const Rejection&) {}
  void operator()(const Acceptance&) {}
};

Account account_at(const Agreement& agreement, const Story& story, const Moment& moment) {
  Shelves known;
  for (const Draft& draft : story.log)
    if (draft.known_at <= moment.as_known) std::visit(known, draft.record);
  known.incidents = link::incidents_from(known.links);
  return monitor::account(agreement,
                          Known{.as_known = moment.as_known,
                                .documents = known.documents,
                                .statements = known.statements,
                                .incidents = known.incidents,
                                .findings = known.findings,
                                .declarations = known.declarations,
                                .amendments = known.amendments,
                                .series = {}},
                          moment.viewpoint);
}

}  // namespace

std::vector<Failure> run(const Agreement& agreement, const Story& story) {
  std::vector<Failure> failures;
  for (const Moment& moment : story.moments) {
    const Account account = account_at(agreement, story, moment);
    for (const Expectation& expectation : moment.expectations) {
      auto failure = compare(agreement, account, expectation);
      if (!failure) continue;
      failure->span = expectation.span;
      failure->expected = expectation.text;
      failure->as_known = moment.text;
      failures.push_back(std::move(*failure));
    }
  }
  return failures;
}

}  // namespace truce::story
