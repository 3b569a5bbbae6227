// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { FigureValue, Row } from './api';
import { changed, fields_of, figure_field, next_waiting, waits, without_blanks } from './review';

function row(id: number, said: Partial<Row> = {}): Row {
  return {
    id, document: 1, document_title: '', publisher: '', published: null, known_at: '', kind: 'fact', mood: 'asserted',
    speaker: { name: 'a ministry', side: '' }, speaker_as_written: 'the ministry', cue: null, quote: '', said_on: null,
    measure: 'killed', figure: { low: 5, high: 5, qualifier: 'exactly', as_written: 'five' }, of: null, by: null, to: null,
    place: null, act: null, window: { from: '2030-03-18', until: '2030-03-18', cumulative: false, precision: 'day' },
    against: null, stance: '', issue: '', parties: [], status: '', reviewed: false, review: null, amended: null, rule: '',
    confidence: null, retracted: false, series: '', incident: null,
    spans: { quote: [0, 1], speaker: null, cue: null, figure: null, place: null, by: null, of: null }, ...said,
  };
}

function figure(low: number | null, high: number | null, qualifier = 'exactly'): FigureValue {
  return { low, high, qualifier, as_written: '' };
}

test.each([
  [null, ''],
  [figure(null, null, 'vague'), ''],
  [figure(12, 12), '12'],
  [figure(3, 5), '3 to 5'],
  [figure(395, null, 'at_least'), 'at least 395'],
  [figure(null, 5, 'up_to'), 'up to 5'],
  [figure(40, 40, 'about'), 'about 40'],
  [figure(24, null, 'vague'), 'at least 24'],
  [figure(null, 9), 'at most 9'],
])('a figure is written as a field takes it: %j', (value, words) => {
  expect(figure_field(value)).toBe(words);
});

test('only what was changed is sent, and what was emptied is sent empty', () => {
  const before = fields_of(row(1, { place: 'Arden' }));
  const same = Object.fromEntries(before.map(({ key, value }) => [key, value]));
  expect(changed(before, same)).toEqual({});
  expect(changed(before, { ...same, figure: ' at least 5 ', place: '' })).toEqual({ figure: 'at least 5', place: '' });
});

test('the next statement that waits is the next in the text, then the first again', () => {
  const rows = [row(1), row(2, { reviewed: true }), row(3)];
  expect(next_waiting(rows, 1)?.id).toBe(3);
  expect(next_waiting(rows, 3)?.id).toBe(1);
  expect(next_waiting(rows, null)?.id).toBe(1);
  expect(next_waiting([row(1)], 1)).toBeNull();
});

test('what a later reading took out waits for nobody', () => {
  const amended = { what: 'retracted', ground: 'rereading', replacement: null, reason: '', by: '' };
  expect(waits(row(1, { amended }))).toBe(false);
  expect(waits(row(1))).toBe(true);
});

test('blanks around the words chosen are left out, counted in code points', () => {
  expect(without_blanks('🕊 five died. ', [1, 13])).toEqual({ words: 'five died.', span: [2, 12] });
});
