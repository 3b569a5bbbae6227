// SPDX-License-Identifier: Apache-2.0
#include "parse/sentence.h"

#include <algorithm>

#include "parse/hash.h"

namespace truce::parse {
namespace {

constexpr Atom kNone = 0x51ED270B0A1F9C4DULL;
constexpr Atom kRootAtom = 0x1B873593CC9E2D51ULL;
constexpr Atom kEnd = 0x85EBCA6B27D4EB2FULL;

WordAtoms place(Atom atom) {
  WordAtoms atoms;
  atoms.form = atoms.shape = atom;
  for (Atom& prefix : atoms.prefix) prefix = atom;
  for (Atom& suffix : atoms.suffix) suffix = atom;
  return atoms;
}

/// Adds features one after the other; each has a kind of its own by its place in the order, so that
/// the same values in another place are another feature.
class Adder {
 public:
  Adder(Features& features, std::uint64_t first_kind) : features_(features), kind_(first_kind) {
    features_.clear();
  }
  void one(Atom a) { features_.add(finished(next(a))); }
  void two(Atom a, Atom b) { features_.add(finished(mixed(next(a), b))); }
  void three(Atom a, Atom b, Atom c) { features_.add(finished(mixed(mixed(next(a), b), c))); }

 private:
  Atom next(Atom a) { return a ^ kind_of(++kind_); }

  Features& features_;
  std::uint64_t kind_;
};

std::uint64_t distance(std::size_t from, std::size_t to) {
  const std::size_t words = to > from ? to - from : from - to;
  return words <= 5 ? words : words <= 7 ? 6 : words <= 10 ? 7 : words <= 15 ? 8 : 9;
}

/// The features of one choice among the steps of the parser.
class ArcFeatures {
 public:
  ArcFeatures(const SentenceWords& words, const View& view, Features& features)
      : words_(words),
        add_(features, 200),
        s0_(*view.s0),
        s1_(*view.s1),
        b0_(*view.front),
        i0_(s0_.word),
        i1_(s1_.word),
        i2_(view.s2->word),
        next_(b0_.word),
        b1_(std::min(next_ + 1, words.size + 3)),
        b2_(std::min(next_ + 2, words.size + 3)),
        b3_(std::min(next_ + 3, words.size + 3)),
        t0t_(mixed(t(i0_), t(next_))),
        t10_(mixed(t(i1_), t(i0_))),
        t10t_(mixed(t10_, t(next_))) {}

  void add_words() {
    add_.one(wt(i0_));
    add_.one(w(i0_));
    add_.one(wt(i1_));
    add_.one(w(i1_));
    add_.one(wt(next_));
    add_.one(w(next_));
    add_.one(wt(b1_));
    add_.one(wt(i2_));
    add_.one(t(b2_));

    add_.two(wt(i0_), wt(next_));
    add_.two(wt(i0_), t(next_));
    add_.two(t(i0_), wt(next_));
    add_.two(w(i0_), w(next_));
    add_.one(t0t_);
    add_.two(wt(i1_), wt(i0_));
    add_.two(wt(i1_), t(i0_));
    add_.two(t(i1_), wt(i0_));
    add_.two(w(i1_), w(i0_));
    add_.one(t10_);
    add_.two(wt(i1_), wt(next_));
    add_.two(t(i1_), wt(next_));
    add_.two(wt(i1_), t(next_));
    add_.two(wt(next_), t(b1_));
    add_.two(wt(next_), wt(b1_));

    add_.two(t0t_, t(b1_));
    add_.two(t0t_, w(b1_));
    add_.three(t0t_, t(b1_), t(b2_));
    add_.two(t10_, t(next_));
    add_.two(t10_, w(next_));
    add_.three(w(i1_), t(i0_), t(next_));
    add_.three(t(i1_), w(i0_), t(next_));
    add_.three(t10t_, t(b1_), t(b2_));
    add_.two(t10t_, t(b1_));
    add_.two(t10t_, wt(b1_));
    add_.three(t(i2_), t10_, t(next_));
    add_.two(t(i2_), t10_);
    add_.three(t(next_), t(b1_), t(b2_));
    add_.three(w(next_), t(b1_), t(b2_));
    add_.three(w(i0_), t(next_), t(b1_));
    add_.three(w(i0_), w(next_), t(b1_));
    add_.three(w(i1_), t(i0_), w(next_));
    add_.three(t(b1_), t(b2_), t(b3_));
  }

