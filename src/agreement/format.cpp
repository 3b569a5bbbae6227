// SPDX-License-Identifier: Apache-2.0
// The canonical layout of a text with its comments kept.
//
// A comment on a line of its own belongs to the next line that says something; one at the end of a
// line belongs to that line. Both move with it.
#include <fmt/format.h>

#include <unordered_map>

#include "agreement/layout.h"
#include "agreement/reader.h"

namespace truce::agreement {
namespace {

struct Comments {
  std::unordered_map<std::string, std::vector<std::string>>
      above;  // "" is a blank line between comments
  std::unordered_map<std::string, std::string> beside;
  std::vector<std::string> at_end;
};

void add_beside(std::string& beside, const std::string& comment) {
  if (!beside.empty()) beside += "  ";
  beside += comment;
}

Comments comments_in(const Reader& reader) {
  Comments comments;
  std::vector<Diagnostic> ignored;
  std::vector<std::string> waiting;
  for (const Line& line : flat_lines_in(reader.text, ignored)) {
    if (line.blank) {
      if (!waiting.empty() && !waiting.back().empty()) waiting.emplace_back();
      continue;
    }
    if (line.tokens.empty()) {
      waiting.push_back(line.comment);
      continue;
    }
    const auto found = reader.keys.find(line.span.begin);
    const std::string key = found != reader.keys.end() ? found->second : "agreement";
    if (!waiting.empty()) {
      std::vector<std::string>& above = comments.above[key];
      above.insert(above.end(), waiting.begin(), waiting.end());
      waiting.clear();
    }
    if (!line.comment.empty()) add_beside(comments.beside[key], line.comment);
  }
  while (!waiting.empty() && waiting.back().empty()) waiting.pop_back();
  comments.at_end = std::move(waiting);
  return comments;
}

void put_above(std::string& text, Comments& comments, const PrintedLine& line) {
  for (const std::string& key : line.keys) {
    const auto found = comments.above.find(key);
    if (found == comments.above.end()) continue;
    for (const std::string& comment : found->second) {
      if (!comment.empty()) text += std::string(line.indent, ' ') + comment;
      text += '\n';
    }
    comments.above.erase(found);  // only above the first line with the key
  }
}

void put_beside(std::string& text, Comments& comments, const PrintedLine& line) {
  std::string beside;
  for (const std::string& key : line.keys) {
    const auto found = comments.beside.find(key);
    if (found == comments.beside.end()) continue;
    add_beside(beside, found->second);
    comments.beside.erase(found);
  }
  if (!beside.empty()) text += "  " + beside;
}

}  // namespace

Result<std::string> format(std::string_view text) {
  const Reader reader = read(text);
  std::string mistakes;
  for (const Diagnostic& diagnostic : reader.diagnostics)
    if (diagnostic.severity == Diagnostic::Severity::error)
      mistakes += render(diagnostic, "agreement", text);
  if (!mistakes.empty()) return invalid("the agreement has mistakes", mistakes);

  Comments comments = comments_in(reader);
  std::string result;
  for (const PrintedLine& line : layout_of(reader.agreement)) {
    put_above(result, comments, line);
    if (!line.text.empty()) result += std::string(line.indent, ' ') + line.text;
    put_beside(result, comments, line);
    result += '\n';
  }
  if (!comments.at_end.empty() && !result.empty()) result += '\n';
  for (const std::string& comment : comments.at_end) result += comment + '\n';
  return result;
}

}  // namespace truce::agreement
