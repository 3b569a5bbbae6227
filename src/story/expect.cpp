// SPDX-License-Identifier: Apache-2.0
// What the account must say at a moment: "as known 14 October 2025 for North", and the lines below.
#include <fmt/format.h>

#include <algorithm>

#include "story/reading.h"
#include "story/status_words.h"

namespace truce::story {
namespace {

using agreement::did_you_mean;

template <class T>
struct Choice {
  std::string words;
  T value;
};

/// Longest first, so that "fulfilled late" is not taken for "fulfilled".
template <class T>
std::optional<T> take_longest(Sentence& sentence, const std::vector<Choice<T>>& choices) {
  const Choice<T>* best = nullptr;
  for (const Choice<T>& choice : choices)
    if (sentence.at(choice.words) && (!best || choice.words.size() > best->words.size()))
      best = &choice;
  if (best == nullptr) return std::nullopt;
  sentence.take(best->words);
  return best->value;
}

template <class Enum, std::size_t count>
std::vector<Choice<Enum>> choices_of(const std::array<Enum, count>& values) {
  std::vector<Choice<Enum>> choices;
  for (const Enum value : values) choices.push_back({spoken(to_text(value)), value});
  return choices;
}

std::vector<Choice<PhaseState::State>> phase_choices() {
  return {{"not started", PhaseState::State::not_started},
          {"current", PhaseState::State::current},
          {"completed", PhaseState::State::completed}};
}

template <class T>
std::vector<std::string> words_of(const std::vector<Choice<T>>& choices) {
  std::vector<std::string> words;
  for (const auto& choice : choices) words.push_back(choice.words);
  return words;
}

class Expecting {
 public:
  explicit Expecting(Reading& reading) : reading_(reading) {}

  std::optional<decltype(Expectation::what)> read(Sentence& sentence) {
    if (sentence.at("phase")) return read_phase(sentence);
    if (sentence.at("tally")) return read_tally(sentence);
    if (sentence.at("incident")) return read_incident(sentence);
    if (sentence.take_any({"there are", "there is"})) return read_incidents(sentence);
    if (sentence.take("it is day")) {
      const auto day = take_number(reading_, sentence);
      if (!day) return std::nullopt;
      return DayExpected{*day};
    }
    Sentence ahead = sentence;
    ahead.take_any({"clause", "rule"});
    if (ahead.at_kind(Token::Kind::word) && agreement::is_ref(ahead.peek()->text))
      return read_clause(sentence);
    reading_.error(
        sentence.rest(), "this is not something that an account says",
        did_you_mean(sentence.peek()->text, {"phase", "tally", "incident", "clause", "rule"},
                     "write '1.2 is fulfilled', '1.2 counts 20 of 20 by …', 'phase 1 is "
                     "current', 'phase 2 waits for 1.3', 'tally \"…\" counts 300 by …', "
                     "'incident \"…\" is reported', 'there are 2 incidents' or 'it is "
                     "day 5'"));
    return std::nullopt;
  }

 private:
  using What = std::optional<decltype(Expectation::what)>;

  // ---- Clauses
  What read_clause(Sentence& sentence) {
    const auto ref = take_ref(reading_, sentence);
    if (!ref) return std::nullopt;
    std::string reads;
    if (sentence.at("as") && !take_reading(sentence, *ref, reads)) return std::nullopt;
    if (sentence.take("is short in")) return read_periods(sentence, *ref, reads);
    if (sentence.at_any({"is", "has", "cannot be told"}))
      return read_standing(sentence, *ref, reads);
    if (sentence.take("counts")) {
      CountExpected expected{.ref = *ref, .reading = reads};
      return read_count(sentence, std::move(expected));
    }
    if (sentence.at_any({"says", "does not say"})) return read_reason(sentence, *ref, reads);
    reading_.error(sentence.ended() ? sentence.whole() : sentence.rest(),
                   "this does not say what is expected of the clause",
                   "write '1.2 is fulfilled', '1.2 counts 20 of 20 by …', '1.4 is short in 3 of 5 "
                   "periods by …' or '1.2 says \"…\"'");
    return std::nullopt;
  }

  bool take_reading(Sentence& sentence, const std::string& ref, std::string& reads) {
    sentence.take("as");
    const auto party = take_party(reading_, sentence);
    if (!party) return false;
    if (!sentence.take_any({"reads", "read"})) {
      reading_.error(sentence.here(), "the word 'reads' is missing here",
                     fmt::format("write 'as {} reads'", party->text));
      return false;
    }
    const auto versions = versions_of(reading_.agreement(), ref);
    const auto reads_it = [&](const Clause* clause) {
      return std::any_of(clause->readings.begin(), clause->readings.end(),
                         [&](const ClauseReading& reading) { return reading.by == party->text; });
    };
    if (std::any_of(versions.begin(), versions.end(), reads_it)) {
      reads = party->text;
      return true;
    }
    reading_.error(party->span,
                   fmt::format("the agreement has no reading of {} by {}", ref, party->text),
                   "leave 'as … reads' out, or give the clause such a line");
    return false;
  }

