// SPDX-License-Identifier: Apache-2.0
// Rules over events of declared kinds, as far as a desk has entered such events.
//
// An event is entered as a declaration that reads "entry with vehicle 17, zone North Bridge at
// 14:30". Without an hour it happened some time that day, and what hangs on the hour is then
// undetermined. Long logs are for `truce watch`; the machines are the same.
#pragma once

#include <string>
#include <vector>

#include "monitor/world.h"
#include "watch/watch.h"

namespace truce::monitor {

class EventRules {
 public:
  explicit EventRules(const World& world);

  /// Where a rule over events stands. It is about events since its phase `began`, if that has
  /// begun, and while an amendment lets it read so.
  Verdict verdict_of(const Rule& rule, std::optional<Instant> began) const;

 private:
  struct Entered {
    watch::Report report;
    Id<Declaration> declaration;
    std::string words;
  };
  void read_declarations(const World& world);
  bool read(const World& world, const Declaration& declaration, const EventKind& kind,
            Entered& event);
  void add_reasons(Verdict& verdict, watch::State state, std::string_view lead,
                   const std::vector<watch::Change>& changes) const;

  const World& world_;
  watch::Watch watch_;
  std::vector<Entered> events_;
  std::vector<Reason> unread_;  // declarations that name a kind and cannot be read
};

}  // namespace truce::monitor
