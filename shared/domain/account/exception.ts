import { isoTime } from '../time';

/** An admin's decision that an account may go on without MFA for a while. Times are ISO 8601 UTC. */
export type Exception = {
  readonly reason: string;
  /** Exclusive: at this instant it has ended. */
  readonly until: string;
  /** Who set it, as far as known. */
  readonly by: string;
  readonly setAt: string;
};

/** In characters. */
export const LONGEST_REASON = 500;

/** @param now milliseconds since 1970-01-01 UTC */
export function isRunning({ until }: Exception, now: number): boolean {
  return until > isoTime(now);
}

/** The latest end of an exception that is set now, ISO 8601 UTC: a year ahead, then an admin is to decide again. */
export function latestEnd(now: number): string {
  const end = new Date(now);
  end.setUTCFullYear(end.getUTCFullYear() + 1);
  return end.toISOString();
}

/** Whether both say the same, whenever they were set: to set it again changes nothing. */
export function isSameDecision(a: Exception | null, b: Exception | null): boolean {
  if (a === null || b === null) return a === b;
  return a.reason === b.reason && a.until === b.until && a.by === b.by;
}

/** Of two, the one set later; of two set at one instant the text decides, so that the order makes no difference. */
export function laterException(a: Exception | null, b: Exception | null): Exception | null {
  if (a === null || b === null) return a ?? b;
  return orderOf(a) > orderOf(b) ? a : b;
}

function orderOf({ setAt, until, by, reason }: Exception): string {
  return [setAt, until, by, reason].join(' ');
}
