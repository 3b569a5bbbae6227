// SPDX-License-Identifier: Apache-2.0
// Names as numbers, so that statements are compared without comparing text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace truce::monitor {

/// What sort of people or things a count is of. Counts of different sorts are different counts;
/// `anyone` is what a count without a narrower word counts ("people", a people's name, nothing).
enum class Thing : std::uint8_t {
  anyone,
  soldiers,
  fighters,
  civilians,
  children,
  women,
  captives,
  prisoners,
  press,
  aid_workers
};
std::string_view to_text(Thing thing);

/// Whether the words say that those counted live. "remains" and "coffins" do, "captives" does not.
enum class Life : std::uint8_t { unsaid, living, dead };

struct NameId {
  std::uint32_t value = 0;
  friend bool operator==(NameId, NameId) = default;
};

/// Gives each name a number; names that differ only in capitals or a leading "the" share it.
class Names {
 public:
  NameId of(std::string_view written);
  Thing thing(NameId name) const { return known_[name.value].thing; }
  Life life(NameId name) const { return known_[name.value].life; }
  std::size_t size() const { return known_.size(); }

  /// "The ICRC" → "icrc"
  static std::string plain(std::string_view written);

 private:
  struct Name {
    Thing thing = Thing::anyone;
    Life life = Life::unsaid;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  using Table = std::unordered_map<std::string, NameId, Hash, std::equal_to<>>;
  Table by_written_;
  Table by_plain_;
  std::vector<Name> known_;
};

}  // namespace truce::monitor
