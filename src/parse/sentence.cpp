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

std::uint64_t distance(std::size_t from, std::size_t to) {
  const std::size_t words = to > from ? to - from : from - to;
  return words <= 5 ? words : words <= 7 ? 6 : words <= 10 ? 7 : words <= 15 ? 8 : 9;
}

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
  std::uint64_t kind = 100;
  features.clear();
  const auto one = [&](Atom a) { features.add(finished(mixed(a, ++kind))); };
  const auto two = [&](Atom a, Atom b) { features.add(finished(mixed(a, b, ++kind))); };
  one(here.form);
  two(here.form, here.shape);
  one(back.form);
  one(back2.form);
  one(next.form);
  one(next2.form);
  two(back.form, here.form);
  two(here.form, next.form);
  two(tag1, here.form);
  one(tag1);
  two(tag1, tag2);
  two(mixed(tag1, tag2), here.form);
  two(tag1, next.form);
  two(tag1, here.suffix[2]);
  two(here.suffix[2], next.suffix[2]);
  one(here.suffix[0]);
  one(here.suffix[1]);
  one(here.suffix[2]);
  two(here.suffix[3], here.shape);
  one(here.prefix[0]);
  one(here.prefix[1]);
  one(here.prefix[2]);
  one(here.shape);
  two(here.shape, back.shape);
  two(here.shape, next.shape);
  two(tag1, here.shape);
  one(back.suffix[2]);
  one(next.suffix[1]);
  one(next.suffix[2]);
  one(next2.suffix[2]);
}

