import type { TableClient, TransactionAction } from '@azure/data-tables';
import { isGone, notTables, tablesError } from './errors';
import { inParallel } from './parallel';
import { deleteRow, KEY_COLUMNS, rowsWhere } from './rows';

// https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions (read 2026-11-21)
const MOST_ACTIONS = 100;
// 4 MiB, less the size of the multipart frame.
const MOST_BYTES = 4 * 1024 * 1024 - 64 * 1024;
const FRAME_BYTES = 1024;

/**
 * Submits unconditional upserts and deletes, in as few transactions as the service allows; each row once.
 *
 * A repetition changes nothing: if a row to delete is gone already, that is no error.
 *
 * @returns how many transactions it took
 */
export async function submitBatches(
  client: TableClient,
  actions: readonly TransactionAction[],
): Promise<number> {
  let transactions = 0;
  await forEachTransaction(actions, async (batch) => {
    const taken = await submitAgainstGone(client, batch);
    transactions += taken;
  });
  return transactions;
}

/** Submits actions in as few transactions as the service allows: several partitions at once, one after the other in each. */
export async function forEachTransaction(
  actions: readonly TransactionAction[],
  submit: (batch: readonly TransactionAction[]) => Promise<void>,
): Promise<void> {
  await inParallel(byPartition(actions), async (samePartition) => {
    for (const batch of transactionsOf(samePartition)) await submit(batch);
  });
}

/** At most 100 actions and 4 MiB to a transaction. */
function* transactionsOf(samePartition: readonly TransactionAction[]): Generator<TransactionAction[]> {
  let batch: TransactionAction[] = [];
  let bytes = 0;
  for (const action of samePartition) {
    const size = sizeOf(action[1]);
    if (batch.length === MOST_ACTIONS || (batch.length > 0 && bytes + size > MOST_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(action);
    bytes += size;
  }
  yield batch;
}

/**
 * Submits one transaction, all or nothing.
 *
 * @throws TablesError, `contested` if another run changed one of its rows
 */
export async function submitTransaction(
  client: TableClient,
  batch: readonly TransactionAction[],
): Promise<void> {
  try {
    const { subResponses } = await client.submitTransaction([...batch]);
    const done = subResponses.filter(({ status }) => status >= 200 && status < 300);
    // The SDK accepts a 202 that answers for some actions only, or for none.
    if (done.length !== batch.length) throw notTables(202);
  } catch (error) {
    throw tablesError(error);
  }
}

/** Deletes every row that matches a filter made with the `odata` tag, and returns their number. */
export async function deleteWhere(client: TableClient, filter: string): Promise<number> {
  let deleted = 0;
  let actions: TransactionAction[] = [];
  for await (const { partitionKey, rowKey } of rowsWhere(client, { filter, select: KEY_COLUMNS })) {
    actions.push(['delete', { partitionKey, rowKey }]);
    if (actions.length === 10 * MOST_ACTIONS) {
      deleted += actions.length;
      await submitBatches(client, actions);
      actions = [];
    }
  }
  await submitBatches(client, actions);
  return deleted + actions.length;
}

async function submitAgainstGone(client: TableClient, batch: readonly TransactionAction[]): Promise<number> {
  try {
    await submitTransaction(client, batch);
    return 1;
  } catch (error) {
    if (!isGone(error)) throw error;
    return 1 + (await submitApart(client, batch));
  }
}

// One row that is gone already fails a whole transaction: then the upserts go together, the deletes one by one.
async function submitApart(client: TableClient, batch: readonly TransactionAction[]): Promise<number> {
  const upserts = batch.filter(([kind]) => kind !== 'delete');
  const deletes = batch.filter(([kind]) => kind === 'delete');
  if (upserts.length > 0) await submitTransaction(client, upserts);
  for (const [, row] of deletes) await deleteRow(client, row);
  return deletes.length + (upserts.length > 0 ? 1 : 0);
}

function byPartition(actions: readonly TransactionAction[]): Iterable<TransactionAction[]> {
  const partitions = new Map<string, TransactionAction[]>();
  for (const action of actions) {
    const { partitionKey } = action[1];
    const partition = partitions.get(partitionKey);
    if (partition) partition.push(action);
    else partitions.set(partitionKey, [action]);
  }
  return partitions.values();
}

// An upper bound, cheap to take: JSON spends at most 6 bytes on a UTF-16 unit, base64 less than 2 on a byte.
function sizeOf(row: Readonly<Record<string, unknown>>): number {
  let bytes = FRAME_BYTES;
  for (const name of Object.keys(row)) {
    const value = row[name];
    bytes += 2 * name.length + 32;
    if (typeof value === 'string') bytes += 6 * value.length;
    else if (value instanceof Uint8Array) bytes += 2 * value.byteLength;
  }
  return bytes;
}
