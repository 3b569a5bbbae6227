// SPDX-License-Identifier: Apache-2.0
// What the next phase waits for: each condition, whether it is met, by whose account, and who makes
// it.
#include <fmt/format.h>

#include "monitor/course.h"
#include "monitor/words.h"

namespace truce::monitor {
namespace {

using Met = GateCondition::Met;

constexpr std::string_view kOrdinals[] = {"zeroth", "first", "second",  "third",  "fourth",
                                          "fifth",  "sixth", "seventh", "eighth", "ninth"};
constexpr std::string_view kCardinals[] = {"zero", "one", "two",   "three", "four",
                                           "five", "six", "seven", "eight", "nine"};

/// "phase 2", "phase two", "second phase", "second stage", "stage two"
std::vector<std::string> names_of_phase(const std::string& number) {
  std::vector<std::string> names{"phase " + number, "stage " + number};
  if (number.size() != 1 || number[0] < '0' || '9' < number[0]) return names;
  const auto at = static_cast<std::size_t>(number[0] - '0');
  for (const std::string_view word : {"phase", "stage"}) {
    names.push_back(fmt::format("{} {}", word, kCardinals[at]));
    names.push_back(fmt::format("{} {}", kOrdinals[at], word));
  }
  return names;
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.find(word) != text.npos; });
}

/// Whether the words say that the phase has begun, not that it is talked about or waited for.
bool says_begun(std::string_view plain, const std::vector<std::string>& phase_names) {
  for (const std::string& name : phase_names) {
    const auto at = plain.find(name);
    if (at == plain.npos) continue;
    const auto from = at < 40 ? 0 : at - 40;
    const std::string_view before = plain.substr(from, at - from);
    const std::string_view after = plain.substr(at + name.size(), 30);
    if (has_any(before, {"talks", "before", "until", "condition", "once ", "when ", "if "}))
      continue;
    if (has_any(after, {"begun", "begins", "began", "started", "starts", "under way", "underway",
                        "in effect", "is open"}) &&
        !has_any(after, {"not ", "n't", "before", "until"}))
      return true;
  }
  return false;
}

std::string clause_words(const Condition& condition) {
  switch (condition.kind) {
    case Condition::Kind::all:
      return "all of";
    case Condition::Kind::any:
      return "any of";
    case Condition::Kind::at_least:
      return fmt::format("at least {} of", condition.k);
    case Condition::Kind::clause_fulfilled:
      return fmt::format("clause {} is fulfilled", condition.ref);
    case Condition::Kind::clause_not_fulfilled:
      return fmt::format("clause {} is not fulfilled by its day", condition.ref);
    case Condition::Kind::clause_breached:
      return fmt::format("clause {} is breached", condition.ref);
    case Condition::Kind::phase_ended:
      return fmt::format("phase {} has ended", condition.ref);
    case Condition::Kind::tally_reached:
      return fmt::format("{} reaches {}", condition.ref, grouped(condition.k));
    case Condition::Kind::date_reached:
      return "a date is reached";
    case Condition::Kind::decision:
    case Condition::Kind::statement_of:
      return fmt::format("{} {}", listed(condition.actors), condition.words);
    case Condition::Kind::no_breach:
      return fmt::format("no breach of {} is {}{}", condition.ref,
                         condition.found_only ? "found" : "alleged",
                         condition.period ? " for " + in_words(*condition.period) : "");
    case Condition::Kind::event:
      return condition.ref;
  }
  return {};
}

bool is_group(Condition::Kind kind) {
  return kind == Condition::Kind::all || kind == Condition::Kind::any ||
         kind == Condition::Kind::at_least;
}

// A way that is already open leaves nothing to wait for in the others.
void collect_blockers(const GateCondition& condition, std::vector<GateCondition>& by_text,
                      std::vector<GateCondition>& by_party) {
  if (condition.met == Met::met) return;
  if (is_group(condition.kind)) {
    for (const GateCondition& child : condition.children)
      collect_blockers(child, by_text, by_party);
    return;
  }
  (condition.required_by.empty() ? by_text : by_party).push_back(condition);
}

}  // namespace

