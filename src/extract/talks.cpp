// SPDX-License-Identifier: Apache-2.0
// Meetings, calls and negotiations: who with whom, where, when, and whether they take place.
#include <algorithm>
#include <array>

#include "extract/statements.h"

namespace truce::extract {
namespace {

class Talks {
 public:
  explicit Talks(const Account& account) : account_(account), scene_(account.scene) {}

  std::vector<PlacedStatement> made() && {
    for (const Sentence& sentence : scene_.tokens.sentences) {
      begin_ = sentence.begin;
      end_ = sentence.end;
      for (std::size_t at = begin_; at < end_; ++at)
        if (read(at)) break;
    }
    return std::move(out_);
  }

 private:
  bool is(std::size_t at, std::string_view lower) const {
    return at >= begin_ && at < end_ && scene_.word(at).is(lower);
  }

  bool read(std::size_t at) {
    const Token& token = scene_.word(at);
    if (token.capitalised && at != begin_) return false;
    if (is_talks_noun(token.lower)) return noun(at);
    // "is met with anger" is no meeting.
    if (token.is("met") && at > begin_ && is_be(scene_.word(at - 1).lower)) return false;
    if (token.is("met") || token.is("meets")) return met(at, "held");
    if (token.is("call") && (is(at - 1, "phone") || is(at - 1, "telephone")) && verb_before(at))
      return call(at);
    if ((token.is("spoke") || token.is("speak")) && by_telephone(at)) return call(at);
    if (token.is("meet") && reality_of(scene_, at) == Reality::planned) return met(at, "planned");
    return false;
  }

  bool by_telephone(std::size_t at) const {
    for (std::size_t i = at + 1; i < std::min(end_, at + 12); ++i)
      if (is(i, "telephone") || is(i, "phone")) return true;
    return false;
  }

  /// "A spoke by telephone with B", "the two presidents spoke by telephone"
  bool call(std::size_t at) {
    const auto reality = reality_of(scene_, at);
    if (reality != Reality::real && reality != Reality::planned) return false;
    std::vector<std::string> parties = parties_after(at);
    add_subject(at, parties);
    add(at, std::move(parties), reality == Reality::real ? "held" : "planned");
    return true;
  }

  /// "talks in Oslo", "talks between A and B", "held talks with B", "talks were suspended".
  bool noun(std::size_t at) {
    if (scene_.word(at).is("conference") && !verb_before(at)) return false;
    if (at > begin_ && (is(at - 1, "security") || is(at - 1, "news") || is(at - 1, "press")))
      return false;
    const std::string status = status_of(at);
    std::vector<std::string> parties = parties_after(at);
    const bool held = verb_before(at);
    if (held || status == "cancelled" || status == "stalled") add_subject(at, parties);
    const bool placed = place_after(at).has_value();
    if (status.empty() && !held && !placed && parties.size() < 2) return false;
    if (idle(at) || (parties.empty() && mentioned(at))) return false;
    add(at, std::move(parties), status.empty() ? "held" : status);
    return true;
  }

  /// "called for talks", "refused to hold talks", "if talks fail".
  bool idle(std::size_t at) const {
    if (at + 1 < end_ && is_modal(scene_.word(at + 1).lower) && !is(at + 1, "will")) return true;
    const std::size_t from = at > begin_ + 5 ? at - 5 : begin_;
    for (std::size_t i = from; i < at; ++i) {
      if (is(i, "if") || is(i, "could") || is(i, "may") || is(i, "might") || is(i, "rejected") ||
          is(i, "refused") || is(i, "offered") || is(i, "offers") || is(i, "proposed") ||
          is(i, "ready") || is(i, "willing") || is(i, "wants") || is(i, "no") || is(i, "urged") ||
          (i + 3 >= at && is_parting(i)))
        return true;
      if ((is(i, "call") || is(i, "called") || is(i, "calls")) && is(i + 1, "for")) return true;
    }
    return false;
  }

  /// "At the Oslo meeting, …", "after talks": a time, not something told.
  bool mentioned(std::size_t at) const {
    static constexpr auto kWords = std::to_array<std::string_view>(
        {"at", "during", "after", "before", "following", "from", "since", "ahead"});
    const std::size_t from = at > begin_ + 4 ? at - 4 : begin_;
    for (std::size_t i = from; i < at; ++i)
      if (one_of(scene_.word(i).lower, kWords)) return true;
    return false;
  }

  /// "leave the talks", "boycott the meeting"
  bool is_parting(std::size_t at) const {
    static constexpr auto kWords = std::to_array<std::string_view>(
        {"leave", "leaving", "quit", "quitting", "boycott", "abandon", "exit", "skip"});
    return one_of(scene_.word(at).lower, kWords);
  }

