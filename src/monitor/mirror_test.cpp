// SPDX-License-Identifier: Apache-2.0
// Swap the parties everywhere in what goes in, and the account is the same with the parties
// swapped.
#include <gtest/gtest.h>

#include "monitor/shape.h"
#include "monitor/story.h"

namespace truce::monitor {
namespace {

using testing::Story;

constexpr std::string_view kAgreement = R"(agreement "Mirror"
  in force 1 March 2025 12:00 UTC

party Aland also "the Aland army"
party Zetland also "the Zetland army"
guarantor Midland
source Aland staff speaks for Aland's side
source Zetland ministry speaks for Zetland's side

area Valley

population 5 captives is 2 living captives by 1.2 and 3 deceased captives by 1.3

tally "Killed since entry into force" counts people killed in Valley

phase 1 "Quiet"
  begins at entry into force

  clause 1.1 "Fire ceases"
    Aland, Zetland must not fire in Valley
    as Aland reads "fire in answer is no breach"
    as Zetland reads "any fire is a breach"

  clause 1.2 "The living return"
    Zetland must release 2 living captives to Aland within 72 hours of entry into force
    counting a person when the receiving side has him or her

  clause 1.3 "The dead return"
    Zetland must return 3 bodies to Aland
    counting a body when the receiving side says who it is

  clause 1.4 "Pull back"
    Aland must withdraw its forces to the old line within 48 hours of entry into force

  rule 1.5 "Escalation"
    when 1 or more breaches of 1.1 by one party within 7 days
    then the guarantors must meet within 48 hours

phase 2 "After"
  begins when all of
    clause 1.3 is fulfilled                 as Aland reads
    no breach of 1.1 is found for 7 days    as Zetland reads
    the guarantors declare it

  clause 2.1 "Arms are given up"
    Zetland must hand over its weapons in Valley
)";

/// The text with the one party's name in place of the other's, or as it is.
std::string with_names(std::string_view text, bool swapped) {
  std::string out;
  while (!text.empty()) {
    if (text.starts_with("Aland") || text.starts_with("Zetland")) {
      const bool first = text[0] == 'A';
      out += first == swapped ? "Zetland" : "Aland";
      text.remove_prefix(first ? 5 : 7);
      continue;
    }
    out += text[0];
    text.remove_prefix(1);
  }
  return out;
}

Account account_of(bool swapped, std::string_view viewpoint) {
  Story story(with_names(kAgreement, swapped));
  const auto name = [&](std::string_view text) { return with_names(text, swapped); };
  std::vector<Id<Statement>> strike;
  strike.push_back(story.tell("Wire", "2025-03-02T10:00Z")
                       .says(name("Zetland ministry"))
                       .by(name("Aland"))
                       .act(Act::air_strike)
                       .in("Arden")
                       .on("2025-03-02")
                       .count(Measure::killed, 4)
                       .of("people")
                       .id());
  strike.push_back(story.tell("Post", "2025-03-02T11:00Z")
                       .says(name("the Aland army"))
                       .by(name("Aland"))
                       .act(Act::air_strike)
                       .in("Arden")
                       .on("2025-03-02")
                       .id());
  strike.push_back(story.tell("Wire", "2025-03-02T12:00Z")
                       .says(name("Aland staff"))
                       .by(name("Aland"))
                       .act(Act::air_strike)
                       .in("Arden")
                       .on("2025-03-02")
                       .mood(Mood::denied)
                       .id());
  const auto incident = story.incident(strike);
  story.incident({story.tell("Wire", "2025-03-03T12:00Z")
                      .says(name("Aland staff"))
                      .by(name("Zetland"))
                      .act(Act::rocket)
                      .in("Brook")
                      .on("2025-03-03")
                      .id()});
  story.tell("Wire", "2025-03-03T13:00Z")
      .says(name("Zetland"))
      .of("living captives")
      .by(name("Zetland"))
      .count(Measure::released, 2)
      .on("2025-03-03");
  story.tell("Wire", "2025-03-03T14:00Z")
      .says(name("Aland staff"))
      .of("living captives")
      .count(Measure::released, 2)
      .on("2025-03-03");
  story.tell("Wire", "2025-03-08T14:00Z")
      .says(name("Aland"))
      .of("bodies")
      .count(Measure::bodies_returned, 2)
      .total(nullptr, "2025-03-08");
  story.tell("Wire", "2025-03-09T14:00Z")
      .says(name("Zetland ministry"))
      .of("people")
      .count(Measure::killed, 40, std::nullopt)
      .total("2025-03-01", "2025-03-09");
  story.tell("Wire", "2025-03-09T15:00Z")
      .says(name("Aland staff"))
      .of("soldiers")
      .count(Measure::killed, 3)
      .total("2025-03-01", "2025-03-09");
  story.tell("Wire", "2025-03-02T15:00Z")
      .says(name("Aland staff"))
      .by(name("Aland"))
      .act(Act::withdrawal)
      .on("2025-03-02");
  story.find(Question::breach, "1.1", incident, "breach", "2025-03-10");
  return story.as_known("2025-03-20T00:00Z", with_names(viewpoint, swapped));
}

TEST(Mirror, swapping_the_parties_swaps_the_account_and_changes_nothing_else) {
  for (const char* viewpoint :
       {"everyone", "party:Aland", "party:Zetland", "grade:reported", "findings"}) {
    const std::string here = testing::shape_of(account_of(false, viewpoint));
    EXPECT_EQ(with_names(testing::shape_of(account_of(true, viewpoint)), true), here) << viewpoint;
    EXPECT_NE(here.find("Aland"), std::string::npos);
  }
}

}  // namespace
}  // namespace truce::monitor
