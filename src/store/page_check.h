// SPDX-License-Identifier: Apache-2.0
// A checksum in every page of the file (docs/store.md, "Page checks"), so that a flipped byte is
// found wherever it lies: in an index, in free space, in the header.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace truce::store {

inline constexpr std::size_t kPageBytes = 4096;
inline constexpr std::size_t kCheckBytes = 8;

/// The check of the page with this number (from 1): over all its bytes but the last eight.
std::uint64_t page_check(std::uint64_t number, std::string_view page);
/// Whether the last eight bytes of the page are its check.
bool page_is_sound(std::uint64_t number, std::string_view page);
/// The page that SQLite keeps for its locks and never writes.
inline constexpr std::uint64_t kLockPage = (std::uint64_t{1} << 30U) / kPageBytes + 1;

/// The name of the layer over SQLite's present default disk (VFS) that puts the check into each
/// page as it is written to the main file. Registered on first use; safe from any thread.
std::string page_check_layer();

}  // namespace truce::store