  bool verb_before(std::size_t at) const {
    static constexpr auto kWords = std::to_array<std::string_view>(
        {"hold",   "holds",   "held",      "holding",   "host",     "hosts",
         "hosted", "hosting", "attend",    "attended",  "began",    "begin",
         "begins", "start",   "started",   "starts",    "convened", "resumed",
         "resume", "resumes", "concluded", "conducted", "joined",   "opened"});
    const std::size_t from = at > begin_ + 6 ? at - 6 : begin_;
    for (std::size_t i = from; i < at; ++i)
      if (one_of(scene_.word(i).lower, kWords)) return true;
    return false;
  }

  std::string status_of(std::size_t at) const {
    static constexpr auto kStalled = std::to_array<std::string_view>(
        {"stalled", "suspended", "collapsed", "deadlocked", "halted", "paused", "broken", "broke",
         "failed", "suspend", "suspends", "suspending", "stall", "collapse"});
    static constexpr auto kCancelled = std::to_array<std::string_view>(
        {"cancelled", "canceled", "postponed", "called-off", "cancels", "cancel"});
    static constexpr auto kHeld = std::to_array<std::string_view>(
        {"began", "started", "resumed", "concluded", "ended", "underway", "ongoing", "held",
         "continued", "opened", "hosted", "begin", "start", "start", "resume"});
    bool future = false;
    const std::size_t from = at > begin_ + 8 ? at - 8 : begin_;
    std::string status;
    for (std::size_t i = from; i < std::min(end_, at + 12); ++i) {
      const std::string& lower = scene_.word(i).lower;
      if (i > at && (scene_.word(i).is(";") || scene_.word(i).is("."))) break;
      future |= (i < at && (lower == "agree" || lower == "agreed") && is(i + 1, "to")) ||
                lower == "will" || lower == "planned" || lower == "scheduled" ||
                lower == "upcoming" || lower == "expected" || lower == "due" ||
                (lower == "to" && i < at && is(i + 1, "hold")) ||
                (lower == "next" && (i + 1 == at));
      future |= lower == "to" && i > at &&
                (is(i + 1, "begin") || is(i + 1, "start") || is(i + 1, "resume"));
      if ((lower == "called" || lower == "calls" || lower == "calling") && is(i + 1, "off"))
        return "cancelled";
      if (lower.starts_with("walk") && is(i + 1, "out")) return "stalled";
      if (one_of(lower, kStalled)) status = "stalled";
      if (one_of(lower, kCancelled)) return "cancelled";
      if (status.empty() && one_of(lower, kHeld)) status = "held";
    }
    if (status == "stalled") return status;
    return future ? "planned" : status;
  }

  std::vector<std::string> parties_after(std::size_t at) const {
    std::vector<std::string> parties;
    bool open = false;
    for (std::size_t i = at + 1; i < std::min(end_, at + 22); ++i) {
      if (is(i, "between") || is(i, "with") || is(i, "among") || is(i, "involving")) open = true;
      if (is(i, "in") || is(i, "on") || is(i, "to") || is(i, "at") || is(i, "after") ||
          is(i, "aimed"))
        open = false;
      if (!open) continue;
      const FoundActor* actor = scene_.actor_at(i);
      if (actor != nullptr && actor->tokens.begin == i)
        add_party(parties, mention_of(scene_, *actor));
    }
    return parties;
  }

  static void add_party(std::vector<std::string>& parties, const Mention& mention) {
    const std::string& name = mention.actor.empty() ? mention.name : mention.actor;
    if (std::find(parties.begin(), parties.end(), name) == parties.end()) parties.push_back(name);
  }

  void add_subject(std::size_t at, std::vector<std::string>& parties) const {
    std::vector<std::string> subject;
    for (std::size_t i = begin_; i < at; ++i) {
      const FoundActor* actor = scene_.actor_at(i);
      if (actor == nullptr || actor->tokens.begin != i) continue;
      if (i > begin_ && (is(i - 1, "in") || is(i - 1, "at"))) continue;
      if (is(actor->tokens.end, "'s") && i > begin_) continue;
      add_party(subject, mention_of(scene_, *actor));
      if (subject.size() == 4) break;
    }
    for (const std::string& name : parties)
      if (std::find(subject.begin(), subject.end(), name) == subject.end()) subject.push_back(name);
    parties = std::move(subject);
  }

  /// "in Oslo", "at Kilometre 101", behind the word or at the front of the sentence.
  std::optional<Place> place_after(std::size_t at) const {
    for (std::size_t i = at + 1; i < std::min(end_, at + 24); ++i)
      if (const FoundPlace* place = placed(i)) return place->place;
    for (std::size_t i = begin_ + 1; i < std::min(at, begin_ + 4); ++i)
      if (const FoundPlace* place = placed(i)) return place->place;
    return std::nullopt;
  }

