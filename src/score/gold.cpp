// SPDX-License-Identifier: Apache-2.0
// JSON Lines of labels → passages, strictly: a label that is silently left out would make a
// reader look better or worse than it is.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "score/score.h"

namespace truce::score {
namespace {

using Json = nlohmann::json;
constexpr const char* kHelp = "the format is in bench/read/README.md";

Error mistake(std::string message, std::string help = kHelp) {
  return invalid(std::move(message), std::move(help));
}

/// A list of words with "or" before the last, for help.
template <class Words>
std::string choices(const Words& words) {
  std::string list;
  for (std::size_t i = 0; i < std::size(words); ++i)
    list += fmt::format("{}{}", i == 0 ? "" : i + 1 == std::size(words) ? " or " : ", ", words[i]);
  return list;
}

std::vector<std::string_view> measures() {
  std::vector<std::string_view> words;
  for (int at = 0; at <= static_cast<int>(Measure::other); ++at)
    words.push_back(to_text(static_cast<Measure>(at)));
  return words;
}

constexpr std::array<std::string_view, 6> kMoods = {"asserted", "alleged",   "denied",
                                                    "planned",  "retracted", "corrected"};

/// One JSON object, whose fields are taken by name; what is wrong with one is an Error that names
/// it. `where` says which object: "facts[2]".
class Fields {
 public:
  Fields(const Json& object, std::string where) : object_(object), where_(std::move(where)) {}

  Result<void> holds_only(std::initializer_list<std::string_view> known) const {
    if (!object_.is_object()) return mistake(fmt::format("{} is not an object", where_));
    for (const auto& [key, value] : object_.items())
      if (std::find(known.begin(), known.end(), key) == known.end())
        return mistake(fmt::format("{} has an unknown field '{}'", where_, key));
    return {};
  }

  bool has(const char* key) const { return object_.contains(key) && !object_.at(key).is_null(); }
  const Json& at(const char* key) const { return object_.at(key); }

  Result<std::string> text(const char* key) const {
    if (!has(key)) return std::string();
    if (!at(key).is_string()) return wrong(key, "is not a text");
    return at(key).get<std::string>();
  }

  template <class Words>
  Result<std::string> one_of(const char* key, const Words& words, std::string unsaid) const {
    const std::string word = TRY(text(key));
    if (word.empty() && !unsaid.empty()) return unsaid;
    if (std::find(std::begin(words), std::end(words), word) == std::end(words))
      return mistake(fmt::format("{}.{} is '{}'", where_, key, word), "write " + choices(words));
    return word;
  }

  Result<bool> flag(const char* key) const {
    if (!has(key)) return false;
    if (!at(key).is_boolean()) return wrong(key, "is neither true nor false");
    return at(key).get<bool>();
  }

  Result<std::optional<std::int64_t>> number(const char* key) const {
    if (!has(key)) return std::optional<std::int64_t>();
    if (!at(key).is_number_integer()) return wrong(key, "is not a whole number");
    return std::optional(at(key).get<std::int64_t>());
  }

  Result<std::optional<Day>> day(const char* key) const {
    if (!has(key)) return std::optional<Day>();
    const auto day = parse_day(TRY(text(key)));
    if (!day) return mistake(fmt::format("{}.{} is not a day", where_, key), "as in 2024-01-02");
    return std::optional(*day);
  }

  Result<std::vector<TextSpan>> spans(const char* key) const {
    std::vector<TextSpan> spans;
    if (!has(key)) return spans;
    const auto refused = [&] { return wrong(key, "is not a list of spans such as [[0, 12]]"); };
    if (!at(key).is_array()) return refused();
    // One span may stand by itself: [0, 12].
    const bool single = at(key).size() == 2 && at(key)[0].is_number();
    const Json list = single ? Json::array({at(key)}) : at(key);
    for (const Json& pair : list) {
      if (!pair.is_array() || pair.size() != 2 || !pair[0].is_number_unsigned() ||
          !pair[1].is_number_unsigned())
        return refused();
      const TextSpan span{pair[0].get<std::size_t>(), pair[1].get<std::size_t>()};
      if (span.begin >= span.end)
        return mistake(fmt::format("{}.{} has a span that ends before it begins: [{}, {}]", where_,
                                   key, span.begin, span.end));
      spans.push_back(span);
    }
    return spans;
  }

  Result<Named> named(const char* key) const {
    Named named;
    for (const TextSpan span : TRY(spans(key))) named.any_of.push_back({"", span});
    if (has(key) && named.nobody())
      return mistake(fmt::format("{}.{} is an empty list", where_, key),
                     "write null where the text names nobody");
    return named;
  }

  Result<std::vector<std::string>> words(const char* key) const {
    std::vector<std::string> words;
    if (!has(key)) return words;
    if (!at(key).is_array()) return wrong(key, "is not a list of words");
    for (const Json& word : at(key)) {
      if (!word.is_string()) return wrong(key, "is not a list of words");
      words.push_back(word.get<std::string>());
    }
    return words;
  }

