// SPDX-License-Identifier: Apache-2.0
#include "extract/attribution.h"

#include <algorithm>
#include <array>

namespace truce::extract {
namespace {

/// Verbs whose everyday sense is not speech: they count only before "that", a quotation or at the
/// end.
bool needs_that(std::string_view lemma) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"add",      "find",    "post",    "write",    "recall",     "mention", "respond",
       "counter",  "signal",  "observe", "maintain", "comment",    "reply",   "note",
       "state",    "joke",    "repeat",  "hint",     "conclude",   "remark",  "complain",
       "indicate", "suggest", "know",    "feel",     "understand", "assume",  "concede",
       "contend",  "tweet",   "testify", "dispute",  "agree",      "point",   "decide",
       "imply",    "learn",   "realise", "realize",  "speculate",  "guess",   "imagine",
       "regret",   "consider"});
  return one_of(lemma, kWords);
}

/// Verbs whose forms are everyday nouns as well: a report, the states.
bool is_noun_too(std::string_view lemma) {
  static constexpr auto kNouns = std::to_array<std::string_view>(
      {"report", "claim",  "demand",  "offer",    "request",  "call",    "promise", "protest",
       "hope",   "fear",   "doubt",   "wish",     "estimate", "appeal",  "pledge",  "vow",
       "blame",  "praise", "dispute", "forecast", "signal",   "counter", "welcome", "push",
       "press",  "guess",  "point",   "voice",    "detail",   "outline", "remark",  "joke",
       "quip",   "state",  "note",    "document", "record",   "threat",  "rule",    "back"});
  return one_of(lemma, kNouns);
}

/// Nouns that are somebody's word: "Norland's claim that …", "a claim by Norland that …".
bool is_word_noun(std::string_view lower) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"claim",      "claims",     "accusation",   "accusations", "allegation", "allegations",
       "assertion",  "assertions", "charge",       "charges",     "statement",  "statements",
       "warning",    "warnings",   "announcement", "insistence",  "suggestion", "report",
       "reports",    "denial",     "belief",       "hope",        "hopes",      "fear",
       "fears",      "threat",     "threats",      "promise",     "pledge",     "demand",
       "demands",    "assurance",  "assurances",   "admission",   "complaint",  "complaints",
       "conclusion", "view"});
  return one_of(lower, kWords);
}

CueSort sort_of_word_noun(std::string_view lower) {
  if (lower.starts_with("accus") || lower.starts_with("charge")) return CueSort::accuse;
  if (lower.starts_with("claim") || lower.starts_with("alleg")) return CueSort::claim;
  if (lower.starts_with("belie") || lower.starts_with("fear") || lower == "view")
    return CueSort::think;
  if (lower.starts_with("hope")) return CueSort::wish;
  if (lower.starts_with("denial")) return CueSort::deny;
  return CueSort::say;
}

/// The attributions of one sentence.
class SentenceReader {
 public:
  SentenceReader(const Scene& scene, std::size_t sentence, std::vector<FoundAttribution>& out)
      : scene_(scene),
        sentence_(scene.tokens.sentences[sentence]),
        begin_(sentence_.begin),
        end_(sentence_.end),
        out_(out),
        first_(out.size()) {
    if (sentence_.bullet) ++begin_;
  }

  void run() {
    colon();
    for (std::size_t at = begin_; at < end_; ++at) {
      if (word(at).is("according") && at + 2 < end_ && word(at + 1).is("to")) {
        according(at, at + 2);
      } else if (word(at).is("quoted") || word(at).is("cited")) {
        if (!quoted(at)) verb(at);
      } else if (word(at).is("citing") || word(at).is("quoting")) {
        citing(at);
      } else if (word(at).is("responsible")) {
        responsible(at);
      } else if (word(at).is("blame") || word(at).is("accusations") || word(at).is("barbs")) {
        if (!traded(at)) verb(at);
      } else if (word(at).is("called") || word(at).is("calls") || word(at).is("described")) {
        if (!called(at)) verb(at);
      } else if (word(at).is("put") || word(at).is("puts") || word(at).is("gave") ||
                 word(at).is("counted") || word(at).is("given")) {
        counted(at);
      } else if (word(at).is("noted") || word(at).is("observed") || word(at).is("recorded") ||
                 word(at).is("registered") || word(at).is("documented")) {
        if (scene_.figure_at(at + 1) != nullptr)
          counted(at);
        else
          verb(at);
      } else if (word(at).is("count") || word(at).is("tally") || word(at).is("toll")) {
        own_count(at);
      } else if (word(at).is("to") && at > begin_) {
        eager(at);
      } else if (is_word_noun(word(at).lower) && nominal(at)) {
        continue;
      } else {
        verb(at);
      }
    }
  }

 private:
  const Token& word(std::size_t at) const { return scene_.word(at); }
  bool is(std::size_t at, std::string_view lower) const { return at < end_ && word(at).is(lower); }
  bool opens(std::size_t at) const { return at < end_ && word(at).quote > 0; }
  bool closes(std::size_t at) const { return at < end_ && word(at).quote < 0; }
  bool stops(std::size_t at) const {
    return at >= end_ || is(at, ".") || is(at, ",") || is(at, ";") || is(at, "!") || is(at, "?") ||
           is(at, ")") || closes(at) || is(at, "-");
  }

  // ---- where contents lie ------------------------------------------------------------------

  /// The closing mark that answers the opening one at `at`; it may stand sentences later.
  std::size_t closing(std::size_t at) const {
    const std::size_t last = std::min(scene_.tokens.size(), at + 400);
    const std::string& mark = word(at).lower;
    for (std::size_t i = at + 1; i < last; ++i) {
      if (word(i).quote < 0 && word(i).is(mark)) return i;
      if (word(i).quote > 0 && word(i).is(mark)) return i - 1;
      if (scene_.tokens.sentence_of(i).paragraph != sentence_.paragraph) return i - 1;
    }
    return last - 1;
  }

  /// The opening mark that the closing one at `at` answers, within the paragraph.
  std::optional<std::size_t> opening(std::size_t at) const {
    const std::size_t first = at > 400 ? at - 400 : 0;
    const std::string& mark = word(at).lower;
    for (std::size_t i = at; i-- > first;) {
      if (word(i).quote > 0 && word(i).is(mark)) return i;
      if (word(i).quote < 0 && word(i).is(mark)) return std::nullopt;
      if (scene_.tokens.sentence_of(i).paragraph != sentence_.paragraph) return std::nullopt;
    }
    return std::nullopt;
  }

  /// Where what is said from `from` on ends: before "; ", ", while …", ", adding that …", "and
  /// accused …".
  std::size_t clause_end(std::size_t from) const {
    static constexpr auto kTurns =
        std::to_array<std::string_view>({"while", "whereas", "but", "although", "though", "with"});
    bool quoted = false;
    bool opened = false;
    std::size_t at = from;
    // "that, while A was so, B": the turn at the very front is part of what is said.
    if (is(at, ",")) ++at;
    if (at < end_ && one_of(word(at).lower, kTurns))
      while (at < end_ && !is(at, ",")) ++at;
    if (at < end_ && at > from) ++at;
    for (; at < end_; ++at) {
      if (word(at).is("\"") && word(at).quote != 0) {
        // What is said inside a quotation ends with it.
        if (word(at).quote < 0 && !opened) break;
        quoted = opened = word(at).quote > 0;
      }
      if (quoted) continue;
      if (is(at, ";") || (is(at, ":") && at > from)) break;
      if (is(at, ",") && trailing_source(at + 1)) break;
      if (is(at, ",") && at + 1 < end_) {
        const Token& next = word(at + 1);
        if (one_of(next.lower, kTurns)) break;
        if (const auto cue = cue_of(next.lower); cue && cue->form == VerbForm::ing) break;
        if ((next.is("and") || next.is("but")) && coordinated_cue(at + 2)) break;
        if (next.is("citing") || next.is("according") || next.is("quoting")) break;
        if (at + 2 < end_ && is_determiner(next.lower) &&
            (is(at + 2, "charge") || is(at + 2, "claim") || is(at + 2, "accusation") ||
             is(at + 2, "allegation")))
          break;
      }
      if (at > from && (is(at, "and") || is(at, "but")) &&
          (coordinated_cue(at + 1) || another_participle(at + 1)))
        break;
      if (at > from && is(at, "according") && is(at + 1, "to")) break;
    }
    return trimmed_end(from, at);
  }

