// SPDX-License-Identifier: Apache-2.0
#include "intake/mapping.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/time.h"
#include "base/zone.h"
#include "intake/decode.h"
#include "intake/lines.h"

namespace truce::intake {
namespace {

constexpr std::string_view kColumnHelp =
    "as in: Column killed_new: killed, each day, of people, labelled \"newly killed\", part of "
    "killed";
constexpr std::string_view kKnownHelp = "as in: Known: report_date at 16:00 the next day";

/// One mapping file while it is read. Every function is one key or one part of a column's line.
class Reader {
 public:
  Result<Mapping> read(std::string_view text) {
    for (const KeyLine& line : TRY(key_lines(text))) {
      line_ = line.number;
      if (line.key.starts_with("Column ")) {
        TRY(column(trimmed(std::string_view(line.key).substr(7)), line.value));
      } else {
        TRY(key(line));
      }
    }
    TRY(complete());
    return std::move(mapping_);
  }

  std::size_t line() const { return line_; }

 private:
  /// The keys with their values; a line that begins with a blank continues the one above, # is a
  /// remark.
  Result<std::vector<KeyLine>> key_lines(std::string_view text) {
    std::vector<KeyLine> keys;
    for (const Line& line : lines_of(text)) {
      line_ = line.number;
      const std::string_view words = trimmed(line.text);
      if (words.empty() || words.starts_with('#')) continue;
      if ((line.text.front() == ' ' || line.text.front() == '\t') && !keys.empty()) {
        keys.back().value += fmt::format(" {}", words);
        continue;
      }
      const auto parts = key_and_value(line.text);
      if (!parts) return invalid("this line is no 'Key: value'", "the keys are in docs/series.md");
      keys.push_back({line.number, std::string(parts->first), std::string(parts->second)});
    }
    return keys;
  }

  Result<void> key(const KeyLine& line) {
    Series& series = mapping_.series;
    const std::array<std::pair<std::string_view, std::string*>, 12> texts = {
        {{"Series", &series.name},
         {"Title", &series.title},
         {"Counter", &series.counter},
         {"Publisher", &series.publisher},
         {"URL", &series.url},
         {"Licence", &series.licence},
         {"Place", &series.place},
         {"Counting rule", &series.counting_rule},
         {"File", &mapping_.file},
         {"Date column", &mapping_.date_column},
         {"Zone", &mapping_.zone},
         {"Language", &mapping_.language}}};
    if (std::find(seen_.begin(), seen_.end(), line.key) != seen_.end())
      return invalid(fmt::format("'{}' is given twice", line.key), "keep one of the two lines");
    seen_.push_back(line.key);
    if (line.value.empty())
      return invalid(fmt::format("'{}' has no value", line.key), "give one, or remove the line");
    if (line.key == "Known") return known(line.value);
    if (line.key == "Since") {
      series.since = to_text(TRY(parse_day(line.value)));
      return {};
    }
    for (const auto& [name, field] : texts) {
      if (name != line.key) continue;
      *field = line.value;
      return {};
    }
    return invalid(fmt::format("unknown key '{}'", line.key),
                   "the keys are Series, Title, Counter, Publisher, URL, Licence, File, Language, "
                   "Date column, Zone, Known, Since, Place, Counting rule and Column NAME");
  }

  /// "report_date at 16:00", "report_date at 09:00 the next day"
  Result<void> known(std::string_view value) {
    const auto wrong = [] {
      return invalid("it is not said when a row counts as known", std::string(kKnownHelp));
    };
    constexpr std::string_view next_day = " the next day";
    if (value.ends_with(next_day)) {
      mapping_.known_at += std::chrono::days{1};
      value.remove_suffix(next_day.size());
    }
    const std::size_t at = value.rfind(" at ");
    if (at == std::string_view::npos) return wrong();
    mapping_.known_column = trimmed(value.substr(0, at));
    const std::string clock = fmt::format("2000-01-01T{}Z", trimmed(value.substr(at + 4)));
    const auto instant = parse_instant(clock);
    if (!instant || mapping_.known_column.empty()) return wrong();
    mapping_.known_at += *instant - Instant{day_of(*instant)};
    return {};
  }

