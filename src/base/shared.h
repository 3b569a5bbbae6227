// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <utility>

namespace truce {

/// A value that never changes and that several owners hold at once: a copy costs a pointer. Reads
/// as the value itself. Never empty; what it was moved from is only to be destroyed or assigned to.
template <class T>
class Shared {
 public:
  Shared(T value)  // NOLINT(google-explicit-constructor): it stands for its value
      : value_(std::make_shared<const T>(std::move(value))) {}

  operator const T&() const { return *value_; }  // NOLINT(google-explicit-constructor)
  const T& operator*() const { return *value_; }
  const T* operator->() const { return value_.get(); }

  /// Whether both are one object, so that nothing need be compared.
  bool is(const Shared& other) const { return value_ == other.value_; }

 private:
  std::shared_ptr<const T> value_;
};

}  // namespace truce
