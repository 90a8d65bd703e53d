/**
 * Minutes since 1970-01-01 UTC, oldest first, each once. Only the newest MOST_MOMENTS are kept, so that they merge in any
 * order, any number of times.
 */
export type Moments = readonly number[];

/** Two months of a job that runs once a night; fits easily into a row. */
export const MOST_MOMENTS = 60;

const MINUTE_DIGITS = 60_000;

/** @param at ISO 8601 UTC */
export function minuteOf(at: string): number {
  return Math.floor(Date.parse(at) / MINUTE_DIGITS);
}

export function mergeMoments(a: Moments, b: Moments): Moments {
  return b.reduce(withMoment, a);
}

/** Returns the same list if it holds the moment already, or is full of newer ones. */
function withMoment(known: Moments, moment: number): Moments {
  let index = known.length;
  while (index > 0 && (known[index - 1] ?? 0) > moment) index--;
  const isFull = known.length === MOST_MOMENTS;
  if (known[index - 1] === moment || (isFull && index === 0)) return known;
  const added = [...known];
  added.splice(index, 0, moment);
  return isFull ? added.slice(1) : added;
}

/** By some key, for example that of an enforced app. */
export type MomentsBy<K extends string = string> = Readonly<Partial<Record<K, Moments>>>;

/** Shared, because nearly every sign-in adds none. */
export const NO_MOMENTS: MomentsBy<never> = {};

export function mergeMomentsBy<K extends string>(a: MomentsBy<K>, b: MomentsBy<K>): MomentsBy<K>;
export function mergeMomentsBy(a: MomentsBy, b: MomentsBy): MomentsBy {
  if (b === NO_MOMENTS || a === b) return a;
  let merged = a;
  for (const [key, moments = []] of Object.entries(b)) {
    const known = merged[key];
    const newest = known ? mergeMoments(known, moments) : moments;
    if (newest !== known) merged = { ...merged, [key]: newest };
  }
  return merged;
}
