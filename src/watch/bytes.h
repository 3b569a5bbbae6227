// SPDX-License-Identifier: Apache-2.0
// Plain values to bytes and back, for checkpoints of one machine. Reading past the end fails; it
// never reads or allocates what is not there.
#pragma once

#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/result.h"

namespace truce::watch {

class Writer {
 public:
  template <class T>
  void put(const T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  template <class T>
  void put_all(std::span<const T> values) {
    static_assert(std::is_trivially_copyable_v<T>);
    put(static_cast<std::uint64_t>(values.size()));
    bytes_.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
  }
  void put_text(std::string_view text) { put_all(std::span<const char>(text)); }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  bool ended() const { return bytes_.empty(); }

  template <class T>
  Result<T> get() {
    T value{};
    if (bytes_.size() < sizeof value) return too_short();
    std::memcpy(&value, bytes_.data(), sizeof value);
    bytes_.remove_prefix(sizeof value);
    return value;
  }
  template <class T>
  Result<std::vector<T>> get_all() {
    const auto count = TRY(get<std::uint64_t>());
    if (count > bytes_.size() / sizeof(T)) return too_short();
    std::vector<T> values(count);
    if (count > 0) std::memcpy(values.data(), bytes_.data(), count * sizeof(T));
    bytes_.remove_prefix(count * sizeof(T));
    return values;
  }
  Result<std::string> get_text() {
    const auto letters = TRY(get_all<char>());
    return std::string(letters.begin(), letters.end());
  }

 private:
  static Error too_short() {
    return invalid("the checkpoint ends too early", "start again from the log");
  }

  std::string_view bytes_;
};

}  // namespace truce::watch
