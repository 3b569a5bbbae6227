// SPDX-License-Identifier: Apache-2.0
// What the grammar cannot see: names that nobody declared, circles, deadlines that cannot be met.
#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "agreement/reachable.h"
#include "agreement/reader.h"
#include "agreement/suggest.h"

namespace truce::agreement {
namespace {

constexpr std::size_t kCandidatesMax =
    2000;  // more names than this are not searched for a near one

using Names = std::vector<std::string>;

// ---- Names
// ----------------------------------------------------------------------------------------

/// Everything that the text declares, by kind.
struct Declared {
  std::unordered_set<std::string> clauses, rules, phases, events, tallies;
  Names actors, parties, areas, clause_list, rule_list, phase_list, event_list, tally_list;
};

Declared declared_in(const Agreement& agreement) {
  Declared declared;
  for (const Participant& participant : agreement.participants) {
    Names names = participant.also;
    names.insert(names.begin(), participant.name);
    declared.actors.insert(declared.actors.end(), names.begin(), names.end());
    if (participant.role == Role::party)
      declared.parties.insert(declared.parties.end(), names.begin(), names.end());
  }
  for (const Area& area : agreement.areas) {
    declared.areas.push_back(area.name);
    declared.areas.insert(declared.areas.end(), area.also.begin(), area.also.end());
  }
  const auto add = [](const std::string& name, std::unordered_set<std::string>& known,
                      Names& list) {
    if (known.insert(name).second) list.push_back(name);
  };
  for (const Phase& phase : agreement.phases) {
    add(phase.number, declared.phases, declared.phase_list);
    for (const Clause& clause : phase.clauses)
      add(clause.ref, declared.clauses, declared.clause_list);
    for (const Rule& rule : phase.rules) add(rule.ref, declared.rules, declared.rule_list);
  }
  for (const Revision& revision : agreement.revisions) {
    for (const PhaseChange& change : revision.phases)
      add(change.phase.number, declared.phases, declared.phase_list);
    for (const Clause* clause : revision.all_clauses())
      add(clause->ref, declared.clauses, declared.clause_list);
    for (const Rule* rule : revision.all_rules())
      add(rule->ref, declared.rules, declared.rule_list);
  }
  declared.event_list = agreement.events;
  declared.events.insert(agreement.events.begin(), agreement.events.end());
  for (const TallyRule& tally : agreement.tallies) declared.tally_list.push_back(tally.title);
  for (const Population& population : agreement.populations)
    declared.tally_list.push_back(number_to_text(population.total) + ' ' + population.thing);
  declared.tallies.insert(declared.tally_list.begin(), declared.tally_list.end());
  return declared;
}

struct Lookup {
  bool known;
  std::string_view kind;
  const Names& candidates;
  std::string otherwise;
};

const Names kNoNames;  // a number that is nearly right says nothing about what was meant

/// "the clauses are 1.1, 1.2 and 1.3"
std::string numbers(std::string_view kind, const Names& all) {
  constexpr std::size_t kShown = 12;
  if (all.empty()) return fmt::format("there is no {} yet", kind);
  if (all.size() == 1) return fmt::format("the only {} is {}", kind, all.front());
  std::string text;
  for (std::size_t at = 0; at < std::min(all.size(), kShown); ++at)
    text += (at == 0 ? "" : at + 1 == all.size() ? " and " : ", ") + all[at];
  return fmt::format("the {}s are {}{}", kind, text, all.size() > kShown ? " …" : "");
}

Lookup look_up(const Reader& reader, const Declared& declared, const Mention& mention) {
  const Agreement& agreement = reader.agreement;
  switch (mention.kind) {
    case Mention::Kind::actor:
      if (const auto role = group_of(mention.name))
        return {!agreement.who(mention.name).empty(), "group", declared.actors,
                fmt::format("declare one first, as in '{} …'",
                            *role == Role::body ? "body" : mention.name.substr(4))};
      return {reader.participant(mention.name) != nullptr || reader.roster(mention.name) != nullptr,
              "party or body", declared.actors,
              "declare it first, as in 'party …', 'guarantor …' or 'body …'"};
    case Mention::Kind::party: {
      const Participant* participant = reader.participant(mention.name);
      return {participant != nullptr && participant->role == Role::party, "party", declared.parties,
              "declare it first, as in 'party …'"};
    }
    case Mention::Kind::area:
      return {reader.knows_place(mention.name), "area", declared.areas,
              "declare it first, as in 'area …'"};
    case Mention::Kind::clause:
      return {declared.clauses.contains(mention.name), "clause", kNoNames,
              numbers("clause", declared.clause_list)};
    case Mention::Kind::rule:
      return {declared.rules.contains(mention.name), "rule", kNoNames,
              numbers("rule", declared.rule_list)};
    case Mention::Kind::phase:
      return {declared.phases.contains(mention.name), "phase", kNoNames,
              numbers("phase", declared.phase_list)};
    case Mention::Kind::event:
      return {declared.events.contains(mention.name), "event", declared.event_list,
              "declare it first, as in 'event \"…\"'"};
    case Mention::Kind::tally:
      return {declared.tallies.contains(mention.name), "tally", declared.tally_list,
              "declare it first, as in 'tally \"…\" counts …'"};
  }
  return {true, "", declared.actors, ""};
}

/// Where each rule says what it is about, by the rule's number.
std::unordered_map<std::string, TextSpan> rule_subjects(const Reader& reader) {
  std::unordered_map<std::string, TextSpan> subjects;
  std::size_t mark = 0;
  for (const Phase& phase : reader.agreement.phases)
    for (const Rule& rule : phase.rules)
      subjects.emplace(rule.ref, reader.rule_marks[mark++].subject);
  for (const Revision& revision : reader.agreement.revisions)
    for (const Rule* rule : revision.all_rules())
      subjects.emplace(rule->ref, reader.revised_rules.at(rule->span.begin).subject);
  return subjects;
}

void check_mentions(Reader& reader) {
  const Declared declared = declared_in(reader.agreement);
  const auto rules = rule_subjects(reader);
  std::unordered_set<std::size_t> deletions;
  for (const auto& [key, marks] : reader.deletion_marks)
    for (const TextSpan mark : marks) deletions.insert(mark.begin);
  for (const Mention& mention : reader.mentions) {
    const Lookup found = look_up(reader, declared, mention);
    if (found.known) continue;
    const auto rule =
        mention.kind == Mention::Kind::clause ? rules.find(mention.name) : rules.end();
    if (deletions.contains(mention.span.begin) &&
        (rule != rules.end() || declared.clauses.contains(mention.name))) {
      const std::string_view kind = rule != rules.end() ? "rule" : "clause";
      reader.error(mention.span, fmt::format("{} is a {}", mention.name, kind),
                   fmt::format("write '{} {} is deleted'", kind, mention.name));
      continue;
    }
    if (rule != rules.end()) {
      reader.error(
          mention.span,
          rule->second == mention.span
              ? fmt::format("rule {} is about itself", mention.name)
              : fmt::format("{} is a rule, and only a clause is kept or broken", mention.name),
          numbers("clause", declared.clause_list));
      continue;
    }
    const std::string help = found.candidates.size() > kCandidatesMax
                                 ? found.otherwise
                                 : did_you_mean(mention.name, found.candidates, found.otherwise);
    const std::string message =
        mention.kind == Mention::Kind::clause || mention.kind == Mention::Kind::rule ||
                mention.kind == Mention::Kind::phase
            ? fmt::format("there is no {} {}", found.kind, mention.name)
            : fmt::format("there is no {} named '{}'", found.kind, mention.name);
    if (mention.must_be_known)
      reader.error(mention.span, message, help);
    else
      reader.warn(mention.span, message, help);
  }
}

/// Complains when `name` was given before.
class Once {
 public:
  explicit Once(Reader& reader) : reader_(reader) {}
  void add(const std::string& name, TextSpan span, std::string message, std::string help) {
    if (!name.empty() && !seen_.insert(name).second)
      reader_.error(span, std::move(message), std::move(help));
  }

