// SPDX-License-Identifier: Apache-2.0
// What rules over events mean, computed in the obvious and slow way. For tests only: a watch must
// say the same, however the reports came.
//
// Given are a rule, all reports that stand, and what the clock shows. Every event that the rule is
// about, the *subject*, gets a state. Two events belong together when they have the same values in
// the rule's `same` fields; where it has none, all belong together.
//
// Times. When an event happened is known to lie between two seconds, both possible, often the same
// one. Equal times are unordered: each event is not before and not after the other. One event came
// *strictly after* another when its time is greater. A window of length W is closed at both ends: a
// distance of W seconds is within it. Every comparison of two times is therefore true, false, or
// doubtful; "and" and "not" carry the doubt on. Comparisons are judged one by one: that two doubts
// about one time cannot both go the same way is not looked at, so a state may be undetermined
// although a longer thought would settle it. The other way about cannot be.
//
// Levels. Each subject has a level, lower being better; the rule keeps it at a bound or below. The
// *best* level takes every doubt in favour, the *worst* every doubt against.
//   followed: the seconds until the nearest answer that did not come before the subject. Bound:
//     `within`.
//   preceded: the seconds since the nearest permit that did not come after the subject and that
//     holds. It holds unless a revocation came strictly after the permit and not after the subject.
//     Bound: `within`.
//   bounded: the number of events, or the sum of their amounts, that did not come after the
//   subject,
//     are no further back than `within`, and are not out. An event is out when what the count
//     begins anew with came strictly after it and not after the subject. The subject itself counts
//     always. Bound: `most`. For the best, what is doubtful counts only if it lowers the sum, for
//     the worst only if it raises it.
// Without an answer or a permit there is no level, which is over every bound. Without `within` any
// distance will do.
//
// States. At its bound or below by the worst level, the subject is in order: *fulfilled*. What must
// be followed is *open* until the clock is past the subject's latest time and `within` more. Then,
// and for the other forms from the start, it is *undetermined* when the best level is in order.
// Else what must be followed is *fulfilled late* when surely something followed, and everything
// else is *violated*.
//
// Since. A violation, or that nobody knows, dates from the deadline, which is the subject's latest
// time and `within`; what was followed, from the latest that it can have been followed if it
// happened as early as it can. States of the other two forms, and of rules without `within`, date
// from the subject's latest time.
#pragma once

#include <map>
#include <vector>

#include "agreement/agreement.h"
#include "watch/report.h"

namespace truce::watch::reference {

struct Verdict {
  State state = State::not_triggered;
  Seconds since = 0;
  std::int64_t best = kNever;
  std::int64_t worst = kNever;
};

/// Where every subject of `rule` stands, by its report's id. A report's kind is its place in
/// `kinds`, which must hold all that the rule names.
std::map<std::uint32_t, Verdict> verdicts(const EventRule& rule,
                                          const std::vector<EventKind>& kinds,
                                          const std::vector<Report>& reports, Seconds clock);

}  // namespace truce::watch::reference
