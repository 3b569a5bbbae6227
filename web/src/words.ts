// SPDX-License-Identifier: Apache-2.0
// How days, figures and words from the record are written on the screen.

import type { Day, FigureValue, Instant } from './api';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const count_format = new Intl.NumberFormat('en-GB');

/// "18 Dec 2025"
export function day_words(day: Day | null): string {
  const parts = day?.match(/^(\d{4})-(\d{2})-(\d{2})/);
  if (!parts) return day || 'no day given';
  return `${Number(parts[3])} ${months[Number(parts[2]) - 1] ?? parts[2]} ${parts[1]}`;
}

/// "19 Dec 2025 12:00 UTC". The record is kept in UTC, and every clock on the screen says so.
export function instant_words(instant: Instant | null): string {
  if (!instant) return 'no time given';
  const clock = instant.match(/T(\d{2}:\d{2})/)?.[1];
  return clock ? `${day_words(instant)} ${clock} UTC` : day_words(instant);
}

/// "18 Dec 2025" or "12 Dec 2025 – 18 Dec 2025"
export function days_words(from: Day | null, until: Day | null): string {
  if (!from && !until) return 'no day given';
  if (!until || from === until) return from === until ? day_words(from) : `from ${day_words(from)}`;
  return from ? `${day_words(from)} – ${day_words(until)}` : `to ${day_words(until)}`;
}

export function count_words(count: number): string {
  return count_format.format(count);
}

/// What is known of a number: "47", "≥ 395", "≤ 5", "3–5".
export function range_words(low: number | null, high: number | null): string {
  if (low === null) return high === null ? 'no figure' : `≤ ${count_words(high)}`;
  if (high === null) return `≥ ${count_words(low)}`;
  return low === high ? count_words(low) : `${count_words(low)}–${count_words(high)}`;
}

export function figure_words(figure: FigureValue): string {
  const range = range_words(figure.low, figure.high);
  return figure.qualifier === 'about' ? `about ${range}` : range;
}

/// A word of a vocabulary as people write it: "air_strike" is "air strike".
export function spaced(word: string): string {
  return word.replaceAll('_', ' ');
}

/// "1 row", "2 rows"
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count_words(count)} ${count === 1 ? one : many}`;
}

const modalities: Record<string, string> = {
  forbids: 'forbids',
  requires_once: 'requires once',
  requires_each: 'requires each period',
  requires_lasting: 'requires lastingly',
  limits: 'limits',
  permits: 'permits',
};
export function modality_words(modality: string): string {
  return modalities[modality] ?? spaced(modality);
}

export const met_words = {
  met: 'met', not_met: 'not met', disputed: 'disputed', unknown: 'cannot tell',
} as const;

export const phase_words = {
  current: 'current', not_started: 'not started', completed: 'completed',
} as const;

// Characters that turn the order of everything after them. Left alone, one in a title could rewrite a whole line.
const turning = /[\u202A-\u202E\u2066-\u2069]/u;

export interface Piece { text: string; turns: boolean }

/// Cuts a text at the characters that turn its direction, which are then shown as marks.
export function pieces_of(text: string): Piece[] {
  return text
    .split(new RegExp(`(${turning.source})`, 'u'))
    .filter((piece) => piece !== '')
    .map((piece) => (turning.test(piece) ? { text: mark_of(piece), turns: true } : { text: piece, turns: false }));
}

/// The same as one string, for places that hold no elements: titles, options, labels.
export function plain(text: string): string {
  return pieces_of(text).map((piece) => (piece.turns ? `[${piece.text}]` : piece.text)).join('');
}

function mark_of(character: string): string {
  return `U+${character.codePointAt(0)?.toString(16).toUpperCase()}`;
}

/// An address that may be followed, or null: a document may claim any.
export function followable(url: string): string | null {
  return /^https?:\/\//i.test(url) && URL.canParse(url) ? url : null;
}
