// SPDX-License-Identifier: Apache-2.0
#include "watch/mfotl.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace truce::watch {
namespace {

/// Letters, digits and low lines, the first no digit; what is taken already gets a number behind.
std::string identifier(std::string_view name, std::set<std::string>& taken) {
  std::string plain;
  for (const char byte : name) {
    const bool fits = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                      (byte >= '0' && byte <= '9') || byte == '_';
    plain += fits ? byte : '_';
  }
  // Words in capitals are the logic's own.
  const bool has_small =
      std::any_of(plain.begin(), plain.end(), [](char byte) { return byte >= 'a' && byte <= 'z'; });
  if (plain.empty() || (plain.front() >= '0' && plain.front() <= '9') || !has_small)
    plain = "x" + plain;
  std::string fresh = plain;
  for (int number = 2; !taken.insert(fresh).second; ++number)
    fresh = plain + std::to_string(number);
  return fresh;
}

std::string joined(const std::vector<std::string>& names, std::string_view between) {
  return fmt::format("{}", fmt::join(names, between));
}

class Export {
 public:
  Export(const Agreement& agreement, std::string_view text, const EventLog* log)
      : agreement_(agreement), text_(text), log_(log) {
    std::set<std::string> taken;
    for (const EventKind& kind : agreement.event_kinds)
      predicates_.push_back(identifier(kind.name, taken));
    for (const EventKind& kind : agreement.event_kinds)
      are_texts_.emplace_back(kind.fields.size(), false);
  }

  Result<Mfotl> run() {
    if (log_ != nullptr) find_texts();
    for (const Phase& phase : agreement_.phases)
      for (const Rule& rule : phase.rules)
        if (rule.events) add(rule, *rule.events);
    for (std::size_t kind = 0; kind < predicates_.size(); ++kind) add_signature(kind);
    if (log_ != nullptr) TRY(add_log());
    return std::move(out_);
  }

 private:
  // ---- Formulas

  struct Atom {
    std::string text;                 // "permit(vehicle, zone)"
    std::vector<std::string> others;  // variables that the subject does not have
    /// With the others bound.
    std::string closed() const {
      return others.empty() ? text : fmt::format("(EXISTS {}. {})", joined(others, ", "), text);
    }
  };

  void add(const Rule& rule, const EventRule& events) {
    subject_.clear();
    taken_.clear();
    std::string formula;
    if (events.form == EventRule::Form::bounded) {
      formula = bounded(rule, events);
    } else {
      for (const std::string& field : kind_of(events.event).fields)
        subject_[field] = identifier(field, taken_);
      formula =
          events.form == EventRule::Form::followed ? followed(rule, events) : preceded(events);
    }
    if (!formula.empty()) out_.formulas.push_back({rule.ref, formula});
  }

  std::string followed(const Rule& rule, const EventRule& events) {
    if (!events.within)
      return refuse(rule, "it looks ahead without an end, which no monitor can wait for",
                    "add 'within' and a period");
    return fmt::format("{} AND NOT (EVENTUALLY{} {})", atom(events.event, events).text,
                       interval(events), atom(events.other, events).closed());
  }

  std::string preceded(const EventRule& events) {
    const std::string before = atom(events.other, events).closed();
    const std::string past =
        events.unless.empty()
            ? fmt::format("ONCE{} {}", interval(events), before)
            : fmt::format("(NOT {}) SINCE{} {}", atom(events.unless, events).closed(),
                          interval(events), before);
    return fmt::format("{} AND NOT ({})", atom(events.event, events).text, past);
  }

