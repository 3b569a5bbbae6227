// SPDX-License-Identifier: Apache-2.0
// The labelled texts of labels.txt, and what a reading of one comes to in the same words.
#pragma once

#include <string>
#include <vector>

#include "record/statement.h"

namespace truce {

/// One thing that is told. An attribution has three parts, anything else one.
struct Told {
  std::string kind;  // "fact", "say", "think", "accusation", "denial", "position", "talks"
  std::vector<std::string> parts;  // words to compare
  bool optional = false;
};

struct LabelledText {
  std::string text;
  std::vector<Told> told;
};

std::vector<LabelledText> labelled_texts(const std::string& file);

/// What was read, without parts of figures: they are never judged.
std::vector<Told> told_in(const Reading& reading, const std::string& text);

/// Whether the two are the same claim: figures exactly, names by their last word, attributions by
/// words.
bool agrees(const Told& read, const Told& label);

/// Dice overlap of the words of two strings, punctuation and case aside.
double overlap(const std::string& left, const std::string& right);

}  // namespace truce
