import { setImmediate as turn } from 'node:timers/promises';

/** Time that passes only when nothing is left to do: the same seed gives the same order of events on any machine. */
export type VirtualTime = {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
  readonly at: (ms: number, event: () => void) => void;
  readonly wait: (ms: number) => Promise<void>;
  /** Lets all happen that is to happen before `ms`. */
  readonly passUntil: (ms: number) => Promise<void>;
};

type Event = { readonly at: number; readonly number: number; readonly happen: () => void };

export function virtualTime(startMs: number): VirtualTime {
  let now = startMs;
  let count = 0;
  const coming: Event[] = [];
  const at = (ms: number, happen: () => void) => {
    const event = { at: Math.max(ms, now), number: count++, happen };
    const place = coming.findLastIndex((other) => isBefore(other, event)) + 1;
    coming.splice(place, 0, event);
  };
  return {
    now: () => now,
    at,
    wait: (ms) => new Promise((resolve) => at(now + ms, resolve)),
    passUntil: async (ms) => {
      for (let event = coming[0]; event && event.at < ms; event = coming[0]) {
        coming.shift();
        now = event.at;
        event.happen();
        // Everything that follows from it without a further wait is done before this returns.
        await turn();
      }
      now = Math.max(now, ms);
    },
  };
}

function isBefore(a: Event, b: Event): boolean {
  return a.at < b.at || (a.at === b.at && a.number < b.number);
}