// A phase that runs from entry into force beside the others holds no place in their order.
Gate Course::gate() {
  Gate gate;
  std::size_t next = 0;
  for (std::size_t at = 0; at < phases_.size(); ++at)
    if (phases_[at].began && world_.agreement.phases[at].begins) next = at + 1;
  while (next < phases_.size() && !world_.agreement.phases[next].begins) ++next;
  if (next >= phases_.size()) return gate;
  gate.phase = world_.agreement.phases[next].number;
  gate.title = world_.agreement.phases[next].title;
  gate.root = phases_[next].gate;
  std::vector<GateCondition> by_party;
  collect_blockers(gate.root, gate.blockers, by_party);
  gate.blockers.insert(gate.blockers.end(), std::make_move_iterator(by_party.begin()),
                       std::make_move_iterator(by_party.end()));
  return gate;
}

GateCondition Course::judge(const Condition& condition, std::size_t phase,
                            const std::vector<std::string>& required_by) {
  GateCondition out{.kind = condition.kind, .words = clause_words(condition)};
  out.required_by = condition.required_by.empty() ? required_by : condition.required_by;
  switch (condition.kind) {
    case Condition::Kind::all:
    case Condition::Kind::any:
    case Condition::Kind::at_least:
      for (const Condition& child : condition.children)
        out.children.push_back(judge(child, phase, out.required_by));
      judge_group(condition, out);
      break;
    case Condition::Kind::clause_fulfilled:
      judge_clause(condition, out);
      break;
    case Condition::Kind::clause_not_fulfilled:
      judge_not_fulfilled(condition, out);
      break;
    case Condition::Kind::clause_breached:
      judge_breached(condition, out);
      break;
    case Condition::Kind::phase_ended:
      judge_phase_ended(condition, out);
      break;
    case Condition::Kind::tally_reached:
      judge_tally(condition, out);
      break;
    case Condition::Kind::date_reached:
      judge_date(condition, out);
      break;
    case Condition::Kind::decision:
      judge_decision(condition, phase, out);
      break;
    case Condition::Kind::statement_of:
      judge_statement(condition, phase, out);
      break;
    case Condition::Kind::no_breach:
      judge_breach(condition, out);
      break;
    case Condition::Kind::event:
      judge_event(condition, out);
      break;
  }
  return out;
}

// Under a party's own viewpoint what that party requires is required, what the other does is not.
bool Course::is_required(const GateCondition& condition) const {
  if (condition.required_by.empty()) return true;
  if (world_.viewpoint.kind != Viewpoint::Kind::party) return false;
  const std::string mine = Names::plain(world_.viewpoint.party);
  return std::any_of(condition.required_by.begin(), condition.required_by.end(),
                     [&](const std::string& by) { return Names::plain(by) == mine; });
}

void Course::judge_group(const Condition& condition, GateCondition& out) const {
  std::int64_t total = 0;
  std::int64_t met = 0;
  std::int64_t not_met = 0;
  std::int64_t disputed = 0;
  bool rival = false;  // a condition that only one party makes is not met
  for (const GateCondition& child : out.children) {
    const bool required = is_required(child) || child.required_by == out.required_by;
    if (!required) {
      rival |= child.met != Met::met && world_.viewpoint.kind != Viewpoint::Kind::party;
      continue;
    }
    ++total;
    met += child.met == Met::met;
    not_met += child.met == Met::not_met;
    disputed += child.met == Met::disputed;
  }
  const std::int64_t needed = condition.kind == Condition::Kind::all   ? total
                              : condition.kind == Condition::Kind::any ? 1
                                                                       : condition.k;
  if (met >= needed)
    out.met = rival ? Met::disputed : Met::met;
  else if (total - not_met < needed)
    out.met = Met::not_met;
  else
    out.met = met + disputed >= needed ? Met::disputed : Met::unknown;
  out.account = fmt::format("{} of {} met", met, total);
}