  void add_children() {
    add_.three(t0t_, t(s0_.left), rel(s0_.left_relation, Relation::root));
    add_.three(t0t_, t(s0_.right), rel(s0_.right_relation, Relation::root));
    add_.three(t0t_, t(b0_.left), rel(b0_.left_relation, Relation::root));
    add_.two(t0t_, rel(b0_.left_relation, b0_.left_inner_relation));
    add_.three(t10_, t(s0_.left), rel(s0_.left_relation, Relation::root));
    add_.three(t10_, t(s0_.right), rel(s0_.right_relation, Relation::root));
    add_.three(t10_, t(s1_.left), rel(s1_.left_relation, Relation::root));
    add_.three(t10_, t(s1_.right), rel(s1_.right_relation, Relation::root));
    add_.two(t10_, rel(s1_.right_relation, s1_.right_inner_relation));
    add_.two(t10_, rel(s0_.left_relation, s0_.left_inner_relation));
    add_.two(wt(i0_), rel(s0_.left_relation, s0_.left_inner_relation));
    add_.two(wt(i0_), rel(s0_.right_relation, s0_.right_inner_relation));
    add_.two(wt(i1_), rel(s1_.right_relation, s1_.right_inner_relation));
    add_.two(wt(i1_), rel(s1_.left_relation, s1_.left_inner_relation));
    add_.two(wt(next_), rel(b0_.left_relation, b0_.left_inner_relation));
    add_.two(w(i0_), w(s0_.left));
    add_.two(w(i0_), w(s0_.right));
    add_.two(w(i1_), w(s1_.right));
    add_.two(w(next_), w(b0_.left));
    add_.three(w(i1_), w(s0_.left), w(i0_));
    add_.three(w(i1_), w(s0_.left), t(i0_));
    add_.three(t(i1_), w(s0_.left), w(i0_));
    add_.three(t(i1_), w(s0_.left), t(i0_));
    add_.three(wt(i2_), wt(i1_), w(s0_.left));
    add_.three(t(i2_), t(i1_), w(s0_.left));
    add_.two(s0_.relations, t0t_);
    add_.two(s1_.relations, t10_);
    add_.two(b0_.relations, t0t_);
    add_.two(s0_.relations, wt(i0_));
    add_.two(s1_.relations, wt(i1_));
  }

  /// How many children, how far apart, and what lies between.
  void add_distances() {
    add_.three(wt(i0_), s0_.lefts, s0_.rights);
    add_.three(wt(i1_), s1_.lefts, s1_.rights);
    add_.three(t10_, s1_.rights, distance(i1_, i0_));
    add_.two(t0t_, distance(i0_, next_));
    add_.two(wt(i0_), distance(i0_, next_));
    add_.two(wt(next_), distance(i0_, next_));
    add_.two(wt(i1_), distance(i1_, i0_));
    add_.three(t10t_, distance(i1_, i0_), distance(i0_, next_));
    add_.two(t0t_, between(i0_, next_));
    add_.two(t10_, between(i1_, i0_));
    add_.two(t10t_, between(i1_, next_));
  }

 private:
  Atom t(std::size_t at) const { return words_.tag[at]; }
  Atom w(std::size_t at) const { return words_.form[at]; }
  Atom wt(std::size_t at) const { return words_.form_tag[at]; }

