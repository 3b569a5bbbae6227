// SPDX-License-Identifier: Apache-2.0
// Neutral by test: with the parties' names swapped in the agreement and in every document, every
// output is the same with the names swapped.
#include <gtest/gtest.h>

#include <filesystem>

#include "base/file.h"
#include "run_truce.h"

namespace truce::scenarios {
namespace {

namespace fs = std::filesystem;

/// Swaps two words wherever they stand, also inside longer ones.
std::string swapped(std::string_view text, std::string_view one, std::string_view other) {
  std::string out;
  while (!text.empty()) {
    if (text.starts_with(one)) {
      out += other;
      text.remove_prefix(one.size());
    } else if (text.starts_with(other)) {
      out += one;
      text.remove_prefix(other.size());
    } else {
      out += text.front();
      text.remove_prefix(1);
    }
  }
  return out;
}

void copy_swapped(const fs::path& from, const fs::path& to, std::string_view one,
                  std::string_view other) {
  for (const auto& item : fs::recursive_directory_iterator(from)) {
    const fs::path target = to / fs::relative(item.path(), from);
    if (item.is_directory()) {
      fs::create_directories(target);
      continue;
    }
    fs::create_directories(target.parent_path());
    ASSERT_TRUE(
        write_file(target.string(), swapped(read_file(item.path().string()).value(), one, other)));
  }
}

void check(const std::string& example, const char* as_known, const char* one, const char* other) {
  const Scratch scratch("mirror");
  copy_swapped(TRUCE_SOURCE_DIR "/" + example, scratch / "swapped", one, other);
  ASSERT_EQ(run_truce({"load", example, "--store", scratch / "a.store"}).code, 0);
  ASSERT_EQ(run_truce({"load", scratch / "swapped", "--store", scratch / "b.store"}).code, 0);
  for (const char* command : {"status", "tally", "incident", "export"})
    for (const char* viewpoint : {"everyone", "first", "second", "grade:reported"}) {
      const auto printed = [&](const std::string& store, const std::string& first,
                               const std::string& second) {
        const std::string view = viewpoint == std::string("first")    ? "party:" + first
                                 : viewpoint == std::string("second") ? "party:" + second
                                                                      : viewpoint;
        const Ran ran = run_truce({command, "--store", store, "--as-known", as_known, "--viewpoint",
                                   view, "--format", "json"});
        EXPECT_EQ(ran.code, 0) << ran.err;
        return ran.out;
      };
      std::string plain = printed(scratch / "a.store", one, other);
      std::string mirror = swapped(printed(scratch / "b.store", other, one), one, other);
      // The log's root is a hash of the words, and where words have other lengths their places
      // differ too.
      const auto without = [](std::string& page, std::string_view key, char end) {
        for (std::size_t at = 0; (at = page.find(key, at)) != std::string::npos; at += key.size())
          page.erase(at + key.size(), page.find(end, at + key.size()) - at - key.size());
      };
      for (std::string* page : {&plain, &mirror}) {
        without(*page, "\"root\":", '}');
        without(*page, "\"spans\":{", '}');
      }
      EXPECT_EQ(plain, mirror) << example << " " << command << " " << viewpoint;
    }
}

TEST(Mirror, the_invented_valley_reads_the_same_from_both_sides) {
  check("tests/scenarios/valley", "2025-04-01", "Northland", "Southland");
}

TEST(Mirror, the_gaza_example_reads_the_same_with_its_parties_swapped) {
  check("examples/gaza-2025", "2025-12-19T12:00Z", "Israel", "Hamas");
}

}  // namespace
}  // namespace truce::scenarios
