// SPDX-License-Identifier: Apache-2.0
// What people let stand of a document → a line of gold, with the text inside.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "score/score.h"

namespace truce::score {
namespace {

using Json = nlohmann::ordered_json;

/// One label of one document. What a label cannot say exactly makes it optional: it then neither
/// earns nor costs.
class Label {
 public:
  Label(const Document& document, const CodePoints& points, const Statement& statement)
      : document_(document), points_(points), statement_(statement) {}

  Json take(bool optional) {
    label_["optional"] = optional || !unplaced_.empty();
    if (!unplaced_.empty()) label_["note"] = "not in the text by that name: " + unplaced_;
    return std::move(label_);
  }
  Json& operator[](const char* key) { return label_[key]; }

  Json span(TextSpan span) const { return {points_.before(span.begin), points_.before(span.end)}; }

  template <class Named>
  void named(const char* key, const std::optional<Named>& named) {
    label_[key] = nullptr;
    if (!named || named->name.empty()) return;
    const auto where = named->span ? named->span : nearest(named->name);
    if (where)
      label_[key] = Json::array({span(*where)});
    else
      unplaced_ += (unplaced_.empty() ? "" : ", ") + std::string(key);
  }

 private:
  /// The name before the words sooner than after them, as a pronoun stands for it.
  std::optional<TextSpan> nearest(std::string_view name) const {
    const std::string_view text = document_.text;
    std::size_t at = text.rfind(name, statement_.quote.span.end);
    if (at == std::string_view::npos) at = text.find(name);
    if (at == std::string_view::npos) return std::nullopt;
    return TextSpan{at, at + name.size()};
  }

  const Document& document_;
  const CodePoints& points_;
  const Statement& statement_;
  Json label_ = Json::object();
  std::string unplaced_;
};

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}
Json or_null(const std::optional<Day>& day) { return day ? Json(truce::to_text(*day)) : Json(nullptr); }

Json fact_of(Label label, const Statement& statement) {
  const auto& figure = statement.figure;
  label["measure"] = truce::to_text(*statement.measure);
  label["low"] = figure ? or_null(figure->low) : Json(nullptr);
  label["high"] = figure ? or_null(figure->high) : Json(nullptr);
  label["qualifier"] = figure ? Json(truce::to_text(figure->qualifier)) : Json(nullptr);
  label["figure"] = label.span(figure && figure->span ? *figure->span : statement.quote.span);
  label["mood"] = truce::to_text(statement.mood);
  label.named("speaker", statement.speaker);
  label.named("by", statement.by);
  label.named("to", statement.to);
  label.named("of", statement.of);
  label.named("place", statement.place);
  label["from"] = or_null(statement.window.from);
  label["until"] = or_null(statement.window.until);
  label["cumulative"] = statement.window.cumulative;
  const bool bounds = figure && (figure->low || figure->high);
  const bool zero = figure && figure->low == 0 && figure->high == 0;
  return label.take(!bounds || zero || (figure && figure->part_of));
}

Json stance_of(Label label, const Statement& statement) {
  if (statement.kind == StatementKind::talks) {
    label["status"] = statement.status;
    label["on"] = or_null(statement.window.from);
    return label.take(false);
  }
  label.named("speaker", statement.speaker);
  if (statement.kind == StatementKind::accusation) label.named("against", statement.against);
  if (statement.kind == StatementKind::position) label["stance"] = statement.stance;
  return label.take(false);
}

const char* key_of(StatementKind kind) {
  switch (kind) {
    case StatementKind::fact:
      return "facts";
    case StatementKind::accusation:
      return "accusations";
    case StatementKind::denial:
      return "denials";
    case StatementKind::position:
      return "positions";
    case StatementKind::talks:
      return "talks";
  }
  return "";
}

/// Whether labels have a word for it.
bool can_be_labelled(const Statement& statement) {
  if (statement.kind == StatementKind::position) return is_stance(statement.stance);
  if (statement.kind == StatementKind::talks) return is_status(statement.status);
  return true;
}

}  // namespace

std::string gold_of(const Document& document, std::span<const Statement* const> right,
                    std::span<const StatementKind> kinds) {
  const CodePoints points(document.text);
  Json passage = {{"text", document.text}};
  if (document.published) passage["published"] = truce::to_text(day_of(*document.published));
  passage["publisher"] = document.publisher;
  passage["half"] = "tune";
  passage["reader"] = 1;
  for (const StatementKind kind : kinds) {
    Json labels = Json::array();
    bool sound = true;
    for (const Statement* statement : right) {
      if (statement->kind != kind) continue;
      sound &= can_be_labelled(*statement);
      const Label label(document, points, *statement);
      if (kind != StatementKind::fact)
        labels.push_back(stance_of(label, *statement));
      else if (statement->measure)  // a deed without a count is no fact here
        labels.push_back(fact_of(label, *statement));
    }
    if (sound) passage[key_of(kind)] = labels;
  }
  return passage.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace truce::score
