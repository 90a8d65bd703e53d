import type { ArmError, ArmErrorCode } from './armError';

const TRIES: Partial<Record<ArmErrorCode, number>> = { throttled: 4, unavailable: 4, timedOut: 2 };
const FIRST_BACKOFF_MS = 2_000;

type Limits = { readonly random: () => number; readonly longestWaitMs: number };

/**
 * How long to wait before the next try.
 *
 * @param tried tries so far, from 1
 * @returns milliseconds, from 0 to `longestWaitMs`; `null` to give up
 */
export function pauseMs(
  { code, retryAfterMs }: ArmError,
  tried: number,
  { random, longestWaitMs }: Limits,
): number | null {
  if (tried >= (TRIES[code] ?? 1)) return null;
  const asked = retryAfterMs ?? 0;
  if (asked > longestWaitMs) return null;
  // Full jitter, because all that reads a tenant is throttled at the same moment.
  return asked > 0 ? asked : random() * Math.min(FIRST_BACKOFF_MS * 2 ** (tried - 1), longestWaitMs);
}
