// SPDX-License-Identifier: Apache-2.0
// The rules that look at the same events by the same fields, running.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "watch/bytes.h"
#include "watch/program.h"

namespace truce::watch {

/// How far back a family remembers, and where it says what changed.
struct Setting {
  std::optional<Seconds> memory;  // absent: everything is kept
  Seconds clock = -kNever;
  std::vector<Change>* changes = nullptr;
};

/// A duty whose time has not come: nothing has followed the event so far.
struct Open {
  std::uint32_t rule = 0;
  std::uint32_t of = 0;
  Seconds due = 0;  // kNever: without a date
};

class Family {
 public:
  virtual ~Family() = default;
  virtual void take(Role role, const Report& report, const Setting& setting) = 0;
  /// False when there is no such report, or it was forgotten.
  virtual bool withdraw(Role role, const Report& report, const Setting& setting) = 0;
  /// Lets deadlines before the clock pass, and forgets what is older than the memory.
  virtual void advance(const Setting& setting) = 0;
  virtual void list_open(Seconds clock, std::vector<Open>& open) const = 0;
  /// The state of one report under one of the family's rules; nothing when it is not known.
  virtual std::optional<Change> verdict(std::uint32_t rule, const Report& report,
                                        Seconds clock) const = 0;
  virtual void save(Writer& writer) const = 0;
  virtual Result<void> restore(Reader& reader, const Setting& setting) = 0;
};

/// `plan` must outlive the family.
std::unique_ptr<Family> make_family(const FamilyPlan& plan);

}  // namespace truce::watch
