// SPDX-License-Identifier: Apache-2.0
// Precision and recall over labels.txt, printed and held above a floor.
//
//     build/dev/tests/read/read_test --gtest_filter='Labels.*'
//
// TRUCE_EXPLAIN=1 prints each miss and each invention.
#include "labels.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

#include "extract/extract.h"

namespace truce {
namespace {

struct Score {
  int right = 0, missed = 0, invented = 0;
  double precision() const { return right == 0 ? 0 : 100.0 * right / (right + invented); }
  double recall() const { return right == 0 ? 0 : 100.0 * right / (right + missed); }
};

using Scores = std::map<std::string, Score>;

void explain(const char* what, const Told& told, const std::string& text) {
  if (std::getenv("TRUCE_EXPLAIN") == nullptr) return;
  fmt::print("{} {}: {}\n    in: {}\n", what, told.kind, fmt::join(told.parts, " | "), text);
}

/// Each label is met by one thing read and no more; an optional one counts for nothing.
void score(const LabelledText& labelled, const std::vector<Told>& read, Scores& scores) {
  std::vector<bool> met(labelled.told.size(), false);
  for (const Told& told : read) {
    std::size_t best = labelled.told.size();
    for (std::size_t i = labelled.told.size(); i-- > 0;)
      if (!met[i] && agrees(told, labelled.told[i]) &&
          (best == labelled.told.size() || labelled.told[best].optional))
        best = i;
    if (best == labelled.told.size()) {
      ++scores[told.kind].invented;
      explain("invented", told, labelled.text);
      continue;
    }
    met[best] = true;
    if (!labelled.told[best].optional) ++scores[told.kind].right;
  }
  for (std::size_t i = 0; i < met.size(); ++i) {
    if (met[i] || labelled.told[i].optional) continue;
    ++scores[labelled.told[i].kind].missed;
    explain("missed  ", labelled.told[i], labelled.text);
  }
}

Scores scores_of(const std::vector<LabelledText>& texts) {
  const Gazetteer world = Gazetteer::built_in();
  Scores scores;
  for (const LabelledText& labelled : texts) {
    Document document;
    document.text = labelled.text;
    document.published = *parse_instant("2024-05-15T12:00Z");
    const Reading reading = extract::statements_in(document, Vocabulary{}, world);
    score(labelled, told_in(reading, labelled.text), scores);
  }
  return scores;
}

/// What the reader reached when the floor was last raised, less a point for rounding.
struct Floor {
  const char* kind;
  double precision, recall;
};
constexpr Floor kFloors[] = {{"fact", 83, 90},       {"say", 98, 98},    {"think", 99, 99},
                             {"accusation", 99, 99}, {"denial", 99, 99}, {"position", 99, 93},
                             {"talks", 99, 99}};

TEST(Labels, are_read_no_worse_than_before) {
  const auto texts = labelled_texts(TRUCE_SOURCE_DIR "/tests/read/labels.txt");
  ASSERT_GE(texts.size(), 60U);
  const Scores scores = scores_of(texts);
  fmt::print("{} texts\n", texts.size());
  for (const Floor& floor : kFloors) {
    const Score& score = scores.at(floor.kind);
    fmt::print("{:<11} precision {:5.1f}  recall {:5.1f}  ({} right, {} invented, {} missed)\n",
               floor.kind, score.precision(), score.recall(), score.right, score.invented,
               score.missed);
    EXPECT_GE(score.precision(), floor.precision) << floor.kind;
    EXPECT_GE(score.recall(), floor.recall) << floor.kind;
  }
}

}  // namespace
}  // namespace truce
