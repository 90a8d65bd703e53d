import { odata, type TableClient } from '@azure/data-tables';
import { DAY_MS, isoTime } from '../domain/time';
import { firstRow, KEY_COLUMNS } from './rows';

/** Days since 1970-01-01 UTC of a time or a day, ISO 8601. */
export function dayNumber(time: string): number {
  return Math.floor(Date.parse(time) / DAY_MS);
}

/** A table whose partitions are UTC days: all rows of these days, both included. */
export function inDays(first: number, last: number): string {
  return odata`PartitionKey ge ${partitionOf(first)} and PartitionKey le ${partitionOf(last)}`;
}

/** The oldest day that has rows; `null` if none has. */
export function oldestDay(client: TableClient): Promise<number | null> {
  return firstDayFrom(client, 0);
}

/**
 * The newest day that has rows, or `expected` if none after it has. The service reads forwards only, so this searches in leaps: they
 * double while they land before the end, and halve after they land beyond it.
 */
export async function newestDay(client: TableClient, expected: number): Promise<number> {
  let newest = expected;
  let leap = 1;
  while (leap >= 1) {
    const found = await firstDayFrom(client, newest + leap);
    newest = found ?? newest;
    leap = found === null ? Math.floor(leap / 2) : leap * 2;
  }
  return newest;
}

async function firstDayFrom(client: TableClient, day: number): Promise<number | null> {
  const row = await firstRow(client, {
    filter: odata`PartitionKey ge ${partitionOf(day)}`,
    select: KEY_COLUMNS,
  });
  return row && dayNumber(row.partitionKey);
}

function partitionOf(day: number): string {
  return isoTime(day * DAY_MS).slice(0, 10);
}
