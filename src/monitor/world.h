// SPDX-License-Identifier: Apache-2.0
// What is known, laid out for one pass: each statement with its speaker, its incident and whether
// it still stands.
#pragma once

#include <algorithm>
#include <deque>
#include <span>
#include <unordered_map>
#include <vector>

#include "monitor/area.h"
#include "monitor/calendar.h"
#include "monitor/voice.h"

namespace truce::monitor {

inline constexpr std::uint32_t kNone = UINT32_MAX;

/// Records by id. Ids are places in a log, so a plain table serves unless they are far apart.
template <class T>
class ById {
 public:
  explicit ById(std::span<const T> records) {
    std::uint64_t last = 0;
    for (const T& record : records) last = std::max(last, record.id.value);
    dense_ = last <= 64 * records.size() + 1024;
    if (dense_) table_.assign(last + 1, kNone);
    for (std::uint32_t at = 0; at < records.size(); ++at) {
      if (dense_)
        table_[records[at].id.value] = at;
      else
        sparse_[records[at].id.value] = at;
    }
  }
  /// kNone when there is no such record.
  std::uint32_t operator[](Id<T> id) const {
    if (dense_) return id.value < table_.size() ? table_[id.value] : kNone;
    const auto found = sparse_.find(id.value);
    return found == sparse_.end() ? kNone : found->second;
  }

 private:
  bool dense_ = true;
  std::vector<std::uint32_t> table_;
  std::unordered_map<std::uint64_t, std::uint32_t> sparse_;
};

/// What a statement does to the account.
enum class Standing : std::uint8_t {
  told,  // asserted, alleged or corrected, of something that happened
  denial,
  planned,    // has not happened
  opinion,    // a position, or talks
  withdrawn,  // retracted
  replaced    // corrected by another statement
};

struct Told {
  const Statement* statement = nullptr;
  const Document* document = nullptr;  // may be missing
  Instant published;                   // of the document: when it was first there to be known
  Day day{};                           // see World::day_told
  SpeakerAt speaker = 0;
  PartyAt doer = kNoParty;  // the side of whom it holds responsible
  bool names_doer = false;
  std::uint32_t incident = kNone;  // place in Known::incidents
  std::uint32_t whole = kNone;     // place of the statement of whose figure this is a part
  Standing standing = Standing::told;
  bool counts = true;  // under the viewpoint
  bool stands() const { return standing == Standing::told && counts; }
};

/// Everything the machines look at. Refers to its arguments, which must outlive it.
class World {
 public:
  World(const Agreement& agreement_text, const Known& everything, const Viewpoint& whose);

  const Agreement& agreement;
  const Known& known;
  const Viewpoint& viewpoint;
  Names names;
  Roster roster;
  Areas areas;
  Calendar calendar;
  ById<Statement> by_id;
  ById<Incident> incident_by_id;
  std::vector<Told> told;           // as Known::statements
  std::optional<Instant> in_force;  // by the text
  std::vector<Day> in_force_days;   // the text's own first, then rival days
  Day today;                        // local day of as_known
  std::deque<Clause> follow_ups;    // made of consequences; machines refer to them

  /// The statements of an incident: by when they were published, then in log order.
  std::span<const std::uint32_t> members(std::uint32_t incident) const;
  /// The last day that a statement tells of; unsaid, that on which it was said or published.
  Day day_told(const Told& telling) const { return telling.day; }
  const Speaker& speaker(const Told& telling) const { return roster[telling.speaker]; }
  /// The party on whose side the mention is; kNoParty when it is on none or missing.
  PartyAt side_of(const Mention* mention);
  /// Whom a statement holds responsible: the doer, or the accused. Empty when nobody is named.
  static const Mention* doer(const Statement& statement);

 private:
  Day day_of(const Told& telling) const;
  void read_statements();
  void order_speakers();
  void find_wholes();
  void apply_amendments();
  void group_by_incident();
  void read_entry_into_force();

  std::vector<std::uint32_t> members_;
  std::vector<std::uint32_t> first_member_;  // per incident, into members_; one more at the end
};

}  // namespace truce::monitor