  /// Whether a past or present cue, and not a new subject, stands at `at`.
  bool coordinated_cue(std::size_t at) const {
    while (at < end_ && (is_adverb(word(at).lower) || word(at).is("has") || word(at).is("have")))
      ++at;
    if (at + 1 >= end_) return false;
    const auto cue = cue_of(word(at).lower);
    return cue && (cue->form == VerbForm::past || cue->form == VerbForm::third) &&
           !is_preposition(word(at + 1).lower);
  }

  /// ", the army said": the speaker of all before.
  bool trailing_source(std::size_t at) const {
    for (std::size_t i = at; i < std::min(end_, at + 12); ++i) {
      if (is(i, ",") || is(i, ";") || word(i).quote != 0) return false;
      const auto cue = cue_of(word(i).lower);
      if (i > at && cue && cue->cue->sort == CueSort::say &&
          (cue->form == VerbForm::past || cue->form == VerbForm::third))
        return stops(i + 1) || scene_.time_at(i + 1) != nullptr || is(i + 1, "in") ||
               is(i + 1, "on");
      if (looks_finite(scene_, i) && !is_auxiliary(word(i).lower)) return false;
    }
    return false;
  }

  /// "… and mediators fearing that": a second speaker joined to the first.
  bool another_participle(std::size_t at) const {
    for (std::size_t i = at + 1; i < std::min(end_, at + 5); ++i) {
      if (word(i).kind != TokenKind::word || is_preposition(word(i).lower)) return false;
      const auto cue = cue_of(word(i).lower);
      if (cue && cue->form == VerbForm::ing)
        return is_source_noun(word(i - 1).lower) || scene_.actor_at(i - 1) != nullptr;
    }
    return false;
  }

  std::size_t trimmed_end(std::size_t from, std::size_t to) const {
    while (to > from && (word(to - 1).is(".") || word(to - 1).is(",") || word(to - 1).is(";")))
      --to;
    return to;
  }

  struct After {
    std::size_t at = 0;      // where the content begins; the end of the sentence when there is none
    bool explicit_ = false;  // behind "that", a colon or an opening mark
    bool found = false;
    std::optional<Day> said_on;
  };

  /// Skips "on Friday", "in a statement", "reporters in Cairo" between a cue and its content.
  After content_after(std::size_t at, bool addressee) const {
    After after;
    if (addressee) at = past_addressee(at);
    for (std::size_t guard = 0; guard < 8 && at < end_; ++guard) {
      if (const FoundTime* time = scene_.time_at(at); time != nullptr && time->tokens.end > at &&
                                                      time->role == TimeRole::at &&
                                                      time->tokens.end <= end_) {
        if (time->window.from && time->window.from == time->window.until)
          after.said_on = time->window.from;
        at = time->tokens.end;
        continue;
      }
      if (is(at, "that") || is(at, ":")) {
        after.at = at + 1;
        after.explicit_ = after.found = at + 1 < end_;
        return after;
      }
      if (opens(at)) {
        after.at = at;
        after.explicit_ = after.found = true;
        return after;
      }
      if (is(at, ",")) {
        if (opens(at + 1)) {
          ++at;
          continue;
        }
        if (const std::size_t behind = past_citation(at); behind != at) {
          at = behind;
          continue;
        }
        const std::size_t that = that_ahead(at + 1, 14);
        if (that == 0 || !is_preposition(word(at + 1).lower)) break;
        at = that;
        continue;
      }
      if (at < end_ && is_adverb(word(at).lower) && !word(at).is("all") && !word(at).is("both") &&
          !word(at).is("there")) {
        ++at;
        continue;
      }
      if (is_preposition(word(at).lower) && !word(at).is("than") && !infinitive(at) &&
          scene_.figure_at(at) == nullptr) {
        const std::size_t next = past_adjunct(at);
        if (next == at) break;
        at = next;
        continue;
      }
      break;
    }
    after.at = at;
    after.found = !stops(at);
    return after;
  }

  /// Past ", citing medics," between a cue and what was said.
  std::size_t past_citation(std::size_t at) const {
    if (!is(at + 1, "citing") && !is(at + 1, "quoting")) return at;
    for (std::size_t i = at + 2; i < std::min(end_, at + 14); ++i) {
      if (is(i, ",")) return i + 1;
      if (stops(i) || looks_finite(scene_, i)) return at;
    }
    return at;
  }

  /// "to punish", but not "to reporters", "to the council".
  bool infinitive(std::size_t at) const {
    if (!is(at, "to") || at + 1 >= end_) return false;
    const Token& next = word(at + 1);
    return next.kind == TokenKind::word && !next.capitalised && !is_determiner(next.lower) &&
           !is_source_noun(next.lower) && scene_.actor_at(at + 1) == nullptr;
  }

  /// The next "that", colon or opening mark within `reach` tokens, no verb between; 0 if none.
  std::size_t that_ahead(std::size_t at, std::size_t reach) const {
    const std::size_t last = std::min(end_, at + reach);
    for (std::size_t i = at; i < last; ++i) {
      if (is(i, "that") || is(i, ":") || opens(i)) return i;
      if (is(i, ";") || is(i, ".") || looks_finite(scene_, i)) return 0;
      if (const auto cue = cue_of(word(i).lower); cue && cue->form == VerbForm::ing) return 0;
    }
    return 0;
  }

  /// Past "in a statement", "at a news conference in Cairo": to "that", to a time, or to the end.
  std::size_t past_adjunct(std::size_t at) const {
    const std::size_t last = std::min(end_, at + 14);
    for (std::size_t i = at + 1; i < last; ++i) {
      if (is(i, "that") || is(i, ":") || opens(i)) return i;
      if (const FoundTime* time = scene_.time_at(i);
          time != nullptr && time->tokens.begin == i && time->role == TimeRole::at)
        return i;
      if (stops(i)) return i;
      if (looks_finite(scene_, i)) break;
    }
    if (const FoundPlace* place = scene_.place_at(at + 1)) return place->tokens.end;
    return at;
  }

  std::size_t past_addressee(std::size_t at) const {
    if (at >= end_ || opens(at) || is(at, "that")) return at;
    if (const std::size_t that = that_ahead(at, 14)) return that;
    if (const FoundActor* actor = scene_.actor_at(at);
        actor != nullptr && actor->tokens.begin == at)
      return std::min(end_, actor->tokens.end);
    if (is_determiner(word(at).lower)) {
      std::size_t i = at + 1;
      if (const FoundActor* actor = scene_.actor_at(i)) return std::min(end_, actor->tokens.end);
      while (i + 1 < end_ && i < at + 3 && !stops(i + 1) && !is_preposition(word(i + 1).lower)) ++i;
      return i + 1;
    }
    if (word(at).capitalised) {
      while (at < end_ && word(at).capitalised) ++at;
      return at;
    }
    return at + 1;
  }

