import { odata, type TableClient } from '@azure/data-tables';
import type { Finding } from '../domain/finding/finding';
import type { FindingQuery } from '../domain/finding/findingQuery';
import { DAY_MS, isoTime } from '../domain/time';
import { newestFirst, type Position } from './continuation';
import { findingIn } from './findingRow';
import { inParallel } from './parallel';
import { MOST_ON_A_PAGE, pagesWhere, type StoredRow } from './rows';

/** From `from` on, before `to`, in milliseconds since 1970-01-01 UTC; `null` is no bound. */
export type OpenSpan = { readonly from: number | null; readonly to: number | null };

export type Slice = {
  readonly slice: OpenSpan;
  readonly matching: Pick<FindingQuery, 'user' | 'app' | 'verdict'>;
  /** Only findings after this one in the order of a list. */
  readonly after: Position | null;
  readonly count: number;
};

/** The part of a slice that was read before it turned out to be too long. */
export type Cut = {
  readonly rows: number;
  /** The UTC days of its first and last row, in milliseconds since 1970-01-01 UTC. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** The share of the last day that was read, from 0 to 1: rows are in the order of their ids, which are random hexadecimal numbers. */
  readonly ofLastDay: number;
};

/** So many more are kept between two sorts, at least. */
const SLACK = 1_000;

/**
 * The newest findings of a slice, newest first.
 *
 * @param mostRows if there are more, reading ends with a `Cut`
 */
export async function readSlice(
  client: TableClient,
  asked: Slice,
  mostRows: number,
): Promise<readonly Finding[] | Cut> {
  const { count } = asked;
  const query = { filter: filterOf(asked) };
  let found: Finding[] = [];
  let rows = 0;
  let first: StoredRow | undefined;
  // A page that may be the last one is not larger than needed, and the next is not under way meanwhile.
  const paging = mostRows > MOST_ON_A_PAGE ? { isAhead: true } : { isAhead: false, size: mostRows + 1 };
  for await (const page of pagesWhere(client, query, paging)) {
    rows += page.length;
    first ??= page[0];
    if (rows > mostRows) return cutAt(rows, first, page.at(-1));
    for (const row of page) found.push(findingIn(client, row));
    // A slice may hold many more than a page; memory holds little more than a page.
    if (found.length >= count + Math.max(SLACK, count / 4)) found = newest(found, asked);
  }
  return newest(found, asked);
}

/** The same for a slice of days that each have many rows: several days are read at once, each whole. */
export async function readDays(
  client: TableClient,
  asked: Slice,
  days: readonly OpenSpan[],
): Promise<readonly Finding[]> {
  const found = await inParallel(days, async (slice) => {
    const read = await readSlice(client, { ...asked, slice }, Number.POSITIVE_INFINITY);
    return 'rows' in read ? [] : read;
  });
  return newest(found.flat(), asked);
}

function newest(findings: readonly Finding[], { after, count }: Slice): Finding[] {
  const rest = after === null ? [...findings] : findings.filter((one) => newestFirst(after, one) < 0);
  return rest.sort(newestFirst).slice(0, count);
}

function cutAt(rows: number, first: StoredRow | undefined, last: StoredRow | undefined): Cut {
  const start = /^[0-9a-f]{8}/i.exec(last?.rowKey ?? '');
  const ofLastDay = start ? Number.parseInt(start[0], 16) / 0xffff_ffff : 1;
  return { rows, firstDay: dayMs(first), lastDay: dayMs(last), ofLastDay };
}

function dayMs(row: StoredRow | undefined): number {
  return Date.parse(row?.partitionKey ?? '');
}

function filterOf({ slice: { from, to }, matching: { user, app, verdict } }: Slice): string {
  return [
    ...daysIn(from === null ? null : dayOf(from), to === null ? null : dayOf(to - 1)),
    from !== null && odata`createdDateTime ge ${isoTime(from)}`,
    to !== null && odata`createdDateTime lt ${isoTime(to)}`,
    user !== null && odata`(userId eq ${user} or lowerUserPrincipalName eq ${user})`,
    app !== null && odata`app eq ${app}`,
    verdict !== null && odata`verdict eq ${verdict}`,
  ]
    .filter((condition) => condition !== false)
    .join(' and ');
}

function daysIn(first: string | null, last: string | null): readonly (string | false)[] {
  if (first !== null && first === last) return [odata`PartitionKey eq ${first}`];
  return [first !== null && odata`PartitionKey ge ${first}`, last !== null && odata`PartitionKey le ${last}`];
}

function dayOf(ms: number): string {
  return isoTime(Math.floor(ms / DAY_MS) * DAY_MS).slice(0, 10);
}
