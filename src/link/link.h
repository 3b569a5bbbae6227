// SPDX-License-Identifier: Apache-2.0
// Statements → incidents: which statements tell of the same thing that happened.
//
// linker.cpp compares only statements within a few days of each other; score.cpp weighs a pair
// (Fellegi and Sunter, 1969). Outsiders call Linker and incidents_from().
//
// A link is a suggestion until a person makes one; every link is a record, so a merge can be undone
// by a later link that sends the statement elsewhere.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "record/incident.h"

namespace truce::link {

/// What the comparison needs of a statement; the rest need not be kept.
struct Told {
  Statement statement;
  Day published;  // of its document, for statements that name no day
};

/// Whether a statement tells of one thing that happened at a time and place. Running totals, plans,
/// positions, talks and imported counts do not.
bool tells_of_incident(const Statement& statement);

/// Weight of evidence, in bits, that two statements tell of one incident.
///     same town, same day, both air strikes, figures 5 and 6 killed: about +9
///     same day, different towns: about -4
double score(const Told& left, const Told& right);

/// At this weight or more a statement joins an incident; between the two a person should decide,
/// and until then it opens an incident of its own whose link names the candidate.
inline constexpr double kJoin = 5.0;
inline constexpr double kDoubt = 2.0;

/// Remembers what was linked and says where the next statement belongs. The order in which
/// statements are given is the order of the log.
class Linker {
 public:
  /// Takes in a statement with its link as stored earlier. A link by a person sends the statement
  /// elsewhere.
  void remember(const Statement& statement, Day published, const Link& link);

  /// The link that a statement should get when it is stored under `id`, already remembered; nothing
  /// where the statement tells of no incident. A denial, or a count of nobody, only ever joins.
  std::optional<Link> link_for(const Statement& statement, Day published, Id<Link> id);

 private:
  struct Member {
    Told told;
    Id<Incident> incident;
  };
  struct Candidate {
    Id<Incident> incident;
    double score = 0;
  };
  std::optional<Candidate> best_for(const Told& told) const;

  std::vector<Member> members_;
  std::multimap<Day, std::size_t> by_day_;  // into members_
  std::map<Id<Statement>, std::size_t> by_statement_;
};

/// The incidents that links make, in the order in which they were opened. A later link of a
/// statement takes the place of an earlier one; an incident left without statements is dropped.
std::vector<Incident> incidents_from(const std::vector<Link>& links);

}  // namespace truce::link
