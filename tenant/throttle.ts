import { Throttled } from './refusal';

/** https://learn.microsoft.com/graph/throttling-limits (read 2026-11-21) */
const LIMITS = {
  reports: { requests: 5, periodMs: 10_000, hasRetryAfter: true },
  // The documented limit is for all apps of the tenant together, and its 429 has no `Retry-After`.
  conditionalAccess: { requests: 1, periodMs: 1_000, hasRetryAfter: false },
} as const;

export type Limit = keyof typeof LIMITS;

/** Counts a request against its limit. @throws Refusal 429 if the limit is reached */
export type Throttle = (limit: Limit, atMs: number) => void;

export function makeThrottle(): Throttle {
  const admitted: Record<Limit, number[]> = { reports: [], conditionalAccess: [] };
  return (limit, atMs) => {
    const { requests, periodMs, hasRetryAfter } = LIMITS[limit];
    const recent = admitted[limit].filter((ms) => ms > atMs - periodMs);
    admitted[limit] = recent;
    const [oldest] = recent;
    if (oldest === undefined || recent.length < requests) {
      recent.push(atMs);
      return;
    }
    const seconds = Math.ceil((oldest + periodMs - atMs) / 1000);
    throw new Throttled(hasRetryAfter ? seconds : null);
  };
}
