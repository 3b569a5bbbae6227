// SPDX-License-Identifier: Apache-2.0
#include "extract/facts.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "extract/agents.h"
#include "extract/handovers.h"
#include "extract/movements.h"

namespace truce::extract {
namespace {

bool is_people(Counts counts) {
  return counts == Counts::people || counts == Counts::nothing_named;
}

bool is_captive(std::string_view head) {
  static constexpr auto kWords =
      std::to_array<std::string_view>({"hostage", "hostages", "captive", "captives", "prisoner",
                                       "prisoners", "detainee", "detainees", "pows", "abductees"});
  return one_of(head, kWords);
}

/// What the noun itself counts: "12 deaths", "40 arrests".
std::optional<Measure> measure_of_noun(std::string_view head) {
  static constexpr auto kDeaths = std::to_array<std::string_view>(
      {"death", "deaths", "fatality", "fatalities", "dead", "killings", "martyrs"});
  static constexpr auto kInjuries =
      std::to_array<std::string_view>({"injury", "injuries", "wounded", "injured"});
  if (one_of(head, kDeaths)) return Measure::killed;
  if (one_of(head, kInjuries)) return Measure::injured;
  if (head == "casualties" || head == "casualty") return Measure::casualties;
  if (head == "arrests") return Measure::detained;
  if (head == "abductions" || head == "kidnappings") return Measure::abducted;
  return std::nullopt;
}

/// The facts of one sentence.
class SentenceFacts {
 public:
  SentenceFacts(const Scene& scene, const Sentence& sentence, std::size_t first_figure,
                std::size_t last_figure, std::vector<FoundFact>& out)
      : scene_(scene),
        begin_(sentence.begin),
        end_(sentence.end),
        first_figure_(first_figure),
        last_figure_(last_figure),
        out_(out),
        agents_(scene, sentence),
        taken_(last_figure - first_figure, 0) {}

  void run() {
    const std::size_t before = out_.size();
    all_but();
    for (std::size_t at = begin_; at < end_; ++at)
      if (is_total_word(at)) running_total(at);
    for (std::size_t at = begin_; at < end_; ++at) adjective(at);
    // Subjects first: "killed three soldiers and two civilians were hurt" has an object and a
    // subject.
    for (std::size_t at = begin_; at < end_; ++at) verb(at, true);
    for (std::size_t at = begin_; at < end_; ++at) verb(at, false);
    repeated_breaches();
    deaths_of();
    nominal();
    nouns();
    gapped(before);
    named_victims();
    bare_counts(before);
    breakdown(before);
    totals_of_captives(before);
    ends_told_before(before);
    goes_on_from(before);
    parts(before);
    for (std::size_t i = before; i < out_.size(); ++i) whole_figure_.push_back(out_[i].figure);
    std::sort(out_.begin() + static_cast<std::ptrdiff_t>(before), out_.end(), by_words);
    link_parts(before);
    deeds(before);
    movements(before);
  }

 private:
  static bool by_words(const FoundFact& left, const FoundFact& right) {
    return left.figure.value_or(0) < right.figure.value_or(0);
  }

  const Token& word(std::size_t at) const { return scene_.word(at); }
  bool is(std::size_t at, std::string_view lower) const {
    return at >= begin_ && at < end_ && word(at).is(lower);
  }
  const FoundFigure& figure(std::size_t index) const { return scene_.figures[index]; }
  bool is_taken(std::size_t index) const { return taken_[index - first_figure_] != 0; }

  // ---- figures beside a verb ------------------------------------------------------------------

  struct Object {
    std::vector<std::size_t> figures;
    std::vector<bool> bodies;  // "the bodies of three", figure by figure
  };

  /// "bodies", "remains": what follows with "of" counts the dead.
  bool is_remains(std::size_t at) const {
    return is(at, "bodies") || is(at, "remains") || is(at, "corpses") || is(at, "body") ||
           is(at, "coffins");
  }

  /// Words that a verb's object may open with before its number.
  bool is_object_word(std::size_t at) const {
    const Token& token = word(at);
    if (token.kind == TokenKind::punct) return token.is("'s") || token.is("'") || token.quote != 0;
    if (is_conjunction(token.lower) && !token.is("and") && !token.is("or")) return false;
    if (is_auxiliary(token.lower) || is_pronoun(token.lower)) return false;
    if (is_preposition(token.lower))
      return token.is("of") || token.is("over") || token.is("about") || token.is("than");
    return true;
  }

  bool counts_animals(const FoundFigure& f) const {
    static constexpr auto kAnimals =
        std::to_array<std::string_view>({"sheep", "cattle", "goats", "cows", "animals", "dogs",
                                         "horses", "camels", "livestock", "birds", "donkeys"});
    for (std::size_t at = f.number.end; at < std::min(end_, f.number.end + 3); ++at)
      if (one_of(word(at).lower, kAnimals)) return true;
    return false;
  }

  /// "the 28 dead": a number told before, said again.
  bool is_restated(const FoundFigure& f) const {
    if (f.number.begin == begin_) return false;
    const std::size_t before = f.number.begin - 1;
    return is(before, "the") || is(before, "those") || is(before, "these");
  }

  bool usable(std::size_t index, bool people_only) const {
    const FoundFigure& f = figure(index);
    if (counts_animals(f)) return false;
    if (f.article && f.counts != Counts::people && f.counts != Counts::bodies &&
        f.counts != Counts::vehicles && !stands_alone(f) && !is_aircraft(f))
      return false;
    if (is_taken(index) || f.superseded || f.part || !is_count(f.counts)) return false;
    return !people_only || is_people(f.counts) || f.counts == Counts::bodies;
  }

  /// "another was hurt", "a third was hurt": one more person, by no noun.
  static bool stands_alone(const FoundFigure& f) {
    return f.article && f.counts == Counts::nothing_named;
  }

  static bool is_aircraft(const FoundFigure& f) {
    return f.head == "drone" || f.head == "uav" || f.head == "quadcopter";
  }

  Object object_after(std::size_t verb, bool people_only) const {
    Object object;
    std::size_t at = verb + 1;
    const std::size_t reach = std::min(end_, verb + 14);
    std::size_t names = 0;
    bool bodies = false;
    // "carried out 12 raids", "pulled back 14 tanks"
    if (is(at, "out") || is(at, "up") || is(at, "back") || is(at, "in")) ++at;
    while (at < reach) {
      if (const auto index = figure_at(at)) {
        if (!usable(*index, people_only)) {
          if (!is_count(figure(*index).counts) || is_taken(*index)) return object;
          at = std::max(at + 1, figure(*index).phrase.end);
          continue;
        }
        object.figures.push_back(*index);
        object.bodies.push_back(bodies || dead_in(*index));
        chain_after(object, people_only);
        return object;
      }
      bodies |= is_remains(at);
      // "killed commander X and two others": past a name only by way of "and".
      if (is(at, "out") || (is(at, ",") && at + 1 < end_ && !figure_at(at + 1) &&
                            !word(at + 1).capitalised && !is(at + 1, "and")))
        break;
      if (is(at, ",") || is(at, "and"))
        ++names;
      else if (!is_object_word(at))
        break;
      if (names > 2) break;
      if (at > verb + 1 && deed_of(word(at).lower) && looks_finite(scene_, at)) break;
      if (const FoundTime* time = scene_.time_at(at); time != nullptr) break;
      ++at;
    }
    return object;
  }

  std::optional<std::size_t> figure_at(std::size_t token) const {
    for (std::size_t i = first_figure_; i < last_figure_; ++i)
      if (figure(i).number.begin == token) return i;
    return std::nullopt;
  }

  /// "three soldiers, two civilians and a child"
  void chain_after(Object& object, bool people_only) const {
    for (std::size_t guard = 0; guard < 8; ++guard) {
      const FoundFigure& last = figure(object.figures.back());
      std::size_t at = last.phrase.end;
      if (is(at, ",")) ++at;
      if (is(at, "and") || is(at, "plus"))
        ++at;
      else if (is(at, "as") && is(at + 1, "well") && is(at + 2, "as"))
        at += 3;
      if (at == last.phrase.end) at = past_tail(at);
      if (at == last.phrase.end || at >= end_) return;
      while (at < end_ && is_determiner(word(at).lower) && !figure_at(at)) ++at;
      const bool remains = is_remains(at) && is(at + 1, "of");
      if (remains) at += 2;
      const auto next = figure_at(at);
      if (!next || !usable(*next, people_only)) return;
      if (figure(*next).counts != last.counts && !remains) return;
      // Its own verb follows: "and two civilians were hurt", "and two wounded".
      const std::size_t after = figure(*next).phrase.end;
      const auto deed = after < end_ ? deed_of(word(after).lower) : std::nullopt;
      const bool tail =
          deed && (deed->verb->deed == Deed::detain || deed->verb->deed == Deed::hold);
      if (after < end_ &&
          (is_auxiliary(word(after).lower) || (deed && !is(after, "dead") && !tail)))
        return;
      if (measure_of_noun(figure(*next).head)) return;
      object.figures.push_back(*next);
      object.bodies.push_back(remains || dead_in(*next));
    }
  }

  /// "250 prisoners serving long terms and about 1,700 others": one past "and", where only what
  /// hangs on the first stands between.
  std::size_t past_tail(std::size_t from) const {
    if (from >= end_ || !word(from).lower.ends_with("ing")) return from;
    for (std::size_t at = from; at < std::min(end_, from + 7); ++at) {
      if (is(at, "and") && at + 1 < end_) return at + 1;
      if (word(at).kind == TokenKind::punct || looks_finite(scene_, at)) break;
    }
    return from;
  }

  /// "three deceased hostages": captives whose remains are meant.
  bool dead_in(std::size_t index) const {
    const FoundFigure& f = figure(index);
    if (f.counts == Counts::bodies) return true;
    for (std::size_t at = f.number.end; at < std::min(end_, f.number.end + 5); ++at) {
      if (word(at).kind == TokenKind::punct && !word(at).is("'s") && !word(at).is("'")) break;
      if (is(at, "deceased") || is(at, "dead") || is_remains(at)) return !living_in(f);
    }
    return false;
  }

  bool living_in(const FoundFigure& f) const {
    for (std::size_t at = f.number.end; at < std::min(end_, f.number.end + 5); ++at)
      if (is(at, "living")) return true;
    return false;
  }

  /// The figures that are the subject of the verb group beginning at `group`.
  std::vector<std::size_t> subject_before(std::size_t group, bool people_only) const {
    std::vector<std::size_t> found;
    for (std::size_t i = last_figure_; i-- > first_figure_;) {
      const FoundFigure& f = figure(i);
      if (f.phrase.end > group) continue;
      if (group - f.phrase.end > 18) break;
      // "dozens of others, including 16 inmates killed": the participle is the part's.
      if (f.part && f.phrase.end == group && deed_of(word(group).lower)) return found;
      if (f.part) continue;
      if (i > first_figure_ && hangs_on_another(i)) continue;
      if (!usable(i, people_only)) {
        if (is_count(f.counts) && !is_taken(i)) continue;
        if (f.phrase.end == group) return found;
        continue;
      }
      if (f.counts == Counts::nothing_named && f.phrase.end != group && !is(f.phrase.end, "of"))
        continue;
      if (in_apposition(i, group)) continue;
      if (describes_name(f, group)) {
        found.push_back(i);
        return found;
      }
      if (!reaches(f.phrase.end, group)) return found;
      found.push_back(i);
      chain_before(found, people_only);
      return found;
    }
    return found;
  }

