// SPDX-License-Identifier: Apache-2.0
// Small worlds for the tests: an agreement in its own language and what is told, line by line.
#pragma once

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "monitor/monitor.h"

namespace truce::monitor::testing {

/// A statement under construction.
class Telling {
 public:
  explicit Telling(Statement& statement) : statement_(&statement) {}
  Id<Statement> id() const { return statement_->id; }
  Statement& statement() { return *statement_; }

  Telling& says(std::string name) { return set(statement_->speaker, std::move(name)); }
  Telling& by(std::string name) { return set(statement_->by, std::move(name)); }
  Telling& to(std::string name) { return set(statement_->to, std::move(name)); }
  Telling& of(std::string name) { return set(statement_->of, std::move(name)); }
  Telling& act(Act act) { return statement_->act = act, *this; }
  Telling& count(Measure measure, std::int64_t low, std::optional<std::int64_t> high) {
    statement_->measure = measure;
    statement_->figure = Figure{.low = low, .high = high};
    return *this;
  }
  Telling& count(Measure measure, std::int64_t exactly) { return count(measure, exactly, exactly); }
  Telling& on(const char* day) {
    statement_->window = {*parse_day(day), *parse_day(day), false, Precision::day};
    return *this;
  }
  /// A running total; without a first day, to date.
  Telling& total(const char* from, const char* until) {
    statement_->window.cumulative = true;
    if (from != nullptr) statement_->window.from = *parse_day(from);
    statement_->window.until = *parse_day(until);
    return *this;
  }
  Telling& in(std::string place, std::vector<std::string> within = {"Valley"}) {
    statement_->place = Place{.name = std::move(place), .within = std::move(within)};
    return *this;
  }
  Telling& part_of(std::size_t at) { return statement_->figure->part_of = at, *this; }
  Telling& mood(Mood mood) { return statement_->mood = mood, *this; }
  Telling& kind(StatementKind kind) { return statement_->kind = kind, *this; }
  Telling& words(std::string text) { return statement_->quote.text = std::move(text), *this; }

 private:
  Telling& set(std::optional<Mention>& mention, std::string name) {
    mention = Mention{.name = std::move(name)};
    return *this;
  }
  Statement* statement_;
};

class Story {
 public:
  explicit Story(std::string_view agreement) : agreement_(agreement::parse(agreement)) {}

  const agreement::Parsed& parsed() const { return agreement_; }
  Agreement& agreement() { return agreement_.agreement; }

  /// A new document; what is told next is in it.
  void document(std::string publisher, const char* published) {
    Document document;
    document.id = {++last_id_};
    document.publisher = std::move(publisher);
    document.published = *parse_instant(published);
    documents_.push_back(std::move(document));
  }
  /// A statement of the last document.
  Telling tell() {
    Statement statement;
    statement.id = {++last_id_};
    statement.document = documents_.back().id;
    statements_.push_back(std::move(statement));
    return Telling(statements_.back());
  }
  Telling tell(std::string publisher, const char* published) {
    document(std::move(publisher), published);
    return tell();
  }
  Id<Incident> incident(std::vector<Id<Statement>> told) {
    incidents_.push_back({{++last_id_}, std::move(told)});
    return incidents_.back().id;
  }
  Finding& find(Question question, std::string clause, Id<Incident> incident, std::string answer,
                const char* on) {
    findings_.push_back({{++last_id_},
                         incident,
                         std::move(clause),
                         question,
                         std::move(answer),
                         "reasonable grounds",
                         {},
                         {},
                         "the commission",
                         *parse_day(on)});
    return findings_.back();
  }
  void declare(std::string what, std::string by_actor, const char* on) {
    declarations_.push_back(
        {{++last_id_}, std::move(what), std::move(by_actor), *parse_day(on), {}, "the desk"});
  }
  void retract(Id<Statement> statement) {
    amendments_.push_back(
        {{++last_id_}, Amendment::Kind::retracted, statement, {}, {}, "the desk"});
  }
  void correct(Id<Statement> statement, Id<Statement> replacement) {
    amendments_.push_back(
        {{++last_id_}, Amendment::Kind::corrected, statement, replacement, {}, "the desk"});
  }
  std::vector<Series>& series() { return series_; }

  /// What is known, as values; refers to the story, which must not go on.
  Known known(const char* when) const {
    statements_now_.assign(statements_.begin(), statements_.end());
    return {*parse_instant(when), documents_,  statements_now_, incidents_, findings_,
            declarations_,        amendments_, series_};
  }
  Account as_known(const char* when, std::string_view viewpoint = "everyone") const {
    return account(agreement_.agreement, known(when), *parse_viewpoint(viewpoint));
  }

 private:
  agreement::Parsed agreement_;
  std::uint64_t last_id_ = 0;
  std::vector<Document> documents_;
  std::deque<Statement> statements_;  // a Telling holds on to its statement
  mutable std::vector<Statement> statements_now_;
  std::vector<Incident> incidents_;
  std::vector<Finding> findings_;
  std::vector<Declaration> declarations_;
  std::vector<Amendment> amendments_;
  std::vector<Series> series_;
};

}  // namespace truce::monitor::testing
