// SPDX-License-Identifier: Apache-2.0
// A step chart: one line per counter, a dashed line for the target. Plain uPlot, no framework.
//
// tally.ts turns lines into columns, draw() puts them on the screen. The table beside the chart says the same. This
// file is loaded only where a chart is shown, so that the other pages stay light.

import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { line_kinds, type ChartData } from './tally';

export interface Drawing {
  data: ChartData;
  target: number | null;
  shown: boolean[];                            // which lines are on
  colour: (name: string) => string;            // the value of a colour of app.css, such as "line-1"
  on_day: (index: number | null) => void;      // the pointer is over a day
}

const day_seconds = 86_400;
const steps_of_days = [1, 2, 5, 7, 14, 28, 56, 91, 182, 365].map((days) => days * day_seconds);

const dashes: number[][] = [[], [8, 4], [2, 3], [10, 3, 2, 3], [5, 2], [1, 2]];

/// Draws into `parent` and returns what takes the drawing away again.
export function draw(parent: HTMLElement, drawing: Drawing): () => void {
  const size = () => ({ width: Math.max(parent.clientWidth, 240), height: parent.clientWidth < 520 ? 220 : 300 });
  const plot = new uPlot(options(drawing, size()), columns(drawing), parent);
  const watcher = new ResizeObserver(() => plot.setSize(size()));
  watcher.observe(parent);
  return () => {
    watcher.disconnect();
    plot.destroy();
  };
}

function columns({ data, target }: Drawing): uPlot.AlignedData {
  const level = target === null ? [] : [data.days.map(() => target)];
  return [data.days, ...data.values, ...level];
}

function options(drawing: Drawing, size: { width: number; height: number }): uPlot.Options {
  const { data, target, colour } = drawing;
  const axis: uPlot.Axis = {
    stroke: colour('quiet'),
    font: '12px system-ui, sans-serif',
    grid: { stroke: colour('rule'), width: 1 },
    ticks: { stroke: colour('rule'), width: 1, size: 4 },
  };
  const level: uPlot.Series[] =
    target === null ? [] : [{ stroke: colour('ink'), width: 1, dash: [3, 5], points: { show: false } }];
  return {
    ...size,
    legend: { show: false },
    cursor: { y: false, drag: { setScale: false }, points: { size: 7 } },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    scales: { y: { range: (_plot, low, high) => [Math.min(0, low), Math.max(high, target ?? 0, 1) * 1.06] } },
    axes: [{ ...axis, incrs: steps_of_days, values: day_labels }, { ...axis, size: 56, values: (_plot, ticks) => ticks.map(count_label) }],
    series: [{}, ...data.values.map((_, index) => series(index, drawing)), ...level],
    hooks: { setCursor: [(plot) => drawing.on_day(plot.cursor.idx ?? null)] },
  };
}

// A line of few steps may have stretches too short to see, or one step only.
const few_steps = 30;

function series(index: number, { data, shown, colour }: Drawing): uPlot.Series {
  const kind = index % line_kinds;
  const stroke = colour(`line-${kind + 1}`);
  const count = data.values[index]?.filter((value) => value !== null).length ?? 0;
  const steps = uPlot.paths.stepped?.({ align: 1 });
  return {
    show: shown[index] ?? true,
    stroke,
    width: 2,
    dash: dashes[kind] ?? [],
    spanGaps: true,
    points: { show: count < few_steps, size: 6, fill: stroke, stroke },
    ...(steps && { paths: steps }),
  };
}

function count_label(count: number): string {
  return Number.isInteger(count) ? count.toLocaleString('en-GB') : '';
}

/// Marks of the x axis: "3 Nov", or "Nov 2025" where they stand a month apart.
function day_labels(_plot: uPlot, marks: number[], _axis: number, _space: number, apart: number): string[] {
  return marks.map((mark) => {
    const [, date, month, year] = new Date(mark * 1000).toUTCString().split(' ');
    return apart >= 28 * day_seconds ? `${month} ${year}` : `${Number(date)} ${month}`;
  });
}
