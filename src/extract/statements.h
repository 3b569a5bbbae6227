// SPDX-License-Identifier: Apache-2.0
// From what is found to what is stated: speaker, mood, window and place are joined to each fact,
// and attributions that charge, deny or take a stand become statements of their own.
#pragma once

#include <vector>

#include "extract/attribution.h"
#include "extract/facts.h"
#include "extract/scene.h"

namespace truce::extract {

/// What every kind of statement is made from.
struct Account {
  const Scene& scene;
  const std::vector<FoundAttribution>& attributions;
  const Voices& voices;
};

/// A statement with the token at which it stands, by which statements are put in order.
struct PlacedStatement {
  std::size_t at = 0;
  Statement statement;
};

std::vector<PlacedStatement> fact_statements(const Account& account,
                                             const std::vector<FoundFact>& facts);
std::vector<PlacedStatement> stance_statements(const Account& account);
std::vector<PlacedStatement> talks_statements(const Account& account);

/// Speaker, chain, cue and day of saying, by the attributions that hold `token`.
void set_voice(const Account& account, std::size_t token, Statement& statement);

/// The place told for what happens at `token`, and the time.
std::optional<Place> place_near(const Account& account, std::size_t token);
std::optional<Place> place_told(const Account& account, std::size_t token, bool handover);
std::optional<Place> place_before(const Account& account, std::size_t token);
/// Where the speaker of `token` counts, by its own name: "the Hillton hospital".
std::optional<Place> home_of_speaker(const Account& account, std::size_t token);
std::optional<Place> place_in(const Account& account, TokenRange range, std::size_t token);
/// The time told for what happens at `token`, whose verb is at `verb`.
const FoundTime* time_near(const Account& account, std::size_t token, std::size_t verb);

/// The words [begin, end) as a quotation.
Quote quote_of(const Scene& scene, TokenRange range);

}  // namespace truce::extract
