import { odata, type TableClient } from '@azure/data-tables';
import { deleteWhere, submitBatches } from './batches';
import { jsonColumns, jsonIn } from './columns';
import { keyOf, textOfKey } from './keys';
import { lastRow, rowsWhere } from './rows';

/** One part of the posture as it was on a UTC day, `YYYY-MM-DD`. */
type StoredPosture = { readonly day: string; readonly value: unknown };

/**
 * Keeps one part of the posture for a UTC day (`YYYY-MM-DD`), in place of what that day had.
 *
 * @throws TablesError `tooBig` when its JSON text does not fit in a row
 */
export async function savePosture(
  client: TableClient,
  kind: string,
  day: string,
  value: unknown,
): Promise<void> {
  const row = { partitionKey: keyOf(kind), rowKey: keyOf(day), ...jsonColumns('value', value) };
  await submitBatches(client, [['upsert', row, 'Replace']]);
}

/** The newest of one part of the posture; `null` when there is none. The caller decodes the value. */
export async function latestPosture(client: TableClient, kind: string): Promise<StoredPosture | null> {
  const row = await lastRow(client, keyOf(kind));
  return row && { day: textOfKey(row.rowKey), value: jsonIn(row, 'value') };
}

/** One part of the posture of each day from `sinceDay` (`YYYY-MM-DD`) on, oldest first. The caller decodes the values. */
export async function* postureSince(
  client: TableClient,
  kind: string,
  sinceDay: string,
): AsyncGenerator<StoredPosture> {
  const filter = odata`PartitionKey eq ${keyOf(kind)} and RowKey ge ${keyOf(sinceDay)}`;
  for await (const row of rowsWhere(client, { filter }))
    yield { day: textOfKey(row.rowKey), value: jsonIn(row, 'value') };
}

/** Deletes the posture of UTC days before `beforeDay` (`YYYY-MM-DD`), and says how many rows. */
export function forgetPosture(client: TableClient, beforeDay: string): Promise<number> {
  return deleteWhere(client, odata`RowKey lt ${beforeDay}`);
}
