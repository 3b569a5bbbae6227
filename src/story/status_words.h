// SPDX-License-Identifier: Apache-2.0
// The words in which an account is asked and answers.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "monitor/monitor.h"

namespace truce::story {

/// "in progress" for in_progress.
inline std::string spoken(std::string_view word) {
  std::string words(word);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

inline constexpr std::array kStatuses = {
    ClauseStatus::not_due,          ClauseStatus::in_progress, ClauseStatus::due_soon,
    ClauseStatus::overdue,          ClauseStatus::fulfilled,   ClauseStatus::fulfilled_late,
    ClauseStatus::partly_fulfilled, ClauseStatus::breached,    ClauseStatus::suspended,
    ClauseStatus::waived,           ClauseStatus::disputed,    ClauseStatus::cannot_tell,
    ClauseStatus::watched};

/// States that no status has the word of.
inline constexpr std::array kStates = {VerdictState::not_triggered, VerdictState::open,
                                       VerdictState::violated, VerdictState::excused,
                                       VerdictState::undetermined};

inline constexpr std::array kGrades = {Grade::claimed, Grade::reported, Grade::corroborated,
                                       Grade::acknowledged, Grade::observed};

inline constexpr std::array<std::string_view, 6> kFlags = {
    "contested", "retracted", "corrected", "disproved", "single origin suspected", "unverifiable"};

/// Whoever is on no party's side, where allegations are counted.
inline constexpr const char* kIndependent = "independent voices";

}  // namespace truce::story
