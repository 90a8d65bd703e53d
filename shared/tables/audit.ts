import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import type { AuditEntry, AuditPage, AuditQuery } from '../domain/audit/auditEntry';
import { DAY_MS, isoTime } from '../domain/time';
import { auditIn, auditKeyFrom, auditKeys, auditPartition, auditRow } from './auditRow';
import { deleteWhere, submitBatches } from './batches';
import { firstRow, KEY_COLUMNS, rowsWhere } from './rows';

/** Stores entries, each in place of an earlier version of itself. */
export async function saveAudit(client: TableClient, entries: readonly AuditEntry[]): Promise<void> {
  await submitBatches(
    client,
    entries.map((entry): TransactionAction => ['upsert', auditRow(entry), 'Replace']),
  );
}

/**
 * One page of the entries, newest first. Following `next` shows each entry that stays stored exactly once.
 *
 * @param now milliseconds since 1970-01-01 UTC
 */
export async function listAudit(client: TableClient, query: AuditQuery, now: number): Promise<AuditPage> {
  // One more than the page holds shows whether there is another page.
  const found = await newestEntries(client, { ...query, limit: query.limit + 1 }, now);
  const entries = found.slice(0, query.limit);
  const last = entries.at(-1);
  return { entries, next: last && found.length > query.limit ? { at: last.at, id: last.id } : null };
}

/** Deletes the entries of UTC days before `beforeDay` (`YYYY-MM-DD`), and returns their number. */
export async function forgetAudit(client: TableClient, beforeDay: string): Promise<number> {
  const month = auditPartition(beforeDay);
  const months = await deleteWhere(client, odata`PartitionKey lt ${month}`);
  const days = odata`PartitionKey eq ${month} and RowKey ge ${auditKeyFrom(beforeDay, 1)}`;
  return months + (await deleteWhere(client, days));
}

async function newestEntries(client: TableClient, query: AuditQuery, now: number): Promise<AuditEntry[]> {
  const found: AuditEntry[] = [];
  for (const month of await monthsToSearch(client, query, now)) {
    for await (const row of rowsWhere(client, { filter: conditions(month, query).join(' and ') })) {
      found.push(auditIn(client, row));
      if (found.length === query.limit) return found;
    }
  }
  return found;
}

/** From the newest month that may hold an entry to the oldest one that does, or that is asked for. */
async function monthsToSearch(
  client: TableClient,
  { from, to, after }: AuditQuery,
  now: number,
): Promise<readonly string[]> {
  const stored = await firstRow(client, { select: KEY_COLUMNS });
  if (stored === null) return [];
  const oldest = from === null ? stored.partitionKey : latest(auditPartition(from), stored.partitionKey);
  // The clock of another instance may be ahead.
  const tomorrow = isoTime(now + DAY_MS);
  const newest = [tomorrow, after?.at ?? tomorrow, to ?? tomorrow].reduce((a, b) => (a < b ? a : b));
  return monthsBack(auditPartition(newest), oldest);
}

function latest(a: string, b: string): string {
  return a > b ? a : b;
}

/** The months from `newest` back to `oldest`, `YYYY-MM`, both included. */
function monthsBack(newest: string, oldest: string): readonly string[] {
  const months: string[] = [];
  const at = new Date(`${newest}-01T00:00:00.000Z`);
  for (let month = newest; month >= oldest; month = auditPartition(at.toISOString())) {
    months.push(month);
    at.setUTCMonth(at.getUTCMonth() - 1);
  }
  return months;
}

function conditions(month: string, { from, to, after, userId, action }: AuditQuery): string[] {
  return [
    odata`PartitionKey eq ${month}`,
    from !== null && odata`RowKey lt ${auditKeyFrom(from, 1)}`,
    to !== null && odata`RowKey ge ${auditKeyFrom(to, 1)}`,
    after !== null && odata`RowKey gt ${auditKeys(after).rowKey}`,
    userId !== null && odata`userId eq ${userId}`,
    action !== null && odata`action eq ${action}`,
  ].filter((condition) => condition !== false);
}