  Result<void> column(std::string_view name, std::string_view value) {
    SeriesColumn column;
    column.name = name;
    for (const SeriesColumn& other : mapping_.series.columns)
      if (other.name == name)
        return invalid(fmt::format("column '{}' is given twice", name),
                       "keep one of the two lines");
    const auto parts = pieces(value, ',');
    const auto measure = from_text<Measure>(parts.front());
    if (!measure)
      return invalid(fmt::format("'{}' is nothing that truce counts", parts.front()),
                     std::string(kColumnHelp));
    column.measure = *measure;
    std::optional<Day> since;
    bool timed = false;
    for (std::size_t at = 1; at < parts.size(); ++at) TRY(part(column, since, timed, parts[at]));
    if (!timed)
      return invalid(fmt::format("column '{}' does not say over what time it counts", name),
                     "write 'each day' or 'running total' after the measure");
    if (column.label.empty()) column.label = fmt::format("{} ({})", parts.front(), name);
    mapping_.series.columns.push_back(std::move(column));
    mapping_.since.push_back(since);
    return {};
  }

  Result<void> part(SeriesColumn& column, std::optional<Day>& since, bool& timed,
                    std::string_view words) {
    const auto rest = [&](std::string_view lead) -> std::optional<std::string_view> {
      if (!words.starts_with(lead)) return std::nullopt;
      return trimmed(words.substr(lead.size()));
    };
    if (words == "each day" || words == "running total") {
      timed = true;
      column.cumulative = words == "running total";
    } else if (const auto day = rest("running total since ")) {
      timed = true;
      column.cumulative = true;
      since = TRY(parse_day(*day));
    } else if (const auto whole = rest("part of ")) {
      column.part_of = *whole;
    } else if (const auto whom = rest("of ")) {
      column.of = *whom;
    } else if (const auto whose = rest("by ")) {
      column.by = *whose;
    } else if (auto label = rest("labelled ")) {
      if (label->size() < 3 || label->front() != '"' || label->back() != '"')
        return invalid("a label stands in double quotes", std::string(kColumnHelp));
      column.label = label->substr(1, label->size() - 2);
    } else {
      return invalid(fmt::format("'{}' is no part of a column's description", words),
                     std::string(kColumnHelp));
    }
    return {};
  }

  Result<void> complete() {
    line_ = 0;
    const Mapping& mapping = mapping_;
    const Series& series = mapping.series;
    for (const auto& [name, value] :
         {std::pair{"Series", &series.name}, std::pair{"Counter", &series.counter},
          std::pair{"Publisher", &series.publisher}, std::pair{"File", &mapping.file},
          std::pair{"Date column", &mapping.date_column},
          std::pair{"Counting rule", &series.counting_rule}})
      if (value->empty())
        return invalid(fmt::format("the line '{}:' is missing", name), "add it to the mapping");
    if (mapping_.known_column.empty())
      return invalid("the line 'Known:' is missing", std::string(kKnownHelp));
    if (!is_zone(mapping_.zone))
      return invalid(fmt::format("'{}' is no time zone", mapping_.zone), "as in: Zone: Asia/Gaza");
    if (series.columns.empty()) return invalid("no column is described", std::string(kColumnHelp));
    for (std::size_t at = 0; at < series.columns.size(); ++at) TRY(complete(at));
    if (mapping_.series.title.empty()) mapping_.series.title = series.name;
    return {};
  }

  Result<void> complete(std::size_t at) {
    const SeriesColumn& column = mapping_.series.columns[at];
    const auto same_name = [&](const SeriesColumn& other) { return other.name == column.part_of; };
    const auto& columns = mapping_.series.columns;
    if (!column.part_of.empty() &&
        (column.part_of == column.name || std::none_of(columns.begin(), columns.end(), same_name)))
      return invalid(fmt::format("column '{}' is part of '{}', which is not described", column.name,
                                 column.part_of),
                     "describe the whole in a Column line of its own");
    if (!column.cumulative || mapping_.since[at]) return {};
    if (mapping_.series.since.empty())
      return invalid(fmt::format("column '{}' is a running total, but since when?", column.name),
                     "add 'Since: 2025-10-10', or write 'running total since 2025-10-10'");
    mapping_.since[at] = TRY(parse_day(mapping_.series.since));
    return {};
  }

  Mapping mapping_;
  std::vector<std::string> seen_;
  std::size_t line_ = 0;
};

}  // namespace

Result<Mapping> mapping_of(std::string_view file, std::string_view text) {
  auto decoded = utf8_of(text);
  Reader reader;
  auto mapping = decoded ? reader.read(*decoded) : Result<Mapping>(decoded.error());
  if (mapping) return mapping;
  Error error = mapping.error();
  error.message = reader.line() == 0 ? fmt::format("{}: {}", file, error.message)
                                     : fmt::format("{}:{}: {}", file, reader.line(), error.message);
  return error;
}

}  // namespace truce::intake
