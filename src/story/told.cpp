// SPDX-License-Identifier: Apache-2.0
// What a report tells, in the sentence of a clause: "Hamas released 20 living captives to Israel",
// "there was an air strike in Milltown", "3 people were killed in Valley".
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "story/reading.h"
#include "story/status_words.h"
#include "story/tense.h"

namespace truce::story {
namespace {

using agreement::act_of_words;
using agreement::did_you_mean;

constexpr auto kPlaceWords = std::to_array<std::string_view>(
    {"in", "into", "inside", "from", "over", "across", "through", "along", "near", "outside", "at",
     "north of", "south of", "east of", "west of"});

const std::vector<std::pair<std::string, Act>>& acts() {
  static const auto table = [] {
    std::vector<std::pair<std::string, Act>> made;
    for (int at = 0; at <= static_cast<int>(Act::other); ++at)
      made.emplace_back(spoken(to_text(static_cast<Act>(at))), static_cast<Act>(at));
    std::stable_sort(made.begin(), made.end(), [](const auto& left, const auto& right) {
      return left.first.size() > right.first.size();
    });
    return made;
  }();
  return table;
}

/// What is counted as a thing of its own: "12 attacks".
constexpr std::array<Measure, 6> kNouns = {Measure::attacks,    Measure::explosions,
                                           Measure::violations, Measure::casualties,
                                           Measure::trucks,     Measure::tonnes};

class Teller {
 public:
  Teller(Reading& reading, const Window& window) : reading_(reading) { main_.window = window; }

  std::optional<Report> take(Sentence& sentence) {
    const std::size_t before = reading_.names.diagnostics.size();
    bool good = sentence.at_any({"there was", "there were", "there is", "there are"})
                    ? read_there(sentence)
                : at_quantity(sentence) ? read_passive(sentence)
                                        : read_active(sentence);
    while (good && !sentence.ended()) good = read_part(sentence);
    if (!good || reading_.names.diagnostics.size() != before) return std::nullopt;
    main_.confidence = 1;
    report_.statements.insert(report_.statements.begin(), main_);
    for (Statement& beside : report_.statements) {
      beside.kind = main_.kind;
      beside.mood = main_.mood;
      beside.by = main_.by;
      beside.place = main_.place;
      beside.window = main_.window;
      if (!beside.act) beside.act = main_.act;
    }
    return std::move(report_);
  }

 private:
  // ---- The three forms
  bool read_active(Sentence& sentence) {
    const auto doer = take_actor(reading_, sentence);
    if (!doer) return false;
    if (sentence.at_kind(Token::Kind::comma) || sentence.at("and")) {
      reading_.error(sentence.here(), "one line tells of one doer",
                     "write a line for each of them");
      return false;
    }
    main_.by = reading_.mention(*doer);
    if (sentence.at_any({"did not", "has not", "have not", "had not", "will not"})) {
      reading_.error(sentence.here(), "a report tells of what was done, not of what was not",
                     "leave the line out, or write that somebody denies it");
      return false;
    }
    if (sentence.take("will")) main_.mood = Mood::planned;
    sentence.take_any({"did", "has", "have", "had"});
    const std::size_t first = sentence.position();
    const auto base = verb_at(sentence);
    if (!base) return false;
    sentence.advance();
    std::string words = *base;
    if (const std::string more = take_words(sentence, true); !more.empty()) words += ' ' + more;
    const TextSpan span = sentence.span_from(first);
    std::string thing;
    if (at_quantity(sentence) && !take_quantity(sentence, main_, thing)) return false;
    return settle_act(span, words, thing);
  }

  bool read_passive(Sentence& sentence) {
    const std::size_t first = sentence.position();
    std::string thing;
    if (!take_quantity(sentence, main_, thing)) return false;
    if (!sentence.take_any({"were", "was", "are", "is"}))
      return settle_noun(sentence, first, thing);
    for (const Measure measure : {Measure::held, Measure::missing})
      if (sentence.take(spoken(to_text(measure)))) {
        main_.measure = measure;
        return true;
      }
    const auto base = verb_at(sentence);
    if (!base) return false;
    sentence.advance();
    std::string words = *base;
    if (const std::string more = take_words(sentence, true); !more.empty()) words += ' ' + more;
    return settle_act(sentence.span_from(first), words, thing);
  }

  /// "600 trucks entered": nothing of it is in the table, so the way out is a sentence that is.
  bool settle_noun(Sentence& sentence, std::size_t first, const std::string& thing) {
    reading_.error(sentence.span_from(first), "this does not say what became of them",
                   fmt::format("write that they 'were' released, killed …, 'there were {}', or "
                               "begin with who did it",
                               thing.empty() ? "12 attacks" : "…"));
    return false;
  }

