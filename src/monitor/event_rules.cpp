// SPDX-License-Identifier: Apache-2.0
#include "monitor/event_rules.h"

#include <fmt/format.h>

#include <algorithm>

#include "monitor/terms.h"
#include "monitor/words.h"

namespace truce::monitor {
namespace {

using watch::Change;
using watch::State;

constexpr std::size_t kShown = 3;  // of a kind; more are counted

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// Takes "at 14:30" off the end.
std::optional<std::chrono::seconds> take_hour(std::string_view& text) {
  const std::size_t at = text.rfind(" at ");
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view hour = text.substr(at + 4);
  const auto digit = [&](std::size_t place) { return hour[place] >= '0' && hour[place] <= '9'; };
  if (hour.size() != 5 || hour[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4))
    return std::nullopt;
  const int hours = (hour[0] - '0') * 10 + hour[1] - '0';
  const int minutes = (hour[3] - '0') * 10 + hour[4] - '0';
  if (hours > 23 || minutes > 59) return std::nullopt;
  text = text.substr(0, at);
  return std::chrono::hours{hours} + std::chrono::minutes{minutes};
}

/// "vehicle 17, zone North Bridge" → a value for each field.
bool read_values(std::string_view text, const EventKind& kind, watch::Texts& texts,
                 std::array<watch::Value, watch::kFieldsMax>& values) {
  std::vector<bool> given(kind.fields.size());
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string_view piece = trimmed(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
    std::size_t field = 0;
    while (field < kind.fields.size() && !piece.starts_with(kind.fields[field] + ' ')) ++field;
    if (field == kind.fields.size() || given[field]) return false;
    given[field] = true;
    values[field] = texts.value_of(trimmed(piece.substr(kind.fields[field].size())));
  }
  return std::find(given.begin(), given.end(), false) == given.end();
}

VerdictState worst_of(const std::vector<Change>& changes) {
  const auto any = [&](State state) {
    return std::any_of(changes.begin(), changes.end(),
                       [&](const Change& change) { return change.now == state; });
  };
  if (changes.empty()) return VerdictState::not_triggered;
  if (any(State::violated)) return VerdictState::violated;
  if (any(State::undetermined)) return VerdictState::undetermined;
  if (any(State::open)) return VerdictState::open;
  return any(State::fulfilled_late) ? VerdictState::fulfilled_late : VerdictState::fulfilled;
}

}  // namespace

EventRules::EventRules(const World& world)
    : world_(world), watch_(watch::compile(world.agreement)) {
  read_declarations(world);
  std::vector<Change> changes;
  for (const Entered& event : events_) watch_.take(event.report, changes);
  watch_.advance(world.as_known.time_since_epoch().count(), changes);
}

void EventRules::read_declarations(const World& world) {
  for (const Declaration* declaration : world.declarations)
    for (const EventKind& kind : world.agreement.event_kinds) {
      if (!declaration->what.starts_with(kind.name + " with ")) continue;
      Entered event;
      if (read(world, *declaration, kind, event)) {
        events_.push_back(std::move(event));
      } else {
        std::string fields;
        for (const std::string& field : kind.fields)
          fields += (fields.empty() ? "" : ", ") + field + " …";
        unread_.push_back({fmt::format("'{}' cannot be read: write '{} with {} at 14:30'",
                                       declaration->what, kind.name, fields),
                           {},
                           {},
                           {},
                           {declaration->id}});
      }
    }
}

bool EventRules::read(const World& world, const Declaration& declaration, const EventKind& kind,
                      Entered& event) {
  std::string_view text = declaration.what;
  text.remove_prefix(kind.name.size() + std::string_view(" with ").size());
  const auto hour = take_hour(text);
  if (!read_values(text, kind, watch_.texts(), event.report.values)) return false;
  const watch::Program::Kind& plan = watch_.program().kinds[*watch_.program().kind(kind.name)];
  for (const std::uint8_t place : plan.amounts)
    if (std::abs(event.report.values[place]) > watch::kAmountMax) return false;
  const auto seconds = [](Instant at) { return at.time_since_epoch().count(); };
  event.report.id = static_cast<std::uint32_t>(events_.size() + 1);
  event.report.kind = *watch_.program().kind(kind.name);
  if (hour) {
    event.report.earliest = event.report.latest =
        seconds(world.calendar.instant({declaration.on, *hour}));
  } else {
    event.report.earliest = seconds(world.calendar.start_of(declaration.on));
    event.report.latest =
        seconds(world.calendar.start_of(declaration.on + std::chrono::days{1})) - 1;
  }
  event.declaration = declaration.id;
  event.words = fmt::format("{}, {}", declaration.what, to_words(declaration.on));
  return true;
}

Verdict EventRules::verdict_of(const Rule& rule, std::optional<Instant> began) const {
  Verdict verdict{.clause = rule.ref, .title = rule.title};
  if (!began) {
    verdict.reasons.push_back({"its phase has not begun", {}, {}, {}, {}});
    return verdict;
  }
  const auto& rules = watch_.program().rules;
  const auto place = static_cast<std::uint32_t>(
      std::find_if(rules.begin(), rules.end(), [&](auto& known) { return known.ref == rule.ref; }) -
      rules.begin());
  const Validity valid = validity_of(rule);
  const Instant from = valid.from ? std::max(*began, world_.calendar.instant(*valid.from)) : *began;
  const Instant until = valid.until ? world_.calendar.instant(*valid.until) : Instant::max();
  std::vector<Change> changes;
  for (const Entered& event : events_) {
    if (event.report.latest < from.time_since_epoch().count() ||
        event.report.earliest >= until.time_since_epoch().count())
      continue;
    if (const auto stands = watch_.verdict(place, event.report)) changes.push_back(*stands);
  }
  verdict.state = worst_of(changes);
  verdict.status = ClauseStatus::watched;
  if (changes.empty())
    verdict.reasons.push_back(
        {fmt::format("no '{}' has been entered", rule.events->event), {}, {}, {}, {}});
  add_reasons(verdict, State::violated, "violated", changes);
  add_reasons(verdict, State::undetermined, "undetermined", changes);
  add_reasons(verdict, State::fulfilled_late, "done late", changes);
  add_reasons(verdict, State::open, "open", changes);
  add_reasons(verdict, State::fulfilled, "in order", changes);
  for (const Change& change : changes) {
    const Instant since{std::chrono::seconds{change.since}};
    if (change.now == State::violated && (!verdict.since || since < *verdict.since))
      verdict.since = since;
  }
  verdict.reasons.insert(verdict.reasons.end(), unread_.begin(), unread_.end());
  if (verdict.state == VerdictState::undetermined)
    verdict.would_change.emplace_back("the hours of what happened");
  return verdict;
}

/// One reason for each of the first few, and one for how many more there are.
void EventRules::add_reasons(Verdict& verdict, State state, std::string_view lead,
                             const std::vector<Change>& changes) const {
  std::size_t count = 0;
  Reason more;
  for (const Change& change : changes) {
    if (change.now != state) continue;
    const Entered& event = events_[change.of - 1];
    const bool is_bad = state == State::violated || state == State::undetermined;
    if (++count <= kShown && is_bad)
      verdict.reasons.push_back({fmt::format("{}: {} ({})", lead, event.words,
                                             watch::reason_of(watch_.program(), change)),
                                 {},
                                 {},
                                 {},
                                 {event.declaration}});
    else
      more.declarations.push_back(event.declaration);
  }
  if (more.declarations.empty()) return;
  const bool is_rest = more.declarations.size() < count;
  more.text = fmt::format("{}{} {}", grouped(static_cast<std::int64_t>(more.declarations.size())),
                          is_rest ? " more" : "", lead);
  verdict.reasons.push_back(std::move(more));
}

}  // namespace truce::monitor
