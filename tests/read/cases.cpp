// SPDX-License-Identifier: Apache-2.0
#include "cases.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "base/file.h"
#include "lines.h"
#include "score/names.h"
#include "score/pairing.h"
#include "score/score.h"
#include "score/words.h"

namespace truce {
namespace {

std::string number_text(const std::optional<Figure>& figure) {
  if (!figure || (!figure->low && !figure->high)) return "?";
  if (figure->low == figure->high) return bound(figure->low);
  return bound(figure->low) + ".." + bound(figure->high);
}

std::string name_text(const std::optional<Mention>& mention) {
  return mention && !mention->name.empty() ? mention->name : "-";
}

std::string day_text(const std::optional<Day>& day) { return day ? to_text(*day) : ""; }

std::string window_text(const Window& window) {
  if (!window.from && !window.until) return "-";
  if (window.from == window.until) return day_text(window.from);
  return day_text(window.from) + ".." + day_text(window.until);
}

/// One thing that was read, as a line of a case would tell it.
struct ReadLine {
  std::string kind, text;
  const Statement* statement = nullptr;
  std::vector<std::string> parts;  // of an attribution
};

std::string text_of(const Statement& s) {
  switch (s.kind) {
    case StatementKind::fact:
      return fmt::format("{} {} | speaker {} | by {} | to {} | place {} | mood {} | window {}",
                         to_text(*s.measure), number_text(s.figure), name_text(s.speaker),
                         name_text(s.by), name_text(s.to), s.place ? s.place->name : "-",
                         to_text(s.mood), window_text(s.window));
    case StatementKind::accusation:
      return fmt::format("{} -> {}", name_text(s.speaker), name_text(s.against));
    case StatementKind::denial:
      return name_text(s.speaker);
    case StatementKind::position:
      return fmt::format("{} {}", name_text(s.speaker), s.stance);
    case StatementKind::talks:
      return fmt::format("{} | on {}", s.status, day_text(s.window.from));
  }
  return {};
}

std::vector<ReadLine> read_lines(const Case& one, const Reading& reading) {
  std::vector<ReadLine> lines;
  for (const Statement& s : reading.statements)
    if (s.kind != StatementKind::fact || s.measure)
      lines.push_back({std::string(to_text(s.kind)), text_of(s), &s, {}});
  if (!one.attributions) return lines;
  for (const Attribution& found : reading.attributions) {
    const std::string cue = joined(found.cue, one.sentence);
    ReadLine line{score::is_thinking(cue) ? "think" : "say",
                  "",
                  nullptr,
                  {joined(found.source, one.sentence), cue, joined(found.content, one.sentence)}};
    line.text = fmt::format("{}", fmt::join(line.parts, " | "));
    lines.push_back(std::move(line));
  }
  return lines;
}

score::Named named(const std::optional<Mention>& mention) {
  return mention && !mention->name.empty() ? score::Named{{{mention->name, mention->span}}}
                                           : score::Named{};
}

/// The name as a case gives it, with where it stands in the sentence.
score::Named named(const Case& one, const std::string& name) {
  if (name == "-") return {};
  const std::size_t at = one.sentence.find(name);
  if (at == std::string::npos) return {{{name, std::nullopt}}};
  return {{{name, TextSpan{at, at + name.size()}}}};
}

bool side_agrees(const Case& one, const std::string& side, const Statement& s) {
  const std::size_t space = side.find(' ');
  const std::string key = side.substr(0, space), value = side.substr(space + 1);
  if (key == "speaker") return score::same_name(named(s.speaker), named(one, value));
  if (key == "by") return score::same_name(named(s.by), named(one, value));
  if (key == "to") return score::same_name(named(s.to), named(one, value));
  if (key == "window") return window_text(s.window) == value;
  if (key == "mood") return to_text(s.mood) == value;
  if (key == "on") return day_text(s.window.from) == value;
  const score::Named place =
      s.place ? score::Named{{{s.place->name, s.place->span}}} : score::Named{};
  return key == "place" && score::same_place(place, named(one, value));
}

bool fact_agrees(const Case& one, const CaseLine& told, const Statement& s) {
  if (told.parts[0] != fmt::format("{} {}", to_text(*s.measure), number_text(s.figure)))
    return false;
  bool mood = false;
  for (std::size_t i = 1; i < told.parts.size(); ++i) {
    if (!side_agrees(one, told.parts[i], s)) return false;
    mood |= told.parts[i].starts_with("mood ");
  }
  return mood || told.optional || s.mood == Mood::asserted;
}

bool agrees(const Case& one, const CaseLine& told, const ReadLine& read) {
  if (told.kind != read.kind) return false;
  if (read.statement == nullptr) {
    for (std::size_t i = 0; i < 3; ++i)
      if (told.parts.size() != 3 ||
          score::word_list(told.parts[i]) != score::word_list(read.parts[i]))
        return false;
    return true;
  }
  const Statement& s = *read.statement;
  const std::string& first = told.parts[0];
  switch (s.kind) {
    case StatementKind::fact:
      return fact_agrees(one, told, s);
    case StatementKind::accusation: {
      const auto sides = split(first, " -> ");
      return sides.size() == 2 && score::same_name(named(s.speaker), named(one, sides[0])) &&
             score::same_name(named(s.against), named(one, sides[1]));
    }
    case StatementKind::denial:
      return score::same_name(named(s.speaker), named(one, first));
    case StatementKind::position: {
      const std::size_t space = first.rfind(' ');
      return s.stance == first.substr(space + 1) &&
             score::same_name(named(s.speaker), named(one, first.substr(0, space)));
    }
    case StatementKind::talks:
      return s.status == first && (told.parts.size() < 2 || side_agrees(one, told.parts[1], s));
  }
  return false;
}

constexpr std::string_view kKinds[] = {"fact",  "accusation", "denial", "position",
                                       "talks", "say",        "think"};

/// Takes a line under a sentence; false when it has no such form.
bool take(Case& one, std::string line) {
  if (line == "no attribution") return one.attributions = true;
  if (line.starts_with("not yet: ")) {
    one.not_yet = line.substr(9);
    return !one.not_yet.empty();
  }
  CaseLine told;
  told.optional = line.starts_with("maybe ");
  if (told.optional) line.erase(0, 6);
  const std::size_t colon = line.find(": ");
  if (colon == std::string::npos) return false;
  told.kind = line.substr(0, colon);
  if (std::find(std::begin(kKinds), std::end(kKinds), told.kind) == std::end(kKinds)) return false;
  told.parts = split(line.substr(colon + 2), " | ");
  one.attributions |= !told.optional && (told.kind == "say" || told.kind == "think");
  one.told.push_back(std::move(told));
  return true;
}

}  // namespace

Cases cases_in(const std::string& file) {
  Cases found;
  std::istringstream lines(read_file(file).value_or(""));
  std::string construction;
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.empty() || line.starts_with("# ")) continue;
    if (line.starts_with("## ")) {
      construction = line.substr(3);
    } else if (line.starts_with("> ")) {
      Case& one = found.cases.emplace_back();
      one.file = file.substr(file.rfind('/') + 1);
      one.line = number;
      one.construction = construction;
      one.sentence = line.substr(2);
    } else if (found.cases.empty() || !take(found.cases.back(), line)) {
      found.mistakes.push_back(fmt::format("{}:{}: {}", file, number, line));
    }
  }
  return found;
}

std::vector<std::string> differences(const Case& one, const Reading& reading) {
  const std::vector<ReadLine> read = read_lines(one, reading);
  const auto pairs = score::paired(read.size(), one.told.size(), [&](std::size_t r, std::size_t t) {
    return !agrees(one, one.told[t], read[r]) ? 0 : one.told[t].optional ? 1 : 1000;
  });
  std::vector<std::string> out;
  std::vector<bool> met(one.told.size(), false);
  for (std::size_t i = 0; i < read.size(); ++i) {
    if (pairs[i])
      met[*pairs[i]] = true;
    else
      out.push_back(fmt::format("read    {}: {}", read[i].kind, read[i].text));
  }
  for (std::size_t i = 0; i < met.size(); ++i)
    if (!met[i] && !one.told[i].optional)
      out.push_back(
          fmt::format("missed  {}: {}", one.told[i].kind, fmt::join(one.told[i].parts, " | ")));
  return out;
}

}  // namespace truce
