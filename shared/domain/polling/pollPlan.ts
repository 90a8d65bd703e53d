import { DAY_MS, HOUR_MS, isoTime, MINUTE_MS, type Span } from '../time';
import { type Checkpoint, checkpointAt, type Pace } from './checkpoint';

/** Rows appear late and change for up to two hours; re-read with an hour to spare. */
export const OVERLAP_MS = 3 * HOUR_MS;
export const SWEEP_MS = 2 * DAY_MS;
/** The latest that a row may appear after its sign-in and still be found by a sweep. */
const LATEST_MS = DAY_MS;
/** The length of the first query. */
export const FIRST_LENGTH_MS = DAY_MS / 2;
const SHORTEST_MS = MINUTE_MS;
const LONGEST_MS = 7 * DAY_MS;
/** P1 and P2 keep sign-ins for 30 days, a free edition for 7; Graph refuses a start before that. */
export const KEPT_AT_LEAST_MS = 7 * DAY_MS;

/**
 * The newest part of the log: the new rows, and the overlap. All times are milliseconds since 1970-01-01 UTC.
 *
 * @param goOnFrom the start that the last poll set for this one; `null` for the first poll
 * @param keptFrom the start of the log
 */
export function recentSpan(goOnFrom: number | null, now: number, keptFrom: number): Span {
  if (goOnFrom === null) return { from: Math.max(now - FIRST_LENGTH_MS, keptFrom), to: now };
  // A checkpoint ahead of the clock (it was set back) must not leave a hole.
  return { from: Math.max(goOnFrom > now ? now - OVERLAP_MS : goOnFrom, keptFrom), to: now };
}

/** Most rows appear within ten minutes. */
const USUALLY_LATE_MS = 15 * MINUTE_MS;

/**
 * The start of the next poll: the overlap. After a poll that did not reach the end, the next one starts a little before
 * the cut, but goes back by no more than half of what was read: otherwise a tenant whose overlap is longer than a poll
 * would never get ahead. The sweep finds rows that appear there later.
 *
 * @param reachedMs how far forwards this poll has come
 * @param span the span that it was to read
 */
export function nextStart(reachedMs: number, { from, to }: Span): number {
  const overlapFrom = to - OVERLAP_MS;
  if (reachedMs >= to) return overlapFrom;
  const backMs = Math.min(USUALLY_LATE_MS, Math.floor((reachedMs - from) / 2));
  return Math.max(Math.min(reachedMs, overlapFrom), reachedMs - backMs);
}

/** A re-reading of the last days, going back in time. All times are milliseconds since 1970-01-01 UTC. */
export type Sweep = { readonly begunAt: number; readonly reached: number; readonly downTo: number };

/** The sweep that a checkpoint notes. */
export function sweepOf({ at, goOnFrom, downTo }: Checkpoint): Sweep {
  const begunAt = Date.parse(at);
  // An earlier version noted a sweep when it was done.
  const end = downTo === undefined ? begunAt - SWEEP_MS : Date.parse(downTo);
  return { begunAt, reached: goOnFrom === undefined ? end : Date.parse(goOnFrom), downTo: end };
}

export function sweepCheckpoint({ begunAt, reached, downTo }: Sweep): Checkpoint {
  return { ...checkpointAt(begunAt), goOnFrom: isoTime(reached), downTo: isoTime(downTo) };
}

/**
 * The sweep to go on with. Once a day a sweep of the last two days begins, or of more days if the last sweep is longer
 * ago: rows that appeared since then may be of the day before it. A sweep dated ahead of the clock begins again, and
 * goes at least as far back.
 *
 * @param last `null` before the first
 * @param newest the start of the span that this poll has just read
 */
export function sweepNow(last: Sweep | null, now: number, newest: number): Sweep {
  if (last !== null && last.begunAt <= now && now - last.begunAt < DAY_MS) return last;
  const twoDays = { begunAt: now, reached: newest, downTo: now - SWEEP_MS };
  if (last === null) return twoDays;
  const left = last.reached > last.downTo ? last.downTo : Math.min(last.begunAt, now) - LATEST_MS;
  return { ...twoDays, downTo: Math.min(twoDays.downTo, left) };
}

