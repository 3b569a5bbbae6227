// SPDX-License-Identifier: Apache-2.0
// An extractor's line → a Reading whose every word stands in the text.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/ascii.h"
#include "base/utf8.h"
#include "plug/plug.h"

namespace truce::plug {
namespace {

using Json = nlohmann::json;

constexpr std::size_t statements_max = 20'000;
constexpr std::size_t rejections_max = 100;  // of one document; more are only counted
constexpr std::int64_t figure_max = 10'000'000'000;
constexpr std::size_t parts_deep_max = 8;

const char* const kShape = "answer in the shape of: truce read --format json";

Error wrong(std::string why) { return invalid(std::move(why), kShape); }

const Json& member(const Json& object, const char* key) {
  static const Json none;
  const auto found = object.find(key);
  return found == object.end() ? none : *found;
}

/// A text without control characters, so that it can be printed.
Result<std::string> text_in(const Json& object, const char* key, std::size_t size_max) {
  const Json& value = member(object, key);
  if (value.is_null()) return std::string();
  if (!value.is_string()) return wrong(fmt::format("'{}' is not a text", key));
  std::string text = value.get<std::string>();
  if (text.size() > size_max) return wrong(fmt::format("'{}' is too long", key));
  for (const char letter : text)
    if (static_cast<unsigned char>(letter) < 0x20 && letter != '\n' && letter != '\t')
      return wrong(fmt::format("'{}' holds a control character", key));
  return text;
}

template <class Kind>
Result<std::optional<Kind>> word_in(const Json& object, const char* key) {
  const std::string word = TRY(text_in(object, key, 40));
  if (word.empty()) return std::optional<Kind>();
  const auto kind = from_text<Kind>(word);
  if (!kind) return wrong(fmt::format("'{}' is no {} that truce knows", word, key));
  return std::optional<Kind>(kind);
}

Result<std::optional<Day>> day_in(const Json& object, const char* key) {
  const std::string text = TRY(text_in(object, key, 40));
  if (text.empty()) return std::optional<Day>();
  const auto day = parse_day(text);
  const std::chrono::year_month_day date{day ? *day : Day()};
  if (!day || date.year() < std::chrono::year(1900) || date.year() > std::chrono::year(2200))
    return wrong(fmt::format("'{}' in '{}' is not a day", text, key));
  return std::optional<Day>(*day);
}

Result<bool> flag_in(const Json& object, const char* key) {
  const Json& value = member(object, key);
  if (!value.is_null() && !value.is_boolean())
    return wrong(fmt::format("'{}' is neither true nor false", key));
  return value.is_boolean() && value.get<bool>();
}

class Checking {
 public:
  Checking(const Document& document, const Vocabulary& vocabulary)
      : text_(document.text),
        lower_(lower_case(document.text)),
        places_(document.text),
        vocabulary_(vocabulary) {}

  Result<Statement> statement(const Json& given, std::size_t count) const {
    if (!given.is_object()) return wrong("it is not an object");
    Statement made;
    const auto kind = TRY(word_in<StatementKind>(given, "kind"));
    if (!kind) return wrong("it has no 'kind'");
    made.kind = *kind;
    made.mood = TRY(word_in<Mood>(given, "mood")).value_or(Mood::asserted);
    const auto quote = TRY(quote_in(given, "quote"));
    if (!quote) return wrong("it has no 'quote'");
    made.quote = *quote;
    made.cue = TRY(quote_in(given, "cue"));
    TRY(read_people(given, made));
    made.said_on = TRY(day_in(given, "said_on"));
    made.measure = TRY(word_in<Measure>(given, "measure"));
    made.act = TRY(word_in<Act>(given, "act"));
    made.figure = TRY(figure(member(given, "figure"), made.quote, count));
    made.place = TRY(place(member(given, "place")));
    made.window = TRY(window(member(given, "window")));
    TRY(read_stance(given, made));
    TRY(read_trust(given, made));
    if (made.figure && !made.measure) return wrong("it has a figure and no 'measure'");
    if (made.kind == StatementKind::fact && !made.measure && !made.act)
      return wrong("a fact needs a 'measure' or an 'act'");
    return made;
  }

