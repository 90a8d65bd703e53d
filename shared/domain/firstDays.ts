import { HOUR_MS } from './time';

/** The first digest waits this long for the first poll to reach its end; then it goes out with the findings so far. */
export const FIRST_DIGEST_WAIT_MS = 3 * HOUR_MS;

/**
 * Whether something that has never happened is not due yet, because the deployment is too young. A start ahead of the
 * clock was noted by a wrong clock.
 *
 * @param dueMs the time from the start until it is due
 */
export function isNotDueYet(startedAt: number, now: number, dueMs: number): boolean {
  return Math.abs(now - startedAt) <= dueMs;
}
