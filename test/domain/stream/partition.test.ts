import { expect, test } from '@jest/globals';
import {
  gapBefore,
  isAhead,
  isHeldBack,
  type PartitionMark,
  type StoredGap,
} from '../../../shared/domain/stream/partition';
import { isoTime, MINUTE_MS } from '../../../shared/domain/time';
import { NOW } from '../builders';

const at = (minutes: number) => isoTime(NOW + minutes * MINUTE_MS);
const MARK: PartitionMark = { partition: '0', sequence: 40, enqueuedAt: at(0), read: 0, rejected: 0 };

test('a batch that continues where the last one ended has no gap before it', () => {
  expect(gapBefore(MARK, { sequence: 41, enqueuedAt: at(1) })).toBeNull();
});

test('a batch that begins further on has a gap before it', () => {
  expect(gapBefore(MARK, { sequence: 45, enqueuedAt: at(9) })).toEqual({
    ...{ partition: '0', after: 40, events: 4 },
    ...{ from: at(0), to: at(9) },
  });
});

test.each([
  ['the first batch of all', null, 900, 1],
  ['a batch that is delivered again', MARK, 30, -5],
  ['a hub that was made again, and counts from 0', MARK, 0, 5],
])('%s has no gap before it', (_what, mark, sequence, minutes) => {
  expect(gapBefore(mark, { sequence, enqueuedAt: at(minutes) })).toBeNull();
});

test.each([
  ['a later batch', 41, 1, true],
  ['one of the same instant', 41, 0, true],
  ['the same batch again', 40, 0, false],
  ['an older one', 30, -5, false],
  ['the first one of a hub that was made again', 3, 5, true],
])('%s moves the mark: %s, %s, %s', (_what, sequence, minutes, moves) => {
  expect(isAhead(MARK, { sequence, enqueuedAt: at(minutes) })).toBe(moves);
});

const GAP: StoredGap = {
  ...{ partition: '0', after: 40, events: 4 },
  ...{ from: at(0), to: at(60), filledDownTo: null },
};
const [HOURS, DAYS] = [60, 24 * 60];

test.each([
  ['while it lasted', 30, GAP, true],
  ['a day before, as late as a record may come', -24 * HOURS, GAP, true],
  ['before that', -24 * HOURS - 11, GAP, false],
  ['after it', 61, GAP, false],
  ['where it is not yet filled', 10, { ...GAP, filledDownTo: at(15) }, true],
  ['where it is filled', 30, { ...GAP, filledDownTo: at(15) }, false],
])('a gap holds back the sign-ins that it may hide: %s, %i', (_what, minutes, gap, held) => {
  const from = NOW + minutes * MINUTE_MS;
  expect(isHeldBack({ from, to: from + 10 * MINUTE_MS }, [gap], NOW + 2 * DAYS * MINUTE_MS)).toBe(held);
});

test('a gap that nobody fills holds sign-ins back for three days', () => {
  const span = { from: NOW, to: NOW + 10 * MINUTE_MS };
  const end = NOW + 60 * MINUTE_MS;
  expect(
    [3 * DAYS - 1, 3 * DAYS].map((minutes) => isHeldBack(span, [GAP], end + minutes * MINUTE_MS)),
  ).toEqual([true, false]);
});
