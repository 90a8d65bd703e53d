import { HOUR_MS } from '../domain/time';

/** What earlier searches of this process have found. It decides how much is read at once, never what is found. */
export type SearchMemory = {
  /** Milliseconds between two findings on average, by the kind of search. */
  readonly spacings: Map<string, number>;
  /** When the oldest finding was, in milliseconds since 1970-01-01 UTC; `null` before all were read. */
  oldest: number | null;
};

export function noMemory(): SearchMemory {
  return { spacings: new Map(), oldest: null };
}

/** What the spacing depends on. */
export type SearchKind = {
  /** Where it begins: at the newest finding, at a time that the caller gave, or behind a page. */
  readonly begin: 'newest' | 'time' | 'page';
  readonly user: string | null;
  readonly app: string | null;
  readonly verdict: string | null;
  readonly count: number;
};

/** The slice of the first search of a kind: a page of a tenant of some hundred findings a day. */
const FIRST_MS = 6 * HOUR_MS;
/** A little more than seems to be needed saves the next slice. */
export const ROOM = 1.25;
/** At the newest finding, only what has come since is unknown. */
const ROOM_AT_NEWEST = 1.1;

/** How long the first slice of a search is, in milliseconds; endless if all findings together may well fit on a page. */
export function firstLength(memory: SearchMemory, kind: SearchKind): number {
  const known = knownSpacing(memory, kind);
  if (known !== null) return (kind.begin === 'newest' ? ROOM_AT_NEWEST : ROOM) * kind.count * known;
  // Most users have few findings.
  return kind.user === null ? FIRST_MS : Number.POSITIVE_INFINITY;
}

/** What is known of searches of this kind; `null` before the first. */
export function knownSpacing({ spacings }: SearchMemory, kind: SearchKind): number | null {
  return spacings.get(keyOf(kind)) ?? spacings.get(keyOf({ ...kind, begin: 'newest' })) ?? null;
}

/** Notes that so many findings were found, from the beginning of a search on so many milliseconds back. */
export function noteSpacing({ spacings }: SearchMemory, kind: SearchKind, spanMs: number): void {
  // One user says nothing about the next one.
  if (kind.user === null || kind.begin === 'page')
    spacings.set(keyOf(kind), Math.max(1, spanMs) / kind.count);
}

/**
 * Notes that a search read all that there is, down to its oldest finding, and found fewer than it wanted.
 *
 * @param last the time of that finding, in milliseconds since 1970-01-01 UTC; `null` if there is none
 */
export function noteEnd(memory: SearchMemory, kind: SearchKind, last: number | null): void {
  const isAll = kind.user === null && kind.app === null && kind.verdict === null;
  if (isAll && last !== null) memory.oldest = last;
  // The last of many pages is short too.
  if (kind.user === null && kind.begin !== 'page') memory.spacings.set(keyOf(kind), Number.POSITIVE_INFINITY);
}

/** Of few kinds: a user or app makes one whoever it is, and counts of like size share one. */
function keyOf({ begin, user, app, verdict, count }: SearchKind): string {
  return `${begin} ${user !== null} ${app !== null} ${verdict} ${Math.ceil(Math.log2(count))}`;
}
