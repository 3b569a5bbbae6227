// SPDX-License-Identifier: Apache-2.0
#include "score/pairing.h"

#include <algorithm>
#include <limits>

namespace truce::score {
namespace {

/// The assignment of least cost over a square table (Kuhn 1955, in the form with potentials).
/// Rows and columns count from 1, as the form has it.
std::vector<std::size_t> assignment(const std::vector<std::vector<double>>& cost) {
  const std::size_t size = cost.size();
  const double far = std::numeric_limits<double>::infinity();
  std::vector<double> of_row(size + 1), of_column(size + 1);
  std::vector<std::size_t> row_of(size + 1), way(size + 1);
  for (std::size_t row = 1; row <= size; ++row) {
    row_of[0] = row;
    std::size_t column = 0;
    std::vector<double> least(size + 1, far);
    std::vector<bool> seen(size + 1, false);
    do {
      seen[column] = true;
      double step = far;
      std::size_t next = 0;
      for (std::size_t at = 1; at <= size; ++at) {
        if (seen[at]) continue;
        const std::size_t from = row_of[column];
        const double now = cost[from - 1][at - 1] - of_row[from] - of_column[at];
        if (now < least[at]) least[at] = now, way[at] = column;
        if (least[at] < step) step = least[at], next = at;
      }
      for (std::size_t at = 0; at <= size; ++at) {
        if (seen[at])
          of_row[row_of[at]] += step, of_column[at] -= step;
        else
          least[at] -= step;
      }
      column = next;
    } while (row_of[column] != 0);
    for (; column != 0; column = way[column]) row_of[column] = row_of[way[column]];
  }
  std::vector<std::size_t> column_of(size);
  for (std::size_t at = 1; at <= size; ++at) column_of[row_of[at] - 1] = at - 1;
  return column_of;
}

}  // namespace

std::vector<std::optional<std::size_t>> paired(
    std::size_t reads, std::size_t labels,
    const std::function<double(std::size_t read, std::size_t label)>& weight) {
  std::vector<std::optional<std::size_t>> pairs(reads);
  if (reads == 0 || labels == 0) return pairs;
  const std::size_t size = std::max(reads, labels);
  std::vector<std::vector<double>> cost(size, std::vector<double>(size, 0));
  for (std::size_t read = 0; read < reads; ++read)
    for (std::size_t label = 0; label < labels; ++label)
      cost[read][label] = -std::max(0.0, weight(read, label));
  const auto column_of = assignment(cost);
  for (std::size_t read = 0; read < reads; ++read)
    if (column_of[read] < labels && cost[read][column_of[read]] < 0) pairs[read] = column_of[read];
  return pairs;
}

}  // namespace truce::score