  /// What stands before a cue at the end: the quotation that closes at `to`, or all since the last
  /// turn.
  void content_before(FoundAttribution& found, std::size_t to) const {
    std::size_t last = to;
    while (last > begin_ && (word(last - 1).is(",") || word(last - 1).is("-"))) --last;
    if (last == begin_) return;
    if (word(last - 1).quote < 0 ||
        (last >= 2 && last - 1 > begin_ && word(last - 2).quote < 0 && word(last - 1).is(","))) {
      const auto open = opening(last - 1);
      if (open && (*open < begin_ || no_more_than_an_opening(region_begin(last), *open))) {
        found.content.push_back({*open, last});
        found.direct = true;
        return;
      }
    }
    const std::size_t from = region_begin(last);
    if (from < last) found.content.push_back({from, last});
  }

  /// Whether [from, to) is empty or a mere "However,": what follows is the whole of what is said.
  bool no_more_than_an_opening(std::size_t from, std::size_t to) const {
    for (std::size_t at = from; at < to; ++at)
      if (!is(at, ",") && !is_adverb(word(at).lower) && !is_conjunction(word(at).lower))
        return false;
    return true;
  }

  /// The first token after the last "; " before `to`.
  std::size_t region_begin(std::size_t to) const {
    for (std::size_t at = to; at-- > begin_;)
      if (is(at, ";")) return at + 1;
    return begin_;
  }

  void set_after(FoundAttribution& found, const After& after) const {
    if (opens(after.at)) {
      const std::size_t close = closing(after.at);
      // A quotation of a few words is part of a longer clause: said “violations” must stop.
      const bool whole = close + 1 >= end_ || stops(close + 1) || close + 2 >= end_;
      if (whole) {
        found.content.push_back({after.at, close + 1});
        found.direct = true;
        return;
      }
    }
    std::size_t to = clause_end(after.at);
    const std::size_t from = is(after.at, ",") ? after.at + 1 : after.at;
    const bool object = found.verb != nullptr && !after.explicit_ && from < end_ &&
                        (found.verb->takes & kNoun) != 0 && !is(from, "to") && from == after.at;
    if (object) to = before_next_verb(from, to);
    if (to > from) found.content.push_back({from, to});
  }

  /// `“A,” said X, “B.”` and "A, X said, B": the second piece.
  void add_second_piece(FoundAttribution& found, std::size_t at) const {
    if (!is(at, ",") || found.content.empty()) return;
    if (opens(at + 1)) {
      found.content.push_back({at + 1, closing(at + 1) + 1});
      return;
    }
    if (found.direct || !goes_on(found.content.front(), at + 1)) return;
    const std::size_t to = clause_end(at + 1);
    if (to > at + 1) found.content.push_back({at + 1, to});
  }

  /// Whether a clause that an inserted "X said" broke off goes on at `at`: "The port, X said, would
  /// be run by neither side".
  bool goes_on(TokenRange first, std::size_t at) const {
    if (at >= end_) return false;
    if (is_auxiliary(word(at).lower) || looks_finite(scene_, at)) return true;
    const std::string& last = word(first.end - 1).lower;
    if (is_auxiliary(last) || last == "that" || last == "and" || last == "but") return true;
    if (is_preposition(word(at).lower) || is_conjunction(word(at).lower)) return false;
    if (const auto cue = cue_of(word(at).lower); cue && cue->form == VerbForm::ing) return false;
    for (std::size_t i = first.begin; i < first.end; ++i)
      if (looks_finite(scene_, i) || ends_like_verb(i)) return false;
    return true;
  }

  /// Whether the words before `to` are a clause of their own, not "In a statement", "Asked why".
  bool clause_before(std::size_t to) const {
    std::size_t last = to;
    while (last > begin_ && (is(last - 1, ",") || is(last - 1, "-"))) --last;
    if (last > begin_ && word(last - 1).quote < 0) return true;
    const std::string& first = word(begin_).lower;
    if (first.ends_with("ing") || first == "asked" || is_preposition(first)) return false;
    for (std::size_t i = begin_ + 1; i < last; ++i)
      if (looks_finite(scene_, i)) return true;
    return false;
  }

  // ---- verbs -------------------------------------------------------------------------------

  void verb(std::size_t at) {
    const Token& token = word(at);
    if (token.kind != TokenKind::word || token.capitalised) return;
    const auto form = cue_of(token.lower);
    if (!form || scene_.actor_at(at) != nullptr) return;
    // "holding back", "rebels backed by": no support that somebody gave.
    if (form->cue->lemma == "back" && (is(at, "back") || is(at + 1, "by"))) return;
    // "who asked not to be named"
    if (form->cue->lemma == "ask" && is(at + 1, "not") && is(at + 2, "to")) return;
    if (at > begin_ && (is_determiner(word(at - 1).lower) || word(at - 1).is("'s"))) return;
    if (form->form != VerbForm::past && is_noun_too(form->cue->lemma) && is_noun_here(at)) return;
    if (!particle_follows(*form->cue, at)) return;
    const std::size_t group = verb_group_begin(scene_, at, begin_);
    bool be = false, modal = false, to = false, negated = false, does = false;
    for (std::size_t i = group; i < at; ++i) {
      be |= is_be(word(i).lower);
      modal |= is_modal(word(i).lower);
      to |= word(i).is("to");
      negated |= is_negation(word(i).lower);
      does |= is_auxiliary(word(i).lower);
    }
    if (to || modal) return;
    if (form->form == VerbForm::past && be) return passive(at, group, *form->cue);
    if (form->form == VerbForm::ing && !be) return participle(at, *form->cue);
    if (form->form == VerbForm::past && at > begin_ && is_preposition(word(at - 1).lower)) return;
    finite(at, group, *form, negated, does);
  }

  /// "sixteen states filed a suit", "local reports said": a noun, for a verb stands behind it.
  bool is_noun_here(std::size_t at) const {
    if (at == begin_ || at + 1 >= end_) return false;
    if (scene_.figure_at(at) != nullptr || scene_.figure_at(at - 1) != nullptr) return true;
    const Token& next = word(at + 1);
    return next.kind == TokenKind::word && !next.capitalised &&
           (is_auxiliary(next.lower) || next.lower.ends_with("ed") ||
            (cue_of(next.lower) && cue_of(next.lower)->form == VerbForm::past));
  }

  bool particle_follows(const Cue& cue, std::size_t at) const {
    if ((cue.takes & kParticle) == 0 || cue.sort == CueSort::accuse) return true;
    if (is(at + 1, cue.particle)) return true;
    if (!is(at + 1, "on") && !is(at + 1, "upon")) return false;
    for (std::size_t i = at + 2; i < std::min(end_, at + 16); ++i)
      if (is(i, "to") || is(i, "for")) return true;
    return false;
  }

  void finite(std::size_t at, std::size_t group, const CueForm& form, bool negated, bool does) {
    FoundAttribution found = started(at, *form.cue);
    found.negated = negated;
    if (inverted(at, group, found)) return;
    if (!find_subject(found, group)) return;
    const NounPhrase& phrase = *found.phrase;
    const bool speaks = can_speak(scene_, phrase);
    if (is_nobody(word(phrase.head).lower)) return;
    const bool lower_case = !word(phrase.head).capitalised || phrase.head == begin_;
    // Whoever says that something is so can speak, be the name known or not.
    const bool tells = form.cue->sort == CueSort::say && (form.cue->takes & kClause) != 0 &&
                       form.form != VerbForm::base && word(phrase.head).kind == TokenKind::word &&
                       (is(at + 1, "that") || clause_at(at + 1));
    if (!speaks && !tells && !(form.cue->strong && lower_case)) return;
    if (form.form == VerbForm::base && !does && !is_plural(scene_, phrase) &&
        !speaks_together(phrase, at, form.cue->lemma))
      return;
    if (form.form == VerbForm::third && is_plural(scene_, phrase) && !is_named(scene_, phrase) &&
        !is_body_noun(word(phrase.head).lower))
      return;
    add_reported(found, at, form);
  }

