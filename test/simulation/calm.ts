import { randomFrom } from '../../local/tenant/world/random';
import { type Machine, machine, TROUBLES } from '../../simulation/machine';
import { virtualTime } from '../../simulation/virtualTime';

/** A machine that nothing befalls, and what lets its calls go on. */
export function calmMachine(
  nowMs = 0,
  latencyMs = 4_000,
): {
  on: Machine;
  now: () => number;
  during: <T>(calls: Promise<T>) => Promise<T>;
} {
  const time = virtualTime(nowMs);
  const random = randomFrom(1, 'calm');
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
    done.catch(() => undefined);
    for (let turn = 0; !isDone && turn < 1_000; turn++) await time.passUntil(time.now() + 1_000);
    return done;
  };
  return { on, now: time.now, during };
}
