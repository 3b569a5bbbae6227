// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "base/hash.h"
#include "base/time.h"
#include "base/utf8.h"
#include "base/zone.h"

namespace truce {
namespace {

TEST(Time, an_instant_needs_an_offset) {
  EXPECT_EQ(to_text(*parse_instant("2025-12-19T14:00+02:00")), "2025-12-19T12:00:00Z");
  EXPECT_EQ(to_text(*parse_instant("2025-12-19")), "2025-12-19T00:00:00Z");
  EXPECT_EQ(to_text(*parse_instant("2025-12-19T12:00:01.250Z")), "2025-12-19T12:00:01Z");
  for (const char* wrong : {"2025-12-19T12:00", "2025-02-29", "2025-13-01", "19 Dec 2025", "",
                            "2025-12-19T24:00Z", "2025-12-19T12:00Zx"})
    EXPECT_FALSE(parse_instant(wrong)) << wrong;
}

TEST(Time, as_known_on_a_day_means_the_whole_day) {
  EXPECT_EQ(to_text(*parse_as_known("2025-11-03")), "2025-11-03T23:59:59Z");
  EXPECT_EQ(to_text(*parse_as_known("2025-11-03T10:30Z")), "2025-11-03T10:30:00Z");
  EXPECT_FALSE(parse_as_known("3 Nov"));
}

TEST(Time, words_are_for_people) {
  EXPECT_EQ(to_words(*parse_instant("2025-12-19T12:05Z")), "19 Dec 2025 12:05 UTC");
  EXPECT_EQ(to_words(*parse_day("2025-10-09")), "9 Oct 2025");
}

TEST(Zone, a_local_noon_is_an_instant) {
  const Day day = *parse_day("2025-10-10");
  EXPECT_EQ(to_text(*instant_of({day, std::chrono::hours{12}}, "Asia/Gaza")),
            "2025-10-10T09:00:00Z");
  EXPECT_EQ(local_of(*parse_instant("2025-12-19T22:30Z"), "Asia/Gaza")->day,
            *parse_day("2025-12-20"));
}

TEST(Zone, a_time_that_the_clock_jumps_over_is_the_first_after_the_gap) {
  const Day day = *parse_day("2025-03-30");  // Kyiv: 03:00 becomes 04:00
  EXPECT_EQ(to_text(*instant_of({day, std::chrono::minutes{3 * 60 + 30}}, "Europe/Kyiv")),
            "2025-03-30T01:00:00Z");
}

TEST(Zone, an_unknown_zone_is_refused) {
  const auto result = instant_of({}, "Mars/Olympus");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message, "unknown time zone 'Mars/Olympus'");
}

TEST(Utf8, malformed_bytes_are_found_and_replaced) {
  EXPECT_TRUE(is_utf8("Türkiye – غزة"));
  for (const char* wrong : {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "a\x80", "\xE2\x82"})
    EXPECT_FALSE(is_utf8(wrong));
  EXPECT_EQ(repaired_utf8("a\xFFz"), "a\xEF\xBF\xBDz");
}

TEST(Utf8, code_points_are_counted_from_bytes) {
  std::string text;
  for (int times = 0; times < 100; ++times) text += "é–x";
  const CodePoints points(text);
  EXPECT_EQ(points.before(0), 0U);
  EXPECT_EQ(points.before(2), 1U);
  EXPECT_EQ(points.before(3), 1U) << "inside the dash";
  EXPECT_EQ(points.before(60 * 6), 180U);
  EXPECT_EQ(points.before(text.size()), 300U);
}

TEST(CodePoints, are_found_at_their_bytes) {
  std::string text;
  for (int at = 0; at < 200; ++at) text += "aé“";
  const CodePoints points(text);
  EXPECT_EQ(points.size(), 600U);
  EXPECT_EQ(points.byte_at(0), 0U);
  EXPECT_EQ(points.byte_at(2), 3U);
  EXPECT_EQ(points.byte_at(300), 600U);
  EXPECT_EQ(points.byte_at(600), 1200U);
  EXPECT_EQ(points.byte_at(601), std::nullopt);
  EXPECT_EQ(CodePoints("").byte_at(0), 0U);
  for (std::size_t point = 0; point < points.size(); ++point)
    EXPECT_EQ(points.before(*points.byte_at(point)), point);
}

TEST(Hash, is_sha_256) {
  EXPECT_EQ(to_hex(sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace truce