  /// "Ada Oma, a senior commander, was killed": the one described is the one named.
  bool describes_name(const FoundFigure& f, std::size_t group) const {
    return f.article && f.phrase.end + 1 == group && is(group - 1, ",") &&
           f.number.begin >= begin_ + 2 && is(f.number.begin - 1, ",") &&
           word(f.number.begin - 2).capitalised;
  }

  /// "47 of 48 captives, 20 living and 27 dead, have been freed": what stands between the commas
  /// describes a number told before them.
  bool in_apposition(std::size_t index, std::size_t group) const {
    if (group <= begin_ || !is(group - 1, ",") || index == first_figure_) return false;
    std::size_t open = figure(index).number.begin;
    while (open > begin_ && !is(open - 1, ",") && !is(open - 1, ";")) --open;
    if (open == begin_ || !is(open - 1, ",")) return false;
    for (std::size_t at = open; at + 1 < group; ++at)
      if (looks_finite(scene_, at) || is(at, ",")) return false;
    for (std::size_t i = first_figure_; i < index; ++i)
      if (figure(i).phrase.end + 1 == open && is_count(figure(i).counts)) return true;
    return false;
  }

  /// "eleven members of one family", "three people in two cars": the first number is the subject's.
  bool hangs_on_another(std::size_t index) const {
    static constexpr auto kHooks = std::to_array<std::string_view>(
        {"of", "in", "from", "on", "at", "near", "between", "with", "across", "aged"});
    std::size_t before = figure(index).number.begin;
    while (before > begin_ && is_determiner(word(before - 1).lower)) --before;
    if (before == begin_ || !one_of(word(before - 1).lower, kHooks)) return false;
    const FoundFigure& earlier = figure(index - 1);
    // "a convoy of 60 trucks" counts the trucks.
    if (earlier.article && (earlier.head == "convoy" || earlier.head == "column")) return false;
    return is_count(earlier.counts) && earlier.number.end < before &&
           before - earlier.number.end <= 8 && !is_taken(index - 1) && !earlier.part;
  }

  /// Whether only what hangs on a subject stands in [from, group).
  bool reaches(std::size_t from, std::size_t group) const {
    std::size_t commas = 0;
    bool including = false;
    for (std::size_t at = from; at < group; ++at) {
      if (is(at, ";") || is(at, ":") || word(at).is("while") || word(at).is("but")) return false;
      if (is(at, ",")) ++commas;
      including |= is(at, ",") && is(at + 1, "including");
      const bool relative = at > from && (is(at - 1, "who") || is(at - 1, "which"));
      if (looks_finite(scene_, at) && !relative && commas != 1) return false;
      if (is(at, "and") && commas == 0 && at > from && !scene_.figure_at(at + 1)) return false;
    }
    return commas != 1 || including;
  }

  void chain_before(std::vector<std::size_t>& found, bool people_only) const {
    while (found.back() > first_figure_) {
      const std::size_t before = found.back() - 1;
      const FoundFigure& f = figure(before);
      const std::size_t gap = figure(found.back()).number.begin -
                              std::min(figure(found.back()).number.begin, f.phrase.end);
      if (!usable(before, people_only) || gap == 0 || gap > 2) return;
      for (std::size_t at = f.phrase.end; at < figure(found.back()).number.begin; ++at)
        if (!is(at, ",") && !is(at, "and")) return;
      found.push_back(before);
    }
  }

  // ---- verbs ----------------------------------------------------------------------------------

  struct Frame {
    std::size_t verb = 0;
    std::size_t group = 0;
    const DeedVerb* deed = nullptr;
    bool passive = false;
    Reality reality = Reality::real;
  };

  std::optional<Frame> frame_at(std::size_t at) const {
    const Token& token = word(at);
    if (token.kind != TokenKind::word || token.capitalised) {
      if (!(token.kind == TokenKind::word && at == begin_)) return std::nullopt;
    }
    auto form = deed_of(token.lower);
    if (!form) return std::nullopt;
    if (const DeedVerb* phrasal = phrasal_verb(at, form->verb->lemma)) form->verb = phrasal;
    // "the release of 40 prisoners", "a swap of 40": nouns, for nominal().
    if (form->form == VerbForm::base && is(at + 1, "of")) return std::nullopt;
    if (at > begin_ && (is_determiner(word(at - 1).lower) || word(at - 1).is("'s")) &&
        !word(at - 1).is("all") && !word(at - 1).is("that"))
      return std::nullopt;
    if (!form->verb->particle.empty() && !particle_near(at, form->verb->particle))
      return std::nullopt;
    Frame frame;
    frame.verb = at;
    frame.deed = form->verb;
    frame.group = verb_group_begin(scene_, at, begin_);
    frame.reality = reality_of(scene_, at);
    if (form->form == VerbForm::past) {
      for (std::size_t i = frame.group; i < at; ++i) frame.passive |= is_be(word(i).lower);
      // "were shot and killed": both verbs share the auxiliary.
      if (!frame.passive && frame.group == at && at >= begin_ + 2 && is(at - 1, "and") &&
          conjunct_passive(at)) {
        frame.passive = true;
        frame.group = verb_group_begin(scene_, at - 2, begin_);
      }
      if (!frame.passive && frame.group == at && form->verb->deed != Deed::die &&
          form->verb->deed != Deed::flee && !arrives(*form->verb))
        frame.passive = reduced(at, form->participle_only);
    }
    // "attacks on", "an air strike": a noun, unless something that can be attacked stands behind
    // it.
    if ((form->form == VerbForm::base || form->form == VerbForm::third) && frame.group == at &&
        act_of_noun(token.lower, "") && !attacks_something(at))
      return std::nullopt;
    return frame;
  }

  static bool arrives(const DeedVerb& verb) {
    return verb.lemma == "come" || verb.lemma == "arrive" || verb.lemma == "enter";
  }

  bool attacks_something(std::size_t at) const {
    if (at == begin_ || at + 1 >= end_ || !starts_object(at + 1)) return false;
    const FoundActor* actor = scene_.actor_at(at - 1);
    return actor != nullptr ? !actor->adjective : is_source_noun(word(at - 1).lower);
  }

  /// Verbs that their particle makes another: "shoot down", "pull back", "take hostage".
  const DeedVerb* phrasal_verb(std::size_t at, std::string_view lemma) const {
    const auto meant = [](std::string_view word) { return deed_of(word)->verb; };
    if (lemma == "shoot" && is(at + 1, "down")) return meant("downed");
    if (lemma == "hand" && is(at + 1, "in")) return meant("surrendered");
    if (lemma == "pull" && (is(at + 1, "back") || (is(at + 1, "out") && !is(at + 2, "of"))))
      return meant("withdrew");
    if (lemma != "take") return nullptr;
    if (particle_near(at, "hostage|hostages|captive")) return meant("abducted");
    return particle_near(at, "prisoner|prisoners") && !is(at + 1, "back") ? meant("captured")
                                                                          : nullptr;
  }

  /// Whether one of the words that make the verb what it is stands behind it.
  bool particle_near(std::size_t at, std::string_view particles) const {
    for (std::size_t i = at + 1; i < std::min(end_, at + 10); ++i) {
      if (word(i).is(";")) return false;
      if (particles == "over" && word(i).is("to")) return true;
      for (std::string_view rest = particles; !rest.empty();) {
        const std::size_t bar = std::min(rest.find('|'), rest.size());
        if (word(i).is(rest.substr(0, bar))) return true;
        rest.remove_prefix(std::min(bar + 1, rest.size()));
      }
    }
    return false;
  }

  /// "three soldiers killed in …": a participle without its auxiliary.
  bool reduced(std::size_t at, bool participle_only) const {
    if (participle_only) return true;
    if (at == begin_) return false;
    const Token& before = word(at - 1);
    if (before.is("and") || before.is("or")) return conjunct_passive(at);
    std::size_t subject_end = at;
    const FoundFigure* f = nullptr;
    for (std::size_t i = first_figure_; i < last_figure_; ++i)
      if (figure(i).phrase.end == subject_end ||
          (figure(i).phrase.contains(at) && figure(i).number.end <= at))
        f = &figure(i);
    if (f == nullptr) return false;
    return !starts_object(at + 1);
  }

  /// "were killed and wounded", "killed or injured": the second follows the first.
  bool conjunct_passive(std::size_t at) const {
    if (at < begin_ + 2 || !deed_of(word(at - 2).lower)) return false;
    const std::size_t group = verb_group_begin(scene_, at - 2, begin_);
    for (std::size_t i = group; i < at - 2; ++i)
      if (is_be(word(i).lower)) return true;
    return false;
  }

  bool starts_object(std::size_t at) const {
    if (at >= end_) return false;
    if (figure_at(at)) return true;
    return is_determiner(word(at).lower) || (word(at).capitalised && scene_.time_at(at) == nullptr);
  }

  void verb(std::size_t at, bool subjects) {
    const auto frame = frame_at(at);
    if (!frame || frame->reality == Reality::unreal) return;
    const Deed deed = frame->deed->deed;
    const bool subject_verb =
        deed == Deed::die || deed == Deed::flee || deed == Deed::enter || deed == Deed::suffer;
    if (subjects) {
      if (frame->passive && is_modifier(*frame)) return;
      if (frame->passive || subject_verb) take_subject(*frame);
      return;
    }
    if (!frame->passive && deed != Deed::die && deed != Deed::suffer) take_object(*frame);
  }

  /// "the four bodies returned on Monday are …": a participle that only says which.
  bool is_modifier(const Frame& frame) const {
    const Deed deed = frame.deed->deed;
    const bool modifies = deed == Deed::detain || deed == Deed::abduct || deed == Deed::hold ||
                          deed == Deed::displace || deed == Deed::hand_over ||
                          deed == Deed::release || deed == Deed::launch;
    if (frame.group != frame.verb || !modifies) return false;
    if (in_series(frame.verb) || opens_as_news(frame.verb)) return false;
    for (std::size_t at = begin_; at < end_; ++at)
      if (at != frame.verb && looks_finite(scene_, at) && !is(at - 1, "and") &&
          (at < frame.verb || !said_after(at)))
        return true;
    return false;
  }

  /// "A coffin given by Norland held a body": told here for the first time.
  bool opens_as_news(std::size_t at) const {
    const FoundFigure* f = scene_.figure_at(at > begin_ ? at - 1 : at);
    return f != nullptr && f->article && f->number.begin == begin_ && f->phrase.end == at &&
           is(at + 1, "by");
  }

