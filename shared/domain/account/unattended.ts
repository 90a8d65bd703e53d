/**
 * When an account signed in unattended, by key of the enforced app: minutes since 1970-01-01 UTC, oldest first,
 * each once. Only the newest MOST_TIMES of an app are kept, so that times merge in any order, any number of times.
 */
export type UnattendedTimes = Readonly<Record<string, readonly number[]>>;

/** Two months of a job that runs once a night; fits easily into a row. */
export const MOST_TIMES = 60;

/** Shared, because nearly every sign-in is attended. */
export const NO_TIMES: UnattendedTimes = {};

const MINUTE_DIGITS = 60_000;

/** @param at ISO 8601 UTC */
export function minuteOf(at: string): number {
  return Math.floor(Date.parse(at) / MINUTE_DIGITS);
}

export function mergeTimes(a: UnattendedTimes, b: UnattendedTimes): UnattendedTimes {
  if (b === NO_TIMES) return a;
  let merged = a;
  for (const [app, times] of Object.entries(b)) {
    const known = merged[app];
    const newest = known ? times.reduce(withTime, known) : times;
    if (newest !== known) merged = { ...merged, [app]: newest };
  }
  return merged;
}

/** Returns the same list if it holds the time already, or is full of newer ones. */
function withTime(known: readonly number[], time: number): readonly number[] {
  let index = known.length;
  while (index > 0 && (known[index - 1] ?? 0) > time) index--;
  const isFull = known.length === MOST_TIMES;
  if (known[index - 1] === time || (isFull && index === 0)) return known;
  const added = [...known];
  added.splice(index, 0, time);
  return isFull ? added.slice(1) : added;
}
