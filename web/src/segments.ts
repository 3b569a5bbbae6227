// SPDX-License-Identifier: Apache-2.0
// Cuts a text where the spans of statements begin and end.
//
// Spans overlap freely, elements on a page cannot. So the text becomes a run of segments, each with everything that
// covers it; joined again they are the text.

import type { Span } from './api';

export interface Mark<T> { span: Span; value: T }
export interface Segment<T> { begin: number; text: string; values: T[] }

/// The segments of `text`, whose marks count in code points. A mark outside the text is cut to it; an empty one lights
/// nothing.
///     [0,3)→a and [2,5)→b in "abcdef" give ab:a c:a,b de:b f
export function segments_of<T>(text: string, marks: Mark<T>[]): Segment<T>[] {
  const known = marks.filter(({ span: [begin, end] }) => begin < end && end > 0 && begin >= 0);
  known.sort((left, right) => left.span[0] - right.span[0]);
  const cuts = [...new Set([0, ...known.flatMap(({ span }) => span)])].sort((left, right) => left - right);
  const places = places_in(text, cuts);

  const segments: Segment<T>[] = [];
  let open: Mark<T>[] = [];
  let next = 0;
  cuts.forEach((begin, index) => {
    open = open.filter(({ span }) => span[1] > begin);
    for (let mark = known[next]; mark && mark.span[0] === begin; mark = known[++next]) open.push(mark);
    const piece = text.slice(places[index], places[index + 1]);
    if (piece !== '') segments.push({ begin, text: piece, values: open.map(({ value }) => value) });
  });
  return segments;
}

/// Where each code point of `cuts` (ascending) stands in the string, which counts in UTF-16 units. One walk, since a
/// document may be a line of ten megabytes.
function places_in(text: string, cuts: number[]): number[] {
  const places: number[] = [];
  let unit = 0;
  let point = 0;
  for (const cut of cuts) {
    while (point < cut && unit < text.length) {
      unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
      point += 1;
    }
    places.push(unit);
  }
  return places;
}