  /// "counted 342 killed, 875 injured and 35 detained": bare numbers, each with its participle.
  bool in_series(std::size_t at) const {
    for (std::size_t i = first_figure_ + 1; i < last_figure_; ++i)
      if (figure(i).number.end == at && figure(i).number.begin > begin_ &&
          figure(i).counts == Counts::nothing_named)
        return (is(figure(i).number.begin - 1, "and") || is(figure(i).number.begin - 1, ",")) &&
               is_people(figure(i - 1).counts);
    return false;
  }

  /// ", the army said": a verb of telling at the end is no verb of the clause.
  bool said_after(std::size_t at) const {
    const auto cue = cue_of(word(at).lower);
    return cue && cue->cue->sort == CueSort::say;
  }

  static bool of_people(Deed deed) {
    return deed == Deed::kill || deed == Deed::die || deed == Deed::injure ||
           deed == Deed::detain || deed == Deed::abduct || deed == Deed::displace ||
           deed == Deed::flee;
  }

  void take_subject(const Frame& frame) {
    // "12 wounded": the participle is the head of the figure's own phrase.
    for (std::size_t i = first_figure_; i < last_figure_; ++i) {
      const FoundFigure& f = figure(i);
      if (!f.phrase.contains(frame.verb) || f.number.end > frame.verb) continue;
      if (frame.verb + 1 == f.phrase.end && usable(i, true))
        take(frame, i, measure_of(frame, i, false), "participle");
      return;
    }
    const auto found = subject_before(frame.group, of_people(frame.deed->deed));
    if (!found.empty() && is_told_of(frame.group, found.back())) return;
    const bool bodies = !found.empty() && (bodies_of(found.back()) || dead_in(found.back()));
    for (const std::size_t i : found) {
      take(frame, i, measure_of(frame, i, bodies), "subject");
      if (is_taken(i)) take_apposition(frame, i);
    }
  }

  /// "returned three bodies that were found": the first verb counts them, the second describes.
  bool is_told_of(std::size_t group, std::size_t index) const {
    if (group == begin_ ||
        !(is(group - 1, "that") || is(group - 1, "which") || is(group - 1, "who")))
      return false;
    for (std::size_t at = figure(index).number.begin; at-- > begin_;) {
      const auto frame = frame_at(at);
      if (frame && !frame->passive && frame->reality != Reality::unreal)
        return measure_of(*frame, index, bodies_of(index) || dead_in(index)).has_value();
    }
    return false;
  }

  /// ", 20 living and 27 dead,": parts of the number before the comma.
  void take_apposition(const Frame& frame, std::size_t whole) {
    const std::size_t told = out_.size() - 1;
    for (std::size_t i = whole + 1; i < last_figure_; ++i) {
      if (figure(i).phrase.end > frame.group || is_taken(i)) return;
      if (!is_count(figure(i).counts) || !in_apposition(i, frame.group)) continue;
      FoundFact part = out_[told];
      part.figure = i;
      part.resolved.reset();
      part.of.reset();
      part.part_of = told;
      part.confidence -= 0.1;
      part.rule = "part";
      add(std::move(part));
    }
  }

  bool bodies_of(std::size_t index) const {
    const std::size_t at = figure(index).number.begin;
    for (std::size_t i = at; i-- > begin_ && at - i < 4;)
      if (is_remains(i)) return true;
    return false;
  }

  void take_object(const Frame& frame) {
    Object object = object_after(frame.verb, of_people(frame.deed->deed));
    if (object.figures.empty()) return;
    if (frame.deed->deed == Deed::leave && !is_post(figure(object.figures.front()))) return;
    if (frame.deed->deed == Deed::bring) return;
    const bool both = is(frame.verb + 1, "and") || is(frame.verb + 1, "or");
    for (std::size_t n = 0; n < object.figures.size(); ++n) {
      const std::size_t i = object.figures[n];
      auto measure = measure_of(frame, i, object.bodies[n]);
      if (both) measure = joined_measure(frame, measure);
      take(frame, i, measure, "object");
    }
  }

  /// "killed or injured 12": told together, so casualties.
  std::optional<Measure> joined_measure(const Frame& frame, std::optional<Measure> measure) const {
    const auto other = deed_of(word(std::min(end_ - 1, frame.verb + 2)).lower);
    if (!other || !measure) return measure;
    const Deed a = frame.deed->deed, b = other->verb->deed;
    if ((a == Deed::kill && b == Deed::injure) || (a == Deed::injure && b == Deed::kill))
      return Measure::casualties;
    return measure;
  }

  std::optional<Measure> measure_of(const Frame& frame, std::size_t index, bool bodies) const {
    const FoundFigure& f = figure(index);
    bodies |= f.counts == Counts::bodies;
    switch (frame.deed->deed) {
      case Deed::kill:
        if (is(frame.verb + 1, "or") || is(frame.verb + 1, "and"))
          return joined_measure(frame, Measure::killed);
        [[fallthrough]];
      case Deed::die:
        return is_people(f.counts) ? std::optional(Measure::killed) : std::nullopt;
      case Deed::injure:
        if (frame.verb >= begin_ + 2 && (is(frame.verb - 1, "or") || is(frame.verb - 1, "and")))
          if (const auto before = deed_of(word(frame.verb - 2).lower);
              before && before->verb->deed == Deed::kill)
            return Measure::casualties;
        return is_people(f.counts) ? std::optional(Measure::injured) : std::nullopt;
      case Deed::suffer:
        return is_people(f.counts) ? std::optional(Measure::injured) : std::nullopt;
      case Deed::seize:
        if (f.counts == Counts::people) return Measure::abducted;
        return is_settlement(f) || f.counts == Counts::munitions || f.counts == Counts::vehicles
                   ? std::optional(Measure::other)
                   : std::nullopt;
      case Deed::detain:
        if (is_settlement(f)) return Measure::other;
        return f.counts == Counts::people || (is_people(f.counts) && in_series(frame.verb))
                   ? std::optional(Measure::detained)
                   : std::nullopt;
      case Deed::abduct:
        return is_people(f.counts) ? std::optional(Measure::abducted) : std::nullopt;
      case Deed::flee:
        if (f.counts == Counts::nothing_named && f.figure.qualifier == Qualifier::vague)
          return Measure::displaced;  // "hundreds fled"
        [[fallthrough]];
      case Deed::displace:
        return f.counts == Counts::people ? std::optional(Measure::displaced) : std::nullopt;
      case Deed::release:
        if (bodies) return Measure::bodies_returned;
        return f.counts == Counts::people || (f.counts == Counts::nothing_named && near_captives())
                   ? std::optional(Measure::released)
                   : std::nullopt;
      case Deed::hand_over:
        if (bodies) return Measure::bodies_returned;
        if (f.counts == Counts::nothing_named && near_captives() && !frame.deed->particle.empty())
          return Measure::released;
        if (is_hurt(f)) return Measure::injured;
        if (f.counts == Counts::nothing_named && of_those_told(f))
          return remains_told_of() ? Measure::bodies_returned : Measure::released;
        if (f.counts == Counts::nothing_named && near_captives() && near_remains())
          return Measure::bodies_returned;
        if (f.counts == Counts::people && is_captive(f.head)) return Measure::released;
        if (f.counts == Counts::munitions && gives_up(frame)) return Measure::other;
        return aid_measure(f);
      case Deed::recover:
        return bodies ? std::optional(Measure::bodies_recovered) : std::nullopt;
      case Deed::enter:
      case Deed::admit:
        if (frame.deed->lemma == "come") return captives_back(f, bodies);
        if (f.counts == Counts::nothing_named)
          if (const FoundFigure* whole = opening_whole()) return aid_measure(*whole);
        if (bodies && frame.deed->lemma == "arrive") return Measure::bodies_returned;
        return aid_measure(f);
      case Deed::withdraw:
        return f.counts == Counts::people || f.counts == Counts::vehicles ||
                       f.counts == Counts::buildings
                   ? std::optional(Measure::withdrawn)
                   : std::nullopt;
      case Deed::destroy:
      case Deed::demolish:
      case Deed::shoot_down:
        return f.counts == Counts::buildings || f.counts == Counts::vehicles ||
                       f.counts == Counts::munitions || f.counts == Counts::trucks
                   ? std::optional(Measure::destroyed)
                   : std::nullopt;
      case Deed::launch:
        if (f.counts == Counts::attacks) return Measure::attacks;
        return f.counts == Counts::munitions && !f.article ? std::optional(Measure::other)
                                                           : std::nullopt;
      case Deed::record:
        if (frame.deed->lemma == "treat")
          return is_hurt(f) || (f.counts == Counts::people &&
                                particle_near(frame.verb, "wounds|injuries|burns|wound"))
                     ? std::optional(Measure::injured)
                     : std::nullopt;
        return recorded_measure(f);
      case Deed::hold:
        if (f.counts != Counts::people) return std::nullopt;
        if (is_captive(f.head)) return Measure::held;
        if (!frame.passive && particle_near(frame.verb, "hostage|captive"))
          return Measure::abducted;
        // "are being held in a prison"
        return frame.passive && frame.group != frame.verb &&
                       particle_near(frame.verb, "prison|prisons|jail|camp|camps|custody|cells")
                   ? std::optional(Measure::detained)
                   : std::nullopt;
      case Deed::loot:
      case Deed::block:
        return aid_measure(f) ? std::optional(Measure::other) : std::nullopt;
      case Deed::leave:
        return is_post(f) ? std::optional(Measure::withdrawn) : std::nullopt;
      case Deed::strike:
      case Deed::open:
      case Deed::close:
      case Deed::meet:
        return std::nullopt;
      case Deed::bring:
        // "have been brought back": captives come home, living or dead.
        if (!frame.passive) return std::nullopt;
        if (bodies && (is(frame.verb + 1, "to") || is(frame.verb + 1, "into")))
          return Measure::bodies_returned;
        if (!is(frame.verb + 1, "back") && !is(frame.verb + 1, "home")) return std::nullopt;
        return captives_back(f, bodies && !living_beside(f));
    }
    return std::nullopt;
  }

  static bool is_settlement(const FoundFigure& f) {
    static constexpr auto kWords = std::to_array<std::string_view>(
        {"village", "villages", "town", "towns", "cities", "localities", "settlements", "positions",
         "posts", "outposts", "checkpoints", "bases", "neighbourhoods", "neighborhoods",
         "districts", "areas"});
    return !f.article && one_of(f.head, kWords);
  }

  /// What is left when men go: "left six posts".
  static bool is_post(const FoundFigure& f) {
    static constexpr auto kWords = std::to_array<std::string_view>(
        {"posts", "outposts", "positions", "bases", "checkpoints", "villages", "barracks"});
    return !f.article && one_of(f.head, kWords);
  }

  bool gives_up(const Frame& frame) const {
    return frame.deed->lemma == "surrender" || frame.deed->lemma == "hand" ||
           frame.deed->lemma == "deliver";
  }

