// SPDX-License-Identifier: Apache-2.0
// What bodies find and declare.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "story/reading.h"

namespace truce::story {
namespace {

/// 'in that incident', 'in incident "mill"'. `missing` when a label is named that nobody told of.
struct IncidentNamed {
  Id<Incident> id;
  bool named = false;
  bool missing = false;
};

IncidentNamed miss_incident(Reading& reading, const Name& label) {
  std::vector<std::string> labels;
  for (const auto& [name, id] : reading.story.incidents) labels.push_back(name);
  reading.error(
      label.span, fmt::format("nothing above tells of an incident '{}'", label.text),
      agreement::did_you_mean(label.text, labels,
                              fmt::format("end the report with: incident \"{}\"", label.text)));
  return {{}, true, true};
}

IncidentNamed take_incident(Reading& reading, Sentence& sentence) {
  if (const auto label = take_incident_label(sentence)) {
    const auto found = reading.story.incidents.find(label->text);
    if (found == reading.story.incidents.end()) return miss_incident(reading, *label);
    return {found->second, true, false};
  }
  const TextSpan span = sentence.here();
  if (!sentence.take_any({"in that incident", "that incident", "in it"})) return {};
  if (reading.that_incident.value == 0) {
    reading.error(span, "nothing above tells of an incident", "put the report above this line");
    return {{}, true, true};
  }
  return {reading.that_incident, true, false};
}

class Finder {
 public:
  Finder(Reading& reading, const When& when, const std::vector<Name>& by, TextSpan line)
      : reading_(reading), when_(when), by_(by), line_(line) {}

  void read(Sentence& sentence) {
    if (sentence.take_any({"a breach of", "breach of", "another breach of"}))
      return read_breach(sentence, "breach");
    if (sentence.take("no breach of")) return read_breach(sentence, "not_a_breach");
    if (sentence.take_any({"an exception to", "an exception from"}))
      return read_breach(sentence, "exception");
    Sentence ahead = sentence;
    ahead.take("that");
    if (ahead.at("incident") || sentence.at("that incident")) return read_occurred(sentence);
    if (ahead.take_any({"clause", "rule"}) ||
        (ahead.at_kind(Token::Kind::word) && agreement::is_ref(ahead.peek()->text))) {
      sentence.take("that");
      return read_fulfilled(sentence);
    }
    if (at_actor(reading_, sentence)) return read_responsible(sentence);
    reading_.error(sentence.ended() ? sentence.whole() : sentence.rest(),
                   "this is not something that can be found",
                   "write 'finds a breach of 1.1 in that incident', 'finds no breach of …', 'finds "
                   "1.2 fulfilled', 'finds that incident \"…\" happened', or 'finds North "
                   "responsible for that incident'");
  }

 private:
  void put(Question question, const std::string& clause, Id<Incident> incident,
           const std::string& answer) {
    for (const Name& name : by_) {
      Finding finding;
      finding.incident = incident;
      finding.clause = clause;
      finding.question = question;
      finding.answer = answer;
      finding.standard = reading_.agreement().proof;
      finding.reasons = agreement::collapsed(line_.in(reading_.text));
      finding.by = reading_.names.canonical(name.text);
      finding.on = when_.local.day;
      reading_.put(when_.known_at, std::move(finding));
    }
  }

  void read_breach(Sentence& sentence, const std::string& answer) {
    const auto ref = take_ref(reading_, sentence);
    if (!ref) return;
    std::optional<Name> party;
    const std::size_t first = sentence.position();
    if (sentence.take("by") && !(party = take_actor(reading_, sentence))) return;
    const TextSpan by_span = sentence.span_from(first);
    const IncidentNamed incident = take_incident(reading_, sentence);
    if (incident.missing || !ends(sentence)) return;
    if (!incident.named && answer != "breach") {
      reading_.error(sentence.whole(), "this does not say of which incident it is found",
                     "add 'in that incident', or 'in incident \"…\"'");
      return;
    }
    if (party && !incident.named && !is_sole_bearer(*ref, *party)) {
      reading_.error(by_span, "who broke a clause that binds several is found of an incident",
                     "add 'in that incident', or 'in incident \"…\"'");
      return;
    }
    if (party && incident.named)
      put(Question::responsible, {}, incident.id, reading_.names.canonical(party->text));
    put(Question::breach, *ref, incident.id, answer);
  }

