import { gunzipSync, gzipSync } from 'node:zlib';
import { odata, type TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { ACCOUNT_STATES } from '../domain/account/account';
import {
  DIGESTS,
  type DigestEntry,
  type DigestStatus,
  type MailStanding,
  type StoredDigestEntry,
  urgentSeries,
} from '../domain/digest/digestLedger';
import { byteColumns, bytesIn, columnsOf, jsonIn, partNames } from './columns';
import { conditionalWrite } from './conditionalWrite';
import { keyOf, textOfKey } from './keys';
import { storedFailure } from './posture/failures';
import { decodeTenantCoverage } from './posture/tenantCoverage';
import {
  decodeRow,
  deleteRow,
  KEY_COLUMNS,
  lastRow,
  type RowKeys,
  rowAt,
  rowsWhere,
  type StoredRow,
} from './rows';

const SENT: DigestStatus = 'sent';
const QUIET: DigestStatus = 'quiet';
const MOST_PACKED_BYTES = 64 * 1024 * 1024;

/** Claims the mail of a series for a local day (`YYYY-MM-DD`); `null` if another run has claimed it. */
export function claimDigest(
  client: TableClient,
  series: string,
  localDay: string,
  entry: DigestEntry,
): Promise<StoredDigestEntry | null> {
  return save(client, keysOf(series, localDay), { ...entry, localDay, series, etag: null });
}

/** The mail of a series for a local day; `null` if it is not claimed. */
export async function readDigest(
  client: TableClient,
  series: string,
  localDay: string,
): Promise<StoredDigestEntry | null> {
  const row = await rowAt(client, keysOf(series, localDay));
  return row && digestIn(client, row);
}

/**
 * Changes the entry of a mail as it was read; `null` if another run has changed it since.
 *
 * @throws TablesError `tooBig` if its content does not fit in a row, from about 43,000 accounts in `named` on, or from about 20,000
 * with a stop of each in `stopped`; the stored row stays
 */
export function updateDigest(
  client: TableClient,
  { localDay, series, etag }: StoredDigestEntry,
  entry: DigestEntry,
): Promise<StoredDigestEntry | null> {
  return save(client, keysOf(series, localDay), { ...entry, localDay, series, etag });
}

/**
 * The newest mail of a series that was sent; `null` if there is none.
 *
 * @param upTo the last local day that counts, `YYYY-MM-DD`: a wrong clock may have dated a mail ahead
 */
export async function latestSent(
  client: TableClient,
  series: string,
  upTo: string,
): Promise<StoredDigestEntry | null> {
  const row = await lastRow(client, keyOf(series), odata`status eq ${SENT} and RowKey le ${keyOf(upTo)}`);
  return row && digestIn(client, row);
}

/** The newest mail of a series before a local day, in any status; `null` if there is none. */
export async function latestBefore(
  client: TableClient,
  series: string,
  localDay: string,
): Promise<StoredDigestEntry | null> {
  const row = await lastRow(client, keyOf(series), odata`RowKey lt ${keyOf(localDay)}`);
  return row && digestIn(client, row);
}

// Every series of urgent mails begins with this, and no other does.
const URGENT_FROM = urgentSeries('');
const URGENT_TO = URGENT_FROM.replace(/.$/, '!');

/** The newest urgent mail of each series of local days from `sinceDay` on, if it is neither out nor over. */
export async function unsentUrgent(client: TableClient, sinceDay: string): Promise<StoredDigestEntry[]> {
  const filter = odata`PartitionKey ge ${URGENT_FROM} and PartitionKey lt ${URGENT_TO} and RowKey ge ${sinceDay}`;
  const newest = new Map<string, StoredRow>();
  for await (const row of rowsWhere(client, { filter, select: [...KEY_COLUMNS, 'status'] }))
    newest.set(row.partitionKey, row);
  const unsent = [...newest.values()].filter(({ status }) => status !== SENT && status !== QUIET);
  const rows = await Promise.all(unsent.map((keys) => rowAt(client, keys)));
  return rows.filter((row) => row !== null).map((row) => digestIn(client, row));
}

const STANDING_COLUMNS = [...KEY_COLUMNS, 'status', 'at', 'reason', ...partNames('others')];

/** How the digests and urgent mails of local days from `sinceDay` on stand, in the order of their series and days. */
export async function mailsSince(client: TableClient, sinceDay: string): Promise<MailStanding[]> {
  const mails: MailStanding[] = [];
  const filter = odata`PartitionKey ge ${DIGESTS} and PartitionKey lt ${URGENT_TO} and RowKey ge ${sinceDay}`;
  for await (const row of rowsWhere(client, { filter, select: STANDING_COLUMNS }))
    mails.push(decodeRow(client, storedStanding, placedRow(row)));
  return mails;
}

/**
 * Deletes the mails of local days before `beforeDay`, and returns their number. The newest sent one of each series
 * stays, however old: the next mail compares with it.
 */
export async function forgetDigests(client: TableClient, beforeDay: string): Promise<number> {
  const newestSent = new Map<string, string>();
  for await (const row of rowsWhere(client, { filter: odata`status eq ${SENT}`, select: KEY_COLUMNS })) {
    newestSent.set(row.partitionKey, row.rowKey);
  }
  let forgotten = 0;
  for await (const row of rowsWhere(client, { filter: odata`RowKey lt ${beforeDay}`, select: KEY_COLUMNS })) {
    if (newestSent.get(row.partitionKey) === row.rowKey) continue;
    if (await deleteRow(client, row)) forgotten++;
  }
  return forgotten;
}

type Unsaved = Omit<StoredDigestEntry, 'etag'> & { readonly etag: string | null };

async function save(client: TableClient, keys: RowKeys, unsaved: Unsaved): Promise<StoredDigestEntry | null> {
  const { localDay, series, etag, named, stopped, coverage, microsoft, to, others, reason, ...plain } =
    unsaved;
  const row = {
    ...keys,
    ...columnsOf({ ...plain, reason }),
    ...packedColumns('named', named),
    ...packedColumns('stopped', stopped),
    ...packedColumns('coverage', coverage),
    ...packedColumns('microsoft', microsoft),
    ...packedColumns('to', to),
    ...packedColumns('others', others),
  };
  const written = await conditionalWrite(client, row, etag);
  return written === null ? null : { ...unsaved, etag: written };
}

function keysOf(series: string, localDay: string): RowKeys {
  return { partitionKey: keyOf(series), rowKey: keyOf(localDay) };
}

/** With the columns that its keys and parts stand for. */
function placedRow(row: StoredRow): StoredRow {
  return {
    ...row,
    series: textOfKey(row.partitionKey),
    localDay: textOfKey(row.rowKey),
    others: packedIn(row, 'others'),
    reason: jsonIn(row, 'reason'),
  };
}

export function digestIn(client: TableClient, row: StoredRow): StoredDigestEntry {
  return decodeRow(client, storedDigest, {
    ...placedRow(row),
    to: packedIn(row, 'to'),
    named: packedIn(row, 'named'),
    stopped: packedIn(row, 'stopped'),
    coverage: packedIn(row, 'coverage'),
    microsoft: packedIn(row, 'microsoft'),
  });
}

function packedColumns(name: string, value: unknown): Record<string, Uint8Array> {
  return byteColumns(name, gzipSync(JSON.stringify(value)));
}

function packedIn(row: StoredRow, name: string): unknown {
  try {
    const packed = bytesIn(row, name);
    return packed && JSON.parse(gunzipSync(packed, { maxOutputLength: MOST_PACKED_BYTES }).toString());
  } catch {
    return 'damaged';
  }
}

const standing = z.object({
  status: z.enum(['claimed', 'sending', 'sent', 'failed', 'quiet']),
  at: z.iso.datetime(),
  reason: storedFailure.optional().transform((reason) => reason ?? null),
  others: z.array(z.array(z.string())).default([]),
  localDay: z.string(),
  series: z.string(),
});

const storedStanding: z.ZodType<MailStanding, unknown> = standing;

const storedDigest: z.ZodType<StoredDigestEntry, unknown> = standing.extend({
  operationId: z.string(),
  draftId: z.string().nullable().default(null),
  tries: z.number(),
  named: z.record(z.string(), z.enum(ACCOUNT_STATES)),
  stopped: z.record(z.string(), z.string()).default({}),
  coverage: z.unknown().transform(decodeTenantCoverage),
  microsoft: z.record(z.string(), z.string()).default({}),
  reported: z.iso.datetime().nullable().default(null),
  to: z.array(z.string()).default([]),
  etag: z.string(),
});
