import type { TableClient } from '@azure/data-tables';
import type { Finding } from '../domain/finding/finding';
import type { FindingQuery } from '../domain/finding/findingQuery';
import { DAY_MS } from '../domain/time';
import type { Position } from './continuation';
import { type Cut, type OpenSpan, readDays, readSlice, type Slice } from './findingSlice';
import {
  firstLength,
  knownSpacing,
  noteEnd,
  noteSpacing,
  ROOM,
  type SearchKind,
  type SearchMemory,
} from './findingSpacing';
import { MOST_ON_A_PAGE } from './rows';

/** Which findings, at most how many, and after which one in the order of a list. */
type FindingSearch = Omit<FindingQuery, 'limit' | 'continuation'> & {
  readonly after: Position | null;
  readonly count: number;
};

/** What makes a search quick. Whatever it is, the search finds the same. */
export type SearchAid = {
  /** Few findings are later: milliseconds since 1970-01-01 UTC. */
  readonly now: number;
  readonly memory: SearchMemory;
};

/** If a slice would be longer, everything older is read: retention seldom keeps much more. */
const LONGEST_MS = 30 * DAY_MS;
/** A slice that is not longer is read whole, however many rows it has. */
const SHORTEST_MS = 1_000;
/** To read twice as many takes no longer than to begin again. */
const FEW_ROWS = 125;
/** After a slice without findings. */
const GROWTH = 16;
/** Days that are read at once are read whole, so the estimate is not trusted beyond this. */
const GROWTH_OF_DAYS = 4;
/** The last moment of four-digit years: later ones are not in the order of their texts. */
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * The newest findings that match, newest first.
 *
 * A day is a partition whose rows are in the order of their ids. So it reads backwards by slices of time and sorts each slice. The
 * first has no end, so that a finding of the future is found, and the last no start. A slice is as long as the findings before
 * suggest; one that turns out to have many more rows than needed is cut short and begun again.
 */
export async function newestFindings(
  client: TableClient,
  search: FindingSearch,
  { now, memory }: SearchAid,
): Promise<Finding[]> {
  const bounds = boundsOf(search);
  const kind = kindOf(search);
  const begin = Math.min(bounds.to ?? now, now);
  const findings: Finding[] = [];
  let to = bounds.to;
  let at = begin;
  let lengthMs = firstLength(memory, kind);
  let spacingMs = knownSpacing(memory, kind);
  let oldest = memory.oldest;
  while (findings.length < search.count && !isEmpty({ ...bounds, to })) {
    const missing = search.count - findings.length;
    const slice = { from: startOf(at - lengthMs, oldest, { at, bound: bounds.from }), to };
    const { after } = search;
    const read = await readWith(
      client,
      { slice, matching: search, after, count: missing },
      { at, spacingMs },
    );
    if ('rows' in read) {
      lengthMs = shorter(read, { slice, at, missing });
      oldest = null;
      continue;
    }
    for (const finding of read) findings.push(finding);
    if (slice.from === null || slice.from === bounds.from) break;
    const readMs = Math.max(1, at - slice.from);
    spacingMs = read.length === 0 ? null : readMs / read.length;
    to = slice.from;
    at = to;
    lengthMs = nextLength({ readMs, spacingMs, soFarMs: begin - at, missing: missing - read.length });
  }
  const last = findings.at(-1);
  const lastMs = last ? Date.parse(last.createdDateTime) : null;
  if (lastMs !== null && findings.length === search.count) noteSpacing(memory, kind, begin - lastMs);
  else if (bounds.from === null) noteEnd(memory, kind, lastMs);
  return findings;
}

function kindOf({ after, to, user, app, verdict, count }: FindingSearch): SearchKind {
  const begin = after !== null ? 'page' : to !== null ? 'time' : 'newest';
  return { begin, user, app, verdict, count };
}

