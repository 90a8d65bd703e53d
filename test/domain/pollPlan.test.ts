import { describe, expect, test } from '@jest/globals';
import {
  FIRST_LENGTH_MS,
  isSweepDue,
  nextAfter,
  nextBefore,
  nextLength,
  OVERLAP_MS,
  recentSpan,
} from '../../shared/domain/polling/pollPlan';
import { DAY_MS, daysOf, HOUR_MS, MINUTE_MS, type Span } from '../../shared/domain/polling/span';
import { fc } from '../seededFc';
import { NOW } from './builders';

const KEPT = NOW - 30 * DAY_MS;

describe('the newest part', () => {
  test('a poll re-reads the overlap before the checkpoint', () => {
    const from = NOW - 15 * MINUTE_MS - OVERLAP_MS;
    expect(recentSpan(NOW - 15 * MINUTE_MS, NOW, KEPT)).toEqual({ from, to: NOW });
  });

  test('after a week of silence it is the week, and never before what the tenant keeps', () => {
    expect(recentSpan(NOW - 7 * DAY_MS, NOW, KEPT).from).toBe(NOW - 7 * DAY_MS - OVERLAP_MS);
    expect(recentSpan(NOW - 90 * DAY_MS, NOW, KEPT).from).toBe(KEPT);
  });

  test('at first it is half a day', () => {
    expect(recentSpan(null, NOW, KEPT)).toEqual({ from: NOW - DAY_MS / 2, to: NOW });
  });

  test('a clock that was set back leaves no hole', () => {
    expect(recentSpan(NOW + DAY_MS, NOW, KEPT)).toEqual({ from: NOW - OVERLAP_MS, to: NOW });
  });
});

test('a sweep is due once a day, and when the last one is dated ahead', () => {
  expect(isSweepDue(null, NOW)).toBe(true);
  expect(isSweepDue(NOW - DAY_MS + 1, NOW)).toBe(false);
  expect(isSweepDue(NOW - DAY_MS, NOW)).toBe(true);
  expect(isSweepDue(NOW + 1, NOW)).toBe(true);
});

test('the backfill walks back in growing stretches to what is kept', () => {
  const hours: number[] = [];
  let reached = NOW;
  let length = FIRST_LENGTH_MS;
  for (let span = nextBefore(reached, KEPT, length); span; span = nextBefore(reached, KEPT, length)) {
    expect(span.to).toBe(reached);
    hours.push((span.to - span.from) / HOUR_MS);
    reached = span.from;
    length = nextLength(length, 1_000);
  }
  expect(reached).toBe(KEPT);
  expect(hours).toEqual([12, 24, 48, 96, 168, 168, 168, 36]);
});

test('a slow stretch is followed by a shorter one, within bounds', () => {
  expect(nextLength(48 * HOUR_MS, 60_000)).toBe(48 * HOUR_MS);
  expect(nextLength(48 * HOUR_MS, 300_000)).toBe(24 * HOUR_MS);
  expect(nextLength(HOUR_MS, 300_000)).toBe(HOUR_MS);
  expect(nextLength(168 * HOUR_MS, 1)).toBe(168 * HOUR_MS);
});

/** All stretches of a span, with the lengths given in turn. */
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

test('stretches follow each other without a hole or an overlap, in either direction, whatever their lengths', () => {
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

test('the days of a span are the partitions it touches', () => {
  const span = { from: Date.parse('2026-02-28T23:59:59.999Z'), to: Date.parse('2026-03-02T00:00:00.000Z') };
  expect(daysOf(span)).toEqual(['2026-02-28', '2026-03-01']);
});