  const std::string& where() const { return where_; }

 private:
  Error wrong(const char* key, const char* what) const {
    return mistake(fmt::format("{}.{} {}", where_, key, what));
  }

  const Json& object_;
  std::string where_;
};

TextSpan around(const Named& named) {
  return named.nobody() || !named.any_of.front().span ? TextSpan{} : *named.any_of.front().span;
}

Result<FactLabel> fact_in(const Fields& fields) {
  TRY(fields.holds_only({"measure", "low", "high", "qualifier", "figure", "mood", "speaker", "by",
                         "to", "of", "place", "from", "until", "cumulative", "optional",
                         "construction", "note"}));
  FactLabel fact;
  const std::string measure = TRY(fields.text("measure"));
  const auto known = from_text<Measure>(measure);
  if (!known)
    return mistake(fmt::format("{} has an unknown measure '{}'", fields.where(), measure),
                   "write " + choices(measures()));
  fact.measure = *known;
  fact.low = TRY(fields.number("low"));
  fact.high = TRY(fields.number("high"));
  fact.mood = *from_text<Mood>(TRY(fields.one_of("mood", kMoods, "asserted")));
  fact.speaker = TRY(fields.named("speaker"));
  fact.by = TRY(fields.named("by"));
  fact.to = TRY(fields.named("to"));
  fact.place = TRY(fields.named("place"));
  fact.from = TRY(fields.day("from"));
  fact.until = TRY(fields.day("until"));
  fact.optional = TRY(fields.flag("optional"));
  fact.construction = TRY(fields.words("construction"));
  const auto figure = TRY(fields.spans("figure"));
  fact.span = figure.empty() ? around(TRY(fields.named("of"))) : figure.front();
  return fact;
}

Result<StanceLabel> stance_in(StatementKind kind, const Fields& fields) {
  TRY(fields.holds_only({"speaker", "against", "stance", "status", "on", "parties", "optional",
                         "span", "note", "issue", "place", "cue", "mood"}));
  StanceLabel label;
  label.speaker = TRY(fields.named("speaker"));
  label.against = TRY(fields.named("against"));
  label.optional = TRY(fields.flag("optional"));
  if (kind == StatementKind::position) label.word = TRY(fields.one_of("stance", kStances, ""));
  if (kind == StatementKind::talks) {
    label.word = TRY(fields.one_of("status", kTalksStatuses, ""));
    label.on = TRY(fields.day("on"));
  }
  label.span = around(label.speaker);
  return label;
}

Result<AttributionLabel> attribution_in(const Fields& fields) {
  TRY(fields.holds_only({"source", "cue", "content", "direct", "of", "optional", "note"}));
  static constexpr std::array<std::string_view, 2> kSorts = {"say", "think"};
  AttributionLabel label;
  label.source = TRY(fields.spans("source"));
  label.cue = TRY(fields.spans("cue"));
  label.content = TRY(fields.spans("content"));
  label.thinks = TRY(fields.one_of("of", kSorts, "say")) == "think";
  label.optional = TRY(fields.flag("optional"));
  // A quotation may stand beside its source without a word of saying: an empty list.
  if (label.content.empty() || !fields.has("cue"))
    return mistake(fields.where() + " has no cue or no content");
  return label;
}

template <class Label, class Take>
Result<std::vector<Label>> list_of(const Fields& passage, const char* key, Take take) {
  std::vector<Label> labels;
  if (!passage.at(key).is_array()) return mistake(fmt::format("{} is not a list", key));
  for (const Json& object : passage.at(key))
    labels.push_back(TRY(take(Fields(object, fmt::format("{}[{}]", key, labels.size())))));
  return labels;
}

Result<void> take_labels(const Fields& passage, Labels& labels) {
  if (passage.has("facts")) labels.facts = TRY(list_of<FactLabel>(passage, "facts", fact_in));
  static constexpr std::pair<const char*, StatementKind> kKinds[] = {
      {"accusations", StatementKind::accusation},
      {"denials", StatementKind::denial},
      {"positions", StatementKind::position},
      {"talks", StatementKind::talks}};
  for (const auto& [key, kind] : kKinds) {
    if (!passage.has(key)) continue;
    const StatementKind of = kind;
    labels.stances[kind] = TRY(list_of<StanceLabel>(
        passage, key, [of](const Fields& fields) { return stance_in(of, fields); }));
  }
  if (passage.has("attributions"))
    labels.attributions = TRY(list_of<AttributionLabel>(passage, "attributions", attribution_in));
  return {};
}

Result<void> take_text(const Fields& passage, Passage& out) {
  if (!passage.has("text")) return mistake("the passage has no text");
  if (passage.at("text").is_string()) {
    out.text = passage.at("text").get<std::string>();
    return {};
  }
  const Fields text(passage.at("text"), "text");
  TRY(text.holds_only({"file", "id", "row"}));
  out.text_file = TRY(text.text("file"));
  out.text_id = TRY(text.text("id"));
  const auto row = TRY(text.number("row"));
  if (out.text_file.empty() || out.text_id.empty() == !row.has_value())
    return mistake("the text is not named", "give its file, and its id or its row");
  if (row && *row < 1) return mistake("text.row is less than 1", "rows are counted from 1");
  out.text_row = row ? static_cast<std::size_t>(*row) : 0;
  return {};
}

Result<Passage> passage_in(const Json& object) {
  const Fields fields(object, "the passage");
  TRY(fields.holds_only({"text", "published", "publisher", "family", "half", "reader", "facts",
                         "accusations", "denials", "positions", "talks", "attributions", "note"}));
  static constexpr std::array<std::string_view, 2> kHalves = {"tune", "check"};
  Passage passage;
  TRY(take_text(fields, passage));
  if (const auto day = TRY(fields.day("published"))) passage.published = *day;
  passage.publisher = TRY(fields.text("publisher"));
  passage.family = TRY(fields.text("family"));
  if (fields.has("half")) passage.half = TRY(fields.one_of("half", kHalves, ""));
  const auto reader = TRY(fields.number("reader"));
  if (reader && *reader != 1 && *reader != 2)
    return mistake(fmt::format("the reader is {}", *reader),
                   "write 1, or 2 for a second labelling");
  passage.reader = reader ? static_cast<int>(*reader) : 1;
  TRY(take_labels(fields, passage.labels));
  return passage;
}

Result<Passage> passage_of(std::string_view line) {
  Json object;
  try {
    object = Json::parse(line.begin(), line.end());
  } catch (const Json::exception& error) {
    const auto* parse = dynamic_cast<const Json::parse_error*>(&error);
    return mistake(fmt::format("the line is not sound JSON at its byte {}",
                               parse == nullptr ? 0 : parse->byte),
                   "a passage is one object on one line");
  }
  return passage_in(object);
}

/// Code points → bytes of one text.
class Points {
 public:
  explicit Points(std::string_view text) : points_(text) {}