  /// "Of 36,000 trucks due, 13,511 had entered": what the bare number counts.
  const FoundFigure* opening_whole() const {
    if (first_figure_ == last_figure_ || !is(begin_, "of")) return nullptr;
    const FoundFigure& first = figure(first_figure_);
    return first.number.begin <= begin_ + 2 && is_count(first.counts) ? &first : nullptr;
  }

  std::optional<Measure> captives_back(const FoundFigure& f, bool bodies) const {
    if (bodies) return Measure::bodies_returned;
    if (f.counts == Counts::nothing_named && of_those_told(f))
      return remains_told_of() ? Measure::bodies_returned : Measure::released;
    return is_captive(f.head) || (is_people(f.counts) && near_captives())
               ? std::optional(Measure::released)
               : std::nullopt;
  }

  /// "47 captives, 20 living and 27 dead": not the dead alone.
  bool living_beside(const FoundFigure& f) const {
    for (std::size_t at = f.number.end; at < std::min(end_, f.phrase.end + 8); ++at)
      if (is(at, "living") || is(at, "alive")) return true;
    return false;
  }

  /// "24 of the 28": a share of captives that the sentence before numbers the same.
  bool of_those_told(const FoundFigure& f) const {
    if (!is(f.number.end, "of") || word(begin_).sentence == 0) return false;
    std::size_t whole = f.number.end + 1;
    while (whole < end_ && is_determiner(word(whole).lower)) ++whole;
    if (whole >= end_ || word(whole).kind != TokenKind::number) return false;
    for (std::size_t at = begin_ - 1; at + 1 > 0 && word(at).sentence + 1 == word(begin_).sentence;
         --at) {
      if (word(at).lower == word(whole).lower && counts_captives_from(at + 1)) return true;
      if (at == 0) break;
    }
    return false;
  }

  bool counts_captives_from(std::size_t from) const {
    for (std::size_t at = from; at < std::min(scene_.tokens.size(), from + 6); ++at) {
      if (is_captive(word(at).lower)) return true;
      if (word(at).kind == TokenKind::punct) break;
    }
    return false;
  }

  bool remains_told_of() const {
    for (std::size_t at = begin_; at-- > 0 && word(at).sentence + 1 >= word(begin_).sentence;)
      if (word(at).is("deceased") || word(at).is("remains") || word(at).is("bodies") ||
          word(at).is("dead"))
        return true;
    return false;
  }

  /// "10 wounded people"
  bool is_hurt(const FoundFigure& f) const {
    for (std::size_t at = f.number.end; at < f.phrase.end; ++at)
      if (is(at, "wounded") || is(at, "injured")) return is_people(f.counts);
    return f.head == "wounded" || f.head == "injured";
  }

  bool near_remains() const {
    for (std::size_t at = begin_; at < end_; ++at)
      if (is(at, "deceased") || is_remains(at)) return true;
    return false;
  }

  bool near_captives() const {
    for (std::size_t at = begin_; at < end_; ++at)
      if (is_captive(word(at).lower)) return true;
    return false;
  }

  static std::optional<Measure> aid_measure(const FoundFigure& f) {
    if (f.counts == Counts::trucks) return Measure::trucks;
    if (f.counts == Counts::tonnes) return Measure::tonnes;
    return std::nullopt;
  }

  static std::optional<Measure> recorded_measure(const FoundFigure& f) {
    if (const auto noun = measure_of_noun(f.head)) return noun;
    if (f.counts == Counts::violations) return Measure::violations;
    if (f.counts == Counts::attacks) return Measure::attacks;
    if (f.counts == Counts::explosions) return Measure::explosions;
    static constexpr auto kFlights = std::to_array<std::string_view>(
        {"flights", "overflights", "sorties", "refusals", "incidents", "restrictions"});
    if (f.counts == Counts::munitions || one_of(f.head, kFlights)) return Measure::other;
    return std::nullopt;
  }

  void take(const Frame& frame, std::size_t index, std::optional<Measure> measure,
            const char* rule) {
    if (!measure || is_taken(index)) return;
    // "more than 600 trucks enter each day" is a rate, and no count of what came.
    if ((*measure == Measure::trucks || *measure == Measure::tonnes) && rate_after(frame.verb))
      return;
    // "the body of a worker killed in May": a participle that only says which one.
    if (frame.passive && frame.group == frame.verb && figure(index).article &&
        figure(index).number.begin > begin_ && frame.deed->deed != Deed::die)
      return;
    FoundFact fact;
    fact.measure = measure;
    fact.figure = index;
    fact.anchor = frame.verb;
    fact.act = act_of(frame, *measure);
    fact.planned = frame.reality == Reality::planned;
    fact.by = frame.passive ? agents_.of_passive(frame.verb) : agents_.of_active(frame.group);
    if (frame.deed->deed == Deed::die || frame.deed->deed == Deed::flee || arrives(*frame.deed))
      fact.by = agents_.of_passive(frame.verb);
    if (frame.deed->deed == Deed::record && frame.deed->lemma != "commit")
      fact.by = doer_of(figure(index));
    if (fact.by && *measure == Measure::injured && is_own_count(fact.by, index)) fact.by.reset();
    fact.resolved = without_particle(frame, index);
    fact.to = recipient(frame.verb, *measure);
    if (*measure == Measure::released || *measure == Measure::bodies_returned) {
      const Handover ends =
          handover_at(scene_, frame.group, frame.verb, frame.passive || arrives(*frame.deed));
      if (ends.by || frame.passive || arrives(*frame.deed) || receives(word(frame.verb).lower) ||
          is_carried(fact.by))
        fact.by = ends.by;
      fact.to = ends.to;
    }
    fact.confidence = frame.passive ? 0.85 : 0.9;
    fact.rule = rule;
    add(std::move(fact));
  }

  bool rate_after(std::size_t verb) const {
    for (std::size_t at = verb + 1; at < std::min(end_, verb + 5); ++at)
      if (const FoundTime* time = scene_.time_at(at); time != nullptr && time->repeated)
        return true;
    return is(verb + 1, "each") || is(verb + 1, "every") || is(verb + 1, "daily");
  }

  /// The Red Cross carries what a side gives.
  static bool is_carried(const std::optional<Mention>& by) {
    if (!by) return false;
    for (const std::string_view name : {"Red Cross", "Red Crescent", "ICRC"})
      if (by->name.find(name) != std::string::npos || by->actor.find(name) != std::string::npos)
        return true;
    return false;
  }

  /// "hand over 20": the particle is the verb's, not "more than 20".
  std::optional<Figure> without_particle(const Frame& frame, std::size_t index) const {
    const FoundFigure& f = figure(index);
    if (frame.deed->particle != "over" || f.number.begin != frame.verb + 1 ||
        !is(f.number.begin, "over"))
      return std::nullopt;
    Figure plain = f.figure;
    plain.high = plain.low;
    plain.qualifier = Qualifier::exactly;
    const TokenRange number{f.number.begin + 1, f.number.end};
    plain.as_written = scene_.text(number);
    plain.span = scene_.tokens.span(number.begin, number.end);
    return plain;
  }

  /// "Norland soldiers were hurt" names who was hurt, not who did it.
  bool is_own_count(const std::optional<Mention>& by, std::size_t index) const {
    return by->span && scene_.tokens.span(figure(index).phrase.begin, figure(index).phrase.end)
                           .covers(*by->span);
  }

  void add(FoundFact fact) {
    const FoundFigure& f = figure(*fact.figure);
    std::size_t of = f.number.end;
    if (is(of, "of")) ++of;
    while (of < f.phrase.end && is_determiner(word(of).lower)) ++of;
    if (of < f.phrase.end) fact.of = TokenRange{of, f.phrase.end};
    taken_[*fact.figure - first_figure_] = 1;
    out_.push_back(std::move(fact));
  }

  std::optional<Act> act_of(const Frame& frame, Measure measure) const {
    if (measure == Measure::killed || measure == Measure::injured ||
        measure == Measure::casualties || measure == Measure::attacks ||
        measure == Measure::explosions)
      for (std::size_t at = begin_; at < end_; ++at)
        if (const auto act = act_of_noun(word(at).lower, at > begin_ ? word(at - 1).lower : ""))
          if (!word(at).is("fire") || (at > begin_ && scene_.actor_at(at - 1) != nullptr))
            return act;
    if (measure == Measure::released) return Act::release;
    if (measure == Measure::trucks || measure == Measure::tonnes) return Act::aid_entry;
    if (measure == Measure::violations) return Act::violation;
    if (measure == Measure::bodies_returned) return Act::return_of_remains;
    return frame.deed->act ? frame.deed->act : usual_act(measure);
  }

  // ---- who did it, to whom ---------------------------------------------------------------------

  std::optional<Mention> recipient(std::size_t verb, Measure measure) const {
    if (measure != Measure::released && measure != Measure::bodies_returned &&
        measure != Measure::trucks && measure != Measure::tonnes)
      return std::nullopt;
    for (std::size_t at = verb + 1; at < std::min(end_, verb + 25); ++at) {
      if (is(at, ";") || (is(at, ",") && !figure_at(at + 1))) break;
      if (!is(at, "to")) continue;
      std::size_t next = at + 1;
      while (next < end_ && is_determiner(word(next).lower)) ++next;
      if (const FoundActor* actor = scene_.actor_at(next)) return mention_of(scene_, *actor);
    }
    return std::nullopt;
  }

  // ---- without a verb of their own
  // ---------------------------------------------------------------

  /// "12 dead", "left 12 people dead", "three missing".
  void adjective(std::size_t at) {
    std::optional<Measure> measure;
    if (is(at, "dead")) measure = Measure::killed;
    if (is(at, "missing") || (is(at, "unaccounted") && is(at + 1, "for")))
      measure = Measure::missing;
    if (is(at, "displaced")) measure = Measure::displaced;
    if (is(at, "homeless")) measure = Measure::displaced;
    if (is(at, "wounded") || is(at, "injured") || is(at, "hurt")) measure = Measure::injured;
    if (is(at, "killed") || is(at, "captive"))
      measure = is(at, "killed") ? Measure::killed : Measure::held;
    if (!measure) return;
    // "20 living and 27 dead" describes captives, and tells of no killing.
    for (std::size_t i = at; i-- > begin_ && at - i < 6;)
      if (is(i, "living")) return;
    const bool participle = is(at, "wounded") || is(at, "injured") || is(at, "hurt") ||
                            is(at, "killed") || is(at, "captive") || is(at, "displaced");
    for (std::size_t i = first_figure_; i < last_figure_; ++i) {
      const FoundFigure& f = figure(i);
      if (!usable(i, true) || is_restated(f) || holds_another(f)) continue;
      const bool head = f.phrase.contains(at) && at + 1 == f.phrase.end && f.number.end <= at;
      const bool after = f.phrase.end == at || (f.phrase.end < at && at - f.phrase.end <= 3 &&
                                                between_is_be(f.phrase.end, at));
      if (!head && !after) continue;
      if (participle && !left_before(f.number.begin)) return;
      // "48 living and dead captives", "the dead soldier": an adjective before its noun.
      if (at + 1 < end_ && after && scene_.figure_at(at + 1) == &f) return;
      if (at + 1 < end_ && is(at, "missing") && is_people_noun(at + 1)) return;
      FoundFact fact;
      fact.measure = measure;
      fact.figure = i;
      fact.anchor = at;
      fact.act = *measure == Measure::killed ? std::optional(Act::killing) : std::nullopt;
      fact.by = left_before(f.number.begin) ? agents_.of_active(leaving_before(f.number.begin))
                                            : agents_.of_passive(at);
      if (measure == Measure::missing) fact.by.reset();
      if (!fact.act) fact.act = usual_act(*measure);
      fact.planned = false;
      fact.confidence = 0.8;
      fact.rule = "adjective";
      if (reality_near(f.number.begin) == Reality::real) add(std::move(fact));
      return;
    }
  }