  What read_standing(Sentence& sentence, const std::string& ref, const std::string& reads) {
    ClauseExpected expected{.ref = ref, .reading = reads};
    if (sentence.take("cannot be told")) {
      expected.status = ClauseStatus::cannot_tell;
    } else if (sentence.take("is")) {
      expected.negated =
          !sentence.at("not due") && !sentence.at("not triggered") && sentence.take("not");
      if (!at_detail(sentence) && !take_status(sentence, expected)) return std::nullopt;
    } else {
      sentence.take("has");
    }
    while (!sentence.ended()) {
      if (sentence.at_kind(Token::Kind::comma)) sentence.advance();
      sentence.take("and");
      if (!take_detail(sentence, expected)) return std::nullopt;
    }
    return expected;
  }

  static bool at_detail(const Sentence& sentence) {
    return sentence.at_any({"alleged", "found", "since"}) ||
           (sentence.at("due") && !sentence.at("due soon"));
  }

  bool take_status(Sentence& sentence, ClauseExpected& expected) {
    const auto statuses = choices_of(kStatuses);
    const auto states = choices_of(kStates);
    expected.status = take_longest(sentence, statuses);
    if (!expected.status) expected.state = take_longest(sentence, states);
    if (expected.status || expected.state) return true;
    std::string word;
    for (Sentence ahead = sentence; ahead.at_kind(Token::Kind::word); ahead.advance())
      word += (word.empty() ? "" : " ") + ahead.peek()->text;
    std::vector<std::string> words = words_of(statuses);
    const auto more = words_of(states);
    words.insert(words.end(), more.begin(), more.end());
    std::string all;
    for (const std::string& one : words) all += (all.empty() ? "" : ", ") + one;
    reading_.error(sentence.ended() ? sentence.here() : sentence.rest(),
                   fmt::format("a clause is never '{}'", word),
                   did_you_mean(word, words, "a clause is " + all));
    return false;
  }

  bool take_detail(Sentence& sentence, ClauseExpected& expected) {
    if (expected.negated && at_detail(sentence)) {
      reading_.error(sentence.here(), "after 'is not' the numbers could be meant either way",
                     "write a line of its own for them");
      return false;
    }
    if (sentence.take("alleged")) return take_alleged(sentence, expected);
    if (sentence.take("found")) {
      expected.found = take_number(reading_, sentence);
      sentence.take_any({"times", "time"});
      return expected.found.has_value();
    }
    if (sentence.take("due")) return take_time(sentence, expected.due);
    if (sentence.take("since")) return take_time(sentence, expected.since);
    reading_.error(sentence.ended() ? sentence.whole() : sentence.rest(),
                   "this is not a detail of a verdict",
                   "write 'alleged 2 by North against South', 'found 1', 'due 3 May 2025 12:00' or "
                   "'since 3 May 2025'");
    return false;
  }

  bool take_alleged(Sentence& sentence, ClauseExpected& expected) {
    ClauseExpected::Alleged alleged;
    const auto count = take_number(reading_, sentence);
    if (!count) return false;
    alleged.incidents = *count;
    sentence.take_any({"times", "time"});
    while (sentence.at_any({"by", "against"})) {
      const bool by = sentence.take("by");
      if (!by) sentence.take("against");
      if (by && sentence.take("independent voices")) {
        alleged.by = kIndependent;
        continue;
      }
      const auto party = take_party(reading_, sentence);
      if (!party) return false;
      (by ? alleged.by : alleged.against) = party->text;
    }
    expected.alleged.push_back(std::move(alleged));
    return true;
  }

  bool take_time(Sentence& sentence, std::optional<ClauseExpected::Time>& time) {
    const auto when = take_when(reading_, sentence);
    if (!when) return false;
    time = ClauseExpected::Time{when->local, when->whole_day};
    return true;
  }

  What read_periods(Sentence& sentence, const std::string& ref, const std::string& reads) {
    PeriodsExpected expected{.ref = ref, .reading = reads};
    const auto number = take_number(reading_, sentence);
    if (!number) return std::nullopt;
    expected.short_of = *number;
    const TextSpan span = sentence.here();
    std::optional<std::int64_t> told;
    if (sentence.take("of")) told = take_number(reading_, sentence);
    sentence.take_any({"periods", "days", "weeks", "period"});
    if (!told || !sentence.take("by")) {
      reading_.error(span, "this does not say of how many periods, or by whose count",
                     "write 'is short in 3 of 5 periods by …'");
      return std::nullopt;
    }
    expected.told = *told;
    const auto by = take_actor(reading_, sentence);
    if (!by) return std::nullopt;
    expected.by = reading_.names.canonical(by->text);
    return expected;
  }