  /// "The Northern Front say": a name that takes a plural, where the verb cannot be a noun.
  bool speaks_together(const NounPhrase& phrase, std::size_t at, std::string_view lemma) const {
    if (!is_named(scene_, phrase)) return false;
    if (!is_noun_too(lemma)) return true;
    return is(at + 1, "that");
  }

  /// "nobody said", "do you think": no source that could be named.
  static bool is_nobody(std::string_view lower) {
    return lower == "you" || lower == "nobody" || lower == "none" || lower == "nothing" ||
           lower == "one" || lower.starts_with("i'");
  }

  FoundAttribution started(std::size_t at, const Cue& cue) const {
    FoundAttribution found;
    found.cue.push_back({at, at + 1});
    found.verb = &cue;
    found.sort = cue.sort;
    found.stance = cue.stance;
    found.rule = "said";
    return found;
  }

  /// Content and the rest, the source being known.
  void add_reported(FoundAttribution& found, std::size_t at, const CueForm& form) {
    const Cue& cue = *form.cue;
    if (cue.sort == CueSort::accuse) return accusation(found, at);
    std::size_t next = at + 1;
    if (found.stance == "demands" && (is(next, "on") || is(next, "upon") || is(next, "for")))
      ++next;
    After after = content_after(next, (cue.takes & kAddressee) != 0);
    if (cue.sort != CueSort::say && cue.sort != CueSort::claim && !after.explicit_) {
      after.at = next;
      after.found = !stops(next);
    }
    found.said_on = after.said_on ? after.said_on : day_before(found, at);
    if (is(after.at - 1, ":") && follows_mark(found, at) && cue.sort == CueSort::say) {
      // "A, the office said on Friday: B": both are said.
      content_before(found, found.source.front().begin);
      found.rule = "trailing";
      const std::size_t to = clause_end(after.at);
      if (to > after.at) found.content.push_back({after.at, to});
    } else if (opens(after.at) && is(after.at - 1, ",") && follows_mark(found, at) &&
               continues_quotation(after.at, found.source.front().begin)) {
      content_before(found, found.source.front().begin);
      found.rule = "trailing";
      add_second_piece(found, after.at - 1);
    } else if (after.found && content_fits(cue, after, found.negated)) {
      set_after(found, after);
      if (!after.explicit_ && (cue.takes & kClause) == 0) found.wanted = found.content.front();
    } else if (stops(after.at) && (cue.takes & kClause) != 0) {
      const std::size_t source_begin = found.source.empty() ? at : found.source.front().begin;
      if (follows_mark(found, at)) {
        content_before(found, source_begin);
        found.rule = "trailing";
        add_second_piece(found, after.at);
      }
    }
    if (found.content.empty() && stops(next) && (cue.takes & kNoun) != 0) word_before(found);
    if (!found.content.empty()) out_.push_back(std::move(found));
  }

  /// "a claim that Norland dismissed", "a charge the army denied"
  void word_before(FoundAttribution& found) const {
    if (found.source.empty()) return;
    std::size_t at = found.source.front().begin;
    if (at > begin_ && (is(at - 1, "that") || is(at - 1, "which"))) --at;
    if (at > begin_ && is(at - 1, ",")) --at;
    if (at == begin_ || !is_word_noun(word(at - 1).lower)) return;
    std::size_t from = at - 1;
    if (from > begin_ && is_determiner(word(from - 1).lower)) --from;
    found.content.push_back({from, at});
    found.rule = "word_before";
  }

  /// `“A,” X said, “B”`; but in `Asked why, X said, “B”` only B is said.
  bool continues_quotation(std::size_t open, std::size_t source) const {
    if (!clause_before(source)) return false;
    const bool sentence = open + 1 < scene_.tokens.size() && word(open + 1).capitalised;
    return !sentence || closes(source - 1) || (source > begin_ + 1 && closes(source - 2));
  }

  /// Whether the source stands behind a comma, as in "A, the office said".
  bool follows_mark(const FoundAttribution& found, std::size_t at) const {
    const std::size_t from = found.source.empty() ? at : found.source.front().begin;
    return from > begin_ && from < at &&
           (is(from - 1, ",") || closes(from - 1) || is(from - 1, "-"));
  }

  bool content_fits(const Cue& cue, const After& after, bool negated) const {
    if (is(after.at, "and") || is(after.at, "but")) return false;
    if (negated && asks(after.at)) return false;
    if (cue.lemma == "read" && is(after.at - 1, "that")) return false;
    if (after.explicit_)
      return (cue.takes & kClause) != 0 || opens(after.at) || (cue.takes & kNoun) != 0;
    if (is(after.at, "to")) return (cue.takes & (kInfinitive | kParticle)) != 0;
    // "The letter read: …" gives its words; somebody who read a list says nothing.
    if (cue.lemma == "read") return false;
    if (needs_that(cue.lemma)) return (cue.takes & kClause) != 0 && clause_at(after.at);
    if ((cue.takes & (kNoun | kParticle)) != 0) return true;
    if ((cue.takes & kClause) == 0) return false;
    // A clause holds a verb; "said Friday" does not.
    for (std::size_t i = after.at; i < std::min(end_, after.at + 30); ++i)
      if (looks_finite(scene_, i) || ends_like_verb(i)) return true;
    return false;
  }

  /// Whether a clause begins at `at`: a subject with its verb right behind it.
  bool clause_at(std::size_t at) const {
    const auto subject = noun_phrase_after(scene_, at, end_);
    if (!subject || subject->range.begin != at || subject->range.end >= end_) return false;
    std::size_t verb = subject->range.end;
    while (verb < end_ && is_adverb(word(verb).lower)) ++verb;
    if (verb >= end_) return false;
    if (is_auxiliary(word(verb).lower) || looks_finite(scene_, verb)) return true;
    // "the purchase fits", "stores closed": a form that agrees, behind a whole phrase.
    const std::string& lower = word(verb).lower;
    return ends_like_verb(verb) && (lower.ends_with("ed") || !is_plural(scene_, *subject));
  }

  /// "has not said how many": what is not said has no content.
  bool asks(std::size_t at) const {
    return is(at, "how") || is(at, "when") || is(at, "who") || is(at, "whether") || is(at, "why") ||
           is(at, "what") || is(at, "where") || is(at, "if");
  }

  bool ends_like_verb(std::size_t at) const {
    const std::string& lower = word(at).lower;
    return word(at).kind == TokenKind::word && !word(at).capitalised && lower.size() > 3 &&
           (lower.ends_with("ed") || lower.ends_with("s"));
  }

  std::optional<Day> day_before(const FoundAttribution& found, std::size_t at) const {
    if (found.source.empty()) return std::nullopt;
    const std::size_t from = found.phrase ? found.phrase->range.end : found.source.back().end;
    const std::size_t group = verb_group_begin(scene_, at, begin_);
    for (std::size_t i = from; i < at; ++i) {
      const FoundTime* time = scene_.time_at(i);
      if (time == nullptr || time->role != TimeRole::at || !time->window.from ||
          time->window.from != time->window.until)
        continue;
      // "The office, which counts from Monday, said": only what touches source or verb is the
      // telling's.
      if (time->tokens.begin == from || time->tokens.end >= group) return time->window.from;
    }
    return std::nullopt;
  }

