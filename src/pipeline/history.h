// SPDX-License-Identifier: Apache-2.0
// What a batch needs to know of the log before it. Inside pipeline/ only.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "link/link.h"
#include "store/store.h"

namespace truce::pipeline {

template <class... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};
template <class... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

struct History {
  link::Linker linker;
  // The statement that a series last made for a day: an upstream file is rewritten now and then.
  std::map<std::pair<std::string, Day>, Id<Statement>> series;
  std::unordered_map<Id<Statement>, Id<Incident>> incidents;  // of which statements tell
};

/// What was misread attracts nothing: the linker does not hear of it.
Result<History> history_of(const Store& store);

std::optional<std::pair<std::string, Day>> series_key(const Statement& statement);

/// The day of a document for statements in it that name none.
Day published_day(const Document& document, Instant known_at);

}  // namespace truce::pipeline