void Course::judge_clause(const Condition& condition, GateCondition& out) {
  const auto machine = machine_of(condition.ref);
  const Verdict* verdict = machine ? settle(*machine) : nullptr;
  if (verdict == nullptr) {
    out.account = fmt::format("clause {} is not settled", condition.ref);
    return;
  }
  switch (verdict->status) {
    case ClauseStatus::fulfilled:
    case ClauseStatus::fulfilled_late:
    case ClauseStatus::waived:
      out.met = Met::met;
      break;
    case ClauseStatus::disputed:
      out.met = Met::disputed;
      break;
    case ClauseStatus::cannot_tell:
    case ClauseStatus::watched:
      out.met = Met::unknown;
      break;
    case ClauseStatus::not_due:
    case ClauseStatus::in_progress:
    case ClauseStatus::due_soon:
    case ClauseStatus::overdue:
    case ClauseStatus::partly_fulfilled:
    case ClauseStatus::breached:
    case ClauseStatus::suspended:
      out.met = Met::not_met;
      break;
  }
  out.account = best_progress(world_, machines_[*machine], *verdict);
  if (out.account.empty()) {
    out.account = to_text(verdict->status);
    std::replace(out.account.begin(), out.account.end(), '_', ' ');
  }
  out.reasons = verdict->reasons;
}

// Until the day has come, the clause may still be fulfilled in time.
void Course::judge_not_fulfilled(const Condition& condition, GateCondition& out) {
  const auto machine = machine_of(condition.ref);
  const Verdict* verdict = machine ? settle(*machine) : nullptr;
  const Reckoned by = condition.moment ? reckon(*condition.moment) : Reckoned{};
  if (by.at)
    out.words = fmt::format("clause {} is not fulfilled by {}", condition.ref, to_words(*by.at));
  if (verdict == nullptr || !by.at) {
    out.met = verdict == nullptr ? Met::unknown : Met::not_met;
    out.account = by.because;
    return;
  }
  out.reasons = verdict->reasons;
  const bool done = verdict->status == ClauseStatus::fulfilled ||
                    verdict->status == ClauseStatus::fulfilled_late ||
                    verdict->status == ClauseStatus::waived;
  if (world_.as_known < *by.at) {
    out.met = Met::not_met;
    out.account = "the day has not come: " + by.because;
  } else if (done && verdict->since && *verdict->since <= *by.at) {
    out.met = Met::not_met;
    out.account = fmt::format("fulfilled by {}", to_words(*verdict->since));
  } else if (verdict->state == VerdictState::undetermined) {
    out.account = "whether it was done by then cannot be told";
  } else if (verdict->status == ClauseStatus::disputed) {
    out.met = Met::disputed;
    out.account = "disputed";
  } else {
    out.met = Met::met;
    out.account = "not fulfilled by then";
  }
}

// An allegation is no breach, and nothing alleged shows that there was none.
void Course::judge_breached(const Condition& condition, GateCondition& out) const {
  const auto machine = machine_of(condition.ref);
  if (!machine) return;
  const Evidence& evidence = *evidence_[*machine];
  if (!evidence.found.empty()) {
    out.met = Met::met;
    out.account = fmt::format("{} found", evidence.found.size() == 1
                                              ? std::string("1 breach")
                                              : fmt::format("{} breaches", evidence.found.size()));
    Reason reason{out.account, {}, {}, {}, {}};
    for (const Breach& breach : evidence.found) reason.findings.push_back(breach.finding);
    out.reasons.push_back(std::move(reason));
    return;
  }
  const auto alleged = static_cast<std::int64_t>(evidence.allegations.size());
  out.met = alleged > 0 ? Met::disputed : Met::not_met;
  out.account = alleged > 0 ? fmt::format("none found, {} alleged", counted(alleged, "incident"))
                            : "none found";
}

