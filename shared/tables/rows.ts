import { odata, type TableClient } from '@azure/data-tables';
import type { z } from 'zod';
import { isGone, isLostRace, notTables, TablesError, tablesError } from './errors';

/** https://learn.microsoft.com/rest/api/storageservices/query-timeout-and-pagination (read 2026-11-30) */
export const MOST_ON_A_PAGE = 1_000;

/** The place of a row. */
export type RowKeys = { readonly partitionKey: string; readonly rowKey: string };

export type Column = string | number | boolean | Uint8Array;

/** A row as written. A column that would be `null` is left out or `undefined`: the service stores no `null`. */
export type Row = RowKeys & { readonly [column: string]: Column | undefined };

/** A row as read, not yet decoded. */
export type StoredRow = RowKeys & { readonly etag: string; readonly [column: string]: unknown };

/** The rows to read: a filter made with the `odata` tag, and the columns wanted (default: all). */
type RowQuery = { readonly filter?: string; readonly select?: readonly string[] };

export const KEY_COLUMNS = ['partitionKey', 'rowKey'] as const;

/** The row at these keys; `null` if there is none. */
export async function rowAt(
  client: TableClient,
  { partitionKey, rowKey }: RowKeys,
): Promise<StoredRow | null> {
  try {
    return storedRow(await client.getEntity(partitionKey, rowKey, { onResponse: requireJson }));
  } catch (error) {
    if (isGone(error)) return null;
    throw tablesError(error);
  }
}

/** All rows that match, by ascending partition and row key. The next page is under way while one is used. */
export async function* rowsWhere(client: TableClient, query: RowQuery): AsyncGenerator<StoredRow> {
  for await (const { rows } of pagesWhere(client, query)) yield* rows;
}

type Page = {
  readonly rows: readonly StoredRow[];
  /** Whether the service knows that none follows. */
  readonly isLast: boolean;
};

type Paging = {
  /** The next page is under way while one is used. */
  readonly isAhead: boolean;
  /** At most so many rows on a page; the service gives at most 1,000. */
  readonly size: number;
};

/** Millions of rows: more than a run can read in its time. Pages that never end would keep it for ever. */
const MOST_PAGES = 20_000;

/** The same, as the service pages them. */
export async function* pagesWhere(
  client: TableClient,
  query: RowQuery,
  { isAhead, size }: Paging = { isAhead: true, size: MOST_ON_A_PAGE },
): AsyncGenerator<Page> {
  const settings = size < MOST_ON_A_PAGE ? { maxPageSize: size } : {};
  const pages = client.listEntities(listOptions(query)).byPage(settings);
  try {
    let read = 0;
    let begun: StoredRow | undefined;
    for (let page = await pages.next(); page.done !== true; ) {
      const rows = page.value.map(storedRow);
      if (++read > MOST_PAGES || isSame(rows[0], begun)) throw notTables(200);
      begun = rows[0] ?? begun;
      const next = isAhead ? pages.next() : null;
      // If the caller leaves early, nobody is left to hear of a failure.
      next?.catch(() => {});
      yield { rows, isLast: page.value.continuationToken === undefined };
      page = await (next ?? pages.next());
    }
  } catch (error) {
    throw tablesError(error);
  }
}

/** A list with the same page twice has no end. */
function isSame(row: StoredRow | undefined, begun: StoredRow | undefined): boolean {
  return row !== undefined && row.partitionKey === begun?.partitionKey && row.rowKey === begun.rowKey;
}

/** The first row that matches, in key order; `null` if none does. */
export async function firstRow(client: TableClient, query: RowQuery): Promise<StoredRow | null> {
  // The service may answer an empty page and go on: https://learn.microsoft.com/rest/api/storageservices/query-timeout-and-pagination (read 2026-11-21)
  for await (const { rows } of pagesWhere(client, query, { isAhead: false, size: 1 })) {
    if (rows[0]) return rows[0];
  }
  return null;
}

/**
 * The row with the highest row key of a partition; `null` if there is none.
 *
 * @param only a further condition, made with the `odata` tag
 */
export async function lastRow(
  client: TableClient,
  partitionKey: string,
  only?: string,
): Promise<StoredRow | null> {
  const inPartition = odata`PartitionKey eq ${partitionKey}`;
  const filter = only === undefined ? inPartition : `${inPartition} and ${only}`;
  let last: RowKeys | null = null;
  for await (const keys of rowsWhere(client, { filter, select: KEY_COLUMNS })) last = keys;
  return last && rowAt(client, last);
}

/**
 * Deletes a row, and returns whether this call did.
 *
 * @param etag deletes only a row that still has it; without, deletes any
 */
export async function deleteRow(client: TableClient, keys: RowKeys, etag?: string): Promise<boolean> {
  try {
    await client.deleteEntity(keys.partitionKey, keys.rowKey, etag === undefined ? {} : { etag });
    return true;
  } catch (error) {
    if (isLostRace(error)) return false;
    throw tablesError(error);
  }
}

/**
 * Turns a row into one of our types; unknown columns do not matter.
 *
 * @throws TablesError `badRow` naming each column that is missing or wrong
 */
export function decodeRow<T>(client: TableClient, schema: z.ZodType<T, unknown>, row: StoredRow): T {
  const decoded = schema.safeParse(row);
  if (decoded.success) return decoded.data;
  const table = client.tableName;
  const columns = [...new Set(decoded.error.issues.map(({ path }) => path.map(String).join('.')))];
  throw new TablesError(
    { system: 'tables', code: 'badRow', table, columns },
    { row: { table, partitionKey: row.partitionKey, rowKey: row.rowKey } },
  );
}

/** What a row decodes to; `null` for a bad row, if the rest of the table is of use without it. */
export function unlessBad<T>(decode: () => T): T | null {
  try {
    return decode();
  } catch (error) {
    if (error instanceof TablesError && error.code === 'badRow') return null;
    throw error;
  }
}

function listOptions({ filter, select }: RowQuery) {
  return {
    queryOptions: { ...(filter && { filter: sendable(filter) }), ...(select && { select: [...select] }) },
    onResponse: requireList,
  };
}

/** The SDK cannot send half a surrogate pair, and no column holds one. */
function sendable(filter: string): string {
  return filter.replace(/\p{Surrogate}/gu, '\uFFFD');
}

type Answer = { readonly status: number; readonly parsedBody?: unknown };

// The SDK fails on a 200 that is not JSON.
function requireJson({ status, parsedBody }: Answer): void {
  if (status === 200 && typeof parsedBody !== 'object') throw notTables(status);
}

// The SDK takes a 200 without a list for an empty list, which would mean "nothing is stored".
function requireList({ status, parsedBody }: Answer): void {
  const list = (parsedBody as { readonly value?: unknown } | undefined)?.value;
  if (status === 200 && !Array.isArray(list)) throw notTables(status);
}

// Without an etag a later write would be unconditional, so such an answer is not used.
function storedRow(row: Readonly<Record<string, unknown>>): StoredRow {
  if (!isStoredRow(row)) throw notTables(200);
  return row;
}

function isStoredRow(row: Readonly<Record<string, unknown>>): row is StoredRow {
  const { partitionKey, rowKey, etag } = row;
  return typeof partitionKey === 'string' && typeof rowKey === 'string' && typeof etag === 'string';
}