  bool read_there(Sentence& sentence) {
    sentence.take_any({"there was", "there were", "there is", "there are"});
    sentence.take_any({"a", "an"});
    std::string thing;
    const std::size_t first = sentence.position();
    if (at_quantity(sentence)) {
      if (!take_quantity(sentence, main_, thing)) return false;
      for (const Measure measure : kNouns)
        if (holds_word(thing, spoken(to_text(measure)))) {
          main_.measure = measure;
          main_.of.reset();
          return true;
        }
      for (const auto& [words, act] : acts())
        if (thing == words || thing == words + 's') {
          main_.act = act;
          main_.measure = Measure::attacks;
          main_.of.reset();
          return true;
        }
      return miss_act(sentence.span_from(first), thing);
    }
    for (const auto& [words, act] : acts())
      if (sentence.take(words)) {
        main_.act = act;
        return true;
      }
    const std::string words = take_words(sentence, true);
    return miss_act(sentence.span_from(first), words);
  }

  bool miss_act(TextSpan span, const std::string& words) {
    std::vector<std::string> known;
    for (const auto& [word, act] : acts()) known.push_back(word);
    reading_.error(span, fmt::format("there is no act '{}'", words),
                   did_you_mean(words, known,
                                "the acts are listed in docs/language.md, as in 'there was an air "
                                "strike' or 'there were 12 attacks'"));
    return false;
  }

  // ---- The verb
  std::optional<std::string> verb_at(const Sentence& sentence) {
    if (sentence.at_kind(Token::Kind::word))
      if (auto base = base_of(sentence.peek()->text)) return base;
    const std::string word = sentence.ended() ? "" : sentence.peek()->text;
    reading_.error(sentence.here(),
                   word.empty() ? "this report does not say what was done"
                                : fmt::format("the language has no verb '{}'", word),
                   did_you_mean(word, verb_forms(),
                                "use a verb of docs/language.md, or name the act: 'there was an "
                                "incursion by …'"));
    return std::nullopt;
  }

  bool settle_act(TextSpan span, const std::string& words, const std::string& thing) {
    const ActPattern pattern = act_of_words(words, thing);
    if (pattern.acts.empty() && pattern.groups.empty() && pattern.measures.empty()) {
      reading_.error(span, fmt::format("the record has nothing for '{}'", words),
                     "use a verb of docs/language.md with one of its objects, or name the act: "
                     "'there was an incursion by …'");
      return false;
    }
    if (!pattern.acts.empty()) main_.act = act_in(pattern.acts, words);
    if (pattern.acts.empty() && !pattern.groups.empty()) main_.act = Act::fire;
    if (main_.figure)
      main_.measure = pattern.measures.empty() ? Measure::other : pattern.measures.front();
    return true;
  }

  // Of two acts in a row of the table, that which the verb itself says.
  static Act act_in(const std::vector<Act>& acts, const std::string& words) {
    const auto has = [&](Act act) {
      return std::find(acts.begin(), acts.end(), act) != acts.end();
    };
    if (words.starts_with("cross") && has(Act::line_crossing)) return Act::line_crossing;
    if (words.starts_with("delay") && has(Act::aid_delay)) return Act::aid_delay;
    return acts.front();
  }

  // ---- Numbers
  static bool at_bound(const Sentence& sentence) {
    return sentence.at_any(
        {"exactly", "at least", "no fewer than", "at most", "no more than", "up to", "more than"});
  }
  static bool at_quantity(const Sentence& sentence) {
    return at_bound(sentence) ||
           (sentence.at_kind(Token::Kind::word) && agreement::number_in(sentence.peek()->text) &&
            !agreement::at_date(sentence));
  }

  bool take_quantity(Sentence& sentence, Statement& into, std::string& thing) {
    const std::size_t first = sentence.position();
    if (sentence.take("more than")) {
      reading_.error(sentence.span_from(first), "'more than' leaves the least number unsaid",
                     "write 'at least' and the number");
      return false;
    }
    Figure figure;
    if (sentence.take_any({"at least", "no fewer than"})) figure.qualifier = Qualifier::at_least;
    if (sentence.take_any({"at most", "no more than"})) figure.qualifier = Qualifier::at_most;
    if (sentence.take("up to")) figure.qualifier = Qualifier::up_to;
    sentence.take("exactly");
    const auto amount = take_number(reading_, sentence);
    if (!amount) return false;
    if (figure.qualifier == Qualifier::exactly || figure.qualifier == Qualifier::at_least)
      figure.low = amount;
    if (figure.qualifier != Qualifier::at_least) figure.high = amount;
    figure.span = sentence.span_from(first);
    figure.as_written = std::string(figure.span->in(reading_.text));
    into.figure = figure;
    thing = take_words(sentence, false);
    if (!thing.empty()) into.of = Mention{.name = thing};
    return true;
  }

