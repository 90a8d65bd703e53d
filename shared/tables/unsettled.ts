import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import type { Reject } from '../domain/signIn/reject';
import { bucketOf } from '../domain/stream/bucket';
import type { SignInVersion } from '../domain/stream/version';
import { submitBatches } from './batches';
import { conditionalWrite } from './conditionalWrite';
import { deleteRow, KEY_COLUMNS, type Row, rowsWhere, type StoredRow, unlessBad } from './rows';
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
  const marks = [...buckets].map(markOf);
  const upsert = (row: Row): TransactionAction => ['upsert', row, 'Replace'];
  const transactions = await submitBatches(client, [...rows.values()].map(upsert));
  return transactions + (await submitBatches(client, marks.map(upsert)));
}

function markOf(bucket: string): Row {
  return { partitionKey: MARKS, rowKey: bucket, isJudged: false };
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

/**
 * All versions of the sign-ins of a bucket.
 *
 * @param reject takes a row that cannot be read: one must not keep the others from being judged
 */
export async function* versionsIn(
  client: TableClient,
  bucket: string,
  reject: (reject: Reject) => void,
): AsyncGenerator<SignInVersion> {
  for await (const row of rowsWhere(client, { filter: odata`PartitionKey eq ${bucket}` })) {
    const version = unlessBad(() => versionInRow(client, row));
    if (version !== null) yield version;
    else reject({ field: 'record', reason: 'cannot be read back from the table', raw: textsIn(row) });
  }
}

/** The texts of a row as JSON. A column of another type is none of ours, and may be anything. */
function textsIn(row: StoredRow): string {
  return JSON.stringify(Object.entries(row).filter(([, value]) => typeof value === 'string'));
}

/** Notes that a bucket was judged as it was marked. If the mark has changed since then, the bucket is to be judged again. */
export async function noteJudged(client: TableClient, { bucket, etag }: MarkedBucket): Promise<void> {
  const noted = await conditionalWrite(client, { ...markOf(bucket), isJudged: true }, etag);
  if (noted === null) await submitBatches(client, [['upsert', markOf(bucket), 'Replace']]);
}

/**
 * Removes the mark of a bucket that was judged finally. If the mark has changed since it was read, the bucket is to be judged again: versions came, or
 * another run has judged it, which may have seen more of them, and stored its findings before this one did.
 */
export async function removeMark(client: TableClient, { bucket, etag }: MarkedBucket): Promise<void> {
  const removed = await deleteRow(client, markOf(bucket), etag);
  if (!removed) await submitBatches(client, [['upsert', markOf(bucket), 'Replace']]);
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