function boundsOf({ from, to, after }: FindingSearch): OpenSpan {
  const ends = [
    to === null ? Number.POSITIVE_INFINITY : Date.parse(to),
    after === null ? Number.POSITIVE_INFINITY : Date.parse(after.createdDateTime) + 1,
  ];
  const end = Math.min(...ends);
  return { from: from === null ? null : Date.parse(from), to: end > LAST_MS ? null : end };
}

function isEmpty({ from, to }: OpenSpan): boolean {
  return from !== null && from >= (to ?? LAST_MS + 1);
}

type From = { readonly at: number; readonly bound: number | null };

/** Where a slice starts that may start at `from`: at the bound of the search, if it then holds hardly more. */
function startOf(from: number, oldest: number | null, { at, bound }: From): number | null {
  if (at - from > LONGEST_MS || (oldest !== null && from <= oldest)) return bound;
  return Math.max(Math.floor(from), bound ?? Number.NEGATIVE_INFINITY);
}

type Reach = {
  /** Where the slice ends, or now. */
  readonly at: number;
  readonly spacingMs: number | null;
};

function readWith(
  client: TableClient,
  asked: Slice,
  { at, spacingMs }: Reach,
): Promise<readonly Finding[] | Cut> {
  const { from, to } = asked.slice;
  const wanted = ROOM * asked.count;
  const isDense = spacingMs !== null && DAY_MS / spacingMs > MOST_ON_A_PAGE;
  if (from !== null && isDense && wanted > 2 * MOST_ON_A_PAGE)
    return readDays(client, asked, daysOf({ from, to }, at));
  const isShort = from !== null && at - from <= SHORTEST_MS;
  // If the length was a guess, it may be far from right; if it was measured, to begin again takes longer than to read on.
  const most = (spacingMs === null ? 2 : 4) * Math.max(FEW_ROWS, Math.ceil(wanted));
  return readSlice(client, asked, isShort ? Number.POSITIVE_INFINITY : most);
}

/** A slice, day by day. */
function daysOf({ from, to }: { readonly from: number; readonly to: number | null }, at: number): OpenSpan[] {
  const days: OpenSpan[] = [];
  let start = from;
  for (let end = (Math.floor(from / DAY_MS) + 1) * DAY_MS; end < at; end += DAY_MS) {
    days.push({ from: start, to: end });
    start = end;
  }
  days.push({ from: start, to });
  return days;
}

type SoFar = {
  /** The length of the last slice, and the spacing in it; `null` if it held nothing. */
  readonly readMs: number;
  readonly spacingMs: number | null;
  readonly soFarMs: number;
  readonly missing: number;
};

function nextLength({ readMs, spacingMs, soFarMs, missing }: SoFar): number {
  if (spacingMs === null) return GROWTH * Math.max(readMs, soFarMs);
  const wanted = ROOM * missing;
  const isDays = DAY_MS / spacingMs > MOST_ON_A_PAGE && wanted > 2 * MOST_ON_A_PAGE;
  if (isDays) return Math.min(wanted * spacingMs, GROWTH_OF_DAYS * readMs);
  // Whoever misses few may be at the end of all findings, or at a pause.
  return Math.max(wanted * spacingMs, soFarMs / 4);
}

type TooLong = { readonly slice: OpenSpan; readonly at: number; readonly missing: number };

/** The length of the slice that takes the place of one that was cut. */
function shorter({ rows, firstDay, lastDay, ofLastDay }: Cut, { slice, at, missing }: TooLong): number {
  const from = Math.max(slice.from ?? Number.NEGATIVE_INFINITY, firstDay);
  const startOfLast = Math.max(from, lastDay);
  const readMs = startOfLast - from + ofLastDay * (Math.min(at, lastDay + DAY_MS) - startOfLast);
  // Beyond the longest, all would be read again.
  const lengthMs = Math.min((ROOM * missing * readMs) / rows, (at - from) / 2, LONGEST_MS);
  // Not a number if the key of a row is no day.
  if (Number.isNaN(lengthMs)) return (at - (slice.from ?? at - LONGEST_MS)) / 2;
  return Math.max(SHORTEST_MS, lengthMs);
}