  /// `“A,” said X` and `A, said X in Cairo`.
  bool inverted(std::size_t at, std::size_t group, FoundAttribution& found) {
    if (group != at || at == begin_) return false;
    if (found.verb->sort != CueSort::say && found.verb->sort != CueSort::warn &&
        found.verb->sort != CueSort::claim)
      return false;
    const bool after_mark =
        closes(at - 1) || is(at - 1, ",") || (at - 1 > begin_ && closes(at - 2) && is(at - 1, ","));
    if (!after_mark) return false;
    const auto phrase = noun_phrase_after(scene_, at + 1, end_);
    if (!phrase || phrase->range.begin != at + 1 || !can_speak(scene_, *phrase)) return false;
    std::size_t next = phrase->range.end;
    if (const FoundTime* time = scene_.time_at(next);
        time != nullptr && time->tokens.begin == next) {
      if (time->window.from == time->window.until) found.said_on = time->window.from;
      next = time->tokens.end;
    }
    if (!stops(next) && !is(next, "after") && !is(next, "as") && !is(next, "who")) return false;
    found.phrase = phrase;
    found.source.push_back(phrase->range);
    content_before(found, at);
    found.rule = "inverted";
    add_second_piece(found, next);
    if (!found.content.empty()) out_.push_back(std::move(found));
    return true;
  }

  bool find_subject(FoundAttribution& found, std::size_t group) const {
    if (group == begin_) return false;
    const Token& before = word(group - 1);
    // "the Front for the Hills (FH) said"
    if (before.is(")"))
      for (std::size_t i = group - 1; i-- > begin_ && group - i < 8;)
        if (is(i, "(")) return take_subject(found, noun_phrase_before(scene_, i, begin_));
    if (before.is(",")) return subject_across_commas(found, group - 1);
    if (before.is("who") || before.is("which") || before.is("that")) {
      std::size_t to = group - 1;
      if (to > begin_ && is(to - 1, ",")) --to;
      return take_subject(found, noun_phrase_before(scene_, to, begin_));
    }
    if (before.is("and") || before.is("but") || before.is("or")) {
      if (auto subject = nearer_subject(group)) return take_subject(found, subject);
      if (const auto earlier = earlier_subject(group)) {
        found.like = earlier;
        found.phrase = out_[*earlier].phrase;
        found.source = out_[*earlier].source;
        return found.phrase.has_value();
      }
      return take_subject(found, main_subject(group - 1));
    }
    return take_subject(found, noun_phrase_before(scene_, group, begin_));
  }

  bool take_subject(FoundAttribution& found, std::optional<NounPhrase> phrase) const {
    if (!phrase) return false;
    found.phrase = phrase;
    found.source.push_back(phrase->range);
    return true;
  }

  /// "X, who leads Y, said": the phrase before the first of two commas.
  bool subject_across_commas(FoundAttribution& found, std::size_t comma) const {
    const std::size_t least = comma > begin_ + 30 ? comma - 30 : begin_;
    for (std::size_t i = comma; i-- > least;) {
      if (word(i).quote != 0 || is(i, ";")) return false;
      if (!is(i, ",")) continue;
      const auto phrase = noun_phrase_before(scene_, i, begin_);
      if (!phrase || !can_speak(scene_, *phrase)) continue;
      // "The head of the agency, Ada Oma, said": the name says who it is.
      const auto name = noun_phrase_before(scene_, comma, i + 1);
      if (name && is_person_noun(word(phrase->head).lower) && name->range.begin == i + 1 &&
          comma - i <= 5 && comma - i > 1 && all_capitals(i + 1, comma)) {
        found.title = phrase;
        return take_subject(found, name);
      }
      return take_subject(found, phrase);
    }
    return false;
  }

  bool all_capitals(std::size_t from, std::size_t to) const {
    for (std::size_t i = from; i < to; ++i)
      if (!word(i).capitalised || scene_.actor_at(i) != nullptr) return false;
    return true;
  }

  /// "…, but B refused and asked": the subject of the verb just before "and".
  std::optional<NounPhrase> nearer_subject(std::size_t group) const {
    const auto earlier = earlier_subject(group);
    const std::size_t floor = earlier ? out_[*earlier].cue.back().end : begin_;
    for (std::size_t i = group - 1; i-- > floor && group - i < 6;) {
      const auto cue = cue_of(word(i).lower);
      if (!cue || cue->form != VerbForm::past || !looks_finite(scene_, i)) continue;
      const auto phrase = noun_phrase_before(scene_, verb_group_begin(scene_, i, floor), floor);
      if (phrase && can_speak(scene_, *phrase)) return phrase;
    }
    return std::nullopt;
  }

  std::optional<std::size_t> earlier_subject(std::size_t before) const {
    for (std::size_t i = out_.size(); i-- > first_;)
      if (out_[i].phrase && out_[i].begin() < before) return i;
    return std::nullopt;
  }

  /// The subject of the sentence's first finite verb before `at`.
  std::optional<NounPhrase> main_subject(std::size_t at) const {
    for (std::size_t i = begin_ + 1; i < at; ++i) {
      if (!looks_finite(scene_, i)) continue;
      const std::size_t group = verb_group_begin(scene_, i, begin_);
      if (group == begin_ || word(group - 1).is(",") || word(group - 1).is("who") ||
          word(group - 1).is("which"))
        continue;
      return noun_phrase_before(scene_, group, begin_);
    }
    return subject_of_unknown_verb(at);
  }

  /// "The mayor signed the list and said …": a verb of no table, behind somebody who can speak.
  std::optional<NounPhrase> subject_of_unknown_verb(std::size_t at) const {
    for (std::size_t i = begin_ + 1; i < at; ++i) {
      const Token& token = word(i);
      // "On Monday, the union filed a suit, saying …": a comma near the front opens no clause.
      if ((is(i, ",") && i > begin_ + 4) || is(i, ";") || token.quote != 0) return std::nullopt;
      if (token.capitalised || scene_.actor_at(i) != nullptr || scene_.figure_at(i) != nullptr ||
          token.kind != TokenKind::word || token.lower.size() < 4)
        continue;
      if (!token.lower.ends_with("ed") && !token.lower.ends_with("s")) continue;
      const bool behind_name = scene_.actor_at(i - 1) != nullptr
                                   ? !scene_.actor_at(i - 1)->adjective
                                   : word(i - 1).capitalised || is_source_noun(word(i - 1).lower) ||
                                         is_pronoun(word(i - 1).lower);
      if (!behind_name || is_source_noun(token.lower) || is_preposition(token.lower)) continue;
      const auto phrase = noun_phrase_before(scene_, i, begin_);
      if (phrase && can_speak(scene_, *phrase)) return phrase;
    }
    return std::nullopt;
  }

  /// ", adding that …", "with both sides alleging …", "a statement saying …".
  void participle(std::size_t at, const Cue& cue) {
    if (at == begin_) return;
    FoundAttribution found = started(at, cue);
    found.rule = "participle";
    std::size_t before = at;
    while (before > begin_ && is_adverb(word(before - 1).lower)) --before;
    if (before == begin_) return;
    const Token& mark = word(before - 1);
    if (mark.is(",") || mark.is("and") || mark.is("while") || mark.is("but")) {
      if (const auto earlier = earlier_subject(at)) {
        found.like = earlier;
        found.phrase = out_[*earlier].phrase;
        found.source = out_[*earlier].source;
      } else if (!take_subject(found, main_subject(before - 1))) {
        return;
      }
    } else if (is_preposition(mark.lower) || is_determiner(mark.lower)) {
      return;
    } else if (!take_subject(found, noun_phrase_before(scene_, before, begin_))) {
      return;
    }
    if (!found.phrase || !can_speak(scene_, *found.phrase)) return;
    add_reported(found, at, {&cue, VerbForm::ing});
  }

