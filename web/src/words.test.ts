// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { counted, day_words, days_words, followable, instant_words, pieces_of, plain, range_words } from './words';

test('days and clocks are written in UTC and say so', () => {
  expect(day_words('2025-12-03')).toBe('3 Dec 2025');
  expect(instant_words('2025-12-19T12:00:00Z')).toBe('19 Dec 2025 12:00 UTC');
  expect(instant_words(null)).toBe('no time given');
});

test('a window is one day, two days, or open', () => {
  expect(days_words('2025-12-03', '2025-12-03')).toBe('3 Dec 2025');
  expect(days_words('2025-12-03', '2025-12-04')).toBe('3 Dec 2025 – 4 Dec 2025');
  expect(days_words('2025-12-03', null)).toBe('from 3 Dec 2025');
  expect(days_words(null, '2025-12-04')).toBe('to 4 Dec 2025');
  expect(days_words(null, null)).toBe('no day given');
});

test('a figure never says more than is known', () => {
  expect(range_words(47, 47)).toBe('47');
  expect(range_words(395, null)).toBe('≥ 395');
  expect(range_words(null, 5)).toBe('≤ 5');
  expect(range_words(3, 1200)).toBe('3–1,200');
  expect(range_words(null, null)).toBe('no figure');
});

test('characters that turn the direction of text become marks', () => {
  expect(plain('a\u202Eb\u2069c')).toBe('a[U+202E]b[U+2069]c');
  expect(pieces_of('a\u202Eb').map(({ turns }) => turns)).toEqual([false, true, false]);
  expect(plain('سلام שלום')).toBe('سلام שלום');
});

test('only web addresses may be followed', () => {
  expect(followable('https://courier.invalid/18')).toBe('https://courier.invalid/18');
  for (const url of ['javascript:alert(1)', 'data:text/html,x', ' https://x', '/relative', 'https://', ''])
    expect(followable(url)).toBeNull();
});

test('one and many', () => {
  expect(counted(1, 'row')).toBe('1 row');
  expect(counted(1904, 'entry', 'entries')).toBe('1,904 entries');
});
