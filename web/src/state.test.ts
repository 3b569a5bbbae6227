// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { as_known_of, days_from, defaults, instant_of, state_of, url_of, type State } from './state';

/// Reads an address and writes it again.
function check(address: string, written = address): void {
  expect(url_of(state_of(address))).toBe(written);
}

describe('the address of a view', () => {
  test('is kept for every page and every detail', () => {
    for (const address of [
      '/', '/agreement', '/agreement/1.3', '/gate', '/tallies', '/tallies/clause-1.2', '/incidents', '/incidents/501',
      '/documents', '/documents/7?row=12', '/positions', '/report?date=2030-03-18', '/log',
    ])
      check(address);
  });

  test('carries moment, viewpoint and theme', () => {
    check('/gate?as_known=2030-03-18T12:00Z&viewpoint=party:Northland&theme=dark');
    check('/incidents?clause=1.1&party=Northland&offset=50&as_known=2030-03-18');
  });

  test('leaves out what is as by default', () => {
    check('/?viewpoint=everyone&theme=auto&as_known=', '/');
  });

  test('drops what the page does not understand', () => {
    check('/gate?row=3&colour=red', '/gate');
    check('/?theme=<script>', '/');
  });

  test('keeps ids and names with any characters', () => {
    const state: State = { ...defaults, page: 'tallies', id: 'a/b ?%ü', viewpoint: 'party:نورث & Söhne' };
    expect(state_of(url_of(state))).toEqual(state);
  });

  test('names no page when it is not one of ours', () => {
    for (const address of ['/nowhere', '/gate/1', '/documents/1/2', '/board', '/documents/%'])
      expect(state_of(address).page).toBe('missing');
  });

  test('takes a slash at the end', () => check('/agreement/', '/agreement'));
});

describe('the moment', () => {
  test('is an instant or a day, in UTC', () => {
    expect(instant_of('2030-03-18')).toBe(Date.UTC(2030, 2, 18));
    expect(instant_of('2030-03-18T12:30Z')).toBe(Date.UTC(2030, 2, 18, 12, 30));
    expect(instant_of('2030-03-18T12:30')).toBe(Date.UTC(2030, 2, 18, 12, 30));
  });

  test('is now when empty or unreadable', () => {
    for (const text of ['', 'yesterday', '2030-13-40', '2030-03-18T99:00Z']) expect(instant_of(text)).toBeNull();
  });

  test('moves by whole days', () => {
    expect(days_from('2030-03-01T12:00Z', -1, 0)).toBe('2030-02-28T12:00Z');
    expect(days_from('', -1, Date.UTC(2030, 0, 1))).toBe('2029-12-31T00:00Z');
    expect(as_known_of(Date.UTC(2030, 0, 1, 7, 5, 59))).toBe('2030-01-01T07:05Z');
  });
});