  /// "24 of the 28 dead"
  bool holds_another(const FoundFigure& f) const {
    for (std::size_t at = f.number.end; at < f.phrase.end; ++at)
      if (word(at).kind == TokenKind::number) return true;
    return false;
  }

  bool is_people_noun(std::size_t at) const {
    return scene_.figure_at(at) != nullptr && scene_.figure_at(at)->head_at == at;
  }

  bool between_is_be(std::size_t from, std::size_t to) const {
    for (std::size_t at = from; at < to; ++at)
      if (!is_be(word(at).lower) && !is_adverb(word(at).lower) && !is(at, "has") &&
          !is(at, "have") && !is(at, "remain") && !is(at, "remained") && !is(at, "remains") &&
          !is(at, "reported") && !is(at, "more"))
        return false;
    return true;
  }

  bool left_before(std::size_t number) const { return leaving_before(number) < number; }

  /// Where the verb group of "left 12 people dead" begins; `number` itself where there is none.
  std::size_t leaving_before(std::size_t number) const {
    for (std::size_t at = number; at-- > begin_ && number - at < 9;) {
      if (is(at, "left") || is(at, "leaving") || is(at, "leaves") || is(at, "leave"))
        return verb_group_begin(scene_, at, begin_);
      if (word(at).kind == TokenKind::punct) break;
    }
    return number;
  }

  Reality reality_near(std::size_t at) const {
    for (std::size_t i = at; i-- > begin_ && at - i < 6;) {
      if (is_modal(word(i).lower) || is(i, "if")) return Reality::unreal;
      if (word(i).is(",")) break;
    }
    return Reality::real;
  }

  /// "death toll rose to 12", "bringing the number of bodies returned to 27", "brings to 27 the
  /// number of".
  void running_total(std::size_t at) {
    const auto measure = total_measure(at);
    if (!measure) return;
    std::optional<std::size_t> index;
    for (std::size_t i = first_figure_; i < last_figure_ && !index; ++i) {
      const FoundFigure& f = figure(i);
      if (!is_count(f.counts) || f.superseded || is_taken(i) || f.part) continue;
      const std::size_t number = f.number.begin;
      if (number > at && number <= at + 16 && total_leads(at, number)) index = i;
      if (number < at && at - number <= 4 && number >= begin_ + 1 && is(number - 1, "to") &&
          number >= begin_ + 2 && is_bringing(number - 2))
        index = i;
    }
    if (!index) return;
    FoundFact fact;
    fact.measure = measure;
    fact.figure = index;
    fact.anchor = at;
    fact.act = *measure == Measure::killed ? std::optional(Act::killing) : std::nullopt;
    fact.cumulative = !is(at, "toll");
    fact.confidence = 0.8;
    fact.rule = "running_total";
    if (!fact.act) fact.act = usual_act(*measure);
    if (*measure == Measure::violations && figure(*index).number.begin > at)
      fact.by = violator(at, figure(*index).number.begin);
    for (std::size_t i = at; i < figure(*index).number.begin; ++i)
      if (is_modal(word(i).lower)) return;
    add(std::move(fact));
  }

  /// "the number of Norland violations"
  std::optional<Mention> violator(std::size_t from, std::size_t to) const {
    for (std::size_t at = from; at + 1 < to; ++at) {
      const FoundActor* actor = scene_.actor_at(at);
      if (actor != nullptr && actor->adjective && actor->tokens.end < to &&
          (is(actor->tokens.end, "violations") || is(actor->tokens.end, "breaches")))
        return mention_of(scene_, *actor);
    }
    return agents_.first_in(from, to);
  }

  static std::optional<Act> usual_act(Measure measure) {
    switch (measure) {
      case Measure::killed:
        return Act::killing;
      case Measure::injured:
        return Act::injury;
      case Measure::released:
        return Act::release;
      case Measure::bodies_returned:
        return Act::return_of_remains;
      case Measure::displaced:
        return Act::displacement;
      case Measure::detained:
        return Act::detention;
      case Measure::abducted:
        return Act::abduction;
      case Measure::violations:
        return Act::violation;
      case Measure::trucks:
      case Measure::tonnes:
        return Act::aid_entry;
      default:
        return std::nullopt;
    }
  }

  bool is_total_word(std::size_t at) const {
    static constexpr auto kWords =
        std::to_array<std::string_view>({"toll", "number", "total", "count", "tally", "figure"});
    return one_of(word(at).lower, kWords);
  }

  bool is_bringing(std::size_t at) const {
    const auto deed = deed_of(word(at).lower);
    return deed && deed->verb->deed == Deed::bring;
  }

  /// Between "toll" and its number: "rose to", "stands at", "of", "has passed".
  bool total_leads(std::size_t at, std::size_t number) const {
    static constexpr auto kLast = std::to_array<std::string_view>(
        {"to", "at", "of", "is", "was", "reached", "passed", "topped", "exceeded", "hit", "now",
         "stood", "reaching", "surpassed", "from", "exceeds", "tops", "over"});
    if (number > at + 1 && one_of(word(number).lower, kLast)) return true;
    if (number == at + 1) return word(number).kind == TokenKind::number;
    std::size_t last = number - 1;
    // "a lower figure for the dead since the truce: 377"
    if (is(last, ":")) return is(at, "figure") || is(at, "number") || is(at, "count");
    while (last > at && (is_adverb(word(last).lower) || is(last, "some"))) --last;
    if (!one_of(word(last).lower, kLast)) return false;
    for (std::size_t i = at; i < number; ++i)
      if (is(i, ";") || is(i, ".")) return false;
    return true;
  }

  std::optional<Measure> total_measure(std::size_t at) const {
    if (is(at, "toll"))
      return at > begin_ && (is(at - 1, "injury") || is(at - 1, "wounded"))
                 ? Measure::injured
                 : std::optional(Measure::killed);
    bool bodies = false;
    const std::size_t last = std::min(end_, at + 12);
    if (is(at, "figure") && !is(at + 1, "for") && !is(at + 1, "of")) return std::nullopt;
    if (!is(at + 1, "of") && !is(at + 1, "killed") && !is(at + 1, "death") && !is(at + 1, "for"))
      return total_of_before(at);
    if (is(at + 1, "of") && at + 2 < end_ && figure_at(at + 2)) return total_of_before(at);
    for (std::size_t i = at + 1; i < last; ++i) {
      bodies |= is(i, "deceased") || is(i, "dead") || is_remains(i);
      if (word(i).kind == TokenKind::punct && !word(i).is("'s")) break;
      if (is(i, "returned") || is(i, "delivered") || is(i, "repatriated") || is(i, "handed"))
        return bodies ? Measure::bodies_returned : Measure::released;
    }
    for (std::size_t i = at + 1; i < last; ++i) {
      const Token& token = word(i);
      if (token.kind == TokenKind::punct && !token.is("'s")) break;
      bodies |= token.is("bodies") || token.is("remains");
      const bool back = token.is("returned") || token.is("released") || token.is("delivered") ||
                        token.is("handed") || token.is("repatriated");
      if (bodies && back) return Measure::bodies_returned;
      if (bodies && (token.is("recovered") || token.is("found"))) return Measure::bodies_recovered;
      if (token.is("dead") || token.is("killed") || token.is("deaths") || token.is("fatalities"))
        return Measure::killed;
      if (token.is("wounded") || token.is("injured")) return Measure::injured;
      if (token.is("released") || token.is("freed")) return Measure::released;
      if (token.is("displaced") || token.is("refugees")) return Measure::displaced;
      if (token.is("violations") || token.is("breaches")) return Measure::violations;
      if (token.is("missing")) return Measure::missing;
      if (token.is("detained") || token.is("arrested")) return Measure::detained;
      if (token.is("trucks")) return Measure::trucks;
      if (i > at + 1 && scene_.figure_at(i) != nullptr) break;
    }
    return std::nullopt;
  }

  /// "which brings the total to 90", "for a total of 195": of what was told just before.
  std::optional<Measure> total_of_before(std::size_t at) const {
    if (!is(at, "total") && !is(at, "tally")) return std::nullopt;
    // The deed told in the words before, not yet made a fact of.
    for (std::size_t i = at; i-- > begin_;) {
      const auto frame = frame_at(i);
      if (!frame) continue;
      for (std::size_t j = first_figure_; j < last_figure_; ++j)
        if (figure(j).number.begin < at)
          if (const auto measure = measure_of(*frame, j, bodies_of(j) || dead_in(j)))
            return measure;
    }
    for (std::size_t i = out_.size(); i-- > 0;) {
      if (!out_[i].measure || scene_.word(out_[i].anchor).sentence + 2 < word(at).sentence) break;
      return out_[i].measure;
    }
    return std::nullopt;
  }

  /// "confirmed the deaths of 12 sailors and two guards"
  void deaths_of() {
    for (std::size_t at = begin_; at + 2 < end_; ++at) {
      const bool noun = is(at, "death") || is(at, "deaths") || is(at, "killing") ||
                        is(at, "killings") || (is(at, "lives") && takes_lives(at));
      if (!noun || !is(at + 1, "of") || reality_near(at) != Reality::real) continue;
      if (at > begin_ + 1 && (is(at - 1, "toll") || is(at - 2, "prevent") || is(at - 2, "avoid")))
        continue;
      Object object = object_after(at + 1, true);
      for (const std::size_t i : object.figures) {
        FoundFact fact;
        fact.measure = Measure::killed;
        fact.figure = i;
        fact.anchor = at;
        fact.act = Act::killing;
        fact.by = agents_.of_passive(at);
        fact.confidence = 0.7;
        fact.rule = "deaths_of";
        add(std::move(fact));
      }
    }
  }

