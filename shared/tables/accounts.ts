import { isDeepStrictEqual } from 'node:util';
import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import type { AccountFacts } from '../domain/account/accountFacts';
import {
  type AccountSnapshot,
  accountIn,
  accountKeys,
  accountRow,
  SESSION_COLUMNS,
  sessionsIn,
} from './accountRow';
import { forEachTransaction, submitTransaction } from './batches';
import type { Tables } from './connect';
import { isLostRace, TablesError, unanswered } from './errors';
import { accountPartition, keyOf } from './keys';
import { inParallel } from './parallel';
import { deleteRow, KEY_COLUMNS, rowAt, rowsWhere, type StoredRow, unlessBad } from './rows';

/** From the stored facts of a user (`null` if there are none) to the facts to store; `null` to leave them as they are. */
type AccountChange = (userId: string, stored: AccountFacts | null) => AccountFacts | null;

/** A change that depends on more than the account: looked up for each try, once the accounts have been read. */
type ChangeAnew = { readonly lookUp: (userIds: readonly string[]) => Promise<AccountChange> };

type AccountTable = Pick<Tables, 'accounts' | 'pause'> & {
  readonly snapshotOf?: ((facts: AccountFacts) => AccountSnapshot) | null;
};

const MOST_TRIES = 5;
// Up to here, reading rows one by one is quicker than reading their partition.
const MOST_POINT_READS = 20;
// https://learn.microsoft.com/rest/api/storageservices/querying-tables-and-entities (read 2026-11-29)
const MOST_CONDITIONS = 15;

/**
 * Changes accounts so that concurrent changes lose nothing: a change that another write overtook is made again, on
 * what that write left. `change` may run several times for one user. A broken row stays as it is; `allAccounts` reports it.
 *
 * @returns the number of rows written; an account that a change leaves equal is not
 * @throws TablesError `contested` if other writes overtook it five times
 */
export async function updateAccounts(
  table: AccountTable,
  userIds: Iterable<string>,
  change: AccountChange | ChangeAnew,
): Promise<number> {
  // Looking up may take reading a whole table: once for all, not once for each partition.
  const together = typeof change === 'function' ? byPartition(userIds) : [[...new Set(userIds)]];
  const written = await inParallel(together, (ids) => updateTogether(table, ids, change));
  return written.reduce((sum, count) => sum + count, 0);
}

/**
 * The stored facts of all accounts. A broken row does not hide the others: it is left out.
 *
 * @param onBadRow called with the row key of each row left out
 */
export async function* allAccounts(
  client: TableClient,
  onBadRow?: (rowKey: string) => void,
): AsyncGenerator<AccountFacts> {
  for await (const row of rowsWhere(client, {})) {
    const facts = readableAccount(client, row);
    if (facts === null) onBadRow?.(row.rowKey);
    else yield facts;
  }
}

/** The stored facts of one user; `null` if there are none. */
export async function accountOf(client: TableClient, userId: string): Promise<AccountFacts | null> {
  const row = await rowAt(client, accountKeys(userId));
  return row && accountIn(client, row);
}

/** The stored facts of each of these users, without those that are not stored or whose row is broken. */
export async function accountsOf(client: TableClient, userIds: Iterable<string>): Promise<AccountFacts[]> {
  const found = await inParallel(byPartition(userIds), async (ids) => {
    const rows = await rowsInPartition(client, ids);
    return rows.map((row) => readableAccount(client, row)).filter((facts) => facts !== null);
  });
  return found.flat();
}

/** The proved sessions of each of these users, without those that are not stored or whose row is broken. */
export async function sessionsOf(
  client: TableClient,
  userIds: Iterable<string>,
): Promise<ReadonlyMap<string, AccountFacts['sessions']>> {
  const found = await inParallel(byPartition(userIds), (ids) =>
    rowsInPartition(client, ids, SESSION_COLUMNS),
  );
  const readable = found.flat().map((row) => unlessBad(() => sessionsIn(client, row)));
  return new Map(
    readable.filter((facts) => facts !== null).map(({ userId, sessions }) => [userId, sessions]),
  );
}

/**
 * The ids of the stored users with these UPNs, lower case. The service looks through all accounts, but returns only these. A row of
 * an earlier version is found once it is written again.
 */
