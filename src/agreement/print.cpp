// SPDX-License-Identifier: Apache-2.0
// Agreement → the one canonical layout.
#include <fmt/format.h>

#include <algorithm>

#include "agreement/layout.h"
#include "agreement/reader.h"
#include "agreement/verbs.h"
#include "base/utf8.h"

namespace truce::agreement {
namespace {

constexpr std::size_t kColumns = 100;   // longer lists of names are wrapped
constexpr std::size_t kCitations = 62;  // the column where citations and readers stand

std::size_t width(std::string_view text) { return CodePoints(text).before(text.size()); }

std::string join_names(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name_to_text(name);
  return text;
}

std::string join_quoted(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + quoted(name);
  return text;
}

template <class Kind>
std::string spaced(Kind kind) {
  std::string text(to_text(kind));
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string quantity_to_text(const Quantity& quantity) {
  std::string text;
  if (quantity.bound == Quantity::Bound::at_least) text = "at least ";
  if (quantity.bound == Quantity::Bound::at_most) text = "at most ";
  return text + number_to_text(quantity.amount) + ' ' + quantity.thing;
}

/// "within 72 hours of entry into force", "by 26 January 2025"; "until …" for what is not done
/// once.
std::string deadline_to_text(const Moment& deadline, bool once) {
  if (!once) return "until " + moment_to_text(deadline);
  if (!deadline.after || deadline.nth_day) return "by " + moment_to_text(deadline);
  Moment anchor = deadline;
  anchor.after.reset();
  return "within " + duration_to_text(*deadline.after) + " of " + moment_to_text(anchor);
}

std::string each_to_text(const Duration& each) {
  const std::string text = duration_to_text(each);
  return "each " + (each.amount == 1 ? text.substr(2) : text);
}

std::string consequence_to_text(const Consequence& consequence) {
  std::string words = words_to_text(consequence.words);
  if (consequence.words.find("within ") != std::string::npos) words = quoted(consequence.words);
  std::string text = fmt::format(
      "{} {} must {}", consequence.trigger == Consequence::Trigger::then ? "then" : "otherwise",
      join_names(consequence.bearers), words);
  if (consequence.within) text += " within " + duration_to_text(*consequence.within);
  return text;
}

/// Writes lines one after another; parts of a block are separated by a blank line where they should
/// be.
class Printer {
 public:
  explicit Printer(const Agreement& agreement) : agreement_(agreement) {}

  /// One thing by itself, without keys.
  template <class Item>
  std::string print_one(Item item) && {
    if constexpr (requires { item.citations; }) item.citations.clear();
    block(item, "");
    std::string text;
    for (const PrintedLine& line : lines_) text += line.text + '\n';
    return text;
  }

  std::vector<PrintedLine> print() && {
    heading();
    participants();
    for (const NamedRoster& roster : agreement_.rosters)
      line({"roster " + roster.name}, 0,
           "roster " + quoted(roster.name) + " is " + join_names(roster.members));
    block_ends();
    for (const Area& area : agreement_.areas) area_line(area);
    block_ends();
    for (const std::string& event : agreement_.events)
      line({"event " + event}, 0, "event " + name_to_text(event));
    for (const EventKind& kind : agreement_.event_kinds)
      line({"event " + kind.name}, 0, event_kind_to_text(kind));
    block_ends();
    counts();
    for (const Phase& phase : agreement_.phases) block(phase, "");
    for (std::size_t at = 0; at < agreement_.revisions.size(); ++at)
      revision_block(key_of_revision(at), agreement_.revisions[at]);
    while (!lines_.empty() && lines_.back().keys.empty()) lines_.pop_back();
    return std::move(lines_);
  }

 private:
  void line(std::vector<std::string> keys, std::size_t indent, std::string text) {
    lines_.push_back({std::move(keys), indent + shift_, std::move(text)});
  }

  void block_ends() {
    if (!lines_.empty() && !lines_.back().keys.empty()) lines_.push_back({});
  }

  /// `text` with `margin` in the column of citations, or two blanks after it.
  std::string with_margin(std::size_t indent, std::string text, const std::string& margin) const {
    if (margin.empty()) return text;
    const std::size_t used = indent + shift_ + width(text);
    text.append(used + 2 > kCitations ? 2 : kCitations - used, ' ');
    return text + margin;
  }

  void heading() {
    if (!agreement_.title.empty()) line({"agreement"}, 0, "agreement " + quoted(agreement_.title));
    bool zone_said = false;
    std::vector<EntryIntoForce> entries = agreement_.in_force;
    std::stable_partition(entries.begin(), entries.end(),
                          [](const EntryIntoForce& entry) { return entry.as.empty(); });
    for (const EntryIntoForce& entry : entries) {
      std::string text = "in force " + date_to_text(entry.at, entry.whole_day);
      if (!zone_said) text += ' ' + agreement_.zone;
      zone_said = true;
      if (!entry.as.empty()) text += " as " + name_to_text(entry.as) + " counts";
      line({"in force " + entry.as, "time zone"}, 2, text);
    }
    if (!zone_said && agreement_.zone != "UTC")
      line({"time zone"}, 2, "time zone " + agreement_.zone);
    dated("signed", agreement_.signed_at);
    dated("expires", agreement_.expires_at);
    for (PrintedLine& of : calendar_lines(agreement_.calendar)) lines_.push_back(std::move(of));
    for (const std::string& document : agreement_.documents)
      line({"rests on"}, 2, "rests on " + quoted(document) + address_of(document));
    if (!agreement_.proof.empty()) line({"proof"}, 2, "proof " + words_to_text(agreement_.proof));
    block_ends();
  }

  std::string address_of(const std::string& document) const {
    const auto found = agreement_.addresses.find(document);
    return found == agreement_.addresses.end() ? "" : " at " + quoted(found->second);
  }

  void dated(const std::string& word, const std::optional<LocalTime>& at) {
    if (at) line({word}, 2, word + ' ' + date_to_text(*at, at->since_midnight.count() == 0));
  }

  // ---- Who and where ----

  static std::string_view role_word(Role role, bool several) {
    switch (role) {
      case Role::party:
        return several ? "parties" : "party";
      case Role::guarantor:
        return several ? "guarantors" : "guarantor";
      case Role::mediator:
        return several ? "mediators" : "mediator";
      case Role::monitor:
        return several ? "monitors" : "monitor";
      case Role::source:
        return several ? "sources" : "source";
      case Role::body:
        return several ? "bodies" : "body";
    }
    return "";
  }

  void participants() {
    const auto& all = agreement_.participants;
    for (std::size_t at = 0; at < all.size();) {
      if (at > 0 && all[at].role != all[at - 1].role) block_ends();
      // Bare names of one role stand in one line.
      std::size_t end = at;
      while (end < all.size() && all[end].role == all[at].role && all[end].also.empty() &&
             all[end].under.empty())
        ++end;
      if (end < at + 2) {
        participant_line(all[at++]);
        continue;
      }
      std::vector<std::string> names, keys;
      for (; at < end; ++at) {
        names.push_back(all[at].name);
        keys.push_back("who " + all[at].name);
      }
      line(keys, 0, fmt::format("{} {}", role_word(all[at - 1].role, true), join_names(names)));
    }
    block_ends();
  }

  void participant_line(const Participant& participant) {
    std::string text =
        fmt::format("{} {}", role_word(participant.role, false), name_to_text(participant.name));
    if (!participant.under.empty()) text += " speaks for " + side_to_text(participant.under);
    with_also("who " + participant.name, text, participant.also);
  }

  /// "North's side", where the name allows it.
  static std::string side_to_text(const std::string& party) {
    const bool plain = name_to_text(party) == party && party.find('\'') == std::string::npos &&
                       party.find("\u2019") == std::string::npos &&
                       party.find("side") == std::string::npos;
    return plain ? party + "'s side" : quoted(party);
  }

  void area_line(const Area& area) {
    std::string text = "area " + name_to_text(area.name);
    if (!area.file.empty()) text += " from " + quoted(area.file);
    with_also("area " + area.name, text, area.also);
  }

  /// Further names after the text, or below it when there are many.
  void with_also(const std::string& key, const std::string& text,
                 const std::vector<std::string>& also) {
    const std::string names = " also " + join_quoted(also);
    if (also.empty()) return line({key}, 0, text);
    if (width(text) + width(names) <= kColumns) return line({key}, 0, text + names);
    line({key}, 0, text);
    std::vector<std::string> row;
    for (const std::string& name : also) {
      row.push_back(name);
      if (row.size() == 1 || width(join_quoted(row)) + 7 <= kColumns) continue;
      row.pop_back();
      line({key}, 2, "also " + join_quoted(row));
      row = {name};
    }
    line({key}, 2, "also " + join_quoted(row));
  }

  // ---- What is counted ----

  void counts() {
    for (std::size_t at = 0; at < agreement_.populations.size(); ++at) {
      const Population& population = agreement_.populations[at];
      std::string text = fmt::format("population {} {} is ", number_to_text(population.total),
                                     thing_to_text(population.thing));
      for (std::size_t part = 0; part < population.parts.size(); ++part) {
        const Population::Part& of = population.parts[part];
        if (part > 0) text += part + 1 == population.parts.size() ? " and " : ", ";
        text += number_to_text(of.amount) + ' ' + thing_to_text(of.thing);
        if (!of.clause.empty()) text += " by " + of.clause;
      }
      line({fmt::format("population {}", at)}, 0, text);
    }
    block_ends();
    for (const TallyRule& tally : agreement_.tallies) tally_lines(tally);
    block_ends();
  }

  /// Like a name, but a small letter in front is no reason for quotation marks.
  static std::string thing_to_text(const std::string& thing) {
    return stands_bare(thing) ? thing : quoted(thing);
  }

  /// "trucks of fuel", but "people killed".
  static bool is_thing(Measure measure) {
    switch (measure) {
      case Measure::casualties:
      case Measure::bodies_returned:
      case Measure::bodies_recovered:
      case Measure::trucks:
      case Measure::tonnes:
      case Measure::violations:
      case Measure::attacks:
      case Measure::explosions:
        return true;
      case Measure::killed:
      case Measure::injured:
      case Measure::detained:
      case Measure::abducted:
      case Measure::held:
      case Measure::missing:
      case Measure::displaced:
      case Measure::released:
      case Measure::withdrawn:
      case Measure::destroyed:
      case Measure::other:
        return false;
    }
    return false;
  }

  static bool holds_measure(const std::string& words) {
    const std::string padded = ' ' + words + ' ';
    for (int at = 0; at <= static_cast<int>(Measure::other); ++at)
      if (padded.find(' ' + spaced(static_cast<Measure>(at)) + ' ') != std::string::npos)
        return true;
    return padded.find(" and ") != std::string::npos || padded.find('_') != std::string::npos;
  }

  void tally_lines(const TallyRule& tally) {
    std::string text = "tally " + quoted(tally.title) + " counts";
    const bool of_after = !tally.measures.empty() && is_thing(tally.measures.back());
    const std::string of = holds_measure(tally.of) ? quoted(tally.of) : thing_to_text(tally.of);
    if (!tally.of.empty() && !of_after) text += ' ' + of;
    for (std::size_t at = 0; at < tally.measures.size(); ++at) {
      if (at > 0) text += at + 1 == tally.measures.size() ? " and" : ",";
      text += ' ' + spaced(tally.measures[at]);
    }
    if (!tally.of.empty() && of_after) text += " of " + of;
    if (!tally.where.empty()) text += " in " + name_to_text(tally.where);
    line({"tally " + tally.title}, 0, text);
    if (!tally.counting_rule.empty())
      line({"tally " + tally.title}, 2, "counting " + words_to_text(tally.counting_rule));
  }

  // ---- Phases ----

  void block(const Phase& phase, const std::string& prefix, bool begins_said = true) {
    block_ends();
    const std::string heading = "phase " + phase.number;
    const std::string key = prefix + heading;
    line({key}, 0, heading + (phase.title.empty() ? "" : ' ' + quoted(phase.title)));
    if (phase.begins)
      gate(key + "/begins", "begins when ", *phase.begins);
    else if (begins_said)
      line({key + "/begins"}, 2, "begins at entry into force");
    if (phase.ends) gate(key + "/ends", "ends when ", *phase.ends);
    for (const Clause& clause : phase.clauses) block(clause, prefix);
    for (const Rule& rule : phase.rules) block(rule, prefix);
    block_ends();
  }

  void gate(const std::string& key, const std::string& lead, const Condition& condition) {
    condition_lines(key, 2, lead, condition);
  }

  void condition_lines(const std::string& key, std::size_t indent, const std::string& lead,
                       const Condition& condition) {
    std::string whose;
    if (!condition.required_by.empty())
      whose = "as " + join_names(condition.required_by) +
              (condition.required_by.size() == 1 ? " reads" : " read");
    line({key}, indent, with_margin(indent, lead + condition_to_text(condition), whose));
    for (std::size_t at = 0; at < condition.children.size(); ++at)
      condition_lines(fmt::format("{}.{}", key, at), indent + 2, "", condition.children[at]);
  }

  void revision_block(const std::string& prefix, const Revision& revision) {
    block_ends();
    std::string citations;
    for (const Citation& citation : revision.citations)
      citations += (citations.empty() ? "[" : " [") + citation.text + ']';
    line({prefix}, 0, with_margin(0, "amendment " + quoted(revision.title), citations));
    if (revision.in_force)
      line({prefix + "in force"}, 2,
           "in force " + date_to_text(*revision.in_force, revision.whole_day));
    if (revision.expires_at)
      line({prefix + "expires"}, 2,
           "expires " + date_to_text(*revision.expires_at,
                                     revision.expires_at->since_midnight.count() == 0));
    shift_ = 2;
    for (const PhaseChange& change : revision.phases)
      block(change.phase, prefix, change.begins_said);
    shift_ = 0;
    for (const Clause& clause : revision.clauses) block(clause, prefix);
    for (const Rule& rule : revision.rules) block(rule, prefix);
    block_ends();
    for (const std::string& ref : revision.deleted)
      line({prefix + "deleted clause " + ref}, 2, fmt::format("clause {} is deleted", ref));
    for (const std::string& ref : revision.deleted_rules)
      line({prefix + "deleted rule " + ref}, 2, fmt::format("rule {} is deleted", ref));
    block_ends();
  }

  template <class Kind>
  void item_heading(const std::string& key, const std::string& heading, const Kind& item) {
    block_ends();
    std::string citations;
    for (const Citation& citation : item.citations)
      citations += (citations.empty() ? "[" : " [") + citation.text + ']';
    const std::string text = heading + (item.title.empty() ? "" : ' ' + quoted(item.title));
    line({key}, 2, with_margin(2, text, citations));
  }

  void block(const Clause& clause, const std::string& prefix) {
    const std::string key = prefix + "clause " + clause.ref;
    item_heading(key, "clause " + clause.ref, clause);
    line({key + "/body"}, 4, sentence_of(clause));
    if (!clause.exceptions.empty())
      line({key + "/except"}, 4, "except " + join_quoted(clause.exceptions));
    if (!clause.counting_rule.empty())
      line({key + "/counting"}, 4, "counting " + words_to_text(clause.counting_rule));
    if (const std::string extra = extra_acts(clause); !extra.empty())
      line({key + "/also"}, 4, "also counting " + extra);
    if (clause.only_findings) line({key + "/only"}, 4, "only findings count");
    if (!clause.depends_on.empty()) {
      std::string refs;
      for (const std::string& ref : clause.depends_on) refs += (refs.empty() ? "" : ", ") + ref;
      line({key + "/depends"}, 4, "depends on " + refs);
    }
    if (!clause.together_with.empty()) {
      std::string refs;
      for (const std::string& ref : clause.together_with) refs += (refs.empty() ? "" : ", ") + ref;
      line({key + "/together"}, 4, "together with " + refs);
    }
    for (const ClauseReading& reading : clause.readings) reading_line(key, clause, reading);
    consequences(key, clause.consequences);
    if (!clause.must_name.empty()) {
      std::string names;
      for (const std::string& name : clause.must_name)
        names += (names.empty() ? "" : ", ") + quoted(name);
      line({key + "/least"}, 4, "counts only reports that name " + names);
    }
    if (clause.least_grade)
      line({key + "/least"}, 4,
           fmt::format("counts only what is {}{}", to_text(*clause.least_grade),
                       *clause.least_grade == Grade::observed ? "" : " or better"));
    if (!clause.proof.empty()) line({key + "/proof"}, 4, "proof " + words_to_text(clause.proof));
    for (const auto& [list, code] : clause.codes)
      line({key + "/code"}, 4, fmt::format("code {} {}", list, quoted(code)));
  }

  static std::string modal_of(const Clause& clause) {
    switch (clause.modality) {
      case Modality::forbids:
        return "must not";
      case Modality::limits:
      case Modality::permits:
        return "may";
      case Modality::requires_lasting:
        return is_lasting_verb(clause.act.words) ? "must" : "must at all times";
      case Modality::requires_once:
      case Modality::requires_each:
        return "must";
    }
    return "";
  }

  static std::string sentence_of(const Clause& clause) {
    std::string text = join_names(clause.bearers) + ' ' + modal_of(clause) + ' ' + clause.act.words;
    if (clause.quantity) text += ' ' + quantity_to_text(*clause.quantity);
    if (!clause.toward.empty()) text += " to " + name_to_text(clause.toward);
    if (!clause.where.empty()) text += ' ' + clause.where_word + ' ' + name_to_text(clause.where);
    if (clause.from) text += " from " + moment_to_text(*clause.from);
    if (clause.deadline)
      text += ' ' + deadline_to_text(*clause.deadline, clause.modality == Modality::requires_once);
    if (clause.each) text += ' ' + each_to_text(*clause.each);
    return text;
  }

  /// What the clause counts beyond its verb.
  static std::string extra_acts(const Clause& clause) {
    const ActPattern verb =
        act_of_words(clause.act.words, clause.quantity ? clause.quantity->thing : "");
    std::string text;
    const auto extra = [&](const auto& all, const auto& known, std::string_view lead) {
      for (const auto kind : all)
        if (std::find(known.begin(), known.end(), kind) == known.end())
          text += fmt::format("{}{}{}", text.empty() ? "" : ", ", lead, spaced(kind));
    };
    extra(clause.act.acts, verb.acts, "");
    extra(clause.act.groups, verb.groups, "any ");
    extra(clause.act.measures, verb.measures, "counts of ");
    return text;
  }

  void reading_line(const std::string& key, const Clause& clause, const ClauseReading& reading) {
    std::string text = "as " + name_to_text(reading.by) + " reads";
    std::string_view gap = " ";
    const auto add = [&](const std::string& part) {
      text += std::string(gap) + part;
      gap = ", ";
    };
    if (!reading.words.empty()) add(quoted(reading.words));
    if (reading.quantity) add(quantity_to_text(*reading.quantity));
    if (reading.deadline)
      add(deadline_to_text(*reading.deadline, clause.modality == Modality::requires_once));
    line({key + "/as " + reading.by}, 4, text);
  }

  void consequences(const std::string& key, const std::vector<Consequence>& list) {
    for (std::size_t at = 0; at < list.size(); ++at)
      line({fmt::format("{}/then {}", key, at + 1)}, 4, consequence_to_text(list[at]));
  }

  void block(const Rule& rule, const std::string& prefix) {
    const std::string key = prefix + "rule " + rule.ref;
    item_heading(key, "rule " + rule.ref, rule);
    if (rule.events) {
      line({key + "/when"}, 4, event_rule_to_text(*rule.events));
      return consequences(key, rule.consequences);
    }
    line({key + "/when"}, 4,
         fmt::format("when {} or more {}breaches of {}{}{} within {}", number_to_text(rule.count),
                     rule.found_only ? "" : "alleged ", rule.of_clause,
                     rule.by_one_party ? " by one party" : "",
                     rule.in_one_area ? " in one area" : "", duration_to_text(rule.within)));
    consequences(key, rule.consequences);
  }

  const Agreement& agreement_;
  std::size_t shift_ = 0;  // of what stands below a phase of an amendment
  std::vector<PrintedLine> lines_;
};

template <class Item>
std::string one(const Item& item) {
  const Agreement none;
  return Printer(none).print_one(item);
}

}  // namespace

std::vector<PrintedLine> layout_of(const Agreement& agreement) {
  return Printer(agreement).print();
}

std::string text_of(const Clause& clause) { return one(clause); }
std::string text_of(const Rule& rule) { return one(rule); }
std::string text_of(const Phase& phase) { return one(phase); }

std::string print(const Agreement& agreement) {
  std::string text;
  for (const PrintedLine& line : layout_of(agreement)) {
    if (!line.text.empty()) text += std::string(line.indent, ' ') + line.text;
    text += '\n';
  }
  return text;
}

}  // namespace truce::agreement
