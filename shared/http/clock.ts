import { setTimeout as sleep } from 'node:timers/promises';

/** Time and chance, so that a test needs neither. */
export type Clock = {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** From 0 to below 1. */
  readonly random: () => number;
};

export const SYSTEM_CLOCK: Clock = {
  now: Date.now,
  wait: (ms) => sleep(ms),
  random: Math.random,
};
