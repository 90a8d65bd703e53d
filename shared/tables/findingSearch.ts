import { odata, type TableClient } from '@azure/data-tables';
import type { Finding } from '../domain/finding/finding';
import type { FindingQuery } from '../domain/finding/findingQuery';
import { DAY_MS, daysOf, HOUR_MS, isoTime, type Span } from '../domain/time';
import { newestFirst, type Position } from './continuation';
import { findingIn } from './findingRow';
import { inParallel } from './parallel';
import { rowsWhere } from './rows';
import { dayNumber, inDays, newestDay, oldestDay } from './storedDays';

/** Which findings, at most how many, and after which one in the order of a list. */
type FindingSearch = Omit<FindingQuery, 'limit' | 'continuation'> & {
  readonly after: Position | null;
  readonly count: number;
  /** No finding is expected after the UTC day of this time, in milliseconds since 1970-01-01 UTC; `null` if nothing is known. */
  readonly expectedUntil: number | null;
};

/** The first slice: a tenant with many findings fills a page with it. */
const FIRST_MS = HOUR_MS;
/** A slice is longer or shorter than the one before by this factor at most: findings are not evenly spread. */
const MOST_CHANGE = 4;
/** A little more than seems to be needed saves the next slice. */
const ROOM = 1.25;
/** On one page of the service. */
const PAGE_ROWS = 1_000;

/**
 * The newest findings that match, newest first.
 *
 * A day is a partition whose rows are in the order of their ids. So it reads backwards by slices of time, as long as the findings
 * of the slice before suggest, and sorts each slice.
 */
export async function newestFindings(client: TableClient, search: FindingSearch): Promise<Finding[]> {
  const { from: oldest, to: newest } = await timesToSearch(client, search);
  const findings: Finding[] = [];
  let to = newest;
  let lengthMs = FIRST_MS;
  let inADay = 0;
  while (to > oldest && findings.length < search.count) {
    const slice = { from: Math.max(oldest, to - lengthMs), to };
    const found = await newestIn(client, { slice, inADay, search, count: search.count - findings.length });
    for (const finding of found) findings.push(finding);
    inADay = (found.length * DAY_MS) / lengthMs;
    lengthMs = nextLength(lengthMs, found.length, search.count - findings.length);
    to = slice.from;
  }
  return findings;
}

function nextLength(lengthMs: number, found: number, missing: number): number {
  const wanted = found === 0 ? MOST_CHANGE : (ROOM * missing) / found;
  return Math.ceil(lengthMs * Math.min(Math.max(wanted, 1 / MOST_CHANGE), MOST_CHANGE));
}

/** The times between which findings may be stored that match. */
async function timesToSearch(client: TableClient, search: FindingSearch): Promise<Span> {
  const { from, to, after, expectedUntil } = search;
  const oldest = from === null ? await oldestDay(client) : dayNumber(from);
  if (oldest === null) return { from: 0, to: 0 };
  const start = from === null ? oldest * DAY_MS : Date.parse(from);
  if (after !== null) return { from: start, to: Date.parse(after.createdDateTime) + 1 };
  if (to !== null) return { from: start, to: Date.parse(to) };
  const expected = expectedUntil === null ? oldest : Math.floor(expectedUntil / DAY_MS);
  return { from: start, to: (1 + (await newestDay(client, Math.max(oldest, expected)))) * DAY_MS };
}

type Slice = {
  readonly slice: Span;
  /** As many were found in a day of the slice before. */
  readonly inADay: number;
  readonly search: FindingSearch;
  readonly count: number;
};

async function newestIn(client: TableClient, asked: Slice): Promise<Finding[]> {
  const { slice, inADay, search, count } = asked;
  // Days of many pages are read at once; days of few rows in one go.
  const days = inADay > PAGE_ROWS ? daysOf(slice).map(daySpan) : [slice];
  const found = await inParallel(days, (span) => newestOf(client, { ...asked, slice: within(span, slice) }));
  return newest(found.flat(), search, count);
}

/** So many more are kept between two sorts, at least. */
const SLACK = 1_000;

async function newestOf(client: TableClient, { slice, search, count }: Slice): Promise<Finding[]> {
  let found: Finding[] = [];
  for await (const row of rowsWhere(client, { filter: conditions(slice, search).join(' and ') })) {
    found.push(findingIn(client, row));
    // A slice may hold many more than a page; memory holds little more than a page.
    if (found.length >= count + Math.max(SLACK, count / 4)) found = newest(found, search, count);
  }
  return found;
}

function newest(findings: readonly Finding[], { after }: FindingSearch, count: number): Finding[] {
  const rest = after === null ? [...findings] : findings.filter((one) => newestFirst(after, one) < 0);
  return rest.sort(newestFirst).slice(0, count);
}

function daySpan(day: string): Span {
  const from = Date.parse(day);
  return { from, to: from + DAY_MS };
}

function within(span: Span, { from, to }: Span): Span {
  return { from: Math.max(span.from, from), to: Math.min(span.to, to) };
}

function conditions({ from, to }: Span, { user, app, verdict }: FindingSearch): string[] {
  return [
    inDays(Math.floor(from / DAY_MS), Math.floor((to - 1) / DAY_MS)),
    odata`createdDateTime ge ${isoTime(from)} and createdDateTime lt ${isoTime(to)}`,
    user !== null && odata`(userId eq ${user} or lowerUserPrincipalName eq ${user})`,
    app !== null && odata`app eq ${app}`,
    verdict !== null && odata`verdict eq ${verdict}`,
  ].filter((condition) => condition !== false);
}
