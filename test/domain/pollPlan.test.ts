import { describe, expect, test } from '@jest/globals';
import { checkpointAt, timeOf } from '../../shared/domain/polling/checkpoint';
import {
  FIRST_LENGTH_MS,
  isLongBehind,
  isReconcileDue,
  isTooMuch,
  lengthWithin,
  longerLength,
  nextAfter,
  nextBefore,
  nextStart,
  OVERLAP_MS,
  paceNow,
  recentSpan,
  SWEEP_MS,
  shorterLength,
  sweepNow,
} from '../../shared/domain/polling/pollPlan';
import { DAY_MS, daysOf, HOUR_MS, isoTime, MINUTE_MS, type Span } from '../../shared/domain/time';
import { fc } from '../seededFc';
import { NOW } from './builders';

const KEPT = NOW - 30 * DAY_MS;

describe('the newest part', () => {
  test('begins where the last poll left it, and never before what the tenant keeps', () => {
    expect(recentSpan(NOW - 7 * DAY_MS, NOW, KEPT)).toEqual({ from: NOW - 7 * DAY_MS, to: NOW });
    expect(recentSpan(NOW - 90 * DAY_MS, NOW, KEPT).from).toBe(KEPT);
  });

  test('is left to begin with the overlap, or where it was cut before that', () => {
    expect(nextStart(NOW, { from: KEPT, to: NOW })).toBe(NOW - OVERLAP_MS);
    expect(nextStart(NOW - DAY_MS, { from: KEPT, to: NOW })).toBe(NOW - DAY_MS);
  });

  test('cut within the overlap, is gone on with a little before', () => {
    const from = NOW - 2 * HOUR_MS;
    expect(nextStart(NOW - HOUR_MS, { from, to: NOW })).toBe(NOW - 1.25 * HOUR_MS);
    expect(nextStart(from + 10 * MINUTE_MS, { from, to: NOW })).toBe(from + 5 * MINUTE_MS);
    expect(nextStart(NOW - 1, { from: KEPT, to: NOW })).toBe(NOW - 1 - 15 * MINUTE_MS);
    expect(nextStart(NOW - 2.9 * HOUR_MS, { from: KEPT, to: NOW })).toBe(NOW - 3 * HOUR_MS);
  });

  test('never goes back, and gets ahead by half of what was read at least', () => {
    const drawn = fc.record({
      length: fc.integer({ min: 1, max: 30 * DAY_MS }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(drawn, ({ length, part }) => {
        const from = NOW - length;
        const reached = from + Math.floor(length * part);
        const next = nextStart(reached, { from, to: NOW });
        expect(next).toBeLessThanOrEqual(reached);
        if (reached < NOW) expect(next - from).toBeGreaterThanOrEqual((reached - from) / 2);
      }),
    );
  });

  test('at first it is half a day', () => {
    expect(recentSpan(null, NOW, KEPT)).toEqual({ from: NOW - DAY_MS / 2, to: NOW });
    expect(recentSpan(null, NOW, NOW - HOUR_MS)).toEqual({ from: NOW - HOUR_MS, to: NOW });
  });

  test('a clock that was set back leaves no hole', () => {
    expect(recentSpan(NOW + DAY_MS, NOW, KEPT)).toEqual({ from: NOW - OVERLAP_MS, to: NOW });
  });
});

describe('the sweep', () => {
  const newest = NOW - 3 * HOUR_MS;
  const twoDays = { begunAt: NOW, reached: newest, downTo: NOW - 2 * DAY_MS };
  const begun = (begunAt: number) => ({ begunAt, reached: begunAt - HOUR_MS, downTo: begunAt - HOUR_MS });

  test('is of the last two days at first, and when the last one is dated ahead', () => {
    expect(sweepNow(null, NOW, newest)).toEqual(twoDays);
    expect(sweepNow(begun(NOW + 1), NOW, newest)).toEqual(twoDays);
  });

  test('of the last day is gone on with', () => {
    for (const last of [begun(NOW), begun(NOW - DAY_MS + 1)]) expect(sweepNow(last, NOW, newest)).toBe(last);
  });

  test('begins again a day after the last one', () => {
    expect(sweepNow(begun(NOW - DAY_MS), NOW, newest)).toEqual(twoDays);
  });

  test('goes back to the day before the last one when that is longer ago', () => {
    const last = begun(NOW - 5 * DAY_MS);
    expect(sweepNow(last, NOW, newest)).toEqual({ ...twoDays, downTo: NOW - 6 * DAY_MS });
  });

  test('forgets nothing that a sweep on a machine ahead of this one left undone', () => {
    const left = { begunAt: NOW + 5, reached: NOW - DAY_MS, downTo: NOW - 5 * DAY_MS };
    expect(sweepNow(left, NOW, newest)).toEqual({ ...twoDays, downTo: left.downTo });
  });

  test('goes back to where one that has not come to its end was to go', () => {
    const last = { begunAt: NOW - DAY_MS, reached: NOW - 2 * DAY_MS, downTo: NOW - 4 * DAY_MS };
    expect(sweepNow(last, NOW, newest)).toEqual({ ...twoDays, downTo: last.downTo });
  });
});

test('the backfill walks back in growing slices to the oldest kept record', () => {
  const hours: number[] = [];
  let reached = NOW;
  let length = FIRST_LENGTH_MS;
  for (let span = nextBefore(reached, KEPT, length); span; span = nextBefore(reached, KEPT, length)) {
    expect(span.to).toBe(reached);
    hours.push((span.to - span.from) / HOUR_MS);
    reached = span.from;
    length = longerLength(length, span);
  }
  expect(reached).toBe(KEPT);
  expect(hours).toEqual([12, 24, 48, 96, 168, 168, 168, 36]);
});

describe('the length of a slice', () => {
  const long = (ms: number) => ({ from: NOW - ms, to: NOW });

  test('doubles after a quick one, up to a week', () => {
    expect(longerLength(HOUR_MS, long(HOUR_MS))).toBe(2 * HOUR_MS);
    expect(longerLength(5 * DAY_MS, long(5 * DAY_MS))).toBe(7 * DAY_MS);
  });

  test('does not grow by what was cut short by the end of the log', () => {
    expect(longerLength(12 * HOUR_MS, long(HOUR_MS))).toBe(12 * HOUR_MS);
  });

  test('shrinks with what is left of the second half of a run', () => {
    expect([1, 0.5, 0.25, 0].map((left) => lengthWithin(HOUR_MS, left))).toEqual([
      HOUR_MS,
      HOUR_MS,
      HOUR_MS / 2,
      MINUTE_MS,
    ]);
  });

  test('halves after one that was too long, down to a minute', () => {
    expect(shorterLength(long(12 * HOUR_MS))).toBe(6 * HOUR_MS);
    expect(shorterLength(long(90_000))).toBe(MINUTE_MS);
    expect(shorterLength(long(MINUTE_MS + 1))).toBe(MINUTE_MS);
    expect(shorterLength(long(MINUTE_MS))).toBeNull();
  });
});

describe('the pace of a run', () => {
  const since = isoTime(NOW - DAY_MS + 1);

  test('is half a day at once if nothing is known', () => {
    expect(paceNow(undefined, NOW)).toEqual({ lengthMs: DAY_MS / 2, inPiecesSince: null });
  });

  test('is that of the last one, within bounds', () => {
    const pace = { lengthMs: HOUR_MS, inPiecesSince: since };
    expect(paceNow(pace, NOW)).toEqual(pace);
    expect(paceNow({ ...pace, lengthMs: 1 }, NOW).lengthMs).toBe(MINUTE_MS);
    expect(paceNow({ ...pace, lengthMs: 9 * DAY_MS }, NOW).lengthMs).toBe(7 * DAY_MS);
  });

  test('is one query for all clauses if that was last tried a day ago, or after now', () => {
    const pace = { lengthMs: HOUR_MS, inPiecesSince: since };
    expect(paceNow(pace, NOW + 1).inPiecesSince).toBeNull();
    expect(paceNow(pace, NOW - 2 * DAY_MS).inPiecesSince).toBeNull();
  });
});

test('is long behind after a day in which no run came to the end', () => {
  expect(isLongBehind(null, NOW)).toBe(false);
  expect(isLongBehind(isoTime(NOW - DAY_MS + 1), NOW)).toBe(false);
  expect(isLongBehind(isoTime(NOW - DAY_MS), NOW)).toBe(true);
});

describe('all accounts are due to be reconciled', () => {
  const run = { at: isoTime(NOW - HOUR_MS), problems: [], reconciledAt: isoTime(NOW - HOUR_MS), etags: 'a' };

  test('by the first poll, and after one that failed', () => {
    expect(isReconcileDue('a', null, NOW)).toBe(true);
    expect(isReconcileDue('a', { ...run, reconciledAt: undefined }, NOW)).toBe(true);
    expect(isReconcileDue('a', run, NOW)).toBe(false);
  });

  test('once a day, also if the clock was ahead', () => {
    expect(isReconcileDue('a', run, NOW + 23 * HOUR_MS - 1)).toBe(false);
    expect(isReconcileDue('a', run, NOW + 23 * HOUR_MS)).toBe(true);
    expect(isReconcileDue('a', run, NOW - 25 * HOUR_MS)).toBe(true);
  });

  test('if a checkpoint was moved since the last run noted its end, or another run was ahead of that one', () => {
    expect(isReconcileDue('b', run, NOW)).toBe(true);
    expect(isReconcileDue('a', { ...run, etags: undefined }, NOW)).toBe(true);
    expect(isReconcileDue(undefined, { ...run, etags: undefined }, NOW)).toBe(true);
  });
});

/** All slices of a span, with the lengths given in turn. */
function walk(
  next: (reached: number, length: number) => Span | null,
  from: number,
  lengths: readonly number[],
): Span[] {
  const found: Span[] = [];
  let reached = from;
  for (const length of lengths) {
    const span = next(reached, length);
    if (span === null) break;
    found.push(span);
    reached = span.from === reached ? span.to : span.from;
  }
  return found;
}

test('slices follow each other without a hole or an overlap, in either direction, whatever their lengths', () => {
  fc.assert(
    fc.property(
      fc.nat(1_000),
      fc.nat(1_000),
      fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1_001, maxLength: 1_001 }),
      (from, extent, lengths) => {
        const whole = { from, to: from + extent };
        const forwards = walk((reached, length) => nextAfter(reached, whole, length), whole.from, lengths);
        const backwards = walk(
          (reached, length) => nextBefore(reached, whole.from, length),
          whole.to,
          lengths,
        );
        for (const spans of [forwards, backwards.reverse()]) {
          expect(spans.every((span, index) => span.from === (spans[index - 1]?.to ?? whole.from))).toBe(true);
          expect(spans.at(-1)?.to ?? whole.from).toBe(whole.to);
        }
      },
    ),
    { numRuns: 50 },
  );
});