  /// "the release of 33 prisoners", "the abduction of nine pupils"
  void nominal() {
    struct Noun {
      std::string_view word;
      Measure measure;
    };
    static constexpr auto kNouns = std::to_array<Noun>({
        {"release", Measure::released},
        {"freeing", Measure::released},
        {"exchange", Measure::released},
        {"swap", Measure::released},
        {"handover", Measure::released},
        {"abduction", Measure::abducted},
        {"kidnapping", Measure::abducted},
        {"arrest", Measure::detained},
        {"arrests", Measure::detained},
        {"detention", Measure::detained},
        {"displacement", Measure::displaced},
        {"evacuation", Measure::displaced},
        {"withdrawal", Measure::withdrawn},
        {"recovery", Measure::bodies_recovered},
        {"discovery", Measure::bodies_recovered},
    });
    for (std::size_t at = begin_; at + 2 < end_; ++at) {
      const auto noun = std::find_if(kNouns.begin(), kNouns.end(),
                                     [&](const Noun& one) { return is(at, one.word); });
      if (noun == kNouns.end() || !is(at + 1, "of") || reality_near(at) != Reality::real) continue;
      const Object object = object_after(at + 1, noun->measure != Measure::withdrawn);
      for (std::size_t n = 0; n < object.figures.size(); ++n)
        take_nominal(at, object.figures[n], object.bodies[n], noun->measure);
    }
  }

  void take_nominal(std::size_t at, std::size_t index, bool bodies, Measure measure) {
    const FoundFigure& f = figure(index);
    if (f.article && measure == Measure::released) return;
    if (measure == Measure::released && bodies) measure = Measure::bodies_returned;
    if (measure == Measure::bodies_recovered && !bodies && f.counts != Counts::bodies) return;
    FoundFact fact;
    fact.measure = measure;
    fact.figure = index;
    fact.anchor = at;
    fact.act = usual_act(measure);
    fact.planned = is_planned_noun(at);
    fact.by = agents_.by(at, std::min(end_, f.phrase.end + 8));
    fact.confidence = 0.65;
    fact.rule = "nominal";
    add(std::move(fact));
  }

  /// "agreed to the release of", "the planned exchange of"
  bool is_planned_noun(std::size_t at) const {
    static constexpr auto kPlans = std::to_array<std::string_view>(
        {"will", "would", "agreed", "agree", "agrees", "agreement", "deal", "plan", "plans",
         "planned", "scheduled", "expected", "proposed", "upcoming", "includes", "proposal"});
    for (std::size_t i = at; i-- > begin_ && at - i < 14;)
      if (one_of(word(i).lower, kPlans)) return true;
    return false;
  }

  /// "claimed the lives of", "cost the lives of"
  bool takes_lives(std::size_t at) const {
    for (std::size_t i = at; i-- > begin_ && at - i < 4;)
      if (word(i).lower.starts_with("claim") || word(i).lower.starts_with("cost") ||
          is(i, "took") || is(i, "taking") || is(i, "takes"))
        return true;
    return false;
  }

  /// "killed commander Ada Oma": somebody named is one.
  void named_victims() {
    for (std::size_t at = begin_; at < end_; ++at) {
      const auto frame = frame_at(at);
      if (!frame || frame->deed->deed != Deed::kill || frame->reality != Reality::real) continue;
      const TokenRange name = frame->passive ? name_before(frame->group) : name_after(at + 1);
      if (name.empty() || is_counted_with(at)) continue;
      FoundFact fact;
      fact.measure = Measure::killed;
      Figure one;
      one.low = one.high = 1;
      one.as_written = scene_.text(name);
      one.span = scene_.tokens.span(name.begin, name.end);
      fact.resolved = one;
      fact.of = name;
      fact.anchor = at;
      fact.act = act_of(*frame, Measure::killed);
      fact.by = frame->passive ? agents_.of_passive(at) : agents_.of_active(frame->group);
      fact.confidence = 0.6;
      fact.rule = "named";
      out_.push_back(std::move(fact));
      return;
    }
  }

  /// "killing Ada Oma, a senior commander": she is counted by what she was.
  bool is_counted_with(std::size_t verb) const {
    for (const FoundFact& fact : out_)
      if (fact.anchor == verb && fact.figure && figure(*fact.figure).article) return true;
    return false;
  }

  bool is_name_word(std::size_t at) const {
    return at >= begin_ && at < end_ && word(at).capitalised && word(at).kind == TokenKind::word &&
           scene_.actor_at(at) == nullptr && scene_.place_at(at) == nullptr &&
           scene_.time_at(at) == nullptr && !is_person_noun(word(at).lower) &&
           (at > begin_ || !is_determiner(word(at).lower));
  }

  /// A name of two words or more that ends where `to` is, with no number of its own.
  TokenRange name_before(std::size_t to) const {
    std::size_t from = to;
    while (from > begin_ && is_name_word(from - 1)) --from;
    if (to - from < 2 || to - from > 5) return {};
    // "A, B and C were killed" names more than one: left to people.
    if (from > begin_ && (is(from - 1, "and") || is(from - 1, ",") || is(from - 1, "of")))
      return {};
    return {from, to};
  }

  TokenRange name_after(std::size_t from) const {
    std::size_t at = from;
    while (at < end_ && at < from + 8 && !is_name_word(at)) {
      const Token& token = word(at);
      const bool title = scene_.actor_at(at) != nullptr || is_person_noun(token.lower) ||
                         token.is("senior") || token.is("top") || token.is("former") ||
                         token.is("the") || token.is("'s") || token.lower.size() > 4;
      if (!title || figure_at(at) || token.kind == TokenKind::number || token.is("people") ||
          is_preposition(token.lower) || is_conjunction(token.lower))
        return {};
      ++at;
    }
    std::size_t to = at;
    while (to < end_ && is_name_word(to)) ++to;
    if (to - at < 2 || to - at > 5 || is(to, "and") || is(to, "'s")) return {};
    return {at, to};
  }

  /// What is counted when something is done so many times.
  std::optional<Measure> measure_of_times(std::size_t at) const {
    if (is(at, "violated") || is(at, "breached") || is(at, "broken") || is(at, "broke"))
      return Measure::violations;
    if (is(at, "denied") || is(at, "refused")) return Measure::other;
    const auto deed = deed_of(word(at).lower);
    const bool fire = deed && deed->verb->lemma == "fire";
    return deed && (deed->verb->deed == Deed::strike || fire) ? std::optional(Measure::attacks)
                                                              : std::nullopt;
  }

  /// "has violated it 80 times"
  void repeated_breaches() {
    for (std::size_t i = first_figure_; i < last_figure_; ++i) {
      const FoundFigure& f = figure(i);
      if (is_taken(i) || !is(f.number.end, "times")) continue;
      for (std::size_t at = f.number.begin; at-- > begin_ && f.number.begin - at < 9;) {
        const auto measure = measure_of_times(at);
        if (!measure || reality_of(scene_, at) != Reality::real) continue;
        FoundFact fact;
        fact.measure = measure;
        fact.figure = i;
        fact.anchor = at;
        fact.act = *measure == Measure::violations ? std::optional(Act::violation) : std::nullopt;
        const std::size_t group = verb_group_begin(scene_, at, begin_);
        bool passive = false;
        for (std::size_t before = group; before < at; ++before)
          passive |= is_be(word(before).lower);
        fact.by = passive ? agents_.of_passive(at) : agents_.of_active(group);
        fact.confidence = 0.8;
        fact.rule = "times";
        add(std::move(fact));
        return;
      }
    }
  }

  /// "killed four in Kutum and six in Tine", "14 violations by Y and six by Z": the verb is said
  /// once.
  void gapped(std::size_t before) {
    for (std::size_t i = first_figure_ + 1; i < last_figure_; ++i) {
      const FoundFigure& f = figure(i);
      if (is_taken(i) || f.superseded || f.part || f.article || f.number.begin < begin_ + 2)
        continue;
      if (f.counts != Counts::nothing_named && f.counts != Counts::people) continue;
      std::size_t open = f.number.begin - 1;
      if (!is(open, "and") && !is(open, ",")) continue;
      if (is(open, "and") && is(open - 1, ",")) --open;
      if (!(is(f.phrase.end, "by") || told_where(f.phrase.end)) || tells_more(f.phrase.end))
        continue;
      const FoundFact* told = nullptr;
      for (std::size_t j = before; j < out_.size(); ++j)
        if (out_[j].figure && *out_[j].figure < i && !out_[j].part_of &&
            (told == nullptr || *told->figure < *out_[j].figure))
          told = &out_[j];
      if (told == nullptr || !told->measure) continue;
      FoundFact fact = *told;
      fact.figure = i;
      fact.resolved.reset();
      fact.of.reset();
      if (is(f.phrase.end, "by")) fact.by = agents_.by(f.phrase.end, end_);
      fact.confidence = 0.6;
      fact.rule = "gapped";
      add(std::move(fact));
    }
  }

  /// "in Tine", and not "in the early morning".
  bool told_where(std::size_t at) const {
    if (!is(at, "in") && !is(at, "near") && !is(at, "at")) return false;
    for (std::size_t next = at + 1; next < std::min(end_, at + 5); ++next)
      if (scene_.place_at(next) != nullptr) return scene_.time_at(next) == nullptr;
    return false;
  }

  /// Whether a verb of its own follows in the same stretch of words.
  bool tells_more(std::size_t from) const {
    for (std::size_t at = from; at < std::min(end_, from + 8); ++at) {
      if (is(at, ",") || is(at, ";")) return false;
      if (is_auxiliary(word(at).lower) || deed_of(word(at).lower)) return true;
    }
    return false;
  }

  /// "the agency gave 45", "the office counted 173": of what was counted in the sentence before.
  void bare_counts(std::size_t before) {
    if (out_.empty()) return;
    const FoundFact told = out_.back();
    if (before != out_.size() && told.rule == std::string_view("part")) return;
    if (!told.measure || scene_.word(told.anchor).sentence + 1 < word(begin_).sentence) return;
    for (std::size_t i = first_figure_; i < last_figure_; ++i) {
      const FoundFigure& f = figure(i);
      if (is_taken(i) || f.counts != Counts::nothing_named || f.superseded || f.part ||
          f.number.begin == begin_)
        continue;
      const std::size_t verb = f.number.begin - 1;
      const bool counting = is(verb, "gave") || is(verb, "counted") || is(verb, "counts") ||
                            is(verb, "gives") || is(verb, "recorded");
      const bool putting = is(verb, "at") && put_before(verb);
      if (!counting && !putting) continue;
      FoundFact fact = told;
      fact.figure = i;
      fact.anchor = verb;
      fact.part_of.reset();
      fact.resolved.reset();
      fact.of.reset();
      fact.confidence = 0.6;
      fact.rule = "same_count";
      add(std::move(fact));
      return;
    }
  }

