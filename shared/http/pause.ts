import type { Clock } from './clock';

const FIRST_BACKOFF_MS = 2_000;

type Limits = Pick<Clock, 'random'> & { readonly longestWaitMs: number };

/**
 * How long to wait before the next try.
 *
 * @param retryAfterMs how long the service asked us to wait; `null` if it did not
 * @param tried tries so far, from 1
 * @returns milliseconds, from 0 to `longestWaitMs`; `null` to give up
 */
export function pauseMs(retryAfterMs: number | null, tried: number, limits: Limits): number | null {
  const asked = retryAfterMs ?? 0;
  if (asked > limits.longestWaitMs) return null;
  if (asked > 0) return asked;
  // Full jitter, because all readers of a tenant are throttled at the same moment.
  return limits.random() * Math.min(FIRST_BACKOFF_MS * 2 ** (tried - 1), limits.longestWaitMs);
}