  /// "was accused by Y of …", "was condemned by Y", "is accused of …".
  void passive(std::size_t at, std::size_t group, const Cue& cue) {
    FoundAttribution found = started(at, cue);
    found.rule = "passive";
    const auto subject = noun_phrase_before(scene_, group, begin_);
    std::size_t by = at + 1;
    while (by < std::min(end_, at + 4) && !is(by, "by")) ++by;
    if (is(by, "by")) {
      const auto phrase = noun_phrase_after(scene_, by + 1, end_);
      if (phrase) {
        std::size_t source_end = phrase->range.end;
        for (std::size_t i = phrase->range.begin; i < source_end; ++i)
          if (is(i, "via")) source_end = i;
        for (std::size_t i = phrase->range.begin; i < source_end; ++i)
          if ((is(i, "of") || is(i, "for")) && cue.sort == CueSort::accuse &&
              scene_.actor_at(i) == nullptr)
            source_end = i;
        take_subject(found, noun_phrase_after(scene_, by + 1, source_end));
        if (found.phrase && !can_speak(scene_, *found.phrase)) found.phrase.reset();
      }
    }
    if (cue.sort == CueSort::accuse) {
      if (subject) found.against = subject->core;
      for (std::size_t i = at + 1; i < std::min(end_, at + 15); ++i) {
        if (!is(i, cue.particle)) continue;
        const std::size_t to = clause_end(i);
        if (to > i) found.content.push_back({i, to});
        break;
      }
      if (!found.content.empty() && !found.phrase) accuser_behind(found);
      if (!found.content.empty() && subject) out_.push_back(std::move(found));
      return;
    }
    if (!found.phrase || !subject || (cue.takes & kNoun) == 0) return;
    found.content.push_back(subject->range);
    found.wanted = subject->range;
    out_.push_back(std::move(found));
  }

  /// "was accused of breaking the truce by Norland": the accuser stands last.
  void accuser_behind(FoundAttribution& found) {
    TokenRange& content = found.content.front();
    for (std::size_t i = content.end; i-- > content.begin + 2;) {
      if (!is(i, "by")) continue;
      const auto phrase = noun_phrase_after(scene_, i + 1, content.end);
      if (!phrase || phrase->range.end != content.end || !can_speak(scene_, *phrase)) return;
      take_subject(found, phrase);
      content.end = i;
      return;
    }
  }

  /// "accused Y of Z", "blamed Y for Z", "blamed Z on Y", "accused each other".
  void accusation(FoundAttribution& found, std::size_t at) {
    const std::size_t from = at + 1;
    const std::size_t to = before_next_verb(from, clause_end(from));
    if (to <= from) return;
    std::size_t mark = from;
    while (mark < to && !is(mark, found.verb->particle) && !is(mark, "on") && !is(mark, ","))
      ++mark;
    if (is(mark, "on") && found.verb->lemma == "blame") {
      if (const auto phrase = noun_phrase_after(scene_, mark + 1, to)) found.against = phrase->core;
    } else if (const auto phrase = noun_phrase_after(scene_, from, std::min(mark, to))) {
      found.against = phrase->core;
    }
    if (!found.against) return;
    found.said_on = day_before(found, at);
    found.content.push_back({from, to});
    found.rule = "accused";
    out_.push_back(std::move(found));
  }

  /// "accuses Y of the raid and launches …": a verb after "and" is the accuser's own.
  std::size_t before_next_verb(std::size_t from, std::size_t to) const {
    for (std::size_t i = from + 1; i + 1 < to; ++i) {
      if (!is(i, "and") && !is(i, "but")) continue;
      const auto deed = deed_of(word(i + 1).lower);
      if (!deed || deed->form == VerbForm::ing || deed->form == VerbForm::base) continue;
      if (deed->form == VerbForm::third && act_of_noun(word(i + 1).lower, "")) continue;
      return trimmed_end(from, i);
    }
    return to;
  }

  /// "according to plan", "according to the terms of the truce": nobody says anything.
  static bool is_measure_of_conduct(std::string_view lower) {
    static constexpr auto kWords = std::to_array<std::string_view>(
        {"terms",      "plan",    "plans", "schedule", "timetable",  "rules",     "rule",
         "needs",      "need",    "size",  "age",      "conditions", "principle", "principles",
         "wishes",     "law",     "laws",  "custom",   "rank",       "protocol",  "procedure",
         "procedures", "ability", "type",  "whether",  "how"});
    return one_of(lower, kWords);
  }

  // ---- other ways of saying who says ---------------------------------------------------------

  void according(std::size_t at, std::size_t from) {
    const auto phrase = noun_phrase_after(scene_, from, end_);
    if (!phrase || is_measure_of_conduct(word(phrase->head).lower)) return;
    FoundAttribution found;
    found.cue.push_back({at, from});
    found.phrase = phrase;
    found.source.push_back(phrase->range);
    found.rule = "according_to";
    const std::size_t next = past_appositions(found, phrase->range.end);
    if (at == begin_ || (at == begin_ + 1 && !is(begin_, ",")) || is(at - 1, ";") ||
        is(at - 1, ":")) {
      const std::size_t start = is(next, ",") ? next + 1 : next;
      const std::size_t to = clause_end(start);
      if (to > start) found.content.push_back({start, to});
    } else {
      content_before(found, at);
      if (at > begin_ && is(at - 1, ",")) add_second_piece(found, next);
    }
    if (!found.content.empty()) out_.push_back(std::move(found));
  }

  /// Past "(FH)", "on Saturday" and ", Ada Oma," behind a source; the name is part of the source.
  std::size_t past_appositions(FoundAttribution& found, std::size_t next) const {
    if (is(next, "("))
      for (std::size_t i = next; i < std::min(end_, next + 8); ++i)
        if (is(i, ")")) {
          next = i + 1;
          break;
        }
    std::size_t time = is(next, "on") ? next + 1 : next;
    if (scene_.time_at(time) != nullptr && scene_.time_at(time)->tokens.begin <= time)
      next = std::max(next, std::min(end_, scene_.time_at(time)->tokens.end));
    if (!is(next, ",")) return next;
    std::size_t comma = next + 1;
    while (comma < std::min(end_, next + 5) && !is(comma, ",")) ++comma;
    if (!is(comma, ",") || comma < next + 2 || !all_capitals(next + 1, comma) ||
        !is_person_noun(word(found.phrase->head).lower))
      return next;
    found.source.push_back({next + 1, comma});
    return comma;
  }

  /// "Norland's claim that …", "claims by Norland that …": a word of saying that is a noun.
  bool nominal(std::size_t at) {
    FoundAttribution found;
    found.cue.push_back({at, at + 1});
    found.sort = sort_of_word_noun(word(at).lower);
    found.rule = "nominal";
    std::size_t next = at + 1;
    if (at > begin_ + 1 && is(at - 1, "'s")) {
      take_subject(found, noun_phrase_before(scene_, at - 1, begin_));
    } else if ((is(next, "by") || is(next, "from")) && next + 1 < end_) {
      take_subject(found, noun_phrase_after(scene_, next + 1, end_));
      if (found.phrase) next = found.phrase->range.end;
    }
    if (!found.phrase || !can_speak(scene_, *found.phrase)) return false;
    if (is(next, ",")) ++next;
    if (!is(next, "that") || next + 1 >= end_) return false;
    const std::size_t to = first_clause_end(next + 1);
    if (to <= next + 1) return false;
    found.content.push_back({next + 1, to});
    if (found.sort == CueSort::accuse)
      if (const auto charged = noun_phrase_after(scene_, next + 1, to))
        found.against = charged->core;
    out_.push_back(std::move(found));
    return true;
  }

  /// Where the clause from `from` ends inside a longer sentence: before its second verb, unless
  /// that is joined to the first.
  std::size_t first_clause_end(std::size_t from) const {
    const std::size_t end = clause_end(from);
    bool verb = false;
    for (std::size_t at = from; at < end; ++at) {
      const bool finite = looks_finite(scene_, at) ||
                          (at > from + 1 && ends_like_verb(at) && word(at).lower.ends_with("ed"));
      if (verb && is(at, ",")) return at;
      if (!finite) continue;
      if (verb && !is_conjunction(word(at - 1).lower)) return at;
      verb = true;
      while (at + 1 < end && (is_auxiliary(word(at + 1).lower) || is_adverb(word(at + 1).lower) ||
                              ends_like_verb(at + 1)))
        ++at;
    }
    return end;
  }

