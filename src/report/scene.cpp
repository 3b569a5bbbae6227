// SPDX-License-Identifier: Apache-2.0
#include "report/scene.h"

#include <algorithm>

namespace truce {
namespace {

template <class T>
const T* find_by_id(std::span<const T> sorted, Id<T> id) {
  const auto found = std::lower_bound(sorted.begin(), sorted.end(), id,
                                      [](const T& item, Id<T> wanted) { return item.id < wanted; });
  return found != sorted.end() && found->id == id ? &*found : nullptr;
}

}  // namespace

void Scene::index() {
  for (const Incident& incident : incidents)
    for (const Id<Statement> statement : incident.statements)
      incident_by_statement[statement] = incident.id;
  for (const IncidentSummary& summary : account->incidents)
    summary_by_incident[summary.id] = &summary;
  for (const Amendment& amendment : amendments) {
    const Amendment*& last = amendment_by_statement[amendment.statement];
    // What was misread cannot be taken back afterwards.
    if (last == nullptr || last->ground == Amendment::Ground::source ||
        amendment.ground != Amendment::Ground::source)
      last = &amendment;
  }
  for (const Review& review : reviews) review_by_statement[review.statement] = &review;
  for (std::size_t at = 0; at < statements.size();) {
    const std::size_t begin = at;
    while (at < statements.size() && statements[at].document == statements[begin].document) ++at;
    runs[statements[begin].document].push_back(statements.subspan(begin, at - begin));
  }
}

const Statement* Scene::statement(Id<Statement> id) const { return find_by_id(statements, id); }
const Document* Scene::document(Id<Document> id) const { return find_by_id(documents, id); }
const Finding* Scene::finding(Id<Finding> id) const { return find_by_id(findings, id); }

const IncidentSummary* Scene::incident(Id<Incident> id) const {
  const auto found = summary_by_incident.find(id);
  return found == summary_by_incident.end() ? nullptr : found->second;
}

Instant Scene::known_at(const Statement& statement) const {
  return statements_known[static_cast<std::size_t>(&statement - statements.data())];
}

Instant Scene::known_at(const Document& document) const {
  return documents_known[static_cast<std::size_t>(&document - documents.data())];
}

Id<Incident> Scene::incident_of(Id<Statement> id) const {
  const auto found = incident_by_statement.find(id);
  return found == incident_by_statement.end() ? Id<Incident>{} : found->second;
}

const Amendment* Scene::amendment_of(Id<Statement> id) const {
  const auto found = amendment_by_statement.find(id);
  return found == amendment_by_statement.end() ? nullptr : found->second;
}

const Review* Scene::review_of(Id<Statement> id) const {
  const auto found = review_by_statement.find(id);
  return found == review_by_statement.end() ? nullptr : found->second;
}

bool Scene::is_retracted(Id<Statement> id) const {
  const Amendment* amendment = amendment_of(id);
  return amendment != nullptr && amendment->ground == Amendment::Ground::source;
}

bool Scene::is_misread(Id<Statement> id) const {
  const Amendment* amendment = amendment_of(id);
  return amendment != nullptr && amendment->ground != Amendment::Ground::source;
}

Voice Scene::voice_of(const Statement& statement) const {
  std::string name;
  if (statement.speaker)
    name = statement.speaker->actor.empty() ? statement.speaker->name : statement.speaker->actor;
  else if (const Document* told_in = document(statement.document))
    name = told_in->publisher;
  const Participant* participant = agreement->participant(name);
  if (participant == nullptr) return {name, {}, name};
  const bool is_party = participant->role == Role::party;
  return {participant->name, is_party ? participant->name : participant->under, participant->name};
}

std::vector<const Statement*> Scene::statements_of(Id<Document> document) const {
  std::vector<const Statement*> found;
  if (const auto own = runs.find(document); own != runs.end())
    for (const auto run : own->second)
      for (const Statement& statement : run) found.push_back(&statement);
  return found;
}

std::string_view to_text(Review::What what) {
  switch (what) {
    case Review::What::accepted:
      return "accepted";
    case Review::What::corrected:
      return "corrected";
    case Review::What::rejected:
      return "rejected";
  }
  return "";
}

}  // namespace truce
