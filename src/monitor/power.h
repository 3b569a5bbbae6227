// SPDX-License-Identifier: Apache-2.0
// Powers as they were used: what is suspended, waived, extended and ended, by whose declaration.
//
// A declaration uses a power when its words have the very form of one ("suspend 1.2 until 3 May
// 2025") and whoever declares holds it. Several holders use a power together, unless the text says
// "may each": it takes effect on the day on which the last of them has declared the same. What goes
// further than the power goes as far as the power does. Whoever holds no such power changes
// nothing.
//
// While a clause is suspended it is excused and its time stands still: a deadline that was running
// comes later by as long as the suspension lasted. What is alleged of those days is not counted. A
// finding stays: a named person decided it.
#pragma once

#include <vector>

#include "monitor/evidence.h"
#include "monitor/machine.h"

namespace truce::monitor {

class Powers {
 public:
  Powers(World& world, const std::vector<Machine>& machines);

  /// There are more declarations.
  void read_declarations();
  /// The clock stands elsewhere.
  void find_end();
  /// Whether one was used on the clause, so that what it says may change with the hour.
  bool used_on(std::size_t machine) const;
  /// Whether the agreement was ended, or expired.
  bool has_ended() const { return ended_.has_value(); }

  /// Whether there may be anything for govern() to take away. What it takes changes when something
  /// is declared and when the agreement ends, and at no other moment.
  bool may_govern(std::size_t machine, const Evidence& evidence) const;
  /// Takes from the evidence what is alleged of days on which a clause did not bind, and what
  /// lesser words set aside where the text names who may.
  void govern(std::size_t machine, Evidence& evidence) const;

  /// The deadline with its extensions, and with the time that stood still.
  void move_deadline(std::size_t machine, Times& times) const;
  /// The verdict, where a power has the last word; and what was tried without a power.
  void settle(std::size_t machine, Verdict& verdict) const;
  /// The end of a phase, or nothing where nobody extended it.
  std::optional<Counted> extended_end(std::string_view phase, std::optional<Instant> end) const;

 private:
  struct Use {
    PowerUse what;
    const Declaration* by = nullptr;  // the last that was needed
    std::size_t holder = 0;           // the machine that gives the power
    Instant from;
    std::optional<Instant> until;  // a suspension's end; what an extension reaches
    std::string note;              // "cut to what the power allows"
  };
  struct Refused {
    PowerUse what;
    Reason why;
  };
  struct Ended {
    Instant at;
    Reason why;
  };

  void take(const PowerUse& what, const Declaration& declaration);
  bool holds(std::size_t machine, const PowerUse& what) const;
  bool concerns(const PowerUse& what, const Machine& machine) const;
  void put_into_effect(Use use);
  Instant moment(const PowerUse& what) const;
  const Use* now_suspended(std::size_t machine) const;
  const Use* waived(std::size_t machine) const;
  bool binds_on(std::size_t machine, Day day) const;
  void extend(Times& times, const Use& use) const;
  void stand_still(std::size_t machine, Times& times) const;

  World& world_;
  const std::vector<Machine>& machines_;
  std::vector<std::pair<PowerUse, const Declaration*>> read_;  // by day
  std::vector<Use> uses_;                                      // by when they take effect
  std::vector<Refused> refused_;
  std::optional<Ended> ended_;
};

}  // namespace truce::monitor
