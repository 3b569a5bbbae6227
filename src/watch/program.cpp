// SPDX-License-Identifier: Apache-2.0
#include "watch/program.h"

#include <algorithm>

namespace truce::watch {
namespace {

class Compiler {
 public:
  explicit Compiler(const Agreement& agreement) : agreement_(agreement) {}

  Program compile() && {
    for (const EventKind& kind : agreement_.event_kinds)
      program_.kinds.push_back({kind.name, kind.fields, {}, {}});
    for (const Phase& phase : agreement_.phases)
      for (const Rule& rule : phase.rules)
        if (rule.events) add(rule, *rule.events);
    for (FamilyPlan& family : program_.families)
      for (Gauge& gauge : family.gauges)
        std::stable_sort(
            gauge.limits.begin(), gauge.limits.end(),
            [](const Limit& left, const Limit& right) { return left.bound < right.bound; });
    return std::move(program_);
  }

 private:
  void add(const Rule& rule, const EventRule& events) {
    const auto at = static_cast<std::uint32_t>(program_.rules.size());
    program_.rules.push_back({rule.ref, rule.title, events});
    const Seconds within = events.within ? seconds_in(*events.within) : kNever;
    if (events.within) program_.horizon = std::max(program_.horizon, within);
    Gauge& gauge = gauge_of(family_of(events), within);
    const std::int64_t most = events.form == EventRule::Form::bounded ? events.most : within;
    gauge.limits.push_back({std::min(most, kUnlimited), at});
  }

  FamilyPlan& family_of(const EventRule& events) {
    FamilyPlan plan;
    plan.form = events.form;
    const std::string* names[kRoles] = {&events.event, &events.other, &events.unless};
    for (std::size_t role = 0; role < kRoles; ++role) {
      plan.kinds[role] = program_.kind(*names[role]);
      if (!plan.kinds[role]) continue;
      for (const std::string& field : events.same)
        plan.key[role].push_back(place_of(field, *plan.kinds[role]));
    }
    if (!events.sum_of.empty()) plan.summed = place_of(events.sum_of, *plan.kinds[0]);
    const auto same = std::find_if(program_.families.begin(), program_.families.end(),
                                   [&](const FamilyPlan& known) {
                                     return known.form == plan.form && known.kinds == plan.kinds &&
                                            known.key == plan.key && known.summed == plan.summed;
                                   });
    if (same != program_.families.end()) return *same;
    announce(plan);
    return program_.families.emplace_back(std::move(plan));
  }

  void announce(const FamilyPlan& plan) {
    const auto family = static_cast<std::uint32_t>(program_.families.size());
    for (std::size_t role = 0; role < kRoles; ++role)
      if (plan.kinds[role])
        program_.kinds[*plan.kinds[role]].uses.push_back({family, static_cast<Role>(role)});
    if (plan.summed) program_.kinds[*plan.kinds[0]].amounts.push_back(*plan.summed);
  }

  static Gauge& gauge_of(FamilyPlan& family, Seconds within) {
    const bool one = family.form != EventRule::Form::bounded;
    for (Gauge& gauge : family.gauges)
      if (one || gauge.within == within) return gauge;
    return family.gauges.emplace_back(Gauge{within, {}});
  }

  std::uint8_t place_of(const std::string& field, std::uint16_t kind) const {
    const auto& fields = program_.kinds[kind].fields;
    return static_cast<std::uint8_t>(std::find(fields.begin(), fields.end(), field) -
                                     fields.begin());
  }

  const Agreement& agreement_;
  Program program_;
};

}  // namespace

std::optional<std::uint16_t> Program::kind(std::string_view name) const {
  for (std::size_t at = 0; at < kinds.size(); ++at)
    if (kinds[at].name == name) return static_cast<std::uint16_t>(at);
  return std::nullopt;
}

Program compile(const Agreement& agreement) { return Compiler(agreement).compile(); }

Seconds seconds_in(const Duration& duration) {
  Seconds unit = 60;
  switch (duration.unit) {
    case Duration::Unit::minutes:
      break;
    case Duration::Unit::hours:
      unit = 3600;
      break;
    case Duration::Unit::days:
    case Duration::Unit::working_days:
      unit = 86'400;
      break;
    case Duration::Unit::weeks:
      unit = 7 * Seconds{86'400};
      break;
    case Duration::Unit::months:
      unit = 30 * Seconds{86'400};
      break;
  }
  Seconds all = 0;
  return __builtin_mul_overflow(unit, duration.amount, &all) || all > kUnlimited ? kUnlimited : all;
}

}  // namespace truce::watch