 private:
  Reader& reader_;
  std::unordered_set<std::string> seen_;
};

void check_participants(Reader& reader) {
  const Agreement& agreement = reader.agreement;
  std::unordered_map<std::string, const Participant*> owner;
  for (const Participant& participant : agreement.participants) {
    Names names = participant.also;
    names.insert(names.begin(), participant.name);
    for (const std::string& name : names) {
      const auto [at, fresh] = owner.emplace(name, &participant);
      if (fresh) continue;
      const bool itself = at->second == &participant;
      reader.error(participant.span,
                   itself ? fmt::format("'{}' is given twice here", name)
                          : fmt::format("'{}' already stands for {}", name, at->second->name),
                   "a name stands for one: leave it out here");
    }
    if (group_of(participant.name))
      reader.error(participant.span, fmt::format("'{}' stands for all of a role", participant.name),
                   "choose another name");
  }
  for (const NamedRoster& roster : agreement.rosters) {
    if (reader.participant(roster.name) != nullptr || group_of(roster.name))
      reader.error(roster.span, fmt::format("'{}' already stands for somebody", roster.name),
                   "choose another name for the roster");
    for (const std::string& member : roster.members)
      if (reader.roster(member) != nullptr)
        reader.error(roster.span, fmt::format("'{}' is a roster itself", member),
                     "name its members one by one");
  }
  const auto is_party = [](const Participant& one) { return one.role == Role::party; };
  const auto& all = agreement.participants;
  // Where a line could not be read, it may have named one.
  if (!agreement.title.empty() && reader.diagnostics.empty() &&
      std::none_of(all.begin(), all.end(), is_party))
    reader.error({0, 0}, "this agreement names no party", "add a line 'parties' with their names");
}

void check_duplicates(Reader& reader) {
  Once rosters(reader);
  for (const NamedRoster& roster : reader.agreement.rosters)
    rosters.add(roster.name, roster.span, fmt::format("'{}' already names a roster", roster.name),
                "join the two lines into one");
  Once areas(reader), refs(reader), phases(reader), tallies(reader), events(reader);
  for (const Area& area : reader.agreement.areas)
    areas.add(area.name, area.span, fmt::format("'{}' already names an area", area.name),
              "join the two lines into one");
  for (const Phase& phase : reader.agreement.phases) {
    phases.add(phase.number, phase.span, fmt::format("there is a phase {} already", phase.number),
               "give this one the next number");
    for (const Clause& clause : phase.clauses)
      refs.add(clause.ref, clause.span,
               fmt::format("{} already names another clause or rule", clause.ref),
               "give this one a number of its own");
    for (const Rule& rule : phase.rules)
      refs.add(rule.ref, rule.span,
               fmt::format("{} already names another clause or rule", rule.ref),
               "give this one a number of its own");
  }
  for (std::size_t at = 0; at < reader.agreement.tallies.size(); ++at)
    tallies.add(reader.agreement.tallies[at].title, reader.tally_marks[at],
                "another tally has this title", "give this one a title of its own");
  for (std::size_t at = 0; at < reader.agreement.events.size(); ++at)
    events.add(reader.agreement.events[at], reader.event_marks[at], "this event is declared twice",
               "leave one of them out");
}

// ---- Dates
// ----------------------------------------------------------------------------------------

/// The first moment at which anybody holds the agreement to be in force.
std::optional<LocalTime> earliest_in_force(const Agreement& agreement) {
  std::optional<LocalTime> earliest;
  for (const EntryIntoForce& entry : agreement.in_force)
    if (!earliest || entry.at < *earliest) earliest = entry.at;
  return earliest;
}

void check_heading(Reader& reader) {
  const Agreement& agreement = reader.agreement;
  if (agreement.title.empty() && reader.diagnostics.empty())
    reader.error({0, 0}, "this text holds no agreement", "begin it with 'agreement \"its title\"'");
  if (reader.zone_mark.size() > 0 && !is_zone(agreement.zone))
    reader.error(reader.zone_mark, fmt::format("there is no time zone '{}'", agreement.zone),
                 did_you_mean(agreement.zone,
                              {"UTC", "Asia/Gaza", "Asia/Jerusalem", "Asia/Beirut", "Asia/Aden",
                               "Asia/Damascus", "Asia/Baghdad", "Europe/Kyiv", "Africa/Khartoum",
                               "Africa/Juba", "America/Bogota", "Africa/Cairo", "Asia/Qatar"},
                              "zones are named as in 'Asia/Beirut' or 'UTC'"));
  std::unordered_set<std::string> counters;
  for (std::size_t at = 0; at < agreement.in_force.size(); ++at)
    if (!counters.insert(agreement.in_force[at].as).second)
      reader.error(reader.in_force_marks[at], "this agreement enters into force twice",
                   "say who counts the other day: 'as … counts'");
  if (!agreement.in_force.empty() && !counters.contains(""))
    reader.error(reader.in_force_marks.front(), "the text's own entry into force is missing",
                 "add a line 'in force' without 'as … counts'");
  const auto earliest = earliest_in_force(agreement);
  if (earliest && agreement.expires_at && *agreement.expires_at < *earliest)
    reader.error(reader.expires_mark, "this agreement expires before it enters into force",
                 "check the two dates");
  if (earliest && agreement.signed_at && agreement.signed_at->day > earliest->day)
    reader.warn(reader.signed_mark, "this agreement is signed after it enters into force",
                "check the two dates");
}

/// The end of the named day, or the named minute.
LocalTime last_of(const Moment& moment) {
  LocalTime at = *moment.date;
  if (moment.whole_day) at.since_midnight = std::chrono::hours(24);
  return at;
}

/// The day that a period from the moment's date surely does not pass.
Day latest_of(const Moment& moment) {
  Day day = last_of(moment).day + std::chrono::days{1};
  if (moment.nth_day) day += std::chrono::days{*moment.nth_day};
  if (!moment.after) return day;
  const auto days_of_one = [&]() -> std::int64_t {
    switch (moment.after->unit) {
      case Duration::Unit::minutes:
      case Duration::Unit::hours:
      case Duration::Unit::days:
        return 1;
      case Duration::Unit::working_days:
      case Duration::Unit::weeks:
        return 7;
      case Duration::Unit::months:
        return 31;
    }
    return 31;
  };
  return day + std::chrono::days{moment.after->amount * days_of_one()};
}

bool is_before(const Moment& moment, const LocalTime& time) {
  if (!moment.date) return false;
  if (moment.after || moment.nth_day) return latest_of(moment) < time.day;
  return last_of(moment) < time;
}

void check_deadline(Reader& reader, const Clause& clause, const Moment& deadline, TextSpan span,
                    std::size_t phase) {
  const Agreement& agreement = reader.agreement;
  const auto earliest = earliest_in_force(agreement);
  if (deadline.anchor == Moment::Anchor::date && earliest && is_before(deadline, *earliest))
    return reader.error(span, "this deadline lies before entry into force",
                        "check the year, or the line 'in force'");
  if (deadline.anchor == Moment::Anchor::clause_fulfilled && deadline.ref == clause.ref)
    return reader.error(span, "this deadline waits for its own clause",
                        "count from another clause or moment");
  if (deadline.after || deadline.nth_day) return;
  const bool before =
      deadline.anchor == Moment::Anchor::entry_into_force ||
      (deadline.anchor == Moment::Anchor::phase_begins &&
       reader.phase_index(deadline.ref) <= phase) ||
      (deadline.anchor == Moment::Anchor::phase_ends && reader.phase_index(deadline.ref) < phase);
  if (before)
    reader.error(span, "this deadline has passed when the clause begins",
                 "allow some time, as in 'within 7 days of entry into force'");
}

void check_beginning(Reader& reader, const Clause& clause, const ClauseMarks& marks) {
  if (!clause.from || !clause.deadline) return;
  if (clause.from->anchor != clause.deadline->anchor || clause.from->ref != clause.deadline->ref)
    return;
  const auto comparable = [](const Moment& moment) {
    return !moment.after || moment.after->unit != Duration::Unit::months;
  };
  if (clause.from->nth_day || clause.deadline->nth_day) {
    if (clause.deadline->nth_day && clause.from->nth_day.value_or(0) > *clause.deadline->nth_day)
      reader.error(marks.deadline, "this deadline lies before the clause begins",
                   "put the later of the two moments here");
    return;
  }
  if (!comparable(*clause.from) || !comparable(*clause.deadline)) return;
  const auto minutes = [](const Moment& moment) -> std::int64_t {
    if (!moment.after) return 0;
    constexpr std::int64_t kMinutes[] = {1, 60, 1440, 1440, 10080, 43200};
    return moment.after->amount * kMinutes[static_cast<std::size_t>(moment.after->unit)];
  };
  const bool dated = clause.from->date && clause.deadline->date;
  const LocalTime from = dated ? *clause.from->date : LocalTime{};
  const LocalTime until = dated ? last_of(*clause.deadline) : LocalTime{};
  if (until < from || (until == from && minutes(*clause.deadline) < minutes(*clause.from)))
    reader.error(marks.deadline, "this deadline lies before the clause begins",
                 "put the later of the two moments here");
}

// ---- Clauses
// --------------------------------------------------------------------------------------

bool changes_nothing(const Clause& clause, const ClauseReading& reading) {
  const bool same_amount = !reading.quantity || reading.quantity == clause.quantity;
  const bool same_deadline = !reading.deadline || reading.deadline == clause.deadline;
  return reading.words.empty() && same_amount && same_deadline;
}

void check_readings(Reader& reader, const Clause& clause, const ClauseMarks& marks,
                    std::size_t phase) {
  std::unordered_set<std::string> readers;
  for (std::size_t at = 0; at < clause.readings.size(); ++at) {
    const ClauseReading& reading = clause.readings[at];
    const TextSpan span = marks.readings[at];
    if (!readers.insert(reading.by).second)
      reader.error(span, fmt::format("{} reads this clause twice", reading.by),
                   "join the two readings into one line");
    if (changes_nothing(clause, reading))
      reader.error(span, "this reading changes nothing",
                   "say in quotation marks how it differs, or leave it out");
    if (reading.deadline) check_deadline(reader, clause, *reading.deadline, span, phase);
  }
}

void check_act(Reader& reader, const Clause& clause, const ClauseMarks& marks) {
  if (clause.act.words.empty()) return;
  const std::string verb = clause.act.words.substr(0, clause.act.words.find(' '));
  const bool nothing =
      clause.act.acts.empty() && clause.act.groups.empty() && clause.act.measures.empty();
  const bool half_said = clause.quantity && clause.quantity->thing.empty();
  if (nothing && !half_said && !clause.only_findings && clause.modality != Modality::permits)
    reader.warn(
        marks.act,
        fmt::format("nothing in the record can match '{}' by itself; only findings will count",
                    verb),
        "add 'also counting' with a kind of act, or the line 'only findings count'");
}

void check_amounts(Reader& reader, const Clause& clause, const ClauseMarks& marks) {
  const bool counted =
      clause.quantity.has_value() && !clause.quantity->thing.empty() && !clause.only_findings;
  if (counted && clause.counting_rule.empty())
    reader.warn(marks.quantity,
                fmt::format("nothing says how to count '{}'", clause.quantity->thing),
                "add a line 'counting' that says in plain words what counts as one");
  if (clause.modality == Modality::limits && !clause.quantity)
    reader.error(marks.heading, "this limit has no amount", "write 'at most' and a number");
  if (clause.modality == Modality::requires_each && !clause.quantity)
    reader.warn(marks.each, "no amount falls due each period, so once is taken to be enough",
                "write how many, as in 'at least 600 trucks'");
}

void check_concurrence(Reader& reader, const Clause& clause, const ClauseMarks& marks) {
  for (std::size_t at = 0; at < clause.together_with.size(); ++at) {
    const std::string& ref = clause.together_with[at];
    const bool waits = std::find(clause.depends_on.begin(), clause.depends_on.end(), ref) !=
                       clause.depends_on.end();
    if (ref == clause.ref)
      reader.error(marks.together_with[at], "this clause goes together with itself",
                   "name another clause");
    else if (waits)
      reader.error(
          marks.together_with[at],
          fmt::format("clause {} cannot both come first and be done at the same time", ref),
          "keep 'depends on' or 'together with'");
  }
}

void check_clause(Reader& reader, const Clause& clause, const ClauseMarks& marks,
                  std::size_t phase) {
  if (clause.deadline) check_deadline(reader, clause, *clause.deadline, marks.deadline, phase);
  check_beginning(reader, clause, marks);
  check_readings(reader, clause, marks, phase);
  check_act(reader, clause, marks);
  check_amounts(reader, clause, marks);
  check_concurrence(reader, clause, marks);
  for (std::size_t at = 0; at < clause.depends_on.size(); ++at)
    if (clause.depends_on[at] == clause.ref)
      reader.error(marks.depends_on[at], "this clause depends on itself", "name another clause");
}

void check_clauses(Reader& reader) {
  const Agreement& agreement = reader.agreement;
  std::size_t mark = 0;
  for (std::size_t phase = 0; phase < agreement.phases.size(); ++phase)
    for (const Clause& clause : agreement.phases[phase].clauses)
      check_clause(reader, clause, reader.clause_marks[mark++], phase);
  for (const Revision& revision : agreement.revisions)
    for (const Clause* clause : revision.all_clauses())
      check_clause(reader, *clause, reader.revised_clauses.at(clause->span.begin),
                   reader.phase_index(phase_named_by(clause->ref)));
}

void check_day_one(Reader& reader) {
  if (reader.agreement.calendar.day_one || reader.nth_day_marks.empty()) return;
  reader.warn(reader.nth_day_marks.front(),
              "nothing says which day is day one, so the day itself is taken",
              "add 'day one is the day itself' or 'day one is the day after' to the heading");
}

void check_rules(Reader& reader) {
  std::unordered_map<std::string, const Clause*> clauses;
  for (const Phase& phase : reader.agreement.phases)
    for (const Clause& clause : phase.clauses) clauses.emplace(clause.ref, &clause);
  for (const Revision& revision : reader.agreement.revisions)
    for (const Clause* clause : revision.all_clauses()) clauses.emplace(clause->ref, clause);
  const auto check = [&](const Rule& rule, TextSpan span) {
    const auto found = clauses.find(rule.of_clause);
    if (found == clauses.end()) return;
    const Modality modality = found->second->modality;
    if (modality == Modality::permits || modality == Modality::requires_once)
      reader.error(span,
                   fmt::format("clause {} forbids nothing, so breaches of it cannot be counted",
                               rule.of_clause),
                   "name a clause that forbids, limits, or falls due each period");
  };
  std::size_t mark = 0;
  for (const Phase& phase : reader.agreement.phases)
    for (const Rule& rule : phase.rules) check(rule, reader.rule_marks[mark++].subject);
  for (const Revision& revision : reader.agreement.revisions)
    for (const Rule* rule : revision.all_rules())
      check(*rule, reader.revised_rules.at(rule->span.begin).subject);
}

void check_populations(Reader& reader) {
  for (const Population& population : reader.agreement.populations) {
    std::int64_t sum = 0;
    bool fits = true;
    for (const Population::Part& part : population.parts)
      fits = fits && !__builtin_add_overflow(sum, part.amount, &sum);
    if (population.parts.empty() || (fits && sum == population.total)) continue;
    reader.error(population.span,
                 fits ? fmt::format("the parts sum to {}, not to {}", number_to_text(sum),
                                    number_to_text(population.total))
                      : "the parts sum to more than can be counted",
                 "check the numbers, or add the part that is missing");
  }
}

// ---- Phases
// ---------------------------------------------------------------------------------------

void check_fulfillable(Reader& reader, const Condition& condition) {
  for (const Condition& child : condition.children) check_fulfillable(reader, child);
  if (condition.kind != Condition::Kind::clause_fulfilled &&
      condition.kind != Condition::Kind::clause_not_fulfilled)
    return;
  const Clause* clause = reader.clause(condition.ref);
  if (clause == nullptr || clause->modality == Modality::requires_once) return;
  reader.error(condition.span,
               fmt::format("clause {} is never fulfilled once and for all", condition.ref),
               fmt::format("write 'no breach of {} is found for 7 days'", condition.ref));
}

void check_phases(Reader& reader) {
  const Agreement& agreement = reader.agreement;
  const Reachable reachable(agreement);
  for (std::size_t at = 0; at < agreement.phases.size(); ++at) {
    const Phase& phase = agreement.phases[at];
    if (phase.clauses.empty() && phase.rules.empty())
      reader.warn(phase.span, "this phase holds no clause", "add one, or leave the phase out");
    if (!reachable.begins(at))
      reader.error(phase.begins ? phase.begins->span : phase.span,
                   fmt::format("phase {} can never begin: its conditions go round in a circle",
                               phase.number),
                   "let it wait for something in an earlier phase, a date or a decision");
    else if (phase.ends && !reachable.ends(at))
      reader.error(
          phase.ends->span,
          fmt::format("phase {} can never end: its conditions go round in a circle", phase.number),
          "let it end with something that comes without it, a date or a decision");
    if (phase.begins) check_fulfillable(reader, *phase.begins);
    if (phase.ends) check_fulfillable(reader, *phase.ends);
  }
  for (const Revision& revision : agreement.revisions)
    for (const PhaseChange& change : revision.phases) {
      if (change.phase.begins) check_fulfillable(reader, *change.phase.begins);
      if (change.phase.ends) check_fulfillable(reader, *change.phase.ends);
    }
  if (agreement.phases.empty() && !agreement.title.empty())
    reader.warn({0, 0}, "this agreement has no phase", "add 'phase 1 \"…\"', and clauses below it");
  if (!reader.in_force_said && !agreement.phases.empty() && !agreement.title.empty())
    reader.error({0, 0}, "this agreement does not say when it enters into force",
                 "add a line as in 'in force 3 May 2025 12:00 UTC'");
}

/// Clauses that wait for one another for ever, by dependence or by deadline.
void check_circles(Reader& reader) {
  struct Node {
    const Clause* clause;
    TextSpan span;
    std::vector<std::size_t> waits_for;
    int colour = 0;  // 0 unseen, 1 on the way, 2 done
  };
  std::vector<Node> nodes;
  std::unordered_map<std::string, std::size_t> index;
  for (const Phase& phase : reader.agreement.phases)
    for (const Clause& clause : phase.clauses) {
      index.emplace(clause.ref, nodes.size());
      nodes.push_back({&clause, clause.span, {}});
    }
  for (Node& node : nodes) {
    const auto wait = [&](const std::string& ref) {
      const auto found = index.find(ref);
      if (found != index.end() && ref != node.clause->ref) node.waits_for.push_back(found->second);
    };
    for (const std::string& ref : node.clause->depends_on) wait(ref);
    for (const auto* moment : {&node.clause->deadline, &node.clause->from})
      if (*moment && (*moment)->anchor == Moment::Anchor::clause_fulfilled) wait((*moment)->ref);
  }
  for (std::size_t start = 0; start < nodes.size(); ++start) {
    std::vector<std::pair<std::size_t, std::size_t>>
        way;  // node, next edge; no recursion: it can be long
    if (nodes[start].colour == 0) way.emplace_back(start, 0);
    while (!way.empty()) {
      auto& [at, edge] = way.back();
      nodes[at].colour = 1;
      if (edge == nodes[at].waits_for.size()) {
        nodes[at].colour = 2;
        way.pop_back();
        continue;
      }
      const std::size_t next = nodes[at].waits_for[edge++];
      if (nodes[next].colour == 1)
        reader.error(nodes[at].span,
                     fmt::format("clauses {} and {} wait for each other", nodes[next].clause->ref,
                                 nodes[at].clause->ref),
                     "let one of them begin without the other");
      if (nodes[next].colour == 0) way.emplace_back(next, 0);
    }
  }
}

}  // namespace

void check(Reader& reader) {
  reader.index_stipulations();
  check_heading(reader);
  check_participants(reader);
  check_mentions(reader);
  check_duplicates(reader);
  check_clauses(reader);
  check_day_one(reader);
  check_rules(reader);
  check_event_rules(reader);
  check_populations(reader);
  check_phases(reader);
  check_revisions(reader);
  check_conflicts(reader);
  check_circles(reader);
}

}  // namespace truce::agreement
