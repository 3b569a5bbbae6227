// SPDX-License-Identifier: Apache-2.0
// The weights are logarithms (base 2) of how much likelier an agreement, or a disagreement, in one
// field is between two reports of one incident than between two incidents of one week. They are set
// by hand from the documents of the examples and rounded to half a bit: the figures are not known
// better than that.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <set>
#include <string>

#include "link/link.h"

namespace truce::link {
namespace {

struct DaySpan {
  Day first;
  Day last;
  bool stated = false;
};

/// When a statement says it happened; a report that names no day is taken to tell of its own or the
/// day before.
DaySpan days_of(const Told& told) {
  const Window& window = told.statement.window;
  if (window.from) return {*window.from, window.until.value_or(*window.from), true};
  return {told.published - std::chrono::days{1}, told.published, false};
}

double days_score(const Told& left, const Told& right) {
  const DaySpan a = days_of(left);
  const DaySpan b = days_of(right);
  const auto gap = std::max({(b.first - a.last).count(), (a.first - b.last).count(), Day::rep{0}});
  const auto width = std::max((a.last - a.first).count(), (b.last - b.first).count());
  if (gap == 0 && width > 2) return -1.0;  // "in October" agrees with every day of it
  if (gap == 0) return a.stated && b.stated && width == 0 ? 2.0 : 1.0;
  if (gap == 1) return a.stated && b.stated ? -0.5 : 0.0;  // past midnight, or another zone's day
  return -5.0 * static_cast<double>(gap);
}

bool lies_within(const Place& inner, const Place& outer) {
  return std::any_of(inner.within.begin(), inner.within.end(),
                     [&](const std::string& name) { return name == outer.name; });
}

/// Great-circle distance in kilometres (haversine, mean radius 6371 km).
double kilometres(const Place& a, const Place& b) {
  constexpr double radians = 3.14159265358979323846 / 180;
  const double up = std::sin((*b.latitude - *a.latitude) * radians / 2);
  const double along = std::sin((*b.longitude - *a.longitude) * radians / 2);
  const double h =
      up * up + std::cos(*a.latitude * radians) * std::cos(*b.latitude * radians) * along * along;
  return 2 * 6371 * std::asin(std::sqrt(std::min(1.0, h)));
}

bool is_point(const Place& place) {
  return place.latitude && place.longitude && place.precision <= PlacePrecision::town;
}

double place_score(const std::optional<Place>& left, const std::optional<Place>& right) {
  if (!left || !right) return 0;
  const bool wide =
      left->precision >= PlacePrecision::admin1 && left->precision != PlacePrecision::unknown;
  if (left->name == right->name || (!left->id.empty() && left->id == right->id))
    return wide ? 1.0 : 4.0;
  if (lies_within(*left, *right) || lies_within(*right, *left)) return 1.0;
  if (is_point(*left) && is_point(*right)) {
    const double apart = kilometres(*left, *right);
    return apart < 3 ? 2.0 : apart < 10 ? -0.5 : apart < 30 ? -3.0 : -6.0;
  }
  const bool both_fine =
      left->precision <= PlacePrecision::town && right->precision <= PlacePrecision::town;
  return both_fine ? -6.0 : -3.0;
}

/// Killing and injury are what fire does, so they agree with it.
ActGroup kind_of_event(const Statement& statement) {
  if (statement.act) {
    if (*statement.act == Act::killing || *statement.act == Act::injury) return ActGroup::fire;
    return act_group(*statement.act);
  }
  switch (statement.measure.value_or(Measure::other)) {
    case Measure::killed:
    case Measure::injured:
    case Measure::casualties:
    case Measure::attacks:
    case Measure::explosions:
      return ActGroup::fire;
    case Measure::withdrawn:
      return ActGroup::movement;
    case Measure::destroyed:
      return ActGroup::property;
    case Measure::detained:
    case Measure::abducted:
    case Measure::displaced:
    case Measure::released:
    case Measure::bodies_returned:
    case Measure::bodies_recovered:
      return ActGroup::persons;
    case Measure::trucks:
    case Measure::tonnes:
      return ActGroup::aid;
    case Measure::held:
    case Measure::missing:
    case Measure::violations:
    case Measure::other:
      return ActGroup::other;
  }
  return ActGroup::other;
}

bool is_handover(const Statement& statement) {
  return statement.measure == Measure::released || statement.measure == Measure::bodies_returned;
}

double act_score(const Statement& left, const Statement& right) {
  if (is_handover(left) != is_handover(right)) return -6.0;
  if (is_handover(left) && left.measure != right.measure) return -6.0;
  if (left.act && right.act && *left.act == *right.act) return 2.0;
  return kind_of_event(left) == kind_of_event(right) ? 1.0 : -4.0;
}

double figure_score(const Statement& left, const Statement& right) {
  if (!left.figure || !right.figure || left.measure != right.measure) return 0;
  const auto a = left.figure->low ? left.figure->low : left.figure->high;
  const auto b = right.figure->low ? right.figure->low : right.figure->high;
  if (!a || !b) return 0;
  if (*a == *b) return *a > 2 ? 3.0 : 1.0;  // ones and twos agree by chance
  const double ratio =
      static_cast<double>(std::min(*a, *b) + 1) / static_cast<double>(std::max(*a, *b) + 1);
  return ratio > 0.7 ? 1.0 : ratio > 0.4 ? -0.5 : -2.5;
}

double actor_score(const std::optional<Mention>& left, const std::optional<Mention>& right) {
  if (!left || !right) return 0;
  const std::string& a = left->actor.empty() ? left->name : left->actor;
  const std::string& b = right->actor.empty() ? right->name : right->actor;
  return a == b ? 1.0 : -1.5;
}

bool names_armed_men(const Mention& mention) {
  constexpr std::array<std::string_view, 9> words = {"soldier",  "troop",     "fighter",
                                                     "militant", "gunm",      "officer",
                                                     "policem",  "commander", "peacekeeper"};
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return mention.name.find(word) != std::string::npos;
  });
}