  /// "X quoted Y as saying …" and "Y was quoted (by X) as saying …".
  bool quoted(std::size_t at) {
    std::size_t as = at + 1;
    while (as < std::min(end_, at + 25) && !(is(as, "as") && is(as + 1, "saying"))) ++as;
    if (!is(as, "as") || !is(as + 1, "saying")) return false;
    const std::size_t group = verb_group_begin(scene_, at, begin_);
    bool be = false;
    for (std::size_t i = group; i < at; ++i) be |= is_be(word(i).lower);
    const auto subject = noun_phrase_before(scene_, group, begin_);
    const std::size_t by = is(at + 1, "by") ? at + 2 : 0;
    const auto object = be ? (by != 0 ? noun_phrase_after(scene_, by, as) : std::nullopt)
                           : noun_phrase_after(scene_, at + 1, as);
    const auto& inner = be ? subject : object;
    const auto& outer = be ? object : subject;
    if (!inner) return false;
    const After after = content_after(as + 2, false);
    FoundAttribution said;
    said.cue.push_back({as, as + 2});
    said.rule = "quoted";
    take_subject(said, inner);
    if (after.found) {
      set_after(said, after);
    } else {
      content_before(said, inner->range.begin);
    }
    if (said.content.empty()) return false;
    if (outer) {
      FoundAttribution carried;
      carried.cue.push_back({at, at + 1});
      carried.rule = "quoted";
      take_subject(carried, outer);
      carried.content = said.content;
      // One token more than what is said, so that the carrier is the outer of the two.
      carried.content.front().begin = std::min(carried.content.front().begin, as);
      out_.push_back(std::move(carried));
    }
    out_.push_back(std::move(said));
    return true;
  }

  /// "Agency reported, citing medics".
  void citing(std::size_t at) {
    const auto phrase = noun_phrase_after(scene_, at + 1, end_);
    if (!phrase || !can_speak(scene_, *phrase)) return;
    FoundAttribution found;
    found.cue.push_back({at, at + 1});
    take_subject(found, phrase);
    found.rule = "citing";
    for (std::size_t i = out_.size(); i-- > first_;)
      if (!out_[i].content.empty() && out_[i].sort == CueSort::say) {
        found.content = out_[i].content;
        break;
      }
    if (found.content.empty()) content_before(found, at);
    if (!found.content.empty()) out_.push_back(std::move(found));
  }

  /// "holds Y responsible for Z".
  void responsible(std::size_t at) {
    if (!is(at + 1, "for") || at < begin_ + 3) return;
    for (std::size_t i = at; i-- > begin_ && at - i < 12;) {
      const std::string& lower = word(i).lower;
      if (lower != "held" && lower != "holds" && lower != "hold" && lower != "holding") continue;
      const std::size_t group = verb_group_begin(scene_, i, begin_);
      for (std::size_t j = group; j < i; ++j)
        if (is_be(word(j).lower) && lower != "holding") return;
      FoundAttribution found;
      found.cue = {{i, i + 1}, {at, at + 1}};
      found.sort = CueSort::accuse;
      found.rule = "responsible";
      if (lower == "holding" && group > begin_ && is(group - 1, ",")) {
        if (!take_subject(found, main_subject(group - 1))) return;
      } else if (!find_subject(found, group)) {
        return;
      }
      if (!found.phrase || !can_speak(scene_, *found.phrase)) return;
      if (const auto phrase = noun_phrase_after(scene_, i + 1, at)) found.against = phrase->core;
      found.content.push_back({i + 1, clause_end(at + 1)});
      if (found.against) out_.push_back(std::move(found));
      return;
    }
  }

  /// "A and B traded blame for Z", "exchanged accusations".
  bool traded(std::size_t at) {
    if (at < begin_ + 2) return false;
    const std::string& lower = word(at - 1).lower;
    if (lower != "traded" && lower != "trade" && lower != "exchanged" && lower != "exchange" &&
        lower != "trading")
      return false;
    FoundAttribution found;
    found.cue.push_back({at - 1, at + 1});
    found.sort = CueSort::accuse;
    found.rule = "traded";
    if (!find_subject(found, at - 1) || !can_speak(scene_, *found.phrase)) return false;
    const std::size_t to = clause_end(at + 1);
    if (to <= at + 1) return false;
    found.content.push_back({at + 1, to});
    out_.push_back(std::move(found));
    return true;
  }

  /// "called the raid a breach of the truce", "called it a success".
  bool called(std::size_t at) {
    if (is(at + 1, "for") || is(at + 1, "on") || is(at + 1, "upon") || is(at + 1, "off") ||
        stops(at + 1))
      return false;
    const std::size_t group = verb_group_begin(scene_, at, begin_);
    for (std::size_t i = group; i < at; ++i)
      if (is_be(word(i).lower) || is_modal(word(i).lower) || word(i).is("to")) return false;
    FoundAttribution found;
    found.cue.push_back({at, at + 1});
    found.rule = "called";
    if (!find_subject(found, group) || !can_speak(scene_, *found.phrase)) return false;
    const std::size_t to = clause_end(at + 1);
    if (to <= at + 1) return false;
    found.content.push_back({at + 1, to});
    for (std::size_t i = at + 1; i < to; ++i)
      if (is_charge_noun(word(i).lower)) found.sort = CueSort::accuse;
    found.said_on = day_before(found, at);
    out_.push_back(std::move(found));
    return true;
  }

  /// "the agency put the toll at 45", "the office counted 173".
  void counted(std::size_t at) {
    const std::size_t group = verb_group_begin(scene_, at, begin_);
    if (group != at && !is_auxiliary(word(group).lower)) return;
    bool counts = false;
    for (std::size_t i = at + 1; i < std::min(end_, at + 18); ++i)
      counts |= scene_.figure_at(i) != nullptr && is_count(scene_.figure_at(i)->counts);
    if (!counts || ((is(at, "put") || is(at, "puts")) && !put_at(at))) return;
    const FoundFigure* next = scene_.figure_at(at + 1);
    const bool bare = next != nullptr && (next->counts == Counts::nothing_named ||
                                          next->head == "dead" || next->head == "killed");
    if (is(at, "gave") && !bare) return;
    if (is(at, "given") && (next == nullptr || group == at || !word(group).is("had"))) return;
    FoundAttribution found;
    found.cue.push_back({at, at + 1});
    found.rule = "counted";
    if (!find_subject(found, group) || !can_speak(scene_, *found.phrase)) return;
    const std::size_t to = clause_end(at + 1);
    if (to <= at + 1) return;
    found.content.push_back({at + 1, to});
    out_.push_back(std::move(found));
  }

  bool put_at(std::size_t at) const {
    for (std::size_t i = at + 1; i < std::min(end_, at + 18); ++i)
      if (is(i, "at")) return true;
    return false;
  }

  /// "the ministry's count of those killed stands at 242": a count is its counter's word.
  void own_count(std::size_t at) {
    if (at < begin_ + 2) return;
    std::size_t possessive = at - 1;
    if (!is(possessive, "'s") && possessive > begin_) --possessive;
    if (!is(possessive, "'s") || possessive == begin_) return;
    FoundAttribution found;
    found.cue.push_back({at, at + 1});
    found.rule = "own_count";
    if (!take_subject(found, noun_phrase_before(scene_, possessive, begin_)) ||
        !can_speak(scene_, *found.phrase))
      return;
    const FoundActor* actor = scene_.actor_at(found.phrase->head);
    if (actor != nullptr && actor->sort == ActorSort::state) return;
    const std::size_t to = clause_end(at + 1);
    if (to <= at + 1) return;
    found.content.push_back({at + 1, to});
    out_.push_back(std::move(found));
  }

