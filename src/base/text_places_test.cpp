// SPDX-License-Identifier: Apache-2.0
#include "base/text_places.h"

#include <gtest/gtest.h>

namespace truce {
namespace {

void check(std::string_view text, std::size_t byte, TextPlace expected) {
  const TextPlaces places(text);
  const TextPlace found = places.place_of(byte);
  EXPECT_EQ(found.line, expected.line) << byte;
  EXPECT_EQ(found.column, expected.column) << byte;
  EXPECT_EQ(found.utf16, expected.utf16) << byte;
}

TEST(TextPlaces, count_code_points_and_units_of_utf16) {
  constexpr std::string_view kText = "é x\n\U0001F54A y";  // two bytes; four bytes, two units
  check(kText, 0, {0, 0, 0});
  check(kText, 3, {0, 2, 2});
  check(kText, 5, {1, 0, 0});
  check(kText, 9, {1, 1, 2});
  check(kText, 10, {1, 2, 3});
}

TEST(TextPlaces, inside_a_code_point_are_at_its_start_and_behind_the_end_at_the_end) {
  check("\U0001F54A", 2, {0, 0, 0});
  check("é", 1, {0, 0, 0});
  check("ab\n", 99, {1, 0, 0});
  check("", 5, {0, 0, 0});
}

TEST(TextPlaces, know_every_way_to_end_a_line) {
  constexpr std::string_view kText = "a\r\nb\rc\nd";
  check(kText, 3, {1, 0, 0});
  check(kText, 5, {2, 0, 0});
  check(kText, 7, {3, 0, 0});
  const TextPlaces places(kText);
  EXPECT_EQ(places.lines(), 4U);
  for (std::size_t line = 0; line < 4; ++line)
    EXPECT_EQ(places.line(line), std::string_view("abcd").substr(line, 1));
}

TEST(TextPlaces, find_the_byte_again) {
  constexpr std::string_view kText = "é\U0001F54A\U0001F54A\nlast";
  const TextPlaces places(kText);
  for (const std::size_t byte : {0U, 2U, 6U, 10U, 11U, 13U}) {
    const TextPlace place = places.place_of(byte);
    EXPECT_EQ(places.byte_at(place.line, place.utf16), byte);
  }
  EXPECT_EQ(places.byte_at(0, 2), 2U) << "between the two units of one code point";
  EXPECT_EQ(places.byte_at(0, 1000), 10U) << "behind the end of a line";
  EXPECT_EQ(places.byte_at(9, 0), kText.size()) << "behind the last line";
}

TEST(TextPlaces, count_each_malformed_byte_that_begins_something) {
  check("\xFF\xFE x", 3, {0, 3, 3});
}

}  // namespace
}  // namespace truce
