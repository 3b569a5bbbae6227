// SPDX-License-Identifier: Apache-2.0
#include "base/zone.h"

#include <date/tz.h>
#include <fmt/format.h>

namespace truce {
namespace {

/// The library throws for an unknown name; nothing of ours does.
const date::time_zone* find(std::string_view zone) {
  try {
    return date::locate_zone(std::string(zone));
  } catch (const std::exception&) {
    return nullptr;
  }
}

Error unknown_zone(std::string_view zone) {
  return not_found(fmt::format("unknown time zone '{}'", zone),
                   "name it as the tz database does, e.g. Asia/Gaza, Europe/Kyiv or UTC");
}

}  // namespace

bool is_zone(std::string_view zone) { return find(zone) != nullptr; }

Result<Instant> instant_of(LocalTime local, std::string_view zone) {
  const auto* place = find(zone);
  if (place == nullptr) return unknown_zone(zone);
  const date::local_seconds wall{local.day.time_since_epoch() + local.since_midnight};
  const auto found = place->get_info(wall);
  if (found.result == date::local_info::nonexistent) return Instant{found.first.end};
  return Instant{wall.time_since_epoch() - found.first.offset};
}

Result<LocalTime> local_of(Instant at, std::string_view zone) {
  const auto* place = find(zone);
  if (place == nullptr) return unknown_zone(zone);
  const auto wall = at.time_since_epoch() + place->get_info(at).offset;
  const auto day = std::chrono::floor<std::chrono::days>(wall);
  return LocalTime{Day{day}, wall - day};
}

}  // namespace truce