  Result<Attribution> attribution(const Json& given) const {
    if (!given.is_object()) return wrong("it is not an object");
    Attribution made;
    made.source = TRY(spans(given, "source"));
    made.cue = TRY(spans(given, "cue"));
    made.content = TRY(spans(given, "content"));
    made.direct = TRY(flag_in(given, "direct"));
    return made;
  }

 private:
  bool in_text(const std::string& words) const {
    return text_.find(words) != std::string_view::npos;
  }

  static Error absent(const std::string& words, const char* key) {
    return wrong(fmt::format("'{}', named as '{}', is not in the text", words, key));
  }

  Result<TextSpan> span(const Json& given) const {
    const auto is_count = [](const Json& value) {
      return value.is_number_unsigned() || (value.is_number_integer() && value >= 0);
    };
    if (!given.is_array() || given.size() != 2 || !is_count(given[0]) || !is_count(given[1]))
      return wrong("a span is not two numbers");
    const auto begin = places_.byte_at(given[0].get<std::size_t>());
    const auto end = places_.byte_at(given[1].get<std::size_t>());
    if (!begin || !end || *begin >= *end)
      return wrong(fmt::format("the span {} is not in the text, which has {} characters",
                               given.dump(), places_.size()));
    return TextSpan{*begin, *end};
  }

  Result<std::optional<TextSpan>> span_in(const Json& object) const {
    const Json& given = member(object, "span");
    if (given.is_null()) return std::optional<TextSpan>();
    return std::optional<TextSpan>(TRY(span(given)));
  }

  Result<std::vector<TextSpan>> spans(const Json& object, const char* key) const {
    std::vector<TextSpan> all;
    const Json& given = member(object, key);
    if (given.is_null()) return all;
    if (!given.is_array() || given.size() > 100)
      return wrong(fmt::format("'{}' is not a list of spans", key));
    for (const Json& one : given) all.push_back(TRY(span(one)));
    return all;
  }

  /// Exact words at their exact place; nothing else is a quote.
  Result<std::optional<Quote>> quote_in(const Json& object, const char* key) const {
    const Json& given = member(object, key);
    if (given.is_null()) return std::optional<Quote>();
    if (!given.is_object()) return wrong(fmt::format("'{}' is not an object", key));
    const auto at = TRY(span_in(given));
    if (!at) return wrong(fmt::format("'{}' has no 'span'", key));
    const Json& words = member(given, "text");
    if (!words.is_string() || words.get_ref<const std::string&>() != at->in(text_))
      return wrong(fmt::format("the text of '{}' is not what stands at its span", key));
    return std::optional<Quote>(Quote{std::string(at->in(text_)), *at});
  }

  std::string actor_of(const std::string& name) const {
    const auto same = [&](const std::string& known) {
      return known == name || (name.starts_with("the ") && known == name.substr(4));
    };
    for (const NamedActor& actor : vocabulary_.actors)
      if (same(actor.name) || std::any_of(actor.also.begin(), actor.also.end(), same))
        return actor.name;
    return {};
  }

  Result<Mention> mention(const Json& given, const char* key) const {
    if (!given.is_object()) return wrong(fmt::format("'{}' is not an object", key));
    Mention made;
    made.name = TRY(text_in(given, "name", 300));
    made.role = TRY(text_in(given, "role", 300));
    made.span = TRY(span_in(given));
    if (made.name.empty()) return wrong(fmt::format("'{}' has no name", key));
    const bool there = made.span && made.span->in(text_) == made.name;
    if (!there && !in_text(made.name)) return absent(made.name, key);
    // "Colonel X said": the role is a colonel's.
    if (lower_.find(lower_case(made.role)) == std::string::npos) return absent(made.role, key);
    made.actor = actor_of(made.name);
    if (made.actor.empty()) made.actor = TRY(text_in(given, "actor", 300));
    return made;
  }

  Result<std::optional<Mention>> mention_in(const Json& object, const char* key) const {
    const Json& given = member(object, key);
    if (given.is_null()) return std::optional<Mention>();
    return std::optional<Mention>(TRY(mention(given, key)));
  }

