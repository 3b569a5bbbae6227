// SPDX-License-Identifier: Apache-2.0
#include "watch/log.h"

#include <fmt/format.h>

#include "base/time.h"

namespace truce::watch {
namespace {

/// Digits alone, too few to overflow and not led by a nought. Most fields of a log are such.
bool read_digits(std::string_view text, std::int64_t& number) {
  if (text.empty() || text.size() > 17 || (text.front() == '0' && text.size() > 1)) return false;
  std::int64_t value = 0;
  for (const char byte : text) {
    const auto digit = static_cast<unsigned char>(byte - '0');
    if (digit > 9) return false;
    value = value * 10 + digit;
  }
  number = value;
  return true;
}

bool read_moment(std::string_view text, Seconds& seconds) {
  constexpr Seconds kLast = 253'402'300'799;  // of the year 9999
  if (read_digits(text, seconds)) return seconds <= kLast;
  const auto instant = parse_instant(text);
  if (!instant) return false;
  seconds = instant->time_since_epoch().count();
  return true;
}

/// The piece up to the next comma, which is stepped over; `rest` becomes empty-handed at the end.
std::string_view next_piece(std::string_view& rest, bool& more) {
  const std::size_t comma = rest.find(',');
  const std::string_view piece = rest.substr(0, comma);
  more = comma != std::string_view::npos;
  rest.remove_prefix(more ? comma + 1 : rest.size());
  return piece;
}

}  // namespace

LogReader::LogReader(const Program& program, Texts& texts) : program_(program), texts_(texts) {
  for (std::size_t at = 0; at < program.kinds.size(); ++at)
    kinds_.emplace(program.kinds[at].name, static_cast<std::uint16_t>(at));
}

const std::uint16_t* LogReader::kind_of(std::string_view name) const {
  // A handful of names is compared faster than hashed.
  constexpr std::size_t kFew = 12;
  if (program_.kinds.size() > kFew) {
    const auto found = kinds_.find(name);
    return found == kinds_.end() ? nullptr : &found->second;
  }
  for (const auto& [known, kind] : kinds_)
    if (known == name) return &kind;
  return nullptr;
}

bool LogReader::read(std::string_view line, std::uint32_t number, Report& report) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (line.empty() || (number == 1 && line.starts_with("time,"))) return false;
  const bool quotes = line.find('"') != std::string_view::npos;
  if (quotes && !split_quoted(line))
    return refuse(number, "a quotation mark is not closed, or something stands after it");

  bool more = true;
  std::size_t at = 0;
  const auto next = [&]() -> std::string_view {
    if (!quotes) return next_piece(line, more);
    more = at + 1 < pieces_.size();
    return pieces_[at++];
  };
  report.id = number;
  const std::string_view time = next();
  if (!read_time(time, report))
    return refuse(number,
                  fmt::format("'{}' is no time up to the year 9999: write seconds since 1970, an "
                              "instant as 2025-05-03T12:00Z, or two with '..' between",
                              time.substr(0, 40)));
  if (!more) return refuse(number, "the event is missing");
  const std::string_view name = next();
  const std::uint16_t* kind = kind_of(name);
  if (kind == nullptr) {
    ++unwatched_;
    return false;
  }
  report.kind = *kind;
  const Program::Kind& of = program_.kinds[*kind];
  std::size_t fields = 0;
  for (; more && fields < of.fields.size(); ++fields) report.values[fields] = value_of(next());
  if (more || fields != of.fields.size())
    return refuse(number, fmt::format("'{}' has {} fields, and this line has {}", of.name,
                                      of.fields.size(), more ? "more" : std::to_string(fields)));
  for (const std::uint8_t place : of.amounts)
    if (report.values[place] > kAmountMax || report.values[place] < -kAmountMax)
      return refuse(number, fmt::format("'{}' is no number that can be summed: digits, at most {}",
                                        texts_.text_of(report.values[place]), kAmountMax));
  return true;
}

bool LogReader::read_time(std::string_view text, Report& report) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) {
    if (!read_moment(text, report.earliest)) return false;
    report.latest = report.earliest;
    return true;
  }
  return read_moment(text.substr(0, dots), report.earliest) &&
         read_moment(text.substr(dots + 2), report.latest) && report.earliest <= report.latest &&
         report.latest - report.earliest <= Seconds{UINT32_MAX};
}

Value LogReader::value_of(std::string_view text) {
  Value number = 0;
  return read_digits(text, number) ? number : texts_.value_of(text);
}

/// Pieces in quotation marks may hold commas; two marks within stand for one.
bool LogReader::split_quoted(std::string_view line) {
  pieces_.assign(1, {});
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == ',') {
      pieces_.emplace_back();
    } else if (line[at] != '"' || !pieces_.back().empty()) {
      pieces_.back() += line[at];
    } else {
      for (++at;; ++at) {
        if (at >= line.size()) return false;
        if (line[at] != '"') {
          pieces_.back() += line[at];
        } else if (at + 1 < line.size() && line[at + 1] == '"') {
          pieces_.back() += line[at++];
        } else {
          break;
        }
      }
      if (at + 1 < line.size() && line[at + 1] != ',') return false;
    }
  }
  return true;
}

bool LogReader::refuse(std::uint32_t line, std::string reason) {
  ++refused_;
  if (refusals_.size() < kRefusalsMax) refusals_.push_back({line, std::move(reason)});
  return false;
}

}  // namespace truce::watch
