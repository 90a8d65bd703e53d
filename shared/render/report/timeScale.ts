import { scaleUtc } from 'd3-scale';
import type { TimeLineEntry } from '../../domain/enforcement/timeLine';
import { DAY_MS } from '../../domain/time';

/** A part of a row in the drawing, in percent of its width. `loose`: not yet certain, or not yet for all. */
export type Span = { readonly kind: 'loose' | 'firm'; readonly x: number; readonly width: number };

export type TimeScale = {
  readonly today: number;
  readonly years: readonly { readonly year: number; readonly x: number }[];
  readonly spansOf: (entry: TimeLineEntry) => readonly Span[];
};

/** Time that the drawing leaves before the first date and after the last. */
const SPACE_MS = 60 * DAY_MS;

/** Percent: a year that begins later has no room for its label. */
const LAST_LABEL = 90;

/** One scale for all dates, from before the first of them until after the last, and after today. */
export function timeScale(entries: readonly TimeLineEntry[], now: number): TimeScale {
  const starts = entries.map(({ since }) => Date.parse(since));
  const ends = entries.map(endOf);
  const scale = scaleUtc()
    .domain([Math.min(now, ...starts) - SPACE_MS, Math.max(now, ...ends) + SPACE_MS])
    .range([0, 100]);
  const at = (time: number) => Math.round(scale(time) * 10) / 10;
  const span = (kind: Span['kind'], from: number, to: number): readonly Span[] =>
    to <= from ? [] : [{ kind, x: at(from), width: Math.round((at(to) - at(from)) * 10) / 10 }];
  const [, end = now] = scale.domain().map(Number);
  return {
    today: at(now),
    years: scale
      .ticks(4)
      .map((date) => ({ year: date.getUTCFullYear(), x: at(date.getTime()) }))
      .filter(({ x, year }, index, all) => x <= LAST_LABEL && all[index - 1]?.year !== year),
    spansOf: (entry) => {
      const start = Date.parse(entry.since);
      switch (entry.what) {
        case 'phase1':
        case 'adminCenter':
        case 'phase2': {
          const firm = firmFor(entry);
          return [...span('loose', start, Math.min(firm, end)), ...span('firm', firm, end)];
        }
        case 'phones':
        case 'phonesOfAdministrators':
          return span('firm', start, end);
        case 'customControls':
          return [...span('loose', start, endOf(entry)), ...span('firm', endOf(entry), end)];
      }
    },
  };
}

type Phase = Extract<TimeLineEntry, { readonly firm: string }>;

/** From when Microsoft enforces a phase in this tenant; never, as far as is known, if it does not. */
function firmFor({ firm, state }: Phase): number {
  if (state?.state === 'notEnforced') return Number.POSITIVE_INFINITY;
  return Math.max(Date.parse(firm), state?.state === 'postponed' ? Date.parse(state.until) : 0);
}

/** Where the uncertain time of an entry ends. */
function endOf(entry: TimeLineEntry): number {
  if (entry.what === 'customControls') return Date.UTC(Number(entry.since) + 1, 0, 1);
  return Date.parse(entry.since);
}
