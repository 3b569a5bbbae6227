// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "agreement/agreement.h"
#include "monitor/monitor.h"
#include "record/entry.h"

namespace truce {

/// Where the log stood at the moment of the scene; printed on every page.
struct LogMark {
  std::uint64_t entries = 0;
  std::string root;  // hash of the last entry, in hex
  Instant first_known{};
  Instant last_known{};
};

/// What a person decided about a statement beside its words, and when.
struct Review {
  enum class What { accepted, corrected, rejected };
  Id<Statement> statement;
  What what = What::accepted;
  std::string by;
  std::string reason;
  Instant at{};
};
std::string_view to_text(Review::What what);

/// Everything that a page is made from: an account and the records under it, all known at one
/// moment. Only views: whoever makes a Scene keeps what it points to. Vectors are sorted by id;
/// call index() once they are set.
struct Scene {
  const Agreement* agreement = nullptr;
  const Account* account = nullptr;
  std::string_view agreement_text;
  LogMark log;
  std::span<const Document> documents;
  std::span<const Instant> documents_known;
  std::span<const Statement> statements;
  std::span<const Instant> statements_known;
  std::span<const Link> links;
  std::span<const Incident> incidents;
  std::span<const Finding> findings;
  std::span<const Instant> findings_known;
  std::span<const Declaration> declarations;
  std::span<const Instant> declarations_known;
  std::span<const Amendment> amendments;
  std::span<const Instant> amendments_known;
  std::span<const Review> reviews = {};
  std::span<const Series> series;
  std::span<const Rejection> rejections;

  void index();
  const Statement* statement(Id<Statement> id) const;
  const Document* document(Id<Document> id) const;
  const IncidentSummary* incident(Id<Incident> id) const;
  const Finding* finding(Id<Finding> id) const;
  Instant known_at(const Statement& statement) const;
  Instant known_at(const Document& document) const;
  /// The incident that a statement tells of; 0 when of none.
  Id<Incident> incident_of(Id<Statement> id) const;
  /// Whether its source took it back or corrected it.
  bool is_retracted(Id<Statement> id) const;
  /// Whether its words do not say it, by a person or a later reading.
  bool is_misread(Id<Statement> id) const;
  /// The last amendment of the statement; null when it stands.
  const Amendment* amendment_of(Id<Statement> id) const;
  /// The last decision about the statement; null when nobody made one.
  const Review* review_of(Id<Statement> id) const;
  /// Who speaks in it: the canonical actor, else the name in the text, else the publisher.
  Voice voice_of(const Statement& statement) const;
  /// In log order. Those that people added or corrected stand far from the others in the log.
  std::vector<const Statement*> statements_of(Id<Document> document) const;

  // Filled by index().
  std::unordered_map<Id<Statement>, Id<Incident>> incident_by_statement = {};
  std::unordered_map<Id<Incident>, const IncidentSummary*> summary_by_incident = {};
  std::unordered_map<Id<Statement>, const Amendment*> amendment_by_statement = {};
  std::unordered_map<Id<Statement>, const Review*> review_by_statement = {};
  // What is read in a document follows it in the log; what people add later is a run of its own.
  std::unordered_map<Id<Document>, std::vector<std::span<const Statement>>> runs = {};
};

}  // namespace truce
