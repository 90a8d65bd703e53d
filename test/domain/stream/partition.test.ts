import { expect, test } from '@jest/globals';
import { gapBefore, isAhead, type PartitionMark } from '../../../shared/domain/stream/partition';
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
