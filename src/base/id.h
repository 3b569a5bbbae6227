// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace truce {

/// Names one record of type T, so an incident's id is never taken for a statement's.
/// The value is the record's place in the store's log, counted from 1; 0 means "not stored yet".
template <class T>
struct Id {
  std::uint64_t value = 0;
  friend auto operator<=>(Id, Id) = default;
};

}  // namespace truce

template <class T>
struct std::hash<truce::Id<T>> {
  std::size_t operator()(truce::Id<T> id) const noexcept {
    return std::hash<std::uint64_t>{}(id.value);
  }
};
