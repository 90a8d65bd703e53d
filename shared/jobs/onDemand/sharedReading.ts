/** Timers change what is read each quarter of an hour; who asks once a minute notices nothing. */
const SHARED_MS = 5_000;

/**
 * Shares one reading between all who ask while it is under way, and with those who ask within five seconds of its start. A reading
 * that fails is shared with those who wait for it, and not kept.
 */
export function sharedReading<T>(read: (now: Date) => Promise<T>): (now: Date) => Promise<T> {
  let underWay: Promise<T> | null = null;
  let last: { readonly at: number; readonly value: T } | null = null;
  return async (now) => {
    // A clock that was set back must not keep a reading for long.
    if (last !== null && Math.abs(now.getTime() - last.at) < SHARED_MS) return last.value;
    underWay ??= read(now)
      .then((value) => {
        last = { at: now.getTime(), value };
        return value;
      })
      .finally(() => {
        underWay = null;
      });
    return underWay;
  };
}