  /// "is now keen to proceed", "are ready to talk": a wish without a verb.
  void eager(std::size_t at) {
    static constexpr auto kWords = std::to_array<std::string_view>(
        {"keen", "eager", "determined", "willing", "reluctant", "unwilling"});
    if (!one_of(word(at - 1).lower, kWords) || is(at + 1, "have") || is(at + 1, "be")) return;
    std::size_t group = at - 1;
    while (group > begin_ && is_adverb(word(group - 1).lower)) --group;
    if (group == begin_ || !is_be(word(group - 1).lower)) return;
    group = verb_group_begin(scene_, group - 1, begin_);
    FoundAttribution found;
    found.cue.push_back({at - 1, at});
    found.sort = CueSort::wish;
    const bool against = word(at - 1).is("reluctant") || word(at - 1).is("unwilling");
    found.stance = against ? "refuses" : "supports";
    found.rule = "keen";
    if (!take_subject(found, noun_phrase_before(scene_, group, begin_)) ||
        !can_speak(scene_, *found.phrase))
      return;
    found.content.push_back({at, clause_end(at)});
    found.wanted = found.content.front();
    out_.push_back(std::move(found));
  }

  /// "Image: Ada Oma", under a picture.
  bool is_credit(std::size_t at) const {
    static constexpr auto kWords = std::to_array<std::string_view>(
        {"image", "images", "photo", "photos", "photograph", "picture", "pictures", "video",
         "credit", "credits", "map", "graphic", "illustration", "file"});
    return one_of(word(at).lower, kWords);
  }

  /// "Army: three killed" and "Three killed in raid: army" in a heading.
  void colon() {
    if (end_ - begin_ > 40) return;
    for (std::size_t at = begin_ + 1; at + 1 < end_; ++at) {
      if (!is(at, ":")) continue;
      if (is_credit(at - 1)) return;
      auto phrase = at - begin_ <= 6 ? noun_phrase_before(scene_, at, begin_) : std::nullopt;
      if (phrase && (phrase->range.begin != begin_ || !can_speak(scene_, *phrase))) phrase.reset();
      const bool first = phrase.has_value();
      if (!first) phrase = noun_phrase_after(scene_, at + 1, end_);
      if (!phrase || !can_speak(scene_, *phrase)) return;
      if (!first && (phrase->range.end < end_ || !sentence_.heading)) return;
      FoundAttribution found;
      found.cue.push_back({at, at + 1});
      take_subject(found, phrase);
      found.rule = "colon";
      if (first) {
        After after;
        after.at = at + 1;
        set_after(found, after);
      } else {
        found.content.push_back({begin_, at});
      }
      if (!found.content.empty()) out_.push_back(std::move(found));
      return;
    }
  }

  const Scene& scene_;
  const Sentence& sentence_;
  std::size_t begin_;
  std::size_t end_;
  std::vector<FoundAttribution>& out_;
  std::size_t first_;  // of this sentence in out_
};

bool holds(const FoundAttribution& found, std::size_t token) {
  return std::any_of(found.content.begin(), found.content.end(),
                     [&](const TokenRange& piece) { return piece.contains(token); });
}

/// The end of the quotation that opens at `at`: behind its closing mark, within the paragraph.
std::size_t quotation_end(const Scene& scene, std::size_t at) {
  const std::uint32_t paragraph = scene.tokens.sentence_of(at).paragraph;
  std::size_t end = at + 1;
  for (; end < std::min(scene.tokens.size(), at + 400); ++end) {
    if (scene.tokens.sentence_of(end).paragraph != paragraph) return end;
    if (scene.word(end).quote < 0 && scene.word(end).is(scene.word(at).lower)) return end + 1;
  }
  return end;
}

/// A sentence that is one quotation goes to whoever spoke just before.
void add_quoted_sentence(const Scene& scene, std::size_t index, FoundAttribution& before) {
  const Sentence& sentence = scene.tokens.sentences[index];
  if (before.content.empty() || !before.phrase || holds(before, sentence.begin)) return;
  const Sentence& spoke = scene.tokens.sentence_of(before.begin());
  if (index == 0 || sentence.paragraph > spoke.paragraph + 1) return;
  if (scene.tokens.sentence_of(before.content.back().end - 1).end != sentence.begin &&
      spoke.end != sentence.begin)
    return;
  before.content.push_back({sentence.begin, quotation_end(scene, sentence.begin)});
}

/// Quotations that stand alone, once all who speak are known.
void add_quoted_sentences(const Scene& scene, std::vector<FoundAttribution>& attributions) {
  std::size_t next = 0;  // the first attribution whose cue lies behind the sentence
  for (std::size_t i = 0; i < scene.tokens.sentences.size(); ++i) {
    const Sentence& sentence = scene.tokens.sentences[i];
    while (next < attributions.size() && attributions[next].begin() < sentence.begin) ++next;
    if (next == 0 || scene.word(sentence.begin).quote <= 0 || sentence.heading) continue;
    // A cue behind the quotation has a speaker of its own.
    const std::size_t end = quotation_end(scene, sentence.begin);
    bool spoken = false;
    for (std::size_t k = next > 6 ? next - 6 : 0; k < std::min(attributions.size(), next + 8); ++k)
      spoken |= holds(attributions[k], sentence.begin) ||
                (attributions[k].begin() >= end && attributions[k].begin() < sentence.end);
    std::size_t last = next - 1;
    while (last > 0 && holds(attributions[last - 1], attributions[last].begin())) --last;
    if (!spoken) add_quoted_sentence(scene, i, attributions[last]);
  }
}

}  // namespace

std::vector<FoundAttribution> attributions_in(const Scene& scene) {
  std::vector<FoundAttribution> found;
  for (std::size_t i = 0; i < scene.tokens.sentences.size(); ++i) {
    SentenceReader(scene, i, found).run();
  }
  add_quoted_sentences(scene, found);
  return found;
}

Voices::Voices(const Scene& scene, const std::vector<FoundAttribution>& attributions)
    : scene_(scene), attributions_(attributions), of_sentence_(scene.tokens.sentences.size()) {
  const auto touch = [&](std::size_t token, std::size_t index) {
    std::vector<std::size_t>& of = of_sentence_[scene.word(token).sentence];
    if (of.empty() || of.back() != index) of.push_back(index);
  };
  for (std::size_t i = 0; i < attributions.size(); ++i) {
    touch(attributions[i].begin(), i);
    for (const TokenRange& piece : attributions[i].content) {
      const std::size_t last = scene.word(piece.end - 1).sentence;
      for (std::size_t s = scene.word(piece.begin).sentence; s <= last; ++s)
        touch(scene.tokens.sentences[s].begin, i);
    }
  }
}

std::vector<std::size_t> Voices::holding(std::size_t token) const {
  std::vector<std::pair<std::size_t, std::size_t>> found;  // size of content, later first
  for (const std::size_t i : of_sentence_[scene_.word(token).sentence]) {
    std::size_t size = 0;
    bool inside = false;
    for (const TokenRange& piece : attributions_[i].content) {
      size += piece.end - piece.begin;
      inside |= piece.contains(token);
    }
    if (inside) found.emplace_back(size, attributions_.size() - i);
  }
  std::sort(found.begin(), found.end());
  std::vector<std::size_t> indices;
  for (const auto& [size, from_end] : found)
    if (indices.empty() || indices.back() != attributions_.size() - from_end)
      indices.push_back(attributions_.size() - from_end);
  return indices;
}

}  // namespace truce::extract
