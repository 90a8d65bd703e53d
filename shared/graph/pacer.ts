import type { Clock } from '../http/clock';

/**
 * At most `requests` in any `periodMs`, of this process. Instances side by side, and other readers of the tenant, may come to
 * more together: they are throttled then, and wait.
 */
type Pace = { readonly requests: number; readonly periodMs: number };

/**
 * Limits that Graph holds each app to, by path: asked for faster, it throttles.
 * https://learn.microsoft.com/graph/throttling-limits (read 2026-11-21)
 */
const PACES: readonly (readonly [path: RegExp, pace: Pace])[] = [
  [/^\/[^/]+\/(auditLogs|reports)\//i, { requests: 5, periodMs: 10_000 }],
  [/^\/[^/]+\/identity\/conditionalAccess\b/i, { requests: 1, periodMs: 1_000 }],
];

/** The first request of a period may be longer on its way than the one after the period. */
const ON_ITS_WAY_MS = 250;

/** Books a request to a path, and says how many milliseconds to wait with it; paths without a limit are due at once. */
export function pacer({ now }: Pick<Clock, 'now'>): (path: string) => number {
  const lanes = PACES.map(([pattern, pace]) => ({ pattern, due: lane(pace) }));
  const elapsed = steady(now);
  return (path) => {
    const at = elapsed();
    return (lanes.find(({ pattern }) => pattern.test(path))?.due(at) ?? at) - at;
  };
}

/** The same clock, but for being set back: that counts as no time, where what is booked would be hours ahead. */
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

/** Books the next free moment; booked before the wait, so that requests made side by side share the pace. */
function lane({ requests, periodMs }: Pace): (now: number) => number {
  const booked: number[] = [];
  return (now) => {
    const oldest = booked.length < requests ? undefined : booked.shift();
    const due = oldest === undefined ? now : Math.max(now, oldest + periodMs + ON_ITS_WAY_MS);
    booked.push(due);
    return due;
  };
}
