import { createHash } from 'node:crypto';
import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import type { Reject } from '../domain/signIn/reject';
import { deleteWhere, submitBatches } from './batches';
import { columnsOf } from './columns';
import { KEY_COLUMNS, rowsWhere } from './rows';

/**
 * Stores records that could not be decoded, each once however often it is read, its text cut to 32 K characters.
 *
 * @param day UTC, `YYYY-MM-DD`
 * @returns the number of different records
 */
export async function saveRejects(
  client: TableClient,
  day: string,
  rejects: readonly Reject[],
): Promise<number> {
  const actions = new Map<string, TransactionAction>();
  for (const { field, reason, raw } of rejects) {
    const rowKey = createHash('sha256').update(raw).digest('hex').slice(0, 40);
    actions.set(rowKey, [
      'upsert',
      { partitionKey: day, rowKey, ...columnsOf({ field, reason, raw }) },
      'Replace',
    ]);
  }
  await submitBatches(client, [...actions.values()]);
  return actions.size;
}

/** The number of different records that could not be decoded on this UTC day (`YYYY-MM-DD`) and after. */
export async function countRejects(client: TableClient, sinceDay: string): Promise<number> {
  // A record that is read on two days has a row under both.
  const different = new Set<string>();
  const filter = odata`PartitionKey ge ${sinceDay}`;
  for await (const { rowKey } of rowsWhere(client, { filter, select: KEY_COLUMNS })) different.add(rowKey);
  return different.size;
}

/** Deletes the rejects of UTC days before `beforeDay` (`YYYY-MM-DD`), and returns their number. */
export function forgetRejects(client: TableClient, beforeDay: string): Promise<number> {
  return deleteWhere(client, odata`PartitionKey lt ${beforeDay}`);
}