  static bool holds_word(std::string_view text, std::string_view word) {
    return (' ' + std::string(text) + ' ').find(' ' + std::string(word) + ' ') != std::string::npos;
  }

  // ---- The parts behind the act
  bool at_place(const Sentence& sentence) const {
    Sentence ahead = sentence;
    if (!take_place_word(ahead) || ahead.ended()) return false;
    Sentence known = ahead;
    return take_known_place(reading_, known) || ahead.at_kind(Token::Kind::quoted) ||
           agreement::is_capital(*ahead.peek());
  }
  static bool take_place_word(Sentence& sentence) {
    return std::any_of(kPlaceWords.begin(), kPlaceWords.end(),
                       [&](std::string_view word) { return sentence.take(word); });
  }
  bool at_to(const Sentence& sentence) const {
    Sentence ahead = sentence;
    if (!ahead.take("to") || ahead.ended()) return false;
    Sentence place = ahead;
    return at_actor(reading_, ahead) || take_known_place(reading_, place) ||
           agreement::is_capital(*ahead.peek());
  }
  static bool at_incident(const Sentence& sentence) {
    Sentence ahead = sentence;
    return take_incident_label(ahead).has_value();
  }
  bool at_stop(const Sentence& sentence) const {
    return sentence.ended() || sentence.at_kind(Token::Kind::comma) ||
           sentence.at_any({"in total", "since entry into force", "to date", "by", "were", "was",
                            "are", "is"}) ||
           at_incident(sentence) || at_place(sentence) || at_to(sentence) || at_count(sentence);
  }
  static bool at_count(const Sentence& sentence) {
    Sentence ahead = sentence;
    ahead.take("and");
    if (!ahead.at_kind(Token::Kind::word) || !base_of_participle(ahead.peek()->text)) return false;
    ahead.advance();
    return at_quantity(ahead);
  }

  std::string take_words(Sentence& sentence, bool stop_at_quantity) const {
    std::string text;
    while (!at_stop(sentence) && !(stop_at_quantity && at_quantity(sentence))) {
      if (!text.empty()) text += ' ';
      text += sentence.peek()->text;
      sentence.advance();
    }
    return text;
  }

  bool read_part(Sentence& sentence) {
    const std::size_t first = sentence.position();
    if (sentence.at_kind(Token::Kind::comma)) sentence.advance();
    if (sentence.take_any({"in total", "to date"})) {
      main_.window.cumulative = true;
      main_.window.from.reset();
      return needs_figure(sentence.span_from(first));
    }
    if (sentence.take("since entry into force")) {
      main_.window.cumulative = true;
      main_.window.from.reset();
      const auto& entries = reading_.agreement().in_force;
      if (!entries.empty()) main_.window.from = entries.front().at.day;
      return needs_figure(sentence.span_from(first));
    }
    if (auto label = take_incident_label(sentence)) {
      report_.incident = std::move(label);
      return true;
    }
    if (at_count(sentence)) return read_count(sentence);
    if (sentence.at("by")) return read_by(sentence);
    if (at_to(sentence)) return read_to(sentence);
    if (at_place(sentence)) return read_place(sentence);
    reading_.error(sentence.ended() ? sentence.span_from(first) : sentence.rest(),
                   "these words do not belong to a report",
                   "after the act come the number, 'to' whom, 'in' which area, ', killing 3', 'in "
                   "total', 'incident \"…\"'");
    return false;
  }

  bool needs_figure(TextSpan span) {
    if (main_.figure) return true;
    reading_.error(span, "a total needs a number", "say how many there were");
    return false;
  }

  // ", killing 3 and injuring 5 people": the first count is the report's own where it has none.
  bool read_count(Sentence& sentence) {
    sentence.take("and");
    const std::size_t first = sentence.position();
    const auto base = base_of_participle(sentence.peek()->text);
    sentence.advance();
    Statement beside;
    std::string thing;
    if (!take_quantity(sentence, beside, thing)) return false;
    const ActPattern pattern = act_of_words(*base, thing);
    if (pattern.measures.empty()) {
      reading_.error(sentence.span_from(first), "the record has no count for this word",
                     "killing, injuring, detaining, abducting, displacing, demolishing and what is "
                     "handed over are counted");
      return false;
    }
    beside.measure = pattern.measures.front();
    beside.confidence = 1;
    if (main_.figure) {
      report_.statements.push_back(std::move(beside));
      return true;
    }
    main_.measure = beside.measure;
    main_.figure = beside.figure;
    main_.of = beside.of;
    return true;
  }

