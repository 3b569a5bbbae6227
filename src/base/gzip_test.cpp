// SPDX-License-Identifier: Apache-2.0
#include "base/gzip.h"

#include <gtest/gtest.h>

namespace truce {
namespace {

/// "two\nlines\n", packed by gzip 1.12 without a name and a time.
std::string packed() {
  static constexpr unsigned char kBytes[] = {
      0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xff, 0x2b, 0x29, 0xcf, 0xe7, 0xca,
      0xc9, 0xcc, 0x4b, 0x2d, 0xe6, 0x02, 0x00, 0x1c, 0x9e, 0x67, 0xbf, 0x0a, 0x00, 0x00, 0x00};
  return {reinterpret_cast<const char*>(kBytes), sizeof kBytes};
}

void refuses(std::string_view bytes, std::string_view message) {
  const auto text = unzipped(bytes);
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().message, message);
}

TEST(Gzip, gives_what_was_packed) {
  EXPECT_TRUE(is_gzip(packed()));
  EXPECT_EQ(unzipped(packed()).value_or(""), "two\nlines\n");
}

TEST(Gzip, reads_one_member_behind_another) {
  EXPECT_EQ(unzipped(packed() + packed()).value_or(""), "two\nlines\ntwo\nlines\n");
}

TEST(Gzip, says_when_a_file_is_cut_or_damaged) {
  const std::string whole = packed();
  for (std::size_t size = 0; size < whole.size(); ++size)
    refuses(whole.substr(0, size), "the gzip file ends too early");
  std::string damaged = whole;
  damaged[whole.size() - 6] = static_cast<char>(damaged[whole.size() - 6] ^ 1);
  refuses(damaged, "the gzip file is damaged");
  EXPECT_FALSE(is_gzip("1\tword"));
}

TEST(Gzip, stops_at_the_most_it_may_take) {
  const auto text = unzipped(packed(), 5);
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().message, "the gzip file holds more than 5 bytes");
}

}  // namespace
}  // namespace truce
