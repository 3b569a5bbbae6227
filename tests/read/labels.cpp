// SPDX-License-Identifier: Apache-2.0
#include "labels.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <sstream>

#include "base/file.h"
#include "lines.h"
#include "score/score.h"

namespace truce {
namespace {

/// Parts are separated in a way of its own for each kind.
Told told_from(const std::string& line) {
  const std::size_t colon = line.find(": ");
  Told told;
  told.kind = line.substr(0, colon);
  if (told.kind.starts_with("maybe-")) {
    told.optional = true;
    told.kind.erase(0, 6);
  }
  const std::string rest = line.substr(colon + 2);
  if (told.kind == "say" || told.kind == "think")
    told.parts = split(rest, " | ");
  else if (told.kind == "accusation")
    told.parts = split(rest, " -> ");
  else if (told.kind == "position")
    told.parts = {rest.substr(0, rest.rfind(' ')), rest.substr(rest.rfind(' ') + 1)};
  else
    told.parts = {rest};
  return told;
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || byte >= 0x80)
      words.back() += static_cast<char>(std::tolower(byte));
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::string name_of(const std::optional<Mention>& mention) { return mention ? mention->name : "-"; }

std::string fact_text(const Statement& s) {
  std::string out(s.measure ? to_text(*s.measure) : to_text(*s.act));
  if (s.figure) out += fmt::format(" {}..{}", bound(s.figure->low), bound(s.figure->high));
  if (s.mood == Mood::planned || s.mood == Mood::denied)
    out += fmt::format(" ({})", to_text(s.mood));
  return out;
}

Told told_by(const Statement& s) {
  Told told;
  told.kind = to_text(s.kind);
  switch (s.kind) {
    case StatementKind::fact:
      told.parts = {fact_text(s)};
      break;
    case StatementKind::accusation:
      told.parts = {name_of(s.speaker), name_of(s.against)};
      break;
    case StatementKind::denial:
      told.parts = {name_of(s.speaker)};
      break;
    case StatementKind::position:
      told.parts = {name_of(s.speaker), s.stance};
      break;
    case StatementKind::talks:
      told.parts = {s.status};
      break;
  }
  return told;
}

/// "Sudan's army" and "army" are one: the shorter's words are all in the longer.
bool same_name(const std::string& left, const std::string& right) {
  const auto a = words_of(left), b = words_of(right);
  const auto& small = a.size() < b.size() ? a : b;
  const auto& large = a.size() < b.size() ? b : a;
  if (small.empty()) return large.empty();
  return std::all_of(small.begin(), small.end(), [&](const std::string& word) {
    return std::find(large.begin(), large.end(), word) != large.end();
  });
}

}  // namespace

std::vector<LabelledText> labelled_texts(const std::string& file) {
  std::vector<LabelledText> texts;
  std::istringstream lines(read_file(file).value_or(""));
  bool fresh = true;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) fresh = true;
    if (line.empty() || line.starts_with("#")) continue;
    if (fresh)
      texts.push_back({line, {}});
    else
      texts.back().told.push_back(told_from(line));
    fresh = false;
  }
  return texts;
}

std::vector<Told> told_in(const Reading& reading, const std::string& text) {
  std::vector<Told> told;
  for (const Statement& s : reading.statements)
    if (!s.figure || !s.figure->part_of) told.push_back(told_by(s));
  for (const Attribution& a : reading.attributions) {
    const std::string cue = joined(a.cue, text);
    told.push_back({score::is_thinking(cue) ? "think" : "say",
                    {joined(a.source, text), cue, joined(a.content, text)}});
  }
  return told;
}

double overlap(const std::string& left, const std::string& right) {
  const auto a = words_of(left), b = words_of(right);
  if (a.empty() && b.empty()) return left == right ? 1 : 0;
  std::map<std::string, int> count;
  for (const std::string& word : a) ++count[word];
  int shared = 0;
  for (const std::string& word : b)
    if (count[word]-- > 0) ++shared;
  return 2.0 * shared / static_cast<double>(a.size() + b.size());
}

bool agrees(const Told& read, const Told& label) {
  if (read.kind != label.kind || read.parts.size() != label.parts.size()) return false;
  for (std::size_t i = 0; i < read.parts.size(); ++i) {
    if (read.kind == "say" || read.kind == "think") {
      if (overlap(read.parts[i], label.parts[i]) < 0.5) return false;
    } else if (read.kind == "fact" || read.kind == "talks" || (read.kind == "position" && i == 1)) {
      if (read.parts[i] != label.parts[i]) return false;
    } else if (!same_name(read.parts[i], label.parts[i])) {
      return false;
    }
  }
  return true;
}

}  // namespace truce
