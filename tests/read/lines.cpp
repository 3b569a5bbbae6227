// SPDX-License-Identifier: Apache-2.0
#include "lines.h"

namespace truce {
namespace {

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' ');
  const std::size_t last = text.find_last_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

}  // namespace

std::vector<std::string> split(const std::string& text, const std::string& at) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (std::size_t found; (found = text.find(at, from)) != std::string::npos;
       from = found + at.size())
    parts.push_back(trimmed(text.substr(from, found - from)));
  parts.push_back(trimmed(text.substr(from)));
  return parts;
}

std::string bound(const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) : "";
}

std::string joined(const std::vector<TextSpan>& spans, std::string_view text) {
  std::string out;
  for (const TextSpan span : spans)
    out += (out.empty() ? "" : " ... ") + std::string(span.in(text));
  return out;
}

}  // namespace truce
