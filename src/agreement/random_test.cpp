// SPDX-License-Identifier: Apache-2.0
// parse(print(x)) = x for agreements made up at random; RapidCheck prints the seed of a failure.
//
// The values are those that a text can say: two names of one thing, or a clause without an act, are
// not.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
// It needs GoogleTest before it.
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "agreement/agreement.h"
#include "agreement/lines.h"
#include "agreement/reader.h"
#include "agreement/verbs.h"

namespace truce {
namespace {

using rc::gen::inRange;

template <class T>
T pick(std::initializer_list<T> values) {
  return *rc::gen::elementOf(std::vector<T>(values));
}

bool maybe() { return *rc::gen::arbitrary<bool>(); }

const std::vector<std::string> kParties = {"North", "South and Sons", "Côte d'Azur"};
const std::vector<std::string> kActors = {"North",           "South and Sons",  "Côte d'Azur",
                                          "Board of Peace",  "Health ministry", "the guarantors",
                                          "the armed groups"};
const std::vector<std::string> kAreas = {"Valley", "the lower bank", "Area 51 to 60", "Ödland"};
const std::vector<std::string> kEvents = {"signing", "The vote", "exchange of \"maps\""};

std::string words() {
  return pick<std::string>({"each truck that is weighed", "a body, when it is named",
                            "whoever says \"yes\" first", "one # of two", "back\\slash",
                            "[not a citation]", "\"quoted\"", "within 3 days or so",
                            "as North reads it", "Ünïcode ‘words’"});
}

Duration duration() {
  return {*inRange<std::int64_t>(1, 100'000),
          pick({Duration::Unit::minutes, Duration::Unit::hours, Duration::Unit::days,
                Duration::Unit::working_days, Duration::Unit::weeks, Duration::Unit::months})};
}

LocalTime local_time(bool whole_day) {
  const int hour = whole_day ? 0 : *inRange(0, 24);
  const int minute = whole_day ? 0 : *inRange(0, 60);
  return {Day(std::chrono::days(*inRange(20'300, 40'000))),
          std::chrono::hours(hour) + std::chrono::minutes(minute)};
}

Moment moment() {
  Moment moment;
  moment.anchor = pick({Moment::Anchor::date, Moment::Anchor::entry_into_force,
                        Moment::Anchor::phase_begins, Moment::Anchor::phase_ends,
                        Moment::Anchor::clause_fulfilled, Moment::Anchor::named_event});
  if (maybe())
    moment.after = duration();
  else if (maybe())
    moment.nth_day = *inRange<std::int64_t>(1, 100'000);
  switch (moment.anchor) {
    case Moment::Anchor::date:
      moment.whole_day = maybe();
      moment.date = local_time(moment.whole_day);
      break;
    case Moment::Anchor::entry_into_force:
      break;
    case Moment::Anchor::phase_begins:
    case Moment::Anchor::phase_ends:
      moment.ref = pick<std::string>({"1", "2"});
      break;
    case Moment::Anchor::clause_fulfilled:
      moment.ref = pick<std::string>({"1.1", "2.1"});
      break;
    case Moment::Anchor::named_event:
      moment.ref = *rc::gen::elementOf(kEvents);
      break;
  }
  return moment;
}

Quantity quantity() {
  return {
      pick({Quantity::Bound::exactly, Quantity::Bound::at_least, Quantity::Bound::at_most}),
      *inRange<std::int64_t>(0, 2'000'000),
      pick<std::string>({"trucks", "living captives", "bodies", "tonnes of flour, salt and oil"})};
}

std::vector<std::string> some(const std::vector<std::string>& of) {
  std::vector<std::string> chosen;
  for (const std::string& one : of)
    if (maybe()) chosen.push_back(one);
  if (chosen.empty()) chosen.push_back(of.front());
  return chosen;
}

std::vector<Consequence> consequences() {
  std::vector<Consequence> list;
  for (int count = *inRange(0, 3); count > 0; --count) {
    Consequence consequence;
    consequence.trigger = pick({Consequence::Trigger::then, Consequence::Trigger::otherwise});
    consequence.bearers = some(kActors);
    consequence.words =
        pick<std::string>({"meet", "write to the parties", "meet within 3 days", "say \"no\""});
    if (maybe()) consequence.within = duration();
    list.push_back(consequence);
  }
  return list;
}

/// What the parser makes of a sentence of this kind.
void settle(Clause& clause) {
  const std::string thing = clause.quantity ? clause.quantity->thing : "";
  const bool at_most = clause.quantity && clause.quantity->bound == Quantity::Bound::at_most;
  if (clause.modality == Modality::requires_each) {
    clause.each = duration();
  } else if (at_most && clause.modality != Modality::forbids) {
    clause.modality = Modality::limits;
  } else if (clause.modality == Modality::limits) {
    clause.modality = Modality::permits;
  } else if (clause.modality == Modality::requires_once &&
             agreement::is_lasting_verb(clause.act.words)) {
    clause.modality = Modality::requires_lasting;
  }
  if (!clause.only_findings) {
    const Act extra = pick({Act::killing, Act::sniper, Act::aid_looting});
    clause.act = agreement::act_of_words(clause.act.words, thing);
    if (maybe() &&
        std::find(clause.act.acts.begin(), clause.act.acts.end(), extra) == clause.act.acts.end())
      clause.act.acts.push_back(extra);
  }
}

Power power() {
  Power power;
  power.kind =
      pick({Power::Kind::suspend, Power::Kind::waive, Power::Kind::extend, Power::Kind::terminate});
  using Over = Power::Over;
  power.over = power.kind == Power::Kind::terminate ? Over::agreement
               : power.kind == Power::Kind::waive
                   ? pick({Over::clauses, Over::any_clause})
                   : pick({Over::clauses, Over::any_clause, Over::phase, Over::agreement});
  if (power.over == Over::clauses) power.refs = some({"1.1", "2.1"});
  if (power.over == Over::phase) power.refs = {"2"};
  power.alone = maybe();
  if (maybe() && (power.kind == Power::Kind::suspend || power.kind == Power::Kind::extend))
    power.up_to = duration();
  return power;
}

/// A clause that gives a power says nothing else in its sentence.
void empower(Clause& clause) {
  clause.modality = Modality::permits;
  clause.power = power();
  clause.quantity.reset();
  clause.toward.clear();
  clause.where.clear();
  clause.where_word = "in";
  clause.deadline.reset();
  clause.from.reset();
  clause.each.reset();
  clause.act = {agreement::power_to_text(*clause.power), {}, {}, {}};
}

Clause clause(const std::string& ref) {
  Clause clause;
  clause.ref = ref;
  clause.title = pick<std::string>({"", "Fire ceases", "A \"title\" \\ with marks", "Été # 5"});
  if (maybe()) clause.citations = {{"plan, point 4"}, {"5 # 6"}};
  clause.bearers = some(kActors);
  clause.modality = pick({Modality::forbids, Modality::requires_once, Modality::requires_each,
                          Modality::requires_lasting, Modality::limits, Modality::permits});
  clause.act.words = pick<std::string>(
      {"fire", "release", "keep the road open", "withdraw to the line", "meet", "hand over weapons",
       "sing, dance and \"jump\"", "speak of those held since 7 October 2023"});
  if (maybe()) clause.quantity = quantity();
  if (maybe()) clause.toward = *rc::gen::elementOf(kActors);
  if (maybe()) {
    clause.where = *rc::gen::elementOf(kAreas);
    clause.where_word = pick<std::string>({"in", "into", "over", "from", "south of", "to"});
  }
  if (maybe()) clause.deadline = moment();
  if (maybe()) clause.from = moment();
  if (maybe()) clause.exceptions = {"self-defence", "agreed \"tests\""};
  if (maybe()) clause.counting_rule = words();
  if (maybe()) clause.depends_on = {"2.1"};
  if (maybe()) clause.together_with = {"1.1", "2.1"};
  if (maybe()) clause.must_name = {"rocket launchers", "MLRS of any kind"};
  if (maybe())
    clause.least_grade = pick({Grade::claimed, Grade::reported, Grade::corroborated,
                               Grade::acknowledged, Grade::observed});
  clause.only_findings = maybe();
  if (maybe())
    clause.readings = {{"North", words(), std::nullopt, moment()},
                       {"South and Sons", "", quantity(), std::nullopt}};
  clause.consequences = consequences();
  if (maybe()) clause.proof = words();
  if (maybe()) clause.codes = {{"PA-X", "12 a"}, {"PAM", "7"}};
  settle(clause);
  if (*inRange(0, 5) == 0) empower(clause);
  return clause;
}

const std::vector<EventKind> kEventKinds = {{"entry", {"vehicle", "zone"}, {}},
                                            {"new permit", {"vehicle", "zone"}, {}},
                                            {"revoke", {"zone", "vehicle"}, {}}};

EventRule event_rule() {
  EventRule rule;
  rule.form =
      pick({EventRule::Form::followed, EventRule::Form::preceded, EventRule::Form::bounded});
  rule.event = "entry";
  if (maybe()) rule.same = {"vehicle"};
  if (maybe()) rule.same.push_back("zone");
  if (rule.form != EventRule::Form::bounded || maybe()) rule.other = "new permit";
  if (rule.form == EventRule::Form::preceded && maybe()) rule.unless = "revoke";
  if (rule.form == EventRule::Form::bounded) {
    if (maybe()) rule.sum_of = "vehicle";
    rule.most = *inRange<std::int64_t>(0, 5000);
  }
  if (maybe()) rule.within = Duration{*inRange<std::int64_t>(1, 99), Duration::Unit::hours};
  return rule;
}

Rule rule(const std::string& ref) {
  Rule rule;
  rule.ref = ref;
  rule.title = "Escalation";
  if (maybe()) {
    rule.events = event_rule();
    rule.consequences = consequences();
    return rule;
  }
  rule.count = *inRange<std::int64_t>(1, 5000);
  rule.of_clause = "1.1";
  rule.by_one_party = maybe();
  rule.in_one_area = maybe();
  rule.found_only = maybe();
  rule.within = duration();
  rule.consequences = consequences();
  if (rule.consequences.empty())
    rule.consequences = {{Consequence::Trigger::then, {"North"}, "meet", std::nullopt}};
  return rule;
}

Condition leaf() {
  using Kind = Condition::Kind;
  Condition condition;
  condition.kind = pick({Kind::clause_fulfilled, Kind::clause_not_fulfilled, Kind::clause_breached,
                         Kind::phase_ended, Kind::tally_reached, Kind::date_reached, Kind::decision,
                         Kind::statement_of, Kind::no_breach, Kind::event});
  switch (condition.kind) {
    case Kind::clause_not_fulfilled:
      condition.moment = moment();
      condition.ref = "2.1";
      break;
    case Kind::clause_fulfilled:
    case Kind::clause_breached:
      condition.ref = "2.1";
      break;
    case Kind::phase_ended:
      condition.ref = "1";
      break;
    case Kind::tally_reached:
      condition.ref = "Trucks \"weighed\"";
      condition.k = *inRange<std::int64_t>(0, 100'000);
      break;
    case Kind::date_reached:
      condition.moment = moment();
      break;
    case Kind::decision:
      condition.actors = some(kActors);
      condition.words = pick<std::string>({"decide to open the road", "approves it, in full"});
      break;
    case Kind::statement_of:
      condition.actors = some(kActors);
      condition.words = pick<std::string>({"declare it", "says \"the road is open\""});
      break;
    case Kind::no_breach:
      condition.ref = "1.1";
      condition.period = duration();
      condition.found_only = maybe();
      break;
    case Kind::event:
      condition.ref = *rc::gen::elementOf(kEvents);
      break;
    case Kind::all:
    case Kind::any:
    case Kind::at_least:
      break;
  }
  return condition;
}

Condition condition(int depth) {
  using Kind = Condition::Kind;
  Condition condition = leaf();
  if (depth > 0 && maybe()) {
    condition = {};
    condition.kind = pick({Kind::all, Kind::any, Kind::at_least});
    for (int count = *inRange(1, 4); count > 0; --count)
      condition.children.push_back(truce::condition(depth - 1));
    if (condition.kind == Kind::at_least)
      condition.k =
          *inRange<std::int64_t>(1, static_cast<std::int64_t>(condition.children.size()) + 1);
  }
  if (maybe()) condition.required_by = some(kParties);
  return condition;
}

Phase phase(const std::string& number) {
  Phase phase;
  phase.number = number;
  phase.title = pick<std::string>({"", "Quiet", "Return, \"in full\""});
  if (maybe()) phase.begins = condition(3);
  if (maybe()) phase.ends = condition(2);
  for (int at = *inRange(1, 4); at > 0; --at)
    phase.clauses.push_back(clause(fmt::format("{}.{}", number, at)));
  for (int at = *inRange(0, 2); at > 0; --at)
    phase.rules.push_back(rule(fmt::format("{}.9{}", number, at)));
  return phase;
}

CalendarRules calendar() {
  using Rules = CalendarRules;
  Rules rules;
  if (maybe()) {
    rules.working_days.emplace();
    for (bool& works : *rules.working_days) works = maybe();
    (*rules.working_days)[3] = true;
  }
  if (maybe()) rules.holidays = {Day(std::chrono::days(20'400)), Day(std::chrono::days(20'300))};
  if (maybe()) rules.day_one = pick({Rules::DayOne::the_day_itself, Rules::DayOne::the_day_after});
  if (maybe())
    rules.on_rest_day = pick({Rules::OnRestDay::stays, Rules::OnRestDay::next_working_day});
  if (maybe())
    rules.lacking_day = pick({Rules::LackingDay::last_of_month, Rules::LackingDay::first_of_next});
  return rules;
}

/// The numbers 1.1, 2.1 and 1.91 may stand in the text already; the others are new.
Revision revision() {
  Revision revision;
  revision.title = "Extension, \"in part\"";
  revision.citations = {{"letter 2"}};
  revision.in_force = local_time(true);
  revision.whole_day = true;
  if (maybe()) revision.expires_at = local_time(maybe());
  revision.clauses = {clause("1.1"), clause("2.8")};
  if (maybe()) revision.rules = {rule("1.91"), rule("1.97")};
  if (maybe()) {
    PhaseChange change;
    change.phase.number = pick<std::string>({"2", "3"});
    change.phase.title = pick<std::string>({"", "A longer calm"});
    change.begins_said = maybe();
    if (change.begins_said && maybe()) change.phase.begins = condition(2);
    if (maybe()) change.phase.ends = condition(2);
    if (maybe()) change.phase.clauses = {clause(change.phase.number + ".6")};
    if (maybe()) change.phase.rules = {rule(change.phase.number + ".7")};
    revision.phases = {change};
  }
  if (maybe()) revision.deleted = {"2.1"};
  if (maybe()) revision.deleted_rules = {"2.91"};
  return revision;
}

Agreement agreement_at_random() {
  Agreement agreement;
  agreement.event_kinds = kEventKinds;
  agreement.title = pick<std::string>({"Valley truce", "A \"truce\" \\ of sorts", "Été"});
  agreement.zone = pick<std::string>({"UTC", "Asia/Gaza"});
  const bool whole_day = maybe();
  agreement.in_force = {{local_time(whole_day), whole_day, ""}};
  if (maybe()) agreement.in_force.push_back({local_time(true), true, "Health ministry"});
  if (maybe()) agreement.signed_at = local_time(maybe());
  if (maybe()) agreement.expires_at = local_time(maybe());
  agreement.calendar = calendar();
  if (maybe()) agreement.documents = {"Plan, \"in full\"", "Resolution 1"};
  if (!agreement.documents.empty() && maybe())
    agreement.addresses = {{agreement.documents.back(), "https://example.org/r 1"}};
  if (maybe()) agreement.proof = words();
  for (const std::string& party : kParties)
    agreement.participants.push_back(
        {party, Role::party, some({party + " people", "the \"" + party + "\""}), "", {}});
  agreement.participants.push_back({"East", Role::guarantor, {}, "", {}});
  if (maybe()) agreement.participants.push_back({"West", Role::guarantor, {}, "", {}});
  agreement.participants.push_back({"Board of Peace", Role::body, {"BoP"}, "", {}});
  agreement.participants.push_back(
      {"Health ministry", Role::source, {}, *rc::gen::elementOf(kParties), {}});
  for (const std::string& area : kAreas)
    agreement.areas.push_back(
        {area,
         maybe() ? std::vector<std::string>{"near " + area} : std::vector<std::string>{},
         maybe() ? "areas/x.geojson" : "",
         {}});
  agreement.rosters = {{"the armed groups", some(kParties), {}}};
  agreement.events = kEvents;
  if (maybe())
    agreement.populations = {
        {48, "captives", {{20, "living captives", "1.1"}, {28, "dead and gone", ""}}, {}}};
  agreement.tallies = {
      {"Trucks \"weighed\"", {Measure::trucks, Measure::tonnes}, "flour", "Valley", words(), {}},
      {"Losses",
       {Measure::killed},
       pick<std::string>({"", "people", "killed and wounded"}),
       "",
       "",
       {}}};
  agreement.phases = {phase("1"), phase("2")};
  if (maybe()) agreement.revisions = {revision()};
  return agreement;
}

// ---- Everything that a text says, spans and wording aside ----

std::string told(const Moment& moment) {
  return fmt::format(
      "({} {} {} {} {} {})", static_cast<int>(moment.anchor),
      moment.date ? to_text(moment.date->day) : "",
      moment.date ? moment.date->since_midnight.count() : 0, moment.whole_day, moment.ref,
      moment.after
          ? fmt::format("{}*{}", moment.after->amount, static_cast<int>(moment.after->unit))
      : moment.nth_day ? fmt::format("day {}", *moment.nth_day)
                       : "");
}

std::string told(const Duration& duration) {
  return fmt::format("{}*{}", duration.amount, static_cast<int>(duration.unit));
}

std::string told(const Quantity& quantity) {
  return fmt::format("({} {} {})", static_cast<int>(quantity.bound), quantity.amount,
                     quantity.thing);
}

std::string told(const std::vector<std::string>& list) {
  std::string text = "[";
  for (const std::string& one : list) text += '<' + one + '>';
  return text + ']';
}

std::string told(const LocalTime& at);
std::string told(const Condition& condition);

template <class T>
std::string told(const std::optional<T>& value) {
  return value ? told(*value) : "-";
}

std::string told(const std::vector<Consequence>& list) {
  std::string text;
  for (const Consequence& one : list)
    text += fmt::format("({} {} {} {})", static_cast<int>(one.trigger), told(one.bearers),
                        one.words, told(one.within));
  return text;
}

std::string told(const std::vector<Citation>& list) {
  std::string text;
  for (const Citation& one : list) text += '[' + one.text + ']';
  return text;
}

template <class Kind>
std::string kinds(const std::vector<Kind>& list) {
  std::string text;
  for (const Kind one : list) text += fmt::format("{},", to_text(one));
  return text;
}

std::string told(const Clause& clause) {
  std::string text = fmt::format(
      "clause {} '{}' {} {} {} '{}' {}|{}|{} {} to '{}' {} '{}' by {} from {} each {} {} '{}' {} "
      "{} {} '{}'",
      clause.ref, clause.title, told(clause.citations), told(clause.bearers),
      static_cast<int>(clause.modality), clause.act.words, kinds(clause.act.acts),
      kinds(clause.act.groups), kinds(clause.act.measures), told(clause.quantity), clause.toward,
      clause.where_word, clause.where, told(clause.deadline), told(clause.from), told(clause.each),
      told(clause.exceptions), clause.counting_rule, told(clause.depends_on), clause.only_findings,
      told(clause.consequences), clause.proof);
  for (const ClauseReading& reading : clause.readings)
    text += fmt::format("\n  as {} '{}' {} {}", reading.by, reading.words, told(reading.quantity),
                        told(reading.deadline));
  if (clause.power)
    text += fmt::format("\n  power {} {} {} {} {}", static_cast<int>(clause.power->kind),
                        static_cast<int>(clause.power->over), told(clause.power->refs),
                        told(clause.power->up_to), clause.power->alone);
  text +=
      fmt::format("\n  together {} names {} least {}", told(clause.together_with),
                  told(clause.must_name), clause.least_grade ? to_text(*clause.least_grade) : "-");
  for (const auto& [list, code] : clause.codes) text += fmt::format("\n  code {} {}", list, code);
  return text + '\n';
}

std::string told(const Condition& condition) {
  std::string text =
      fmt::format("{} {} '{}' {} '{}' {} {} {} {}\n", static_cast<int>(condition.kind), condition.k,
                  condition.ref, told(condition.actors), condition.words, told(condition.moment),
                  told(condition.period), condition.found_only, told(condition.required_by));
  for (const Condition& child : condition.children) text += "( " + told(child) + ")";
  return text;
}

std::string told(const Rule& rule) {
  std::string text;
  if (rule.events) {
    const EventRule& events = *rule.events;
    text += fmt::format("events {} {} {} {} {} {} {} {}\n", static_cast<int>(events.form),
                        events.event, told(events.same), events.other, events.unless, events.sum_of,
                        events.most, told(events.within));
  }
  return text + fmt::format("rule {} '{}' {} {} {} {} {} {} {} {}\n", rule.ref, rule.title,
                            told(rule.citations), rule.count, rule.of_clause, rule.by_one_party,
                            rule.in_one_area, told(rule.within), rule.found_only,
                            told(rule.consequences));
}

std::string told(const Phase& phase) {
  std::string text = fmt::format("phase {} '{}'\nbegins {}\nends {}\n", phase.number, phase.title,
                                 told(phase.begins), told(phase.ends));
  for (const Clause& clause : phase.clauses) text += told(clause);
  for (const Rule& rule : phase.rules) text += told(rule);
  return text;
}

std::string told(const LocalTime& at) {
  return fmt::format("{} {}", to_text(at.day), at.since_midnight.count());
}

std::string told(const CalendarRules& rules) {
  std::string text = "calendar ";
  if (rules.working_days)
    for (const bool works : *rules.working_days) text += works ? 'w' : '-';
  for (const Day day : rules.holidays) text += ' ' + to_text(day);
  const auto choice = [&](const auto& of) {
    text += of ? fmt::format(" {}", static_cast<int>(*of)) : " -";
  };
  choice(rules.day_one);
  choice(rules.on_rest_day);
  choice(rules.lacking_day);
  return text + '\n';
}

std::string told(const Agreement& agreement) {
  std::string text =
      fmt::format("'{}' {} signed {} expires {} {} '{}' events {}\n", agreement.title,
                  agreement.zone, told(agreement.signed_at), told(agreement.expires_at),
                  told(agreement.documents), agreement.proof, told(agreement.events));
  text += told(agreement.calendar);
  for (const auto& [title, address] : agreement.addresses)
    text += fmt::format("at '{}' '{}'\n", title, address);
  for (const NamedRoster& roster : agreement.rosters)
    text += fmt::format("roster '{}' {}\n", roster.name, told(roster.members));
  for (const EntryIntoForce& entry : agreement.in_force)
    text += fmt::format("in force {} {} '{}'\n", told(entry.at), entry.whole_day, entry.as);
  for (const Participant& one : agreement.participants)
    text += fmt::format("who {} '{}' {} '{}'\n", static_cast<int>(one.role), one.name,
                        told(one.also), one.under);
  for (const Area& area : agreement.areas)
    text += fmt::format("area '{}' {} '{}'\n", area.name, told(area.also), area.file);
  for (const Population& population : agreement.populations) {
    text += fmt::format("population {} '{}'", population.total, population.thing);
    for (const Population::Part& part : population.parts)
      text += fmt::format(" ({} '{}' '{}')", part.amount, part.thing, part.clause);
  }
  for (const TallyRule& tally : agreement.tallies)
    text += fmt::format("tally '{}' {} '{}' '{}' '{}'\n", tally.title, kinds(tally.measures),
                        tally.of, tally.where, tally.counting_rule);
  for (const Phase& phase : agreement.phases) text += told(phase);
  for (const Revision& revision : agreement.revisions) {
    text +=
        fmt::format("amendment '{}' {} {} {} {} {} {}\n", revision.title, told(revision.citations),
                    told(revision.in_force), revision.whole_day, told(revision.expires_at),
                    told(revision.deleted), told(revision.deleted_rules));
    for (const PhaseChange& change : revision.phases)
      text += fmt::format("{} {}", change.begins_said, told(change.phase));
    for (const Clause& clause : revision.clauses) text += told(clause);
    for (const Rule& rule : revision.rules) text += told(rule);
  }
  return text;
}

RC_GTEST_PROP(parse, gives_back_what_was_printed, ()) {
  const Agreement made = agreement_at_random();
  const std::string text = agreement::print(made);
  const Agreement read = agreement::parse(text).agreement;
  if (told(read) != told(made)) RC_LOG() << text;
  RC_ASSERT(told(read) == told(made));
}

RC_GTEST_PROP(format, of_what_was_printed_changes_nothing, ()) {
  const std::string text = agreement::print(agreement_at_random());
  const auto formatted = agreement::format(text);
  if (formatted) RC_ASSERT(*formatted == text);
}

RC_GTEST_PROP(format, keeps_every_comment_and_is_idempotent, ()) {
  const std::string text = agreement::print(agreement_at_random());
  std::string commented;
  int count = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    const std::string line = text.substr(begin, end - begin);
    if (maybe()) commented += fmt::format("   # comment {}\n", count++);
    commented += line;
    if (!line.empty() && maybe()) commented += fmt::format("   # comment {}", count++);
    commented += maybe() ? "\n\n" : "\n";
    begin = end + 1;
  }
  const auto once = agreement::format(commented);
  if (!once) return;
  for (int at = 0; at < count; ++at)
    if (once->find(fmt::format("# comment {}", at)) == std::string::npos) {
      RC_LOG() << commented << "\n=====\n" << *once;
      RC_FAIL("a comment is lost");
    }
  const auto twice = agreement::format(*once);
  RC_ASSERT(static_cast<bool>(twice));
  if (*twice != *once) RC_LOG() << *once << "\n=====\n" << *twice;
  RC_ASSERT(*twice == *once);
}

}  // namespace
}  // namespace truce
