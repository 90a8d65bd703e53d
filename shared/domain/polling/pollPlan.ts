import { DAY_MS, HOUR_MS, type Span } from './span';

/** How far the log has been read; `null` where nothing has. Milliseconds since 1970-01-01 UTC. */
export type Progress = {
  readonly recent: number | null;
  readonly sweep: number | null;
};

/** Rows appear late and change for up to two hours; re-read with an hour to spare. */
export const OVERLAP_MS = 3 * HOUR_MS;
export const SWEEP_MS = 2 * DAY_MS;
/** The longest span asked for at once when catching up, and what the first poll reads before it goes back in time. */
const PIECE_MS = DAY_MS;
export const FIRST_BACKFILL_MS = 2 * DAY_MS;
const SHORTEST_BACKFILL_MS = HOUR_MS;
const LONGEST_BACKFILL_MS = 7 * DAY_MS;
const QUICK_MS = 30_000;
const SLOW_MS = 120_000;

export type RecentPlan = {
  /** Oldest first: the checkpoint moves forward after each. */
  readonly spans: readonly Span[];
  readonly isSweep: boolean;
};

/** The newest part of the log: what is new, the overlap, and once a day the last two days. */
export function recentPlan(progress: Progress, now: number, keptFrom: number): RecentPlan {
  if (progress.recent === null) {
    return { spans: [{ from: Math.max(now - PIECE_MS, keptFrom), to: now }], isSweep: false };
  }
  const isSweep = progress.sweep === null || now - progress.sweep >= DAY_MS;
  // A checkpoint ahead of the clock (it was set back) must not leave a hole.
  const overlap = Math.min(progress.recent, now) - OVERLAP_MS;
  const from = Math.max(isSweep ? Math.min(overlap, now - SWEEP_MS) : overlap, keptFrom);
  return { spans: pieces({ from, to: now }, PIECE_MS), isSweep };
}

/** The next stretch of the backfill, going back in time; `null` when all that is kept has been read. */
export function backfillSpan(reachedMs: number, keptFrom: number, lengthMs: number): Span | null {
  return reachedMs <= keptFrom ? null : { from: Math.max(reachedMs - lengthMs, keptFrom), to: reachedMs };
}

/** How long the next stretch may be, by how long the last one took: quiet tenants go by weeks, busy ones by hours. */
export function nextLength(lengthMs: number, tookMs: number): number {
  const wanted = tookMs < QUICK_MS ? lengthMs * 2 : tookMs > SLOW_MS ? lengthMs / 2 : lengthMs;
  return Math.min(Math.max(wanted, SHORTEST_BACKFILL_MS), LONGEST_BACKFILL_MS);
}

/** Consecutive pieces that make up the span, oldest first, none longer than `longestMs`. */
export function pieces(span: Span, longestMs: number): Span[] {
  const found: Span[] = [];
  for (let from = span.from; from < span.to; from += longestMs) {
    found.push({ from, to: Math.min(from + longestMs, span.to) });
  }
  return found;
}