  bool is_sole_bearer(const std::string& ref, const Name& party) const {
    const std::string name = reading_.names.canonical(party.text);
    const auto versions = versions_of(reading_.agreement(), ref);
    return !versions.empty() &&
           std::all_of(versions.begin(), versions.end(), [&](const Clause* clause) {
             return clause->bearers == std::vector<std::string>{name};
           });
  }

  void read_fulfilled(Sentence& sentence) {
    const auto ref = take_ref(reading_, sentence);
    if (!ref) return;
    sentence.take_any({"is", "to be"});
    const bool no = sentence.take("not");
    if (!sentence.take("fulfilled")) {
      reading_.error(sentence.ended() ? sentence.whole() : sentence.rest(),
                     "this does not say what is found of the clause",
                     "write 'finds 1.2 fulfilled' or 'finds 1.2 not fulfilled'; a breach is found "
                     "with 'finds a breach of 1.2'");
      return;
    }
    if (ends(sentence)) put(Question::breach, *ref, {}, no ? "not_fulfilled" : "fulfilled");
  }

  void read_occurred(Sentence& sentence) {
    const TextSpan span = sentence.rest();
    Sentence labelled = sentence;
    labelled.take("that");
    IncidentNamed incident;
    if (labelled.at("incident") && labelled.at_kind(Token::Kind::quoted, 1)) sentence = labelled;
    incident = take_incident(reading_, sentence);
    if (incident.missing) return;
    const bool no = sentence.take("did not happen");
    if (!incident.named || (!no && !sentence.take("happened"))) {
      reading_.error(span, "this does not say whether the incident happened",
                     "write 'finds that incident \"…\" happened', or 'did not happen'");
      return;
    }
    if (ends(sentence)) put(Question::occurred, {}, incident.id, no ? "no" : "yes");
  }

  void read_responsible(Sentence& sentence) {
    const auto actor = take_actor(reading_, sentence);
    if (!actor) return;
    if (!sentence.take("responsible for")) {
      reading_.error(sentence.ended() ? sentence.whole() : sentence.rest(),
                     "this does not say what is found of them",
                     "write 'finds North responsible for that incident'");
      return;
    }
    const IncidentNamed incident = take_incident(reading_, sentence);
    if (incident.missing) return;
    if (!incident.named) {
      reading_.error(sentence.ended() ? sentence.whole() : sentence.rest(),
                     "this does not say which incident is meant",
                     "write 'that incident', or 'incident \"…\"'");
      return;
    }
    if (ends(sentence))
      put(Question::responsible, {}, incident.id, reading_.names.canonical(actor->text));
  }

  bool ends(const Sentence& sentence) {
    reading_.names.expect_end(sentence, "a finding ends here; what follows is a line of its own");
    return sentence.ended();
  }