void Course::judge_phase_ended(const Condition& condition, GateCondition& out) {
  out.met = Met::not_met;
  for (std::size_t at = 0; at < phases_.size(); ++at) {
    const Phase& phase = world_.agreement.phases[at];
    if (phase.number != condition.ref) continue;
    if (!phases_[at].began) {
      out.account = "it has not begun";
      return;
    }
    out.met = ends_by_its_own(at) || has_ended(at) ? Met::met : Met::not_met;
    out.account = out.met == Met::met ? "ended" : "it goes on";
    return;
  }
}

void Course::judge_tally(const Condition& condition, GateCondition& out) {
  const std::string wanted = Names::plain(condition.ref);
  for (const Tally& tally : tallies_) {
    if (Names::plain(tally.title) != wanted && tally.clause != condition.ref &&
        Names::plain(tally.id) != wanted)
      continue;
    const auto machine = machine_of(tally.clause);
    out.met = Met::not_met;
    const TallyLine* shown = nullptr;
    for (const TallyLine& line : tally.lines) {
      const PartyAt side =
          line.counter.side.empty() ? kNoParty : world_.roster.side_of(line.counter.side);
      const bool interested = machine && machines_[*machine].binds(side);
      const bool reached = last_of(line).low && *last_of(line).low >= condition.k;
      if (reached && !interested) out.met = Met::met;
      if (!interested && (!shown || (reached && !(*last_of(*shown).low >= condition.k))))
        shown = &line;
    }
    if (shown)
      out.account = fmt::format(
          "{} of {} by {}, {}", range_in_words(last_of(*shown).low, last_of(*shown).high),
          grouped(condition.k), shown->counter.name, to_words(last_of(*shown).on));
    return;
  }
  out.account = fmt::format("there is no tally {}", condition.ref);
}

void Course::judge_date(const Condition& condition, GateCondition& out) {
  const Reckoned date = condition.moment ? reckon(*condition.moment) : Reckoned{};
  out.met = date.at && *date.at <= world_.as_known ? Met::met : Met::not_met;
  if (date.at) out.words = fmt::format("{} is reached", to_words(*date.at));
  out.account = date.because;
}

// A body of several has decided when each of them, or somebody in the name of all, has said so.
void Course::judge_decision(const Condition& condition, std::size_t phase, GateCondition& out) {
  const auto bodies = world_.roster.meant_by(condition.actors);
  std::vector<SpeakerAt> declared;
  bool in_common = false;
  std::vector<std::string> by;
  const auto about_phase = declarations_for(phase);
  for (const Declaration* declaration : world_.declarations) {
    const bool about =
        std::find(about_phase.begin(), about_phase.end(), declaration) != about_phase.end() ||
        (!condition.words.empty() &&
         Names::plain(declaration->what).find(Names::plain(condition.words)) != std::string::npos);
    if (!about) continue;
    const SpeakerAt actor = world_.roster.named(declaration->by_actor);
    const std::vector<std::string> named{declaration->by_actor};
    const auto speaks_for = world_.roster.meant_by(named);
    const bool one = std::find(bodies.begin(), bodies.end(), actor) != bodies.end();
    in_common |= speaks_for.size() > 1 && speaks_for == bodies;
    if (!one && !(speaks_for.size() > 1 && speaks_for == bodies)) continue;
    if (std::find(declared.begin(), declared.end(), actor) == declared.end())
      declared.push_back(actor);
    by.push_back(fmt::format("{}, {}", declaration->by_actor, to_words(declaration->on)));
    out.reasons.push_back({fmt::format("{}: {}, {}", declaration->by_actor, declaration->what,
                                       to_words(declaration->on)),
                           {},
                           {},
                           {},
                           {declaration->id}});
  }
  out.met =
      in_common || (!bodies.empty() && declared.size() >= bodies.size()) ? Met::met : Met::not_met;
  out.account = by.empty() ? "not declared" : "declared by " + listed(by);
  const auto claims = claims_for(phase);
  for (const Reason& claim : claims)
    if (claim.declarations.empty()) out.reasons.push_back(claim);
}