  What read_reason(Sentence& sentence, const std::string& ref, const std::string& reads) {
    ReasonExpected expected{.ref = ref, .reading = reads};
    expected.negated = sentence.take("does not say");
    sentence.take("says");
    if (!sentence.at_kind(Token::Kind::quoted)) {
      reading_.error(sentence.here(), "the words of the reason are missing here",
                     "put a part of the reason into quotation marks, as truce explain prints it");
      return std::nullopt;
    }
    expected.words = sentence.peek()->text;
    sentence.advance();
    return expected;
  }

  // ---- Counts
  What read_tally(Sentence& sentence) {
    sentence.take("tally");
    const auto name = agreement::take_name(sentence);
    std::vector<std::string> titles;
    for (const TallyRule& tally : reading_.agreement().tallies) titles.push_back(tally.title);
    for (const Population& population : reading_.agreement().populations)
      titles.push_back(population.thing);
    if (!name || std::find(titles.begin(), titles.end(), name->text) == titles.end()) {
      reading_.error(
          name ? name->span : sentence.here(),
          name ? fmt::format("the agreement has no tally '{}'", name->text)
               : "which tally is meant?",
          did_you_mean(name ? name->text : "", titles,
                       "name it by its title in quotation marks; a population by what it "
                       "counts"));
      return std::nullopt;
    }
    if (!sentence.take("counts")) {
      reading_.error(sentence.ended() ? sentence.whole() : sentence.rest(),
                     "this does not say what the tally counts",
                     "write 'tally \"…\" counts 300 by …'");
      return std::nullopt;
    }
    CountExpected expected;
    expected.tally = name->text;
    return read_count(sentence, std::move(expected));
  }

  What read_count(Sentence& sentence, CountExpected expected) {
    if (!sentence.take("nothing")) {
      expected.amount = take_number(reading_, sentence);
      if (!expected.amount) return std::nullopt;
      if (sentence.take("of")) {
        expected.target = take_number(reading_, sentence);
        if (!expected.target) return std::nullopt;
      }
    }
    if (!sentence.take("by")) {
      reading_.error(sentence.ended() ? sentence.whole() : sentence.here(),
                     "this does not say by whose count",
                     "counts stand side by side: add 'by' and who counts");
      return std::nullopt;
    }
    const auto by = take_actor(reading_, sentence);
    if (!by) return std::nullopt;
    expected.by = reading_.names.canonical(by->text);
    return expected;
  }

  // ---- Phases
  What read_phase(Sentence& sentence) {
    sentence.take("phase");
    std::vector<std::string> numbers;
    for (const Phase* phase : phases_of(reading_.agreement()))
      if (std::find(numbers.begin(), numbers.end(), phase->number) == numbers.end())
        numbers.push_back(phase->number);
    const std::string number = sentence.ended() ? std::string() : sentence.peek()->text;
    if (std::find(numbers.begin(), numbers.end(), number) == numbers.end()) {
      reading_.error(sentence.here(), fmt::format("the agreement has no phase '{}'", number),
                     fmt::format("its phases are {}", joined(numbers)));
      return std::nullopt;
    }
    sentence.advance();
    if (sentence.take("is")) {
      const auto state = take_longest(sentence, phase_choices());
      if (state) return PhaseExpected{number, *state};
    } else if (sentence.at_any({"waits for", "does not wait for"})) {
      return read_gate(sentence, number);
    }
    reading_.error(
        sentence.ended() ? sentence.whole() : sentence.rest(),
        "this does not say how the phase stands",
        "write 'phase 1 is current', 'completed' or 'not started', or 'phase 2 waits for "
        "1.3'");
    return std::nullopt;
  }

  static std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
    return all;
  }

  What read_gate(Sentence& sentence, const std::string& number) {
    GateExpected expected{.number = number};
    expected.negated = sentence.take("does not wait for");
    sentence.take("waits for");
    const TextSpan span = sentence.here();
    if (sentence.take("nothing")) {
      if (!expected.negated) return expected;
      reading_.error(span, "this says two things at once", "write 'waits for nothing'");
      return std::nullopt;
    }
    if (sentence.at_kind(Token::Kind::quoted)) {
      expected.words = sentence.peek()->text;
      sentence.advance();
    } else if (sentence.at("clause") ||
               (sentence.at_kind(Token::Kind::word) && agreement::is_ref(sentence.peek()->text))) {
      const auto ref = take_ref(reading_, sentence);
      if (!ref) return std::nullopt;
      expected.ref = *ref;
    } else {
      reading_.error(span, "this does not say what the phase waits for",
                     "name a clause by its number, or put words of the condition into quotation "
                     "marks");
      return std::nullopt;
    }
    if (sentence.take("as")) {
      const auto party = take_party(reading_, sentence);
      if (!party) return std::nullopt;
      expected.required_by = party->text;
      sentence.take_any({"reads", "read"});
    }
    return expected;
  }