  Result<void> to_bytes(TextSpan& span) const {
    const auto begin = points_.byte_at(span.begin);
    const auto end = points_.byte_at(span.end);
    if (!begin || !end)
      return mistake(fmt::format("the span [{}, {}] lies outside of the text, which has {} "
                                 "characters",
                                 span.begin, span.end, points_.size()),
                     "offsets count code points of the passage's text, from 0");
    span = {*begin, *end};
    return {};
  }
  Result<void> to_bytes(std::vector<TextSpan>& spans) const {
    for (TextSpan& span : spans) TRY(to_bytes(span));
    return {};
  }
  Result<void> to_bytes(Named& named, std::string_view text) const {
    for (Named::Words& words : named.any_of) {
      TRY(to_bytes(*words.span));
      words.text = words.span->in(text);
    }
    return {};
  }

 private:
  CodePoints points_;
};

}  // namespace

bool is_stance(std::string_view word) {
  return std::find(kStances.begin(), kStances.end(), word) != kStances.end();
}

bool is_status(std::string_view word) {
  return std::find(kTalksStatuses.begin(), kTalksStatuses.end(), word) != kTalksStatuses.end();
}

std::string Passage::name() const {
  if (!text_id.empty()) return text_id;
  return text_row > 0 ? fmt::format("{} row {}", text_file, text_row) : "its own text";
}

Gold gold_in(std::string_view file, std::string_view bytes) {
  Gold gold;
  std::size_t number = 0;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    auto passage = passage_of(line);
    if (!passage) {
      const Error& error = passage.error();
      gold.rejections.push_back({std::string(file), number, error.message, error.help});
      continue;
    }
    passage->file = file;
    passage->line = number;
    gold.passages.push_back(std::move(*passage));
  }
  return gold;
}

Result<Passage> placed(Passage passage, std::string text) {
  passage.text = std::move(text);
  const Points points(passage.text);
  Labels& labels = passage.labels;
  if (labels.facts)
    for (FactLabel& fact : *labels.facts) {
      for (Named* named : {&fact.speaker, &fact.by, &fact.to, &fact.place})
        TRY(points.to_bytes(*named, passage.text));
      TRY(points.to_bytes(fact.span));
    }
  for (auto& [kind, stances] : labels.stances)
    for (StanceLabel& stance : stances) {
      for (Named* named : {&stance.speaker, &stance.against})
        TRY(points.to_bytes(*named, passage.text));
      TRY(points.to_bytes(stance.span));
    }
  if (labels.attributions)
    for (AttributionLabel& found : *labels.attributions)
      for (auto* spans : {&found.source, &found.cue, &found.content}) TRY(points.to_bytes(*spans));
  return passage;
}

}  // namespace truce::score
