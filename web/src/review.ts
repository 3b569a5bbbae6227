// SPDX-License-Identifier: Apache-2.0
// What a reviewer may change of a statement, and which one comes next.

import type { FigureValue, Row, Span } from './api';

/// A field as docs/entries.md names it, with what it holds now.
export interface Field { key: string; label: string; value: string; words?: string }

/// The fields of a statement, in the order in which a reader of the words meets them. `words` names the vocabulary
/// that a closed field is of.
export function fields_of(row: Row | null): Field[] {
  const text = (key: string, value: string | null | undefined, label = key): Field => ({ key, label, value: value ?? '' });
  const closed = (key: string, value: string | null | undefined): Field => ({ ...text(key, value), words: key });
  return [
    closed('kind', row?.kind ?? 'fact'),
    closed('mood', row?.mood ?? 'asserted'),
    text('speaker', row?.speaker_as_written),
    closed('measure', row?.measure),
    text('figure', row ? figure_field(row.figure) : ''),
    text('of', row?.of, 'of whom or what'),
    text('done by', row?.by),
    text('received by', row?.to),
    text('place', row?.place),
    closed('act', row?.act),
    text('from', row?.window?.from, 'from day'),
    text('until', row?.window?.until, 'until day'),
    { ...text('cumulative', row?.window?.cumulative ? 'yes' : '', 'running total'), words: 'yes' },
    text('against', row?.against),
    closed('stance', row?.stance),
    text('issue', row?.issue),
    text('parties', row?.parties.join('; ')),
    closed('status', row?.status),
  ];
}

/// "at least 395": as the field is written, not as it is shown.
export function figure_field(figure: FigureValue | null): string {
  if (!figure || (figure.low === null && figure.high === null)) return '';
  const { low, high, qualifier } = figure;
  if (low !== null && high !== null && low !== high) return `${low} to ${high}`;
  const bounds = ['at_least', 'more_than', 'at_most', 'up_to', 'about'];
  if (bounds.includes(qualifier)) return `${qualifier.replace('_', ' ')} ${low ?? high}`;
  if (high === null) return `at least ${low}`;
  return low === null ? `at most ${high}` : `${low}`;
}

/// Only what was changed is sent: the rest stays as it was read.
export function changed(before: Field[], after: Record<string, string>): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { key, value } of before) {
    const now = (after[key] ?? '').trim();
    if (now !== value) fields[key] = now;
  }
  return fields;
}

/// Whether the statement waits for somebody to look at it.
export function waits(row: Row): boolean {
  return !row.reviewed && !row.amended;
}

/// The next statement that waits, in the order of the words, from the beginning again after the last.
export function next_waiting(rows: Row[], after: number | null): Row | null {
  const at = rows.findIndex(({ id }) => id === after);
  const in_turn = [...rows.slice(at + 1), ...rows.slice(0, at + 1)];
  return in_turn.find((row) => waits(row) && row.id !== after) ?? null;
}

/// What the browser has selected inside `frame`, in code points of the document's text; null when it is nothing of it.
/// A turning character is shown by a name, which counts as the one character that it stands for.
export function selected_in(frame: HTMLElement, selection: Selection | null): Span | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!frame.contains(range.startContainer) || !frame.contains(range.endContainer)) return null;
  const span: Span = [points_before(frame, range.startContainer, range.startOffset), points_before(frame, range.endContainer, range.endOffset)];
  return span[0] < span[1] ? span : null;
}

function points_before(frame: HTMLElement, container: Node, offset: number): number {
  const range = document.createRange();
  range.setStart(frame, 0);
  range.setEnd(container, offset);
  const before = range.cloneContents();
  for (const turn of before.querySelectorAll('.turn')) turn.textContent = turn.textContent ? '?' : '';
  return [...(before.textContent ?? '')].length;
}

/// The words of a span without the blanks around them, and the span of what is left.
export function without_blanks(text: string, [begin, end]: Span): { words: string; span: Span } {
  const points = [...text];
  while (begin < end && points[begin]!.trim() === '') begin += 1;
  while (end > begin && points[end - 1]!.trim() === '') end -= 1;
  return { words: points.slice(begin, end).join(''), span: [begin, end] };
}
