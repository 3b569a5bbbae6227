// SPDX-License-Identifier: Apache-2.0
// Labels beside what was read, kind by kind.
#include <fmt/format.h>

#include <algorithm>

#include "score/names.h"
#include "score/pairing.h"
#include "score/score.h"
#include "score/words.h"

namespace truce::score {
namespace {

// A label that counts comes before one that is optional, and either before any likeness of sides.
constexpr double kCounts = 1e6, kOptional = 1e3;

std::string bound(const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) : "";
}

std::string names_of(const Named& named) {
  std::string out;
  for (const auto& words : named.any_of) out += (out.empty() ? "" : " / ") + words.text;
  return out.empty() ? "nobody" : out;
}

std::string day_text(const std::optional<Day>& day) { return day ? truce::to_text(*day) : "?"; }

std::string told(const FactLabel& fact) {
  return fmt::format("fact: {} {}..{}{}", to_text(fact.measure), bound(fact.low), bound(fact.high),
                     fact.mood == Mood::asserted ? "" : fmt::format(" ({})", to_text(fact.mood)));
}

std::string told(StatementKind kind, const StanceLabel& label) {
  switch (kind) {
    case StatementKind::accusation:
      return fmt::format("accusation: {} -> {}", names_of(label.speaker), names_of(label.against));
    case StatementKind::denial:
      return fmt::format("denial: {}", names_of(label.speaker));
    case StatementKind::position:
      return fmt::format("position: {} {}", names_of(label.speaker), label.word);
    case StatementKind::talks:
      return fmt::format("talks: {}", label.word);
    case StatementKind::fact:
      break;
  }
  return {};
}

class Comparison {
 public:
  Comparison(const Passage& passage, const Labels& read, Scores& scores)
      : passage_(passage), read_(read), scores_(scores), words_(words_of(passage.text)) {}

  void run() {
    scores_.differences.clear();
    ++scores_.passages;
    if (passage_.labels.facts && read_.facts) facts(*passage_.labels.facts, *read_.facts);
    for (const auto& [kind, labels] : passage_.labels.stances)
      if (const auto found = read_.stances.find(kind); found != read_.stances.end())
        stances(kind, labels, found->second);
    if (passage_.labels.attributions && read_.attributions)
      for (const Level level : kLevels)
        attributions(*passage_.labels.attributions, *read_.attributions, level);
  }

 private:
  void differ(std::string what, std::string label, TextSpan span) {
    scores_.differences.push_back({std::move(what), std::move(label), span});
  }

  // Facts.

  bool right(Side side, const FactLabel& read, const FactLabel& gold) const {
    switch (side) {
      case Side::speaker:
        return same_speaker(read.speaker, gold.speaker, passage_.text, passage_.publisher);
      case Side::by:
        return same_name(read.by, gold.by);
      case Side::to:
        return same_name(read.to, gold.to);
      case Side::place:
        return same_place(read.place, gold.place);
      case Side::window:
        return read.from == gold.from && read.until == gold.until;
      case Side::mood:
        return read.mood == gold.mood;
    }
    return false;
  }

  std::string side_text(Side side, const FactLabel& fact) const {
    switch (side) {
      case Side::speaker:
        return names_of(fact.speaker);
      case Side::by:
        return names_of(fact.by);
      case Side::to:
        return names_of(fact.to);
      case Side::place:
        return names_of(fact.place);
      case Side::window:
        return fmt::format("{} until {}", day_text(fact.from), day_text(fact.until));
      case Side::mood:
        return std::string(to_text(fact.mood));
    }
    return {};
  }

  double weight(const FactLabel& read, const FactLabel& gold) const {
    if (read.measure != gold.measure || read.low != gold.low || read.high != gold.high) return 0;
    // A plan reported as a fact is a false fact.
    if (gold.mood == Mood::planned && read.mood != Mood::planned) return 0;
    const auto sides = std::count_if(std::begin(kSides), std::end(kSides),
                                     [&](Side side) { return right(side, read, gold); });
    return (gold.optional ? kOptional : kCounts) + static_cast<double>(sides);
  }

