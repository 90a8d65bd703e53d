import { expect, test } from '@jest/globals';
import { type Hearing, heardSince, hearingNow, knownUntil } from '../../../shared/domain/stream/hearing';
import type { StoredMark } from '../../../shared/domain/stream/partition';
import { HOUR_MS, isoTime, MINUTE_MS } from '../../../shared/domain/time';
import { NOW } from '../builders';

function mark(partition: string, agoMs: number, change: Partial<StoredMark> = {}): StoredMark {
  const enqueuedAt = isoTime(NOW - agoMs);
  return { partition, sequence: 7, enqueuedAt, read: 0, rejected: 0, etag: enqueuedAt, ...change };
}

const WATCHED: Hearing = { at: NOW - 15 * MINUTE_MS, watchedMs: 9 * HOUR_MS, partitions: {} };

/** Up to when the log is known after runs of the timer at these times before now, while nothing comes. */
function knownAfter(runsAgoMs: readonly number[], marks: readonly StoredMark[], from = WATCHED): number {
  let hearing = from;
  for (const ago of runsAgoMs) hearing = hearingNow(hearing, marks, NOW - ago);
  return knownUntil(hearing, marks, NOW);
}

test('the partition that is furthest behind decides', () => {
  const marks = [mark('0', MINUTE_MS), mark('1', 40 * MINUTE_MS)];
  expect(knownAfter([0], marks)).toBe(NOW - 40 * MINUTE_MS);
});

test('an event dated ahead of the clock does not make the future known', () => {
  expect(knownAfter([0], [mark('0', -HOUR_MS)])).toBe(NOW);
});

test('a partition that has been silent for three hours of watching holds nothing back', () => {
  const silent = mark('1', 5 * HOUR_MS);
  let hearing: Hearing = { ...WATCHED, at: NOW - 5 * HOUR_MS };
  const known = [4, 3, 2, 1, 0].map((hours) => {
    const marks = [mark('0', hours * HOUR_MS + MINUTE_MS), silent];
    hearing = hearingNow(hearing, marks, NOW - hours * HOUR_MS);
    return knownUntil(hearing, marks, NOW - hours * HOUR_MS);
  });
  const stuck = NOW - 5 * HOUR_MS;
  expect(known).toEqual([stuck, stuck, stuck, NOW - HOUR_MS - MINUTE_MS, NOW - MINUTE_MS]);
});

test('time in which the app was off does not count as silence', () => {
  const marks = [mark('0', 50 * HOUR_MS)];
  const before = { ...WATCHED, at: NOW - 50 * HOUR_MS };
  expect(knownAfter([49 * HOUR_MS, 0], marks, before)).toBe(NOW - 50 * HOUR_MS);
});

test('in the first three hours nothing is known: a later version may come by a partition that nothing is heard of', () => {
  const young = { ...WATCHED, watchedMs: 0 };
  expect(knownAfter([0], [mark('0', 0)], young)).toBe(0);
});

test('what was read since the last run is the difference of the totals', () => {
  const last = hearingNow(WATCHED, [mark('0', HOUR_MS, { read: 10, rejected: 2 })], NOW - HOUR_MS);
  const now = hearingNow(
    last,
    [mark('0', 0, { read: 15, rejected: 2 }), mark('1', 0, { read: 1, rejected: 9 })],
    NOW,
  );
  expect(heardSince(last, now)).toEqual({ read: 6, rejected: 9 });
});