export async function idsOfUpns(client: TableClient, upns: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < upns.length; from += MOST_CONDITIONS) {
    const filter = upns
      .slice(from, from + MOST_CONDITIONS)
      .map((upn) => odata`lowerUserPrincipalName eq ${upn}`)
      .join(' or ');
    for await (const { userId } of rowsWhere(client, { filter, select: [...KEY_COLUMNS, 'userId'] }))
      if (typeof userId === 'string') ids.push(userId);
  }
  return ids;
}

/** Deletes the accounts that are over, and answers how many; one that changes meanwhile, or is broken, stays. */
export async function forgetAccounts(
  client: TableClient,
  isOver: (facts: AccountFacts) => boolean,
): Promise<number> {
  let forgotten = 0;
  for await (const row of rowsWhere(client, {})) {
    const facts = readableAccount(client, row);
    if (facts !== null && isOver(facts) && (await deleteRow(client, row, row.etag))) forgotten++;
  }
  return forgotten;
}

/** `null` for a row that somebody broke. */
function readableAccount(client: TableClient, row: StoredRow): AccountFacts | null {
  return unlessBad(() => accountIn(client, row));
}

async function updateTogether(
  table: AccountTable,
  userIds: readonly string[],
  change: AccountChange | ChangeAnew,
): Promise<number> {
  const { accounts, pause } = table;
  let written = 0;
  let pending = new Set(userIds);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    if (tries > 0) await pause(tries);
    const actions = await changesTo(table, [...pending], change);
    if (actions.length === 0) return written;
    const lost = new Set<string>();
    await forEachTransaction(actions, async (batch) => {
      if (await isSubmitted(accounts, batch)) written += batch.length;
      else for (const [, { userId }] of batch) lost.add(String(userId));
    });
    if (lost.size === 0) return written;
    pending = lost;
  }
  throw new TablesError(unanswered('contested'));
}

async function changesTo(
  { accounts: client, snapshotOf }: AccountTable,
  userIds: readonly string[],
  asked: AccountChange | ChangeAnew,
): Promise<TransactionAction[]> {
  const rows = await rowsOf(client, userIds);
  const change = typeof asked === 'function' ? asked : await asked.lookUp(userIds);
  return userIds.flatMap((userId): TransactionAction[] => {
    const row = rows.get(keyOf(userId));
    const stored = row ? readableAccount(client, row) : null;
    if (row && stored === null) return [];
    const changed = change(userId, stored);
    if (changed === null || isDeepStrictEqual(changed, stored)) return [];
    const written = accountRow(changed, snapshotOf?.(changed) ?? null);
    return row ? [['update', written, 'Replace', { etag: row.etag }]] : [['create', written]];
  });
}

async function rowsOf(client: TableClient, userIds: readonly string[]): Promise<Map<string, StoredRow>> {
  const found = await inParallel(byPartition(userIds), (ids) => rowsInPartition(client, ids));
  return new Map(found.flat().map((row) => [row.rowKey, row]));
}

/**
 * All of these users are in one partition.
 *
 * @param select the columns that are used, if not all; a single row is read whole
 */
async function rowsInPartition(
  client: TableClient,
  userIds: readonly string[],
  select?: readonly string[],
): Promise<StoredRow[]> {
  if (userIds.length <= MOST_POINT_READS) {
    const found = await Promise.all(userIds.map((userId) => rowAt(client, accountKeys(userId))));
    return found.filter((row) => row !== null);
  }
  const rows: StoredRow[] = [];
  const wanted = new Set(userIds.map(keyOf));
  const filter = odata`PartitionKey eq ${accountPartition(userIds[0] ?? '')}`;
  for await (const row of rowsWhere(client, { filter, ...(select && { select }) }))
    if (wanted.has(row.rowKey)) rows.push(row);
  return rows;
}

async function isSubmitted(client: TableClient, batch: readonly TransactionAction[]): Promise<boolean> {
  try {
    await submitTransaction(client, batch);
    return true;
  } catch (error) {
    if (isLostRace(error)) return false;
    throw error;
  }
}

function byPartition(userIds: Iterable<string>): Iterable<string[]> {
  const partitions = new Map<string, string[]>();
  for (const userId of new Set(userIds)) {
    const partition = accountPartition(userId);
    const ids = partitions.get(partition);
    if (ids) ids.push(userId);
    else partitions.set(partition, [userId]);
  }
  return partitions.values();
}
