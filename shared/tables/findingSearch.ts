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
  let plan: Plan = {
    lengthMs: firstLength(memory, kind),
    spacingMs: knownSpacing(memory, kind),
    floor: null,
    oldest: memory.oldest,
  };
  while (findings.length < search.count && !isEmpty({ ...bounds, to })) {
    const missing = search.count - findings.length;
    const slice = { from: startOf(plan, at, bounds.from), to };
    const asked = { slice, at, matching: search, after: search.after, count: missing };
    const read = await readWith(client, asked, plan.spacingMs);
    if ('spacingMs' in read) {
      plan = shorter(read, asked);
      continue;
    }
    for (const finding of read) findings.push(finding);
    if (slice.from === null || slice.from === bounds.from) break;
    const found = { readMs: Math.max(1, at - slice.from), rows: read.length, missing: missing - read.length };
    plan = next(plan, { ...found, from: slice.from, soFarMs: begin - slice.from });
    to = slice.from;
    at = to;
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

/** How the next slice is read. */
type Plan = {
  readonly lengthMs: number;
  /** As found before; `null` if the length is a guess. */
  readonly spacingMs: number | null;
  /** Slices end here first: from somewhere before it on, there were too many rows to go on. */
  readonly floor: { readonly at: number; readonly spacingMs: number } | null;
  /** Where all findings begin, as far as is known. */
  readonly oldest: number | null;
};

/** Where a slice starts: at the bound of the search, if it then holds hardly more. */
function startOf({ lengthMs, floor, oldest }: Plan, at: number, bound: number | null): number | null {
  const from = at - lengthMs;
  if (floor !== null) return Math.max(Math.floor(from), floor.at, bound ?? Number.NEGATIVE_INFINITY);
  if (lengthMs > LONGEST_MS || (oldest !== null && from <= oldest)) return bound;
  return Math.max(Math.floor(from), bound ?? Number.NEGATIVE_INFINITY);
}

function readWith(
  client: TableClient,
  asked: Slice,
  spacingMs: number | null,
): Promise<readonly Finding[] | Cut> {
  const { slice, at, count } = asked;
  const { from, to } = slice;
  if (from !== null && isByDays(spacingMs, count)) return readDays(client, asked, daysOf({ from, to }, at));
  // If the length was a guess, it may be far from right; if it was measured, to begin again takes longer than to read on.
  const most = (spacingMs === null ? 2 : 4) * Math.max(FEW_ROWS, Math.ceil(ROOM * count));
  const isShort = from !== null && at - from <= SHORTEST_MS;
  return readSlice(client, asked, isShort ? Number.POSITIVE_INFINITY : most);
}

/** Days of many pages are read at once, if many pages are needed. */
function isByDays(spacingMs: number | null, missing: number): boolean {
  return spacingMs !== null && DAY_MS / spacingMs > MOST_ON_A_PAGE && ROOM * missing > 2 * MOST_ON_A_PAGE;
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

/** What a slice held. */
type Found = {
  readonly from: number;
  readonly readMs: number;
  readonly rows: number;
  /** After it. */
  readonly missing: number;
  readonly soFarMs: number;
};

function next({ floor, oldest }: Plan, { from, readMs, rows, missing, soFarMs }: Found): Plan {
  const wanted = ROOM * missing;
  if (floor?.at === from) {
    const { spacingMs } = floor;
    return { lengthMs: wanted * spacingMs, spacingMs, floor: null, oldest };
  }
  if (rows === 0) return { lengthMs: GROWTH * Math.max(readMs, soFarMs), spacingMs: null, floor, oldest };
  const spacingMs = readMs / rows;
  const lengthMs = isByDays(spacingMs, missing)
    ? Math.min(wanted * spacingMs, GROWTH_OF_DAYS * readMs)
    : // Whoever misses few may be at the end of all findings, or at a pause.
      Math.max(wanted * spacingMs, soFarMs / 4);
  return { lengthMs, spacingMs, floor, oldest };
}

/**
 * What to read in place of a slice that was cut: as much as its spacing suggests, and then no more than down to the days that were
 * read. If these are the newest, no more than half of it.
 */
function shorter({ from, readUntil, spacingMs }: Cut, { slice, at, count }: Slice): Plan {
  // Not a number if the key of a row is no day.
  const start = Number.isNaN(from) ? (slice.from ?? at - LONGEST_MS) : from;
  const floor = readUntil < at ? readUntil : Math.ceil((at + start) / 2);
  const lengthMs = Math.max(SHORTEST_MS, ROOM * count * spacingMs || 0);
  return {
    lengthMs,
    spacingMs: null,
    floor: { at: floor, spacingMs: Math.max(1, spacingMs || 1) },
    oldest: null,
  };
}
