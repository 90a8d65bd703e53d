import { type Random, randomFrom } from '../tenant/world/random';
import { type Machine, machine, TROUBLES } from './machine';
import { type VirtualTime, virtualTime } from './virtualTime';

/** More than any run is given. */
const RUN_ENDS_S = 3_600;

export type CalmOptions = {
  /** Milliseconds since 1970-01-01 UTC; 1970 by default. */
  readonly startMs?: number;
  /** Of one way, at most; 4 seconds by default. */
  readonly latencyMs?: number;
  readonly random?: Random;
};

export type CalmMachine = {
  readonly on: Machine;
  readonly time: VirtualTime;
  /**
   * Lets time pass until the calls have ended.
   *
   * @throws Error when they do not end within an hour of that time
   */
  readonly during: <T>(calls: Promise<T>) => Promise<T>;
};

/** A machine without trouble, and a way to let its calls go on; for tests and benchmarks. */
export function calmMachine(options: CalmOptions = {}): CalmMachine {
  const { startMs = 0, latencyMs = 4_000, random = randomFrom(1, 'calm') } = options;
  const time = virtualTime(startMs);
  const on = machine({
    time,
    random,
    trouble: 0,
    kinds: TROUBLES,
    latencyMs,
    skewMs: 0,
    endsMs: Number.POSITIVE_INFINITY,
  });
  const during = async <T>(calls: Promise<T>): Promise<T> => {
    let isDone = false;
    const done = calls.finally(() => {
      isDone = true;
    });
    // It may fail while time passes, before anybody awaits it.
    done.catch(() => undefined);
    for (let second = 0; !isDone && second < RUN_ENDS_S; second++) await time.passUntil(time.now() + 1_000);
    if (!isDone) throw new Error('A run on a calm machine does not end.');
    return done;
  };
  return { on, time, during };
}
