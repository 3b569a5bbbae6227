// SPDX-License-Identifier: Apache-2.0
// Rules over events, watched as reports come in.
//
// A Watch takes reports one by one, in any order, and says at once what each of them changes: a
// rule that is broken, a duty that was done late after all. Deadlines are tripped by the clock
// alone. Withdrawing a report undoes it. The verdicts that stand in the end do not depend on the
// order of arrival. Rules have small machines per key (one vehicle, one zone), found by hash; see
// family.cpp. What published monitors can say of such rules in metric first-order temporal logic is
// in docs/benchmarks.md.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "watch/family.h"
#include "watch/program.h"

namespace truce::watch {

/// Texts as values and back. Numbers are values of their own.
class Texts {
 public:
  Value value_of(std::string_view text);
  std::string text_of(Value value) const;
  static bool is_text(Value value);

  const std::vector<std::string>& all() const { return texts_; }

 private:
  std::vector<std::string> texts_;
  std::unordered_map<std::string, Value> values_;
};

class Watch {
 public:
  /// `grace`: how long after the clock has passed it a report may still come; what is older than
  /// that and the rules' longest window is forgotten. Without it everything is kept.
  explicit Watch(Program program, std::optional<Seconds> grace = std::nullopt);

  const Program& program() const { return *program_; }
  Seconds clock() const { return setting_.clock; }
  Texts& texts() { return texts_; }
  const Texts& texts() const { return texts_; }

  enum class Taken { taken, too_late };
  /// Takes a report in, moving the clock to it when it is later, and appends what it changes.
  Taken take(const Report& report, std::vector<Change>& changes);

  /// Undoes a report, which must be given as it was taken. False when it is not known (any more).
  bool withdraw(const Report& report, std::vector<Change>& changes);

  /// Moves the clock: deadlines before it have passed. It never goes back.
  void advance(Seconds clock, std::vector<Change>& changes);

  /// Every duty that is still to be done.
  std::vector<Open> open() const;

  /// Where a report stands under a rule now; `was` and `because` say nothing.
  std::optional<Change> verdict(std::uint32_t rule, const Report& report) const;

  /// Everything that is remembered, as bytes for the same program on the same kind of machine.
  std::string checkpoint() const;
  static Result<Watch> restore(Program program, std::optional<Seconds> grace,
                               std::string_view checkpoint);

 private:
  std::unique_ptr<Program> program_;  // families point into it
  std::vector<std::unique_ptr<Family>> families_;
  Setting setting_;
  std::optional<Seconds> grace_;
  Texts texts_;
};

/// Why a change's new state holds, in a few words: "ack came 3 hours late", "no permit within 48
/// hours before it", "258 rounds, 8 over 250".
std::string reason_of(const Program& program, const Change& change);

}  // namespace truce::watch
