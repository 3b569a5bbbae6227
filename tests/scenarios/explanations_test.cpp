// SPDX-License-Identifier: Apache-2.0
// Every sentence of every explanation of the examples, checked against the records that it cites.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "monitor/explanation_check.h"
#include "pipeline/pipeline.h"
#include "run_truce.h"
#include "store/store.h"

namespace truce::scenarios {
namespace {

/// What is wrong at ten moments between the first record and the last, from every viewpoint.
std::vector<std::string> wrong_in(const std::string& example) {
  const Scratch scratch("explanations-" + example);
  const std::string file = scratch / "example.store";
  const Ran loaded = run_truce({"load", "examples/" + example, "--store", file});
  if (loaded.code != 0) return {loaded.err};
  const auto opened = store::open_sqlite(file);
  if (!opened) return {opened.error().message};
  const auto whole = pipeline::snapshot(**opened, std::nullopt, Instant{});
  if (!whole) return {whole.error().message};
  std::vector<std::string> viewpoints{"everyone", "findings", "grade:reported",
                                      "grade:corroborated"};
  for (const Participant& participant : (*whole)->agreement.participants)
    if (participant.role == Role::party) viewpoints.push_back("party:" + participant.name);
  std::vector<std::string> wrong;
  constexpr int moments = 10;
  const auto step = ((*whole)->as_known - (*whole)->first_known) / moments;
  for (int at = 1; at <= moments; ++at) {
    const auto then =
        pipeline::snapshot(**opened, (*whole)->first_known + step * at, (*whole)->as_known);
    if (!then) return {then.error().message};
    const Snapshot& snapshot = **then;
    const Known known{snapshot.as_known,   snapshot.documents, snapshot.statements,
                      snapshot.incidents,  snapshot.findings,  snapshot.declarations,
                      snapshot.amendments, snapshot.series};
    for (const std::string& viewpoint : viewpoints) {
      const Account account =
          monitor::account(snapshot.agreement, known, *parse_viewpoint(viewpoint));
      for (const std::string& one : monitor::testing::wrong_in(snapshot.agreement, known, account))
        wrong.push_back(fmt::format("{}, {}: {}", to_words(snapshot.as_known), viewpoint, one));
    }
  }
  return wrong;
}

void hold(const std::string& example) {
  for (const std::string& one : wrong_in(example)) ADD_FAILURE() << one;
}

TEST(Explanations, those_of_gaza_hold_at_ten_moments_from_every_viewpoint) { hold("gaza-2025"); }

TEST(Explanations, those_of_lebanon_hold_at_ten_moments_from_every_viewpoint) {
  hold("lebanon-2024");
}

}  // namespace
}  // namespace truce::scenarios
