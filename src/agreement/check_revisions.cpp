// SPDX-License-Identifier: Apache-2.0
// What amendments get wrong, each against the text that it finds when it enters into force.
#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "agreement/amended_text.h"
#include "agreement/layout.h"
#include "agreement/reachable.h"
#include "agreement/reader.h"

namespace truce::agreement {
namespace {

/// A clause or a rule as the amendments so far have left it.
struct Standing {
  const Clause* clause = nullptr;
  const Rule* rule = nullptr;
  std::string phase;
  bool deleted = false;

  std::string_view kind() const { return clause != nullptr ? "clause" : "rule"; }
  std::string text() const { return clause != nullptr ? text_of(*clause) : text_of(*rule); }
};

Standing standing(const Clause& clause, const std::string& phase) {
  return {&clause, nullptr, phase};
}
Standing standing(const Rule& rule, const std::string& phase) { return {nullptr, &rule, phase}; }

/// What a phase says of itself.
std::string own_text(const Phase& phase) {
  Phase bare;
  bare.number = phase.number;
  bare.title = phase.title;
  bare.begins = phase.begins;
  bare.ends = phase.ends;
  return text_of(bare);
}

/// The clause that must be kept or broken for the condition to come true; else empty.
std::string awaited_by(const Condition& condition) {
  const bool waits = condition.kind == Condition::Kind::clause_fulfilled ||
                     condition.kind == Condition::Kind::clause_breached;
  return waits ? condition.ref : std::string();
}

/// Goes through the amendments by their days.
class Following {
 public:
  explicit Following(Reader& reader) : reader_(reader) {
    for (const Phase& phase : reader.agreement.phases) {
      for (const Clause& clause : phase.clauses)
        items_.emplace(clause.ref, standing(clause, phase.number));
      for (const Rule& rule : phase.rules) items_.emplace(rule.ref, standing(rule, phase.number));
      phases_.insert(phase.number);
    }
  }

  void follow(std::size_t at) {
    const Revision& revision = reader_.agreement.revisions[at];
    prefix_ = key_of_revision(at);
    touched_.clear();
    for (const PhaseChange& change : revision.phases) check_phase(change);
    for (const Clause& clause : revision.clauses) check_item(clause, phase_named_by(clause.ref));
    for (const Rule& rule : revision.rules) check_item(rule, phase_named_by(rule.ref));
    check_deletions(revision.deleted, "clause");
    check_deletions(revision.deleted_rules, "rule");
    to_apply_.push_back(&revision);
    if (!revision.phases.empty() || !revision.deleted.empty()) check_whole(revision);
  }

 private:
  // ---- Clauses and rules

  TextSpan heading_of(const Clause& clause) const {
    return reader_.revised_clauses.at(clause.span.begin).heading;
  }
  TextSpan heading_of(const Rule& rule) const {
    return reader_.revised_rules.at(rule.span.begin).heading;
  }

  /// Complains when the amendment has spoken of it before.
  bool is_new_here(const std::string& what, TextSpan span) {
    if (touched_.insert(what).second) return true;
    reader_.error(span, fmt::format("this amendment says two things of {}", what),
                  "keep one of the two");
    return false;
  }

  template <class Item>
  void check_item(const Item& item, const std::string& phase, bool below_phase = false) {
    if (item.ref.empty()) return;
    Standing fresh = standing(item, phase);
    const std::string_view kind = fresh.kind();
    const TextSpan span = heading_of(item);
    if (!is_new_here(item.ref, span)) return;
    const auto [found, is_new] = items_.emplace(item.ref, fresh);
    if (is_new && !phases_.contains(phase))
      reader_.error(span, fmt::format("{} {} has no phase to stand in", kind, item.ref),
                    fmt::format("declare phase {}, or give the {} another number", phase, kind));
    if (is_new) return;
    Standing& old = found->second;
    if (old.kind() != kind)
      return reader_.error(span, fmt::format("{} already names a {}", item.ref, old.kind()),
                           fmt::format("give this {} a number of its own", kind));
    if (below_phase && old.phase != phase)
      return reader_.error(
          span, fmt::format("{} {} stands in phase {}", kind, item.ref, old.phase),
          fmt::format("move it below 'phase {}', or give it a number of its own", old.phase));
    if (!old.deleted && old.text() == fresh.text())
      reader_.warn(span, fmt::format("this changes nothing: {} {} says so already", kind, item.ref),
                   "leave it out, or write what is to change");
    fresh.phase = old.phase;
    old = std::move(fresh);
  }