  Reading& reading_;
  const When& when_;
  const std::vector<Name>& by_;
  TextSpan line_;
};

// ---- Declarations

template <class Visit>
void each_condition(const Condition& condition, const Visit& visit) {
  visit(condition);
  for (const Condition& child : condition.children) each_condition(child, visit);
}

template <class Visit>
void each_condition(const Agreement& agreement, const Visit& visit) {
  for (const Phase* phase : phases_of(agreement)) {
    const auto of_phase = [&](const Condition& condition) { visit(condition, *phase); };
    if (phase->begins) each_condition(*phase->begins, of_phase);
    if (phase->ends) each_condition(*phase->ends, of_phase);
  }
}

std::string without_first_word(const std::string& words) {
  const std::size_t space = words.find(' ');
  return space == std::string::npos ? std::string() : words.substr(space + 1);
}

/// The number of the only phase that waits for a declaration of its beginning; empty: none does, or
/// several do.
std::string phase_declared(const Agreement& agreement) {
  std::set<std::string> waiting;
  each_condition(agreement, [&](const Condition& condition, const Phase& phase) {
    if (without_first_word(condition.words) == "it") waiting.insert(phase.number);
  });
  return waiting.size() == 1 ? *waiting.begin() : std::string();
}

/// The verb by which a power is used, as an agreement names it: "suspends" → "suspend".
std::optional<std::string> power_in(std::string_view verb) {
  for (const std::string_view power : {"suspend", "waive", "extend", "terminate", "resume"})
    if (verb == power || (verb.starts_with(power) && verb.substr(power.size()) == "s"))
      return std::string(power);
  return std::nullopt;
}

/// Whether the agreement speaks of anything that the words name: a phase, a clause, an event, or
/// what somebody is to say.
bool is_spoken_of(const Agreement& agreement, const std::string& what) {
  const auto holds = [&](std::string_view part) {
    return !part.empty() && what.find(part) != std::string::npos;
  };
  bool found = power_in(what.substr(0, what.find(' '))).has_value();
  for (const Phase* phase : phases_of(agreement))
    found |= holds("phase " + phase->number) || holds("stage " + phase->number);
  for (const std::string& ref : clause_refs(agreement)) found |= holds(ref);
  for (const std::string& name : agreement.events) found |= holds(name);
  each_condition(agreement, [&](const Condition& condition, const Phase&) {
    found |= holds(without_first_word(condition.words));
  });
  return found;
}

/// The words that a condition of the agreement waits for, where these are they in another person
/// of the verb: "Qatar declares …" for "the guarantors declare …". Empty: none waits for them.
std::string awaited(const Agreement& agreement, const std::string& what) {
  std::string found;
  each_condition(agreement, [&](const Condition& condition, const Phase&) {
    if (!condition.words.empty() && !without_first_word(what).empty() &&
        without_first_word(condition.words) == without_first_word(what))
      found = condition.words;
  });
  return found;
}

std::optional<std::string> take_declared(Reading& reading, Sentence& sentence) {
  const TextSpan span = sentence.rest();
  const std::string verb = sentence.peek()->text;
  sentence.advance();
  if (sentence.ended()) {
    reading.error(span, "this does not say what is declared",
                  "write what, as in 'the guarantors declare that phase 2 begins'");
    return std::nullopt;
  }
  if (sentence.at_kind(Token::Kind::quoted) && sentence.peek(1) == nullptr)
    return sentence.take_rest();
  if (sentence.take("it") && sentence.ended()) {
    const std::string phase = phase_declared(reading.agreement());
    if (!phase.empty()) return fmt::format("phase {} begins", phase);
    reading.error(span, "no single phase waits for this word alone",
                  "say which, as in 'declare that phase 2 begins'");
    return std::nullopt;
  }
  const std::size_t first = sentence.position();
  const std::string rest = sentence.take_rest();
  if (const auto power = power_in(verb)) return *power + ' ' + rest;
  if (std::string words = awaited(reading.agreement(), verb + ' ' + rest); !words.empty())
    return words;
  if (verb != "declare" && verb != "declares") return verb + ' ' + rest;
  sentence.move_to(first);
  sentence.take("that");
  return sentence.take_rest();
}

}  // namespace

void read_found(Reading& reading, Sentence& sentence, const When& when,
                const std::vector<Name>& speakers) {
  Finder(reading, when, speakers, sentence.whole()).read(sentence);
}

void read_declared(Reading& reading, Sentence& sentence, const When& when,
                   const std::vector<Name>& speakers) {
  const TextSpan span = sentence.rest();
  const auto what = take_declared(reading, sentence);
  if (!what) return;
  if (!is_spoken_of(reading.agreement(), *what))
    reading.warn(span, "nothing in the agreement waits for these words",
                 "name a phase, a clause, an event, or use the words of a condition");
  for (const Name& speaker : speakers) {
    Declaration declaration;
    declaration.what = *what;
    declaration.by_actor = reading.names.canonical(speaker.text);
    declaration.on = when.local.day;
    declaration.by = "the story";
    reading.put(when.known_at, std::move(declaration));
  }
}

}  // namespace truce::story