  bool read_by(Sentence& sentence) {
    const std::size_t first = sentence.position();
    sentence.take("by");
    const auto doer = take_actor(reading_, sentence);
    if (!doer) return false;
    if (main_.by) {
      reading_.error(sentence.span_from(first), "who did it is said twice",
                     "leave one of them out");
      return false;
    }
    main_.by = reading_.mention(*doer);
    return true;
  }

  bool read_to(Sentence& sentence) {
    const std::size_t first = sentence.position();
    Sentence ahead = sentence;
    ahead.take("to");
    Sentence place = ahead;
    if (!at_actor(reading_, ahead) && take_known_place(reading_, place)) {
      return add_place(ahead, sentence);
    }
    sentence = ahead;
    const auto receiver = take_actor(reading_, sentence);
    if (!receiver) return false;
    if (main_.to) {
      reading_.error(sentence.span_from(first), "who receives is said twice",
                     "leave one of them out");
      return false;
    }
    main_.to = reading_.mention(*receiver);
    return true;
  }

  bool read_place(Sentence& sentence) {
    Sentence ahead = sentence;
    take_place_word(ahead);
    return add_place(ahead, sentence);
  }

  // "at "the mill" in Milltown in Valley": the first is the place, the others hold it. It lies in
  // the areas that are named, and in no other.
  bool add_place(Sentence& ahead, Sentence& sentence) {
    const bool outermost = [&] {
      Sentence rest = ahead;
      if (!take_known_place(reading_, rest)) rest.advance();
      return !at_place(rest);
    }();
    auto name = take_known_place(reading_, ahead);
    if (!name && !outermost && ahead.at_kind(Token::Kind::quoted)) {
      name = Name{ahead.peek()->text, ahead.here()};
      ahead.advance();
    }
    if (!name) return miss_place(ahead);
    sentence = ahead;
    if (!main_.place) {
      main_.place = Place{.name = name->text};
      main_.place->span = name->span;
    }
    for (const Area& area : reading_.agreement().areas) {
      const bool holds = area.name == name->text || std::find(area.also.begin(), area.also.end(),
                                                              name->text) != area.also.end();
      auto& within = main_.place->within;
      if (holds && std::find(within.begin(), within.end(), area.name) == within.end())
        within.push_back(area.name);
    }
    return true;
  }

  bool miss_place(Sentence& sentence) {
    const std::size_t first = sentence.position();
    std::string name;
    if (sentence.at_kind(Token::Kind::quoted)) {
      name = sentence.peek()->text;
      sentence.advance();
    }
    while (name.empty() || (sentence.at_kind(Token::Kind::word) && !at_stop(sentence) &&
                            agreement::is_capital(*sentence.peek()))) {
      if (sentence.ended()) break;
      name += (name.empty() ? "" : " ") + sentence.peek()->text;
      sentence.advance();
    }
    std::vector<std::string> places;
    for (const Area& area : reading_.agreement().areas) {
      places.push_back(area.name);
      places.insert(places.end(), area.also.begin(), area.also.end());
    }
    reading_.error(
        sentence.span_from(first), fmt::format("the agreement has no area '{}'", name),
        did_you_mean(name, places,
                     "say in which area of the agreement it lies, as in 'at \"the mill\" "
                     "in Valley'"));
    return false;
  }

  Reading& reading_;
  Statement main_;
  Report report_;
};

}  // namespace

std::optional<Report> take_report(Reading& reading, Sentence& sentence, const Window& window) {
  if (sentence.ended()) {
    reading.error(sentence.here(), "nothing is said here",
                  "say what was done, as in 'North released 20 officers to South'");
    return std::nullopt;
  }
  return Teller(reading, window).take(sentence);
}

std::string deed_of(const Statement& statement) {
  const auto name = [](const std::optional<Mention>& mention) {
    return !mention ? std::string() : mention->actor.empty() ? mention->name : mention->actor;
  };
  const std::string what = statement.act       ? std::string(to_text(*statement.act))
                           : statement.measure ? std::string(to_text(*statement.measure))
                                               : std::string();
  return fmt::format("{}|{}|{}", what, name(statement.by),
                     statement.place ? statement.place->name : std::string());
}

}  // namespace truce::story
