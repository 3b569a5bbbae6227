// SPDX-License-Identifier: Apache-2.0
// What is read off a tally: the steps that stand, columns for a chart, rows for a table.

import type { Day, Line, Step } from './api';

export interface ChartData {
  days: number[];                  // midnight UTC, in seconds, ascending
  values: (number | null)[][];     // one column per line; null where that line has no step
}

/// The steps that stand: of several for one day the one that became known last.
export function standing(steps: Step[]): Step[] {
  const latest = new Map<Day, Step>();
  for (const step of steps) {
    const before = latest.get(step.on);
    if (!before || before.known_at <= step.known_at) latest.set(step.on, step);
  }
  return [...latest.values()].sort((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0));
}

export function chart_data(lines: Pick<Line, 'steps'>[]): ChartData {
  const columns = lines.map(
    ({ steps }) => new Map(standing(steps).map((step) => [seconds_of(step.on), step.low ?? step.high])),
  );
  const days = [...new Set(columns.flatMap((column) => [...column.keys()]))].sort((left, right) => left - right);
  return { days, values: columns.map((column) => days.map((day) => column.get(day) ?? null)) };
}

function seconds_of(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}

/// How many kinds of line a chart tells apart by colour and dash before they come again.
export const line_kinds = 6;

/// A line with the rows of its latest standing step, as the board's lines have them.
export function latest_of(line: Line): Line & { statements: number[] } {
  const last = standing(line.steps).at(-1);
  return { ...line, statements: last?.statements ?? [] };
}

/// Steps for a table, latest day first, each with whether a later-known one replaced it.
export function table_of(line: Line): (Step & { replaced: boolean })[] {
  const stands = new Set(standing(line.steps));
  return line.steps.map((step) => ({ ...step, replaced: !stands.has(step) })).reverse();
}
