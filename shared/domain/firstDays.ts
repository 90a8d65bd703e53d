import { HOUR_MS } from './time';

/** How long the first digest waits for the first poll to come to its end; then it goes with what there is. */
export const FIRST_DIGEST_WAIT_MS = 3 * HOUR_MS;

/**
 * Whether something that has never happened is not due yet, in a deployment as young as this. A start ahead of the clock was noted by
 * a clock that was wrong.
 *
 * @param dueMs how long after the start it is due
 */
export function isNotDueYet(startedAt: number, now: number, dueMs: number): boolean {
  return Math.abs(now - startedAt) <= dueMs;
}
