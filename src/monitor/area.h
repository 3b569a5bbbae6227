// SPDX-License-Identifier: Apache-2.0
// Whether a place lies in an area of the agreement, by the names of what holds it.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "agreement/agreement.h"
#include "monitor/names.h"
#include "record/statement.h"

namespace truce::monitor {

enum class Inside { yes, no, unknown };

/// Number of an area; the areas of the agreement come first, in its order.
using AreaAt = std::uint32_t;

class Areas {
 public:
  Areas(const Agreement& agreement, Names& names);

  /// The area so called; one that the agreement does not declare is known by that name alone.
  AreaAt named(std::string_view name);
  /// `unknown` when the place is missing, or when nothing is known of what holds it.
  Inside holds(AreaAt area, const std::optional<Place>& place);
  /// The first declared area that holds the place.
  std::optional<AreaAt> around(const std::optional<Place>& place);

 private:
  bool is_name_of(AreaAt area, std::string_view name);
  Names& names_;
  std::vector<std::vector<NameId>> areas_;
  std::size_t declared_ = 0;
};

}  // namespace truce::monitor
