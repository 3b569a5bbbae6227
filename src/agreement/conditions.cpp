// SPDX-License-Identifier: Apache-2.0
// What a phase waits for: trees of conditions, one a line.
#include <fmt/format.h>

#include <algorithm>

#include "agreement/reader.h"

namespace truce::agreement {
namespace {

using Kind = Condition::Kind;

bool is_any_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool decides(std::string_view word) {
  return is_any_of(word, {"decide", "decides", "approve", "approves", "adopt", "adopts", "order",
                          "orders", "agree", "agrees", "vote", "votes", "authorise", "authorises",
                          "authorize", "authorizes"});
}

bool states(std::string_view word) {
  return is_any_of(word, {"declare", "declares", "announce", "announces", "confirm", "confirms",
                          "state", "states", "say", "says", "notify", "notifies", "certify",
                          "certifies", "report", "reports"});
}

/// The tokens of the condition itself, and whose condition it is: "… as North reads".
struct Split {
  std::vector<Token> tokens;
  std::vector<std::string> required_by;
};

Split split_reading(Reader& reader, std::span<const Token> tokens) {
  Split split;
  std::size_t end = tokens.size();
  const bool reads = end > 0 && tokens[end - 1].kind == Token::Kind::word &&
                     is_any_of(tokens[end - 1].text, {"read", "reads"});
  if (reads) {
    for (std::size_t at = end - 1; at-- > 0;) {
      if (tokens[at].kind != Token::Kind::word || tokens[at].text != "as") continue;
      const std::span<const Token> whose = tokens.subspan(at + 1, end - at - 2);
      Sentence names(whose);
      for (const Name& name : take_names(names)) {
        reader.mention(Mention::Kind::party, name);
        split.required_by.push_back(reader.canonical(name.text));
      }
      reader.expect_end(names, "name the parties between 'as' and 'reads'");
      end = at;
      break;
    }
  }
  split.tokens.assign(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(end));
  return split;
}

bool take_ref(Reader& reader, Sentence& sentence, Condition& condition) {
  sentence.take("clause");
  if (!sentence.at_kind(Token::Kind::word) || !is_ref(sentence.peek()->text)) {
    reader.error(sentence.here(), "which clause is meant?", "name it by its number, as in '1.2'");
    return false;
  }
  condition.ref = sentence.peek()->text;
  reader.mention(Mention::Kind::clause, {condition.ref, sentence.here()});
  sentence.advance();
  return true;
}

bool read_fulfilled(Reader& reader, Sentence& sentence, Condition& condition) {
  condition.kind = Kind::clause_fulfilled;
  if (!take_ref(reader, sentence, condition)) return false;
  if (sentence.take("is fulfilled")) return true;
  if (sentence.take("is breached")) {
    condition.kind = Kind::clause_breached;
    return true;
  }
  if (sentence.take("is not fulfilled")) {
    condition.kind = Kind::clause_not_fulfilled;
    if (!sentence.take("by")) {
      reader.error(sentence.here(), "this does not say by when",
                   "add the moment, as in 'is not fulfilled by 1 June 2025'");
      return false;
    }
    condition.moment = take_moment(reader, sentence);
    return condition.moment.has_value();
  }
  reader.error(sentence.here(), "this does not say what must be true of the clause",
               "write 'is fulfilled', 'is breached', or 'is not fulfilled by' and a moment");
  return false;
}

/// "phase 1 has ended"
bool read_phase_ended(Reader& reader, Sentence& sentence, Condition& condition) {
  condition.kind = Kind::phase_ended;
  sentence.take("phase");
  if (!sentence.at_kind(Token::Kind::word) || !is_ref(sentence.peek()->text)) {
    reader.error(sentence.here(), "which phase is meant?",
                 "name it by its number, as in 'phase 1 has ended'");
    return false;
  }
  condition.ref = sentence.peek()->text;
  reader.mention(Mention::Kind::phase, {condition.ref, sentence.here()});
  sentence.advance();
  if (sentence.take("has ended")) return true;
  reader.error(sentence.here(), "this does not say what must be true of the phase",
               "write 'phase 1 has ended'");
  return false;
}

bool read_tally(Reader& reader, Sentence& sentence, Condition& condition) {
  condition.kind = Kind::tally_reached;
  sentence.take("tally");
  const auto name = take_name(sentence);
  bool too_large = false;
  if (!name || !sentence.take("reaches") || sentence.ended()) {
    reader.error(sentence.whole(), "this does not say which tally reaches what number",
                 "write 'tally \"Bodies returned\" reaches 28'");
    return false;
  }
  const auto amount = number_in(sentence.peek()->text, &too_large);
  if (!amount || too_large) {
    reader.error(sentence.here(), "this is not a number that a tally can reach",
                 "write the number in digits");
    return false;
  }
  reader.mention(Mention::Kind::tally, *name);
  condition.ref = name->text;
  condition.k = *amount;
  sentence.advance();
  return true;
}

bool read_no_breach(Reader& reader, Sentence& sentence, Condition& condition) {
  condition.kind = Kind::no_breach;
  sentence.take("no breach of");
  if (!take_ref(reader, sentence, condition)) return false;
  condition.found_only = !sentence.take("is alleged for");
  if (condition.found_only && !sentence.take("is found for")) {
    reader.error(sentence.here(), "this does not say for how long there is no breach",
                 "write 'no breach of 1.1 is found for 7 days', or 'is alleged for'");
    return false;
  }
  condition.period = take_duration(reader, sentence);
  return condition.period.has_value();
}

bool read_actors(Reader& reader, Sentence& sentence, Condition& condition) {
  // The names end where the verb begins, so the verb is looked for first.
  Tokens names;
  while (!sentence.ended()) {
    const Token& token = *sentence.peek();
    if (token.kind == Token::Kind::word && (decides(token.text) || states(token.text))) break;
    names.push_back(token);
    sentence.advance();
  }
  if (sentence.ended()) {
    reader.error(
        sentence.whole(), "this is not a condition that can be watched",
        "a condition is 'clause 1.2 is fulfilled', 'tally \"…\" reaches 28', 'it is 1 March "
        "2026', 'no breach of 1.1 is found for 7 days', 'event \"…\" has happened', or somebody "
        "who declares or decides something");
    return false;
  }
  condition.kind = decides(sentence.peek()->text) ? Kind::decision : Kind::statement_of;
  Sentence who(names);
  for (const Name& name : take_names(who)) {
    reader.mention(Mention::Kind::actor, name);
    condition.actors.push_back(reader.canonical(name.text));
  }
  if (condition.actors.empty())
    reader.error(sentence.here(), "nobody is named before this word",
                 "say who, as in 'the guarantors declare it'");
  else
    reader.expect_end(who, "put a name that holds such a word into quotation marks");
  condition.words = sentence.take_rest();
  return !condition.actors.empty();
}

bool read_leaf(Reader& reader, Sentence& sentence, Condition& condition) {
  if (sentence.at("clause")) return read_fulfilled(reader, sentence, condition);
  if (sentence.at("phase")) return read_phase_ended(reader, sentence, condition);
  if (sentence.at("tally")) return read_tally(reader, sentence, condition);
  if (sentence.at("no breach of")) return read_no_breach(reader, sentence, condition);
  if (sentence.take("it is")) {
    condition.kind = Kind::date_reached;
    condition.moment = take_moment(reader, sentence);
    return condition.moment.has_value();
  }
  if (sentence.take("event")) {
    condition.kind = Kind::event;
    const auto name = take_name(sentence);
    if (!name || !sentence.take("has happened")) {
      reader.error(sentence.whole(), "this does not say which event has happened",
                   "write 'event \"signing\" has happened'");
      return false;
    }
    reader.mention(Mention::Kind::event, *name);
    condition.ref = name->text;
    return true;
  }
  return read_actors(reader, sentence, condition);
}

/// "all of", "any of", "at least 2 of". False when the line is a condition by itself.
bool read_group(Reader& reader, Sentence& sentence, Condition& condition) {
  if (sentence.take("all of")) {
    condition.kind = Kind::all;
  } else if (sentence.take("any of")) {
    condition.kind = Kind::any;
  } else if (sentence.at("at least")) {
    sentence.take("at least");
    condition.kind = Kind::at_least;
    bool too_large = false;
    const auto k = sentence.at_kind(Token::Kind::word)
                       ? number_in(sentence.peek()->text, &too_large)
                       : std::nullopt;
    if (k) sentence.advance();
    condition.k = k.value_or(1);
    if (!k || !sentence.take("of"))
      reader.error(sentence.here(), "this does not say at least how many of the lines below",
                   "write 'at least 2 of', and the conditions below it");
  } else {
    return false;
  }
  return true;
}

}  // namespace

std::optional<Condition> read_condition(Reader& reader, const Line& line, std::size_t first_token,
                                        const std::string& key) {
  reader.keys[line.span.begin] = key;
  const Split split = split_reading(reader, std::span(line.tokens).subspan(first_token));
  Sentence sentence(split.tokens);
  Condition condition;
  condition.required_by = split.required_by;
  condition.span = {split.tokens.empty() ? line.span.begin : split.tokens.front().span.begin,
                    line.span.end};
  if (!read_group(reader, sentence, condition)) {
    const bool good = read_leaf(reader, sentence, condition);
    if (good)
      reader.expect_end(sentence, "a condition says one thing; put the next one on its own line");
    if (!line.children.empty())
      reader.error(line.children.front().span,
                   "this line stands under a condition that has no parts",
                   "indent it as far as the line above, or write 'all of' or 'any of' above it");
    return good ? std::optional(condition) : std::nullopt;
  }
  reader.expect_end(sentence, "the conditions stand below, one a line");
  for (const Line& child : line.children)
    if (auto part =
            read_condition(reader, child, 0, fmt::format("{}.{}", key, condition.children.size())))
      condition.children.push_back(std::move(*part));
  if (line.children.empty())
    reader.error(condition.span, "no conditions stand below this line",
                 "write them below it, one a line, indented further");
  const auto count = static_cast<std::int64_t>(line.children.size());
  if (condition.kind == Kind::at_least && count > 0 && (condition.k < 1 || condition.k > count))
    reader.error(
        condition.span,
        fmt::format("at least {} of {} conditions cannot be asked for", condition.k, count),
        fmt::format("write a number from 1 to {}", count));
  return condition;
}

std::string condition_to_text(const Condition& condition) {
  switch (condition.kind) {
    case Kind::all:
      return "all of";
    case Kind::any:
      return "any of";
    case Kind::at_least:
      return fmt::format("at least {} of", condition.k);
    case Kind::clause_fulfilled:
      return fmt::format("clause {} is fulfilled", condition.ref);
    case Kind::clause_not_fulfilled:
      return fmt::format("clause {} is not fulfilled by {}", condition.ref,
                         condition.moment ? moment_to_text(*condition.moment) : "");
    case Kind::clause_breached:
      return fmt::format("clause {} is breached", condition.ref);
    case Kind::phase_ended:
      return fmt::format("phase {} has ended", condition.ref);
    case Kind::tally_reached:
      return fmt::format("tally {} reaches {}", quoted(condition.ref), number_to_text(condition.k));
    case Kind::date_reached:
      return "it is " + (condition.moment ? moment_to_text(*condition.moment) : "");
    case Kind::no_breach:
      return fmt::format("no breach of {} is {} for {}", condition.ref,
                         condition.found_only ? "found" : "alleged",
                         condition.period ? duration_to_text(*condition.period) : "");
    case Kind::event:
      return fmt::format("event {} has happened", name_to_text(condition.ref));
    case Kind::decision:
    case Kind::statement_of:
      break;
  }
  std::string text;
  for (const std::string& actor : condition.actors)
    text += (text.empty() ? "" : ", ") + name_to_text(actor);
  return text + ' ' + condition.words;
}

}  // namespace truce::agreement