  Result<void> read_people(const Json& given, Statement& made) const {
    made.speaker = TRY(mention_in(given, "speaker"));
    made.of = TRY(mention_in(given, "of"));
    made.by = TRY(mention_in(given, "by"));
    made.to = TRY(mention_in(given, "to"));
    made.against = TRY(mention_in(given, "against"));
    const Json& via = member(given, "via");
    if (!via.is_null() && (!via.is_array() || via.size() > 10))
      return wrong("'via' is not a short list");
    for (const Json& one : via) made.via.push_back(TRY(mention(one, "via")));
    return {};
  }

  static Result<std::optional<std::int64_t>> number(const Json& object, const char* key) {
    const Json& value = member(object, key);
    if (value.is_null()) return std::optional<std::int64_t>();
    if (!value.is_number_integer()) return wrong(fmt::format("'{}' is not a whole number", key));
    const bool large = value.is_number_unsigned() &&
                       value.get<std::uint64_t>() > static_cast<std::uint64_t>(figure_max);
    if (large || value.get<std::int64_t>() < 0)
      return wrong(fmt::format("'{}' is no count: {}", key, value.dump()));
    return std::optional<std::int64_t>(value.get<std::int64_t>());
  }

  /// The number that figures alone write: 12, 1,200; nothing where there are words.
  static std::optional<std::int64_t> plain_number(std::string_view words) {
    std::int64_t value = 0;
    if (words.empty() || words.size() > 12) return std::nullopt;
    for (std::size_t at = 0; at < words.size(); ++at) {
      if (words[at] == ',' && at > 0) continue;
      if (words[at] < '0' || words[at] > '9') return std::nullopt;
      value = value * 10 + (words[at] - '0');
    }
    return value;
  }

  static bool bounds_fit(const Figure& figure) {
    switch (figure.qualifier) {
      case Qualifier::at_least:
      case Qualifier::more_than:
        return figure.low.has_value();
      case Qualifier::at_most:
      case Qualifier::up_to:
        return figure.high.has_value();
      case Qualifier::exactly:
      case Qualifier::about:
      case Qualifier::vague:
        return true;
    }
    return true;
  }

  Result<std::optional<Figure>> figure(const Json& given, const Quote& quote,
                                       std::size_t count) const {
    if (given.is_null()) return std::optional<Figure>();
    if (!given.is_object()) return wrong("'figure' is not an object");
    Figure made;
    made.low = TRY(number(given, "low"));
    made.high = TRY(number(given, "high"));
    made.qualifier = TRY(word_in<Qualifier>(given, "qualifier")).value_or(Qualifier::exactly);
    made.as_written = TRY(text_in(given, "as_written", 300));
    made.span = TRY(span_in(given));
    if (made.low && made.high && *made.low > *made.high)
      return wrong(fmt::format("the figure runs from {} down to {}", *made.low, *made.high));
    if (!bounds_fit(made))
      return wrong(fmt::format("a figure '{}' lacks its bound", to_text(made.qualifier)));
    const bool written = made.span ? made.span->in(text_) == made.as_written
                                   : quote.text.find(made.as_written) != std::string::npos;
    if (made.as_written.empty() || !written)
      return wrong(fmt::format("the figure '{}' is not written at its place", made.as_written));
    const auto plain = plain_number(made.as_written);
    if (plain && made.low != plain && made.high != plain)
      return wrong(fmt::format("the figure is written '{}' and given otherwise", made.as_written));
    if (const auto whole = TRY(number(given, "part_of"))) {
      made.part_of = static_cast<std::size_t>(*whole);
      if (*made.part_of >= count)
        return wrong(fmt::format("it is a part of statement {}, which is not there", *whole + 1));
    }
    return std::optional<Figure>(made);
  }

  Result<std::optional<Place>> place(const Json& given) const {
    if (given.is_null()) return std::optional<Place>();
    if (!given.is_object()) return wrong("'place' is not an object");
    Place made;
    made.name = TRY(text_in(given, "name", 300));
    made.id = TRY(text_in(given, "id", 100));
    made.span = TRY(span_in(given));
    made.precision =
        TRY(word_in<PlacePrecision>(given, "precision")).value_or(PlacePrecision::unknown);
    if (made.name.empty() || !in_text(made.name))
      return wrong(fmt::format("the place '{}' is not in the text", made.name));
    const Json& within = member(given, "within");
    if (!within.is_null() && (!within.is_array() || within.size() > 20))
      return wrong("'within' is not a short list");
    for (const Json& one : within) {
      if (!one.is_string() || one.get_ref<const std::string&>().size() > 300)
        return wrong("'within' is not a list of names");
      made.within.push_back(one.get<std::string>());
    }
    return std::optional<Place>(made);
  }

