// SPDX-License-Identifier: Apache-2.0
// The written rules of an agreement → the plan that a watch runs.
//
// Rules that look at the same events by the same fields share one family: one look-up and one
// memory, however many bounds are set on it. Names are looked up here and never again.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/agreement.h"
#include "watch/report.h"

namespace truce::watch {

/// What an event is to a family of rules.
enum class Role : std::uint8_t {
  subject,  // what the rules are about
  other,    // what must follow or come before; what a count begins anew with
  unless    // what takes the other's effect away
};
inline constexpr std::size_t kRoles = 3;

/// One rule's bound: the seconds allowed, or the most allowed.
struct Limit {
  std::int64_t bound = 0;
  std::uint32_t rule = 0;  // place in Program::rules
};

/// What is measured over one window; its limits in ascending order.
struct Gauge {
  Seconds within = kNever;  // of a bounded rule; else unused
  std::vector<Limit> limits;
};

struct FamilyPlan {
  EventRule::Form form = EventRule::Form::followed;
  std::array<std::optional<std::uint16_t>, kRoles> kinds;  // by role
  std::array<std::vector<std::uint8_t>, kRoles> key;       // by role: places of the fields
  std::optional<std::uint8_t> summed;                      // place of the summed field
  std::vector<Gauge> gauges;  // one, but for bounded rules one for each window
};

/// That events of a kind concern a family.
struct Use {
  std::uint32_t family = 0;
  Role role = Role::subject;
};

struct Program {
  struct Kind {
    std::string name;
    std::vector<std::string> fields;
    std::vector<std::uint8_t> amounts;  // places of the fields that some rule sums
    std::vector<Use> uses;
  };
  struct Rule {
    std::string ref;
    std::string title;
    EventRule written;
  };
  std::vector<Kind> kinds;
  std::vector<Rule> rules;
  std::vector<FamilyPlan> families;
  Seconds horizon = 0;  // the longest period that any rule looks back or ahead

  /// The place of a kind; nothing when no rule watches it.
  std::optional<std::uint16_t> kind(std::string_view name) const;
};

/// The plan for all rules over events in `agreement`, which must be free of errors.
Program compile(const Agreement& agreement);

/// The seconds of a duration of fixed length.
Seconds seconds_in(const Duration& duration);

}  // namespace truce::watch
