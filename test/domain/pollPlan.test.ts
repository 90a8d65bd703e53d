import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  backfillSpan,
  FIRST_BACKFILL_MS,
  nextLength,
  OVERLAP_MS,
  pieces,
  recentPlan,
  SWEEP_MS,
} from '../../shared/domain/polling/pollPlan';
import { DAY_MS, daysOf, HOUR_MS, MINUTE_MS, type Span } from '../../shared/domain/polling/span';
import { NOW } from './builders';

const KEPT = NOW - 30 * DAY_MS;
const ends = (spans: readonly Span[]) => [spans[0]?.from, spans.at(-1)?.to];

describe('the newest part', () => {
  test('a poll re-reads the overlap before the checkpoint', () => {
    const progress = { recent: NOW - 15 * MINUTE_MS, sweep: NOW - HOUR_MS };
    const plan = recentPlan(progress, NOW, KEPT);
    expect(ends(plan.spans)).toEqual([NOW - 15 * MINUTE_MS - OVERLAP_MS, NOW]);
    expect(plan.isSweep).toBe(false);
  });

  test('once a day it re-reads the last two days', () => {
    const plan = recentPlan({ recent: NOW - 15 * MINUTE_MS, sweep: NOW - DAY_MS }, NOW, KEPT);
    expect(ends(plan.spans)).toEqual([NOW - SWEEP_MS, NOW]);
    expect(plan.isSweep).toBe(true);
  });

  test('after a week of silence it reads the week, and never before what the tenant keeps', () => {
    expect(ends(recentPlan({ recent: NOW - 7 * DAY_MS, sweep: null }, NOW, KEPT).spans)[0]).toBe(
      NOW - 7 * DAY_MS - OVERLAP_MS,
    );
    expect(ends(recentPlan({ recent: NOW - 90 * DAY_MS, sweep: null }, NOW, KEPT).spans)[0]).toBe(KEPT);
  });

  test('a clock that was set back leaves no hole', () => {
    const plan = recentPlan({ recent: NOW + DAY_MS, sweep: NOW }, NOW, KEPT);
    expect(ends(plan.spans)).toEqual([NOW - OVERLAP_MS, NOW]);
  });
});

test('the backfill walks back in growing stretches, without a hole, to what is kept', () => {
  let reached = NOW;
  let length = FIRST_BACKFILL_MS;
  const hours: number[] = [];
  for (let span = backfillSpan(reached, KEPT, length); span; span = backfillSpan(reached, KEPT, length)) {
    expect(span.to).toBe(reached);
    hours.push((span.to - span.from) / HOUR_MS);
    reached = span.from;
    length = nextLength(length, 1_000);
  }
  expect(reached).toBe(KEPT);
  expect(hours).toEqual([48, 96, 168, 168, 168, 72]);
});

test('a slow stretch is followed by a shorter one, within bounds', () => {
  expect(nextLength(48 * HOUR_MS, 60_000)).toBe(48 * HOUR_MS);
  expect(nextLength(48 * HOUR_MS, 300_000)).toBe(24 * HOUR_MS);
  expect(nextLength(HOUR_MS, 300_000)).toBe(HOUR_MS);
  expect(nextLength(168 * HOUR_MS, 1)).toBe(168 * HOUR_MS);
});

test('pieces make up their span exactly, each within the bound', () => {
  fc.assert(
    fc.property(fc.nat(1_000), fc.nat(1_000), fc.integer({ min: 1, max: 300 }), (from, length, bound) => {
      const found = pieces({ from, to: from + length }, bound);
      let at = from;
      for (const piece of found) {
        expect(piece.from).toBe(at);
        expect(piece.to - piece.from).toBeGreaterThan(0);
        expect(piece.to - piece.from).toBeLessThanOrEqual(bound);
        at = piece.to;
      }
      expect(at).toBe(from + length);
    }),
  );
});

test('the days of a span are the partitions it touches', () => {
  const span = { from: Date.parse('2026-02-28T23:59:59.999Z'), to: Date.parse('2026-03-02T00:00:00.000Z') };
  expect(daysOf(span)).toEqual(['2026-02-28', '2026-03-01']);
});
