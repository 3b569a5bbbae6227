// SPDX-License-Identifier: Apache-2.0
// A lane for each key: what one family of rules remembers of one vehicle, one zone, one party.
#pragma once

#include <cassert>
#include <span>
#include <vector>

#include "watch/report.h"

namespace truce::watch {

inline constexpr std::uint32_t kNoLane = UINT32_MAX;

/// Finds lanes by key: open addressing with linear probing, at most half full. Lanes have numbers
/// that stay the same while they live; a freed number is used again.
template <class Lane>
class Lanes {
 public:
  explicit Lanes(std::size_t key_width) : width_(key_width), slots_(16) {}

  Lane& operator[](std::uint32_t at) { return lanes_[at]; }
  const Lane& operator[](std::uint32_t at) const { return lanes_[at]; }
  std::size_t size() const { return lanes_.size(); }
  bool is_live(std::uint32_t at) const { return live_[at]; }
  std::span<const Value> key_of(std::uint32_t at) const {
    return {keys_.data() + std::size_t{at} * width_, width_};
  }

  std::uint32_t find(std::span<const Value> key) const {
    const std::uint64_t hash = hash_of(key);
    for (std::size_t slot = hash & mask();; slot = (slot + 1) & mask()) {
      const Slot& here = slots_[slot];
      if (here.lane == kNoLane) return kNoLane;
      if (here.tag == static_cast<std::uint32_t>(hash >> 32U) && has_key(here.lane, key))
        return here.lane;
    }
  }

  std::uint32_t find_or_add(std::span<const Value> key) {
    const std::uint32_t found = find(key);
    return found == kNoLane ? add(key) : found;
  }

  void free(std::uint32_t lane) {
    assert(live_[lane]);
    std::size_t hole = slot_of(lane);
    // Whoever probed past the hole must still be found, so they move up.
    for (std::size_t next = (hole + 1) & mask(); slots_[next].lane != kNoLane;
         next = (next + 1) & mask()) {
      const std::size_t home = hash_of(key_of(slots_[next].lane)) & mask();
      if (((next - home) & mask()) < ((next - hole) & mask())) continue;
      slots_[hole] = slots_[next];
      hole = next;
    }
    slots_[hole] = Slot{};
    live_[lane] = false;
    free_.push_back(lane);
  }

  std::uint32_t add(std::span<const Value> key) {
    if ((lanes_.size() - free_.size() + 1) * 2 > slots_.size()) grow();
    std::uint32_t lane = kNoLane;
    if (free_.empty()) {
      lane = static_cast<std::uint32_t>(lanes_.size());
      lanes_.emplace_back();
      live_.push_back(true);
      keys_.insert(keys_.end(), key.begin(), key.end());
    } else {
      lane = free_.back();
      free_.pop_back();
      live_[lane] = true;
      std::copy(key.begin(), key.end(), keys_.begin() + std::ptrdiff_t(std::size_t{lane} * width_));
    }
    place(lane);
    return lane;
  }

 private:
  struct Slot {
    std::uint32_t lane = kNoLane;
    std::uint32_t tag = 0;
  };

  std::size_t mask() const { return slots_.size() - 1; }

  // The finaliser of MurmurHash3 (Appleby, public domain), value by value.
  static std::uint64_t hash_of(std::span<const Value> key) {
    std::uint64_t hash = 0x9E3779B97F4A7C15ULL;
    for (const Value value : key) {
      hash ^= static_cast<std::uint64_t>(value);
      hash = (hash ^ (hash >> 33U)) * 0xFF51AFD7ED558CCDULL;
      hash = (hash ^ (hash >> 33U)) * 0xC4CEB9FE1A85EC53ULL;
      hash ^= hash >> 33U;
    }
    return hash;
  }

  bool has_key(std::uint32_t lane, std::span<const Value> key) const {
    return std::equal(key.begin(), key.end(),
                      keys_.begin() + std::ptrdiff_t(std::size_t{lane} * width_));
  }

  std::size_t slot_of(std::uint32_t lane) const {
    std::size_t slot = hash_of(key_of(lane)) & mask();
    while (slots_[slot].lane != lane) slot = (slot + 1) & mask();
    return slot;
  }

  void place(std::uint32_t lane) {
    const std::uint64_t hash = hash_of(key_of(lane));
    std::size_t slot = hash & mask();
    while (slots_[slot].lane != kNoLane) slot = (slot + 1) & mask();
    slots_[slot] = {lane, static_cast<std::uint32_t>(hash >> 32U)};
  }

  void grow() {
    slots_.assign(slots_.size() * 2, Slot{});
    for (std::uint32_t lane = 0; lane < lanes_.size(); ++lane)
      if (live_[lane]) place(lane);
  }

  std::size_t width_;
  std::vector<Slot> slots_;
  std::vector<Lane> lanes_;
  std::vector<bool> live_;
  std::vector<Value> keys_;
  std::vector<std::uint32_t> free_;
};

}  // namespace truce::watch
