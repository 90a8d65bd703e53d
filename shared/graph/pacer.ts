import type { Clock } from '../http/clock';

/**
 * At most `requests` in any `periodMs`, for this process. Several instances, and other readers of the tenant, may exceed the limit
 * together: then Graph throttles them, and they wait.
 */
type Pace = { readonly requests: number; readonly periodMs: number };

/**
 * Graph's limits for each app, by path: it throttles faster requests.
 * https://learn.microsoft.com/graph/throttling-limits (read 2026-11-21)
 */
const PACES: readonly (readonly [path: RegExp, pace: Pace])[] = [
  [/^\/[^/]+\/(auditLogs|reports)\//i, { requests: 5, periodMs: 10_000 }],
  [/^\/[^/]+\/identity\/conditionalAccess\b/i, { requests: 1, periodMs: 1_000 }],
];

/** The first request of a period may travel longer than the one after the period. */
const ON_ITS_WAY_MS = 250;

/** Books a request to a path, and returns the milliseconds to wait before it; paths without a limit are due at once. */
export function pacer({ now }: Pick<Clock, 'now'>): (path: string) => number {
  const lanes = PACES.map(([pattern, pace]) => ({ pattern, due: lane(pace) }));
  const elapsed = steady(now);
  return (path) => {
    const at = elapsed();
    return (lanes.find(({ pattern }) => pattern.test(path))?.due(at) ?? at) - at;
  };
}

/** The same clock, never set back: if it were, the bookings would lie hours ahead. */
function steady(now: () => number): () => number {
  let latest = Number.NEGATIVE_INFINITY;
  let setBackMs = 0;
  return () => {
    const at = now();
    setBackMs = Math.max(setBackMs, latest - at);
    latest = at + setBackMs;
    return latest;
  };
}

/** Books the next free moment, before the wait: parallel requests share the pace. */
function lane({ requests, periodMs }: Pace): (now: number) => number {
  const booked: number[] = [];
  return (now) => {
    const oldest = booked.length < requests ? undefined : booked.shift();
    const due = oldest === undefined ? now : Math.max(now, oldest + periodMs + ON_ITS_WAY_MS);
    booked.push(due);
    return due;
  };
}