  void facts(const std::vector<FactLabel>& labels, const std::vector<FactLabel>& reads) {
    const auto pairs = paired(reads.size(), labels.size(), [&](std::size_t read, std::size_t gold) {
      return weight(reads[read], labels[gold]);
    });
    std::vector<bool> met(labels.size(), false);
    bool silent = true;
    for (std::size_t i = 0; i < reads.size(); ++i) {
      silent &= reads[i].optional;
      if (!pairs[i]) {
        if (!reads[i].optional) invented(reads[i]);
        continue;
      }
      met[*pairs[i]] = true;
      if (!labels[*pairs[i]].optional) found(reads[i], labels[*pairs[i]]);
    }
    for (std::size_t i = 0; i < labels.size(); ++i)
      if (!labels[i].optional) expected(labels[i], met[i]);
    if (!labels.empty()) return;
    ++scores_.silent_of;
    scores_.silent += silent;
  }

  void invented(const FactLabel& read) {
    ++scores_.facts.read;
    ++scores_.by_measure[read.measure].read;
    differ("invented", told(read), read.span);
  }

  void found(const FactLabel& read, const FactLabel& gold) {
    ++scores_.facts.read, ++scores_.facts.right;
    Count& measure = scores_.by_measure[gold.measure];
    ++measure.read, ++measure.right;
    bool whole = true;
    for (const Side side : kSides) {
      const bool same = right(side, read, gold);
      scores_.sides[side] += same;
      whole &= same;
      if (!same)
        differ(
            fmt::format("wrong {}", to_text(side)),
            fmt::format("{}: {}, not {}", told(gold), side_text(side, gold), side_text(side, read)),
            gold.span);
    }
    scores_.whole += whole;
  }

  void expected(const FactLabel& gold, bool met) {
    ++scores_.facts.gold;
    ++scores_.by_measure[gold.measure].gold;
    for (const std::string& construction : gold.construction) {
      Count& count = scores_.by_construction[construction];
      ++count.gold;
      count.right += met;
    }
    if (!met) differ("missed", told(gold), gold.span);
  }

  // Accusations, denials, positions, talks.

  double weight(StatementKind kind, const StanceLabel& read, const StanceLabel& gold) const {
    double likeness = 0;
    if (kind == StatementKind::talks) {
      if (read.word != gold.word) return 0;
      likeness = read.on == gold.on;
    } else {
      if (read.word != gold.word ||
          !same_speaker(read.speaker, gold.speaker, passage_.text, passage_.publisher))
        return 0;
      if (kind == StatementKind::accusation && !same_name(read.against, gold.against)) return 0;
    }
    return (gold.optional ? kOptional : kCounts) + likeness;
  }

  void stances(StatementKind kind, const std::vector<StanceLabel>& labels,
               const std::vector<StanceLabel>& reads) {
    const auto pairs = paired(reads.size(), labels.size(), [&](std::size_t read, std::size_t gold) {
      return weight(kind, reads[read], labels[gold]);
    });
    std::vector<bool> met(labels.size(), false);
    Count& count = scores_.stances[kind];
    for (std::size_t i = 0; i < reads.size(); ++i) {
      if (!pairs[i]) {
        if (reads[i].optional) continue;
        ++count.read;
        differ("invented", told(kind, reads[i]), reads[i].span);
        continue;
      }
      const StanceLabel& gold = labels[*pairs[i]];
      met[*pairs[i]] = true;
      if (gold.optional) continue;
      ++count.read, ++count.right;
      if (kind == StatementKind::talks) scores_.talks_on += reads[i].on == gold.on;
    }
    for (std::size_t i = 0; i < labels.size(); ++i) {
      if (labels[i].optional) continue;
      ++count.gold;
      if (!met[i]) differ("missed", told(kind, labels[i]), labels[i].span);
    }
  }

  // Attributions.

