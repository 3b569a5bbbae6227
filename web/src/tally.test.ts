// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { Line, Step } from './api';
import { chart_data, latest_of, standing, table_of } from './tally';

function step(on: string, low: number | null, known_at = `${on}T18:00:00Z`, high: number | null = low): Step {
  return { on, known_at, low, high, statements: [low ?? 0] };
}

function line(...steps: Step[]): Line {
  return { counter: { name: 'Monitors', side: '' }, label: '', series: '', basis: '', counting_rule: '', low: null, high: null, on: null, steps };
}

const seconds = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1000;

test('lines share their days, each with gaps where it says nothing', () => {
  const { days, values } = chart_data([line(step('2030-01-01', 1), step('2030-01-03', 3)), line(step('2030-01-02', 20))]);
  expect(days).toEqual(['2030-01-01', '2030-01-02', '2030-01-03'].map(seconds));
  expect(values).toEqual([[1, null, 3], [null, 20, null]]);
});

test('a correction of a day takes the place of what was known before', () => {
  const steps = [step('2030-01-02', 41), step('2030-01-02', 40, '2030-01-04T08:00:00Z'), step('2030-01-01', 20)];
  expect(standing(steps).map(({ low }) => low)).toEqual([20, 40]);
  expect(chart_data([line(...steps)]).values).toEqual([[20, 40]]);
});

test('the order of arrival does not matter', () => {
  const late = step('2030-01-02', 40, '2030-01-04T08:00:00Z');
  expect(standing([late, step('2030-01-02', 41)])).toEqual([late]);
});

test('a figure with an upper bound only is drawn at that bound', () => {
  expect(chart_data([line(step('2030-01-01', null, undefined, 11))]).values).toEqual([[11]]);
});

test('no lines and no steps give an empty chart', () => {
  expect(chart_data([])).toEqual({ days: [], values: [] });
  expect(chart_data([line()])).toEqual({ days: [], values: [[]] });
});

test('the latest figure opens to the rows of the step that stands', () => {
  expect(latest_of(line(step('2030-01-01', 5), step('2030-01-02', 7))).statements).toEqual([7]);
  expect(latest_of(line()).statements).toEqual([]);
});

test('the table has every step, latest first, and says which were replaced', () => {
  const rows = table_of(line(step('2030-01-02', 41), step('2030-01-02', 40, '2030-01-04T08:00:00Z')));
  expect(rows.map(({ low, replaced }) => [low, replaced])).toEqual([[40, false], [41, true]]);
});