/// Whom it befell: soldiers on one side of a line are not the family on the other.
double victims_score(const std::optional<Mention>& left, const std::optional<Mention>& right) {
  if (!left || !right) return 0;
  return names_armed_men(*left) == names_armed_men(*right) ? 0.0 : -3.0;
}

std::set<std::string> content_words(std::string_view text) {
  std::set<std::string> words;
  std::string word;
  const auto keep = [&] {
    if (word.size() > 3) words.insert(word);
    word.clear();
  };
  for (const char byte : text) {
    const auto letter = static_cast<unsigned char>(byte);
    if (std::isalnum(letter) != 0 || letter >= 0x80)
      word += static_cast<char>(letter < 0x80 ? std::tolower(letter) : letter);
    else
      keep();
  }
  keep();
  return words;
}

double words_score(const std::string& left, const std::string& right) {
  const auto a = content_words(left);
  const auto b = content_words(right);
  if (a.empty() || b.empty()) return 0;
  const auto shared =
      std::count_if(a.begin(), a.end(), [&](const auto& word) { return b.contains(word); });
  const double jaccard =
      static_cast<double>(shared) /
      static_cast<double>(a.size() + b.size() - static_cast<std::size_t>(shared));
  return jaccard > 0.8 ? 4.0 : jaccard > 0.4 ? 2.0 : jaccard > 0.2 ? 1.0 : 0.0;
}

}  // namespace

bool tells_of_incident(const Statement& statement) {
  if (!statement.series.empty() || statement.window.cumulative) return false;
  if (statement.mood == Mood::planned) return false;
  if (statement.kind == StatementKind::position || statement.kind == StatementKind::talks)
    return false;
  if (statement.figure && statement.figure->part_of) return false;  // told by its whole
  const Measure measure = statement.measure.value_or(Measure::other);
  if (measure == Measure::trucks || measure == Measure::tonnes || measure == Measure::violations ||
      measure == Measure::held || measure == Measure::missing)
    return false;
  if (statement.window.from && statement.window.until &&
      *statement.window.until - *statement.window.from > std::chrono::days{3})
    return false;  // a week's or a month's count, not one event
  if (statement.measure && measure != Measure::other) return true;
  return statement.act && act_group(*statement.act) != ActGroup::other &&
         act_group(*statement.act) != ActGroup::institutions &&
         (statement.place || statement.window.from);
}

double score(const Told& left, const Told& right) {
  const Statement& a = left.statement;
  const Statement& b = right.statement;
  double bits = days_score(left, right) + place_score(a.place, b.place) + act_score(a, b) +
                figure_score(a, b) + actor_score(a.by, b.by) + victims_score(a.of, b.of) +
                words_score(a.quote.text, b.quote.text);
  // One sentence, or one next to the other, of one document is mostly about one thing.
  if (a.document == b.document) {
    const std::size_t gap =
        a.quote.span.overlaps(b.quote.span) ? 0
        : a.quote.span.begin < b.quote.span.begin
            ? b.quote.span.begin - std::min(b.quote.span.begin, a.quote.span.end)
            : a.quote.span.begin - std::min(a.quote.span.begin, b.quote.span.end);
    bits += gap < 3 ? 3.0 : gap < 300 ? 1.0 : 0.0;
  }
  return bits;
}

}  // namespace truce::link
