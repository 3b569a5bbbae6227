// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { Span } from './api';
import { segments_of } from './segments';

/// "ab:a c:a,b f" for the segments of a text with the marks a, b, …
function check(text: string, spans: Span[], expected: string): void {
  const segments = segments_of(text, spans.map((span, index) => ({ span, value: 'abcdef'[index] })));
  const words = segments.map(({ text, values }) => (values.length > 0 ? `${text}:${values.join(',')}` : text));
  expect(words.join(' ')).toBe(expected);
  expect(segments.map((segment) => segment.text).join('')).toBe(text);
}

describe('a text is cut where spans begin and end', () => {
  test('without spans it stays whole', () => check('abc', [], 'abc'));
  test('an empty text has no segments', () => check('', [[0, 3]], ''));
  test('one span', () => check('abcdef', [[2, 4]], 'ab cd:a ef'));
  test('the whole text', () => check('abc', [[0, 3]], 'abc:a'));
  test('spans that touch', () => check('abcd', [[0, 2], [2, 4]], 'ab:a cd:b'));
  test('spans that overlap', () => check('abcdef', [[0, 3], [2, 5]], 'ab:a c:a,b de:b f'));
  test('a span within another', () => check('abcdef', [[0, 6], [2, 3]], 'ab:a c:a,b def:a'));
  test('two spans of the same words', () => check('abc', [[1, 2], [1, 2]], 'a b:a,b c'));
  test('in any order', () => check('abcdef', [[4, 6], [0, 2]], 'ab:b cd ef:a'));
});

describe('odd spans do no harm', () => {
  test('past the end', () => check('abc', [[1, 99]], 'a bc:a'));
  test('beyond the end', () => check('abc', [[50, 99]], 'abc'));
  test('empty or turned around', () => check('abc', [[1, 1], [2, 1]], 'abc'));
  test('before the beginning', () => check('abc', [[-2, 1]], 'abc'));
});

test('offsets count code points, not UTF-16 units', () => {
  check('🕊🕊 tr🕊ce', [[3, 8], [0, 1]], '🕊:b 🕊  tr🕊ce:a');
});

test('a line of ten megabytes is cut in one walk', () => {
  const segments = segments_of('x'.repeat(10_000_000), [{ span: [9_999_990, 9_999_995], value: 1 }]);
  expect(segments.map(({ text }) => text.length)).toEqual([9_999_990, 5, 5]);
});
