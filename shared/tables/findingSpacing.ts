import { HOUR_MS } from '../domain/time';

/**
 * Milliseconds between two findings on average, by the kind of search, from earlier searches of this process. It decides how much is
 * read at once, never what is found.
 */
export type Spacings = Map<string, number>;

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

/** How long the first slice of a search is, in milliseconds; endless if all findings together may well fit on a page. */
export function firstLength(spacings: Spacings, kind: SearchKind): number {
  const known = knownSpacing(spacings, kind);
  if (known !== null) return ROOM * kind.count * known;
  // Most users have few findings.
  return kind.user === null ? FIRST_MS : Number.POSITIVE_INFINITY;
}

/** What is known of searches of this kind; `null` before the first. */
export function knownSpacing(spacings: Spacings, kind: SearchKind): number | null {
  return spacings.get(keyOf(kind)) ?? spacings.get(keyOf({ ...kind, begin: 'newest' })) ?? null;
}

/**
 * Notes how far apart the findings of a search were.
 *
 * @param spanMs from where it began to the last finding; `null` if it found fewer than it wanted in all that is stored
 */
export function noteSpacing(spacings: Spacings, kind: SearchKind, spanMs: number | null): void {
  if (spanMs !== null) spacings.set(keyOf(kind), Math.max(1, spanMs) / kind.count);
  // The last of many pages is short too.
  else if (kind.begin !== 'page') spacings.set(keyOf(kind), Number.POSITIVE_INFINITY);
}

/** Of few kinds: a user or app makes one whoever it is, and counts of like size share one. */
function keyOf({ begin, user, app, verdict, count }: SearchKind): string {
  return `${begin} ${user !== null} ${app !== null} ${verdict} ${Math.ceil(Math.log2(count))}`;
}
