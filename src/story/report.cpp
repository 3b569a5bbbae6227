// SPDX-License-Identifier: Apache-2.0
// What speakers say, deny, withdraw and correct, as records.
#include <fmt/format.h>

#include <algorithm>

#include "link/link.h"
#include "story/reading.h"

namespace truce::story {
namespace {

constexpr const char* kAuthor = "the story";

/// "of 12 October 2025", "of 12 October 2025 to 14 October 2025": the days it tells of. Unsaid,
/// that on which it is said.
std::optional<Window> take_window(Reading& reading, Sentence& sentence, const When& when) {
  Window window{when.local.day, when.local.day, false, Precision::day};
  Sentence ahead = sentence;
  if (ahead.at_kind(Token::Kind::comma)) ahead.advance();
  if (!ahead.take("of") || !agreement::at_date(ahead)) return window;
  sentence = ahead;
  const std::size_t days = sentence.position();
  for (std::optional<Day>* day : {&window.from, &window.until}) {
    const std::size_t first = sentence.position();
    const auto date = agreement::take_date(reading.names, sentence);
    if (!date) return std::nullopt;
    if (!date->whole_day) {
      reading.error(sentence.span_from(first), "a report tells of days, not of hours",
                    "leave the hour out here; that of the report stands at the beginning");
      return std::nullopt;
    }
    *day = date->at.day;
    if (day == &window.from) window.until = window.from;
    if (!sentence.take("to")) break;
  }
  if (*window.until < *window.from || *window.until > when.local.day) {
    reading.error(sentence.span_from(days),
                  *window.until < *window.from ? "these days end before they begin"
                                               : "this tells of a day that has not come",
                  "put the days in order; 'will' tells of what is planned");
    return std::nullopt;
  }
  if (sentence.at_kind(Token::Kind::comma)) sentence.advance();
  return window;
}

Id<Document> put_document(Reading& reading, const Sentence& sentence, const When& when,
                          const Name& speaker) {
  Document document;
  document.kind = Document::Kind::note;
  document.publisher = reading.names.canonical(speaker.text);
  document.title = reading.story.title;
  document.text = agreement::collapsed(sentence.whole().in(reading.text));
  document.media_type = "text/plain";
  document.published = when.known_at;
  document.published_precision = when.whole_day ? Precision::day : Precision::minute;
  return reading.put(when.known_at, std::move(document));
}

/// The statements of a report by one speaker, in a document of their own.
std::vector<Id<Statement>> put_report(Reading& reading, const Sentence& sentence, const When& when,
                                      const Name& speaker, const Report& report) {
  const Id<Document> document = put_document(reading, sentence, when, speaker);
  const std::string words = agreement::collapsed(sentence.whole().in(reading.text));
  std::vector<Id<Statement>> ids;
  for (Statement statement : report.statements) {
    statement.document = document;
    statement.speaker = reading.mention(speaker);
    statement.said_on = when.local.day;
    statement.quote = {words, {0, words.size()}};
    statement.rule = kAuthor;
    statement.reviewed = true;
    ids.push_back(reading.put(when.known_at, std::move(statement)));
  }
  return ids;
}

void put_links(Reading& reading, const When& when, const std::vector<Id<Statement>>& statements,
               Id<Incident>& incident) {
  for (const Id<Statement> statement : statements) {
    Link link;
    link.statement = statement;
    link.incident = incident;
    link.rule = kAuthor;
    link.by = kAuthor;
    const Id<Link> id = reading.put(when.known_at, std::move(link));
    if (incident.value == 0) incident = {id.value};
  }
}

/// The incident that a report joins: by its label, or that of the same deed on the same day. 0: a
/// new one.
Id<Incident> incident_for(const Reading& reading, const Report& report) {
  if (report.incident) {
    const auto found = reading.story.incidents.find(report.incident->text);
    return found == reading.story.incidents.end() ? Id<Incident>{} : found->second;
  }
  const Statement& first = report.statements.front();
  for (const Said& said : reading.said)
    if (said.incident.value != 0 && said.deed == deed_of(first) && said.day == *first.window.until)
      return said.incident;
  return {};
}

void tell(Reading& reading, const Sentence& sentence, const When& when,
          const std::vector<Name>& speakers, const Report& report) {
  const Statement& first = report.statements.front();
  const bool of_incident = link::tells_of_incident(first);
  if (report.incident && !of_incident) {
    reading.error(report.incident->span, "this tells of no single incident",
                  "totals, plans, trucks and meetings are counted or watched by themselves; leave "
                  "the incident out");
    return;
  }
  for (const Name& speaker : speakers) {
    const auto statements = put_report(reading, sentence, when, speaker, report);
    Id<Incident> incident;
    if (of_incident) {
      incident = incident_for(reading, report);
      put_links(reading, when, statements, incident);
      if (report.incident) reading.story.incidents.emplace(report.incident->text, incident);
      reading.that_incident = incident;
    }
    for (const Id<Statement> statement : statements)
      reading.said.push_back({statement, reading.names.canonical(speaker.text), when,
                              deed_of(first), first.window.until.value_or(when.local.day),
                              incident});
  }
}

/// "what it said on 13 October 2025 11:00": the statements of that speaker at that moment.
std::optional<std::vector<Said>> take_what_was_said(Reading& reading, Sentence& sentence,
                                                    const std::vector<Name>& speakers) {
  const std::size_t first = sentence.position();
  if (!sentence.take_any(
          {"what it said on", "what they said on", "what he said on", "what she said on"})) {
    reading.error(sentence.ended() ? sentence.whole() : sentence.rest(),
                  "this does not say what is withdrawn or corrected",
                  "write 'withdraws what it said on' and the date and hour of the line above");
    return std::nullopt;
  }
  const auto when = take_when(reading, sentence);
  if (!when) return std::nullopt;
  std::vector<Said> meant;
  for (const Said& said : reading.said) {
    const bool then = when->whole_day ? said.when.local.day == when->local.day
                                      : !said.when.whole_day && said.when.local == when->local;
    const bool its = std::any_of(speakers.begin(), speakers.end(), [&](const Name& speaker) {
      return reading.names.canonical(speaker.text) == said.speaker;
    });
    if (then && its) meant.push_back(said);
  }
  if (!meant.empty()) return meant;
  reading.error(sentence.span_from(first),
                fmt::format("{} said nothing then in this story", speakers.front().text),
                "name the date and hour of a line above, as they stand there");
  return std::nullopt;
}

void expect_end(Reading& reading, const Sentence& sentence, const char* help) {
  reading.names.expect_end(sentence, help);
}

}  // namespace

void read_said(Reading& reading, Sentence& sentence, const When& when,
               const std::vector<Name>& speakers) {
  const auto window = take_window(reading, sentence, when);
  if (!window) return;
  sentence.take("that");
  if (sentence.at_kind(Token::Kind::quoted) && sentence.peek(1) == nullptr) {
    Report words;
    Statement position;
    position.kind = StatementKind::position;
    position.window = *window;
    position.issue = sentence.peek()->text;
    words.statements.push_back(std::move(position));
    sentence.advance();
    tell(reading, sentence, when, speakers, words);
    return;
  }
  if (const auto report = take_report(reading, sentence, *window))
    tell(reading, sentence, when, speakers, *report);
}

// A denial speaks of an incident that somebody told of. It may name the day; else the last one of
// the same deed is meant.
void read_denied(Reading& reading, Sentence& sentence, const When& when,
                 const std::vector<Name>& speakers) {
  Sentence ahead = sentence;
  if (ahead.at_kind(Token::Kind::comma)) ahead.advance();
  const bool dated = ahead.at("of");
  const auto window = take_window(reading, sentence, when);
  if (!window) return;
  sentence.take("that");
  const TextSpan span = sentence.rest();
  auto report = take_report(reading, sentence, *window);
  if (!report) return;
  const Statement& first = report->statements.front();
  const Said* meant = nullptr;
  for (const Said& said : reading.said) {
    if (said.incident.value == 0) continue;
    if (report->incident) {
      const auto label = reading.story.incidents.find(report->incident->text);
      if (label != reading.story.incidents.end() && label->second == said.incident) meant = &said;
    } else if (said.deed == deed_of(first) && (!dated || said.day == *window->until)) {
      meant = &said;
    }
  }
  if (meant == nullptr) {
    reading.error(span, "nothing above tells of what is denied here",
                  "use the same act, doer and place as the line above that it denies, or name the "
                  "incident of both: incident \"…\"");
    return;
  }
  for (Statement& statement : report->statements) {
    statement.kind = StatementKind::denial;
    statement.mood = Mood::denied;
    statement.window.from = statement.window.until = meant->day;
  }
  Id<Incident> incident = meant->incident;
  const std::string deed = meant->deed;
  const Day day = meant->day;
  for (const Name& speaker : speakers) {
    const auto statements = put_report(reading, sentence, when, speaker, *report);
    put_links(reading, when, statements, incident);
    for (const Id<Statement> statement : statements)
      reading.said.push_back(
          {statement, reading.names.canonical(speaker.text), when, deed, day, incident});
  }
}

void read_withdrawn(Reading& reading, Sentence& sentence, const When& when,
                    const std::vector<Name>& speakers) {
  const auto meant = take_what_was_said(reading, sentence, speakers);
  if (!meant) return;
  expect_end(reading, sentence, "write 'withdraws what it said on' and a date, no more");
  for (const Said& said : *meant) {
    Amendment amendment;
    amendment.kind = Amendment::Kind::retracted;
    amendment.statement = said.statement;
    amendment.reason = agreement::collapsed(sentence.whole().in(reading.text));
    amendment.by = said.speaker;
    reading.put(when.known_at, std::move(amendment));
  }
}

void read_corrected(Reading& reading, Sentence& sentence, const When& when,
                    const std::vector<Name>& speakers) {
  const auto meant = take_what_was_said(reading, sentence, speakers);
  if (!meant) return;
  if (sentence.at_kind(Token::Kind::comma)) sentence.advance();
  if (!sentence.take_any({"and says", "and say"})) {
    reading.error(sentence.ended() ? sentence.whole() : sentence.rest(),
                  "this does not say what is right",
                  "write 'corrects what it said on …, and says' and the report");
    return;
  }
  Sentence ahead = sentence;
  if (ahead.at_kind(Token::Kind::comma)) ahead.advance();
  const bool dated = ahead.at("of");
  auto window = take_window(reading, sentence, when);
  if (!window) return;
  if (!dated) window->from = window->until = meant->front().day;
  sentence.take("that");
  const auto report = take_report(reading, sentence, *window);
  if (!report) return;
  if (report->statements.size() != meant->size()) {
    reading.error(sentence.whole(),
                  fmt::format("{} counts were said then, and {} are said now", meant->size(),
                              report->statements.size()),
                  "a correction says each of them anew; or withdraw the report, and tell another");
    return;
  }
  const auto statements = put_report(reading, sentence, when, speakers.front(), *report);
  for (std::size_t at = 0; at < meant->size(); ++at) {
    const Said& said = (*meant)[at];
    Amendment amendment;
    amendment.kind = Amendment::Kind::corrected;
    amendment.statement = said.statement;
    amendment.replacement = statements[at];
    amendment.reason = agreement::collapsed(sentence.whole().in(reading.text));
    amendment.by = said.speaker;
    reading.put(when.known_at, std::move(amendment));
    Said now = said;
    now.statement = statements[at];
    now.when = when;
    reading.said.push_back(std::move(now));
  }
}

}  // namespace truce::story
