import { max } from 'd3-array';
import { scaleLinear, scaleUtc } from 'd3-scale';
import { DAY_MS } from '../../domain/time';

/** The number of a UTC day, `YYYY-MM-DD`; `null` if it was not counted. */
export type Point = { readonly day: string; readonly value: number | null };

/** A day in the drawing: percent of the width, and pixels from the top. */
export type Mark = { readonly day: string; readonly value: number; readonly x: number; readonly y: number };

/** Pixels. */
export const PLOT = { top: 22, height: 110, bottom: 24 } as const;
const BASE = PLOT.top + PLOT.height;

export type DayScale = {
  /** Percent of the width that one day takes. */
  readonly step: number;
  readonly marks: readonly (Mark | null)[];
  /** Days in a row that were not counted: percent from the left, and of the width. */
  readonly gaps: readonly { readonly x: number; readonly width: number }[];
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
  readonly dates: readonly { readonly day: string; readonly x: number }[];
  /** The day with the highest number, the latest of several. */
  readonly most: Mark | null;
  readonly last: Mark | null;
};

/** Places days in a row side by side, over numbers from zero up. */
export function dayScale(points: readonly Point[]): DayScale {
  const step = 100 / points.length;
  const highest = max(points, ({ value }) => value ?? 0) ?? 0;
  const vertical = scaleLinear()
    .domain([0, Math.max(1, highest)])
    .nice(TICKS)
    .range([BASE, PLOT.top]);
  const marks = points.map(({ day, value }, index) =>
    value === null ? null : { day, value, x: tenth((index + 0.5) * step), y: tenth(vertical(value)) },
  );
  const known = marks.filter((mark) => mark !== null);
  return {
    step,
    marks,
    gaps: gapsIn(points, step),
    ticks: vertical
      .ticks(TICKS)
      .filter(Number.isInteger)
      .map((value) => ({ value, y: tenth(vertical(value)) })),
    dates: datesOf(points, step),
    most: known.filter(({ value }) => value === highest).at(-1) ?? null,
    last: known.at(-1) ?? null,
  };
}

const TICKS = 3;

function gapsIn(points: readonly Point[], step: number): DayScale['gaps'] {
  const gaps: { from: number; days: number }[] = [];
  for (const [index, { value }] of points.entries()) {
    const last = gaps.at(-1);
    if (value !== null) continue;
    if (last && last.from + last.days === index) last.days++;
    else gaps.push({ from: index, days: 1 });
  }
  return gaps.map(({ from, days }) => ({ x: tenth(from * step), width: tenth(days * step) }));
}

/** Few enough for a phone. */
const DATES = 4;

function datesOf(points: readonly Point[], step: number): DayScale['dates'] {
  const [first] = points;
  if (!first) return [];
  const from = Date.parse(first.day);
  const scale = scaleUtc().domain([from, from + (points.length - 1) * DAY_MS]);
  const days = scale.ticks(DATES).map((date) => (date.getTime() - from) / DAY_MS);
  return [...new Set(points.length === 1 ? [0] : days.filter(Number.isInteger))].flatMap((index) => {
    const point = points[index];
    return point ? [{ day: point.day, x: tenth((index + 0.5) * step) }] : [];
  });
}

function tenth(number: number): number {
  return Math.round(number * 10) / 10;
}
