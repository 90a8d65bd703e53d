import { odata, type TableClient } from '@azure/data-tables';
import { z } from 'zod';
import type { Hearing } from '../domain/stream/hearing';
import type { PartitionMark, StoredGap, StoredMark, StreamGap } from '../domain/stream/partition';
import { isoTime } from '../domain/time';
import { columnsOf, jsonIn } from './columns';
import { conditionalWrite } from './conditionalWrite';
import { keyOf } from './keys';
import { decodeRow, deleteRow, type RowKeys, rowAt, rowsWhere, type StoredRow } from './rows';

// Beside the checkpoints of the source, in the same table.
const PARTITIONS = 'eventHub partitions';
const GAPS = 'eventHub gaps';
const HEARING: RowKeys = { partitionKey: 'eventHub', rowKey: 'hearing' };

/** How far a partition has been stored; `null` before its first event. */
export async function readMark(client: TableClient, partition: string): Promise<StoredMark | null> {
  const row = await rowAt(client, { partitionKey: PARTITIONS, rowKey: keyOf(partition) });
  return row && markIn(client, row);
}

/**
 * Moves the mark of a partition that nobody else has moved since it was read.
 *
 * @returns false if somebody else was first
 */
export async function moveMark(
  client: TableClient,
  mark: PartitionMark,
  etag: string | null,
): Promise<boolean> {
  const row = { partitionKey: PARTITIONS, rowKey: keyOf(mark.partition), ...mark };
  return (await conditionalWrite(client, row, etag)) !== null;
}

export async function allMarks(client: TableClient): Promise<readonly StoredMark[]> {
  const marks: StoredMark[] = [];
  for await (const row of rowsWhere(client, { filter: odata`PartitionKey eq ${PARTITIONS}` })) {
    marks.push(markIn(client, row));
  }
  return marks;
}

/** Notes a gap, once however often it is met. */
export async function noteGap(client: TableClient, gap: StreamGap): Promise<void> {
  await conditionalWrite(client, { ...gapKeys(gap), ...gap }, null);
}

/** Notes how far back a gap has been filled: milliseconds since 1970-01-01 UTC. Doing it again fills nothing less. */
export async function noteFilled(client: TableClient, gap: StoredGap, reached: number): Promise<void> {
  const stored = await rowAt(client, gapKeys(gap));
  if (stored === null) return;
  const { partition, after, events, from, to } = gap;
  const row = { ...gapKeys(gap), partition, after, events, from, to, filledDownTo: isoTime(reached) };
  await conditionalWrite(client, row, stored.etag);
}

export async function openGaps(client: TableClient): Promise<readonly StoredGap[]> {
  const gaps: StoredGap[] = [];
  for await (const row of rowsWhere(client, { filter: odata`PartitionKey eq ${GAPS}` })) {
    gaps.push(decodeRow(client, storedGap, row));
  }
  return gaps;
}

/** Forgets a gap that is filled. */
export async function closeGap(client: TableClient, gap: StreamGap): Promise<void> {
  await deleteRow(client, gapKeys(gap));
}

function gapKeys({ partition, after }: StreamGap): RowKeys {
  return { partitionKey: GAPS, rowKey: keyOf(`${partition} ${after}`) };
}

/** What the last run of the timer noticed; `null` before the first. */
export async function readHearing(client: TableClient): Promise<(Hearing & { etag: string }) | null> {
  const row = await rowAt(client, HEARING);
  if (row === null) return null;
  const { etag, hearing } = decodeRow(client, storedHearing, { ...row, hearing: jsonIn(row, 'hearing') });
  return { ...hearing, etag };
}

/** Notes what a run noticed. If another run was first, its note stays: it is as good. */
export async function noteHearing(
  client: TableClient,
  { at, watchedMs, partitions }: Hearing,
  etag: string | null,
): Promise<void> {
  const row = { ...HEARING, ...columnsOf({ hearing: { at, watchedMs, partitions } }) };
  await conditionalWrite(client, row, etag);
}

function markIn(client: TableClient, row: StoredRow): StoredMark {
  return decodeRow(client, storedMark, row);
}

const storedMark = z.object({
  partition: z.string(),
  sequence: z.number(),
  enqueuedAt: z.iso.datetime(),
  read: z.number(),
  rejected: z.number(),
  etag: z.string(),
});

const storedGap = z.object({
  partition: z.string(),
  after: z.number(),
  events: z.number(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  filledDownTo: z.iso.datetime().nullable().default(null),
});

const heard = z.object({
  etag: z.string(),
  silentMs: z.number(),
  read: z.number(),
  rejected: z.number(),
});

const storedHearing = z.object({
  etag: z.string(),
  hearing: z.object({
    at: z.number(),
    watchedMs: z.number(),
    partitions: z.record(z.string(), heard),
  }),
});
