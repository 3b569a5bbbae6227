// SPDX-License-Identifier: Apache-2.0
// A text into which amendments are worked, one after another.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "agreement/agreement.h"

namespace truce::agreement {

class AmendedText {
 public:
  explicit AmendedText(Agreement text);

  void apply(const Revision& revision);

  const Agreement& text() const& { return text_; }
  Agreement text() && { return std::move(text_); }
  /// Nothing when there is none of that number so far.
  const Phase* phase(const std::string& number) const;

 private:
  struct Place {
    std::size_t phase, at;
  };
  using Places = std::unordered_map<std::string, Place>;

  void put(const Revision& revision, const PhaseChange& change);
  template <class Item>
  void put(const Revision& revision, const Item& item, const std::string& home);
  template <class Item>
  void strike_out(const Revision& revision, const std::string& ref, const Item& kind);

  Places& places(const Clause&) { return clauses_; }
  Places& places(const Rule&) { return rules_; }

  Agreement text_;
  // Where things stand; what has a place keeps it.
  std::unordered_map<std::string, std::size_t> phases_;
  Places clauses_, rules_;
};

}  // namespace truce::agreement
