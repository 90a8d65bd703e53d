import { NON_PREMIUM } from './answer';
import type { Clock } from './clock';
import type { GraphError, GraphErrorCode } from './graphError';

/** What took too long takes long again: those who can then ask for less. */
const TRIES: Partial<Record<GraphErrorCode, number>> = { throttled: 5, unavailable: 5, timedOut: 2 };
const LICENCE_TRIES = 3;
const FIRST_BACKOFF_MS = 2_000;

/**
 * How long to wait before the next try.
 *
 * @param tried tries so far, from 1
 * @returns milliseconds, from 0 to `longestWaitMs`; `null` to give up
 */
export function pauseMs(error: GraphError, tried: number, limits: Limits): number | null {
  if (tried >= triesFor(error)) return null;
  const asked = error.retryAfterMs ?? 0;
  if (asked > limits.longestWaitMs) return null;
  if (asked > 0) return asked;
  // Full jitter, because all that reads a tenant is throttled at the same moment.
  return limits.random() * Math.min(FIRST_BACKOFF_MS * 2 ** (tried - 1), limits.longestWaitMs);
}

type Limits = Pick<Clock, 'random'> & { readonly longestWaitMs: number };

function triesFor({ code, graphCode }: GraphError): number {
  return graphCode === NON_PREMIUM ? LICENCE_TRIES : (TRIES[code] ?? 1);
}