  /// "393 violations: 113 shootings, 17 incursions"; "It listed 142 shootings, 21 incursions".
  void breakdown(std::size_t before) {
    std::size_t whole = out_.size();
    std::size_t from = begin_;
    for (std::size_t i = before; i < out_.size(); ++i)
      if (out_[i].measure == Measure::violations && out_[i].figure &&
          out_[i].rule != std::string_view("part")) {
        whole = i;
        for (from = figure(*out_[i].figure).phrase.end; from < end_ && !is(from, ":");) ++from;
        break;
      }
    if (whole == out_.size() && before > 0 && lists()) {
      for (std::size_t i = before; i-- > 0;) {
        if (scene_.word(out_[i].anchor).sentence + 1 < word(begin_).sentence) return;
        if (out_[i].measure == Measure::violations && !out_[i].part_of &&
            out_[i].rule != std::string_view("part"))
          whole = i;
      }
      if (whole >= before) return;
    }
    if (whole == out_.size()) return;
    for (std::size_t i = first_figure_; i < last_figure_; ++i) {
      const FoundFigure& f = figure(i);
      if (f.number.begin < from || is_taken(i) || !is_count(f.counts) || is_people(f.counts) ||
          f.head.empty())
        continue;
      FoundFact part = out_[whole];
      part.figure = i;
      part.part_of = whole;
      part.of.reset();
      part.confidence = 0.7;
      part.rule = "breakdown";
      add(std::move(part));
    }
  }

  bool lists() const {
    for (std::size_t at = begin_; at < std::min(end_, begin_ + 12); ++at)
      if ((is(at, "they") && is(at + 1, "were")) || is(at, "listed") || is(at, "lists") ||
          is(at, "include") || is(at, "included") || is(at, "comprise") || is(at, "comprised") ||
          (is(at, "broke") && is(at + 2, "down")))
        return true;
    return false;
  }

  bool put_before(std::size_t at) const {
    for (std::size_t i = at; i-- > begin_ && at - i < 6;)
      if (is(i, "put") || is(i, "puts")) return true;
    return false;
  }

  /// Counts whose noun says it all: deaths, casualties, violations.
  void nouns() {
    for (std::size_t i = first_figure_; i < last_figure_; ++i) {
      const FoundFigure& f = figure(i);
      if (!usable(i, false) || f.article || f.head.empty() || is_restated(f) || holds_another(f))
        continue;
      std::optional<Measure> measure = measure_of_noun(f.head);
      if (!measure && f.counts == Counts::violations && !f.zero) measure = Measure::violations;
      if (!measure && !f.zero) measure = measure_of_deeds(f);
      if (!measure || f.each) continue;
      if (reality_near(f.number.begin) != Reality::real) continue;
      // "20 living and 27 dead" describes captives, and tells of no killing.
      if (f.number.begin >= begin_ + 2 && is(f.number.begin - 2, "living")) continue;
      if (f.zero && !zero_reported(i)) continue;
      FoundFact fact;
      fact.measure = measure;
      fact.figure = i;
      fact.anchor = f.head_at;
      fact.act = *measure == Measure::violations ? Act::violation : Act::killing;
      if (*measure == Measure::injured) fact.act = Act::injury;
      const bool deeds = *measure == Measure::violations || *measure == Measure::attacks ||
                         *measure == Measure::explosions;
      if (*measure == Measure::attacks || *measure == Measure::explosions)
        fact.act = act_of_noun(f.head, word(f.head_at - 1).lower);
      fact.by = deeds ? doer_of(f) : agents_.of_passive(f.head_at);
      fact.confidence = 0.7;
      fact.rule = "counted_noun";
      add(std::move(fact));
    }
  }

  /// "three air raids", "two blasts": deeds that are counted by their noun.
  std::optional<Measure> measure_of_deeds(const FoundFigure& f) const {
    static constexpr auto kAttacks = std::to_array<std::string_view>(
        {"attacks", "strikes", "airstrikes", "raids", "shellings", "bombings", "bombardments",
         "assaults", "ambushes", "shootings", "stabbings", "massacres"});
    // "80 violations: 50 shootings and 30 raids" are parts.
    for (std::size_t i = first_figure_; i < last_figure_; ++i)
      if (figure(i).counts == Counts::violations) return std::nullopt;
    if (lists()) return std::nullopt;
    if (f.counts == Counts::explosions) return Measure::explosions;
    if (one_of(f.head, kAttacks)) return Measure::attacks;
    // "29 shelling incidents"
    if (f.head == "incidents" && act_of_noun(word(f.head_at - 1).lower, ""))
      return Measure::attacks;
    return std::nullopt;
  }

  /// "497 Norland violations", "14 violations by Norland", "accused Norland of 40 violations"
  std::optional<Mention> doer_of(const FoundFigure& f) const {
    std::size_t to = f.phrase.end;
    while (to < end_ && !scene_.figure_at(to) && !is(to, ";")) ++to;
    if (auto agent = agents_.by(f.phrase.end, to)) return agent;
    if (auto agent = agents_.first_in(f.number.end, f.phrase.end)) return agent;
    if (auto agent = agents_.accused(f.number.begin)) return agent;
    // "recorded by the mission" says who counted.
    for (std::size_t at = begin_ + 1; at < end_; ++at)
      if (is(at, "by"))
        if (const auto deed = deed_of(word(at - 1).lower);
            !deed || deed->verb->deed != Deed::record)
          return agents_.by(at, end_);
    return std::nullopt;
  }

  bool zero_reported(std::size_t index) const {
    const FoundFigure& f = figure(index);
    for (std::size_t at = f.phrase.end; at < std::min(end_, f.phrase.end + 6); ++at)
      if (is(at, "reported") || is(at, "recorded")) return true;
    for (std::size_t at = f.number.begin; at-- > begin_ && f.number.begin - at < 4;)
      if (is(at, "were") || is(at, "was") || is(at, "reported") || is(at, "caused") ||
          is(at, "causing") || is(at, "with"))
        return true;
    return false;
  }

  // ---- parts, remainders
  // -------------------------------------------------------------------------

  void parts(std::size_t before) {
    for (std::size_t i = first_figure_; i < last_figure_; ++i) {
      const FoundFigure& f = figure(i);
      if (!f.part || !f.whole || is_taken(i) || !is_count(f.counts)) continue;
      for (std::size_t j = before; j < out_.size(); ++j) {
        if (out_[j].figure != f.whole) continue;
        FoundFact part = out_[j];
        part.figure = i;
        part.resolved.reset();
        if (out_[j].measure == Measure::violations && f.counts == Counts::attacks)
          part.measure = Measure::attacks;
        part.confidence = out_[j].confidence - 0.1;
        part.rule = "part";
        part.of.reset();
        add(std::move(part));
        break;
      }
    }
  }

  void link_parts(std::size_t before) {
    for (std::size_t i = before; i < out_.size(); ++i) {
      auto whole = out_[i].figure ? figure(*out_[i].figure).whole : std::nullopt;
      // Sorting has moved the facts: find the whole again by its figure.
      if (out_[i].part_of && *out_[i].part_of >= before)
        whole = whole_figure_[*out_[i].part_of - before];
      if (!whole) continue;
      for (std::size_t j = before; j < out_.size(); ++j)
        if (out_[j].figure == whole && j != i) out_[i].part_of = j;
    }
  }

  /// "have released all of the hostages except for one body": all of the total told just before,
  /// less one.
  void all_but() {
    for (std::size_t at = begin_; at + 2 < end_; ++at) {
      const bool except = is(at, "except") || is(at, "bar") || (is(at, "but") && is(at - 1, "all"));
      if (!except) continue;
      std::size_t number = at + 1;
      if (is(number, "for")) ++number;
      const auto index = figure_at(number);
      if (!index || !figure(*index).figure.high) continue;
      taken_[*index - first_figure_] = 1;
      remainder(at, *index);
    }
  }

  void remainder(std::size_t except, std::size_t left) {
    std::size_t all = except;
    while (all > begin_ && except - all < 10 && !is(all, "all")) --all;
    if (!is(all, "all")) return;
    if (all == begin_) return remainder_of(left);
    for (std::size_t v = all; v-- > begin_ && all - v < 6;) {
      const auto frame = frame_at(v);
      if (!frame || frame->passive || frame->reality == Reality::unreal) continue;
      const Deed deed = frame->deed->deed;
      if (deed != Deed::release && deed != Deed::hand_over) continue;
      FoundFact fact;
      fact.measure = Measure::released;
      fact.figure = left;
      fact.anchor = v;
      fact.act = Act::release;
      fact.planned = frame->reality == Reality::planned;
      fact.by = agents_.of_active(frame->group);
      fact.confidence = 0.6;
      fact.rule = "all_but";
      fact.cumulative = true;
      Figure resolved;
      const std::size_t last = figure(left).phrase.end;
      resolved.as_written = scene_.text({all, last});
      resolved.span = scene_.tokens.span(all, last);
      if (const auto total = total_before())
        resolved.low = resolved.high = *total - *figure(left).figure.high;
      fact.resolved = resolved;
      out_.push_back(std::move(fact));
      return;
    }
  }

  /// "All but one of the 12 hostages were released": the total stands in the same words.
  void remainder_of(std::size_t left) {
    const FoundFigure& f = figure(left);
    if (!is(f.number.end, "of") || !f.figure.high) return;
    std::size_t whole = f.number.end + 1;
    while (whole < end_ && is_determiner(word(whole).lower)) ++whole;
    std::int64_t total = 0;
    const std::string& digits = whole < end_ ? word(whole).lower : word(begin_).lower;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), total);
    if (read.ec != std::errc() || total <= *f.figure.high) return;
    for (std::size_t at = whole; at < std::min(end_, whole + 8); ++at) {
      const auto frame = frame_at(at);
      if (!frame || !frame->passive || frame->reality != Reality::real) continue;
      const auto measure = measure_of(*frame, left, bodies_of(left) || dead_in(left));
      if (!measure) continue;
      FoundFact fact;
      fact.measure = measure;
      fact.anchor = at;
      fact.act = usual_act(*measure);
      fact.by = agents_.of_passive(at);
      fact.confidence = 0.6;
      fact.rule = "all_but";
      Figure resolved;
      resolved.low = resolved.high = total - *f.figure.high;
      resolved.span = scene_.tokens.span(f.number.begin, whole + 1);
      resolved.as_written = std::string(resolved.span->in(scene_.tokens.text));
      fact.figure = left;
      fact.resolved = resolved;
      out_.push_back(std::move(fact));
      return;
    }
  }

  bool counts_captives(const FoundFigure& f) const {
    const std::size_t last = std::min(scene_.tokens.size(), f.number.end + 6);
    for (std::size_t at = f.number.end; at < last; ++at) {
      if (is_captive(scene_.word(at).lower)) return true;
      if (scene_.word(at).kind == TokenKind::punct) break;
    }
    return false;
  }

  /// A count of captives told in the sentence before.
  std::optional<std::int64_t> total_before() const {
    for (std::size_t i = first_figure_; i-- > 0;) {
      const FoundFigure& f = figure(i);
      if (scene_.word(f.number.begin).sentence + 1 < scene_.word(begin_).sentence) break;
      if (f.figure.low && f.figure.low == f.figure.high && counts_captives(f)) return f.figure.low;
    }
    return std::nullopt;
  }

  // ---- what the words before told
  // ------------------------------------------------------------------------