  static std::uint64_t rel(Relation a, Relation b) {
    return static_cast<std::uint64_t>(a) * 64 + static_cast<std::uint64_t>(b) + 1;
  }

  /// Which kinds of words stand between two places, up to two of each.
  std::uint64_t between(std::size_t from, std::size_t to) const {
    const SentenceWords::Before& a = words_.before[std::min(from + 1, to)];
    const SentenceWords::Before& b = words_.before[to];
    const auto some = [](unsigned count) { return std::min<std::uint64_t>(count, 2); };
    return some(b.verbs - a.verbs) | some(b.commas - a.commas) << 2U |
           some(b.conjunctions - a.conjunctions) << 4U | some(b.marks - a.marks) << 6U;
  }

  const SentenceWords& words_;
  Adder add_;
  const Node& s0_;  // the top of the stack, the word below, the front
  const Node& s1_;
  const Node& b0_;
  std::size_t i0_, i1_, i2_, next_;  // their places, with the third of the stack
  std::size_t b1_, b2_, b3_;         // the places behind the front
  Atom t0t_, t10_, t10t_;  // tags together: top and front, the two on top, those and the front
};

}  // namespace

void Node::add_left(std::uint16_t child, Relation relation) {
  left_inner = left;
  left_inner_relation = left_relation;
  left = child;
  left_relation = relation;
  lefts = static_cast<std::uint8_t>(std::min(lefts + 1, 4));
  relations |= 1ULL << static_cast<unsigned>(relation);
}

void Node::add_right(std::uint16_t child, Relation relation) {
  right_inner = right;
  right_inner_relation = right_relation;
  right = child;
  right_relation = relation;
  rights = static_cast<std::uint8_t>(std::min(rights + 1, 4));
  relations |= 1ULL << static_cast<unsigned>(relation);
}

void SentenceWords::read(std::span<const std::string_view> words) {
  size = words.size();
  atoms.resize(size + 4);
  classes.assign(size + 4, 0);
  atoms[0] = place(kNone);
  for (std::size_t i = 0; i < size; ++i) atoms[i + 1] = atoms_of(words[i]);
  atoms[size + 1] = place(kRootAtom);
  atoms[size + 2] = atoms[size + 3] = place(kEnd);
}

void SentenceWords::prepare(std::span<const WordClass> classes_known) {
  tag.resize(size + 4);
  form.resize(size + 4);
  form_tag.resize(size + 4);
  before.resize(size + 4);
  Before count{};
  for (std::size_t i = 0; i < size + 4; ++i) {
    form[i] = atoms[i].form;
    tag[i] = i >= 1 && i <= size ? (classes[i] + 1) * 0xC2B2AE3D27D4EB4FULL : atoms[i].form;
    form_tag[i] = mixed(form[i], tag[i]);
    before[i] = count;
    if (i < 1 || i > size) continue;
    const WordClass known = classes_known[classes[i]];
    if (known.upos == Upos::verb) ++count.verbs;
    if (known.xpos == Xpos::comma) ++count.commas;
    if (known.upos == Upos::cconj) ++count.conjunctions;
    if (known.upos == Upos::punct && known.xpos != Xpos::comma) ++count.marks;
  }
}

void tag_features(const SentenceWords& words, std::size_t at, Features& features) {
  const auto& atoms = words.atoms;
  // Behind the last word comes the end, not the root.
  const std::size_t size = words.size;
  const WordAtoms& here = atoms[at];
  const WordAtoms& back = atoms[at - 1];
  const WordAtoms& back2 = atoms[at >= 2 ? at - 2 : 0];
  const WordAtoms& next = atoms[at + 1 <= size ? at + 1 : size + 2];
  const WordAtoms& next2 = atoms[at + 2 <= size ? at + 2 : size + 2];
  const Atom tag1 = at >= 2 ? words.classes[at - 1] + 1U : 255U;
  const Atom tag2 = at >= 3 ? words.classes[at - 2] + 1U : 255U;
  Adder add(features, 100);
  add.one(here.form);
  add.two(here.form, here.shape);
  add.one(back.form);
  add.one(back2.form);
  add.one(next.form);
  add.one(next2.form);
  add.two(back.form, here.form);
  add.two(here.form, next.form);
  add.two(tag1, here.form);
  add.one(tag1);
  add.two(tag1, tag2);
  add.two(mixed(tag1, tag2), here.form);
  add.two(tag1, next.form);
  add.two(tag1, here.suffix[2]);
  add.two(here.suffix[2], next.suffix[2]);
  add.one(here.suffix[0]);
  add.one(here.suffix[1]);
  add.one(here.suffix[2]);
  add.two(here.suffix[3], here.shape);
  add.one(here.prefix[0]);
  add.one(here.prefix[1]);
  add.one(here.prefix[2]);
  add.one(here.shape);
  add.two(here.shape, back.shape);
  add.two(here.shape, next.shape);
  add.two(tag1, here.shape);
  add.one(back.suffix[2]);
  add.one(next.suffix[1]);
  add.one(next.suffix[2]);
  add.one(next2.suffix[2]);
}

void arc_features(const SentenceWords& words, const View& view, Features& features) {
  ArcFeatures arc(words, view, features);
  arc.add_words();
  arc.add_children();
  arc.add_distances();
}

void relation_features(const SentenceWords& words, const Node& head, const Node& child,
                       Features& features) {
  const auto t = [&](std::size_t at) { return words.tag[at]; };
  const auto w = [&](std::size_t at) { return words.form[at]; };
  const auto wt = [&](std::size_t at) { return words.form_tag[at]; };
  const std::size_t h = head.word;
  const std::size_t c = child.word;
  const std::uint64_t side = c < h ? 1 : 2;
  const Atom tt = mixed(t(h), t(c), side);
  const Relation sibling = c < h ? head.left_relation : head.right_relation;
  const std::size_t sister = c < h ? head.left : head.right;

  Adder add(features, 400);
  add.two(wt(c), side);
  add.two(w(c), side);
  add.two(wt(h), side);
  add.one(tt);
  add.three(wt(h), t(c), side);
  add.three(t(h), wt(c), side);
  add.three(w(h), w(c), side);
  add.two(tt, distance(h, c));
  add.three(tt, w(child.left), t(child.left));
  add.three(tt, t(child.left), static_cast<std::uint64_t>(child.left_relation));
  add.three(tt, t(child.right), static_cast<std::uint64_t>(child.right_relation));
  add.two(tt, w(child.right));
  add.two(tt, child.relations);
  add.two(tt, head.relations);
  add.two(wt(h), head.relations);
  add.three(wt(c), side, child.relations);
  add.three(tt, static_cast<std::uint64_t>(sibling), t(sister));
  add.three(wt(h), side, static_cast<std::uint64_t>(sibling));
  add.three(w(h), w(child.left), t(c));
  add.three(w(c), w(child.left), t(h));
  add.two(tt, t(c - 1));
  add.two(tt, t(c + 1));
  add.two(tt, w(c - 1));
  add.two(tt, w(c + 1));
  add.two(tt, t(h - 1));
  add.two(tt, t(h + 1));
  add.three(tt, w(h), w(child.left));
  add.two(words.atoms[c].suffix[2], t(h));
  add.two(words.atoms[c].shape, tt);
  add.three(t(c), words.atoms[c].shape, t(c - 1));
  add.three(w(c), t(c - 1), t(c + 1));
  const auto& a = words.before[std::min(h, c) + 1];
  const auto& b = words.before[std::max(h, c)];
  add.three(tt, static_cast<std::uint64_t>(b.commas > a.commas),
            static_cast<std::uint64_t>(b.verbs > a.verbs));
}

}  // namespace truce::parse