  // ---- Incidents
  What read_incident(Sentence& sentence) {
    const TextSpan span = sentence.rest();
    const auto label = take_incident_label(sentence);
    if (!label || !sentence.take("is")) {
      reading_.error(span, "this does not say what is expected of which incident",
                     "write 'incident \"…\" is corroborated'");
      return std::nullopt;
    }
    IncidentExpected expected{.label = label->text, .id = {}, .grade = {}, .flags = {}};
    const auto known = reading_.story.incidents.find(label->text);
    if (known == reading_.story.incidents.end()) {
      std::vector<std::string> labels;
      for (const auto& [name, id] : reading_.story.incidents) labels.push_back(name);
      reading_.error(
          label->span, fmt::format("nothing above tells of an incident '{}'", label->text),
          did_you_mean(label->text, labels,
                       fmt::format("end the report with: incident \"{}\"", label->text)));
      return std::nullopt;
    }
    expected.id = known->second;
    do {
      sentence.take("and");
      if (const auto grade = take_longest(sentence, choices_of(kGrades))) {
        expected.grade = grade;
      } else if (const auto flag = take_longest(sentence, flag_choices())) {
        expected.flags.push_back(*flag);
      } else {
        reading_.error(sentence.ended() ? sentence.here() : sentence.rest(),
                       "an incident is never this",
                       "it is claimed, reported, corroborated, acknowledged or observed; and "
                       "perhaps contested, retracted, corrected, disproved, single origin "
                       "suspected or unverifiable");
        return std::nullopt;
      }
      if (sentence.at_kind(Token::Kind::comma)) sentence.advance();
    } while (!sentence.ended());
    return expected;
  }

  static std::vector<Choice<std::string>> flag_choices() {
    std::vector<Choice<std::string>> choices;
    for (const std::string_view flag : kFlags)
      choices.push_back({std::string(flag), std::string(flag)});
    return choices;
  }

  What read_incidents(Sentence& sentence) {
    std::optional<std::int64_t> count = 0;
    if (!sentence.take("no")) count = take_number(reading_, sentence);
    if (!count) return std::nullopt;
    if (sentence.take_any({"incidents", "incident"})) return IncidentsExpected{*count};
    reading_.error(sentence.here(), "incidents are counted here",
                   "write 'there are 2 incidents'; other counts have a tally or a clause");
    return std::nullopt;
  }

  Reading& reading_;
};

/// "for North", "for findings", "for corroborated or better"
bool take_viewpoint(Reading& reading, Sentence& sentence, Viewpoint& viewpoint) {
  if (!sentence.take("for") || sentence.take("everyone")) return true;
  if (sentence.take("findings")) {
    viewpoint.kind = Viewpoint::Kind::findings;
    return true;
  }
  if (const auto grade = take_longest(sentence, choices_of(kGrades))) {
    viewpoint.kind = Viewpoint::Kind::grade;
    viewpoint.grade = *grade;
    sentence.take("or better");
    return true;
  }
  const auto party = take_party(reading, sentence);
  if (!party) return false;
  viewpoint.kind = Viewpoint::Kind::party;
  viewpoint.party = party->text;
  return true;
}

}  // namespace

void read_moment(Reading& reading, const Line& line) {
  Sentence sentence(line.tokens);
  sentence.take("as known");
  sentence.take("on");
  const auto when = take_when(reading, sentence);
  if (!when) return;
  Moment moment;
  moment.span = line.span;
  moment.text = agreement::collapsed(line.span.in(reading.text));
  moment.as_known = when->known_at;
  if (!take_viewpoint(reading, sentence, moment.viewpoint)) return;
  reading.names.expect_end(sentence, "after the moment comes 'for' and whose view, no more");
  if (line.children.empty())
    reading.error(line.span, "nothing is expected at this moment",
                  "write what the account must say below it, indented: '1.2 is fulfilled'");
  for (const Line& child : line.children) {
    Sentence expectation(child.tokens);
    if (auto what = Expecting(reading).read(expectation)) {
      reading.names.expect_end(expectation, "write a line of its own for what follows");
      moment.expectations.push_back(
          {child.span, agreement::collapsed(child.span.in(reading.text)), std::move(*what)});
    }
    for (const Line& deeper : child.children)
      reading.error(deeper.span, "nothing stands below an expectation",
                    "indent it like the line above");
  }
  reading.story.moments.push_back(std::move(moment));
}

}  // namespace truce::story