  void check_deletions(const std::vector<std::string>& refs, std::string_view kind) {
    for (std::size_t at = 0; at < refs.size(); ++at) {
      const TextSpan span = reader_.deletion_marks.at(prefix_ + std::string(kind))[at];
      if (is_new_here(refs[at], span)) check_deletion(refs[at], kind, span);
    }
  }

  void check_deletion(const std::string& ref, std::string_view kind, TextSpan span) {
    const auto found = items_.find(ref);
    // What no amendment knows, and what is of the other kind, is said where names are looked up.
    if (found == items_.end()) {
      if (is_known_later(ref, kind))
        reader_.error(span, fmt::format("{} {} comes with a later amendment only", kind, ref),
                      "check the days on which the two enter into force");
      return;
    }
    if (found->second.kind() != kind) return;
    if (found->second.deleted)
      return reader_.error(span, fmt::format("{} {} is deleted already", kind, ref),
                           "leave the line out");
    found->second.deleted = true;
  }

  bool is_known_later(const std::string& ref, std::string_view kind) const {
    const auto holds = [&](const auto& items) {
      return std::any_of(items.begin(), items.end(),
                         [&](const auto* item) { return item->ref == ref; });
    };
    const auto& all = reader_.agreement.revisions;
    return std::any_of(all.begin(), all.end(), [&](const Revision& revision) {
      return kind == "clause" ? holds(revision.all_clauses()) : holds(revision.all_rules());
    });
  }

  // ---- Phases

  void check_phase(const PhaseChange& change) {
    const Phase& phase = change.phase;
    if (!phase.number.empty() && is_new_here("phase " + phase.number, phase.span) &&
        phases_.insert(phase.number).second)
      check_new_phase(change);
    for (const Clause& clause : phase.clauses) check_item(clause, phase.number, true);
    for (const Rule& rule : phase.rules) check_item(rule, phase.number, true);
  }

  void check_new_phase(const PhaseChange& change) {
    const Phase& phase = change.phase;
    if (!change.begins_said)
      reader_.error(phase.span, "this new phase does not say when it begins",
                    "add a line below it, as in 'begins when phase 2 has ended' or 'begins on 3 "
                    "May 2026'");
    if (phase.clauses.empty() && phase.rules.empty())
      reader_.warn(phase.span, "this new phase holds no clause", "add one, or leave the phase out");
  }

  // ---- The text as it stands afterwards

  /// Each look goes over the whole text, so of very many amendments only the first are followed.
  void check_whole(const Revision& revision) {
    constexpr std::size_t kFollowedMax = 200;
    if (++followed_ > kFollowedMax) return;
    if (!text_) {
      Agreement signed_text = reader_.agreement;
      signed_text.revisions.clear();
      text_.emplace(std::move(signed_text));
    }
    for (; applied_ + 1 < to_apply_.size(); ++applied_) text_->apply(*to_apply_[applied_]);
    std::vector<std::string> before;
    for (const PhaseChange& change : revision.phases)
      before.push_back(own_text_of(change.phase.number));
    const Ways ways_before = ways();
    text_->apply(revision);
    ++applied_;
    for (std::size_t at = 0; at < before.size(); ++at) {
      const Phase& phase = revision.phases[at].phase;
      const bool only_itself = phase.clauses.empty() && phase.rules.empty();
      if (only_itself && !phase.number.empty() && before[at] == own_text_of(phase.number))
        reader_.warn(phase.span, fmt::format("this changes nothing of phase {}", phase.number),
                     "leave it out, or write what is to change");
    }
    check_ways(revision, ways_before, ways());
    check_left_waiting(revision);
  }

  std::string own_text_of(const std::string& number) const {
    const Phase* phase = text_->phase(number);
    return phase != nullptr ? own_text(*phase) : std::string();
  }

  /// Which phases can begin, and end, in the order of the text.
  struct Ways {
    std::vector<bool> begin, end;
  };
  Ways ways() const {
    const Reachable reachable(text_->text());
    Ways ways;
    for (std::size_t at = 0; at < text_->text().phases.size(); ++at) {
      ways.begin.push_back(reachable.begins(at));
      ways.end.push_back(reachable.ends(at));
    }
    return ways;
  }

