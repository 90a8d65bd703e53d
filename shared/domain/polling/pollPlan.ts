import { DAY_MS, HOUR_MS, type Span } from './span';

/** Rows appear late and change for up to two hours; re-read with an hour to spare. */
export const OVERLAP_MS = 3 * HOUR_MS;
export const SWEEP_MS = 2 * DAY_MS;
/** What is asked for at once at first; `nextLength` goes on from there. */
export const FIRST_LENGTH_MS = DAY_MS / 2;
const SHORTEST_MS = HOUR_MS;
const LONGEST_MS = 7 * DAY_MS;
const QUICK_MS = 30_000;
const SLOW_MS = 120_000;

/**
 * The newest part of the log: what is new, and the overlap. All times are milliseconds since 1970-01-01 UTC.
 *
 * @param recent how far the log has been read; `null` when it has not been
 * @param keptFrom where the log begins
 */
export function recentSpan(recent: number | null, now: number, keptFrom: number): Span {
  if (recent === null) return { from: Math.max(now - FIRST_LENGTH_MS, keptFrom), to: now };
  // A checkpoint ahead of the clock (it was set back) must not leave a hole.
  return { from: Math.max(Math.min(recent, now) - OVERLAP_MS, keptFrom), to: now };
}

/** Once a day the last two days are read again; a sweep dated ahead of the clock counts for nothing. */
export function isSweepDue(sweep: number | null, now: number): boolean {
  return sweep === null || sweep > now || now - sweep >= DAY_MS;
}

/** The next stretch going forwards; `null` when the span has been read. */
export function nextAfter(reachedMs: number, span: Span, lengthMs: number): Span | null {
  return reachedMs >= span.to ? null : { from: reachedMs, to: Math.min(reachedMs + lengthMs, span.to) };
}

/** The next stretch going back in time; `null` when all down to `downTo` has been read. */
export function nextBefore(reachedMs: number, downTo: number, lengthMs: number): Span | null {
  return reachedMs <= downTo ? null : { from: Math.max(reachedMs - lengthMs, downTo), to: reachedMs };
}

/** How much to ask for next, by how long the last stretch took: quiet tenants go by weeks, busy ones by hours. */
export function nextLength(lengthMs: number, tookMs: number): number {
  const wanted = tookMs < QUICK_MS ? lengthMs * 2 : tookMs > SLOW_MS ? lengthMs / 2 : lengthMs;
  return Math.min(Math.max(wanted, SHORTEST_MS), LONGEST_MS);
}
