// SPDX-License-Identifier: Apache-2.0
#include "record/coverage.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace truce {
namespace {

/// "Valley 2025-05-03..2025-05-05, 10 acts", "no watch", or the message.
std::string read(std::string_view what) {
  const auto watch = parse_watch_kept(what);
  if (!watch) return watch.error().message;
  if (!*watch) return "no watch";
  return fmt::format("{} {}..{}, {} acts", (*watch)->area, to_text((*watch)->from),
                     to_text((*watch)->until), (*watch)->acts.size());
}

TEST(Coverage, a_watch_names_its_area_and_its_days) {
  EXPECT_EQ(read("watch of Valley from 3 May 2025 until 5 May 2025"),
            "Valley 2025-05-03..2025-05-05, 0 acts");
  EXPECT_EQ(read("watch of Hill from the West from 2025-05-03 until 2025-05-03"),
            "Hill from the West 2025-05-03..2025-05-03, 0 acts");
  EXPECT_EQ(read("watch of everywhere from 30 Dec 2025 until 2 Jan 2026"),
            " 2025-12-30..2026-01-02, 0 acts");
}

TEST(Coverage, a_watch_may_be_for_some_acts_only) {
  EXPECT_EQ(read("watch of Valley from 3 May 2025 until 5 May 2025 for fire"),
            "Valley 2025-05-03..2025-05-05, 10 acts");
  EXPECT_EQ(read("watch of Valley from 3 May 2025 until 5 May 2025 for air strike and overflight"),
            "Valley 2025-05-03..2025-05-05, 2 acts");
  EXPECT_EQ(read("watch of Valley from 3 May 2025 until 5 May 2025 for peace"),
            "'peace' is no act and no group of acts");
}

TEST(Coverage, what_begins_as_a_watch_must_read_as_one) {
  EXPECT_EQ(read("phase 2 begins"), "no watch");
  EXPECT_EQ(read("watch of Valley"), "a watch says of which area, from when and until when");
  EXPECT_EQ(read("watch of Valley from Monday until Friday"),
            "the days of the watch cannot be read");
  EXPECT_EQ(read("watch of Valley from 3 May 2025"), "the days of the watch cannot be read");
  EXPECT_EQ(read("watch of Valley from 31 June 2025 until 5 July 2025"),
            "the days of the watch cannot be read");
  EXPECT_EQ(read("watch of Valley from 5 May 2025 until 3 May 2025"),
            "the watch ends before it begins");
}

}  // namespace
}  // namespace truce
