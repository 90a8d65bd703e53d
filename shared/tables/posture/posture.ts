import { odata, type TableClient } from '@azure/data-tables';
import type { Posture } from '../../domain/posture';
import { deleteWhere, submitBatches } from '../batches';
import { columnsOf, jsonIn } from '../columns';
import { keyOf, textOfKey } from '../keys';
import { lastRow, rowsWhere, type StoredRow } from '../rows';
import { decodeBreakGlass } from './breakGlass';
import { decodeDayCounts } from './dayCounts';
import { decodeDirectory } from './directory';
import { decodeEnforcement, decodeNotices, decodeWrites } from './enforcement';
import { decodePostureRun } from './postureRun';
import { decodeRegistrationCounts } from './registration';
import { decodeRoles, storedRoles } from './roles';
import { decodeTenantCoverage } from './tenantCoverage';
import { decodeWhatIf } from './whatIf';

/** A decoder for each kind: `null` for a value of another version. */
const DECODERS: { readonly [K in keyof Posture]: (value: unknown) => Posture[K] | null } = {
  run: decodePostureRun,
  runBeforeDigest: decodePostureRun,
  registration: decodeRegistrationCounts,
  directory: decodeDirectory,
  roles: decodeRoles,
  breakGlass: decodeBreakGlass,
  coverage: decodeTenantCoverage,
  whatIf: decodeWhatIf,
  counts: decodeDayCounts,
  enforcement: decodeEnforcement,
  writes: decodeWrites,
  notices: decodeNotices,
};

/** The stored forms of kinds that would take too much room otherwise; the decoder reads them. */
const STORED: { readonly [K in keyof Posture]?: (value: Posture[K]) => unknown } = { roles: storedRoles };

/**
 * Keeps one kind of posture for a UTC day (`YYYY-MM-DD`), in place of the value that this day had.
 *
 * @throws TablesError `tooBig` if its JSON text does not fit in a row
 */
export async function savePosture<K extends keyof Posture>(
  client: TableClient,
  kind: K,
  day: string,
  value: Posture[K],
): Promise<void> {
  const row = {
    partitionKey: keyOf(kind),
    rowKey: keyOf(day),
    ...columnsOf({ value: STORED[kind]?.(value) ?? value }),
  };
  await submitBatches(client, [['upsert', row, 'Replace']]);
}

/**
 * The newest value of one kind; `null` if there is none, or if another version stored it.
 *
 * @param likelySince the day (`YYYY-MM-DD`) from which on there is most likely one: it is then read in one request, not in two
 */
export async function latestPosture<K extends keyof Posture>(
  client: TableClient,
  kind: K,
  likelySince: string | null = null,
): Promise<Posture[K] | null> {
  const recent = likelySince === null ? null : await newestSince(client, kind, likelySince);
  const row = recent ?? (await lastRow(client, keyOf(kind)));
  return row && DECODERS[kind](jsonIn(row, 'value'));
}

async function newestSince(client: TableClient, kind: keyof Posture, day: string): Promise<StoredRow | null> {
  let newest: StoredRow | null = null;
  const filter = odata`PartitionKey eq ${keyOf(kind)} and RowKey ge ${keyOf(day)}`;
  for await (const row of rowsWhere(client, { filter })) newest = row;
  return newest;
}

/** The values of one kind from `sinceDay` (`YYYY-MM-DD`) on, oldest first, without those of another version. */
export async function postureSince<K extends keyof Posture>(
  client: TableClient,
  kind: K,
  sinceDay: string,
): Promise<{ readonly day: string; readonly value: Posture[K] }[]> {
  const kept: { readonly day: string; readonly value: Posture[K] }[] = [];
  const filter = odata`PartitionKey eq ${keyOf(kind)} and RowKey ge ${keyOf(sinceDay)}`;
  for await (const row of rowsWhere(client, { filter })) {
    const value = DECODERS[kind](jsonIn(row, 'value'));
    if (value !== null) kept.push({ day: textOfKey(row.rowKey), value });
  }
  return kept;
}

/** Deletes the posture of UTC days before `beforeDay` (`YYYY-MM-DD`), and says how many rows. */
export function forgetPosture(client: TableClient, beforeDay: string): Promise<number> {
  return deleteWhere(client, odata`RowKey lt ${beforeDay}`);
}
