// SPDX-License-Identifier: Apache-2.0
#include "monitor/area.h"

#include <algorithm>

namespace truce::monitor {

Areas::Areas(const Agreement& agreement, Names& names) : names_(names) {
  for (const Area& area : agreement.areas) {
    std::vector<NameId> ids{names_.of(area.name)};
    for (const std::string& other : area.also) ids.push_back(names_.of(other));
    areas_.push_back(std::move(ids));
  }
  declared_ = areas_.size();
}

AreaAt Areas::named(std::string_view name) {
  for (AreaAt at = 0; at < areas_.size(); ++at)
    if (is_name_of(at, name)) return at;
  areas_.push_back({names_.of(name)});
  return static_cast<AreaAt>(areas_.size() - 1);
}

Inside Areas::holds(AreaAt area, const std::optional<Place>& place) {
  if (!place || place->name.empty()) return Inside::unknown;
  if (is_name_of(area, place->name) || (!place->id.empty() && is_name_of(area, place->id)))
    return Inside::yes;
  for (const std::string& outer : place->within)
    if (is_name_of(area, outer)) return Inside::yes;
  return place->within.empty() ? Inside::unknown : Inside::no;
}

std::optional<AreaAt> Areas::around(const std::optional<Place>& place) {
  for (AreaAt at = 0; at < declared_; ++at)
    if (holds(at, place) == Inside::yes) return at;
  return std::nullopt;
}

bool Areas::is_name_of(AreaAt area, std::string_view name) {
  const NameId id = names_.of(name);
  return std::find(areas_[area].begin(), areas_[area].end(), id) != areas_[area].end();
}

}  // namespace truce::monitor
