// SPDX-License-Identifier: Apache-2.0
// The lines at the left margin: the heading, who takes part, where, what is counted, and the
// phases.
#include <fmt/format.h>

#include <algorithm>

#include "agreement/reader.h"
#include "agreement/suggest.h"

namespace truce::agreement {
namespace {

constexpr std::size_t kDiagnosticsMax =
    1000;  // nobody reads more, and a bad file can hold millions

/// A line's tokens and those of all lines below it.
Tokens with_children(const Line& line) {
  Tokens tokens = line.tokens;
  for (const Line& child : line.children) {
    const Tokens below = with_children(child);
    tokens.insert(tokens.end(), below.begin(), below.end());
  }
  return tokens;
}

// ---- Heading
// --------------------------------------------------------------------------------------

void set_zone(Reader& reader, Sentence& sentence) {
  if (!sentence.at_kind(Token::Kind::word)) {
    reader.error(sentence.here(), "a time zone is missing here",
                 "name it as in 'Asia/Beirut' or 'UTC'");
    return;
  }
  const std::string zone = sentence.peek()->text;
  if (reader.zone_mark.size() > 0 && zone != reader.agreement.zone)
    reader.error(sentence.here(), "this names a second time zone",
                 "an agreement has one time zone");
  reader.agreement.zone = zone;
  reader.zone_mark = sentence.here();
  sentence.advance();
}

void read_in_force(Reader& reader, const Line& line, Sentence& sentence) {
  sentence.take("in force");
  reader.in_force_said = true;
  const auto date = take_date(reader, sentence);
  if (!date) return reader.key(line, "in force");  // what follows a date could not be told from it
  EntryIntoForce entry;
  if (sentence.at_kind(Token::Kind::word) && !sentence.at("as")) set_zone(reader, sentence);
  if (sentence.take("as")) {
    if (const auto who = take_name(sentence)) {
      reader.mention(Mention::Kind::actor, *who, false);
      entry.as = reader.canonical(who->text);
    }
    if (entry.as.empty() || !sentence.take_any({"counts", "count"}))
      reader.error(sentence.here(), "this does not say who counts so",
                   "write it as 'as Ministry of Health counts'");
  }
  reader.expect_end(sentence, "a date, an hour, a time zone and 'as … counts' may stand here");
  reader.key(line, "in force " + entry.as);
  entry.at = date->at;
  entry.whole_day = date->whole_day;
  reader.agreement.in_force.push_back(std::move(entry));
  reader.in_force_marks.push_back(sentence.whole());
}

void read_header_date(Reader& reader, Sentence& sentence, std::optional<LocalTime>& into,
                      TextSpan& mark) {
  sentence.advance();
  sentence.take("on");
  mark = sentence.whole();
  if (const auto date = take_date(reader, sentence)) {
    if (into) reader.error(sentence.whole(), "this date is given twice", "keep one of them");
    into = date->at;
  }
  reader.expect_end(sentence, "a date and an hour may stand here");
}

void read_documents(Reader& reader, Sentence& sentence) {
  sentence.take("rests on");
  const std::vector<Name> names = take_names(sentence);
  for (const Name& name : names) reader.agreement.documents.push_back(name.text);
  if (sentence.take("at")) {
    if (sentence.at_kind(Token::Kind::quoted) && names.size() == 1) {
      reader.agreement.addresses[names.front().text] = sentence.peek()->text;
      sentence.advance();
    } else {
      reader.error(sentence.here(), "this does not say where the document can be read",
                   "name one document, then its address in quotation marks after 'at'");
      sentence.take_rest();
    }
  }
  if (names.empty())
    reader.error(sentence.whole(), "no document is named here",
                 "put its title into quotation marks after 'rests on'");
  reader.expect_end(sentence, "put each title into quotation marks");
}

// ---- Who and where
// --------------------------------------------------------------------------------

void take_also(Reader& reader, Sentence& sentence, std::vector<std::string>& also) {
  while (sentence.take("also")) {
    const std::vector<Name> names = take_names(sentence);
    for (const Name& name : names) also.push_back(name.text);
    if (names.empty())
      reader.error(sentence.here(), "no name stands after 'also'",
                   "put each further name into quotation marks, with commas between");
  }
}

/// "speaks for North's side"
void take_side(Reader& reader, Sentence& sentence, Participant& participant) {
  if (!sentence.take("speaks for") && !sentence.take("for")) return;
  const std::size_t first = sentence.position();
  std::string name;
  if (sentence.at_kind(Token::Kind::quoted)) {
    name = sentence.peek()->text;
    sentence.advance();
  } else {
    while (sentence.at_kind(Token::Kind::word) && !sentence.at("side") &&
           !is_reserved(sentence.peek()->text)) {
      name += (name.empty() ? "" : " ") + sentence.peek()->text;
      sentence.advance();
    }
    for (const std::string_view ending : {"'s", "\u2019s", "'", "\u2019"})
      if (sentence.at("side") && name.ends_with(ending)) {
        name.resize(name.size() - ending.size());
        break;
      }
  }
  const TextSpan span = sentence.span_from(first);
  sentence.take("side");
  if (name.empty()) {
    reader.error(sentence.here(), "this does not say for whose side",
                 "write it as 'speaks for North's side'");
    return;
  }
  reader.mention(Mention::Kind::party, {name, span});
  participant.under = reader.canonical(name);
}

void read_participants(Reader& reader, const Line& line, Sentence& sentence, Role role,
                       bool several) {
  sentence.advance();
  std::vector<Name> names;
  if (several) {
    names = take_names(sentence);
  } else if (auto name = take_name(sentence)) {
    names.push_back(std::move(*name));
  }
  if (names.empty()) {
    reader.error(sentence.whole(), "nobody is named here", "write the name after this word");
    return;
  }
  std::vector<std::string> also;
  Participant side;
  while (sentence.at_any({"also", "speaks for", "for"})) {
    if (sentence.at("also") && names.size() > 1)
      reader.error(sentence.here(), "these further names could belong to any of them",
                   "give each its own line, as in 'party North also \"the northern army\"'");
    take_also(reader, sentence, also);
    take_side(reader, sentence, side);
  }
  reader.expect_end(sentence, several ? "names stand with commas between"
                                      : "further names stand after 'also', in quotation marks");
  for (const Name& name : names) {
    Participant participant;
    participant.name = name.text;
    participant.role = role;
    participant.also = names.size() == 1 ? also : std::vector<std::string>{};
    participant.under = side.under;
    participant.span = names.size() == 1 ? line.span : name.span;
    reader.agreement.participants.push_back(std::move(participant));
  }
  reader.key(line, "who " + names.front().text);
}

/// roster "the armed groups" is North Front, River Brigades
void read_roster(Reader& reader, const Line& line, Sentence& sentence) {
  sentence.advance();
  NamedRoster roster;
  roster.span = line.span;
  const auto name = take_name(sentence);
  if (name) roster.name = name->text;
  if (!name || !sentence.take_any({"is", "are"})) {
    reader.error(sentence.whole(), "this does not say who is in the roster",
                 "write it as 'roster \"the armed groups\" is North Front, River Brigades'");
    return;
  }
  for (const Name& member : take_names(sentence)) {
    reader.mention(Mention::Kind::actor, member);
    roster.members.push_back(member.text);
  }
  if (roster.members.empty())
    reader.error(sentence.here(), "nobody is named here", "write the names with commas between");
  reader.expect_end(sentence, "names stand with commas between");
  reader.key(line, "roster " + roster.name);
  reader.agreement.rosters.push_back(std::move(roster));
}

void read_area(Reader& reader, const Line& line, Sentence& sentence) {
  sentence.advance();
  Area area;
  area.span = line.span;
  if (auto name = take_name(sentence))
    area.name = name->text;
  else
    reader.error(sentence.here(), "this area has no name", "name it as in 'area Valley'");
  while (sentence.at_any({"also", "from"})) {
    take_also(reader, sentence, area.also);
    if (!sentence.take("from")) continue;
    if (sentence.at_kind(Token::Kind::quoted)) {
      area.file = sentence.peek()->text;
      sentence.advance();
    } else {
      reader.error(sentence.here(), "the file of this area is not named",
                   "put its path into quotation marks, as in 'from \"areas/valley.geojson\"'");
    }
  }
  reader.expect_end(sentence, "after the name come 'from \"file\"' and 'also \"names\"'");
  reader.key(line, "area " + area.name);
  reader.agreement.areas.push_back(std::move(area));
}

void read_events(Reader& reader, const Line& line, Sentence& sentence) {
  sentence.advance();
  if (sentence.at_kind(Token::Kind::word, 1) && sentence.peek(1)->text == "with")
    return read_event_kind(reader, line, sentence);
  const std::vector<Name> names = take_names(sentence);
  for (const Name& name : names) {
    reader.agreement.events.push_back(name.text);
    reader.event_marks.push_back(name.span);
  }
  if (names.empty())
    reader.error(sentence.whole(), "no event is named here",
                 "put its name into quotation marks, as in 'event \"signing\"'");
  reader.expect_end(sentence, "put each name into quotation marks");
  reader.key(line, "event " + (names.empty() ? "" : names.front().text));
}

// ---- What is counted
// ------------------------------------------------------------------------------

/// "20 officers by 1.2"
bool take_part(Reader& reader, Sentence& sentence, std::int64_t& amount, std::string& thing) {
  bool too_large = false;
  const auto number = sentence.at_kind(Token::Kind::word)
                          ? number_in(sentence.peek()->text, &too_large)
                          : std::nullopt;
  if (!number || too_large) {
    reader.error(
        sentence.here(), "a number is missing here",
        "write it as 'population 48 prisoners is 20 officers by 1.2 and 28 soldiers by 1.3'");
    return false;
  }
  amount = *number;
  sentence.advance();
  const auto name = take_name(sentence);
  if (name) thing = name->text;
  if (!name)
    reader.error(sentence.here(), "this number does not say what it counts",
                 "name the thing after it, as in '20 officers'");
  return name.has_value();
}

void read_population(Reader& reader, const Line& line, Sentence& sentence) {
  sentence.advance();
  Population population;
  population.span = line.span;
  if (!take_part(reader, sentence, population.total, population.thing)) return;
  if (!sentence.take("is"))
    reader.error(sentence.here(), "this population has no parts",
                 "add 'is', then the parts, as in 'is 20 officers by 1.2 and 28 soldiers by 1.3'");
  while (!sentence.ended()) {
    Population::Part part;
    if (!take_part(reader, sentence, part.amount, part.thing)) break;
    if (sentence.take("by")) {
      sentence.take("clause");
      if (sentence.at_kind(Token::Kind::word) && is_ref(sentence.peek()->text)) {
        part.clause = sentence.peek()->text;
        reader.mention(Mention::Kind::clause, {part.clause, sentence.here()});
        sentence.advance();
      } else {
        reader.error(sentence.here(), "which clause is meant?",
                     "name it by its number, as in '1.2'");
      }
    }
    population.parts.push_back(std::move(part));
    const bool comma = sentence.at_kind(Token::Kind::comma);
    if (comma) sentence.advance();
    if (!sentence.take("and") && !comma) {
      reader.expect_end(sentence, "parts stand with 'and' or commas between");
      break;
    }
  }
  reader.key(line, fmt::format("population {}", reader.agreement.populations.size()));
  reader.agreement.populations.push_back(std::move(population));
}

std::optional<Measure> take_measure(Sentence& sentence) {
  if (!sentence.at_kind(Token::Kind::word)) return std::nullopt;
  if (sentence.at_kind(Token::Kind::word, 1)) {
    const auto both = from_text<Measure>(sentence.peek()->text + '_' + sentence.peek(1)->text);
    if (both) {
      sentence.move_to(sentence.position() + 2);
      return both;
    }
  }
  const auto one = from_text<Measure>(sentence.peek()->text);
  if (one) sentence.advance();
  return one;
}

/// "people killed and injured"
void take_counted(Reader& reader, Sentence& sentence, TallyRule& tally) {
  if (sentence.at_kind(Token::Kind::quoted)) {
    tally.of = sentence.peek()->text;
    sentence.advance();
  }
  const std::size_t first = sentence.position();
  while (sentence.at_kind(Token::Kind::word) && !sentence.at_any({"in", "counting"})) {
    const auto measure = take_measure(sentence);
    if (measure) {
      tally.measures.push_back(*measure);
      const bool comma = sentence.at_kind(Token::Kind::comma);
      if (comma) sentence.advance();
      if (!sentence.take("and") && !comma) break;
    } else if (tally.measures.empty()) {
      tally.of += (tally.of.empty() ? "" : " ") + sentence.peek()->text;
      sentence.advance();
    } else {
      break;
    }
  }
  if (!tally.measures.empty() && tally.of.empty() && sentence.take("of"))
    if (const auto of = take_name(sentence)) tally.of = of->text;
  if (!tally.measures.empty()) return;
  std::vector<std::string> measures;
  for (int at = 0; at <= static_cast<int>(Measure::other); ++at) {
    measures.emplace_back(to_text(static_cast<Measure>(at)));
    std::replace(measures.back().begin(), measures.back().end(), '_', ' ');
  }
  const std::string last = tally.of.substr(tally.of.rfind(' ') + 1);
  reader.error(
      sentence.span_from(first), "nothing here is a count that the record keeps",
      did_you_mean(last, measures,
                   "counts are killed, injured, casualties, detained, abducted, held, missing, "
                   "displaced, released, bodies returned, bodies recovered, trucks, tonnes, "
                   "violations, attacks, explosions, withdrawn, destroyed and other"));
}

void read_tally(Reader& reader, const Line& line, Sentence& sentence) {
  sentence.advance();
  TallyRule tally;
  tally.span = line.span;
  const auto title = take_name(sentence);
  if (title) tally.title = title->text;
  if (!title || !sentence.take_any({"counts", "count"})) {
    reader.error(
        sentence.whole(), "this does not say what the tally counts",
        "write it as 'tally \"Killed since entry into force\" counts people killed in Valley'");
    return;
  }
  take_counted(reader, sentence, tally);
  if (sentence.take_any({"in", "into"})) {
    if (const auto where = take_name(sentence)) {
      reader.mention(Mention::Kind::area, *where);
      tally.where = where->text;
    } else {
      reader.error(sentence.here(), "which area is meant?", "name it as it was declared");
    }
  }
  if (sentence.take("counting")) {
    if (sentence.ended())
      reader.error(sentence.here(), "the counting rule is missing here", "write it in plain words");
    else
      tally.counting_rule = sentence.take_rest();
  }
  reader.expect_end(sentence,
                    "after the counts come 'in' with an area, and 'counting' with a rule");
  reader.key(line, "tally " + tally.title);
  reader.tally_marks.push_back(title->span);
  reader.agreement.tallies.push_back(std::move(tally));
}

// ---- Phases
// ---------------------------------------------------------------------------------------

/// "begins at entry into force", "begins when all of", "ends when it is 18 February 2025"
void read_gate(Reader& reader, const Line& line, Phase& phase, bool begins) {
  Sentence sentence(line.tokens);
  sentence.advance();
  const std::string key =
      fmt::format("{}phase {}/{}", reader.key_prefix, phase.number, begins ? "begins" : "ends");
  reader.key(line, key);
  std::optional<Condition>& into = begins ? phase.begins : phase.ends;
  if (into) reader.error(line.span, "this is said twice of the phase", "keep one of the lines");
  if (sentence.take("when")) {
    if (sentence.ended())
      reader.error(sentence.here(), "no condition stands here",
                   "write it after 'when', or 'all of'");
    else
      into = read_condition(reader, line, sentence.position(), key);
    return;
  }
  const bool at_once = begins && sentence.at("at entry into force");
  sentence.take_any({"at", "on", "by"});
  Condition condition;
  condition.kind = Condition::Kind::date_reached;
  condition.span = line.span;
  condition.moment = take_moment(reader, sentence);
  reader.expect_end(sentence,
                    "write 'at entry into force', 'on' and a date, or 'when' and a condition");
  if (condition.moment && !at_once) into = std::move(condition);
}

const std::vector<std::string> kPhaseWords = {"begins", "ends", "clause", "rule"};

void read_phase_line(Reader& reader, const Line& line, Phase& phase);

/// Below a line without conditions nothing may stand, least of all a clause that would be lost.
void read_below_gate(Reader& reader, const Line& line, Phase& phase) {
  const Sentence sentence(line.tokens);
  const bool has_parts = sentence.at_any({"begins when", "ends when"});
  if (has_parts || line.children.empty()) return;
  reader.error(line.children.front().span, "this line stands too far to the right",
               "indent it as far as the line above");
  for (const Line& child : line.children) read_phase_line(reader, child, phase);
}

void read_phase_line(Reader& reader, const Line& line, Phase& phase) {
  const Sentence sentence(line.tokens);
  if (sentence.at_any({"begins", "ends"})) {
    read_gate(reader, line, phase, sentence.at("begins"));
    return read_below_gate(reader, line, phase);
  }
  if (sentence.at("clause")) return read_clause(reader, line, phase);
  if (sentence.at("rule")) return read_rule(reader, line, phase);
  reader.error(
      line.span, "this line does not belong to a phase",
      did_you_mean(line.tokens.front().text, kPhaseWords,
                   "a phase holds lines that begin with 'begins', 'ends', 'clause' or 'rule'"));
  for (const Line& child : line.children)
    if (Sentence(child.tokens).at_any({"clause", "rule"})) read_phase_line(reader, child, phase);
}

}  // namespace

Phase read_phase(Reader& reader, const Line& line) {
  Sentence sentence(line.tokens);
  sentence.advance();
  Phase phase;
  phase.span = line.span;
  if (sentence.at_kind(Token::Kind::word) && is_ref(sentence.peek()->text)) {
    phase.number = sentence.peek()->text;
    sentence.advance();
  } else {
    reader.error(sentence.here(), "this phase has no number",
                 "number it, as in 'phase 1 \"Ceasefire\"'");
  }
  if (sentence.at_kind(Token::Kind::quoted)) {
    phase.title = sentence.peek()->text;
    sentence.advance();
  }
  reader.expect_end(sentence, "a phase's heading is its number and its title in quotation marks");
  reader.keys[line.span.begin] = reader.key_prefix + "phase " + phase.number;
  for (const Line& child : line.children) read_phase_line(reader, child, phase);
  return phase;
}

namespace {

/// A clause at the margin: said, and read as a part of the phase above.
void read_stray(Reader& reader, const Line& line) {
  reader.error(line.span, "this line belongs to a phase but stands at the margin",
               "put it below 'phase 1 \"…\"', indented by two spaces");
  if (reader.agreement.phases.empty()) {
    reader.agreement.phases.push_back({});
    reader.agreement.phases.back().number = "1";
    reader.agreement.phases.back().span = line.span;
  }
  read_phase_line(reader, line, reader.agreement.phases.back());
}

// ---- The whole
// ------------------------------------------------------------------------------------

const std::vector<std::string> kLineWords = {
    "agreement", "in force",     "signed",     "expires",   "time zone", "rests on", "proof",
    "party",     "parties",      "source",     "sources",   "guarantor", "mediator", "monitor",
    "body",      "bodies",       "guarantors", "mediators", "monitors",  "area",     "event",
    "events",    "population",   "tally",      "phase",     "clause",    "rule",     "holidays",
    "day one",   "working days", "roster",     "amendment"};

struct RoleWord {
  std::string_view word;
  Role role;
  bool several;
};
constexpr RoleWord kRoleWords[] = {
    {"party", Role::party, false},         {"parties", Role::party, true},
    {"guarantor", Role::guarantor, false}, {"guarantors", Role::guarantor, true},
    {"mediator", Role::mediator, false},   {"mediators", Role::mediator, true},
    {"monitor", Role::monitor, false},     {"monitors", Role::monitor, true},
    {"source", Role::source, false},       {"sources", Role::source, true},
    {"body", Role::body, false},           {"bodies", Role::body, true}};

const RoleWord* role_word(std::string_view word) {
  for (const RoleWord& role : kRoleWords)
    if (role.word == word) return &role;
  return nullptr;
}

/// First the names, then what is said with them: a name may be declared after its use.
enum class Pass { names, sentences };

void read_statement(Reader& reader, const Line& line, Pass pass);

void read_agreement(Reader& reader, const Line& line, Pass pass) {
  Sentence sentence(line.tokens);
  sentence.advance();
  if (pass == Pass::names) {
    reader.keys[line.span.begin] = "agreement";
    if (!reader.agreement.title.empty())
      reader.error(line.span, "a second agreement begins here",
                   "put each agreement into its own file");
    if (sentence.at_kind(Token::Kind::quoted)) {
      reader.agreement.title = sentence.peek()->text;
      sentence.advance();
      reader.expect_end(sentence, "the heading is the title in quotation marks");
    } else {
      reader.error(sentence.here(), "this agreement has no title",
                   "put it into quotation marks, as in 'agreement \"Valley truce\"'");
    }
  }
  for (const Line& child : line.children) read_statement(reader, child, pass);
}

bool read_heading_line(Reader& reader, const Line& line, Sentence& sentence, Pass pass) {
  const auto in_second_pass = [&](auto&& read, std::string_view key) {
    if (pass == Pass::sentences) {
      reader.key(line, std::string(key));
      read();
    }
    return true;
  };
  if (sentence.at("in force"))
    return in_second_pass([&] { read_in_force(reader, line, sentence); }, "in force");
  if (sentence.at("signed"))
    return in_second_pass(
        [&] { read_header_date(reader, sentence, reader.agreement.signed_at, reader.signed_mark); },
        "signed");
  if (sentence.at("expires"))
    return in_second_pass(
        [&] {
          read_header_date(reader, sentence, reader.agreement.expires_at, reader.expires_mark);
        },
        "expires");
  if (sentence.take("time zone"))
    return in_second_pass(
        [&] {
          set_zone(reader, sentence);
          reader.expect_end(sentence, "a time zone is one word");
        },
        "time zone");
  if (at_calendar_line(sentence)) {
    if (pass == Pass::sentences) read_calendar_line(reader, line, sentence);
    return true;
  }
  if (sentence.at("rests on"))
    return in_second_pass([&] { read_documents(reader, sentence); }, "rests on");
  if (sentence.take("proof"))
    return in_second_pass(
        [&] {
          if (sentence.ended())
            reader.error(sentence.here(), "the threshold of proof is missing here",
                         "write it in plain words after 'proof'");
          else
            reader.agreement.proof = sentence.take_rest();
        },
        "proof");
  return false;
}

void read_statement(Reader& reader, const Line& line, Pass pass) {
  const Sentence start(line.tokens);
  if (start.at("agreement")) return read_agreement(reader, line, pass);
  if (start.at_any({"phase", "clause", "rule", "begins", "ends"})) {
    if (pass == Pass::names) return;
    if (!start.at("phase")) return read_stray(reader, line);
    return reader.agreement.phases.push_back(read_phase(reader, line));
  }
  if (start.at("amendment")) return pass == Pass::sentences ? read_revision(reader, line) : void();
  const Tokens tokens = with_children(line);
  Sentence sentence(tokens);
  if (read_heading_line(reader, line, sentence, pass)) return;
  const bool first = pass == Pass::names;
  if (const RoleWord* role =
          role_word(tokens.front().kind == Token::Kind::word ? tokens.front().text : ""))
    return first ? read_participants(reader, line, sentence, role->role, role->several) : void();
  if (sentence.at("roster")) return first ? read_roster(reader, line, sentence) : void();
  if (sentence.at("area")) return first ? read_area(reader, line, sentence) : void();
  if (sentence.at_any({"event", "events"}))
    return first ? read_events(reader, line, sentence) : void();
  if (sentence.at("population")) return first ? void() : read_population(reader, line, sentence);
  if (sentence.at("tally")) return first ? void() : read_tally(reader, line, sentence);
  if (first) return;
  reader.error(line.span, "no line begins with this word",
               did_you_mean(line.tokens.front().text, kLineWords,
                            "docs/language.md lists the lines that an agreement is made of"));
}

/// Sides are named before all parties are known, so their own names are put in at the end.
void settle_sides(Reader& reader) {
  for (Participant& participant : reader.agreement.participants)
    if (!participant.under.empty()) participant.under = reader.canonical(participant.under);
  for (NamedRoster& roster : reader.agreement.rosters)
    for (std::string& member : roster.members) member = reader.canonical(member);
}

/// The text's own entry into force comes first, whatever the order of the lines.
void settle_in_force(Reader& reader) {
  std::stable_partition(reader.agreement.in_force.begin(), reader.agreement.in_force.end(),
                        [](const EntryIntoForce& entry) { return entry.as.empty(); });
}

}  // namespace

void Reader::error(TextSpan span, std::string message, std::string help) {
  if (diagnostics.size() < kDiagnosticsMax)
    diagnostics.push_back({Diagnostic::Severity::error, span, std::move(message), std::move(help)});
}

void Reader::warn(TextSpan span, std::string message, std::string help) {
  if (diagnostics.size() < kDiagnosticsMax)
    diagnostics.push_back(
        {Diagnostic::Severity::warning, span, std::move(message), std::move(help)});
}

void Reader::mention(Mention::Kind kind, const Name& name, bool must_be_known) {
  mentions.push_back({kind, name.text, name.span, must_be_known});
}

void Reader::key(const Line& line, const std::string& name) {
  keys[line.span.begin] = name;
  for (const Line& child : line.children) key(child, name);
}

void Reader::expect_end(const Sentence& sentence, std::string_view help) {
  if (!sentence.ended())
    error(sentence.rest(), "the line cannot be read from here on", std::string(help));
}

void Reader::index_names() {
  for (std::size_t at = 0; at < agreement.participants.size(); ++at) {
    const auto add = [&](const std::string& name) {
      actors_.emplace(name, at);
      plain_actors_.emplace(plain_name(name), at);
    };
    add(agreement.participants[at].name);
    for (const std::string& name : agreement.participants[at].also) add(name);
  }
  for (const Area& area : agreement.areas) {
    places_.insert(area.name);
    places_.insert(area.also.begin(), area.also.end());
  }
  events_.insert(agreement.events.begin(), agreement.events.end());
}

void Reader::index_stipulations() {
  for (std::size_t at = 0; at < agreement.phases.size(); ++at) {
    phases_.emplace(agreement.phases[at].number, at);
    for (const Clause& clause : agreement.phases[at].clauses) clauses_.emplace(clause.ref, &clause);
  }
}

const Clause* Reader::clause(const std::string& ref) const {
  const auto found = clauses_.find(ref);
  return found != clauses_.end() ? found->second : nullptr;
}

std::size_t Reader::phase_index(const std::string& number) const {
  const auto found = phases_.find(number);
  return found != phases_.end() ? found->second : agreement.phases.size();
}

const Participant* Reader::participant(std::string_view name) const {
  const auto exact = actors_.find(std::string(name));
  if (exact != actors_.end()) return &agreement.participants[exact->second];
  const auto plain = plain_actors_.find(plain_name(name));
  return plain != plain_actors_.end() ? &agreement.participants[plain->second] : nullptr;
}

bool Reader::knows_actor(std::string_view name) const {
  return group_of(name).has_value() || roster(name) != nullptr || participant(name) != nullptr;
}

const NamedRoster* Reader::roster(std::string_view name) const {
  if (agreement.rosters.empty()) return nullptr;
  const std::string plain = plain_name(name);
  for (const NamedRoster& one : agreement.rosters)
    if (plain_name(one.name) == plain) return &one;
  return nullptr;
}

bool Reader::knows_event(std::string_view name) const {
  return events_.contains(std::string(name));
}

bool Reader::knows_place(std::string_view name) const {
  return places_.contains(std::string(name));
}

std::string Reader::canonical(std::string_view name) const {
  if (const NamedRoster* list = roster(name)) return list->name;
  const Participant* found = participant(name);
  return found != nullptr ? found->name : std::string(name);
}

namespace {

/// What is too long is looked through for the cause, a line without end or a nest without bottom,
/// and left alone.
Reader read_too_long(std::string_view text) {
  Reader reader;
  reader.text = text;
  (void)lines_in(text.substr(0, kTextBytesMax), reader.diagnostics);
  if (reader.diagnostics.size() >= kDiagnosticsMax) reader.diagnostics.resize(kDiagnosticsMax - 1);
  reader.error({kTextBytesMax, kTextBytesMax},
               fmt::format("this agreement has {} bytes, more than the {} that are read",
                           number_to_text(static_cast<std::int64_t>(text.size())),
                           number_to_text(kTextBytesMax)),
               "write each agreement, and each annex that stands by itself, into its own file");
  return reader;
}

}  // namespace

Reader read(std::string_view text) {
  if (text.size() > kTextBytesMax) return read_too_long(text);
  Reader reader;
  reader.text = text;
  const std::vector<Line> lines = lines_in(text, reader.diagnostics);
  for (const Line& line : lines) read_statement(reader, line, Pass::names);
  reader.index_names();
  for (const Line& line : lines) read_statement(reader, line, Pass::sentences);
  settle_sides(reader);
  check(reader);
  settle_in_force(reader);
  std::stable_sort(reader.diagnostics.begin(), reader.diagnostics.end(),
                   [](const Diagnostic& left, const Diagnostic& right) {
                     return left.span.begin < right.span.begin;
                   });
  if (reader.diagnostics.size() > kDiagnosticsMax) reader.diagnostics.resize(kDiagnosticsMax);
  return reader;
}

std::vector<std::string> heading_words() { return kLineWords; }

std::vector<std::string> phase_words() { return kPhaseWords; }

bool Parsed::ok() const {
  return std::none_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Diagnostic::Severity::error;
  });
}

Parsed parse(std::string_view text) {
  Reader reader = read(text);
  return {std::move(reader.agreement), std::move(reader.diagnostics)};
}

}  // namespace truce::agreement
