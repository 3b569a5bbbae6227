// SPDX-License-Identifier: Apache-2.0
// A second, slow monitor for the tests: small worlds of one fixed agreement, each clause judged
// straight from its definition by looking at everything that happened, again and again.
//
// It shares no code with the monitor. Small worlds must give the same answers in both.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace truce::monitor::reference {

/// One line of a small world's history, told on its own day by one voice.
struct Happening {
  enum class Act { fire, release, trucks };
  Act act = Act::fire;
  int day = 1;            // of March 2025
  std::string by;         // "East", "West" or nobody
  std::string voice;      // "East", "West", "Wire", "Post"
  bool in_valley = true;  // fire: in the area of the agreement, or far away
  int amount = 0;         // released, or trucks
  bool found = false;     // fire: found to be a breach
  int incident = -1;      // happenings with the same number are one incident
  int published = 0;      // minutes after midnight of the next day; no two alike
};

/// What each clause comes to.
struct Answers {
  int alleged = 0;                                    // 1.1: incidents alleged
  int found = 0;                                      // 1.1: breaches found
  std::string release;                                // 1.2: status
  std::map<std::string, int> released;                // 1.2: by counter
  std::map<std::string, std::pair<int, int>> trucks;  // 1.3: days told, days short, by counter
  bool escalated = false;                             // rule 1.4
  friend bool operator==(const Answers&, const Answers&) = default;
};

/// The agreement that all small worlds share: in force from 1 March 2025 at 00:00 UTC. East and
/// West must not fire in Valley; East must release 2 captives to West within 72 hours; West must
/// admit 10 trucks each day; two breaches found of one party within 7 days escalate.
extern const char* const kAgreement;

Answers answers(const std::vector<Happening>& history, int today);

std::string to_text(const Answers& answers);

}  // namespace truce::monitor::reference
