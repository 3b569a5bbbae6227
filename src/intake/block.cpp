// SPDX-License-Identifier: Apache-2.0
#include "intake/block.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

namespace truce::intake {
namespace {

constexpr std::string_view kSeeDocs = "the keys of each kind of block are in docs/entries.md";

std::optional<std::int64_t> number_of(std::string_view digits) {
  std::int64_t number = 0;
  const char* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, number);
  if (error != std::errc{} || stop != end || number < 0 || digits.size() > 12) return std::nullopt;
  return number;
}

}  // namespace

std::optional<Figure> figure_of(std::string_view words) {
  Figure figure;
  figure.as_written = words;
  if (const std::size_t to = words.find(" to ");
      to != std::string_view::npos && !words.starts_with("up")) {
    figure.low = number_of(trimmed(words.substr(0, to)));
    figure.high = number_of(trimmed(words.substr(to + 4)));
    if (!figure.low || !figure.high || *figure.high < *figure.low) return std::nullopt;
    return figure;
  }
  constexpr std::array<std::pair<std::string_view, Qualifier>, 6> bounds = {
      {{"at least ", Qualifier::at_least},
       {"more than ", Qualifier::more_than},
       {"at most ", Qualifier::at_most},
       {"up to ", Qualifier::up_to},
       {"about ", Qualifier::about},
       {"exactly ", Qualifier::exactly}}};
  for (const auto& [lead, qualifier] : bounds) {
    if (!words.starts_with(lead)) continue;
    figure.qualifier = qualifier;
    words.remove_prefix(lead.size());
  }
  const auto number = number_of(trimmed(words));
  if (!number) return std::nullopt;
  const bool open_above =
      figure.qualifier == Qualifier::at_least || figure.qualifier == Qualifier::more_than;
  const bool open_below =
      figure.qualifier == Qualifier::at_most || figure.qualifier == Qualifier::up_to;
  if (!open_below) figure.low = number;
  if (!open_above) figure.high = number;
  return figure;
}

bool Block::extend(std::string_view words) {
  if (lines_.empty()) return false;
  lines_.back().line.value += fmt::format(" {}", words);
  return true;
}

bool Block::has(std::string_view key) const {
  return std::any_of(lines_.begin(), lines_.end(),
                     [&](const Entry& entry) { return entry.line.key == key; });
}

std::string Block::text(std::string_view key) {
  known_.emplace_back(key);
  std::optional<std::string> value;
  for (Entry& entry : lines_) {
    if (entry.line.key != key) continue;
    if (value && !entry.read) wrong(key, fmt::format("'{}' is given twice", key));
    entry.read = true;
    if (!value) value = entry.line.value;
  }
  return value.value_or("");
}

std::string Block::needed(std::string_view key) {
  std::string value = text(key);
  if (value.empty())
    mistakes_.push_back({file_, line_, fmt::format("'{}' is missing", key),
                         fmt::format("add the line '{}: …' to the block", key)});
  return value;
}

Day Block::needed_day(std::string_view key) {
  if (!has(key)) {
    needed(key);
    return {};
  }
  return day(key).value_or(Day{});
}

std::optional<Day> Block::day(std::string_view key) {
  const std::string value = text(key);
  if (value.empty()) return std::nullopt;
  const auto day = parse_day(value);
  if (day) return *day;
  wrong(key, day.error().message, day.error().help);
  return std::nullopt;
}

std::optional<Instant> Block::instant(std::string_view key) {
  const std::string value = text(key);
  if (value.empty()) return std::nullopt;
  const auto instant = parse_instant(value);
  if (instant) return *instant;
  wrong(key, instant.error().message, instant.error().help);
  return std::nullopt;
}

std::optional<Figure> Block::figure(std::string_view key) {
  const std::string value = text(key);
  if (value.empty()) return std::nullopt;
  auto figure = figure_of(value);
  if (!figure)
    wrong(key, fmt::format("'{}' is no figure", value),
          "write 12, at least 12, more than 12, at most 12, up to 12, about 12, or 3 to 5");
  return figure;
}

std::optional<Mention> Block::mention(std::string_view key) {
  const std::string value = text(key);
  if (value.empty()) return std::nullopt;
  return Mention{.name = value};
}

bool Block::yes(std::string_view key) {
  const std::string value = text(key);
  if (!value.empty() && value != "yes" && value != "no")
    wrong(key, fmt::format("'{}' is neither yes nor no", value));
  return value == "yes";
}

void Block::wrong(std::string_view key, std::string reason, std::string help) {
  std::size_t line = line_;
  for (const Entry& entry : lines_)
    if (entry.line.key == key) line = entry.line.number;
  wrong_line(line, std::move(reason), help.empty() ? std::string(kSeeDocs) : std::move(help));
}

void Block::wrong_line(std::size_t line, std::string reason, std::string help) {
  mistakes_.push_back({file_, line, std::move(reason), std::move(help)});
}

std::vector<Rejection> Block::mistakes() {
  for (const Entry& entry : lines_)
    if (!entry.read)
      mistakes_.push_back({file_, entry.line.number,
                           fmt::format("'{}' is no key of this block", entry.line.key),
                           fmt::format("its keys are {}", fmt::join(known_, ", "))});
  const auto by_line = [](const Rejection& a, const Rejection& b) { return a.line < b.line; };
  std::stable_sort(mistakes_.begin(), mistakes_.end(), by_line);
  return std::move(mistakes_);
}

}  // namespace truce::intake