  /// Complains of what the amendment has made impossible, where it says when the phase begins or
  /// ends, or at its heading.
  void check_ways(const Revision& revision, const Ways& before, const Ways& after) {
    std::unordered_map<std::string, const Phase*> changed;
    for (const PhaseChange& change : revision.phases)
      changed.emplace(change.phase.number, &change.phase);
    const auto place_of = [&](const std::string& number, bool begin) {
      const auto found = changed.find(number);
      if (found == changed.end()) return revision.span;
      const auto& condition = begin ? found->second->begins : found->second->ends;
      return condition ? condition->span : found->second->span;
    };
    for (std::size_t at = 0; at < text_->text().phases.size(); ++at) {
      const std::string& number = text_->text().phases[at].number;
      const bool could_begin = at >= before.begin.size() || before.begin[at];
      const bool could_end = at >= before.end.size() || before.end[at];
      if (could_begin && !after.begin[at])
        reader_.error(place_of(number, true),
                      fmt::format("after this, phase {} can never begin: its conditions go round "
                                  "in a circle",
                                  number),
                      "let it wait for something in an earlier phase, a date or a decision");
      else if (could_begin && could_end && !after.end[at])
        reader_.error(
            place_of(number, false),
            fmt::format("after this, phase {} can never end: its conditions go round in a circle",
                        number),
            "let it end with something that comes without it, a date or a decision");
    }
  }

  /// What goes on counting or awaiting a clause that is gone.
  void check_left_waiting(const Revision& revision) {
    std::unordered_map<std::string, TextSpan> gone;
    for (std::size_t at = 0; at < revision.deleted.size(); ++at)
      gone.emplace(revision.deleted[at], reader_.deletion_marks.at(prefix_ + "clause")[at]);
    if (gone.empty()) return;
    for (const Phase& phase : text_->text().phases) {
      for (const Rule& rule : phase.rules) {
        const auto found = gone.find(rule.of_clause);
        if (found == gone.end() || (rule.changed && rule.changed->deleted)) continue;
        reader_.warn(found->second,
                     fmt::format("rule {} counts breaches of clause {}", rule.ref, rule.of_clause),
                     fmt::format("add 'rule {} is deleted', or let the rule count another clause",
                                 rule.ref));
      }
      if (phase.begins) check_awaited(phase, *phase.begins, gone);
      if (phase.ends) check_awaited(phase, *phase.ends, gone);
    }
  }

  void check_awaited(const Phase& phase, const Condition& condition,
                     const std::unordered_map<std::string, TextSpan>& gone) {
    for (const Condition& child : condition.children) check_awaited(phase, child, gone);
    const auto found = gone.find(awaited_by(condition));
    if (found == gone.end()) return;
    reader_.warn(found->second,
                 fmt::format("phase {} waits for clause {}", phase.number, condition.ref),
                 fmt::format("say below 'phase {}' what it waits for instead", phase.number));
  }

  Reader& reader_;
  std::string prefix_;  // of the keys of the amendment at hand
  std::unordered_map<std::string, Standing> items_;
  std::unordered_set<std::string> phases_, touched_;
  std::vector<const Revision*> to_apply_;
  std::size_t applied_ = 0, followed_ = 0;
  std::optional<AmendedText> text_;  // with the first `applied_` of them
};

void check_days(Reader& reader) {
  const Agreement& agreement = reader.agreement;
  std::unordered_set<std::string> titles;
  for (const Revision& revision : agreement.revisions) {
    if (!revision.title.empty() && !titles.insert(revision.title).second)
      reader.error(revision.span, "another amendment has this title",
                   "give this one a title of its own");
    if (revision.in_force && !agreement.in_force.empty() &&
        *revision.in_force < agreement.in_force.front().at)
      reader.warn(revision.span, "this amendment is older than the agreement",
                  "check the year of the two lines 'in force'");
  }
}

}  // namespace

void check_revisions(Reader& reader) {
  check_days(reader);
  Following following(reader);
  for (const std::size_t at : revisions_in_order(reader.agreement)) following.follow(at);
}

}  // namespace truce::agreement