/** The next slice going forwards; `null` if the span has been read. */
export function nextAfter(reachedMs: number, span: Span, lengthMs: number): Span | null {
  return reachedMs >= span.to ? null : { from: reachedMs, to: Math.min(reachedMs + lengthMs, span.to) };
}

/** The next slice going back in time; `null` if all down to `downTo` has been read. */
export function nextBefore(reachedMs: number, downTo: number, lengthMs: number): Span | null {
  return reachedMs <= downTo ? null : { from: Math.max(reachedMs - lengthMs, downTo), to: reachedMs };
}

/** The length of the next query after a quick slice: quiet tenants are read by weeks. */
export function longerLength(lengthMs: number, quick: Span): number {
  return Math.min(Math.max(lengthMs, 2 * (quick.to - quick.from)), LONGEST_MS);
}

/** The length of the next query after a slice that was too long; `null` if it cannot be shorter. */
export function shorterLength(tooLong: Span): number | null {
  const lengthMs = tooLong.to - tooLong.from;
  return lengthMs <= SHORTEST_MS ? null : Math.max(Math.ceil(lengthMs / 2), SHORTEST_MS);
}

/** So many sign-ins fit well into the memory of the smallest instance (512 MB), three slices at once. */
const MANY = 8_000;
/** A slice of more than that begins again, shorter. */
const TOO_MANY = 3 * MANY;

/**
 * The length of the next query, so that it brings no more than fit into memory: as long as the last slice had in proportion.
 *
 * @param signIns in the last slice
 */
export function lengthForMemory(lengthMs: number, last: Span, signIns: number): number {
  if (signIns === 0) return lengthMs;
  const fitting = Math.floor(((last.to - last.from) * MANY) / signIns);
  return Math.max(Math.min(lengthMs, fitting), SHORTEST_MS);
}

/** Whether a slice is to begin again, shorter. The shortest one cannot be read then; no tenant has as many in a minute. */
export function isTooMuch(signIns: number): boolean {
  return signIns > TOO_MANY;
}

/**
 * The length of the next query when part of the run is over: a slice that cannot be finished in time would begin again
 * for ever.
 *
 * @param left the part of the run that is left, from 0 to 1
 */
export function lengthWithin(lengthMs: number, left: number): number {
  return Math.max(Math.round(lengthMs * Math.min(2 * left, 1)), SHORTEST_MS);
}

/** The pace to begin a run with: that of the last run, but one query for all clauses is tried again once a day. */
export function paceNow(stored: Pace | undefined, now: number): Pace {
  if (stored === undefined) return { lengthMs: FIRST_LENGTH_MS, inPiecesSince: null };
  const { lengthMs, inPiecesSince } = stored;
  const isPieces = inPiecesSince !== null && Math.abs(now - Date.parse(inPiecesSince)) < DAY_MS;
  return {
    lengthMs: Math.min(Math.max(lengthMs, SHORTEST_MS), LONGEST_MS),
    inPiecesSince: isPieces ? inPiecesSince : null,
  };
}

/** A first read of the whole log may take hours, and a sweep several runs; a day of that does not end by itself. */
export function isLongBehind(behindSince: string | null, now: number): boolean {
  return behindSince !== null && now - Date.parse(behindSince) >= DAY_MS;
}

/**
 * Whether all accounts are due to be reconciled: once a day, after a run that failed, and if a run moved a checkpoint since the
 * last run noted its end: it died, or it crosses this one.
 *
 * @param etags of the parts of the log, as this run found them
 * @param run the last run that noted its end
 */
export function isReconcileDue(etags: string | undefined, run: Checkpoint | null, now: number): boolean {
  if (run?.reconciledAt === undefined || Math.abs(now - Date.parse(run.reconciledAt)) >= DAY_MS) return true;
  return run.etags === undefined || run.etags !== etags;
}

/** The log may be asked from here on. An hour to spare: Graph counts from when it is asked, which is later than `now`. */
export function keptSince(now: number, keptMs: number): number {
  return now - keptMs + HOUR_MS;
}
