// SPDX-License-Identifier: Apache-2.0
// The text as a whole: which agreement, which stories, and one dated line after the other.
#include <fmt/format.h>

#include <algorithm>

#include "story/reading.h"

namespace truce::story {
namespace {

constexpr std::size_t kDiagnosticsMax = 100;

constexpr const char* kFirstLine =
    "begin the text with the agreement's file, as in: stories for \"agreement.truce\"";

/// A line with those that continue it, as one sentence.
void gather(const Line& line, std::vector<Token>& tokens) {
  tokens.insert(tokens.end(), line.tokens.begin(), line.tokens.end());
  for (const Line& child : line.children) gather(child, tokens);
}

bool comes_in_order(Reading& reading, const When& when, TextSpan span) {
  if (reading.last && when.known_at < *reading.last) {
    reading.error(
        span, "this is before the line above",
        "a story is told in order; a day without an hour stands for its end. What is told "
        "late says so: 'says, of 12 October 2025, …'");
    return false;
  }
  reading.last = when.known_at;
  return true;
}

void read_dated(Reading& reading, const Line& line) {
  std::vector<Token> tokens;
  gather(line, tokens);
  Sentence sentence(tokens);
  const auto when = take_when(reading, sentence);
  if (!when) return;
  if (!comes_in_order(reading, *when, sentence.span_from(0))) return;
  if (sentence.ended()) {
    reading.error(sentence.whole(), "nothing is told of this date",
                  "write who says what, as in '3 May 2025 12:00 Red Cross says North released 20 "
                  "officers'");
    return;
  }
  const auto speakers = take_speakers(reading, sentence);
  if (speakers.empty()) return;
  if (sentence.take_any({"says", "say"})) return read_said(reading, sentence, *when, speakers);
  if (sentence.take_any({"reports", "report"}))
    return read_said(reading, sentence, *when, speakers);
  if (sentence.take_any({"denies", "deny"})) return read_denied(reading, sentence, *when, speakers);
  if (sentence.take_any({"withdraws", "withdraw"}))
    return read_withdrawn(reading, sentence, *when, speakers);
  if (sentence.take_any({"corrects", "correct"}))
    return read_corrected(reading, sentence, *when, speakers);
  if (sentence.take_any({"finds", "find"})) return read_found(reading, sentence, *when, speakers);
  read_declared(reading, sentence, *when, speakers);
}

void read_line(Reading& reading, const Line& line) {
  const Sentence sentence(line.tokens);
  if (sentence.at("as known")) return read_moment(reading, line);
  if (agreement::at_date(sentence)) return read_dated(reading, line);
  const Token& last = line.tokens.back();
  const bool asks = last.kind == Token::Kind::word && last.text.ends_with('?');
  if (asks && reading.story.question.empty() && reading.story.log.empty() &&
      reading.story.moments.empty()) {
    reading.story.question = agreement::collapsed(line.span.in(reading.text));
    return;
  }
  reading.error(
      line.span,
      asks ? "a question stands once, under the story's title"
           : "this line of a story begins with neither a date nor 'as known'",
      "a line is '3 May 2025 12:00' and who says what, or 'as known 3 May 2025' with what "
      "is expected below it");
}

void settle(Reading& reading, Stories& stories) {
  const bool expects =
      std::any_of(reading.story.moments.begin(), reading.story.moments.end(),
                  [](const Moment& moment) { return !moment.expectations.empty(); });
  if (!expects && reading.names.diagnostics.empty())
    reading.error(reading.story.span, "this story expects nothing",
                  "end it with 'as known' and a date, and below it '1.2 is fulfilled'");
  stories.stories.push_back(std::move(reading.story));
}

void read_story(Reading& reading, const Line& line, Stories& stories) {
  Sentence sentence(line.tokens);
  sentence.take("story");
  if (!sentence.at_kind(Token::Kind::quoted) || sentence.peek(1) != nullptr) {
    reading.error(line.span, "a story needs a title",
                  "write it in quotation marks: story \"The living return in time\"");
    return;
  }
  const std::string title = sentence.peek()->text;
  for (const Story& other : stories.stories)
    if (other.title == title)
      reading.error(sentence.here(), fmt::format("there are two stories '{}'", title),
                    "give each a title of its own");
  reading.begin(title, line.span);
  for (const Line& child : line.children) read_line(reading, child);
  settle(reading, stories);
}

bool is_heading(const Line& line) { return Sentence(line.tokens).at("stories for"); }

}  // namespace

Heading heading_of(std::string_view text) {
  Heading heading;
  std::vector<Diagnostic> elsewhere;  // read() reports them
  const std::vector<Line> lines = agreement::lines_in(text, elsewhere);
  if (!lines.empty() && is_heading(lines.front())) {
    Sentence sentence(lines.front().tokens);
    sentence.take("stories for");
    if (sentence.at_kind(Token::Kind::quoted)) heading.agreement_file = sentence.peek()->text;
  }
  if (heading.agreement_file.empty())
    heading.diagnostics.push_back(
        {Diagnostic::Severity::error, lines.empty() ? TextSpan{} : lines.front().span,
         "this text does not say for which agreement its stories are", kFirstLine});
  return heading;
}

Stories read(std::string_view text, const Agreement& agreement) {
  Stories stories;
  Reading reading(text, agreement);
  const std::vector<Line> lines = agreement::lines_in(text, reading.names.diagnostics);
  for (std::size_t at = 0; at < lines.size(); ++at) {
    const Line& line = lines[at];
    if (at == 0 && is_heading(line)) {
      for (const Line& child : line.children)
        reading.error(child.span, "nothing stands below this heading",
                      "stories begin at the margin");
      continue;
    }
    if (Sentence(line.tokens).at("story")) {
      read_story(reading, line, stories);
      continue;
    }
    const std::string word = line.tokens.front().text;
    reading.error(line.span, "this begins no story",
                  agreement::did_you_mean(word, {"story"},
                                          "a story begins with: story \"its title\"; its lines are "
                                          "indented below"));
  }
  if (stories.stories.empty() && reading.names.diagnostics.empty())
    reading.error(lines.empty() ? TextSpan{} : lines.front().span, "there is no story here",
                  "a story begins with: story \"its title\"");
  stories.diagnostics = std::move(reading.names.diagnostics);
  std::stable_sort(stories.diagnostics.begin(), stories.diagnostics.end(),
                   [](const Diagnostic& left, const Diagnostic& right) {
                     return left.span.begin < right.span.begin;
                   });
  if (stories.diagnostics.size() > kDiagnosticsMax) stories.diagnostics.resize(kDiagnosticsMax);
  return stories;
}

bool Stories::ok() const {
  return std::none_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Diagnostic::Severity::error;
  });
}

}  // namespace truce::story
