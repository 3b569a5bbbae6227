// SPDX-License-Identifier: Apache-2.0
#include "extract/gazetteer_block.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <utility>

#include "extract/place_names.h"
#include "extract/tables.h"

namespace truce::extract {
namespace {

constexpr std::uint32_t kMark = 0x7A615401;  // changes with the layout
constexpr std::size_t kHeader = 4;           // numbers before the offsets
constexpr std::size_t kColumns = 9;

constexpr std::array<std::string_view, 7> kSorts = {"country",  "admin1",   "admin2", "town",
                                                    "locality", "vicinity", "exact"};

struct Rows {
  std::vector<std::string_view> lines;
  std::vector<std::pair<std::string, std::uint32_t>> keys;  // key → row
};

std::optional<double> degrees(std::string_view text) {
  double value = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || end.ec != std::errc() || end.ptr != text.data() + text.size())
    return std::nullopt;
  return value;
}

Result<void> check_row(std::string_view line, std::size_t number) {
  const auto columns = static_cast<std::size_t>(std::count(line.begin(), line.end(), '\t')) + 1;
  if (columns != kColumns)
    return invalid(
        fmt::format("line {} of the gazetteer has {} columns, not {}", number, columns, kColumns),
        "the columns are id, iso, class, name, lat, lon, population, within, names");
  const std::string_view sort = cell(line, 2);
  if (std::find(kSorts.begin(), kSorts.end(), sort) == kSorts.end())
    return invalid(fmt::format("line {} of the gazetteer has the unknown class '{}'", number, sort),
                   "a class is country, admin1, admin2, town, locality, vicinity or exact");
  if (cell(line, 0).empty() || cell(line, 3).empty())
    return invalid(fmt::format("line {} of the gazetteer has no id or no name", number));
  const std::string_view latitude = cell(line, 4), longitude = cell(line, 5);
  if ((!latitude.empty() && !degrees(latitude)) || (!longitude.empty() && !degrees(longitude)))
    return invalid(fmt::format("line {} of the gazetteer has no number of degrees in '{}', '{}'",
                               number, latitude, longitude));
  return {};
}

void add_keys(Rows& rows, std::string_view line) {
  const auto number = static_cast<std::uint32_t>(rows.lines.size());
  rows.lines.push_back(line);
  const auto add = [&](std::string_view name) {
    std::string key = place_key(name);
    if (key.size() >= 2) rows.keys.emplace_back(std::move(key), number);
  };
  add(cell(line, 3));
  each_part(cell(line, 8), add);
}

void put(std::string& out, std::size_t number) {
  const auto value = static_cast<std::uint32_t>(number);
  std::array<char, 4> bytes{};
  std::memcpy(bytes.data(), &value, bytes.size());
  out.append(bytes.data(), bytes.size());
}

std::string block_of(Rows rows) {
  auto& keys = rows.keys;
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  std::string key_text, row_text, row_begins, key_begins, list_begins, postings;
  for (const std::string_view line : rows.lines) {
    put(row_begins, row_text.size());
    row_text.append(line);
  }
  put(row_begins, row_text.size());
  std::size_t count = 0;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (i == 0 || keys[i].first != keys[i - 1].first) {
      put(key_begins, key_text.size());
      put(list_begins, i);
      key_text += keys[i].first;
      ++count;
    }
    put(postings, keys[i].second);
  }
  put(key_begins, key_text.size());
  put(list_begins, keys.size());
  std::string out;
  put(out, kMark);
  put(out, rows.lines.size());
  put(out, count);
  put(out, keys.size());
  return out + row_begins + key_begins + list_begins + postings + key_text + row_text;
}

}  // namespace

Result<std::string> compiled_gazetteer(std::string_view table) {
  Rows rows;
  std::size_t number = 0;
  while (!table.empty()) {
    const std::size_t end = std::min(table.find('\n'), table.size());
    std::string_view line = table.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++number;
    table.remove_prefix(std::min(end + 1, table.size()));
    if (line.empty() || line.starts_with("id\t")) continue;
    TRY(check_row(line, number));
    add_keys(rows, line);
  }
  return block_of(std::move(rows));
}

std::optional<GazetteerBlock> GazetteerBlock::in(std::string_view bytes) {
  GazetteerBlock block;
  block.bytes_ = bytes;
  if (bytes.size() < kHeader * 4 || block.number_at(0) != kMark) return std::nullopt;
  block.rows_ = block.number_at(1);
  block.keys_ = block.number_at(2);
  block.postings_ = block.number_at(3);
  return block;
}

std::uint32_t GazetteerBlock::number_at(std::size_t index) const {
  std::uint32_t value = 0;
  std::memcpy(&value, bytes_.data() + index * 4, 4);
  return value;
}

std::string_view GazetteerBlock::key_at(std::size_t index) const {
  const std::size_t begins = kHeader + rows_ + 1;
  const std::size_t text = (begins + 2 * (keys_ + 1) + postings_) * 4;
  const std::size_t from = number_at(begins + index), to = number_at(begins + index + 1);
  return bytes_.substr(text + from, to - from);
}

GazetteerRow GazetteerBlock::row(std::uint32_t number) const {
  const std::size_t begins = kHeader + rows_ + 1;
  const std::size_t key_text = (begins + 2 * (keys_ + 1) + postings_) * 4;
  const std::size_t text = key_text + number_at(begins + keys_);
  const std::size_t from = number_at(kHeader + number), to = number_at(kHeader + number + 1);
  const std::string_view line = bytes_.substr(text + from, to - from);
  GazetteerRow row;
  row.id = cell(line, 0);
  row.iso = cell(line, 1);
  row.sort = cell(line, 2);
  row.name = cell(line, 3);
  row.latitude = degrees(cell(line, 4));
  row.longitude = degrees(cell(line, 5));
  const std::string_view population = cell(line, 6);
  std::from_chars(population.data(), population.data() + population.size(), row.population);
  row.within = cell(line, 7);
  row.names = cell(line, 8);
  return row;
}

std::vector<std::uint32_t> GazetteerBlock::rows_named(std::string_view key) const {
  std::size_t low = 0, high = keys_;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (key_at(middle) < key)
      low = middle + 1;
    else
      high = middle;
  }
  std::vector<std::uint32_t> rows;
  if (low == keys_ || key_at(low) != key) return rows;
  const std::size_t lists = kHeader + rows_ + 1 + keys_ + 1;
  const std::size_t postings = lists + keys_ + 1;
  for (std::size_t i = number_at(lists + low); i < number_at(lists + low + 1); ++i)
    rows.push_back(number_at(postings + i));
  return rows;
}

}  // namespace truce::extract