  /// The place that begins at a word behind "in" or "at".
  const FoundPlace* placed(std::size_t at) const {
    const FoundPlace* place = scene_.place_at(at);
    if (place == nullptr || place->tokens.begin != at) return nullptr;
    std::size_t before = at - 1;
    if (before > begin_ && is(before, "the")) --before;
    return is(before, "in") || is(before, "at") ? place : nullptr;
  }

  /// Persons whom no table knows: the capitalised words of the phrase, on either side of "and".
  void add_named(const std::optional<NounPhrase>& phrase, std::vector<std::string>& parties) const {
    if (!phrase || !is_named(scene_, *phrase)) return;
    for (std::size_t at = phrase->core.begin; at + 2 < phrase->core.end; ++at)
      if (is(at + 1, "and") && scene_.word(at).capitalised) add_ending(*phrase, at, parties);
    add_ending(*phrase, phrase->head, parties);
  }

  void add_ending(const NounPhrase& phrase, std::size_t last,
                  std::vector<std::string>& parties) const {
    std::size_t from = last;
    while (from > phrase.core.begin && scene_.word(from - 1).capitalised) --from;
    Mention person;
    person.name = scene_.text({from, last + 1});
    add_party(parties, person);
  }

  /// "The two foreign ministers met": several, by no name.
  bool several(const std::optional<NounPhrase>& phrase) const {
    if (!phrase || !is_plural(scene_, *phrase)) return false;
    for (std::size_t at = phrase->range.begin; at < phrase->range.end; ++at)
      if (is(at, "two") || is(at, "both") || is(at, "three") || is(at, "four")) return true;
    return false;
  }

  /// Where the verb's own words begin: "A and B agreed to meet".
  std::size_t subject_end(std::size_t verb) const {
    static constexpr auto kPlans =
        std::to_array<std::string_view>({"agreed", "agree", "agrees", "plan", "planned", "decided",
                                         "due", "scheduled", "expected", "set"});
    const std::size_t group = verb_group_begin(scene_, verb, begin_);
    if (group > begin_ && one_of(scene_.word(group - 1).lower, kPlans))
      return verb_group_begin(scene_, group - 1, begin_);
    return group;
  }

  /// "A met (with) B in Oslo"
  bool met(std::size_t at, const char* status) {
    std::size_t next = at + 1;
    if (is(next, "with")) ++next;
    std::vector<std::string> parties;
    add_subject(at, parties);
    if (parties.empty()) add_named(noun_phrase_before(scene_, subject_end(at), begin_), parties);
    const auto subject = noun_phrase_before(scene_, verb_group_begin(scene_, at, begin_), begin_);
    if (parties.empty() && several(subject)) {
      parties.push_back(scene_.text(subject->range));
      add(at, std::move(parties), status);
      return true;
    }
    if (parties.empty()) return false;
    const std::size_t before = parties.size();
    const auto phrase = noun_phrase_after(scene_, next, end_);
    if (phrase)
      for (std::size_t i = phrase->range.begin; i < phrase->range.end; ++i) {
        if (is(i, "in") || is(i, "on") || is(i, "at")) break;
        if (const FoundActor* actor = scene_.actor_at(i))
          add_party(parties, mention_of(scene_, *actor));
      }
    if (parties.size() == before && parties.size() < 2) add_named(phrase, parties);
    if (parties.size() == before && parties.size() < 2) return false;
    add(at, std::move(parties), status);
    return true;
  }

  void add(std::size_t at, std::vector<std::string> parties, std::string status) {
    Statement statement;
    statement.kind = StatementKind::talks;
    statement.status = std::move(status);
    statement.mood = statement.status == "planned" || statement.status == "cancelled"
                         ? Mood::planned
                         : Mood::asserted;
    statement.parties = std::move(parties);
    statement.act = Act::meeting;
    statement.place = place_after(at);
    statement.quote = quote_of(scene_, {begin_, end_});
    set_voice(account_, at, statement);
    if (const FoundTime* time = time_near(account_, at, at);
        time != nullptr && time->role == TimeRole::at) {
      statement.window =
          statement.mood == Mood::planned ? as_future(*time, scene_.time).window : time->window;
    }
    statement.rule = "talks";
    statement.confidence = 0.6;
    out_.push_back({at, std::move(statement)});
  }

  const Account& account_;
  const Scene& scene_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::vector<PlacedStatement> out_;
};

}  // namespace

std::vector<PlacedStatement> talks_statements(const Account& account) {
  return Talks(account).made();
}

}  // namespace truce::extract
