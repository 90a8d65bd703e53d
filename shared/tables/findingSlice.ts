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
  /** Where the slice ends; if it has no end, where hardly any findings are later. */
  readonly at: number;
  readonly matching: Pick<FindingQuery, 'user' | 'app' | 'verdict'>;
  /** Only findings after this one in the order of a list. */
  readonly after: Position | null;
  readonly count: number;
};

/** What is known of a slice that turned out to be too long, from its oldest days. */
export type Cut = {
  /** Where it starts, or where its first finding may be. */
  readonly from: number;
  /** The end of the last day that was read, or of the slice. */
  readonly readUntil: number;
  /** Between two findings, on average, in milliseconds; not a number if the key of a row is no day. */
  readonly spacingMs: number;
};

/** So many more are kept between two sorts, at least. */
const SLACK = 1_000;

/**
 * The newest findings of a slice, newest first.
 *
 * @param mostRows if there are more, or seem to be, reading ends with a `Cut`
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
  // If a page may be the last, it is not larger than needed, and the next is not under way meanwhile.
  const paging = { isAhead: mostRows > 10 * MOST_ON_A_PAGE, size: mostRows + 1 };
  for await (const { rows: page, isLast } of pagesWhere(client, query, paging)) {
    rows += page.length;
    first ??= page[0];
    const cut = cutAt(asked, rows, [first, page.at(-1)]);
    if (rows > mostRows || (!isLast && rows + (asked.at - cut.readUntil) / cut.spacingMs > mostRows))
      return cut;
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
    // Without a limit, nothing is cut.
    return 'spacingMs' in read ? [] : read;
  });
  return newest(found.flat(), asked);
}

function newest(findings: readonly Finding[], { after, count }: Slice): Finding[] {
  const rest = after === null ? [...findings] : findings.filter((one) => newestFirst(after, one) < 0);
  return rest.sort(newestFirst).slice(0, count);
}

function cutAt({ slice, at }: Slice, rows: number, [first, last]: readonly (StoredRow | undefined)[]): Cut {
  const from = Math.max(slice.from ?? Number.NEGATIVE_INFINITY, dayMs(first));
  const start = Math.max(from, dayMs(last));
  const readUntil = Math.min(at, dayMs(last) + DAY_MS);
  return { from, readUntil, spacingMs: (start - from + shareOf(last) * (readUntil - start)) / rows };
}

/** The share of its day that lies before a row, from 0 to 1: rows are in the order of their ids, which are random hexadecimal numbers. */
function shareOf(row: StoredRow | undefined): number {
  const [digits] = /^[0-9a-f]{8}/i.exec(row?.rowKey ?? '') ?? [];
  return digits === undefined ? 1 : Number.parseInt(digits, 16) / 0xffff_ffff;
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
