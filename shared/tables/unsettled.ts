import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import { bucketOf } from '../domain/stream/bucket';
import type { SignInVersion } from '../domain/stream/version';
import { submitBatches } from './batches';
import { conditionalWrite } from './conditionalWrite';
import { deleteRow, KEY_COLUMNS, type Row, rowsWhere } from './rows';
import { versionInRow, versionRow } from './unsettledRow';

/** The partition of the marks: it sorts after all buckets. */
const MARKS = 'marks';
/** Rows to delete in one go. */
const MOST_AT_ONCE = 1_000;

/** A bucket with versions that no timer has judged finally. */
export type MarkedBucket = {
  readonly bucket: string;
  /** Whether all its versions were judged, as far as they could be then. */
  readonly isJudged: boolean;
  readonly etag: string;
};

/**
 * Stores versions of sign-ins, in any order and any number of times, and then marks their buckets. If a run dies in between, its events are
 * delivered again.
 *
 * @returns how many transactions it took
 */
export async function saveVersions(client: TableClient, versions: readonly SignInVersion[]): Promise<number> {
  const rows = new Map<string, Row>();
  for (const version of versions) {
    const row = versionRow(version);
    rows.set(`${row.partitionKey} ${row.rowKey}`, row);
  }
  const buckets = new Set(versions.map(({ signIn }) => bucketOf(signIn.createdDateTime)));
  const marks = [...buckets].map((bucket) => ({ partitionKey: MARKS, rowKey: bucket, isJudged: false }));
  const upsert = (row: Row): TransactionAction => ['upsert', row, 'Replace'];
  const transactions = await submitBatches(client, [...rows.values()].map(upsert));
  return transactions + (await submitBatches(client, marks.map(upsert)));
}

/** The marked buckets, newest first. */
export async function markedBuckets(client: TableClient): Promise<readonly MarkedBucket[]> {
  const marked: MarkedBucket[] = [];
  for await (const { rowKey, isJudged, etag } of rowsWhere(client, {
    filter: odata`PartitionKey eq ${MARKS}`,
  })) {
    marked.push({ bucket: rowKey, isJudged: isJudged === true, etag });
  }
  return marked.reverse();
}

/** All versions of the sign-ins of a bucket. */
export async function* versionsIn(client: TableClient, bucket: string): AsyncGenerator<SignInVersion> {
  for await (const row of rowsWhere(client, { filter: odata`PartitionKey eq ${bucket}` })) {
    yield versionInRow(client, row);
  }
}

/** Notes that a bucket was judged as it was marked. If versions came since then, the mark stays as it is. */
export async function noteJudged(client: TableClient, { bucket, etag }: MarkedBucket): Promise<void> {
  await conditionalWrite(client, { partitionKey: MARKS, rowKey: bucket, isJudged: true }, etag);
}

/** Removes the mark of a bucket that was judged finally. If versions came since it was read, the mark stays. */
export async function removeMark(client: TableClient, { bucket, etag }: MarkedBucket): Promise<void> {
  await deleteRow(client, { partitionKey: MARKS, rowKey: bucket }, etag);
}

/** Deletes the versions of the buckets before this one, except of marked buckets, and answers how many. */
export async function forgetVersions(client: TableClient, beforeBucket: string): Promise<number> {
  const marked = new Set((await markedBuckets(client)).map(({ bucket }) => bucket));
  let deleted = 0;
  let actions: TransactionAction[] = [];
  const filter = odata`PartitionKey lt ${beforeBucket}`;
  for await (const { partitionKey, rowKey } of rowsWhere(client, { filter, select: KEY_COLUMNS })) {
    if (marked.has(partitionKey)) continue;
    deleted++;
    actions.push(['delete', { partitionKey, rowKey }]);
    if (actions.length < MOST_AT_ONCE) continue;
    await submitBatches(client, actions);
    actions = [];
  }
  await submitBatches(client, actions);
  return deleted;
}
