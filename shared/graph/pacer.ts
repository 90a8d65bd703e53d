import type { Clock } from './clock';

/** At most `requests` in any `periodMs`. */
type Pace = { readonly requests: number; readonly periodMs: number };

/**
 * Limits that Graph holds each app to, by path: asked for faster, it throttles.
 * https://learn.microsoft.com/graph/throttling-limits (read 2026-11-21)
 */
const PACES: readonly (readonly [path: RegExp, pace: Pace])[] = [
  [/^\/[^/]+\/(auditLogs|reports)\//i, { requests: 5, periodMs: 10_000 }],
  [/^\/[^/]+\/identity\/conditionalAccess\b/i, { requests: 1, periodMs: 1_000 }],
];

/** Waits until a request to the path is due; paths without a limit are due at once. */
export function pacer(clock: Pick<Clock, 'now' | 'wait'>): (path: string) => Promise<void> {
  const lanes = PACES.map(([pattern, pace]) => ({ pattern, due: lane(pace) }));
  return async (path) => {
    const now = clock.now();
    const due = lanes.find(({ pattern }) => pattern.test(path))?.due(now) ?? now;
    if (due > now) await clock.wait(due - now);
  };
}

/** Books the next free moment; booked before the wait, so that requests made side by side share the pace. */
function lane({ requests, periodMs }: Pace): (now: number) => number {
  const booked: number[] = [];
  return (now) => {
    const oldest = booked.length < requests ? undefined : booked.shift();
    const due = oldest === undefined ? now : Math.max(now, oldest + periodMs);
    booked.push(due);
    return due;
  };
}