// What somebody is to say is said by a declaration on record, or in words that were reported. "It"
// is the beginning of the phase, which only a declaration opens.
void Course::judge_statement(const Condition& condition, std::size_t phase, GateCondition& out) {
  judge_decision(condition, phase, out);
  if (out.met == Met::met) return;
  const Told* told = heard_.first_said(condition);
  if (told == nullptr) return;
  out.met = Met::met;
  out.account = fmt::format("said by {}, {}", world_.speaker(*told).voice.name,
                            to_words(world_.day_told(*told)));
  out.reasons.push_back({out.account, {told->statement->id}, {}, {}, {}});
}

// That nothing is found shows nothing while what is alleged stays unexamined.
void Course::judge_breach(const Condition& condition, GateCondition& out) {
  const auto machine = machine_of(condition.ref);
  if (!machine || !world_.in_force) return;
  const std::chrono::days period{condition.period ? days_in(*condition.period) : 0};
  const Evidence& evidence = *evidence_[*machine];
  const Day since = world_.today - period;
  const auto recent = [&](const std::optional<Day>& last) {
    return last && (!condition.period || *last > since);
  };
  const auto last_alleged = evidence.last_alleged();
  std::optional<Day> last_found;
  for (const Breach& breach : evidence.found)
    last_found = last_found ? std::max(*last_found, breach.day) : breach.day;
  const std::string span =
      condition.period ? " in the last " + in_words(*condition.period) : std::string();
  if (recent(last_found)) {
    out.met = Met::not_met;
    out.account = fmt::format("a breach was found of {}", to_words(*last_found));
  } else if (recent(last_alleged)) {
    out.met = condition.found_only ? Met::disputed : Met::not_met;
    out.account = fmt::format("{}, the last alleged of {}",
                              last_found ? "none found" + span : "none found, none examined",
                              to_words(*last_alleged));
  } else if (world_.in_force_days.front() > since) {
    out.met = Met::not_met;
    out.account = "the time has not passed since entry into force";
  } else {
    out.met = Met::met;
    out.account = "none found and none alleged" + span;
    if (!condition.period) return;
    const Stretch stretch{since + std::chrono::days{1}, world_.today};
    const Coverage watched = monitor::coverage(world_, evidence.watched, stretch);
    out.account += "; " + in_words(watched);
    out.reasons.push_back({in_words(watched), {}, {}, {}, watched.declarations});
  }
}

void Course::judge_event(const Condition& condition, GateCondition& out) const {
  const Declaration* declared = event(condition.ref);
  out.met = declared ? Met::met : Met::not_met;
  out.account = declared
                    ? fmt::format("declared by {}, {}", declared->by_actor, to_words(declared->on))
                    : "not declared";
  if (declared) out.reasons.push_back({out.account, {}, {}, {}, {declared->id}});
}

std::vector<const Declaration*> Course::declarations_for(std::size_t phase) const {
  std::vector<const Declaration*> found;
  const auto names = names_of_phase(world_.agreement.phases[phase].number);
  for (const Declaration* declaration : world_.declarations)
    if (says_begun(Names::plain(declaration->what), names)) found.push_back(declaration);
  return found;
}

std::vector<Reason> Course::claims_for(std::size_t phase) const {
  std::vector<Reason> claims;
  if (!world_.agreement.phases[phase].begins) return claims;
  for (const Declaration* declaration : declarations_for(phase))
    claims.push_back({fmt::format("{}: {}, {}", declaration->by_actor, declaration->what,
                                  to_words(declaration->on)),
                      {},
                      {},
                      {},
                      {declaration->id}});
  const auto names = names_of_phase(world_.agreement.phases[phase].number);
  for (const auto& [at, words] : heard_.of_phases()) {
    const Told& told = world_.told[at];
    if (!Heard::is_said(told) || !says_begun(words, names)) continue;
    claims.push_back({fmt::format("{} says that it has begun, {}", world_.speaker(told).voice.name,
                                  to_words(world_.day_told(told))),
                      {told.statement->id},
                      {},
                      {},
                      {}});
  }
  return claims;
}

}  // namespace truce::monitor
