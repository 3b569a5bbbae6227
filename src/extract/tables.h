// SPDX-License-Identifier: Apache-2.0
// The tables of data/ that the build puts into the program, so that it needs no data path at run
// time.
#pragma once

#include <string_view>

namespace truce::extract {

std::string_view countries_table();   // data/actors/countries.tsv
std::string_view bodies_table();      // data/actors/bodies.tsv
std::string_view actors_table();      // data/actors/actors.tsv
std::string_view not_places_table();  // data/gazetteer/not-places.txt
std::string_view gazetteer_block();   // data/gazetteer/*.tsv, compiled

/// Calls `visit` with every line of a table but its heading and empty ones.
template <class Visit>
void each_row(std::string_view table, Visit visit) {
  bool heading = true;
  while (!table.empty()) {
    const std::size_t end = table.find('\n');
    std::string_view line = table.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!heading && !line.empty()) visit(line);
    heading = false;
    if (end == std::string_view::npos) return;
    table.remove_prefix(end + 1);
  }
}

/// The cell of `row` in column `number`, from 0; empty where there is none.
inline std::string_view cell(std::string_view row, std::size_t number, char mark = '\t') {
  for (; number > 0; --number) {
    const std::size_t end = row.find(mark);
    if (end == std::string_view::npos) return {};
    row.remove_prefix(end + 1);
  }
  return row.substr(0, row.find(mark));
}

/// Calls `visit` with every part of `list` between bars; none for an empty list.
template <class Visit>
void each_part(std::string_view list, Visit visit) {
  while (!list.empty()) {
    const std::size_t end = list.find('|');
    if (end != 0) visit(list.substr(0, end));
    if (end == std::string_view::npos) return;
    list.remove_prefix(end + 1);
  }
}

}  // namespace truce::extract
