// SPDX-License-Identifier: Apache-2.0
#include "parse/perceptron.h"

#include <algorithm>
#include <utility>

namespace truce::parse {

Perceptron::Perceptron() : rows_(1U << 16U) {}

const Perceptron::Row* Perceptron::row_of(Feature feature) const {
  const std::size_t mask = rows_.size() - 1;
  for (std::size_t at = feature & mask;; at = (at + 1) & mask) {
    if (rows_[at].feature == feature) return &rows_[at];
    if (rows_[at].feature == 0) return nullptr;
  }
}

void Perceptron::score(std::span<const Feature> features, std::span<std::int32_t> scores) const {
  const std::size_t mask = rows_.size() - 1;
  for (const Feature feature : features) __builtin_prefetch(&rows_[feature & mask]);
  for (const Feature feature : features) {
    const Row* row = row_of(feature);
    if (row == nullptr) continue;
    for (std::uint32_t i = 0; i < row->count; ++i) {
      const Cell& cell = cells_[row->first + i];
      scores[cell.class_number] += cell.weight;
    }
  }
}

void Perceptron::grow() {
  std::vector<Row> old(rows_.size() * 2);
  std::swap(old, rows_);
  const std::size_t mask = rows_.size() - 1;
  for (const Row& row : old) {
    if (row.feature == 0) continue;
    std::size_t at = row.feature & mask;
    while (rows_[at].feature != 0) at = (at + 1) & mask;
    rows_[at] = row;
  }
}

Perceptron::Row& Perceptron::made_row(Feature feature) {
  if (used_ * 2 >= rows_.size()) grow();
  const std::size_t mask = rows_.size() - 1;
  std::size_t at = feature & mask;
  while (rows_[at].feature != 0 && rows_[at].feature != feature) at = (at + 1) & mask;
  Row& row = rows_[at];
  if (row.feature == 0) {
    row.feature = feature;
    row.born = static_cast<std::uint32_t>(used_++);
  }
  return row;
}

Perceptron::Cell& Perceptron::made_cell(Row& row, std::uint8_t class_number) {
  for (std::uint32_t i = 0; i < row.count; ++i)
    if (cells_[row.first + i].class_number == class_number) return cells_[row.first + i];
  if (row.count == row.room) {
    // The old cells are left behind; together they are never more than the new ones.
    const auto first = static_cast<std::uint32_t>(cells_.size());
    row.room = static_cast<std::uint16_t>(row.room == 0 ? 2 : row.room * 2);
    cells_.resize(cells_.size() + row.room);
    std::copy_n(cells_.begin() + row.first, row.count, cells_.begin() + first);
    row.first = first;
  }
  Cell& cell = cells_[row.first + row.count++];
  cell = {0, 0, now_, class_number};
  return cell;
}

void Perceptron::update(std::span<const Feature> features, std::uint8_t class_number,
                        std::int32_t step) {
  for (const Feature feature : features) {
    Row& row = made_row(feature);
    Cell& cell = made_cell(row, class_number);
    cell.total += static_cast<std::int64_t>(cell.weight) * (now_ - cell.since);
    cell.since = now_;
    cell.weight += step;
  }
}

std::vector<AveragedFeature> Perceptron::averaged() const {
  std::vector<AveragedFeature> features(used_);
  for (const Row& row : rows_) {
    if (row.feature == 0) continue;
    AveragedFeature& feature = features[row.born];
    feature.feature = row.feature;
    for (std::uint32_t i = 0; i < row.count; ++i) {
      const Cell& cell = cells_[row.first + i];
      const std::int64_t total =
          cell.total + static_cast<std::int64_t>(cell.weight) * (now_ - cell.since);
      const auto weight = static_cast<std::int32_t>(total * kAverageUnit / now_);
      if (weight != 0) feature.weights.push_back({cell.class_number, weight});
    }
  }
  return features;
}

}  // namespace truce::parse
