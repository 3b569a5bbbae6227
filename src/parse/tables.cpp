// SPDX-License-Identifier: Apache-2.0
#include "parse/tables.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <cstring>

namespace truce::parse {
namespace {

/// A weight of 1 before averaging is so much in the tables.
constexpr std::int32_t kStep = 8;

std::int8_t small(std::int64_t weight) {
  const std::int64_t scaled = weight * kStep;
  const std::int64_t rounded =
      (scaled + (scaled < 0 ? -kAverageUnit / 2 : kAverageUnit / 2)) / kAverageUnit;
  return static_cast<std::int8_t>(std::clamp<std::int64_t>(rounded, -127, 127));
}

/// How much a feature can say: what decides whether it is kept.
std::int64_t weight_of(const AveragedFeature& feature) {
  std::int64_t low = 0;
  std::int64_t high = 0;
  for (const AveragedWeight& weight : feature.weights) {
    low = std::min<std::int64_t>(low, weight.weight);
    high = std::max<std::int64_t>(high, weight.weight);
  }
  return high - low;
}

/// Leaves the `most` weightiest, weightiest first; of equals the older.
void keep_weightiest(std::vector<AveragedFeature>& features, std::size_t most) {
  std::stable_sort(features.begin(), features.end(), [](const auto& left, const auto& right) {
    return weight_of(left) > weight_of(right);
  });
  if (features.size() > most) features.resize(most);
}

}  // namespace

std::array<std::int32_t, 2> ArcTable::score(std::span<const Feature> features) const {
  const auto count = static_cast<std::uint32_t>(buckets_.size());
  if (count == 0) return {};
  for (const Feature feature : features)
    __builtin_prefetch(&buckets_[slot_of(feature, count).bucket]);
  // A slot that does not match is masked to nothing, so that no branch depends on the features.
  using Shorts = std::int16_t __attribute__((vector_size(16)));
  Shorts first[2] = {};
  Shorts second[2] = {};
  for (const Feature feature : features) {
    const Slot slot = slot_of(feature, count);
    const Bucket& bucket = buckets_[slot.bucket];
    const auto mark = static_cast<std::int16_t>(slot.mark);
    const Shorts wanted = {mark, mark, mark, mark, mark, mark, mark, mark};
    for (std::size_t half = 0; half < 2; ++half) {
      Shorts marks;
      Shorts weights;
      std::memcpy(&marks, bucket.marks.data() + half * 8, sizeof marks);
      std::memcpy(&weights, bucket.weights.data() + half * 8, sizeof weights);
      const Shorts found = weights & (marks == wanted);
      first[half] += (found << 8) >> 8;
      second[half] += found >> 8;
    }
  }
  std::array<std::int32_t, 2> scores{};
  for (std::size_t half = 0; half < 2; ++half)
    for (std::size_t lane = 0; lane < 8; ++lane) {
      scores[0] += first[half][lane];
      scores[1] += second[half][lane];
    }
  return scores;
}

std::vector<ArcTable::Bucket> ArcTable::packed(std::vector<AveragedFeature> features,
                                               std::size_t bytes_max) {
  const auto pair_of = [](const AveragedFeature& feature) {
    std::array<std::int64_t, 3> by_class{};
    for (const AveragedWeight& weight : feature.weights)
      by_class[weight.class_number] = weight.weight;
    const auto low = static_cast<std::uint8_t>(small(by_class[1] - by_class[0]));
    const auto high = static_cast<std::uint8_t>(small(by_class[2] - by_class[0]));
    return static_cast<std::uint16_t>(low | high << 8U);
  };
  std::erase_if(features, [&](const AveragedFeature& feature) { return pair_of(feature) == 0; });
  // Buckets fill unevenly: a little room is left, and what still finds none is the least of it.
  const std::size_t buckets_max = bytes_max / sizeof(Bucket);
  keep_weightiest(features, buckets_max * kSlots);
  const std::size_t wanted = features.size() * 10 / (kSlots * 9) + 1;
  std::vector<Bucket> buckets(std::min(wanted, buckets_max));
  for (Bucket& bucket : buckets) bucket = {};
  for (const AveragedFeature& feature : features) {
    const Slot slot = slot_of(feature.feature, static_cast<std::uint32_t>(buckets.size()));
    Bucket& bucket = buckets[slot.bucket];
    for (std::size_t i = 0; i < kSlots; ++i) {
      if (bucket.marks[i] == slot.mark) break;
      if (bucket.marks[i] != 0) continue;
      bucket.marks[i] = slot.mark;
      bucket.weights[i] = pair_of(feature);
      break;
    }
  }
  return buckets;
}

void ChoiceTable::score(std::span<const Feature> features, std::span<std::int32_t> scores) const {
  const auto count = static_cast<std::uint32_t>(buckets_.size());
  if (count == 0) return;
  for (const Feature feature : features)
    __builtin_prefetch(&buckets_[slot_of(feature, count).bucket]);
  std::array<std::uint32_t, 64> rows;
  std::size_t found = 0;
  for (const Feature feature : features) {
    const Slot slot = slot_of(feature, count);
    const Bucket& bucket = buckets_[slot.bucket];
#ifdef __SSE2__
    static_assert(kSlots == 10);
    const __m128i wanted = _mm_set1_epi16(static_cast<std::int16_t>(slot.mark));
    const auto matches = [&](std::size_t from) {
      const auto* marks = reinterpret_cast<const __m128i_u*>(bucket.marks.data() + from);
      return static_cast<std::uint32_t>(
          _mm_movemask_epi8(_mm_cmpeq_epi16(_mm_loadu_si128(marks), wanted)));
    };
    const std::uint32_t match = matches(0) | matches(2) << 4U;
    if (match == 0) continue;
    const auto at = static_cast<std::size_t>(std::countr_zero(match)) / 2;
#else
    const auto at = static_cast<std::size_t>(
        std::find(bucket.marks.begin(), bucket.marks.end(), slot.mark) - bucket.marks.begin());
    if (at == kSlots) continue;
#endif
    rows[found++] = bucket.rows[at];
    __builtin_prefetch(&cells_[bucket.rows[at] >> 8U]);
  }
  for (std::size_t i = 0; i < found; ++i) {
    const Cell* cell = &cells_[rows[i] >> 8U];
    for (const Cell* end = cell + (rows[i] & 0xFFU); cell != end; ++cell)
      scores[cell->class_number] += cell->weight;
  }
}

bool ChoiceTable::is_sound(std::size_t classes) const {
  for (const Bucket& bucket : buckets_)
    for (std::size_t i = 0; i < kSlots; ++i)
      if (bucket.marks[i] != 0 && (bucket.rows[i] >> 8U) + (bucket.rows[i] & 0xFFU) > cells_.size())
        return false;
  return std::all_of(cells_.begin(), cells_.end(),
                     [&](const Cell& cell) { return cell.class_number < classes; });
}

ChoiceTable::Packed ChoiceTable::packed(std::vector<AveragedFeature> features,
                                        std::size_t bytes_max) {
  // The least weights fill the room of others that say more.
  for (AveragedFeature& feature : features)
    std::erase_if(feature.weights,
                  [](const AveragedWeight& weight) { return std::abs(small(weight.weight)) <= 1; });
  std::erase_if(features, [](const AveragedFeature& feature) { return feature.weights.empty(); });
  keep_weightiest(features, features.size());
  std::size_t bytes = 0;
  std::size_t kept = 0;
  for (; kept < features.size(); ++kept) {
    bytes += 7 + features[kept].weights.size() * sizeof(Cell);
    if (bytes > bytes_max) break;
  }
  features.resize(kept);

  Packed packed;
  packed.buckets.resize(features.size() * 10 / (kSlots * 9) + 1);
  for (Bucket& bucket : packed.buckets) bucket = {};
  for (const AveragedFeature& feature : features) {
    const Slot slot = slot_of(feature.feature, static_cast<std::uint32_t>(packed.buckets.size()));
    Bucket& bucket = packed.buckets[slot.bucket];
    const auto room =
        std::find_if(bucket.marks.begin(), bucket.marks.end(),
                     [&](std::uint16_t mark) { return mark == 0 || mark == slot.mark; });
    if (room == bucket.marks.end() || *room == slot.mark) continue;
    *room = slot.mark;
    const std::size_t count = std::min<std::size_t>(feature.weights.size(), 255);
    bucket.rows[static_cast<std::size_t>(room - bucket.marks.begin())] =
        static_cast<std::uint32_t>(packed.cells.size() << 8U | count);
    for (std::size_t i = 0; i < count; ++i)
      packed.cells.push_back({feature.weights[i].class_number, small(feature.weights[i].weight)});
  }
  if (packed.cells.empty()) packed.cells.push_back({0, 0});
  return packed;
}

}  // namespace truce::parse
