// SPDX-License-Identifier: Apache-2.0
// What is known, laid out for the machines: each statement with its speaker, its incident and
// whether it still stands. A world grows: what is learned is worked in, and what it touched is
// noted, so that only what rests on that need be worked out again.
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

/// Places of records by id. Ids are places in a log, so a plain table serves unless they are far
/// apart.
template <class T>
class ById {
 public:
  void enter(Id<T> id, std::uint32_t at) {
    ++entered_;
    if (id.value <= 64 * entered_ + 1024) {
      if (table_.size() <= id.value) table_.resize(id.value + 1, kNone);
      table_[id.value] = at;
    } else {
      sparse_[id.value] = at;
    }
  }
  /// kNone when there is no such record.
  std::uint32_t operator[](Id<T> id) const {
    if (id.value < table_.size() && table_[id.value] != kNone) return table_[id.value];
    if (sparse_.empty()) return kNone;
    const auto found = sparse_.find(id.value);
    return found == sparse_.end() ? kNone : found->second;
  }

 private:
  std::size_t entered_ = 0;
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
  replaced,   // corrected by another statement
  misread     // its words do not say it: a reader's error
};

struct Told {
  const Statement* statement = nullptr;
  const Document* document = nullptr;  // may be missing
  Instant published;                   // of the document: when it was first there to be known
  Day day{};                           // see World::day_told
  SpeakerAt speaker = 0;
  PartyAt doer = kNoParty;  // whom it holds responsible: a side, or another who is bound
  bool names_doer = false;
  std::uint32_t incident = kNone;  // place in World::incidents
  std::uint32_t whole = kNone;     // place of the statement of whose figure this is a part
  Standing standing = Standing::told;
  bool counts = true;  // under the viewpoint
  bool stands() const { return standing == Standing::told && counts; }
};

/// An incident and the statements that tell of it: by when they were published, then in log order.
struct Occurrence {
  Id<Incident> id;
  std::vector<std::uint32_t> members;  // into World::told
};

/// What something new reached: places in World::told and World::incidents, each once.
struct Touched {
  std::vector<std::uint32_t> statements;
  std::vector<std::uint32_t> incidents;
  bool speakers = false;      // their order is another
  bool declarations = false;  // there are more
  bool anew = false;          // of something settled before it shows only now what it is a part of
  std::vector<const Finding*> findings;
};

/// Everything the machines look at. Refers to its arguments and to the records that it is given,
/// which must outlive it and stay where they are.
class World {
 public:
  World(const Agreement& agreement_text, const Viewpoint& whose, std::span<const Series> columns,
        Instant now);

  const Agreement& agreement;
  const Viewpoint& viewpoint;
  const std::span<const Series> series;
  Names names;
  Roster roster;
  Areas areas;
  Calendar calendar;
  ById<Statement> by_id;
  ById<Incident> incident_by_id;
  std::vector<Told> told;  // in log order
  std::vector<Occurrence> incidents;
  /// What people decided and declared, by the day on which they did: a later word takes the place
  /// of an earlier one, whichever of them reached the desk first. Of one day, the log's order.
  std::vector<const Finding*> findings;
  std::vector<const Declaration*> declarations;
  std::optional<Instant> in_force;  // by the text
  std::vector<Day> in_force_days;   // the text's own first, then rival days
  Instant as_known;
  Day today;                      // local day of as_known
  std::deque<Clause> follow_ups;  // made of consequences; machines refer to them

  void move_to(Instant now);
  /// Whether a statement without a dated document counts as published now, whenever now is.
  bool is_undated() const { return undated_; }

  // What was learned, kind by kind, in log order. Statements are to be settled afterwards.
  void learn(std::span<const Document> documents);
  void learn(std::span<const Statement> statements);
  void learn(const Finding& finding);
  void learn(const Declaration& declaration);
  void learn(const Amendment& amendment);
  void join(Id<Statement> statement, Id<Incident> incident);
  /// Puts in order what was touched since, and gives it away.
  Touched settle();

  std::span<const std::uint32_t> members(std::uint32_t incident) const {
    return incidents[incident].members;
  }
  /// The last day that a statement tells of; unsaid, that on which it was said or published.
  Day day_told(const Told& telling) const { return telling.day; }
  const Speaker& speaker(const Told& telling) const { return roster[telling.speaker]; }
  /// The party on whose side the mention is; kNoParty when it is on none or missing.
  PartyAt side_of(const Mention* mention);
  /// Whom a statement holds responsible: the doer, or the accused. Empty when nobody is named.
  static const Mention* doer(const Statement& statement);

 private:
  Day day_of(const Told& telling) const;
  void read_entry_into_force();
  void add(const Statement& statement);
  void hear(const Told& telling);
  void enter_sibling(std::uint32_t statement);
  void find_wholes();
  void touch(std::uint32_t statement);
  void touch_incident(std::uint32_t incident);
  std::uint32_t enter_incident(Id<Incident> id);
  void place(std::uint32_t statement);
  std::uint32_t incident_of(std::uint32_t statement) const;

  std::vector<const Document*> documents_;
  ById<Document> document_by_id_;
  std::vector<std::uint32_t> first_statement_;  // by document
  std::vector<std::uint32_t> linked_;  // by statement: the incident that a link names, or kNone
  // What corrections tie together, by statement: what it corrects, and what corrects it.
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> corrects_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> corrected_by_;
  // Of documents in which a figure is part of another: the statements, in log order, and the parts
  // whose whole is still to be found.
  struct Siblings {
    std::vector<std::uint32_t> all;
    std::vector<std::uint32_t> parts;
  };
  std::unordered_map<std::uint64_t, Siblings> siblings_;
  std::vector<std::uint64_t> with_new_siblings_;  // documents
  std::vector<Instant> first_heard_;              // by speaker
  std::size_t settled_ = 0;                       // of told
  bool undated_ = false;
  bool order_may_change_ = false;
  std::vector<bool> is_touched_;           // by statement
  std::vector<bool> is_incident_touched_;  // by incident
  Touched touched_;
};

}  // namespace truce::monitor