  static Result<Window> window(const Json& given) {
    Window made;
    if (given.is_null()) return made;
    if (!given.is_object()) return wrong("'window' is not an object");
    made.from = TRY(day_in(given, "from"));
    made.until = TRY(day_in(given, "until"));
    made.cumulative = TRY(flag_in(given, "cumulative"));
    const std::string precision = TRY(text_in(given, "precision", 40));
    const auto known = precision_from(precision);
    if (!precision.empty() && !known)
      return wrong(fmt::format("'{}' is no precision of time", precision));
    made.precision = known.value_or(Precision::unknown);
    if (made.from && made.until && *made.from > *made.until)
      return wrong(fmt::format("the window ends on {}, before it begins", to_text(*made.until)));
    return made;
  }

  Result<void> read_stance(const Json& given, Statement& made) const {
    made.stance = TRY(text_in(given, "stance", 40));
    made.issue = TRY(text_in(given, "issue", 1000));
    made.status = TRY(text_in(given, "status", 40));
    const auto lower = [](char letter) {
      return letter == '_' || (letter >= 'a' && letter <= 'z');
    };
    if (!std::all_of(made.stance.begin(), made.stance.end(), lower))
      return wrong(fmt::format("'{}' is no stance; it is one verb, such as demands", made.stance));
    if (!in_text(made.issue))
      return wrong(fmt::format("the issue '{}' is not in the text", made.issue));
    if (!made.status.empty() && std::find(kTalksStatuses.begin(), kTalksStatuses.end(),
                                          made.status) == kTalksStatuses.end())
      return wrong(fmt::format("'{}' is no status of talks", made.status));
    const Json& parties = member(given, "parties");
    if (!parties.is_null() && (!parties.is_array() || parties.size() > 50))
      return wrong("'parties' is not a short list");
    for (const Json& one : parties) {
      if (!one.is_string() || one.get_ref<const std::string&>().empty() ||
          !in_text(one.get_ref<const std::string&>()))
        return wrong(fmt::format("the party {} is not in the text", one.dump().substr(0, 300)));
      made.parties.push_back(one.get<std::string>());
    }
    return {};
  }

  static Result<void> read_trust(const Json& given, Statement& made) {
    made.rule = TRY(text_in(given, "rule", 100));
    const Json& trust = member(given, "confidence");
    if (trust.is_null()) {
      made.confidence = 0.5;
      return {};
    }
    if (!trust.is_number()) return wrong("'confidence' is not a number");
    made.confidence = trust.get<double>();
    if (!(made.confidence >= 0 && made.confidence <= 1))
      return wrong("'confidence' is not between 0 and 1");
    return {};
  }

  std::string_view text_;
  std::string lower_;
  CodePoints places_;
  const Vocabulary& vocabulary_;
};

/// The statements that were kept, each with its place in the answer.
struct Kept {
  std::vector<std::optional<Statement>> statements;
  std::vector<Rejection>& rejections;
  const std::string& file;
  std::string reader;
  std::size_t refused = 0;

  void refuse(const char* what, std::size_t at, const Error& error) {
    if (++refused <= rejections_max)
      rejections.push_back({file, 0,
                            fmt::format("{} {} of {}: {}", what, at + 1, reader, error.message),
                            error.help});
  }

  /// A part whose whole was refused would be counted as a whole itself, so it goes too.
  void refuse_orphans() {
    for (std::size_t at = 0; at < statements.size(); ++at) {
      if (!statements[at]) continue;
      std::optional<std::size_t> whole = part_of(at);
      std::size_t steps = 0;
      while (whole && statements[*whole] && ++steps <= parts_deep_max) whole = part_of(*whole);
      if (!whole) continue;
      refuse(
          "statement", at,
          wrong(steps > parts_deep_max
                    ? std::string("it is a part of a part without end")
                    : fmt::format("it is a part of statement {}, which is refused", *whole + 1)));
      statements[at].reset();
    }
  }