  std::string bounded(const Rule& rule, const EventRule& events) {
    for (const std::string& field : events.same) subject_[field] = identifier(field, taken_);
    const std::string trigger = atom(events.event, events).closed();
    const std::string result = identifier(events.sum_of.empty() ? "n" : "s", taken_);
    // Bound within the count, so the names may be those of the fields.
    for (const std::string& field : kind_of(events.event).fields)
      if (!subject_.contains(field)) subject_[field] = identifier(field, taken_);
    std::string counted;
    for (const std::string& field : kind_of(events.event).fields)
      if (counted.empty() && !is_same(events, field)) counted = subject_[field];
    if (!events.sum_of.empty() && is_same(events, events.sum_of))
      return refuse(rule, "it sums a field by which events belong together",
                    "leave the field out of 'with the same'");
    if (!events.sum_of.empty()) counted = subject_[events.sum_of];
    if (counted.empty())
      return refuse(rule,
                    fmt::format("'{}' has no field but those by which events belong together, and "
                                "the monitors count events with equal values as one",
                                events.event),
                    "give the event a field that tells one from another");
    if (log_ != nullptr && !tells_apart(rule, events)) return {};
    return fmt::format("{} AND ({} <- {} {}{} ({})) AND {} > {}", trigger, result,
                       events.sum_of.empty() ? "CNT" : "SUM", counted, groups(events),
                       counted_events(events), result, events.most);
  }

  std::string counted_events(const EventRule& events) {
    const std::string each = atom(events.event, events).text;
    if (events.other.empty()) return fmt::format("ONCE{} {}", interval(events), each);
    std::map<std::string, std::string> key;
    for (const std::string& field : events.same) key[field] = subject_[field];
    subject_.swap(key);
    const std::string anew = atom(events.other, events).closed();
    subject_.swap(key);
    return fmt::format("(NOT {}) SINCE{} {}", anew, interval(events), each);
  }

  std::string groups(const EventRule& events) {
    std::vector<std::string> names;
    for (const std::string& field : events.same) names.push_back(subject_[field]);
    return names.empty() ? "" : ";" + joined(names, ",");
  }

  /// An event's predicate: the fields that it shares with the subject, and others of its own.
  Atom atom(const std::string& event, const EventRule& events) {
    Atom atom;
    std::vector<std::string> variables;
    std::set<std::string> taken = taken_;
    for (const std::string& field : kind_of(event).fields) {
      const auto known = subject_.find(field);
      if (known != subject_.end() && (event == events.event || is_same(events, field))) {
        variables.push_back(known->second);
        continue;
      }
      variables.push_back(identifier(field, taken));
      atom.others.push_back(variables.back());
    }
    // What the trigger binds must not be taken for what the count binds.
    if (event == events.event) taken_ = std::move(taken);
    atom.text = fmt::format("{}({})", predicates_[place_of(event)], joined(variables, ", "));
    return atom;
  }

  static bool is_same(const EventRule& events, const std::string& field) {
    return std::find(events.same.begin(), events.same.end(), field) != events.same.end();
  }

  static std::string interval(const EventRule& events) {
    return events.within ? fmt::format("[0,{}]", seconds_in(*events.within)) : "[0,*]";
  }

  std::size_t place_of(const std::string& name) const {
    std::size_t at = 0;
    while (agreement_.event_kinds[at].name != name) ++at;
    return at;
  }
  const EventKind& kind_of(const std::string& name) const {
    return agreement_.event_kinds[place_of(name)];
  }

  std::string refuse(const Rule& rule, std::string_view why, std::string help) {
    const auto line = 1 + std::count(text_.begin(),
                                     text_.begin() + static_cast<std::ptrdiff_t>(
                                                         std::min(rule.span.begin, text_.size())),
                                     '\n');
    out_.refusals.push_back(invalid(
        fmt::format("rule {}, line {}, cannot be said: {}", rule.ref, line, why), std::move(help)));
    return {};
  }

  /// Whether no two events that the rule counts have all values in common.
  bool tells_apart(const Rule& rule, const EventRule& events) {
    const std::size_t kind = place_of(events.event);
    std::map<std::array<Value, kFieldsMax>, std::uint32_t> seen;
    for (const Report& report : log_->reports) {
      if (report.kind != kind) continue;
      std::array<Value, kFieldsMax> values{};
      std::copy_n(report.values.begin(), are_texts_[kind].size(), values.begin());
      const auto [known, fresh] = seen.emplace(values, report.id);
      if (fresh) continue;
      refuse(rule,
             fmt::format("lines {} and {} of the log tell of '{}' with equal values, and the "
                         "monitors count them as one",
                         known->second, report.id, events.event),
             "give the event a field that tells one from another");
      return false;
    }
    return true;
  }

