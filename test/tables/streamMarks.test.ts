import { expect, test } from '@jest/globals';
import type { PartitionMark, StreamGap } from '../../shared/domain/stream/partition';
import { isoTime } from '../../shared/domain/time';
import {
  allMarks,
  closeGap,
  moveMark,
  noteFilled,
  noteGap,
  noteHearing,
  openGaps,
  readHearing,
  readMark,
} from '../../shared/tables/streamMarks';
import { emptyTables, NOON } from './world';

const tables = emptyTables();
const MARK: PartitionMark = {
  partition: '3',
  // Beyond 32 bits, which the service stores as another type.
  sequence: 2 ** 40,
  enqueuedAt: isoTime(NOON),
  read: 10,
  rejected: 0,
};
const GAP: StreamGap = {
  partition: '3',
  after: 7,
  events: 4,
  from: isoTime(NOON),
  to: isoTime(NOON + 1_000),
};

test('the mark of a partition moves, unless somebody else was first', async () => {
  const { checkpoints } = tables();
  expect(await readMark(checkpoints, '3')).toBeNull();
  expect(await moveMark(checkpoints, MARK, null)).toBe(true);
  expect(await moveMark(checkpoints, { ...MARK, sequence: 9 }, null)).toBe(false);
  const stored = await readMark(checkpoints, '3');
  expect(stored).toMatchObject(MARK);
  expect(await moveMark(checkpoints, { ...MARK, read: 11 }, stored?.etag ?? null)).toBe(true);
  expect(await moveMark(checkpoints, { ...MARK, read: 12 }, stored?.etag ?? null)).toBe(false);
  expect(await allMarks(checkpoints)).toMatchObject([{ ...MARK, read: 11 }]);
});

test('a gap is noted once, filled step by step, and closed', async () => {
  const { checkpoints } = tables();
  await noteGap(checkpoints, GAP);
  await noteGap(checkpoints, GAP);
  const [open] = await openGaps(checkpoints);
  expect(open).toEqual({ ...GAP, filledDownTo: null });
  if (open) await noteFilled(checkpoints, open, NOON - 5_000);
  // The batch after it is delivered again.
  await noteGap(checkpoints, GAP);
  expect(await openGaps(checkpoints)).toEqual([{ ...GAP, filledDownTo: isoTime(NOON - 5_000) }]);
  await closeGap(checkpoints, GAP);
  await closeGap(checkpoints, GAP);
  expect(await openGaps(checkpoints)).toEqual([]);
});

test('what the timer noticed is kept for its next run; of two runs at once, the first note stays', async () => {
  const { checkpoints } = tables();
  expect(await readHearing(checkpoints)).toBeNull();
  const heard = { etag: 'W/"1"', silentMs: 5, read: 10, rejected: 0 };
  const hearing = { at: NOON, watchedMs: 7, partitions: { '3': heard } };
  await noteHearing(checkpoints, hearing, null);
  await noteHearing(checkpoints, { ...hearing, watchedMs: 8 }, null);
  expect(await readHearing(checkpoints)).toMatchObject(hearing);
});