  /// "15 of the 28 have now been returned": a state reached, not a deed of that day.
  void totals_of_captives(std::size_t before) {
    for (std::size_t i = before; i < out_.size(); ++i) {
      FoundFact& fact = out_[i];
      if (!fact.figure || fact.cumulative || fact.planned) continue;
      if (fact.measure != Measure::bodies_returned && fact.measure != Measure::released) continue;
      const FoundFigure& f = figure(*fact.figure);
      std::size_t next = f.number.end;
      if (is(next, "out")) ++next;
      const bool share = is(next, "of") && holds_number(next + 1);
      std::size_t group = verb_group_begin(scene_, fact.anchor, begin_);
      bool perfect = false;
      for (; group < fact.anchor; ++group) perfect |= is(group, "have") || is(group, "has");
      fact.cumulative = perfect && (share || leaves_rest(fact.anchor) || sums_up());
    }
  }

  bool holds_number(std::size_t at) const {
    while (at < end_ && is_determiner(word(at).lower)) ++at;
    return at < end_ && (word(at).kind == TokenKind::number || scene_.figure_at(at) != nullptr);
  }

  /// ", leaving 13"
  bool leaves_rest(std::size_t verb) const {
    for (std::size_t at = verb; at < std::min(end_, verb + 6); ++at)
      if (is(at, "leaving")) return true;
    return false;
  }

  /// "That leaves three in Hillton: 25 have been returned."
  bool sums_up() const { return is(begin_, "that") && (is(begin_ + 1, "leaves")); }

  /// Whether a count of captives would follow one of other people, as a total of the same.
  bool same_sort(const FoundFact& fact, const FoundFact& earlier) const {
    if (!earlier.figure || !fact.figure) return true;
    const FoundFigure& e = figure(*earlier.figure);
    bool others = false;
    for (std::size_t at = e.number.end; at < e.phrase.end; ++at) {
      const FoundActor* actor = scene_.actor_at(at);
      others |= actor != nullptr && !is_captive(e.head);
    }
    if (!others) return true;
    const FoundFigure& f = figure(*fact.figure);
    for (std::size_t at = std::min(fact.anchor, f.number.begin);
         at < std::max(fact.anchor, f.phrase.end); ++at)
      if (is_captive(word(at).lower)) return false;
    return true;
  }

  /// A total of what was handed over was handed over by and to whom the words before say.
  void ends_told_before(std::size_t before) {
    for (std::size_t i = before; i < out_.size(); ++i) {
      FoundFact& fact = out_[i];
      const bool handed =
          fact.measure == Measure::bodies_returned || fact.measure == Measure::released;
      if (!handed || !fact.cumulative || fact.planned || (fact.by && fact.to)) continue;
      for (std::size_t j = out_.size(); j-- > 0;) {
        const FoundFact& earlier = out_[j];
        if (scene_.word(earlier.anchor).sentence + 1 < word(begin_).sentence) break;
        if (j == i || earlier.measure != fact.measure || earlier.planned ||
            earlier.anchor > fact.anchor || !same_sort(fact, earlier))
          continue;
        if (!fact.by) fact.by = earlier.by;
        if (!fact.to && !is_carried(earlier.to)) fact.to = earlier.to;
        break;
      }
    }
  }

  /// "Another 12 were hurt", "In these the office counted 40": time and place are those of the
  /// sentence before.
  void goes_on_from(std::size_t before) {
    if (before == 0 || before == out_.size()) return;
    std::size_t last = before;
    while (last > 0 && (!out_[last - 1].figure || out_[last - 1].part_of ||
                        out_[last - 1].rule == std::string_view("part")))
      --last;
    if (last == 0) return;
    const std::size_t told = last - 1;
    if (scene_.word(out_[told].anchor).sentence + 1 != word(begin_).sentence &&
        !(points_back() && scene_.word(out_[told].anchor).sentence + 2 >= word(begin_).sentence))
      return;
    for (std::size_t i = before; i < out_.size(); ++i) {
      FoundFact& fact = out_[i];
      if (fact.like || !fact.figure || fact.cumulative) continue;
      if (!points_back() && !adds(figure(*fact.figure)) &&
          fact.rule != std::string_view("same_count"))
        continue;
      fact.like = told;
      if (!fact.by && fact.measure != Measure::bodies_returned) fact.by = out_[told].by;
    }
  }

  /// "In these", "During them"
  bool points_back() const {
    const bool in = is(begin_, "in") || is(begin_, "during") || is(begin_, "of");
    return in && (is(begin_ + 1, "these") || is(begin_ + 1, "those") || is(begin_ + 1, "them") ||
                  is(begin_ + 1, "all"));
  }

  bool adds(const FoundFigure& f) const {
    if (f.head == "others" || is(f.number.end, "more") || is(f.number.end, "others")) return true;
    return f.number.begin > begin_ ? is(f.number.begin - 1, "another") : is(begin_, "another");
  }

  // ---- deeds without a count
  // ---------------------------------------------------------------------

  void deeds(std::size_t before) {
    for (std::size_t at = begin_; at < end_; ++at) {
      const auto frame = frame_at(at);
      if (!frame || frame->reality == Reality::unreal || !frame->deed->act) continue;
      const Deed deed = frame->deed->deed;
      const bool telling = deed == Deed::strike || deed == Deed::demolish || deed == Deed::open ||
                           deed == Deed::close || deed == Deed::block ||
                           (deed == Deed::launch && launches_act(at));
      if (!telling || near_fact(before, at) || counted_already(before)) continue;
      if (deed == Deed::block && !is(at, "blocked") && !is(at, "blocking") && !stops_aid(at))
        continue;
      FoundFact fact;
      fact.anchor = at;
      fact.act = *frame->deed->act;
      if (deed == Deed::open || deed == Deed::close || deed == Deed::block)
        if (!concerns_passage(at)) continue;
      if (const auto act = act_near(at)) fact.act = act;
      fact.planned = frame->reality == Reality::planned || stays_so(at);
      fact.by = frame->passive ? agents_.by(at, std::min(end_, at + 12))
                               : agents_.of_active(frame->group);
      // "the crossing was closed", "the crossing reopened": who did it is often left out.
      const bool passage = deed == Deed::open || deed == Deed::close || deed == Deed::block;
      if (!frame->passive && passage && opens_itself(*frame)) fact.by.reset();
      if (!fact.by && !(passage && (passage_subject(*frame)))) continue;
      fact.confidence = 0.5;
      fact.rule = "deed";
      out_.push_back(std::move(fact));
      return;
    }
  }

  /// "would stay shut": of what is to come.
  bool stays_so(std::size_t at) const {
    if (at <= begin_ + 1 || !(is(at - 1, "stay") || is(at - 1, "remain"))) return false;
    for (std::size_t i = at - 1; i-- > begin_ && at - i < 5;)
      if (is_modal(word(i).lower)) return true;
    return false;
  }

  void movements(std::size_t before) {
    for (FoundFact& fact : movements_in(scene_, scene_.tokens.sentence_of(begin_))) {
      bool told = false;
      for (std::size_t i = before; i < out_.size(); ++i)
        told |= out_[i].measure == Measure::withdrawn && fact.act == Act::withdrawal;
      if (!told) out_.push_back(std::move(fact));
    }
  }

  /// "the crossing reopened": no object, and its subject is what opens.
  bool opens_itself(const Frame& frame) const {
    return passage_subject(frame) && !starts_object(frame.verb + 1);
  }

  /// Whether what is opened, closed or halted stands right before the verb.
  bool passage_subject(const Frame& frame) const {
    static constexpr auto kWords = std::to_array<std::string_view>(
        {"crossing", "crossings", "road", "roads", "corridor", "checkpoint", "port", "bridge",
         "airport", "aid", "deliveries", "convoys", "supplies", "border"});
    for (std::size_t at = frame.group; at-- > begin_ && frame.group - at < 6;) {
      if (one_of(word(at).lower, kWords)) return true;
      if (word(at).kind == TokenKind::punct && !is(at, "'s")) return false;
    }
    return false;
  }

  /// "halted the entry of aid", "aid was suspended": and not an attack or a vote.
  bool stops_aid(std::size_t at) const {
    static constexpr auto kWords = std::to_array<std::string_view>(
        {"aid", "trucks", "supplies", "convoys", "deliveries", "fuel", "goods", "relief"});
    const std::size_t from = at > begin_ + 7 ? at - 7 : begin_;
    for (std::size_t i = from; i < std::min(end_, at + 7); ++i)
      if (one_of(word(i).lower, kWords)) return true;
    return false;
  }

  bool launches_act(std::size_t at) const { return act_near(at).has_value(); }

  std::optional<Act> act_near(std::size_t at) const {
    for (std::size_t i = at + 1; i < std::min(end_, at + 7); ++i) {
      // "struck the post because gunmen had fired": the next clause's weapons are others'.
      if (is(i, ",") || is(i, "to") || (is_conjunction(word(i).lower) && !is(i, "and"))) break;
      if (const auto act = act_of_noun(word(i).lower, word(i - 1).lower)) {
        const auto more =
            i + 1 < end_ ? act_of_noun(word(i + 1).lower, word(i).lower) : std::nullopt;
        return more ? more : act;
      }
    }
    return std::nullopt;
  }

  bool concerns_passage(std::size_t at) const {
    static constexpr auto kWords = std::to_array<std::string_view>(
        {"crossing", "crossings", "border", "road", "roads", "corridor", "checkpoint", "aid",
         "port", "convoy", "convoys", "trucks", "supplies", "bridge", "airport", "passage"});
    const std::size_t from = at > begin_ + 6 ? at - 6 : begin_;
    for (std::size_t i = from; i < std::min(end_, at + 9); ++i)
      if (one_of(word(i).lower, kWords)) return true;
    return false;
  }

  /// A toll of this sentence that names who caused it tells of the deed too.
  bool counted_already(std::size_t before) const {
    for (std::size_t i = before; i < out_.size(); ++i)
      if (out_[i].by &&
          (out_[i].measure == Measure::killed || out_[i].measure == Measure::injured ||
           out_[i].measure == Measure::casualties))
        return true;
    return false;
  }

  /// Whether a counted fact already tells of what the verb tells.
  bool near_fact(std::size_t before, std::size_t at) const {
    for (std::size_t i = before; i < out_.size(); ++i) {
      if (out_[i].anchor == at) return true;
      if (out_[i].measure && out_[i].anchor > at && out_[i].anchor - at < 25) return true;
    }
    return false;
  }

  const Scene& scene_;
  std::size_t begin_;
  std::size_t end_;
  std::size_t first_figure_;
  std::size_t last_figure_;
  std::vector<FoundFact>& out_;
  Agents agents_;
  std::vector<char> taken_;
  std::vector<std::optional<std::size_t>> whole_figure_;  // of each fact, before they were sorted
};

}  // namespace

std::vector<FoundFact> facts_in(const Scene& scene) {
  std::vector<FoundFact> facts;
  std::size_t figure = 0;
  for (const Sentence& sentence : scene.tokens.sentences) {
    const std::size_t first = figure;
    while (figure < scene.figures.size() && scene.figures[figure].number.begin < sentence.end)
      ++figure;
    SentenceFacts(scene, sentence, first, figure, facts).run();
  }
  return facts;
}

}  // namespace truce::extract