  // ---- Signature and log

  /// A field is a text when the log has a text in it, or in a field that must be the same.
  void find_texts() {
    for (const Report& report : log_->reports)
      for (std::size_t field = 0; field < are_texts_[report.kind].size(); ++field)
        if (Texts::is_text(report.values[field])) are_texts_[report.kind][field] = true;
    for (bool changed = true; changed;) {
      changed = false;
      for (const Phase& phase : agreement_.phases)
        for (const Rule& rule : phase.rules)
          if (rule.events)
            for (const std::string& field : rule.events->same)
              changed |= spread_texts(*rule.events, field);
    }
  }

  bool spread_texts(const EventRule& events, const std::string& field) {
    std::vector<std::pair<std::size_t, std::size_t>> places;
    for (const std::string* name : {&events.event, &events.other, &events.unless}) {
      if (name->empty()) continue;
      const auto& fields = kind_of(*name).fields;
      places.emplace_back(place_of(*name),
                          std::find(fields.begin(), fields.end(), field) - fields.begin());
    }
    const auto is_text = [&](const auto& place) { return are_texts_[place.first][place.second]; };
    if (std::none_of(places.begin(), places.end(), is_text) ||
        std::all_of(places.begin(), places.end(), is_text))
      return false;
    for (const auto& [kind, at] : places) are_texts_[kind][at] = true;
    return true;
  }

  void add_signature(std::size_t kind) {
    std::vector<std::string> types;
    for (const bool is_text : are_texts_[kind]) types.emplace_back(is_text ? "string" : "int");
    out_.signature += fmt::format("{}({})\n", predicates_[kind], joined(types, ","));
  }

  Result<void> add_log() {
    std::vector<const Report*> reports;
    for (const Report& report : log_->reports) {
      if (report.earliest != report.latest)
        return invalid(fmt::format("line {} of the log has a doubtful time, which the monitors do "
                                   "not know",
                                   report.id),
                       "leave the line out");
      reports.push_back(&report);
    }
    std::stable_sort(reports.begin(), reports.end(), [](const Report* left, const Report* right) {
      return left->earliest < right->earliest;
    });
    for (std::size_t at = 0; at < reports.size(); ++at) {
      const Report& report = *reports[at];
      if (at == 0 || reports[at - 1]->earliest != report.earliest)
        out_.log += fmt::format("{}@{}", at == 0 ? "" : "\n", report.earliest);
      out_.log +=
          fmt::format(" {} ({})", predicates_[report.kind], joined(TRY(values_of(report)), ","));
    }
    if (!reports.empty()) out_.log += '\n';
    return {};
  }

  Result<std::vector<std::string>> values_of(const Report& report) const {
    std::vector<std::string> values;
    for (std::size_t field = 0; field < are_texts_[report.kind].size(); ++field) {
      std::string value = log_->texts.text_of(report.values[field]);
      if (value.find_first_of("\"\\\n") != std::string::npos)
        return invalid(
            fmt::format("line {} of the log has a text with a quotation mark, a backslash "
                        "or a line's end, which the monitors cannot read",
                        report.id),
            "write it without");
      values.push_back(are_texts_[report.kind][field] ? '"' + value + '"' : std::move(value));
    }
    return values;
  }

  const Agreement& agreement_;
  std::string_view text_;
  const EventLog* log_;
  std::vector<std::string> predicates_;         // by kind
  std::vector<std::vector<bool>> are_texts_;    // by kind, then by field
  std::map<std::string, std::string> subject_;  // of one rule: field → variable
  std::set<std::string> taken_;                 // of one rule
  Mfotl out_;
};

}  // namespace

Result<Mfotl> to_mfotl(const Agreement& agreement, std::string_view text, const EventLog* log) {
  return Export(agreement, text, log).run();
}

}  // namespace truce::watch
