// SPDX-License-Identifier: Apache-2.0
// The events of one role under one key, in the order of their earliest times.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "watch/report.h"

namespace truce::watch {

/// An event as a family remembers it.
struct Mark {
  Seconds earliest = 0;
  std::uint32_t width = 0;  // latest - earliest
  std::uint32_t report = 0;
  std::int64_t amount = 1;

  Seconds latest() const { return earliest + width; }
};

/// Appending at the end and forgetting from the front cost next to nothing; putting in and taking
/// out elsewhere cost a move of what comes after. Equal times stand in the order of arrival.
class Track {
 public:
  bool empty() const { return begin_ == marks_.size(); }
  std::size_t size() const { return marks_.size() - begin_; }
  const Mark& operator[](std::size_t at) const { return marks_[begin_ + at]; }
  const Mark& front() const { return marks_[begin_]; }
  const Mark& back() const { return marks_.back(); }
  /// How many were forgotten; the place of front() if none had been.
  std::uint32_t forgotten() const { return forgotten_; }

  void append(const Mark& mark) { marks_.push_back(mark); }

  void forget_front() {
    ++begin_;
    ++forgotten_;
    if (begin_ == marks_.size()) {
      marks_.clear();
      begin_ = 0;
    } else if (begin_ > 64 && begin_ * 2 > marks_.size()) {
      marks_.erase(marks_.begin(), marks_.begin() + static_cast<std::ptrdiff_t>(begin_));
      begin_ = 0;
    }
  }

  /// The first mark whose earliest time is `at` or later.
  std::size_t first_from(Seconds at) const {
    const auto found =
        std::lower_bound(marks_.begin() + static_cast<std::ptrdiff_t>(begin_), marks_.end(), at,
                         [](const Mark& mark, Seconds time) { return mark.earliest < time; });
    return static_cast<std::size_t>(found - marks_.begin()) - begin_;
  }
  /// The first mark whose earliest time is after `at`.
  std::size_t first_after(Seconds at) const { return first_from(at + 1); }

  void insert(const Mark& mark) {
    const auto at = static_cast<std::ptrdiff_t>(begin_ + first_after(mark.earliest));
    marks_.insert(marks_.begin() + at, mark);
  }
  /// False when there is no such mark.
  bool erase(Seconds earliest, std::uint32_t report) {
    for (std::size_t at = first_from(earliest); at < size(); ++at) {
      if ((*this)[at].earliest != earliest) return false;
      if ((*this)[at].report != report) continue;
      marks_.erase(marks_.begin() + static_cast<std::ptrdiff_t>(begin_ + at));
      return true;
    }
    return false;
  }

  /// All marks still held, for a checkpoint.
  std::span<const Mark> held() const { return std::span(marks_).subspan(begin_); }
  void hold(std::vector<Mark> marks) {
    marks_ = std::move(marks);
    begin_ = 0;
  }

 private:
  std::vector<Mark> marks_;
  std::uint32_t begin_ = 0;  // marks before it are forgotten
  std::uint32_t forgotten_ = 0;
};

}  // namespace truce::watch