  double likeness(const std::vector<TextSpan>& read, const std::vector<TextSpan>& gold) const {
    const auto left = words_in(words_, read), right = words_in(words_, gold);
    if (gold.empty()) return 1;  // a label without a cue
    if (!left.empty() || !right.empty()) return dice(left, right);
    // A colon or a dash is no word.
    const auto touch = [&](TextSpan one) {
      return std::any_of(gold.begin(), gold.end(),
                         [&](TextSpan other) { return one.overlaps(other); });
    };
    return std::any_of(read.begin(), read.end(), touch) ? 1 : 0;
  }

  double weight(const AttributionLabel& read, const AttributionLabel& gold, Level level) const {
    double sum = 0;
    for (const auto part :
         {&AttributionLabel::source, &AttributionLabel::cue, &AttributionLabel::content}) {
      const double same = likeness(read.*part, gold.*part);
      const bool enough = level == Level::overlap ? same > 0
                          : level == Level::half  ? same >= 0.5
                                                  : same == 1;
      if (!enough) return 0;
      sum += same;
    }
    return (gold.optional ? kOptional : kCounts) + sum;
  }

  void attributions(const std::vector<AttributionLabel>& labels,
                    const std::vector<AttributionLabel>& reads, Level level) {
    const auto pairs = paired(reads.size(), labels.size(), [&](std::size_t read, std::size_t gold) {
      return weight(reads[read], labels[gold], level);
    });
    std::vector<bool> met(labels.size(), false);
    const auto count_of = [&](bool thinks) -> Count& {
      return (thinks ? scores_.think : scores_.say)[level];
    };
    for (std::size_t i = 0; i < reads.size(); ++i) {
      if (pairs[i]) {
        // Whether it says or thinks is the label's to tell.
        const AttributionLabel& gold = labels[*pairs[i]];
        met[*pairs[i]] = true;
        if (!gold.optional) ++count_of(gold.thinks).read, ++count_of(gold.thinks).right;
      } else if (!reads[i].optional) {
        ++count_of(reads[i].thinks).read;
        if (level == Level::half) differ("invented", words_told(reads[i]), whole(reads[i]));
      }
    }
    for (std::size_t i = 0; i < labels.size(); ++i) {
      if (labels[i].optional) continue;
      ++count_of(labels[i].thinks).gold;
      if (!met[i] && level == Level::half)
        differ("missed", words_told(labels[i]), whole(labels[i]));
    }
  }

  std::string words_told(const AttributionLabel& label) const {
    const auto joined = [&](const std::vector<TextSpan>& spans) {
      std::string out;
      for (const TextSpan span : spans)
        out += (out.empty() ? "" : " ... ") + std::string(span.in(passage_.text));
      return out;
    };
    return fmt::format("{}: {} | {} | {}", label.thinks ? "think" : "say", joined(label.source),
                       joined(label.cue), joined(label.content));
  }

  static TextSpan whole(const AttributionLabel& label) {
    return label.cue.empty() ? label.content.front() : label.cue.front();
  }

  const Passage& passage_;
  const Labels& read_;
  Scores& scores_;
  std::vector<TextSpan> words_;
};

}  // namespace

Count& Count::operator+=(const Count& other) {
  right += other.right;
  read += other.read;
  gold += other.gold;
  return *this;
}

Count Scores::with(Side side) const {
  const auto found = sides.find(side);
  return {found == sides.end() ? 0 : found->second, facts.read, facts.gold};
}

Count Scores::all_stances() const {
  Count all;
  for (const auto& [kind, count] : stances) all += count;
  return all;
}

std::string_view to_text(Side side) {
  switch (side) {
    case Side::speaker:
      return "speaker";
    case Side::by:
      return "by";
    case Side::to:
      return "to";
    case Side::place:
      return "place";
    case Side::window:
      return "window";
    case Side::mood:
      return "mood";
  }
  return {};
}

std::string_view to_text(Level level) {
  switch (level) {
    case Level::overlap:
      return "overlap";
    case Level::half:
      return "half";
    case Level::exact:
      return "exact";
  }
  return {};
}

void compare(const Passage& passage, const Labels& read, Scores& scores) {
  Comparison(passage, read, scores).run();
}

}  // namespace truce::score
