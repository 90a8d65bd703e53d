import type { Random } from '../local/tenant/world/random';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../shared/domain/polling/span';

export const JOBS = ['poll', 'posture', 'digest'] as const;
export type JobName = (typeof JOBS)[number];

/** One run of one function. */
export type Tick = {
  readonly at: number;
  readonly job: JobName;
  /** Chance of trouble at each call. */
  readonly trouble: number;
  /** How far the clock of its machine is ahead. */
  readonly skewMs: number;
};

export type Timetable = {
  readonly ticks: readonly Tick[];
  readonly calmFrom: number;
  readonly endsAt: number;
};

/** How far a clock may run ahead before records that may still change look settled to it. */
const MOST_AHEAD_MS = 10 * MINUTE_MS;
const MOST_BEHIND_MS = 5 * HOUR_MS;
/** Two sweeps of the last two days, and a digest after them. */
const CALM_MS = 3 * DAY_MS;

/**
 * When what runs: timers that fire twice at once, late, or not at all for days, on machines with wrong clocks; and then,
 * when the faults have stopped, as they should.
 */
export function timetable(fromMs: number, toMs: number, random: Random): Timetable {
  const pauses = random.chance(0.4) ? [pauseIn(fromMs, toMs, random)] : [];
  const harshness = random.pick([0.005, 0.02, 0.06, 0.15]);
  const faulty = [
    ...ticksOf('poll', { fromMs, toMs, everyMs: random.pick([1, 3, 6]) * HOUR_MS }),
    ...ticksOf('digest', { fromMs, toMs, everyMs: random.pick([1, 4]) * HOUR_MS }),
    ...ticksOf('posture', { fromMs, toMs, everyMs: DAY_MS }),
  ]
    .filter(({ at }) => pauses.every((pause) => at < pause.fromMs || at >= pause.toMs))
    .flatMap((tick) => (random.chance(0.15) ? [tick, tick] : [tick]))
    .map((tick) => ({
      ...tick,
      at: tick.at + random.whole(0, 20_000),
      trouble: harshness,
      skewMs: random.chance(0.1) ? random.whole(-MOST_BEHIND_MS, MOST_AHEAD_MS) : 0,
    }));
  const endsAt = toMs + CALM_MS;
  const calm = [
    ...ticksOf('poll', { fromMs: toMs, toMs: endsAt, everyMs: 4 * HOUR_MS }),
    // The last one just before the end, where health is looked at.
    { job: 'poll' as const, at: endsAt - 30 * MINUTE_MS },
    ...ticksOf('digest', { fromMs: toMs + 7 * MINUTE_MS, toMs: endsAt, everyMs: 6 * HOUR_MS }),
    ...ticksOf('posture', { fromMs: toMs + 5 * MINUTE_MS, toMs: endsAt, everyMs: DAY_MS }),
  ].map((tick) => ({ ...tick, trouble: 0, skewMs: 0 }));
  return { ticks: [...faulty, ...calm], calmFrom: toMs, endsAt };
}

type Beat = { readonly fromMs: number; readonly toMs: number; readonly everyMs: number };

function ticksOf(job: JobName, { fromMs, toMs, everyMs }: Beat): Pick<Tick, 'at' | 'job'>[] {
  const count = Math.ceil((toMs - fromMs) / everyMs);
  return Array.from({ length: count }, (_, index) => ({ job, at: fromMs + index * everyMs }));
}

function pauseIn(fromMs: number, toMs: number, random: Random) {
  const start = fromMs + random.fraction() * (toMs - fromMs);
  return { fromMs: start, toMs: start + random.whole(6, 60) * HOUR_MS };
}