test('there is no next slice of a span that has been read', () => {
  const span = { from: NOW - HOUR_MS, to: NOW };
  expect(nextAfter(NOW, span, 1)).toBeNull();
  expect(nextAfter(NOW - 1, span, HOUR_MS)).toEqual({ from: NOW - 1, to: NOW });
  expect(nextBefore(span.from, span.from, 1)).toBeNull();
  expect(nextBefore(span.from + 1, span.from, HOUR_MS)).toEqual({ from: span.from, to: span.from + 1 });
});

test('a sweep and an overlap go further back than Microsoft takes to complete a record', () => {
  expect([OVERLAP_MS, SWEEP_MS]).toEqual([3 * 3_600_000, 48 * 3_600_000]);
});

test('the days of a span are the partitions it touches', () => {
  const span = { from: Date.parse('2026-02-28T23:59:59.999Z'), to: Date.parse('2026-03-02T00:00:00.000Z') };
  expect(daysOf(span)).toEqual(['2026-02-28', '2026-03-01']);
});

test('a checkpoint holds a moment, and nothing before the first move', () => {
  expect(checkpointAt(NOW)).toEqual({ at: isoTime(NOW), problems: [] });
  expect(timeOf(checkpointAt(NOW))).toBe(NOW);
  expect(timeOf(null)).toBeNull();
});

test('a slice of far too many sign-ins is begun again, however short it is', () => {
  expect([24_000, 24_001].map(isTooMuch)).toEqual([false, true]);
});
