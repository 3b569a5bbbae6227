// SPDX-License-Identifier: Apache-2.0
// What was said of the agreement's own course: few statements among many, kept aside so that nobody
// need look for them again.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "monitor/world.h"

namespace truce::monitor {

class Heard {
 public:
  explicit Heard(World& world);

  void take(std::uint32_t statement);

  /// A statement that may say that a phase has begun, its words in plain form.
  struct TalkOfPhase {
    std::uint32_t statement;
    std::string words;
  };
  const std::vector<TalkOfPhase>& of_phases() const { return of_phases_; }
  /// The first statement that counts in which those whom the condition names say its words.
  const Told* first_said(const Condition& condition) const;
  /// Whether the statement counts, and was neither taken back nor told of something else.
  static bool is_said(const Told& told);

 private:
  struct Awaited {
    const Condition* condition;
    std::string words;  // in plain form
    std::vector<SpeakerAt> speakers;
    std::vector<std::uint32_t> statements;  // whether they count or not
  };
  void await(const Condition& condition);

  World& world_;
  std::vector<TalkOfPhase> of_phases_;
  std::vector<Awaited> awaited_;
};

}  // namespace truce::monitor