void arc_features(const SentenceWords& words, const View& view, Features& features) {
  const std::size_t last = words.size + 3;
  const Node& s0 = *view.s0;
  const Node& s1 = *view.s1;
  const Node& b0 = *view.front;
  const std::size_t next = b0.word;
  const auto t = [&](std::size_t at) { return words.tag[at]; };
  const auto w = [&](std::size_t at) { return words.form[at]; };
  const auto wt = [&](std::size_t at) { return words.form_tag[at]; };
  const std::size_t b1 = std::min(next + 1, last);
  const std::size_t b2 = std::min(next + 2, last);
  const std::size_t b3 = std::min(next + 3, last);
  const std::size_t i0 = s0.word;
  const std::size_t i1 = s1.word;
  const std::size_t i2 = view.s2->word;
  const auto rel = [](Relation a, Relation b) {
    return static_cast<std::uint64_t>(a) * 64 + static_cast<std::uint64_t>(b) + 1;
  };

  std::uint64_t kind = 200;
  features.clear();
  const auto one = [&](Atom a) { features.add(finished(mixed(a, ++kind))); };
  const auto two = [&](Atom a, Atom b) { features.add(finished(mixed(a, b, ++kind))); };
  const auto three = [&](Atom a, Atom b, Atom c) {
    features.add(finished(mixed(mixed(a, b), c, ++kind)));
  };

  const Atom t0t = mixed(t(i0), t(next));  // top and front
  const Atom t10 = mixed(t(i1), t(i0));    // the two on top
  const Atom t10t = mixed(t10, t(next));
  one(wt(i0));
  one(w(i0));
  one(wt(i1));
  one(w(i1));
  one(wt(next));
  one(w(next));
  one(wt(b1));
  one(wt(i2));
  one(t(b2));

  two(wt(i0), wt(next));
  two(wt(i0), t(next));
  two(t(i0), wt(next));
  two(w(i0), w(next));
  one(t0t);
  two(wt(i1), wt(i0));
  two(wt(i1), t(i0));
  two(t(i1), wt(i0));
  two(w(i1), w(i0));
  one(t10);
  two(wt(i1), wt(next));
  two(t(i1), wt(next));
  two(wt(i1), t(next));
  two(wt(next), t(b1));
  two(wt(next), wt(b1));

  two(t0t, t(b1));
  two(t0t, w(b1));
  three(t0t, t(b1), t(b2));
  two(t10, t(next));
  two(t10, w(next));
  three(w(i1), t(i0), t(next));
  three(t(i1), w(i0), t(next));
  three(t10t, t(b1), t(b2));
  two(t10t, t(b1));
  two(t10t, wt(b1));
  three(t(i2), t10, t(next));
  two(t(i2), t10);
  three(t(next), t(b1), t(b2));
  three(w(next), t(b1), t(b2));
  three(w(i0), t(next), t(b1));
  three(w(i0), w(next), t(b1));
  three(w(i1), t(i0), w(next));
  three(t(b1), t(b2), t(b3));

  // children
  three(t0t, t(s0.left), rel(s0.left_relation, Relation::root));
  three(t0t, t(s0.right), rel(s0.right_relation, Relation::root));
  three(t0t, t(b0.left), rel(b0.left_relation, Relation::root));
  two(t0t, rel(b0.left_relation, b0.left_inner_relation));
  three(t10, t(s0.left), rel(s0.left_relation, Relation::root));
  three(t10, t(s0.right), rel(s0.right_relation, Relation::root));
  three(t10, t(s1.left), rel(s1.left_relation, Relation::root));
  three(t10, t(s1.right), rel(s1.right_relation, Relation::root));
  two(t10, rel(s1.right_relation, s1.right_inner_relation));
  two(t10, rel(s0.left_relation, s0.left_inner_relation));
  two(wt(i0), rel(s0.left_relation, s0.left_inner_relation));
  two(wt(i0), rel(s0.right_relation, s0.right_inner_relation));
  two(wt(i1), rel(s1.right_relation, s1.right_inner_relation));
  two(wt(i1), rel(s1.left_relation, s1.left_inner_relation));
  two(wt(next), rel(b0.left_relation, b0.left_inner_relation));
  two(w(i0), w(s0.left));
  two(w(i0), w(s0.right));
  two(w(i1), w(s1.right));
  two(w(next), w(b0.left));
  three(w(i1), w(s0.left), w(i0));
  three(w(i1), w(s0.left), t(i0));
  three(t(i1), w(s0.left), w(i0));
  three(t(i1), w(s0.left), t(i0));
  three(wt(i2), wt(i1), w(s0.left));
  three(t(i2), t(i1), w(s0.left));
  two(s0.relations, t0t);
  two(s1.relations, t10);
  two(b0.relations, t0t);
  two(s0.relations, wt(i0));
  two(s1.relations, wt(i1));

  // how many, how far, and what lies between
  three(wt(i0), s0.lefts, s0.rights);
  three(wt(i1), s1.lefts, s1.rights);
  three(t10, s1.rights, distance(i1, i0));
  two(t0t, distance(i0, next));
  two(wt(i0), distance(i0, next));
  two(wt(next), distance(i0, next));
  two(wt(i1), distance(i1, i0));
  three(t10t, distance(i1, i0), distance(i0, next));
  const auto between = [&](std::size_t from, std::size_t to) {
    const auto& a = words.before[std::min(from + 1, to)];
    const auto& b = words.before[to];
    const auto some = [](unsigned count) { return std::min<std::uint64_t>(count, 2); };
    return some(b.verbs - a.verbs) | some(b.commas - a.commas) << 2U |
           some(b.conjunctions - a.conjunctions) << 4U | some(b.marks - a.marks) << 6U;
  };
  two(t0t, between(i0, next));
  two(t10, between(i1, i0));
  two(t10t, between(i1, next));
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

  std::uint64_t kind = 400;
  features.clear();
  const auto one = [&](Atom a) { features.add(finished(mixed(a, ++kind))); };
  const auto two = [&](Atom a, Atom b) { features.add(finished(mixed(a, b, ++kind))); };
  const auto three = [&](Atom a, Atom b, Atom c3) {
    features.add(finished(mixed(mixed(a, b), c3, ++kind)));
  };
  two(wt(c), side);
  two(w(c), side);
  two(wt(h), side);
  one(tt);
  three(wt(h), t(c), side);
  three(t(h), wt(c), side);
  three(w(h), w(c), side);
  two(tt, distance(h, c));
  three(tt, w(child.left), t(child.left));
  three(tt, t(child.left), static_cast<std::uint64_t>(child.left_relation));
  three(tt, t(child.right), static_cast<std::uint64_t>(child.right_relation));
  two(tt, w(child.right));
  two(tt, child.relations);
  two(tt, head.relations);
  two(wt(h), head.relations);
  three(wt(c), side, child.relations);
  three(tt, static_cast<std::uint64_t>(sibling), t(sister));
  three(wt(h), side, static_cast<std::uint64_t>(sibling));
  three(w(h), w(child.left), t(c));
  three(w(c), w(child.left), t(h));
  two(tt, t(c - 1));
  two(tt, t(c + 1));
  two(tt, w(c - 1));
  two(tt, w(c + 1));
  two(tt, t(h - 1));
  two(tt, t(h + 1));
  three(tt, w(h), w(child.left));
  two(words.atoms[c].suffix[2], t(h));
  two(words.atoms[c].shape, tt);
  three(t(c), words.atoms[c].shape, t(c - 1));
  three(w(c), t(c - 1), t(c + 1));
  const auto& a = words.before[std::min(h, c) + 1];
  const auto& b = words.before[std::max(h, c)];
  three(tt, static_cast<std::uint64_t>(b.commas > a.commas),
        static_cast<std::uint64_t>(b.verbs > a.verbs));
}

}  // namespace truce::parse