  /// The kept ones alone, the wholes of parts found again.
  std::vector<Statement> take() {
    std::vector<std::size_t> now(statements.size());
    std::size_t next = 0;
    for (std::size_t at = 0; at < statements.size(); ++at)
      if (statements[at]) now[at] = next++;
    std::vector<Statement> kept;
    for (auto& one : statements) {
      if (!one) continue;
      if (one->figure && one->figure->part_of) one->figure->part_of = now[*one->figure->part_of];
      kept.push_back(*std::move(one));
    }
    return kept;
  }

 private:
  std::optional<std::size_t> part_of(std::size_t at) const {
    const auto& figure = statements[at]->figure;
    return figure ? figure->part_of : std::nullopt;
  }
};

Result<std::string> reader_in(const Json& answer) {
  const Json& reader = member(answer, "reader");
  if (!reader.is_object()) return wrong("the answer does not say who read: 'reader' is missing");
  const std::string name = TRY(text_in(reader, "name", 60));
  const std::string version = TRY(text_in(reader, "version", 40));
  if (name.empty() || version.empty())
    return wrong("the answer's 'reader' lacks its name or its version");
  if ((name + version).find_first_of("/\n\t") != std::string::npos)
    return wrong("the answer's 'reader' has a slash or a line break in its name or version");
  return fmt::format("{} {}", name, version);
}

std::string id_of(const Document& document) {
  return document.given_id.empty() ? document.file : document.given_id;
}

}  // namespace

std::string question(const Document& document) {
  nlohmann::ordered_json asked = {
      {"id", id_of(document)}, {"title", document.title},       {"publisher", document.publisher},
      {"published", nullptr},  {"language", document.language}, {"url", document.url},
      {"text", document.text}};
  if (document.published)
    asked["published"] = document.published_precision >= Precision::part_of_day
                             ? to_text(day_of(*document.published))
                             : to_text(*document.published);
  const nlohmann::ordered_json line = {{"document", asked}};
  return line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Answer> answer_in(std::string_view line, const Document& document,
                         const Vocabulary& vocabulary) {
  const Json given = Json::parse(line.begin(), line.end(), nullptr, false);
  if (!given.is_object()) return wrong("the answer is not one object of JSON on one line");
  Answer answer;
  answer.reader = TRY(reader_in(given));
  const Json& about = member(given, "document");
  if (about.is_object() && !member(about, "id").is_null() && member(about, "id") != id_of(document))
    return wrong("the answer is about another document");
  const Json& statements = member(given, "statements");
  const Json& attributions = member(given, "attributions");
  if (!statements.is_array()) return wrong("the answer has no list of 'statements'");
  if (!attributions.is_null() && !attributions.is_array())
    return wrong("'attributions' is not a list");
  if (statements.size() > statements_max || attributions.size() > statements_max)
    return wrong(fmt::format("the answer has more than {} statements", statements_max));

  const Checking checking(document, vocabulary);
  Kept kept{{}, answer.rejections, document.file, answer.reader};
  for (std::size_t at = 0; at < statements.size(); ++at) {
    auto made = checking.statement(statements[at], statements.size());
    if (!made) kept.refuse("statement", at, made.error());
    kept.statements.push_back(made ? std::optional(*std::move(made)) : std::nullopt);
  }
  kept.refuse_orphans();
  answer.reading.statements = kept.take();
  for (Statement& statement : answer.reading.statements)
    statement.rule =
        fmt::format("{}/{}", answer.reader, statement.rule.empty() ? "unnamed" : statement.rule);
  for (std::size_t at = 0; at < attributions.size(); ++at) {
    auto made = checking.attribution(attributions[at]);
    if (made)
      answer.reading.attributions.push_back(*std::move(made));
    else
      kept.refuse("attribution", at, made.error());
  }
  if (kept.refused > rejections_max)
    answer.rejections.push_back({document.file, 0,
                                 fmt::format("{} more statements of {} do not fit the text",
                                             kept.refused - rejections_max, answer.reader),
                                 kShape});
  return answer;
}

}  // namespace truce::plug
